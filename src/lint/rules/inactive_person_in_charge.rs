use crate::lang::{Text, count};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, Person, StageKind};
use crate::text;
use crate::yaml::Route;

/// A person who has left and whom open matters still wait for: deals, milestones, issues, promises, aftercare. Actions are
/// `inactive-action-owner`'s.
pub struct InactivePersonInCharge;

impl Rule for InactivePersonInCharge {
    fn about(&self) -> &'static About {
        crate::about!("inactive-person-in-charge", People, Error, "somebody who has left is in charge of an open matter", "未了结的事仍由已离职的人负责")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let open = client.deals.iter().filter(|deal| check.team.stages.is_open(deal)).count();
        if let Some(person) = gone(check, client.owner.as_deref()).filter(|_| open > 0) {
            let (name, from) = (person.shown(), &person.id);
            let what = count(open, "open deal", "open deals", "个进行中的商机");
            let (en, zh) = (what.en, what.zh);
            let message = Text::new(
                format!("{name} has left and still owns the client with {en}"),
                format!("负责人（{name}）已离职，客户还有 {zh}"),
            );
            check.report(Route::root().key("owner"), message).mend(text!(
                "hand the clients over: `salesrec handover --from {from} --to PERSON`",
                "请交接其客户：`salesrec handover --from {from} --to 接手人`"
            ));
        }
        // Who promised is history; keeping it is the owner's when that is somebody who is here.
        let kept_by_owner = check.team.people.iter().any(|person| Some(person.id.as_str()) == client.owner.as_deref() && person.active);
        for (at, promise) in client.promises.iter().enumerate().filter(|(_, promise)| promise.kept.is_none() && !kept_by_owner) {
            waits_for(check, promise.by.as_deref(), Route::root().key("promises").index(at).key("by"), ("the promise", "承诺"), &promise.promise);
        }
        for (at, issue) in client.service.iter().enumerate().filter(|(_, issue)| issue.closed.is_none()) {
            waits_for(check, issue.by.as_deref(), Route::root().key("service").index(at).key("by"), ("the aftercare issue", "售后问题"), &issue.issue);
        }
    }

    fn deal(&self, check: &mut Check<'_>, _client: &Client, at: usize, deal: &Deal) {
        if check.team.stages.kind(deal) == StageKind::Lost {
            return;
        }
        let route = Route::root().key("deals").index(at);
        for (at, milestone) in deal.milestones.iter().enumerate().filter(|(_, milestone)| milestone.done.is_none()) {
            let route = route.clone().key("milestones").index(at).key("owner");
            waits_for(check, milestone.owner.as_deref(), route, ("the milestone", "里程碑"), &milestone.milestone);
        }
        if !check.team.stages.is_open(deal) {
            return;
        }
        for (at, issue) in deal.project.iter().flat_map(|project| project.issues.iter().enumerate()) {
            let route = route.clone().key("project").key("issues").index(at).key("owner");
            waits_for(check, issue.owner.as_deref(), route, ("the problem", "问题"), &issue.issue);
        }
    }
}

/// The person of that id, if the team knows them and they have left.
fn gone<'t>(check: &Check<'t>, id: Option<&str>) -> Option<&'t Person> {
    check.team.people.iter().find(|person| Some(person.id.as_str()) == id && !person.active)
}

fn waits_for(check: &mut Check<'_>, who: Option<&str>, route: Route, (en, zh): (&str, &str), words: &str) {
    let Some(person) = gone(check, who) else { return };
    let (name, id) = (person.shown(), check.id());
    check
        .report(route, text!("{en} “{words}” waits for {name}, who has left", "{zh}“{words}”的负责人（{name}）已离职"))
        .mend(text!("give it to somebody who is here: `salesrec edit {id}`", "请改由在职人员负责：`salesrec edit {id}`"));
}
