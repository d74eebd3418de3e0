//! The files of handovers: handovers/<date>_<from>_<to>.yaml.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{Change, Problem, Store};
use crate::error::Result;
use crate::lang::Text;
use crate::record::Handover;

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
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for path in self.filed(FOLDER) {
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
        let (handover, problems) = self.load_filed(path)?;
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
        let there = Text::fixed("there is a handover of that name already", "已有同名的交接");
        self.new_filed(Self::handover_path(name), handover, &SECTIONS, there)
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
