//! Contacts made: the last ones in full, the earlier ones as an index.

use super::super::words::{pair, rows, table, text_cell};
use super::super::{Material, Subject};
use crate::document::{Block, Cell, Column, Document, Line, Row};
use crate::lang::{Text, list_of};
use crate::record::LogEntry;
use crate::text;

/// So many entries stand in full.
pub const IN_FULL: usize = 10;

/// So much of a summary stands in the index.
const GLIMPSE: usize = 60;

pub fn write(material: &Material, subject: &Subject, page: &mut Document) {
    let log = &subject.client.log;
    if log.is_empty() {
        return;
    }
    page.heading(3, Text::fixed("Contacts made", "沟通记录"));
    let (earlier, last) = log.split_at(log.len().saturating_sub(IN_FULL));
    for entry in last.iter().rev() {
        in_full(material, entry, page);
    }
    if earlier.is_empty() {
        return;
    }
    page.heading(4, Text::fixed("Earlier contacts", "更早的沟通（索引）"));
    let columns = vec![
        Column::new("at", Text::fixed("When", "时间")),
        Column::new("by", Text::fixed("By", "沟通人")),
        Column::new("method", Text::fixed("Method", "方式")),
        Column::new("with", Text::fixed("With", "对方")),
        Column::new("summary", Text::fixed("About", "内容")).grow(),
    ];
    let told = earlier.iter().rev().map(|entry| {
        Row::new(vec![
            material.moment_cell(entry.at),
            material.person_cell(entry.by.as_deref()),
            text_cell(entry.method.as_deref()),
            Cell::list(entry.with.clone()),
            Cell::text(glimpse(&entry.summary)),
        ])
    });
    table(page, rows(columns, told.collect()));
}

fn in_full(material: &Material, entry: &LogEntry, page: &mut Document) {
    let mut title = Line::new().strong(entry.at.map_or_else(|| Text::same("—"), |at| material.moment(at)));
    for words in [entry.method.clone(), entry.by.as_deref().map(|id| material.person(id))].into_iter().flatten() {
        title = title.plain("  ").plain(words);
    }
    page.heading(4, title);
    let with = (!entry.with.is_empty()).then(|| Text::fixed("with ", "对方：").then(&list_of(&entry.with)));
    let deal = entry.deal.as_ref().map(|deal| text!("about {deal}", "商机：{deal}"));
    let recorded = entry.recorded.map(|at| Text::fixed("written down ", "记录于 ").then(&material.moment(at)));
    let about: Vec<Text> = [with, deal, recorded].into_iter().flatten().collect();
    if let Some(about) = about.into_iter().reduce(|all, next| all.then(&Text::fixed("; ", "；")).then(&next)) {
        page.paragraph(Line::new().dim(about));
    }
    page.push(Block::Prose(Text::same(entry.summary.clone())));
    let mut pairs = Vec::new();
    let agreed = entry.agreed.clone().map(|agreed| Line::new().strong(agreed));
    pair(&mut pairs, Text::fixed("Agreed", "达成一致"), agreed);
    pair(&mut pairs, Text::fixed("Why without a next step", "没有下一步的原因"), entry.no_next.clone());
    let files = (!entry.attachments.is_empty()).then(|| list_of(&entry.attachments));
    pair(&mut pairs, Text::fixed("Files", "附件"), files);
    if !pairs.is_empty() {
        page.push(Block::Pairs(pairs));
    }
}

/// The beginning of a summary.
fn glimpse(summary: &str) -> String {
    let line = summary.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let more = line.chars().count() > GLIMPSE || summary.trim().lines().count() > 1;
    let start: String = line.chars().take(GLIMPSE).collect();
    if more { format!("{start}…") } else { start }
}
