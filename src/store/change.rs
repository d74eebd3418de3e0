//! Changing a record: read, edit, check, write, all under one lock.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::load::{decode, parse, placed, unreadable};
use super::{ClientFile, Store};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::record::Client;
use crate::yaml::{self, EditError, Limits, Route};

/// A file before and after; of a new file, before is empty.
#[derive(Clone, Debug)]
pub struct Change {
    /// The file, relative to the records directory.
    pub path: PathBuf,
    /// Its text before.
    pub before: String,
    /// Its text after.
    pub after: String,
}

impl Change {
    /// The change as a unified diff, empty when there is none.
    pub fn diff(&self) -> String {
        unified(&self.path, &self.before, &self.after)
    }
}

/// Two texts of a file as a unified diff with three lines of context.
pub fn unified(path: &Path, before: &str, after: &str) -> String {
    let shown = path.display().to_string().replace('\\', "/");
    let old = if before.is_empty() { "/dev/null".to_string() } else { format!("a/{shown}") };
    similar::TextDiff::from_lines(before, after).unified_diff().header(&old, &format!("b/{shown}")).to_string()
}

impl Store {
    /// Changes one client file: `decide` changes the record that the file holds at that moment, and what became
    /// different is edited into the text, so that processes that write at once lose nothing. With `dry` nothing is
    /// written.
    ///
    /// # Errors
    /// What `decide` returns; `Unreadable` when the file does not parse; `Conflict` when somebody else wrote meanwhile.
    pub fn change<T>(
        &self,
        file: &ClientFile,
        dry: bool,
        decide: impl FnOnce(&mut Client) -> Result<T>,
    ) -> Result<(Change, T)> {
        self.change_record(&file.path, dry, decide)
    }

    /// As [`Store::change`], of a file of any kind of record.
    pub(super) fn change_record<R, T>(
        &self,
        path: &Path,
        dry: bool,
        decide: impl FnOnce(&mut R) -> Result<T>,
    ) -> Result<(Change, T)>
    where
        R: Clone + Serialize + DeserializeOwned,
    {
        let lock = if dry { None } else { Some(self.lock(&[path])?) };
        let limits = Limits::default();
        let mut bytes = Vec::new();
        self.read_bytes(path, &limits, &mut bytes)?;
        let before = decode(&bytes, path, &limits)?.to_string();
        let (old, faults) = parse::<R>(&before, path, &limits)?;
        if let Some(fault) = faults.iter().find(|fault| fault.drops_an_item()) {
            return Err(placed(fault, path, &before).hint(Text::fixed(
                "mend this place first: `salesrec edit`; until then the tool does not write to the record",
                "请先用 `salesrec edit` 修正此处；在此之前不会写入这份记录",
            )));
        }
        let mut new = old.clone();
        let answer = decide(&mut new)?;
        let after = edited(&before, &old, &new).map_err(|error| refused(&error, path, &before))?;
        if let Some(lock) = lock
            && after != before
        {
            self.replace(&lock, path, before.as_bytes(), after.as_bytes())?;
        }
        Ok((Change { path: path.to_path_buf(), before, after }, answer))
    }

    /// Gives a client file the text that `decide` makes of the one that it holds at that moment. With `dry` nothing is
    /// written.
    ///
    /// # Errors
    /// `Unreadable` when the file is no text, or the new text would be no record; `Conflict` when somebody else wrote
    /// meanwhile.
    pub fn mend<T>(
        &self,
        file: &ClientFile,
        dry: bool,
        decide: impl FnOnce(&str) -> (String, T),
    ) -> Result<(Change, T)> {
        let path = &file.path;
        let lock = if dry { None } else { Some(self.lock(&[path])?) };
        let (mut bytes, limits) = (Vec::new(), Limits::default());
        self.read_bytes(path, &limits, &mut bytes)?;
        let before = decode(&bytes, path, &limits)?.to_string();
        let (after, answer) = decide(&before);
        if let Some(lock) = lock
            && after != before
        {
            self.check(file, &after)?;
            self.replace(&lock, path, before.as_bytes(), after.as_bytes())?;
        }
        Ok((Change { path: path.clone(), before, after }, answer))
    }

    /// Writes a whole new text over a client file that still holds `before`: what an editor gave back.
    ///
    /// # Errors
    /// `Unreadable` when the new text does not parse; `Conflict` when the file was changed meanwhile.
    pub fn rewrite(&self, file: &ClientFile, before: &str, after: &str) -> Result<()> {
        let limits = Limits::default();
        parse::<Client>(decode(after.as_bytes(), &file.path, &limits)?, &file.path, &limits)?;
        self.overwrite(&file.path, before, after)
    }

    /// Writes a new text over a file of settings that still holds `before`.
    ///
    /// # Errors
    /// `Conflict` when the file was changed meanwhile.
    pub fn overwrite(&self, path: &Path, before: &str, after: &str) -> Result<()> {
        let lock = self.lock(&[path])?;
        self.replace(&lock, path, before.as_bytes(), after.as_bytes())
    }

    /// Whether a text would be taken as a client file, and if not, why.
    ///
    /// # Errors
    /// `Unreadable`, with the place in the text.
    pub fn check(&self, file: &ClientFile, text: &str) -> Result<()> {
        let limits = Limits::default();
        parse::<Client>(decode(text.as_bytes(), &file.path, &limits)?, &file.path, &limits).map(drop)
    }
}

fn edited<R: Serialize + DeserializeOwned>(text: &str, old: &R, new: &R) -> Result<String, EditError> {
    let value = |record: &R| {
        yaml::to_value(record)
            .map_err(|error| EditError::Refused { route: Route::root(), reason: Text::same(error.to_string()) })
    };
    let edits = yaml::difference(&value(old)?, &value(new)?);
    if edits.is_empty() { Ok(text.to_string()) } else { yaml::apply::<R>(text, &edits, &Limits::default()) }
}

fn refused(error: &EditError, path: &Path, text: &str) -> Error {
    match error {
        EditError::Unreadable(faults) => unreadable(faults, path, text),
        EditError::Refused { .. } => {
            Error::new(Kind::Refused, error.message()).at(Place::file(path)).hint(Text::fixed(
                "nothing was written; `salesrec edit` opens the record",
                "未写入任何内容；可用 `salesrec edit` 手工修改",
            ))
        }
    }
}
