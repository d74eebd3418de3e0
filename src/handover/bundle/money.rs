//! Contracts, orders, invoices, payments; what is owed, by age; and a statement for each client to confirm.

mod statement;

use rust_decimal::Decimal;

use super::owed::{Age, Debt};
use super::words::{Sums, day_cell, rows, table, text_cell};
use super::{Material, Subject};
use crate::document::{Bar, Block, Cell, Chart, Column, Document, Line, Plot, Row, Tone};
use crate::lang::Text;
use crate::record::{Client, Collection, EventKind, Invoice, Payment};
use crate::text;

pub fn write(material: &Material, page: &mut Document) {
    receivables(material, page);
    let with: Vec<&Subject> = material.subjects.iter().filter(|subject| has_office(&subject.client)).collect();
    if !with.is_empty() {
        page.heading(2, Text::fixed("By client", "逐户明细"));
    }
    for subject in &with {
        page.heading(3, subject.client.client.clone());
        contracts(material, subject, page);
        orders(material, subject, page);
        invoices(material, subject, page);
    }
    if with.is_empty() {
        page.paragraph(Text::fixed("No contracts, orders or invoices are recorded.", "没有合同、订单或发票记录。"));
    }
    let billed: Vec<&&Subject> = with.iter().filter(|subject| !subject.client.invoices.is_empty()).collect();
    for (at, subject) in billed.into_iter().enumerate() {
        page.push(Block::PageBreak);
        if at == 0 {
            page.heading(2, Text::fixed("Statements for the clients to confirm", "客户对账确认单"));
        }
        statement::write(material, subject, page);
    }
}

fn has_office(client: &Client) -> bool {
    !(client.contracts.is_empty()
        && client.orders.is_empty()
        && client.invoices.is_empty()
        && client.payments.is_empty()
        && client.collections.is_empty())
}

/// What is owed by all clients, by age.
fn receivables(material: &Material, page: &mut Document) {
    page.heading(2, Text::fixed("Receivables by age", "应收账款账龄"));
    if material.withheld.amounts {
        page.paragraph(Text::fixed("Amounts are withheld in this copy.", "本副本隐去金额。"));
        return;
    }
    let today = material.today();
    let debts: Vec<(&Subject, Debt)> = material
        .subjects
        .iter()
        .flat_map(|subject| material.debts(subject).into_iter().map(move |debt| (subject, debt)))
        .collect();
    if debts.is_empty() {
        page.paragraph(
            Line::new().good(Text::fixed("Nothing is owed: every invoice is paid.", "没有欠款：发票均已付清。")),
        );
        return;
    }
    let mut all = Sums::default();
    debts.iter().for_each(|(_, debt)| all.add(&debt.currency, debt.open));
    for currency in all.0.keys() {
        let bars = Age::ALL.map(|age| {
            let own = debts.iter().filter(|(_, debt)| debt.currency == *currency && debt.age(today) == age);
            let open: Decimal = own.map(|(_, debt)| debt.open).sum();
            let tone = match age {
                Age::NotDue => Tone::Good,
                Age::Month => Tone::Warn,
                Age::Second | Age::Third | Age::Old => Tone::Bad,
            };
            Bar { label: age.shown(), value: Cell::amount(open.normalize(), currency.as_str()), tone }
        });
        page.push(Block::Chart(Chart::new(
            text!("Owed by days overdue, {currency}", "按逾期天数的应收余额（{currency}）"),
            Plot::Bars(bars.to_vec()),
        )));
    }
    let columns = vec![
        Column::new("client", Text::fixed("Client", "客户")).grow(),
        Column::new("invoice", Text::fixed("Invoice", "发票")),
        Column::new("due", Text::fixed("Due", "应付日期")),
        Column::new("age", Text::fixed("Age", "账龄")),
        Column::amount("amount", Text::fixed("Amount", "金额")),
        Column::amount("open", Text::fixed("Open", "未付")),
    ];
    let told = debts.iter().map(|(subject, debt)| {
        let age = debt.age(today);
        let cell = Cell::label(age.shown().en.clone(), age.shown());
        Row::new(vec![
            Cell::text(material.short_name(subject)),
            text_cell(debt.number.as_deref()),
            Cell::maybe(debt.due, Cell::Day),
            if age == Age::NotDue { cell } else { cell.toned(Tone::Bad) },
            Cell::amount(debt.amount, debt.currency.as_str()),
            Cell::amount(debt.open, debt.currency.as_str()),
        ])
    });
    table(page, rows(columns, told.collect()));
    let sum = material.sum(&all);
    page.paragraph(Line::new().strong(Text::new(format!("In all {}", sum.en), format!("合计 {}", sum.zh))));
}

fn contracts(material: &Material, subject: &Subject, page: &mut Document) {
    for contract in &subject.client.contracts {
        let mut pairs = Vec::new();
        let mut add = |label: Text, value: Option<Line>| pairs.extend(value.map(|value| (label, value)));
        let text = |text: &Option<String>| text.clone().map(Line::from);
        let day = |day: Option<crate::record::Day>| day.map(|day| Line::from(crate::clock::day(day.0)));
        page.heading(4, super::cover::capital(&contract.shown()));
        add(Text::fixed("Title", "名称"), text(&contract.title));
        add(Text::fixed("Kind", "类型"), text(&contract.kind));
        add(Text::fixed("Deal", "商机"), text(&contract.deal));
        let amount = contract.amount.map(|amount| Line::from(material.money(amount, contract.currency.as_deref())));
        add(Text::fixed("Amount", "金额"), amount);
        let unsigned = Line::new().warn(Text::fixed("not signed", "未签订"));
        add(Text::fixed("Signed", "签订日期"), Some(day(contract.signed).unwrap_or(unsigned)));
        add(Text::fixed("Runs from", "起始日期"), day(contract.starts));
        add(Text::fixed("Until", "到期日期"), day(contract.ends));
        let gap = |words: Text| Some(Line::new().warn(words));
        let scan = text(&contract.scan).or_else(|| gap(Text::fixed("no scan is recorded", "未登记扫描件")));
        add(Text::fixed("Scan", "扫描件"), scan);
        let original = text(&contract.original)
            .or_else(|| gap(Text::fixed("not recorded: ask where it is", "未登记，须问清原件在何处")));
        add(Text::fixed("Original", "原件位置"), original);
        page.push(Block::Pairs(pairs));
    }
}

fn orders(material: &Material, subject: &Subject, page: &mut Document) {
    for order in &subject.client.orders {
        let currency = order.currency.as_deref();
        page.heading(4, super::cover::capital(&order.shown()));
        let mut pairs = Vec::new();
        let mut add = |label: Text, value: Option<Line>| pairs.extend(value.map(|value| (label, value)));
        let text = |text: &Option<String>| text.clone().map(Line::from);
        let day = |day: Option<crate::record::Day>| day.map(|day| Line::from(crate::clock::day(day.0)));
        add(Text::fixed("Status", "状态"), text(&order.status));
        add(Text::fixed("Contract", "合同"), text(&order.contract));
        add(Text::fixed("Placed", "下单日期"), day(order.placed));
        let due = order.due.map(|due| {
            let late = order.delivered.is_none() && due.0 < material.today();
            let words = if order.delivered.is_none() {
                super::words::due(due.0, material.today())
            } else {
                crate::clock::day(due.0)
            };
            if late { Line::new().bad(words) } else { Line::from(words) }
        });
        add(Text::fixed("Delivery due", "交期"), due);
        add(Text::fixed("Delivered", "交付日期"), day(order.delivered));
        add(Text::fixed("Deliver to", "送货地址"), text(&order.deliver_to));
        page.push(Block::Pairs(pairs));
        let columns = vec![
            Column::new("product", Text::fixed("Product", "产品")).grow(),
            Column::new("model", Text::fixed("Model", "型号")),
            Column::number("quantity", Text::fixed("Quantity", "数量")),
            Column::amount("price", Text::fixed("Price of one", "单价")),
            Column::amount("sum", Text::fixed("Sum", "小计")),
        ];
        let items = order.items.iter().map(|item| {
            let sum = item.quantity.zip(item.price).and_then(|(quantity, price)| quantity.0.checked_mul(price.0));
            Row::new(vec![
                Cell::text(item.product.clone()),
                text_cell(item.model.as_deref()),
                Cell::maybe(item.quantity, |quantity| Cell::text(quantity.to_string())),
                material.money_cell(item.price, currency),
                Cell::maybe(sum, |sum| Cell::amount(sum.normalize(), material.currency(currency))),
            ])
        });
        table(page, rows(columns, items.collect()));
        let columns = vec![
            Column::new("on", Text::fixed("On", "日期")),
            Column::new("kind", Text::fixed("Kind", "类别")),
            Column::new("event", Text::fixed("Event", "事件")).grow(),
            Column::new("told", Text::fixed("Client told", "告知客户")),
        ];
        let events = order.events.iter().map(|event| {
            let must_tell = matches!(event.kind, Some(EventKind::Exception | EventKind::Change));
            let not_told = Cell::label("not-told", Text::fixed("not yet", "尚未")).toned(Tone::Warn);
            Row::new(vec![
                day_cell(event.on),
                Cell::maybe(event.kind, kind),
                Cell::text(event.event.clone()),
                if must_tell && event.told.is_none() { not_told } else { day_cell(event.told) },
            ])
        });
        table(page, rows(columns, events.collect()));
    }
}

/// What sort of event.
pub fn kind(kind: EventKind) -> Cell {
    match kind {
        EventKind::Status => Cell::label("status", Text::fixed("production", "生产进度")),
        EventKind::Logistics => Cell::label("logistics", Text::fixed("transport", "物流")),
        EventKind::Exception => Cell::label("exception", Text::fixed("trouble", "异常")).toned(Tone::Bad),
        EventKind::Change => Cell::label("change", Text::fixed("change", "变更")),
    }
}

fn invoices(material: &Material, subject: &Subject, page: &mut Document) {
    let client = &subject.client;
    if client.invoices.is_empty() && client.payments.is_empty() && client.collections.is_empty() {
        return;
    }
    page.heading(4, Text::fixed("Invoices and payments", "发票与收款"));
    let team = &material.team.team.currency;
    let mut columns = invoice_columns();
    columns.push(Column::amount("paid", Text::fixed("Paid", "已付")));
    let told = client.invoices.iter().map(|invoice| {
        let paid = client.paid_for(invoice, team).filter(|_| !material.withheld.amounts);
        let open = invoice.amount.unwrap_or_default() > paid.unwrap_or_default();
        let late = open && invoice.due.is_some_and(|due| due.0 < material.today());
        let mut cells = invoice_cells(material, invoice, late);
        cells.push(material.money_cell(paid, invoice.currency.as_deref()));
        Row::new(cells)
    });
    table(page, rows(columns, told.collect()));
    let columns = payment_columns();
    let told = client.payments.iter().map(|payment| {
        let unknown = Cell::label("none", Text::fixed("none named", "未对应")).toned(Tone::Warn);
        let invoice = payment.invoice.as_deref().map_or(unknown, Cell::text);
        Row::new(payment_cells(material, payment, invoice))
    });
    table(page, rows(columns, told.collect()));
    let columns = collection_columns(Text::fixed("Collection step on", "催收日期"));
    let told = client.collections.iter().map(|step| Row::new(collection_cells(material, step)));
    table(page, rows(columns, told.collect()));
}

/// What is told of an invoice; what is paid or open of it comes after.
pub fn invoice_columns() -> Vec<Column> {
    vec![
        Column::new("number", Text::fixed("Invoice", "发票号")),
        Column::new("kind", Text::fixed("Kind", "种类")),
        Column::new("title", Text::fixed("Made out to", "抬头")),
        Column::new("tax_id", Text::fixed("Tax number", "税号")),
        Column::new("order", Text::fixed("Order", "订单")),
        Column::new("contract", Text::fixed("Contract", "合同")),
        Column::new("issued", Text::fixed("Issued", "开具日期")),
        Column::new("due", Text::fixed("Due", "应付日期")),
        Column::amount("amount", Text::fixed("Amount", "金额")),
    ]
}

/// The cells of [`invoice_columns`].
pub fn invoice_cells(material: &Material, invoice: &Invoice, late: bool) -> Vec<Cell> {
    let due = day_cell(invoice.due);
    vec![
        text_cell(invoice.number.as_deref()),
        text_cell(invoice.kind.as_deref()),
        text_cell(invoice.title.as_deref()),
        text_cell(invoice.tax_id.as_deref()),
        text_cell(invoice.order.as_deref()),
        text_cell(invoice.contract.as_deref()),
        day_cell(invoice.issued),
        if late { due.toned(Tone::Bad) } else { due },
        material.money_cell(invoice.amount, invoice.currency.as_deref()),
    ]
}

/// What is told of a payment.
pub fn payment_columns() -> Vec<Column> {
    vec![
        Column::new("on", Text::fixed("Paid on", "收款日期")),
        Column::amount("amount", Text::fixed("Amount", "金额")),
        Column::new("invoice", Text::fixed("For invoice", "对应发票")),
        Column::new("method", Text::fixed("How", "方式")).grow(),
    ]
}

/// The cells of [`payment_columns`], with the invoice as it is shown.
pub fn payment_cells(material: &Material, payment: &Payment, invoice: Cell) -> Vec<Cell> {
    vec![
        day_cell(payment.on),
        material.money_cell(payment.amount, payment.currency.as_deref()),
        invoice,
        text_cell(payment.method.as_deref()),
    ]
}

/// What is told of a step to collect, the first column under its own name.
pub fn collection_columns(on: Text) -> Vec<Column> {
    vec![
        Column::new("on", on),
        Column::new("step", Text::fixed("Step", "步骤")),
        Column::new("invoice", Text::fixed("Invoice", "发票")),
        Column::new("by", Text::fixed("By", "经办人")),
        Column::new("result", Text::fixed("Result", "结果")).grow(),
        Column::new("promised", Text::fixed("Payment promised for", "承诺付款日")),
    ]
}

/// The cells of [`collection_columns`].
pub fn collection_cells(material: &Material, step: &Collection) -> Vec<Cell> {
    vec![
        day_cell(step.on),
        Cell::text(step.step.clone()),
        text_cell(step.invoice.as_deref()),
        material.person_cell(step.by.as_deref()),
        text_cell(step.result.as_deref()),
        day_cell(step.promised),
    ]
}
