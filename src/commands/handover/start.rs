use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use serde_json::json;

use super::moving::{Carried, Way, carry};
use super::open::ready;
use super::rules::{self, Gathered, Scope};
use super::told;
use crate::clock::{self, Calendar};
use crate::commands::shown::{object, record_json};
use crate::commands::{Desk, Outcome, Writing};
use crate::error::{Error, Kind, Place, Result};
use crate::handover::{Covered, Readiness, Rule};
use crate::lang::{Text, count};
use crate::lint::Level;
use crate::record::handover::{HandoverKind, Reason, Standing};
use crate::record::{Day, Handover, Person};
use crate::store::{Change, Problem, Store};
use crate::text;

mod made;
mod screen;

/// Who takes over, what, until when.
#[derive(ClapArgs, Clone, Debug, Default)]
pub(super) struct Start {
    /// Who takes over; of several, `PERSON:WHICH` says who gets what: a region, class, stage, client, `>=VALUE`, or `*`
    /// for the rest; may be repeated
    #[arg(long, value_name = "PERSON[:WHICH]")]
    to: Vec<String>,
    /// A file that says who gets which clients, as `handover plan --out` writes it
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    plan: Option<PathBuf>,
    #[command(flatten)]
    scope: Scope,
    /// The giver's last day; two working weeks from now, when absent
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
    /// Why the clients are handed over
    #[arg(long, value_name = "REASON")]
    reason: Option<Why>,
    /// While the giver is away; the clients go back when the handover is closed
    #[arg(long, conflicts_with = "emergency")]
    temporary: bool,
    /// The day on which the giver is back
    #[arg(long, value_name = "DATE", requires = "temporary", allow_hyphen_values = true)]
    back: Option<String>,
    /// At once: the owner changes now, acceptance follows
    #[arg(long)]
    emergency: bool,
    /// Who watches over it
    #[arg(long, value_name = "PERSON")]
    supervisor: Option<String>,
    /// Who confirms contracts and money
    #[arg(long, value_name = "PERSON")]
    finance: Option<String>,
    /// The head of the department
    #[arg(long, value_name = "PERSON")]
    head: Option<String>,
    /// When the meeting is; when absent, after three fifths of the time
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// Where the meeting is
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Stop when a record has an error
    #[arg(long)]
    strict: bool,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Why {
    #[value(alias = "离职")]
    Leaving,
    #[value(alias = "调岗")]
    Transfer,
    #[value(alias = "休假")]
    Leave,
}

impl Start {
    /// Whether nothing was said at all.
    pub(super) fn is_empty(&self) -> bool {
        self.to.is_empty()
            && self.plan.is_none()
            && self.scope.is_empty()
            && !(self.temporary || self.emergency || self.strict || self.writing.dry_run)
            && [&self.until, &self.supervisor, &self.finance, &self.head, &self.meeting, &self.place]
                .into_iter()
                .all(Option::is_none)
            && self.reason.is_none()
    }

    fn kind(&self) -> HandoverKind {
        match (self.temporary, self.emergency) {
            (true, _) => HandoverKind::Temporary,
            (_, true) => HandoverKind::Emergency,
            _ => HandoverKind::Full,
        }
    }

    fn reason(&self) -> Option<Reason> {
        match self.reason {
            Some(Why::Leaving) => Some(Reason::Leaving),
            Some(Why::Transfer) => Some(Reason::Transfer),
            Some(Why::Leave) => Some(Reason::Leave),
            None => self.temporary.then_some(Reason::Leave),
        }
    }
}

/// All that was found out before anything is written.
struct Prepared<'d> {
    gathered: Gathered<'d>,
    receivers: Vec<&'d Person>,
    /// Who gets each of the covered clients.
    given: Vec<String>,
    readiness: Vec<Readiness>,
    calendar: &'d Calendar,
}

/// What was made.
struct Made {
    name: String,
    handover: Handover,
    carried: Vec<Carried>,
}

/// Makes the handover.
pub(super) fn run(args: &Start, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let gathered = rules::gather(desk, &args.scope)?;
    let rules = who(args, desk, &gathered)?;
    let given = rules::assigned(desk, &gathered.covered, &rules)?;
    let unread_handovers = refuse_overlap(desk, &gathered.covered)?;
    let receivers: Vec<&Person> = desk.team.people.iter().filter(|person| given.contains(&person.id)).collect();
    let files = gathered.covered.iter().map(|client| super::open::file_of(desk, &client.id)).collect::<Result<Vec<_>>>()?;
    let mut found = ready(desk, files.clone())?;
    let readiness: Vec<Readiness> =
        gathered.covered.iter().map(|client| found.remove(&client.id).unwrap_or_default()).collect();
    if args.strict {
        refuse_errors(&gathered.covered, &readiness)?;
    }
    let prepared = Prepared { gathered, receivers, given, readiness, calendar: desk.calendar()? };
    let handover = made::handover(args, desk, me, &prepared)?;
    let name = free_name(desk, &handover);
    let mut paths = vec![Store::handover_path(&name)];
    if args.emergency {
        paths.extend(files.into_iter().map(|file| file.path));
        paths.extend(desk.reviews_to_mend());
    }
    let dry = args.writing.dry_run;
    let (changes, made) = desk.store.together(Some(&name), &paths, dry, || make(args, desk, &prepared, handover, name.clone()))?;
    let document = screen::document(desk, &prepared, &made, dry);
    let data = object(json!({
        "from": made.handover.from,
        "to": made.handover.to,
        "clients": made.handover.clients.iter().map(record_json).collect::<Vec<_>>(),
        "load": screen::load_data(desk, &prepared),
        "questions": made.handover.questions.len(),
        "score": made.handover.score(),
        "handover": record_json(&made.handover),
    }));
    let mut outcome = told::written("handover", &made.name, &changes, dry, document, data);
    let unread = crate::store::unread(&prepared.gathered.problems);
    outcome = outcome.problems(prepared.gathered.problems).problems(unread_handovers);
    if unread > 0 {
        let files = count(unread, "file", "files", "个文件");
        outcome = outcome.note(Text::new(
            format!("{} could not be read: if it is one of the giver's, it is not covered", files.en),
            format!("{}无法读取：若属交接人名下，则未包含在内", files.zh),
        ));
    }
    if let Some(Day(until)) = made.handover.until
        && !prepared.calendar.is_working(until)
    {
        let day = clock::day(until);
        outcome = outcome.note(Text::new(
            format!("the last day, {}, is not a working day", day.en),
            format!("最后工作日 {} 不是工作日", day.zh),
        ));
    }
    for note in screen::notes(&made).into_iter().filter(|_| !dry) {
        outcome = outcome.note(note);
    }
    Ok(outcome)
}

fn who(args: &Start, desk: &Desk, gathered: &Gathered<'_>) -> Result<Vec<Rule>> {
    let (giver, covered) = (gathered.giver, &gathered.covered);
    match &args.plan {
        Some(path) => rules::planned(desk, giver, covered, path),
        None if args.to.is_empty() => {
            Err(Error::new(Kind::Usage, Text::fixed("it is not said who takes over", "没有说明由谁接手")).hint(Text::fixed(
                "`--to PERSON`; `salesrec handover plan --to A --to B` suggests an even split",
                "`--to 接手人`；`salesrec handover plan --to 甲 --to 乙` 给出均衡的分配建议",
            )))
        }
        None => rules::said(desk, giver, covered, &args.to),
    }
}

fn make(
    args: &Start,
    desk: &Desk,
    prepared: &Prepared<'_>,
    mut handover: Handover,
    name: String,
) -> Result<(Vec<Change>, Made)> {
    // Another handover may have been made while this one was prepared.
    refuse_overlap(desk, &prepared.gathered.covered)?;
    let (mut changes, mut carried) = (Vec::new(), Vec::new());
    if args.emergency {
        let all: Vec<usize> = (0..handover.clients.len()).collect();
        let scores: Vec<(String, u8)> =
            handover.clients.iter().filter_map(|client| Some((client.client.clone(), client.score?))).collect();
        let way = Way { name: &name, calendar: prepared.calendar, supported: true, scores: &scores };
        (changes, carried) = carry(desk, &mut handover, &all, &way)?;
    }
    changes.insert(0, desk.store.new_handover(&name, &handover)?);
    Ok((changes, Made { name, handover, carried }))
}

/// The name of a new handover: its day, the giver, the receiver; with a number where that is taken.
fn free_name(desk: &Desk, handover: &Handover) -> String {
    let to = if let [only] = &handover.to[..] { only } else { "team" };
    let name = format!("{}_{}_{to}", desk.clock.today(), handover.from);
    let taken = |name: &String| desk.store.root().join(Store::handover_path(name)).exists();
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(name)
}

/// The handovers that cannot be read, in which the clients may be too.
///
/// # Errors
/// `Refused` when a client is in another open handover already.
fn refuse_overlap(desk: &Desk, covered: &[Covered]) -> Result<Vec<Problem>> {
    let (files, problems) = desk.store.handovers();
    for file in files.into_iter().filter(|file| file.handover.is_open()) {
        let settled = |standing| standing == Standing::Returned;
        let both: Vec<&str> = covered
            .iter()
            .filter(|client| {
                file.handover.client(&client.id).is_some_and(|handed| !settled(file.handover.standing(handed)))
            })
            .map(|client| client.id.as_str())
            .collect();
        let Some(first) = both.first() else { continue };
        let (name, number) = (file.name(), both.len());
        let (giver, receivers) = (desk.person_name(&file.handover.from), told::names(desk, &file.handover.to));
        let more = number - 1;
        let message = if more > 0 {
            text!(
                "{first} and {more} more are being handed over already",
                "{first} 等 {number} 个客户正在另一个交接中"
            )
        } else {
            text!("{first} is being handed over already", "{first} 正在另一个交接中")
        };
        return Err(Error::new(Kind::Refused, message)
        .at(Place::file(&file.path))
        .cause(Text::new(
            format!("{name}, from {giver} to {}, is still open", receivers.en),
            format!("{name}：由{giver}交给{}，尚未关闭", receivers.zh),
        ))
        .hint(text!(
            "end that one first: `salesrec handover close {name}`, or `salesrec handover undo {name}`",
            "请先结束它：`salesrec handover close {name}`，或 `salesrec handover undo {name}`"
        ))
        .hint(Text::fixed("or leave the client out with --client, --region or --stage", "或用 --client、--region、--stage 避开该客户")));
    }
    Ok(problems)
}

/// # Errors
/// `Refused` when a record has an error.
fn refuse_errors(covered: &[Covered], readiness: &[Readiness]) -> Result<()> {
    let wrong: Vec<(&Covered, usize)> = covered
        .iter()
        .zip(readiness)
        .map(|(client, ready)| (client, ready.questions.iter().filter(|asked| asked.level == Level::Error).count()))
        .filter(|(_, errors)| *errors > 0)
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let number = count(wrong.len(), "record", "records", "份档案");
    let mut error = Error::new(
        Kind::Refused,
        Text::new(
            format!("{} with errors; nothing was written", number.en),
            format!("{}有错误；未写入任何内容", number.zh),
        ),
    );
    for (client, errors) in wrong {
        let (name, errors) = (&client.name, count(errors, "error", "errors", "处错误"));
        error = error.cause(Text::new(format!("{name}: {}", errors.en), format!("{name}：{}", errors.zh)));
    }
    Err(error.hint(Text::fixed(
        "`salesrec lint CLIENT` shows and explains them; without `--strict` they become questions to the giver",
        "`salesrec lint 客户` 列出并说明；不加 `--strict` 时，它们会成为问交接人的问题",
    )))
}

/// A day as people say it that looks ahead; the giver's last day may be today.
fn ahead(desk: &Desk, said: &str) -> Result<chrono::NaiveDate> {
    Ok(desk.deadline(said)?.date)
}
