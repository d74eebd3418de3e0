//! Deals whose close date has passed or was moved.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::All;
use super::backtest::FromFiles;
use super::definitions::DEFINITIONS;
use crate::document::{Cell, Column, Row, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::report::{By, Definition, Section, Sum};

impl All<'_> {
    /// Open deals that slipped, by so many days.
    pub(super) fn slipped(&self, files: &FromFiles) -> Result<Section> {
        let year = self.today.year();
        let title = |key| Definition::title(DEFINITIONS, key);
        let columns = vec![
            Column::new("client", By::Client.title()).grow(),
            Column::new("deal", title("deal")).grow(),
            Column::new("owner", By::Owner.title()),
            Column::new("was", title("was")).in_year(year),
            Column::new("close", title("close")).in_year(year),
            Definition::number(DEFINITIONS, "slipped"),
            Definition::amount(DEFINITIONS, "value"),
        ];
        let mut table = Table::new(columns, Text::fixed("No close date has slipped.", "没有推迟的商机。"));
        table.title = Some(Text::fixed("Slipped", "推迟的商机"));
        let mut rows = Vec::new();
        for open in &self.results.open {
            let course = &open.course;
            let Some(close) = course.expected_close else { continue };
            let key = (Arc::clone(&course.client), course.deal.clone());
            let was: Option<NaiveDate> = files.earliest.get(&key).copied().filter(|was| *was < close);
            let since = was.or_else(|| (close < self.today).then_some(close));
            let Some(since) = since else { continue };
            let until = if close < self.today { self.today } else { close };
            let days = (until - since).num_days();
            let now = Cell::Day(close);
            let cells = vec![
                Cell::label(&*course.client, Text::same(open.name.clone())),
                Cell::text(course.deal.clone()),
                self.question.person(course.owner.as_deref()),
                Cell::maybe(was, Cell::Day),
                if close < self.today { now.toned(Tone::Bad) } else { now },
                Cell::Number(days),
                Cell::maybe(course.worth(self.question)?.as_ref(), Sum::cell),
            ];
            rows.push((days, Row::new(cells).id(&*course.client)));
        }
        rows.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
        table.rows = rows.into_iter().map(|(_, row)| row).collect();
        Ok(Section::new("slipped", table))
    }
}
