//! Which handover is meant, which of its clients, and where their files are.

use std::collections::BTreeMap;

use clap::Args as ClapArgs;

use crate::commands::Desk;
use crate::error::{Error, Kind, Result};
use crate::handover::{Readiness, readiness};
use crate::lang::{Lang, Text, list_of};
use crate::record::handover::{HandedClient, Part};
use crate::record::{Handover, Pick, Wanted, pick};
use crate::store::{ClientFile, HandoverFile, Loaded, Look, Problem};
use crate::text;

/// Which handover.
#[derive(ClapArgs, Clone, Debug, Default)]
pub(super) struct Which {
    /// The handover: its name or a part that only one has; needed only where several are open
    #[arg(long = "handover", value_name = "NAME")]
    pub name: Option<String>,
}

/// The language that a handover's file is written in: the team's.
pub(super) fn language(desk: &Desk) -> Lang {
    desk.team.team.language.unwrap_or_default()
}

/// The handover that is meant: of that name; without one, the only open one that `fits`.
///
/// # Errors
/// `NotFound`, `Ambiguous`; `Unreadable` when a file of that name does not parse.
pub(super) fn handover(desk: &Desk, said: Option<&str>, fits: impl Fn(&Handover) -> bool) -> Result<HandoverFile> {
    let (all, problems) = desk.store.handovers();
    let Some(said) = said else {
        let mut open: Vec<HandoverFile> = all.into_iter().filter(|file| file.handover.is_open()).collect();
        if open.len() > 1 {
            open.retain(|file| fits(&file.handover));
        }
        return match open.len() {
            1 => open.pop().ok_or_else(none_open),
            0 => Err(unread(&problems).unwrap_or_else(none_open)),
            _ => Err(several(&open)),
        };
    };
    let names: Vec<Vec<&str>> = all.iter().map(|file| vec![file.name()]).collect();
    match pick(said, &names) {
        Pick::One(at) => Ok(all[at].clone()),
        Pick::Many(found) => Err(several(&found.into_iter().map(|at| all[at].clone()).collect::<Vec<_>>())),
        Pick::None { near } => {
            if let Some(error) = unread(&problems) {
                return Err(error);
            }
            let error = Error::new(Kind::NotFound, text!("no handover “{said}”", "没有交接“{said}”"));
            let near: Vec<&str> = near.into_iter().map(|at| all[at].name()).collect();
            let near = list_of(&near);
            Err(if near.en.is_empty() {
                error.hint(Text::fixed("`salesrec handover status --all` lists them", "`salesrec handover status --all` 列出所有交接"))
            } else {
                error.hint(Text::new(format!("did you mean {}?", near.en), format!("是不是 {}？", near.zh)))
            })
        }
    }
}

/// The same, which must be open.
///
/// # Errors
/// As [`handover`]; `Refused` when it is closed.
pub(super) fn open_handover(desk: &Desk, said: Option<&str>, fits: impl Fn(&Handover) -> bool) -> Result<HandoverFile> {
    let file = handover(desk, said, fits)?;
    match file.handover.closed {
        None => Ok(file),
        Some(day) => {
            let name = file.name();
            Err(Error::new(Kind::Refused, text!("{name} was closed on {day}", "{name} 已于 {day} 关闭")))
        }
    }
}

fn unread(problems: &[Problem]) -> Option<Error> {
    problems.iter().find(|problem| problem.severity == crate::store::Severity::Error).map(|problem| problem.error.clone())
}

fn none_open() -> Error {
    Error::new(Kind::NotFound, Text::fixed("no handover is open", "没有进行中的交接")).hint(Text::fixed(
        "`salesrec handover --to PERSON` makes one; `salesrec handover status --all` shows those that are closed",
        "`salesrec handover --to 接手人` 发起交接；`salesrec handover status --all` 也列出已关闭的",
    ))
}

fn several(files: &[HandoverFile]) -> Error {
    let names: Vec<&str> = files.iter().map(HandoverFile::name).collect();
    Error::new(Kind::Ambiguous, Text::fixed("several handovers could be meant", "可能是多个交接中的一个"))
        .hint(Text::fixed("name it: ", "请写明：").then(&list_of(&names)))
        .candidates(names.iter().map(ToString::to_string))
}

/// Whether somebody has to do with a handover in any part.
pub(super) fn takes_part(handover: &Handover, person: &str) -> bool {
    handover.by.as_deref() == Some(person) || Part::ALL.iter().any(|part| handover.people(*part).contains(&person))
}

/// The positions of the clients of a handover that are meant: by id, name or a part that only one has; all without one.
///
/// # Errors
/// `NotFound` when one is not in the handover, `Ambiguous`.
pub(super) fn clients(desk: &Desk, file: &HandoverFile, said: &[String]) -> Result<Vec<usize>> {
    let all = &file.handover.clients;
    let mut found = Vec::new();
    for said in said {
        let at = client(desk, file, said)?;
        if !found.contains(&at) {
            found.push(at);
        }
    }
    Ok(if said.is_empty() { (0..all.len()).collect() } else { found })
}

/// The position of one client.
///
/// # Errors
/// As [`clients`].
pub(super) fn client(desk: &Desk, file: &HandoverFile, said: &str) -> Result<usize> {
    let all = &file.handover.clients;
    if let Some(at) = all.iter().position(|client| client.client == said) {
        return Ok(at);
    }
    let wanted = Wanted::new(said);
    let fitting: Vec<usize> =
        (0..all.len()).filter(|&at| wanted.rank_telling(&all[at].client).is_some()).collect();
    if let [only] = fitting[..] {
        return Ok(only);
    }
    let (found, _) = desk.store.look_up(said, Look::All)?;
    all.iter().position(|client| client.client == found.id()).ok_or_else(|| {
        let (id, name) = (found.id(), file.name());
        Error::new(Kind::NotFound, text!("{id} is not part of {name}", "{id} 不在交接 {name} 中"))
            .hint(text!("`salesrec handover status {name}` shows its clients", "`salesrec handover status {name}` 列出其中的客户"))
    })
}

/// The file of a client that is handed over, put away or not.
///
/// # Errors
/// `NotFound` when it is gone.
pub(super) fn file_of(desk: &Desk, id: &str) -> Result<ClientFile> {
    use crate::store::Shelf;
    let direct = [Shelf::Clients, Shelf::Archive].into_iter().find_map(|shelf| desk.store.by_id(id, shelf));
    let found = direct.or_else(|| desk.store.files(true).files.into_iter().find(|file| file.id() == id));
    found.ok_or_else(|| {
        Error::new(Kind::NotFound, text!("the file of {id} is gone", "找不到 {id} 的档案文件")).hint(Text::fixed(
            "put it back (`git checkout`), or write its new name into the handover's file",
            "请恢复该文件（`git checkout`），或在交接文件中改成它的新名称",
        ))
    })
}

/// The clients of a handover that can be read, and what is in the way of the others.
pub(super) fn load<'h>(
    desk: &Desk,
    handed: impl IntoIterator<Item = &'h HandedClient>,
) -> (Vec<Loaded>, Vec<Problem>) {
    let (mut loaded, mut problems) = (Vec::new(), Vec::new());
    for handed in handed {
        match file_of(desk, &handed.client).and_then(|file| desk.store.load(&file)) {
            Ok(client) => loaded.push(client),
            Err(error) => problems.push(Problem::error(error)),
        }
    }
    (loaded, problems)
}

/// How complete the records of these files are.
///
/// # Errors
/// As [`Desk::checks`].
pub(super) fn ready(desk: &Desk, mut files: Vec<ClientFile>) -> Result<BTreeMap<String, Readiness>> {
    let checks = desk.checks(&[], &[])?;
    let linted = desk.look_at(&desk.engine(&checks), &mut files, None);
    Ok(readiness(&files, &linted.findings))
}

/// Refuses what a person does in a part that is not theirs.
pub(super) fn not_yours(file: &HandoverFile, part: &Text, people: &Text) -> Error {
    let name = file.name();
    Error::new(
        Kind::Refused,
        Text::new(format!("you are not the {} of {name}", part.en), format!("您不是 {name} 的{}", part.zh)),
    )
    .hint(Text::new(
        format!("{} can; `--as ID` works in somebody's name", people.en),
        format!("应由{}操作；`--as 编号` 可以某人的身份操作", people.zh),
    ))
}
