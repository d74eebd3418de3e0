//! What one client adds to the pages: its deals with progress and problems, and its open actions.

use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveTime};
use rust_decimal::Decimal;

use crate::clock::Length;
use crate::lang::{Text, count};
use crate::record::{Action, Client, Deal, LogEntry, Role};
use crate::report::result::Results;
use crate::report::timeliness::{self, Due, Written};
use crate::report::{Course, Flaws, Question, Subject};
use crate::store::Shelf;
use crate::text;

/// Moves of the stage in so many days are progress.
const RECENT: i64 = 30;

/// Actions due in so many days are talked about.
const AHEAD: u64 = 14;

/// How long a deal may go without contact where its stage does not say.
const USUAL: Length = Length::of_days(14);

/// Words that speak of a joint visit.
const JOINT: [&str; 8] =
    ["陪访", "陪同", "共同拜访", "联合拜访", "一起拜访", "joint visit", "visit together", "visit with"];

/// One client.
pub(super) struct Dossier {
    pub id: String,
    pub shelf: Shelf,
    pub owner: Option<String>,
    pub states: Vec<State>,
    pub deeds: Vec<Deed>,
    pub written: Vec<Written>,
    pub due: Vec<Due>,
}

/// How an open deal stands.
pub(super) struct State {
    pub client: String,
    pub name: String,
    pub deal: String,
    pub owner: Option<String>,
    pub value: Option<(Decimal, Arc<str>)>,
    pub progress: Text,
    pub problems: Vec<Text>,
}

/// An open action.
pub(super) struct Deed {
    pub client: String,
    pub name: String,
    pub client_owner: Option<String>,
    pub owner: Option<String>,
    pub words: String,
    pub due: Option<(NaiveDate, Option<NaiveTime>)>,
    pub overdue: bool,
    /// Overdue, or due soon.
    pub near: bool,
    /// Whether it is a joint visit.
    pub joint: bool,
}

impl Dossier {
    pub fn of(subject: &Subject<'_>, results: &Results, flaws: &mut Flaws) -> Self {
        let (client, question) = (subject.client, subject.question);
        let deal = |course: &Course| client.deals.iter().find(|deal| deal.name == course.deal);
        let states = results.open.iter().filter_map(|open| Some(state(subject, &open.course, deal(&open.course)?)));
        let open = client.actions.iter().filter(|action| action.is_open());
        Self {
            id: subject.id.to_string(),
            shelf: subject.shelf,
            owner: client.owner.clone(),
            states: states.collect(),
            deeds: open.map(|action| deed(question, subject.id, client, action)).collect(),
            written: timeliness::written(subject, flaws),
            due: timeliness::due(subject),
        }
    }
}

fn deed(question: &Question<'_>, id: &str, client: &Client, action: &Action) -> Deed {
    let due = action.due.map(|due| due.shown(&question.clock));
    let soon = question.clock.today().checked_add_days(Days::new(AHEAD));
    let overdue = action.is_overdue(&question.clock);
    let words = action.action.to_lowercase();
    let people = &question.team.people;
    let by_manager =
        people.iter().any(|person| person.role == Role::Manager && action.owner.as_deref() == Some(&person.id));
    let names_another = people.iter().any(|person| {
        let other = action.owner.as_deref() != Some(&person.id);
        other && person.name.as_deref().is_some_and(|name| words.contains(&name.to_lowercase()))
    });
    Deed {
        client: id.to_string(),
        name: client.client.clone(),
        client_owner: client.owner.clone(),
        owner: action.owner.clone(),
        words: action.action.clone(),
        overdue,
        near: overdue || due.is_some_and(|(day, _)| soon.is_some_and(|soon| day <= soon)),
        joint: by_manager || names_another || JOINT.iter().any(|joint| words.contains(joint)),
        due,
    }
}

fn state(subject: &Subject<'_>, course: &Course, deal: &Deal) -> State {
    State {
        client: subject.id.to_string(),
        name: subject.client.client.clone(),
        deal: course.deal.clone(),
        owner: course.owner.clone(),
        value: course.value.map(|value| (value, Arc::clone(&course.currency))),
        progress: progress(subject.question, course),
        problems: problems(subject, course, deal),
    }
}

fn progress(question: &Question<'_>, course: &Course) -> Text {
    let name = |at: usize| &question.team.stages.0[at].name;
    let today = question.clock.today();
    match course.stays.as_slice() {
        [.., before, last] if (today - last.from).num_days() <= RECENT => {
            let (from, to, day) = (name(before.stage), name(last.stage), last.from.format("%m-%d"));
            text!("{from} → {to} on {day}", "{day} {from} → {to}")
        }
        [.., last] => {
            let (stage, days) =
                (name(last.stage), count((today - last.from).num_days().unsigned_abs() as usize, "day", "days", "天"));
            Text::new(format!("{stage} for {}", days.en), format!("{stage} {}", days.zh))
        }
        [] => Text::same(course.stage.map_or_else(String::new, |at| name(at).clone())),
    }
}

fn problems(subject: &Subject<'_>, course: &Course, deal: &Deal) -> Vec<Text> {
    let (client, question) = (subject.client, subject.question);
    let today = question.clock.today();
    let goes_with = |action: &&Action| action.deal.as_deref().is_none_or(|name| name == deal.name);
    let mut problems = Vec::new();
    let overdue = client.actions.iter().filter(goes_with).filter(|action| action.is_overdue(&question.clock)).count();
    if overdue > 0 {
        let actions = count(overdue, "action", "actions", "条行动");
        problems.push(Text::new(format!("{} overdue", actions.en), format!("{}逾期", actions.zh)));
    }
    if !client.has_next_action(deal) {
        problems.push(Text::fixed("no next action", "没有下一步"));
    }
    if let Some((days, allowed)) = question.team.stages.overstay(deal, today) {
        let allowed = allowed.words();
        problems.push(Text::new(
            format!("{days} days in the stage, {} allowed", allowed.en),
            format!("在本阶段 {days} 天，规定 {}", allowed.zh),
        ));
    }
    let about = |entry: &&LogEntry| entry.deal.as_deref().is_none_or(|name| name == deal.name);
    let log = client.log.iter().filter(about);
    let last = log.filter_map(|entry| Some(entry.at?.shown(&question.clock).0)).filter(|day| *day <= today).max();
    let stage = course.stage.map(|at| &question.team.stages.0[at]);
    let allowed = stage.and_then(|stage| stage.contact_every).unwrap_or(USUAL).days();
    if let Some(days) =
        last.or_else(|| course.began()).map(|day| (today - day).num_days()).filter(|days| *days > allowed)
    {
        problems.push(text!("no contact for {days} days", "{days} 天没有联系"));
    }
    match course.expected_close {
        Some(day) if day < today => problems.push(text!("close date {day} has passed", "预计签约日期 {day} 已过")),
        None => problems.push(Text::fixed("no close date", "没有预计签约日期")),
        Some(_) => {}
    }
    if course.value.is_none() {
        problems.push(Text::fixed("no value", "没有金额"));
    }
    let issues = deal.project.iter().flat_map(|project| &project.issues).filter(|issue| issue.solution.is_none());
    problems.extend(issues.map(|issue| Text::same(issue.issue.clone())));
    problems
}
