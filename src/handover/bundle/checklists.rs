//! The plan by steps, and what must not be forgotten before, during and after.

use super::Material;
use super::cover::capital;
use super::words::{day_cell, rows, table};
use crate::document::{Bar, Block, Cell, Chart, Column, Document, Plot, Row, Tone};
use crate::lang::Text;
use crate::record::Day;
use crate::record::handover::{CheckItem, Phase};

pub fn write(material: &Material, page: &mut Document) {
    let handover = material.handover;
    let (settled, all) = handover.progress();
    if all > 0 {
        page.push(Block::Chart(Chart::new(
            Text::fixed("Progress of the handover", "交接进度"),
            Plot::Progress(vec![Bar {
                label: Text::fixed("settled", "已办妥"),
                value: Cell::share(settled, all),
                tone: Tone::Good,
            }]),
        )));
    }
    if !handover.steps.is_empty() {
        page.heading(2, Text::fixed("The steps", "交接步骤"));
        let steps =
            handover.steps.iter().map(|step| line(material, &step.step, step.owner.as_deref(), step.due, step.done));
        table(page, rows(columns(Text::fixed("Step", "步骤")), steps.collect()));
    }
    if !handover.checklist.is_empty() {
        page.heading(2, Text::fixed("What must not be forgotten", "检查事项"));
    }
    for phase in Phase::ALL {
        let own: Vec<&CheckItem> = handover.checklist.iter().filter(|item| item.phase == Some(phase)).collect();
        items(material, capital(&phase.shown()), &own, page);
    }
    let rest: Vec<&CheckItem> = handover.checklist.iter().filter(|item| item.phase.is_none()).collect();
    items(material, Text::fixed("At any time", "其他"), &rest, page);
}

fn items(material: &Material, title: Text, items: &[&CheckItem], page: &mut Document) {
    if items.is_empty() {
        return;
    }
    page.heading(3, title);
    let told = items.iter().map(|item| line(material, &item.item, item.owner.as_deref(), item.due, item.done));
    table(page, rows(columns(Text::fixed("Item", "事项")), told.collect()));
}

fn columns(what: Text) -> Vec<Column> {
    vec![
        Column::new("done", Text::fixed("Done", "完成")),
        Column::new("item", what).grow(),
        Column::new("owner", Text::fixed("Who", "责任人")),
        Column::new("due", Text::fixed("Until", "期限")),
        Column::new("done_on", Text::fixed("Done on", "完成日期")),
    ]
}

fn line(material: &Material, what: &str, owner: Option<&str>, due: Option<Day>, done: Option<Day>) -> Row {
    let late = done.is_none() && due.is_some_and(|due| due.0 < material.today());
    let due = day_cell(due);
    Row::new(vec![
        Cell::Check(done.is_some()),
        Cell::text(what),
        material.person_cell(owner),
        if late { due.toned(Tone::Bad) } else { due },
        // To be filled in by hand: the column stays.
        if done.is_some() { day_cell(done) } else { Cell::text(" ") },
    ])
}
