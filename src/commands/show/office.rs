//! Contracts, orders, invoices with what is still owed, payments, collection.

use std::collections::BTreeMap;

use chrono::Datelike;
use rust_decimal::Decimal;

use super::{View, more};
use crate::clock;
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone};
use crate::lang::Text;
use crate::record::{Amount, Collection, Contract, EventKind, Invoice, Order, Payment};
use crate::text;

impl View<'_> {
    pub(super) fn office(&self, page: &mut Document) {
        let client = self.client;
        let mut pairs = Vec::new();
        pairs.extend(client.contracts.iter().map(|contract| (Text::fixed("contract", "合同"), self.contract(contract))));
        client.orders.iter().for_each(|order| self.order(order, &mut pairs));
        if !pairs.is_empty() {
            page.heading(2, Text::fixed("Contracts and orders", "合同与订单"));
            page.push(Block::Pairs(pairs));
        }
        if client.invoices.is_empty() && client.payments.is_empty() && client.collections.is_empty() {
            return;
        }
        page.heading(2, Text::fixed("Invoices and payments", "发票与收款"));
        if !client.invoices.is_empty() {
            page.push(Block::Table(self.invoices()));
        }
        let mut pairs = self.receivable();
        pairs.extend(client.payments.iter().map(|payment| (Text::fixed("paid", "收款"), self.payment(payment))));
        let steps = client.collections.iter();
        pairs.extend(steps.map(|step| (Text::fixed("collection", "催收"), self.collection(step))));
        page.push(Block::Pairs(pairs));
    }

    fn contract(&self, contract: &Contract) -> Line {
        let mut line = Line::new().strong(contract.number.clone().unwrap_or_default());
        line = more(line, contract.title.as_deref());
        if let Some(amount) = contract.amount {
            line = line.plain("  ").plain(self.money(amount, contract.currency.as_deref()));
        }
        match contract.signed {
            Some(signed) => line = line.plain(text!("  signed {signed}", "  {signed} 签订")),
            None => line = line.plain("  ").warn(Text::fixed("not signed", "未签订")),
        }
        if let (Some(starts), Some(ends)) = (contract.starts, contract.ends) {
            line = line.plain(text!("  runs {starts} to {ends}", "  期限 {starts} 至 {ends}"));
        }
        if let Some(scan) = &contract.scan {
            line = line.dim(text!("  scan {scan}", "  扫描件 {scan}"));
        }
        if let Some(original) = &contract.original {
            line = line.dim(text!("  original {original}", "  原件 {original}"));
        }
        line
    }

    fn order(&self, order: &Order, pairs: &mut Vec<(Text, Line)>) {
        let mut line = Line::new().strong(order.number.clone().unwrap_or_default());
        line = more(line, order.status.as_deref());
        if let Some(placed) = order.placed {
            line = line.plain(text!("  placed {placed}", "  {placed} 下单"));
        }
        match (order.delivered, order.due) {
            (Some(delivered), due) => {
                line = line.plain(text!("  delivered {delivered}", "  {delivered} 交付"));
                if let Some(late) = due.map(|due| (delivered.0 - due.0).num_days()).filter(|late| *late > 0) {
                    line = line.plain("  ").warn(text!("{late} days late", "晚 {late} 天"));
                }
            }
            (None, Some(due)) => {
                let until = clock::until(due.0, self.today);
                line = line.plain("  ").plain(Text::fixed("due ", "交期 ").then(&clock::day(due.0))).plain("  ");
                line = if due.0 < self.today { line.bad(until) } else { line.plain(until) };
            }
            (None, None) => {}
        }
        if let Some(place) = &order.deliver_to {
            line = line.dim(text!("  to {place}", "  送至 {place}"));
        }
        pairs.push((Text::fixed("order", "订单"), line));
        for item in &order.items {
            let mut line = more(Line::from(item.product.clone()), item.model.as_deref());
            if let Some(quantity) = item.quantity {
                line = line.plain(format!("  × {quantity}"));
            }
            if let Some(price) = item.price {
                line = line.plain("  ").plain(self.money(price, order.currency.as_deref()));
            }
            pairs.push((Text::fixed("  item", "  明细"), line));
        }
        for event in &order.events {
            let day = event.on.map(|on| self.short(on.0)).unwrap_or_default();
            let line = Line::new().dim(day).plain("  ");
            let line = match event.kind {
                Some(EventKind::Exception) => line.bad(event.event.clone()),
                _ => line.plain(event.event.clone()),
            };
            let must_tell = matches!(event.kind, Some(EventKind::Exception | EventKind::Change));
            let line = match event.told {
                Some(told) => {
                    let told = self.short(told.0);
                    line.dim(text!("  client told {told}", "  {told} 告知客户"))
                }
                None if must_tell => line.warn(Text::fixed("  client not told", "  尚未告知客户")),
                None => line,
            };
            pairs.push((Text::fixed("  event", "  事件"), line));
        }
    }

    fn invoices(&self) -> Table {
        let year = self.today.year();
        let columns = vec![
            Column::new("number", Text::fixed("Invoice", "发票")),
            Column::new("kind", Text::fixed("Kind", "种类")).grow(),
            Column::new("issued", Text::fixed("Issued", "开具")).in_year(year),
            Column::new("due", Text::fixed("Due", "应付")).in_year(year),
            Column::amount("amount", Text::fixed("Amount", "金额")),
            Column::amount("open", Text::fixed("Open", "未付")),
        ];
        let mut table = Table::new(columns, Text::default());
        table.rows = self.client.invoices.iter().map(|invoice| self.invoice(invoice)).collect();
        table
    }

    fn invoice(&self, invoice: &Invoice) -> Row {
        let money = |value: Decimal| Cell::amount(value, self.currency(invoice.currency.as_deref()));
        let open = self.owed(invoice);
        let late = open > Decimal::ZERO && invoice.due.is_some_and(|due| due.0 < self.today);
        let due = Cell::maybe(invoice.due, |due| Cell::Day(due.0));
        Row::new(vec![
            Cell::maybe(invoice.number.as_deref(), Cell::text),
            Cell::maybe(invoice.kind.as_deref(), Cell::text),
            Cell::maybe(invoice.issued, |day| Cell::Day(day.0)),
            if late { due.toned(Tone::Bad) } else { due },
            Cell::maybe(invoice.amount, |amount| money(amount.0)),
            match open {
                open if open.is_zero() => Cell::Empty,
                open if late => money(open).toned(Tone::Bad),
                open => money(open),
            },
        ])
    }

    /// What is not yet paid of an invoice by payments that name it; never less than nothing.
    fn owed(&self, invoice: &Invoice) -> Decimal {
        let paid = self.client.paid_for(invoice, &self.desk.team.team.currency).unwrap_or_default().0;
        invoice.amount.unwrap_or_default().0.saturating_sub(paid).max(Decimal::ZERO)
    }

    fn currency<'c>(&'c self, own: Option<&'c str>) -> &'c str {
        own.unwrap_or(&self.desk.team.team.currency)
    }

    /// What is owed, and how much of it is overdue, for each currency.
    fn receivable(&self) -> Vec<(Text, Line)> {
        let mut owed: BTreeMap<&str, (Decimal, Decimal)> = BTreeMap::new();
        for invoice in &self.client.invoices {
            let open = self.owed(invoice);
            let sums = owed.entry(self.currency(invoice.currency.as_deref())).or_default();
            sums.0 += open;
            if invoice.due.is_some_and(|due| due.0 < self.today) {
                sums.1 += open;
            }
        }
        let lines = owed.into_iter().map(|(currency, (open, late))| {
            let shown = self.money(Amount(open), Some(currency));
            let line = match (open.is_zero(), late.is_zero()) {
                (true, _) => Line::new().good(Text::fixed("nothing open", "已结清")),
                (false, true) => Line::new().strong(shown),
                (false, false) => {
                    let late = self.money(Amount(late), Some(currency));
                    let late = Text::new(format!("overdue {}", late.en), format!("其中逾期 {}", late.zh));
                    Line::new().strong(shown).plain("  ").bad(late)
                }
            };
            (Text::fixed("receivable", "应收余额"), line)
        });
        lines.collect()
    }

    fn payment(&self, payment: &Payment) -> Line {
        let mut line = Line::new().dim(payment.on.map(|on| self.short(on.0)).unwrap_or_default());
        if let Some(amount) = payment.amount {
            line = line.plain("  ").plain(self.money(amount, payment.currency.as_deref()));
        }
        match &payment.invoice {
            Some(invoice) => line = line.plain(text!("  invoice {invoice}", "  发票 {invoice}")),
            None => line = line.plain("  ").warn(Text::fixed("for no invoice", "未对应发票")),
        }
        more(line, payment.method.as_deref())
    }

    fn collection(&self, step: &Collection) -> Line {
        let line = Line::new().dim(step.on.map(|on| self.short(on.0)).unwrap_or_default());
        let mut line = more(line, Some(&step.step));
        if let Some(invoice) = &step.invoice {
            line = line.plain(text!("  invoice {invoice}", "  发票 {invoice}"));
        }
        line = more(line, step.by.as_deref().map(|id| self.person(id)).as_deref());
        line = more(line, step.result.as_deref());
        if let Some(promised) = step.promised {
            let day = clock::day(promised.0);
            line = line.plain("  ");
            let promised_by = Text::new(format!("to pay by {}", day.en), format!("承诺 {} 付款", day.zh));
            line = if promised.0 < self.today { line.dim(promised_by) } else { line.plain(promised_by) };
        }
        line
    }
}
