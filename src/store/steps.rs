//! What each command wrote, so that it can be taken back: one step a command, kept in `.salesrec/undo/`.
//!
//! A step is a file of JSON lines: who ran which command and when, then what became of each file, noted before it is
//! done. It is not synced: after a loss of power the records are whole, and at worst the last step cannot be taken back.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::lock::{Lock, fnv};
use super::moves::move_file;
use super::write::{Temporary, discard, failed, remove, sync_folder};
use super::{Store, unified};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::text;

/// The folder of the steps; git is told to leave it alone.
const FOLDER: &str = ".salesrec/undo";

/// So many steps are kept.
const KEPT: usize = 100;

/// Who writes, by which command, and when.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Occasion {
    /// The command as it was typed.
    pub command: String,
    /// The minute, in the team's zone.
    pub at: String,
    /// Who the user says to be; steps of others are not taken back.
    pub by: Option<String>,
}

/// What this process writes.
#[derive(Debug, Default)]
pub(super) struct Step {
    occasion: OnceLock<Occasion>,
    file: Mutex<Option<PathBuf>>,
}

/// The content of a file by its length and hash; none when there is no file.
type Mark = Option<(usize, u64)>;

fn mark(text: &[u8]) -> Mark {
    Some((text.len(), fnv(text)))
}

/// What becomes of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Deed {
    /// It gets another text; it is new when there was none before.
    #[serde(rename = "write")]
    Write { path: PathBuf, before: Option<String>, after: Mark },
    /// It gets another name.
    #[serde(rename = "move")]
    Move { from: PathBuf, to: PathBuf, content: Mark },
}

/// A command that can be taken back.
#[derive(Clone, Debug)]
pub struct Done {
    /// Who ran which command, and when.
    pub occasion: Occasion,
    deeds: Vec<Deed>,
    file: PathBuf,
}

/// What was taken back of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Back {
    /// It has its earlier text again; the difference.
    Text(PathBuf, String),
    /// It was new and is gone.
    Gone(PathBuf),
    /// It has its earlier name again.
    Name {
        /// The name that it had.
        from: PathBuf,
        /// The name that it has again.
        to: PathBuf,
    },
}

impl Done {
    /// The files that the command wrote, by the names that it gave them.
    pub fn paths(&self) -> Vec<&Path> {
        let mut paths: Vec<&Path> = Vec::new();
        for deed in &self.deeds {
            let (Deed::Write { path, .. } | Deed::Move { to: path, .. }) = deed;
            if let Deed::Move { from, .. } = deed {
                paths.retain(|known| known != from);
            }
            if !paths.contains(&path.as_path()) {
                paths.push(path);
            }
        }
        paths
    }
}

impl Store {
    /// From now on, what is written can be taken back. Without it, nothing is noted.
    pub fn begin(&self, occasion: impl FnOnce() -> Occasion) {
        self.step.occasion.get_or_init(occasion);
    }

    /// Notes that a file gets another text.
    pub(super) fn note_write(&self, path: &Path, before: Option<&[u8]>, after: &[u8]) -> Result<()> {
        let before = before.map(|before| String::from_utf8_lossy(before).into_owned());
        self.note(|| Deed::Write { path: path.to_path_buf(), before, after: mark(after) })
    }

    /// Notes what becomes of a file, which may be new or go.
    pub(super) fn note_change(&self, path: &Path, before: Option<&str>, after: Option<&str>) -> Result<()> {
        let after = after.and_then(|after| mark(after.as_bytes()));
        self.note(|| Deed::Write { path: path.to_path_buf(), before: before.map(str::to_string), after })
    }

    /// Notes that a file gets another name.
    pub(super) fn note_move(&self, from: &Path, to: &Path) -> Result<()> {
        let content = self.content(from)?;
        self.note(|| Deed::Move { from: from.to_path_buf(), to: to.to_path_buf(), content })
    }

    fn note(&self, deed: impl FnOnce() -> Deed) -> Result<()> {
        let Some(occasion) = self.step.occasion.get() else { return Ok(()) };
        let mut file = self.step.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = String::new();
        let path = match &*file {
            Some(path) => path.clone(),
            None => {
                lines.push_str(&line(occasion)?);
                self.room_for_a_step()?
            }
        };
        lines.push_str(&line(&deed())?);
        let written = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.root().join(&path))
            .and_then(|mut out| out.write_all(lines.as_bytes()));
        written.map_err(|error| failed(&path, &error))?;
        *file = Some(path);
        Ok(())
    }

    /// The path of a new step; the oldest ones make room.
    fn room_for_a_step(&self) -> Result<PathBuf> {
        let folder = self.root().join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(|error| failed(Path::new(FOLDER), &error))?;
        let known = self.step_files();
        for old in known.iter().take((known.len() + 1).saturating_sub(KEPT)) {
            remove(&self.root().join(old));
        }
        // After every step that is there, also when the clock was set back.
        let number = |path: &PathBuf| path.file_stem()?.to_str()?.split('-').next()?.parse::<u128>().ok();
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_micros());
        let number = known.last().and_then(number).map_or(now, |last| now.max(last + 1));
        Ok(Path::new(FOLDER).join(format!("{number:020}-{}.jsonl", std::process::id())))
    }

    /// The steps, the oldest first.
    fn step_files(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.root().join(FOLDER)) else { return Vec::new() };
        let paths = entries.flatten().map(|entry| Path::new(FOLDER).join(entry.file_name()));
        let mut found: Vec<PathBuf> =
            paths.filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")).collect();
        found.sort();
        found
    }

    /// What can be taken back of what `by` did, the last first.
    pub fn steps(&self, by: Option<&str>) -> Vec<Done> {
        let steps = self.step_files().into_iter().rev().filter_map(|file| self.read_step(file));
        steps.filter(|done| done.occasion.by.as_deref() == by).collect()
    }

    /// A step as far as it was written; none when not even its first line was.
    fn read_step(&self, file: PathBuf) -> Option<Done> {
        let text = std::fs::read_to_string(self.root().join(&file)).ok()?;
        let mut lines = text.lines();
        let occasion = serde_json::from_str(lines.next()?).ok()?;
        let deeds: Vec<Deed> = lines.map_while(|line| serde_json::from_str(line).ok()).collect();
        (!deeds.is_empty()).then_some(Done { occasion, deeds, file })
    }

    /// Takes a step back, byte for byte; with `dry`, only says what would become of which file.
    ///
    /// # Errors
    /// `Conflict` when a file was changed since; then nothing is taken back.
    pub fn take_back(&self, done: &Done, dry: bool) -> Result<Vec<Back>> {
        let mut paths: Vec<&Path> = done.paths();
        paths.extend(done.deeds.iter().filter_map(|deed| match deed {
            Deed::Move { from, .. } => Some(from.as_path()),
            Deed::Write { .. } => None,
        }));
        let folders = paths.iter().filter_map(|path| path.parent());
        let all: Vec<&Path> = paths.iter().copied().chain(folders).collect();
        let locks = if dry { None } else { Some(self.lock_together(&all)?) };
        let back = self.checked(done)?;
        if let Some((_, lock)) = &locks
            && let Some(files) = rewritten(&back)
        {
            let said = back.iter().map(|deed| self.told(deed, &HashMap::new())).collect();
            self.turn_back_together(lock, &files)?;
            remove(&self.root().join(&done.file));
            return Ok(said);
        }
        let mut said = Vec::new();
        // Where the files are while nothing is moved back.
        let mut moved: HashMap<&Path, &Path> = HashMap::new();
        for deed in back {
            if let (true, Deed::Move { from, to, .. }) = (dry, deed) {
                moved.insert(from, to);
            }
            said.push(self.told(deed, &moved));
            if let Some((_, lock)) = &locks {
                self.turn_back(lock, deed)?;
            }
        }
        if !dry {
            remove(&self.root().join(&done.file));
        }
        Ok(said)
    }

    /// The deeds of a step that are to be taken back, the last first; those that never happened are left out.
    fn checked<'d>(&self, done: &'d Done) -> Result<Vec<&'d Deed>> {
        // What each file holds once the later deeds are taken back.
        let mut marks: HashMap<&Path, Mark> = HashMap::new();
        let mut back = Vec::new();
        for deed in done.deeds.iter().rev() {
            let mut now = |path: &'d Path| match marks.get(path) {
                Some(mark) => Ok(*mark),
                None => self.content(path).inspect(|mark| {
                    marks.insert(path, *mark);
                }),
            };
            match deed {
                Deed::Write { path, before, after } => {
                    let (holds, before) = (now(path)?, before.as_ref().and_then(|text| mark(text.as_bytes())));
                    if holds == *after {
                        marks.insert(path, before);
                        back.push(deed);
                    } else if holds != before {
                        return Err(changed_since(path, done));
                    }
                }
                Deed::Move { from, to, content } => match (now(from)?, now(to)?) {
                    (None, holds) if holds == *content => {
                        marks.insert(from, holds);
                        marks.insert(to, None);
                        back.push(deed);
                    }
                    (holds, None) if holds == *content => {}
                    (None, _) => return Err(changed_since(to, done)),
                    _ => return Err(changed_since(from, done)),
                },
            }
        }
        Ok(back)
    }

    fn told(&self, deed: &Deed, moved: &HashMap<&Path, &Path>) -> Back {
        match deed {
            Deed::Move { from, to, .. } => Back::Name { from: to.clone(), to: from.clone() },
            Deed::Write { path, before: None, .. } => Back::Gone(path.clone()),
            Deed::Write { path, before: Some(before), .. } => {
                let place = moved.get(path.as_path()).copied().unwrap_or(path);
                let now = std::fs::read_to_string(self.root().join(place)).unwrap_or_default();
                Back::Text(path.clone(), unified(path, &now, before))
            }
        }
    }

    fn turn_back(&self, _lock: &Lock, deed: &Deed) -> Result<()> {
        let whole = |path: &Path| self.root().join(path);
        let (path, done) = match deed {
            Deed::Move { from, to, .. } => {
                self.make_folder(from)?;
                let (old, new) = (whole(from), whole(to));
                (to, move_file(&new, &old).and_then(|()| sync_folder(&new)).and_then(|()| sync_folder(&old)))
            }
            Deed::Write { path, before: None, .. } => {
                (path, discard(&whole(path)).and_then(|()| sync_folder(&whole(path))))
            }
            Deed::Write { path, before: Some(before), .. } => {
                let target = whole(path);
                let written = Temporary::write(&target, before.as_bytes());
                (path, written.and_then(|temporary| temporary.replace(&target)))
            }
        };
        done.map_err(|error| failed(path, &error))
    }

    fn content(&self, path: &Path) -> Result<Mark> {
        match std::fs::read(self.root().join(path)) {
            Ok(bytes) => Ok(mark(&bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(path, &error)),
        }
    }
}

/// What each of several files holds once all deeds are taken back; none where one was moved, or there is only one file.
fn rewritten(back: &[&Deed]) -> Option<Vec<(PathBuf, Option<String>)>> {
    let mut files: Vec<(PathBuf, Option<String>)> = Vec::new();
    for deed in back {
        let Deed::Write { path, before, .. } = deed else { return None };
        match files.iter_mut().find(|(known, _)| known == path) {
            Some((_, text)) => text.clone_from(before),
            None => files.push((path.clone(), before.clone())),
        }
    }
    (files.len() > 1).then_some(files)
}

fn line(value: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(value);
    let text = text.map_err(|error| {
        Error::new(Kind::Defect, text!("the step cannot be noted", "无法记下这一步"))
            .cause(Text::same(error.to_string()))
    })?;
    Ok(text + "\n")
}

fn changed_since(path: &Path, done: &Done) -> Error {
    let Occasion { command, at, .. } = &done.occasion;
    Error::new(
        Kind::Conflict,
        Text::fixed("the file has changed since; nothing was taken back", "文件此后又有改动；未撤销任何内容"),
    )
    .at(Place::file(path))
    .cause(text!("the last step is `{command}` of {at}", "上一步是 {at} 的 `{command}`"))
    .hint(Text::fixed(
        "what was written since must go first; `salesrec edit` mends by hand",
        "须先去掉此后的改动；也可用 `salesrec edit` 手工修改",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let root = tempfile::tempdir().unwrap();
        let store = Store::at(root.path());
        (root, store)
    }

    /// The same directory, as another run of the program sees it.
    fn again(store: &Store, command: &str) -> Store {
        let store = Store::at(store.root());
        store.begin(|| Occasion { command: command.to_string(), at: "2026-06-26 16:30".to_string(), by: None });
        store
    }

    fn undo(store: &Store) -> Result<Vec<Back>> {
        store.take_back(&store.steps(None)[0], false)
    }

    const A: &str = "clients/a.yaml";

    #[test]
    fn every_kind_of_writing_is_taken_back_byte_for_byte() {
        let (_root, store) = store();
        again(&store, "add").create(Path::new(A), "client: a\r\n# \u{feff}\n").unwrap();
        let (made, path) = (store.text(A).unwrap(), Path::new(A));
        again(&store, "edit").overwrite(path, &made, "client: b\n").unwrap();
        let file = store.at_path(path).unwrap();
        again(&store, "rename").relocate(&file, Path::new("clients/east/b.yaml")).unwrap();
        let commands: Vec<String> = store.steps(None).into_iter().map(|done| done.occasion.command).collect();
        assert_eq!(commands, ["rename", "edit", "add"]);
        assert!(matches!(&undo(&store).unwrap()[..], [Back::Name { to, .. }] if to == path));
        assert_eq!(store.text(A).unwrap(), "client: b\n");
        assert!(matches!(&undo(&store).unwrap()[..], [Back::Text(..)]));
        assert_eq!(store.text(A).unwrap(), made);
        assert_eq!(undo(&store).unwrap(), [Back::Gone(path.to_path_buf())]);
        assert!(store.text(A).is_err() && store.steps(None).is_empty());
    }

    #[test]
    fn a_command_that_writes_and_moves_is_one_step() {
        let (_root, store) = store();
        store.create(Path::new(A), "client: a\n").unwrap();
        let run = again(&store, "rename");
        run.overwrite(Path::new(A), "client: a\n", "client: b\n").unwrap();
        run.relocate(&store.at_path(Path::new(A)).unwrap(), Path::new("clients/b.yaml")).unwrap();
        assert_eq!(store.steps(None)[0].paths(), [Path::new("clients/b.yaml")]);
        undo(&store).unwrap();
        assert_eq!(store.text(A).unwrap(), "client: a\n");
        assert!(store.text("clients/b.yaml").is_err());
    }

    #[test]
    fn what_several_files_became_together_is_taken_back_together() {
        let (_root, store) = store();
        let (old, new) = (Path::new(A), Path::new("handovers/h.yaml"));
        store.create(old, "client: a\n").unwrap();
        let change = |path: &Path, before: &str, after: &str| super::super::Change {
            path: path.into(),
            before: before.into(),
            after: after.into(),
        };
        let changes = || Ok((vec![change(old, "client: a\n", "client: b\n"), change(new, "", "from: ann\n")], ()));
        again(&store, "handover").together(None, &[old.into(), new.into()], false, changes).unwrap();
        assert_eq!(store.steps(None).len(), 1);
        assert_eq!(undo(&store).unwrap().len(), 2);
        assert_eq!(store.text(A).unwrap(), "client: a\n");
        assert!(store.text("handovers/h.yaml").is_err() && store.steps(None).is_empty());
    }

    #[test]
    fn nothing_is_taken_back_when_a_file_was_changed_since() {
        let (_root, store) = store();
        store.create(Path::new(A), "client: a\n").unwrap();
        again(&store, "log").overwrite(Path::new(A), "client: a\n", "client: b\n").unwrap();
        store.overwrite(Path::new(A), "client: b\n", "client: c\n").unwrap();
        assert_eq!(undo(&store).unwrap_err().kind, Kind::Conflict);
        assert_eq!(store.text(A).unwrap(), "client: c\n");
        assert_eq!(store.steps(None).len(), 1);
    }

    #[test]
    fn what_was_noted_and_never_done_is_left_alone() {
        let (_root, store) = store();
        store.create(Path::new(A), "client: a\n").unwrap();
        again(&store, "log").note_write(Path::new(A), Some(b"client: a\n"), b"client: b\n").unwrap();
        assert_eq!(undo(&store).unwrap(), []);
        assert_eq!(store.text(A).unwrap(), "client: a\n");
    }

    #[test]
    fn steps_of_others_are_not_taken_back_and_old_ones_are_dropped() {
        let (_root, store) = store();
        let mut text = String::new();
        store.create(Path::new(A), &text).unwrap();
        for number in 0..KEPT + 3 {
            let next = format!("client: {number}\n");
            again(&store, "log").overwrite(Path::new(A), &text, &next).unwrap();
            text = next;
        }
        assert_eq!(store.steps(None).len(), KEPT);
        assert!(store.steps(Some("ann")).is_empty());
    }
}
