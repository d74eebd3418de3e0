//! The meeting: who, when, what in which order; what to talk through with each client; questions; minutes.

use super::cover::capital;
use super::words::{day_cell, pair, rows, table, text_cell};
use super::{Material, Part, Subject, burning, dossier};
use crate::document::{Block, Cell, Check, Column, Document, Line, Row, Tone};
use crate::lang::Text;
use crate::record::handover::{self as record, HandoverNote};
use crate::text;

/// Minutes that one client takes in the meeting, by its tier; those of later tiers are read beforehand.
const TALK: [i64; 3] = [10, 5, 2];

pub fn write(material: &Material, page: &mut Document) {
    page.paragraph(
        Line::new()
            .strong(Text::fixed("Purpose: ", "目的："))
            .plain(Text::fixed(
                "the receiver knows every client, what was promised and what is due; nothing depends on the giver's memory any more.",
                "接手人了解每一家客户、每一项承诺和每一个期限，此后不再依赖交接人的记忆。",
            )),
    );
    when(material, page);
    agenda(material, page);
    talk(material, page);
    questions(material, page);
    minutes(material, page);
}

fn when(material: &Material, page: &mut Document) {
    let meeting = material.handover.meeting.clone().unwrap_or_default();
    let mut pairs = Vec::new();
    let at = meeting.at.map_or_else(|| Text::fixed("to be agreed", "待定"), |at| material.moment(at));
    pairs.push((Text::fixed("Time", "时间"), Line::new().strong(at)));
    let place = meeting.place.clone().map_or_else(|| Text::fixed("to be agreed", "待定"), Text::same);
    pairs.push((Text::fixed("Place", "地点"), Line::from(place)));
    pair(&mut pairs, Text::fixed("Held on", "召开日期"), meeting.held.map(|day| crate::clock::day(day.0)));
    page.push(Block::Pairs(pairs));
    let columns = vec![
        Column::new("there", Text::fixed("Present", "到会")),
        Column::new("person", Text::fixed("Who", "参会人")).grow(),
        Column::new("part", Text::fixed("Part", "角色")),
        Column::new("duty", Text::fixed("Does", "职责")).grow(),
    ];
    let told = material.participants().into_iter().map(|(person, part)| {
        let label = |text: Text| Cell::label(text.en.clone(), text);
        Row::new(vec![
            Cell::Check(false),
            Cell::text(person),
            Cell::maybe(part, |part| label(capital(&part.shown()))),
            Cell::maybe(part, |part| label(duty(part))),
        ])
    });
    table(page, rows(columns, told.collect()));
}

fn duty(part: record::Part) -> Text {
    match part {
        record::Part::Giver => Text::fixed("goes through every client and answers", "逐户介绍并答疑"),
        record::Part::Receiver => {
            Text::fixed("asks, repeats what was promised, accepts or sends back", "提问、复述承诺、接收或退回")
        }
        record::Part::Supervisor => Text::fixed("chairs, sees that nothing is left out", "主持，确认没有遗漏"),
        record::Part::Finance => Text::fixed("confirms contracts, invoices and receivables", "核对合同、发票与应收"),
        record::Part::Head => Text::fixed("decides what is disputed", "裁定有争议的事项"),
    }
}

fn agenda(material: &Material, page: &mut Document) {
    page.heading(2, Text::fixed("Agenda", "议程"));
    let clients: i64 =
        material.subjects.iter().map(|subject| TALK[usize::from(material.tier(subject).clamp(1, 3)) - 1]).sum();
    let points = [
        (
            Text::fixed("Background: why, scope, dates", "背景：原因、范围、日期"),
            record::Part::Supervisor,
            5,
            Part::Cover,
        ),
        (
            Text::fixed("The clients, by tier", "客户逐户介绍（按优先级）"),
            record::Part::Giver,
            clients.max(5),
            Part::Clients,
        ),
        (Text::fixed("Progress of the projects", "项目进展"), record::Part::Giver, 15, Part::Clients),
        (
            Text::fixed("Pipeline: next steps of the open deals", "商机：各项下一步"),
            record::Part::Giver,
            15,
            Part::Pipeline,
        ),
        (Text::fixed("Contracts, money, promises", "合同、款项与承诺"), record::Part::Finance, 10, Part::Money),
        (Text::fixed("Tools, materials, access", "工具、资料与权限"), record::Part::Giver, 10, Part::Access),
        (Text::fixed("Questions and answers", "提问与解答"), record::Part::Receiver, 15, Part::Meeting),
        (Text::fixed("What was agreed, and sign-off", "确认结论并签字"), record::Part::Supervisor, 5, Part::Transition),
    ];
    let columns = vec![
        Column::number("number", Text::fixed("No.", "序号")),
        Column::new("point", Text::fixed("Point", "议题")).grow(),
        Column::new("leads", Text::fixed("Led by", "主讲")),
        Column::number("minutes", Text::fixed("Minutes", "分钟")),
        Column::new("see", Text::fixed("See", "参见")),
    ];
    let all: i64 = points.iter().map(|(.., minutes, _)| minutes).sum();
    let mut told: Vec<Row> = points
        .into_iter()
        .zip(1..)
        .map(|((point, leads, minutes, see), number)| {
            let leads = capital(&leads.shown());
            Row::new(vec![
                Cell::Number(number),
                Cell::label(point.en.clone(), point),
                Cell::label(leads.en.clone(), leads),
                Cell::Number(minutes),
                Cell::label(see.code(), see.title()).link(see.code()),
            ])
        })
        .collect();
    let sum = Text::fixed("In all", "合计");
    told.push(
        Row::new(vec![Cell::Empty, Cell::label("all", sum), Cell::Empty, Cell::Number(all), Cell::Empty])
            .toned(Tone::Strong),
    );
    table(page, rows(columns, told));
}

/// What to talk through, client by client, the first tier first.
fn talk(material: &Material, page: &mut Document) {
    page.heading(2, Text::fixed("Talk list", "逐户谈话清单"));
    let mut tiers: Vec<u8> = material.subjects.iter().map(|subject| material.tier(subject)).collect();
    tiers.sort_unstable();
    tiers.dedup();
    for tier in tiers {
        page.heading(3, super::tiers::tier_words(tier));
        for subject in material.subjects.iter().filter(|subject| material.tier(subject) == tier) {
            let name = Line::new().link(dossier::anchor(subject), subject.client.client.clone());
            page.paragraph(name);
            page.push(Block::Checklist(points(material, subject)));
        }
    }
    if !material.unread.is_empty() {
        let lines = material.unread.iter().map(|(id, _)| Line::from(id.clone()));
        let title =
            Text::fixed("Without a readable record: the giver tells from memory", "档案无法读取，请交接人口头介绍");
        page.push(Block::note(Tone::Bad, title, lines));
    }
}

fn points(material: &Material, subject: &Subject) -> Vec<Check> {
    let client = &subject.client;
    let mut points: Vec<Text> = Vec::new();
    let fires = burning::of(material, subject);
    points.extend(fires.iter().take(4).map(|fire| {
        let until = crate::clock::until(fire.due, material.today());
        let (kind, what) = (&fire.kind, &fire.what);
        Text::new(
            format!("{}: {} ({})", capital(kind).en, what.en, until.en),
            format!("{}：{}（{}）", kind.zh, what.zh, until.zh),
        )
    }));
    let open = client.promises.iter().filter(|promise| promise.kept.is_none() && promise.due.is_none());
    points.extend(open.map(|promise| {
        let promise = &promise.promise;
        text!("Promise: {promise}", "承诺：{promise}")
    }));
    let against = client.contacts.iter().filter(|contact| contact.is_there() && contact.avoid.is_some());
    points.extend(against.map(|contact| {
        let (name, avoid) = (&contact.name, contact.avoid.as_deref().unwrap_or_default());
        text!("{name}, to avoid: {avoid}", "{name}，忌讳：{avoid}")
    }));
    let holes = subject.questions.iter().filter(|question| !question.answered).count();
    if holes > 0 {
        points.push(super::words::counted(
            holes,
            "open question of the record",
            "open questions of the record",
            "个档案待补问题",
        ));
    }
    if points.is_empty() {
        points.push(Text::fixed("the relation, and how to make the first call", "客户关系，以及第一次联系怎么打招呼"));
    }
    points.into_iter().map(|words| Check { done: false, words: words.into() }).collect()
}

fn questions(material: &Material, page: &mut Document) {
    page.heading(2, Text::fixed("Questions and answers", "提问与解答记录"));
    let columns = vec![
        Column::new("on", Text::fixed("On", "日期")),
        Column::new("by", Text::fixed("Asked by", "提问人")),
        Column::new("client", Text::fixed("Client", "客户")),
        Column::new("note", Text::fixed("Question", "问题")).grow(),
        Column::new("answer", Text::fixed("Answer", "答复")).grow(),
        Column::new("answered_by", Text::fixed("Answered by", "答复人")),
        Column::new("answered", Text::fixed("On", "答复日期")),
    ];
    let told = material.notes().map(|note| {
        Row::new(vec![
            day_cell(note.on),
            material.person_cell(note.by.as_deref()),
            Cell::maybe(note.client.as_deref(), |id| Cell::text(material.client_name(id))),
            Cell::text(note.note.clone()),
            text_cell(note.answer.as_deref()),
            material.person_cell(note.answered_by.as_deref()),
            day_cell(note.answered),
        ])
    });
    table(page, rows(columns, told.collect()));
    page.paragraph(Line::new().dim(Text::fixed("Written down in the meeting:", "会上记录：")));
    page.push(Block::Blanks(8));
}

fn minutes(material: &Material, page: &mut Document) {
    page.push(Block::PageBreak);
    page.heading(2, Text::fixed("Minutes", "会议纪要"));
    let meeting = material.handover.meeting.clone().unwrap_or_default();
    let at = meeting.at.map_or_else(|| Text::same("____________"), |at| material.moment(at));
    let place = meeting.place.map_or_else(|| Text::same("____________"), Text::same);
    let people: Vec<String> = material.participants().into_iter().map(|(person, _)| person).collect();
    let clients = super::words::counted(material.subjects.len() + material.unread.len(), "client", "clients", "家客户");
    page.push(Block::Pairs(vec![
        (Text::fixed("Subject", "主题"), Line::new().strong(material.title())),
        (Text::fixed("Time", "时间"), Line::from(at)),
        (Text::fixed("Place", "地点"), Line::from(place)),
        (Text::fixed("Invited", "应到"), Line::from(crate::lang::list_of(&people))),
        (Text::fixed("Absent", "缺席"), Line::from("____________")),
        (Text::fixed("Talked through", "讲解范围"), Line::from(clients)),
        (Text::fixed("Written by", "记录人"), Line::from("____________")),
    ]));
    if let Some(said) = &meeting.minutes {
        page.push(Block::Prose(Text::same(said.clone())));
    }
    for title in [
        Text::fixed("What was agreed", "会议结论"),
        Text::fixed("What is still to be cleared, by whom and until when", "遗留事项（责任人、期限）"),
        Text::fixed("Clients sent back, and why", "退回的客户及原因"),
    ] {
        page.heading(3, title);
        page.push(Block::Blanks(3));
    }
    page.push(Block::Signatures(material.signatures()));
}

impl Material<'_> {
    /// Who takes part in the meeting: as the handover says, else everybody who has a part in it.
    pub(super) fn participants(&self) -> Vec<(String, Option<record::Part>)> {
        let named = self.handover.meeting.iter().flat_map(|meeting| &meeting.people);
        let named: Vec<_> = named.map(|one| (self.person(&one.person), one.part)).collect();
        if !named.is_empty() {
            return named;
        }
        let of = |part| {
            let people = match part {
                record::Part::Receiver => self.receivers(),
                part => self.handover.people(part).into_iter().map(str::to_string).collect(),
            };
            people.into_iter().map(move |id| (id, Some(part))).collect::<Vec<_>>()
        };
        record::Part::ALL.into_iter().flat_map(of).map(|(id, part)| (self.person(&id), part)).collect()
    }

    /// The questions and answers that this bundle may hold: general ones, and those on its clients.
    pub(super) fn notes(&self) -> impl Iterator<Item = &HandoverNote> {
        let own = |id: &String| self.subjects.iter().any(|subject| subject.id == *id);
        self.handover.notes.iter().filter(move |note| note.client.as_ref().is_none_or(own))
    }

    /// The name of a client of the scope by its id.
    pub(super) fn client_name(&self, id: &str) -> String {
        let known = self.subjects.iter().find(|subject| subject.id == id);
        known.map_or_else(|| id.to_string(), |subject| self.short_name(subject))
    }
}
