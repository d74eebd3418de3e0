use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use serde_json::json;

use super::entry::line;
use super::known;
use super::shelving::{move_line, still_named};
use super::shown::object;
use super::{Context, Desk, Outcome, Writing};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, list_of};
use crate::record::{Client, file_stem, fold, stem_parts};
use crate::store::ClientFile;
use crate::text;

/// Give a client another name; the old one stays as an alias
///
/// The record gets the name and its file the name that follows from it, with the same date. When it is interrupted
/// between the two, the same command again finishes it.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The new name
    #[arg(value_name = "NEW-NAME")]
    name: String,
    /// Leave the file's name, and so the client's id, as it is
    #[arg(long)]
    keep_file: bool,
    /// Even when another client may be meant by the new name
    #[arg(long)]
    force: bool,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Renames the client: first in the record, then its file, so that at every moment there is one whole record.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let dry = args.writing.dry_run;
    let file = desk.client(&args.client)?;
    let name = line(&args.name, &Text::fixed("new name", "新名称"))?;
    let client = desk.store.load(&file)?.client;
    let target = if args.keep_file { None } else { target(&file, &client, &name) };
    if client.client == name && target.is_none() {
        return Err(Error::new(Kind::Refused, text!("the client is called {name} already", "客户已经叫{name}")));
    }
    let namesakes = namesakes(&desk, &file, &name, target.as_deref())?;
    if !args.force && client.client != name {
        refuse_known(&desk, &file, &name)?;
    }
    let (change, old) = desk.store.change(&file, dry, |client| Ok(give(client, &name)))?;
    if let (Some(target), false) = (&target, dry) {
        desk.store.relocate(&file, target)?;
    }
    let path = target.as_ref().unwrap_or(&file.path);
    let id = ClientFile { path: path.clone() };
    let mentions = if target.is_some() { desk.mentions(file.id()) } else { Vec::new() };
    let data = json!({
        "client": if dry { file.id() } else { id.id() },
        "path": if dry { &file.path } else { path },
        "old_name": old,
        "new_name": name.clone(),
        "old_id": file.id(),
        "new_id": id.id(),
        "mentioned_in": mentions,
    });
    let mut document = Document::new();
    let mut done = Line::new().good(Text::fixed("Renamed ", "已改名：")).plain(old.clone());
    if old != name {
        done = done.plain(" → ").strong(name);
    }
    document.paragraph(done);
    let way = target.as_ref().map(|target| move_line(&file.path, target));
    if let Some(way) = &way {
        document.push(Block::Pairs(vec![(Text::fixed("file", "文件"), Line::from(way))]));
    }
    let mut outcome = Outcome::written("rename", &change, dry, document, object(data));
    if let (Some(way), true) = (way, dry) {
        outcome = outcome.note(Text::fixed("would move ", "将移动 ").then(&way));
    }
    if !namesakes.is_empty() {
        let names = list_of(&namesakes);
        outcome = outcome.note(Text::fixed("of the same name: ", "同名客户：").then(&names));
    }
    Ok(still_named(outcome, file.id(), &mentions))
}

/// # Errors
/// `Conflict` when another client goes by the new name or nearly so.
fn refuse_known(desk: &Desk, file: &ClientFile, name: &str) -> Result<()> {
    let renamed = Client { client: name.to_string(), ..Client::default() };
    let mut others = desk.store.files(true);
    others.files.retain(|other| other != file);
    let scan = desk.store.scan(others, |other, client| known::compare(&renamed, other, &client));
    if scan.found.is_empty() {
        return Ok(());
    }
    let force = Text::fixed(
        "if they are two clients all the same: `--force`",
        "确属两个不同的客户时，加 `--force` 照常改名",
    );
    Err(known::refuse(desk, &renamed, &scan.found, force))
}

/// Gives the record its new name and returns the old one, which stays an alias.
fn give(client: &mut Client, name: &str) -> String {
    let old = std::mem::replace(&mut client.client, name.to_string());
    if old != name {
        client.aliases.retain(|alias| fold(alias) != fold(name));
        if !client.aliases.contains(&old) {
            client.aliases.push(old.clone());
        }
    }
    old
}

/// Where the file goes by the filing rule: the new name with the date that it has. None when it is there, or when no
/// date of a first contact is known.
fn target(file: &ClientFile, client: &Client, name: &str) -> Option<PathBuf> {
    let date = stem_parts(file.id()).map(|(_, date)| date).or(client.first_contact.map(|day| day.0))?;
    let extension = file.path.extension().unwrap_or_default().to_string_lossy();
    let target = file.path.with_file_name(format!("{}.{extension}", file_stem(name, date)));
    (target != file.path).then_some(target)
}

/// The ids of other clients whose files carry the new name.
///
/// # Errors
/// `Conflict` when one of them has the very id that the file is to get, but for case and Unicode form.
fn namesakes(desk: &Desk, file: &ClientFile, name: &str, target: Option<&Path>) -> Result<Vec<String>> {
    let id = target.map(|target| fold(ClientFile { path: target.to_path_buf() }.id()));
    let name = fold(name);
    let mut namesakes = Vec::new();
    for other in desk.store.files(true).files.into_iter().filter(|other| other != file) {
        if Some(fold(other.id())) == id {
            let message = Text::fixed("there is a client of that name and date already", "已有同名同日期的客户");
            return Err(Error::new(Kind::Conflict, message)
                .at(Place::file(other.path))
                .cause(Text::fixed("nothing was written", "未写入任何内容"))
                .hint(Text::fixed("`--keep-file` changes the name in the record only", "`--keep-file` 只改档案中的名称")));
        }
        if stem_parts(other.id()).is_some_and(|(own, _)| fold(own) == name) {
            namesakes.push(other.id().to_string());
        }
    }
    Ok(namesakes)
}
