//! Tools, materials and rights: what, where, who holds it; given to the new, taken from the old. Never a secret.

use super::words::{rows, text_cell};
use super::{Material, Subject};
use crate::document::{Block, Cell, Column, Document, Line, Row, Tone};
use crate::lang::Text;
use crate::record::Access;

pub fn write(material: &Material, page: &mut Document) {
    page.paragraph(Text::fixed(
        "Every line is settled when it was given to the receiver, tried out, and taken from the giver. Secrets stay where they are kept; here stands only where that is.",
        "每一项须：交给接手人、当面试用、收回交接人的权限，三项都完成才算交清。密码等只写存放位置，不写内容。",
    ));
    let lines: Vec<Row> = material
        .subjects
        .iter()
        .flat_map(|subject| subject.client.access.iter().map(move |access| row(material, subject, access)))
        .collect();
    if lines.is_empty() {
        page.push(Block::note(
            Tone::Warn,
            Text::fixed("No tools, materials or rights are recorded", "没有登记任何工具、资料或权限"),
            [Text::fixed("Ask the giver for what is not written down.", "请向交接人问清未登记的内容，填在下面。")
                .into()],
        ));
    } else {
        page.push(Block::Table(rows(columns(), lines)));
    }
    page.paragraph(Line::new().strong(Text::fixed("What else the giver holds", "交接人还持有的其他物品与权限")));
    page.paragraph(Text::fixed(
        "Shared mailboxes, groups, office keys, samples, templates, price lists, contacts in the telephone, subscriptions.",
        "公用邮箱、群组、门禁与钥匙、样品、模板、价格表、手机通讯录、订阅与账号等。",
    ));
    page.push(Block::Blanks(6));
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("client", Text::fixed("Client", "客户")),
        Column::new("what", Text::fixed("What", "内容")).grow(),
        Column::new("kind", Text::fixed("Kind", "类别")),
        Column::new("where", Text::fixed("Where", "存放位置")).grow(),
        Column::new("holders", Text::fixed("Held by", "现持有人")),
        Column::new("given", Text::fixed("Given", "已交")),
        Column::new("tried", Text::fixed("Tried", "已试")),
        Column::new("taken", Text::fixed("Taken back", "已收回")),
    ]
}

fn row(material: &Material, subject: &Subject, access: &Access) -> Row {
    Row::new(vec![
        Cell::text(material.short_name(subject)),
        Cell::text(access.what.clone()),
        kind(access),
        text_cell(access.place.as_deref()),
        material.people_cell(&access.holders),
        Cell::Check(material.is_given(subject, access)),
        Cell::Check(false),
        Cell::Check(material.is_taken(access)),
    ])
}

/// What kind of thing it is.
pub fn kind(access: &Access) -> Cell {
    Cell::maybe(access.kind.as_deref(), |kind| match kind {
        "account" => Cell::label(kind, Text::fixed("account", "账号")),
        "tool" => Cell::label(kind, Text::fixed("tool", "工具")),
        "document" => Cell::label(kind, Text::fixed("document", "文档")),
        "group" => Cell::label(kind, Text::fixed("group", "群组")),
        other => Cell::text(other),
    })
}

impl Material<'_> {
    /// Whether the receiver of the client holds it.
    pub(super) fn is_given(&self, subject: &Subject, access: &Access) -> bool {
        self.receiver_of(subject).is_some_and(|new| access.holders.iter().any(|holder| holder == new))
    }

    /// Whether the giver holds it no more.
    pub(super) fn is_taken(&self, access: &Access) -> bool {
        !access.holders.contains(&self.handover.from)
    }
}
