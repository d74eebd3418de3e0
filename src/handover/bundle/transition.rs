//! What happens after the meeting: the support plan, the signatures, the questionnaire.

use super::cover::capital;
use super::words::{day_cell, pair, rows, table};
use super::{Material, Subject};
use crate::document::{Block, Cell, Column, Document, Line, Row, Signature, Tone};
use crate::lang::Text;
use crate::record::handover::{self as record, PlannedKind, Side};
use crate::record::{Action, Day};
use crate::text;

pub fn write(material: &Material, page: &mut Document) {
    support(material, page);
    sign_off(material, page);
    questionnaire(material, page);
}

fn support(material: &Material, page: &mut Document) {
    page.heading(2, Text::fixed("Support plan", "过渡期支持计划"));
    let transition = material.handover.transition.clone().unwrap_or_default();
    let day = |day: Option<Day>| day.map(|day| crate::clock::day(day.0));
    let mut pairs = Vec::new();
    pair(&mut pairs, Text::fixed("From", "开始"), day(transition.from));
    pair(&mut pairs, Text::fixed("Until", "结束"), day(transition.until));
    let giver = material.team.people.iter().find(|person| person.id == material.handover.from);
    let reach = giver.and_then(|person| person.email.clone()).filter(|_| !material.withheld.mails);
    let from = material.person(&material.handover.from);
    let line = Line::new().strong(from);
    let line = reach.into_iter().fold(line, |line, mail| line.plain("  ").plain(mail));
    pairs.push((Text::fixed("Answers questions", "答疑人"), line));
    page.push(Block::Pairs(pairs));
    let planned = planned(material);
    if planned.is_empty() {
        page.paragraph(Text::fixed(
            "No actions are planned yet. Usual are: a notice to each client, a joint visit to those of the first tier, a check-in after one week and after two.",
            "尚未安排支持行动。一般包括：逐户告知客户，优先级 1 的客户共同拜访，第一周和第二周各碰头一次。",
        ));
    }
    let columns = vec![
        Column::new("done", Text::fixed("Done", "完成")),
        Column::new("due", Text::fixed("Due", "期限")),
        Column::new("kind", Text::fixed("Kind", "类别")),
        Column::new("client", Text::fixed("Client", "客户")),
        Column::new("action", Text::fixed("Action", "行动")).grow(),
        Column::new("owner", Text::fixed("Who", "责任人")),
    ];
    let told = planned.into_iter().map(|(subject, kind, action)| {
        let due = material.moment_cell(action.due);
        Row::new(vec![
            Cell::Check(!action.is_open()),
            if action.is_overdue(material.clock) { due.toned(Tone::Bad) } else { due },
            Cell::maybe(kind, |kind| Cell::label(kind.code(), kind.shown())),
            Cell::text(material.short_name(subject)),
            Cell::text(action.action.clone()),
            material.person_cell(action.owner.as_deref()),
        ])
    });
    table(page, rows(columns, told.collect()));
    page.heading(3, Text::fixed("When it does not run smoothly", "遇到困难时"));
    page.push(Block::List(
        [
            Text::fixed(
                "A fact is missing: ask the giver, and write the answer into the record the same day.",
                "资料不全：问交接人，当天把答案补进客户档案。",
            ),
            Text::fixed(
                "The state of a project is unclear: go through its open items with the client and set a date for each.",
                "项目进度不清：与客户逐项核对未完成事项，重新约定日期。",
            ),
            Text::fixed(
                "A tool is unknown: have the giver show it, and keep the steps with the tool.",
                "工具不会用：请交接人演示，把操作步骤和工具放在一起。",
            ),
            Text::fixed(
                "The client is uneasy: the giver rings first, then both ring together; keep every promise that stands.",
                "客户有顾虑：先由交接人致电，再一同沟通；已作的承诺一律照办。",
            ),
            Text::fixed(
                "The two do not agree: ask the supervisor within a day.",
                "双方意见不一：一天之内请监交人裁定。",
            ),
        ]
        .map(Line::from)
        .to_vec(),
    ));
}

/// The actions of the plan that this bundle may hold, by date.
fn planned<'m>(material: &'m Material) -> Vec<(&'m Subject, Option<PlannedKind>, &'m Action)> {
    let plan = material.handover.transition.iter().flat_map(|transition| &transition.plan);
    let mut found: Vec<_> = plan
        .filter_map(|planned| {
            let subject = material.subjects.iter().find(|subject| subject.id == planned.client)?;
            let own = |action: &&Action| action.id.as_deref() == Some(&planned.action);
            Some((subject, planned.kind, subject.client.actions.iter().find(own)?))
        })
        .collect();
    found.sort_by_key(|(subject, _, action)| (action.due.map(|due| due.end(material.clock)), &subject.id));
    found
}

fn sign_off(material: &Material, page: &mut Document) {
    page.push(Block::PageBreak);
    page.heading(2, Text::fixed("Sign-off", "签字确认"));
    let (from, until) = (material.person(&material.handover.from), material.handover.until);
    let receivers = material.people(&material.receivers());
    let clients = super::words::counted(material.subjects.len() + material.unread.len(), "client", "clients", "家客户");
    let until = until.map(|day| text!(" by {day}", "（截至 {day}）")).unwrap_or_default();
    page.paragraph(Text::new(
        format!(
            "{from} hands over {} to {}{}, as described in this document. Both have gone through it together. The receiver has had the chance to ask, and takes over the open actions, promises and receivables listed here.",
            clients.en, receivers.en, until.en
        ),
        format!(
            "{from}将本材料所列 {}移交给{}{}。双方已逐项核对，接手人已就疑问得到答复，并接管所列未完成行动、承诺与应收款项。",
            clients.zh, receivers.zh, until.zh
        ),
    ));
    let columns = vec![
        Column::new("accepted", Text::fixed("Accepted", "接收")),
        Column::new("client", Text::fixed("Client", "客户")).grow(),
        Column::new("receiver", Text::fixed("Receiver", "接手人")),
        Column::new("standing", Text::fixed("Stands", "状态")),
        Column::new("on", Text::fixed("Accepted on", "接收日期")),
        Column::new("signed", Text::fixed("Countersigned", "会签")),
        Column::new("moved", Text::fixed("Moved on", "过户日期")),
        Column::new("back", Text::fixed("Sent back because", "退回原因")).grow(),
    ];
    let told = material.subjects.iter().map(|subject| {
        let handed = material.handed(subject);
        let standing = handed.map(|handed| material.handover.standing(handed));
        let signed: Vec<String> = handed
            .into_iter()
            .flat_map(|handed| &handed.countersigned)
            .filter_map(|signature| Some(format!("{} {}", material.person(signature.by.as_deref()?), signature.on?)))
            .collect();
        let back = handed.and_then(record::HandedClient::rejection).map(|back| {
            [back.code.clone(), back.note.clone(), back.back.map(|day| format!("→ {day}"))]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
        });
        Row::new(vec![
            Cell::Check(handed.is_some_and(|handed| handed.accepted.is_some())),
            Cell::text(subject.client.client.clone()),
            material.person_cell(material.receiver_of(subject)),
            Cell::maybe(standing, |standing| Cell::label(standing.code(), standing.shown())),
            day_cell(handed.and_then(|handed| handed.accepted)),
            Cell::list(signed),
            day_cell(handed.and_then(|handed| handed.moved)),
            Cell::list(back.unwrap_or_default()),
        ])
    });
    table(page, rows(columns, told.collect()));
    page.push(Block::Signatures(material.signatures()));
}

fn questionnaire(material: &Material, page: &mut Document) {
    page.push(Block::PageBreak);
    page.heading(2, Text::fixed("How did it go?", "交接质量问卷"));
    page.paragraph(Text::fixed(
        "Giver and receiver answer each for themselves at the end of the transition: 1 is poor, 5 is very good.",
        "过渡期结束时，交接人和接手人各自填写：1 分很差，5 分很好。",
    ));
    let asked = [
        Text::fixed("Completeness: was everything there that was needed?", "完整性：需要的资料是否齐全？"),
        Text::fixed("Accuracy: was it right when it was put to the test?", "准确性：用起来是否与实际相符？"),
        Text::fixed("Timeliness: was it there when it was needed?", "及时性：需要时是否已经到位？"),
        Text::fixed("Communication: did the two sides talk well?", "沟通顺畅：双方沟通是否顺畅？"),
    ];
    for side in [Side::Giver, Side::Receiver] {
        page.heading(3, capital(&side.shown()));
        let replies: Vec<_> = material.handover.survey.iter().filter(|reply| reply.side == Some(side)).collect();
        let mut columns = vec![Column::new("question", Text::fixed("Question", "问题")).grow()];
        columns.extend(
            [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")]
                .map(|(key, points)| Column::new(key, Text::same(points))),
        );
        let mut told = Vec::new();
        let answers: Vec<record::Answers> = if replies.is_empty() {
            vec![record::Answers::default()]
        } else {
            replies.iter().map(|reply| reply.answers).collect()
        };
        for (at, question) in asked.iter().enumerate() {
            let mut cells = vec![Cell::label(question.en.clone(), question.clone())];
            for points in 1..=5 {
                cells.push(Cell::Check(answers.iter().any(|answers| answers.all()[at].2 == Some(points))));
            }
            told.push(Row::new(cells));
        }
        table(page, rows(columns, told));
        for reply in &replies {
            let mut line = Line::new().strong(reply.by.as_deref().map(|id| material.person(id)).unwrap_or_default());
            if let Some(on) = reply.on {
                line = line.plain(format!("  {on}"));
            }
            page.paragraph(reply.comment.clone().into_iter().fold(line, |line, words| line.plain("  ").plain(words)));
        }
        page.paragraph(Text::fixed("What should be done better next time?", "下一次可以改进什么？"));
        page.push(Block::Blanks(3));
    }
    if !material.handover.lessons.is_empty() {
        page.heading(3, Text::fixed("Lessons", "经验与改进"));
        page.push(Block::List(material.handover.lessons.iter().map(|lesson| Line::from(lesson.clone())).collect()));
    }
}

impl Material<'_> {
    /// Those who sign: the two sides, who watches over it, and who confirms the money; the head where one is named.
    pub(super) fn signatures(&self) -> Vec<Signature> {
        let mut signatures = Vec::new();
        for part in record::Part::ALL {
            let people = match part {
                record::Part::Receiver => self.receivers(),
                part => self.handover.people(part).into_iter().map(str::to_string).collect(),
            };
            if people.is_empty() && part != record::Part::Head {
                signatures.push(Signature { role: capital(&part.shown()), name: String::new() });
            }
            signatures
                .extend(people.iter().map(|id| Signature { role: capital(&part.shown()), name: self.person(id) }));
        }
        signatures
    }
}
