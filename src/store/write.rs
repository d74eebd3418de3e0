//! Writing one file, whole or not at all: a temporary file in the same folder, synced, renamed over the old one.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::Store;
use super::lock::{Lock, fnv};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::text;

impl Store {
    /// Writes `new` over the file at `path` (relative) if it still holds `old`; the caller holds the lock.
    pub(super) fn replace(&self, lock: &Lock, path: &Path, old: &[u8], new: &[u8]) -> Result<()> {
        self.replace_noting(lock, path, old, new, || self.note_write(path, Some(old), new))
    }

    /// The same, of a change that was noted before, or is not to be.
    pub(super) fn replace_only(&self, lock: &Lock, path: &Path, old: &[u8], new: &[u8]) -> Result<()> {
        self.replace_noting(lock, path, old, new, || Ok(()))
    }

    fn replace_noting(
        &self,
        _lock: &Lock,
        path: &Path,
        old: &[u8],
        new: &[u8],
        note: impl FnOnce() -> Result<()>,
    ) -> Result<()> {
        let target = self.root().join(path);
        let temporary = Temporary::write(&target, new).map_err(|error| failed(path, &error))?;
        if std::fs::read(&target).map_err(|error| failed(path, &error))? != old {
            return Err(changed(path));
        }
        note()?;
        temporary.replace(&target).map_err(|error| failed(path, &error))
    }

    /// Makes a new file at `path` (relative), and the folders above it; never over an existing one.
    ///
    /// # Errors
    /// `Conflict` when there is a file of that name, also one that differs only by case or Unicode form.
    pub fn create(&self, path: &Path, text: &str) -> Result<()> {
        let target = self.root().join(path);
        self.make_folder(path)?;
        let _lock = self.lock(&[path, path.parent().unwrap_or(Path::new(""))])?;
        self.is_free(path, None)?;
        self.note_write(path, None, text.as_bytes())?;
        let made = Temporary::write(&target, text.as_bytes()).and_then(|temporary| temporary.create(&target));
        made.map_err(|error| if error.kind() == ErrorKind::AlreadyExists { exists(path) } else { failed(path, &error) })
    }

    /// Makes the folders above `path` (relative), so that they last; refuses to follow a symbolic link that leads out
    /// of the records directory.
    pub(super) fn make_folder(&self, path: &Path) -> Result<()> {
        let target = self.root().join(path);
        let folder = target.parent().unwrap_or_else(|| self.root());
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| folder.symlink_metadata().is_err()).collect();
        let there = missing.last().map_or(Some(folder), |highest| highest.parent());
        self.inside(there.unwrap_or_else(|| self.root()))?;
        std::fs::create_dir_all(folder)
            .and_then(|()| missing.iter().try_for_each(|made| sync_folder(made)))
            .map_err(|error| failed(path, &error))
    }

    /// Refuses a folder that a symbolic link leads out of the records directory.
    fn inside(&self, folder: &Path) -> Result<()> {
        let real = |path: &Path| path.canonicalize().map_err(|error| failed(&self.shown(path), &error));
        if !self.root().starts_with(folder) && !real(folder)?.starts_with(real(self.root())?) {
            let leads_out =
                Text::fixed("a symbolic link leads out of the records directory", "符号链接指向记录目录之外");
            return Err(Error::new(Kind::Refused, leads_out).at(Place::file(self.shown(folder))));
        }
        Ok(())
    }

    /// Refuses a name that is taken in its folder, on any system: there are those that do not tell upper from lower
    /// case, or one Unicode form from another. The name of `own`, which is to be moved, is not in its way.
    pub(super) fn is_free(&self, path: &Path, own: Option<&Path>) -> Result<()> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let entries = std::fs::read_dir(self.root().join(folder)).map_err(|error| failed(path, &error))?;
        let wanted = alike(path.file_name().unwrap_or_default());
        let mut taken = entries.flatten().map(|entry| folder.join(entry.file_name()));
        let other = |taken: &PathBuf| own != Some(taken) && taken.file_name().is_some_and(|name| alike(name) == wanted);
        taken.find(other).map_or(Ok(()), |taken| Err(exists(&taken)))
    }
}

/// A file's name as the least particular of systems sees it.
pub(super) fn alike(name: &OsStr) -> String {
    name.to_string_lossy().nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Writes a file outside of the records, whole or not at all: the user's own settings, a manual page. A symbolic link
/// stays one; the file that it leads to is written.
///
/// # Errors
/// `System` when it cannot be written.
pub fn save(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    let save = || {
        let target = std::path::absolute(path)?;
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let target = target.canonicalize().unwrap_or(target);
        // There is no lock out there, so each process has a temporary file of its own.
        let mark = format!("-{}", std::process::id());
        Temporary::marked(&mark, &target, bytes.as_ref())?.replace(&target)
    };
    save().map_err(|error| failed(path, &error))
}

/// Somebody else wrote between the reading and the writing.
pub(super) fn changed(path: &Path) -> Error {
    Error::new(
        Kind::Conflict,
        Text::fixed("the file was changed meanwhile; nothing was written", "文件刚被改动过；未写入任何内容"),
    )
    .at(Place::file(path))
    .hint(Text::fixed("run the command again", "请重新执行该命令"))
}

/// There is a file of that name.
fn exists(path: &Path) -> Error {
    Error::new(Kind::Conflict, text!("there is a file of that name already", "同名文件已经存在")).at(Place::file(path))
}

/// The system would not write.
pub(super) fn failed(path: &Path, error: &std::io::Error) -> Error {
    Error::io(text!("the file cannot be written", "文件无法写入"), error).at(Place::file(path))
}

/// A file beside its target, removed again unless it takes the target's place. Its name follows from the target's, so
/// that one left behind by a killed process is cleared away by the next write to the same record.
pub(super) struct Temporary {
    path: PathBuf,
}

impl Temporary {
    pub(super) fn write(target: &Path, bytes: &[u8]) -> std::io::Result<Self> {
        Self::marked("", target, bytes)
    }

    fn marked(mark: &str, target: &Path, bytes: &[u8]) -> std::io::Result<Self> {
        let name = fnv(target.file_name().unwrap_or_default().as_encoded_bytes());
        let path = target.with_file_name(format!(".salesrec-{name:016x}{mark}.tmp"));
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
    pub(super) fn replace(self, target: &Path) -> std::io::Result<()> {
        std::fs::rename(&self.path, target)?;
        let done = sync_folder(target);
        std::mem::forget(self);
        done
    }

    pub(super) fn create(self, target: &Path) -> std::io::Result<()> {
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

/// Removes a file of the program's own; one that cannot be removed is in nobody's way.
pub(super) fn remove(path: &Path) {
    let _ = discard(path);
}

/// Removes a file that this program made.
#[expect(clippy::disallowed_methods, reason = "only files of the program's own making are removed")]
pub(super) fn discard(path: &Path) -> std::io::Result<()> {
    std::fs::remove_file(path)
}

/// A rename lasts only once its folder is on the disk; some network file systems do that by themselves and know no such
/// request.
pub(super) fn sync_folder(target: &Path) -> std::io::Result<()> {
    let Some(folder) = target.parent().filter(|_| cfg!(unix)) else { return Ok(()) };
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}
