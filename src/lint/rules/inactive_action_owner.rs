use crate::lint::wording::cited;
use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client};
use crate::text;
use crate::yaml::Route;

/// An open action of somebody who is no longer here to do it.
pub struct InactiveActionOwner;

impl Rule for InactiveActionOwner {
    fn about(&self) -> &'static About {
        crate::about!(
            "inactive-action-owner", Actions, Error, "the owner of an open action has left", "未完成行动的负责人已离职"
        )
    }

    fn action(&self, check: &mut Check<'_>, _client: &Client, at: usize, action: &Action) {
        let Some(owner) = action.owner.as_deref().filter(|_| action.is_open()) else { return };
        let Some(person) = check.team.people.iter().find(|person| person.id == owner && !person.active) else { return };
        let (id, name, words) = (check.id(), person.shown(), cited(&action.action));
        check
            .report(
                Route::root().key("actions").index(at).key("owner"),
                text!("{name}, who is to do “{words}”, has left", "“{words}”的负责人{name}已离职"),
            )
            .mend(text!("`salesrec edit {id}`: another `owner`", "`salesrec edit {id}`：换一位 `owner`"));
    }
}
