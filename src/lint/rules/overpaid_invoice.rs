use crate::lang::{Text, grouped};
use crate::lint::{About, Check, Rule};
use crate::record::{Amount, Client};
use crate::text;
use crate::yaml::Route;

/// Payments for an invoice that come to more than it: paid twice, or booked on the wrong one.
pub struct OverpaidInvoice;

impl Rule for OverpaidInvoice {
    fn about(&self) -> &'static About {
        crate::about!("overpaid-invoice", Office, Error, "more was paid than invoiced", "收款超过发票金额")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let team = &check.team.team.currency;
        for (at, invoice) in client.invoices.iter().enumerate() {
            let (Some(paid), Some(amount)) = (client.paid_for(invoice, team), invoice.amount) else { continue };
            // An invoice below nothing is a credit note.
            if amount < Amount::default() || paid <= amount {
                continue;
            }
            let (id, name) = (check.id(), invoice.shown());
            let over = Amount(paid.0.saturating_sub(amount.0));
            let [paid, amount, over] = [paid, amount, over].map(|sum| grouped(&sum.to_string()));
            let currency = invoice.currency.as_deref().unwrap_or(team);
            let message = Text::new(
                format!("{paid} {currency} was paid for {} of {amount}: {over} too much", name.en),
                format!("{}：金额 {amount} {currency}，已收 {paid}，多收 {over}", name.zh),
            );
            check
                .report(Route::root().key("invoices").index(at).key("amount"), message)
                .mend(text!(
                    "see which payment belongs to another invoice or is to be returned: `salesrec edit {id}`, `payments`",
                    "请核对哪笔收款属于别的发票或应退回：`salesrec edit {id}`，`payments`"
                ));
        }
    }
}
