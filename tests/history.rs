//! The times of recording against a real repository.

use std::path::Path;
use std::process::Command;

use salesrec::clock::{Calendar, Clock};
use salesrec::config;
use salesrec::lint::{Engine, History, LineTimes, Settings, Setup};
use salesrec::record::TeamFile;
use salesrec::store::{ClientFile, Store};

use crate::support::{NOW, Records};

const FILE: &str = "clients/Harbour Foods Ltd_20260512.yaml";

fn git(folder: &Path, at: &str, words: &[&str]) -> String {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=Tom", "-c", "user.email=tom@tidewell.example.com", "-c", "commit.gpgsign=false"])
        .args(words)
        .env("GIT_AUTHOR_DATE", at)
        .env("GIT_COMMITTER_DATE", "2026-06-26T16:00:00+01:00")
        .output()
        .expect("git");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn entry(at: &str, recorded: &str) -> String {
    format!("  - at: {at}\n    recorded: {recorded}\n    by: tom.ashdown\n    method: Phone\n    summary: x\n")
}

#[test]
fn a_time_of_recording_is_held_against_the_commit_that_brought_it() {
    let records = Records::none();
    let commit = |at: &str, text: &str| {
        records.write(FILE, text);
        git(records.path(), at, &["add", "."]);
        git(records.path(), at, &["commit", "--quiet", "--message", "log"]);
    };
    git(records.path(), NOW, &["init", "--quiet"]);
    let mut text = "client: Harbour Foods Ltd\nlog:\n".to_string() + &entry("2026-05-12 09:00", "2026-05-12 10:00");
    // The first commit brings old records in, and tells nothing of them.
    commit("2026-06-20T09:00:00+01:00", &text);
    text += &entry("2026-06-22 09:00", "2026-06-22 10:00");
    commit("2026-06-22T10:59:00+01:00", &text);
    text += &entry("2026-06-23 09:00", "2026-06-23 10:00");
    commit("2026-06-25T18:00:00+01:00", &text);
    text += &entry("2026-06-25 18:30", "2026-06-25 21:30");
    commit("2026-06-25T20:00:00+01:00", &text);
    // A correction of the wrong time and a line above change nothing of when the entry came.
    text = text.replace("recorded: 2026-06-22 10:00", "recorded: 2026-06-22 10:05").replace("log:", "owner: tom\nlog:");
    commit("2026-06-26T12:00:00+01:00", &text);
    // Not committed.
    text += &entry("2026-06-26 09:00", "2026-06-26 10:00");
    records.write(FILE, &text);

    let settings = include_str!("../examples/team-en/salesrec.toml");
    let team: TeamFile = config::parse(Path::new("salesrec.toml"), settings).expect("a team");
    let clock = Clock::new(&team.team.timezone, Some(NOW)).expect("a clock");
    let store = Store::at(records.path());
    let setup = Setup::new(&Settings::default(), &["recorded-against-git".to_string()], &[]).expect("a setup");
    let blame = |file: &ClientFile| {
        let path = file.path.to_string_lossy();
        Some(LineTimes::from_porcelain(&git(records.path(), NOW, &["blame", "-w", "--porcelain", "--", &path])))
    };
    let engine = |history| {
        Engine {
            store: &store,
            team: &team,
            clock: &clock,
            calendar: &Calendar::weekends_only(),
            setup: &setup,
            history,
            unclosed: std::sync::OnceLock::new(),
            looking: std::sync::OnceLock::new(),
        }
        .run(&store.files(false).files, &[])
    };

    let found = engine(Some(History(&blame))).findings;
    let found: Vec<String> = found
        .iter()
        .map(|finding| format!("{} {}: {}", finding.place.line, finding.route, finding.message.en))
        .collect();
    assert_eq!(
        found,
        [
            "15 log[2].recorded: recorded 2026-06-23 10:00, but it was first committed 2026-06-25 18:00",
            "20 log[3].recorded: recorded 2026-06-25 21:30, but it was committed before that: 2026-06-25 20:00",
        ]
    );
    assert!(engine(None).findings.is_empty());
}
