//! What a manager sent back: who mends it, also after the client was handed over.

use std::path::PathBuf;

use super::weekly::{digest, is_called};
use super::{Desk, git};
use crate::error::Result;
use crate::record::review::{ReviewedClient, Verdict};
use crate::record::{Client, Day, Person};
use crate::store::{Change, ClientFile, ReviewFile};

impl Desk {
    /// Who mends a record that was sent back to `person`: whoever it was handed over to since, or who looks after it when
    /// that person has left; else that person.
    pub fn mender<'c>(&self, client: &'c Client, person: &'c str) -> &'c str {
        let is_there = self.team.people.iter().any(|one| one.id == person && one.active);
        let handed_over = client.owners.iter().any(|earlier| earlier.owner.as_deref() == Some(person));
        client.owner.as_deref().filter(|_| !is_there || handed_over).unwrap_or(person)
    }

    /// The reviews in which something is to be mended, which a change of owners may have to follow.
    pub fn reviews_to_mend(&self) -> Vec<PathBuf> {
        self.store.reviews_with_returns().0.into_iter().map(|file| file.path).collect()
    }

    /// A change of owners mends nothing: what was sent back is from now on the record as that change leaves it. Gives the
    /// changes of the reviews, which are still to be written.
    ///
    /// # Errors
    /// As `Store::change`.
    pub fn keep_returned(&self, moved: &[Change]) -> Result<Vec<Change>> {
        let ids: Vec<(String, &Change)> =
            moved.iter().map(|change| (ClientFile { path: change.path.clone() }.id().to_string(), change)).collect();
        let as_returned = |entry: &ReviewedClient| {
            let of_entry = ids.iter().find(|(id, _)| *id == entry.client).map(|(_, change)| *change);
            of_entry.filter(|change| {
                entry.verdict() == Verdict::Returned && entry.sha256 == Some(digest(change.before.as_bytes()))
            })
        };
        let mut changes = Vec::new();
        for file in self.store.reviews_with_returns().0 {
            if !file.review.clients.iter().any(|entry| as_returned(entry).is_some()) {
                continue;
            }
            let follow = |review: &mut crate::record::Review| {
                for entry in &mut review.clients {
                    let Some(change) = as_returned(entry) else { continue };
                    entry.sha256 = Some(digest(change.after.as_bytes()));
                    entry.blob = git::blob_of(self.store.root(), &change.path, &change.after);
                }
                Ok(())
            };
            changes.push(self.store.change_review(&file.path, true, follow)?.0);
        }
        Ok(changes)
    }
}

/// A record that was mended.
pub struct Mended {
    /// Its file.
    pub file: ClientFile,
    /// What it says.
    pub client: Client,
    /// What is kept of it.
    pub now: ReviewedClient,
}

/// What was sent back to others and is now somebody's to mend.
pub struct Inherited<'d> {
    desk: &'d Desk,
    me: &'d Person,
    files: Vec<ReviewFile>,
}

impl<'d> Inherited<'d> {
    /// What `me` has of it.
    pub fn of(desk: &'d Desk, me: &'d Person) -> Self {
        let mut files = desk.store.reviews_with_returns().0;
        files.retain(|file| file.person != me.id);
        Self { desk, me, files }
    }

    /// The reviews that may have to be settled.
    pub fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.files.iter().map(|file| file.path.clone())
    }

    /// Whether a record, which has this text, was mended that waited for it.
    pub fn is_mended(&self, file: &ClientFile, client: &Client, text: &str) -> bool {
        let waits = |review: &ReviewFile| self.desk.mender(client, &review.person) == self.me.id;
        let mut entries = self.files.iter().filter(|review| waits(review)).flat_map(|review| &review.review.clients);
        let now = || Some(digest(text.as_bytes()));
        entries.any(|entry| {
            entry.verdict() == Verdict::Returned && is_called(&entry.client, file.id(), client) && entry.sha256 != now()
        })
    }

    /// Settles what was mended, in the reviews in which it was sent back: there it is to be reviewed as it is now.
    /// Gives the changes, which are still to be written, and the clients.
    ///
    /// # Errors
    /// As `Store::change`.
    pub fn settle(&self, mended: &[Mended]) -> Result<(Vec<Change>, Vec<String>)> {
        let (mut changes, mut settled) = (Vec::new(), Vec::new());
        for file in &self.files {
            let (change, ids) = self.desk.store.change_review(&file.path, true, |review| {
                let mut ids = Vec::new();
                for entry in review.clients.iter_mut().filter(|entry| entry.verdict() == Verdict::Returned) {
                    let now = mended.iter().find(|Mended { file, client, now }| {
                        is_called(&entry.client, file.id(), client) && entry.sha256 != now.sha256
                    });
                    let Some(Mended { file: of, client, now }) = now else { continue };
                    if self.desk.mender(client, &file.person) != self.me.id {
                        continue;
                    }
                    entry.settle(Day(self.desk.clock.today()));
                    entry.sha256.clone_from(&now.sha256);
                    entry.blob.clone_from(&now.blob);
                    (entry.errors, entry.warnings) = (now.errors, now.warnings);
                    entry.deals.clone_from(&now.deals);
                    ids.push(of.id().to_string());
                }
                Ok(ids)
            })?;
            changes.extend((!ids.is_empty()).then_some(change));
            settled.extend(ids);
        }
        settled.sort();
        settled.dedup();
        Ok((changes, settled))
    }
}
