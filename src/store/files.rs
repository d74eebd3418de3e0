//! Which files there are: names only, nothing is opened.

use std::fs::DirEntry;
use std::path::{Path, PathBuf};

use memchr::memrchr2;

use super::{Problem, Store};
use crate::error::{Error, Kind, Place};
use crate::lang::Text;

/// Where a client file lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// `clients/`: the team works with them.
    Clients,
    /// `archive/`: put away.
    Archive,
}

impl Shelf {
    /// The folder's name under the records directory.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Archive => "archive",
        }
    }
}

/// A client file by its path; the stem of the file is the client's id.
#[derive(Clone, Debug)]
pub struct ClientFile {
    /// The path, relative to the records directory.
    pub path: PathBuf,
}

/// By the bytes of their paths, as comparing paths part by part is slow, and all other threads wait for it.
impl Ord for ClientFile {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.path.as_os_str().cmp(other.path.as_os_str())
    }
}

impl PartialOrd for ClientFile {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for ClientFile {
    fn eq(&self, other: &Self) -> bool {
        self.path.as_os_str() == other.path.as_os_str()
    }
}

impl Eq for ClientFile {}

impl ClientFile {
    /// The client's id.
    pub fn id(&self) -> &str {
        // Asked of every file of a directory, and `Path::file_stem` takes the path apart from its beginning.
        let path = self.path.to_str().unwrap_or_default();
        let name = memrchr2(b'/', std::path::MAIN_SEPARATOR as u8, path.as_bytes()).map_or(path, |at| &path[at + 1..]);
        name.rfind('.').map_or(name, |at| &name[..at])
    }

    /// Where it lies.
    pub fn shelf(&self) -> Shelf {
        if self.path.starts_with(Shelf::Archive.folder()) { Shelf::Archive } else { Shelf::Clients }
    }
}

/// The client files of a directory, sorted by path, and what was in the way.
#[derive(Debug, Default)]
pub struct Files {
    /// The files.
    pub files: Vec<ClientFile>,
    /// Names that cannot be read, links that lead out.
    pub problems: Vec<Problem>,
}

impl Files {
    fn sorted(mut self) -> Self {
        self.files.sort_unstable();
        self
    }
}

impl Store {
    /// The client files of the team; those put away too when `all`.
    pub fn files(&self, all: bool) -> Files {
        self.unsorted(if all { &[Shelf::Clients, Shelf::Archive] } else { &[Shelf::Clients] }).sorted()
    }

    /// The client files on one shelf.
    pub fn on(&self, shelf: Shelf) -> Files {
        self.unsorted(&[shelf]).sorted()
    }

    /// The client files on these shelves as the system lists them: looking one name up needs no order of the others.
    pub(super) fn unsorted(&self, shelves: &[Shelf]) -> Files {
        let mut found = Files::default();
        for shelf in shelves {
            self.walk(*shelf, &mut found);
        }
        found
    }

    fn walk(&self, shelf: Shelf, found: &mut Files) {
        let top = Path::new(shelf.folder());
        let problem = match self.root().join(top).symlink_metadata() {
            Ok(kind) if kind.is_dir() => None,
            Ok(kind) if kind.is_symlink() => Some(link(top)),
            Ok(_) => Some(Problem::error(unusual(top, FOLDER_WANTED))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
            Err(error) => Some(closed(top, &error)),
        };
        if let Some(problem) = problem {
            return found.problems.push(problem);
        }
        let mut folders = vec![top.to_path_buf()];
        while let Some(folder) = folders.pop() {
            match std::fs::read_dir(self.root().join(&folder)) {
                Ok(entries) => {
                    for entry in entries {
                        let sorted = entry.and_then(|entry| sort(&folder, &entry, &mut folders, found));
                        found.problems.extend(sorted.err().map(|error| closed(&folder, &error)));
                    }
                }
                Err(error) => found.problems.push(closed(&folder, &error)),
            }
        }
    }

    /// The client file at a path, relative to the records directory or from the root of the file system; none where no
    /// record lies.
    pub fn at_path(&self, path: &Path) -> Option<ClientFile> {
        let path = path.strip_prefix(self.root()).unwrap_or(path);
        let shelved = [Shelf::Clients, Shelf::Archive].iter().any(|shelf| path.starts_with(shelf.folder()));
        let hidden = path.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
        let on_disk = || self.root().join(path).symlink_metadata().is_ok_and(|kind| kind.is_file());
        let real = || self.instead.contains_key(path) || on_disk();
        (shelved && !hidden && is_record(path) && path.to_str().is_some() && real())
            .then(|| ClientFile { path: path.to_path_buf() })
    }

    /// The file of a client by id, without listing the others: straight in the folder, or in one of its folders. None
    /// where several folders have it.
    pub fn by_id(&self, id: &str, shelf: Shelf) -> Option<ClientFile> {
        if id.is_empty() || id.starts_with('.') || id.contains(['/', '\\', '\0']) {
            return None;
        }
        let name = format!("{id}.yaml");
        let top = Path::new(shelf.folder());
        let kind = |path: &Path| self.root().join(path).symlink_metadata().ok();
        let real = |path: &PathBuf| kind(path).is_some_and(|kind| kind.is_file());
        // A link in the place of the whole folder would lead elsewhere.
        kind(top).filter(std::fs::Metadata::is_dir)?;
        if let Some(path) = Some(top.join(&name)).filter(real) {
            return Some(ClientFile { path });
        }
        let entries = std::fs::read_dir(self.root().join(top)).ok()?.take(FOLDERS).flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let mut found = folders.map(|folder| top.join(folder.file_name()).join(&name)).filter(real);
        found.next().filter(|_| found.next().is_none()).map(|path| ClientFile { path })
    }
}

/// So many entries are looked at for folders before all names are listed instead: a year, region or owner each has one
/// folder, while thousands of entries are records.
const FOLDERS: usize = 500;

/// Puts an entry of a folder where it belongs. The system tells the kinds while it lists, so that no file is asked for its
/// own.
fn sort(folder: &Path, entry: &DirEntry, folders: &mut Vec<PathBuf>, found: &mut Files) -> std::io::Result<()> {
    let name = entry.file_name();
    if name.as_encoded_bytes().starts_with(b".") {
        return Ok(());
    }
    let (kind, path) = (entry.file_type()?, || folder.join(&name));
    if kind.is_symlink() {
        found.problems.push(link(&path()));
    } else if kind.is_dir() {
        folders.push(path());
    } else if is_record(Path::new(&name)) {
        if !kind.is_file() {
            found.problems.push(Problem::error(unusual(&path(), FILE_WANTED)));
        } else if name.to_str().is_some() {
            found.files.push(ClientFile { path: path() });
        } else {
            found.problems.push(Problem::error(unreadable_name(&path())));
        }
    } else if is_record(Path::new(&name.to_ascii_lowercase())) {
        found.problems.push(Problem::error(unusual(&path(), ENDING_WANTED)));
    }
    Ok(())
}

/// `.yaml`, and `.yml` as many editors write it.
fn is_record(path: &Path) -> bool {
    let name = path.as_os_str().as_encoded_bytes();
    name.ends_with(b".yaml") || name.ends_with(b".yml")
}

fn link(path: &Path) -> Problem {
    let what = Text::fixed(
        "not read: it is a symbolic link, a record is a file of its own",
        "不会读取：它是符号链接，每份记录须是独立的文件",
    );
    Problem::error(unusual(path, what))
}

const FILE_WANTED: Text = Text::fixed("not read: it is no plain file", "不会读取：它不是普通文件");
const ENDING_WANTED: Text = Text::fixed(
    "not read: the ending of a record is `.yaml` in small letters",
    "不会读取：档案的扩展名须是小写的 `.yaml`",
);
const FOLDER_WANTED: Text = Text::fixed("not read: it is no folder", "不会读取：它不是目录");

fn unusual(path: &Path, what: Text) -> Error {
    Error::new(Kind::Unreadable, what).at(Place::file(path))
}

fn closed(path: &Path, cause: &std::io::Error) -> Problem {
    let error = Error::new(Kind::System, Text::fixed("a folder cannot be read", "目录无法读取"));
    Problem::error(error.cause(Text::same(cause.to_string())).at(Place::file(path)))
}

fn unreadable_name(path: &Path) -> Error {
    Error::new(Kind::Unreadable, Text::fixed("the file's name is not UTF-8", "文件名不是 UTF-8")).at(Place::file(path))
}
