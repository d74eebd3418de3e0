//! What a manager reads: a person's week, or the weeks of all whose manager they are.

use clap::{Args as ClapArgs, Subcommand};
use serde_json::{Value, json};

use super::look::{self, Extent, PersonWeek, Seen, Standing, meant, when};
use crate::clock::Week;
use crate::commands::shown::record_json;
use crate::commands::weekly::{did, joined, next, unread};
use crate::commands::{Context, Desk, Outcome, verb_near};
use crate::document::{Block, Document, Line, Tone};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, list_of};
use crate::lint::Level;
use crate::record::review::{Return, ReviewedClient, Verdict};
use crate::record::{Person, Role};
use crate::review::{Remark, foremost};
use crate::text;

/// Whose week.
#[derive(ClapArgs, Clone, Debug, Default)]
pub(super) struct Page {
    /// The person; everybody whose manager you are, or yourself, when absent
    #[arg(value_name = "PERSON")]
    person: Option<String>,
    /// The week: `2026-W26`, `W26`, `last week`, or a day in it; the last one that is due or submitted, when absent
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,
}

/// So many remarks on each client are shown where several people are.
const MOST: usize = 3;

/// Shows it.
pub(super) fn run(args: &Page, context: &Context, desk: &Desk) -> Result<Outcome> {
    let week = meant(desk, args.week.as_deref())?;
    let people = people(args, desk, week)?;
    // Of many people the gravest is enough.
    let most = if args.person.is_some() || people.len() < 2 { usize::MAX } else { MOST };
    let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
    let (weeks, problems) = look::weeks(desk, week, &ids, Extent::All)?;
    let deadline = desk.week_deadline(week)?;
    let mut document = Document::new();
    for one in &weeks {
        let standing = Standing::of(desk, one, deadline);
        of_person(desk, week, one, (standing, most), &mut document);
    }
    if weeks.is_empty() {
        document.paragraph(Text::fixed("There is nobody whose records you review.", "没有需要您审核的成员。"));
    }
    // Thousands of clients are no small object.
    let data = if context.global.format.unwrap_or_default().is_for_people() {
        Value::Null
    } else {
        json!({
            "week": week.to_string(),
            "as_of": desk.clock.today().to_string(),
            "people": weeks.iter().map(|one| data(desk, one, Standing::of(desk, one, deadline))).collect::<Vec<_>>(),
        })
    };
    let outcome = Outcome::document("review", document, data).problems(problems);
    let waiting = |one: &PersonWeek| {
        let file = one.file.as_ref();
        file.is_some_and(|file| file.review.count(Verdict::Waiting) > 0)
    };
    let decides = |one: &PersonWeek| desk.me().is_ok_and(|me| look::reviews(desk, me, &one.id));
    Ok(if weeks.iter().any(|one| waiting(one) && decides(one)) {
        outcome.note(Text::fixed(
            "`salesrec review approve CLIENT`, `review approve --all-clean`, or `review return CLIENT --comment \"…\"`",
            "`salesrec review approve 客户`、`review approve --all-clean`，或 `review return 客户 --comment \"…\"`",
        ))
    } else {
        outcome
    })
}

fn people<'a>(args: &Page, desk: &'a Desk, week: Week) -> Result<Vec<&'a Person>> {
    if let Some(said) = &args.person {
        let person = desk.person_or_me(said).map_err(|error| meant_as_verb(desk, said, error))?;
        return Ok(vec![person]);
    }
    let me = desk.me()?;
    if me.role != Role::Manager {
        return Ok(vec![me]);
    }
    let (files, _) = desk.store.reviews(&(week..=week));
    Ok(look::reporting(desk, &files).into_iter().filter(|person| look::reviews(desk, me, &person.id)).collect())
}

/// The failure of a name that is likelier a slip of a verb, a verb behind an option, or a client.
fn meant_as_verb(desk: &Desk, said: &str, mut error: Error) -> Error {
    let verbs = super::Verb::augment_subcommands(clap::Command::new("review"));
    if error.kind == Kind::NotFound && verbs.find_subcommand(said).is_some() {
        let hint = text!("options stand behind: `salesrec review {said} …`", "选项写在后面：`salesrec review {said} …`");
        return Error { hints: vec![hint], ..error };
    }
    let near = verb_near(said, verbs.get_subcommands().map(clap::Command::get_name));
    if let (Kind::NotFound, Some(verb)) = (error.kind, near) {
        error.hints.insert(0, text!("did you mean `salesrec review {verb}`?", "是不是 `salesrec review {verb}`？"));
        return error;
    }
    look::no_person(desk, said, error)
}

fn of_person(desk: &Desk, week: Week, one: &PersonWeek, (standing, most): (Standing, usize), document: &mut Document) {
    let title = Line::new().strong(desk.person_name(&one.id)).plain("  ").plain(week.shown());
    document.heading(1, title);
    let submitted = when(desk, one.file.as_ref().and_then(|file| file.review.submitted));
    let mut pairs = vec![(Text::fixed("status", "状态"), standing.line().plain("  ").plain(submitted))];
    if let Some(file) = &one.file {
        let review = &file.review;
        let again = when(desk, review.again);
        pairs.extend(review.again.map(|_| (Text::fixed("again", "重新提交"), Line::from(again))));
        pairs.extend(review.note.iter().map(|note| (Text::fixed("note", "说明"), Line::from(note.clone()))));
        pairs.extend(review.gaps.iter().map(|gaps| (Text::fixed("with gaps", "带缺项提交"), Line::new().warn(gaps.clone()))));
        let counts = [Verdict::Approved, Verdict::Waiting, Verdict::Returned].map(|verdict| (verdict, review.count(verdict)));
        let parts: Vec<Text> = counts
            .into_iter()
            .filter(|(_, number)| *number > 0)
            .map(|(verdict, number)| {
                let shown = verdict.shown();
                Text::new(format!("{number} {}", shown.en), format!("{} {number} 个", shown.zh))
            })
            .collect();
        pairs.push((Text::fixed("clients", "客户"), Line::from(joined(&parts, ", ", "，"))));
    }
    let today = desk.clock.today();
    if week < Week::of(today) && one.seen.iter().any(|seen| !seen.remarks.is_empty()) {
        let day = crate::clock::day(today);
        let as_of = Text::new(format!("as of {}", day.en), format!("截至 {}", day.zh));
        pairs.push((Text::fixed("remarks", "提示"), Line::from(as_of)));
    }
    document.push(Block::Pairs(pairs));
    let clean: Vec<&Seen> = one.seen.iter().filter(|seen| is_quiet(seen)).collect();
    for seen in one.seen.iter().filter(|seen| !is_quiet(seen)) {
        of_client(desk, seen, most, document);
    }
    if !clean.is_empty() {
        document.heading(2, Text::fixed("Nothing to ask about", "没有要问的"));
        let line = |seen: &&Seen| {
            let entry = seen.entry.as_ref();
            let line = Line::from(seen.name.clone()).plain("  ").dim(entry.map(did).unwrap_or_default());
            match entry.map(ReviewedClient::verdict) {
                Some(Verdict::Approved) => line.plain("  ").good(Verdict::Approved.shown()),
                _ => line,
            }
        };
        document.push(Block::List(clean.iter().map(line).collect()));
    }
}

/// Whether a line says enough of it.
fn is_quiet(seen: &Seen) -> bool {
    let returned = seen.entry.as_ref().is_some_and(|entry| entry.verdict() == Verdict::Returned);
    seen.is_clean() && !returned && seen.remarks.is_empty() && seen.since.as_ref().is_none_or(|(_, what)| what.is_empty())
}

fn of_client(desk: &Desk, seen: &Seen, most: usize, document: &mut Document) {
    let title = Line::from(seen.name.clone()).plain("  ");
    let title = match seen.entry.as_ref().map(ReviewedClient::verdict) {
        Some(Verdict::Approved) => title.good(Verdict::Approved.shown()),
        Some(Verdict::Returned) => title.bad(Verdict::Returned.shown()),
        Some(Verdict::Waiting) => title.plain(Verdict::Waiting.shown()),
        None => title.dim(Text::fixed("not in this week's submission", "本周未提交")),
    };
    document.heading(2, title);
    let mut points = Vec::new();
    if let Some(error) = &seen.unreadable {
        points.push(Line::new().bad(unread(error)));
    } else if seen.file.is_none() {
        points.push(Line::new().bad(Text::fixed("the record is gone", "档案已不存在")));
    } else if seen.changed && seen.entry.is_some() {
        points.push(Line::new().warn(changed_since(seen)));
    }
    let returns = seen.entry.iter().flat_map(ReviewedClient::open_returns);
    points.extend(returns.map(|one| Line::new().bad(return_words(desk, one))));
    points.extend(foremost(&seen.remarks, most).into_iter().map(remark_line));
    let more = seen.remarks.len().saturating_sub(most);
    if more > 0 {
        points.push(Line::new().dim(text!("and {more} more", "另有 {more} 处")));
    }
    if !seen.also.is_empty() {
        let names: Vec<String> = seen.also.iter().map(|id| desk.person_name(id)).collect();
        let names = list_of(&names);
        points.push(Line::new().dim(Text::new(
            format!("also in the week of {}", names.en),
            format!("也在{}本周的提交中", names.zh),
        )));
    }
    if !points.is_empty() {
        document.push(Block::List(points));
    }
    let mut pairs = Vec::new();
    if let Some(entry) = &seen.entry {
        let did = did(entry);
        if !did.en.is_empty() {
            pairs.push((Text::fixed("this week", "本周"), Line::from(did)));
        }
        let next = next(desk, &entry.deals);
        if !next.en.is_empty() {
            pairs.push((Text::fixed("next", "下一步"), Line::from(next)));
        }
    }
    if let Some((week, what)) = seen.since.as_ref().filter(|(_, what)| !what.is_empty()) {
        let what = joined(what, "; ", "；");
        pairs.push((text!("since {week}", "{week} 以来"), Line::from(what)));
    }
    if !pairs.is_empty() {
        document.push(Block::Pairs(pairs));
    }
}

pub(super) fn return_words(desk: &Desk, last: &Return) -> Text {
    let by = last.by.as_deref().map(|id| desk.person_name(id)).unwrap_or_default();
    let (comment, back) = (last.comment.as_deref().unwrap_or_default(), last.back);
    let until = back.map_or_else(Text::default, |day| {
        let shown = crate::clock::day(day.0);
        Text::new(format!(" until {}", shown.en), format!("，限 {}", shown.zh))
    });
    Text::new(
        format!("returned by {by}{}: {comment}", until.en),
        format!("{by}退回{}：{comment}", until.zh),
    )
}

pub(super) fn changed_since(seen: &Seen) -> Text {
    match seen.entry.as_ref().map(ReviewedClient::verdict) {
        Some(Verdict::Approved) => Text::fixed("changed since it was approved", "通过之后又有改动"),
        Some(Verdict::Returned) => {
            Text::fixed("changed since it was returned, and not submitted again", "退回之后有改动，尚未重新提交")
        }
        _ => Text::fixed("changed since it was submitted", "提交之后又有改动"),
    }
}

fn remark_line(remark: &Remark) -> Line {
    let tone = match remark.level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Warn,
        Level::Info => Tone::Dim,
    };
    let label = remark.concern.shown();
    Line::new().toned(tone, label).plain(Text::fixed(": ", "：")).plain(remark.says.clone())
}

fn data(desk: &Desk, one: &PersonWeek, standing: Standing) -> Value {
    let both = |text: &Text| json!({"en": text.en, "zh": text.zh});
    let client = |seen: &Seen| {
        let entry = seen.entry.as_ref();
        json!({
            "client": seen.file.as_ref().map_or(seen.id.as_str(), |file| file.id()),
            "name": seen.name,
            "entry": entry.map(record_json),
            "verdict": entry.map(|entry| entry.verdict().code()),
            "gone": seen.file.is_none() && seen.unreadable.is_none(),
            "unreadable": seen.unreadable.as_ref().and_then(|error| error.place.as_ref()).map(ToString::to_string),
            "changed": seen.changed,
            "clean": seen.is_clean(),
            "also": seen.also,
            "remarks": seen.remarks.iter().map(|remark| json!({
                "concern": remark.concern.code(),
                "level": remark.level.code(),
                "rule": remark.rule,
                "says": both(&remark.says),
            })).collect::<Vec<_>>(),
            "since": seen.since.as_ref().map(|(week, what)| json!({
                "week": week.to_string(),
                "changes": what.iter().map(both).collect::<Vec<_>>(),
            })),
        })
    };
    json!({
        "person": one.id,
        "name": desk.person_name(&one.id),
        "status": standing.code(),
        "submitted": one.file.as_ref().and_then(|file| file.review.submitted).map(|at| at.to_string()),
        "note": one.file.as_ref().and_then(|file| file.review.note.clone()),
        "gaps": one.file.as_ref().and_then(|file| file.review.gaps.clone()),
        "clients": one.seen.iter().map(client).collect::<Vec<_>>(),
    })
}
