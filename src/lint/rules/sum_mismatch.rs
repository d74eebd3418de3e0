use rust_decimal::Decimal;

use crate::lint::{About, Check, OptionDefault, Rule};
use crate::lang::{Text, grouped, is_blank};
use crate::record::{Amount, Client};
use crate::text;
use crate::yaml::Route;

/// More invoiced than ordered, or more ordered or invoiced than the contract says. Less is no fault: more may follow.
pub struct SumMismatch;

impl Rule for SumMismatch {
    fn about(&self) -> &'static About {
        crate::about!("sum-mismatch", Office, Warning, "a sum does not match its items", "金额与明细不符", "tolerance" = OptionDefault::Number(1))
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        for (at, order) in client.orders.iter().enumerate() {
            let Some((number, total)) = numbered(&order.number).zip(order.total()) else { continue };
            let route = Route::root().key("orders").index(at).key("items");
            let shown = grouped(&total.to_string());
            let invoices = client.invoices.iter().filter(|invoice| invoice.order.as_deref() == Some(number));
            let parts = invoices.map(|invoice| (invoice.amount, &invoice.currency));
            compare(check, route, (total, &order.currency), parts, |sum, over| {
                text!(
                    "{sum} is invoiced for order {number}, whose items come to {shown}: {over} too much",
                    "订单 {number} 明细合计 {shown}，已开票 {sum}，多开 {over}"
                )
            });
        }
        for (at, contract) in client.contracts.iter().enumerate() {
            let Some((number, amount)) = numbered(&contract.number).zip(contract.amount) else { continue };
            let route = Route::root().key("contracts").index(at).key("amount");
            let shown = grouped(&amount.to_string());
            let orders = || client.orders.iter().filter(|order| order.contract.as_deref() == Some(number));
            let parts = orders().map(|order| (order.total(), &order.currency));
            compare(check, route.clone(), (amount, &contract.currency), parts, |sum, over| {
                text!(
                    "the orders of contract {number} come to {sum}, the contract to {shown}: {over} too much",
                    "合同 {number} 金额 {shown}，其订单合计 {sum}，超出 {over}"
                )
            });
            let invoices = client.invoices.iter().filter(|invoice| invoice.contract.as_deref() == Some(number));
            let parts = invoices.map(|invoice| (invoice.amount, &invoice.currency));
            compare(check, route, (amount, &contract.currency), parts, |sum, over| {
                text!(
                    "{sum} is invoiced for contract {number} of {shown}: {over} too much",
                    "合同 {number} 金额 {shown}，已开票 {sum}，多开 {over}"
                )
            });
        }
    }
}

fn numbered(number: &Option<String>) -> Option<&str> {
    number.as_deref().filter(|number| !is_blank(number))
}

/// Reports when the parts come to more than the whole. What cannot be added up, since a figure is absent or in another
/// currency, is not compared.
fn compare<'c>(
    check: &mut Check<'_>,
    route: Route,
    (whole, currency): (Amount, &Option<String>),
    parts: impl Iterator<Item = (Option<Amount>, &'c Option<String>)>,
    message: impl Fn(&str, &str) -> Text,
) {
    let team = check.team.team.currency.as_str();
    let of = |own: &Option<String>| own.as_deref().unwrap_or(team).to_string();
    let mut sum = Decimal::ZERO;
    for (part, own) in parts {
        match part {
            Some(part) if of(own) == of(currency) => sum = sum.saturating_add(part.0),
            _ => return,
        }
    }
    let over = sum.saturating_sub(whole.0);
    if over <= Decimal::from(check.number("tolerance")) {
        return;
    }
    let id = check.id();
    let [sum, over] = [sum, over].map(|sum| grouped(&sum.to_string()));
    check.report(route, message(&sum, &over)).mend(text!(
        "compare with the papers and correct the wrong figure: `salesrec edit {id}`",
        "请与单据核对并改正写错的一项：`salesrec edit {id}`"
    ));
}
