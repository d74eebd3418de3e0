//! Records beside the clients' files: targets, reviews and handovers, each in a folder of its own.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::load::{decode, dropped, parse};
use super::{Change, Problem, Store};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, list_of};
use crate::record::{Person, pick_person};
use crate::text;
use crate::yaml::{self, Fault, FaultKind, Limits, Route, Tree};

/// Where records lie that are no client's: one folder each, without folders in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawer {
    /// What is to be reached.
    Targets,
    /// The weekly reviews.
    Reviews,
    /// The handovers.
    Handovers,
}

impl Drawer {
    /// Every drawer.
    pub const ALL: [Self; 3] = [Self::Targets, Self::Reviews, Self::Handovers];

    /// The folder's name under the records directory.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Targets => "targets",
            Self::Reviews => "reviews",
            Self::Handovers => "handovers",
        }
    }

    /// The drawer that a path, relative to the records directory, lies in.
    pub fn of(path: &Path) -> Option<Self> {
        Self::ALL.into_iter().find(|drawer| path.parent() == Some(Path::new(drawer.folder())))
    }
}

impl Store {
    /// The records of a drawer, relative to the records directory, sorted.
    pub fn filed(&self, drawer: Drawer) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.root().join(drawer.folder())).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| self.filed_at(&entry.path())).collect();
        paths.sort();
        paths
    }

    /// The records of all drawers, relative to the records directory, sorted.
    pub fn all_filed(&self) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = Drawer::ALL.into_iter().flat_map(|drawer| self.filed(drawer)).collect();
        paths.sort();
        paths
    }

    /// The record of a drawer at a path, relative to the records directory; nothing where there is none.
    pub fn filed_at(&self, path: &Path) -> Option<PathBuf> {
        let path = path.strip_prefix(self.root()).unwrap_or(path);
        let named =
            Drawer::of(path).is_some() && matches!(path.extension().and_then(OsStr::to_str), Some("yaml" | "yml"));
        let on_disk = || self.root().join(path).symlink_metadata().is_ok_and(|kind| kind.is_file());
        (named && (self.instead.contains_key(path) || on_disk())).then(|| path.to_path_buf())
    }

    /// What is wrong with the text of a record of a drawer: what does not parse, keys that the format does not have, values
    /// that their keys cannot have, people whom the team does not have, and what does not fit the file's name.
    pub fn filed_faults(drawer: Drawer, path: &Path, text: &str, people: &[Person]) -> Vec<Fault> {
        let mut faults = match drawer {
            Drawer::Targets => Self::target_faults(path, text, people),
            Drawer::Reviews => Self::review_faults(path, text, people),
            Drawer::Handovers => Self::handover_faults(text, people),
        };
        faults.sort_by_key(|fault| fault.span.start);
        faults
    }

    /// One of them, and what in it could not be taken.
    pub(super) fn load_filed<R: DeserializeOwned>(&self, path: &Path) -> Result<(R, Vec<Problem>)> {
        let (mut bytes, limits) = (Vec::new(), Limits::default());
        self.read_bytes(path, &limits, &mut bytes)?;
        let text = decode(&bytes, path, &limits)?;
        let (record, faults) = parse::<R>(text, path, &limits)?;
        let problems = dropped(&faults, path, text).collect();
        Ok((record, problems))
    }

    /// A new one as a file that is still to be written; before the keys in `sections` an empty line.
    pub(super) fn new_filed<R>(&self, path: PathBuf, record: &R, sections: &[&str], taken: Text) -> Result<Change>
    where
        R: Serialize + DeserializeOwned + PartialEq,
    {
        if self.root().join(&path).exists() {
            return Err(Error::new(Kind::Conflict, taken).at(Place::file(path)));
        }
        let written = yaml::to_value(record).map(|value| yaml::write_new(&value)).unwrap_or_default();
        let mut after = String::new();
        for line in written.lines() {
            if sections.contains(&line) {
                after.push('\n');
            }
            after.push_str(line);
            after.push('\n');
        }
        if yaml::read::<R>(&after, &Limits::default()).value.as_ref() == Some(record) {
            return Ok(Change { path, before: String::new(), after });
        }
        Err(Error::new(
            Kind::Defect,
            Text::fixed("the new file would not read back as it was meant", "新文件写出后再读，与原意不符"),
        ))
    }
}

/// That something stands at a place which cannot be meant. What could not be read there is told already.
pub(super) fn mistake(faults: &mut Vec<Fault>, tree: &Tree<'_>, route: Route, message: Text, hint: Option<Text>) {
    if faults.iter().all(|fault| fault.route != route) {
        let span = tree.span_or_parent(&route);
        faults.push(Fault { kind: FaultKind::WrongType, span, route, message, hint, meant: None });
    }
}

/// The fault of a file that has a name of another form.
pub(super) fn misnamed(error: Error) -> Fault {
    let hint = error.hints.into_iter().next();
    Fault { kind: FaultKind::WrongType, span: 0..0, route: Route::root(), message: error.message, hint, meant: None }
}

/// Everybody in a record whom the team does not have. `keys` lead to ids of people, `*` stands for the items of a list.
pub(super) fn strangers(faults: &mut Vec<Fault>, tree: &Tree<'_>, keys: &[&[&str]], people: &[Person]) {
    for route in keys.iter().flat_map(|keys| tree.ways(keys)) {
        let Some((message, hint)) = tree.text(&route).and_then(|said| stranger(said, people)) else { continue };
        mistake(faults, tree, route, message, Some(hint));
    }
}

/// That nobody of the team has an id, and whose could be meant.
pub(super) fn stranger(said: &str, people: &[Person]) -> Option<(Text, Text)> {
    if people.iter().any(|person| person.id == said) {
        return None;
    }
    let names: Vec<Vec<&str>> = people.iter().map(Person::names).collect();
    let ids = |found: Vec<usize>| found.into_iter().map(|at| people[at].id.as_str()).collect::<Vec<_>>();
    let near = ids(pick_person(said, &names).candidates());
    let known = list_of(&if near.is_empty() { ids((0..people.len()).collect()) } else { near.clone() });
    let hint = if near.is_empty() {
        Text::new(format!("there are: {}", known.en), format!("现有：{}", known.zh))
    } else {
        Text::new(format!("did you mean {}?", known.en), format!("是不是 {}？", known.zh))
    };
    Some((text!("nobody of the team has the id “{said}”", "团队中没有编号为“{said}”的成员"), hint))
}
