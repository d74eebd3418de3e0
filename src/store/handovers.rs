//! The files of handovers: handovers/<date>_<from>_<to>.yaml.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::load::{decode, parse, placed};
use super::{Change, Problem, Store};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::record::Handover;
use crate::yaml::{self, Limits};

/// The folder of the handovers.
const FOLDER: &str = "handovers";

/// A handover that was read.
#[derive(Clone, Debug)]
pub struct HandoverFile {
    /// The path, relative to the records directory.
    pub path: PathBuf,
    /// What it says.
    pub handover: Handover,
}

impl HandoverFile {
    /// The handover's name: the stem of its file.
    pub fn name(&self) -> &str {
        self.path.file_stem().and_then(OsStr::to_str).unwrap_or_default()
    }
}

impl Store {
    /// Every handover, by name, and what was in the way of reading them.
    pub fn handovers(&self) -> (Vec<HandoverFile>, Vec<Problem>) {
        let entries = std::fs::read_dir(self.root().join(FOLDER)).into_iter().flatten().flatten();
        let is_record = |path: &PathBuf| {
            matches!(path.extension().and_then(OsStr::to_str), Some("yaml" | "yml"))
                && path.symlink_metadata().is_ok_and(|kind| kind.is_file())
        };
        let mut paths: Vec<PathBuf> =
            entries.map(|entry| entry.path()).filter(is_record).map(|path| self.shown(&path)).collect();
        paths.sort();
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for path in paths {
            match self.load_handover(&path) {
                Ok((file, faults)) => {
                    found.push(file);
                    problems.extend(faults);
                }
                Err(error) => problems.push(Problem::error(error)),
            }
        }
        (found, problems)
    }

    /// One handover, and what in it could not be taken.
    ///
    /// # Errors
    /// `Unreadable` with its place when the file does not parse, `System` when it cannot be opened.
    pub fn load_handover(&self, path: &Path) -> Result<(HandoverFile, Vec<Problem>)> {
        let (mut bytes, limits) = (Vec::new(), Limits::default());
        self.read_bytes(path, &limits, &mut bytes)?;
        let text = decode(&bytes, path, &limits)?;
        let (handover, faults) = parse::<Handover>(text, path, &limits)?;
        let dropped = faults.iter().filter(|fault| fault.drops_a_value());
        let problems = dropped.map(|fault| Problem::warning(placed(fault, path, text))).collect();
        Ok((HandoverFile { path: path.to_path_buf(), handover }, problems))
    }

    /// Where a handover of that name lies.
    pub fn handover_path(name: &str) -> PathBuf {
        Path::new(FOLDER).join(format!("{name}.yaml"))
    }

    /// A new handover as a file that is still to be written.
    ///
    /// # Errors
    /// `Conflict` when there is a handover of that name.
    pub fn new_handover(&self, name: &str, handover: &Handover) -> Result<Change> {
        let path = Self::handover_path(name);
        if self.root().join(&path).exists() {
            let there = Text::fixed("there is a handover of that name already", "已有同名的交接");
            return Err(Error::new(Kind::Conflict, there).at(Place::file(path)));
        }
        let written = yaml::to_value(handover).map(|value| yaml::write_new(&value)).unwrap_or_default();
        let mut after = String::new();
        for line in written.lines() {
            if SECTIONS.contains(&line) {
                after.push('\n');
            }
            after.push_str(line);
            after.push('\n');
        }
        if yaml::read::<Handover>(&after, &Limits::default()).value.as_ref() == Some(handover) {
            return Ok(Change { path, before: String::new(), after });
        }
        Err(Error::new(
            Kind::Defect,
            Text::fixed("the handover would not read back as it was meant", "写出的交接文件读回后与原意不符"),
        ))
    }

    /// Changes one handover, as [`Store::change`] does a client.
    ///
    /// # Errors
    /// As [`Store::change`].
    pub fn change_handover<T>(
        &self,
        path: &Path,
        dry: bool,
        decide: impl FnOnce(&mut Handover) -> Result<T>,
    ) -> Result<(Change, T)> {
        self.change_record(path, dry, decide)
    }
}

/// The keys before which a new file has an empty line.
const SECTIONS: [&str; 5] = ["clients:", "questions:", "steps:", "checklist:", "transition:"];
