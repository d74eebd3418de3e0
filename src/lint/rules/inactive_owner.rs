use crate::lint::{About, Check, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::Route;

/// A client without open deals whose owner has left; with open deals it is `inactive-person-in-charge`.
pub struct InactiveOwner;

impl Rule for InactiveOwner {
    fn about(&self) -> &'static About {
        crate::about!(
            "inactive-owner",
            Basics,
            Info,
            "the owner of a client without open deals has left",
            "没有进行中商机的客户，负责人已离职"
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let put_away = check.path().starts_with("archive");
        if put_away || !client.open_deals(check.team).is_empty() {
            return;
        }
        let owner = client.owner.as_deref();
        let left = check.team.people.iter().find(|person| Some(person.id.as_str()) == owner && !person.active);
        if let Some(person) = left {
            let (id, name, from) = (check.id(), person.shown(), &person.id);
            check
                .report(Route::root().key("owner"), text!("the owner, {name}, has left the team", "负责人{name}已经离职"))
                .mend(text!(
                    "hand it over (`salesrec handover --from {from} --to PERSON`), or `salesrec archive {id}`",
                    "交接给在职的同事（`salesrec handover --from {from} --to 接手人`），或者 `salesrec archive {id}` 归档"
                ));
        }
    }
}
