use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn rules_are_listed_with_the_levels_that_the_team_has_set() {
    let records = Records::small();
    let team = records.read("salesrec.toml");
    records.write("salesrec.toml", format!("{team}\n[lint]\nmissing-source = \"off\"\n"));
    let rules = records.run(&["rules", "--format", "json"]).json();
    let rule = |id: &str| {
        let rows = rules["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["rule"] == id).unwrap_or_else(|| panic!("{id}")).clone()
    };
    assert_eq!(
        (rule("missing-source")["level"].as_str(), rule("missing-source")["default_level"].as_str()),
        (Some("off"), Some("warning"))
    );
    assert_eq!(rule("syntax")["group"], "file");
    assert_eq!(rules["rows"].as_array().map(Vec::len), Some(salesrec::lint::ALL.len()));
}

#[test]
fn rules_are_listed_without_records_too() {
    let shown = Records::none().run(&["rules", "--format", "ids"]);
    assert_eq!(shown.ok().lines().count(), salesrec::lint::ALL.len());
    assert!(shown.ok().contains("missing-next-action\n"));
}

#[test]
fn rules_read_well_in_both_languages() {
    for (lang, head) in [("en", "Rule"), ("zh", "规则")] {
        let shown = Records::none().run(&["rules", "--lang", lang]);
        assert!(shown.ok().starts_with(head), "{}", shown.screen());
        assert!(shown.ok().lines().all(|line| salesrec::lang::width(line) <= 100), "{}", shown.screen());
    }
}

#[test]
fn mistakes_in_the_settings_are_told() {
    let records = Records::small();
    let team = records.read("salesrec.toml");
    records.write("salesrec.toml", format!("{team}\n[lint]\nmissing-sorce = \"off\"\n"));
    assert_data_eq!(
        records.run(&["rules"]).screen(),
        str![[r#"
| error: there is no rule “missing-sorce”
|   --> salesrec.toml:13:1
|    |
| 13 | missing-sorce = "off"
|    | ^^^^^^^^^^^^^
| hint: did you mean missing-source?
| hint: `salesrec rules` lists all of them
exit 2

"#]]
    );
}
