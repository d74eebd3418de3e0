//! One page: what burns, and which client comes first.

use super::burning::{self, AHEAD, Fire};
use super::cover::capital;
use super::words::{Sums, rows, table, text_cell};
use super::{Material, Subject, dossier};
use crate::clock;
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone};
use crate::lang::Text;
use crate::text;

/// So many lines of a list stand on the page; the rest is with the clients.
const LINES: usize = 8;

/// So many of the promises without a day.
const PROMISES: usize = 3;

/// So many of the largest deals are named.
const DEALS: usize = 3;

pub fn write(material: &Material, page: &mut Document) {
    let today = material.today();
    let mut all: Vec<(&Subject, Fire)> = material
        .subjects
        .iter()
        .flat_map(|subject| burning::of(material, subject).into_iter().map(move |fire| (subject, fire)))
        .collect();
    all.sort_by_key(|(_, fire)| fire.due);
    let (late, soon): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, fire)| fire.is_late(today));
    headline(material, late.len(), soon.len(), page);
    fires(material, &late, &soon, page);
    promises(material, page);
    largest(material, page);
    tiers(material, page);
}

fn headline(material: &Material, late: usize, soon: usize, page: &mut Document) {
    let first = material.subjects.iter().filter(|subject| material.tier(subject) == 1).count();
    let mut owed = Sums::default();
    for debt in material.subjects.iter().flat_map(|subject| material.debts(subject)) {
        owed.add(&debt.currency, debt.open);
    }
    let owed = material.sum(&owed);
    let clients = material.subjects.len() + material.unread.len();
    let tone = if late > 0 { Tone::Bad } else { Tone::Good };
    let first = Text::new(
        format!("{first} of {clients} clients come first"),
        format!("{clients} 家客户中 {first} 家须最先接手"),
    );
    let lines = [Line::new()
        .strong(text!("{late} overdue", "逾期 {late} 项"))
        .plain(text!(", {soon} due in the next {AHEAD} days; ", "，未来 {AHEAD} 天到期 {soon} 项；"))
        .plain(first)
        .plain(Text::new(format!("; receivables {}", owed.en), format!("；应收账款 {}", owed.zh)))];
    page.push(Block::note(tone, Text::fixed("At a glance", "总览"), lines));
}

/// What is late, and behind it what comes next: both have their share of the page.
fn fires(material: &Material, late: &[(&Subject, Fire)], soon: &[(&Subject, Fire)], page: &mut Document) {
    if late.is_empty() && soon.is_empty() {
        return;
    }
    let first = late.len().min(LINES.saturating_sub(soon.len().min(LINES / 2)));
    let shown: Vec<&(&Subject, Fire)> = late.iter().take(first).chain(soon).take(LINES).collect();
    let more = late.len() + soon.len() - shown.len();
    let today = material.today();
    let columns = vec![
        Column::new("due", Text::fixed("Due", "期限")),
        Column::new("until", Text::fixed("Stands", "情况")).whole(),
        Column::new("client", Text::fixed("Client", "客户")),
        Column::new("kind", Text::fixed("Kind", "类别")),
        Column::new("what", Text::fixed("What", "事项")).grow(),
    ];
    let told = shown.into_iter().map(|(subject, fire)| {
        let until = clock::until(fire.due, today);
        Row::new(vec![
            Cell::Day(fire.due),
            Cell::label(until.en.clone(), until).toned(fire.tone(today)),
            Cell::text(material.short_name(subject)).link(dossier::anchor(subject)),
            Cell::label(fire.kind.en.clone(), capital(&fire.kind)),
            Cell::label(fire.what.en.clone(), fire.what.clone()),
        ])
    });
    titled(
        page,
        text!("Overdue, and due in the next {AHEAD} days", "已逾期与未来 {AHEAD} 天到期"),
        columns,
        told.collect(),
    );
    if more > 0 {
        page.paragraph(Line::new().dim(text!("{more} more stand with the clients.", "另有 {more} 项，见各客户档案。")));
    }
}

/// Promises without a day: nothing reminds of them.
fn promises(material: &Material, page: &mut Document) {
    let open = material.subjects.iter().flat_map(|subject| {
        let promises = subject.client.promises.iter();
        promises
            .filter(|promise| promise.kept.is_none() && promise.due.is_none())
            .map(move |promise| (subject, promise))
    });
    let points: Vec<Line> = open
        .map(|(subject, promise)| {
            let line =
                Line::new().link(dossier::anchor(subject), material.short_name(subject)).plain(Text::fixed(": ", "："));
            let line = line.strong(promise.promise.clone());
            let form = match promise.written {
                Some(true) => Text::fixed("  in writing", "  书面"),
                Some(false) => Text::fixed("  spoken", "  口头"),
                None => Text::default(),
            };
            line.dim(form)
        })
        .collect();
    if !points.is_empty() {
        page.paragraph(Line::new().strong(Text::fixed("Promises that hold on", "持续有效、未设期限的承诺")));
        let more = points.len().saturating_sub(PROMISES);
        page.push(Block::List(points.into_iter().take(PROMISES).collect()));
        if more > 0 {
            page.paragraph(
                Line::new().dim(text!("{more} more stand with the clients.", "另有 {more} 项，见各客户档案。")),
            );
        }
    }
}

fn largest(material: &Material, page: &mut Document) {
    let mut deals: Vec<_> = material.open_deals().filter(|(_, deal)| deal.value.is_some()).collect();
    if deals.is_empty() {
        return;
    }
    deals.sort_by_key(|(_, deal)| std::cmp::Reverse(deal.value));
    let columns = vec![
        Column::new("client", Text::fixed("Client", "客户")),
        Column::new("deal", Text::fixed("Deal", "商机")).grow(),
        Column::new("stage", Text::fixed("Stage", "阶段")),
        Column::amount("value", Text::fixed("Value", "金额")),
        Column::new("close", Text::fixed("Expected close", "预计签约")),
    ];
    let told = deals.into_iter().take(DEALS).map(|(subject, deal)| {
        Row::new(vec![
            Cell::text(material.short_name(subject)).link(dossier::anchor(subject)),
            Cell::text(deal.name.clone()),
            text_cell(deal.stage.as_deref()),
            material.money_cell(deal.value, deal.currency.as_deref()),
            super::words::day_cell(deal.expected_close),
        ])
    });
    titled(page, Text::fixed("The largest open deals", "金额最大的商机"), columns, told.collect());
}

fn tiers(material: &Material, page: &mut Document) {
    let columns = vec![
        Column::new("tier", Text::fixed("Tier", "优先级")),
        Column::new("client", Text::fixed("Client", "客户")),
        Column::new("reason", Text::fixed("Why", "理由")).grow(),
    ];
    let mut subjects: Vec<&Subject> = material.subjects.iter().collect();
    subjects.sort_by_key(|subject| material.tier(subject));
    let told = subjects.into_iter().map(|subject| {
        let reason = material.reason(subject);
        Row::new(vec![
            material.tier_cell(subject),
            Cell::text(material.short_name(subject)).link(dossier::anchor(subject)),
            Cell::label(reason.en.clone(), reason),
        ])
    });
    let mut told: Vec<Row> = told.collect();
    let unread = Text::fixed("the file cannot be read: ask the giver", "文件无法读取：请向交接人了解");
    told.extend(material.unread.iter().map(|(id, _)| {
        Row::new(vec![Cell::Empty, Cell::text(id.clone()), Cell::label("unread", unread.clone()).toned(Tone::Bad)])
    }));
    titled(page, Text::fixed("Which client first, and why", "客户优先级与理由"), columns, told);
}

/// A table with its title: what stands on one page needs no headings of its own.
fn titled(page: &mut Document, title: Text, columns: Vec<Column>, told: Vec<Row>) {
    table(page, Table { title: Some(title), ..rows(columns, told) });
}

impl Material<'_> {
    /// The name of a client as people call it: the first of its aliases, where that is shorter.
    pub(super) fn short_name(&self, subject: &Subject) -> String {
        let whole = &subject.client.client;
        let alias =
            subject.client.aliases.first().filter(|alias| !alias.trim().is_empty() && alias.len() < whole.len());
        alias.unwrap_or(whole).clone()
    }

    /// The open deals with their clients.
    pub(super) fn open_deals(&self) -> impl Iterator<Item = (&Subject, &crate::record::Deal)> {
        self.subjects.iter().flat_map(|subject| {
            let open = subject.client.deals.iter().filter(|deal| self.team.stages.is_open(deal));
            open.map(move |deal| (subject, deal))
        })
    }
}
