//! The directory of files, seen as the team's records.
//!
//! Contracts: reading never writes and never aborts, it returns records and problems; every write is of one file,
//! whole or not at all, or of several together by a journal, under a lock that other processes of the program respect;
//! a file that does not parse, or that somebody changed meanwhile, is never written over.

mod cache;
mod change;
mod filed;
mod files;
mod handovers;
mod journal;
mod load;
mod lock;
mod look;
mod moves;
mod outside;
mod recent;
mod reviews;
mod steps;
mod targets;
mod write;

pub use change::{Change, unified};
pub use filed::Drawer;
pub use files::{ClientFile, Files, Shelf};
pub use handovers::HandoverFile;
pub use load::{Loaded, Problem, Reading, Scan, Severity, unread};
pub use lock::fnv;
pub use look::{Candidate, Found, Look, ambiguous, ranked};
pub use reviews::ReviewFile;
pub use steps::{Back, Done, Occasion};
pub use targets::TargetFile;
pub use write::save;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::text;
use crate::yaml::Limits;

/// The file that makes a folder a records directory.
pub const SETTINGS: &str = "salesrec.toml";

/// The JSON Schema of a client file, for editors.
pub const SCHEMA: &str = ".salesrec/client.schema.json";

/// A records directory.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
    /// Files that are read as these bytes instead of from the disk, by their paths relative to the root.
    instead: Arc<BTreeMap<PathBuf, Vec<u8>>>,
    /// What this process writes, for taking it back.
    step: Arc<steps::Step>,
}

impl Store {
    /// The records directory that `start` is in: the nearest folder upwards that holds `salesrec.toml`.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn find(start: &Path) -> Result<Self> {
        let absolute = absolute(start)?;
        if !absolute.is_dir() {
            let shown = start.display();
            return Err(Error::new(Kind::NotFound, text!("no folder “{shown}”", "没有目录“{shown}”")));
        }
        absolute.ancestors().find(|folder| folder.join(SETTINGS).is_file()).map(Self::at).ok_or_else(|| {
            let shown = start.display();
            Error::new(
                Kind::NotFound,
                text!("no salesrec.toml in “{shown}” or above it", "“{shown}”及其上级目录中没有 salesrec.toml"),
            )
            .hint(Text::fixed(
                "`salesrec init DIR` makes a records directory; `-C DIR` names one that is elsewhere",
                "`salesrec init 目录` 新建一个记录目录；`-C 目录` 指定别处的记录目录",
            ))
            .hint(Text::fixed("`salesrec demo` shows the tool on an example", "`salesrec demo` 用示例数据演示"))
        })
    }

    /// The records directory with that very root.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_path_buf(), instead: Arc::default(), step: Arc::default() }
    }

    /// The same directory, in which these files are read as having other contents than on the disk.
    #[must_use]
    pub fn reading(self, instead: BTreeMap<PathBuf, Vec<u8>>) -> Self {
        Self { instead: Arc::new(instead), ..self }
    }

    /// The directory itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path as people are shown it: relative to the records directory.
    pub fn shown(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_path_buf()
    }

    /// The text of a settings file or other small text of the directory, by its path relative to the root.
    ///
    /// # Errors
    /// `Unreadable` with the place when it is too large or not UTF-8, `System` when it cannot be read.
    pub fn text(&self, relative: &str) -> Result<String> {
        let mut bytes = Vec::new();
        let (path, limits) = (Path::new(relative), Limits::default());
        self.read_bytes(path, &limits, &mut bytes)?;
        load::decode(&bytes, path, &limits).map(str::to_string)
    }
}

/// A path from the root of the file system.
fn rooted(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path)
        .map_err(|error| Error::io(text!("cannot find the current folder", "找不到当前目录"), &error))
}

/// A path from the root of the file system, without `.` and `..`, so that the folders above it are its ancestors.
///
/// # Errors
/// `System` when there is no current folder.
pub fn absolute(path: &Path) -> Result<PathBuf> {
    Ok(rooted(path)?.components().fold(PathBuf::new(), |mut path, component| {
        match component {
            Component::ParentDir => drop(path.pop()),
            Component::CurDir => {}
            other => path.push(other),
        }
        path
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_above_a_path_are_its_ancestors() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(absolute(Path::new("a/../b/.")).unwrap(), here.join("b"));
        assert_eq!(absolute(Path::new("..")).unwrap(), here.parent().unwrap());
    }
}
