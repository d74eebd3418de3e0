use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use serde_json::json;

use super::open::{self, takes_part};
use super::told;
use crate::commands::shown::object;
use crate::commands::{Desk, Outcome, Writing};
use crate::document::{Block, Document, Line};
use crate::error::Result;
use crate::lang::{Text, count};
use crate::record::Handover;
use crate::store::{Change, ClientFile};

/// What is taken back.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The handover: its name or a part that only one has; needed only where several are open
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Takes it back.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let file = open::handover(desk, args.name.as_deref(), |handover| takes_part(handover, &me.id))?;
    let dry = args.writing.dry_run;
    // What was noted in the handover's own file since the transfer stays; only the transfer goes.
    let otherwise = |path: &Path, paths: &[PathBuf]| -> Result<Option<Change>> {
        if path != file.path {
            return Ok(None);
        }
        let moved: Vec<String> = paths.iter().map(|path| ClientFile { path: path.clone() }.id().to_string()).collect();
        let take_back = |handover: &mut Handover| {
            forget(handover, &moved);
            Ok(())
        };
        Ok(Some(desk.store.change_handover(path, true, take_back)?.0))
    };
    let changes = desk.store.undo(file.name(), dry, otherwise)?;
    let gone = changes.iter().any(|change| change.path == file.path && change.after.is_empty());
    let clients = changes.iter().filter(|change| change.path != file.path).count();
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
        points.push(Line::from(Text::fixed("the handover's file is gone", "交接文件已移除")));
    }
    document.push(Block::List(points));
    let data = object(json!({"clients": clients, "removed": gone}));
    Ok(told::written("handover-undo", file.name(), &changes, dry, document, data))
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
