//! The files of targets: targets/<year>.yaml.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::filed::{misnamed, mistake, stranger};
use super::load::{decode, placed, unreadable};
use super::{Change, Drawer, Problem, Store};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::record::{Person, Target, Targets, is_currency};
use crate::text;
use crate::yaml::{self, Fault, Limits, Route, Step};

/// The targets of a year that were read.
#[derive(Clone, Debug)]
pub struct TargetFile {
    /// The path, relative to the records directory.
    pub path: PathBuf,
    /// The year.
    pub year: i32,
    /// What it says; only what is sound.
    pub targets: Targets,
}

impl Store {
    /// The targets of every year, and what is wrong with their files. A target of somebody whom the team does not have,
    /// of another year than the file's or written twice is a problem with its place, and left out.
    pub fn targets(&self, people: &[Person]) -> (Vec<TargetFile>, Vec<Problem>) {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for path in self.filed(Drawer::Targets) {
            match self.load_targets(&path, people) {
                Ok((file, faults)) => {
                    found.push(file);
                    problems.extend(faults);
                }
                Err(error) => problems.push(Problem::error(error)),
            }
        }
        (found, problems)
    }

    fn load_targets(&self, path: &Path, people: &[Person]) -> Result<(TargetFile, Vec<Problem>)> {
        let year = year(path)?;
        let (mut bytes, limits) = (Vec::new(), Limits::default());
        self.read_bytes(path, &limits, &mut bytes)?;
        let text = decode(&bytes, path, &limits)?;
        let (targets, faults) = sound(text, year, people);
        let targets = targets.ok_or_else(|| unreadable(&faults, path, text))?;
        let problems = faults.iter().map(|fault| Problem::warning(placed(fault, path, text))).collect();
        Ok((TargetFile { path: path.to_path_buf(), year, targets }, problems))
    }

    /// What is wrong with the text of a file of targets, periods of another year and targets twice among it.
    pub(super) fn target_faults(path: &Path, text: &str, people: &[Person]) -> Vec<Fault> {
        year(path).map_or_else(|error| vec![misnamed(error)], |year| sound(text, year, people).1)
    }

    /// Where the targets of a year lie.
    pub fn target_path(year: i32) -> PathBuf {
        Path::new(Drawer::Targets.folder()).join(format!("{year:04}.yaml"))
    }

    /// Changes the targets of a year, as [`Store::change`] does a client; where there is no file yet, one is made.
    ///
    /// # Errors
    /// As [`Store::change`].
    pub fn change_targets<T>(
        &self,
        year: i32,
        dry: bool,
        decide: impl FnOnce(&mut Targets) -> Result<T>,
    ) -> Result<(Change, T)> {
        let path = Self::target_path(year);
        if self.root().join(&path).symlink_metadata().is_ok() {
            return self.change_record(&path, dry, decide);
        }
        let mut targets = Targets::default();
        let answer = decide(&mut targets)?;
        let after = yaml::to_value(&targets).map(|value| yaml::write_new(&value)).unwrap_or_default();
        if yaml::read::<Targets>(&after, &Limits::default()).value.as_ref() != Some(&targets) {
            let message =
                Text::fixed("the targets would not read back as they were meant", "写出的目标文件读回后与原意不符");
            return Err(Error::new(Kind::Defect, message));
        }
        if !dry {
            self.create(&path, &after)?;
        }
        Ok((Change { path, before: String::new(), after }, answer))
    }
}

/// The year that a file is named after.
fn year(path: &Path) -> Result<i32> {
    let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
    let digits = stem.len() == 4 && stem.bytes().all(|digit| digit.is_ascii_digit());
    stem.parse().ok().filter(|_| digits).ok_or_else(|| {
        Error::new(Kind::Unreadable, Text::fixed("a file of targets is named after its year", "目标文件应以年份命名"))
            .at(Place::file(path))
            .hint(Text::fixed("for example `targets/2026.yaml`", "例如 `targets/2026.yaml`"))
    })
}

/// The targets of a text that can be taken, and what is wrong with the others; no targets at all where it does not parse.
fn sound(text: &str, year: i32, people: &[Person]) -> (Option<Targets>, Vec<Fault>) {
    let limits = Limits::default();
    let reading = yaml::read::<Targets>(text, &limits);
    let mut faults = reading.faults;
    let Some(mut targets) = reading.value else { return (None, faults) };
    let Ok(tree) = yaml::parse(text, &limits) else { return (None, faults) };
    let all: Vec<Option<Wrong>> = (0..targets.targets.len()).map(|at| wrong(&targets, at, year, people)).collect();
    let dropped: Vec<usize> = faults.iter().filter(|fault| fault.drops_an_item()).filter_map(item).collect();
    for (at, wrong) in all.iter().enumerate() {
        let Some(Wrong { key, message, hint }) = wrong else { continue };
        // What the typed record lacks stands in the file.
        let at = dropped.iter().fold(at, |at, lacking| at + usize::from(at >= *lacking));
        let route = Route::root().key("targets").index(at).key(*key);
        mistake(&mut faults, &tree, route, message.clone(), hint.clone());
    }
    let mut all = all.iter();
    targets.targets.retain(|_| all.next().is_some_and(Option::is_none));
    faults.sort_by_key(|fault| fault.span.start);
    (Some(targets), faults)
}

/// Which of the targets a fault concerns.
fn item(fault: &Fault) -> Option<usize> {
    match fault.route.0.as_slice() {
        [Step::Key(_), Step::Index(at)] => Some(*at),
        _ => None,
    }
}

/// What is wrong with a target, and which of its keys says it.
struct Wrong {
    key: &'static str,
    message: Text,
    hint: Option<Text>,
}

fn wrong(targets: &Targets, at: usize, year: i32, people: &[Person]) -> Option<Wrong> {
    let target = &targets.targets[at];
    let found = |key, message| Some(Wrong { key, message, hint: None });
    let Some(period) = target.period else {
        return found("period", Text::fixed("a target without its period", "目标没有写期间"));
    };
    if let Some((message, hint)) = target.person.as_deref().and_then(|said| stranger(said, people)) {
        return Some(Wrong { key: "person", message, hint: Some(hint) });
    }
    if period.in_year() != year {
        let message =
            text!("{period} is not in {year}, after which the file is named", "{period} 不在文件名所写的 {year} 年");
        return found("period", message);
    }
    let same = |other: &&Target| other.period == target.period && other.person == target.person;
    if targets.targets[..at].iter().any(|other| same(&other)) {
        let whose = target.person.as_deref();
        let message = match whose {
            Some(person) => text!("{person} has two targets for {period}", "{person} 在 {period} 有两个目标"),
            None => text!("the team has two targets for {period}", "团队在 {period} 有两个目标"),
        };
        return found("period", message);
    }
    if let Some(currency) = target.currency.as_deref().filter(|code| !is_currency(code)) {
        return found("currency", text!("“{currency}” is no currency", "“{currency}”不是币种"));
    }
    let negative = target.amount.filter(|amount| amount.0.is_sign_negative() && !amount.0.is_zero());
    negative.and_then(|amount| found("amount", text!("{amount} is no target", "{amount} 不能作为目标")))
}
