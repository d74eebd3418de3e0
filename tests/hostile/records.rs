//! Records that are broken, or meant to break the reader.

use super::{BAD, refused, run, team};

/// Small broken records by what is wrong with them.
const BROKEN: &[(&str, &[u8])] = &[
    ("not UTF-8: GBK", b"# notes\nclient: \xbf\xcd\xbb\xa7\n"),
    ("not UTF-8: Latin-1", b"client: Caf\xe9 Ltd\n"),
    ("not UTF-8: UTF-16", b"\xff\xfec\0l\0i\0e\0n\0t\0:\0 \0a\0\n\0"),
    ("UTF-16 without a mark", b"c\0l\0i\0e\0n\0t\0:\0 \0a\0\n\0"),
    ("no text at all", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ("NUL", b"client: Bad\nnotes: a\0b\n"),
    ("empty", b""),
    ("only a byte-order mark", b"\xef\xbb\xbf"),
    ("only comments", b"# soon\n\n# to come\n"),
    ("a list", b"- client: Bad\n"),
    ("a scalar", b"Bad Ltd\n"),
    ("a mapping without the client", b"owner: ann\n"),
    ("the client is nothing", b"client:\nowner: ann\n"),
    ("the client is a list", b"client: [Bad, Ltd]\nowner: ann\n"),
    ("the client is a mapping", "client:\n  name: 坏公司\nowner: ann\n".as_bytes()),
    ("a tab in the indentation", b"client: Bad\ncontacts:\n\t- name: Jo\n"),
    ("a key twice", b"client: Bad\nowner: ann\nphone: x\nowner: bob\n"),
    ("a key twice in brackets", "client: Bad\ncontacts:\n  - {name: 王总, role: a, name: 李总}\n".as_bytes()),
    ("an unfinished merge", b"client: Bad\n<<<<<<< HEAD\nowner: ann\n=======\nowner: bob\n>>>>>>> main\n"),
    ("a second document", b"client: Bad\n---\nclient: Worse\n"),
    ("text after the end", b"client: Bad\n...\nowner: ann\n"),
    ("an open quote", "client: \"坏公司\nowner: ann\nnotes: x\n".as_bytes()),
    ("an open bracket", b"client: Bad\naliases: [a, b\nowner: ann\n"),
    ("a colon too many", b"client: Bad: Ltd\n"),
    ("a line that is nothing", b"client: Bad\nowner ann\n"),
    ("a step that fits nowhere", b"client: Bad\ncontacts:\n    - name: Jo\n  - name: Mo\n"),
    ("a tag of a program", b"client: !!python/object/apply:os.system [ls]\n"),
    ("a tag of one's own", b"client: !secret Bad\n"),
    ("an alias to nowhere", b"client: *nobody\n"),
    ("an alias to what it stands in", b"client: Bad\nx-all: &all [*all]\n"),
    ("a list as a key", b"client: Bad\n? [a, b]\n: c\n"),
    ("a word for an item", b"client: Bad\nlog:\n  - at: 2026-01-01\n  - spoke to Jo\n"),
    ("a contact without a mapping", b"client: Bad\ncontacts: [Jo]\n"),
];

#[test]
fn a_broken_record_is_told_with_its_place() {
    for lang in ["en", "zh"] {
        let mut gallery = String::new();
        for (what, bytes) in BROKEN {
            let records = team();
            records.write(BAD, bytes);
            let shown = refused(&records, lang);
            assert!(shown.stderr.contains(&format!("--> {BAD}")), "{what}:\n{}", shown.stderr);
            gallery += &format!("## {what}\n{}\n", shown.stderr);
        }
        let expected =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/hostile/records.{lang}.txt"));
        snapbox::assert_data_eq!(gallery, snapbox::Data::read_from(&expected, None).raw());
    }
}

#[test]
fn all_broken_records_together_do_not_hide_the_good_one() {
    let records = team();
    for (at, (_, bytes)) in BROKEN.iter().enumerate() {
        records.write(&format!("clients/Bad {at}_20260101.yaml"), bytes);
    }
    let shown = run(&records, &["overdue"]);
    assert!(shown.ok().contains("send the quote"), "{}", shown.screen());
    assert!(shown.stderr.contains("more places could not be read"), "{}", shown.screen());
    // By a name that stands inside only.
    run(&records, &["log", "Fine", "spoke", "--no-next", "nothing to do"]).ok();
    let shown = run(&records, &["log", "nobody of ours", "spoke", "--no-next", "x"]);
    assert!(shown.stderr.contains("files could not be read; the name may stand there"), "{}", shown.screen());
}

/// Records that are right, though unusual: written to, with every other byte left as it is.
#[test]
fn unusual_records_are_written_to() {
    for (what, text) in [
        ("a byte-order mark", "\u{feff}client: Bad\nowner: ann\n"),
        ("carriage returns", "client: Bad\r\nowner: ann\r\n"),
        ("no end of the last line", "client: Bad\nowner: ann"),
        ("a line separator", "client: Bad\u{2028}Ltd\nnotes: a\u{2029}b\u{85}c\n"),
        ("document marks", "%YAML 1.2\n---\nclient: Bad\n...\n"),
        ("keys of others", "client: Bad\nx-ours: {a: [b]}\nfuture: [1, 2]\n"),
        ("a key for merging", "client: Bad\n<<: {owner: ann}\n"),
        ("an anchor", "client: Bad\naliases: [&a one, *a]\n"),
        ("wrong values", "client: Bad\ndeals:\n  - {name: Store, value: a lot, expected_close: soon}\n"),
        ("brackets all over", "{client: Bad, owner: ann}\n"),
    ] {
        let records = team();
        records.write(BAD, text);
        let shown = run(&records, &["log", "Bad", "they called", "--no-next", "nothing to do"]);
        assert_eq!(shown.code, 0, "{what}:\n{}", shown.screen());
        let after = records.read(BAD);
        assert!(after.contains("they called"), "{what}: {after}");
        let kept: Vec<&str> = text.trim_end_matches(['.', '\r', '\n', '}']).split_inclusive('\n').collect();
        assert!(kept.iter().all(|line| after.contains(line)), "{what}: {after:?}");
        assert_eq!(after.contains("\r\n"), text.contains("\r\n"), "{what}");
        assert_eq!(after.matches("\r\n").count(), if text.contains('\r') { after.matches('\n').count() } else { 0 });
    }
}

#[test]
fn nesting_without_end_is_refused_at_once() {
    let n = 100_000;
    for key in ["deals", "x-ours", "future"] {
        for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
            let start = if open == "- " { "\n  " } else { " " };
            let records = team();
            records.write(BAD, format!("client: Bad\n{key}:{start}{}{}\n", open.repeat(n), close.repeat(n)));
            let shown = refused(&records, "en");
            assert!(shown.stderr.contains("nested more than 64 levels deep, the limit"), "{}", shown.stderr);
            assert!(shown.stderr.contains(&format!("--> {BAD}:")) && shown.stderr.contains('^'), "{}", shown.stderr);
        }
    }
    let records = team();
    let stairs: String = (0..2000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    records.write(BAD, format!("client: Bad\nx-stairs:\n{}", stairs.replace("\n", "\n ")));
    assert!(refused(&records, "zh").stderr.contains("嵌套超过 64 层的上限"));
}

#[test]
fn aliases_that_multiply_are_refused_at_once() {
    let mut exponential = "client: Bad\nx-0: &x0 [a, a, a, a, a, a, a, a, a]\n".to_string();
    for level in 1..30 {
        exponential += &format!("x-{level}: &x{level} [{}]\n", vec![format!("*x{}", level - 1); 9].join(", "));
    }
    let large = vec!["a"; 50_000].join(",");
    let quadratic = format!("client: Bad\nx-big: &big [{large}]\nx-all:\n{}", "- *big\n".repeat(1000));
    let inside =
        format!("client: Bad\naliases: &big [{large}]\ncontacts:\n{}", "- {name: x, interests: *big}\n".repeat(1000));
    for bytes in [exponential, quadratic, inside] {
        let records = team();
        records.write(BAD, bytes);
        let shown = refused(&records, "en");
        assert!(shown.stderr.contains("aliases repeat so much"), "{}", shown.stderr);
        assert!(shown.stderr.contains('^'), "{}", shown.stderr);
    }
}

#[test]
fn files_too_large_are_refused_without_being_read() {
    let records = team();
    let file = std::fs::File::create(records.file(BAD)).expect("a file");
    file.set_len(100 << 20).expect("a large file");
    let shown = run(&records, &["log", "Bad", "x", "--no-next", "y"]);
    snapbox::assert_data_eq!(
        shown.screen(),
        snapbox::str![[r#"
| error: the file is larger than 4 MiB, the limit
|  --> clients/Bad_20260101.yaml:1:1
|   |
| 1 | /u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0}/u{0…
|   | ^
exit 2

"#]]
    );
    assert_eq!(std::fs::metadata(records.file(BAD)).expect("it").len(), 100 << 20);
    assert!(run(&records, &["overdue"]).ok().contains("send the quote"));

    let text = format!("client: Bad\nnotes: |\n{}", "  one line of many, long as it is\n".repeat(200_000));
    records.write(BAD, &text);
    assert!(refused(&records, "zh").stderr.contains("4 MiB"));
    // What is large, but within the limits, is a record like others.
    records.write(BAD, &text[..3 << 20]);
    run(&records, &["log", "Bad", "x", "--no-next", "y"]).ok();
    assert!(records.read(BAD).contains("summary: x"));
}

/// A build for tests takes six times as long as one for use.
#[test]
fn ten_thousands_of_keys_items_or_faults_are_soon_done() {
    for text in [
        format!("client: Bad\nx-many: {{{}}}\n", (0..10_000).map(|at| format!("k{at}: {at}, ")).collect::<String>()),
        format!("client: Bad\n{}", (0..10_000).map(|at| format!("k{at}: {at}\n")).collect::<String>()),
        format!("client: Bad\naliases:\n{}", "  - x\n".repeat(20_000)),
        format!("client: Bad\ncontacts:\n{}", "  - {name: x, left: never}\n".repeat(20_000)),
        format!("client: Bad\nlog:\n{}", "- {at: never, summary: x}\n".repeat(20_000)),
        format!("client: Bad\n{}", "# no more than a comment\n".repeat(100_000)),
        format!("client: \"Bad{}\"\n", " ".repeat(1 << 20)),
        format!("client: Bad\nnotes: {}\n", "'".repeat((1 << 20) + 2)),
    ] {
        let records = team();
        records.write(BAD, &text);
        let shown = run(&records, &["log", "Bad", "x", "--no-next", "y"]);
        assert!(matches!(shown.code, 0 | 2), "{}", shown.screen());
        assert!(shown.code == 0 || records.read(BAD) == text);
    }
}

#[test]
fn a_place_far_out_on_a_long_line_is_still_shown() {
    let records = team();
    records.write(BAD, format!("client: Bad\naliases: [{}}}\n", "长别名, ".repeat(20_000)));
    let shown = refused(&records, "en");
    assert!(shown.stderr.lines().all(|line| line.chars().count() < 200), "{}", shown.stderr);
    assert!(shown.stderr.contains('^'), "{}", shown.stderr);
}
