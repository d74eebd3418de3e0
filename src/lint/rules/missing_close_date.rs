use crate::lang::apart;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, Fact, StageKind, Stages};
use crate::text;
use crate::yaml::Route;

/// A deal far enough on that the day of its signature should be known.
pub struct MissingCloseDate;

impl Rule for MissingCloseDate {
    fn about(&self) -> &'static About {
        crate::about!("missing-close-date", Stage, Warning, "no expected close date", "缺少预计签约日期")
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        if deal.expected_close.is_some() || !wants_date(&check.team.stages, deal) {
            return;
        }
        let (id, option, name) = (check.id(), check.deal_option(client, deal), &deal.name);
        let stage = deal.stage.as_deref().unwrap_or_default();
        let there = apart(stage);
        check
            .report(
                Route::root().key("deals").index(at).key("expected_close"),
                text!("“{name}” is in {stage} without an expected close date", "“{name}”已到{there}阶段，还没有预计签约日期"),
            )
            .lacks(Fact::ExpectedClose.shown())
            .mend(Fact::ExpectedClose.mend(&id, &option, ""));
    }
}

/// Whether the deal is in a stage that requires the date, or in an open or won one after the first that does; where none
/// does, after all open ones but the last.
fn wants_date(stages: &Stages, deal: &Deal) -> bool {
    let Some(position) = deal.stage.as_deref().and_then(|name| stages.position(name)) else { return false };
    let stage = &stages.0[position];
    let required = stages.0.iter().position(|stage| stage.requires.contains(&Fact::ExpectedClose));
    let from = required.or_else(|| stages.0.iter().rposition(|stage| stage.kind == StageKind::Open));
    stage.requires.contains(&Fact::ExpectedClose)
        || (matches!(stage.kind, StageKind::Open | StageKind::Won) && from.is_some_and(|from| from <= position))
}
