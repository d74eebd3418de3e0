use crate::clock;
use crate::lang::{Text, grouped};
use crate::lint::{About, Check, OptionDefault, Rule};
use crate::record::{Amount, Client};
use crate::text;
use crate::yaml::Route;

/// An invoice that is not paid in full although its day has passed.
pub struct OverdueReceivable;

impl Rule for OverdueReceivable {
    fn about(&self) -> &'static About {
        crate::about!("overdue-receivable", Office, Error, "an invoice is overdue", "应收款逾期", "days" = OptionDefault::Number(0))
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let (today, grace) = (check.clock.today(), check.number("days"));
        let team = &check.team.team.currency;
        for (at, invoice) in client.invoices.iter().enumerate() {
            let Some(due) = invoice.due.filter(|due| (today - due.0).num_days() > grace) else { continue };
            let (Some(paid), Some(amount)) = (client.paid_for(invoice, team), invoice.amount) else { continue };
            let open = Amount(amount.0.saturating_sub(paid.0));
            if open <= Amount::default() {
                continue;
            }
            let (id, name) = (check.id(), invoice.shown());
            let currency = invoice.currency.as_deref().unwrap_or(team);
            let open = grouped(&open.to_string());
            let late = clock::until(due.0, today);
            let message = Text::new(
                format!("{open} {currency} of {} is unpaid, due on {due}, {}", name.en, late.en),
                format!("{}：还有 {open} {currency} 未付，应于 {due} 付清，已{}", name.zh, late.zh),
            );
            let steps = client.collections.iter().filter(|step| step.invoice.is_some() && step.invoice == invoice.number);
            let message = match steps.filter_map(|step| step.on).max() {
                Some(last) => message.then(&text!("; last asked for on {last}", "；最近一次催收是 {last}")),
                None => message.then(&Text::fixed("; never asked for", "；还没有催收过")),
            };
            check.report(Route::root().key("invoices").index(at).key("due"), message).mend(text!(
                "collect it, then `salesrec edit {id}`: the step in `collections`, the money in `payments` with the invoice's number",
                "请催收，再用 `salesrec edit {id}` 把催收写进 `collections`，到账连同发票号写进 `payments`"
            ));
        }
    }
}
