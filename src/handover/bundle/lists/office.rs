//! What the sales office keeps: contracts, orders, invoices, payments, collection.

use super::super::Material;
use super::super::money;
use super::super::words::{day_cell, text_cell};
use super::{each, sheet};
use crate::document::{Cell, Column, Sheet};
use crate::lang::Text;
use crate::record::{Client, Order};

pub fn sheets(material: &Material) -> Vec<Sheet> {
    vec![
        contracts(material),
        orders(material),
        items(material),
        events(material),
        invoices(material),
        payments(material),
        collections(material),
    ]
}

fn contracts(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("number", Text::fixed("Number", "合同号")),
        Column::new("title", Text::fixed("Title", "名称")).grow(),
        Column::new("kind", Text::fixed("Kind", "类型")),
        Column::new("deal", Text::fixed("Deal", "商机")),
        Column::amount("amount", Text::fixed("Amount", "金额")),
        Column::new("signed", Text::fixed("Signed", "签订日期")),
        Column::new("starts", Text::fixed("Runs from", "起始日期")),
        Column::new("ends", Text::fixed("Until", "到期日期")),
        Column::new("scan", Text::fixed("Scan", "扫描件")),
        Column::new("original", Text::fixed("Original", "原件位置")),
    ];
    let name = Text::fixed("Contracts", "合同");
    sheet(
        material,
        "contracts",
        name,
        columns,
        |subject| each(&subject.client.contracts),
        |_, contract| {
            vec![
                text_cell(contract.number.as_deref()),
                text_cell(contract.title.as_deref()),
                text_cell(contract.kind.as_deref()),
                text_cell(contract.deal.as_deref()),
                material.money_cell(contract.amount, contract.currency.as_deref()),
                day_cell(contract.signed),
                day_cell(contract.starts),
                day_cell(contract.ends),
                text_cell(contract.scan.as_deref()),
                text_cell(contract.original.as_deref()),
            ]
        },
    )
}

fn orders(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("number", Text::fixed("Order", "订单号")),
        Column::new("contract", Text::fixed("Contract", "合同")),
        Column::new("status", Text::fixed("Status", "状态")),
        Column::new("placed", Text::fixed("Placed", "下单日期")),
        Column::new("due", Text::fixed("Delivery due", "交期")),
        Column::new("delivered", Text::fixed("Delivered", "交付日期")),
        Column::new("deliver_to", Text::fixed("Deliver to", "送货地址")).grow(),
        Column::amount("total", Text::fixed("Sum", "合计")),
    ];
    let name = Text::fixed("Orders", "订单");
    sheet(
        material,
        "orders",
        name,
        columns,
        |subject| each(&subject.client.orders),
        |_, order| {
            vec![
                text_cell(order.number.as_deref()),
                text_cell(order.contract.as_deref()),
                text_cell(order.status.as_deref()),
                day_cell(order.placed),
                day_cell(order.due),
                day_cell(order.delivered),
                text_cell(order.deliver_to.as_deref()),
                material.money_cell(order.total(), order.currency.as_deref()),
            ]
        },
    )
}

/// The things of each order, with the order.
fn of_orders<T>(client: &Client, things: impl Fn(&Order) -> &[T]) -> Vec<(&Order, &T)> {
    client.orders.iter().flat_map(|order| things(order).iter().map(move |thing| (order, thing))).collect()
}

fn items(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("order", Text::fixed("Order", "订单号")),
        Column::new("product", Text::fixed("Product", "产品")).grow(),
        Column::new("model", Text::fixed("Model", "型号")),
        Column::number("quantity", Text::fixed("Quantity", "数量")),
        Column::amount("price", Text::fixed("Price of one", "单价")),
    ];
    let name = Text::fixed("Order items", "订单明细");
    sheet(
        material,
        "items",
        name,
        columns,
        |subject| of_orders(&subject.client, |order| &order.items),
        |_, (order, item)| {
            vec![
                text_cell(order.number.as_deref()),
                Cell::text(item.product.clone()),
                text_cell(item.model.as_deref()),
                Cell::maybe(item.quantity, |quantity| Cell::text(quantity.to_string())),
                material.money_cell(item.price, order.currency.as_deref()),
            ]
        },
    )
}

fn events(material: &Material) -> Sheet {
    let columns = vec![
        Column::new("order", Text::fixed("Order", "订单号")),
        Column::new("on", Text::fixed("On", "日期")),
        Column::new("kind", Text::fixed("Kind", "类别")),
        Column::new("event", Text::fixed("Event", "事件")).grow(),
        Column::new("told", Text::fixed("Client told", "告知客户")),
    ];
    let name = Text::fixed("Order events", "订单事件");
    sheet(
        material,
        "events",
        name,
        columns,
        |subject| of_orders(&subject.client, |order| &order.events),
        |_, (order, event)| {
            vec![
                text_cell(order.number.as_deref()),
                day_cell(event.on),
                Cell::maybe(event.kind, money::kind),
                Cell::text(event.event.clone()),
                day_cell(event.told),
            ]
        },
    )
}

fn invoices(material: &Material) -> Sheet {
    let mut columns = money::invoice_columns();
    columns.push(Column::amount("open", Text::fixed("Open", "未付")));
    columns.push(Column::new("age", Text::fixed("Age", "账龄")));
    let name = Text::fixed("Invoices", "发票");
    let today = material.today();
    sheet(
        material,
        "invoices",
        name,
        columns,
        |subject| each(&subject.client.invoices),
        |subject, invoice| {
            let debt = material.debts(subject).into_iter().find(|debt| debt.number == invoice.number);
            let debt = debt.filter(|_| invoice.amount.is_some());
            let mut cells = money::invoice_cells(material, invoice, false);
            cells.push(Cell::maybe(debt.as_ref(), |debt| Cell::amount(debt.open, debt.currency.as_str())));
            cells.push(Cell::maybe(debt.as_ref(), |debt| {
                let age = debt.age(today).shown();
                Cell::label(age.en.clone(), age)
            }));
            cells
        },
    )
}

fn payments(material: &Material) -> Sheet {
    sheet(
        material,
        "payments",
        Text::fixed("Payments", "收款"),
        money::payment_columns(),
        |subject| each(&subject.client.payments),
        |_, payment| money::payment_cells(material, payment, text_cell(payment.invoice.as_deref())),
    )
}

fn collections(material: &Material) -> Sheet {
    sheet(
        material,
        "collections",
        Text::fixed("Collection", "催收"),
        money::collection_columns(Text::fixed("On", "日期")),
        |subject| each(&subject.client.collections),
        |_, step| money::collection_cells(material, step),
    )
}
