//! `--fix`: what is mended stays mended, and nothing else is touched.

use std::collections::BTreeSet;

use salesrec::lint::{ALL, Fixable};

use crate::support::Records;

/// The bad examples of the rules that can mend what they find.
fn mendable() -> Vec<(&'static str, Fixable, String)> {
    let mut found = Vec::new();
    for about in ALL.iter().map(|rule| rule.about()).filter(|about| about.fixable != Fixable::No) {
        let bad = about.document.split("\n```yaml bad en\n").skip(1);
        let examples = bad.map(|rest| rest.split("\n```").next().expect("its end").to_string() + "\n");
        found.extend(examples.filter(|text| !text.contains("# file: ")).map(|text| (about.id, about.fixable, text)));
    }
    found
}

#[test]
fn what_is_mended_stays_mended_and_a_second_run_changes_nothing() {
    let mut mended = BTreeSet::new();
    let examples = mendable();
    for (rule, fixable, text) in &examples {
        let (rule, fixable) = (*rule, *fixable);
        let records = Records::en();
        let path = "clients/Example Ltd_20260302.yaml";
        for file in std::fs::read_dir(records.file("clients")).expect("clients").flatten() {
            records.remove(&format!("clients/{}", file.file_name().to_string_lossy()));
        }
        records.write(path, text);
        let option = if fixable == Fixable::Safe { "--fix" } else { "--unsafe-fixes" };
        let words = ["lint", "--select", rule, option, "--fail-on=info"];
        let dry = records.all();
        let diff = records.run(&[&words[..], &["--diff"]].concat());
        if diff.code == 0 {
            // This one needs a person.
            continue;
        }
        assert_eq!(diff.code, 1, "{rule}: {}\n{text}", diff.screen());
        mended.insert(rule);
        assert!(records.changed(&dry).is_empty(), "{rule}: --diff writes");
        records.run(&words);
        let once = records.all();
        assert!(!records.changed(&dry).is_empty(), "{rule}: nothing was mended in\n{text}");
        records.run(&words);
        let again = records.changed(&once);
        assert!(again.is_empty(), "{rule}: the second run changes {again:?}");
    }
    let rules: BTreeSet<&str> = examples.iter().map(|(rule, ..)| *rule).collect();
    assert_eq!(mended, rules, "each rule that can mend does so in one of its examples");
}

#[test]
fn only_the_files_with_something_to_mend_are_written() {
    let records = Records::zh();
    let before = records.all();
    records.run(&["lint", "--select", "missing-source", "--fix"]);
    assert!(records.changed(&before).is_empty());
}
