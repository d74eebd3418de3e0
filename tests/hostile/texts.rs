//! Texts that YAML would take for something else: they stay what was typed, for every reader and every command.

use yaml_serde::Value;

use super::{run, team};
use crate::support::Records;

const GOOD: &str = "clients/Good_20260101.yaml";

/// Words that a reader of YAML 1.1 or 1.2 takes for a truth, nothing, a number, a time or a part of YAML, when they
/// stand alone and unquoted.
const DANGEROUS: &[&str] = &[
    "no",
    "No",
    "NO",
    "yes",
    "on",
    "Off",
    "y",
    "N",
    "true",
    "False",
    "null",
    "Null",
    "~",
    "nan",
    ".nan",
    ".inf",
    "-.Inf",
    "08",
    "0123",
    "0o17",
    "0x1F",
    "0b101",
    "1e3",
    "1E-3",
    "1.5",
    "1.",
    ".5",
    "+5",
    "-1",
    "1_000",
    "1,000",
    "12:30",
    "1:20:30",
    "190:20:30.15",
    "2024-03-15",
    "2024-3-5",
    "2024-03-15 14:30",
    "2024-03-15T14:30:00Z",
    "13888888888",
    "+86 138 0000 0000",
    "021-5555 1234",
    "123456789012345678901234567890",
    "91320594MA1XXXXX0X",
    "1e1000",
    "=",
    "<<",
    "- item",
    "-",
    "--",
    "---",
    "--- x",
    "...",
    "? key",
    "?",
    ": value",
    ":",
    "key: value",
    "key:",
    "a: b: c",
    "# note",
    "a # note",
    "#",
    "&anchor",
    "*alias",
    "!tag",
    "!!str x",
    "|",
    "|-",
    ">",
    ">-",
    "%YAML",
    "@at",
    "`tick`",
    "{",
    "}",
    "{a: b}",
    "[",
    "]",
    "[a, b]",
    ",",
    "a, b",
    "'",
    "\"",
    "'a'",
    "\"a\"",
    "it's",
    "say \"hi\"",
    "\\",
    "\\n",
    "C:\\new",
    "a\\",
    "\"",
    "'\"",
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> main",
    "<<: *x",
    "x\u{a0}",
    "\u{feff}x",
    "a\u{2028}b",
    "\u{85}",
    "é",
    "e\u{301}",
    "👨\u{200d}👩\u{200d}👧",
    "𝄞",
    "客户：已确认",
    "- 中文",
    "？",
    "“引号”",
    "a\tb",
    "null: ~",
    "key: [unclosed",
    "{{ template }}",
    "${HOME}",
    "100%",
    "a:b",
    "http://x.example/a#b?c=d&e",
    "0",
    "00",
    "-0",
    "١٢٣",
    "１２３",
];

/// The texts under a key of every item of a list.
#[track_caller]
fn texts(records: &Records, list: &str, key: &str) -> Vec<String> {
    let text = records.read(GOOD);
    let value: Value = yaml_serde::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let items = value[list].as_sequence().unwrap_or_else(|| panic!("no {list}\n{text}"));
    items
        .iter()
        .map(|item| item[key].as_str().unwrap_or_else(|| panic!("{key} is no text: {item:?}")).to_string())
        .collect()
}

/// What the program keeps of a text on one line.
fn kept(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() || *c == '\t').collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_typed_stays_text_for_other_readers() {
    // All into one record, so that each text also stands among the others when the next is put in.
    let records = team();
    for chunk in DANGEROUS.chunks(8) {
        let needs: Vec<String> = chunk.iter().map(|text| format!("--promise={text}")).collect();
        let mut words = vec!["log", "Good", "=dangerous", "--no-next=y"];
        words.extend(needs.iter().map(String::as_str));
        if chunk.iter().any(|text| kept(text).is_empty()) {
            words.retain(|word| !word.starts_with("--promise=") || !kept(&word["--promise=".len()..]).is_empty());
        }
        run(&records, &words).ok();
    }
    let expected: Vec<String> = DANGEROUS.iter().map(|text| kept(text)).filter(|text| !text.is_empty()).collect();
    assert_eq!(texts(&records, "promises", "promise"), expected);
}

#[test]
fn a_summary_stays_text_for_other_readers() {
    for text in DANGEROUS.iter().filter(|text| !kept(text).is_empty() && !matches!(**text, "-")) {
        let records = team();
        run(&records, &["log", &format!("--no-next={text}"), "--", "Good", text]).ok();
        let summary = texts(&records, "log", "summary");
        assert_eq!(kept(&summary[0]), kept(text));
        assert_eq!(kept(&texts(&records, "log", "no_next")[0]), kept(text));
    }
}

#[test]
fn what_other_readers_could_take_for_else_is_in_quotes() {
    for text in [
        "no",
        "Yes",
        "on",
        "OFF",
        "y",
        "N",
        "true",
        "null",
        "~",
        "08",
        "0123",
        "0o17",
        "0x1F",
        "1e3",
        "1_000",
        "12:30",
        "1:20:30",
        "1.5",
        "2024-03-15",
        "13888888888",
        "=",
        "<<",
        ".inf",
        ".NaN",
        "+5",
    ] {
        let records = team();
        let next = format!("--next={text}");
        run(&records, &["log", "Good", text, &next, "--due", "+1d", "--promise", text]).ok();
        let record = records.read(GOOD);
        for key in ["summary", "action", "promise"] {
            assert!(record.contains(&format!("{key}: \"{text}\"")), "{key} {text}:\n{record}");
        }
        // And the program reads it as it was typed.
        run(&records, &["log", "Good", "x", "--no-next", "y"]).ok();
        assert_eq!(texts(&records, "promises", "promise"), [text]);
        assert!(run(&records, &["agenda"]).ok().contains(text), "{text}");
    }
}

/// Input, and what stands in the record.
#[test]
fn text_of_several_lines_stays_as_it_is() {
    let long = "很长的摘要，".repeat(1700);
    let many = "a line\n".repeat(2000);
    for (input, expected) in [
        ("one\ntwo\n", "one\ntwo"),
        ("one\r\ntwo\r\n", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("\n\n  one\n\n\ntwo  \n\n", "one\n\n\ntwo"),
        ("- one\n- two", "- one\n- two"),
        ("# one\n  indented\n\ttab", "# one\n  indented\n\ttab"),
        ("--- \nno: yes\n...\n", "---\nno: yes\n..."),
        ("<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> main\n", "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> main"),
        ("quote \" and ' and \\\n", "quote \" and ' and \\"),
        ("colon: here\nand: [there\n", "colon: here\nand: [there"),
        ("👨\u{200d}👩\u{200d}👧\n𝄞\u{2028}x\n", "👨\u{200d}👩\u{200d}👧\n𝄞\u{2028}x"),
        ("\u{feff}mark\n", "\u{feff}mark"),
        ("a\u{85}b\u{1b}[31mc\0d\n", "ab[31mcd"),
        (long.as_str(), long.as_str()),
        (many.as_str(), many.trim_end()),
    ] {
        for crlf in [false, true] {
            let records = team();
            if crlf {
                records.write(GOOD, super::GOOD.replace('\n', "\r\n"));
            }
            let shown = records.run_with_input(&["log", "Good", "-", "--no-next", "y"], input.as_bytes());
            shown.ok();
            let summary = &texts(&records, "log", "summary")[0];
            assert_eq!(summary.trim_end_matches('\n'), expected, "{input:?}");
            let record = records.read(GOOD);
            assert_eq!(
                record.matches("\r\n").count(),
                if crlf { record.matches('\n').count() } else { 0 },
                "{record:?}"
            );
            // What is read is what was written: another write leaves it alone.
            run(&records, &["log", "Good", "once more", "--no-next", "y"]).ok();
            assert_eq!(&texts(&records, "log", "summary")[0], summary);
        }
    }
}
