//! The weeks of some people, with what a manager should ask about each record.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use chrono::NaiveDateTime;

use super::read::{Eye, Read, named};
use crate::clock::{self, Week};
use crate::commands::Desk;
use crate::commands::weekly::{name_in, not_ahead};
use crate::document::Line;
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, quoted};
use crate::record::review::ReviewedClient;
use crate::record::{Action, Client, Person, Role};
use crate::review::{Days, Remark, is_clean};
use crate::store::{ClientFile, Files, Look, Problem, ReviewFile, Severity, Shelf, Store};
use crate::text;

/// One person's week.
pub(super) struct PersonWeek {
    /// The id of the person.
    pub id: String,
    /// What was handed in.
    pub file: Option<ReviewFile>,
    /// Whether one is expected: of a rep who has clients.
    pub expected: bool,
    /// That the file is there and cannot be read.
    pub unreadable: Option<Error>,
    /// The clients: those handed in, and others of the person that there is something to ask about; the gravest first.
    pub seen: Vec<Seen>,
}

/// A client as a manager sees it.
pub(super) struct Seen {
    /// The id by which the review calls it, else its own.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What was handed in of it, if it was.
    pub entry: Option<ReviewedClient>,
    /// Its file; none when it is gone or cannot be read.
    pub file: Option<ClientFile>,
    /// Why its file cannot be read, when it is there.
    pub unreadable: Option<Error>,
    /// Whether its file is no longer what was handed in or decided on.
    pub changed: bool,
    /// What is to be asked about.
    pub remarks: Vec<Remark>,
    /// The week of the last review, and what has changed since.
    pub since: Option<(Week, Vec<Text>)>,
    /// Others in whose week it is too.
    pub also: Vec<String>,
    /// The actions that were decided for it, as they stand in its record.
    pub decided: Vec<Action>,
}

impl Seen {
    /// Whether it can be approved without a word: nothing to ask about, and as it was handed in.
    pub(super) fn is_clean(&self) -> bool {
        self.file.is_some() && !self.changed && is_clean(&self.remarks)
    }
}

/// Everybody who hands in a week: reps who are there, and whoever has done so.
pub(super) fn reporting<'a>(desk: &'a Desk, files: &[ReviewFile]) -> Vec<&'a Person> {
    let handed_in = |person: &Person| files.iter().any(|file| file.person == person.id);
    let people = desk.team.people.iter();
    people.filter(|person| (person.role == Role::Rep && person.active) || handed_in(person)).collect()
}

/// Whether somebody has the role of those who hand in weeks.
pub(super) fn is_rep(desk: &Desk, person: &str) -> bool {
    desk.team.people.iter().any(|one| one.id == person && one.role == Role::Rep)
}

/// Which clients are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Those handed in, and the others of the people.
    All,
    /// Those handed in.
    HandedIn,
}

/// The weeks of these people.
///
/// # Errors
/// As [`Desk::checks`].
pub(super) fn weeks(
    desk: &Desk,
    week: Week,
    people: &[&str],
    extent: Extent,
) -> Result<(Vec<PersonWeek>, Vec<Problem>)> {
    let (weeks, problems, _) = weeks_and(desk, week, (people, extent), |_: &mut (), _, _| {})?;
    Ok((weeks, problems))
}

/// The weeks of these people, and what `gather` makes meanwhile of every client.
///
/// # Errors
/// As [`Desk::checks`].
pub(super) fn weeks_and<G: Default + Send>(
    desk: &Desk,
    week: Week,
    (people, extent): (&[&str], Extent),
    gather: impl Fn(&mut G, &ClientFile, Client) + Sync,
) -> Result<(Vec<PersonWeek>, Vec<Problem>, Vec<G>)> {
    let (files, mut problems) = desk.store.reviews(&(week..=week));
    let (past, earlier) = desk.reviewed_before(week);
    problems.extend(earlier);
    let checks = desk.checks(&[], &[])?;
    let engine = desk.engine(&checks);
    let eye = Eye { desk, engine: &engine, calendar: desk.calendar()?, week, people, extent, past: &past, named: named(&files) };
    let Files { files: clients, problems: unlisted } = desk.store.files(true);
    let surveyed = engine.survey(
        &clients,
        |reading, findings| eye.read(reading, findings),
        |(days, owners, gathered): &mut (Days<'_>, BTreeSet<&str>, G), file, client| {
            days.count(&client, people, &desk.clock);
            if file.shelf() == Shelf::Clients {
                owners.extend(people.iter().find(|person| client.owner.as_deref() == Some(**person)));
            }
            gather(gathered, file, client);
        },
    );
    problems.extend(unlisted.into_iter().chain(surveyed.problems));
    let (reads, mut days, mut owners) = (surveyed.found, Days::default(), BTreeSet::new());
    let add = |(counted, owning, gathered)| {
        days.append(counted);
        owners.extend(owning);
        gathered
    };
    let gathered = surveyed.gathered.into_iter().map(add).collect();
    let mut called: HashMap<&str, &Read<'_>> = HashMap::new();
    for read in &reads {
        for id in &read.called {
            called.entry(id).or_insert(read);
        }
    }
    let of_person = |person: &&str| {
        let file = files.iter().find(|file| file.person == *person).cloned();
        let path = Store::review_path(week, person);
        let broken = |problem: &&Problem| problem.error.place.as_ref().is_some_and(|place| place.path == path);
        let unreadable =
            if file.is_some() { None } else { problems.iter().find(broken).map(|problem| problem.error.clone()) };
        let entries: Vec<&ReviewedClient> = file.iter().flat_map(|file| &file.review.clients).collect();
        let read = |entry: &&ReviewedClient| called.get(entry.client.as_str()).copied();
        let handed_in: BTreeSet<&ClientFile> = entries.iter().filter_map(read).map(|read| read.file).collect();
        let others = reads.iter().filter(|read| read.owner == Some(*person) && !handed_in.contains(read.file));
        let others = others.map(|read| read.seen(None, &days, person));
        let mut seen: Vec<Seen> = entries
            .iter()
            .map(|entry| read(entry).map_or_else(|| gone(entry, &problems), |read| read.seen(Some(entry), &days, person)))
            .chain(others.filter(|seen| !is_clean(&seen.remarks)))
            .collect();
        seen.sort_by_cached_key(|one| {
            let worst = one.remarks.iter().filter(|remark| remark.level > crate::lint::Level::Info);
            let worst = worst.map(|remark| (remark.concern, std::cmp::Reverse(remark.level))).min();
            (one.file.is_some(), worst.is_none(), worst, one.id.clone())
        });
        let expected = is_rep(desk, person) && owners.contains(person);
        PersonWeek { id: (*person).to_string(), file, expected, unreadable, seen }
    };
    let weeks = people.iter().map(of_person).collect();
    Ok((weeks, problems, gathered))
}

/// A client whose file is no longer there, or is among what could not be read.
fn gone(entry: &ReviewedClient, problems: &[Problem]) -> Seen {
    let of_entry = |problem: &&Problem| {
        let path = problem.error.place.as_ref().map(|place| place.path.clone());
        let is_client = |path: &PathBuf| [Shelf::Clients, Shelf::Archive].iter().any(|on| path.starts_with(on.folder()));
        let file = path.filter(is_client).map(|path| ClientFile { path });
        problem.severity == Severity::Error && file.is_some_and(|file| file.id() == entry.client)
    };
    Seen {
        unreadable: problems.iter().find(of_entry).map(|problem| problem.error.clone()),
        id: entry.client.clone(),
        name: name_in(&entry.client).to_string(),
        entry: Some(entry.clone()),
        file: None,
        changed: true,
        remarks: Vec::new(),
        since: None,
        also: Vec::new(),
        decided: Vec::new(),
    }
}

/// Whether a week was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Its file cannot be read.
    Unreadable,
    /// Not, and its time has passed.
    Late,
    /// Not, and there is still time.
    Awaited,
    /// Not, and nothing was to be: no day of it was worked.
    Free,
    /// Not, and nothing is to be: not from one who has no clients.
    Exempt,
    /// After its time.
    SubmittedLate,
    /// In time.
    Submitted,
}

impl Standing {
    pub(super) fn of(desk: &Desk, week: &PersonWeek, deadline: Option<NaiveDateTime>) -> Self {
        let submitted = week.file.as_ref().map(|file| file.review.submitted);
        match (submitted, deadline) {
            _ if week.unreadable.is_some() => Self::Unreadable,
            (Some(Some(at)), Some(deadline)) if at.start(&desk.clock) > deadline => Self::SubmittedLate,
            (Some(_), _) => Self::Submitted,
            (None, _) if !week.expected => Self::Exempt,
            (None, None) => Self::Free,
            (None, Some(deadline)) if desk.clock.now() > deadline => Self::Late,
            (None, Some(_)) => Self::Awaited,
        }
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Late => "late",
            Self::Awaited => "awaited",
            Self::Free => "free",
            Self::Exempt => "exempt",
            Self::SubmittedLate => "submitted_late",
            Self::Submitted => "submitted",
        }
    }

    pub(super) const fn shown(self) -> Text {
        match self {
            Self::Unreadable => Text::fixed("file cannot be read", "文件无法读取"),
            Self::Late => Text::fixed("late", "逾期未交"),
            Self::Awaited => Text::fixed("not yet", "未提交"),
            Self::Free => Text::fixed("no working day", "整周放假"),
            Self::Exempt => Text::fixed("no clients, nothing to submit", "没有客户，无需提交"),
            Self::SubmittedLate => Text::fixed("submitted late", "逾期提交"),
            Self::Submitted => Text::fixed("submitted", "已提交"),
        }
    }

    /// In its tone.
    pub(super) fn line(self) -> Line {
        match self {
            Self::Unreadable | Self::Late => Line::new().bad(self.shown()),
            Self::SubmittedLate => Line::new().warn(self.shown()),
            Self::Submitted => Line::new().good(self.shown()),
            Self::Awaited | Self::Free | Self::Exempt => Line::from(self.shown()),
        }
    }
}

/// The failure of a word that is nobody in the team, where it is a client.
pub(super) fn no_person(desk: &Desk, said: &str, mut error: Error) -> Error {
    if error.kind != Kind::NotFound {
        return error;
    }
    if let Ok((file, _)) = desk.store.look_up(said, Look::All) {
        let owner = desk.store.load(&file).ok().and_then(|loaded| loaded.client.owner);
        let (id, owner, typed) = (file.id(), quoted(&owner.unwrap_or_else(|| "PERSON".into())), quoted(said));
        let hint = text!(
            "“{said}” is a client, {id}: `salesrec review show {owner} {typed}`",
            "“{said}”是客户 {id}：`salesrec review show {owner} {typed}`"
        );
        error.hints.insert(0, hint);
    }
    error
}

/// The week that a manager means: the one that is named; else the current one once anything of it is handed in or it is
/// due today, else the one before.
///
/// # Errors
/// As [`Desk::week`]; `Refused` for a week that lies ahead.
pub(super) fn meant(desk: &Desk, said: Option<&str>) -> Result<Week> {
    if said.is_some() {
        let week = desk.week(said)?;
        return not_ahead(desk, week).map(|()| week);
    }
    let this = desk.week(None)?;
    let due = desk.week_deadline(this)?.is_some_and(|deadline| desk.clock.today() >= deadline.date());
    let handed_in = || !desk.store.reviews(&(this..=this)).0.is_empty();
    Ok(if due || handed_in() { this } else { this.before(1) })
}

/// Whether `me` reviews the records of a person.
pub(super) fn reviews(desk: &Desk, me: &Person, person: &str) -> bool {
    refused(desk, me, person).is_none()
}

/// Why `me` may not decide on the records of a person.
pub(super) fn refused(desk: &Desk, me: &Person, person: &str) -> Option<Error> {
    use crate::record::review::Reviewers;
    if me.role != Role::Manager {
        let (name, role) = (me.shown(), me.role.shown());
        let said = Text::new(
            format!("only a manager approves or returns; the role of {name} is {}", role.en),
            format!("只有经理可以审核；{name}的角色是{}", role.zh),
        );
        return Some(Error::new(Kind::Refused, said).hint(Text::fixed(
            "`--as ID` works in a manager's name; `role` stands in salesrec.toml",
            "`--as 编号` 可以经理的身份操作；角色写在 salesrec.toml 的 `role`",
        )));
    }
    if me.id == person {
        let said = Text::fixed("nobody approves or returns their own records", "不能审核自己的档案");
        return Some(Error::new(Kind::Refused, said).hint(Text::fixed(
            "your manager does, or, where you have none, another manager",
            "请由您的上级审核；没有上级时由另一位经理审核",
        )));
    }
    let manager = |id: &str| desk.team.people.iter().find(|one| one.id == id).and_then(|one| one.manager.as_deref());
    let first = manager(person);
    if desk.team.review.reviewers == Reviewers::Any || first.is_none() {
        return None;
    }
    // No longer than the team, whoever is whose manager in a circle.
    let mut above = first;
    for _ in 0..desk.team.people.len() {
        match above {
            Some(id) if id == me.id => return None,
            Some(id) => above = manager(id),
            None => break,
        }
    }
    let (name, reviewer) = (desk.person_name(person), desk.person_name(first.unwrap_or_default()));
    Some(
        Error::new(Kind::Refused, text!("{name}'s records are reviewed by {reviewer}", "{name}的档案由{reviewer}审核")).hint(
            Text::fixed(
                "`reviewers = \"any\"` under [review] in salesrec.toml lets any manager do it",
                "在 salesrec.toml 的 [review] 中写 `reviewers = \"any\"`，任一经理都可审核",
            ),
        ),
    )
}

/// When something was, for people.
pub(super) fn when(desk: &Desk, moment: Option<crate::record::Moment>) -> Text {
    moment.map_or_else(Text::default, |moment| {
        let (date, time) = moment.shown(&desk.clock);
        clock::moment(date, time)
    })
}
