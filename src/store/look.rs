//! Which client is meant: one door for every CLIENT argument. File names tell most; contents are only read when names
//! do not decide.

use std::collections::HashSet;
use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::cache::{By, known_by};
use super::{ClientFile, Files, Problem, Severity, Shelf, Store};
use crate::error::{self, Error, Kind, Result};
use crate::lang::{Text, count, quoted};
use crate::record::{Grade, NEAR, Rank, Wanted, fold, stem_parts};
use crate::text;

/// Where to look for a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Among the clients that the team works with.
    Clients,
    /// Among those put away.
    Archive,
    /// Among all, those put away last.
    All,
}

/// What a name turned out to mean.
#[derive(Clone, Debug)]
pub enum Found {
    /// This client and no other.
    One(ClientFile, Vec<Problem>),
    /// Each of these alike.
    Several(Vec<Candidate>),
    /// None; the failure names those with a similar name.
    None(Error),
}

/// A client that a name could mean.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its file.
    pub file: ClientFile,
    /// Who looks after it.
    pub owner: Option<String>,
    /// The day of the last contact, or of the first when none is written down.
    pub last: Option<NaiveDate>,
    fit: Fit,
}

/// How well a client fits; the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    grade: Grade,
    /// By the name of a contact, and not by the client's own.
    of_contact: bool,
    rank: Rank,
}

impl Fit {
    const fn own(rank: Rank) -> Self {
        Self { grade: rank.grade(), of_contact: false, rank }
    }

    const fn of_contact(rank: Rank) -> Self {
        Self { grade: rank.grade(), of_contact: true, rank }
    }

    /// Whether two fit alike, so that neither is meant before the other.
    fn alike(self, other: Self) -> bool {
        (self.grade, self.of_contact) == (other.grade, other.of_contact)
    }
}

/// So many candidates are read for whose they are and how recent.
const READ: usize = 200;

/// So many names are compared sooner by one thread than others are started.
const FEW: usize = 2_000;

impl Store {
    /// The file of the client that `said` means: an id, a name, an alias, a contact, a phone, a path such as
    /// `clients/abc.yaml`, or a part that only one has; in letters, in pinyin or in the other Chinese script.
    /// Problems of files that had to be read on the way are returned beside it.
    ///
    /// # Errors
    /// `NotFound` with similar names; `Ambiguous` with every candidate.
    pub fn look_up(&self, said: &str, look: Look) -> Result<(ClientFile, Vec<Problem>)> {
        match self.seek(said, look) {
            Found::One(file, problems) => Ok((file, problems)),
            Found::Several(candidates) => Err(ambiguous(said, &ranked(candidates, None), |_| Text::default())),
            Found::None(error) => Err(error),
        }
    }

    /// What `said` means, as [`Store::look_up`] takes it, for those who can ask back.
    pub fn seek(&self, said: &str, look: Look) -> Found {
        self.sought(said, look, true)
    }

    /// What `said` means by the names of files alone.
    pub fn seek_by_names(&self, said: &str, look: Look) -> Found {
        self.sought(said, look, false)
    }

    fn sought(&self, said: &str, look: Look, contents: bool) -> Found {
        let shelves: &[Shelf] = match look {
            Look::Clients => &[Shelf::Clients],
            Look::Archive => &[Shelf::Archive],
            Look::All => &[Shelf::Clients, Shelf::Archive],
        };
        if let Some(file) = shelves.iter().find_map(|shelf| self.by_id(said, *shelf)) {
            return Found::One(file, Vec::new());
        }
        let Files { files, problems } = self.unsorted(shelves);
        // Only paths have separators, and comparing paths is slow.
        let by_path = || files.iter().find(|file| file.path.as_os_str() == Path::new(said).as_os_str());
        if let Some(file) = said.contains(std::path::is_separator).then(by_path).flatten() {
            return Found::One(file.clone(), problems);
        }
        let wanted = Wanted::new(said);
        let by_name = |file: &ClientFile| stem_fit(&wanted, said, file.id()).map(|fit| (fit, file.clone()));
        let named: Vec<(Fit, ClientFile)> = files.par_iter().with_min_len(FEW).filter_map(by_name).collect();
        // Letters that may stand for many names decide only when no alias or contact fits better.
        let decided = named.iter().any(|(fit, _)| fit.grade < Grade::Loose);
        if decided || !contents {
            return self.settled(said, &wanted, best(named), Files { files, problems }, look);
        }
        let fits = |file: &ClientFile, words: &mut dyn Iterator<Item = (By, &str)>| {
            [stem_fit(&wanted, said, file.id()), fit(&wanted, words)].into_iter().flatten().min()
        };
        let recalled = self.recall(Files { files: files.clone(), problems: problems.clone() }, |file, words| {
            fit(&wanted, words).map(|fit| (fit, file.clone()))
        });
        let found = best(named.into_iter().chain(recalled.scan.found).collect());
        let holds = |(fit, file): &(Fit, ClientFile)| {
            self.load(file).is_ok_and(|loaded| fits(file, &mut known_by(&loaded.client)) == Some(*fit))
        };
        // Whatever the cache says, who is found is so by the file, and who is not found is in no file.
        let sure = !found.is_empty() && found.par_iter().take(READ).all(holds);
        if sure || !recalled.from_cache {
            let all = Files { files, problems: recalled.scan.problems };
            return self.settled(said, &wanted, found, all, look);
        }
        let scan = self.scan(Files { files: files.clone(), problems }, |file, client| {
            fits(file, &mut known_by(&client)).map(|fit| (fit, file.clone()))
        });
        self.settled(said, &wanted, best(scan.found), Files { files, problems: scan.problems }, look)
    }

    /// The clients that somebody may be about to name: those whose ids begin with what was typed, else those that it fits, else
    /// those whose aliases, contacts or numbers it fits, the best first. What is offered is not yet meant, so of many
    /// clients the cache is taken as it is, and where there is none only names count.
    pub fn offered(&self, typed: &str, most: usize) -> Vec<ClientFile> {
        let files = self.unsorted(&[Shelf::Clients]).files;
        let start = fold(typed);
        let begins = |file: &ClientFile| fold(file.id()).starts_with(&start).then(|| file.clone());
        let mut begin: Vec<ClientFile> = files.par_iter().with_min_len(FEW).filter_map(begins).collect();
        if !begin.is_empty() || typed.is_empty() {
            begin.sort_unstable_by(|one, other| one.path.as_os_str().cmp(other.path.as_os_str()));
            begin.truncate(most);
            return begin;
        }
        let wanted = Wanted::new(typed);
        let by_name = |file: &ClientFile| {
            let name = stem_parts(file.id()).map_or(file.id(), |(name, _)| name);
            Some((wanted.rank(name).or_else(|| wanted.rank(file.id())).map(Fit::own)?, file.clone()))
        };
        let mut fitting: Vec<(Fit, ClientFile)> = files.par_iter().with_min_len(FEW).filter_map(by_name).collect();
        if fitting.is_empty() {
            fitting = self.recall_as_kept(files, |file, words| Some((fit(&wanted, words)?, file.clone())));
        }
        fitting.sort_unstable();
        fitting.into_iter().map(|(_, file)| file).take(most).collect()
    }

    fn settled(&self, said: &str, wanted: &Wanted, found: Vec<(Fit, ClientFile)>, all: Files, look: Look) -> Found {
        match &found[..] {
            [(_, file)] => Found::One(file.clone(), all.problems),
            [] => {
                let near = nearest(wanted, all.files);
                Found::None(self.not_found(said, &near, look, &all.problems))
            }
            _ => {
                Found::Several(found.into_par_iter().enumerate().map(|(at, found)| self.candidate(at, found)).collect())
            }
        }
    }

    fn candidate(&self, at: usize, (fit, file): (Fit, ClientFile)) -> Candidate {
        let client = (at < READ).then(|| self.load(&file).ok()).flatten().map(|loaded| loaded.client);
        let last = client.as_ref().and_then(|client| {
            let contacts = client.log.iter().filter_map(|entry| entry.at.map(|at| at.date));
            contacts.max().or(client.first_contact.map(|day| day.0))
        });
        Candidate { file, owner: client.and_then(|client| client.owner), last, fit }
    }

    fn not_found(&self, said: &str, near: &[ClientFile], look: Look, problems: &[Problem]) -> Error {
        let mut error = Error::new(Kind::NotFound, text!("no client named “{said}”", "没有叫“{said}”的客户"));
        error.causes.extend(unread(problems));
        let archived = (look == Look::Clients).then(|| self.look_up(said, Look::Archive).ok()).flatten();
        if archived.is_none() && !near.is_empty() {
            let names: Vec<String> = near.iter().map(|file| format!("`{}`", file.id())).collect();
            let names = names.join(", ");
            error = error.instead_of(said, near.iter().map(|file| file.id().to_string()));
            error = error.hint(text!("did you mean {names}?", "是不是 {names}？"));
        }
        if let Some((file, _)) = archived {
            let (id, typed) = (file.id(), quoted(file.id()));
            error = error.hint(text!(
                "{id} is in the archive: `salesrec unarchive {typed}`",
                "{id} 在归档中：`salesrec unarchive {typed}`"
            ));
        }
        let all = if look == Look::Clients { "" } else { " --all" };
        error.hint(text!("`salesrec list{all}` shows all names", "`salesrec list{all}` 列出所有客户"))
    }
}

/// The best that were found: all that fit as well as the best, each once, in the order of their paths.
fn best(mut found: Vec<(Fit, ClientFile)>) -> Vec<(Fit, ClientFile)> {
    if let Some(best) = found.iter().map(|(fit, _)| *fit).min() {
        found.retain(|(fit, _)| fit.alike(best));
    }
    found.sort_unstable_by(|one, other| one.1.cmp(&other.1).then(one.0.cmp(&other.0)));
    found.dedup_by(|one, other| one.1 == other.1);
    found
}

/// How well the name of a file fits: the client's name in it, or with the date all of it.
fn stem_fit(wanted: &Wanted, said: &str, id: &str) -> Option<Fit> {
    let name = stem_parts(id).map_or(id, |(name, _)| name);
    // Who knows the day types it: a part of the id as it is written, or all of it, the name by its sound.
    let day = said.len() - said.trim_end_matches(|c: char| c.is_ascii_digit()).len() >= 8;
    let dated = || match name.len() < id.len() {
        true if day => wanted.rank_telling(id),
        true if said.contains(|c: char| c == '_' || c.is_ascii_digit()) => wanted.rank_telling_written(id),
        _ => None,
    };
    wanted.rank_telling(name).or_else(dated).map(Fit::own)
}

/// How well a client fits, by everything that it is known by.
fn fit(wanted: &Wanted, words: &mut dyn Iterator<Item = (By, &str)>) -> Option<Fit> {
    let exact = |word: &str| wanted.is(word).then_some(Rank::Exact);
    let fit = |(by, word): (By, &str)| match by {
        By::Name => wanted.rank_telling(word).map(Fit::own),
        By::TaxId => exact(word).map(Fit::own),
        By::Contact => wanted.rank_telling_person(word).map(Fit::of_contact),
        By::Phone => wanted.rank_number(word).map(Fit::of_contact),
        By::Mail => exact(word).map(Fit::of_contact),
    };
    words.filter_map(fit).min()
}

/// Those with a similar name, the most similar first.
fn nearest(wanted: &Wanted, files: Vec<ClientFile>) -> Vec<ClientFile> {
    let score = |file: ClientFile| {
        let name = stem_parts(file.id()).map_or(file.id(), |(name, _)| name);
        let score = wanted.similarity(name).max(wanted.similarity(file.id()));
        (score >= NEAR).then_some((score, file))
    };
    let mut scored: Vec<(f64, ClientFile)> = files.into_par_iter().with_min_len(FEW).filter_map(score).collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    scored.into_iter().take(3).map(|(_, file)| file).collect()
}

/// Candidates by how exactly they fit, then those of `me`, then by how recent.
pub fn ranked(mut candidates: Vec<Candidate>, me: Option<&str>) -> Vec<Candidate> {
    let mine = |candidate: &Candidate| me.is_some() && candidate.owner.as_deref() == me;
    candidates.sort_by(|one, other| {
        let fit = one.fit.cmp(&other.fit).then_with(|| mine(other).cmp(&mine(one)));
        fit.then_with(|| other.last.cmp(&one.last)).then_with(|| one.file.cmp(&other.file))
    });
    candidates
}

/// What could not be read, where the client may be; nothing when all could.
fn unread(problems: &[Problem]) -> Option<Text> {
    const TOLD: usize = 5;
    let unread = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let paths: Vec<String> =
        unread.filter_map(|problem| Some(problem.error.place.as_ref()?.path.display().to_string())).collect();
    let shown = paths.iter().take(TOLD).map(String::as_str).chain((paths.len() > TOLD).then_some("…"));
    let shown = shown.collect::<Vec<_>>().join("\n");
    let number = count(paths.len(), "file", "files", "个文件");
    (!paths.is_empty()).then(|| {
        Text::new(
            format!("{} could not be read; the name may stand there:\n{shown}", number.en),
            format!("有 {}无法读取，客户可能在其中：\n{shown}", number.zh),
        )
    })
}

/// So many candidates are told one by one.
const TOLD: usize = 10;

/// How candidates are told apart: by id, or by path where two have the same.
fn told_apart(candidates: &[Candidate]) -> Vec<String> {
    let ids: HashSet<&str> = candidates.iter().map(|candidate| candidate.file.id()).collect();
    let by_path = ids.len() < candidates.len();
    let name = |candidate: &Candidate| {
        if by_path { candidate.file.path.display().to_string() } else { candidate.file.id().to_string() }
    };
    candidates.iter().map(name).collect()
}

/// The failure of a name that could mean any of these, `beside` each what tells of it.
pub fn ambiguous(said: &str, candidates: &[Candidate], beside: impl Fn(&Candidate) -> Text) -> Error {
    let choice = |(word, candidate)| error::Candidate { word, beside: beside(candidate) };
    let choices: Vec<error::Candidate> = told_apart(candidates).into_iter().zip(candidates).map(choice).collect();
    let number = choices.len();
    let lines = choices.iter().take(TOLD).map(error::Candidate::line);
    let (en, zh): (Vec<_>, Vec<_>) = lines.map(|line| (line.en, line.zh)).unzip();
    let shown = Text::new(format!("\n{}", en.join("\n")), format!("\n{}", zh.join("\n")));
    let mut error =
        Error::new(Kind::Ambiguous, text!("“{said}” could mean {number} clients", "“{said}”可能是 {number} 个客户"))
            .hint(Text::fixed("name one of them:", "请指明其中一个：").then(&shown))
            .instead_of(said, choices);
    let more = number.saturating_sub(TOLD);
    if more > 0 {
        let typed = quoted(said);
        error =
            error.hint(text!("and {more} more: `salesrec list {typed}`", "另有 {more} 个：`salesrec list {typed}`"));
    }
    error
}
