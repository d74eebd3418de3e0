//! `--changed`: only what differs from a revision.

use std::process::Command;

use crate::support::Records;

fn git(records: &Records, words: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(records.path()).args(["-c", "user.name=t", "-c", "user.email=t@example.com"]).args(words);
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", records.path());
    let output = command.output().expect("git");
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn client(records: &Records, name: &str, more: &str) {
    let text = format!("client: {name}\nfirst_contact: 2026-03-02\nowner: ann\n{more}");
    records.write(&format!("clients/{name}_20260302.yaml"), text);
}

/// Two clients on main, one of them changed on a branch, a third not even added.
fn branched() -> Records {
    let records = Records::small();
    git(&records, &["init", "-q", "-b", "main"]);
    client(&records, "Old", "");
    client(&records, "Committed", "");
    client(&records, "甲", "");
    git(&records, &["add", "."]);
    git(&records, &["commit", "-qm", "records"]);
    git(&records, &["checkout", "-qb", "week"]);
    client(&records, "Committed", "region: North\n");
    git(&records, &["commit", "-qam", "change"]);
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
    git(&records, &["init", "-q", "-b", "main"]);
    client(&records, "A", "");
    client(&records, "B", "");
    git(&records, &["add", "clients/A_20260302.yaml"]);
    assert_eq!(found(&records, &["--changed"]), "A_20260302\nB_20260302\n");
}

#[test]
fn changed_says_what_it_lacks() {
    let shown = Records::small().run(&["lint", "--changed"]);
    assert_eq!((shown.code, shown.stderr.contains("no git repository")), (2, true), "{}", shown.screen());
    let records = branched();
    let shown = records.run(&["lint", "--changed", "nowhere"]);
    assert_eq!((shown.code, shown.stderr.contains("“nowhere”")), (2, true), "{}", shown.screen());
    git(&records, &["branch", "-D", "main"]);
    let shown = records.run(&["lint", "--changed"]);
    assert_eq!((shown.code, shown.stderr.contains("--changed REV")), (2, true), "{}", shown.screen());
}
