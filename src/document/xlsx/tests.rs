use super::super::docx::tests::parts;
use super::super::sample;
use super::*;
use crate::lang::Lang;

fn part(languages: Languages, name: &str) -> String {
    let parts = parts(&write(&sample::workbook(languages)).unwrap());
    parts.into_iter().find(|(found, _)| found == name).unwrap_or_else(|| panic!("no {name}")).1
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let workbook = sample::workbook(Languages::Both);
    assert_eq!(write(&workbook).unwrap(), write(&workbook).unwrap());
}

#[test]
fn sheets_have_names_that_spreadsheets_take() {
    let workbook = part(Lang::En.into(), "xl/workbook.xml");
    for name in ["Contents", "Clients", "Acceptance all", "Clients (2)"] {
        assert!(workbook.contains(&format!("name=\"{name}\"")), "{name}: {workbook}");
    }
    assert!(workbook.contains("name=\"Lists\"") && workbook.contains("state=\"hidden\""));
    let long = ["[x]".repeat(20), "History".into(), "'".into(), String::new()];
    assert_eq!(sheet_names(long.into_iter()), ["x x x x x x x x x x x x x x x x", "History (2)", "-", "- (2)"]);
}

#[test]
fn values_keep_their_types_and_words_are_never_formulas() {
    let sheet = part(Lang::En.into(), "xl/worksheets/sheet2.xml");
    // 2026-06-01 09:30 as spreadsheets count, an amount, and a share of one.
    for value in ["<v>46174.3958333", "<v>480000.5</v>", "<v>0.6</v>"] {
        assert!(sheet.contains(value), "{value}: {sheet}");
    }
    assert!(!sheet.contains("<f>"), "{sheet}");
    let strings = part(Lang::En.into(), "xl/sharedStrings.xml");
    for words in [
        "=HYPERLINK(",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "{{ 7*7 }}{% raw %}",
        "\\u{1b}[31m甲\\u{202e}乙\u{fffd}",
    ] {
        assert!(strings.contains(words), "{words}: {strings}");
    }
    let styles = part(Lang::En.into(), "xl/styles.xml");
    assert!(styles.contains("#,##0.00&quot; CNY&quot;") && styles.contains("yyyy-mm-dd hh:mm"), "{styles}");
}

#[test]
fn lists_have_filters_frozen_heads_choices_and_links() {
    let sheet = part(Lang::Zh.into(), "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<autoFilter ref=\"A1:G9\"/>") && sheet.contains("state=\"frozen\""), "{sheet}");
    let status = part(Lang::Zh.into(), "xl/worksheets/sheet3.xml");
    assert!(status.contains("type=\"list\"") && status.contains("'选项'!$B$1:$B$3"), "{status}");
    assert!(status.contains("location=\"'客户'!A2\""), "a name leads to its row: {status}");
    assert!(part(Lang::Zh.into(), "xl/worksheets/sheet1.xml").contains("location=\"'接收：确认 状态'!A1\""));
}

#[test]
fn rows_are_as_high_as_their_words_are_long() {
    let sheet = part(Lang::En.into(), "xl/worksheets/sheet2.xml");
    let (high, rows) = (sheet.matches("customHeight=\"1\"").count(), sheet.matches("<row ").count());
    assert!(0 < high && high < rows, "{high} of {rows} rows are higher");
    assert_eq!(lines("short", 12.0), 1);
    assert_eq!(lines(&"words ".repeat(40), 60.0), 4);
    assert_eq!(lines("one\ntwo\nthree", 60.0), 3);
    assert_eq!(lines("", 60.0), 0);
}

#[test]
fn what_is_said_of_all_sheets_stands_on_the_first_and_sums_are_not_filtered() {
    let mut workbook = sample::workbook(Lang::Zh.into());
    workbook.sheets.truncate(1);
    workbook.sheets[0].table.sums = 1;
    let whole = |workbook: &Workbook, name: &str| {
        let parts = parts(&write(workbook).unwrap());
        parts.into_iter().find(|(found, _)| found == name).map(|(_, text)| text).unwrap_or_default()
    };
    assert!(
        whole(&workbook, "xl/worksheets/sheet1.xml").contains("<autoFilter ref=\"A1:G8\"/>"),
        "a row less than there are"
    );
    workbook.subtitle = Text::fixed("as of today, North", "截至今天，北方");
    workbook.notes = vec![Text::fixed("1 file could not be read", "1 个文件无法读取"), Text::same("=1+1")];
    let first = whole(&workbook, "xl/worksheets/sheet1.xml");
    assert!(first.contains("A4:F4") && !first.contains("<f>"), "each note has a line of its own: {first}");
    let words = whole(&workbook, "xl/sharedStrings.xml");
    for said in ["截至今天，北方", "1 个文件无法读取", "=1+1"] {
        assert!(words.contains(said), "{said}: {words}");
    }
}
