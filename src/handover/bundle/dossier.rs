//! One client in full: what somebody has to know who looks after it from tomorrow on.

mod care;
mod deal;
mod deeds;
mod log;
mod people;
mod project;

pub use deeds::{form, moves};

use super::words::{ago, due, pair, table};
use super::{Material, Subject, burning};
use crate::clock;
use crate::document::{Block, Cell, Column, Document, Line, Row, Tone};
use crate::lang::{Text, list_of};
use crate::record::ClientKind;
use crate::text;

/// The part on the clients: an index, then each on a page of its own.
pub fn write(material: &Material, page: &mut Document) {
    index(material, page);
    for subject in &material.subjects {
        page.push(Block::PageBreak);
        client(material, subject, page);
    }
}

fn index(material: &Material, page: &mut Document) {
    let columns = vec![
        Column::new("client", Text::fixed("Client", "客户")).grow(),
        Column::new("tier", Text::fixed("Tier", "优先级")),
        Column::new("class", Text::fixed("Class", "类别")),
        Column::new("stages", Text::fixed("Stages", "阶段")),
        Column::new("last", Text::fixed("Last contact", "最近沟通")),
        Column::new("next", Text::fixed("Next step", "下一步")),
        Column::number("questions", Text::fixed("Open questions", "待补问题")),
    ];
    let rows = material.subjects.iter().map(|subject| {
        let client = &subject.client;
        let stages: Vec<String> = client.deals.iter().filter_map(|deal| deal.stage.clone()).collect();
        let last = client.last_contact(material.clock).map(|at| Cell::Day(at.shown(material.clock).0));
        let next = client.actions.iter().filter(|action| action.is_open()).filter_map(|action| action.due);
        let next = next.map(|due| due.end(material.clock)).min().map(|due| {
            let cell = Cell::Day(due.date());
            if due < material.clock.now() { cell.toned(Tone::Bad) } else { cell }
        });
        Row::new(vec![
            Cell::text(client.client.clone()).link(anchor(subject)),
            material.tier_cell(subject),
            super::words::text_cell(client.class.as_deref()),
            Cell::list(stages),
            last.unwrap_or(Cell::Empty),
            next.unwrap_or(Cell::Empty),
            Cell::Number(i64::try_from(subject.questions.len()).unwrap_or(i64::MAX)),
        ])
    });
    table(page, super::words::rows(columns, rows.collect()));
}

/// What links to a client lead to.
pub fn anchor(subject: &Subject) -> String {
    format!("client:{}", subject.id)
}

fn client(material: &Material, subject: &Subject, page: &mut Document) {
    page.anchor(anchor(subject));
    page.heading(2, subject.client.client.clone());
    at_a_glance(material, subject, page);
    basics(material, subject, page);
    people::write(material, subject, page);
    for deal in &subject.client.deals {
        deal::write(material, subject, deal, page);
    }
    deeds::write(material, subject, page);
    care::write(material, subject, page);
    log::write(material, subject, page);
    questions(subject, page);
}

/// The box at the top: how urgent the client is, why, and what comes next.
fn at_a_glance(material: &Material, subject: &Subject, page: &mut Document) {
    let fires = burning::of(material, subject);
    let tone = if fires.iter().any(|fire| fire.is_late(material.today())) { Tone::Bad } else { Tone::Plain };
    let mut lines = vec![Line::new().plain(material.reason(subject))];
    lines.extend(fires.iter().take(5).map(|fire| fire.line(material.today())));
    let title = super::tiers::tier_words(material.tier(subject));
    page.push(Block::note(tone, Line::new().strong(title), lines));
}

fn basics(material: &Material, subject: &Subject, page: &mut Document) {
    let client = &subject.client;
    page.heading(3, Text::fixed("Basics", "基本信息"));
    let mut pairs = Vec::new();
    let kind = match client.kind {
        Some(ClientKind::Person) => Some(Text::fixed("person", "个人")),
        Some(ClientKind::Company) => Some(Text::fixed("company", "企业")),
        None => None,
    };
    let names = (!client.aliases.is_empty()).then(|| Cell::list(client.aliases.clone()).words());
    pair(&mut pairs, Text::fixed("Also called", "别名"), names);
    pair(&mut pairs, Text::fixed("Kind", "性质"), kind);
    for (label, value) in [
        (Text::fixed("Class", "客户类别"), &client.class),
        (Text::fixed("Industry", "所属行业"), &client.industry),
        (Text::fixed("Region", "区域"), &client.region),
        (Text::fixed("Address", "地址"), &client.address),
        (Text::fixed("Tax number", "税号"), &client.tax_id),
        (Text::fixed("Source", "来源渠道"), &client.source),
    ] {
        pair(&mut pairs, label, value.clone());
    }
    let today = material.today();
    let since = |day: chrono::NaiveDate| {
        let (day, ago) = (clock::day(day), ago(day, today));
        Text::new(format!("{} ({})", day.en, ago.en), format!("{}（{}）", day.zh, ago.zh))
    };
    pair(&mut pairs, Text::fixed("First contact", "首次接触"), client.first_contact.map(|day| since(day.0)));
    let last = client.last_contact(material.clock).map(|at| since(at.shown(material.clock).0));
    pair(&mut pairs, Text::fixed("Last contact", "最近沟通"), last);
    let owner = client.owner.as_deref().map(|id| material.person(id));
    pair(&mut pairs, Text::fixed("Owner so far", "原负责人"), owner);
    let receiver = material.receiver_of(subject).map(|id| Line::new().strong(material.person(id)));
    pair(&mut pairs, Text::fixed("Owner from now on", "接手人"), receiver);
    let day = |day: Option<crate::record::Day>| day.map_or_else(|| "…".to_string(), |day| day.to_string());
    for period in &client.owners {
        let name = period.owner.as_deref().map(|id| material.person(id)).unwrap_or_default();
        let mut line = Line::from(format!("{name}  {} – {}", day(period.from), day(period.until)));
        if let Some(handover) = &period.handover {
            line = line.dim(text!("  (handover {handover})", "（交接 {handover}）"));
        }
        pairs.push((Text::fixed("Earlier owner", "历任负责人"), line));
    }
    pairs.extend(subject.extras.iter().map(|(key, value)| (Text::same(key.clone()), Line::from(value.clone()))));
    page.push(Block::Pairs(pairs));
    if let Some(notes) = client.notes.as_deref().filter(|notes| !notes.trim().is_empty()) {
        page.push(Block::note(Tone::Warn, Text::fixed("Remarks", "备注"), notes.lines().map(Line::from)));
    }
}

/// The holes of the record, as questions to the giver.
fn questions(subject: &Subject, page: &mut Document) {
    if subject.questions.is_empty() {
        return;
    }
    page.heading(3, Text::fixed("Open questions to the giver", "待交接人回答的问题"));
    page.push(Block::Checklist(subject.questions.iter().map(super::Question::check).collect()));
}

/// A deadline with its tone: late ones stand out.
fn deadline(day: chrono::NaiveDate, today: chrono::NaiveDate) -> Line {
    let said = due(day, today);
    if day < today { Line::new().bad(said) } else { Line::from(said) }
}

/// Several words in a line.
fn listed(words: &[String]) -> Option<Text> {
    (!words.is_empty()).then(|| list_of(words))
}
