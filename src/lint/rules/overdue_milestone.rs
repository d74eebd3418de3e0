use crate::lang::quoted;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, StageKind};
use crate::text;
use crate::yaml::Route;

/// A milestone whose day has passed before it was reached.
pub struct OverdueMilestone;

impl Rule for OverdueMilestone {
    fn about(&self) -> &'static About {
        crate::about!("overdue-milestone", Stage, Warning, "a milestone is overdue", "里程碑已逾期")
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        if check.team.stages.kind(deal) == StageKind::Lost {
            return;
        }
        for (step, milestone) in deal.milestones.iter().enumerate() {
            let Some(due) = milestone.due.filter(|_| milestone.is_overdue(check.clock)) else { continue };
            let (id, option, name) = (check.id(), check.deal_option(client, deal), &milestone.milestone);
            let typed = quoted(name);
            check
                .report(
                    Route::root().key("deals").index(at).key("milestones").index(step).key("due"),
                    text!("“{name}” was due {due} and is not reached", "“{name}”应在 {due} 前达成，至今没有"),
                )
                .mend(text!(
                    "`salesrec milestone done {id} {typed}{option}`, or `milestone set … --due DATE`",
                    "`salesrec milestone done {id} {typed}{option}`，或 `milestone set … --due 日期`"
                ));
        }
    }
}
