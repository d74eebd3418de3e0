//! The catalogue of rules against the list of what has to be found; and every rule finding it among a team's records.

use std::collections::{BTreeMap, BTreeSet};

use salesrec::lint::ALL;
use serde_json::Value;

use crate::rules::{bytes, examples, files};
use crate::support::Records;

/// What has to be found, and the rules that find it.
type Point = (&'static str, &'static [&'static str]);

/// The list, by group.
const LIST: [(&str, &[Point]); 10] = [
    (
        "file",
        &[
            ("syntax, with the parser's place", &["syntax", "unfinished-merge", "second-document"]),
            ("unknown key, the likely key named", &["unknown-key"]),
            ("wrong type", &["wrong-type"]),
            ("duplicate key", &["duplicate-key"]),
            ("anchors and aliases", &["anchor-or-alias"]),
            ("file name against client and date", &["file-name"]),
            ("same stem twice", &["duplicate-id"]),
            ("names that clash by case or Unicode form", &["name-clash"]),
            ("not UTF-8", &["not-utf8"]),
            ("CRLF mixed", &["mixed-line-ends"]),
        ],
    ),
    (
        "basics",
        &[
            (
                "missing name, industry, source, first contact, owner",
                &["missing-name", "missing-industry", "missing-source", "missing-first-contact", "missing-owner"],
            ),
            ("industry not in two levels", &["one-level-industry"]),
            (
                "first contact in the future or after the first log entry",
                &["first-contact-in-future", "first-contact-after-log"],
            ),
            ("no contact person", &["missing-contact"]),
            ("several contacts without roles", &["contact-without-role"]),
            ("no decision-maker from the configured stage on", &["missing-decision-maker"]),
            ("contact without any way to be reached", &["unreachable-contact"]),
            ("malformed phone, mail, tax number", &["malformed-phone", "malformed-email", "malformed-tax-id"]),
            ("values outside a vocabulary", &["unknown-value"]),
            ("owner unknown or inactive", &["unknown-owner", "inactive-owner"]),
            ("the same client twice", &["duplicate-client"]),
        ],
    ),
    (
        "log",
        &[
            ("no time or only a date", &["missing-time", "date-only"]),
            ("no method, no summary", &["missing-method", "missing-summary"]),
            ("written down later than 24 hours after the contact", &["late-record"]),
            ("in the future", &["contact-in-future"]),
            ("out of order", &["log-out-of-order"]),
            ("recorded before at", &["recorded-before-contact"]),
            ("recorded time contradicted by git", &["recorded-against-git"]),
            ("empty words, copy of the previous entry", &["empty-words", "repeated-entry"]),
            ("a deal or contact named that does not exist", &["unknown-deal", "unknown-contact"]),
            ("no contact for longer than the stage allows", &["no-recent-contact"]),
        ],
    ),
    (
        "needs",
        &[
            ("none from the stage on that requires one", &["missing-needs"]),
            ("pain that answers to no need", &["pain-without-need"]),
            ("vague or repeated need", &["vague-need", "repeated-need"]),
        ],
    ),
    (
        "stage",
        &[
            ("unknown", &["unknown-stage"]),
            ("stage differs from the end of history", &["stage-against-history"]),
            ("dates out of order", &["stage-dates-out-of-order"]),
            ("a stage skipped without a note", &["skipped-stage"]),
            ("required facts or milestones missing", &["missing-requirement", "missing-milestone"]),
            ("longer in the stage than allowed", &["stale-stage"]),
            ("lost without reason", &["lost-without-reason"]),
            ("won without contract after some days", &["won-without-contract"]),
            ("expected close in the past or absent", &["close-date-past", "missing-close-date"]),
            (
                "probability outside 0 to 100 or against the stage",
                &["probability-out-of-range", "probability-against-stage"],
            ),
            ("milestone overdue or without owner", &["overdue-milestone", "milestone-without-owner"]),
        ],
    ),
    (
        "actions",
        &[
            ("open deal without next action", &["missing-next-action"]),
            (
                "action without owner, deadline or with a deadline before its creation",
                &["action-without-owner", "action-without-deadline", "deadline-before-creation"],
            ),
            ("overdue, with the ladder of escalation", &["overdue-action"]),
            ("vague action", &["vague-action"]),
            ("owner inactive", &["inactive-action-owner"]),
            ("postponed three times", &["often-postponed"]),
            ("duplicate or missing id", &["duplicate-action-id", "missing-action-id"]),
        ],
    ),
    (
        "people",
        &[
            ("an inactive person who still owns open deals or actions", &["inactive-person-in-charge"]),
            ("a transition period that has run out without being closed", &["overdue-transition"]),
            ("targets of unknown people, with unknown keys or wrong figures", &["unusable-target"]),
            ("reviews and handovers that cannot be read as meant", &["unusable-review", "unusable-handover"]),
        ],
    ),
    ("privacy", &[("identity card, bank card, secret", &["identity-number", "bank-card", "secret-in-text"])]),
    (
        "office",
        &[
            ("contract without number or scan", &["contract-without-number", "contract-without-scan"]),
            ("order past its delivery date", &["overdue-delivery"]),
            ("invoice without tax number", &["invoice-without-tax-id"]),
            ("paid more than invoiced", &["overpaid-invoice"]),
            ("receivable overdue", &["overdue-receivable"]),
            ("sums that do not match their items", &["sum-mismatch"]),
            ("a currency that there is not", &["unknown-currency"]),
        ],
    ),
    (
        "suppressions",
        &[(
            "without reason, expired or unused",
            &["suppression-without-reason", "expired-suppression", "unused-suppression"],
        )],
    ),
];

#[test]
fn everything_on_the_list_has_its_rules_and_every_rule_its_place_on_the_list() {
    let mut listed = BTreeMap::new();
    for (group, points) in LIST {
        for (said, rules) in points {
            assert!(!rules.is_empty(), "{said}");
            for rule in *rules {
                assert_eq!(listed.insert(*rule, group), None, "{rule} stands twice");
            }
        }
    }
    let known: BTreeMap<&str, &str> =
        ALL.iter().map(|rule| rule.about()).map(|about| (about.id, about.group.id())).collect();
    assert_eq!(listed, known);
}

/// The bad examples of every rule in a language, laid among a team's records, each rule's in a folder of its own.
fn among(records: &Records, zh: bool) -> BTreeSet<&'static str> {
    let mut laid = BTreeSet::new();
    for about in ALL.iter().map(|rule| rule.about()) {
        let all = examples(about.document).into_iter();
        // What git says of a record is another test's.
        let bad = all.filter(|example| example.bad && example.zh == zh && !example.text.starts_with("# committed: "));
        for (number, example) in bad.enumerate() {
            for (path, text) in files(&example.text) {
                let path = match path.split_once('/') {
                    Some((shelf @ ("clients" | "archive"), rest)) => format!("{shelf}/{}-{number}/{rest}", about.id),
                    _ => path,
                };
                records.write(&path, bytes(&text, &example.written));
            }
            laid.insert(about.id);
        }
    }
    laid
}

#[test]
fn every_rule_finds_its_bad_examples_among_the_records_of_a_team() {
    for (zh, records) in [(false, Records::en()), (true, Records::zh())] {
        let laid = among(&records, zh);
        let shown = records.run(&["lint", "--all", "--output", "jsonl", "--fail-on", "never"]);
        assert!(!shown.stderr.contains("panicked"), "{}", shown.stderr);
        let found: Vec<Value> = shown.ok().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        for mend in found.iter().filter_map(|one| one["mend"].as_str()) {
            let times = mend.matches("--fix`").count();
            assert!(times <= 1, "says twice: {mend}");
        }
        let fires = |rule: &&&str| {
            let folder = format!("/{rule}-0/");
            let filed = |at: &str| ["targets/", "reviews/", "handovers/"].iter().any(|drawer| at.starts_with(drawer));
            let there = |at: &str| at.contains(&folder) || filed(at);
            found.iter().any(|one| one["rule"] == **rule && one["path"].as_str().is_some_and(there))
        };
        let silent: Vec<&&str> = laid.iter().filter(|rule| !fires(rule)).collect();
        assert_eq!(silent, [&""; 0], "not found");
        let git = ["recorded-against-git"];
        let rules: BTreeSet<&str> = ALL.iter().map(|rule| rule.about().id).filter(|id| !git.contains(id)).collect();
        assert_eq!(laid, rules, "rules without a bad example in this language");
    }
}
