use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;

use super::*;
use crate::document::terminal::words::two_lines;
use crate::document::{Cell, Column, Row, Table};
use crate::lang::Text;

fn shown(block: Block, lang: Lang, width: usize) -> String {
    write(&Document { blocks: vec![block] }, &Look { lang, width: Some(width), color: false, signs: Signs::Blocks })
}

/// Compares after an empty first line, so that expected screens can begin at the left edge.
#[track_caller]
fn same(shown: &str, expected: &str) {
    assert_eq!(shown, expected.strip_prefix('\n').unwrap(), "\n{shown}");
}

fn overdue() -> Table {
    let mut table = Table::new(
        vec![
            Column::new("client", Text::fixed("Client", "客户")),
            Column::new("action", Text::fixed("Next action", "下一步行动")).grow(),
            Column::new("due", Text::fixed("Due", "截止")),
            Column::number("late", Text::fixed("Late", "逾期")),
            Column::amount("value", Text::fixed("Value", "金额")),
            Column::new("owner", Text::fixed("Owner", "负责人")),
        ],
        Text::fixed("Nothing is overdue.", "没有逾期事项。"),
    );
    let mut add = |client: &str, action: &str, day, time, late, value: i64, owner: &str| {
        let due = NaiveDate::from_ymd_opt(2026, 6, day).unwrap();
        table.rows.push(Row::new(vec![
            Cell::text(client),
            Cell::text(action),
            Cell::Moment(due, time),
            Cell::Days(late).toned(Tone::Bad),
            Cell::amount(Decimal::from(value), "CNY"),
            Cell::text(owner),
        ]));
    };
    let two = NaiveTime::from_hms_opt(14, 0, 0);
    add(
        "ABC智能装备有限公司",
        "把参数表发到客户邮箱，并约定现场演示的时间、地点和参会人员",
        26,
        two,
        12,
        480_000,
        "zhang.san",
    );
    add("Acme Ltd", "Send the parameter sheet", 20, None, 1, 1_200_000, "li.si");
    add("苏州精密", "回访", 1, two, 120, 90, "王五");
    table
}

#[test]
fn a_wide_screen_shows_every_column_in_chinese() {
    same(
        &shown(Block::Table(overdue()), Lang::Zh, 120),
        "
客户                 下一步行动                                      截止                     逾期   金额 CNY  负责人
ABC智能装备有限公司  把参数表发到客户邮箱，并约定现场演示的时间、地  2026-06-26 周五 14:00   12 天    480,000  zhang.san
                     点和参会人员
Acme Ltd             Send the parameter sheet                        2026-06-20 周六          1 天  1,200,000  li.si
苏州精密             回访                                            2026-06-01 周一 14:00  120 天         90  王五
",
    );
}

#[test]
fn a_narrower_screen_shows_every_column_in_english() {
    same(
        &shown(Block::Table(overdue()), Lang::En, 72),
        "
Client      Next action   Due                 Late  Value CNY  Owner
ABC智能装   把参数表发到  2026-06-26 Fri   12 days    480,000  zhang.san
备有限公司  客户邮箱，…   14:00
Acme Ltd    Send the      2026-06-20 Sat     1 day  1,200,000  li.si
            parameter…
苏州精密    回访          2026-06-01 Mon  120 days         90  王五
                          14:00
",
    );
}

#[test]
fn a_narrow_screen_shows_every_column_one_below_the_other() {
    let mut table = overdue();
    table.rows.truncate(2);
    same(
        &shown(Block::Table(table), Lang::Zh, 50),
        "
客户：      ABC智能装备有限公司
下一步行动：把参数表发到客户邮箱，并约定现场演示的
            时间、地点和参会人员
截止：      2026-06-26 周五 14:00
逾期：      12 天
金额 CNY：  480,000
负责人：    zhang.san

客户：      Acme Ltd
下一步行动：Send the parameter sheet
截止：      2026-06-20 周六
逾期：      1 天
金额 CNY：  1,200,000
负责人：    li.si
",
    );
}

#[test]
fn nothing_is_cut_when_no_screen_is_there() {
    let mut table = overdue();
    let long = "把参数表发到客户邮箱".repeat(10);
    table.rows[0].cells[1] = Cell::text(long.as_str());
    let document = Document { blocks: vec![Block::Table(table)] };
    let shown = write(&document, &Look { lang: Lang::Zh, width: None, color: false, signs: Signs::Blocks });
    assert_eq!(shown.lines().count(), 4);
    assert!(shown.contains(&format!("{long}  2026-06-26")));
}

#[test]
fn a_currency_stands_in_the_title_only_when_all_amounts_have_it() {
    let mut table = Table::new(vec![Column::amount("value", Text::same("Value"))], Text::default());
    table.rows.push(Row::new(vec![Cell::amount(Decimal::from(1000), "CNY")]));
    table.rows.push(Row::new(vec![Cell::Empty]));
    assert_eq!(shown(Block::Table(table.clone()), Lang::En, 80), "Value CNY\n    1,000\n\n");
    table.rows[1].cells[0] = Cell::amount(Decimal::from(20), "USD");
    assert_eq!(shown(Block::Table(table), Lang::En, 80), "    Value\n1,000 CNY\n   20 USD\n");
}

#[test]
fn no_rows_are_said_in_words() {
    let mut table = overdue();
    table.rows.clear();
    assert_eq!(shown(Block::Table(table.clone()), Lang::En, 80), "Nothing is overdue.\n");
    table.title = Some(Text::fixed("Overdue", "逾期"));
    assert_eq!(shown(Block::Table(table), Lang::Zh, 80), "逾期\n没有逾期事项。\n");
}

#[test]
fn values_stand_in_one_column_and_hang_there() {
    let pairs = Block::Pairs(vec![
        (Text::fixed("Owner", "负责人"), "zhang.san".into()),
        (Text::fixed("First contact", "首次接触"), Line::new()),
        (
            Text::fixed("Notes", "备注"),
            Line::from("客户希望缩短至7天；我方介绍了智能仓储方案").bad(Text::fixed(", late", "，逾期")),
        ),
    ]);
    same(
        &shown(pairs.clone(), Lang::Zh, 40),
        "
负责人：  zhang.san
首次接触：
备注：    客户希望缩短至7天；我方介绍了
          智能仓储方案，逾期
",
    );
    same(
        &shown(pairs, Lang::En, 60),
        "
Owner:         zhang.san
First contact:
Notes:         客户希望缩短至7天；我方介绍了智能仓储方案,
               late
",
    );
}

#[test]
fn a_label_too_long_for_the_screen_has_a_line_to_itself() {
    let pairs = Block::Pairs(vec![
        (Text::same("Owner"), "zhang.san".into()),
        (Text::same("Agreed in the last meeting"), "a demonstration".into()),
    ]);
    same(
        &shown(pairs, Lang::En, 40),
        "
Owner: zhang.san
Agreed in the last meeting:
       a demonstration
",
    );
}

#[test]
fn what_follows_a_heading_stands_under_it() {
    let mut document = Document::new();
    document.heading(1, Line::new().plain("甲公司").dim("  VIP"));
    document.paragraph("one");
    document.heading(2, "Log");
    document.push(Block::List(vec!["客户希望缩短交付周期，我方介绍了智能仓储方案".into(), "b".into()]));
    document.heading(3, "Words");
    document.push(Block::Verbatim("a\r\n\n  - 客户反馈现有供应商交付周期长，希望缩短\u{1b}[2J".into()));
    document.heading(2, "Change");
    document.push(Block::Diff("@@ -1 +1 @@\n-a\u{202e}\n+b\n".into()));
    same(
        &write(&document, &Look { lang: Lang::En, width: Some(40), color: false, signs: Signs::Blocks }),
        "
甲公司  VIP
one

Log
  - 客户希望缩短交付周期，我方介绍了智能
    仓储方案
  - b

  Words
      a

        - 客户反馈现有供应商交付周期长，
      希望缩短\\u{1b}[2J

Change
  @@ -1 +1 @@
  -a\\u{202e}
  +b
",
    );
}

#[test]
fn colours_follow_the_tones() {
    let document = Document {
        blocks: vec![
            Block::Heading(2, "甲".into()),
            Block::Paragraph(Line::new().plain("a").bad("b").good("c")),
            Block::Diff("-a\n+b\n c\n".into()),
        ],
    };
    assert_eq!(
        write(&document, &Look { lang: Lang::En, width: Some(80), color: true, signs: Signs::Blocks }),
        "\u{1b}[1m甲\u{1b}[0m\n  a\u{1b}[31mb\u{1b}[0m\u{1b}[32mc\u{1b}[0m\n\n  \u{1b}[31m-a\u{1b}[0m\n  \u{1b}[32m+b\u{1b}[0m\n   c\n"
    );
}

#[test]
fn colours_do_not_move_anything() {
    for width in [50, 72, 120] {
        let document = Document { blocks: vec![Block::Table(overdue())] };
        let colored = write(&document, &Look { lang: Lang::Zh, width: Some(width), color: true, signs: Signs::Blocks });
        let mut plain = String::new();
        for (index, part) in colored.split('\u{1b}').enumerate() {
            plain.push_str(if index == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        assert_eq!(plain, shown(Block::Table(overdue()), Lang::Zh, width));
        assert!(colored.contains("\u{1b}[31m"));
    }
}

#[test]
fn a_cell_too_long_for_two_lines_says_that_something_is_missing() {
    let broken = |text| {
        let mut lines = Vec::new();
        two_lines(text, 6, &mut lines);
        lines
    };
    assert_eq!(broken("方案呈现方案呈现"), ["方案呈", "现方…"]);
    assert_eq!(broken("方案呈现"), ["方案呈", "现"]);
    assert_eq!(broken("ab cdefgh ij"), ["ab", "cdefg…"]);
}

#[test]
fn a_cell_in_full_takes_as_many_lines_as_it_needs_and_moments_still_break_at_the_time() {
    let columns = vec![
        Column::new("task", Text::same("Task")).grow().in_full(),
        Column::new("why", Text::same("Why")).grow(),
        Column::new("due", Text::same("Due")),
    ];
    let mut table = Table::new(columns, Text::default());
    let words = "one two three four five six seven eight";
    let due = Cell::Moment(NaiveDate::from_ymd_opt(2026, 6, 26).unwrap(), NaiveTime::from_hms_opt(14, 0, 0));
    table.rows.push(Row::new(vec![Cell::text(words), Cell::text(words), due]));
    table.rows.push(Row::new(vec![Cell::text("a"), Cell::text("b"), Cell::Empty]));
    let told = shown(Block::Table(table), Lang::En, 40);
    let told: Vec<&str> = told.lines().map(str::trim_end).collect();
    assert_eq!(
        told,
        [
            "Task         Why          Due",
            "one two      one two      2026-06-26 Fri",
            "three four   three four…  14:00",
            "five six",
            "seven eight",
            "a            b",
        ]
    );
}

#[test]
fn days_of_the_year_that_goes_without_saying_are_shown_without_it() {
    let mut table = Table::new(vec![Column::new("due", Text::same("Due")).in_year(2026)], Text::default());
    let day = |year| NaiveDate::from_ymd_opt(year, 6, 26).unwrap();
    table.rows.push(Row::new(vec![Cell::Moment(day(2026), NaiveTime::from_hms_opt(14, 0, 0)).toned(Tone::Bad)]));
    table.rows.push(Row::new(vec![Cell::Day(day(2025))]));
    assert_eq!(shown(Block::Table(table), Lang::Zh, 80), "Due\n06-26 周五 14:00\n2025-06-26 周四\n");
}

#[test]
fn a_line_broken_inside_because_of_wide_emoji_ends_without_a_space() {
    // Each telephone takes two columns, though its two characters add up to one.
    assert_eq!(fold("☎\u{fe0f}☎\u{fe0f} x", Some(5)), ["☎\u{fe0f}☎\u{fe0f}", "x"]);
}
