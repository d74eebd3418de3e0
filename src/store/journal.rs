//! Changing several files together: all of them or none.
//!
//! What is to become of each file is first written down in a journal; then the files are written one by one; then the
//! journal is put away. Whoever writes next and finds a journal finishes what it says, so that an interruption at any
//! moment leaves no half of a change behind. The journals of finished changes are kept for [`Store::undo`].

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::lock::Lock;
use super::write::{Temporary, changed, failed, remove, sync_folder};
use super::{Change, Store};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::record::fold;
use crate::text;

/// The folder of the journals; git is told to leave it alone.
const FOLDER: &str = ".salesrec/journal";

/// The journal of a change that is under way.
const CURRENT: &str = ".salesrec/journal/current.json";

/// What becomes of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Journal {
    /// What it can be undone by.
    #[serde(default)]
    name: Option<String>,
    files: Vec<Entry>,
}

/// What becomes of one file; absent before when it is new, absent after when it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    path: PathBuf,
    before: Option<String>,
    after: Option<String>,
}

impl Entry {
    /// A change in which no text stands for no file.
    fn of(change: &Change) -> Self {
        let text = |text: &String| (!text.is_empty()).then(|| text.clone());
        Self { path: change.path.clone(), before: text(&change.before), after: text(&change.after) }
    }

    fn change(&self) -> Change {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Change { path: self.path.clone(), before: text(&self.before), after: text(&self.after) }
    }

    fn turned_back(&self) -> Self {
        Self { path: self.path.clone(), before: self.after.clone(), after: self.before.clone() }
    }
}

impl Store {
    /// Changes several files together, under one lock: `decide` says what becomes of each, and all of that is written
    /// or nothing. `paths` are the files that it may change. A change that is given a name can be undone by it.
    ///
    /// # Errors
    /// What `decide` returns; `Conflict` when somebody else wrote meanwhile; `System` when a file cannot be written.
    pub fn together<T>(
        &self,
        name: Option<&str>,
        paths: &[PathBuf],
        dry: bool,
        decide: impl FnOnce() -> Result<(Vec<Change>, T)>,
    ) -> Result<(Vec<Change>, T)> {
        if dry {
            return decide();
        }
        let folders = paths.iter().filter_map(|path| path.parent());
        let all: Vec<&Path> = paths.iter().map(PathBuf::as_path).chain(folders).collect();
        let (_journal, lock) = self.lock_together(&all)?;
        let (changes, answer) = decide()?;
        let files: Vec<Entry> = changes.iter().filter(|change| change.before != change.after).map(Entry::of).collect();
        if !files.is_empty() {
            let journal = Journal { name: name.map(str::to_string), files };
            self.carry_out(&lock, &journal)?;
            self.put_away(&journal)?;
        }
        Ok((changes, answer))
    }

    /// Takes back the last change of that name: every file gets the bytes that it had. A file that was changed since is
    /// what `otherwise` makes of it, if it makes anything of it; it is told what the file would have become, and the paths
    /// of all files of the change.
    ///
    /// # Errors
    /// `NotFound` when there is no such change; `Conflict` when a file was changed since.
    pub fn undo(
        &self,
        name: &str,
        dry: bool,
        otherwise: impl Fn(&Change, &[PathBuf]) -> Result<Option<Change>>,
    ) -> Result<Vec<Change>> {
        let journal_lock = self.lock_journal()?;
        self.finish(&journal_lock)?;
        let (kept, journal) = self.last_kept(name, dry)?;
        let paths: Vec<PathBuf> = journal.files.iter().map(|entry| entry.path.clone()).collect();
        let folders = paths.iter().filter_map(|path| path.parent());
        let lock = self.lock_only(&paths.iter().map(PathBuf::as_path).chain(folders).collect::<Vec<_>>())?;
        let mut changes = Vec::new();
        for entry in journal.files.iter().map(Entry::turned_back) {
            let now = self.text_if_any(&entry.path)?;
            let planned = entry.change();
            changes.push(if now == entry.before {
                planned
            } else {
                otherwise(&planned, &paths)?.ok_or_else(|| changed_since(&entry.path))?
            });
        }
        if !dry {
            self.carry_out(&lock, &Journal { name: None, files: changes.iter().map(Entry::of).collect() })?;
            self.remove_journal(Path::new(CURRENT))?;
            self.remove_journal(&kept)?;
        }
        Ok(changes)
    }

    /// Whether a change of several files was begun and not ended.
    pub(super) fn is_interrupted(&self) -> bool {
        self.root().join(CURRENT).exists()
    }

    /// Finishes a change that was interrupted; waits for one that is under way.
    pub(super) fn settle(&self) -> Result<()> {
        if self.is_interrupted() { self.finish(&self.lock_journal()?) } else { Ok(()) }
    }

    /// The right to change these files together, and to write the journal; what was interrupted is finished first.
    pub(super) fn lock_together(&self, paths: &[&Path]) -> Result<(Lock, Lock)> {
        let journal = self.lock_journal()?;
        self.finish(&journal)?;
        let lock = self.lock_only(paths)?;
        Ok((journal, lock))
    }

    fn finish(&self, _journal: &Lock) -> Result<()> {
        if !self.is_interrupted() {
            return Ok(());
        }
        let journal = self.read_journal(Path::new(CURRENT))?;
        let paths: Vec<&Path> = journal.files.iter().map(|entry| entry.path.as_path()).collect();
        let lock = self.lock_only(&paths)?;
        for entry in &journal.files {
            let now = self.text_if_any(&entry.path)?;
            if now != entry.before && now != entry.after {
                return Err(changed_meanwhile(&entry.path));
            }
        }
        for entry in &journal.files {
            if self.text_if_any(&entry.path)? != entry.after {
                self.put(&lock, entry)?;
            }
        }
        self.put_away(&journal)
    }

    /// Writes files together that are to be as they were before a step; see [`Store::take_back`].
    pub(super) fn turn_back_together(&self, lock: &Lock, files: &[(PathBuf, Option<String>)]) -> Result<()> {
        let entry = |(path, after): &(PathBuf, Option<String>)| {
            Ok(Entry { path: path.clone(), before: self.text_if_any(path)?, after: after.clone() })
        };
        let journal = Journal { name: None, files: files.iter().map(entry).collect::<Result<_>>()? };
        self.write_down(&journal)?;
        journal.files.iter().try_for_each(|entry| self.put(lock, entry))?;
        self.remove_journal(Path::new(CURRENT))
    }

    /// Writes the journal, then every file. When one cannot be written, those before it are put back.
    fn carry_out(&self, lock: &Lock, journal: &Journal) -> Result<()> {
        let goes = |path: &Path| journal.files.iter().any(|entry| entry.after.is_none() && alike(&entry.path, path));
        for entry in &journal.files {
            if self.text_if_any(&entry.path)? != entry.before {
                return Err(changed(&entry.path));
            }
            self.make_folder(&entry.path)?;
            if entry.before.is_none() && !goes(&entry.path) {
                self.is_free(&entry.path, None)?;
            }
        }
        self.write_down(journal)?;
        for entry in &journal.files {
            self.note_change(&entry.path, entry.before.as_deref(), entry.after.as_deref())?;
        }
        for (at, entry) in journal.files.iter().enumerate() {
            if let Err(error) = self.put(lock, entry) {
                let back = journal.files[..at].iter().rev().map(Entry::turned_back);
                for entry in back {
                    self.put(lock, &entry)?;
                }
                self.remove_journal(Path::new(CURRENT))?;
                return Err(error.cause(Text::fixed("nothing was written", "未写入任何内容")));
            }
        }
        Ok(())
    }

    fn write_down(&self, journal: &Journal) -> Result<()> {
        let path = Path::new(CURRENT);
        let folder = self.root().join(FOLDER);
        let write = |name: &str, text: &[u8]| {
            let target = folder.join(name);
            Temporary::write(&target, text)?.replace(&target)
        };
        let text = serde_json::to_vec(journal).unwrap_or_default();
        std::fs::create_dir_all(&folder)
            .and_then(|()| if folder.join(".gitignore").exists() { Ok(()) } else { write(".gitignore", b"*\n") })
            .and_then(|()| write("current.json", &text))
            .map_err(|error| failed(path, &error))
    }

    fn put(&self, lock: &Lock, entry: &Entry) -> Result<()> {
        let target = self.root().join(&entry.path);
        match (&entry.before, &entry.after) {
            (Some(before), Some(after)) => self.replace_only(lock, &entry.path, before.as_bytes(), after.as_bytes()),
            (None, Some(after)) => {
                let made = Temporary::write(&target, after.as_bytes()).and_then(|made| made.create(&target));
                made.map_err(|error| failed(&entry.path, &error))
            }
            (_, None) => {
                remove(&target);
                if target.exists() {
                    let error = std::io::Error::other("the file is still there");
                    return Err(failed(&entry.path, &error));
                }
                sync_folder(&target).map_err(|error| failed(&entry.path, &error))
            }
        }
    }

    /// Keeps the journal of a finished change for [`Store::undo`], or forgets it.
    #[expect(clippy::disallowed_methods, reason = "the journal is the store's own file")]
    fn put_away(&self, journal: &Journal) -> Result<()> {
        let current = Path::new(CURRENT);
        let Some(name) = journal.name.as_deref() else { return self.remove_journal(current) };
        let number = self.kept(name).len() + 1;
        let kept = self.root().join(kept_path(name, number));
        let from = self.root().join(current);
        let moved = kept.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::rename(&from, &kept));
        moved.and_then(|()| sync_folder(&from)).map_err(|error| failed(current, &error))
    }

    /// The last change of a name that is still in the files. One that was taken back by other means is forgotten.
    fn last_kept(&self, name: &str, dry: bool) -> Result<(PathBuf, Journal)> {
        for kept in self.kept(name).into_iter().rev() {
            let journal = self.read_journal(&kept)?;
            let mut is_back = true;
            for entry in &journal.files {
                is_back &= self.text_if_any(&entry.path)? == entry.before;
            }
            if !is_back {
                return Ok((kept, journal));
            }
            if !dry {
                self.remove_journal(&kept)?;
            }
        }
        Err(nothing_to_undo(name))
    }

    /// The journals that are kept under a name, oldest first.
    fn kept(&self, name: &str) -> Vec<PathBuf> {
        (1..).map(|number| kept_path(name, number)).take_while(|path| self.root().join(path).exists()).collect()
    }

    fn remove_journal(&self, path: &Path) -> Result<()> {
        let target = self.root().join(path);
        remove(&target);
        sync_folder(&target).map_err(|error| failed(path, &error))
    }

    fn read_journal(&self, path: &Path) -> Result<Journal> {
        let broken = |cause: String| {
            Error::new(Kind::Unreadable, Text::fixed("a journal of the tool cannot be read", "工具的改动日志无法读取"))
                .at(Place::file(path))
                .cause(Text::same(cause))
        };
        let bytes = std::fs::read(self.root().join(path)).map_err(|error| broken(error.to_string()))?;
        serde_json::from_slice(&bytes).map_err(|error| broken(error.to_string()))
    }

    fn text_if_any(&self, path: &Path) -> Result<Option<String>> {
        let reading = text!("the file cannot be read", "文件无法读取");
        match std::fs::read(self.root().join(path)) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io(reading, &error).at(Place::file(path))),
        }
    }
}

/// Whether a system that does not tell upper from lower case may take one path for the other.
fn alike(one: &Path, other: &Path) -> bool {
    fold(&one.to_string_lossy()) == fold(&other.to_string_lossy())
}

fn kept_path(name: &str, number: usize) -> PathBuf {
    Path::new(FOLDER).join(name).join(format!("{number}.json"))
}

fn nothing_to_undo(name: &str) -> Error {
    Error::new(Kind::NotFound, text!("there is nothing of {name} to undo here", "这里没有可撤销的改动：{name}")).hint(
        Text::fixed(
            "only changes made in this very folder can be undone; for others there is `git revert`",
            "只能撤销在本目录中做过的改动；其他的请用 `git revert`",
        ),
    )
}

fn changed_since(path: &Path) -> Error {
    Error::new(
        Kind::Conflict,
        Text::fixed("the file was changed since; nothing was undone", "文件此后又有改动；未撤销任何内容"),
    )
    .at(Place::file(path))
    .hint(Text::fixed("take back that change first, or use `git revert`", "请先还原后来的改动，或改用 `git revert`"))
}

fn changed_meanwhile(path: &Path) -> Error {
    Error::new(
        Kind::Conflict,
        Text::fixed(
            "a change of several files cannot be finished: this one was changed meanwhile",
            "多个文件的改动无法完成：此文件刚被改动过",
        ),
    )
    .at(Place::file(path))
    .hint(text!(
        "put the file back as it was (`git checkout` or your editor) and run this again; or, to leave all files as they are now, remove {CURRENT}",
        "请把文件恢复原样（`git checkout` 或编辑器）后重试；若要保留各文件现状，请删除 {CURRENT}"
    ))
}

#[cfg(test)]
mod tests;
