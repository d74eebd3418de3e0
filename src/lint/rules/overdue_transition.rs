use chrono::Days;

use crate::lint::{About, Check, OptionDefault, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::Route;

/// A handover whose transition period is over, and which nobody has closed.
pub struct OverdueTransition;

impl Rule for OverdueTransition {
    fn about(&self) -> &'static About {
        crate::about!(
            "overdue-transition",
            People,
            Warning,
            "a transition period has run out and the handover is not closed",
            "过渡期已经结束，交接还没有关闭",
            "days" = OptionDefault::Number(14),
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let length = Days::new(u64::try_from(check.number("days")).unwrap_or_default());
        for (at, period) in client.owners.iter().enumerate() {
            let (Some(handover), Some(until)) = (&period.handover, period.until) else { continue };
            let Some(own) = check.unclosed(handover) else { continue };
            let Some(end) = own.or_else(|| until.0.checked_add_days(length)) else { continue };
            if end < check.clock.today() {
                let end = crate::record::Day(end);
                check
                    .report(
                        Route::root().key("owners").index(at).key("handover"),
                        text!(
                            "the transition of {handover} ended on {end} and the handover is not closed",
                            "交接 {handover} 的过渡期已于 {end} 结束，交接还没有关闭"
                        ),
                    )
                    .mend(text!(
                        "settle what is open, then `salesrec handover close {handover}`",
                        "了结遗留事项，然后运行 `salesrec handover close {handover}`"
                    ));
            }
        }
    }
}
