//! The people at the client: how to reach them, and how to deal with them.

use super::View;
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone};
use crate::lang::{Text, list_of};
use crate::record::Contact;
use crate::text;

impl View<'_> {
    pub(super) fn contacts(&self, page: &mut Document) {
        let contacts = &self.client.contacts;
        if contacts.is_empty() {
            return;
        }
        page.heading(2, Text::fixed("Contacts", "联系人"));
        let column = |key, en, zh| (key, Text::fixed(en, zh));
        let columns = [
            column("name", "Name", "姓名"),
            column("role", "Role", "角色"),
            column("title", "Title", "职务"),
            column("phone", "Phone", "电话"),
            column("email", "Mail", "邮箱"),
            column("wechat", "WeChat", "微信"),
            column("attitude", "Attitude", "态度"),
        ];
        let cells = |contact: &Contact| {
            [
                Some(contact.name.clone()),
                contact.role.clone(),
                contact.title.clone(),
                contact.phone.clone(),
                contact.email.clone(),
                contact.wechat.clone(),
                contact.attitude.clone(),
            ]
        };
        let rows: Vec<_> = contacts.iter().map(cells).collect();
        // A column that nobody has anything in takes no room.
        let used: Vec<usize> = (0..columns.len()).filter(|&at| rows.iter().any(|row| row[at].is_some())).collect();
        let shown = used.iter().map(|&at| {
            let (key, title) = columns[at].clone();
            if key == "title" { Column::new(key, title).grow() } else { Column::new(key, title).whole() }
        });
        let mut table = Table::new(shown.collect(), Text::default());
        table.rows = contacts
            .iter()
            .zip(rows)
            .map(|(contact, mut row)| {
                let cells = used.iter().map(|&at| Cell::maybe(row[at].take(), Cell::text)).collect();
                Row::new(cells).toned(if contact.is_there() { Tone::Plain } else { Tone::Dim })
            })
            .collect();
        page.push(Block::Table(table));
        let dealings: Vec<_> = contacts.iter().filter_map(dealing).collect();
        if !dealings.is_empty() {
            page.push(Block::Pairs(dealings));
        }
    }
}

/// How to deal with a person.
fn dealing(contact: &Contact) -> Option<(Text, Line)> {
    let mut parts = Vec::new();
    if let Some(left) = contact.left {
        parts.push(text!("left {left}", "{left} 离职"));
    }
    parts.extend(contact.preferences.clone().map(Text::same));
    if !contact.interests.is_empty() {
        parts.push(Text::fixed("likes ", "喜欢").then(&list_of(&contact.interests)));
    }
    if let Some(avoid) = &contact.avoid {
        parts.push(text!("avoid: {avoid}", "忌：{avoid}"));
    }
    let line = parts.into_iter().reduce(|line, part| line.then(&Text::fixed("; ", "；")).then(&part))?;
    Some((Text::same(contact.name.clone()), Line::from(line)))
}
