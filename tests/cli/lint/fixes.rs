//! `--fix`: what is mended stays mended, and nothing else is touched.

use std::collections::BTreeSet;

use salesrec::lint::{ALL, Fixable};

use crate::support::Records;

/// A bad example of a rule that can mend what it finds.
struct Example {
    rule: &'static str,
    fixable: Fixable,
    zh: bool,
    text: String,
}

fn mendable() -> Vec<Example> {
    let mut found = Vec::new();
    for about in ALL.iter().map(|rule| rule.about()).filter(|about| about.fixable != Fixable::No) {
        for (fence, zh) in [("\n```yaml bad en\n", false), ("\n```yaml bad zh\n", true)] {
            let examples = about.document.split(fence).skip(1);
            let texts = examples.map(|rest| rest.split("\n```").next().expect("its end").to_string() + "\n");
            let texts = texts.filter(|text| !text.contains("# file: "));
            found.extend(texts.map(|text| Example { rule: about.id, fixable: about.fixable, zh, text }));
        }
    }
    found
}

#[test]
fn what_is_mended_stays_mended_and_a_second_run_changes_nothing() {
    let mut mended = BTreeSet::new();
    let examples = mendable();
    for Example { rule, fixable, zh, text } in &examples {
        let records = if *zh { Records::zh() } else { Records::en() };
        let path = "clients/Example Ltd_20260302.yaml";
        for file in std::fs::read_dir(records.file("clients")).expect("clients").flatten() {
            records.remove(&format!("clients/{}", file.file_name().to_string_lossy()));
        }
        records.write(path, text);
        let option = if *fixable == Fixable::Safe { "--fix" } else { "--unsafe-fixes" };
        let words = ["lint", "--select", rule, option, "--fail-on=info"];
        let dry = records.all();
        let diff = records.run(&[&words[..], &["--diff"]].concat());
        if diff.code == 0 {
            // This one needs a person.
            continue;
        }
        assert_eq!(diff.code, 1, "{rule}: {}\n{text}", diff.screen());
        mended.insert(*rule);
        assert!(records.changed(&dry).is_empty(), "{rule}: --diff writes");
        records.run(&words);
        let once = records.all();
        assert!(!records.changed(&dry).is_empty(), "{rule}: nothing was mended in\n{text}");
        records.run(&words);
        let again = records.changed(&once);
        assert!(again.is_empty(), "{rule}: the second run changes {again:?}");
    }
    let rules: BTreeSet<&str> = examples.iter().map(|example| example.rule).collect();
    assert_eq!(mended, rules, "each rule that can mend does so in one of its examples");
}

#[test]
fn only_the_files_with_something_to_mend_are_written() {
    let records = Records::zh();
    let before = records.all();
    records.run(&["lint", "--select", "missing-source", "--fix"]);
    assert!(records.changed(&before).is_empty());
}
