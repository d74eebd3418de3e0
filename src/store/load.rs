//! Reading: every file gives a record or a problem, and one bad file never hides the others.

use std::io::Read;
use std::path::Path;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::{ClientFile, Files, SETTINGS, Store};
use crate::error::{Error, Kind, Place, Result};
use crate::record::Client;
use crate::text;
use crate::yaml::{self, Fault, Limits, Tree};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The record is read, but a part of it is not.
    Warning,
    /// The record could not be read.
    Error,
}

/// Something that was in the way of reading.
#[derive(Clone, Debug)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// What, where, why.
    pub error: Error,
}

impl Problem {
    /// Something that could not be done with a file.
    pub const fn error(error: Error) -> Self {
        Self { severity: Severity::Error, error }
    }

    /// Something to know though the work went on.
    pub const fn warning(error: Error) -> Self {
        Self { severity: Severity::Warning, error }
    }
}

/// How many client files could not be read at all, so that nothing in them is known.
pub fn unread(problems: &[Problem]) -> usize {
    let of_settings =
        |problem: &&Problem| problem.error.place.as_ref().is_some_and(|place| place.path == Path::new(SETTINGS));
    problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .filter(|problem| !of_settings(problem))
        .count()
}

/// A client file that was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Which file.
    pub file: ClientFile,
    /// Its text, byte for byte.
    pub text: String,
    /// What it says.
    pub client: Client,
    /// What in it could not be taken: wrong types, unknown keys.
    pub faults: Vec<Fault>,
}

impl Loaded {
    /// The client's id.
    pub fn id(&self) -> &str {
        self.file.id()
    }

    /// The faults with their places.
    pub fn problems(&self) -> impl Iterator<Item = Problem> + '_ {
        self.faults.iter().map(|fault| Problem::warning(placed(fault, &self.file.path, &self.text)))
    }
}

/// A client file while it is read: its record beside what it was read from.
#[derive(Debug)]
pub struct Reading<'f, 't> {
    /// Which file.
    pub file: &'f ClientFile,
    /// Its text, byte for byte.
    pub text: &'t str,
    /// The values of the text, with their places.
    pub tree: &'t Tree<'t>,
    /// What it says.
    pub client: Client,
    /// What in it could not be taken.
    pub faults: Vec<Fault>,
}

/// What a scan of many files gave: something per client, in the order of the files, and the problems.
#[derive(Debug)]
pub struct Scan<T> {
    /// What the callers made of the clients.
    pub found: Vec<T>,
    /// What was in the way.
    pub problems: Vec<Problem>,
    /// How many files were read well.
    pub read: usize,
}

/// A processor takes no more files than these at once: of more, the last would keep one at work while the others wait.
const MOST_AT_ONCE: usize = 64;

impl<T> Scan<T> {
    fn of(Files { files, mut problems }: Files, (found, trouble): (Vec<Vec<T>>, Vec<Problem>)) -> Self {
        let broken = trouble.iter().filter(|problem| problem.severity == Severity::Error).count();
        problems.extend(trouble);
        Self { found: found.into_iter().flatten().collect(), read: files.len() - broken, problems }
    }
}

impl Store {
    /// Reads one client file.
    ///
    /// # Errors
    /// `Unreadable` with its place when the file does not parse, `System` when it cannot be opened.
    pub fn load(&self, file: &ClientFile) -> Result<Loaded> {
        let mut bytes = Vec::new();
        let limits = Limits::default();
        self.read_bytes(&file.path, &limits, &mut bytes)?;
        let text = decode(&bytes, &file.path, &limits)?;
        let (client, faults) = parse::<Client>(text, &file.path, &limits)?;
        Ok(Loaded { file: file.clone(), text: text.to_string(), client, faults })
    }

    /// Reads every file on all processors and keeps what `pick` makes of each client; the records themselves are
    /// dropped at once, so that memory does not grow with them.
    pub fn scan<T: Send>(&self, files: Files, pick: impl Fn(&ClientFile, Client) -> Option<T> + Sync) -> Scan<T> {
        let gathered = self.gather(&files.files, |found: &mut Vec<T>, file, client| found.extend(pick(file, client)));
        Scan::of(files, gathered)
    }

    /// As [`Store::scan`], but of the texts as they are: for what looks at words and not at what they mean.
    pub fn scan_texts<T: Send>(&self, files: Files, pick: impl Fn(&ClientFile, &str) -> Option<T> + Sync) -> Scan<T> {
        let limits = Limits::default();
        let gathered = self.each(&files.files, |found: &mut Vec<T>, _, file, bytes| {
            found.extend(pick(file, decode(bytes, &file.path, &limits)?));
            Ok(())
        });
        Scan::of(files, gathered)
    }

    /// As [`Store::scan`], for what is gathered into several lists: `take` adds to what was gathered what it keeps of a
    /// client. Gives what was gathered, in the order of the files, and the problems.
    pub fn gather<'f, T: Default + Send>(
        &self,
        files: &'f [ClientFile],
        take: impl Fn(&mut T, &'f ClientFile, Client) + Sync,
    ) -> (Vec<T>, Vec<Problem>) {
        let limits = Limits::default();
        self.each(files, |gathered, problems, file, bytes| {
            let text = decode(bytes, &file.path, &limits)?;
            let (client, faults) = parse::<Client>(text, &file.path, &limits)?;
            problems.extend(dropped(&faults, &file.path, text));
            take(gathered, file, client);
            Ok(())
        })
    }

    /// Shows the bytes of every file to `look`, on all processors, which gathers what it makes of them; gives what was
    /// gathered, in the order of the files. What cannot be opened is shown as the failure that it is.
    pub fn inspect<'f, T: Default + Send>(
        &self,
        files: &'f [ClientFile],
        look: impl Fn(&mut T, &'f ClientFile, Result<&[u8]>) + Sync,
    ) -> Vec<T> {
        let limits = Limits::default();
        let read = |(mut gathered, mut bytes): (T, Vec<u8>), file: &'f ClientFile| {
            match self.read_bytes(&file.path, &limits, &mut bytes) {
                Ok(()) => look(&mut gathered, file, Ok(&bytes)),
                Err(error) => look(&mut gathered, file, Err(error)),
            }
            (gathered, bytes)
        };
        let parts = files.par_iter().with_max_len(MOST_AT_ONCE);
        parts.fold(Default::default, read).map(|(gathered, _)| gathered).collect()
    }

    /// As [`Store::scan`], for what needs the text too: `look` gathers what it makes of each client, and gets the record
    /// with all that it was read from. Gives what was gathered, in the order of the files, and the problems.
    pub fn survey<'f, T: Default + Send>(
        &self,
        files: &'f [ClientFile],
        look: impl Fn(&mut T, Reading<'f, '_>) + Sync,
    ) -> (Vec<T>, Vec<Problem>) {
        let limits = Limits::default();
        self.each(files, |gathered, problems, file, bytes| {
            let text = decode(bytes, &file.path, &limits)?;
            let tree = yaml::parse(text, &limits).map_err(|faults| unreadable(&faults, &file.path, text))?;
            let yaml::Reading { value, faults } = yaml::read_tree::<Client>(&tree);
            let client = value.ok_or_else(|| unreadable(&faults, &file.path, text))?;
            problems.extend(dropped(&faults, &file.path, text));
            look(gathered, Reading { file, text, tree: &tree, client, faults });
            Ok(())
        })
    }

    /// As [`Store::inspect`], for what fails on some files and goes on with the others.
    fn each<'f, T: Default + Send>(
        &self,
        files: &'f [ClientFile],
        read: impl Fn(&mut T, &mut Vec<Problem>, &'f ClientFile, &[u8]) -> Result<()> + Sync,
    ) -> (Vec<T>, Vec<Problem>) {
        let gathered = self.inspect(files, |(gathered, problems): &mut (T, Vec<Problem>), file, bytes| {
            if let Err(error) = bytes.and_then(|bytes| read(gathered, problems, file, bytes)) {
                problems.push(Problem::error(error));
            }
        });
        let (gathered, problems): (Vec<T>, Vec<Vec<Problem>>) = gathered.into_iter().unzip();
        (gathered, problems.into_iter().flatten().collect())
    }

    /// The bytes of a file, at most one more than the limit: of a file that is too large no more is read than shows it.
    pub(super) fn read_bytes(&self, path: &Path, limits: &Limits, bytes: &mut Vec<u8>) -> Result<()> {
        bytes.clear();
        if let Some(held) = self.instead.get(path) {
            bytes.extend_from_slice(held);
            return Ok(());
        }
        let read = std::fs::File::open(self.root().join(path))
            .and_then(|file| file.take(limits.bytes as u64 + 1).read_to_end(bytes));
        match read {
            Ok(_) => Ok(()),
            Err(error) => {
                Err(Error::io(text!("the file cannot be read", "文件无法读取"), &error).at(Place::file(path)))
            }
        }
    }
}

/// The text of a file's bytes.
pub(super) fn decode<'b>(bytes: &'b [u8], path: &Path, limits: &Limits) -> Result<&'b str> {
    yaml::decode(bytes, limits).map_err(|fault| {
        // What can be shown of it: the text before the place, and the rest of the line as far as it can be guessed.
        let (before, after) = bytes.split_at(fault.span.start.min(bytes.len()));
        let line = after.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        let line = String::from_utf8_lossy(&line[..line.len().min(SHOWN)]);
        let start = before.len();
        let end = start + line.chars().next().filter(|_| !fault.span.is_empty()).map_or(0, char::len_utf8);
        let shown = String::from_utf8_lossy(before).into_owned() + &line;
        placed(&Fault { span: start..end, ..*fault }, path, &shown)
    })
}

/// More bytes of a line that is no text are not shown.
const SHOWN: usize = 200;

/// The values that a record lacks because they could not be taken.
pub(super) fn dropped<'a>(faults: &'a [Fault], path: &'a Path, text: &'a str) -> impl Iterator<Item = Problem> + 'a {
    let dropped = faults.iter().filter(|fault| fault.drops_a_value());
    dropped.map(move |fault| Problem::warning(placed(fault, path, text)))
}

/// The record in a text, with what could not be taken.
pub(super) fn parse<R: DeserializeOwned>(text: &str, path: &Path, limits: &Limits) -> Result<(R, Vec<Fault>)> {
    let reading = yaml::read::<R>(text, limits);
    match reading.value {
        Some(record) => Ok((record, reading.faults)),
        None => Err(unreadable(&reading.faults, path, text)),
    }
}

/// The failure of a file that does not parse: its first fault, the others as causes.
pub(super) fn unreadable(faults: &[Fault], path: &Path, text: &str) -> Error {
    let Some((first, rest)) = faults.split_first() else {
        return Error::new(Kind::Defect, text!("the record cannot be read", "记录无法读取")).at(Place::file(path));
    };
    let mut error = placed(first, path, text);
    error.causes.extend(rest.iter().take(5).map(|fault| {
        let line = Place::in_text(path, text, fault.span.clone()).line;
        let said = &fault.message;
        text!("line {line}: ", "第 {line} 行：").then(said)
    }));
    error
}

/// A fault as a failure with its place.
pub(super) fn placed(fault: &Fault, path: &Path, text: &str) -> Error {
    let place = Place::in_text(path, text, fault.span.clone());
    let mut error = Error::new(Kind::Unreadable, fault.message.clone()).at(place);
    error.hints.extend(fault.hint.clone());
    error
}
