//! What all reports have in common; the figures of each stand in a file of its own.

mod activity;
mod clients;
mod cycle;
mod dashboard;
mod every;
mod files;
mod forecast;
mod funnel;
mod losses;
mod past;
mod people;
mod pipeline;
mod sources;
mod targets;
mod timeliness;

use std::fmt::Write as _;
use std::path::Path;

use salesrec::lang::Lang;
use salesrec::report::{By, EVERYWHERE, REPORTS, dashboard as board};
use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use crate::support::Records;

/// A team with a stage of every kind, names with spaces, and two people.
const TEAM: &str = "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"Asia/Shanghai\"\ncurrency = \"CNY\"\n\
    [[people]]\nid = \"ann\"\n[[people]]\nid = \"bob\"\n\
    [[stages]]\nname = \"First talks\"\nprobability = 10\n[[stages]]\nname = \"Offer\"\nprobability = 50\n\
    [[stages]]\nname = \"Last word\"\nprobability = 80\n[[stages]]\nname = \"Won\"\nkind = \"won\"\n\
    [[stages]]\nname = \"After sale\"\nkind = \"aftercare\"\n[[stages]]\nname = \"Lost\"\nkind = \"lost\"\n";

/// Deals that go forward, back and forward, are lost and reopened, skip a stage, have no value or another currency, across a
/// leap day, a year's end and a handover on its last day.
fn book() -> Records {
    let records = Records::small();
    records.write("salesrec.toml", TEAM);
    let client = |name: &str, first_contact: &str, deals: &[&str]| {
        let deals: String = deals.iter().map(|deal| format!("  - {{{deal}}}\n")).collect();
        records.write(
            &format!("clients/{name}.yaml"),
            format!(
                "client: {name}\nowner: bob\nowners: [{{owner: ann, from: {first_contact}, until: 2024-12-31}}]\n\
                 first_contact: {first_contact}\ndeals:\n{deals}"
            ),
        );
    };
    client(
        "A",
        "2024-01-31",
        &[
            "name: detour, stage: Won, value: 1000, history: [{stage: First talks, since: 2024-02-01}, \
             {stage: Offer, since: 2024-02-20}, {stage: First talks, since: 2024-02-29}, {stage: Offer, since: 2024-03-01}, \
             {stage: Last word, since: 2024-03-11}, {stage: Won, since: 2024-12-31}]",
            "name: direct, stage: After sale, value: 100, history: [{stage: Offer, since: 2025-01-03}, \
             {stage: Won, since: 2025-01-04}, {stage: After sale, since: 2025-02-01}]",
        ],
    );
    client(
        "B",
        "2024-12-01",
        &["name: again, stage: Won, value: 500, currency: USD, history: [{stage: First talks, since: 2024-12-01}, \
           {stage: Offer, since: 2024-12-10}, {stage: Lost, since: 2024-12-20}, {stage: Offer, since: 2025-01-02}, \
           {stage: Won, since: 2025-01-10}]"],
    );
    client(
        "C",
        "2024-02-28",
        &[
            "name: brief, stage: Lost, lost: {reason: price}, history: [{stage: First talks, since: 2024-02-28}, {stage: Lost, since: 2024-03-01}]",
            "name: leap, stage: Lost, value: 300, lost: {reason: time, to: Rival}, history: [{stage: First talks, since: 2024-12-30}, \
             {stage: Last word, since: 2025-01-01}, {stage: Lost, since: 2025-01-05}]",
            "name: new, stage: First talks, history: [{stage: First talks, since: 2025-01-01}]",
        ],
    );
    records.var("SALESREC_NOW", "2025-02-10 09:00")
}

/// An amount with its digits as they are written.
fn money(written: &str, currency: &str) -> Value {
    json!({"value": serde_json::from_str::<Value>(written).expect("a number"), "currency": currency})
}

/// These members of the rows of a section, as lists.
fn rows(shown: &Value, section: &str, keys: &[&str]) -> Value {
    let rows = shown["sections"][section]["rows"].as_array().expect("rows").iter();
    rows.map(|row| keys.iter().map(|key| row[key].clone()).collect::<Value>()).collect()
}

#[test]
fn report_lists_the_reports() {
    assert_data_eq!(
        Records::zh().run(&["report"]).screen(),
        str![[r#"
报表        内容
pipeline    进行中的商机，按阶段和负责人：数量、金额、时长、下一步
funnel      每个阶段有多少商机向前推进，已结束的商机有多少赢单
cycle       各阶段用时、从首次接触到签约的用时；比以往慢的商机
targets     年、季、月目标，按团队和个人，对照签约和回款，以及靠哪些商机补上差额
forecast    按月、季的已签约、承诺、乐观、加权预测，目标覆盖率，推迟的商机，回测
activity    沟通次数（按人员、方式、周），每天的新老客户，没有联系的商机
timeliness  沟通多久记下、行动是否按时、新线索多久回应，按人员
people      每人一页，用于一对一：商机与问题、行动、及时性、目标达成可能
losses      丢单的商机：原因、阶段、竞争对手、负责人
sources     客户来自哪些渠道，直到签约
clients     客户按分类和行业：累计价值、留存与流失、满意度
dashboard   总览：关键数字、管道、漏斗、趋势、逾期；`--html 文件` 生成网页

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report"]).screen(),
        str![[r#"
Report      Answers
pipeline    Open deals by stage and owner: number, value, age, next action
funnel      How many deals go on from each stage, and how many of those that ended were won
cycle       Days in each stage and from first contact to signing; deals that take longer than others
            did
targets     Targets of the year, quarter and month, by team and person, against signed and paid, and
            what would close the gap
forecast    Signed, commit, best case and weighted by month and quarter, coverage, slipped dates, a
            back-test
activity    Contacts by person, method and week, new and returning clients per day, deals without
            contact
timeliness  How soon contacts are written down, actions done and new leads answered, by person
people      A page for each person's one-to-one: deals and problems, actions, timeliness, likelihood
            of the target
losses      Deals that were lost: why, from which stage, to whom, whose
sources     Clients by the way they came, to signing
clients     Clients by class and industry: value over their life, retention and churn, satisfaction
dashboard   Everything at a glance: key figures, pipeline, funnel, trend, overdue; `--html FILE`
            makes it a page

"#]]
    );
}

#[test]
fn what_there_is_not_is_an_error_that_names_what_there_is() {
    let records = Records::en();
    for words in [
        ["report", "pipline", "--no-input"].as_slice(),
        &["report", "pipeline", "--owner", "tim ashdown", "--no-input"],
        &["report", "pipeline", "--region", "Sauth", "--no-input"],
        &["report", "pipeline", "--class", "customers", "--no-input"],
        &["report", "pipeline", "--industry", "mining", "--no-input"],
        &["report", "pipeline", "--product", "submarine", "--no-input"],
        &["report", "pipeline", "--by", "colour", "--no-input"],
        &["report", "pipeline", "--from", "yesterdy", "--no-input"],
        &["report", "pipeline", "--from", "2026-06", "--to", "2026-05", "--no-input"],
        &["report", "pipeline", "--as-of", "2026-06-27", "--no-input"],
        &["report", "pipeline", "--format", "ids"],
    ] {
        let shown = records.run(words);
        assert_eq!(shown.code, 2, "{words:?}: {}", shown.screen());
        assert!(
            shown.stderr.contains("hint: ") || words[2].ends_with("of") || words[2] == "--from",
            "{words:?}: {}",
            shown.screen()
        );
    }
    assert_data_eq!(
        records.run(&["report", "pipeline", "--region", "Sauth", "--no-input"]).screen(),
        str![[r#"
| error: no region “Sauth”
| hint: did you mean South?
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["report", "pipeline", "--by", "colour", "--no-input"]).screen(),
        str![[r#"
| error: no group “colour”
| hint: there are: stage, owner, region, class, source, industry, product and month
exit 2

"#]]
    );
    assert_data_eq!(
        Records::zh().run(&["report", "业绩", "--no-input"]).screen(),
        str![[r#"
| 错误：没有报表“业绩”
| 提示：现有：pipeline（销售管道）、funnel（销售漏斗）、cycle（销售周期）、targets（目标达成）、forecast（销售预测）、activity（跟进活动）、timeliness（及时性）、people（一对一）、losses（丢单分析）、sources（来源渠道）、clients（客户分析）和 dashboard（销售看板）
exit 2

"#]]
    );
    assert_data_eq!(
        Records::zh().run(&["report", "losses", "--by", "颜色", "--no-input"]).screen(),
        str![[r#"
| 错误：没有分组方式“颜色”
| 提示：现有：reason（原因）、stage（阶段）、competitor（竞争对手）、owner（负责人）、region（区域）、class（分类）、source（来源渠道）、industry（行业）、product（产品）和 month（月份）
exit 2

"#]]
    );
    assert_data_eq!(
        Records::zh().run(&["report", "销售", "--no-input"]).screen(),
        str![[r#"
| 错误：“销售”对应不止一个报表
| 提示：请从中选择：pipeline（销售管道）、funnel（销售漏斗）、cycle（销售周期）、forecast（销售预测）和 dashboard（销售看板）
exit 2

"#]]
    );
    assert_data_eq!(
        Records::zh().run(&["report", "pipline", "--no-input"]).screen(),
        str![[r#"
| 错误：没有报表“pipline”
| 提示：是不是 pipeline（销售管道）？
exit 2

"#]]
    );
}

#[test]
fn reports_and_groups_are_called_by_their_names_in_either_language() {
    let records = Records::zh();
    for report in REPORTS {
        let by_code = records.run(&["report", report.name]).ok().to_string();
        for name in [report.title.zh.as_ref(), &report.title.en] {
            assert_eq!(records.run(&["report", name]).ok(), by_code, "{name}");
        }
        for by in report.by {
            let grouped = |by: &str| records.run(&["report", report.name, "--by", by]).ok().to_string();
            assert_eq!(grouped(&by.title().zh), grouped(by.code()), "{} by {}", report.name, by.code());
        }
    }
    for (part, report) in [("漏斗", "funnel"), ("管道", "pipeline"), ("预测", "forecast")] {
        assert_eq!(records.run(&["report", part]).ok(), records.run(&["report", report]).ok());
    }
}

#[test]
fn every_figure_of_every_report_is_defined() {
    for records in [Records::en(), Records::zh()] {
        for report in REPORTS {
            let shown = records.run(&["report", report.name, "--format", "json"]).json();
            for (section, of) in shown["sections"].as_object().expect("sections") {
                for row in of["rows"].as_array().expect("rows") {
                    for key in row.as_object().expect("a row").keys() {
                        let is_name =
                            ["deal", "figure"].contains(&key.as_str()) || By::ALL.iter().any(|by| by.code() == key);
                        let on_board = report.name == "dashboard";
                        let of_parts = board::defined().filter(|_| on_board).flat_map(|report| report.definitions);
                        let defined = report.definitions.iter().chain(of_parts).any(|definition| definition.key == key);
                        assert!(is_name || defined, "{} {section}: {key} has no definition", report.name);
                    }
                }
            }
        }
    }
}

#[test]
fn a_rate_that_is_missing_is_an_error_with_the_deal() {
    let records = Records::en();
    records.write("rates.toml", "[rates]\nUSD = 0.79\n");
    assert_data_eq!(
        records.run(&["report", "pipeline", "--rates", "rates.toml"]).screen(),
        str![[r#"
| error: no rate from EUR to GBP
|  --> rates.toml
| caused by: Tarrant Labs Ltd_20260120: Incubator monitoring is in EUR
| hint: there are: USD
| hint: add under [rates]: `EUR = …`, what one EUR is worth in GBP
exit 2

"#]]
    );
    records.write("rates.toml", "[rates]\nEUR = none\n");
    assert_data_eq!(
        records.run(&["report", "pipeline", "--rates", "rates.toml"]).screen(),
        str![[r#"
| error: this is no file of rates
|  --> rates.toml:2:7
|   |
| 2 | EUR = none
|   |       ^^^^
| caused by: invalid float, expected `nan`
| hint: the file holds `to = "CNY"` and, under `[rates]`, what one unit of each other currency is worth in it: `USD = 7.12`
exit 2

"#]]
    );
}

#[test]
fn records_with_problems_are_counted_and_named() {
    let records = Records::en();
    records.write("clients/Broken Ltd_20260101.yaml", "client: [\n");
    records.write(
        "clients/Odd Ltd_20260101.yaml",
        "client: Odd Ltd\nowner: tom.ashdown\nfirst_contact: 2026-01-01\ndeals:\n  - name: x\n    stage: Somewhere\n    \
         value: 10\n    currency: GBX\n  - {name: y, stage: Proposal, value: 1, history: [{stage: Proposal, since: 2026-02-01}, {stage: Proposal, since: 2026-01-01}]}\n",
    );
    assert_data_eq!(
        records.run(&["report", "pipeline", "--by", "stage"]).screen(),
        str![[r#"
Pipeline  as of 2026-06-26 Fri 16:30

Open deals by stage
Stage            Deals        Value        Weighted  No value   Age  In stage  Overdue  No next
Lead nurturing       3        0 GBP           0 GBP         3    38        38        1        0
Needs confirmed      3   31,250 GBP       9,375 GBP         0    43        21        1        0
Proposal             1   31,500 EUR      15,750 EUR         0   157        14        1        0
Proposal             4   95,501 GBP   53,290.50 GBP         0    71        23        1        2
Negotiation          2   95,200 GBP      71,400 GBP         0  89.5      33.5        1        0
(none)               1        0 GBP           0 GBP         1                        0        1
Total                1   31,500 EUR      15,750 EUR         0   157        14        1        0
Total               13  221,951 GBP  134,065.50 GBP         4    52        22        4        3

Value, GBP
Needs confirmed  31,250 GBP  █████████████▏
Proposal         95,501 GBP  ████████████████████████████████████████
Negotiation      95,200 GBP  ███████████████████████████████████████▉

- 1 file could not be read: clients/Broken Ltd_20260101.yaml
- 1 record: a stage that salesrec.toml does not have: counted as open, in no stage: Odd
  Ltd_20260101 / x
- 1 record: the days of the stages run backwards: left out of times and conversions: Odd
  Ltd_20260101 / y
- 1 record: a currency that is none: its value is left out: Odd Ltd_20260101 / x
| warning: `[` is opened here and not closed
|  --> clients/Broken Ltd_20260101.yaml:1:9
|   |
| 1 | client: [
|   |         ^
| hint: add the closing bracket

"#]]
    );
    let shown = records.run(&["report", "pipeline", "--format", "json"]).json();
    assert_eq!(shown["unread"], serde_json::json!(["clients/Broken Ltd_20260101.yaml"]));
    assert_eq!(shown["flaws"].as_array().map(Vec::len), Some(3), "{}", shown["flaws"]);
}

#[test]
fn a_report_is_written_in_every_form() {
    let records = Records::zh();
    for (file, starts) in [
        ("a.xlsx", b"PK".as_slice()),
        ("a.docx", b"PK"),
        ("a.html", b"<!DOCTYPE html>"),
        ("a.csv", "\u{feff}".as_bytes()),
        ("a.json", b"{"),
        ("a.md", b"# "),
    ] {
        let shown = records.run(&["report", "pipeline", "--out", file]);
        shown.ok();
        let bytes = std::fs::read(records.file(file)).expect("a file");
        assert!(bytes.starts_with(starts) || file == "a.csv", "{file}: {:?}", &bytes[..20]);
    }
    assert_eq!(records.run(&["report", "pipeline", "--format", "xlsx"]).code, 2);
    assert!(records.run(&["report", "pipeline", "--format", "html"]).ok().contains("方案呈现"));
}

/// A part of a file that is a zip, as Office makes them.
fn unzipped(records: &Records, file: &str, part: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(records.file(file)).expect("a file")).expect("a zip");
    std::io::read_to_string(zip.by_name(part).expect("a part")).expect("UTF-8")
}

/// The part of a guide that is made from the definitions.
fn defined(lang: Lang) -> String {
    let mut page = String::from("<!-- definitions -->\n");
    for report in REPORTS {
        let (name, title, about) = (report.name, report.title.get(lang), report.about.get(lang));
        let groups: Vec<String> = report.by.iter().map(|by| format!("`{}`", by.code())).collect();
        let _ = match lang {
            Lang::En => write!(page, "\n## {title} (`{name}`)\n\n{about}.\n"),
            Lang::Zh => write!(page, "\n## {title}（`{name}`）\n\n{about}。\n"),
        };
        if !groups.is_empty() {
            let _ = match lang {
                Lang::En => write!(page, "\n`--by` takes {}.\n", groups.join(", ")),
                Lang::Zh => write!(page, "\n`--by` 可以是 {}。\n", groups.join("、")),
            };
        }
        page.push('\n');
        for each in report.definitions {
            let (name, says) = (each.name.get(lang), each.says.get(lang));
            let _ = match lang {
                Lang::En => writeln!(page, "- **{name}** (`{}`): {says}", each.key),
                Lang::Zh => writeln!(page, "- **{name}**（`{}`）：{says}", each.key),
            };
        }
    }
    let head = if lang == Lang::Zh { "所有报表" } else { "All reports" };
    let _ = write!(page, "\n## {head}\n\n{}\n\n<!-- end -->", EVERYWHERE.get(lang));
    page
}

#[test]
fn the_guides_hold_the_definitions_word_for_word() {
    for (lang, path) in [(Lang::En, "docs/reports.md"), (Lang::Zh, "docs/reports.zh.md")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let page = std::fs::read_to_string(&path).expect("the guide").replace("\r\n", "\n");
        let (before, rest) = page.split_once("<!-- definitions -->").expect("where the definitions begin");
        let after = rest.split_once("<!-- end -->").expect("where they end").1;
        let made = format!("{before}{}{after}", defined(lang));
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &made).expect("a file");
        }
        let page = std::fs::read_to_string(&path).expect("the guide").replace("\r\n", "\n");
        assert!(page == made, "{} is behind: write it with `UPDATE_DOCS=1 cargo test guides`", path.display());
    }
}

#[test]
fn bars_are_drawn_on_terminals_only_and_with_signs_that_they_have() {
    let records = Records::zh();
    let bar = ["█", "░", "#####", "▁"];
    let drawn = |records: &Records, words: &[&str]| {
        let shown = records.run(&[&["report", "activity"], words].concat()).ok().to_string();
        bar.map(|sign| shown.contains(sign))
    };
    assert_eq!(drawn(&records, &[]), [true, true, false, true]);
    for form in ["csv", "json", "jsonl"] {
        assert_eq!(drawn(&records, &["--format", form]), [false; 4], "{form}");
    }
    let plain = Records::zh().var("LC_ALL", "C").var("SALESREC_LANG", "zh");
    assert_eq!(drawn(&plain, &[]), [false, false, true, false]);
    let spoken = Records::zh().var("TERM", "dumb");
    assert_eq!(drawn(&spoken, &[]), [false; 4]);
    // Neither colour nor bars carry a figure that does not stand beside them.
    let figures = |shown: &str| shown.lines().filter(|line| line.starts_with("林晓枫  ")).count();
    let shown = |records: &Records| figures(records.run(&["report", "activity"]).ok());
    assert_eq!((shown(&records), shown(&spoken)), (1, 1));
}
