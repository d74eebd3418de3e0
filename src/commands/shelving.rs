//! Moving a record between the clients that the team works with and those put away.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Desk, Outcome};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, list_of};
use crate::store::{ClientFile, Drawer, Look, Problem, Shelf};
use crate::text;

impl Desk {
    /// The record that is meant, among those of a shelf.
    ///
    /// # Errors
    /// `NotFound`, `Ambiguous`; `Refused` when it is on the other shelf already.
    pub fn on_shelf(&self, said: &str, shelf: Shelf) -> Result<(ClientFile, Vec<Problem>)> {
        let (here, there) = match shelf {
            Shelf::Clients => (Look::Clients, Look::Archive),
            Shelf::Archive => (Look::Archive, Look::Clients),
        };
        self.find(said, here).map_err(|error| match self.store.look_up(said, there) {
            Ok((file, _)) if error.kind == Kind::NotFound => {
                let id = file.id();
                let message = match shelf {
                    Shelf::Clients => text!("{id} is in the archive already", "{id} 已在归档中"),
                    Shelf::Archive => text!("{id} is not in the archive", "{id} 不在归档中"),
                };
                Error::new(Kind::Refused, message)
            }
            _ => error,
        })
    }

    /// Moves a record to the other shelf, into the same folder below it.
    ///
    /// # Errors
    /// `Conflict` when there is a record of that id.
    pub fn shelve(&self, file: &ClientFile, dry: bool) -> Result<Outcome> {
        let to = match file.shelf() {
            Shelf::Clients => Shelf::Archive,
            Shelf::Archive => Shelf::Clients,
        };
        if let Some(other) = self.store.by_id(file.id(), to) {
            let message = Text::fixed("there is a record of that id already", "已有同一编号的档案");
            return Err(Error::new(Kind::Conflict, message).at(Place::file(other.path)));
        }
        let below = file.path.strip_prefix(file.shelf().folder()).unwrap_or(&file.path);
        let target = Path::new(to.folder()).join(below);
        if !dry {
            self.store.relocate(file, &target)?;
        }
        Ok(moved(file, &target, to, dry))
    }
}

fn moved(file: &ClientFile, target: &Path, to: Shelf, dry: bool) -> Outcome {
    let (kind, done) = match (to, dry) {
        (Shelf::Archive, false) => ("archive", Text::fixed("Archived ", "已归档 ")),
        (Shelf::Archive, true) => ("archive", Text::fixed("Would archive ", "将归档 ")),
        (Shelf::Clients, false) => ("unarchive", Text::fixed("Took back ", "已取回 ")),
        (Shelf::Clients, true) => ("unarchive", Text::fixed("Would take back ", "将取回 ")),
    };
    let mut document = Document::new();
    document.paragraph(Line::new().good(done).strong(file.id()));
    document.push(Block::Pairs(vec![(Text::fixed("file", "文件"), Line::from(shown(target)))]));
    let data = json!({
        "client": file.id(),
        "path": shown(if dry { &file.path } else { target }),
        "from": shown(&file.path),
        "to": shown(target),
        "written": !dry,
    });
    let outcome = Outcome::document(kind, document, data);
    if dry {
        outcome.note(Text::fixed("dry run: nothing was moved", "试运行：未移动任何文件"))
    } else {
        outcome
    }
}

/// A file's way, for people.
pub fn move_line(from: &Path, to: &Path) -> Text {
    let (from, to) = (shown(from), shown(to));
    text!("{from} → {to}", "{from} → {to}")
}

impl Desk {
    /// The handovers and reviews that name an id; they are history and are not rewritten.
    pub fn mentions(&self, id: &str) -> Vec<String> {
        let filed = [Drawer::Handovers, Drawer::Reviews].into_iter().flat_map(|drawer| self.store.filed(drawer));
        let filed = filed.map(|path| shown(&path));
        filed.filter(|path| self.store.text(path).is_ok_and(|text| text.contains(id))).collect()
    }
}

/// The outcome of a run that gave a client another id, with the files that still name the one before.
pub fn still_named(outcome: Outcome, old: &str, mentions: &[String]) -> Outcome {
    match mentions {
        [] => outcome,
        files => outcome.note(text!("{old} is named in ", "仍提到 {old} 的文件：").then(&list_of(files))),
    }
}

fn shown(path: &Path) -> String {
    path.components().collect::<PathBuf>().to_string_lossy().replace('\\', "/")
}
