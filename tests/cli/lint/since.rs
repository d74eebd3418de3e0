//! `--changed`: only what differs from a revision; `--staged`: what the next commit changes.

use crate::support::Records;

fn client(records: &Records, name: &str, more: &str) {
    let text = format!("client: {name}\nfirst_contact: 2026-03-02\nowner: ann\n{more}");
    records.write(&format!("clients/{name}_20260302.yaml"), text);
}

/// Two clients on main, one of them changed on a branch, a third not even added.
fn branched() -> Records {
    let records = Records::small();
    records.git(&["init", "-q", "-b", "main"]);
    client(&records, "Old", "");
    client(&records, "Committed", "");
    client(&records, "甲", "");
    records.git(&["add", "."]);
    records.git(&["commit", "-qm", "records"]);
    records.git(&["checkout", "-qb", "week"]);
    client(&records, "Committed", "region: North\n");
    records.git(&["commit", "-qam", "change"]);
    client(&records, "甲", "region: North\n");
    client(&records, "Untracked", "");
    records
}

fn found(records: &Records, words: &[&str]) -> String {
    let shown = records.run(&[&["lint", "--select", "missing-source", "--format=ids"], words].concat());
    shown.ok().to_string()
}

#[test]
fn changed_means_since_the_branch_left_main_with_what_is_not_committed() {
    let records = branched();
    assert_eq!(found(&records, &["--changed"]), "Committed_20260302\nUntracked_20260302\n甲_20260302\n");
    assert_eq!(found(&records, &["--changed", "HEAD"]), "Untracked_20260302\n甲_20260302\n");
    assert_eq!(found(&records, &["clients/Committed_20260302.yaml", "--changed"]), "Committed_20260302\n");
    assert_eq!(found(&records, &[]).lines().count(), 4);
}

#[test]
fn a_deleted_file_is_not_looked_for() {
    let records = branched();
    records.remove("clients/Old_20260302.yaml");
    assert!(!found(&records, &["--changed"]).contains("Old"));
}

#[test]
fn before_the_first_commit_everything_has_changed() {
    let records = Records::small();
    records.git(&["init", "-q", "-b", "main"]);
    client(&records, "A", "");
    client(&records, "B", "");
    records.git(&["add", "clients/A_20260302.yaml"]);
    assert_eq!(found(&records, &["--changed"]), "A_20260302\nB_20260302\n");
}

#[test]
fn changed_says_what_it_lacks() {
    let shown = Records::small().run(&["lint", "--changed"]);
    assert_eq!((shown.code, shown.stderr.contains("no git repository")), (2, true), "{}", shown.screen());
    let records = branched();
    let shown = records.run(&["lint", "--changed", "nowhere"]);
    assert_eq!((shown.code, shown.stderr.contains("“nowhere”")), (2, true), "{}", shown.screen());
    records.git(&["branch", "-D", "main"]);
    let shown = records.run(&["lint", "--changed"]);
    assert_eq!((shown.code, shown.stderr.contains("--changed REV")), (2, true), "{}", shown.screen());
}

#[test]
fn staged_means_the_contents_of_the_next_commit_and_not_the_working_tree() {
    let records = branched();
    records.git(&["add", "clients/Untracked_20260302.yaml"]);
    assert_eq!(found(&records, &["--staged"]), "Untracked_20260302\n", "one of the two that have changed");
    client(&records, "Untracked", "source: Fair\n");
    assert_eq!(found(&records, &["--staged"]), "Untracked_20260302\n", "mended only in the working tree");
    records.git(&["add", "clients/Untracked_20260302.yaml"]);
    client(&records, "Untracked", "");
    assert_eq!(found(&records, &["--staged"]), "", "broken only in the working tree");
    client(&records, "甲", "");
    records.git(&["add", "clients/甲_20260302.yaml"]);
    records.remove("clients/Untracked_20260302.yaml");
    records.remove("clients/甲_20260302.yaml");
    assert_eq!(found(&records, &["--staged"]), "", "what was removed afterwards is still staged");
    let shown = records.run(&["lint", "--staged", "--select", "missing-owner"]);
    assert!(shown.ok().contains("no findings in 1 file"), "{}", shown.screen());
    let shown = records.run(&["lint", "--staged", "clients/Old_20260302.yaml"]);
    assert!(shown.ok().contains("no findings in 0 files"), "{}", shown.screen());
    assert_eq!(records.run(&["lint", "--staged", "--fix"]).code, 2);
    assert_eq!(Records::small().run(&["lint", "--staged"]).code, 2);
}

#[test]
fn rules_that_compare_files_compare_what_is_staged() {
    let records = branched();
    records.git(&["add", "."]);
    records.git(&["commit", "-qm", "all"]);
    let ids = |records: &Records| {
        records
            .run(&["lint", "--staged", "--select", "duplicate-id", "--fail-on=never", "--format=ids"])
            .ok()
            .to_string()
    };
    // A file that nobody has added is in no commit, so it is nobody's double.
    records.write("clients/east/Old_20260302.yaml", "client: Old\n");
    client(&records, "Old", "region: South\n");
    records.git(&["add", "clients/Old_20260302.yaml"]);
    assert_eq!(ids(&records), "");
    records.git(&["add", "."]);
    assert_ne!(ids(&records), "");
    // A double that is gone from the folder but stays in the commit is one.
    records.remove("clients/east/Old_20260302.yaml");
    assert_ne!(ids(&records), "");
}
