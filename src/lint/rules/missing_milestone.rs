use crate::lang::{apart_first, quoted};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, StageKind};
use crate::text;
use crate::yaml::Route;

/// A milestone of a stage that the deal is or was in, which nobody planned or reached.
pub struct MissingMilestone;

impl Rule for MissingMilestone {
    fn about(&self) -> &'static About {
        crate::about!("missing-milestone", Stage, Warning, "a milestone of the stage is missing", "缺少阶段里程碑")
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        let stages = &check.team.stages;
        let Some(position) = deal.stage.as_deref().and_then(|name| stages.position(name)) else { return };
        let lost = stages.kind(deal) == StageKind::Lost;
        // Of a deal taken back, what comes after its stage is still ahead.
        let end = if lost { stages.0.len() } else { position + 1 };
        for stage in stages.0[..end].iter().filter(|stage| deal.was_in(&stage.name)) {
            for name in stage.milestones.iter().filter(|name| !deal.has_milestone(name)) {
                let (id, option, typed, stage) =
                    (check.id(), check.deal_option(client, deal), quoted(name), &stage.name);
                let there = apart_first(stage);
                check
                    .report(
                        Route::root().key("deals").index(at).key("milestones"),
                        text!(
                            "the milestone “{name}” of {stage} is neither planned nor reached",
                            "{there}阶段的里程碑“{name}”既没有计划，也没有达成"
                        ),
                    )
                    .lacks(text!("milestone {name}", "里程碑“{name}”"))
                    .mend(text!(
                        "`salesrec milestone add {id} {typed} --due DATE{option}`, or `milestone done` when it was reached",
                        "`salesrec milestone add {id} {typed} --due 日期{option}`，已达成的用 `milestone done`"
                    ));
            }
        }
    }
}
