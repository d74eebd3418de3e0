//! Which client is meant: one door for every CLIENT argument. File names tell most; contents are only read when names
//! do not decide.

use std::collections::HashSet;
use std::path::Path;

use super::{ClientFile, Files, Problem, Severity, Shelf, Store};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, count, quoted};
use crate::record::{Client, Pick, Rank, Wanted, pick_telling, stem_parts};
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

impl Store {
    /// The file of the client that `said` means: an id, a name, an alias, a phone, a path such as
    /// `clients/abc.yaml`, or a part that only one has.
    /// Problems of files that had to be read on the way are returned beside it.
    ///
    /// # Errors
    /// `NotFound` with similar names; `Ambiguous` with every candidate.
    pub fn look_up(&self, said: &str, look: Look) -> Result<(ClientFile, Vec<Problem>)> {
        let shelves: &[Shelf] = match look {
            Look::Clients => &[Shelf::Clients],
            Look::Archive => &[Shelf::Archive],
            Look::All => &[Shelf::Clients, Shelf::Archive],
        };
        if let Some(file) = shelves.iter().find_map(|shelf| self.by_id(said, *shelf)) {
            return Ok((file, Vec::new()));
        }
        let listed = self.files(look != Look::Clients);
        let files: Vec<ClientFile> = listed.files.into_iter().filter(|file| shelves.contains(&file.shelf())).collect();
        if let Some(file) = files.iter().find(|file| file.path == Path::new(said)) {
            return Ok((file.clone(), listed.problems));
        }
        let names: Vec<Vec<&str>> = files.iter().map(|file| stem_names(file.id())).collect();
        let near = match pick_telling(said, &names) {
            Pick::One(at) => return Ok((files[at].clone(), listed.problems)),
            Pick::Many(found) => return Err(ambiguous(said, found.into_iter().map(|at| &files[at]))),
            Pick::None { near } => near.into_iter().map(|at| files[at].id().to_string()).collect::<Vec<_>>(),
        };
        self.look_inside(said, Files { files, problems: listed.problems }, &near, look)
    }

    fn look_inside(&self, said: &str, files: Files, near: &[String], look: Look) -> Result<(ClientFile, Vec<Problem>)> {
        let wanted = Wanted::new(said);
        let scan = self.scan(files, |file, client| rank(&wanted, &client).map(|rank| (rank, file.clone())));
        let best = scan.found.iter().map(|(rank, _)| *rank).min();
        let mut found = scan.found.into_iter().filter(|(rank, _)| Some(*rank) == best).map(|(_, file)| file);
        match (found.next(), found.next()) {
            (Some(file), None) => Ok((file, scan.problems)),
            (Some(one), Some(two)) => {
                let all: Vec<ClientFile> = [one, two].into_iter().chain(found).collect();
                Err(ambiguous(said, all.iter()))
            }
            (None, _) => Err(self.not_found(said, near, look, &scan.problems)),
        }
    }

    fn not_found(&self, said: &str, near: &[String], look: Look, problems: &[Problem]) -> Error {
        let mut error = Error::new(Kind::NotFound, text!("no client named “{said}”", "没有叫“{said}”的客户"));
        error.causes.extend(unread(problems));
        if !near.is_empty() {
            let names: Vec<String> = near.iter().map(|id| format!("`{id}`")).collect();
            let names = names.join(", ");
            error = error.hint(text!("did you mean {names}?", "是不是 {names}？"));
        }
        if look == Look::Clients
            && let Ok((file, _)) = self.look_up(said, Look::Archive)
        {
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

/// What the stem of a file is called by: itself, and the name in it.
fn stem_names(id: &str) -> Vec<&str> {
    std::iter::once(id).chain(stem_parts(id).map(|(name, _)| name)).collect()
}

/// How well a client fits, by everything that it is known by.
fn rank(wanted: &Wanted, client: &Client) -> Option<Rank> {
    let names = std::iter::once(&client.client).chain(&client.aliases).filter_map(|name| wanted.rank_telling(name));
    let exact = |text: &str| wanted.rank(text).filter(|rank| *rank == Rank::Exact);
    let numbers = client.contacts.iter().flat_map(|contact| {
        let phone = contact.phone.as_deref().and_then(|phone| wanted.rank_number(phone));
        [phone, contact.email.as_deref().and_then(exact)]
    });
    names.chain(numbers.flatten()).chain(client.tax_id.as_deref().and_then(exact)).min()
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

fn ambiguous<'a>(said: &str, files: impl Iterator<Item = &'a ClientFile>) -> Error {
    let files: Vec<&ClientFile> = files.collect();
    let ids: HashSet<&str> = files.iter().map(|file| file.id()).collect();
    // One id in two folders: only the path tells them apart.
    let by_path = ids.len() < files.len();
    let name = |file: &&ClientFile| if by_path { file.path.display().to_string() } else { file.id().to_string() };
    let ids: Vec<String> = files.iter().map(name).collect();
    let number = ids.len();
    let shown = ids.iter().take(10).cloned().collect::<Vec<_>>().join("\n");
    let more = number.saturating_sub(10);
    let mut error =
        Error::new(Kind::Ambiguous, text!("“{said}” could mean {number} clients", "“{said}”可能是 {number} 个客户"))
            .hint(text!("name one of them:\n{shown}", "请指明其中一个：\n{shown}"))
            .candidates(ids);
    if more > 0 {
        let typed = quoted(said);
        error =
            error.hint(text!("and {more} more: `salesrec list {typed}`", "另有 {more} 个：`salesrec list {typed}`"));
    }
    error
}
