use crate::lint::{About, Check, Rule};
use crate::record::{Client, Day, Deal};
use crate::text;
use crate::yaml::Route;

/// A stage entered before the one that precedes it, or on a day still to come.
pub struct StageDatesOutOfOrder;

impl Rule for StageDatesOutOfOrder {
    fn about(&self) -> &'static About {
        crate::about!("stage-dates-out-of-order", Stage, Error, "the dates of the stages are out of order", "阶段日期前后颠倒")
    }

    fn deal(&self, check: &mut Check<'_>, _client: &Client, at: usize, deal: &Deal) {
        let today = check.clock.today();
        let mut before: Option<(&str, Day)> = None;
        for (step, entry) in deal.history.iter().enumerate() {
            let Some(since) = entry.since else { continue };
            let stage = &entry.stage;
            let message = match before {
                Some((name, day)) if since < day => text!(
                    "“{stage}” since {since}, but “{name}” before it since {day}",
                    "“{stage}”从 {since} 开始，前一阶段“{name}”却从 {day} 开始"
                ),
                _ if since.0 > today => {
                    text!("“{stage}” since {since}, a day still to come", "“{stage}”从 {since} 开始，这一天还没有到")
                }
                _ => {
                    before = Some((stage, since));
                    continue;
                }
            };
            let id = check.id();
            let place = Route::root().key("deals").index(at).key("history").index(step).key("since");
            check.report(place, message).mend(text!(
                "`salesrec edit {id}`: the day on which it entered the stage",
                "`salesrec edit {id}`：写上真正进入该阶段的日期"
            ));
        }
    }
}
