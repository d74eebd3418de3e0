use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::open;
use super::told;
use crate::commands::{Desk, Outcome};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone};
use crate::error::Result;
use crate::handover::{Fate, Quality, quality};
use crate::lang::{Text, count};
use crate::store::HandoverFile;
use crate::text;

/// Which handovers.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The handover: its name or a part that only one has; all of them, when absent
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// The four questions of the questionnaire, in the order of the figures.
const ASKED: [(&str, Text); 4] = [
    ("completeness", Text::fixed("completeness", "完整性")),
    ("accuracy", Text::fixed("accuracy", "准确性")),
    ("timeliness", Text::fixed("timeliness", "及时性")),
    ("communication", Text::fixed("communication", "沟通顺畅")),
];

/// Shows the figures.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    if let Some(said) = &args.name {
        let file = open::handover(desk, Some(said), |_| true)?;
        return Ok(one(desk, &file));
    }
    let (files, problems) = desk.store.handovers();
    if let ([only], true) = (&files[..], problems.is_empty()) {
        return Ok(one(desk, only));
    }
    let outcome = Outcome::tables("handover-quality", vec![list(desk, &files)]).problems(problems);
    let lessons: Vec<&String> = files.iter().flat_map(|file| &file.handover.lessons).collect();
    Ok(lessons.into_iter().fold(outcome, |outcome, lesson| {
        outcome.note(text!("lesson: {lesson}", "经验：{lesson}"))
    }))
}

fn figures(desk: &Desk, file: &HandoverFile) -> Quality {
    quality(&file.handover, &desk.team, &desk.clock, |id| {
        let file = open::file_of(desk, id).ok()?;
        Some(desk.store.load(&file).ok()?.client)
    })
}

fn list(desk: &Desk, files: &[HandoverFile]) -> Table {
    let columns = vec![
        Column::new("handover", Text::fixed("Handover", "交接")).whole(),
        Column::number("clients", Text::fixed("Clients", "客户")),
        Column::number("score_before", Text::fixed("Before", "发起时")),
        Column::number("score_after", Text::fixed("Moved", "过户时")),
        Column::number("days_late", Text::fixed("Late", "延误")),
        Column::number("rejected", Text::fixed("Back", "退回")),
        Column::new("contacted", Text::fixed("Told", "已联系")),
        Column::number("overdue", Text::fixed("Due", "逾期")),
        Column::number("lost", Text::fixed("Lost", "丢单")),
        Column::new("answers", Text::fixed("Says", "评价")),
    ];
    let mut table = Table::new(columns, Text::fixed("There was no handover yet.", "还没有过交接。"));
    for file in files {
        let quality = figures(desk, file);
        let number = |number: usize| Cell::Number(i64::try_from(number).unwrap_or_default());
        let mean = mean(&quality);
        table.rows.push(
            Row::new(vec![
                Cell::text(file.name()),
                number(quality.clients),
                told::score(quality.score_before),
                told::score(quality.score_after),
                Cell::maybe(quality.days_late, Cell::Number),
                number(quality.rejected),
                Cell::text(format!("{}/{}", quality.contacted, quality.to_contact)),
                number(quality.overdue),
                number(quality.fates[2].lost),
                Cell::maybe(mean, |mean| Cell::text(format!("{mean:.1}"))),
            ])
            .id(file.name()),
        );
    }
    table
}

/// The mean of all the points that were given.
fn mean(quality: &Quality) -> Option<f64> {
    let points: Vec<f64> = quality.givers.iter().chain(&quality.receivers).flatten().copied().collect();
    (!points.is_empty()).then(|| points.iter().sum::<f64>() / points.len() as f64)
}

fn one(desk: &Desk, file: &HandoverFile) -> Outcome {
    let handover = &file.handover;
    let quality = figures(desk, file);
    let mut document = Document::new();
    let (from, to) = (desk.person_name(&handover.from), told::names(desk, &handover.to));
    document.paragraph(Line::new().strong(from).plain(" → ").strong(to).plain("  ").dim(file.name().to_string()));
    document.heading(2, Text::fixed("What the records tell", "记录反映的情况"));
    document.push(Block::Pairs(told_by_records(desk, &quality)));
    document.heading(2, Text::fixed("What both sides say", "双方的评价"));
    if quality.replies == 0 {
        document.paragraph(Line::new().dim(Text::fixed(
            "Nobody has answered yet: `salesrec handover survey`",
            "还没有人评价：`salesrec handover survey`",
        )));
    } else {
        document.push(Block::Table(answers(&quality)));
    }
    let comments: Vec<Line> = handover
        .survey
        .iter()
        .filter_map(|reply| {
            let by = reply.by.as_deref().map(|id| desk.person_name(id)).unwrap_or_default();
            Some(Line::from(reply.comment.clone()?).dim(format!("  {by}")))
        })
        .collect();
    if !comments.is_empty() {
        document.push(Block::List(comments));
    }
    if !handover.lessons.is_empty() {
        document.heading(2, Text::fixed("Lessons for the next", "留给下次的经验"));
        document.push(Block::List(handover.lessons.iter().map(|lesson| Line::from(lesson.clone())).collect()));
    }
    Outcome::document("handover-quality", document, data(file, &quality))
}

fn told_by_records(desk: &Desk, quality: &Quality) -> Vec<(Text, Line)> {
    let scored = |score: Option<u8>| {
        let cell = told::score(score);
        Line::new().toned(cell.parts().0.unwrap_or_default(), cell.words())
    };
    let mut complete = scored(quality.score_before);
    if let Some(after) = quality.score_after {
        let tone = if Some(after) < quality.score_before { Tone::Bad } else { Tone::Good };
        complete = complete.plain(" → ").toned(tone, format!("{after}%"));
    }
    let moved = Line::from(format!("{} / {}", quality.moved, quality.clients));
    let good_if = |good: bool, words: Text| if good { Line::new().good(words) } else { Line::new().bad(words) };
    let mut pairs = vec![
        (Text::fixed("records complete", "档案完整度"), complete),
        (Text::fixed("clients moved", "已过户客户"), moved),
    ];
    if let Some(days) = quality.days_late {
        let words = if days == 0 {
            Text::fixed("in time", "按时")
        } else {
            let late = count(usize::try_from(days).unwrap_or_default(), "day", "days", "天");
            Text::new(format!("{} late", late.en), format!("延误 {}", late.zh))
        };
        pairs.push((Text::fixed("last client moved", "最后一个客户过户"), good_if(days == 0, words)));
    }
    let zero = |number: usize| good_if(number == 0, Text::same(number.to_string()));
    pairs.push((Text::fixed("late steps", "逾期步骤"), zero(quality.late_steps)));
    pairs.push((Text::fixed("sent back", "退回次数"), zero(quality.rejected)));
    if quality.to_contact > 0 {
        let days = desk.team.handover.contact_within.days();
        let (spoken, of) = (quality.contacted, quality.to_contact);
        let words = text!("{spoken} of {of} within {days} days", "{days} 天内 {spoken} / {of}");
        pairs.push((Text::fixed("new owner spoke to", "新负责人已联系"), good_if(spoken == of, words)));
    }
    pairs.push((Text::fixed("overdue now", "目前逾期"), zero(quality.overdue)));
    for fate in quality.fates.iter().filter(|_| quality.moved > 0) {
        pairs.push(fate_pair(fate));
    }
    pairs
}

fn fate_pair(fate: &Fate) -> (Text, Line) {
    let (days, regressed, lost) = (fate.days, fate.regressed, fate.lost);
    let words = text!("{lost} lost, {regressed} back a stage", "丢单 {lost} 个，阶段倒退 {regressed} 个");
    let line = if lost + regressed == 0 { Line::new().plain(words) } else { Line::new().bad(words) };
    let line = if fate.over { line } else { line.dim(Text::fixed("  so far", "  截至目前")) };
    (text!("deals in {days} days", "{days} 天内的商机"), line)
}

fn answers(quality: &Quality) -> Table {
    let columns = vec![
        Column::new("question", Text::fixed("Question", "项目")),
        Column::number("giver", Text::fixed("Giver", "交接人")),
        Column::number("receiver", Text::fixed("Receiver", "接手人")),
    ];
    let mut table = Table::new(columns, Text::default());
    let points = |mean: Option<f64>| Cell::maybe(mean, |mean| Cell::text(format!("{mean:.1}")));
    for (at, (key, label)) in ASKED.into_iter().enumerate() {
        table.rows.push(Row::new(vec![
            Cell::label(key, label),
            points(quality.givers[at]),
            points(quality.receivers[at]),
        ]));
    }
    table
}

fn data(file: &HandoverFile, quality: &Quality) -> Value {
    let points = |side: &[Option<f64>; 4]| -> Value {
        ASKED.iter().zip(side).map(|((key, _), mean)| ((*key).to_string(), json!(mean))).collect()
    };
    let fates = quality.fates.iter().map(|fate| {
        json!({"days": fate.days, "over": fate.over, "regressed": fate.regressed, "lost": fate.lost})
    });
    json!({
        "id": file.name(),
        "clients": quality.clients,
        "moved": quality.moved,
        "score_before": quality.score_before,
        "score_after": quality.score_after,
        "days_late": quality.days_late,
        "late_steps": quality.late_steps,
        "rejected": quality.rejected,
        "to_contact": quality.to_contact,
        "contacted": quality.contacted,
        "overdue": quality.overdue,
        "deals": fates.collect::<Vec<_>>(),
        "giver": points(&quality.givers),
        "receiver": points(&quality.receivers),
        "replies": quality.replies,
        "lessons": file.handover.lessons,
    })
}
