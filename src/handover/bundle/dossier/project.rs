//! The project around a deal: goal, done, under way, to do, problems, resources, risks; and how far it is.

use super::super::Material;
use super::super::words::{rows, table, text_cell};
use crate::document::{Bar, Block, Cell, Chart, Check, Column, Document, Line, Plot, Row, Tone};
use crate::lang::Text;
use crate::record::{Project, ResourceKind};

pub fn write(material: &Material, project: &Project, page: &mut Document) {
    page.heading(4, Text::fixed("Project", "项目状态"));
    if let Some(goal) = &project.goal {
        page.paragraph(Line::new().strong(Text::fixed("Goal: ", "目标：")).plain(goal.clone()));
    }
    progress(project, page);
    for (title, done, deeds) in [
        (Text::fixed("Done", "已完成"), true, &project.done),
        (Text::fixed("Under way", "进行中"), false, &project.doing),
        (Text::fixed("To do", "待办"), false, &project.todo),
    ] {
        if !deeds.is_empty() {
            page.paragraph(Line::new().strong(title));
            let checks = deeds.iter().map(|deed| Check { done, words: Line::from(deed.clone()) });
            page.push(Block::Checklist(checks.collect()));
        }
    }
    let columns = vec![
        Column::new("issue", Text::fixed("Problem", "问题")).grow(),
        Column::new("solution", Text::fixed("Solution", "解决办法")).grow(),
        Column::new("owner", Text::fixed("Owner", "负责人")),
        Column::new("due", Text::fixed("Due", "期限")),
    ];
    let issues = project.issues.iter().map(|issue| {
        let late = issue.due.is_some_and(|due| due.end(material.clock) < material.clock.now());
        let due = material.moment_cell(issue.due);
        Row::new(vec![
            Cell::text(issue.issue.clone()),
            text_cell(issue.solution.as_deref()),
            material.person_cell(issue.owner.as_deref()),
            if late { due.toned(Tone::Bad) } else { due },
        ])
    });
    table(page, rows(columns, issues.collect()));
    let columns = vec![
        Column::new("kind", Text::fixed("Resource", "资源类别")),
        Column::new("resource", Text::fixed("What", "内容")).grow(),
    ];
    let resources = project.resources.iter().map(|resource| {
        let kind = resource.kind.map(|kind| match kind {
            ResourceKind::People => Cell::label("people", Text::fixed("people", "人力")),
            ResourceKind::Money => Cell::label("money", Text::fixed("money", "资金")),
            ResourceKind::Material => Cell::label("material", Text::fixed("material", "物资")),
        });
        Row::new(vec![kind.unwrap_or(Cell::Empty), Cell::text(resource.resource.clone())])
    });
    table(page, rows(columns, resources.collect()));
    let columns = vec![
        Column::new("risk", Text::fixed("Risk", "风险")).grow(),
        Column::new("likelihood", Text::fixed("Likelihood", "可能性")),
        Column::new("impact", Text::fixed("Impact", "影响")),
        Column::new("measure", Text::fixed("Measure", "应对措施")).grow(),
        Column::new("owner", Text::fixed("Owner", "负责人")),
    ];
    let risks = project.risks.iter().map(|risk| {
        Row::new(vec![
            Cell::text(risk.risk.clone()),
            text_cell(risk.likelihood.as_deref()),
            text_cell(risk.impact.as_deref()),
            text_cell(risk.measure.as_deref()),
            material.person_cell(risk.owner.as_deref()),
        ])
    });
    table(page, rows(columns, risks.collect()));
}

/// How much of the work is done, counted in items.
fn progress(project: &Project, page: &mut Document) {
    let (done, doing, todo) = (project.done.len(), project.doing.len(), project.todo.len());
    let all = done + doing + todo;
    if all == 0 {
        return;
    }
    let bar = |label: Text, part: usize, tone| Bar { label, value: Cell::share(part, all), tone };
    page.push(Block::Chart(Chart::new(
        Text::fixed("Progress by items of work", "项目进度（按事项数）"),
        Plot::Progress(vec![
            bar(Text::fixed("done", "已完成"), done, Tone::Good),
            bar(Text::fixed("under way", "进行中"), doing, Tone::Warn),
            bar(Text::fixed("to do", "待办"), todo, Tone::Dim),
        ]),
    )));
}
