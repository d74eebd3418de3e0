//! What one client adds to the pages: its deals with progress and problems, and its open actions.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveTime};
use memchr::memmem::Finder;

use crate::clock::Length;
use crate::document::{Cell, Label};
use crate::lang::{Text, count};
use crate::record::{Action, Deal, LogEntry, Person, Role};
use crate::report::result::{Results, Won};
use crate::report::timeliness::{self, Kept, RULE};
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

/// Words that speak of a visit, which is a joint one when a manager makes it or another of the team is named.
const VISIT: [&str; 9] = ["拜访", "走访", "上门", "到访", "会面", "见面", "现场", "visit", "meet"];

/// The people of the team, as far as each client asks for them.
pub(super) struct Known<'q> {
    question: &'q Question<'q>,
    at: HashMap<&'q str, usize>,
    /// Their names, as they are looked for in words.
    names: Vec<Option<Finder<'static>>>,
    /// Likewise the words of a joint visit.
    joint: [Finder<'static>; JOINT.len()],
    /// And those of a visit.
    visit: [Finder<'static>; VISIT.len()],
}

/// One client; people are told by their position in the team, and who is not in it has no page.
pub(super) struct Dossier {
    /// Its id and name.
    pub client: Arc<Label>,
    pub shelf: Shelf,
    pub owner: Option<usize>,
    /// The deals won, each with whose they are.
    pub won: Vec<(Option<usize>, Won)>,
    pub states: Vec<State>,
    pub deeds: Vec<Deed>,
    pub paces: Vec<(usize, Pace)>,
}

/// How an open deal stands.
pub(super) struct State {
    pub owner: Option<usize>,
    pub course: Arc<Course>,
    pub progress: Cell,
    pub problems: Vec<Cell>,
}

/// An open action that is talked about.
pub(super) struct Deed {
    pub owner: Option<usize>,
    /// Who is to do it, as a cell.
    pub who: Cell,
    pub words: String,
    pub due: Option<(NaiveDate, Option<NaiveTime>)>,
    pub overdue: bool,
    /// Overdue, or due soon.
    pub near: bool,
    /// Whether it is a joint visit.
    pub joint: bool,
}

/// How one person keeps up: what was written down and done, and when.
#[derive(Clone, Default)]
pub(super) struct Pace {
    /// Contacts of which it is known when they were written down, and those within the rule.
    pub known: usize,
    pub in_time: usize,
    /// Actions that were due, and those done on time.
    pub due: usize,
    pub on_time: usize,
    /// Open actions, and those whose deadline has passed.
    pub open: usize,
    pub overdue: usize,
}

impl Pace {
    pub fn add(&mut self, more: &Self) {
        self.known += more.known;
        self.in_time += more.in_time;
        self.due += more.due;
        self.on_time += more.on_time;
        self.open += more.open;
        self.overdue += more.overdue;
    }
}

impl<'q> Known<'q> {
    pub fn of(question: &'q Question<'q>) -> Self {
        let people = &question.team.people;
        Self {
            question,
            at: people.iter().enumerate().rev().map(|(at, person)| (person.id.as_str(), at)).collect(),
            names: people.iter().map(|person| person.name.as_deref().map(looked_for)).collect(),
            joint: JOINT.map(looked_for),
            visit: VISIT.map(looked_for),
        }
    }

    fn whose(&self, id: Option<&str>) -> Option<usize> {
        self.at.get(id?).copied()
    }
}

impl Dossier {
    pub fn of<'c>(subject: &'c Subject<'_>, known: &Known<'_>, flaws: &mut Flaws) -> Self {
        let client = subject.client;
        let results = Results::of(subject, flaws);
        let states = results.open.iter().filter_map(|open| state(subject, known, &open.course)).collect();
        let mut paces: Vec<(usize, Pace)> = Vec::new();
        // What one client has is mostly one person's.
        let mut last = (None, None);
        let mut of = |id: Option<&'c str>, add: &dyn Fn(&mut Pace)| {
            if last.0 != id {
                last = (id, known.whose(id));
            }
            let Some(person) = last.1 else { return };
            match paces.iter_mut().find(|(at, _)| *at == person) {
                Some((_, pace)) => add(pace),
                None => {
                    let mut pace = Pace::default();
                    add(&mut pace);
                    paces.push((person, pace));
                }
            }
        };
        for (by, minutes) in timeliness::written(subject, flaws) {
            let Some(minutes) = minutes else { continue };
            of(by, &|pace| {
                pace.known += 1;
                pace.in_time += usize::from(minutes <= RULE.num_minutes());
            });
        }
        for (owner, kept, _) in timeliness::due(subject) {
            of(owner, &|pace| {
                pace.due += 1;
                pace.on_time += usize::from(kept == Kept::OnTime);
            });
        }
        let mut deeds = Vec::new();
        for action in client.actions.iter().filter(|action| action.is_open()) {
            let deed = deed(known, action);
            of(action.owner.as_deref(), &|pace| {
                pace.open += 1;
                pace.overdue += usize::from(deed.overdue);
            });
            if deed.near || deed.joint {
                deeds.push(deed);
            }
        }
        Self {
            client: Arc::new(Label { code: subject.id.to_string(), text: Text::same(client.client.clone()) }),
            shelf: subject.shelf,
            owner: known.whose(client.owner.as_deref()),
            won: results.won.into_iter().map(|won| (known.whose(won.course.owner.as_deref()), won)).collect(),
            states,
            deeds,
            paces,
        }
    }
}

/// Words as they are looked for in what actions say, in small letters.
fn looked_for(words: &str) -> Finder<'static> {
    Finder::new(&words.to_lowercase()).into_owned()
}

fn deed(known: &Known<'_>, action: &Action) -> Deed {
    let question = known.question;
    let due = action.due.map(|due| due.shown(&question.clock));
    let soon = question.clock.today().checked_add_days(Days::new(AHEAD));
    let overdue = action.is_overdue(&question.clock);
    let words = action.action.to_lowercase();
    let said = |what: &Finder<'_>| what.find(words.as_bytes()).is_some();
    let people = question.team.people.iter();
    let of_others = |(person, name): (&Person, &Option<Finder<'_>>)| match action.owner.as_ref() == Some(&person.id) {
        true => person.role == Role::Manager,
        false => name.as_ref().is_some_and(said),
    };
    let visit = || known.visit.iter().any(said) && people.zip(&known.names).any(of_others);
    Deed {
        owner: known.whose(action.owner.as_deref()),
        who: question.person(action.owner.as_deref()),
        words: action.action.clone(),
        overdue,
        near: overdue || due.is_some_and(|(day, _)| soon.is_some_and(|soon| day <= soon)),
        joint: !overdue && (known.joint.iter().any(said) || visit()),
        due,
    }
}

fn state(subject: &Subject<'_>, known: &Known<'_>, course: &Arc<Course>) -> Option<State> {
    let deal = subject.client.deals.get(course.at)?;
    let shown = |text: Text| Cell::label(text.en.clone(), text);
    Some(State {
        owner: known.whose(course.owner.as_deref()),
        progress: shown(progress(subject.question, course)),
        problems: problems(subject, course, deal).into_iter().map(shown).collect(),
        course: Arc::clone(course),
    })
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
