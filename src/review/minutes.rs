//! What is talked through in the weekly meeting, as a document.

use super::figures::FollowUp;
use crate::clock::{self, Week};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone};
use crate::lang::{Text, count};
use crate::record::Day;
use crate::record::review::Verdict;
use crate::text;

/// A week of the team.
#[derive(Clone, Debug)]
pub struct Minutes {
    /// Which week.
    pub week: Week,
    /// Each person's part.
    pub people: Vec<Part>,
    /// The funnel with its weak link, as the report of that name shows it.
    pub funnel: Vec<Block>,
    /// How fast the team followed up.
    pub follow_up: FollowUp,
    /// The files that nothing is known of, in words.
    pub unread: Vec<Text>,
}

/// What one person handed in.
#[derive(Clone, Debug)]
pub struct Part {
    /// The person's name.
    pub name: String,
    /// Whether and when it was handed in.
    pub standing: Line,
    /// What the person adds, and why it was handed in with gaps.
    pub notes: Vec<Text>,
    /// The clients.
    pub clients: Vec<ClientWeek>,
}

/// A client's week.
#[derive(Clone, Debug)]
pub struct ClientWeek {
    /// The client's name.
    pub name: String,
    /// What was done, in words.
    pub did: Text,
    /// What comes next.
    pub next: Text,
    /// The gravest thing to ask about, if there is any.
    pub ask: Text,
    /// What was decided.
    pub verdict: Verdict,
    /// The manager's opinion, when one was written down.
    pub comment: Option<String>,
    /// Until when it is mended, when it was sent back.
    pub back: Option<Day>,
    /// Actions that were decided: what, who, until when.
    pub actions: Vec<(String, String, Text)>,
}

/// The minutes, without their title.
pub fn document(minutes: &Minutes) -> Document {
    let mut document = Document::new();
    document.heading(1, Text::fixed("Who has submitted", "提交情况"));
    let line = |part: &Part| {
        let mut line = Line::new().strong(part.name.clone()).plain("  ");
        line.0.extend(part.standing.0.iter().cloned());
        line
    };
    document.push(Block::List(minutes.people.iter().map(line).collect()));
    document.heading(1, Text::fixed("Where deals get stuck", "商机卡在哪里"));
    document.blocks.extend(minutes.funnel.iter().cloned());
    follow_up(&minutes.follow_up, &mut document);
    if !minutes.unread.is_empty() {
        let number = count(minutes.unread.len(), "file is", "files are", "个文件");
        document.heading(1, Text::fixed("Left out", "未计入"));
        document.paragraph(Text::new(
            format!("{} not in these minutes and their figures:", number.en),
            format!("{}未计入本纪要及其中的数字：", number.zh),
        ));
        document.push(Block::List(minutes.unread.iter().map(|says| Line::new().bad(says.clone())).collect()));
    }
    for part in minutes.people.iter().filter(|part| !part.clients.is_empty() || !part.notes.is_empty()) {
        person(part, &mut document);
    }
    decided(minutes, &mut document);
    document
}

fn follow_up(follow_up: &FollowUp, document: &mut Document) {
    document.heading(1, Text::fixed("How fast we follow up", "跟进速度"));
    let FollowUp { contacts, in_time, due, kept, .. } = *follow_up;
    let mut pairs = vec![(
        Text::fixed("written down within 24 hours", "24 小时内记录"),
        Line::from(text!("{in_time} of {contacts} contacts", "{contacts} 次沟通中 {in_time} 次")),
    )];
    if let Some(minutes) = follow_up.median {
        let (hours, minutes) = (minutes / 60, minutes % 60);
        let long = match hours {
            0 => text!("{minutes} min", "{minutes} 分钟"),
            _ => text!("{hours} h {minutes} min", "{hours} 小时 {minutes} 分钟"),
        };
        pairs.push((Text::fixed("middle delay", "中位用时"), Line::from(long)));
    }
    pairs.push((
        Text::fixed("actions done in time", "行动按时完成"),
        Line::from(text!("{kept} of {due} that fell due", "{due} 项到期行动中 {kept} 项")),
    ));
    document.push(Block::Pairs(pairs));
}

fn person(part: &Part, document: &mut Document) {
    document.heading(1, Line::from(part.name.clone()));
    if !part.notes.is_empty() {
        document.push(Block::List(part.notes.iter().map(|note| Line::from(note.clone())).collect()));
    }
    let columns = vec![
        Column::new("client", Text::fixed("Client", "客户")),
        Column::new("did", Text::fixed("This week", "本周")).grow(),
        Column::new("next", Text::fixed("Next", "下一步")).grow(),
        Column::new("ask", Text::fixed("To ask", "要问的")).grow(),
        Column::new("verdict", Text::fixed("Review", "审核")),
    ];
    let mut table = Table::new(columns, Text::fixed("no clients", "没有客户"));
    let cell = |text: &Text| Cell::label(text.en.clone(), text.clone());
    table.rows = part
        .clients
        .iter()
        .map(|client| {
            let tone = match client.verdict {
                Verdict::Approved => Tone::Good,
                Verdict::Returned => Tone::Bad,
                Verdict::Waiting => Tone::Plain,
            };
            Row::new(vec![
                Cell::text(client.name.clone()),
                cell(&client.did),
                cell(&client.next),
                cell(&client.ask),
                Cell::label(client.verdict.code(), client.verdict.shown()).toned(tone),
            ])
        })
        .collect();
    document.push(Block::Table(table));
}

fn decided(minutes: &Minutes, document: &mut Document) {
    document.heading(1, Text::fixed("What was decided", "会议决定"));
    let clients = || minutes.people.iter().flat_map(|part| part.clients.iter().map(move |client| (part, client)));
    let mut points = Vec::new();
    for (part, client) in clients() {
        let (name, who) = (&client.name, &part.name);
        let start = || Line::new().strong(name.clone()).plain("  ");
        match (client.verdict, &client.comment) {
            (Verdict::Returned, comment) => {
                let back = client.back.map(|day| clock::day(day.0)).unwrap_or_default();
                let line = start().bad(Text::new(
                    format!("back to {who}, until {}", back.en),
                    format!("退回{who}，{}前补正", back.zh),
                ));
                points.push(match comment {
                    Some(comment) => line.plain("  ").plain(comment.clone()),
                    None => line,
                });
            }
            (Verdict::Approved, Some(comment)) => {
                points.push(start().good(Verdict::Approved.shown()).plain("  ").plain(comment.clone()));
            }
            _ => {}
        }
        points.extend(client.actions.iter().map(|(action, owner, due)| {
            start().plain(action.clone()).plain("  ").plain(owner.clone()).plain("  ").plain(due.clone())
        }));
    }
    let number = |verdict| clients().filter(|(_, client)| client.verdict == verdict).count();
    let waiting = number(Verdict::Waiting);
    let returned = number(Verdict::Returned);
    let approved = count(number(Verdict::Approved), "record", "records", "份档案");
    document.paragraph(Text::new(
        format!("{} approved, {returned} returned, {waiting} still to be reviewed.", approved.en),
        format!("已通过 {}，退回 {returned} 份，待审核 {waiting} 份。", approved.zh),
    ));
    if !points.is_empty() {
        document.push(Block::List(points));
    }
}
