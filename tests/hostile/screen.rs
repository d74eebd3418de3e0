//! What acts on a screen instead of showing on it never reaches one from a record, a name or the words typed.

use salesrec::lang::is_hidden;

use super::{BAD, GOOD, run};
use crate::support::{Records, Shown};

/// A title for the window, red, a bell, a link, writing backwards, a line separator, no width, a tag, C1, delete.
const ACTS: &str =
    "A\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}2J\u{202e}gnp.exe\u{2066}\u{2028}\u{200b}\u{e0041}\u{85}\u{7f}\u{8}\rZ";

const FORMATS: [&str; 6] = ["table", "json", "jsonl", "csv", "md", "ids"];

/// Sees that nothing on the screen acts on it.
#[track_caller]
fn calm(shown: &Shown) {
    for text in [&shown.stdout, &shown.stderr] {
        let acting = text.chars().find(|character| *character != '\n' && is_hidden(*character));
        assert!(acting.is_none(), "{:?} in {text:?}", acting.expect("one"));
    }
}

/// In double quotes, so that YAML takes it; half of it raw.
fn quoted(text: &str) -> String {
    let escaped = |c: char| if c.is_control() { format!("\\U{:08x}", u32::from(c)) } else { c.to_string() };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

/// A client all of whose values act.
fn team() -> Records {
    let records = Records::small();
    let acts = quoted(ACTS);
    let key = quoted(&format!("x-{ACTS}"));
    let record = format!(
        "client: {acts}\naliases: [{acts}]\nregion: {acts}\nowner: {acts}\n{key}: {acts}\n\
         contacts:\n  - {{name: {acts}, phone: {acts}, role: {acts}}}\n\
         deals:\n  - name: {acts}\n    stage: {acts}\n    value: 10\n    currency: {acts}\n    needs: [{{need: {acts}}}]\n\
         log:\n  - {{at: 2026-06-01 10:00, by: {acts}, method: {acts}, with: [{acts}], summary: {acts}}}\n\
         actions:\n  - {{id: {acts}, action: {acts}, owner: ann, due: 2026-06-01, deal: {acts}}}\n\
         promises:\n  - {{promise: {acts}, to: {acts}, by: {acts}}}\nnotes: |\n  \u{202e}backwards\u{2069}\n"
    );
    records.write("clients/Acting_20260101.yaml", record);
    records
}

#[test]
fn no_record_acts_on_the_screen_in_any_form() {
    let records = team();
    let commands: [&[&str]; 7] = [
        &["log", "Acting", "they called", "--with", "A", "--next", "call", "--due", "+1d", "--dry-run"],
        &["overdue"],
        &["agenda"],
        &["list"],
        &["show", "Acting"],
        &["find", "owned"],
        &["config"],
    ];
    for lang in ["en", "zh"] {
        for format in FORMATS {
            for words in commands {
                let shown = run(&records, &[words, &["--lang", lang, "--format", format]].concat());
                calm(&shown);
                assert!(shown.code == 0 || format == "ids" || words[0] == "find", "{words:?} {}", shown.screen());
            }
        }
    }
}

#[test]
fn what_is_escaped_in_json_is_what_the_record_says() {
    let shown = run(
        &team(),
        &["log", "Acting", "they called", "--with", "A", "--next", "call", "--due", "+1d", "--format", "json"],
    );
    assert_eq!(shown.json()["entry"]["with"][0], ACTS);
}

#[cfg(unix)]
#[test]
fn no_file_name_acts_on_the_screen() {
    let records = Records::small();
    let name = "Bad\u{1b}[31m\u{202e}\u{9b}2J\n\u{7}_20260101";
    records.write(&format!("clients/{name}.yaml"), GOOD);
    records.write(&format!("clients/broken {name}.yaml"), "a: b: c\n");
    std::os::unix::fs::symlink("/", records.file(&format!("clients/link {name}.yaml"))).expect("a link");
    for format in FORMATS {
        calm(&run(&records, &["overdue", "--format", format]));
        calm(&run(&records, &["log", name, "x", "--no-next", "y", "--format", format]));
        calm(&run(&records, &["log", name, "x", "--no-next", "y", "--format", format, "--dry-run"]));
    }
    // Many candidates, near ones, unread ones.
    for said in ["Bad", "bad", "nobody", "broken"] {
        let shown = run(&records, &["log", said, "x", "--no-next", "y"]);
        assert_eq!(shown.code, 2);
        calm(&shown);
    }
}

#[test]
fn no_word_typed_acts_on_the_screen() {
    let records = team();
    for words in [
        &["log", ACTS, "x", "--no-next", "y"][..],
        &["log", "Acting", ACTS, "--no-next", ACTS, "--method", ACTS],
        &["log", "Acting", ACTS, "--no-next", ACTS, "--need", ACTS, "--promise", ACTS],
        &["log", "Acting", "x", "--next", ACTS, "--due", ACTS],
        &["log", "Acting", "x", "--next", "y", "--due", "+1d", "--with", ACTS],
        &["log", "Acting", "x", "--no-next", "y", "--stage", ACTS],
        &["log", "Acting", "x", "--no-next", "y", "--deal", ACTS],
        &["--as", ACTS, "log", "Acting", "x", "--no-next", "y"],
        &["--lang", ACTS, "overdue"],
        &["--format", ACTS, "overdue"],
        &["--color", ACTS, "overdue"],
        &["-C", ACTS, "overdue"],
        &[ACTS],
        &["overdue", ACTS],
        &["overdue", "--", ACTS],
        &[&format!("--{ACTS}")],
    ] {
        let shown = run(&records, words);
        calm(&shown);
        assert!(shown.code == 2 || shown.code == 0, "{words:?}");
    }
}

#[test]
fn nothing_in_a_broken_file_acts_on_the_screen() {
    let raw = ACTS.replace('\r', "");
    for text in [
        format!("client: {raw}: {raw}\n"),
        format!("client: [{raw}\n"),
        format!("client: *{raw}\n"),
        format!("client: !{raw} x\n"),
        format!("client: Bad\n{}: a\n{}: b\n", quoted(ACTS), quoted(ACTS)),
        format!("client: Bad\n<<<<<<< {raw}\n"),
        format!("client: Bad\ncontacts: [{}]\n", quoted(ACTS)),
        format!("client: Bad\nactions: [{{due: {}}}]\n", quoted(ACTS)),
        format!("client: Bad\ncontracts: [{{amount: {}}}]\n", quoted(ACTS)),
        format!("client: Bad\nkind: {}\n", quoted(ACTS)),
        format!("{}: x\nclient: Bad\n", quoted(ACTS)),
        format!("{raw}\0\n"),
    ] {
        let records = super::team();
        records.write(BAD, &text);
        for lang in ["en", "zh"] {
            let shown = run(&records, &["log", "Bad", "x", "--no-next", "y", "--lang", lang]);
            calm(&shown);
            calm(&run(&records, &["overdue", "--lang", lang]));
            calm(&run(&records, &["show", "Bad", "--lang", lang]));
        }
    }
    for settings in [
        format!("[team]\nname = \"{ACTS}\"\n"),
        format!("[team]\nname = {raw}\n"),
        format!("[team]\n\"{raw}\" = 1\n"),
        format!("[team]\nname = \"T\"\ntimezone = {}\n", quoted(ACTS)),
        format!("[team]\nname = \"T\"\nlanguage = {}\n", quoted(ACTS)),
        format!(
            "[team]\nname = \"T\"\n[[stages]]\nname = {}\nrequires = [{}]\nstay = {}\n",
            quoted(ACTS),
            quoted(ACTS),
            quoted(ACTS)
        ),
    ] {
        let records = super::team();
        records.write("salesrec.toml", &settings);
        for words in [&["overdue"][..], &["config"], &["config", "--origin"]] {
            calm(&run(&records, words));
        }
    }
}
