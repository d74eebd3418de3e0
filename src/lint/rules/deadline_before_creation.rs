use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client};
use crate::text;
use crate::yaml::Route;

/// An action that was late on the day it was agreed.
pub struct DeadlineBeforeCreation;

impl Rule for DeadlineBeforeCreation {
    fn about(&self) -> &'static About {
        crate::about!(
            "deadline-before-creation", Actions, Warning, "a deadline lies before its action was agreed", "期限早于行动的创建日期"
        )
    }

    fn action(&self, check: &mut Check<'_>, _client: &Client, at: usize, action: &Action) {
        let (Some(due), Some(created), true) = (action.due, action.created, action.is_open()) else { return };
        if due.shown(check.clock).0 < created.0 {
            let id = check.id();
            check
                .report(
                    Route::root().key("actions").index(at).key("due"),
                    text!("due {due}, but agreed only on {created}", "期限是 {due}，{created} 才定下来"),
                )
                .mend(text!("`salesrec edit {id}`: `due` or `created` is wrong", "`salesrec edit {id}`：`due` 或 `created` 写错了"));
        }
    }
}
