//! Looks at records while somebody makes something of them, so that no file is read twice.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::engine::in_order;
use super::{Book, Engine, Finding, Page};
use crate::record::Client;
use crate::store::{ClientFile, Problem, Reading};

/// What a survey gave.
#[derive(Debug)]
pub struct Surveyed<T, G> {
    /// What was made of the clients, in the order of the files.
    pub found: Vec<T>,
    /// What was gathered of all of them.
    pub gathered: Vec<G>,
    /// What was in the way of reading.
    pub problems: Vec<Problem>,
}

/// What one thread has seen.
struct Seen<'f, T, G> {
    found: Vec<(&'f ClientFile, T)>,
    gathered: G,
    /// The files of which the findings were asked for.
    asked: Vec<&'f ClientFile>,
    page: Page<'f>,
}

impl<T, G: Default> Default for Seen<'_, T, G> {
    fn default() -> Self {
        Self { found: Vec::new(), gathered: G::default(), asked: Vec::new(), page: Page::default() }
    }
}

impl Engine<'_> {
    /// Reads `files`, which are sorted, on all processors. `look` makes something of each client and is told what is wrong
    /// with it when it asks; `gather` takes the record when that is done.
    ///
    /// What the rules that compare files say is known when all are read: the few clients that they speak of are then
    /// shown to `look` again, and what it makes of them with those findings counts.
    pub fn survey<'f, T: Send, G: Default + Send>(
        &self,
        files: &'f [ClientFile],
        look: impl Fn(&Reading<'f, '_>, &mut dyn FnMut() -> Vec<Finding>) -> Option<T> + Sync,
        gather: impl Fn(&mut G, &'f ClientFile, Client) + Sync,
    ) -> Surveyed<T, G> {
        let compares = self.compares_files();
        let (seen, problems) = self.store.survey(files, |seen: &mut Seen<'f, T, G>, reading| {
            let mut is_asked = false;
            let found = look(&reading, &mut || {
                is_asked = true;
                self.reading(&reading)
            });
            let file = reading.file;
            seen.found.extend(found.map(|found| (file, found)));
            if compares {
                seen.asked.extend(is_asked.then_some(file));
                seen.page.add(file, &reading.client);
            }
            gather(&mut seen.gathered, file, reading.client);
        });
        let (mut found, mut gathered) = (Vec::new(), Vec::new());
        let (mut asked, mut pages) = (BTreeSet::new(), Vec::new());
        for seen in seen {
            found.extend(seen.found);
            gathered.push(seen.gathered);
            asked.extend(seen.asked);
            pages.push(seen.page);
        }
        if !asked.is_empty() {
            let mut compared: BTreeMap<&ClientFile, Vec<Finding>> = BTreeMap::new();
            for finding in self.compared(|file| asked.contains(file), &Book::of(pages)) {
                let said = ClientFile { path: finding.path.clone() };
                if let Some(file) = asked.get(&said) {
                    compared.entry(*file).or_default().push(finding);
                }
            }
            if !compared.is_empty() {
                found.retain(|(file, _)| !compared.contains_key(file));
                found.par_extend(compared.into_par_iter().filter_map(|(file, compared)| {
                    let (seen, _) = self.store.survey(std::slice::from_ref(file), |seen: &mut Option<T>, reading| {
                        *seen = look(&reading, &mut || {
                            let mut findings = self.reading(&reading);
                            findings.extend(compared.iter().cloned());
                            in_order(&mut findings);
                            findings
                        });
                    });
                    seen.into_iter().flatten().next().map(|found| (file, found))
                }));
                found.sort_unstable_by_key(|(file, _)| *file);
            }
        }
        Surveyed { found: found.into_iter().map(|(_, found)| found).collect(), gathered, problems }
    }
}
