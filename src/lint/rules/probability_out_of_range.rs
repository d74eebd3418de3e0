use rust_decimal::Decimal;

use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal};
use crate::text;
use crate::yaml::Route;

/// A probability that is no share of a hundred.
pub struct ProbabilityOutOfRange;

impl Rule for ProbabilityOutOfRange {
    fn about(&self) -> &'static About {
        crate::about!("probability-out-of-range", Stage, Error, "a probability is not between 0 and 100", "成交概率不在 0 到 100 之间")
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        let Some(percent) = deal.probability else { return };
        if percent.0 < Decimal::ZERO || percent.0 > Decimal::ONE_HUNDRED {
            let (id, option) = (check.id(), check.deal_option(client, deal));
            check
                .report(
                    Route::root().key("deals").index(at).key("probability"),
                    text!("the probability is {percent}, not 0 to 100 percent", "成交概率写成 {percent}，应在 0 到 100 之间"),
                )
                .mend(text!(
                    "`salesrec deal set {id}{option} --probability PERCENT`",
                    "`salesrec deal set {id}{option} --probability 百分数`"
                ));
        }
    }
}
