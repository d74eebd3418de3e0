//! What is to be done: actions, promises, service, access, questions, the handover's own steps and points.

use super::super::Material;
use super::super::words::{day_cell, rows, text_cell};
use super::super::{access, dossier};
use super::{each, either, sheet};
use crate::document::{Cell, Column, Row, Sheet};
use crate::lang::Text;

pub fn sheets(material: &Material) -> Vec<Sheet> {
    vec![
        actions(material),
        promises(material),
        service(material),
        surveys(material),
        rights(material),
        questions(material),
        checklist(material),
    ]
}

fn actions(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("action", Text::fixed("Action", "行动")).grow(),
        Column::new("status", Text::fixed("Status", "状态")),
        Column::new("owner", Text::fixed("Owner", "负责人")),
        Column::new("due", Text::fixed("Due", "期限")),
        Column::new("deal", Text::fixed("Deal", "商机")),
        Column::number("priority", Text::fixed("Priority", "优先级")),
        Column::new("created", Text::fixed("Agreed on", "确定日期")),
        Column::new("postponed", Text::fixed("Moved", "推迟经过")),
        Column::new("done", Text::fixed("Done", "完成")),
        Column::new("cancelled", Text::fixed("Cancelled", "取消")),
        Column::new("result", Text::fixed("Result", "结果")),
        Column::new("why", Text::fixed("Why cancelled", "取消原因")),
        Column::new("id", Text::fixed("Id", "编号")),
    ];
    let words = [Text::fixed("open", "未完成"), Text::fixed("done", "已完成"), Text::fixed("cancelled", "已取消")];
    let name = Text::fixed("Actions", "行动");
    sheet(
        material,
        "actions",
        name,
        columns,
        |subject| each(&subject.client.actions),
        |_, action| {
            let status = match (action.done, action.cancelled) {
                (Some(_), _) => &words[1],
                (None, Some(_)) => &words[2],
                (None, None) => &words[0],
            };
            vec![
                Cell::text(action.action.clone()),
                Cell::label(status.en.clone(), status.clone()),
                material.person_cell(action.owner.as_deref()),
                material.moment_cell(action.due),
                text_cell(action.deal.as_deref()),
                Cell::maybe(action.priority, |priority| Cell::Number(priority.into())),
                day_cell(action.created),
                dossier::moves(action),
                material.moment_cell(action.done),
                material.moment_cell(action.cancelled),
                text_cell(action.result.as_deref()),
                text_cell(action.why.as_deref()),
                text_cell(action.id.as_deref()),
            ]
        },
    )
    .choices("status", words.clone())
}

fn promises(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("promise", Text::fixed("Promise", "承诺")).grow(),
        Column::new("status", Text::fixed("Status", "状态")),
        Column::new("form", Text::fixed("Form", "形式")),
        Column::new("to", Text::fixed("To", "对谁")),
        Column::new("by", Text::fixed("By", "承诺人")),
        Column::new("on", Text::fixed("On", "承诺日期")),
        Column::new("due", Text::fixed("Due", "期限")),
        Column::new("kept", Text::fixed("Kept on", "兑现日期")),
    ];
    let (open, kept) = (Text::fixed("open", "未兑现"), Text::fixed("kept", "已兑现"));
    let name = Text::fixed("Promises", "承诺");
    sheet(
        material,
        "promises",
        name,
        columns,
        |subject| each(&subject.client.promises),
        |_, promise| {
            vec![
                Cell::text(promise.promise.clone()),
                either(promise.kept.is_some(), &kept, &open),
                dossier::form(promise),
                text_cell(promise.to.as_deref()),
                material.person_cell(promise.by.as_deref()),
                day_cell(promise.on),
                day_cell(promise.due),
                day_cell(promise.kept),
            ]
        },
    )
    .choices("status", [open.clone(), kept.clone()])
}

fn service(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("issue", Text::fixed("Issue", "问题")).grow(),
        Column::new("status", Text::fixed("Status", "状态")),
        Column::new("opened", Text::fixed("Reported", "报告日期")),
        Column::new("by", Text::fixed("Who sees to it", "经办人")),
        Column::new("solution", Text::fixed("Solution", "解决办法")).grow(),
        Column::new("closed", Text::fixed("Settled on", "解决日期")),
    ];
    let (open, settled) = (Text::fixed("open", "未解决"), Text::fixed("settled", "已解决"));
    let name = Text::fixed("Service issues", "售后问题");
    sheet(
        material,
        "service",
        name,
        columns,
        |subject| each(&subject.client.service),
        |_, issue| {
            vec![
                Cell::text(issue.issue.clone()),
                either(issue.closed.is_some(), &settled, &open),
                day_cell(issue.opened),
                material.person_cell(issue.by.as_deref()),
                text_cell(issue.solution.as_deref()),
                day_cell(issue.closed),
            ]
        },
    )
    .choices("status", [open.clone(), settled.clone()])
}

fn surveys(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("on", Text::fixed("On", "日期")),
        Column::number("score", Text::fixed("Score", "得分")),
        Column::number("of", Text::fixed("Of", "满分")),
        Column::new("comment", Text::fixed("Comment", "意见")).grow(),
        Column::new("by", Text::fixed("Asked by", "调查人")),
    ];
    let name = Text::fixed("Satisfaction surveys", "满意度调查");
    let points = |points: Option<crate::record::Amount>| Cell::maybe(points, |points| Cell::text(points.to_string()));
    sheet(
        material,
        "surveys",
        name,
        columns,
        |subject| each(&subject.client.surveys),
        |_, survey| {
            vec![
                day_cell(survey.on),
                points(survey.score),
                points(survey.of),
                text_cell(survey.comment.as_deref()),
                material.person_cell(survey.by.as_deref()),
            ]
        },
    )
}

fn rights(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("what", Text::fixed("What", "内容")).grow(),
        Column::new("kind", Text::fixed("Kind", "类别")),
        Column::new("where", Text::fixed("Where", "存放位置")).grow(),
        Column::new("holders", Text::fixed("Held by", "现持有人")),
        Column::new("given", Text::fixed("Given to the new", "已交接手人")),
        Column::new("taken", Text::fixed("Taken from the old", "已收回")),
    ];
    let (yes, no) = (Text::fixed("yes", "是"), Text::fixed("no", "否"));
    let name = Text::fixed("Tools and access", "工具与权限");
    sheet(
        material,
        "access",
        name,
        columns,
        |subject| each(&subject.client.access),
        |subject, right| {
            vec![
                Cell::text(right.what.clone()),
                access::kind(right),
                text_cell(right.place.as_deref()),
                material.people_cell(&right.holders),
                either(material.is_given(subject, right), &yes, &no),
                either(material.is_taken(right), &yes, &no),
            ]
        },
    )
    .choices("given", [yes.clone(), no.clone()])
    .choices("taken", [yes.clone(), no.clone()])
}

fn questions(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("question", Text::fixed("Question to the giver", "待交接人回答的问题")).grow(),
        Column::new("status", Text::fixed("Status", "状态")),
    ];
    let (open, answered) = (Text::fixed("open", "待答"), Text::fixed("answered", "已答"));
    let name = Text::fixed("Open questions", "待补问题");
    sheet(
        material,
        "questions",
        name,
        columns,
        |subject| each(&subject.questions),
        |_, question| {
            vec![
                Cell::label(question.words.en.clone(), question.words.clone()),
                either(question.answered, &answered, &open),
            ]
        },
    )
    .choices("status", [open.clone(), answered.clone()])
}

fn checklist(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("list", Text::fixed("List", "清单")),
        Column::new("item", Text::fixed("Item", "事项")).grow(),
        Column::new("owner", Text::fixed("Who", "责任人")),
        Column::new("due", Text::fixed("Until", "期限")),
        Column::new("status", Text::fixed("Status", "状态")),
        Column::new("done", Text::fixed("Done on", "完成日期")),
    ];
    let (open, done) = (Text::fixed("open", "未完成"), Text::fixed("done", "已完成"));
    let label = |text: Text| Cell::label(text.en.clone(), text);
    let row = |list: Cell, what: &str, owner: Option<&str>, due, ended: Option<crate::record::Day>| {
        Row::new(vec![
            list,
            Cell::text(what),
            material.person_cell(owner),
            day_cell(due),
            either(ended.is_some(), &done, &open),
            day_cell(ended),
        ])
    };
    let handover = material.handover;
    let steps = handover.steps.iter().map(|step| {
        let list = label(Text::fixed("steps", "步骤"));
        row(list, &step.step, step.owner.as_deref(), step.due, step.done)
    });
    let items = handover.checklist.iter().map(|item| {
        let list = Cell::maybe(item.phase, |phase| label(phase.shown()));
        row(list, &item.item, item.owner.as_deref(), item.due, item.done)
    });
    let told = steps.chain(items).collect();
    Sheet::new("checklist", Text::fixed("Steps and checklists", "步骤与检查表"), rows(columns, told))
        .choices("status", [open.clone(), done.clone()])
}
