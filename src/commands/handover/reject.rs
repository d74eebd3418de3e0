use clap::{Args as ClapArgs, ValueEnum};
use serde_json::json;

use super::accept::somebody_elses;
use super::open::{self, Which};
use super::told;
use crate::clock;
use crate::commands::entry::words;
use crate::commands::shown::object;
use crate::commands::{Desk, Outcome, Writing};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::handover::{HandoverKind, Part, Rejection, Standing};
use crate::record::{Day, Handover};
use crate::text;

/// What is sent back, and why.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The client: id, name, or a part only one in the handover has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// Why, as a word that can be counted
    #[arg(long, value_name = "CODE")]
    reason: Code,
    /// What exactly is missing or wrong
    #[arg(long, value_name = "TEXT")]
    note: String,
    /// Until when the giver settles it; two working days from now, when absent
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    back: Option<String>,
    #[command(flatten)]
    which: Which,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Why a client is sent back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Code {
    /// Facts are missing
    #[value(alias = "资料不全")]
    Incomplete,
    /// How matters stand is not clear
    #[value(alias = "进展不清")]
    Unclear,
    /// Promises are not told
    #[value(alias = "承诺不明")]
    Promises,
    /// The money does not add up
    #[value(alias = "账款不符")]
    Money,
    /// Access or papers are missing
    #[value(alias = "权限未交")]
    Access,
    /// The receiver cannot carry it
    #[value(alias = "无力承接")]
    Load,
}

impl Code {
    const fn code(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Unclear => "unclear",
            Self::Promises => "promises",
            Self::Money => "money",
            Self::Access => "access",
            Self::Load => "load",
        }
    }
}

/// What people call a code.
pub(super) fn shown(code: &str) -> Text {
    match code {
        "incomplete" => Text::fixed("incomplete", "资料不全"),
        "unclear" => Text::fixed("unclear", "进展不清"),
        "promises" => Text::fixed("promises not told", "承诺不明"),
        "money" => Text::fixed("the money does not add up", "账款不符"),
        "access" => Text::fixed("access or papers missing", "权限未交"),
        "load" => Text::fixed("cannot be carried", "无力承接"),
        other => Text::same(other),
    }
}

/// Sends it back.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let to_me = |handover: &Handover| handover.people(Part::Receiver).contains(&me.id.as_str());
    let file = open::open_handover(desk, args.which.name.as_deref(), to_me)?;
    if !to_me(&file.handover) {
        return Err(open::not_yours(&file, &Part::Receiver.shown(), &told::names(desk, &file.handover.to)));
    }
    let at = open::client(desk, &file, &args.client)?;
    let handed = &file.handover.clients[at];
    if file.handover.receiver(handed) != Some(me.id.as_str()) {
        return Err(somebody_elses(desk, &file.handover, handed));
    }
    let standing = file.handover.standing(handed);
    let moved_first = file.handover.kind() == HandoverKind::Emergency && handed.accepted.is_none();
    if standing >= Standing::Moved && !moved_first {
        let (id, name) = (&handed.client, file.name());
        return Err(Error::new(Kind::Refused, text!("{id} is yours already", "{id} 已经过户给您")).hint(text!(
            "`salesrec handover undo {name}` takes the transfer back",
            "`salesrec handover undo {name}` 可撤销过户"
        )));
    }
    let note = words(&args.note, &Text::fixed("note", "说明"))?;
    let back = match &args.back {
        Some(said) => desk.deadline(said)?.date,
        None => desk.calendar()?.add_working_days(desk.clock.today(), 2).unwrap_or_else(|| desk.clock.today()),
    };
    let rejection = Rejection {
        on: Some(Day(desk.clock.today())),
        by: Some(me.id.clone()),
        code: Some(args.reason.code().to_string()),
        note: Some(note.clone()),
        back: Some(Day(back)),
    };
    let dry = args.writing.dry_run;
    let (change, id) = desk.store.change_handover(&file.path, dry, |handover| {
        let handed = &mut handover.clients[at];
        handed.accepted = None;
        handed.by = None;
        handed.countersigned.clear();
        handed.rejected.push(rejection);
        Ok(handed.client.clone())
    })?;
    let giver = desk.person_name(&file.handover.from);
    let mut document = Document::new();
    document.paragraph(Line::new().warn(Text::fixed("Sent back ", "已退回 ")).strong(id.clone()).plain(" → ").plain(giver));
    document.push(Block::Pairs(vec![
        (Text::fixed("why", "原因"), Line::from(shown(args.reason.code()))),
        (Text::fixed("note", "说明"), Line::from(note)),
        (Text::fixed("settled by", "处理期限"), Line::from(clock::day(back))),
    ]));
    let data = object(json!({"client": id, "reason": args.reason.code(), "back": back.to_string()}));
    let outcome = told::written("handover-reject", file.name(), &[change], dry, document, data);
    Ok(if dry {
        outcome
    } else {
        outcome.note(Text::fixed(
            "when it is settled: `salesrec handover accept CLIENT`",
            "处理好之后：`salesrec handover accept 客户`",
        ))
    })
}
