use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, Fact};
use crate::text;
use crate::yaml::Route;

/// An open deal for which nothing is to be done.
pub struct MissingNextAction;

impl Rule for MissingNextAction {
    fn about(&self) -> &'static About {
        crate::about!("missing-next-action", Actions, Error, "an open deal has no next action", "进行中的商机没有下一步行动")
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        if check.team.stages.is_open(deal) && !client.has_next_action(deal) {
            let (id, option, name) = (check.id(), check.deal_option(client, deal), &deal.name);
            check
                .report(Route::root().key("deals").index(at), text!("“{name}” has no next action", "“{name}”没有下一步行动"))
                .wanting(Route::root().key("actions"))
                .lacks(Fact::NextAction.shown())
                .mend(text!(
                    "`salesrec log {id} … --next \"DEED\" --due DATE{option}`",
                    "`salesrec log {id} … --next \"具体行动\" --due 日期{option}`"
                ));
        }
    }
}
