use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// A deal whose stage is not the one that its history ends with.
pub struct StageAgainstHistory;

impl Rule for StageAgainstHistory {
    fn about(&self) -> &'static About {
        crate::about!("stage-against-history", Stage, Error, "the stage is not the last of the history", "阶段与阶段历史的最后一条不一致", fix = Safe)
    }

    fn deal(&self, check: &mut Check<'_>, _client: &Client, at: usize, deal: &Deal) {
        let Some(last) = deal.history.last() else { return };
        let stage = deal.stage.as_deref().unwrap_or_default();
        let stages = &check.team.stages;
        // By their names, however they are spelt. A stage that the team does not have is `unknown-stage`.
        let name = |said| stages.named(said).map(|stage| stage.name.as_str());
        let Some(last) = name(&last.stage) else { return };
        if !stage.is_empty() && name(stage).is_none_or(|stage| stage == last) {
            return;
        }
        let message = if stage.is_empty() {
            text!("no stage is written, the history ends with “{last}”", "没有写阶段，而历史的最后一条是“{last}”")
        } else {
            text!("the stage is “{stage}”, the history ends with “{last}”", "阶段写的是“{stage}”，历史的最后一条却是“{last}”")
        };
        let place = Route::root().key("deals").index(at).key("stage");
        check
            .report(place.clone(), message)
            .mend(text!(
                "`salesrec lint --fix` writes “{last}”; if it did move, put the entry into the history",
                "`salesrec lint --fix` 会改成“{last}”；如果确实推进了，请在历史里补上那一条"
            ))
            .fix(vec![Edit::Set(place, Value::text(last))]);
    }
}
