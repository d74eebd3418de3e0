//! The bundle for programs.

use serde_json::{Value, json};

use super::{Commit, Material};

/// The handover and its clients as data: the records as they may leave, in the keys of their files.
pub fn data(material: &Material) -> Value {
    let handover = material.handover;
    let clients: Vec<Value> = material
        .subjects
        .iter()
        .map(|subject| {
            let handed = material.handed(subject);
            json!({
                "client": subject.id,
                "receiver": material.receiver_of(subject),
                "tier": material.tier(subject),
                "why": {"en": material.reason(subject).en, "zh": material.reason(subject).zh},
                "standing": handed.map(|handed| handover.standing(handed).code()),
                "questions": subject.questions.iter().map(|question| json!({
                    "en": question.words.en, "zh": question.words.zh, "answered": question.answered,
                })).collect::<Vec<_>>(),
                "record": subject.record,
            })
        })
        .collect();
    let unread = material.unread.iter().map(|(id, why)| json!({"client": id, "en": why.en, "zh": why.zh}));
    let notes: Vec<Value> = material.notes().map(|note| serde_json::to_value(note).unwrap_or_default()).collect();
    json!({
        "salesrec": crate::lang::json::VERSION,
        "kind": "handover-bundle",
        "handover": material.name,
        "from": handover.from,
        "to": material.receivers(),
        "reason": handover.reason.map(|reason| reason.code()),
        "handover_kind": handover.kind().code(),
        "until": handover.until.map(|day| day.to_string()),
        "shows": shows(material),
        "steps": handover.steps,
        "checklist": handover.checklist,
        "notes": notes,
        "clients": clients,
        "unread": unread.collect::<Vec<_>>(),
    })
}

/// Which moment and which commit are shown.
pub fn shows(material: &Material) -> Value {
    let commit = material.commit.as_ref();
    json!({
        "moment": material.clock.minute().format("%Y-%m-%dT%H:%M").to_string(),
        "commit": commit.map(|Commit { id, .. }| id),
        "changed": commit.map(|Commit { changed, .. }| changed),
    })
}
