//! Every list of the bundle as a sheet of a workbook, with typed cells and nothing left out.

mod facts;
mod office;
mod work;

use super::words::{day_cell, rows, text_cell};
use super::{Material, Subject};
use crate::document::{Cell, Column, Languages, Row, Sheet, Table, Workbook};
use crate::lang::Text;

/// The workbook.
pub fn workbook(material: &Material, languages: Languages) -> Workbook {
    let mut book = Workbook::new(material.title(), material.clock.minute(), languages);
    book.author = material.person(&material.handover.from);
    book.sheets.push(clients(material));
    book.sheets.extend(facts::sheets(material));
    book.sheets.extend(work::sheets(material));
    book.sheets.extend(office::sheets(material));
    // A list that is empty for everybody tells nothing; the clients always stay.
    let mut first = true;
    book.sheets.retain(|sheet| std::mem::take(&mut first) || !sheet.table.rows.is_empty());
    book
}

fn clients(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("client", Text::fixed("Client", "客户")).grow(),
        Column::new("id", Text::fixed("File", "档案编号")),
        Column::number("tier", Text::fixed("Tier", "优先级")),
        Column::new("why", Text::fixed("Why", "理由")).grow(),
        Column::new("receiver", Text::fixed("Receiver", "接手人")),
        Column::new("owner", Text::fixed("Owner so far", "原负责人")),
        Column::new("standing", Text::fixed("Stands", "状态")),
        Column::number("score", Text::fixed("Completeness", "完整度")),
        Column::new("kind", Text::fixed("Kind", "性质")),
        Column::new("class", Text::fixed("Class", "客户类别")),
        Column::new("industry", Text::fixed("Industry", "所属行业")),
        Column::new("region", Text::fixed("Region", "区域")),
        Column::new("address", Text::fixed("Address", "地址")),
        Column::new("tax_id", Text::fixed("Tax number", "税号")),
        Column::new("source", Text::fixed("Source", "来源渠道")),
        Column::new("first_contact", Text::fixed("First contact", "首次接触")),
        Column::new("last_contact", Text::fixed("Last contact", "最近沟通")),
        Column::new("aliases", Text::fixed("Also called", "别名")),
        Column::new("notes", Text::fixed("Remarks", "备注")).grow(),
        Column::new("own", Text::fixed("Keys of the team's own", "自定义字段")).grow(),
    ];
    let told = material.subjects.iter().map(|subject| {
        let client = &subject.client;
        let handed = material.handed(subject);
        let why = material.reason(subject);
        let own: Vec<String> = subject.extras.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        Row::new(vec![
            Cell::text(client.client.clone()),
            Cell::text(subject.id.clone()),
            material.tier_cell(subject),
            Cell::label(why.en.clone(), why),
            material.person_cell(material.receiver_of(subject)),
            material.person_cell(client.owner.as_deref()),
            Cell::maybe(handed, |handed| {
                let standing = material.handover.standing(handed);
                Cell::label(standing.code(), standing.shown())
            }),
            Cell::maybe(handed.and_then(|handed| handed.score), |score| Cell::Percent(score.into())),
            Cell::maybe(client.kind, |kind| match kind {
                crate::record::ClientKind::Company => Cell::label("company", Text::fixed("company", "企业")),
                crate::record::ClientKind::Person => Cell::label("person", Text::fixed("person", "个人")),
            }),
            text_cell(client.class.as_deref()),
            text_cell(client.industry.as_deref()),
            text_cell(client.region.as_deref()),
            text_cell(client.address.as_deref()),
            text_cell(client.tax_id.as_deref()),
            text_cell(client.source.as_deref()),
            day_cell(client.first_contact),
            Cell::maybe(client.last_contact(material.clock), |at| material.moment_cell(Some(at))),
            Cell::list(client.aliases.clone()),
            text_cell(client.notes.as_deref()),
            Cell::list(own),
        ])
        .id(subject.id.clone())
    });
    let unread = material.unread.iter().map(|(id, why)| {
        let mut cells =
            vec![Cell::text(id.clone()), Cell::text(id.clone()), Cell::Empty, Cell::label("unread", why.clone())];
        cells.resize(columns.len(), Cell::Empty);
        Row::new(cells).id(id.clone()).toned(crate::document::Tone::Bad)
    });
    let told: Vec<Row> = told.chain(unread).collect();
    Sheet::new("clients", Text::fixed("Clients", "客户"), rows(columns, told))
}

/// A sheet of things of each client: its name, which leads to its line, before what `cells` says of each thing.
fn sheet<'m, T>(
    material: &'m Material,
    key: &str,
    name: Text,
    columns: Vec<Column>,
    things: impl Fn(&'m Subject) -> Vec<T>,
    cells: impl Fn(&'m Subject, T) -> Vec<Cell>,
) -> Sheet {
    let mut all = vec![Column::new("client", Text::fixed("Client", "客户"))];
    all.extend(columns);
    let mut told = Vec::new();
    for subject in &material.subjects {
        for thing in things(subject) {
            let mut row = vec![Cell::text(material.short_name(subject)).link(format!("clients#{}", subject.id))];
            row.extend(cells(subject, thing));
            told.push(Row::new(row));
        }
    }
    let table: Table = rows(all, told);
    Sheet::new(key, name, table)
}

/// References to the items of a list.
fn each<T>(items: &[T]) -> Vec<&T> {
    items.iter().collect()
}

/// Something that is done or not, as one of two words.
fn either(is: bool, yes: &Text, no: &Text) -> Cell {
    let (code, text) = if is { ("yes", yes) } else { ("no", no) };
    Cell::label(code, text.clone())
}
