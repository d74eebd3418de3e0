use crate::lang::{quoted, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, StageKind};
use crate::text;
use crate::yaml::Route;

/// An open milestone that nobody sees to.
pub struct MilestoneWithoutOwner;

impl Rule for MilestoneWithoutOwner {
    fn about(&self) -> &'static About {
        crate::about!("milestone-without-owner", Stage, Warning, "an open milestone has no owner", "未达成的里程碑没有负责人")
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        if check.team.stages.kind(deal) == StageKind::Lost {
            return;
        }
        for (step, milestone) in deal.milestones.iter().enumerate() {
            let owner = milestone.owner.as_deref().unwrap_or_default();
            if !milestone.is_open() || !is_blank(owner) {
                continue;
            }
            let (id, option, name) = (check.id(), check.deal_option(client, deal), &milestone.milestone);
            let typed = quoted(name);
            check
                .report(
                    Route::root().key("deals").index(at).key("milestones").index(step).key("owner"),
                    text!("nobody sees to the milestone “{name}”", "里程碑“{name}”没有负责人"),
                )
                .mend(text!(
                    "`salesrec milestone set {id} {typed} --owner PERSON{option}`",
                    "`salesrec milestone set {id} {typed} --owner 成员{option}`"
                ));
        }
    }
}
