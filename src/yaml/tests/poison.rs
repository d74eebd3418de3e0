//! Files that mean harm, or were harmed: a clear fault, soon, in little memory.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::super::*;
use super::Card;

/// Each takes about half a second of work, unoptimised; the rest is for busy machines. What this guards against takes
/// minutes.
const SOON: Duration = Duration::from_secs(4);

fn first_fault(text: &str) -> Fault {
    let start = Instant::now();
    let reading = read::<Card>(text, &Limits::default());
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert!(reading.value.is_none());
    let fault = reading.faults.into_iter().next().unwrap();
    assert!(fault.span.end <= text.len(), "{fault:?}");
    fault
}

fn kind(text: &str) -> FaultKind {
    let fault = first_fault(text);
    assert!(fault.is_fatal(), "{fault:?}");
    assert!(apply::<Card>(text, &[], &Limits::default()).is_err(), "a file with a fatal fault must not be written");
    fault.kind
}

#[test]
fn nesting_without_end_is_a_fault_in_keys_of_ours_and_of_others() {
    let n = 100_000;
    for key in ["deals", "x-theirs", "unknown"] {
        for (open, close) in [("[", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("- ", ""), ("? ", ""), ("- ? ", "")] {
            let inner = open.repeat(n);
            let start = if open.starts_with(['-', '?']) { "\n  " } else { " " };
            for end in [String::new(), close.repeat(n)] {
                let found = kind(&format!("client: a\n{key}:{start}{inner}{end}\n"));
                // A mapping as a key is refused before it is deep.
                let wanted = if open.contains('?') { FaultKind::Syntax } else { FaultKind::TooDeep };
                assert_eq!(found, wanted, "{key} {open}");
            }
        }
    }
    let stairs: String = (0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(kind(&stairs), FaultKind::TooDeep);
    let message = first_fault(&"[".repeat(n)).message;
    assert_eq!(message.en, "nested more than 64 levels deep, the limit");
}

#[test]
fn alias_bombs_of_every_kind_are_faults() {
    let mut exponential = "client: a\nx-a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_string();
    for level in 1..12 {
        let list = vec![format!("*a{}", level - 1); 9].join(", ");
        exponential += &format!("x-a{level}: &a{level} [{list}]\n");
    }
    assert_eq!(kind(&exponential), FaultKind::Alias);

    let anchor = format!("client: a\nx-big: &big [{}]\nx-all:\n", vec!["x"; 10_000].join(","));
    assert_eq!(kind(&format!("{anchor}{}", "- *big\n".repeat(1000))), FaultKind::Alias);

    let long = format!("client: a\nx-big: &big {}\nx-all:\n{}", "字".repeat(300_000), "- *big\n".repeat(1000));
    assert_eq!(kind(&long), FaultKind::Alias);

    let mut chain = "client: a\nx-0: &c0 [x]\n".to_string();
    for level in 1..1000 {
        chain += &format!("x-{level}: &c{level} [*c{}]\n", level - 1);
    }
    assert_eq!(kind(&chain), FaultKind::TooDeep);

    let many: String = (0..60_000).map(|number| format!("- &m{number} x\n- *m{number}\n")).collect();
    let start = Instant::now();
    let reading = read::<Card>(&format!("client: a\nx-many:\n{many}"), &Limits::default());
    assert!(reading.value.is_some() && start.elapsed() < SOON, "{:?}", start.elapsed());

    assert_eq!(kind("client: &a [*a]\n"), FaultKind::Alias);
    assert_eq!(kind("client: *nowhere\n"), FaultKind::Alias);
    assert_eq!(
        read::<Card>("client: a\naliases: [&x b, *x, *x]\n", &Limits::default()).value.unwrap().aliases.len(),
        3
    );
}

#[test]
fn size_has_a_limit_that_the_fault_names() {
    let fault = first_fault(&"a".repeat((4 << 20) + 1));
    assert_eq!(
        (fault.kind, fault.message.en.as_ref()),
        (FaultKind::TooLarge, "the file is larger than 4 MiB, the limit")
    );
    let fault = first_fault(&format!("client: a\nx-many: [{}]\n", "1,".repeat(300_000)));
    assert_eq!(fault.kind, FaultKind::TooLarge);
    assert!(fault.message.en.contains("250000"), "{fault:?}");
    assert_eq!(decode(&vec![b'a'; (4 << 20) + 1], &Limits::default()).unwrap_err().kind, FaultKind::TooLarge);
}

#[test]
fn a_mapping_of_a_hundred_thousand_keys_is_read() {
    let text: String = (0..100_000).map(|number| format!("key-{number}: {number}\n")).collect();
    let start = Instant::now();
    let reading = read::<BTreeMap<String, u32>>(&text, &Limits::default());
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert_eq!(reading.value.unwrap().len(), 100_000);
    let twice = format!("{text}key-77: x\n");
    assert_eq!(kind(&twice), FaultKind::DuplicateKey);
}

#[test]
fn a_file_that_is_wrong_all_over_is_told_so_soon() {
    let text = format!("client: a\nstge: x\nlog:\n{}", "  - wrong\n".repeat(50_000));
    let start = Instant::now();
    let reading = read::<Card>(&text, &Limits::default());
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert!(reading.faults.len() > 10);
    assert_eq!(reading.faults[0].kind, FaultKind::UnknownKey);
}

#[test]
fn duplicate_keys_are_all_told_wherever_they_are() {
    let text = "client: a\nclient: b\nx-y: {k: 1, 'k': 2}\nlog:\n- at: x\n  at: y\n";
    let faults = read::<Card>(text, &Limits::default()).faults;
    let found: Vec<_> = faults.iter().map(|fault| (fault.kind, &text[fault.span.clone()], fault.span.start)).collect();
    let duplicate = FaultKind::DuplicateKey;
    assert_eq!(found, [(duplicate, "client", 10), (duplicate, "'k'", 32), (duplicate, "at", 55)]);
    assert_eq!(faults[0].hint.as_ref().unwrap().en, "it is on line 1 already; keep one of them");
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    let fault =
        decode("client: 甲\nphone: \u{e9}".as_bytes().strip_suffix(b"\xa9").unwrap(), &Limits::default()).unwrap_err();
    assert_eq!((fault.kind, fault.message.en.as_ref()), (FaultKind::Encoding, "line 2 is not UTF-8 text"));
    assert_eq!(decode(b"client: a\0b\n", &Limits::default()).unwrap_err().span, 9..10);
    assert_eq!(decode("\u{feff}a: 甲".as_bytes(), &Limits::default()).unwrap(), "\u{feff}a: 甲");
}

#[test]
fn unfinished_merges_are_told_as_such_wherever_they_are() {
    let cases = [
        "client: a\n<<<<<<< HEAD\nphone: b\n=======\nphone: c\n>>>>>>> main\n",
        "client: a\naliases: [x,\n<<<<<<< HEAD\n b,\n=======\n c,\n>>>>>>> fix: names\n]\n",
        "client: a\nnotes: |\n  x\n<<<<<<< HEAD\n  y\n||||||| base\n=======\n  z\n>>>>>>> main\n",
        "client: a\r\nnotes: \"x\r\n=======\r\ny\"\r\n",
        ">>>>>>> main\nclient: a\n",
    ];
    for text in cases {
        assert_eq!(kind(text), FaultKind::ConflictMarker, "{text}");
    }
    let fault = first_fault(cases[0]);
    assert_eq!(&cases[0][fault.span], "<<<<<<< HEAD");
    let quoted = "client: a\nnotes: |\n  <<<<<<< HEAD\n  =======\n  ======== and more\nphone: \"=======\"\n";
    assert_eq!(read::<Card>(quoted, &Limits::default()).faults, []);
}

#[test]
fn a_file_of_another_shape_is_a_fault_of_the_whole() {
    for (text, kind) in [
        ("", FaultKind::Empty),
        ("\u{feff}", FaultKind::Empty),
        ("\n# only a comment\n", FaultKind::Empty),
        ("---\n", FaultKind::Missing),
        ("just words\n", FaultKind::WrongType),
        ("- a\n- b\n", FaultKind::WrongType),
        ("[]", FaultKind::WrongType),
        ("{}", FaultKind::Missing),
        ("client: a\n---\nclient: b\n", FaultKind::SecondDocument),
        ("client: a\n...\n---\n", FaultKind::SecondDocument),
        ("client: !secret x\n", FaultKind::Tag),
        ("client: !!binary x\n", FaultKind::Tag),
        ("deals: !!omap [a: 1]\n", FaultKind::Tag),
        ("client: !e!x y\n", FaultKind::Tag),
        ("? [a]\n: b\n", FaultKind::Syntax),
        ("? {a: b}\n: c\n", FaultKind::Syntax),
        ("client: {{ name }}\n", FaultKind::Syntax),
        (": a\n", FaultKind::Syntax),
    ] {
        let fault = first_fault(text);
        assert_eq!((fault.kind, fault.route.0.len() < 2), (kind, true), "{text:?} {fault:?}");
    }
}

#[test]
fn faults_of_syntax_point_at_their_cause_in_plain_words() {
    for (text, at, words) in [
        ("client: a\nlog:\n\t- b\n", "\t", "a tab where YAML wants spaces"),
        ("client: a\nlog:\n- at: x\n\tby: y\n", "\t", "a tab where YAML wants spaces"),
        ("client: a\nnotes：b\nphone: c\n", "：", "a line that is neither `key: value` nor a list item"),
        ("client:a\nphone: c\n", ":", "a line that is neither `key: value` nor a list item"),
        ("client: \"a\nphone: b\n", "\"", "a quote is opened here and not closed"),
        ("client: 'a\n", "'", "a quote is opened here and not closed"),
        ("client: a\naliases: [b, c\n", "[", "`[` is opened here and not closed"),
        ("client: a\naliases: [b, c\nphone: d\n", "[", "`[` is opened here and not closed"),
        ("deals:\n- {name: a\nlog:\n  - by: c\n", "{", "`{` is opened here and not closed"),
        ("deals: [\n  {name: a}\n]\nx: {a: [b, \"]\" # {\nlog: c\n", "[", "`[` is opened here and not closed"),
        ("x: [\n  b\n]\ny: [c: d e: f]\n", ":", "a list or mapping in brackets does not go on like this"),
        ("x: {a: O'Brien}\ny: {c: d e: f}\n", ":", "a list or mapping in brackets does not go on like this"),
        (
            "# [x\nclient: Foo [Bar\nnotes: |\n  [1\ny: [c: d e: f]\n",
            ":",
            "a list or mapping in brackets does not go on like this",
        ),
        ("tags: [\na,\nb: c: d\n]\n", ":", "a list or mapping in brackets does not go on like this"),
        ("client: a\nx:\n  -\t- b\n", "\t", "a tab where YAML wants spaces"),
        ("aliases: [\n  a\n  b: c\n  ]\n", ":", "a list or mapping in brackets does not go on like this"),
        ("notes: | a\n  b\n", "|", "text goes on behind the `|` or `>`"),
        ("client: a: b\n", ":", "a `:` where no key can be"),
        ("client: a\n  phone: b\n", ":", "a `:` where no key can be"),
        ("client: a\nphone\n", "p", "a line that is neither `key: value` nor a list item"),
        ("deals:\n   - a\n  - b\n", "-", "this line does not fit the indentation of those before it"),
        ("lost:\n    a: b\n  c: d\n", "c", "this line does not fit the indentation of those before it"),
        ("client: @home\n", "@", "a text cannot begin with `@`"),
        ("client: \"a\" b\n", "b", "text goes on after the closing quote"),
        ("client: \"a\\d\"\n", "\"", "a backslash that stands for nothing"),
        ("aliases: [a}\n", "[", "`[` is closed with `}`"),
    ] {
        let fault = first_fault(text);
        assert_eq!((&text[fault.span], fault.message.en.as_ref()), (at, words), "{text:?}");
        assert!(fault.message.zh.chars().any(|char| char > '\u{4e00}'), "{:?}", fault.message.zh);
    }
}

#[test]
fn marks_that_other_readers_fail_on_are_read() {
    let text = "\u{feff}client: a\u{2028}b\nphone: c\u{85}d\nnotes: |\n  e\u{2029}f\n";
    let card = read::<Card>(text, &Limits::default()).value.unwrap();
    assert_eq!(card.client, "a\u{2028}b");
    assert_eq!((card.phone.as_deref(), card.notes.as_deref()), (Some("c\u{85}d"), Some("e\u{2029}f\n")));
}
