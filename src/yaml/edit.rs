//! Edits that leave every other byte alone.
//!
//! An edit becomes a splice or two of the text, found by the tree's spans. The result is parsed again and compared
//! with the value intended: the original's with the edits made to it. If it is not exactly that, nothing is written.

mod append;
mod insert;
mod model;
mod page;
mod remove;
mod set;

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use serde::de::DeserializeOwned;

use self::model::Model;
use self::page::Page;
use super::de::{Keys, Notes};
use super::fault::{Fault, Limits};
use super::read::{read_noting, read_tree};
use super::route::Route;
use super::tree::{Id, Tree, parse};
use super::value::Value;
use crate::lang::Text;
use crate::text;

/// One change of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Gives a place a value. What is there is replaced; an absent key is put where the record's type has it, with the
    /// keys above it that are absent too.
    Set(Route, Value),
    /// Adds an item at a list's end; the list may be absent or empty.
    Append(Route, Value),
    /// Takes a key or an item away. The last item of a list leaves `[]`.
    Remove(Route),
}

impl Edit {
    /// The place that it changes.
    pub fn route(&self) -> &Route {
        match self {
            Self::Set(route, _) | Self::Append(route, _) | Self::Remove(route) => route,
        }
    }
}

/// Why a text was not edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// It cannot be read, so it is not written.
    Unreadable(Vec<Fault>),
    /// This edit could not be made without changing something else.
    Refused {
        /// The place of the edit.
        route: Route,
        /// Why not.
        reason: Text,
    },
}

impl EditError {
    /// What happened, in one line.
    pub fn message(&self) -> Text {
        match self {
            Self::Unreadable(faults) => match faults.first() {
                Some(fault) => fault.message.clone(),
                None => text!("the file cannot be read", "文件无法读取"),
            },
            Self::Refused { route, reason } if route.0.is_empty() => reason.clone(),
            Self::Refused { route, reason } => text!("`{route}`: ", "`{route}`：").then(reason),
        }
    }
}

/// New text for a range of the old.
#[derive(Debug)]
struct Splice {
    range: Range<usize>,
    text: String,
}

impl Splice {
    fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    fn at(place: usize, text: impl Into<String>) -> Self {
        Self::new(place..place, text)
    }
}

/// The text with all edits made, one after the other. `T` is the record's type: it says where absent keys go, and its
/// reading must have no more faults after the edits than before.
///
/// # Errors
/// The text is unreadable, or an edit cannot be made without touching what it was not asked to change.
pub fn apply<T: DeserializeOwned>(text: &str, edits: &[Edit], limits: &Limits) -> Result<String, EditError> {
    let before = parse(text, limits).map_err(EditError::Unreadable)?;
    let (known, fields) = look::<T>(&before);
    let mut intended = Model::of_tree(&before);
    let mut first = Some(Page::new(&before, fields));
    let mut current = Cow::Borrowed(text);
    for edit in edits {
        let refused = |reason| EditError::Refused { route: edit.route().clone(), reason };
        intended.make(edit).map_err(refused)?;
        let splices = match first.take() {
            Some(page) => page.plan(edit),
            None => {
                let tree = parse(&current, limits).map_err(|_| refused(spoilt()))?;
                Page::new(&tree, look::<T>(&tree).1).plan(edit)
            }
        };
        let spliced = splice(&current, splices.map_err(refused)?).ok_or_else(|| refused(spoilt()))?;
        current = Cow::Owned(spliced);
    }
    let refused = |reason| EditError::Refused {
        route: match edits {
            [only] => only.route().clone(),
            _ => Route::root(),
        },
        reason,
    };
    let after = parse(&current, limits).map_err(|_| refused(spoilt()))?;
    if !intended.is_met_by(&Model::of_tree(&after)) {
        return Err(refused(spoilt()));
    }
    let faults = read_tree::<T>(&after).faults;
    if faults.len() > known.len() {
        let added = faults.iter().find(|fault| !known.iter().any(|known| known.message == fault.message));
        let what = added.map_or_else(Text::default, |fault| fault.message.clone());
        return Err(refused(text!("the record would be wrong after this: ", "这样改会使记录出错：").then(&what)));
    }
    Ok(current.into_owned())
}

/// What is wrong in a tree read as a `T`, and which keys its mappings may have.
fn look<T: DeserializeOwned>(tree: &Tree<'_>) -> (Vec<Fault>, Vec<(Id, Keys)>) {
    let mut notes = Notes { fields: Some(RefCell::default()), ..Notes::default() };
    let faults = read_noting::<T>(tree, &mut notes).faults;
    (faults, notes.fields.map(RefCell::into_inner).unwrap_or_default())
}

fn spoilt() -> Text {
    text!(
        "this cannot be written here without changing something else; edit the file by hand",
        "无法在不影响其他内容的情况下写入此处，请手工编辑文件"
    )
}

/// The text with the splices made; nothing if they overlap.
fn splice(text: &str, mut splices: Vec<Splice>) -> Option<String> {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let added: usize = splices.iter().map(|splice| splice.text.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut done = 0;
    for Splice { range, text: new } in splices {
        out.push_str(text.get(done..range.start)?);
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}
