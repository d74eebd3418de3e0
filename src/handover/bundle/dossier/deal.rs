//! A deal: where it stands in plain words, what it is worth, what the client needs, and how it came so far.

use super::super::words::{ago, days, pair, rows, table, text_cell};
use super::super::{Material, Subject};
use super::{deadline, listed, project};
use crate::document::{Block, Cell, Column, Document, Line, Row, Tone};
use crate::lang::Text;
use crate::record::{Amount, Client, Deal, StageKind};
use crate::text;

pub fn write(material: &Material, subject: &Subject, deal: &Deal, page: &mut Document) {
    page.heading(3, text!("Deal: ", "商机：").then(&Text::same(deal.name.clone())));
    facts(material, subject, deal, page);
    needs(deal, page);
    milestones(material, deal, page);
    history(material, deal, page);
    if let Some(work) = &deal.project {
        project::write(material, work, page);
    }
}

fn facts(material: &Material, subject: &Subject, deal: &Deal, page: &mut Document) {
    let stages = &material.team.stages;
    let today = material.today();
    let mut pairs = Vec::new();
    if let Some(stage) = &deal.stage {
        pairs.push((Text::fixed("Stage", "阶段"), Line::new().strong(stage.clone()).plain(meaning(material, deal))));
    }
    let currency = deal.currency.as_deref();
    pair(&mut pairs, Text::fixed("Value", "金额"), deal.value.map(|value| material.money(value, currency)));
    if stages.is_open(deal) {
        let own = deal.probability.is_some();
        let likely = stages.probability(deal).map(|percent| {
            let percent = percent.normalize();
            if own {
                text!("{percent}%", "{percent}%")
            } else {
                text!("{percent}%, as usual in this stage", "{percent}%（按阶段惯例）")
            }
        });
        pair(&mut pairs, Text::fixed("Likelihood", "成交概率"), likely);
        let weighted = material.weighted(deal).map(|value| material.money(Amount(value), currency));
        pair(&mut pairs, Text::fixed("Weighted", "加权金额"), weighted);
        pairs.push((Text::fixed("Momentum", "推进势头"), momentum(material, &subject.client, deal)));
    } else {
        let own = deal.probability.map(|percent| text!("{percent}%", "{percent}%"));
        pair(&mut pairs, Text::fixed("Likelihood", "成交概率"), own);
    }
    let expected = deal.expected_close.map(|close| match stages.is_open(deal) {
        true => deadline(close.0, today),
        false => Line::from(crate::clock::day(close.0)),
    });
    pair(&mut pairs, Text::fixed("Expected close", "预计签约"), expected);
    pair(&mut pairs, Text::fixed("Interest", "意向程度"), deal.intent.clone());
    pair(&mut pairs, Text::fixed("Competitors", "竞争对手"), listed(&deal.competitors));
    if let Some(lost) = &deal.lost {
        pair(&mut pairs, Text::fixed("Lost because of", "丢单原因"), lost.reason.clone());
        pair(&mut pairs, Text::fixed("Lost to", "输给"), lost.to.clone());
        pair(&mut pairs, Text::fixed("What happened", "经过"), lost.note.clone());
        let revisit = lost.revisit.map(|day| deadline(day.0, today));
        pair(&mut pairs, Text::fixed("Ask again", "再次联系"), revisit);
    }
    if !pairs.is_empty() {
        page.push(Block::Pairs(pairs));
    }
}

/// A stage in plain words: what it means, its place on the way, how long the deal has been in it.
fn meaning(material: &Material, deal: &Deal) -> Text {
    let stages = &material.team.stages;
    let kind = match stages.kind(deal) {
        StageKind::Open => Text::fixed("being worked on", "跟进中"),
        StageKind::Won => Text::fixed("agreed", "已谈定"),
        StageKind::Aftercare => Text::fixed("sold and looked after", "已成交，售后维护"),
        StageKind::Lost => Text::fixed("ended without a sale", "未成交，已终止"),
    };
    let mut said = Text::new(format!(": {}", kind.en), format!("：{}", kind.zh));
    let forward: Vec<&str> =
        stages.0.iter().filter(|stage| stage.kind != StageKind::Lost).map(|stage| stage.name.as_str()).collect();
    if let Some(at) = forward.iter().position(|name| Some(*name) == deal.stage.as_deref()) {
        let (step, all) = (at + 1, forward.len());
        said = said.then(&text!(", step {step} of {all}", "，第 {step} 步，共 {all} 步"));
    }
    if let Some(since) = deal.since() {
        let for_days = (material.today() - since).num_days().max(0);
        said = said.then(&text!(", since {since} ({for_days} days)", "，自 {since} 起（{for_days} 天）"));
    }
    said
}

/// Whether the deal moves: time in the stage against what the team allows, the last contact, deadlines moved.
fn momentum(material: &Material, client: &Client, deal: &Deal) -> Line {
    let today = material.today();
    let mut said: Vec<(Tone, Text)> = Vec::new();
    if let Some((stayed, allowed)) = material.team.stages.overstay(deal, today) {
        let (stayed, allowed) = (days(stayed), days(allowed.days()));
        said.push((
            Tone::Bad,
            Text::new(
                format!("stale: {} in the stage, {} allowed", stayed.en, allowed.en),
                format!("停滞：本阶段已停留 {}，一般不超过 {}", stayed.zh, allowed.zh),
            ),
        ));
    }
    let spoken =
        client.log.iter().filter(|entry| client.concerns(entry.deal.as_deref(), deal)).filter_map(|entry| entry.at);
    match spoken.map(|at| at.shown(material.clock).0).max() {
        Some(last) => {
            let ago = ago(last, today);
            let every = deal.stage.as_deref().and_then(|name| material.team.stages.get(name)?.contact_every);
            let quiet = every.is_some_and(|every| (today - last).num_days() > every.days());
            let tone = if quiet { Tone::Warn } else { Tone::Plain };
            said.push((tone, Text::new(format!("last contact {}", ago.en), format!("最近沟通：{}", ago.zh))));
        }
        None => said.push((Tone::Warn, Text::fixed("no contact recorded", "没有沟通记录"))),
    }
    let moved: usize = client
        .actions
        .iter()
        .filter(|action| action.is_open() && client.concerns(action.deal.as_deref(), deal))
        .map(|action| action.postponed.len())
        .sum();
    if moved > 0 {
        let times = super::super::words::counted(moved, "time", "times", "次");
        said.push((
            Tone::Warn,
            Text::new(format!("deadlines moved {}", times.en), format!("未完成行动的期限推迟过 {}", times.zh)),
        ));
    }
    if !client.has_next_action(deal) {
        said.push((Tone::Bad, Text::fixed("no next step", "没有下一步行动")));
    }
    let mut line = Line::new();
    for (at, (tone, words)) in said.into_iter().enumerate() {
        let line_before = if at > 0 { line.plain(Text::fixed("; ", "；")) } else { line };
        line = line_before.toned(tone, words);
    }
    line
}

fn needs(deal: &Deal, page: &mut Document) {
    if deal.needs.is_empty() && deal.pains.is_empty() {
        return;
    }
    page.heading(4, Text::fixed("Needs and pains", "需求与痛点"));
    let columns = vec![
        Column::new("need", Text::fixed("Need", "需求")).grow(),
        Column::new("kind", Text::fixed("How we know", "来源")),
        Column::new("pains", Text::fixed("Pain behind it", "对应痛点")).grow(),
    ];
    let mut told: Vec<Row> = deal
        .needs
        .iter()
        .map(|need| {
            let kind = if need.is_stated() {
                Cell::label("stated", Text::fixed("stated by the client", "客户明确提出"))
            } else {
                Cell::label("latent", Text::fixed("inferred by us", "我方推断"))
            };
            let pains = deal.pains.iter().filter(|pain| pain.need.as_deref() == Some(need.need.as_str()));
            let pains: Vec<String> = pains.map(|pain| pain.pain.clone()).collect();
            Row::new(vec![Cell::text(need.need.clone()), kind, Cell::list(pains)])
        })
        .collect();
    // A pain whose need is not in the list keeps a line of its own.
    let alone =
        deal.pains.iter().filter(|pain| !deal.needs.iter().any(|need| pain.need.as_deref() == Some(&need.need)));
    told.extend(
        alone.map(|pain| Row::new(vec![text_cell(pain.need.as_deref()), Cell::Empty, Cell::text(pain.pain.clone())])),
    );
    table(page, rows(columns, told));
}

fn milestones(material: &Material, deal: &Deal, page: &mut Document) {
    if deal.milestones.is_empty() {
        return;
    }
    page.heading(4, Text::fixed("Milestones", "里程碑"));
    let columns = vec![
        Column::new("reached", Text::same("")),
        Column::new("milestone", Text::fixed("Milestone", "里程碑")).grow(),
        Column::new("stage", Text::fixed("Stage", "阶段")),
        Column::new("owner", Text::fixed("Owner", "负责人")),
        Column::new("due", Text::fixed("Due", "期限")),
        Column::new("done", Text::fixed("Reached", "完成")),
    ];
    let told = deal.milestones.iter().map(|milestone| {
        let due = material.moment_cell(milestone.due);
        Row::new(vec![
            Cell::Check(!milestone.is_open()),
            Cell::text(milestone.milestone.clone()),
            text_cell(milestone.stage.as_deref()),
            material.person_cell(milestone.owner.as_deref()),
            if milestone.is_overdue(material.clock) { due.toned(Tone::Bad) } else { due },
            material.moment_cell(milestone.done),
        ])
    });
    table(page, rows(columns, told.collect()));
}

fn history(material: &Material, deal: &Deal, page: &mut Document) {
    if deal.history.is_empty() {
        return;
    }
    page.heading(4, Text::fixed("How it came so far", "阶段历程"));
    let columns = vec![
        Column::new("stage", Text::fixed("Stage", "阶段")),
        Column::new("since", Text::fixed("Since", "进入日期")),
        Column::new("by", Text::fixed("By", "操作人")),
        Column::new("note", Text::fixed("Note", "说明")).grow(),
    ];
    let told = deal.history.iter().map(|entry| {
        Row::new(vec![
            Cell::text(entry.stage.clone()),
            super::super::words::day_cell(entry.since),
            material.person_cell(entry.by.as_deref()),
            text_cell(entry.note.as_deref()),
        ])
    });
    table(page, rows(columns, told.collect()));
}
