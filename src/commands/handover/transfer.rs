use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde_json::json;

use super::moving::{Carried, Way, carry};
use super::open::{self, Which, takes_part};
use super::told;
use crate::commands::shown::object;
use crate::commands::{Desk, Outcome, Writing, choose};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, count, list};
use crate::record::handover::Standing;
use crate::record::{Client, Day, Handover};
use crate::store::HandoverFile;
use crate::text;

/// What is moved.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Clients; all that are accepted and not moved yet, when absent
    #[arg(value_name = "CLIENT")]
    client: Vec<String>,
    #[command(flatten)]
    which: Which,
    /// An open action or milestone that stays with the giver, as `CLIENT:ACTION`; may be repeated
    #[arg(long, value_name = "CLIENT:ITEM")]
    keep: Vec<String>,
    /// Without the actions that support the transition: notice to the client, joint visit, check-in
    #[arg(long)]
    no_support: bool,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Moves them, all or none.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let me = desk.me()?;
    let file = open::open_handover(desk, args.which.name.as_deref(), |handover| takes_part(handover, &me.id))?;
    let name = file.name().to_string();
    let positions = positions(args, desk, &file)?;
    let keeps = args.keep.iter().map(|said| keep(desk, &file, &positions, said)).collect::<Result<Vec<_>>>()?;
    let files = positions
        .iter()
        .map(|&at| open::file_of(desk, &file.handover.clients[at].client))
        .collect::<Result<Vec<_>>>()?;
    let ready = open::ready(desk, files.clone())?;
    let scores: Vec<(String, u8)> = ready.iter().map(|(id, ready)| (id.clone(), ready.score)).collect();
    let calendar = desk.calendar()?;
    let mut paths: Vec<PathBuf> =
        std::iter::once(file.path.clone()).chain(files.iter().map(|file| file.path.clone())).collect();
    paths.extend(desk.reviews_to_mend());
    let way = Way { name: &name, calendar, supported: !args.no_support, scores: &scores };
    let dry = args.writing.dry_run;
    let (changes, carried) = desk.store.together(Some(&name), &paths, dry, || {
        let (change, (mut changes, carried)) = desk.store.change_handover(&file.path, true, |handover| {
            for &at in &positions {
                require_accepted(handover, at)?;
            }
            for (at, item) in &keeps {
                handover.clients[*at].keeps.push(item.clone());
            }
            settle_questions(handover, &ready, Day(desk.clock.today()));
            carry(desk, handover, &positions, &way)
        })?;
        changes.insert(0, change);
        Ok((changes, carried))
    })?;
    let document = document(desk, &file, &carried, dry);
    let data = object(json!({
        "moved": carried.iter().map(|one| json!({
            "client": file.handover.clients[one.at].client,
            "to": file.handover.receiver(&file.handover.clients[one.at]),
            "actions": one.moved.actions,
            "milestones": one.moved.milestones,
            "others": one.moved.others,
            "support": one.supported,
        })).collect::<Vec<_>>(),
    }));
    let outcome = told::written("handover-transfer", &name, &changes, dry, document, data);
    Ok(if dry {
        outcome
    } else {
        outcome.note(text!(
            "`salesrec handover undo {name}` takes it back, as long as the files are not changed",
            "`salesrec handover undo {name}` 可撤销，前提是这些文件此后没有改动"
        ))
    })
}

/// The clients that are meant, all of which can be moved.
fn positions(args: &Args, desk: &Desk, file: &HandoverFile) -> Result<Vec<usize>> {
    let handover = &file.handover;
    let mut positions = open::clients(desk, file, &args.client)?;
    if args.client.is_empty() {
        positions.retain(|&at| handover.standing(&handover.clients[at]) == Standing::Accepted);
    }
    for &at in &positions {
        require_accepted(handover, at)?;
    }
    if positions.is_empty() {
        let error = Error::new(Kind::Refused, Text::fixed("no client is ready to be moved", "没有可以过户的客户"));
        let waiting = |wanted| handover.clients.iter().filter(|one| handover.standing(one) == wanted).count();
        let told = [Standing::Offered, Standing::Unsigned, Standing::Rejected, Standing::Moved].map(|one| (one, waiting(one)));
        let parts: Vec<Text> = told
            .iter()
            .filter(|(_, number)| *number > 0)
            .map(|(standing, number)| {
                let shown = standing.shown();
                Text::new(format!("{number} {}", shown.en), format!("{}：{number} 个", shown.zh))
            })
            .collect();
        let [(_, offered), (_, unsigned), (_, back), _] = told;
        return Err(error.cause(list(&parts)).hint(if unsigned > 0 {
            Text::fixed(
                "it is to be countersigned first: `salesrec handover countersign`",
                "须先会签：`salesrec handover countersign`",
            )
        } else if offered + back == 0 {
            Text::fixed(
                "all are with their new owner: `salesrec handover status` shows what is left until `salesrec handover close`",
                "客户都已过户：`salesrec handover status` 查看 `salesrec handover close` 之前还差什么",
            )
        } else {
            Text::fixed(
                "a client is moved when its receiver has accepted it: `salesrec handover accept`",
                "客户须先由接手人接收：`salesrec handover accept`",
            )
        }));
    }
    Ok(positions)
}

/// # Errors
/// `Refused` unless everybody has signed.
fn require_accepted(handover: &Handover, at: usize) -> Result<()> {
    let handed = &handover.clients[at];
    let id = &handed.client;
    let refused = |message| Err(Error::new(Kind::Refused, message).cause(Text::fixed("nothing was written", "未写入任何内容")));
    match handover.standing(handed) {
        Standing::Accepted => Ok(()),
        Standing::Offered => refused(text!("{id} is not accepted yet", "{id} 尚未被接收")),
        Standing::Rejected => refused(text!("{id} was sent back by its receiver", "{id} 已被接手人退回")),
        Standing::Unsigned => {
            let parts: Vec<Text> = handover.unsigned(handed).into_iter().map(|part| part.shown()).collect();
            let parts = list(&parts);
            refused(Text::new(
                format!("{id} lacks the signature of {}", parts.en),
                format!("{id} 尚缺{}会签", parts.zh),
            ))
        }
        Standing::Moved | Standing::Returned => refused(text!("{id} was moved already", "{id} 已经过户")),
    }
}

/// What stays with the giver: the client's position, and the action's id or the milestone's name.
fn keep(desk: &Desk, file: &HandoverFile, positions: &[usize], said: &str) -> Result<(usize, String)> {
    let Some((client, item)) = said.split_once([':', '：']) else {
        return Err(Error::new(Kind::Usage, text!("“{said}” does not say of which client", "“{said}”没有写明是哪个客户"))
            .hint(Text::fixed("write `--keep CLIENT:ACTION`", "请写成 `--keep 客户:行动`")));
    };
    let at = open::client(desk, file, client.trim())?;
    if !positions.contains(&at) {
        return Err(Error::new(Kind::Refused, text!("“{client}” is not moved now", "“{client}”这次不过户")));
    }
    let record = desk.store.load(&open::file_of(desk, &file.handover.clients[at].client)?)?.client;
    Ok((at, item_named(&record, item.trim())?))
}

fn item_named(client: &Client, said: &str) -> Result<String> {
    let milestones = client.deals.iter().flat_map(|deal| &deal.milestones).filter(|milestone| milestone.done.is_none());
    if let Some(milestone) = milestones.into_iter().find(|milestone| milestone.milestone == said) {
        return Ok(milestone.milestone.clone());
    }
    let at = choose::action(client, said)?;
    client.actions[at].id.clone().ok_or_else(|| {
        Error::new(Kind::Refused, text!("the action “{said}” has no id", "行动“{said}”没有编号"))
            .hint(Text::fixed("`salesrec lint --fix` gives it one", "`salesrec lint --fix` 可补上编号"))
    })
}

/// Marks the questions whose holes are filled.
pub(super) fn settle_questions(
    handover: &mut Handover,
    ready: &std::collections::BTreeMap<String, crate::handover::Readiness>,
    today: Day,
) {
    for question in handover.questions.iter_mut().filter(|question| question.answered.is_none()) {
        let Some(ready) = ready.get(&question.client) else { continue };
        let asked = |rule: &str| ready.questions.iter().any(|asked| asked.rule == rule);
        if question.rule.as_deref().is_some_and(|rule| !asked(rule)) {
            question.answered = Some(today);
        }
    }
}

fn document(desk: &Desk, file: &HandoverFile, carried: &[Carried], dry: bool) -> Document {
    let handover = &file.handover;
    let mut document = Document::new();
    let number = count(carried.len(), "client", "clients", "个客户");
    let done = if dry { Text::fixed("Would move ", "将过户 ") } else { Text::fixed("Moved ", "已过户 ") };
    let from = desk.person_name(&handover.from);
    let to = told::names(desk, &handover.to);
    document.paragraph(Line::new().good(done).strong(number).plain("  ").plain(from).plain(" → ").plain(to));
    let columns = vec![
        Column::new("client", Text::fixed("Client", "客户")).grow(),
        Column::new("to", Text::fixed("New owner", "新负责人")),
        Column::number("actions", Text::fixed("Actions", "行动")),
        Column::number("milestones", Text::fixed("Milestones", "里程碑")),
        Column::number("others", Text::fixed("Other matters", "其他事项")),
        Column::number("support", Text::fixed("Support", "过渡安排")),
    ];
    let mut table = Table::new(columns, Text::default());
    let number = |number: usize| Cell::Number(i64::try_from(number).unwrap_or_default());
    for one in carried {
        let handed = &handover.clients[one.at];
        table.rows.push(
            Row::new(vec![
                told::client(&handed.client, Some(&one.name)),
                told::person(desk, handover.receiver(handed)),
                number(one.moved.actions),
                number(one.moved.milestones),
                number(one.moved.others),
                number(one.supported),
            ])
            .id(handed.client.clone()),
        );
    }
    document.push(Block::Table(table));
    document
}
