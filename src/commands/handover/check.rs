use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde_json::json;

use super::open::{self, Which, takes_part};
use super::told;
use crate::commands::shown::object;
use crate::commands::{Desk, Outcome, Writing, choose};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::handover::Phase;
use crate::record::{Day, Handover};
use crate::store::{Change, ClientFile, HandoverFile};
use crate::text;

/// What is done.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// A step or a point of the checklists: its number as `handover status` shows it, or a part of its words; may be
    /// repeated
    #[arg(value_name = "TASK", required = true)]
    task: Vec<String>,
    #[command(flatten)]
    which: Which,
    /// The day on which it was done; today, when absent
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// It is not done after all
    #[arg(long, conflicts_with = "on")]
    open: bool,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// A step or a point of the checklists.
pub(super) struct Task<'h> {
    /// The list that it is on; a step is on none.
    pub phase: Option<Phase>,
    pub words: &'h str,
    pub owner: Option<&'h str>,
    pub due: Option<Day>,
    pub done: Option<Day>,
}

/// The steps, then the points of the checklists, in the order in which they are numbered.
pub(super) fn tasks(handover: &Handover) -> Vec<Task<'_>> {
    let steps = handover.steps.iter().map(|step| Task {
        phase: None,
        words: &step.step,
        owner: step.owner.as_deref(),
        due: step.due,
        done: step.done,
    });
    let items = handover.checklist.iter().map(|item| Task {
        phase: item.phase,
        words: &item.item,
        owner: item.owner.as_deref(),
        due: item.due,
        done: item.done,
    });
    steps.chain(items).collect()
}

/// Marks them.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let file = open::open_handover(desk, args.which.name.as_deref(), |handover| takes_part(handover, &me.id))?;
    let on = args.on.as_deref().map_or(Ok(desk.clock.today()), |said| Ok::<_, Error>(desk.past(said)?.date))?;
    let positions = args.task.iter().map(|said| which(&file.handover, said, args.open)).collect::<Result<Vec<_>>>()?;
    let day = (!args.open).then_some(Day(on));
    let rights = rights(desk, &file, &positions)?;
    let paths: Vec<PathBuf> =
        std::iter::once(file.path.clone()).chain(rights.iter().map(|right| right.file.path.clone())).collect();
    let (changes, (words, left)) = desk.store.together(None, &paths, args.writing.dry_run, || {
        let (change, told) = desk.store.change_handover(&file.path, true, |handover| Ok(mark(handover, &positions, day)))?;
        let mut changes = vec![change];
        changes.extend(pass_on(desk, &file.handover, &rights, args.open)?);
        Ok((changes, told))
    })?;
    let mut document = Document::new();
    let done = if args.open { Text::fixed("Open again", "已改回未完成") } else { Text::fixed("Done", "已完成") };
    document.paragraph(Line::new().good(done).plain("  ").dim(file.name().to_string()));
    document.push(Block::List(words.iter().map(|words| Line::from(words.clone())).collect()));
    document.push(Block::Pairs(vec![(
        Text::fixed("still open", "尚未完成"),
        Line::from(crate::lang::count(left, "task", "tasks", "项")),
    )]));
    let data = object(json!({"tasks": words, "done": day.map(|day| day.to_string()), "open": left}));
    Ok(told::written("handover-check", file.name(), &changes, args.writing.dry_run, document, data))
}

/// Marks the tasks at these positions; says what they are, and how many are left.
fn mark(handover: &mut Handover, positions: &[usize], day: Option<Day>) -> (Vec<String>, usize) {
    let steps = handover.steps.len();
    let mut words = Vec::new();
    for &at in positions {
        let (done, said) = match at.checked_sub(steps) {
            None => {
                let step = &mut handover.steps[at];
                (&mut step.done, &step.step)
            }
            Some(at) => {
                let item = &mut handover.checklist[at];
                (&mut item.done, &item.item)
            }
        };
        *done = day;
        words.push(said.clone());
    }
    (words, tasks(handover).iter().filter(|task| task.done.is_none()).count())
}

/// Points of the checklists that are about one right on one client's file.
struct Right {
    file: ClientFile,
    /// The points' positions on the checklists.
    items: Vec<usize>,
}

/// Those among the tasks at these positions that give or take a right, by client.
fn rights(desk: &Desk, file: &HandoverFile, positions: &[usize]) -> Result<Vec<Right>> {
    let mut rights: Vec<Right> = Vec::new();
    for at in positions.iter().filter_map(|at| at.checked_sub(file.handover.steps.len())) {
        let item = &file.handover.checklist[at];
        let (Some(id), Some(_)) = (&item.client, &item.access) else { continue };
        match rights.iter_mut().find(|right| right.file.id() == id) {
            Some(right) => right.items.push(at),
            None => rights.push(Right { file: open::file_of(desk, id)?, items: vec![at] }),
        }
    }
    Ok(rights)
}

/// Writes into the clients' files who holds the rights: the receiver once it is given, no longer the giver once it is
/// taken. With `back` the other way round.
fn pass_on(desk: &Desk, handover: &Handover, rights: &[Right], back: bool) -> Result<Vec<Change>> {
    let change = |right: &Right| {
        let changed = desk.store.change(&right.file, true, |client| {
            for item in right.items.iter().map(|&at| &handover.checklist[at]) {
                let receiver = handover.client(right.file.id()).and_then(|handed| handover.receiver(handed));
                let taken = item.phase == Some(Phase::After);
                let who = if taken { Some(handover.from.as_str()) } else { receiver };
                let (Some(who), Some(what)) = (who, &item.access) else { continue };
                for access in client.access.iter_mut().filter(|access| access.what == *what) {
                    access.holders.retain(|holder| holder != who);
                    if taken == back {
                        access.holders.push(who.to_string());
                    }
                }
            }
            Ok(())
        });
        changed.map(|(change, ())| change)
    };
    rights.iter().map(change).collect()
}

/// The position of the task that is meant: by number; by words among those that are open, or with `done` among those
/// that are not.
fn which(handover: &Handover, said: &str, done: bool) -> Result<usize> {
    let all = tasks(handover);
    if let Ok(number) = said.trim().parse::<usize>() {
        let number_of = all.len();
        return number.checked_sub(1).filter(|at| *at < all.len()).ok_or_else(|| {
            Error::new(Kind::NotFound, text!("there is no task {number}", "没有第 {number} 项"))
                .hint(text!("they are numbered from 1 to {number_of}", "编号为 1 到 {number_of}"))
        });
    }
    let among: Vec<usize> = (0..all.len()).filter(|&at| all[at].done.is_some() == done).collect();
    let words: Vec<&str> = among.iter().map(|&at| all[at].words).collect();
    let what = if done {
        Text::fixed("task that is done", "已完成的事项")
    } else {
        Text::fixed("open task of this handover", "该交接未完成的事项")
    };
    choose::item(said, &words, what).map(|at| among[at]).map_err(|error| {
        error.hint(Text::fixed("`salesrec handover status` numbers them", "`salesrec handover status` 列出编号"))
    })
}
