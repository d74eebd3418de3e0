use clap::Args as ClapArgs;
use serde_json::json;

use super::open::{self, Which};
use super::told;
use crate::commands::shown::object;
use crate::commands::{Desk, Outcome, Writing};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, count, list};
use crate::record::handover::{HandedClient, Part, Signature};
use crate::record::{Day, Handover};
use crate::store::HandoverFile;
use crate::text;

/// What is countersigned.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Clients; all that are accepted, when absent
    #[arg(value_name = "CLIENT")]
    client: Vec<String>,
    #[command(flatten)]
    which: Which,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// The parts in which somebody can countersign a handover.
fn parts(handover: &Handover, person: &str) -> Vec<Part> {
    let signing = [Part::Supervisor, Part::Finance, Part::Head];
    signing.into_iter().filter(|part| handover.people(*part).contains(&person)).collect()
}

/// Signs them.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let file = open::open_handover(desk, args.which.name.as_deref(), |handover| !parts(handover, &me.id).is_empty())?;
    let mine = parts(&file.handover, &me.id);
    if mine.is_empty() {
        return Err(nobody(desk, &file));
    }
    let unsigned =
        |handed: &HandedClient| mine.iter().copied().filter(|part| !handed.is_signed(*part)).collect::<Vec<Part>>();
    let mut positions = open::clients(desk, &file, &args.client)?;
    if let Some(at) = positions.iter().find(|at| !args.client.is_empty() && file.handover.clients[**at].accepted.is_none()) {
        let id = &file.handover.clients[*at].client;
        return Err(Error::new(Kind::Refused, text!("{id} is not accepted yet", "{id} 尚未被接收"))
            .hint(Text::fixed("the receiver accepts first: `salesrec handover accept`", "先由接手人接收：`salesrec handover accept`")));
    }
    positions.retain(|at| {
        let handed = &file.handover.clients[*at];
        handed.accepted.is_some() && !unsigned(handed).is_empty()
    });
    if positions.is_empty() {
        return Err(Error::new(Kind::Refused, Text::fixed("nothing waits for your signature", "没有待您会签的客户"))
            .hint(Text::fixed("`salesrec handover status` shows how far each is", "`salesrec handover status` 查看进展")));
    }
    let today = Day(desk.clock.today());
    let dry = args.writing.dry_run;
    let (change, signed) = desk.store.change_handover(&file.path, dry, |handover| {
        for &at in &positions {
            let handed = &mut handover.clients[at];
            for part in unsigned(handed) {
                let signature = Signature { part: Some(part), by: Some(me.id.clone()), on: Some(today) };
                handed.countersigned.push(signature);
            }
        }
        Ok(positions.iter().map(|&at| handover.clients[at].client.clone()).collect::<Vec<_>>())
    })?;
    let shown: Vec<Text> = mine.iter().map(|part| part.shown()).collect();
    let mut document = Document::new();
    let number = count(signed.len(), "client", "clients", "个客户");
    let as_part = list(&shown);
    let line = Line::new().good(Text::fixed("Countersigned ", "已会签 ")).strong(number);
    document.paragraph(line.dim(Text::new(format!("  as {}", as_part.en), format!("  以{}身份", as_part.zh))));
    document.push(Block::List(signed.iter().map(|id| Line::from(id.clone())).collect()));
    let data = object(json!({"signed": signed, "parts": mine.iter().map(|part| part.code()).collect::<Vec<_>>()}));
    Ok(told::written("handover-countersign", file.name(), &[change], dry, document, data))
}

fn nobody(desk: &Desk, file: &HandoverFile) -> Error {
    let signing = [Part::Supervisor, Part::Finance, Part::Head];
    let people: Vec<&str> = signing.into_iter().flat_map(|part| file.handover.people(part)).collect();
    let name = file.name();
    if people.is_empty() {
        return Error::new(
            Kind::Refused,
            text!("{name} has no supervisor, finance or head of department", "{name} 没有监交人、财务或部门负责人"),
        );
    }
    let part = Text::fixed("supervisor, finance or head of department", "监交人、财务或部门负责人");
    open::not_yours(file, &part, &told::names(desk, &people))
}
