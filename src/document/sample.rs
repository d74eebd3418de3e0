//! A paper with everything that a paper can hold, for the tests of the writers.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;

use super::*;

/// What records may hold to trick the reader of a file.
pub(super) const TRICKS: [&str; 5] = [
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://example.com\")",
    "{{ 7*7 }}{% raw %}",
    "\u{1b}[31m甲\u{202e}乙\u{fffe}",
    "]]>&amp;\\'\"",
];

pub(super) fn made() -> NaiveDateTime {
    day(26).and_hms_opt(16, 30, 0).unwrap()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
}

fn amount(value: i64) -> Cell {
    Cell::amount(Decimal::new(value, 2), "CNY")
}

fn bar(en: &'static str, zh: &'static str, value: Cell, tone: Tone) -> Bar {
    Bar { label: Text::fixed(en, zh), value, tone }
}

/// The clients of the sample, the tricks among them.
pub(super) fn clients() -> Table {
    let mut table = Table::new(
        vec![
            Column::new("client", Text::fixed("Client", "客户")).grow(),
            Column::new("stage", Text::fixed("Stage", "阶段")),
            Column::amount("value", Text::fixed("Value", "金额")),
            Column::number("chance", Text::fixed("Chance", "可能性")),
            Column::new("due", Text::fixed("Next action", "下一步时间")),
            Column::number("late", Text::fixed("Late", "逾期")),
            Column::new("done", Text::fixed("Told", "已告知")),
            Column::data("id"),
        ],
        Text::fixed("No clients.", "没有客户。"),
    );
    table.title = Some(Text::fixed("Clients by tier", "客户一览（按优先级）"));
    let names = ["杭州云帆科技有限公司", "Harbour Foods Ltd", "苏州工业园区精密仪器制造股份有限公司"];
    for (index, name) in names.into_iter().chain(TRICKS).enumerate() {
        let number = u32::try_from(index).unwrap();
        let id = format!("client_{index}");
        table.rows.push(
            Row::new(vec![
                Cell::text(name).link(format!("clients#{id}")),
                Cell::label("proposal", Text::fixed("Proposal", "方案呈现")),
                amount(48_000_050 * i64::from(number + 1)),
                Cell::Percent(Decimal::from(60 - number)),
                Cell::Moment(day(number + 1), NaiveTime::from_hms_opt(9, 30, 0)),
                Cell::Days(i64::from(number)).toned(if index > 5 { Tone::Bad } else { Tone::Plain }),
                Cell::Check(index % 2 == 0),
                Cell::text(id.clone()),
            ])
            .id(id),
        );
    }
    table
}

/// All kinds of charts.
pub(super) fn charts() -> Vec<Chart> {
    let steps = || {
        vec![
            bar("Lead", "线索", Cell::Number(40), Tone::Plain),
            bar("Needs", "需求确认", Cell::Number(24), Tone::Plain),
            bar("Proposal", "方案呈现", Cell::Number(11), Tone::Warn),
            bar("Negotiation", "谈判推进", Cell::Number(5), Tone::Bad),
        ]
    };
    let money = vec![
        bar("Proposal", "方案呈现", amount(96_000_000), Tone::Plain),
        bar("Negotiation", "谈判推进", amount(48_000_050), Tone::Good),
        bar("Lead", "线索", amount(0), Tone::Dim),
    ];
    let done = vec![
        bar("Installation", "安装调试", Cell::Percent(Decimal::from(75)), Tone::Good),
        bar("Training", "用户培训", Cell::Percent(Decimal::from(20)), Tone::Warn),
    ];
    let series = |en, zh| Series::from(Text::fixed(en, zh));
    let stacked = vec![
        (Text::same("张三"), vec![Cell::Number(5), Cell::Number(3), Cell::Number(1)]),
        (Text::same("li.jingli"), vec![Cell::Number(2), Cell::Number(0), Cell::Number(4)]),
    ];
    let months: Vec<Text> = (1..=6).map(|month| Text::new(format!("2026-0{month}"), format!("{month} 月"))).collect();
    let line =
        |figures: [i64; 6]| figures.map(|figure| if figure == 0 { Cell::Empty } else { Cell::Number(figure) }).to_vec();
    let chart = |en, zh, plot| Chart::new(Text::fixed(en, zh), plot);
    vec![
        chart("Open deals by stage", "在谈商机（按阶段）", Plot::Bars(money)),
        chart("From lead to negotiation", "从线索到谈判", Plot::Funnel(steps())),
        chart("Progress of the project", "项目进度", Plot::Progress(done)),
        chart(
            "Deals by person",
            "各人商机",
            Plot::Stacked(vec![series("Open", "在谈"), series("Won", "成交"), series("Lost", "丢单")], stacked),
        ),
        chart(
            "Signed by month",
            "每月签约",
            Plot::Lines(
                months,
                vec![
                    (series("Signed", "签约"), line([3, 5, 0, 8, 6, 9])),
                    (series("Target", "目标"), line([4, 4, 5, 5, 6, 6])),
                ],
            ),
        ),
    ]
}

/// A paper with one of each block.
pub(super) fn paper(languages: Languages) -> Paper {
    let mut paper = Paper::new(Text::fixed("Handover of clients", "客户交接材料"), made(), languages);
    paper.subtitle = Text::fixed("From 王五 to 张三, by 2026-07-10", "王五 交接给 张三，2026-07-10 前完成");
    paper.header = Text::fixed("Handover · confidential", "客户交接材料 · 内部资料");
    paper.footer = Text::fixed("As of 2026-06-26 16:30", "数据截至 2026-06-26 16:30");
    paper.author = "李经理".into();
    let document = &mut paper.document;
    document.push(Block::Pairs(vec![
        (Text::fixed("Giver", "交接人"), "王五".into()),
        (Text::fixed("Receiver", "接手人"), "张三".into()),
        (Text::fixed("State of the data", "数据状态"), Line::new().bad("3 ").plain(Text::fixed("gaps", "处缺漏"))),
    ]));
    document.push(Block::Contents(2));
    document.push(Block::PageBreak);
    document.heading(1, Text::fixed("Summary", "一页摘要"));
    document.push(Block::note(
        Tone::Warn,
        Text::fixed("What burns", "当务之急"),
        [Line::new()
            .plain(Text::fixed("Contract of “Harbour Foods” ends in ", "“Harbour Foods”合同到期还有 "))
            .bad("12")
            .plain(Text::fixed(" days.", " 天。"))],
    ));
    document.paragraph(
        Line::new()
            .plain(Text::fixed("See ", "参见 "))
            .link("clients#client_1", "Harbour Foods Ltd")
            .plain(Text::fixed(".", "。")),
    );
    document.push(Block::Table(clients()));
    document.push(Block::List(TRICKS.iter().map(|trick| Line::from(*trick)).collect()));
    for chart in charts() {
        document.push(Block::Chart(chart));
    }
    document.push(Block::PageBreak);
    document.heading(1, Text::fixed("Clients", "客户"));
    for row in clients().rows {
        let (id, name) = (row.id.unwrap(), row.cells[0].words());
        document.anchor(format!("clients#{id}"));
        document.heading(2, name);
        document.heading(3, Text::fixed("Log", "跟进记录"));
        document
            .push(Block::Prose(Text::same("第一行：客户要求先看冷库方案。\n第二行 with English words.\n\n另起一段。")));
    }
    document.push(Block::Verbatim("notes: |\n  a < b && c\n".into()));
    document.push(Block::Diff("-old\n+new\n".into()));
    document.push(Block::PageBreak);
    document.heading(1, Text::fixed("Sign-off", "签字确认"));
    document.push(Block::Checklist(vec![
        Check {
            done: true,
            words: Line::new().plain(Text::fixed("Contracts handed over", "合同原件已移交")).dim(" 张三 · 2026-06-30"),
        },
        Check { done: false, words: Text::fixed("Access rights taken back", "访问权限已收回").into() },
    ]));
    document.paragraph(Text::fixed("Questions and answers", "问题与答复"));
    document.push(Block::Blanks(4));
    let roles = [
        ("Giver", "交接人", "王五"),
        ("Receiver", "接手人", "张三"),
        ("Supervisor", "监交人", "李经理"),
        ("Finance", "财务", ""),
    ];
    let signature =
        |(en, zh, name): (&'static str, &'static str, &str)| Signature { role: Text::fixed(en, zh), name: name.into() };
    document.push(Block::Signatures(roles.map(signature).to_vec()));
    paper
}

/// A workbook with links, choices and the tricks in all places.
pub(super) fn workbook(languages: Languages) -> Workbook {
    let mut workbook = Workbook::new(Text::fixed("Handover of clients", "客户交接材料"), made(), languages);
    workbook.author = "李经理".into();
    let mut index = Table::new(
        vec![
            Column::new("client", Text::fixed("Client", "客户")),
            Column::new("status", Text::fixed("Status", "状态")),
        ],
        Text::fixed("None.", "没有。"),
    );
    for row in clients().rows {
        let status = Cell::label("open", Text::fixed("open", "待确认"));
        index.rows.push(Row::new(vec![row.cells[0].clone(), status]));
    }
    let states = [
        Text::fixed("open", "待确认"),
        Text::fixed("accepted, in part", "部分接受"),
        Text::fixed("accepted", "已接受"),
    ];
    let none =
        Table::new(vec![Column::new("a", Text::fixed("Letter", "函件"))], Text::fixed("No letters.", "没有函件。"));
    workbook.sheets = vec![
        Sheet::new("clients", Text::fixed("Clients", "客户"), clients())
            .choices("done", [Text::same("☑"), Text::same("☐")]),
        Sheet::new("status", Text::fixed("Acceptance [all]: */?'", "接收：确认/状态"), index).choices("status", states),
        Sheet::new("letters", Text::same("Clients"), none),
    ];
    workbook
}
