//! Which files differ from a revision, with what is not committed yet; which ones the next commit changes.

use std::path::PathBuf;

use crate::commands::git;
use crate::error::Result;
use crate::store::{ClientFile, Drawer, Shelf, Store};

/// The folders whose files are checked.
const FOLDERS: [&str; 5] = [
    Shelf::Clients.folder(),
    Shelf::Archive.folder(),
    Drawer::Targets.folder(),
    Drawer::Reviews.folder(),
    Drawer::Handovers.folder(),
];

/// Files of clients, and those that are no client's; sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    pub(super) clients: Vec<ClientFile>,
    pub(super) filed: Vec<PathBuf>,
}

/// The files that differ from `revision`; from where the current branch left the main one, when it is empty.
///
/// # Errors
/// `Usage` without a repository, or with a revision that git does not know.
pub(super) fn files(store: &Store, revision: &str) -> Result<Chosen> {
    let names = git::changed(store.root(), (!revision.is_empty()).then_some(revision), &FOLDERS)?;
    Ok(Chosen::of(store, &names))
}

impl Chosen {
    fn of(store: &Store, names: &[String]) -> Self {
        let mut clients: Vec<ClientFile> = names.iter().filter_map(|name| store.at_path(name.as_ref())).collect();
        clients.sort();
        clients.dedup();
        let mut filed: Vec<PathBuf> = names.iter().filter_map(|name| store.filed_at(name.as_ref())).collect();
        filed.sort();
        filed.dedup();
        Self { clients, filed }
    }
}

/// The files of the next commit.
pub(super) struct Staged {
    /// Those that it changes.
    pub(super) changed: Chosen,
    /// All of clients.
    pub(super) all: Vec<ClientFile>,
}

impl Staged {
    /// What is staged; from now on the store reads it, not what is in the working tree.
    ///
    /// # Errors
    /// `Usage` without a repository.
    pub(super) fn of(store: &mut Store) -> Result<Self> {
        let git::Staged { changed, all, contents } =
            git::staged(store.root(), &FOLDERS)?;
        *store = store.clone().reading(contents);
        Ok(Self { changed: Chosen::of(store, &changed), all: Chosen::of(store, &all).clients })
    }
}

