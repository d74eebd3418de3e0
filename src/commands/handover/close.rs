use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde_json::json;

use super::open::{self, takes_part};
use super::transfer::settle_questions;
use super::told;
use crate::clock;
use crate::commands::entry::line;
use crate::commands::shown::object;
use crate::commands::{Desk, Outcome, Writing};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Place, Result};
use crate::handover::{Move, transfer};
use crate::lang::{Text, count};
use crate::record::handover::{HandedClient, HandoverKind, OpenMatter, Standing};
use crate::record::{Day, Handover};
use crate::store::{Change, HandoverFile, Loaded};
use crate::text;

/// What is closed.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The handover: its name or a part that only one has; needed only where several are open
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// What the next handover should do better; may be repeated
    #[arg(long, value_name = "TEXT")]
    lesson: Vec<String>,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Closes it; the clients of a temporary one go back.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let file = open::open_handover(desk, args.name.as_deref(), |handover| takes_part(handover, &me.id))?;
    let (loaded, problems) = open::load(desk, &file.handover.clients);
    if let Some(problem) = problems.into_iter().next() {
        return Err(problem.error);
    }
    let open = matters(desk, &file, &loaded);
    if !open.is_empty() {
        return Err(still_open(&file, &open));
    }
    let lessons: Vec<String> =
        args.lesson.iter().map(|said| line(said, &Text::fixed("lesson", "经验"))).collect::<Result<_>>()?;
    let ready = open::ready(desk, loaded.iter().map(|one| one.file.clone()).collect())?;
    let today = Day(desk.clock.today());
    let temporary = file.handover.kind() == HandoverKind::Temporary;
    let mut paths: Vec<PathBuf> = vec![file.path.clone()];
    if temporary {
        paths.extend(loaded.iter().map(|one| one.file.path.clone()));
        paths.extend(desk.reviews_to_mend());
    }
    let dry = args.writing.dry_run;
    let (changes, back) = desk.store.together(Some(file.name()), &paths, dry, || {
        let (change, mut changes) = desk.store.change_handover(&file.path, true, |handover| {
            settle_questions(handover, &ready, today);
            handover.lessons.extend(lessons.iter().cloned());
            handover.closed = Some(today);
            if temporary { give_back(desk, &file, handover, &loaded) } else { Ok(Vec::new()) }
        })?;
        let back = changes.len();
        changes.extend(desk.keep_returned(&changes)?);
        changes.insert(0, change);
        Ok((changes, back))
    })?;
    let mut document = Document::new();
    let done = if dry { Text::fixed("Would close", "将关闭") } else { Text::fixed("Closed", "已关闭") };
    document.paragraph(Line::new().good(done).plain("  ").strong(file.name().to_string()));
    let clients = count(file.handover.clients.len(), "client", "clients", "个客户");
    let mut pairs = vec![(Text::fixed("handed over", "已交接"), Line::from(clients))];
    if back > 0 {
        let giver = desk.person_name(&file.handover.from);
        let clients = count(back, "client", "clients", "个客户");
        pairs.push((Text::fixed("given back", "已交还"), Line::from(clients).plain(" → ").plain(giver)));
    }
    document.push(Block::Pairs(pairs));
    let data = object(json!({"closed": today.to_string(), "given_back": back}));
    let name = file.name();
    let outcome = told::written("handover-close", name, &changes, dry, document, data);
    Ok(if dry {
        outcome
    } else {
        outcome.note(text!("how it went: `salesrec handover quality {name}`", "交接质量：`salesrec handover quality {name}`"))
    })
}

/// What keeps it from being closed, in words, the commands that settle it among them.
fn matters(desk: &Desk, file: &HandoverFile, loaded: &[Loaded]) -> Vec<Text> {
    let handover = &file.handover;
    let steps = handover.steps.len();
    let mut open: Vec<Text> = handover
        .open_matters()
        .into_iter()
        .map(|matter| match matter {
            OpenMatter::Client(at, standing) => {
                let (id, shown) = (&handover.clients[at].client, standing.shown());
                Text::new(format!("{id}: {}", shown.en), format!("{id}：{}", shown.zh))
            }
            OpenMatter::Unaccepted(at) => {
                let id = &handover.clients[at].client;
                text!("{id}: to be accepted", "{id}：待补接收手续")
            }
            OpenMatter::Step(at) => {
                let (number, step) = (at + 1, &handover.steps[at].step);
                text!("step {number} is not done: {step}", "步骤 {number} 未完成：{step}")
            }
            OpenMatter::Meeting => Text::fixed("the meeting was not held", "交接会议未召开"),
            OpenMatter::Item(at) => {
                let (number, item) = (steps + at + 1, &handover.checklist[at].item);
                text!("point {number} is not done: {item}", "清单 {number} 未完成：{item}")
            }
            OpenMatter::Note(at) => {
                let (number, note) = (at + 1, &handover.notes[at].note);
                text!("question {number} has no answer: {note}", "问题 {number} 未回答：{note}")
            }
        })
        .collect();
    for planned in handover.transition.iter().flat_map(|transition| &transition.plan) {
        let client = loaded.iter().find(|one| one.id() == planned.client);
        let action = client.and_then(|one| one.client.actions.iter().find(|one| one.id.as_deref() == Some(&planned.action)));
        if let (Some(client), Some(action)) = (client, action.filter(|action| action.is_open())) {
            let (id, words, number) = (client.id(), &action.action, &planned.action);
            open.push(text!("{id}: {number} {words}", "{id}：{number} {words}"));
        }
    }
    if handover.kind() == HandoverKind::Temporary
        && let Some(end) = handover.ends().filter(|end| *end >= desk.clock.today())
    {
        let (giver, day) = (desk.person_name(&handover.from), clock::day(end));
        open.push(Text::new(format!("{giver} is away until {}", day.en), format!("{giver}离岗至 {}", day.zh)));
    }
    open
}

fn still_open(file: &HandoverFile, open: &[Text]) -> Error {
    const TOLD: usize = 12;
    let number = count(open.len(), "matter", "matters", "件事");
    let name = file.name();
    let mut error = Error::new(
        Kind::Refused,
        Text::new(
            format!("{name} cannot be closed: {} still open", number.en),
            format!("{name} 还不能关闭：有 {}没有了结", number.zh),
        ),
    );
    for matter in open.iter().take(TOLD) {
        error = error.cause(matter.clone());
    }
    if open.len() > TOLD {
        let more = open.len() - TOLD;
        error = error.cause(text!("and {more} more", "另有 {more} 件"));
    }
    let waits = |client: &HandedClient| file.handover.standing(client) < Standing::Moved;
    if file.handover.clients.iter().any(waits) {
        error = error.hint(Text::fixed(
            "clients: `handover accept` by the receiver, then `handover transfer`; made by mistake: `handover undo`",
            "客户：接手人先 `handover accept`，再 `handover transfer`；误建的交接：`handover undo`",
        ));
    }
    error.hint(Text::fixed(
        "`handover check NUMBER` for steps and points, `handover meeting --held`, `handover note NUMBER --answer …`, `done CLIENT ACTION`",
        "步骤和清单：`handover check 序号`；会议：`handover meeting --held`；问题：`handover note 序号 --answer …`；行动：`done 客户 行动`",
    ))
}

/// Gives the clients of a temporary handover back to the giver.
fn give_back(desk: &Desk, file: &HandoverFile, handover: &mut Handover, loaded: &[Loaded]) -> Result<Vec<Change>> {
    let today = desk.clock.today();
    let giver = handover.from.clone();
    let mut changes = Vec::new();
    for at in 0..handover.clients.len() {
        let handed = &handover.clients[at];
        let Some(stand_in) = handover.receiver(handed).map(str::to_string) else { continue };
        if handover.standing(handed) != Standing::Moved {
            continue;
        }
        let Some(one) = loaded.iter().find(|one| one.id() == handed.client) else { continue };
        let back = Move { from: &stand_in, to: &giver, on: today, handover: file.name(), keeps: &[] };
        let (change, ()) = desk.store.change(&one.file, true, |client| {
            if client.owner.as_deref() != Some(stand_in.as_str()) {
                let (name, owner) = (&client.client, desk.person_name(&stand_in));
                return Err(Error::new(
                    Kind::Conflict,
                    text!("{name} is no longer {owner}'s", "{name}的负责人已不是{owner}"),
                )
                .at(Place::file(&one.file.path))
                .cause(Text::fixed("nothing was written", "未写入任何内容")));
            }
            transfer(client, &desk.team.stages, &back);
            Ok(())
        })?;
        changes.push(change);
        handover.clients[at].returned = Some(Day(today));
    }
    Ok(changes)
}
