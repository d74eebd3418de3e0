use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client, Deal, LogEntry, Person, Standing, standing};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// A person whom the team does not have.
pub struct UnknownOwner;

impl Rule for UnknownOwner {
    fn about(&self) -> &'static About {
        crate::about!(
            "unknown-owner",
            Basics,
            Error,
            "a person whom salesrec.toml does not know",
            "salesrec.toml 里没有这个人",
            fix = Safe
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        look(check, || Route::root().key("owner"), client.owner.as_deref());
        each(check, "owners", "owner", client.owners.iter().map(|period| &period.owner));
        each(check, "promises", "by", client.promises.iter().map(|promise| &promise.by));
        each(check, "collections", "by", client.collections.iter().map(|step| &step.by));
        each(check, "service", "by", client.service.iter().map(|issue| &issue.by));
        each(check, "surveys", "by", client.surveys.iter().map(|survey| &survey.by));
        for (at, access) in client.access.iter().enumerate() {
            for (holder, person) in access.holders.iter().enumerate() {
                let route = || Route::root().key("access").index(at).key("holders").index(holder);
                look(check, route, Some(person));
            }
        }
    }

    fn deal(&self, check: &mut Check<'_>, _client: &Client, at: usize, deal: &Deal) {
        let place = || Route::root().key("deals").index(at);
        let mut within = |list: &str, item: usize, key: &str, person: &Option<String>| {
            look(check, || place().key(list).index(item).key(key), person.as_deref());
        };
        for (item, milestone) in deal.milestones.iter().enumerate() {
            within("milestones", item, "owner", &milestone.owner);
        }
        for (item, entry) in deal.history.iter().enumerate() {
            within("history", item, "by", &entry.by);
        }
        if let Some(project) = &deal.project {
            let place = || place().key("project");
            for (item, issue) in project.issues.iter().enumerate() {
                look(check, || place().key("issues").index(item).key("owner"), issue.owner.as_deref());
            }
            for (item, risk) in project.risks.iter().enumerate() {
                look(check, || place().key("risks").index(item).key("owner"), risk.owner.as_deref());
            }
        }
    }

    fn entry(&self, check: &mut Check<'_>, _client: &Client, at: usize, entry: &LogEntry) {
        look(check, || Route::root().key("log").index(at).key("by"), entry.by.as_deref());
    }

    fn action(&self, check: &mut Check<'_>, _client: &Client, at: usize, action: &Action) {
        look(check, || Route::root().key("actions").index(at).key("owner"), action.owner.as_deref());
    }
}

fn each<'p>(check: &mut Check<'_>, list: &str, key: &str, people: impl Iterator<Item = &'p Option<String>>) {
    for (at, person) in people.enumerate() {
        look(check, || Route::root().key(list).index(at).key(key), person.as_deref());
    }
}

/// A team that has written down no people knows them all.
fn look(check: &mut Check<'_>, route: impl Fn() -> Route, written: Option<&str>) {
    let people = &check.team.people;
    let Some(written) = written.filter(|written| !is_blank(written) && !people.is_empty()) else { return };
    if people.iter().any(|person| person.id == written) {
        return;
    }
    let route = route();
    let names: Vec<Vec<&str>> = people.iter().map(Person::names).collect();
    let (message, mend) = match standing(written, &names) {
        Standing::Agreed => return,
        Standing::Meant(at) => {
            let person = &people[at].id;
            let edit = Edit::Set(route.clone(), Value::text(person));
            let message = text!("“{written}” is called {person} in records", "“{written}”在档案里应写成 {person}");
            check.report(route, message).mend(Text::same("`salesrec lint --fix`")).fix(vec![edit]);
            return;
        }
        Standing::Near(at) => {
            let (id, person) = (check.id(), &people[at].id);
            (
                text!("there is no person “{written}”; did you mean {person}?", "没有“{written}”这个人，是不是 {person}？"),
                text!("`salesrec edit {id}`", "`salesrec edit {id}` 更正"),
            )
        }
        Standing::Strange => (
            text!("there is no person “{written}” in salesrec.toml", "salesrec.toml 里没有“{written}”这个人"),
            text!(
                "`salesrec person add ID --name NAME`; of those who have left, with active = false",
                "`salesrec person add ID --name 姓名`；已离职的人设 active = false"
            ),
        ),
    };
    check.report(route, message).mend(mend);
}
