//! What was promised and what is to be done.

use super::super::words::{day_cell, rows, table, text_cell};
use super::super::{Material, Subject};
use crate::document::{Cell, Column, Document, Row, Table, Tone};
use crate::lang::Text;
use crate::record::{Action, Postponement, Promise};
use crate::text;

pub fn write(material: &Material, subject: &Subject, page: &mut Document) {
    promises(material, subject, page);
    let (open, ended): (Vec<&Action>, Vec<&Action>) =
        subject.client.actions.iter().partition(|action| action.is_open());
    if !open.is_empty() {
        page.heading(3, Text::fixed("Open actions", "未完成的行动"));
        table(page, open_actions(material, &open));
    }
    if !ended.is_empty() {
        page.heading(3, Text::fixed("Done and cancelled", "已完成与已取消的行动"));
        table(page, ended_actions(material, &ended));
    }
}

fn promises(material: &Material, subject: &Subject, page: &mut Document) {
    if subject.client.promises.is_empty() {
        return;
    }
    page.heading(3, Text::fixed("Promises to the client", "对客户的承诺"));
    let columns = vec![
        Column::new("kept", Text::fixed("Kept", "兑现")),
        Column::new("promise", Text::fixed("Promise", "承诺")).grow(),
        Column::new("form", Text::fixed("Form", "形式")),
        Column::new("to", Text::fixed("To", "对谁")),
        Column::new("by", Text::fixed("By", "承诺人")),
        Column::new("on", Text::fixed("On", "承诺日期")),
        Column::new("due", Text::fixed("Due", "期限")),
        Column::new("kept_on", Text::fixed("Kept on", "兑现日期")),
    ];
    let told = subject.client.promises.iter().map(|promise| {
        let late = promise.kept.is_none() && promise.due.is_some_and(|due| due.0 < material.today());
        let due = day_cell(promise.due);
        Row::new(vec![
            Cell::Check(promise.kept.is_some()),
            Cell::text(promise.promise.clone()),
            form(promise),
            text_cell(promise.to.as_deref()),
            material.person_cell(promise.by.as_deref()),
            day_cell(promise.on),
            if late { due.toned(Tone::Bad) } else { due },
            day_cell(promise.kept),
        ])
    });
    table(page, rows(columns, told.collect()));
}

/// Whether a promise stands in writing.
pub fn form(promise: &Promise) -> Cell {
    Cell::maybe(promise.written, |written| {
        if written {
            Cell::label("written", Text::fixed("in writing", "书面"))
        } else {
            Cell::label("spoken", Text::fixed("spoken", "口头"))
        }
    })
}

fn open_actions(material: &Material, actions: &[&Action]) -> Table {
    let columns = vec![
        Column::new("action", Text::fixed("Action", "行动")).grow(),
        Column::new("owner", Text::fixed("Owner", "负责人")),
        Column::new("due", Text::fixed("Due", "期限")),
        Column::new("deal", Text::fixed("Deal", "商机")),
        Column::number("priority", Text::fixed("Priority", "优先级")),
        Column::new("created", Text::fixed("Agreed on", "确定日期")),
        Column::new("postponed", Text::fixed("Moved", "推迟经过")),
        Column::new("id", Text::fixed("Id", "编号")),
    ];
    let told = actions.iter().map(|action| {
        let due = material.moment_cell(action.due);
        Row::new(vec![
            Cell::text(action.action.clone()),
            material.person_cell(action.owner.as_deref()),
            if action.is_overdue(material.clock) { due.toned(Tone::Bad) } else { due },
            text_cell(action.deal.as_deref()),
            Cell::maybe(action.priority, |priority| Cell::Number(priority.into())),
            day_cell(action.created),
            moves(action),
            text_cell(action.id.as_deref()),
        ])
    });
    rows(columns, told.collect())
}

/// What has ended, with how it came about in one column: a page has no room for more of them.
fn ended_actions(material: &Material, actions: &[&Action]) -> Table {
    let columns = vec![
        Column::new("action", Text::fixed("Action", "行动")).grow(),
        Column::new("owner", Text::fixed("Owner", "负责人")),
        Column::new("deal", Text::fixed("Deal", "商机")),
        Column::new("due", Text::fixed("Due", "期限")),
        Column::new("ended", Text::fixed("Ended", "结束")),
        Column::new("history", Text::fixed("How it went", "经过")).grow(),
    ];
    let told = actions.iter().map(|action| {
        Row::new(vec![
            Cell::text(action.action.clone()),
            material.person_cell(action.owner.as_deref()),
            text_cell(action.deal.as_deref()),
            material.moment_cell(action.due),
            ended(material, action),
            history(action),
        ])
    });
    rows(columns, told.collect())
}

fn history(action: &Action) -> Cell {
    let mut said = Vec::new();
    if let Some(day) = action.created {
        said.push(text!("agreed on {day}", "确定于 {day}"));
    }
    if let Some(priority) = action.priority {
        said.push(text!("priority {priority}", "优先级 {priority}"));
    }
    said.extend(action.postponed.iter().map(|moved| {
        let told = postponement(moved);
        text!("moved: {told}", "推迟：{told}")
    }));
    let words = [&action.result, &action.why, &action.id];
    said.extend(words.into_iter().flatten().map(|words| Text::same(words.clone())));
    let joined = |words: Vec<&str>, with: &str| words.join(with);
    let en = joined(said.iter().map(|text| text.en.as_ref()).collect(), "; ");
    let zh = joined(said.iter().map(|text| text.zh.as_ref()).collect(), "；");
    if en.is_empty() { Cell::Empty } else { Cell::label(en.clone(), Text::new(en, zh)) }
}

/// Every move of a deadline: from when, on which day, why.
pub fn moves(action: &Action) -> Cell {
    Cell::list(action.postponed.iter().map(postponement).collect::<Vec<_>>())
}

fn postponement(moved: &Postponement) -> String {
    let parts = [moved.from.map(|from| from.to_string()), moved.on.map(|on| format!("({on})")), moved.why.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn ended(material: &Material, action: &Action) -> Cell {
    match (action.done, action.cancelled) {
        (Some(_), _) => material.moment_cell(action.done).toned(Tone::Good),
        (None, Some(_)) => material.moment_cell(action.cancelled).toned(Tone::Dim),
        (None, None) => Cell::Empty,
    }
}
