//! Words typed that are no text, input that is none, and outputs that nobody reads.

use std::process::Stdio;

use super::{GOOD, run, team};

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_refused() {
    use std::os::unix::ffi::OsStrExt;
    let bytes = std::ffi::OsStr::from_bytes(b"\xff\xfe");
    let records = team();
    for (words, at) in [
        (&["log", "Good", "x", "--no-next", "y"][..], 1),
        (&["log", "Good", "x", "--no-next", "y"], 2),
        (&["overdue"], 0),
        (&["--lang", "en"], 1),
    ] {
        let mut command = records.command(&[]);
        for (number, word) in words.iter().enumerate() {
            command.arg(if number == at { bytes } else { word.as_ref() });
        }
        let output = command.output().expect("it runs");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.starts_with("error: "), "{said}");
    }
    // A path need not be text; there is no such folder.
    let output = records.command(&["overdue", "-C"]).arg(bytes).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(records.read("clients/Good_20260101.yaml"), GOOD);
}

#[cfg(unix)]
#[test]
fn an_environment_that_is_no_text_is_passed_over() {
    use std::os::unix::ffi::OsStrExt;
    let records = team();
    let mut command = records.command(&["overdue"]);
    for name in ["LANG", "LC_ALL", "SALESREC_NOW", "SALESREC_DIR", "NO_COLOR", "EDITOR", "SALESREC_WIDTH"] {
        command.env(name, std::ffi::OsStr::from_bytes(b"\xff\xfe"));
    }
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What `head -0` does: it is gone before the first word.
#[test]
fn a_closed_pipe_ends_quietly() {
    let records = team();
    for words in [
        &["overdue"][..],
        &["list"],
        &["--help"],
        &["overdue", "--format", "json"],
        &["log", "Good", "they called", "--no-next", "y"],
        &["completions", "bash"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = records.command(words).stdout(writer).stderr(Stdio::piped()).output().expect("it runs");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{words:?}");
    }
    assert!(records.read("clients/Good_20260101.yaml").contains("they called"));
    // Nobody to tell of an error either.
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = records.command(&["log", "nobody", "x", "--no-next", "y"]).stderr(writer).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_printed_is_an_error() {
    let records = team();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let output = records.command(&["overdue"]).stdout(full).output().expect("it runs");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2));
    assert!(said.starts_with("error: the answer cannot be printed\ncaused by: No space left"), "{said}");
}

#[test]
fn input_that_is_no_summary_is_refused() {
    let records = team();
    let log = ["log", "Good", "-", "--no-next", "y"];
    for (input, words) in [
        (&b"\xff\xfe"[..], "standard input is not UTF-8 text"),
        (b"", "the summary is empty"),
        (b" \r\n\t\n", "the summary is empty"),
        (b"\x1b\x07\0", "the summary is empty"),
        (&vec![b'x'; (1 << 20) + 1], "larger than 1 MiB"),
    ] {
        let shown = records.run_with_input(&log, input);
        assert_eq!(shown.code, 2, "{}", shown.screen());
        assert!(shown.stderr.contains(words), "{}", shown.screen());
    }
    assert_eq!(records.read("clients/Good_20260101.yaml"), GOOD);
    // Nothing is read before it is known for whom.
    let mut child = records.command(&["log", "nobody", "-", "--no-next", "y"]);
    let child = child.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    assert!(!child.wait_with_output().expect("it ends").status.success());
}

#[test]
fn a_now_or_width_that_is_none_is_told() {
    let records = team().var("SALESREC_NOW", "yesterday");
    let shown = run(&records, &["overdue"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("SALESREC_NOW is “yesterday”, which is not a moment"), "{}", shown.stderr);
    for width in ["0", "19", "99999", "-1", "wide"] {
        assert_eq!(run(&team(), &["overdue", "--width", width]).code, 2, "{width}");
    }
}
