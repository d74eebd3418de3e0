//! Files that are broken in every way, many at once: each is told, nothing is touched, the run does not end early.

use crate::support::Records;

/// Ways to be broken, by name.
fn kinds() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        ("unclosed", text("client: [a\n")),
        ("tab", text("client: a\n\tx: 1\n")),
        ("empty", text("")),
        ("comment", text("# nothing\n")),
        ("list", text("- a\n- b\n")),
        ("word", text("just words\n")),
        ("colon", text("client: a: b\n")),
        ("quote", text("client: \"a\n")),
        ("bytes", b"client: \xff\xfe\n".to_vec()),
        ("utf16", "client: a\n".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("gbk", b"client: \xd5\xc5\xc8\xfd\n".to_vec()),
        ("nul", b"client: a\0b\n".to_vec()),
        ("deep", format!("client: {}{}\n", "[".repeat(5000), "]".repeat(5000)).into_bytes()),
        ("merge", text("client: a\n<<<<<<< ours\nowner: b\n=======\nowner: c\n>>>>>>> theirs\n")),
        ("alias", text("client: &a x\nowner: *a\n")),
        ("unknown-alias", text("client: *a\n")),
        ("tag", text("client: !!python/object:os.system x\n")),
        ("binary", (0..=255).collect()),
    ]
}

#[test]
fn two_hundred_broken_files_give_a_finding_each_and_are_not_touched() {
    let records = Records::small();
    let kinds = kinds();
    for number in 0..200 {
        let (kind, bytes) = &kinds[number % kinds.len()];
        records.write(&format!("clients/{kind} {number}_20260302.yaml"), bytes);
    }
    records.write("clients/Acme_20260302.yaml", "client: Acme\n");
    let before = records.all();
    for words in [&["lint"][..], &["lint", "--fix"], &["lint", "--unsafe-fixes"], &["lint", "--diff", "--unsafe-fixes"]] {
        let shown = records.run(&[words, &["--select", "file", "--output=concise"]].concat());
        assert_eq!(shown.code, i32::from(!words.contains(&"--diff")), "{}", shown.screen());
        assert!(!shown.stderr.contains("panicked"), "{}", shown.stderr);
        if !words.contains(&"--diff") {
            let silent: Vec<&str> = kinds
                .iter()
                .map(|(kind, _)| *kind)
                .filter(|kind| {
                    let own = (0..200).filter(|number| shown.stdout.contains(&format!("clients/{kind} {number}_")));
                    own.count() < 200 / kinds.len()
                })
                .collect();
            assert!(silent.is_empty(), "nothing is said of {silent:?}");
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
