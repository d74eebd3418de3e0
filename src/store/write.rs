//! Writing one file, whole or not at all: a temporary file in the same folder, synced, renamed over the old one.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Store;
use super::lock::{Lock, fnv};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::text;

impl Store {
    /// Writes `new` over the file at `path` (relative) if it still holds `old`; the caller holds the lock.
    pub(super) fn replace(&self, _lock: &Lock, path: &Path, old: &[u8], new: &[u8]) -> Result<()> {
        let target = self.root().join(path);
        let temporary = Temporary::write(&target, new).map_err(|error| failed(path, &error))?;
        if std::fs::read(&target).map_err(|error| failed(path, &error))? != old {
            return Err(Error::new(
                Kind::Conflict,
                Text::fixed("the file was changed meanwhile; nothing was written", "文件刚被改动过；未写入任何内容"),
            )
            .at(Place::file(path))
            .hint(Text::fixed("run the command again", "请重新执行该命令")));
        }
        temporary.replace(&target).map_err(|error| failed(path, &error))
    }

    /// Makes a new file at `path` (relative), and the folders above it; never over an existing one.
    ///
    /// # Errors
    /// `Conflict` when there is a file of that name.
    pub fn create(&self, path: &Path, text: &str) -> Result<()> {
        let target = self.root().join(path);
        let folder = target.parent().unwrap_or_else(|| self.root());
        std::fs::create_dir_all(folder).map_err(|error| failed(path, &error))?;
        self.inside(folder)?;
        let lock = self.lock(path)?;
        let made = Temporary::write(&target, text.as_bytes()).and_then(|temporary| temporary.create(&target));
        drop(lock);
        made.map_err(|error| if error.kind() == ErrorKind::AlreadyExists { exists(path) } else { failed(path, &error) })
    }

    /// Refuses a folder that a symbolic link leads out of the records directory.
    pub(super) fn inside(&self, folder: &Path) -> Result<()> {
        let real = |path: &Path| path.canonicalize().map_err(|error| failed(path, &error));
        if real(folder)?.starts_with(real(self.root())?) {
            return Ok(());
        }
        Err(Error::new(
            Kind::Refused,
            Text::fixed("a symbolic link leads out of the records directory", "符号链接指向记录目录之外"),
        )
        .at(Place::file(self.shown(folder))))
    }
}

/// Writes a file outside of the records, whole or not at all: the user's own settings, a manual page. A symbolic link
/// stays one; the file that it leads to is written.
///
/// # Errors
/// `System` when it cannot be written.
pub fn save(path: &Path, text: &str) -> Result<()> {
    let save = || {
        let target = std::path::absolute(path)?;
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let target = target.canonicalize().unwrap_or(target);
        Temporary::write(&target, text.as_bytes())?.replace(&target)
    };
    save().map_err(|error| failed(path, &error))
}

/// There is a file of that name.
pub(super) fn exists(path: &Path) -> Error {
    Error::new(Kind::Conflict, text!("there is a file of that name already", "同名文件已经存在")).at(Place::file(path))
}

/// The system would not write.
pub(super) fn failed(path: &Path, error: &std::io::Error) -> Error {
    Error::io(text!("the file cannot be written", "文件无法写入"), error).at(Place::file(path))
}

/// A file beside its target, removed again unless it takes the target's place. Its name follows from the target's, so
/// that one left behind by a killed process is cleared away by the next write to the same record.
struct Temporary {
    path: PathBuf,
}

impl Temporary {
    fn write(target: &Path, bytes: &[u8]) -> std::io::Result<Self> {
        let name = target.file_name().unwrap_or_default();
        let path = target.with_file_name(format!(".salesrec-{:016x}.tmp", fnv(name.as_encoded_bytes())));
        let open = || OpenOptions::new().write(true).create_new(true).open(&path);
        let mut file = match open() {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                remove(&path);
                open()?
            }
            other => other?,
        };
        let temporary = Self { path };
        if let Ok(old) = target.metadata() {
            file.set_permissions(old.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(temporary)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place that renames over a record")]
    fn replace(self, target: &Path) -> std::io::Result<()> {
        std::fs::rename(&self.path, target)?;
        let done = sync_folder(target);
        std::mem::forget(self);
        done
    }

    fn create(self, target: &Path) -> std::io::Result<()> {
        match std::fs::hard_link(&self.path, target) {
            Err(error)
                if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied) && !target.exists() =>
            {
                // A file system without links: the lock keeps other processes of the program away.
                self.replace(target)
            }
            linked => linked.and_then(|()| sync_folder(target)),
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// Removes a temporary file; one that cannot be removed is in nobody's way.
#[expect(clippy::disallowed_methods, reason = "only temporary files are removed")]
fn remove(path: &Path) {
    let _ = std::fs::remove_file(path);
}

/// A rename lasts only once its folder is on the disk.
pub(super) fn sync_folder(target: &Path) -> std::io::Result<()> {
    if cfg!(unix)
        && let Some(folder) = target.parent()
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
