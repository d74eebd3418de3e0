use crate::lint::wording::cited;
use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client};
use crate::text;
use crate::yaml::Route;

/// Two actions that go by one id.
pub struct DuplicateActionId;

impl Rule for DuplicateActionId {
    fn about(&self) -> &'static About {
        crate::about!("duplicate-action-id", Actions, Error, "two actions have the same id", "两条行动的 id 相同")
    }

    fn action(&self, check: &mut Check<'_>, client: &Client, at: usize, action: &Action) {
        let Some(own) = action.id.as_deref().filter(|id| !id.is_empty()) else { return };
        let Some(before) = client.actions[..at].iter().find(|other| other.id.as_deref() == Some(own)) else { return };
        let (id, words) = (check.id(), cited(&before.action));
        check
            .report(
                Route::root().key("actions").index(at).key("id"),
                text!("“{words}” has the id {own} too", "“{words}”的 id 也是 {own}"),
            )
            .mend(text!(
                "`salesrec edit {id}`: delete one of the two ids, then `salesrec lint --fix`",
                "`salesrec edit {id}`：删掉其中一个 id，再 `salesrec lint --fix`"
            ));
    }
}
