use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, ClientKind};
use crate::text;
use crate::yaml::Route;

/// An invoice to a company whose tax number stands nowhere.
pub struct InvoiceWithoutTaxId;

impl Rule for InvoiceWithoutTaxId {
    fn about(&self) -> &'static About {
        crate::about!("invoice-without-tax-id", Office, Error, "an invoice has no tax number", "发票没有税号")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let written = |number: &Option<String>| number.as_deref().is_some_and(|number| !is_blank(number));
        // A person has no tax number to ask for.
        if client.kind == Some(ClientKind::Person) || written(&client.tax_id) {
            return;
        }
        for (at, invoice) in client.invoices.iter().enumerate().filter(|(_, invoice)| !written(&invoice.tax_id)) {
            let id = check.id();
            let message = invoice.shown().then(&Text::fixed(
                ": neither it nor the client has a tax number",
                "：发票和客户都没有税号",
            ));
            check.report(Route::root().key("invoices").index(at).key("tax_id"), message).mend(text!(
                "`salesrec edit {id}`: `tax_id` of the client",
                "`salesrec edit {id}`：补上客户的 `tax_id`（税号）"
            ));
        }
    }
}
