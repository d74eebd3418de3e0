//! The contacts made, the newest first.

use super::View;
use crate::document::{Block, Document, Line};
use crate::lang::{Text, list_of};
use crate::record::LogEntry;
use crate::text;

impl View<'_> {
    pub(super) fn log(&self, page: &mut Document) {
        let mut entries: Vec<&LogEntry> = self.client.log.iter().rev().collect();
        if entries.is_empty() || self.log == 0 {
            return;
        }
        // Written down later, but earlier in fact: a stable sort keeps the rest in the order of the file.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.at.map(|at| at.start(&self.desk.clock))));
        let number = entries.len();
        page.heading(2, Line::new().strong(Text::fixed("Contacts made", "沟通记录")).dim(text!("  {number}", "  {number}")));
        for entry in entries.into_iter().take(self.log) {
            self.entry(entry, page);
        }
        if number > self.log {
            let rest = number - self.log;
            page.heading(3, Line::new().dim(text!("and {rest} earlier: `--full`", "另有更早的 {rest} 条：`--full`")));
        }
    }

    fn entry(&self, entry: &LogEntry, page: &mut Document) {
        let mut head = match entry.at {
            Some(at) => Line::new().strong(self.desk.moment_text(at)),
            None => Line::new().warn(Text::fixed("without a date", "无日期")),
        };
        if let Some(method) = &entry.method {
            head = head.plain("  ").plain(method.clone());
        }
        if !entry.with.is_empty() {
            head = head.plain("  ").plain(list_of(&entry.with));
        }
        if let Some(by) = &entry.by {
            head = head.plain("  ").dim(self.person(by));
        }
        if self.client.deals.len() > 1
            && let Some(deal) = &entry.deal
        {
            head = head.plain("  ").dim(deal.clone());
        }
        page.heading(3, head);
        page.push(Block::Verbatim(entry.summary.clone()));
        let mut pairs = Vec::new();
        let mut add = |label: Text, line: Line| pairs.push((label, line));
        if let Some(agreed) = &entry.agreed {
            add(Text::fixed("agreed", "约定"), Line::from(agreed.clone()));
        }
        if let Some(reason) = &entry.no_next {
            add(Text::fixed("no next action", "无下一步"), Line::new().warn(reason.clone()));
        }
        for attachment in &entry.attachments {
            add(Text::fixed("attachment", "附件"), Line::from(attachment.clone()));
        }
        if !pairs.is_empty() {
            page.push(Block::Pairs(pairs));
        }
    }
}
