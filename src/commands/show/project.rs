//! The project around a deal.

use super::{View, more};
use crate::clock;
use crate::document::{Block, Document, Line};
use crate::lang::Text;
use crate::record::{Deal, Project, Resource, ResourceKind, Risk};
use crate::text;

impl View<'_> {
    pub(super) fn project(&self, deal: &Deal, page: &mut Document) {
        let Some(project) = &deal.project else { return };
        let Project { goal, done, doing, todo, issues, resources, risks } = project;
        let (did, does, left) = (done.len(), doing.len(), todo.len());
        let counts = text!("  {did} done, {does} under way, {left} to do", "  完成 {did}，进行中 {does}，待办 {left}");
        page.heading(3, Line::new().strong(Text::fixed("Project", "项目")).dim(counts));
        let mut pairs = Vec::new();
        let mut add = |label: &Text, line: Line| pairs.push((label.clone(), line));
        if let Some(goal) = goal {
            add(&Text::fixed("goal", "目标"), Line::from(goal.clone()));
        }
        let work = [
            (done, Text::fixed("done", "完成")),
            (doing, Text::fixed("under way", "进行中")),
            (todo, Text::fixed("to do", "待办")),
        ];
        for (items, label) in work {
            items.iter().for_each(|item| add(&label, Line::from(item.clone())));
        }
        for issue in issues {
            let mut line = Line::new().warn(issue.issue.clone());
            if let Some(solution) = &issue.solution {
                line = line.plain(" → ").plain(solution.clone());
            }
            line = more(line, issue.owner.as_deref().map(|id| self.person(id)).as_deref());
            if let Some(due) = issue.due {
                let (date, time) = due.shown(&self.desk.clock);
                line = line.plain("  ").dim(Text::fixed("due ", "期限 ").then(&clock::moment(date, time)));
            }
            add(&Text::fixed("issue", "问题"), line);
        }
        for risk in risks {
            add(&Text::fixed("risk", "风险"), self.risk(risk));
        }
        for resource in resources {
            add(&resource_kind(resource), Line::from(resource.resource.clone()));
        }
        if !pairs.is_empty() {
            page.push(Block::Pairs(pairs));
        }
    }

    fn risk(&self, risk: &Risk) -> Line {
        let mut line = Line::new().warn(risk.risk.clone());
        if let Some(likelihood) = &risk.likelihood {
            line = line.plain(text!("  likelihood {likelihood}", "  可能性{likelihood}"));
        }
        if let Some(impact) = &risk.impact {
            line = line.plain(text!("  impact {impact}", "  影响{impact}"));
        }
        if let Some(measure) = &risk.measure {
            line = line.plain(" → ").plain(measure.clone());
        }
        more(line, risk.owner.as_deref().map(|id| self.person(id)).as_deref())
    }
}

fn resource_kind(resource: &Resource) -> Text {
    match resource.kind {
        Some(ResourceKind::People) => Text::fixed("people", "人力"),
        Some(ResourceKind::Money) => Text::fixed("money", "资金"),
        Some(ResourceKind::Material) => Text::fixed("material", "物料"),
        None => Text::fixed("resource", "资源"),
    }
}
