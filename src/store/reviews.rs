//! The files of weekly reviews: reviews/<week>_<person>.yaml.

use std::ffi::OsStr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use super::filed::{self, mistake, stranger, strangers};
use super::{Change, Drawer, Found, Look, Problem, Shelf, Store};
use crate::clock::Week;
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::record::review::Verdict;
use crate::record::{Person, Review, is_file_stem, stem_parts};
use crate::text;
use crate::yaml::{self, Fault, Limits, Route};

/// What leads to the ids of people in a review.
const PEOPLE: [&[&str]; 3] =
    [&["person"], &["clients", "*", "approved", "by"], &["clients", "*", "returned", "*", "by"]];

/// What leads to the ids of those who decided.
const DECIDED: [&[&str]; 2] = [&["clients", "*", "approved", "by"], &["clients", "*", "returned", "*", "by"]];

/// The keys before which a new file has an empty line.
const SECTIONS: [&str; 1] = ["clients:"];

/// A review that was read.
#[derive(Clone, Debug)]
pub struct ReviewFile {
    /// The path, relative to the records directory.
    pub path: PathBuf,
    /// The week, as the file's name says.
    pub week: Week,
    /// Whose week, as the file's name says: the id of a person.
    pub person: String,
    /// What it says.
    pub review: Review,
}

impl Store {
    /// The reviews of these weeks, by week and person, and what was in the way of reading them.
    pub fn reviews(&self, weeks: &RangeInclusive<Week>) -> (Vec<ReviewFile>, Vec<Problem>) {
        self.reviews_where(|week, _| weeks.contains(&week))
    }

    /// The reviews in which something was sent back and is not settled. Files without a word of it are not parsed.
    pub fn reviews_with_returns(&self) -> (Vec<ReviewFile>, Vec<Problem>) {
        let returned = |path: &Path| self.text(&path.to_string_lossy()).map_or(true, |text| text.contains("returned"));
        let (mut found, problems) = self.reviews_where(|_, path| returned(path));
        found.retain(|file| file.review.clients.iter().any(|client| client.verdict() == Verdict::Returned));
        (found, problems)
    }

    fn reviews_where(&self, wanted: impl Fn(Week, &Path) -> bool) -> (Vec<ReviewFile>, Vec<Problem>) {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for path in self.filed(Drawer::Reviews) {
            match named(&path) {
                None => problems.push(Problem::error(misnamed(&path))),
                Some((week, person)) if wanted(week, &path) => match self.load_filed(&path) {
                    Ok((review, faults)) => {
                        found.push(ReviewFile { person: person.to_string(), path: path.clone(), week, review });
                        problems.extend(faults);
                    }
                    Err(error) => problems.push(Problem::error(error)),
                },
                Some(_) => {}
            }
        }
        found.sort_by(|one, other| (one.week, &one.person).cmp(&(other.week, &other.person)));
        (found, problems)
    }

    /// The review of a person's week, if it was handed in.
    ///
    /// # Errors
    /// `Unreadable` with its place when the file does not parse.
    pub fn review(&self, week: Week, person: &str) -> Result<Option<ReviewFile>> {
        let path = Self::review_path(week, person);
        if !self.root().join(&path).is_file() {
            return Ok(None);
        }
        let (review, _) = self.load_filed(&path)?;
        Ok(Some(ReviewFile { path, week, person: person.to_string(), review }))
    }

    /// What is wrong with the text of a review, and whether it is of the week and the person that its name says.
    pub(super) fn review_faults(path: &Path, text: &str, people: &[Person]) -> Vec<Fault> {
        let Some((week, person)) = named(path) else { return vec![filed::misnamed(misnamed(path))] };
        let tree = match yaml::parse(text, &Limits::default()) {
            Ok(tree) => tree,
            Err(faults) => return faults,
        };
        let reading = yaml::read_tree::<Review>(&tree);
        let mut faults = reading.faults;
        strangers(&mut faults, &tree, &PEOPLE, people);
        for route in DECIDED.iter().flat_map(|keys| tree.ways(keys)).filter(|route| tree.text(route) == Some(person)) {
            let message = text!("{person} decided about their own records", "{person} 审核了自己的档案");
            let hint = Text::fixed(
                "nobody reviews their own records: have the manager decide with `salesrec review`",
                "不能审核自己的档案，请由上级用 `salesrec review` 重新审核",
            );
            mistake(&mut faults, &tree, route, message, Some(hint));
        }
        for route in tree.ways(&["clients", "*", "sha256"]) {
            let Some(said) = tree.text(&route).filter(|said| !is_sha256(said)) else { continue };
            let message = text!(
                "“{said}” is no SHA-256, which has 64 hexadecimal digits",
                "“{said}”不是 SHA-256，应为 64 位十六进制数字"
            );
            let hint = Text::fixed(
                "it proves what was reviewed: take it from git, or hand the week in again",
                "它是审核内容的凭据：请从 git 找回，或重新提交这一周",
            );
            mistake(&mut faults, &tree, route, message, Some(hint));
        }
        let Some(review) = reading.value else { return faults };
        if let Some(said) = review.week.filter(|said| *said != week) {
            let message =
                text!("{said} is not {week}, after which the file is named", "{said} 不是文件名所写的 {week}");
            mistake(&mut faults, &tree, Route::root().key("week"), message, None);
        }
        let of_name = Route::root().key("person");
        match review.person.as_deref() {
            Some(said) if said != person => {
                let message =
                    text!("{said} is not {person}, after whom the file is named", "{said} 不是文件名所写的 {person}");
                mistake(&mut faults, &tree, of_name, message, None);
            }
            Some(_) => {}
            None => {
                if let Some((message, hint)) = stranger(person, people) {
                    mistake(&mut faults, &tree, of_name, message, Some(hint));
                }
            }
        }
        faults
    }

    /// The clients in a review that no file has, by its id or by one that it had under an alias of the client.
    pub fn review_strangers(&self, text: &str) -> Vec<Fault> {
        let Ok(tree) = yaml::parse(text, &Limits::default()) else { return Vec::new() };
        let mut faults = Vec::new();
        for route in tree.ways(&["clients", "*", "client"]) {
            let Some(said) = tree.text(&route) else { continue };
            let Err(near) = self.known_as(said) else { continue };
            let message =
                text!("“{said}” is the id of no client, now or before", "没有编号为“{said}”的客户，曾用编号里也没有");
            let hint = near.unwrap_or(Text::fixed(
                "`salesrec list --format ids` shows the clients' ids",
                "`salesrec list --format ids` 可查看客户编号",
            ));
            mistake(&mut faults, &tree, route, message, Some(hint));
        }
        faults
    }

    /// Whether a client has an id, or had it before it was renamed; if not, which could be meant.
    fn known_as(&self, id: &str) -> std::result::Result<(), Option<Text>> {
        if [Shelf::Clients, Shelf::Archive].into_iter().any(|shelf| self.by_id(id, shelf).is_some()) {
            return Ok(());
        }
        let parts = stem_parts(id);
        let file = match self.seek(parts.map_or(id, |(name, _)| name), Look::All) {
            Found::One(file, _) => file,
            Found::Several(_) => return Err(None),
            Found::None(error) => return Err(error.hints.into_iter().next()),
        };
        let had = |day| {
            let loaded = self.load(&file).ok();
            loaded.is_some_and(|loaded| loaded.client.aliases.iter().any(|alias| is_file_stem(id, alias, day)))
        };
        let known = file.id() == id || parts.is_some_and(|(_, day)| had(day));
        let near = file.id();
        if known { Ok(()) } else { Err(Some(text!("did you mean `{near}`?", "是不是 `{near}`？"))) }
    }

    /// Where the review of a person's week lies.
    pub fn review_path(week: Week, person: &str) -> PathBuf {
        Path::new(Drawer::Reviews.folder()).join(format!("{week}_{person}.yaml"))
    }

    /// A new review as a file that is still to be written.
    ///
    /// # Errors
    /// `Conflict` when there is one of that week and person.
    pub fn new_review(&self, week: Week, person: &str, review: &Review) -> Result<Change> {
        let there = Text::fixed("that week was handed in already", "这一周已经提交过");
        self.new_filed(Self::review_path(week, person), review, &SECTIONS, there)
    }

    /// Changes one review, as [`Store::change`] does a client.
    ///
    /// # Errors
    /// As [`Store::change`].
    pub fn change_review<T>(
        &self,
        path: &Path,
        dry: bool,
        decide: impl FnOnce(&mut Review) -> Result<T>,
    ) -> Result<(Change, T)> {
        self.change_record(path, dry, decide)
    }
}

fn is_sha256(digest: &str) -> bool {
    digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The week and the person in the name of a file.
fn named(path: &Path) -> Option<(Week, &str)> {
    let (week, person) = path.file_stem().and_then(OsStr::to_str)?.split_once('_')?;
    Some((week.parse().ok()?, person)).filter(|_| !person.is_empty())
}

fn misnamed(path: &Path) -> Error {
    Error::new(
        Kind::Unreadable,
        Text::fixed("a review is named `<week>_<person>.yaml`", "审核文件应命名为 `<周>_<人员>.yaml`"),
    )
    .at(Place::file(path))
    .hint(Text::fixed("such as `2026-W26_zhang.san.yaml`", "例如 `2026-W26_zhang.san.yaml`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reviews_are_found_by_their_weeks_and_a_broken_one_hides_no_other() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::at(root.path());
        for (name, text) in [
            ("2026-W25_ann", "clients:\n- client: a\n"),
            ("2026-W26_bob", "clients: [{client: b, returned: [{by: eve}]}]\n"),
            ("2026-W26_ann", "clients: [\n"),
            ("2026-W53_ann", "person: ann\n"),
            ("ann", "person: ann\n"),
        ] {
            store.create(Path::new(&format!("reviews/{name}.yaml")), text).unwrap();
        }
        let week = |written: &str| written.parse::<Week>().unwrap();
        let (found, problems) = store.reviews(&(week("2026-W25")..=week("2026-W26")));
        let names: Vec<_> = found.iter().map(|file| (file.week.to_string(), file.person.as_str())).collect();
        assert_eq!(names, [("2026-W25".to_string(), "ann"), ("2026-W26".to_string(), "bob")]);
        let broken: Vec<_> = problems.iter().filter_map(|problem| problem.error.place.as_ref()).collect();
        assert_eq!(
            broken.iter().map(|place| place.path.to_str().unwrap()).collect::<Vec<_>>(),
            ["reviews/2026-W26_ann.yaml", "reviews/ann.yaml"]
        );
        assert_eq!(store.reviews_with_returns().0.len(), 1);
        assert!(store.review(week("2026-W26"), "ann").is_err());
        assert!(store.review(week("2026-W27"), "ann").unwrap().is_none());
    }
}
