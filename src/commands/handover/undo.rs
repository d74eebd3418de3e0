use std::cell::Cell;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde_json::json;

use super::open::{self, takes_part};
use super::told;
use crate::commands::shown::object;
use crate::commands::{Desk, Outcome, Writing};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, count};
use crate::record::Handover;
use crate::record::handover::HandedClient;
use crate::store::{Change, ClientFile, Drawer, HandoverFile};
use crate::text;

/// What is taken back.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The handover: its name or a part that only one has; needed only where several are open
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Take a handover back altogether, also when it was worked on since it was made
    #[arg(long)]
    discard: bool,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Takes it back.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let file = open::handover(desk, args.name.as_deref(), |handover| takes_part(handover, &me.id))?;
    let dry = args.writing.dry_run;
    let noted_since = Cell::new(false);
    // What was noted in the handover's own file since the transfer stays, only the transfer goes; a handover that is taken
    // back altogether takes it along.
    let otherwise = |planned: &Change, paths: &[PathBuf]| -> Result<Option<Change>> {
        if Drawer::of(&planned.path) == Some(Drawer::Reviews) {
            // What was decided since stays.
            let now = desk.store.text(&planned.path.to_string_lossy())?;
            return Ok(Some(Change { path: planned.path.clone(), before: now.clone(), after: now }));
        }
        if planned.path != file.path {
            return Ok(None);
        }
        let moved: Vec<String> = paths.iter().map(|path| ClientFile { path: path.clone() }.id().to_string()).collect();
        if planned.after.is_empty() {
            refuse_moved(&file, &moved)?;
            if !args.discard {
                return Err(worked_on(&file));
            }
            noted_since.set(true);
            let before = desk.store.text(&file.path.to_string_lossy())?;
            return Ok(Some(Change { path: file.path.clone(), before, after: String::new() }));
        }
        let take_back = |handover: &mut Handover| {
            forget(handover, &moved);
            Ok(())
        };
        Ok(Some(desk.store.change_handover(&file.path, true, take_back)?.0))
    };
    let changes = desk.store.undo(file.name(), dry, otherwise)?;
    let gone = changes.iter().any(|change| change.path == file.path && change.after.is_empty());
    let clients = changes.iter().filter(|change| Drawer::of(&change.path).is_none()).count();
    let mut document = Document::new();
    let done = if dry { Text::fixed("Would take back", "将撤销") } else { Text::fixed("Took back", "已撤销") };
    document.paragraph(Line::new().good(done).plain("  ").strong(file.name().to_string()));
    let number = count(clients, "client", "clients", "个客户");
    let mut points = Vec::new();
    if clients > 0 {
        points.push(Line::from(Text::new(
            format!("{} as before, byte for byte", number.en),
            format!("{}恢复原样，一字不差", number.zh),
        )));
    }
    if gone {
        points.push(Line::from(if noted_since.get() {
            Text::fixed(
                "the handover's file is gone, with what was noted in it since; `salesrec undo` brings it back",
                "交接文件连同此后记在其中的内容已移除；`salesrec undo` 可以找回",
            )
        } else {
            Text::fixed("the handover's file is gone", "交接文件已移除")
        }));
    }
    document.push(Block::List(points));
    let data = object(json!({"clients": clients, "removed": gone}));
    Ok(told::written("handover-undo", file.name(), &changes, dry, document, data))
}

fn worked_on(file: &HandoverFile) -> Error {
    let name = file.name();
    Error::new(
        Kind::Conflict,
        Text::fixed(
            "the handover was worked on since it was made; nothing was undone",
            "交接发起之后又有记录；未撤销任何内容",
        ),
    )
    .at(Place::file(&file.path))
    .hint(text!(
        "`salesrec handover undo {name} --discard` takes it back altogether",
        "`salesrec handover undo {name} --discard` 整个撤销"
    ))
}

/// # Errors
/// `Refused` when a client was moved by another step than the one that is taken back: its transfer would lose its record.
fn refuse_moved(file: &HandoverFile, taken_back: &[String]) -> Result<()> {
    let moved = |client: &&HandedClient| client.moved.is_some() && !taken_back.contains(&client.client);
    let Some(HandedClient { client: id, .. }) = file.handover.clients.iter().find(moved) else { return Ok(()) };
    Err(Error::new(Kind::Refused, text!("{id} was moved, and its transfer cannot be undone here", "{id} 已经过户，其过户无法在此撤销"))
        .at(Place::file(&file.path))
        .hint(Text::fixed("`git log` shows the transfer, `git revert` takes it back", "`git log` 查看过户记录，`git revert` 可撤销")))
}

/// Takes out of the handover what the transfer of these clients wrote.
fn forget(handover: &mut Handover, moved: &[String]) {
    for handed in handover.clients.iter_mut().filter(|handed| moved.contains(&handed.client)) {
        handed.moved = None;
        handed.score_moved = None;
        handed.returned = None;
        handed.keeps.clear();
    }
    if let Some(transition) = &mut handover.transition {
        transition.plan.retain(|planned| !moved.contains(&planned.client));
    }
    handover.closed = None;
}
