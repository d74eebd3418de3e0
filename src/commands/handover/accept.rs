use clap::Args as ClapArgs;
use serde_json::json;

use super::open::{self, Which};
use super::told;
use crate::commands::shown::object;
use crate::commands::{Desk, Outcome, Writing};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, count, list, list_of};
use crate::record::handover::{HandedClient, Part, Standing};
use crate::record::{Day, Handover};
use crate::text;

/// What is accepted.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Clients; all that are handed over to you and were not sent back, when absent
    #[arg(value_name = "CLIENT")]
    client: Vec<String>,
    #[command(flatten)]
    which: Which,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Accepts them.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let to_me = |handover: &Handover| handover.people(Part::Receiver).contains(&me.id.as_str());
    let file = open::open_handover(desk, args.which.name.as_deref(), to_me)?;
    let handover = &file.handover;
    if !to_me(handover) {
        return Err(open::not_yours(&file, &Part::Receiver.shown(), &told::names(desk, &handover.to)));
    }
    let mut positions = open::clients(desk, &file, &args.client)?;
    let mine = |at: &usize| handover.receiver(&handover.clients[*at]) == Some(me.id.as_str());
    if let Some(at) = positions.iter().find(|at| !args.client.is_empty() && !mine(at)) {
        return Err(somebody_elses(desk, handover, &handover.clients[*at]));
    }
    positions.retain(|at| mine(at) && handover.clients[*at].accepted.is_none());
    // What was sent back is accepted by its name, when it is settled; never along with the rest.
    let mut back = Vec::new();
    if args.client.is_empty() {
        let waits = |at: &usize| !handover.clients[*at].rejected.is_empty();
        back = positions.iter().copied().filter(waits).map(|at| handover.clients[at].client.as_str()).collect();
        positions.retain(|at| !waits(at));
    }
    if positions.is_empty() && !back.is_empty() {
        let names = list_of(&back);
        return Err(Error::new(
            Kind::Refused,
            Text::new(format!("sent back, and not settled yet: {}", names.en), format!("已退回，尚未处理完：{}", names.zh)),
        )
        .hint(Text::fixed(
            "when it is settled: `salesrec handover accept CLIENT`",
            "处理好之后：`salesrec handover accept 客户`",
        )));
    }
    if positions.is_empty() {
        return Err(Error::new(Kind::Refused, Text::fixed("all of them are accepted already", "这些客户都已接收"))
            .hint(Text::fixed("`salesrec handover status` shows how far each is", "`salesrec handover status` 查看进展")));
    }
    let today = Day(desk.clock.today());
    let dry = args.writing.dry_run;
    let (change, (accepted, missing, left)) = desk.store.change_handover(&file.path, dry, |handover| {
        for &at in &positions {
            let handed = &mut handover.clients[at];
            handed.accepted = Some(today);
            handed.by = Some(me.id.clone());
        }
        let accepted: Vec<String> = positions.iter().map(|&at| handover.clients[at].client.clone()).collect();
        let missing: Vec<Part> = handover.countersigners().collect();
        let open = |handed: &&HandedClient| handed.accepted.is_none();
        Ok((accepted, missing, handover.clients.iter().filter(open).count()))
    })?;
    let mut document = Document::new();
    let number = count(accepted.len(), "client", "clients", "个客户");
    let from = desk.person_name(&handover.from);
    document.paragraph(
        Line::new().good(Text::fixed("Accepted ", "已接收 ")).strong(number).plain(text!(" from {from}", "（来自{from}）")),
    );
    document.push(Block::List(accepted.iter().map(|id| Line::from(id.clone())).collect()));
    document.push(Block::Pairs(vec![(
        Text::fixed("still to be accepted", "尚待接收"),
        Line::from(count(left, "client", "clients", "个客户")),
    )]));
    let data = object(json!({"accepted": accepted, "left": left, "countersigners": missing.iter().map(|part| part.code()).collect::<Vec<_>>()}));
    let mut outcome = told::written("handover-accept", file.name(), &[change], dry, document, data);
    if !back.is_empty() {
        let names = list_of(&back);
        outcome = outcome.note(Text::new(
            format!("left out, as you sent them back: {}", names.en),
            format!("未包含您退回的：{}", names.zh),
        ));
    }
    if dry {
        return Ok(outcome);
    }
    let waiting = positions.iter().any(|&at| handover.standing(&handover.clients[at]) < Standing::Moved);
    Ok(match (&missing[..], waiting) {
        (_, false) => outcome,
        ([], true) => outcome.note(Text::fixed(
            "`salesrec handover transfer` gives them their new owner",
            "`salesrec handover transfer` 办理过户",
        )),
        (parts, true) => {
            let parts: Vec<Text> = parts.iter().map(|part| part.shown()).collect();
            let parts = list(&parts);
            outcome.note(Text::new(
                format!("next they are countersigned by {}: `salesrec handover countersign`", parts.en),
                format!("接下来由{}会签：`salesrec handover countersign`", parts.zh),
            ))
        }
    })
}

/// A client that goes to another receiver.
pub(super) fn somebody_elses(desk: &Desk, handover: &Handover, handed: &HandedClient) -> Error {
    let (id, to) = (&handed.client, handover.receiver(handed).map(|id| desk.person_name(id)).unwrap_or_default());
    Error::new(Kind::Refused, text!("{id} goes to {to}, not to you", "{id} 由{to}接手，不是您"))
}
