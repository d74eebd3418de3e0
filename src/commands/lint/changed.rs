//! Which client files differ from a revision, with what is not committed yet; which ones the next commit changes.

use crate::commands::git;
use crate::error::Result;
use crate::store::{ClientFile, Shelf, Store};

/// The files that differ from `revision`; from where the current branch left the main one, when it is empty.
///
/// # Errors
/// `Usage` without a repository, or with a revision that git does not know.
pub(super) fn files(store: &Store, revision: &str) -> Result<Vec<ClientFile>> {
    let folders = [Shelf::Clients.folder(), Shelf::Archive.folder()];
    let names = git::changed(store.root(), (!revision.is_empty()).then_some(revision), &folders)?;
    Ok(clients(store, &names))
}

fn clients(store: &Store, names: &[String]) -> Vec<ClientFile> {
    let mut files: Vec<ClientFile> = names.iter().filter_map(|name| store.at_path(name.as_ref())).collect();
    files.sort();
    files.dedup();
    files
}

/// The client files of the next commit.
pub(super) struct Staged {
    /// Those that it changes.
    pub(super) changed: Vec<ClientFile>,
    /// All of them.
    pub(super) all: Vec<ClientFile>,
}

impl Staged {
    /// What is staged; from now on the store reads it, not what is in the working tree.
    ///
    /// # Errors
    /// `Usage` without a repository.
    pub(super) fn of(store: &mut Store) -> Result<Self> {
        let git::Staged { changed, all, contents } =
            git::staged(store.root(), &[Shelf::Clients.folder(), Shelf::Archive.folder()])?;
        *store = store.clone().reading(contents);
        Ok(Self { changed: clients(store, &changed), all: clients(store, &all) })
    }
}

