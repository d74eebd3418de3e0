//! What is private in a record is in no output, whichever rules are asked and however it is told.

use crate::support::Records;

/// What must not be seen, each in several places; none of it is real.
const PRIVATE: [&str; 3] = ["hunter2-hunter2", "320505199003074510", "5555555555554444"];

/// A record of which many rules quote something.
const RECORD: &str = "client: Acme
contacts: [{name: Ann, role: hunter2-hunter2, phone: \"5555555555554444\"}]  # salesrec: ignore bank-card because password: hunter2-hunter2
deals:
  - {name: Line, stage: 320505199003074510, needs: [{need: hunter2-hunter2}, {need: hunter2-hunter2}], pains: [{pain: 5555555555554444}]}
log:
  - {at: 2026-06-20 09:00, by: ann, summary: \"called, password: hunter2-hunter2\"}
  - {at: 2026-06-20 09:00, by: ann, deal: hunter2-hunter2, with: [320505199003074510], summary: called 5555555555554444}
actions:
  - {action: \"follow up hunter2-hunter2\", owner: hunter2-hunter2, due: 5555555555554444}
  - {action: \"follow up with the client about the password which is said to be hunter2-hunter2\", due: 2026-06-20}
hunter2-hunter2: 320505199003074510
";

fn records() -> Records {
    let records = Records::small();
    records.write("clients/Acme_20260302.yaml", RECORD);
    records.write("clients/Acme_20260303.yaml", RECORD);
    records.write("clients/Broken_20260303.yaml", "client: [a # password: hunter2-hunter2, 5555555555554444\n");
    records.write("clients/Bytes_20260303.yaml", b"client: a # password: hunter2-hunter2 \xff\n");
    records
}

#[track_caller]
fn is_clean(words: &[&str], shown: &str) {
    for private in PRIVATE {
        assert!(!shown.contains(private), "{private} in {words:?}:\n{shown}");
    }
    assert!(!shown.contains("hunter2"), "a part of it in {words:?}:\n{shown}");
}

#[test]
fn no_form_and_no_choice_of_rules_tells_what_is_private() {
    let records = records();
    let forms = ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "md"];
    let choices =
        [&[][..], &["--ignore", "privacy"], &["--select", "log,actions,needs"], &["--select", "file,stage,basics"]];
    for form in forms {
        for choice in choices {
            let words = [&["lint", "--output", form], choice].concat();
            let shown = records.run(&words);
            assert!(shown.stdout.len() > 100, "{}", shown.screen());
            is_clean(&words, &shown.screen());
        }
    }
    for words in [&["check", "Acme_20260302"][..], &["check", "Broken"], &["lint", "--statistics"]] {
        is_clean(words, &records.run(words).screen());
    }
}

#[test]
fn a_diff_of_fixes_does_not_tell_what_is_private() {
    let records = records();
    let words = ["lint", "--diff", "--unsafe-fixes", "--ignore", "privacy"];
    let shown = records.run(&words);
    assert!(shown.stdout.contains("+++ b/clients/Acme_20260302.yaml"), "{}", shown.screen());
    is_clean(&words, &shown.screen());
    let words = [&words[..], &["--format", "json"]].concat();
    is_clean(&words, &records.run(&words).screen());
}

#[test]
fn what_is_still_missing_after_a_log_does_not_tell_what_is_private() {
    let records = Records::small();
    let settings = records.read("salesrec.toml");
    records.write(
        "salesrec.toml",
        settings.replace("name = \"Lead\"", "name = \"Lead\"\nmilestones = [\"hunter2-hunter2\"]"),
    );
    records.write(
        "clients/Acme_20260302.yaml",
        "client: Acme\ndeals: [{name: hunter2-hunter2, stage: Lead}]\nnotes: \"password: hunter2-hunter2\"\n",
    );
    let shown = records.run(&["log", "Acme", "She asks for the drawing.", "--no-next", "later"]);
    let missing = shown.ok().split("Still missing:").nth(1).expect("something is missing");
    is_clean(&["log"], missing);
    assert!(missing.contains("***"), "{missing}");
}
