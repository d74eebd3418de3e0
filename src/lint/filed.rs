//! The files that are no client's: one rule a drawer looks at them, and it is told what reading found.

use std::path::PathBuf;

use super::engine::Asked;
use super::{Engine, Finding};
use crate::store::{ClientFile, Drawer, Store};
use crate::yaml::{self, Limits};

impl Engine<'_> {
    /// Looks at files of targets, reviews and handovers, by their paths in the records directory.
    pub fn filed(&self, paths: &[PathBuf]) -> Vec<Finding> {
        let files: Vec<ClientFile> = paths.iter().map(|path| ClientFile { path: path.clone() }).collect();
        let looked = self.store.inspect(&files, |findings: &mut Vec<Finding>, file, bytes| {
            findings.extend(match bytes {
                Ok(bytes) => self.filed_one(file, bytes),
                Err(error) => self.unopened(file, &error),
            });
        });
        looked.into_iter().flatten().collect()
    }

    fn filed_one(&self, file: &ClientFile, bytes: &[u8]) -> Vec<Finding> {
        let Some(drawer) = Drawer::of(&file.path) else { return Vec::new() };
        let text = match yaml::decode(bytes, &Limits::default()) {
            Ok(text) => text,
            Err(fault) => return self.undecoded(file, bytes, &fault),
        };
        let mut faults = Store::filed_faults(drawer, &file.path, text, &self.team.people);
        if drawer == Drawer::Reviews {
            faults.extend(self.store.review_strangers(text));
            faults.sort_by_key(|fault| fault.span.start);
        }
        let raws = self.ask(file, |rule, check| rule.filed(check, drawer, &faults));
        let mut findings = self.placed(file, text, None, raws, Asked::Some);
        findings.sort_by_key(|finding| (finding.place.line, finding.place.column));
        findings
    }
}
