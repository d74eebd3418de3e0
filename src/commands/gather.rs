//! Things of one client, or of all: what lists are made of.

use std::collections::HashSet;

use super::Desk;
use crate::document::Table;
use crate::error::Result;
use crate::record::Client;
use crate::store::{Look, Problem};

impl Desk {
    /// What `pick` takes, with the client's id, from the client that is meant, put away or not; when none is named,
    /// from all that the team works with. Beside it what was in the way of reading.
    ///
    /// # Errors
    /// `NotFound`, `Ambiguous`; `Unreadable` when the one client cannot be read.
    pub fn gather<T: Send>(
        &self,
        said: Option<&str>,
        pick: impl Fn(&str, &Client) -> Vec<T> + Sync,
    ) -> Result<(Vec<T>, Vec<Problem>)> {
        if let Some(said) = said {
            let (file, _) = self.find(said, Look::All)?;
            let loaded = self.store.load(&file)?;
            return Ok((pick(file.id(), &loaded.client), loaded.problems().collect()));
        }
        let files = self.store.files(false);
        let scan =
            self.store.scan(files, |file, client| Some(pick(file.id(), &client)).filter(|things| !things.is_empty()));
        Ok((scan.found.into_iter().flatten().collect(), scan.problems))
    }
}

/// Leaves each client's id on the first of its rows only, so that a list of ids has no id twice.
pub fn first_ids(table: &mut Table) {
    let mut seen = HashSet::new();
    for row in &mut table.rows {
        row.id = row.id.take().filter(|id| seen.insert(id.clone()));
    }
}
