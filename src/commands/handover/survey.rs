use clap::Args as ClapArgs;
use serde_json::json;

use super::open::{self, Which, takes_part};
use super::told;
use crate::commands::entry::{line, words};
use crate::commands::shown::{object, record_json};
use crate::commands::{Desk, Outcome, Writing};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::handover::{Answers, Part, Side, SurveyReply};
use crate::record::{Day, Handover};
use crate::store::HandoverFile;
use crate::text;

/// The answers; without any, who has answered.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Was everything there? 1 poor, 5 very good
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
    completeness: Option<u8>,
    /// Was it right? 1 poor, 5 very good
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
    accuracy: Option<u8>,
    /// Was it in time? 1 poor, 5 very good
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
    timeliness: Option<u8>,
    /// Did the two sides talk well? 1 poor, 5 very good
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
    communication: Option<u8>,
    /// In words
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
    /// What the next handover should do better; may be repeated
    #[arg(long, value_name = "TEXT")]
    lesson: Vec<String>,
    #[command(flatten)]
    which: Which,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

impl Args {
    const fn answers(&self) -> Answers {
        Answers {
            completeness: self.completeness,
            accuracy: self.accuracy,
            timeliness: self.timeliness,
            communication: self.communication,
        }
    }
}

/// Writes the answers down, also when the handover is closed.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let file = open::handover(desk, args.which.name.as_deref(), |handover| takes_part(handover, &me.id))?;
    let answers = args.answers();
    let nothing = answers == Answers::default() && args.comment.is_none();
    if nothing && args.lesson.is_empty() {
        return Ok(shown(desk, &file));
    }
    let side = side(&file.handover, &me.id);
    if side.is_none() && !nothing {
        let people: Vec<&str> = [Part::Giver, Part::Receiver].into_iter().flat_map(|part| file.handover.people(part)).collect();
        return Err(open::not_yours(&file, &Text::fixed("giver or a receiver", "交接人或接手人"), &told::names(desk, &people)));
    }
    let missing: Vec<&str> =
        answers.all().into_iter().filter(|(.., points)| points.is_none()).map(|(key, ..)| key).collect();
    if !nothing && !missing.is_empty() {
        let missing = missing.iter().map(|key| format!("--{key}")).collect::<Vec<_>>().join(" ");
        return Err(Error::new(Kind::Usage, Text::fixed("not every question is answered", "还有问题没有回答"))
            .hint(text!("missing: {missing}, each from 1, poor, to 5, very good", "还缺：{missing}，每项 1（差）到 5（很好）")));
    }
    let comment = args.comment.as_deref().map(|said| words(said, &Text::fixed("comment", "意见"))).transpose()?;
    let lessons: Vec<String> =
        args.lesson.iter().map(|said| line(said, &Text::fixed("lesson", "经验"))).collect::<Result<_>>()?;
    let reply = SurveyReply { by: Some(me.id.clone()), side, on: Some(Day(desk.clock.today())), answers, comment };
    let dry = args.writing.dry_run;
    let (change, waiting) = desk.store.change_handover(&file.path, dry, |handover| {
        handover.lessons.extend(lessons.iter().cloned());
        if !nothing {
            match handover.survey.iter_mut().find(|known| known.by == reply.by) {
                Some(known) => *known = reply.clone(),
                None => handover.survey.push(reply.clone()),
            }
        }
        Ok(waiting(handover).into_iter().map(str::to_string).collect::<Vec<_>>())
    })?;
    let mut document = Document::new();
    document.paragraph(Line::new().good(Text::fixed("Thank you", "已记录评价")).plain("  ").dim(file.name().to_string()));
    let mut pairs: Vec<(Text, Line)> = answers
        .all()
        .into_iter()
        .filter_map(|(_, label, points)| Some((label, Line::from(format!("{} / 5", points?)))))
        .collect();
    pairs.extend(lessons.iter().map(|lesson| (Text::fixed("lesson", "经验"), Line::from(lesson.clone()))));
    if !waiting.is_empty() {
        pairs.push((Text::fixed("still to answer", "尚未评价"), Line::from(told::names(desk, &waiting))));
    }
    document.push(Block::Pairs(pairs));
    let data = object(json!({"reply": record_json(&reply), "lessons": lessons, "waiting": waiting}));
    Ok(told::written("handover-survey", file.name(), &[change], dry, document, data))
}

fn side(handover: &Handover, person: &str) -> Option<Side> {
    if handover.from == person {
        return Some(Side::Giver);
    }
    handover.to.iter().any(|to| to == person).then_some(Side::Receiver)
}

/// Who has not answered yet.
fn waiting(handover: &Handover) -> Vec<&str> {
    let both = std::iter::once(handover.from.as_str()).chain(handover.to.iter().map(String::as_str));
    both.filter(|person| handover.survey.iter().all(|reply| reply.by.as_deref() != Some(person))).collect()
}

/// The answers that there are.
fn shown(desk: &Desk, file: &HandoverFile) -> Outcome {
    let columns = vec![
        Column::new("by", Text::fixed("Who", "评价人")),
        Column::new("side", Text::fixed("Side", "身份")),
        Column::number("completeness", Text::fixed("Completeness", "完整性")),
        Column::number("accuracy", Text::fixed("Accuracy", "准确性")),
        Column::number("timeliness", Text::fixed("Timeliness", "及时性")),
        Column::number("communication", Text::fixed("Communication", "沟通顺畅")),
        Column::new("comment", Text::fixed("Comment", "意见")).grow(),
    ];
    let mut table = Table::new(columns, Text::fixed("Nobody has answered yet.", "还没有人评价。"));
    for reply in &file.handover.survey {
        let mut cells = vec![
            told::person(desk, reply.by.as_deref()),
            Cell::maybe(reply.side, |side| Cell::label(side.code(), side.shown())),
        ];
        cells.extend(reply.answers.all().map(|(.., points)| Cell::maybe(points, |points| Cell::Number(points.into()))));
        cells.push(Cell::maybe(reply.comment.as_deref(), Cell::text));
        table.rows.push(Row::new(cells));
    }
    let waiting = waiting(&file.handover);
    let outcome = Outcome::tables("handover-survey", vec![table]);
    if waiting.is_empty() {
        return outcome;
    }
    let names = told::names(desk, &waiting);
    outcome.note(Text::fixed("still to answer: ", "尚未评价：").then(&names)).note(Text::fixed(
        "`salesrec handover survey --completeness 4 --accuracy 5 --timeliness 4 --communication 5` answers, 1 poor to 5 very good",
        "`salesrec handover survey --completeness 4 --accuracy 5 --timeliness 4 --communication 5` 填写，1 差，5 很好",
    ))
}
