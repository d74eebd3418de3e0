//! What would close the gap: the open deals that are expected in time, named.

use std::sync::Arc;

use chrono::{Datelike, Days};
use rust_decimal::Decimal;

use super::definitions::DEFINITIONS;
use super::{All, Line, Whose, gap};
use crate::clock::{Period, Span};
use crate::document::{Cell, Column, Row, Table};
use crate::error::Result;
use crate::lang::{Text, count};
use crate::report::result::{Open, weighted};
use crate::report::{By, Definition, Section, Sum};

impl All<'_> {
    /// The open deals of this quarter and the next, where something is missing.
    pub(super) fn closing(&self) -> Result<Section> {
        let title = |key| Definition::title(DEFINITIONS, key);
        let columns = vec![
            Column::new("period", title("period")),
            Column::new("client", By::Client.title()).grow(),
            Column::new("deal", title("deal")).grow(),
            Column::new("owner", By::Owner.title()),
            Column::new("stage", By::Stage.title()).optional(),
            Column::new("close", title("close")).in_year(self.today.year()),
            Definition::amount(DEFINITIONS, "value"),
            Definition::number(DEFINITIONS, "probability").optional(),
            Definition::amount(DEFINITIONS, "weighted"),
        ];
        let empty = Text::fixed(
            "Nothing is missing, or no open deal is expected in time.",
            "没有差额，或没有预计按时签约的商机。",
        );
        let mut section = Section::new("closing", Table::new(columns, empty));
        section.table.title = Some(Text::fixed("What would close the gap", "靠什么补上差额"));
        let whose = self.question.only.owner.clone().map_or(Whose::Team, Whose::Person);
        for period in self.near() {
            let line = Line { period, whose: whose.clone() };
            let Some(aim) = self.aim(&line)?.sum else { continue };
            let signed = self.tally(&line)?.get(&aim.currency).map_or(Decimal::ZERO, |tally| tally.signed);
            let missing = gap(&aim, signed);
            if missing.is_zero() {
                continue;
            }
            let rows = self.expected(period)?;
            let (mut deals, mut sums) = (0, [Decimal::ZERO; 2]);
            for (open, sum) in &rows {
                if let Some(sum) = sum.as_ref().filter(|sum| sum.currency == aim.currency) {
                    let likely = weighted(sum.amount, open.course.probability);
                    deals += 1;
                    sums = [sums[0].saturating_add(sum.amount), sums[1].saturating_add(likely)];
                }
            }
            section.notes.push(told(period, &aim.currency, missing, deals, sums).into());
            section.table.rows.extend(rows.iter().map(|(open, sum)| self.closing_row(period, open, sum.as_ref())));
        }
        Ok(section)
    }

    /// The periods that can still be saved: this one and the next.
    fn near(&self) -> Vec<Period> {
        let span = if self.question.by == Some(By::Month) { Span::Month } else { Span::Quarter };
        let this = Period::of(self.today, span);
        let next = this.and_then(|this| Period::of(this.last().checked_add_days(Days::new(1))?, span));
        this.into_iter().chain(next).collect()
    }

    /// The open deals that are expected in a period, what weighs most first.
    fn expected(&self, period: Period) -> Result<Vec<(&Open, Option<Sum>)>> {
        let open = self.results.open.iter().filter(|open| open.course.is_expected_in(period, self.today));
        let mut rows = open.map(|open| Ok((open, open.course.worth(self.question)?))).collect::<Result<Vec<_>>>()?;
        rows.sort_by_key(|(open, sum)| {
            let sum = sum.as_ref().map_or(Decimal::ZERO, |sum| sum.amount);
            std::cmp::Reverse(weighted(sum, open.course.probability))
        });
        Ok(rows)
    }

    fn closing_row(&self, period: Period, open: &Open, sum: Option<&Sum>) -> Row {
        let course = &open.course;
        let stage = course.stage.map_or("", |at| &self.question.team.stages.0[at].name);
        let likely = |sum: &Sum| {
            Sum { amount: weighted(sum.amount, course.probability), currency: Arc::clone(&sum.currency) }.cell()
        };
        let cells = vec![
            Cell::text(period.to_string()),
            Cell::label(&*course.client, Text::same(open.name.clone())),
            Cell::text(course.deal.clone()),
            self.question.person(course.owner.as_deref()),
            Cell::text(stage),
            Cell::maybe(course.expected_close, Cell::Day),
            Cell::maybe(sum, Sum::cell),
            Cell::maybe(course.probability, Cell::Percent),
            Cell::maybe(sum, likely),
        ];
        Row::new(cells).id(&*course.client)
    }
}

/// The gap in words: what is missing, what is there in the same currency, whether it is enough.
fn told(period: Period, currency: &Arc<str>, missing: Decimal, deals: usize, [value, likely]: [Decimal; 2]) -> Text {
    let money = |amount: Decimal| Sum { amount, currency: Arc::clone(currency) }.cell().words();
    let (shown, gap) = (period.shown(), money(missing));
    let begin =
        Text::new(format!("{}: {} are missing; ", shown.en, gap.en), format!("{}：还差 {}；", shown.zh, gap.zh));
    if deals == 0 {
        return begin
            .then(&Text::fixed("no open deal with a value is expected in it.", "没有预计在此期间签约的商机。"));
    }
    let expected = count(deals, "open deal is", "open deals are", "个商机");
    let (worth, weighs) = (money(value), money(likely));
    let (short, far) = (money(missing - likely), money(missing - value));
    let there = Text::new(
        format!("{} expected in it, worth {}, weighted {}: ", expected.en, worth.en, weighs.en),
        format!("预计签约 {}，金额 {}，加权 {}：", expected.zh, worth.zh, weighs.zh),
    );
    let enough = if value < missing {
        Text::new(
            format!("even if all of them are signed, {} are missing.", far.en),
            format!("即使全部签下，也还差 {}。", far.zh),
        )
    } else if likely < missing {
        Text::new(
            format!("by their likelihood {} are missing; all of them together are enough.", short.en),
            format!("按概率还差 {}；全部签下才够。", short.zh),
        )
    } else {
        Text::fixed("by their likelihood that is enough.", "按概率足够补上。")
    };
    begin.then(&there).then(&enough)
}
