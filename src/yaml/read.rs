//! A file's typed value together with everything that is wrong in it.

use serde::de::DeserializeOwned;

use super::de::{De, Notes, Reason};
use super::fault::{Fault, FaultKind, Limits};
use super::tree::{Id, ROOT, Tree, parse};
use crate::lang::keys::said_in_chinese;
use crate::text;

/// Faults of one file that are looked for.
const MOST_FAULTS: usize = 100;

/// Nodes that may be gone through in search of faults; only big and very faulty files come near it.
const MOST_WORK: usize = 5_000_000;

/// What was read of a file.
#[derive(Debug)]
pub struct Reading<T> {
    /// The record, without the values that are faults; nothing when the file, or the record as a whole, cannot be had.
    pub value: Option<T>,
    /// What is wrong, in the order of the text.
    pub faults: Vec<Fault>,
}

/// Reads a file's text. Never fails: what is wrong is among the faults, as much of it as can be found at once.
pub fn read<T: DeserializeOwned>(text: &str, limits: &Limits) -> Reading<T> {
    match parse(text, limits) {
        Ok(tree) => read_tree(&tree),
        Err(faults) => Reading { value: None, faults },
    }
}

/// As [`read`], of a tree that is there already.
pub fn read_tree<T: DeserializeOwned>(tree: &Tree<'_>) -> Reading<T> {
    read_noting(tree, &mut Notes::default())
}

/// Serde stops at the first error, so what is wrong is noted, taken away, and the tree read again.
pub(super) fn read_noting<T: DeserializeOwned>(tree: &Tree<'_>, notes: &mut Notes) -> Reading<T> {
    let mut faults = Vec::new();
    let mut work = 0;
    let value = loop {
        let stop = match T::deserialize(De::new(tree, notes, ROOT)) {
            Ok(value) => break Some(value),
            Err(stop) => stop.reason(),
        };
        let at = stop.at.unwrap_or(ROOT);
        // A key that is missing only because its value was wrong is no second fault.
        let known_already = stop.missing.is_some_and(|key| tree.entry(tree.resolve(at), key).is_some());
        if !known_already {
            faults.push(fault_of(tree, at, stop));
        }
        work += tree.len();
        if at == ROOT || faults.len() >= MOST_FAULTS || work > MOST_WORK || !notes.absent.insert(at) {
            break None;
        }
    };
    let mut unknown = std::mem::take(&mut *notes.unknown.borrow_mut());
    unknown.sort_by_key(|(key, _)| *key);
    unknown.dedup_by_key(|(key, _)| *key);
    faults.extend(unknown.into_iter().take(MOST_FAULTS).map(|(key, known)| unknown_key(tree, key, known)));
    faults.sort_by_key(|fault| fault.span.start);
    Reading { value, faults }
}

fn fault_of(tree: &Tree<'_>, at: Id, stop: Reason) -> Fault {
    let route = tree.route_to(at);
    let (kind, route) = match stop.missing {
        Some(key) => (FaultKind::Missing, route.key(key)),
        None => (FaultKind::WrongType, route),
    };
    Fault { kind, span: tree.fault_span(at), route, message: stop.message, hint: stop.hint, meant: stop.meant }
}

fn unknown_key(tree: &Tree<'_>, key: Id, known: &[&str]) -> Fault {
    let name: String = tree.key_text(key).chars().filter(|char| !char.is_control()).take(60).collect();
    let near = known
        .iter()
        .map(|known| (strsim::osa_distance(&name, known), known))
        .filter(|(distance, known)| *distance <= known.len().div_ceil(4))
        .min();
    let near = near.map(|(_, near)| *near).or_else(|| said_in_chinese(&name, known));
    let hint = match near {
        Some(near) => text!("did you mean `{near}`?", "是不是想写 `{near}`？"),
        None => text!("keys of your own begin with `x-`", "自定义的键请以 `x-` 开头"),
    };
    Fault {
        route: tree.route_to(key),
        ..Fault::new(
            FaultKind::UnknownKey,
            tree.node_at(key).span(),
            text!("the format does not know the key `{name}`", "格式中没有 `{name}` 这个键"),
        )
        .hint(hint)
    }
}
