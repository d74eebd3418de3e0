//! The people at the client: how to reach them, and how to deal with them.

use super::super::words::{day_cell, rows, table, text_cell};
use super::super::{Material, Subject};
use crate::document::{Cell, Column, Document, Row, Tone};
use crate::lang::Text;

pub fn write(material: &Material, subject: &Subject, page: &mut Document) {
    let contacts = &subject.client.contacts;
    if contacts.is_empty() {
        return;
    }
    page.heading(3, Text::fixed("Contacts", "联系人"));
    let columns = vec![
        Column::new("name", Text::fixed("Name", "姓名")),
        Column::new("role", Text::fixed("Role", "角色")),
        Column::new("title", Text::fixed("Position", "职务")).grow(),
        Column::new("phone", Text::fixed("Phone", "电话")).whole(),
        Column::new("email", Text::fixed("Mail", "邮箱")),
        Column::new("wechat", Text::fixed("WeChat", "微信")),
        Column::new("attitude", Text::fixed("Attitude", "态度")),
    ];
    let people = contacts.iter().map(|contact| {
        let decides = contact.role.as_deref().is_some_and(|role| material.team.vocabulary.decides(role));
        let role = text_cell(contact.role.as_deref());
        let row = Row::new(vec![
            Cell::text(contact.name.clone()),
            if decides { role.toned(Tone::Strong) } else { role },
            text_cell(contact.title.as_deref()),
            text_cell(contact.phone.as_deref()),
            text_cell(contact.email.as_deref()),
            text_cell(contact.wechat.as_deref()),
            text_cell(contact.attitude.as_deref()),
        ]);
        if contact.is_there() { row } else { row.toned(Tone::Dim) }
    });
    table(page, rows(columns, people.collect()));
    let columns = vec![
        Column::new("name", Text::fixed("Name", "姓名")),
        Column::new("interests", Text::fixed("Likes to talk about", "兴趣")).grow(),
        Column::new("preferences", Text::fixed("How to deal with them", "沟通偏好")).grow(),
        Column::new("avoid", Text::fixed("To avoid", "忌讳")).grow(),
        Column::new("left", Text::fixed("Left on", "离职日期")),
    ];
    let told = contacts.iter().filter(|contact| {
        !contact.interests.is_empty() || contact.preferences.is_some() || contact.avoid.is_some() || !contact.is_there()
    });
    let told: Vec<Row> = told
        .map(|contact| {
            Row::new(vec![
                Cell::text(contact.name.clone()),
                Cell::list(contact.interests.clone()),
                text_cell(contact.preferences.as_deref()),
                text_cell(contact.avoid.as_deref()),
                day_cell(contact.left),
            ])
        })
        .collect();
    if !told.is_empty() {
        page.heading(4, Text::fixed("Relationship notes", "客户关系维护要点"));
        table(page, rows(columns, told));
    }
}
