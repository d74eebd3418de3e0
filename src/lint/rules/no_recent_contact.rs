use crate::lang::{Text, apart_first};
use crate::lint::{About, Check, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::Route;

/// A client with an open deal whom nobody has talked to for longer than the deal's stage allows.
pub struct NoRecentContact;

impl Rule for NoRecentContact {
    fn about(&self) -> &'static About {
        crate::about!("no-recent-contact", Log, Warning, "no contact for too long", "太久没有联系客户")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let Some((at, every)) = client.contact_every(check.team) else { return };
        let last = client.last_contact(check.clock).map(|last| last.shown(check.clock).0);
        // Entries without a time are another rule's.
        let first = client.first_contact.filter(|_| client.log.is_empty()).map(|day| day.0);
        let Some(last) = last.or(first) else { return };
        let days = (check.clock.today() - last).num_days();
        if days <= every.days() {
            return;
        }
        let (id, every) = (check.id(), every.words());
        let stage = client.deals[at].stage.as_deref().unwrap_or_default();
        let there = apart_first(stage);
        check
            .report(
                Route::root().key("deals").index(at).key("stage"),
                Text::new(
                    format!("no contact for {days} days; {stage} asks for one every {}", every.en),
                    format!("已有 {days} 天没有联系，{there}阶段应每 {}联系一次", every.zh),
                ),
            )
            .mend(text!(
                "contact the client, then `salesrec log {id} … --next \"DEED\" --due DATE`",
                "联系客户，然后 `salesrec log {id} … --next \"具体行动\" --due 日期`"
            ));
    }
}
