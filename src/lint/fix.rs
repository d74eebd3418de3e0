//! Mending a file's text by the fixes that its findings offer.

use std::collections::BTreeSet;

use super::{Engine, Finding, Fix};
use crate::record::Client;
use crate::store::{ClientFile, fnv};
use crate::yaml::{self, Edit, Limits, Route};

/// A text after its fixes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// How many findings were mended in it, without the name of the file.
    pub fixes: usize,
    /// The stem that the file's name should have, when that is wrong and may be mended.
    pub stem: Option<String>,
}

/// More rounds than this mean that a fix does not mend what it is for.
const ROUNDS: usize = 1_000;

/// The text with every fix made, the safe ones or all of them. Each fix is made whole or not at all; the text is looked
/// at again after each round, so that the places of the next ones are right and a second run has nothing to do. Where two
/// rules want opposite things, the first has its way.
pub fn mend(engine: &Engine<'_>, file: &ClientFile, text: &str, all: bool) -> Mended {
    let mut mended = Mended { text: text.to_string(), ..Mended::default() };
    let mut given_up: Vec<String> = Vec::new();
    let mut seen = BTreeSet::from([fnv(text.as_bytes())]);
    for _ in 0..ROUNDS {
        let findings = engine.text(file, &mended.text);
        let open: Vec<(&Finding, &Fix)> = findings
            .iter()
            .filter(|finding| finding.suppressed.is_none() && !given_up.contains(&finding.fingerprint))
            .filter_map(|finding| Some((finding, finding.fix.as_ref().filter(|fix| fix.safe || all)?)))
            .collect();
        mended.stem = open.iter().find_map(|(_, fix)| fix.stem.clone());
        let open: Vec<(&Finding, &Fix)> = open.into_iter().filter(|(_, fix)| !fix.edits.is_empty()).collect();
        let Some((first, fix)) = open.first() else { break };
        let batch = together(&open);
        let mut new = |text: &String| seen.insert(fnv(text.as_bytes()));
        if batch.len() > 1
            && let Some(text) = edited(&mended.text, batch.iter().flat_map(|fix| &fix.edits)).filter(&mut new)
        {
            mended = Mended { text, fixes: mended.fixes + batch.len(), ..mended };
        } else if let Some(text) = edited(&mended.text, &fix.edits).filter(new) {
            mended = Mended { text, fixes: mended.fixes + 1, ..mended };
        } else {
            given_up.push(first.fingerprint.clone());
        }
    }
    mended
}

/// The fixes, from the first on, that do not move each other's places: they set values at places apart.
fn together<'f>(open: &[(&Finding, &'f Fix)]) -> Vec<&'f Fix> {
    let mut taken: Vec<&Fix> = Vec::new();
    for (_, fix) in open {
        let sets = fix.edits.iter().all(|edit| matches!(edit, Edit::Set(..)));
        let apart = |route: &Route| {
            taken.iter().flat_map(|fix| &fix.edits).all(|edit| {
                let (one, other) = (&edit.route().0, &route.0);
                !one.starts_with(other) && !other.starts_with(one)
            })
        };
        if sets && fix.edits.iter().all(|edit| apart(edit.route())) {
            taken.push(fix);
        }
    }
    taken
}

/// The text with the edits made; none when one of them cannot be.
fn edited<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> Option<String> {
    let edits: Vec<Edit> = edits.into_iter().cloned().collect();
    yaml::apply::<Client>(text, &edits, &Limits::default()).ok()
}
