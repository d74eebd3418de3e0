//! The targets that figures are held against.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Question, Sum};
use crate::clock::Period;
use crate::document::Line;
use crate::error::Result;
use crate::lang::Text;
use crate::record::Goal;
use crate::store::{Problem, TargetFile};
use crate::text;

/// The targets of all years.
pub(super) struct Goals {
    files: Vec<TargetFile>,
    /// The years whose file has a mistake: a sum without a part that cannot be read would be taken for the whole.
    unusable: Vec<i32>,
    /// Whether they are of the same clients as the figures.
    comparable: bool,
}

/// A target, its sum in the currency that is asked for.
#[derive(Debug, Default)]
pub(super) struct Aim {
    pub sum: Option<Sum>,
    pub deals: Option<u32>,
    pub new_clients: Option<u32>,
}

impl Goals {
    /// The targets, and what is wrong with their files.
    pub fn read(question: &Question<'_>) -> (Self, Vec<Problem>) {
        let only = &question.only;
        let restricted = only.region.is_some()
            || only.class.is_some()
            || only.source.is_some()
            || only.industry.is_some()
            || only.product.is_some();
        let (mut files, problems) = question.store.targets(&question.team.people);
        let paths = problems.iter().filter_map(|problem| Some(&problem.error.place.as_ref()?.path));
        let unusable: Vec<i32> = paths.filter_map(|path| path.file_stem()?.to_str()?.parse().ok()).collect();
        files.retain(|file| !unusable.contains(&file.year));
        (Self { files, unusable, comparable: !restricted }, problems)
    }

    /// The years of which there are targets.
    pub fn has(&self, year: i32) -> bool {
        self.files.iter().any(|file| file.year == year)
    }

    /// What somebody, or the team, is to reach in a period.
    ///
    /// # Errors
    /// `NotFound` when it has to be converted and there is no rate.
    pub fn aim(&self, question: &Question<'_>, period: Period, person: Option<&str>) -> Result<Aim> {
        let file = self.files.iter().find(|file| file.year == period.in_year()).filter(|_| self.comparable);
        let goal: Goal = file.map(|file| file.targets.goal(period, person)).unwrap_or_default();
        let currency: Arc<str> = Arc::from(goal.currency.as_deref().unwrap_or(&question.team.team.currency));
        let convert = |amount: Decimal| {
            question.convert(amount, &currency, || text!("the target of {period}", "{period} 的目标"))
        };
        let sum = goal.amount.map(convert).transpose()?;
        Ok(Aim { sum, deals: goal.deals, new_clients: goal.new_clients })
    }

    /// Why nothing is held against targets, where that is so.
    pub fn missing(&self, year: i32) -> Option<Line> {
        let why = if !self.comparable {
            Text::fixed(
                "Targets are those of all clients, so there is nothing to compare with some of them.",
                "目标是对全部客户定的，只看一部分客户时不作比较。",
            )
        } else if self.has(year) {
            return None;
        } else if self.unusable.contains(&year) {
            text!(
                "The targets of {year} have a mistake, so nothing is held against them: `salesrec lint targets`",
                "{year}年的目标文件有错，暂不作比较：`salesrec lint targets`"
            )
        } else {
            text!(
                "There are no targets for {year}: `salesrec target set {year} --amount AMOUNT`",
                "{year}年还没有目标：`salesrec target set {year} --amount 金额`"
            )
        };
        Some(Line::new().dim(why))
    }
}

/// What is missing to a target; nothing when it is reached.
pub(super) fn gap(aim: &Sum, reached: Decimal) -> Decimal {
    (aim.amount - reached).max(Decimal::ZERO)
}
