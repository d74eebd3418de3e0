use rust_decimal::Decimal;

use crate::lang::apart_first;
use crate::lint::{About, Check, OptionDefault, Rule};
use crate::record::{Client, Deal, StageKind};
use crate::text;
use crate::yaml::Route;

/// A probability of the deal's own that its stage does not bear out.
pub struct ProbabilityAgainstStage;

impl Rule for ProbabilityAgainstStage {
    fn about(&self) -> &'static About {
        crate::about!("probability-against-stage", Stage, Info, "a deal's probability is far from its stage's", "成交概率与阶段相差太远", "points" = OptionDefault::Number(30))
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        let stage = deal.stage.as_deref().and_then(|name| check.team.stages.get(name));
        let (Some(own), Some(stage)) = (deal.probability, stage) else { return };
        let (Some(usual), StageKind::Open | StageKind::Won) = (stage.probability, stage.kind) else { return };
        let in_range = own.0 >= Decimal::ZERO && own.0 <= Decimal::ONE_HUNDRED;
        if in_range && (own.0 - Decimal::from(usual)).abs() > Decimal::from(check.number("points")) {
            let (id, option, stage) = (check.id(), check.deal_option(client, deal), &stage.name);
            let there = apart_first(stage);
            check
                .report(
                    Route::root().key("deals").index(at).key("probability"),
                    text!("{own} percent in {stage}, where {usual} is usual", "{there}阶段一般为 {usual}%，这里写了 {own}%"),
                )
                .mend(text!(
                    "`salesrec deal set {id}{option} --probability PERCENT`, or move the deal to the stage that it is in",
                    "`salesrec deal set {id}{option} --probability 百分数`，或者把商机移到真正所处的阶段"
                ));
        }
    }
}
