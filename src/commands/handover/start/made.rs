//! A new handover, filled in: clients, questions, steps, meeting, checklists, transition.

use chrono::{Days, NaiveDate, NaiveTime};

use super::{Prepared, Start, ahead};
use crate::clock;
use crate::commands::Desk;
use crate::commands::entry::line_if;
use crate::commands::handover::open::language;
use crate::commands::handover::rules::receiver;
use crate::error::{Error, Kind, Result};
use crate::handover::Dates;
use crate::lang::Text;
use crate::record::handover::{
    CheckItem, HandedClient, HandoverKind, Meeting, Part, Participant, Phase, PlanStep, Question, Transition,
};
use crate::record::{Day, Handover, Moment, Person, Role};
use crate::text;

/// The giver's last day, in working days from now, when nobody says it.
const USUAL: i64 = 10;

/// The share of the time, in hundredths, after which the meeting is held.
const MEETING: usize = 60;

pub(super) fn handover(args: &Start, desk: &Desk, me: &Person, prepared: &Prepared<'_>) -> Result<Handover> {
    let today = desk.clock.today();
    let giver = prepared.gathered.giver;
    let calendar = prepared.calendar;
    let until = match &args.until {
        Some(said) => ahead(desk, said)?,
        None if args.emergency => today,
        None => calendar.add_working_days(today, USUAL).unwrap_or(today),
    };
    let dates = Dates { calendar, from: today, until };
    let mut handover = Handover {
        from: giver.id.clone(),
        to: prepared.receivers.iter().map(|person| person.id.clone()).collect(),
        made: Some(Moment::at(desk.clock.minute())),
        by: Some(me.id.clone()),
        kind: Some(args.kind()),
        reason: args.reason(),
        until: Some(Day(until)),
        whole: Some(args.scope.is_whole()),
        signers: desk.team.handover.signers.clone(),
        clients: clients(prepared),
        questions: questions(desk, prepared),
        ..Handover::default()
    };
    people(args, desk, giver, &mut handover)?;
    handover.steps = steps(desk, &handover, &dates);
    handover.meeting = Some(meeting(args, desk, &handover, dates.at(MEETING))?);
    let transition = transition(args, desk, until)?;
    let ends = transition.until.map_or(until, |day| day.0);
    handover.checklist = checklist(desk, prepared, &handover, &dates, ends);
    handover.transition = Some(transition);
    Ok(handover)
}

fn clients(prepared: &Prepared<'_>) -> Vec<HandedClient> {
    let covered = prepared.gathered.covered.iter().zip(&prepared.given).zip(&prepared.readiness);
    let client = |((client, to), ready): ((&crate::handover::Covered, &String), &crate::handover::Readiness)| HandedClient {
        client: client.id.clone(),
        to: Some(to.clone()),
        tier: Some(client.tier.tier),
        score: Some(ready.score),
        ..HandedClient::default()
    };
    covered.map(client).collect()
}

fn questions(desk: &Desk, prepared: &Prepared<'_>) -> Vec<Question> {
    let lang = language(desk);
    let each = prepared.gathered.covered.iter().zip(&prepared.readiness);
    each.flat_map(|(client, ready)| {
        ready.questions.iter().map(move |asked| Question {
            client: client.id.clone(),
            question: asked.question.get(lang).to_string(),
            rule: Some(asked.rule.to_string()),
            answered: None,
        })
    })
    .collect()
}

/// Who watches over it: as said, as configured, else the giver's manager; nobody of these is the giver.
fn people(args: &Start, desk: &Desk, giver: &Person, handover: &mut Handover) -> Result<()> {
    let settings = &desk.team.handover;
    let known = |id: &Option<String>| {
        let person = desk.team.people.iter().find(|person| Some(&person.id) == id.as_ref());
        person.filter(|person| person.active && person.id != giver.id).map(|person| person.id.clone())
    };
    let said = |said: &Option<String>| -> Result<Option<String>> {
        said.as_deref().map(|said| receiver(desk, giver, said).map(|person| person.id.clone())).transpose()
    };
    let office = || {
        let mut finance = desk.team.people.iter().filter(|person| person.active && person.role == Role::Finance);
        finance.next().filter(|_| finance.next().is_none()).map(|person| person.id.clone())
    };
    handover.supervisor = said(&args.supervisor)?.or_else(|| known(&settings.supervisor)).or_else(|| known(&giver.manager));
    handover.finance = said(&args.finance)?.or_else(|| known(&settings.finance)).or_else(office);
    handover.head = said(&args.head)?.or_else(|| known(&settings.head));
    Ok(())
}

/// Who does what the giver would do: the giver; who has left, or cannot be waited for, is stood in for by the supervisor
/// or whoever made the handover.
fn doer(desk: &Desk, handover: &Handover) -> Option<String> {
    let here = desk.team.people.iter().any(|person| person.id == handover.from && person.active);
    if here && handover.kind() != HandoverKind::Emergency {
        return Some(handover.from.clone());
    }
    handover.supervisor.clone().or_else(|| handover.by.clone())
}

fn steps(desk: &Desk, handover: &Handover, dates: &Dates<'_>) -> Vec<PlanStep> {
    let names = desk.team.handover.steps(language(desk));
    let days = dates.steps(names.len());
    let step = |(step, due): (String, NaiveDate)| PlanStep { step, owner: doer(desk, handover), due: Some(Day(due)), done: None };
    names.into_iter().zip(days).map(step).collect()
}

fn meeting(args: &Start, desk: &Desk, handover: &Handover, day: NaiveDate) -> Result<Meeting> {
    let ten = NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default();
    let at = match &args.meeting {
        Some(said) => desk.deadline(said)?,
        // Today's ten o'clock may have passed.
        None if day == desk.clock.today() => Moment::day(day),
        None => Moment { date: day, time: Some(ten), offset: None },
    };
    let people = Part::ALL.into_iter().flat_map(|part| {
        handover.people(part).into_iter().map(move |person| Participant { person: person.to_string(), part: Some(part) })
    });
    Ok(Meeting {
        at: Some(at),
        place: line_if(args.place.as_deref(), &Text::fixed("place", "地点"))?,
        people: people.collect(),
        ..Meeting::default()
    })
}

fn checklist(
    desk: &Desk,
    prepared: &Prepared<'_>,
    handover: &Handover,
    dates: &Dates<'_>,
    ends: NaiveDate,
) -> Vec<CheckItem> {
    let receiver = match &handover.to[..] {
        [only] => Some(only.clone()),
        _ => handover.supervisor.clone().or_else(|| handover.by.clone()),
    };
    let giving = doer(desk, handover);
    let [before, during, after] = desk.team.handover.checklists(language(desk));
    let item = |phase, item: String, owner: &Option<String>, due| CheckItem {
        item,
        phase: Some(phase),
        owner: owner.clone(),
        due: Some(Day(due)),
        ..CheckItem::default()
    };
    let before = before.into_iter().map(|words| item(Phase::Before, words, &giving, dates.at(MEETING)));
    let during = during.into_iter().map(|words| item(Phase::During, words, &giving, dates.until));
    let after = after.into_iter().map(|words| item(Phase::After, words, &receiver, ends));
    // Every right is given to the new owner and taken from the old, one by one.
    let rights = |phase| {
        let each = prepared.gathered.covered.iter().zip(&prepared.given);
        each.flat_map(|(client, to)| client.access.iter().map(move |what| (client, to, what)))
            .map(|(client, to, what)| {
                let (name, to, from) = (&client.name, desk.person_name(to), desk.person_name(&handover.from));
                let words = match phase {
                    Phase::After => text!("{name}: “{what}” is taken from {from}", "{name}：收回{from}的“{what}”"),
                    _ => text!("{name}: “{what}” is given to {to}", "{name}：为{to}开通“{what}”"),
                };
                let (owner, due) = if phase == Phase::After { (&receiver, ends) } else { (&giving, dates.until) };
                CheckItem {
                    client: Some(client.id.clone()),
                    access: Some(what.clone()),
                    ..item(phase, words.get(language(desk)).to_string(), owner, due)
                }
            })
            .collect::<Vec<_>>()
    };
    let taken = if handover.kind() == HandoverKind::Temporary { Vec::new() } else { rights(Phase::After) };
    before.chain(during).chain(rights(Phase::During)).chain(after).chain(taken).collect()
}

/// The time after the last day; of a temporary handover, the time until the giver is back.
fn transition(args: &Start, desk: &Desk, until: NaiveDate) -> Result<Transition> {
    let next = until.succ_opt().unwrap_or(until);
    let days = u64::try_from(desk.team.handover.transition.days()).unwrap_or_default();
    let end = match &args.back {
        Some(said) => {
            let back = ahead(desk, said)?;
            if back <= until {
                let (back, until) = (clock::day(back), clock::day(until));
                return Err(Error::new(
                    Kind::Refused,
                    Text::new(
                        format!("back on {}, but the last day before is {} only", back.en, until.en),
                        format!("{} 回来，而离岗前最后一天是 {}", back.zh, until.zh),
                    ),
                )
                .hint(Text::fixed("`--back DATE` is a day after `--until DATE`", "`--back 日期` 应晚于 `--until 日期`")));
            }
            back.pred_opt().unwrap_or(next)
        }
        None => until.checked_add_days(Days::new(days)).unwrap_or(next),
    };
    Ok(Transition { from: Some(Day(next)), until: Some(Day(end)), plan: Vec::new() })
}
