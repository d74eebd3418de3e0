//! The files of targets, which are no client's: one rule looks at them, and it is told what reading found.

use std::path::PathBuf;

use super::{Engine, Finding};
use crate::store::{ClientFile, Store};
use crate::yaml::{self, Limits};

impl Engine<'_> {
    /// Looks at files of targets, by their paths in the records directory.
    pub fn targets(&self, paths: &[PathBuf]) -> Vec<Finding> {
        let files: Vec<ClientFile> = paths.iter().map(|path| ClientFile { path: path.clone() }).collect();
        let looked = self.store.inspect(&files, |findings: &mut Vec<Finding>, file, bytes| {
            findings.extend(match bytes {
                Ok(bytes) => self.target_file(file, bytes),
                Err(error) => self.unopened(file, &error),
            });
        });
        looked.into_iter().flatten().collect()
    }

    fn target_file(&self, file: &ClientFile, bytes: &[u8]) -> Vec<Finding> {
        let text = match yaml::decode(bytes, &Limits::default()) {
            Ok(text) => text,
            Err(fault) => return self.undecoded(file, bytes, &fault),
        };
        let faults = Store::target_faults(&file.path, text, &self.team.people);
        let raws = self.ask(file, |rule, check| rule.targets(check, &faults));
        let mut findings = self.placed(file, text, None, raws);
        findings.sort_by_key(|finding| (finding.place.line, finding.place.column));
        findings
    }
}
