//! What the rules find in a record of which some values could not be read.

use super::check::Raw;
use crate::yaml::{Fault, FaultKind, Route, Step};

/// Puts right what rules said of a record that holds less than its file: what could not be read is not missing as well,
/// and the items of a list stand where they stand in the file.
pub(super) fn put_right(raws: &mut Vec<Raw>, faults: &[Fault]) {
    let lost = |fault: &&Fault| fault.kind == FaultKind::WrongType && !fault.route.0.is_empty();
    let unread: Vec<&Route> = faults.iter().filter(lost).map(|fault| &fault.route).collect();
    if unread.is_empty() {
        return;
    }
    let mut dropped: Vec<&Route> =
        faults.iter().filter(|fault| fault.drops_an_item()).map(|fault| &fault.route).collect();
    dropped.sort();
    // What a rule saw in the text itself is where it is.
    for raw in raws.iter_mut().filter(|raw| raw.span.is_none()) {
        dropped.iter().for_each(|item| make_room(raw, item));
    }
    raws.retain(|raw| {
        let place = raw.wanting.as_ref().unwrap_or(&raw.route);
        raw.span.is_some() || !unread.iter().any(|route| hides(route, place, is_absence(raw)))
    });
}

/// Whether what could not be read at `unread` is why something seems wrong at `place`.
fn hides(unread: &Route, place: &Route, absence: bool) -> bool {
    place.0.starts_with(&unread.0) || (absence && !place.0.is_empty() && unread.0.starts_with(&place.0))
}

/// Whether something is not there: a rule's name says so.
fn is_absence(raw: &Raw) -> bool {
    raw.lacks.is_some() || raw.rule.id.starts_with("missing-") || raw.rule.id.contains("-without-")
}

/// Moves a finding behind an item that the list of the typed record lacks, and takes away its fix, which is made by position.
fn make_room(raw: &mut Raw, item: &Route) {
    let Some((list, Step::Index(lacking))) = item.split_last() else { return };
    if !raw.route.0.starts_with(&list.0) {
        return;
    }
    if let Some(Step::Index(at)) = raw.route.0.get_mut(list.0.len()) {
        *at += usize::from(*at >= *lacking);
        raw.fix = None;
    }
}
