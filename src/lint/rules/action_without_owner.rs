use crate::lang::is_blank;
use crate::lint::wording::cited;
use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client};
use crate::text;
use crate::yaml::Route;

/// An open action that nobody is to do.
pub struct ActionWithoutOwner;

impl Rule for ActionWithoutOwner {
    fn about(&self) -> &'static About {
        crate::about!("action-without-owner", Actions, Error, "an action has no owner", "行动没有负责人")
    }

    fn action(&self, check: &mut Check<'_>, _client: &Client, at: usize, action: &Action) {
        if action.is_open() && action.owner.as_deref().is_none_or(is_blank) {
            let (id, words) = (check.id(), cited(&action.action));
            check
                .report(
                    Route::root().key("actions").index(at).key("owner"),
                    text!("nobody is to do “{words}”", "“{words}”没有负责人"),
                )
                .mend(text!("`salesrec edit {id}`: `owner`, a person's id", "`salesrec edit {id}`：补上 `owner`（人员 id）"));
        }
    }
}
