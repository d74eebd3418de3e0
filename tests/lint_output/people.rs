//! What people read: text, concise lines, Markdown.

use std::path::Path;

use salesrec::error::Place;
use salesrec::lang::{Lang, Text};
use salesrec::lint::output::text::{self, Look};
use salesrec::lint::output::{Format, RunInfo, github};

use super::{ABOUT, EVERYTHING, finding, hostile, private, some, with, written};

#[test]
fn text_shows_each_line_with_a_caret_in_english() {
    assert_eq!(
        written(Format::Text, &some(), Lang::En),
        r#"clients/Acme & Co_20260102.yaml
  info[unused-suppression]: named otherwise
    mend: `salesrec lint --unsafe-fixes`

clients/星河_20260301.yaml
  warning[missing-source]: “展会” is not the team's word
      |
    3 | source: 展会
      |         ^^^^
    mend: `salesrec lint --fix`
  error[missing-next-action]: “试点” has no next action
      |
    5 |   - name: 试点
      |     ^^^^^^^^^^
    mend: `salesrec log 星河_20260301 … --next "DEED"`

3 findings: 1 error, 1 warning, 1 info in 2 of 20 files; 1 can be mended by --fix, 1 by --unsafe-fixes; 2 kept back
"#
    );
}

#[test]
fn text_shows_each_line_with_a_caret_in_chinese() {
    assert_eq!(
        with(Format::Text, &some(), &EVERYTHING, Lang::Zh),
        r#"records/clients/Acme & Co_20260102.yaml
  警告[missing-source]：旧的
    已忽略：已列入基线
  提示[unused-suppression]：文件名不一致
    解决办法：`salesrec lint --unsafe-fixes`

records/clients/星河_20260301.yaml
  警告[missing-source]：留着
      |
    2 | owner: 林小峰 # 注
      |        ^^^^^^
    已忽略：the fair | sent no list
  警告[missing-source]：“展会”不是团队约定的说法
      |
    3 | source: 展会
      |         ^^^^
    解决办法：`salesrec lint --fix`
  错误[missing-next-action]：“试点”没有下一步行动
      |
    5 |   - name: 试点
      |     ^^^^^^^^^^
    解决办法：`salesrec log 星河_20260301 … --next "具体行动"`

3 个问题：1 个错误、1 个警告、1 个提示，涉及 20 个文件中的 2 个；其中 1 个可用 --fix 修正，1 个可用 --unsafe-fixes 修正；另有 2 个已忽略
"#
    );
}

#[test]
fn text_keeps_back_lines_with_something_private() {
    assert_eq!(
        written(Format::Text, &private(), Lang::En),
        "clients/甲_20260301.yaml
  warning[identity-number]: an identity number
    2 | …
    mend: `salesrec lint --unsafe-fixes`
  warning[missing-source]: a note
    2 | …

2 findings: 2 warnings in 1 of 20 files; 1 can be mended by --unsafe-fixes
"
    );
}

#[test]
fn text_shows_hostile_records_as_they_are_spelled() {
    assert_eq!(
        written(Format::Text, &hostile()[..1], Lang::Zh),
        "clients/\\u{1b}[31m\\u{202e}%0A::error::x,<b>&\"'|`](http://x) z\u{ffff}:1, 100%.yaml
  错误[syntax]：\\u{1b}[31m\\u{202e}%0A::error::x,<b>&\"'|`](http://x) z\u{ffff}
      |
    1 | a: \\u{1b}[31m\\u{202e}%0A::error::x,<b>&\"'|`](http://x)
      |              ^^^^^^^^
    解决办法：\\u{1b}[31m\\u{202e}%0A::error::x,<b>&\"'|`](http://x) z\u{ffff}

1 个问题：1 个错误，涉及 20 个文件中的 1 个
"
    );
}

#[test]
fn colours_change_nothing_but_the_colour() {
    let plain = written(Format::Text, &some(), Lang::En);
    let colored = text::write(&some(), &ABOUT, Lang::En, Look { width: None, color: true });
    assert!(colored.contains("\u{1b}[1m\u{1b}[33mwarning[missing-source]\u{1b}[0m: “展会”"), "{colored:?}");
    let mut parts = colored.split('\u{1b}');
    let first = parts.next().unwrap().to_string();
    assert_eq!(first + &parts.map(|part| part.split_once('m').unwrap().1).collect::<String>(), plain);
}

#[test]
fn a_narrow_screen_cuts_the_quoted_line_only() {
    let mut long = some();
    long[2].place.source = format!("{}, {}", long[2].place.source, "方案呈现".repeat(20));
    let narrow = text::write(&long, &ABOUT, Lang::En, Look { width: Some(40), color: false });
    assert!(narrow.contains("\n    5 |   - name: 试点, 方案呈现方案呈…\n      |     ^^^^^^^^^^\n"), "{narrow}");
    assert!(narrow.contains("20 files; 1 can be mended"), "{narrow}");
}

#[test]
fn an_empty_line_is_named_by_its_number() {
    let path = "clients/a.yaml";
    let end = Place::in_text(Path::new(path), "a: [\n\n", 6..6);
    let found = finding("syntax", path, end, Text::fixed("the list has no end", "列表没有结束"));
    assert_eq!(
        written(Format::Text, &[found], Lang::Zh),
        "clients/a.yaml\n  错误[syntax]：列表没有结束\n    3 |\n\n1 个问题：1 个错误，涉及 20 个文件中的 1 个\n"
    );
}

#[test]
fn nothing_found_is_said_in_both_languages() {
    assert_eq!(written(Format::Text, &[], Lang::En), "no findings in 20 files\n");
    assert_eq!(written(Format::Text, &[], Lang::Zh), "检查了 20 个文件，没有发现问题\n");
    let one = RunInfo { files: 1, ..ABOUT };
    assert_eq!(with(Format::Md, &some()[1..2], &one, Lang::En), "no findings in 1 file; 1 kept back\n");
    assert_eq!(written(Format::Concise, &[], Lang::En), "");
}

#[test]
fn concise_is_one_line_a_finding() {
    assert_eq!(
        written(Format::Concise, &some(), Lang::En),
        "clients/Acme & Co_20260102.yaml:1:1: info[unused-suppression] named otherwise
clients/星河_20260301.yaml:3:9: warning[missing-source] “展会” is not the team's word
clients/星河_20260301.yaml:5:5: error[missing-next-action] “试点” has no next action
"
    );
    assert_eq!(
        with(Format::Concise, &some(), &EVERYTHING, Lang::Zh),
        "records/clients/Acme & Co_20260102.yaml:1:1: warning[missing-source] 旧的（已忽略：已列入基线）
records/clients/Acme & Co_20260102.yaml:1:1: info[unused-suppression] 文件名不一致
records/clients/星河_20260301.yaml:2:8: warning[missing-source] 留着（已忽略：the fair | sent no list）
records/clients/星河_20260301.yaml:3:9: warning[missing-source] “展会”不是团队约定的说法
records/clients/星河_20260301.yaml:5:5: error[missing-next-action] “试点”没有下一步行动
"
    );
}

#[test]
fn markdown_is_a_table_a_file() {
    assert_eq!(
        with(Format::Md, &some(), &EVERYTHING, Lang::En),
        r#"3 findings: 1 error, 1 warning, 1 info in 2 of 20 files; 1 can be mended by --fix, 1 by --unsafe-fixes; 2 kept back

### records/clients/Acme & Co_20260102.yaml

| Place | Level | What is wrong | What mends it | Rule |
| ---: | --- | --- | --- | --- |
| | warning | old | kept back: it is in the baseline | missing-source |
| | info | named otherwise | `salesrec lint --unsafe-fixes` | unused-suppression |

### records/clients/星河_20260301.yaml

| Place | Level | What is wrong | What mends it | Rule |
| ---: | --- | --- | --- | --- |
| 2:8 | warning | kept | kept back: the fair \| sent no list | missing-source |
| 3:9 | warning | “展会” is not the team's word | `salesrec lint --fix` | missing-source |
| 5:5 | error | “试点” has no next action | `salesrec log 星河_20260301 … --next "DEED"` | missing-next-action |
"#
    );
    assert_eq!(
        written(Format::Md, &some(), Lang::Zh),
        r#"3 个问题：1 个错误、1 个警告、1 个提示，涉及 20 个文件中的 2 个；其中 1 个可用 --fix 修正，1 个可用 --unsafe-fixes 修正；另有 2 个已忽略

### clients/Acme & Co_20260102.yaml

| 位置 | 级别 | 问题 | 解决办法 | 规则 |
| ---: | --- | --- | --- | --- |
| | 提示 | 文件名不一致 | `salesrec lint --unsafe-fixes` | unused-suppression |

### clients/星河_20260301.yaml

| 位置 | 级别 | 问题 | 解决办法 | 规则 |
| ---: | --- | --- | --- | --- |
| 3:9 | 警告 | “展会”不是团队约定的说法 | `salesrec lint --fix` | missing-source |
| 5:5 | 错误 | “试点”没有下一步行动 | `salesrec log 星河_20260301 … --next "具体行动"` | missing-next-action |
"#
    );
}

#[test]
fn markdown_makes_no_markup_of_records() {
    assert_eq!(written(Format::Md, &hostile(), Lang::En), "1 finding: 1 error in 1 of 20 files; 1 kept back

### clients/\\\\u{1b}\\[31m\\\\u{202e}%0A::error::x,\\<b>&\"'\\|\\`\\](http://x) z\u{ffff}:1, 100%.yaml

| Place | Level | What is wrong | What mends it | Rule |
| ---: | --- | --- | --- | --- |
| 1:9 | error | \\\\u{1b}\\[31m\\\\u{202e}%0A::error::x,\\<b>&\"'\\|\\`\\](http://x) z\u{ffff} | \\\\u{1b}\\[31m\\\\u{202e}%0A::error::x,\\<b>&\"'\\|\\`\\](http://x) z\u{ffff} | syntax |
");
}

#[test]
fn the_summary_of_a_job_begins_with_the_worst() {
    assert_eq!(
        github::summary(&some(), &ABOUT, Lang::En),
        r#"## Sales records

3 findings: 1 error, 1 warning, 1 info in 2 of 20 files; 1 can be mended by --fix, 1 by --unsafe-fixes; 2 kept back

| Level | Place | What is wrong | What mends it | Rule |
| --- | --- | --- | --- | --- |
| error | clients/星河_20260301.yaml:5 | “试点” has no next action | `salesrec log 星河_20260301 … --next "DEED"` | missing-next-action |
| warning | clients/星河_20260301.yaml:3 | “展会” is not the team's word | `salesrec lint --fix` | missing-source |
| info | clients/Acme & Co_20260102.yaml | named otherwise | `salesrec lint --unsafe-fixes` | unused-suppression |
"#
    );
    assert_eq!(github::summary(&[], &ABOUT, Lang::Zh), "## 销售记录检查\n\n检查了 20 个文件，没有发现问题\n");
}

#[test]
fn the_summary_of_a_job_says_how_many_are_left_out() {
    let many: Vec<_> = std::iter::repeat_n(some().remove(0), 203).collect();
    let page = github::summary(&many, &ABOUT, Lang::En);
    assert!(page.ends_with("|\n\nAnd 3 more.\n"), "{page}");
    assert_eq!(page.matches("missing-source").count(), 200);
}
