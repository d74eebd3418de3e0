//! Names of files and of clients that lead astray, and things in the place of files.

use super::{GOOD, run, team};
use crate::support::Records;

const LOG: [&str; 3] = ["they called", "--no-next", "nothing to do"];

/// Runs `log` for a client.
#[track_caller]
fn log(records: &Records, client: &str) -> crate::support::Shown {
    run(records, &[&["log", client], &LOG[..]].concat())
}

#[track_caller]
fn says(shown: &crate::support::Shown, code: i32, words: &str) {
    assert_eq!(shown.code, code, "{}", shown.screen());
    assert!(shown.stderr.contains(words), "{}", shown.screen());
}

#[test]
fn words_that_are_paths_lead_nowhere() {
    let records = team();
    let outside = Records::small();
    outside.write("secret.yaml", "client: Secret\n");
    records.write("secret.yaml", "client: Secret\n");
    records.write("clients/.hidden.yaml", "client: Hidden\n");
    let before = (records.all(), outside.all());
    let there = outside.file("secret").display().to_string();
    for client in [
        "../secret",
        "../secret.yaml",
        "clients/../../secret",
        "./../secret",
        "..",
        ".",
        "/",
        "clients",
        &there,
        &format!("{there}.yaml"),
        "..\\secret",
        "C:\\secret",
        "\\\\?\\C:\\secret",
        "file:///secret",
        "~/secret",
        ".hidden",
        ".hidden.yaml",
        "clients/.hidden.yaml",
        "NUL",
        "con",
        "AUX.yaml",
        "COM1",
        "*",
        "?",
        "a\tb",
        "\u{202e}dooG",
        "\u{1b}]0;x\u{7}",
        "good\n",
        "%s%n",
        "$(touch x)",
        "`touch x`",
    ] {
        let shown = log(&records, client);
        let found = client.trim() == "good";
        assert_eq!(shown.code, if found { 0 } else { 2 }, "{client:?}: {}", shown.screen());
        assert!(found || shown.stderr.starts_with("error: "), "{client:?}: {}", shown.screen());
        if found {
            records.write("clients/Good_20260101.yaml", GOOD);
        }
    }
    assert!((records.all(), outside.all()) == before);
}

#[test]
fn no_client_at_all_is_no_client() {
    let records = team();
    for client in ["", " ", "\u{3000}", "\t"] {
        says(&log(&records, client), 2, "error: ");
    }
    assert_eq!(records.read("clients/Good_20260101.yaml"), GOOD);
}

#[test]
fn a_very_long_name_is_a_name() {
    let records = team();
    let long = "长".repeat(80);
    records.write(&format!("clients/{long}_20260101.yaml"), format!("client: {long}\n"));
    log(&records, &long).ok();
    assert!(records.read(&format!("clients/{long}_20260101.yaml")).contains("they called"));
    let shown = log(&records, &"x".repeat(100_000));
    assert!(shown.code == 2 && shown.stderr.starts_with("error: no client named"));
}

#[test]
fn a_path_in_the_directory_is_as_good_as_a_name() {
    let records = team();
    log(&records, "clients/Good_20260101.yaml").ok();
    assert!(records.read("clients/Good_20260101.yaml").contains("they called"));
}

#[test]
fn one_id_in_two_folders_is_not_guessed() {
    let records = team();
    for folder in ["east", "west"] {
        records.write(&format!("clients/{folder}/Twin_20260101.yaml"), format!("client: Twin {folder}\n"));
    }
    for said in ["Twin", "Twin_20260101"] {
        let shown = log(&records, said);
        says(&shown, 2, "could mean 2 clients");
        says(&shown, 2, "clients/east/Twin_20260101.yaml\n");
    }
    log(&records, "clients/west/Twin_20260101.yaml").ok();
    assert!(records.read("clients/west/Twin_20260101.yaml").contains("they called"));
    assert_eq!(records.read("clients/east/Twin_20260101.yaml"), "client: Twin east\n");
}

#[cfg(not(any(windows, target_os = "macos")))]
#[test]
fn names_that_look_the_same_are_not_guessed_between() {
    for (one, other, said) in
        [("Caf\u{e9}_20260101", "Cafe\u{301}_20260101", "caf\u{e9}"), ("ACME_20260101", "acme_20260101", "Acme")]
    {
        let records = team();
        records.write(&format!("clients/{one}.yaml"), format!("client: {one}\n"));
        records.write(&format!("clients/{other}.yaml"), format!("client: {other}\n"));
        says(&log(&records, said), 2, "could mean 2 clients");
        // An id, byte for byte, is clear.
        log(&records, other).ok();
        assert!(records.read(&format!("clients/{other}.yaml")).contains("they called"));
        assert_eq!(records.read(&format!("clients/{one}.yaml")), format!("client: {one}\n"));
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
#[test]
fn a_name_in_the_other_unicode_form_is_found() {
    let records = team();
    records.write("clients/Cafe\u{301}_20260101.yaml", "client: Cafe\u{301}\n");
    for said in ["Caf\u{e9}_20260101", "CAF\u{c9}"] {
        log(&records, said).ok();
    }
}

/// What is meant, and that the good client is still listed.
#[cfg(unix)]
#[track_caller]
fn overdue_says(records: &Records, words: &str) {
    let shown = run(records, &["overdue"]);
    assert!(shown.ok().contains("send the quote"), "{}", shown.screen());
    assert!(shown.stderr.contains(words), "{}", shown.screen());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_record_is_not_followed() {
    let records = team();
    let outside = Records::small();
    outside.write("secret.yaml", "client: Secret\n");
    std::os::unix::fs::symlink(outside.file("secret.yaml"), records.file("clients/Secret_20260101.yaml"))
        .expect("a link");
    for said in ["Secret_20260101", "Secret", "clients/Secret_20260101.yaml"] {
        says(
            &log(&records, said),
            2,
            "could not be read; the name may stand there:\n           clients/Secret_20260101.yaml",
        );
    }
    overdue_says(&records, "not read: it is a symbolic link");
    assert_eq!(outside.read("secret.yaml"), "client: Secret\n");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_folder_is_not_followed() {
    let records = team();
    let outside = Records::small();
    outside.write("Secret_20260101.yaml", "client: Secret\n");
    std::os::unix::fs::symlink(outside.path(), records.file("clients/east")).expect("a link");
    std::os::unix::fs::symlink(records.file("clients"), records.file("clients/again")).expect("a link in a circle");
    says(&log(&records, "Secret_20260101"), 2, "clients/east");
    overdue_says(&records, "clients/east");
    overdue_says(&records, "clients/again");
    assert_eq!(outside.read("Secret_20260101.yaml"), "client: Secret\n");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_all_records_is_not_followed() {
    let records = Records::small();
    let outside = Records::small();
    outside.write("Secret_20260101.yaml", "client: Secret\n");
    std::os::unix::fs::symlink(outside.path(), records.file("clients")).expect("a link");
    says(&log(&records, "Secret_20260101"), 2, "clients");
    let shown = run(&records, &["overdue"]);
    assert!(shown.stderr.contains("not read: it is a symbolic link"), "{}", shown.screen());
    assert_eq!(outside.read("Secret_20260101.yaml"), "client: Secret\n");
    assert!(outside.all().len() == 2, "something was written there");
}

#[cfg(unix)]
#[test]
fn the_directory_itself_may_be_reached_by_a_link() {
    let records = team();
    let place = Records::none();
    std::os::unix::fs::symlink(records.path(), place.file("records")).expect("a link");
    run(&place, &[&["-C", "records", "--as", "ann", "log", "Good"], &LOG[..]].concat()).ok();
    assert!(records.read("clients/Good_20260101.yaml").contains("they called"));
}

#[cfg(unix)]
#[test]
fn a_pipe_or_folder_in_the_place_of_a_record_is_not_waited_for() {
    let records = team();
    let made = std::process::Command::new("mkfifo").arg(records.file("clients/Pipe_20260101.yaml")).status();
    assert!(made.expect("mkfifo").success());
    std::fs::create_dir(records.file("clients/Folder_20260101.yaml")).expect("a folder");
    for said in ["Pipe_20260101", "Pipe", "Folder_20260101"] {
        says(&log(&records, said), 2, "no client named");
    }
    overdue_says(&records, "not read: it is no plain file");
}

#[cfg(unix)]
#[test]
fn a_file_in_the_place_of_a_folder_is_told() {
    let records = Records::small();
    records.write("clients", "");
    says(&log(&records, "Anybody"), 2, "no client named");
    assert!(run(&records, &["overdue"]).stderr.contains("not read: it is no folder"));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_does_not_hide_the_rest() {
    use crate::writers::{allow, as_anybody};
    let records = team();
    let place = Records::none();
    records.write("clients/Closed_20260101.yaml", "client: Closed\n");
    records.write("clients/closed/Inner_20260101.yaml", "client: Inner\n");
    allow(&records.file("clients/Closed_20260101.yaml"), 0o000);
    allow(&records.file("clients/closed"), 0o000);
    allow(records.path(), 0o755);
    let output = as_anybody(&records, &records.command(&["overdue"]), &place).output().expect("it runs");
    allow(&records.file("clients/closed"), 0o755);
    let (answer, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && answer.contains("send the quote"), "{answer}{said}");
    for path in ["clients/Closed_20260101.yaml", "clients/closed"] {
        assert!(said.contains(&format!("--> {path}\ncaused by: Permission denied")), "{said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_no_text_does_not_hide_the_rest() {
    use std::os::unix::ffi::OsStrExt;
    let records = team();
    let name = std::ffi::OsStr::from_bytes(b"clients/\xff\xfe_20260101.yaml");
    std::fs::copy(records.file("clients/Good_20260101.yaml"), records.path().join(name)).expect("a file");
    overdue_says(&records, "the file's name is not UTF-8");
}

#[test]
fn what_editors_leave_behind_is_no_record() {
    let records = team();
    for name in [
        "Good_20260101.yaml~",
        ".Good_20260101.yaml.swp",
        "#Good_20260101.yaml#",
        "Good_20260101.yaml.orig",
        ".git/x.yaml",
    ] {
        records.write(&format!("clients/{name}"), "\0not a record");
    }
    let shown = run(&records, &["overdue"]);
    assert!(shown.ok().contains("send the quote") && !shown.stderr.contains("warning"), "{}", shown.screen());
}
