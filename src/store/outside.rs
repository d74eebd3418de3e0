//! Which paths are the directory's own: where a file made for people would take the place of records.

use std::path::{Component, Path, PathBuf};

use super::write::alike;
use super::{Drawer, SETTINGS, Shelf, Store, rooted};
use crate::error::Result;

/// The program's own folder, and that of git, which may lie above the records too.
const OWN: &str = ".salesrec";
const GIT: &str = ".git";

impl Store {
    /// Whether a path leads to where the directory keeps its records, settings or history, by whatever links and `..` it gets
    /// there; `more` are files of the team, relative to the root.
    ///
    /// # Errors
    /// `System` when there is no current folder.
    pub fn keeps(&self, path: &Path, more: &[&str]) -> Result<bool> {
        let path = real(path)?;
        let same = |part: Component<'_>, name: &str| alike(part.as_os_str()) == name;
        if path.components().any(|part| same(part, GIT)) {
            return Ok(true);
        }
        let root = real(self.root())?;
        let Ok(inside) = path.strip_prefix(&root) else { return Ok(false) };
        let shelves = [Shelf::Clients, Shelf::Archive].map(Shelf::folder);
        let drawers = Drawer::ALL.map(Drawer::folder);
        let own = shelves.into_iter().chain(drawers).chain([OWN, SETTINGS]);
        if inside.components().next().is_some_and(|first| own.into_iter().any(|name| same(first, name))) {
            return Ok(true);
        }
        more.iter().try_fold(false, |kept, file| Ok(kept || real(&root.join(file))? == path))
    }
}

/// A path as the system follows it: links are followed as far as there is something, and `..` leads up from where they led.
fn real(path: &Path) -> Result<PathBuf> {
    Ok(rooted(path)?.components().fold(PathBuf::new(), |mut real, part| match part {
        Component::ParentDir => {
            real.pop();
            real
        }
        part => {
            real.push(part);
            real.canonicalize().unwrap_or(real)
        }
    }))
}
