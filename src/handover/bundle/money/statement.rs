//! A statement of account, for the client to confirm, in the client's language.

use rust_decimal::Decimal;

use super::super::words::Sums;
use super::super::{Material, Subject};
use crate::document::{Block, Cell, Column, Document, Line, Row, Signature, Table};
use crate::lang::{Lang, Text};

pub fn write(material: &Material, subject: &Subject, page: &mut Document) {
    let lang = subject.language();
    // Whoever reads the bundle, the client reads its own language.
    let say = |en: &str, zh: &str| Text::same(if lang == Lang::Zh { zh.to_string() } else { en.to_string() });
    let client = &subject.client;
    let name = &client.client;
    let title = Text::fixed("Statement to confirm: ", "对账确认单：").then(&Text::same(name.clone()));
    page.heading(3, title);
    let team = &material.team.team;
    let today = material.today().to_string();
    page.paragraph(say(
        &format!("To {name}. By our books your account with {} stood as follows on {today}.", team.name),
        &format!("{name}：截至 {today}，贵方与{}的往来款项如下。", team.name),
    ));
    let columns = vec![
        Column::new("number", say("Invoice", "发票号")).grow(),
        Column::new("issued", say("Issued", "开具日期")),
        Column::new("due", say("Due", "应付日期")),
        Column::amount("amount", say("Amount", "金额")),
        Column::amount("paid", say("Paid", "已付")),
        Column::amount("open", say("Open", "未付")),
    ];
    let mut table = Table::new(columns, Text::default());
    let mut open_in_all = Sums::default();
    for invoice in &client.invoices {
        let currency = material.currency(invoice.currency.as_deref());
        let amount = invoice.amount.unwrap_or_default().0;
        let paid = client.paid_for(invoice, &team.currency).unwrap_or_default().0;
        let open = amount.saturating_sub(paid).max(Decimal::ZERO);
        open_in_all.add(currency, open);
        let money = |value: Decimal| {
            if material.withheld.amounts { Cell::Empty } else { Cell::amount(value, currency) }
        };
        // Plain days: a weekday would be in the language of whoever reads the bundle.
        let day = |day: Option<crate::record::Day>| Cell::maybe(day, |day| Cell::text(day.to_string()));
        table.rows.push(Row::new(vec![
            Cell::maybe(invoice.number.as_deref(), Cell::text),
            day(invoice.issued),
            day(invoice.due),
            money(amount),
            money(paid),
            money(open),
        ]));
    }
    page.push(Block::Table(table));
    let open = material.sum(&open_in_all);
    page.paragraph(Line::new().strong(say(&format!("Open in all: {}", open.en), &format!("未付合计：{}", open.zh))));
    page.paragraph(say(
        "Please confirm that this agrees with your books, or tell us what differs.",
        "请核对以上款项与贵方账目是否一致；如有不符，请注明差异。",
    ));
    page.push(Block::Checklist(
        [say("It agrees.", "核对无误。"), say("It differs, as follows:", "有差异，说明如下：")]
            .map(|words| crate::document::Check { done: false, words: words.into() })
            .to_vec(),
    ));
    page.push(Block::Blanks(2));
    page.push(Block::Signatures(vec![
        Signature { role: say("For the client, date and stamp", "客户签章与日期"), name: String::new() },
        Signature { role: say("For us, date", "我方经办人与日期"), name: String::new() },
    ]));
}
