//! What each client is known by, kept between runs, so that a word that the names of files do not decide costs no reading of
//! all files.
//!
//! The files are the truth and this is a copy, never believed for itself. A line counts only while its file has the size,
//! times and inode that it was read with. A file that had changed shortly before it was read is not kept, as another change in the
//! same tick of the clock would not show. Which files there are is always asked of the folder. Whoever finds a client by
//! a line reads its file, and whoever finds none reads all. A cache that is broken, of another version or cannot
//! be written is as good as none.

use std::collections::{HashMap, HashSet};
use std::fs::{File, Metadata, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::write::remove;
use super::{ClientFile, Files, Problem, Scan, Store};
use crate::record::Client;

/// The folder of what can be made again at any time.
const FOLDER: &str = ".salesrec/cache";

/// The cache itself.
const NAME: &str = "known-by";

/// The first line up to the number of lines below it. The number of the form rises with what a line says or how it is
/// compared.
const HEAD: &str = concat!("salesrec ", env!("CARGO_PKG_VERSION"), " known-by 1 ");

/// So many files are read sooner than the whole is written anew; a directory of no more has no cache.
const FEW: usize = 100;

/// Nanoseconds that must lie between a file's last change and its reading. The coarsest clock of a file system in use, that of
/// FAT, ticks every two seconds.
const SETTLED: i128 = 3_000_000_000;

/// What a word is to the client that is known by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The client's name, or another name of it.
    Name,
    /// The tax number.
    TaxId,
    /// The name of a contact person.
    Contact,
    /// A phone number of a contact person.
    Phone,
    /// A mail address of a contact person.
    Mail,
}

const MARKS: [(By, char); 5] =
    [(By::Name, 'n'), (By::TaxId, 't'), (By::Contact, 'c'), (By::Phone, 'p'), (By::Mail, 'm')];

/// Everything that a client is known by.
pub(super) fn known_by(client: &Client) -> impl Iterator<Item = (By, &str)> {
    let names = std::iter::once(&client.client).chain(&client.aliases).map(|name| (By::Name, name.as_str()));
    let tax_id = client.tax_id.as_deref().map(|number| (By::TaxId, number));
    let contacts = client.contacts.iter().flat_map(|contact| {
        let phone = contact.phone.as_deref().map(|phone| (By::Phone, phone));
        let mail = contact.email.as_deref().map(|mail| (By::Mail, mail));
        [Some((By::Contact, contact.name.as_str())), phone, mail].into_iter().flatten()
    });
    names.chain(tax_id).chain(contacts)
}

/// What was made of the clients, and whether anything of it comes from the cache.
pub(super) struct Recalled<T> {
    pub scan: Scan<T>,
    pub from_cache: bool,
}

impl Store {
    /// As [`Store::scan`], of what the clients are known by, without reading the files that have not changed. What is found
    /// is in no order.
    pub(super) fn recall<T: Send>(
        &self,
        files: Files,
        pick: impl Fn(&ClientFile, &mut dyn Iterator<Item = (By, &str)>) -> Option<T> + Sync,
    ) -> Recalled<T> {
        self.recall_settled(files, SETTLED, pick)
    }

    fn recall_settled<T: Send>(
        &self,
        files: Files,
        settled: i128,
        pick: impl Fn(&ClientFile, &mut dyn Iterator<Item = (By, &str)>) -> Option<T> + Sync,
    ) -> Recalled<T> {
        let all = files.files.len();
        let usable = all > FEW && self.instead.is_empty();
        let text = usable.then(|| std::fs::read_to_string(self.root().join(FOLDER).join(NAME)).ok()).flatten();
        let kept = text.as_deref().and_then(lines).unwrap_or_default();
        let look = |file: ClientFile| {
            let line = file.path.to_str().and_then(|path| kept.get(path));
            let stamp = if usable { Stamp::of(&self.root().join(&file.path)) } else { None };
            match (line, stamp) {
                (Some(line), Some(stamp)) if stamp.words == line.stamp => {
                    Ok((line.whole, pick(&file, &mut line.words())))
                }
                (_, stamp) => Err((file, stamp)),
            }
        };
        let looked: Vec<_> = files.files.into_par_iter().with_min_len(FEW).map(look).collect();
        let (mut fresh, mut found, mut stale, mut stamps) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for one in looked {
            match one {
                Ok((line, picked)) => {
                    fresh.push(line);
                    found.extend(picked);
                }
                Err((file, stamp)) => {
                    stamps.extend(stamp.map(|stamp| (file.path.clone(), stamp)));
                    stale.push(file);
                }
            }
        }
        let next = (usable && stale.len() > FEW).then(|| Next::begin(self.root())).flatten();
        let scan = self.scan(Files { files: stale, problems: files.problems }, |file, client| {
            let line = next.is_some().then(|| (file.path.clone(), written(&client)));
            Some((line, pick(file, &mut known_by(&client))))
        });
        let (lines, picked): (Vec<_>, Vec<_>) = scan.found.into_iter().unzip();
        found.extend(picked.into_iter().flatten());
        let from_cache = !fresh.is_empty();
        if let Some(next) = next {
            let stamps: HashMap<PathBuf, Stamp> = stamps.into_iter().collect();
            let kept = |path: &PathBuf| stamps.get(path).filter(|stamp| stamp.changed + settled < next.begun);
            let lines: Vec<String> = written_lines(lines.into_iter().flatten(), kept, &scan.problems);
            next.write(&fresh, &lines);
        }
        Recalled { scan: Scan { found, read: all, problems: scan.problems }, from_cache }
    }
}

impl Store {
    /// As [`Store::recall`], for what may be out of date: of many files only the cache is read, and not asked whether it still
    /// holds.
    pub(super) fn recall_as_kept<T: Send>(
        &self,
        files: Vec<ClientFile>,
        pick: impl Fn(&ClientFile, &mut dyn Iterator<Item = (By, &str)>) -> Option<T> + Sync,
    ) -> Vec<T> {
        if files.len() <= FEW {
            let files = Files { files, problems: Vec::new() };
            return self.scan(files, |file, client| pick(file, &mut known_by(&client))).found;
        }
        let text = std::fs::read_to_string(self.root().join(FOLDER).join(NAME)).unwrap_or_default();
        let Some(kept) = lines(&text) else { return Vec::new() };
        let look = |file: &ClientFile| pick(file, &mut kept.get(file.path.to_str()?)?.words());
        files.par_iter().with_min_len(FEW).filter_map(look).collect()
    }
}

/// A line of the cache: the path, the file's stamp, and a word after the mark of its kind, for each word.
struct Line<'t> {
    whole: &'t str,
    stamp: &'t str,
    words: &'t str,
}

impl<'t> Line<'t> {
    fn words(&self) -> impl Iterator<Item = (By, &'t str)> {
        self.words.split('\t').filter_map(|word| {
            let (by, mark) = MARKS.iter().find(|(_, mark)| word.starts_with(*mark))?;
            Some((*by, &word[mark.len_utf8()..]))
        })
    }
}

/// The lines by their paths; none when they are not all there, as after a crash.
fn lines(text: &str) -> Option<HashMap<&str, Line<'_>>> {
    let (count, rest) = text.strip_prefix(HEAD)?.split_once('\n')?;
    let count = count.parse::<usize>().ok().filter(|count| *count <= rest.len())?;
    let mut lines = HashMap::with_capacity(count);
    for whole in rest.strip_suffix('\n')?.split('\n') {
        let (path, stamped) = whole.split_once('\t')?;
        let (stamp, words) = stamped.split_once('\t')?;
        lines.insert(path, Line { whole, stamp, words });
    }
    (lines.len() == count).then_some(lines)
}

/// The words of a client as a line has them. Names are compared without regard to what kind of space they have.
fn written(client: &Client) -> String {
    let mut line = String::new();
    for (by, word) in known_by(client) {
        let mark = MARKS.iter().find(|(known, _)| *known == by).map(|(_, mark)| *mark);
        line.push('\t');
        line.extend(mark);
        line.extend(word.chars().map(|c| if matches!(c, '\t' | '\n') { ' ' } else { c }));
    }
    line
}

/// The lines of the files that were read, but for those that may have changed since in a way that does not show, and
/// those that could not be read whole, which is told again every time.
fn written_lines<'s>(
    read: impl Iterator<Item = (PathBuf, String)>,
    stamp: impl Fn(&PathBuf) -> Option<&'s Stamp>,
    problems: &[Problem],
) -> Vec<String> {
    let faulty: HashSet<&Path> =
        problems.iter().filter_map(|problem| Some(problem.error.place.as_ref()?.path.as_path())).collect();
    let line = |(path, words): (PathBuf, String)| {
        let name = path.to_str().filter(|name| !name.contains(['\t', '\n']))?;
        let stamp = stamp(&path).filter(|_| !faulty.contains(path.as_path()))?;
        Some(format!("{name}\t{}{words}", stamp.words))
    };
    read.filter_map(line).collect()
}

/// What tells one state of a file from another.
struct Stamp {
    words: String,
    /// When the file was last changed, or its name or owner was, in nanoseconds since 1970.
    changed: i128,
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let data = path.symlink_metadata().ok().filter(Metadata::is_file)?;
        let (modified, changed, number) = times(&data)?;
        Some(Self {
            words: format!("{:x}.{modified:x}.{changed:x}.{number:x}", data.len()),
            changed: modified.max(changed),
        })
    }
}

/// When the contents were changed, when the file was changed in any way, and its number on the disk. The second is set by the
/// system alone, so a copy that brings its old time along, or another `touch`, shows as well.
#[cfg(unix)]
fn times(data: &Metadata) -> Option<(i128, i128, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    let modified = nanoseconds(data.mtime(), data.mtime_nsec());
    Some((modified, nanoseconds(data.ctime(), data.ctime_nsec()), data.ino()))
}

/// As far as every system tells it.
#[cfg(not(unix))]
fn times(data: &Metadata) -> Option<(i128, i128, u64)> {
    let since = |at: std::io::Result<std::time::SystemTime>| {
        let passed = at.ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        i128::try_from(passed.as_nanos()).ok()
    };
    let modified = since(data.modified())?;
    Some((modified, since(data.created()).unwrap_or(modified), 0))
}

/// The next state of the cache, begun before the files are read that it is made of.
struct Next {
    folder: PathBuf,
    path: PathBuf,
    file: File,
    /// The moment before the reading, by the clock of the file system, which on a shared drive is not ours.
    begun: i128,
}

impl Next {
    /// None where nothing can be written, which only costs time.
    fn begin(root: &Path) -> Option<Self> {
        let folder = root.join(FOLDER);
        std::fs::create_dir_all(&folder).ok()?;
        folder.symlink_metadata().ok().filter(Metadata::is_dir)?;
        let new = |path: &Path| OpenOptions::new().create_new(true).write(true).open(path);
        // Also where the records' own .gitignore does not name the folder.
        if let Ok(mut ignore) = new(&folder.join(".gitignore")) {
            ignore.write_all(b"*\n").ok()?;
        }
        let path = folder.join(format!("{NAME}-{}", std::process::id()));
        let file = new(&path).ok()?;
        let mut next = Self { folder, path, begun: 0, file };
        next.begun = times(&next.file.metadata().ok()?)?.0;
        Some(next)
    }

    fn write(mut self, fresh: &[&str], read: &[String]) {
        let mut text = format!("{HEAD}{}\n", fresh.len() + read.len());
        for line in fresh.iter().copied().chain(read.iter().map(String::as_str)) {
            text.push_str(line);
            text.push('\n');
        }
        if self.file.write_all(text.as_bytes()).is_ok() {
            self.put_in_place();
        }
    }

    /// Several processes may do this at once: each wrote a file of its own, and the last one stands.
    #[expect(clippy::disallowed_methods, reason = "no record is renamed over")]
    fn put_in_place(&self) {
        let _ = std::fs::rename(&self.path, self.folder.join(NAME));
    }
}

impl Drop for Next {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

#[cfg(test)]
mod tests;
