//! The deals: open ones by stage, weighted and not; closed and lost ones with what came of them.

use rust_decimal::Decimal;

use super::words::{Sums, day_cell, rows, table, text_cell};
use super::{Material, Subject, dossier};
use crate::document::{Block, Cell, Chart, Column, Document, Plot, Row, Series, Tone};
use crate::lang::Text;
use crate::record::{Amount, Deal, StageKind};
use crate::text;

pub fn write(material: &Material, page: &mut Document) {
    let open: Vec<(&Subject, &Deal)> = by_stage(material, material.open_deals().collect());
    if open.is_empty() {
        page.paragraph(Text::fixed("No deal is open.", "没有进行中的商机。"));
    } else {
        totals(material, &open, page);
        charts(material, &open, page);
        page.heading(2, Text::fixed("Open deals", "进行中的商机"));
        table(page, listed(material, &open));
    }
    ended(material, page);
}

/// Deals in the order of their stages, the last first, as they are nearest to a contract; then by value.
fn by_stage<'m>(material: &Material, mut deals: Vec<(&'m Subject, &'m Deal)>) -> Vec<(&'m Subject, &'m Deal)> {
    let at = |deal: &Deal| deal.stage.as_deref().and_then(|stage| material.team.stages.position(stage));
    deals.sort_by_key(|(_, deal)| (std::cmp::Reverse(at(deal)), std::cmp::Reverse(deal.value)));
    deals
}

fn totals(material: &Material, open: &[(&Subject, &Deal)], page: &mut Document) {
    let (mut value, mut weighted) = (Sums::default(), Sums::default());
    for (_, deal) in open {
        let currency = material.currency(deal.currency.as_deref());
        value.add(currency, deal.value.unwrap_or_default().0);
        weighted.add(currency, material.weighted(deal).unwrap_or_default());
    }
    let deals = super::words::counted(open.len(), "open deal", "open deals", "个进行中的商机");
    let (value, weighted) = (material.sum(&value), material.sum(&weighted));
    page.paragraph(Text::new(
        format!(
            "{}: {} in all, {} weighted by likelihood. Weighted is what such deals bring on average, not a forecast of any one.",
            deals.en, value.en, weighted.en
        ),
        format!(
            "{}：金额合计 {}，按成交概率加权 {}。加权金额是同类商机的平均期望，不是单个商机的预测。",
            deals.zh, value.zh, weighted.zh
        ),
    ));
}

/// A stage with its open deals: how many, worth how much, weighted.
fn stages<'m>(material: &'m Material, open: &[(&Subject, &Deal)]) -> Vec<(&'m str, usize, Sums, Sums)> {
    let mut told: Vec<(&str, usize, Sums, Sums)> = Vec::new();
    let names = material.team.stages.0.iter().map(|stage| stage.name.as_str());
    for name in names {
        let (mut value, mut weighted, mut number) = (Sums::default(), Sums::default(), 0);
        for (_, deal) in open.iter().filter(|(_, deal)| deal.stage.as_deref() == Some(name)) {
            let currency = material.currency(deal.currency.as_deref());
            value.add(currency, deal.value.unwrap_or_default().0);
            weighted.add(currency, material.weighted(deal).unwrap_or_default());
            number += 1;
        }
        if number > 0 {
            told.push((name, number, value, weighted));
        }
    }
    told
}

fn charts(material: &Material, open: &[(&Subject, &Deal)], page: &mut Document) {
    let stages = stages(material, open);
    page.heading(2, Text::fixed("By stage", "按阶段"));
    // A chart holds one currency: sums of several cannot be compared. The team's own comes first.
    let mut currencies: Vec<String> = stages.iter().flat_map(|stage| stage.2.0.keys().cloned()).collect();
    currencies.sort_by_key(|currency| (*currency != material.team.team.currency, currency.clone()));
    currencies.dedup();
    for currency in currencies.iter().filter(|_| !material.withheld.amounts) {
        let money = |value: Decimal| Cell::amount(value.normalize(), currency.as_str());
        let bars: Vec<(Text, Vec<Cell>)> = stages
            .iter()
            .filter(|stage| !stage.2.of(currency).is_zero())
            .map(|(name, _, value, weighted)| {
                let (value, weighted) = (value.of(currency), weighted.of(currency));
                (Text::same(*name), vec![money(weighted), money(value.saturating_sub(weighted))])
            })
            .collect();
        if bars.is_empty() {
            continue;
        }
        let series = vec![
            Series { name: Text::fixed("weighted", "加权"), tone: Tone::Good },
            Series { name: Text::fixed("the rest of the value", "其余金额"), tone: Tone::Dim },
        ];
        page.push(Block::Chart(Chart::new(
            text!("Value of the open deals by stage, {currency}", "各阶段商机金额（{currency}）"),
            Plot::Stacked(series, bars),
        )));
    }
    let columns = vec![
        Column::new("stage", Text::fixed("Stage", "阶段")).grow(),
        Column::number("deals", Text::fixed("Deals", "商机数")),
        Column::number("value", Text::fixed("Value", "金额")),
        Column::number("weighted", Text::fixed("Weighted", "加权")),
    ];
    let told = stages.into_iter().map(|(name, number, value, weighted)| {
        let sum = |sums: &Sums| {
            let words = material.sum(sums);
            Cell::label(words.en.clone(), words)
        };
        Row::new(vec![
            Cell::text(name),
            Cell::Number(i64::try_from(number).unwrap_or(i64::MAX)),
            sum(&value),
            sum(&weighted),
        ])
    });
    table(page, rows(columns, told.collect()));
}

fn listed(material: &Material, deals: &[(&Subject, &Deal)]) -> crate::document::Table {
    let columns = vec![
        Column::new("client", Text::fixed("Client", "客户")),
        Column::new("deal", Text::fixed("Deal", "商机")).grow(),
        Column::new("stage", Text::fixed("Stage", "阶段")),
        Column::amount("value", Text::fixed("Value", "金额")),
        Column::number("probability", Text::fixed("Likelihood", "概率")),
        Column::amount("weighted", Text::fixed("Weighted", "加权")),
        Column::new("intent", Text::fixed("Interest", "意向")),
        Column::new("close", Text::fixed("Expected close", "预计签约")),
    ];
    let told = deals.iter().map(|(subject, deal)| {
        let currency = deal.currency.as_deref();
        let close = day_cell(deal.expected_close);
        let past = deal.expected_close.is_some_and(|close| close.0 < material.today());
        Row::new(vec![
            Cell::text(material.short_name(subject)).link(dossier::anchor(subject)),
            Cell::text(deal.name.clone()),
            text_cell(deal.stage.as_deref()),
            material.money_cell(deal.value, currency),
            Cell::maybe(material.team.stages.probability(deal), Cell::Percent),
            material.money_cell(material.weighted(deal).map(Amount), currency),
            text_cell(deal.intent.as_deref()),
            if past { close.toned(Tone::Bad) } else { close },
        ])
    });
    rows(columns, told.collect())
}

fn ended(material: &Material, page: &mut Document) {
    let of = |wanted: fn(StageKind) -> bool| -> Vec<(&Subject, &Deal)> {
        let all =
            material.subjects.iter().flat_map(|subject| subject.client.deals.iter().map(move |deal| (subject, deal)));
        all.filter(|(_, deal)| wanted(material.team.stages.kind(deal))).collect()
    };
    let won = of(|kind| matches!(kind, StageKind::Won | StageKind::Aftercare));
    if !won.is_empty() {
        page.heading(2, Text::fixed("Agreed and sold", "已谈定与已成交"));
        let columns = vec![
            Column::new("client", Text::fixed("Client", "客户")),
            Column::new("deal", Text::fixed("Deal", "商机")).grow(),
            Column::new("stage", Text::fixed("Stage", "阶段")),
            Column::amount("value", Text::fixed("Value", "金额")),
            Column::new("since", Text::fixed("Since", "进入日期")),
            Column::new("note", Text::fixed("Note", "说明")).grow(),
        ];
        let told = won.iter().map(|(subject, deal)| {
            Row::new(vec![
                Cell::text(material.short_name(subject)).link(dossier::anchor(subject)),
                Cell::text(deal.name.clone()),
                text_cell(deal.stage.as_deref()),
                material.money_cell(deal.value, deal.currency.as_deref()),
                Cell::maybe(deal.since(), Cell::Day),
                text_cell(deal.history.last().and_then(|entry| entry.note.as_deref())),
            ])
        });
        table(page, rows(columns, told.collect()));
    }
    let lost = of(|kind| kind == StageKind::Lost);
    if !lost.is_empty() {
        page.heading(2, Text::fixed("Lost, and why", "未成交及原因"));
        let columns = vec![
            Column::new("client", Text::fixed("Client", "客户")),
            Column::new("deal", Text::fixed("Deal", "商机")),
            Column::amount("value", Text::fixed("Value", "金额")),
            Column::new("reason", Text::fixed("Reason", "原因")),
            Column::new("to", Text::fixed("Lost to", "输给")),
            Column::new("note", Text::fixed("What happened", "经过")).grow(),
            Column::new("revisit", Text::fixed("Ask again", "再次联系")),
        ];
        let told = lost.iter().map(|(subject, deal)| {
            let lost = deal.lost.clone().unwrap_or_default();
            Row::new(vec![
                Cell::text(material.short_name(subject)).link(dossier::anchor(subject)),
                Cell::text(deal.name.clone()),
                material.money_cell(deal.value, deal.currency.as_deref()),
                text_cell(lost.reason.as_deref()),
                text_cell(lost.to.as_deref()),
                text_cell(lost.note.as_deref()),
                day_cell(lost.revisit),
            ])
        });
        table(page, rows(columns, told.collect()));
    }
}
