//! The files of targets: targets/<year>.yaml.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::load::{decode, parse, placed};
use super::{Change, Problem, Store};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, list_of};
use crate::record::{Person, Pick, Target, Targets, is_currency, pick_person};
use crate::text;
use crate::yaml::{self, Limits, Route};

/// The folder of the targets.
const FOLDER: &str = "targets";

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
        let entries = std::fs::read_dir(self.root().join(FOLDER)).into_iter().flatten().flatten();
        let is_record = |path: &PathBuf| {
            matches!(path.extension().and_then(OsStr::to_str), Some("yaml" | "yml"))
                && path.symlink_metadata().is_ok_and(|kind| kind.is_file())
        };
        let mut paths: Vec<PathBuf> =
            entries.map(|entry| entry.path()).filter(is_record).map(|path| self.shown(&path)).collect();
        paths.sort();
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for path in paths {
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
        let (mut targets, faults) = parse::<Targets>(text, path, &limits)?;
        let dropped = faults.iter().filter(|fault| fault.drops_a_value());
        let mut problems: Vec<Problem> = dropped.map(|fault| Problem::warning(placed(fault, path, text))).collect();
        let tree = yaml::parse(text, &limits).ok();
        let wrong: Vec<Option<Wrong>> =
            (0..targets.targets.len()).map(|at| wrong(&targets, at, year, people)).collect();
        for (at, wrong) in wrong.iter().enumerate() {
            let Some(wrong) = wrong else { continue };
            let route = Route::root().key("targets").index(at).key(wrong.key);
            // What could not be read is told already.
            if faults.iter().all(|fault| fault.route != route) {
                let place = tree.as_ref().map(|tree| Place::in_text(path, text, tree.span_or_parent(&route)));
                problems.push(Problem::warning(wrong.error.clone().at(place.unwrap_or_else(|| Place::file(path)))));
            }
        }
        let mut wrong = wrong.iter();
        targets.targets.retain(|_| wrong.next().is_some_and(Option::is_none));
        Ok((TargetFile { path: path.to_path_buf(), year, targets }, problems))
    }

    /// Where the targets of a year lie.
    pub fn target_path(year: i32) -> PathBuf {
        Path::new(FOLDER).join(format!("{year:04}.yaml"))
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

/// What is wrong with a target, and which of its keys says it.
struct Wrong {
    error: Error,
    key: &'static str,
}

fn wrong(targets: &Targets, at: usize, year: i32, people: &[Person]) -> Option<Wrong> {
    let target = &targets.targets[at];
    let found = |key, error| Some(Wrong { error, key });
    let Some(period) = target.period else {
        return found("period", unfit(Text::fixed("a target without its period", "目标没有写期间")));
    };
    if let Some(person) = target.person.as_deref().filter(|id| people.iter().all(|person| person.id != *id)) {
        return found("person", unknown(person, people));
    }
    if period.in_year() != year {
        let message =
            text!("{period} is not in {year}, after which the file is named", "{period} 不在文件名所写的 {year} 年");
        return found("period", unfit(message));
    }
    let same = |other: &&Target| other.period == target.period && other.person == target.person;
    if targets.targets[..at].iter().any(|other| same(&other)) {
        let whose = target.person.as_deref();
        let message = match whose {
            Some(person) => text!("{person} has two targets for {period}", "{person} 在 {period} 有两个目标"),
            None => text!("the team has two targets for {period}", "团队在 {period} 有两个目标"),
        };
        return found("period", unfit(message));
    }
    if let Some(currency) = target.currency.as_deref().filter(|code| !is_currency(code)) {
        return found("currency", unfit(text!("“{currency}” is no currency", "“{currency}”不是币种")));
    }
    let negative = target.amount.filter(|amount| amount.0.is_sign_negative() && !amount.0.is_zero());
    negative.and_then(|amount| found("amount", unfit(text!("{amount} is no target", "{amount} 不能作为目标"))))
}

fn unfit(message: Text) -> Error {
    Error::new(Kind::Unreadable, message)
}

fn unknown(said: &str, people: &[Person]) -> Error {
    let names: Vec<Vec<&str>> = people.iter().map(Person::names).collect();
    let ids = |found: Vec<usize>| found.into_iter().map(|at| people[at].id.as_str()).collect::<Vec<_>>();
    let near = match pick_person(said, &names) {
        Pick::One(at) => ids(vec![at]),
        Pick::Many(found) | Pick::None { near: found } => ids(found),
    };
    let error = unfit(text!("nobody of the team has the id “{said}”", "团队中没有编号为“{said}”的成员"));
    let known = list_of(&if near.is_empty() { ids((0..people.len()).collect()) } else { near.clone() });
    error.hint(if near.is_empty() {
        Text::new(format!("there are: {}", known.en), format!("现有：{}", known.zh))
    } else {
        Text::new(format!("did you mean {}?", known.en), format!("是不是 {}？", known.zh))
    })
}
