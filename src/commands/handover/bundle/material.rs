//! What a bundle is made of: the records of the scope as they may leave, with their open questions.

use serde_json::{Map, Value};

use super::super::open;
use crate::cli::FileForm;
use crate::commands::shown::{record_json, whole_record};
use crate::commands::{Desk, git};
use crate::document::template::Template;
use crate::document::pdf::Fonts;
use crate::document::Languages;
use crate::error::{Error, Kind, Result};
use crate::handover::bundle::{
    self, Commit, FOLDER, Material, Part, Question, Subject, Templates, Withheld, is_private,
};
use crate::lang::Text;
use crate::record::Handover;
use crate::store::{HandoverFile, Loaded, Problem, SETTINGS};
use crate::text;

/// What was asked for.
pub struct Choice {
    pub forms: Vec<FileForm>,
    pub languages: Languages,
    pub parts: Vec<Part>,
    pub private: Vec<String>,
    pub withheld: Withheld,
    /// The template of the HTML page.
    pub page: Template,
    /// The fonts for PDF, where that is asked for.
    pub fonts: Fonts,
}

/// What of the scope was read.
pub struct Gathered {
    /// The handover as it may leave.
    handover: Handover,
    subjects: Vec<Subject>,
    unread: Vec<(String, Text)>,
    commit: Option<Commit>,
    templates: Templates,
    pub problems: Vec<Problem>,
}

/// Reads the clients of the scope, and what is to be asked about them.
///
/// # Errors
/// Where the settings or a template are broken.
pub fn gather(desk: &Desk, file: &HandoverFile, choice: &Choice) -> Result<Gathered> {
    let own = |name: &str| desk.store.text(&format!("{FOLDER}/{name}")).ok();
    let templates = Templates::new(own)?;
    let mut files = Vec::new();
    let (mut unread, mut problems) = (Vec::new(), Vec::new());
    for handed in &file.handover.clients {
        match open::file_of(desk, &handed.client) {
            Ok(found) => files.push(found),
            Err(error) => unread.push((handed.client.clone(), error)),
        }
    }
    let ready = open::ready(desk, files.clone())?;
    let mut subjects = Vec::new();
    for client in &files {
        match desk.store.load(client) {
            Ok(loaded) => {
                problems.extend(loaded.problems());
                let found = ready.get(client.id()).map(|ready| ready.questions.as_slice()).unwrap_or_default();
                let open = found.iter().map(|asked| Question { words: asked.question.clone(), answered: false });
                subjects.push(subject(&loaded, open.collect(), file, choice));
            }
            Err(error) => unread.push((client.id().to_string(), error)),
        }
    }
    let why = |error: &Error| match &error.place {
        Some(place) if place.line > 0 => {
            let line = place.line;
            text!("line {line}: ", "第 {line} 行：").then(&error.message)
        }
        _ => error.message.clone(),
    };
    let unread_shown = unread.iter().map(|(id, error)| (id.clone(), why(error))).collect();
    problems.extend(unread.into_iter().map(|(_, error)| Problem::error(error)));
    let commit = git::head(desk.store.root(), &["clients", "archive", "handovers", SETTINGS]);
    Ok(Gathered {
        handover: leaving(&file.handover, choice.withheld),
        subjects,
        unread: unread_shown,
        commit: commit.map(|(id, changed)| Commit { id, changed }),
        templates,
        problems,
    })
}

/// The handover without what is withheld.
fn leaving(handover: &Handover, withheld: Withheld) -> Handover {
    let mut left = handover.clone();
    let blot = |words: &mut String| *words = bundle::blot(words, withheld);
    for note in &mut left.notes {
        blot(&mut note.note);
        note.answer.iter_mut().for_each(blot);
    }
    if let Some(meeting) = &mut left.meeting {
        meeting.minutes.iter_mut().for_each(blot);
    }
    left
}

fn subject(loaded: &Loaded, mut questions: Vec<Question>, file: &HandoverFile, choice: &Choice) -> Subject {
    let answered = file.handover.questions.iter().filter(|asked| asked.client == loaded.id() && asked.answered.is_some());
    questions.extend(answered.map(|asked| Question { words: Text::same(asked.question.clone()), answered: true }));
    for question in &mut questions {
        question.words = question.words.map(|words| bundle::blot(words, choice.withheld));
    }
    let private = |key: &str| is_private(key, &choice.private) && key != "client";
    let tidy = |mut value: Value| {
        bundle::strip(&mut value, &private);
        bundle::withhold(&mut value, choice.withheld);
        value
    };
    let record = tidy(whole_record(loaded));
    let mut extras = Vec::new();
    beyond(&tidy(record_json(&loaded.client)), &record, "", &mut extras);
    let client = bundle::leaving(&loaded.client, &choice.private, choice.withheld);
    Subject { id: loaded.id().to_string(), client, record, extras, questions }
}

/// What is in `all` and not in `known`, with where it stands: `万丽娟 x-生日`.
fn beyond(known: &Value, all: &Value, place: &str, found: &mut Vec<(String, String)>) {
    match (known, all) {
        (Value::Object(known), Value::Object(members)) => {
            for (key, value) in members {
                match known.get(key) {
                    Some(there) => beyond(there, value, place, found),
                    None => found.push((format!("{place} {key}").trim().to_string(), words(value))),
                }
            }
        }
        (Value::Array(known), Value::Array(items)) => {
            for (known, item) in known.iter().zip(items) {
                beyond(known, item, name(item).unwrap_or(place), found);
            }
        }
        _ => {}
    }
}

/// What an item is called by.
fn name(item: &Value) -> Option<&str> {
    const NAMES: [&str; 9] = ["name", "number", "action", "promise", "need", "pain", "milestone", "what", "at"];
    NAMES.iter().find_map(|key| item.get(key)?.as_str())
}

/// A value in words.
fn words(value: &Value) -> String {
    let of = |members: &Map<String, Value>| {
        members.iter().map(|(key, value)| format!("{key}: {}", words(value))).collect::<Vec<_>>().join(", ")
    };
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(members) => of(members),
        other => other.to_string(),
    }
}

impl Gathered {
    /// The material for one receiver, or for all: of the others' clients nothing is in it.
    ///
    /// # Errors
    /// `NotFound` when the receiver gets no clients.
    pub fn of<'a>(
        &'a self,
        desk: &'a Desk,
        file: &'a HandoverFile,
        receiver: Option<&'a str>,
        choice: &Choice,
    ) -> Result<Material<'a>> {
        let own = |id: &str| {
            let handed = self.handover.client(id);
            receiver.is_none_or(|receiver| handed.and_then(|handed| self.handover.receiver(handed)) == Some(receiver))
        };
        let subjects: Vec<Subject> = self.subjects.iter().filter(|subject| own(&subject.id)).cloned().collect();
        let unread: Vec<(String, Text)> = self.unread.iter().filter(|(id, _)| own(id)).cloned().collect();
        if subjects.is_empty() && unread.is_empty() {
            let name = file.name();
            return Err(Error::new(Kind::NotFound, text!("{name} has no clients", "{name} 中没有客户")));
        }
        Ok(Material {
            team: &desk.team,
            clock: &desk.clock,
            handover: &self.handover,
            name: file.name(),
            receiver,
            subjects,
            unread,
            commit: self.commit.clone(),
            withheld: choice.withheld,
            templates: &self.templates,
        })
    }
}
