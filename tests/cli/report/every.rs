//! What all reports have in common: sums, filters, forms, records with problems, words that there are not.

use std::collections::BTreeSet;

use salesrec::report::{Part, REPORTS};
use serde_json::Value;

use super::{book, rows};
use crate::support::Records;

/// The book with everything in it that keeps a figure from being right.
fn messy() -> Records {
    let records = book();
    records.write("clients/broken.yaml", "client: [\n");
    records.write(
        "clients/D.yaml",
        "client: D\nfirst_contact: 2025-01-20\nclass: 7 8\ndeals:\n  \
         - {name: nowhere, stage: Somewhere, value: 10, history: [{stage: Somewhere, since: 2025-01-20}]}\n  \
         - {name: no stage, value: 30, currency: JPY}\n  \
         - {name: odd money, stage: Offer, value: 10, currency: GBX, history: [{stage: Offer, since: 2025-01-20}]}\n  \
         - {name: backwards, stage: Won, value: 5, history: [{stage: Offer, since: 2025-02-01}, {stage: Won, since: 2025-01-01}]}\n  \
         - {name: undated, stage: Lost, value: 6, history: [{stage: Offer}, {stage: Lost, since: 2025-01-30}]}\n  \
         - {name: contrary, stage: Offer, value: 8, expected_close: 2025-03-31, history: [{stage: Last word, since: 2025-01-30}]}\n  \
         - {name: to come, stage: Won, value: 9, history: [{stage: Offer, since: 2025-01-30}, {stage: Won, since: 2025-02-11}]}\n\
         log:\n  - {by: ann, summary: when}\n  - {at: 2025-02-11 10:00, by: ann, summary: tomorrow}\n  - {at: 2025-02-07 10:00, by: zoe, summary: who}\n\
         contracts:\n  - {number: a, signed: 2025-01-30}\n  - {number: b, amount: 4, signed: 2025-02-11}\n\
         orders: [{number: o, placed: 2025-02-11}]\nsurveys: [{on: 2025-02-11, score: 9}]\n\
         payments:\n  - {on: 2025-02-01, amount: 3, currency: QQQ}\n  - {amount: 3}\n",
    );
    records.write(
        "archive/E.yaml",
        "client: E\nowner: zoe\nfirst_contact: 2024-12-30\ndeals:\n  \
         - {name: put away, stage: Won, value: 40, currency: usd, history: [{stage: Offer, since: 2024-12-30}, {stage: Won, since: 2025-01-01}]}\n",
    );
    records
}

fn shown(records: &Records, report: &str, words: &[&str]) -> Value {
    records.run(&[&["report", report, "--format", "json", "--no-input"], words].concat()).json()
}

/// Every report with every way to group it.
fn ways() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let of = |report: &&salesrec::report::Report| {
        let name = report.name;
        let by = report.by.iter().map(move |by| (name, vec!["--by", by.code()]));
        std::iter::once((name, Vec::new())).chain(by).collect::<Vec<_>>()
    };
    REPORTS.iter().flat_map(of)
}

/// What no addition gives: shares, means, quantiles; and clients, who count once in a total.
fn is_no_sum(report: &str, key: &str) -> bool {
    let shares = [
        "age",
        "in_stage",
        "conversion",
        "win_rate",
        "value_rate",
        "q1",
        "median",
        "q3",
        "p90",
        "mean",
        "on_time_share",
        "next_day_share",
        "days",
        "coverage",
        "to_signing",
        "average",
        "largest",
        "retention",
        "churn",
        "satisfaction",
    ];
    let of_known = report == "timeliness" && key == "share";
    shares.contains(&key) || of_known || (report == "activity" && ["clients", "new"].contains(&key))
}

fn figure(cell: &Value) -> Option<f64> {
    cell.get("value").unwrap_or(cell).as_f64()
}

fn currencies(row: &Value) -> BTreeSet<String> {
    let cells = row.as_object().expect("a row").values();
    cells.filter_map(|cell| cell.get("currency")?.as_str().map(str::to_string)).collect()
}

#[test]
fn the_sums_under_every_table_are_those_of_its_rows() {
    let mut compared = 0;
    for records in [Records::zh(), Records::en(), book(), messy()] {
        for (report, words) in ways() {
            let shown = shown(&records, report, &words);
            for (section, of) in shown["sections"].as_object().expect("sections") {
                let rows = of["rows"].as_array().expect("rows");
                for total in of["totals"].as_array().expect("totals").iter().filter(|_| !rows.is_empty()) {
                    let own = currencies(total);
                    let mine: Vec<&Value> = rows.iter().filter(|row| currencies(row) == own).collect();
                    for (key, cell) in total.as_object().expect("a row") {
                        let Some(whole) = figure(cell).filter(|_| !is_no_sum(report, key)) else { continue };
                        let sum: f64 = mine.iter().filter_map(|row| figure(&row[key])).sum();
                        // Shares are rounded to tenths.
                        let off = if key == "share" { 0.5 } else { 1e-6 };
                        assert!((sum - whole).abs() < off, "{report} {words:?} {section} {key}: {sum} and {whole}");
                        compared += 1;
                    }
                }
            }
        }
    }
    assert!(compared > 1000, "{compared}");
}

#[test]
fn no_deal_is_left_out_of_any_report_and_none_counts_twice() {
    for (records, by_hand) in
        [(Records::zh(), None), (Records::en(), None), (book(), Some([1, 3, 2])), (messy(), Some([5, 6, 3]))]
    {
        let total = |report: &str, section: &str, key: &str| {
            let shown = shown(&records, report, &[]);
            let totals = shown["sections"][section]["totals"].as_array().expect("totals").clone();
            totals.iter().map(|total| total[key].as_i64().expect("a number")).sum::<i64>()
        };
        let [open, won, lost] = ["open", "won", "lost"].map(|key| total("sources", "source", key));
        assert_eq!(total("sources", "source", "deals"), open + won + lost);
        assert_eq!(total("pipeline", "stage", "deals"), open);
        assert_eq!(total("pipeline", "owner", "deals"), open);
        assert_eq!(total("forecast", "month", "open"), open);
        assert_eq!(total("forecast", "quarter", "open"), open);
        assert_eq!(total("funnel", "wins", "won"), won);
        assert_eq!(total("funnel", "wins", "lost"), lost);
        for by in ["reason", "stage", "competitor", "owner"] {
            assert_eq!(total("losses", by, "lost"), lost, "{by}");
        }
        let board = rows(&shown(&records, "dashboard", &[]), "key", &["figure", "value"]);
        assert_eq!(board[0], serde_json::json!(["open", open]));
        assert!(by_hand.is_none_or(|by_hand| by_hand == [open, won, lost]), "{:?}", [open, won, lost]);
    }
}

#[test]
fn every_report_counts_and_names_the_records_with_problems() {
    let records = messy();
    let flaws = |report: &str| {
        let shown = shown(&records, report, &[]);
        assert_eq!(shown["unread"], serde_json::json!(["clients/broken.yaml"]), "{report}");
        let flaws = shown["flaws"].as_array().expect("flaws").clone();
        let codes: BTreeSet<String> =
            flaws.iter().map(|flaw| flaw["flaw"].as_str().expect("a code").to_string()).collect();
        for flaw in &flaws {
            assert_eq!(flaw["client"], "D", "{report}: {flaw}");
        }
        let screen = records.run(&["report", report, "--no-input"]).ok().to_string();
        assert!(screen.contains("1 file could not be read: clients/broken.yaml"), "{report}: {screen}");
        for code in &codes {
            let count = flaws.iter().filter(|flaw| flaw["flaw"] == **code).count();
            let records = if count == 1 { "1 record: ".to_string() } else { format!("{count} records: ") };
            assert!(screen.contains(&records), "{report} {code}: {screen}");
        }
        codes
    };
    let of_deals = [
        "no_stage",
        "stage_against_history",
        "stage_in_future",
        "stages_out_of_order",
        "undated_stage",
        "unknown_currency",
        "unknown_stage",
    ];
    let wanted = |more: &[&str]| of_deals.iter().chain(more).map(ToString::to_string).collect::<BTreeSet<_>>();
    for report in ["pipeline", "funnel", "cycle", "losses", "sources"] {
        assert_eq!(flaws(report), wanted(&[]), "{report}");
    }
    assert_eq!(flaws("clients"), wanted(&["not_yet"]));
    for report in ["targets", "forecast", "dashboard"] {
        assert_eq!(flaws(report), wanted(&["incomplete_paper", "not_yet"]), "{report}");
    }
    assert_eq!(flaws("activity"), wanted(&["not_yet", "undated_contact", "unknown_person"]));
    assert_eq!(flaws("people"), wanted(&["incomplete_paper", "not_yet", "undated_contact"]));
    assert_eq!(flaws("timeliness"), ["not_yet", "undated_contact"].map(String::from).into());
}

/// Two clients that differ in all that can be asked for; of the first, what is open, won and lost is worth 10, 100 and
/// 1000, of the second 20, 200 and 2000.
fn pair() -> Records {
    let records = Records::small();
    let team = super::TEAM.replace(
        "[[people]]\nid = \"ann\"",
        "[vocabulary]\nclasses = [\"VIP\", \"New\"]\nsources = [\"Fair\", \"Web\"]\n[[people]]\nid = \"ann\"",
    );
    records.write("salesrec.toml", team);
    for (name, owner, more, product, unit) in [
        ("P", "ann", "region: North\nclass: VIP\nsource: Fair\nindustry: Food-Dairy\n", "Press", 1),
        ("Q", "bob", "region: South\nclass: New\nsource: Web\nindustry: Steel\n", "Tank", 2),
    ] {
        records.write(
            &format!("clients/{name}.yaml"),
            format!(
                "client: {name}\nowner: {owner}\nfirst_contact: 2025-01-02\n{more}deals:\n  \
                 - {{name: {product} one, stage: Offer, value: {unit}0, expected_close: 2025-02-20, history: [{{stage: Offer, since: 2025-01-02}}]}}\n  \
                 - {{name: {product} two, stage: Won, value: {unit}00, history: [{{stage: Offer, since: 2025-01-02}}, {{stage: Won, since: 2025-01-09}}]}}\n  \
                 - {{name: {product} three, stage: Lost, value: {unit}000, history: [{{stage: Offer, since: 2025-01-02}}, {{stage: Lost, since: 2025-01-09}}]}}\n\
                 log:\n  - {{at: 2025-02-03 10:00, recorded: 2025-02-03 11:00, by: {owner}, deal: {product} one, summary: s}}\n\
                 contracts:\n  - {{number: k, deal: {product} one}}\norders:\n  - {{number: o, contract: k, items: [{{product: {product} valve}}]}}\n"
            ),
        );
    }
    records.var("SALESREC_NOW", "2025-02-10 09:00")
}

#[test]
fn every_filter_restricts_every_report_to_what_it_names() {
    let records = pair();
    let filters = [
        ["--owner", "ann"],
        ["--region", "north"],
        ["--class", "VIP"],
        ["--source", "Fair"],
        ["--industry", "Dairy"],
        ["--product", "press"],
    ];
    let figures = |words: &[&str]| {
        let first = |report: &str, section: &str, key: &str| {
            let shown = shown(&records, report, words);
            let of = &shown["sections"][section];
            let row = of["totals"].get(0).unwrap_or(&of["rows"][0]);
            figure(&row[key]).unwrap_or_else(|| panic!("{report} {section} {key} {words:?}: {shown}"))
        };
        let team = if words.contains(&"--owner") { "person" } else { "team" };
        let mut figures = vec![
            ("pipeline", first("pipeline", "stage", "value")),
            ("won", first("funnel", "wins", "won_value")),
            ("lost", first("funnel", "wins", "lost_value")),
            ("cycle", first("cycle", "signing", "deals")),
            ("targets", first("targets", team, "signed")),
            ("forecast", first("forecast", "quarter", "best")),
            ("activity", first("activity", "person", "contacts")),
            ("losses", first("losses", "reason", "value")),
            ("sources", first("sources", "value", "won_value")),
            ("clients", first("clients", "value", "life_value")),
            ("dashboard", first("dashboard", "owner", "value")),
            ("people", first("people", "summary", "value")),
        ];
        // What is due and when contacts were written down names no product.
        if !words.contains(&"--product") {
            figures.push(("timeliness", first("timeliness", "records", "contacts")));
        }
        figures
    };
    for filter in filters {
        for (name, figure) in figures(&filter) {
            let by_hand = match name {
                "pipeline" | "dashboard" | "people" => 10.0,
                "won" | "targets" | "sources" | "clients" => 100.0,
                "lost" | "losses" => 1000.0,
                "forecast" => 110.0,
                _ => 1.0,
            };
            assert!((figure - by_hand).abs() < 1e-9, "{name} {filter:?}: {figure}");
        }
        for report in REPORTS {
            let told = shown(&records, report.name, &filter).to_string();
            assert!(!told.contains("\"Q\"") && !told.contains("Tank"), "{} {filter:?}: {told}", report.name);
        }
    }
    // A product is found in an order of the deal's contract too; filters are taken together.
    let deals = |words: &[&str]| rows(&shown(&records, "pipeline", words), "stage", &["deals", "value"])[0][0].clone();
    assert_eq!(deals(&["--product", "tank valve"]), 1);
    assert_eq!(
        shown(&records, "pipeline", &["--region", "north", "--owner", "bob"])["sections"]["stage"]["rows"],
        serde_json::json!([])
    );
    assert_eq!(deals(&[]), 2);
    assert!(Part::new("dai").is_in("Food-Dairy"));
}

#[test]
fn csv_and_json_lines_hold_the_rows_of_all_tables_and_markdown_the_sums_too() {
    for records in [Records::zh(), Records::en()] {
        for report in REPORTS {
            let sections = shown(&records, report.name, &[])["sections"].as_object().expect("sections").clone();
            let rows: usize = sections.values().map(|of| of["rows"].as_array().expect("rows").len()).sum();
            let written = |form: &str| records.run(&["report", report.name, "--format", form]).ok().to_string();
            // A line end between quotes is no row's.
            let quoted = |text: &str| text.matches('"').count() % 2 == 1;
            let csv = written("csv");
            let ends = csv.match_indices('\n').filter(|(at, _)| !quoted(&csv[..*at])).count();
            assert_eq!(ends, rows + 1, "{}", report.name);
            assert_eq!(written("jsonl").lines().count(), rows, "{}", report.name);
            let md = written("md");
            let totals: usize = sections.values().map(|of| of["totals"].as_array().expect("totals").len()).sum();
            let lines = md.lines().filter(|line| line.starts_with('|')).count();
            assert!(lines >= rows + totals, "{}: {lines} lines for {rows} rows and {totals} sums", report.name);
        }
    }
}

#[test]
fn a_slip_of_any_word_says_what_there_is() {
    for (records, zh) in [(Records::en(), false), (Records::zh(), true)] {
        records.write("rates.toml", "[rates]\nHKD = 0.9\n");
        records.write("odd.toml", "to = \"XYZ\"\n[rates]\nHKD = 0.9\n");
        for (words, en_says, zh_says) in [
            (["report", "forcast"].as_slice(), "did you mean forecast?", "是不是 forecast（销售预测）？"),
            (&["report", "figures"], "there are: pipeline, funnel", "现有：pipeline（销售管道）、funnel"),
            (&["report", "pipeline", "--by", "regoin"], "did you mean region?", "是不是 region（区域）？"),
            (&["report", "losses", "--by", "method"], "there are: reason, stage", "现有：reason（原因）、stage"),
            (&["report", "people", "--by", "owner"], "these are: pipeline", "可以分组的有：pipeline"),
            (&["report", "pipeline", "--owner", "chne"], "there are: margaret.oduya", "是不是 chen.yuehua？"),
            (&["report", "pipeline", "--region", "Atlantis"], "there are: Head office", "现有：北方"),
            (&["report", "pipeline", "--class", "gold"], "there are: Prospect", "现有：潜在客户"),
            (&["report", "pipeline", "--source", "radio"], "there are: ", "现有：展会推荐"),
            (&["report", "cycle", "--industry", "mining"], "there are: Catering", "现有：农业"),
            (&["report", "pipeline", "--product", "submarine"], "there are: CAL-V", "现有：AT-2"),
            (&["report", "pipeline", "--as-of", "2026-13-01"], "months are 01 to 12", "月份为 01 到 12"),
            (&["report", "pipeline", "--from", "2026-02-29"], "2026-02 has 28 days", "2026 年 2 月只有 28 天"),
            (
                &["report", "pipeline", "--from", "W26", "--to", "W25"],
                "--from, 2026-06-22, comes after --to, 2026-06-21",
                "请把两个日期对调",
            ),
            (&["report", "pipeline", "--from", "2025-W53"], "2025 has the weeks 1 to 52", "2025 年有第 1 至 52 周"),
            (&["report", "pipeline", "--from", "0626"], "`2026-06-30`", "`2026-06-30`"),
            (&["report", "pipeline", "--from", "Q5"], "`2026-Q2`", "`2026-Q2`"),
            (&["report", "pipeline", "--from", "last"], "`2026-Q2`", "`2026-Q2`"),
            (&["report", "pipeline", "--to", "sometime"], "for example `2026-06-30`", "可以写：`2026-06-30`"),
            (&["report", "pipeline", "--as-of", "2026-06-27"], "today is 2026-06-26", "今天是 2026-06-26"),
            (&["report", "pipeline", "--rates", "rates.toml"], "there are: HKD", "现有：HKD"),
            (&["report", "targets", "--rates", "odd.toml"], "CNY, USD, EUR", "CNY、USD、EUR"),
            (&["report", "pipeline", "--rates", "none.toml"], "under `[rates]`", "在 `[rates]` 下"),
            (
                &["report", "pipeline", "--format", "pptx"],
                "table, json, jsonl, csv, md, html, xlsx, docx",
                "table, json, jsonl, csv, md, html, xlsx, docx",
            ),
        ] {
            let shown = records.run(&[words, &["--no-input"]].concat());
            assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{words:?}: {}", shown.screen());
            let says = if zh { zh_says } else { en_says };
            assert!(shown.stderr.contains(says), "{words:?}: {}", shown.screen());
        }
    }
}

#[test]
fn a_time_is_a_day_a_week_a_month_a_quarter_or_a_year() {
    let records = Records::zh();
    for (said, from, to) in [
        ("2026-06-10", "2026-06-10", "2026-06-10"),
        ("W25", "2026-06-15", "2026-06-21"),
        ("上周", "2026-06-15", "2026-06-21"),
        ("五月", "2026-05-01", "2026-05-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("上季度", "2026-01-01", "2026-03-31"),
        ("last quarter", "2026-01-01", "2026-03-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("去年", "2025-01-01", "2025-12-31"),
        ("2025年", "2025-01-01", "2025-12-31"),
        ("10号", "2026-06-10", "2026-06-10"),
        ("yesterday", "2026-06-25", "2026-06-25"),
    ] {
        let shown = records.run(&["report", "activity", "--from", said, "--to", said, "--format", "json"]).json();
        assert_eq!((&shown["from"], &shown["to"]), (&serde_json::json!(from), &serde_json::json!(to)), "{said}");
    }
}

/// Words without what a line break adds to them.
fn packed(words: &str) -> String {
    words.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn what_define_prints_stands_in_the_guide_of_its_language() {
    for (records, page, lang) in [(Records::en(), "docs/reports.md", "en"), (Records::zh(), "docs/reports.zh.md", "zh")]
    {
        let page =
            std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect("the guide");
        let all = records.run(&["report", "--define", "--format", "json"]).json();
        for report in REPORTS {
            let part = page.split_once(&format!("`{}`", report.name)).map(|_| {
                let heading = page
                    .find(&format!("(`{}`)\n", report.name))
                    .or_else(|| page.find(&format!("（`{}`）\n", report.name)));
                let rest = &page[heading.expect("the report's heading")..];
                packed(rest.split("\n## ").next().expect("its part"))
            });
            let part = part.expect("the report's part");
            let printed = packed(records.run(&["report", report.name, "--define"]).ok());
            let shown = records.run(&["report", report.name, "--define", "--format", "json"]).json();
            let defined = shown["definitions"].as_array().expect("definitions");
            assert!(!defined.is_empty());
            for one in defined {
                let (says, key) = (packed(one[lang].as_str().expect("words")), one["figure"].as_str().expect("a key"));
                assert!(printed.contains(&says), "{} {key} is not printed: {says}", report.name);
                assert!(
                    part.contains(&says) && part.contains(&format!("`{key}`")),
                    "{} {key} is not in the guide",
                    report.name
                );
                assert!(all["definitions"].as_array().expect("definitions").contains(one), "{} {key}", report.name);
            }
        }
    }
}
