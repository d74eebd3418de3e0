//! Aftercare: service, surveys; and what goes with the client: access, earlier owners, notes.

use super::{View, more};
use crate::document::{Block, Document, Line};
use crate::lang::{Text, list_of};
use crate::record::{Access, OwnerPeriod, ServiceIssue, Survey};
use crate::text;

impl View<'_> {
    pub(super) fn care(&self, page: &mut Document) {
        let client = self.client;
        let mut section = |title: Text, points: Vec<Line>| {
            if !points.is_empty() {
                page.heading(2, title);
                page.push(Block::List(points));
            }
        };
        let (open, closed): (Vec<&ServiceIssue>, Vec<&ServiceIssue>) =
            client.service.iter().partition(|issue| issue.closed.is_none());
        let service = open.into_iter().chain(closed).map(|issue| self.issue(issue)).collect();
        section(Text::fixed("Service", "售后服务"), service);
        let surveys = client.surveys.iter().rev().map(|survey| self.survey(survey)).collect();
        section(Text::fixed("Surveys", "满意度调查"), surveys);
        let access = client.access.iter().map(|access| self.access(access)).collect();
        section(Text::fixed("Access", "资料与权限"), access);
        let owners = client.owners.iter().map(|period| self.period(period)).collect();
        section(Text::fixed("Earlier owners", "历任负责人"), owners);
        if let Some(notes) = client.notes.as_deref().filter(|notes| !notes.trim().is_empty()) {
            page.heading(2, Text::fixed("Notes", "备注"));
            page.push(Block::Verbatim(notes.to_string()));
        }
    }

    fn issue(&self, issue: &ServiceIssue) -> Line {
        let opened = issue.opened.map(|day| self.short(day.0)).unwrap_or_default();
        let mut line = match issue.closed {
            Some(_) => Line::new().good("✓ ").dim(opened).plain("  ").plain(issue.issue.clone()),
            None => Line::new().warn("○ ").dim(opened).plain("  ").warn(issue.issue.clone()),
        };
        if let Some(solution) = &issue.solution {
            line = line.plain(" → ").plain(solution.clone());
        }
        if let Some(closed) = issue.closed {
            let closed = self.short(closed.0);
            line = line.dim(text!("  settled {closed}", "  {closed} 解决"));
        } else if let Some(opened) = issue.opened {
            let days = super::days((self.today - opened.0).num_days());
            line = line.warn(Text::new(format!("  open for {}", days.en), format!("  已 {}未解决", days.zh)));
        }
        more(line, issue.by.as_deref().map(|id| self.person(id)).as_deref())
    }

    fn survey(&self, survey: &Survey) -> Line {
        let mut line = Line::new().dim(survey.on.map(|day| self.short(day.0)).unwrap_or_default());
        match (survey.score, survey.of) {
            (Some(score), Some(of)) => line = line.plain("  ").strong(text!("{score} of {of}", "{score} 分（满分 {of}）")),
            (Some(score), None) => line = line.plain("  ").strong(score.to_string()),
            (None, _) => {}
        }
        line = more(line, survey.comment.as_deref());
        more(line, survey.by.as_deref().map(|id| self.person(id)).as_deref())
    }

    fn access(&self, access: &Access) -> Line {
        let mut line = Line::new().plain(access.what.clone());
        let kind = access.kind.as_deref().map(|kind| match kind {
            "account" => Text::fixed("account", "账号"),
            "tool" => Text::fixed("tool", "工具"),
            "document" => Text::fixed("document", "文档"),
            "group" => Text::fixed("group", "群组"),
            other => Text::same(other),
        });
        line = kind.into_iter().fold(line, |line, kind| line.plain("  ").dim(kind));
        line = more(line, access.place.as_deref());
        if access.holders.is_empty() {
            return line;
        }
        let holders: Vec<String> = access.holders.iter().map(|id| self.person(id)).collect();
        line.plain("  ").plain(Text::fixed("held by ", "持有人：").then(&list_of(&holders)))
    }

    fn period(&self, period: &OwnerPeriod) -> Line {
        let mut line = Line::from(period.owner.as_deref().map(|id| self.person(id)).unwrap_or_default());
        let day = |day: Option<crate::record::Day>| day.map_or_else(|| "…".to_string(), |day| day.to_string());
        line = line.plain(format!("  {} – {}", day(period.from), day(period.until)));
        match &period.handover {
            Some(handover) => line.dim(text!("  handover {handover}", "  交接 {handover}")),
            None => line,
        }
    }
}
