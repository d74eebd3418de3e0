//! A salesrec.toml that is broken: a clear error with its place, and the records as they were.

use super::{run, team};

const TEAM: &str = "[team]\nname = \"Team\"\n";

/// What is wrong, and the settings.
const BROKEN: &[(&str, &[u8])] = &[
    ("empty", b""),
    ("not UTF-8", b"[team]\nname = \"Caf\xe9\"\n"),
    ("UTF-16", b"\xff\xfe[\0t\0e\0a\0m\0]\0\n\0"),
    ("NUL", b"[team]\nname = \"a\0b\"\n"),
    ("no TOML", b"team: Acme\n"),
    ("an open bracket", b"[team\nname = \"Team\"\n"),
    ("an open quote", "[team]\nname = \"销售一组\n".as_bytes()),
    ("no quotes", "[team]\nname = 销售一组\n".as_bytes()),
    ("an unfinished merge", b"<<<<<<< HEAD\n[team]\n=======\n>>>>>>> main\n"),
    ("a key twice", b"[team]\nname = \"Team\"\nname = \"Other\"\n"),
    ("a table twice", b"[team]\nname = \"Team\"\n[team]\n"),
    ("a number for a name", b"[team]\nname = 3\n"),
    ("a value for a table", b"team = \"Team\"\n"),
    ("a table for a list of them", b"[team]\nname = \"Team\"\n[people]\nid = \"ann\"\n"),
    ("no name", b"[team]\nlanguage = \"zh\"\n"),
    ("no team", b"[[people]]\nid = \"ann\"\n"),
    ("an unknown key", b"[team]\nname = \"Team\"\nlangauge = \"zh\"\n"),
    ("an unknown table", b"[team]\nname = \"Team\"\n[stage]\nname = \"Lead\"\n"),
    ("an unknown language", b"[team]\nname = \"Team\"\nlanguage = \"fr\"\n"),
    ("an unknown zone", b"[team]\nname = \"Team\"\ntimezone = \"Asia/Shangai\"\n"),
    ("an unknown role", b"[team]\nname = \"Team\"\n[[people]]\nid = \"ann\"\nrole = \"boss\"\n"),
    ("a person without an id", b"[team]\nname = \"Team\"\n[[people]]\nname = \"Ann\"\n"),
    ("a word for a truth", b"[team]\nname = \"Team\"\n[[people]]\nid = \"ann\"\nactive = \"no\"\n"),
    ("an unknown kind of stage", b"[team]\nname = \"Team\"\n[[stages]]\nname = \"Lead\"\nkind = \"opened\"\n"),
    ("a probability out of range", b"[team]\nname = \"Team\"\n[[stages]]\nname = \"Lead\"\nprobability = 500\n"),
    ("no length of time", b"[team]\nname = \"Team\"\n[[stages]]\nname = \"Lead\"\nstay = \"soon\"\n"),
    (
        "an unknown requirement",
        b"[team]\nname = \"Team\"\n[[stages]]\nname = \"Lead\"\nrequires = [\"needs\", \"budget\"]\n",
    ),
    ("a number in a vocabulary", b"[team]\nname = \"Team\"\n[vocabulary]\nroles = [\"User\", 3]\n"),
    ("an unknown vocabulary", b"[team]\nname = \"Team\"\n[vocabulary]\ncolours = [\"red\"]\n"),
];

#[test]
fn broken_settings_are_told_with_their_place() {
    for lang in ["en", "zh"] {
        let mut gallery = String::new();
        for (what, bytes) in BROKEN {
            let records = team();
            records.write("salesrec.toml", bytes);
            let before = records.all();
            let shown = run(&records, &["log", "Good", "x", "--no-next", "y", "--lang", lang]);
            assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{what}");
            assert!(shown.stderr.contains(" --> salesrec.toml"), "{what}: {}", shown.stderr);
            assert!(records.all() == before, "{what}");
            gallery += &format!("## {what}\n{}\n", shown.stderr);
        }
        let expected =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/hostile/settings.{lang}.txt"));
        snapbox::assert_data_eq!(gallery, snapbox::Data::read_from(&expected, None).raw());
    }
}

#[test]
fn settings_without_end_are_refused_at_once() {
    let n = 100_000;
    for text in [
        format!("{TEAM}[lint]\nx = {}{}\n", "[".repeat(n), "]".repeat(n)),
        format!("{TEAM}[lint]\nx = {}1{}\n", "{a=".repeat(n), "}".repeat(n)),
        format!("{TEAM}[lint]\n{} = 1\n", vec!["a"; n].join(".")),
        format!("{TEAM}[{}]\n", vec!["a"; n].join(".")),
        format!("{TEAM}[[{}]]\n", vec!["a"; n].join(".")),
    ] {
        let records = team();
        records.write("salesrec.toml", text);
        let shown = run(&records, &["overdue", "--lang", "en"]);
        assert_eq!(shown.code, 2);
        assert!(shown.stderr.starts_with("error: nested too deep\n --> salesrec.toml"), "{}", shown.stderr);
    }
    let records = team();
    let file = std::fs::File::create(records.file("salesrec.toml")).expect("a file");
    file.set_len(100 << 20).expect("a large file");
    let shown = run(&records, &["overdue", "--lang", "zh"]);
    assert!(shown.stderr.starts_with("错误：文件超过 4 MiB 的上限\n --> salesrec.toml"), "{}", shown.stderr);
}

#[test]
fn settings_of_ones_own_that_are_broken_are_told_too() {
    let records = team();
    for (text, words) in [
        ("me = [\n", "config.toml:1:"),
        ("langauge = \"en\"\n", "did you mean `language`?"),
        ("me = \"\u{0}\"\n", "config.toml:1:"),
    ] {
        records.write(".home/.config/salesrec/config.toml", text);
        let shown = run(&records, &["overdue", "--lang", "en"]);
        assert_eq!(shown.code, 2);
        assert!(shown.stderr.contains(words), "{}", shown.stderr);
    }
}
