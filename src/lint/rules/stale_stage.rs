use crate::lang::{apart, count};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal};
use crate::text;
use crate::yaml::Route;

/// A deal that has been in its stage for longer than the team allows.
pub struct StaleStage;

impl Rule for StaleStage {
    fn about(&self) -> &'static About {
        crate::about!("stale-stage", Stage, Warning, "a deal is in its stage for too long", "商机在本阶段停留过久")
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        let Some((days, stay)) = check.team.stages.overstay(deal, check.clock.today()) else { return };
        let (id, option, name) = (check.id(), check.deal_option(client, deal), &deal.name);
        let stage = deal.stage.as_deref().unwrap_or_default();
        let there = apart(stage);
        let (days, stay) = (count(usize::try_from(days).unwrap_or_default(), "day", "days", "天"), stay.words());
        let (en, zh, limit_en, limit_zh) = (days.en, days.zh, stay.en, stay.zh);
        check
            .report(
                Route::root().key("deals").index(at).key("stage"),
                text!(
                    "“{name}” has been in {stage} for {en}; the limit is {limit_en}",
                    "“{name}”在{there}阶段已经 {zh}，规定不超过 {limit_zh}"
                ),
            )
            .mend(text!(
                "`salesrec advance {id}{option}`, back or out too; if it must wait: `# salesrec: ignore stale-stage until DATE because …`",
                "`salesrec advance {id}{option}` 推进、退回或终止；确实要等的，在这一行写 `# salesrec: ignore stale-stage until 日期 because 原因`"
            ));
    }
}
