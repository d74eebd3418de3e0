//! What the sales office keeps: contracts, orders, invoices, payments, collection.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use rust_decimal::Decimal;

use super::{Amount, Client, Day, text};
use crate::lang::Text;

/// A contract with the client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contract {
    /// The contract's number.
    pub number: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// Its type: sales contract, framework, service, …
    pub kind: Option<String>,
    /// Which deal it closes, by name.
    pub deal: Option<String>,
    /// The sum, in `currency`.
    pub amount: Option<Amount>,
    /// The currency, where it is not the team's: an ISO 4217 code.
    pub currency: Option<String>,
    /// The day of signature.
    pub signed: Option<Day>,
    /// The first day of its term.
    pub starts: Option<Day>,
    /// The last day of its term.
    pub ends: Option<Day>,
    /// The scan: a path in the repository or an address.
    pub scan: Option<String>,
    /// Where the original is.
    pub original: Option<String>,
}

/// An order under a contract.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Order {
    /// The order's number.
    pub number: Option<String>,
    /// The number of its contract.
    pub contract: Option<String>,
    /// The day on which it was placed.
    pub placed: Option<Day>,
    /// Where to deliver.
    pub deliver_to: Option<String>,
    /// The delivery date agreed.
    pub due: Option<Day>,
    /// The currency of the prices, where it is not the team's.
    pub currency: Option<String>,
    /// What was ordered.
    #[serde(default)]
    pub items: Vec<Item>,
    /// Where it stands, in the team's words.
    pub status: Option<String>,
    /// What happened on the way.
    #[serde(default)]
    pub events: Vec<OrderEvent>,
    /// The day of delivery.
    pub delivered: Option<Day>,
}

/// A line of an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// The product.
    #[serde(default, deserialize_with = "text")]
    pub product: String,
    /// The model.
    pub model: Option<String>,
    /// How many.
    pub quantity: Option<Amount>,
    /// The price of one.
    pub price: Option<Amount>,
}

/// Something that happened to an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrderEvent {
    /// The day.
    pub on: Option<Day>,
    /// What sort of event.
    pub kind: Option<EventKind>,
    /// What happened.
    #[serde(default, deserialize_with = "text")]
    pub event: String,
    /// The day on which the client was told.
    pub told: Option<Day>,
}

/// The sorts of event in the life of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// A step of production.
    Status,
    /// A step of transport.
    Logistics,
    /// A delay, damage or other trouble.
    Exception,
    /// A change that was agreed.
    Change,
}

/// An invoice issued to the client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Invoice {
    /// The invoice's number.
    pub number: Option<String>,
    /// Its kind: VAT special, VAT ordinary, …
    pub kind: Option<String>,
    /// The number of its order.
    pub order: Option<String>,
    /// The number of its contract, where there is no order.
    pub contract: Option<String>,
    /// The day of issue.
    pub issued: Option<Day>,
    /// To whom it is made out, where that is not the client's name.
    pub title: Option<String>,
    /// The tax number on it, where it is not the client's.
    pub tax_id: Option<String>,
    /// The sum.
    pub amount: Option<Amount>,
    /// The currency, where it is not the team's.
    pub currency: Option<String>,
    /// The day until which it is to be paid.
    pub due: Option<Day>,
}

/// A payment received.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Payment {
    /// The day on which it arrived.
    pub on: Option<Day>,
    /// The sum.
    pub amount: Option<Amount>,
    /// The currency, where it is not the team's.
    pub currency: Option<String>,
    /// The number of the invoice that it pays.
    pub invoice: Option<String>,
    /// How it was paid.
    pub method: Option<String>,
}

/// A step taken to collect a receivable.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Collection {
    /// The day.
    pub on: Option<Day>,
    /// The step: phone, mail, visit, law.
    #[serde(default, deserialize_with = "text")]
    pub step: String,
    /// Who took it: the id of a person.
    pub by: Option<String>,
    /// The number of the invoice.
    pub invoice: Option<String>,
    /// What came of it.
    pub result: Option<String>,
    /// The day for which the client promised to pay.
    pub promised: Option<Day>,
}

impl Order {
    /// What people are shown: `order 17`.
    pub fn shown(&self) -> Text {
        shown(self.number.as_deref(), &Text::fixed("order", "订单"))
    }

    /// What its items come to; nothing when there is none, or one without quantity or price.
    pub fn total(&self) -> Option<Amount> {
        let price = |item: &Item| item.quantity?.0.checked_mul(item.price?.0);
        let total = self.items.iter().try_fold(Decimal::ZERO, |sum, item| sum.checked_add(price(item)?))?;
        (!self.items.is_empty()).then_some(Amount(total))
    }
}

impl Client {
    /// What was paid of an invoice by the payments that name it; nothing when one of them is in another currency, so
    /// that it cannot be told. `team` is the currency of what names none.
    pub fn paid_for(&self, invoice: &Invoice, team: &str) -> Option<Amount> {
        let mut named = self.payments.iter().filter(|paid| invoice.number.is_some() && paid.invoice == invoice.number);
        let currency = invoice.currency.as_deref().unwrap_or(team);
        let paid = named.try_fold(Decimal::ZERO, |sum, paid| {
            let alike = paid.currency.as_deref().unwrap_or(team) == currency;
            sum.checked_add(paid.amount.unwrap_or_default().0).filter(|_| alike)
        });
        paid.map(Amount)
    }
}

impl Contract {
    /// What people are shown: `contract 17`.
    pub fn shown(&self) -> Text {
        shown(self.number.as_deref(), &Text::fixed("contract", "合同"))
    }
}

impl Invoice {
    /// What people are shown: `invoice 17`.
    pub fn shown(&self) -> Text {
        shown(self.number.as_deref(), &Text::fixed("invoice", "发票"))
    }
}

fn shown(number: Option<&str>, noun: &Text) -> Text {
    match number.filter(|number| !number.trim().is_empty()) {
        Some(number) => noun.map(|noun| format!("{noun} {number}")),
        None => Text::new(format!("{} without number", noun.en), format!("未编号的{}", noun.zh)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(number: i64) -> Option<Amount> {
        Some(Amount(number.into()))
    }

    #[test]
    fn an_order_without_a_price_has_no_total() {
        let item = |price| Item { quantity: amount(3), price, ..Item::default() };
        let order = |items| Order { items, ..Order::default() };
        assert_eq!(order(vec![item(amount(10)), item(amount(5))]).total(), amount(45));
        assert_eq!(order(vec![item(amount(10)), item(None)]).total(), None);
        assert_eq!(order(Vec::new()).total(), None);
    }

    #[test]
    fn only_payments_that_name_the_invoice_count_and_only_in_its_currency() {
        let invoice = Invoice { number: Some("1".into()), ..Invoice::default() };
        let pay = |number: &str, currency: Option<&str>| Payment {
            amount: amount(7),
            invoice: Some(number.into()),
            currency: currency.map(Into::into),
            ..Payment::default()
        };
        let client = |payments| Client { payments, ..Client::default() };
        let paid = client(vec![pay("1", None), pay("2", None), pay("1", Some("GBP"))]);
        assert_eq!(paid.paid_for(&invoice, "GBP"), amount(14));
        assert_eq!(paid.paid_for(&invoice, "CNY"), None);
        assert_eq!(client(Vec::new()).paid_for(&invoice, "GBP"), amount(0));
        assert_eq!(paid.paid_for(&Invoice::default(), "GBP"), amount(0));
    }
}
