mod broken;
mod examples;
mod fixes;
mod since;

use snapbox::{assert_data_eq, str};

use crate::support::Records;

/// A team with one client that has gaps.
fn with_gaps() -> Records {
    let records = Records::small();
    records.write(
        "clients/Acme_20260302.yaml",
        "client: Acme\nfirst_contact: 2026-03-02\nowner: ann\ndeals:\n  - name: Line\n    stage: Lead\n",
    );
    records
}

const TWO: [&str; 4] = ["lint", "--select", "missing-source,missing-next-action", "--output=concise"];

#[test]
fn lint_says_what_is_wrong_where_and_what_mends_it() {
    let records = with_gaps();
    assert_data_eq!(records.run(&["lint", "--select", "missing-source,missing-next-action"]).screen(), str![[r#""#]]);
    assert_data_eq!(
        records.run(&["lint", "--select", "missing-source,missing-next-action", "--lang", "zh"]).screen(),
        str![[r#""#]]
    );
}

#[test]
fn lint_ends_with_1_from_the_level_on_that_is_asked_for() {
    let records = with_gaps();
    let code = |words: &[&str]| records.run(&[&TWO[..], words].concat()).code;
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--ignore", "missing-next-action"]), 0);
    assert_eq!(code(&["--ignore", "missing-next-action", "--fail-on", "warning"]), 1);
    assert_eq!(code(&["--fail-on", "never"]), 0);
    assert_eq!(code(&["--select", "nonsense"]), 2);
}

#[test]
fn lint_tells_only_what_is_bad_enough() {
    let shown = with_gaps().run(&[&TWO[..], &["--level", "error"]].concat());
    assert!(shown.stdout.contains("missing-next-action") && !shown.stdout.contains("missing-source"), "{shown:?}");
}

#[test]
fn rules_are_selected_and_left_out_by_id_and_by_group() {
    let records = with_gaps();
    let found = |words: &[&str]| records.run(&[&["lint", "--output=concise"], words].concat()).stdout;
    assert_eq!(found(&["--select", "actions"]).lines().count(), 1);
    assert!(!found(&["--select", "basics,actions", "--ignore", "actions"]).contains("missing-next-action"));
    assert!(found(&["--select", "missing-source", "--select", "missing-next-action"]).lines().count() == 2);
}

#[test]
fn a_rule_that_there_is_not_is_refused_with_those_that_are_near() {
    assert_data_eq!(with_gaps().run(&["lint", "--select", "mising-source"]).screen(), str![[r#""#]]);
    assert_data_eq!(with_gaps().run(&["lint", "--select", "mising-source", "--lang", "zh"]).screen(), str![[r#""#]]);
}

#[test]
fn settings_of_the_checks_are_read_and_their_mistakes_shown_in_place() {
    let records = with_gaps();
    let team = records.read("salesrec.toml");
    let lint = |settings: &str| {
        records.write("salesrec.toml", format!("{team}\n[lint]\n{settings}\n"));
        records.run(&TWO).screen()
    };
    assert!(lint("missing-next-action = \"off\"").lines().count() == 1);
    assert!(lint("actions = \"info\"").contains("info[missing-next-action]"));
    assert!(!lint("ignore = { \"clients/A*\" = [\"actions\"] }").contains("missing-next-action"));
    assert_data_eq!(lint("missing-sorce = \"off\""), str![[r#""#]]);
    assert_data_eq!(lint("missing-source = { levle = \"off\" }"), str![[r#""#]]);
    assert_data_eq!(lint("missing-source = { level = \"of\" }"), str![[r#""#]]);
    assert_data_eq!(lint("missing-source = \"warn\""), str![[r#""#]]);
    assert_data_eq!(lint("ignore = { \"archive/**\" = [\"nonsense\"] }"), str![[r#""#]]);
}

#[test]
fn statistics_count_by_rule() {
    assert_data_eq!(
        with_gaps().run(&["lint", "--select", "missing-source,missing-next-action", "--statistics"]).screen(),
        str![[r#""#]]
    );
}

#[test]
fn a_rule_is_explained_by_its_document() {
    let document = Records::none().run(&["lint", "--explain", "missing-source"]);
    assert!(document.ok().starts_with("# missing-source\n"), "{}", document.screen());
    assert!(document.ok().contains("```yaml bad zh"));
    let shown = Records::none().run(&["lint", "--explain", "mising-source"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("missing-source"), "{}", shown.screen());
}

#[test]
fn several_forms_are_written_at_once_and_one_is_shown() {
    let records = with_gaps();
    let shown = records.run(&[&TWO[..], &["--output", "json=out/lint.json", "--output", "sarif=out/lint.sarif"]].concat());
    assert_eq!(shown.stdout.lines().count(), 2, "{}", shown.screen());
    for file in ["out/lint.json", "out/lint.sarif"] {
        serde_json::from_str::<serde_json::Value>(&records.read(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    let shown = records.run(&[&TWO[..], &["--output", "json"]].concat());
    assert_eq!(shown.code, 2);
    let shown = records.run(&["lint", "--output", "yaml"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("sarif"), "{}", shown.screen());
}

#[test]
fn the_global_format_is_a_form_too() {
    let records = with_gaps();
    let shown = |format: &str| records.run(&["lint", "--select", "missing-source", "--format", format]).stdout;
    assert_eq!(shown("ids"), "Acme_20260302\n");
    assert!(serde_json::from_str::<serde_json::Value>(&shown("json")).is_ok());
    assert_eq!(shown("jsonl").lines().count(), 1);
    assert_eq!(records.run(&["lint", "--format", "csv"]).code, 2);
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let records = with_gaps();
    let shown = records.run(&["lint", "--select", "missing-source", "--write-baseline", "known.json"]);
    assert_data_eq!(shown.screen(), str![[r#""#]]);
    assert_data_eq!(records.read("known.json"), str![[r#""#]]);
    let with = [&TWO[..], &["--baseline", "known.json"]].concat();
    let text = records.read("clients/Acme_20260302.yaml");
    records.write("clients/Acme_20260302.yaml", format!("# moved\n\n{text}"));
    let shown = records.run(&with);
    assert!(shown.stdout.contains("missing-next-action"), "{}", shown.screen());
    assert!(!shown.stdout.contains("missing-source"), "{}", shown.screen());
    let shown = records.run(&["lint", "--baseline", "none.json"]);
    assert_eq!(shown.code, 2);
    records.write("none.json", "[]");
    assert_eq!(records.run(&["lint", "--baseline", "none.json"]).code, 2);
}

#[test]
fn single_paths_and_folders_are_checked_alone() {
    let records = with_gaps();
    records.write("clients/east/Bravo_20260302.yaml", "client: Bravo\nfirst_contact: 2026-03-02\nowner: ann\n");
    records.write("archive/Old_20200302.yaml", "client: Old\nfirst_contact: 2020-03-02\nowner: ann\n");
    let found = |words: &[&str]| {
        records.run(&[&["lint", "--select", "missing-source", "--format=ids"], words].concat()).ok().to_string()
    };
    assert_eq!(found(&[]), "Acme_20260302\nBravo_20260302\n");
    assert_eq!(found(&["--all"]), "Old_20200302\nAcme_20260302\nBravo_20260302\n");
    assert_eq!(found(&["clients/east"]), "Bravo_20260302\n");
    assert_eq!(found(&["clients/Acme_20260302.yaml", "archive"]), "Old_20200302\nAcme_20260302\n");
    assert_eq!(found(&["."]), "Acme_20260302\nBravo_20260302\n");
    assert_data_eq!(records.run(&["lint", "Acme"]).screen(), str![[r#""#]]);
    assert_data_eq!(records.run(&["lint", "salesrec.toml"]).screen(), str![[r#""#]]);
}
