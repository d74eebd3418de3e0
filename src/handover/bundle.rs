//! What the successor needs to know, as papers: ten parts, each complete and readable on its own.

mod access;
mod burning;
mod checklists;
mod cover;
mod data;
mod dossier;
mod letters;
mod lists;
mod manifest;
mod meeting;
mod money;
mod owed;
mod pipeline;
mod private;
mod summary;
mod templates;
mod tiers;
mod transition;
mod words;

pub use data::data;
pub use lists::workbook;
pub use manifest::{Check as FileCheck, Entry, MANIFEST, Manifest};
pub use private::{Withheld, blot, is_private, leaving, strip, withhold};
pub use templates::{BUILT_IN, FOLDER, Templates};

use chrono::NaiveDateTime;

use crate::clock::Clock;
use crate::document::{Block, Check, Document, Languages, Line, Paper};
use crate::error::Result;
use crate::lang::{Lang, Text};
use crate::record::handover::{HandedClient, Handover};
use crate::record::{Client, TeamFile};
use crate::text;

/// Everything that a bundle is made of. It is pure data: the same material gives the same bytes.
#[derive(Clone, Debug)]
pub struct Material<'a> {
    /// What the team agrees on.
    pub team: &'a TeamFile,
    /// The moment that is shown, in the team's zone.
    pub clock: &'a Clock,
    /// The handover.
    pub handover: &'a Handover,
    /// Its name: the stem of its file.
    pub name: &'a str,
    /// The one receiver that the bundle is for; none when it is for all of them.
    pub receiver: Option<&'a str>,
    /// The clients, most valuable first, as they may leave.
    pub subjects: Vec<Subject>,
    /// Clients of the scope whose files cannot be read: the id, and why.
    pub unread: Vec<(String, Text)>,
    /// Which git commit the records show, and whether something in them is not committed.
    pub commit: Option<Commit>,
    /// What is left out because the bundle travels.
    pub withheld: Withheld,
    /// The templates of letters.
    pub templates: &'a Templates,
}

/// A git commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its short name.
    pub id: String,
    /// Whether the records differ from it.
    pub changed: bool,
}

/// A client of the scope.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// The id: the stem of the file.
    pub id: String,
    /// The record as it may leave.
    pub client: Client,
    /// The same as data, with the keys that the format does not know.
    pub record: serde_json::Value,
    /// Keys of the team's own in the record, with their values.
    pub extras: Vec<(String, String)>,
    /// The holes of the record.
    pub questions: Vec<Question>,
}

/// A hole of a record, as a question to the giver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub words: Text,
    /// Whether it is answered.
    pub answered: bool,
}

impl Question {
    fn check(&self) -> Check {
        Check { done: self.answered, words: Line::from(self.words.clone()) }
    }
}

/// A part of the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Who hands over what to whom.
    Cover,
    /// What burns, on one page.
    Summary,
    /// Each client in full.
    Clients,
    /// The deals by stage.
    Pipeline,
    /// Contracts, orders, invoices, receivables.
    Money,
    /// Tools, materials, rights.
    Access,
    /// Agenda, talk list, minutes.
    Meeting,
    /// What must not be forgotten.
    Checklists,
    /// Notices to the clients, and an introduction.
    Letters,
    /// Support plan, signatures, questionnaire.
    Transition,
}

impl Part {
    /// Every part in its order.
    pub const ALL: [Self; 10] = [
        Self::Cover,
        Self::Summary,
        Self::Clients,
        Self::Pipeline,
        Self::Money,
        Self::Access,
        Self::Meeting,
        Self::Checklists,
        Self::Letters,
        Self::Transition,
    ];

    /// How it is typed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Summary => "summary",
            Self::Clients => "clients",
            Self::Pipeline => "pipeline",
            Self::Money => "money",
            Self::Access => "access",
            Self::Meeting => "meeting",
            Self::Checklists => "checklists",
            Self::Letters => "letters",
            Self::Transition => "transition",
        }
    }

    /// What stands above it.
    pub const fn title(self) -> Text {
        match self {
            Self::Cover => Text::fixed("Handover sheet", "交接单"),
            Self::Summary => Text::fixed("Summary: what burns", "一页纸摘要：当务之急"),
            Self::Clients => Text::fixed("The clients", "客户档案"),
            Self::Pipeline => Text::fixed("Pipeline", "商机管道"),
            Self::Money => Text::fixed("Contracts and money", "合同与款项"),
            Self::Access => Text::fixed("Tools, materials and access", "工具、资料与权限"),
            Self::Meeting => Text::fixed("The handover meeting", "交接会议"),
            Self::Checklists => Text::fixed("Checklists", "交接检查表"),
            Self::Letters => Text::fixed("Letters", "客户告知函与自我介绍"),
            Self::Transition => Text::fixed("Transition, support and sign-off", "过渡期支持与签字确认"),
        }
    }

    fn write(self, material: &Material, page: &mut Document) -> Result<()> {
        match self {
            Self::Cover => cover::write(material, page),
            Self::Summary => summary::write(material, page),
            Self::Clients => dossier::write(material, page),
            Self::Pipeline => pipeline::write(material, page),
            Self::Money => money::write(material, page),
            Self::Access => access::write(material, page),
            Self::Meeting => meeting::write(material, page),
            Self::Checklists => checklists::write(material, page),
            Self::Letters => return letters::write(material, page),
            Self::Transition => transition::write(material, page),
        }
        Ok(())
    }
}

/// More clients than these are not named in the contents: the part on the clients begins with a list of its own.
const LISTED: usize = 40;

/// The parts as one paper.
///
/// # Errors
/// Where a letter's template cannot be filled in.
pub fn paper(material: &Material, parts: &[Part], languages: Languages) -> Result<Paper> {
    let mut paper = Paper::new(material.title(), material.clock.minute(), languages);
    paper.subtitle = material.subtitle();
    paper.header = material.title();
    paper.footer = material.moment_shown();
    paper.author = material.person(&material.handover.from);
    let page = &mut paper.document;
    for (at, &part) in Part::ALL.iter().filter(|part| parts.contains(part)).enumerate() {
        if at > 0 {
            page.push(Block::PageBreak);
        }
        page.anchor(part.code());
        page.heading(1, part.title());
        part.write(material, page)?;
        // The sheet to be signed comes first; what is in the rest is listed behind it.
        if part == Part::Cover && parts.len() > 1 {
            page.push(Block::PageBreak);
            page.push(Block::Contents(if material.subjects.len() > LISTED { 1 } else { 2 }));
        }
    }
    Ok(paper)
}

impl<'a> Material<'a> {
    /// What the bundle is.
    pub fn title(&self) -> Text {
        let from = self.person(&self.handover.from);
        let receivers = self.people(&self.receivers());
        Text::new(format!("Handover: {from} to {}", receivers.en), format!("客户交接：{from} → {}", receivers.zh))
    }

    fn subtitle(&self) -> Text {
        let clients = words::counted(self.subjects.len() + self.unread.len(), "client", "clients", "家客户");
        let kind = self.handover.kind().shown();
        let team = &self.team.team.name;
        text!("{team}, ", "{team} · ")
            .then(&Text::new(format!("{}, {}", kind.en, clients.en), format!("{} · {}", kind.zh, clients.zh)))
    }

    /// Which moment and which commit the bundle shows.
    pub fn moment_shown(&self) -> Text {
        let now: NaiveDateTime = self.clock.minute();
        let now = now.format("%Y-%m-%d %H:%M").to_string();
        match &self.commit {
            None => text!("Records of {now}", "数据截至 {now}"),
            Some(Commit { id, changed: false }) => {
                text!("Records of {now}, commit {id}", "数据截至 {now}，提交 {id}")
            }
            Some(Commit { id, changed: true }) => text!(
                "Records of {now}, commit {id} and changes not committed",
                "数据截至 {now}，提交 {id} 及未提交的改动"
            ),
        }
    }

    /// The receivers that the bundle is for.
    fn receivers(&self) -> Vec<String> {
        match self.receiver {
            Some(receiver) => vec![receiver.to_string()],
            None => self.handover.to.clone(),
        }
    }

    /// The client in the file of the handover.
    fn handed(&self, subject: &Subject) -> Option<&'a HandedClient> {
        self.handover.client(&subject.id)
    }

    /// Who takes a client over.
    fn receiver_of(&self, subject: &Subject) -> Option<&'a str> {
        let handover: &'a Handover = self.handover;
        self.handed(subject).and_then(|handed| handover.receiver(handed)).or(self.receiver)
    }
}

impl Subject {
    /// The language that letters to the client are written in: that of the names of its people, else of its own.
    pub fn language(&self) -> Lang {
        let people =
            self.client.contacts.iter().filter(|contact| contact.is_there()).map(|contact| contact.name.as_str());
        let names: Vec<&str> = people.filter(|name| !name.is_empty()).collect();
        let chinese = |name: &&str| name.chars().any(is_han);
        let told = if names.is_empty() { chinese(&self.client.client.as_str()) } else { names.iter().any(chinese) };
        if told { Lang::Zh } else { Lang::En }
    }
}

const fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
