use crate::lang::{list_of, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, StageKind};
use crate::text;
use crate::yaml::Route;

/// A lost deal of which nobody wrote down why.
pub struct LostWithoutReason;

impl Rule for LostWithoutReason {
    fn about(&self) -> &'static About {
        crate::about!("lost-without-reason", Stage, Error, "a deal was lost without a reason", "商机终止没有写原因")
    }

    fn deal(&self, check: &mut Check<'_>, _client: &Client, at: usize, deal: &Deal) {
        let reason = deal.lost.as_ref().and_then(|loss| loss.reason.as_deref()).unwrap_or_default();
        if check.team.stages.kind(deal) != StageKind::Lost || !is_blank(reason) {
            return;
        }
        let known: Vec<&str> = check.team.vocabulary.loss_reasons.iter().map(|term| term.name.as_str()).collect();
        let (id, name, known) = (check.id(), &deal.name, list_of(&known));
        let (en, zh) = (&known.en, &known.zh);
        let place = Route::root().key("deals").index(at).key("lost").key("reason");
        check
            .report(place, text!("nobody wrote down why “{name}” was lost", "没有写“{name}”为什么终止"))
            .mend(text!("`salesrec edit {id}`: lost.reason, one of {en}", "`salesrec edit {id}`：补上 lost.reason，可写{zh}"));
    }
}
