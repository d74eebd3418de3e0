//! What is shown of a new handover: the load first, then the plan, then the clients.

use serde_json::{Value, json};

use super::{Made, Prepared};
use crate::clock;
use crate::commands::Desk;
use crate::commands::handover::open::load as load_clients;
use crate::commands::handover::rules::loads;
use crate::commands::handover::told;
use crate::document::{Block, Cell, Column, Document, Line, Row, Table};
use crate::handover::Load;
use crate::lang::{Text, count, list};
use crate::record::Contact;
use crate::record::handover::HandoverKind;
use crate::text;

/// What each receiver has, and what is added.
fn load(desk: &Desk, prepared: &Prepared<'_>) -> Vec<(Load, Load)> {
    let own = loads(desk, &prepared.receivers);
    let added = prepared.receivers.iter().map(|person| {
        let mut load = Load::default();
        let given = prepared.gathered.covered.iter().zip(&prepared.given).filter(|(_, to)| **to == person.id);
        given.for_each(|(client, _)| load.add(&client.load));
        load
    });
    own.into_iter().zip(added).collect()
}

/// The load as data.
pub(super) fn load_data(desk: &Desk, prepared: &Prepared<'_>) -> Value {
    let data = |load: &Load| {
        json!({"clients": load.clients, "open_deals": load.deals, "open_value": told::values(load), "overdue": load.overdue})
    };
    let each = prepared.receivers.iter().zip(load(desk, prepared));
    each.map(|(person, (own, added))| json!({"person": person.id, "now": data(&own), "added": data(&added)})).collect()
}

/// Everything that people see.
pub(super) fn document(desk: &Desk, prepared: &Prepared<'_>, made: &Made, dry: bool) -> Document {
    let handover = &made.handover;
    let mut document = Document::new();
    let (from, to) = (prepared.gathered.giver.shown(), told::names(desk, &handover.to));
    let done = if dry { Text::fixed("Would hand over", "将交接") } else { Text::fixed("Handing over", "已发起交接") };
    document.paragraph(
        Line::new().good(done).plain("  ").strong(from).plain(" → ").strong(to).plain("  ").dim(made.name.clone()),
    );
    document.push(Block::Pairs(pairs(desk, made)));
    document.push(Block::Table(load_table(desk, prepared)));
    document.push(Block::Table(clients(desk, prepared).for_people()));
    if handover.kind() == HandoverKind::Emergency {
        document.push(Block::Table(key_facts(desk, made)));
        let moved: usize = made.carried.iter().map(|one| one.moved.actions + one.moved.milestones).sum();
        let clients = count(made.carried.len(), "client has its", "clients have their", "个客户");
        let matters = count(moved, "open action or milestone", "open actions and milestones", "项未完成的行动和里程碑");
        document.paragraph(Text::new(
            format!("{} new owner, with {}; acceptance follows.", clients.en, matters.en),
            format!("{}已过户，连同 {}；接收手续后补。", clients.zh, matters.zh),
        ));
    }
    document
}

fn pairs(desk: &Desk, made: &Made) -> Vec<(Text, Line)> {
    let handover = &made.handover;
    let mut kind = Line::from(handover.kind().shown());
    if let Some(reason) = handover.reason {
        kind = kind.plain("  ").dim(reason.shown());
    }
    let mut pairs = vec![(Text::fixed("kind", "类型"), kind)];
    if let Some(until) = handover.until {
        let temporary = handover.kind() == HandoverKind::Temporary;
        let label =
            if temporary { Text::fixed("last day before", "离岗前最后一天") } else { Text::fixed("last day", "最后工作日") };
        pairs.push((label, Line::from(clock::day(until.0))));
    }
    if let Some(end) = handover.ends() {
        let temporary = handover.kind() == HandoverKind::Temporary;
        let label = if temporary { Text::fixed("away until", "离岗至") } else { Text::fixed("transition until", "过渡期至") };
        pairs.push((label, Line::from(clock::day(end))));
    }
    for (label, id) in [
        (Text::fixed("supervisor", "监交人"), &handover.supervisor),
        (Text::fixed("finance", "财务"), &handover.finance),
        (Text::fixed("head", "部门负责人"), &handover.head),
    ] {
        if let Some(id) = id {
            pairs.push((label, Line::from(desk.person_name(id))));
        }
    }
    if let Some(at) = handover.meeting.as_ref().and_then(|meeting| meeting.at) {
        pairs.push((Text::fixed("meeting", "交接会议"), Line::from(desk.moment_text(at))));
    }
    let number = handover.questions.len();
    let questions = count(number, "question to the giver", "questions to the giver", "个问题待交接人回答");
    let score = told::score(handover.score());
    let (tone, cell) = score.parts();
    let line = Line::new().toned(tone.unwrap_or_default(), cell.words()).plain("  ").plain(questions);
    pairs.push((Text::fixed("records complete", "档案完整度"), line));
    pairs
}

fn load_table(desk: &Desk, prepared: &Prepared<'_>) -> Table {
    let columns = vec![
        Column::new("person", Text::fixed("Receiver", "接手人")),
        Column::new("clients", Text::fixed("Clients", "客户")),
        Column::new("open_deals", Text::fixed("Open deals", "进行中的商机")),
        Column::amount("open_value", Text::fixed("Open value added", "新增商机金额")),
        Column::new("overdue", Text::fixed("Overdue", "逾期行动")),
    ];
    let mut table = Table::new(columns, Text::default());
    table.title = Some(Text::fixed("Load: now + added", "工作量：现有 + 新增"));
    let sum = |own: usize, added: usize| Cell::text(format!("{own} + {added}"));
    for (person, (own, added)) in prepared.receivers.iter().zip(load(desk, prepared)) {
        table.rows.push(Row::new(vec![
            told::person(desk, Some(&person.id)),
            sum(own.clients, added.clients),
            sum(own.deals, added.deals),
            told::value(desk, &added),
            sum(own.overdue, added.overdue),
        ]));
    }
    table
}

fn clients(desk: &Desk, prepared: &Prepared<'_>) -> Table {
    let several = prepared.receivers.len() > 1;
    let columns = vec![
        Column::number("tier", Text::fixed("Tier", "级别")),
        Column::new("client", Text::fixed("Client", "客户")).grow(),
        Column::new("to", Text::fixed("Receiver", "接手人")).data_if(!several),
        Column::amount("open_value", Text::fixed("Open value", "商机金额")),
        Column::number("score", Text::fixed("Complete", "完整度")),
        Column::number("questions", Text::fixed("Questions", "问题")),
        Column::new("why", Text::fixed("Why", "原因")).grow().in_full(),
    ];
    let mut table = Table::new(columns, Text::default());
    table.title = Some(Text::fixed("Clients, most valuable first; tier 1 burns", "客户，按金额排列；1 级最急"));
    let each = prepared.gathered.covered.iter().zip(&prepared.given).zip(&prepared.readiness);
    for ((client, to), ready) in each {
        let why = list(&client.tier.reasons);
        table.rows.push(
            Row::new(vec![
                Cell::Number(client.tier.tier.into()),
                told::client(&client.id, Some(&client.name)),
                told::person(desk, Some(to)),
                told::value(desk, &client.load),
                told::score(Some(ready.score)),
                Cell::Number(i64::try_from(ready.questions.len()).unwrap_or_default()),
                Cell::label(why.en.clone(), why),
            ])
            .id(client.id.clone()),
        );
    }
    table
}

/// What the new owner needs today: whom to call, about what, and what comes next.
fn key_facts(desk: &Desk, made: &Made) -> Table {
    let columns = vec![
        Column::new("client", Text::fixed("Client", "客户")).grow().in_full(),
        Column::new("contact", Text::fixed("Call", "联系人")).grow().in_full(),
        Column::new("deals", Text::fixed("Deals", "商机")).grow().in_full(),
        Column::new("next", Text::fixed("Next", "下一步")).grow().in_full(),
    ];
    let mut table = Table::new(columns, Text::default());
    table.title = Some(Text::fixed("Key facts", "关键信息"));
    for one in load_clients(desk, &made.handover.clients).0 {
        let client = &one.client;
        let decides = |contact: &&Contact| contact.role.as_deref().is_some_and(|role| desk.team.vocabulary.decides(role));
        let there = || client.contacts.iter().filter(|contact| contact.is_there());
        let contact = there().find(decides).or_else(|| there().next()).map(|contact| {
            let said = [Some(&contact.name), contact.phone.as_ref(), contact.email.as_ref()];
            said.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
        });
        let deals = client.open_deals(&desk.team).into_iter().map(|at| {
            let deal = &client.deals[at];
            format!("{} ({})", deal.name, deal.stage.as_deref().unwrap_or("—"))
        });
        let ahead = client.actions.iter().filter(|action| action.is_open());
        let next = ahead.min_by_key(|action| action.deadline(&desk.clock)).map(|action| {
            let due = action.due.map(|due| format!("{}: ", due.shown(&desk.clock).0)).unwrap_or_default();
            format!("{due}{}", action.action)
        });
        table.rows.push(Row::new(vec![
            told::client(one.id(), Some(&client.client)),
            Cell::maybe(contact, Cell::text),
            Cell::list(deals.collect::<Vec<_>>()),
            Cell::maybe(next, Cell::text),
        ]));
    }
    table
}

/// What to do next.
pub(super) fn notes(made: &Made) -> Vec<Text> {
    let name = &made.name;
    let receiver = made.handover.to.first().cloned().unwrap_or_default();
    let mut notes = Vec::new();
    if !made.handover.questions.is_empty() {
        notes.push(text!(
            "the giver answers: `salesrec handover ready {name}`",
            "交接人补齐档案：`salesrec handover ready {name}`"
        ));
    }
    notes.push(text!(
        "the receiver accepts: `salesrec --as {receiver} handover accept`",
        "接手人接收：`salesrec --as {receiver} handover accept`"
    ));
    notes
}
