//! Clients that are made and renamed while others write, or die doing so.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Child;
use std::time::Instant;

use super::{ended_well, leftovers, log, start, team, texts};

#[test]
fn of_processes_that_add_one_client_at_once_one_does() {
    let records = team();
    let children: Vec<Child> = (0..10).map(|_| start(records.command(&["add", "Newcomer Ltd"]))).collect();
    let codes: Vec<Option<i32>> =
        children.into_iter().map(|child| child.wait_with_output().expect("it ends").status.code()).collect();
    assert_eq!(codes.iter().filter(|code| **code == Some(0)).count(), 1, "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == Some(2)).count(), 9, "{codes:?}");
    assert_eq!(std::fs::read_dir(records.file("clients")).expect("the folder").count(), 2);
    assert_eq!(leftovers(&records), [] as [PathBuf; 0]);
}

#[test]
fn a_kill_while_a_client_is_added_leaves_no_half_record() {
    const KILLS: u32 = 40;
    let records = team();
    let since = Instant::now();
    ended_well(start(records.command(&["add", "Unhurried Ltd"])));
    let usual = since.elapsed();
    let whole = records.read("clients/Unhurried Ltd_20260626.yaml");
    let mut made = 0;
    for at in 0..KILLS {
        let name = format!("Number {at} Ltd");
        let mut child = start(records.command(&["add", &name, "--force"]));
        std::thread::sleep(usual * 2 * at / KILLS);
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let path = format!("clients/{name}_20260626.yaml");
        if records.file(&path).exists() {
            assert_eq!(records.read(&path), whole.replace("Unhurried Ltd", &name));
            made += 1;
        }
        // What is left of it is in nobody's way.
        if at % 8 == 7 && !records.file(&path).exists() {
            ended_well(start(records.command(&["add", &name, "--force"])));
        }
    }
    assert!(made < KILLS, "the kills came too late");
}

#[test]
fn a_client_that_is_renamed_while_others_log_loses_nothing() {
    let records = team();
    let mut children: Vec<Child> =
        (0..12).map(|at| start(log(&records, "Harbour Foods", &format!("call {at}")))).collect();
    let rename = start(records.command(&["rename", "Harbour Foods", "Haven Foods Ltd"]));
    children.extend((12..24).map(|at| start(log(&records, "Harbour Foods", &format!("call {at}")))));
    ended_well(rename);
    let mut expected = BTreeSet::new();
    for (at, child) in children.into_iter().enumerate() {
        // Whoever came just when the file was moved was told so.
        match child.wait_with_output().expect("it ends").status.code() {
            Some(0) => drop(expected.insert(format!("call {at}"))),
            code => assert_eq!(code, Some(2)),
        }
    }
    let names: Vec<String> = records.all().into_keys().filter(|name| name.starts_with("clients/")).collect();
    assert_eq!(names, ["clients/Haven Foods Ltd_20260401.yaml"]);
    let logged = texts(&records.read(&names[0]), "log", "summary");
    assert_eq!(logged[12..].iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(logged.len(), 12 + expected.len());
}
