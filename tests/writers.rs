//! Writers that run at once, are killed, are locked out or find the disk full: real processes on real files. Whatever
//! happens, a record is whole, it is the old one or the new one, and nothing that was written is lost.

mod clients;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::support::Records;

/// The record that most tests write to.
const CLIENT: &str = "clients/Harbour Foods Ltd_20260401.yaml";
/// The last line of every record here, behind what the program adds.
const LAST: &str = "notes: the last line\n";

/// A small team with that client.
fn team() -> Records {
    let records = Records::small();
    records.write(CLIENT, record("Harbour Foods Ltd"));
    records
}

/// A record of usual size: with a contact, an open deal and some log entries.
fn record(client: &str) -> String {
    let entries: String = (1..=12)
        .map(|day| {
            let words = "They asked for the cold store first, then for the vans. ".repeat(3);
            format!("  - at: 2026-05-{day:02} 10:00\n    by: ann\n    deal: Cold store\n    summary: {words}call {day} of May\n")
        })
        .collect();
    format!(
        "# kept by hand too\nclient: {client}\naliases: [HF {client}]\ncontacts:\n  - name: Jo\n    phone: \"0100 555 000\"\n\
         deals:\n  - name: Cold store\n    stage: Lead\nlog:\n{entries}{LAST}"
    )
}

fn log(records: &Records, client: &str, summary: &str) -> Command {
    records.command(&["log", client, summary, "--next", &format!("deed of {summary}"), "--due", "+3d"])
}

fn start(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs")
}

#[track_caller]
fn ended_well(child: Child) {
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The texts under `key` of every item of a list, as another reader of YAML sees them.
#[track_caller]
fn texts(text: &str, list: &str, key: &str) -> Vec<String> {
    let value: yaml_serde::Value = yaml_serde::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    let items = value.get(list).and_then(|items| items.as_sequence().cloned()).unwrap_or_default();
    items
        .iter()
        .map(|item| item[key].as_str().unwrap_or_else(|| panic!("no {key}: {item:?}")).trim().to_string())
        .collect()
}

/// What lies in clients/ beside the records: files that a write has left.
fn leftovers(records: &Records) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(records.file("clients")).expect("the folder").flatten();
    entries.map(|entry| entry.path()).filter(|path| path.extension().is_none_or(|end| end != "yaml")).collect()
}

#[test]
fn fifty_processes_that_log_to_one_client_at_once_lose_nothing() {
    let records = team();
    let before = records.read(CLIENT);
    let children: Vec<Child> = (0..50).map(|at| start(log(&records, "Harbour Foods", &format!("call {at}")))).collect();
    children.into_iter().for_each(ended_well);

    let after = records.read(CLIENT);
    let expected: BTreeSet<String> = (0..50).map(|at| format!("call {at}")).collect();
    let logged = texts(&after, "log", "summary");
    assert_eq!(logged.len(), 12 + 50);
    assert_eq!(logged[12..].iter().cloned().collect::<BTreeSet<_>>(), expected);
    let deeds: BTreeSet<String> = texts(&after, "actions", "action").into_iter().collect();
    assert_eq!(deeds, expected.iter().map(|call| format!("deed of {call}")).collect());
    assert_eq!(texts(&after, "actions", "id").into_iter().collect::<BTreeSet<_>>().len(), 50);
    // What was there stands as it stood: the head, and the last line behind what was added.
    assert!(after.starts_with(before.strip_suffix(LAST).expect("the last line")) && after.ends_with(LAST));
    assert_eq!(leftovers(&records), [] as [PathBuf; 0]);
}

#[test]
fn writers_to_several_clients_do_not_disturb_each_other() {
    let records = team();
    let names = ["Abbey", "Bexley", "Cobb", "Dunmore", "Eskdale"];
    for name in names {
        records.write(&format!("clients/{name}_20260401.yaml"), record(name));
    }
    let children: Vec<Child> = (0..6)
        .flat_map(|round| names.map(|name| (name, round)))
        .map(|(name, round)| start(log(&records, name, &format!("{name} {round}"))))
        .collect();
    children.into_iter().for_each(ended_well);
    for name in names {
        let logged = texts(&records.read(&format!("clients/{name}_20260401.yaml")), "log", "summary");
        let expected: BTreeSet<String> = (0..6).map(|round| format!("{name} {round}")).collect();
        assert_eq!(logged[12..].iter().cloned().collect::<BTreeSet<_>>(), expected, "{name}");
    }
    assert_eq!(records.read(CLIENT), record("Harbour Foods Ltd"));
    assert_eq!(leftovers(&records), [] as [PathBuf; 0]);
}

#[test]
fn a_reader_during_writes_never_sees_half_a_file() {
    let records = team();
    let path = records.file(CLIENT);
    let done = AtomicBool::new(false);
    let (looks, reads) = std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            let mut looks = 0;
            let mut lengths = BTreeSet::new();
            while !done.load(Ordering::Relaxed) {
                let text = String::from_utf8(std::fs::read(&path).expect("it is always there")).expect("UTF-8");
                assert!(text.starts_with("# kept by hand too\n") && text.ends_with(LAST), "{text}");
                if lengths.insert(text.len()) {
                    assert!(texts(&text, "log", "summary").len() >= 12);
                }
                looks += 1;
            }
            (looks, lengths.len())
        });
        let reading = scope.spawn(|| {
            let mut reads = 0;
            while !done.load(Ordering::Relaxed) {
                // By an alias, so that every file has to be read.
                records.run(&["log", "HF Harbour", "looking", "--no-next", "only looking", "--dry-run"]).ok();
                reads += 1;
            }
            reads
        });
        for round in 0..12 {
            let children: Vec<Child> =
                (0..3).map(|at| start(log(&records, "Harbour Foods", &format!("call {round} {at}")))).collect();
            children.into_iter().for_each(ended_well);
        }
        done.store(true, Ordering::Relaxed);
        let (looks, versions) = looking.join().expect("no half file");
        assert!(versions > 5, "only {versions} states of the file were seen in {looks} looks");
        (looks, reading.join().expect("it reads"))
    });
    assert!(looks > 50 && reads > 3, "{looks} looks, {reads} reads");
    assert_eq!(texts(&records.read(CLIENT), "log", "summary").len(), 12 + 36);
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_or_the_new_file_whole() {
    const KILLS: u32 = 150;
    let records = team();
    let since = Instant::now();
    ended_well(start(log(&records, "Harbour Foods", "unhurried")));
    let usual = since.elapsed();

    let mut before = records.read(CLIENT);
    let (mut old, mut new) = (0, 0);
    for at in 0..KILLS {
        let mut child = start(log(&records, "Harbour Foods", &format!("call {at}")));
        std::thread::sleep(usual * 2 * at / KILLS);
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let after = records.read(CLIENT);
        if after == before {
            old += 1;
            continue;
        }
        new += 1;
        let logged = texts(&after, "log", "summary");
        assert_eq!(logged.len(), texts(&before, "log", "summary").len() + 1);
        assert_eq!(logged.last(), Some(&format!("call {at}")));
        assert_eq!(texts(&after, "actions", "action").last(), Some(&format!("deed of call {at}")));
        assert!(after.ends_with(LAST));
        before = after;
    }
    assert!(old > 0 && new > 0, "the kills came too {}: {old} old, {new} new", if old == 0 { "late" } else { "early" });
    assert!(leftovers(&records).len() <= 1, "{:?}", leftovers(&records));

    ended_well(start(log(&records, "Harbour Foods", "the next")));
    assert_eq!(texts(&records.read(CLIENT), "log", "summary").last().map(String::as_str), Some("the next"));
    assert_eq!(leftovers(&records), [] as [PathBuf; 0]);
}

/// The same run of the program, by way of something that runs it.
#[cfg(unix)]
fn by_way_of(runner: &str, words: &[&str], command: &Command) -> Command {
    let mut other = Command::new(runner);
    other.args(words);
    if runner == "sh" {
        other.arg(command.get_program());
    }
    other.args(command.get_args()).env_clear().stdin(Stdio::null());
    other.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    other.current_dir(command.get_current_dir().expect("its folder"));
    other
}

/// A write under a shell's limit on the size of files, so that it stops half-way: with an error, as on a full disk, or
/// with the death of the process.
#[cfg(unix)]
fn short_of_space(records: &Records, dies: bool) -> Command {
    let ignored = if dies { "" } else { "trap '' XFSZ; " };
    let script = format!("ulimit -c 0; {ignored}ulimit -f 1; exec \"$0\" \"$@\"");
    by_way_of("sh", &["-c", &script], &log(records, "Harbour Foods", "too long"))
}

#[cfg(unix)]
#[test]
fn what_a_killed_writer_leaves_is_cleared_by_the_next_write() {
    let records = team();
    let before = records.read(CLIENT);
    let output = short_of_space(&records, true).output().expect("it runs");
    assert!(!output.status.success());
    assert_eq!(records.read(CLIENT), before);
    let left = leftovers(&records);
    assert_eq!(left.len(), 1, "{output:?}");
    let half = std::fs::read(&left[0]).expect("half a file").len();
    assert!(half > 0 && half < before.len(), "{half} bytes");

    ended_well(start(log(&records, "Harbour Foods", "the next")));
    assert_eq!(leftovers(&records), [] as [PathBuf; 0]);
    assert_eq!(texts(&records.read(CLIENT), "log", "summary").len(), 13);
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_is_a_clear_error_and_leaves_the_record() {
    let records = team();
    let before = records.all();
    let output = short_of_space(&records, false).output().expect("it runs");
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    snapbox::assert_data_eq!(
        stderr,
        snapbox::str![[r#"
error: the file cannot be written
 --> clients/Harbour Foods Ltd_20260401.yaml
caused by: File too large (os error 27)

"#]]
    );
    assert_eq!(records.all(), before);
}

/// The program as a user who may only do what all may: the tests may run as the superuser, whom permissions do not
/// stop.
#[cfg(unix)]
pub fn as_anybody(records: &Records, command: &Command, place: &Records) -> Command {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let superuser = records.path().metadata().expect("the folder").uid() == 0;
    // Where the program was built may be closed to others.
    let program = place.file("salesrec");
    if !program.exists() {
        std::fs::copy(command.get_program(), &program).expect("a copy");
        allow(place.path(), 0o755);
    }
    let mut other = by_way_of(program.to_str().expect("UTF-8"), &[], command);
    if superuser {
        other.uid(NOBODY).gid(NOBODY);
    }
    other
}

#[cfg(unix)]
pub fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode)).expect("permissions");
}

#[cfg(unix)]
#[test]
fn records_that_may_not_be_written_are_a_clear_error_and_left_alone() {
    let records = team();
    let before = records.all();
    let place = Records::none();
    let run = |what: &str| {
        let output = as_anybody(&records, &log(&records, "Harbour Foods", what), &place).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    allow(records.path(), 0o555);
    snapbox::assert_data_eq!(
        run("no folder for locks"),
        snapbox::str![[r#"
error: cannot lock the records for writing
 --> .salesrec/locks/bf.lock
caused by: Permission denied (os error 13)

"#]]
    );
    records.write(".salesrec/locks/.keep", "");
    allow(&records.file(".salesrec/locks"), 0o777);
    allow(&records.file("clients"), 0o555);
    snapbox::assert_data_eq!(
        run("no room for a new file"),
        snapbox::str![[r#"
error: the file cannot be written
 --> clients/Harbour Foods Ltd_20260401.yaml
caused by: Permission denied (os error 13)

"#]]
    );
    allow(&records.file("clients"), 0o777);
    allow(&records.file(CLIENT), 0o000);
    snapbox::assert_data_eq!(
        run("not even to be read"),
        snapbox::str![[r#"
error: the file cannot be read
 --> clients/Harbour Foods Ltd_20260401.yaml
caused by: Permission denied (os error 13)

"#]]
    );
    for folder in ["", "clients"] {
        allow(&records.file(folder), 0o755);
    }
    allow(&records.file(CLIENT), 0o644);
    let after: Vec<_> = records.all().into_iter().filter(|(name, _)| !name.contains(".salesrec")).collect();
    assert_eq!(after, before.into_iter().collect::<Vec<_>>());
}

#[test]
fn a_writer_waits_for_the_one_before_it() {
    let records = team();
    log(&records, "Harbour Foods", "first").output().expect("it runs");
    let locks: Vec<PathBuf> = std::fs::read_dir(records.file(".salesrec/locks"))
        .expect("locks")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    assert_eq!(locks.len(), 1, "{locks:?}");
    let held = std::fs::File::open(&locks[0]).expect("the lock");
    held.lock().expect("it is free");
    let mut second = start(log(&records, "Harbour Foods", "second"));
    std::thread::sleep(Duration::from_millis(300));
    assert!(second.try_wait().expect("its state").is_none(), "it did not wait");
    assert_eq!(texts(&records.read(CLIENT), "log", "summary").len(), 13);
    // Who only looks does not wait.
    records.run(&["log", "Harbour Foods", "looking", "--no-next", "only looking", "--dry-run"]).ok();
    drop(held);
    ended_well(second);
    assert_eq!(texts(&records.read(CLIENT), "log", "summary").last().map(String::as_str), Some("second"));
}

#[test]
fn a_file_that_an_editor_saves_meanwhile_is_not_written_over() {
    let records = team();
    let store = salesrec::store::Store::at(records.path());
    let file = store.files(false).files.remove(0);
    let edited = records.read(CLIENT).replace("by hand too", "by hand, just now");
    let error = store
        .change(&file, false, |client| {
            records.write(CLIENT, &edited);
            client.notes = Some("the program's".to_string());
            Ok(())
        })
        .expect_err("the file has changed");
    assert_eq!(error.kind, salesrec::error::Kind::Conflict);
    assert_eq!(records.read(CLIENT), edited);
    assert_eq!(leftovers(&records), [] as [PathBuf; 0]);
    // The same change on what is there now goes through.
    store
        .change(&file, false, |client| {
            client.notes = Some("the program's".to_string());
            Ok(())
        })
        .expect("nobody else writes");
    assert_eq!(records.read(CLIENT), edited.replace(LAST, "notes: the program's\n"));
}

#[test]
fn a_file_that_is_deleted_meanwhile_is_not_made_again() {
    let records = team();
    let store = salesrec::store::Store::at(records.path());
    let file = store.files(false).files.remove(0);
    let gone = store.change(&file, false, |client| {
        std::fs::rename(records.file(CLIENT), records.file("elsewhere.yaml")).expect("moved away");
        client.notes = None;
        Ok(())
    });
    assert!(gone.is_err());
    assert!(!records.file(CLIENT).exists());
    assert_eq!(records.read("elsewhere.yaml"), record("Harbour Foods Ltd"));
}
