//! Records beside the clients' files: those of a folder of handovers or reviews.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::load::{decode, dropped, parse};
use super::{Change, Problem, Store};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::yaml::{self, Limits};

impl Store {
    /// The records of a folder, by path.
    pub(super) fn filed(&self, folder: &str) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.root().join(folder)).into_iter().flatten().flatten();
        let is_record = |path: &PathBuf| {
            matches!(path.extension().and_then(OsStr::to_str), Some("yaml" | "yml"))
                && path.symlink_metadata().is_ok_and(|kind| kind.is_file())
        };
        let mut paths: Vec<PathBuf> =
            entries.map(|entry| entry.path()).filter(is_record).map(|path| self.shown(&path)).collect();
        paths.sort();
        paths
    }

    /// One of them, and what in it could not be taken.
    pub(super) fn load_filed<R: DeserializeOwned>(&self, path: &Path) -> Result<(R, Vec<Problem>)> {
        let (mut bytes, limits) = (Vec::new(), Limits::default());
        self.read_bytes(path, &limits, &mut bytes)?;
        let text = decode(&bytes, path, &limits)?;
        let (record, faults) = parse::<R>(text, path, &limits)?;
        let problems = dropped(&faults, path, text).collect();
        Ok((record, problems))
    }

    /// A new one as a file that is still to be written; before the keys in `sections` an empty line.
    pub(super) fn new_filed<R>(&self, path: PathBuf, record: &R, sections: &[&str], taken: Text) -> Result<Change>
    where
        R: Serialize + DeserializeOwned + PartialEq,
    {
        if self.root().join(&path).exists() {
            return Err(Error::new(Kind::Conflict, taken).at(Place::file(path)));
        }
        let written = yaml::to_value(record).map(|value| yaml::write_new(&value)).unwrap_or_default();
        let mut after = String::new();
        for line in written.lines() {
            if sections.contains(&line) {
                after.push('\n');
            }
            after.push_str(line);
            after.push('\n');
        }
        if yaml::read::<R>(&after, &Limits::default()).value.as_ref() == Some(record) {
            return Ok(Change { path, before: String::new(), after });
        }
        Err(Error::new(
            Kind::Defect,
            Text::fixed("the new file would not read back as it was meant", "新文件写出后再读，与原意不符"),
        ))
    }
}
