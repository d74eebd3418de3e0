use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, StageKind};
use crate::text;
use crate::yaml::Route;

/// A deal that should have been signed by now and is not.
pub struct CloseDatePast;

impl Rule for CloseDatePast {
    fn about(&self) -> &'static About {
        crate::about!("close-date-past", Stage, Warning, "the expected close date has passed", "预计签约日期已过")
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        let today = check.clock.today();
        let Some(close) = deal.expected_close.filter(|close| close.0 < today) else { return };
        let waits = match check.team.stages.kind(deal) {
            StageKind::Open => true,
            StageKind::Won => !client.has_contract(deal),
            StageKind::Aftercare | StageKind::Lost => false,
        };
        if waits {
            let (id, option, name) = (check.id(), check.deal_option(client, deal), &deal.name);
            check
                .report(
                    Route::root().key("deals").index(at).key("expected_close"),
                    text!("“{name}” was to be signed by {close}", "“{name}”预计 {close} 签约，日期已过"),
                )
                .mend(text!(
                    "`salesrec deal set {id}{option} --close DATE`",
                    "`salesrec deal set {id}{option} --close 日期`"
                ));
        }
    }
}
