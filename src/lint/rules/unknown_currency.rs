use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, currency_meant, is_currency};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// A sum in a currency that there is not: every total leaves it out.
pub struct UnknownCurrency;

impl Rule for UnknownCurrency {
    fn about(&self) -> &'static About {
        crate::about!("unknown-currency", Office, Error, "a currency that there is not", "没有这种币种", fix = Safe)
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        for (at, contract) in client.contracts.iter().enumerate() {
            look(check, "contracts", at, contract.currency.as_deref(), edit);
        }
        for (at, order) in client.orders.iter().enumerate() {
            look(check, "orders", at, order.currency.as_deref(), edit);
        }
        for (at, invoice) in client.invoices.iter().enumerate() {
            look(check, "invoices", at, invoice.currency.as_deref(), edit);
        }
        for (at, payment) in client.payments.iter().enumerate() {
            look(check, "payments", at, payment.currency.as_deref(), edit);
        }
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        look(check, "deals", at, deal.currency.as_deref(), |check| {
            format!("`salesrec deal set {}{} --currency CODE`", check.id(), check.deal_option(client, deal))
        });
    }
}

fn edit(check: &Check<'_>) -> String {
    format!("`salesrec edit {}`", check.id())
}

fn look(
    check: &mut Check<'_>,
    list: &str,
    at: usize,
    written: Option<&str>,
    command: impl Fn(&Check<'_>) -> String,
) {
    let Some(written) = written.filter(|written| !is_currency(written)) else { return };
    let route = Route::root().key(list).index(at).key("currency");
    if let Some(code) = currency_meant(written, &check.team.team.currency) {
        let edit = Edit::Set(route.clone(), Value::text(code));
        let message = text!("the currency “{written}” is written {code}", "币种“{written}”应写成 {code}");
        check.report(route, message).mend(Text::same("`salesrec lint --fix`")).fix(vec![edit]);
        return;
    }
    let message = if is_blank(written) {
        Text::fixed("the currency is empty: the sum counts nowhere", "币种为空，这笔金额不会计入任何合计")
    } else {
        text!(
            "“{written}” is no currency: the sum counts nowhere",
            "“{written}”不是币种，这笔金额不会计入任何合计"
        )
    };
    let command = command(check);
    check.report(route, message).mend(text!(
        "{command}: a code such as CNY, USD, EUR",
        "{command}：写币种代码，如 CNY、USD、EUR"
    ));
}
