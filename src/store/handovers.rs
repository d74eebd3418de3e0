//! The files of handovers: handovers/<date>_<from>_<to>.yaml.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::filed::strangers;
use super::{Change, Drawer, Problem, Store};
use crate::error::Result;
use crate::lang::Text;
use crate::record::{Handover, Person};
use crate::yaml::{self, Fault, Limits};

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
        for path in self.filed(Drawer::Handovers) {
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

    /// What is wrong with the text of a handover. Of a closed one, who took part is history.
    pub(super) fn handover_faults(text: &str, people: &[Person]) -> Vec<Fault> {
        let tree = match yaml::parse(text, &Limits::default()) {
            Ok(tree) => tree,
            Err(faults) => return faults,
        };
        let reading = yaml::read_tree::<Handover>(&tree);
        let mut faults = reading.faults;
        if reading.value.is_some_and(|handover| handover.is_open()) {
            strangers(&mut faults, &tree, &PEOPLE, people);
        }
        faults
    }

    /// Where a handover of that name lies.
    pub fn handover_path(name: &str) -> PathBuf {
        Path::new(Drawer::Handovers.folder()).join(format!("{name}.yaml"))
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

/// What leads to the ids of those who have something to do in a handover.
const PEOPLE: [&[&str]; 9] = [
    &["from"],
    &["to", "*"],
    &["supervisor"],
    &["finance"],
    &["head"],
    &["clients", "*", "to"],
    &["steps", "*", "owner"],
    &["checklist", "*", "owner"],
    &["meeting", "people", "*", "person"],
];

/// The keys before which a new file has an empty line.
const SECTIONS: [&str; 5] = ["clients:", "questions:", "steps:", "checklist:", "transition:"];
