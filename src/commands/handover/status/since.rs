//! What a handover does not cover: clients that came since, open matters of the giver elsewhere, new actions.

use serde_json::{Value, json};

use crate::commands::Desk;
use crate::document::Line;
use crate::error::Result;
use crate::lang::Text;
use crate::record::handover::Standing;
use crate::record::{Client, Handover, StageKind};
use crate::store::{ClientFile, HandoverFile, Loaded, Problem, Severity};
use crate::text;

/// What is not covered.
#[derive(Default)]
pub(super) struct Since {
    /// Clients of the giver outside the scope.
    clients: Vec<String>,
    /// Open matters of the giver on clients of others: the client's id, the matter.
    elsewhere: Vec<(String, String)>,
    /// Actions on clients of the scope that were agreed since the handover was made, for clients not moved yet.
    actions: Vec<(String, String)>,
    /// Files that cannot be read, and so could be the giver's.
    pub(super) problems: Vec<Problem>,
}

/// One client's part.
#[derive(Default)]
struct Seen {
    own: Option<String>,
    matters: Vec<(String, String)>,
}

/// Looks through all records.
pub(super) fn look(desk: &Desk, file: &HandoverFile, loaded: &[Loaded]) -> Result<Since> {
    let handover = &file.handover;
    let others: Vec<Handover> = desk
        .store
        .handovers()
        .0
        .into_iter()
        .filter(|other| other.path != file.path && other.handover.is_open())
        .map(|other| other.handover)
        .collect();
    let covered = |id: &str| handover.client(id).is_some() || others.iter().any(|other| other.client(id).is_some());
    let scan = desk.store.scan(desk.store.files(false), |file, client| {
        (!covered(file.id())).then(|| seen(desk, handover, file, &client))
    });
    let mut since = Since::default();
    for seen in scan.found {
        since.clients.extend(seen.own);
        since.elsewhere.extend(seen.matters);
    }
    let unread = |problem: &Problem| problem.severity == Severity::Error;
    since.problems = scan.problems.into_iter().filter(unread).collect();
    let made = handover.made.map(|made| made.shown(&desk.clock).0);
    for client in loaded {
        let Some(handed) = handover.client(client.id()) else { continue };
        if handover.standing(handed) >= Standing::Moved {
            continue;
        }
        let new = client.client.actions.iter().filter(|action| {
            action.is_open() && action.created.zip(made).is_some_and(|(created, made)| created.0 > made)
        });
        since.actions.extend(new.map(|action| (client.id().to_string(), action.action.clone())));
    }
    Ok(since)
}

fn seen(desk: &Desk, handover: &Handover, file: &ClientFile, client: &Client) -> Seen {
    let giver = Some(handover.from.as_str());
    if client.owner.as_deref() == giver {
        // Of a part of the giver's clients, only those that came later can have been forgotten.
        let made = handover.made.map(|made| made.shown(&desk.clock).0);
        let later = client.first_contact.zip(made).is_some_and(|(first, made)| first.0 >= made);
        let own = (handover.whole != Some(false) || later).then(|| file.id().to_string());
        return Seen { own, matters: Vec::new() };
    }
    let actions = client.actions.iter().filter(|action| action.is_open() && action.owner.as_deref() == giver);
    let deals = client.deals.iter().filter(|deal| desk.team.stages.kind(deal) != StageKind::Lost);
    let milestones = deals.flat_map(|deal| &deal.milestones);
    let milestones = milestones.filter(|milestone| milestone.done.is_none() && milestone.owner.as_deref() == giver);
    let words = actions.map(|action| &action.action).chain(milestones.map(|milestone| &milestone.milestone));
    Seen { own: None, matters: words.map(|words| (file.id().to_string(), words.clone())).collect() }
}

impl Since {
    pub(super) fn is_empty(&self) -> bool {
        self.clients.is_empty() && self.elsewhere.is_empty() && self.actions.is_empty() && self.problems.is_empty()
    }

    pub(super) fn lines(&self) -> Vec<Line> {
        let clients = self.clients.iter().map(|id| {
            Line::from(text!("client of the giver: {id}", "交接人名下的客户：{id}"))
        });
        let elsewhere = self.elsewhere.iter().map(|(id, words)| {
            Line::from(text!("the giver's on another's client {id}: {words}", "交接人在他人客户 {id} 上的事项：{words}"))
        });
        let actions = self.actions.iter().map(|(id, words)| {
            Line::from(text!("new on {id}: {words}", "{id} 新增的行动：{words}")).dim(Text::fixed("  moves with it", "  随客户移交"))
        });
        let files = self.problems.iter().filter_map(|problem| {
            let path = problem.error.place.as_ref()?.path.display().to_string();
            Some(Line::from(text!("cannot be read: {path}", "无法读取：{path}")))
        });
        clients.chain(elsewhere).chain(actions).chain(files).collect()
    }

    pub(super) fn data(&self) -> Value {
        let pairs = |pairs: &[(String, String)]| -> Value {
            pairs.iter().map(|(client, words)| json!({"client": client, "what": words})).collect()
        };
        let files: Vec<String> = self
            .problems
            .iter()
            .filter_map(|problem| Some(problem.error.place.as_ref()?.path.display().to_string()))
            .collect();
        json!({
            "clients": self.clients,
            "elsewhere": pairs(&self.elsewhere),
            "new_actions": pairs(&self.actions),
            "unread": files,
        })
    }
}
