//! Which client files differ from a revision, with what is not committed yet.

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
    let mut files: Vec<ClientFile> = names.iter().filter_map(|name| store.at_path(name.as_ref())).collect();
    files.sort();
    files.dedup();
    Ok(files)
}
