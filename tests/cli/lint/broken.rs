//! Files that are broken in every way, many at once: each is told, nothing is touched, the run does not end early.

use salesrec::lint::{ALL, Group};

use crate::support::Records;

/// Ways to be broken: a name, the rule that finds it, the bytes.
fn kinds() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        ("unclosed", "syntax", text("client: [a\n")),
        ("tab", "syntax", text("client: a\n\tx: 1\n")),
        ("empty", "syntax", text("")),
        ("comment", "syntax", text("# nothing\n")),
        ("list", "wrong-type", text("- a\n- b\n")),
        ("word", "wrong-type", text("just words\n")),
        ("colon", "syntax", text("client: a: b\n")),
        ("quote", "syntax", text("client: \"a\n")),
        ("bytes", "not-utf8", b"client: \xff\xfe\n".to_vec()),
        ("utf16", "not-utf8", "client: a\n".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("gbk", "not-utf8", b"client: \xd5\xc5\xc8\xfd\n".to_vec()),
        ("nul", "not-utf8", b"client: a\0b\n".to_vec()),
        ("deep", "syntax", format!("client: {}{}\n", "[".repeat(5000), "]".repeat(5000)).into_bytes()),
        ("merge", "unfinished-merge", text("client: a\n<<<<<<< ours\nowner: b\n=======\nowner: c\n>>>>>>> theirs\n")),
        ("alias", "anchor-or-alias", text("client: &a x\nowner: *a\n")),
        ("tag", "syntax", text("client: !!python/object:os.system x\n")),
        ("binary", "not-utf8", (0..=255).collect()),
        ("unknown", "unknown-key", text("client: a\nowenr: b\n")),
        ("twice", "duplicate-key", text("client: a\nclient: b\n")),
        ("ends", "mixed-line-ends", text("client: a\r\nowner: b\n")),
        ("second", "second-document", text("client: a\n---\nclient: b\n")),
    ]
}

#[test]
fn two_hundred_broken_files_give_a_finding_each_and_are_not_touched() {
    let records = Records::small();
    let kinds = kinds();
    for number in 0..200 {
        let (kind, _, bytes) = &kinds[number % kinds.len()];
        records.write(&format!("clients/{kind} {number}_20260302.yaml"), bytes);
    }
    records.write("clients/Acme_20260302.yaml", "client: Acme\n");
    records.write("clients/ACME_20260302.yaml", "client: Acme\n");
    records.write("clients/east/Acme_20260302.yaml", "client: Acme\n");
    let before = records.all();
    for words in [&["lint"][..], &["lint", "--diff", "--unsafe-fixes"]] {
        let shown = records.run(&[words, &["--select", "file", "--output=concise"]].concat());
        assert_eq!(shown.code, 1, "{}", shown.screen());
        assert!(!shown.stderr.contains("panicked"), "{}", shown.stderr);
        if !words.contains(&"--diff") {
            let lines: Vec<&str> = shown.stdout.lines().collect();
            let missed: Vec<String> = (0..200)
                .map(|number| (number, &kinds[number % kinds.len()]))
                .filter(|(number, (kind, rule, _))| {
                    let (file, rule) = (format!("clients/{kind} {number}_"), format!("[{rule}]"));
                    !lines.iter().any(|line| line.contains(&file) && line.contains(&rule))
                })
                .map(|(number, (kind, rule, _))| format!("{kind} {number}: {rule}"))
                .collect();
            assert!(missed.is_empty(), "not found: {missed:?}");
            let rules = ALL.iter().map(|rule| rule.about()).filter(|about| about.group == Group::File);
            for about in rules {
                let rule = format!("[{}]", about.id);
                assert!(lines.iter().any(|line| line.contains(&rule)), "no {rule} among\n{}", shown.stdout);
            }
        }
        let changed = records.changed(&before);
        assert!(changed.iter().all(|path| path.contains("locks")), "{words:?} touched {changed:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_record_is_a_finding() {
    let records = Records::small();
    records.write("elsewhere.yaml", "client: Acme\n");
    std::fs::create_dir_all(records.file("clients")).unwrap();
    std::os::unix::fs::symlink(records.file("elsewhere.yaml"), records.file("clients/Acme_20260302.yaml")).unwrap();
    let shown = records.run(&["lint", "--output=concise"]);
    assert_eq!(shown.code, 1, "{}", shown.screen());
    assert!(shown.stdout.contains("symbolic link"), "{}", shown.screen());
}

#[cfg(target_os = "linux")]
#[test]
fn a_record_with_an_ending_in_capitals_is_a_finding() {
    let records = Records::small();
    records.write("clients/Acme_20260302.YAML", "client: Acme\n");
    let shown = records.run(&["lint", "--output=concise"]);
    assert_eq!(shown.code, 1, "{}", shown.screen());
    assert!(
        shown.stdout.contains("Acme_20260302.YAML") && shown.stdout.contains("small letters"),
        "{}",
        shown.screen()
    );
}

#[test]
fn what_cannot_be_read_is_not_missing_as_well_and_moves_nothing() {
    let records = Records::en();
    let lint = |text: &str| {
        records.write("clients/Acme_20260302.yaml", text);
        let words = ["lint", "clients/Acme_20260302.yaml", "--fail-on=never", "--output=concise"];
        let shown = records.run(&[&words[..], &["--select", "file,basics,actions,needs,stage,log"]].concat());
        let lines = shown.ok().lines().filter_map(|line| line.split_once("yaml:")?.1.split_once(": "));
        let found = lines.map(|(place, told)| format!("{place} {}", told.split(' ').next().unwrap_or_default()));
        found.collect::<Vec<_>>()
    };
    let start = "client: Acme\nindustry: Food-Dairy\nsource: Trade fair\nowner: tom.ashdown\n";
    let person = "contacts: [{name: Ann, role: Decision-maker, phone: \"+44 7700 900999\"}]\n";
    let first = "first_contact: 2026-03-02\n";
    assert_eq!(lint(&format!("{start}{first}{person}")), [""; 0], "nothing is wrong with it");
    assert_eq!(lint(&format!("{start}first_contact: 12 May\n{person}")), ["5:16 error[wrong-type]"]);
    assert_eq!(lint(&format!("{start}{first}contacts: Ann\n")), ["6:11 error[wrong-type]"]);
    assert_eq!(lint(&format!("{start}{first}contacts: [Ann]\n")), ["6:12 error[wrong-type]"]);
    let person_of_lists = "contacts: [{name: Ann, role: Buyer, phone: [1]}]\n";
    assert_eq!(lint(&format!("{start}{first}{person_of_lists}")), ["6:44 error[wrong-type]"]);
    let deal = "deals:\n  - {name: Line, stage: Lead nurturing, intent: high}\n";
    let told = lint(&format!("{start}{first}{person}{deal}actions: ring Ann\n"));
    assert!(told.contains(&"9:10 error[wrong-type]".to_string()), "{told:?}");
    assert!(!told.iter().any(|line| line.contains("missing-next-action")), "{told:?}");
    // The second item is shown where it stands, though the first cannot be read.
    let action = "actions:\n  - ring\n  - {action: Send Ann the drawing of the line, owner: tom.ashdown}\n";
    let told = lint(&format!("{start}{first}{person}{action}"));
    assert!(told.iter().any(|line| line.starts_with("9:") && line.contains("action-without-deadline")), "{told:?}");
    let before = records.all();
    records.run(&["lint", "--fix"]);
    let changed = records.changed(&before);
    assert!(!changed.contains(&"clients/Acme_20260302.yaml".to_string()), "by position, a fix would go wrong");
}
