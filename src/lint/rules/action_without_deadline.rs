use crate::lint::wording::cited;
use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client};
use crate::text;
use crate::yaml::Route;

/// An open action that need never be done.
pub struct ActionWithoutDeadline;

impl Rule for ActionWithoutDeadline {
    fn about(&self) -> &'static About {
        crate::about!("action-without-deadline", Actions, Error, "an action has no deadline", "行动没有期限")
    }

    fn action(&self, check: &mut Check<'_>, _client: &Client, at: usize, action: &Action) {
        if action.is_open() && action.due.is_none() {
            let (id, words) = (check.id(), cited(&action.action));
            check
                .report(
                    Route::root().key("actions").index(at).key("due"),
                    text!("“{words}” has no deadline", "“{words}”没有期限"),
                )
                .mend(text!("`salesrec edit {id}`: `due`, until when", "`salesrec edit {id}`：补上 `due`（期限）"));
        }
    }
}
