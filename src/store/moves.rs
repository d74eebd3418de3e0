//! Moving a client file: a new name, or to another shelf. Never over another file.

use std::path::{Path, PathBuf};

use super::write::{exists, failed, sync_folder};
use super::{ClientFile, Store};
use crate::error::Result;

impl Store {
    /// Moves a client file to `target` (relative), in one step.
    ///
    /// # Errors
    /// `Conflict` when there is a file of that name, also one that differs only by case or Unicode form.
    pub fn relocate(&self, file: &ClientFile, target: &Path) -> Result<ClientFile> {
        let (from, to) = (self.root().join(&file.path), self.root().join(target));
        let _lock = self.lock(&file.path)?;
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).map_err(|error| failed(target, &error))?;
            self.inside(folder)?;
        }
        if to.symlink_metadata().is_ok() {
            return Err(exists(target));
        }
        move_file(&from, &to).map_err(|error| failed(target, &error))?;
        sync_folder(&from).and_then(|()| sync_folder(&to)).map_err(|error| failed(target, &error))?;
        Ok(ClientFile { path: target.to_path_buf() })
    }
}

#[expect(clippy::disallowed_methods, reason = "the target was seen to be free under the lock")]
fn move_file(from: &PathBuf, to: &PathBuf) -> std::io::Result<()> {
    std::fs::rename(from, to)
}
