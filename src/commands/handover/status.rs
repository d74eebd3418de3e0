use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::open::{self, takes_part};
use super::told;
use crate::clock;
use crate::commands::shown::record_json;
use crate::commands::{Desk, Outcome};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::handover::{HandoverKind, Standing};
use crate::record::{Day, Handover};
use crate::store::{HandoverFile, Loaded};
use crate::text;

mod late;
mod since;

/// Which handovers.
#[derive(ClapArgs, Clone, Debug, Default)]
pub(super) struct Args {
    /// The handover: its name or a part that only one has
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// List all handovers, also those that are closed
    #[arg(long, conflicts_with = "name")]
    all: bool,
}

/// Shows how far it has come: one handover in full, several as a list.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    if let Some(said) = &args.name {
        return one(desk, &open::handover(desk, Some(said), |_| true)?);
    }
    let (mut files, problems) = desk.store.handovers();
    if !args.all {
        files.retain(|file| file.handover.is_open());
    }
    match &files[..] {
        [only] if !args.all && problems.is_empty() => one(desk, only),
        _ => Ok(Outcome::tables("handovers", vec![list(desk, &files, args.all)]).problems(problems)),
    }
}

fn list(desk: &Desk, files: &[HandoverFile], all: bool) -> Table {
    let columns = vec![
        Column::new("handover", Text::fixed("Handover", "交接")).whole(),
        Column::data("from"),
        Column::new("to", Text::fixed("To", "接手人")).grow(),
        Column::number("clients", Text::fixed("Clients", "客户")),
        Column::number("done", Text::fixed("Done", "进度")),
        Column::number("late", Text::fixed("Late", "逾期")),
        Column::new("until", Text::fixed("Last day", "最后工作日")),
        Column::new("closed", Text::fixed("Closed", "关闭")).data_if(!all),
    ];
    let empty = Text::fixed(
        "No handover is open; `salesrec handover --to PERSON` makes one.",
        "没有进行中的交接；`salesrec handover --to 接手人` 发起交接。",
    );
    let mut table = Table::new(columns, empty);
    let me = desk.me().ok().map(|person| person.id.clone());
    for file in files {
        let handover = &file.handover;
        let (done, whole) = handover.progress();
        let late = if handover.is_open() { late::items(desk, handover, &[]).len() } else { 0 };
        let number = |number: usize| Cell::Number(i64::try_from(number).unwrap_or_default());
        let mine = me.as_deref().is_some_and(|me| takes_part(handover, me));
        let name = Cell::text(file.name());
        table.rows.push(
            Row::new(vec![
                if mine { name.toned(Tone::Strong) } else { name },
                told::person(desk, Some(&handover.from)),
                Cell::label(handover.to.join(" "), told::names(desk, &handover.to)),
                number(handover.clients.len()),
                Cell::share(done, whole),
                if late > 0 { number(late).toned(Tone::Bad) } else { number(late) },
                told::day(handover.until),
                told::day(handover.closed),
            ])
            .id(file.name())
            .toned(if handover.is_open() { Tone::Plain } else { Tone::Dim }),
        );
    }
    table
}

fn one(desk: &Desk, file: &HandoverFile) -> Result<Outcome> {
    let handover = &file.handover;
    let (loaded, mut problems) = open::load(desk, &handover.clients);
    let since = if handover.is_open() { since::look(desk, file, &loaded)? } else { since::Since::default() };
    let late = if handover.is_open() { late::items(desk, handover, &loaded) } else { Vec::new() };
    let mut document = Document::new();
    let (from, to) = (desk.person_name(&handover.from), told::names(desk, &handover.to));
    document.paragraph(Line::new().strong(from).plain(" → ").strong(to).plain("  ").dim(file.name().to_string()));
    document.push(Block::Pairs(pairs(desk, handover)));
    if !late.is_empty() {
        document.paragraph(Line::new().bad(Text::fixed("Late:", "逾期：")));
        document.push(Block::List(late.iter().map(late::Late::line).collect()));
    }
    if !since.is_empty() {
        document.paragraph(Line::new().warn(Text::fixed("Not covered:", "未包含在交接中：")));
        document.push(Block::List(since.lines()));
    }
    document.push(Block::Table(clients(desk, handover, &loaded).for_people()));
    document.push(Block::Table(tasks(desk, handover)));
    let notes = notes(desk, handover);
    if !notes.is_empty() {
        document.heading(2, Text::fixed("Questions and notes", "问答"));
        document.push(Block::List(notes));
    }
    let (done, all) = handover.progress();
    let data = json!({
        "id": file.name(),
        "open": handover.is_open(),
        "done": done,
        "of": all,
        "late": late.iter().map(late::Late::data).collect::<Vec<_>>(),
        "not_covered": since.data(),
        "standing": standings(handover),
        "handover": record_json(handover),
    });
    problems.extend(since.problems);
    Ok(Outcome::document("handover-status", document, data).problems(problems))
}

fn standings(handover: &Handover) -> Value {
    let standing = |client| {
        let code = handover.standing(client).code();
        json!({"client": client.client, "to": handover.receiver(client), "standing": code})
    };
    handover.clients.iter().map(standing).collect()
}

fn pairs(desk: &Desk, handover: &Handover) -> Vec<(Text, Line)> {
    let today = desk.clock.today();
    let (done, all) = handover.progress();
    let mut kind = Line::from(handover.kind().shown());
    if let Some(reason) = handover.reason {
        kind = kind.plain("  ").dim(reason.shown());
    }
    let [(clients, of_clients), (tasks, of_tasks)] = handover.progress_by_part();
    let parts = if handover.meeting.is_some() {
        text!(
            "clients {clients}/{of_clients}; steps, checklists and the meeting {tasks}/{of_tasks}",
            "客户 {clients}/{of_clients}；步骤、检查清单和会议 {tasks}/{of_tasks}"
        )
    } else {
        text!(
            "clients {clients}/{of_clients}; steps and checklists {tasks}/{of_tasks}",
            "客户 {clients}/{of_clients}；步骤和检查清单 {tasks}/{of_tasks}"
        )
    };
    let done = told::bar(done, all).plain("  ").dim(parts);
    let mut pairs = vec![(Text::fixed("done", "进度"), done), (Text::fixed("kind", "类型"), kind)];
    if let Some(Day(until)) = handover.until {
        let temporary = handover.kind() == HandoverKind::Temporary;
        let label =
            if temporary { Text::fixed("last day before", "离岗前最后一天") } else { Text::fixed("last day", "最后工作日") };
        let day = Line::from(clock::day(until));
        pairs.push((label, if handover.is_open() { day.plain("  ").dim(clock::until(until, today)) } else { day }));
    }
    if let Some(end) = handover.ends() {
        let label = match handover.kind() {
            HandoverKind::Temporary => Text::fixed("away until", "离岗至"),
            _ => Text::fixed("transition until", "过渡期至"),
        };
        pairs.push((label, Line::from(clock::day(end))));
    }
    if let Some(meeting) = &handover.meeting {
        let mut line = meeting.at.map_or_else(Line::new, |at| Line::from(desk.moment_text(at)));
        if let Some(place) = &meeting.place {
            line = line.plain("  ").plain(place.clone());
        }
        if let Some(held) = meeting.held {
            line = line.plain("  ").good(Text::fixed("held ", "已召开 ")).plain(clock::day(held.0));
        }
        pairs.push((Text::fixed("meeting", "交接会议"), line));
    }
    let (score, now) = (told::score(handover.score()), told::score(handover.score_moved()));
    let words = |cell: &Cell| Line::new().toned(cell.parts().0.unwrap_or_default(), cell.words());
    if handover.score().is_some() {
        let mut line = words(&score);
        if handover.score_moved().is_some() {
            line = line.plain(" → ").plain(now.words());
        }
        pairs.push((Text::fixed("records complete", "档案完整度"), line));
    }
    if let Some(closed) = handover.closed {
        pairs.push((Text::fixed("closed", "已关闭"), Line::from(clock::day(closed.0))));
    }
    pairs
}

fn clients(desk: &Desk, handover: &Handover, loaded: &[Loaded]) -> Table {
    let several = handover.to.len() > 1;
    let columns = vec![
        Column::number("tier", Text::fixed("Tier", "级别")),
        Column::new("client", Text::fixed("Client", "客户")).grow(),
        Column::new("to", Text::fixed("Receiver", "接手人")).data_if(!several),
        Column::new("standing", Text::fixed("Status", "状态")),
        Column::new("on", Text::fixed("Since", "日期")),
        Column::new("remark", Text::fixed("Remark", "说明")).grow().in_full(),
    ];
    let mut table = Table::new(columns, Text::fixed("It covers no client.", "不含任何客户。"));
    table.title = Some(Text::fixed("Clients", "客户"));
    for handed in &handover.clients {
        let name = loaded.iter().find(|one| one.id() == handed.client).map(|one| one.client.client.as_str());
        let standing = handover.standing(handed);
        let on = match standing {
            Standing::Offered => None,
            Standing::Rejected => handed.rejection().and_then(|rejection| rejection.on),
            Standing::Unsigned | Standing::Accepted => handed.accepted,
            Standing::Moved => handed.moved,
            Standing::Returned => handed.returned,
        };
        table.rows.push(
            Row::new(vec![
                Cell::maybe(handed.tier, |tier| Cell::Number(tier.into())),
                told::client(&handed.client, name),
                told::person(desk, handover.receiver(handed)),
                told::standing(standing),
                told::day(on),
                remark(desk, handover, handed),
            ])
            .id(handed.client.clone()),
        );
    }
    table
}

fn remark(desk: &Desk, handover: &Handover, handed: &crate::record::handover::HandedClient) -> Cell {
    let label = |text: Text| Cell::label(text.en.clone(), text);
    match handover.standing(handed) {
        Standing::Unsigned => {
            let parts: Vec<Text> = handover.unsigned(handed).into_iter().map(|part| part.shown()).collect();
            let parts = crate::lang::list(&parts);
            label(Text::new(format!("missing: {}", parts.en), format!("待签：{}", parts.zh)))
        }
        Standing::Moved if handed.accepted.is_none() && handed.rejected.is_empty() => {
            label(Text::fixed("to be accepted", "待补接收手续"))
        }
        // In an emergency a client is moved first, and may be sent back all the same.
        Standing::Rejected | Standing::Moved if handed.accepted.is_none() => {
            let Some(rejection) = handed.rejection() else { return Cell::Empty };
            let code = rejection.code.as_deref().map(super::reject::shown).unwrap_or_default();
            let note = rejection.note.clone().unwrap_or_default();
            let back = rejection.back.map(|day| clock::day(day.0));
            let mut text = Text::new(format!("{}: {note}", code.en), format!("{}：{note}", code.zh));
            if let Some(back) = back {
                let giver = desk.person_name(&handover.from);
                text = Text::new(
                    format!("{} ({giver} by {})", text.en, back.en),
                    format!("{}（{giver} {} 前处理）", text.zh, back.zh),
                );
            }
            label(text)
        }
        _ => Cell::Empty,
    }
}

/// Steps and points of the checklists under the numbers by which `check` takes them.
fn tasks(desk: &Desk, handover: &Handover) -> Table {
    let columns = vec![
        Column::number("number", Text::fixed("No.", "序号")),
        Column::new("phase", Text::fixed("Part", "环节")),
        Column::new("task", Text::fixed("Task", "事项")).grow().in_full(),
        Column::new("owner", Text::fixed("Who", "负责人")).whole(),
        Column::new("due", Text::fixed("Due", "期限")),
        Column::new("done", Text::fixed("Done", "完成")),
    ];
    let mut table = Table::new(columns, Text::fixed("There are no steps.", "没有步骤。"));
    table.title = Some(Text::fixed("Steps and checklists", "步骤和检查清单"));
    for (at, task) in super::check::tasks(handover).into_iter().enumerate() {
        let late = handover.is_open() && task.done.is_none() && task.due.is_some_and(|due| due.0 < desk.clock.today());
        let due = told::day(task.due);
        let row = Row::new(vec![
            Cell::Number(i64::try_from(at + 1).unwrap_or_default()),
            task.phase.map_or_else(
                || Cell::label("step", Text::fixed("step", "步骤")),
                |phase| Cell::label(phase.code(), phase.shown()),
            ),
            Cell::text(task.words),
            told::person(desk, task.owner),
            if late { due.toned(Tone::Bad) } else { due },
            told::day(task.done).toned(Tone::Good),
        ]);
        table.rows.push(if task.done.is_some() { row.toned(Tone::Dim) } else { row });
    }
    table
}

fn notes(desk: &Desk, handover: &Handover) -> Vec<Line> {
    let each = handover.notes.iter().enumerate();
    each.map(|(at, note)| {
        let mut line = Line::new().dim(format!("{}  ", at + 1)).plain(note.note.clone());
        if let Some(client) = &note.client {
            line = line.dim(format!("  {client}"));
        }
        match (&note.answer, note.question) {
            (Some(answer), _) => {
                let by = note.answered_by.as_deref().map(|id| desk.person_name(id)).unwrap_or_default();
                line.plain(" → ").good(answer.clone()).dim(format!("  {by}"))
            }
            (None, Some(true)) => line.plain("  ").warn(Text::fixed("open", "待回答")),
            _ => line,
        }
    })
    .collect()
}
