//! A notice to each client in its language, and the receiver's introduction.

use super::templates::{Letter, Writer};
use super::{Material, Subject};
use crate::document::{Block, Document, Line};
use crate::error::Result;
use crate::lang::{Lang, Text};
use crate::record::Contact;
use crate::record::handover::HandoverKind;

pub fn write(material: &Material, page: &mut Document) -> Result<()> {
    page.paragraph(Text::fixed(
        "A notice to each client from the giver, and an introduction from the receiver, each in the client's language. Read them before they go out: put in the phone number, and a word that only you can say.",
        "每家客户一封交接人的告知函和一封接手人的自我介绍，用客户的语言写成。发出前请通读：补上电话，加一句只有您说得出的话。",
    ));
    page.heading(2, Text::fixed("Letters by client", "逐户信函"));
    let letters =
        [("notice", Text::fixed("Notice", "告知函")), ("introduction", Text::fixed("Introduction", "自我介绍"))];
    for (at, subject) in material.subjects.iter().enumerate() {
        for (kind, label) in &letters {
            if at > 0 || *kind != "notice" {
                page.push(Block::PageBreak);
            }
            let (title, rest) = letter(material, subject, kind)?;
            page.heading(
                3,
                Line::from(subject.client.client.clone()).plain(Text::fixed(": ", "：")).plain(label.clone()),
            );
            page.paragraph(Line::new().strong(title));
            page.push(Block::Prose(Text::same(rest)));
        }
    }
    Ok(())
}

fn letter(material: &Material, subject: &Subject, kind: &str) -> Result<(String, String)> {
    let lang = subject.language();
    let client = &subject.client;
    let handover = material.handover;
    let temporary = handover.kind() == HandoverKind::Temporary;
    let until = if temporary { handover.ends() } else { handover.until.map(|day| day.0) };
    let next = client.actions.iter().filter(|action| action.is_open() && !action.action.is_empty());
    let next = next.min_by_key(|action| (action.due.is_none(), action.due.map(|due| due.end(material.clock))));
    let letter = Letter {
        team: material.team.team.name.clone(),
        today: long_day(material.today(), lang),
        until: until.map(|day| long_day(day, lang)).unwrap_or_default(),
        temporary,
        client: client.client.clone(),
        contact: addressee(material, subject).map(|contact| contact.name.clone()).unwrap_or_default(),
        deals: client.open_deals(material.team).into_iter().map(|at| client.deals[at].name.clone()).collect(),
        next: next.map(|action| action.action.clone()).unwrap_or_default(),
        giver: writer(material, Some(&handover.from)),
        receiver: writer(material, material.receiver_of(subject)),
    };
    material.templates.letter(kind, lang, &letter)
}

/// Who is written to: the first who decides, else the first who is there.
fn addressee<'s>(material: &Material, subject: &'s Subject) -> Option<&'s Contact> {
    let there = || subject.client.contacts.iter().filter(|contact| contact.is_there() && !contact.name.is_empty());
    let decides =
        |contact: &&Contact| contact.role.as_deref().is_some_and(|role| material.team.vocabulary.decides(role));
    there().find(decides).or_else(|| there().next())
}

fn writer(material: &Material, id: Option<&str>) -> Writer {
    let Some(id) = id else { return Writer { name: "________".into(), email: String::new() } };
    let person = material.team.people.iter().find(|person| person.id == id);
    let email = person.and_then(|person| person.email.clone()).unwrap_or_default();
    Writer { name: material.person(id), email }
}

/// A day as letters write it: `10 July 2026`, `2026 年 7 月 10 日`.
fn long_day(day: chrono::NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::En => day.format("%-d %B %Y").to_string(),
        Lang::Zh => day.format("%Y 年 %-m 月 %-d 日").to_string(),
    }
}
