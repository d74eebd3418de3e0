//! What is kept of a client for a review, taken while its file is read.

use std::collections::HashMap;

use super::look::{Extent, Seen};
use crate::clock::{Calendar, Week};
use crate::commands::Desk;
use crate::commands::weekly::{Past, digest, ids, without_secrets};
use crate::lang::Text;
use crate::lint::{Engine, Finding};
use crate::record::review::ReviewedClient;
use crate::record::{Action, Client, Deal, StageKind};
use crate::review::{Days, Draft, View, draft, freeze};
use crate::store::{ClientFile, Reading, ReviewFile, Shelf};

/// What was handed in under each id of a client: by whom, and what.
pub(super) type Named<'r> = HashMap<&'r str, Vec<(&'r str, &'r ReviewedClient)>>;

/// What was handed in in a week.
pub(super) fn named(files: &[ReviewFile]) -> Named<'_> {
    let mut named = Named::new();
    for file in files {
        for entry in &file.review.clients {
            named.entry(&entry.client).or_default().push((&file.person, entry));
        }
    }
    named
}

/// What looks at the clients.
pub(super) struct Eye<'a> {
    pub desk: &'a Desk,
    pub engine: &'a Engine<'a>,
    pub calendar: &'a Calendar,
    pub week: Week,
    pub people: &'a [&'a str],
    pub extent: Extent,
    pub past: &'a Past,
    pub named: Named<'a>,
}

/// A client that was read.
pub(super) struct Read<'a> {
    /// Its file.
    pub file: &'a ClientFile,
    /// Its name.
    name: String,
    /// Whose it is, of the people whose weeks are asked for, where there is anything to expect of it.
    pub owner: Option<&'a str>,
    /// By which ids it was handed in, by whomever.
    pub called: Vec<String>,
    /// Those who did, in their order.
    by: Vec<&'a str>,
    /// The digest of its text, where it was handed in.
    digest: Option<String>,
    draft: Draft,
    since: Option<(Week, Vec<Text>)>,
    decided: Vec<Action>,
}

impl<'a> Eye<'a> {
    /// What is kept of a client, if it was handed in or there may be something to ask about.
    pub(super) fn read(
        &self,
        reading: &Reading<'a, '_>,
        findings: &mut dyn FnMut() -> Vec<Finding>,
    ) -> Option<Read<'a>> {
        let Reading { file, text, client, .. } = reading;
        let called: Vec<String> = ids(file.id(), client)
            .filter(|id| self.named.contains_key(id.as_ref()))
            .map(std::borrow::Cow::into_owned)
            .collect();
        let handed_in = || called.iter().flat_map(|id| &self.named[id.as_str()]);
        let is_handed_in = handed_in().any(|(person, _)| self.people.contains(person));
        let owner = self.people.iter().copied().find(|person| client.owner.as_deref() == Some(*person));
        let is_expected = self.extent == Extent::All && file.shelf() == Shelf::Clients && is_worked_on(self.desk, client);
        let owner = owner.filter(|_| is_expected);
        if owner.is_none() && !is_handed_in {
            return None;
        }
        let last = self.past.last(file.id(), client);
        let mut draft = draft(&View {
            client,
            findings: &findings(),
            before: last.map(|(_, reviewed)| &reviewed.deals[..]),
            week: self.week,
            team: &self.desk.team,
            clock: &self.desk.clock,
            calendar: self.calendar,
        });
        if !is_handed_in && draft.is_clean() {
            return None;
        }
        if self.engine.is_private(file, text) {
            draft = draft.map(|words| self.engine.blotted(file, &[text], words));
        }
        let since = last.map(|(week, reviewed)| {
            let deals = freeze(client, &self.desk.clock);
            let mut frozen = ReviewedClient { deals, ..ReviewedClient::default() };
            without_secrets(self.engine, file, text, &mut frozen);
            (week, self.desk.changes_since(&reviewed.deals, &frozen.deals))
        });
        let is_decided = |action: &&Action| {
            let id = action.id.as_ref();
            id.is_some_and(|id| handed_in().any(|(_, entry)| entry.actions.contains(id)))
        };
        let decided = client.actions.iter().filter(is_decided).cloned().collect();
        let mut by: Vec<&str> = handed_in().map(|(person, _)| *person).collect();
        by.sort_unstable();
        by.dedup();
        Some(Read {
            file,
            name: client.client.clone(),
            owner,
            digest: is_handed_in.then(|| digest(text.as_bytes())),
            by,
            called,
            draft,
            since,
            decided,
        })
    }
}

impl Read<'_> {
    /// The client as it is seen in the week of a person, by what was handed in of it.
    pub(super) fn seen(&self, entry: Option<&ReviewedClient>, days: &Days<'_>, person: &str) -> Seen {
        let others = self.by.iter().filter(|by| **by != person);
        Seen {
            id: entry.map_or_else(|| self.file.id().to_string(), |entry| entry.client.clone()),
            name: self.name.clone(),
            entry: entry.cloned(),
            file: Some(self.file.clone()),
            unreadable: None,
            changed: entry.is_some_and(|entry| entry.sha256 != self.digest),
            remarks: self.draft.remarks(days),
            since: self.since.clone(),
            also: others.map(|by| (*by).to_string()).collect(),
            decided: self.decided.clone(),
        }
    }
}

/// Whether there is anything to expect of a client: not when all its deals were lost.
fn is_worked_on(desk: &Desk, client: &Client) -> bool {
    let lost = |deal: &Deal| desk.team.stages.kind(deal) == StageKind::Lost;
    client.deals.is_empty() || !client.deals.iter().all(lost)
}
