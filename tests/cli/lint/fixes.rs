//! `--fix`: what is mended stays mended, and nothing else is touched.

use std::collections::BTreeSet;

use salesrec::lint::{ALL, Fixable};
use snapbox::{assert_data_eq, str};

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

#[test]
fn fixing_says_what_it_did_and_tells_what_is_left() {
    let records = Records::en();
    let words = ["lint", "--select", "missing-first-contact,missing-source", "--fix"];
    assert_data_eq!(
        records.run(&[&words[..], &["--diff"]].concat()).screen(),
        str![[r#"
--- a/clients/Denholm Couriers_20260623.yaml
+++ b/clients/Denholm Couriers_20260623.yaml
@@ -1,3 +1,4 @@
 client: Denholm Couriers
+first_contact: 2026-06-23
 contacts:
   - phone: "+44 7700 900241"
| dry run: nothing was written
exit 1

"#]]
    );
    assert_data_eq!(
        records.run(&words).screen(),
        str![[r#"
clients/Denholm Couriers_20260623.yaml
  warning[missing-source]: it is not written down how the client came
      |
    1 | client: Denholm Couriers
      | ^^^^^^
    mend: `salesrec edit 'Denholm Couriers_20260623'`: source

1 finding: 1 warning in 1 of 20 files
| mended 1 finding in 1 file

"#]]
    );
    assert_data_eq!(
        records.run(&[&words[..], &["--lang", "zh", "--output=concise"]].concat()).screen(),
        str![[r#"
clients/Denholm Couriers_20260623.yaml:1:1: warning[missing-source] 没有写客户是从哪里来的
| 没有可以自动修正的问题

"#]]
    );
}

#[test]
fn a_file_with_a_wrong_name_is_renamed_and_never_over_another() {
    let records = Records::small();
    records.write("clients/acme.yaml", "client: Acme\nfirst_contact: 2026-03-02\n");
    records.write("reviews/2026-W25_ann.yaml", "week: 2026-W25\nperson: ann\nclients:\n  - client: acme\n");
    let shown = records.run(&["lint", "clients", "--select", "file-name", "--fix"]);
    assert_eq!(shown.code, 0, "{}", shown.screen());
    assert!(shown.stderr.contains("moved clients/acme.yaml → clients/Acme_20260302.yaml"), "{}", shown.screen());
    assert!(shown.stderr.contains("acme is named in reviews/2026-W25_ann.yaml"), "{}", shown.screen());
    assert!(records.file("clients/Acme_20260302.yaml").is_file(), "{}", shown.screen());
    records.write("clients/acme2.yaml", "client: Acme\nfirst_contact: 2026-03-02\n");
    let before = records.all();
    let shown = records.run(&["lint", "--select", "file-name", "--fix", "--fail-on=warning"]);
    assert_eq!(shown.code, 1, "{}", shown.screen());
    assert!(records.changed(&before).is_empty());
}

#[test]
fn a_date_in_another_form_is_mended_and_then_the_name_of_its_file() {
    let records = Records::zh();
    records.write(
        "clients/新客户.yaml",
        "client: 新客户\nfirst_contact: 2026年6月1日 # 名片\nowner: he.jing\nactions:\n  - {action: 寄 V300 样册, due: 2026/6/30 9:30}\n",
    );
    let words = ["lint", "clients", "--select", "file", "--fix"];
    assert_data_eq!(
        records.run(&[&words[..], &["--diff"]].concat()).screen(),
        str![[r#"
--- a/clients/新客户.yaml
+++ b/clients/新客户.yaml
@@ -1,5 +1,5 @@
 client: 新客户
-first_contact: 2026年6月1日 # 名片
+first_contact: 2026-06-01 # 名片
 owner: he.jing
 actions:
-  - {action: 寄 V300 样册, due: 2026/6/30 9:30}
+  - {action: 寄 V300 样册, due: 2026-06-30 09:30}
rename from clients/新客户.yaml
rename to clients/新客户_20260601.yaml
| 试运行：未写入任何内容
exit 1

"#]]
    );
    assert_eq!(records.run(&words).code, 0);
    assert!(records.read("clients/新客户_20260601.yaml").contains("due: 2026-06-30 09:30}"));
    let once = records.all();
    assert_eq!(records.run(&words).code, 0);
    assert!(records.changed(&once).is_empty());
}
