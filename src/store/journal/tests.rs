use super::*;
use crate::store::ClientFile;

const NAMES: [&str; 4] = ["clients/a.yaml", "clients/b.yaml", "clients/east/c.yaml", "handovers/h.yaml"];

fn old(name: &str) -> String {
    format!("client: {name}\nowner: ann\n")
}

fn new(name: &str) -> String {
    format!("client: {name}\nowner: bob\n")
}

/// A store with the first three files; the fourth is to be made.
fn store() -> (tempfile::TempDir, Store) {
    let root = tempfile::tempdir().unwrap();
    let store = Store::at(root.path());
    for name in &NAMES[..3] {
        store.create(Path::new(name), &old(name)).unwrap();
    }
    (root, store)
}

fn changes() -> Vec<Change> {
    NAMES
        .iter()
        .enumerate()
        .map(|(at, name)| Change {
            path: name.into(),
            before: if at < 3 { old(name) } else { String::new() },
            after: new(name),
        })
        .collect()
}

/// For an undo that takes back everything or nothing.
fn nothing(_: &Change, _: &[PathBuf]) -> Result<Option<Change>> {
    Ok(None)
}

fn paths() -> Vec<PathBuf> {
    NAMES.iter().map(PathBuf::from).collect()
}

fn journal() -> Journal {
    let entry = |(at, name): (usize, &&str)| Entry {
        path: name.into(),
        before: (at < 3).then(|| old(name)),
        after: Some(new(name)),
    };
    Journal { name: Some("h".into()), files: NAMES.iter().enumerate().map(entry).collect() }
}

fn texts(store: &Store) -> Vec<Option<String>> {
    NAMES.iter().map(|name| store.text_if_any(Path::new(name)).unwrap()).collect()
}

fn all_new() -> Vec<Option<String>> {
    NAMES.iter().map(|name| Some(new(name))).collect()
}

fn all_old() -> Vec<Option<String>> {
    NAMES.iter().enumerate().map(|(at, name)| (at < 3).then(|| old(name))).collect()
}

#[test]
fn an_interruption_at_any_file_is_finished_by_the_next_writer() {
    for done in 0..=NAMES.len() {
        let (_root, store) = store();
        store.make_folder(Path::new(NAMES[3])).unwrap();
        let lock = store.lock_only(&[]).unwrap();
        store.write_down(&journal()).unwrap();
        for entry in &journal().files[..done] {
            store.put(&lock, entry).unwrap();
        }
        drop(lock);
        assert!(store.is_interrupted());
        let other = ClientFile { path: "clients/d.yaml".into() };
        store.create(&other.path, "client: d\n").unwrap();
        assert_eq!(texts(&store), all_new(), "after {done} files");
        assert!(!store.is_interrupted());
        store.undo("h", false, nothing).unwrap();
        assert_eq!(texts(&store), all_old(), "what was finished can be undone");
    }
}

#[test]
fn an_interruption_before_the_journal_is_whole_leaves_all_as_it_was() {
    let (_root, store) = store();
    let result = store.together(None, &paths(), false, || -> Result<(Vec<Change>, ())> {
        Err(Error::new(Kind::System, Text::fixed("stopped", "中断")))
    });
    assert!(result.is_err());
    store.create(Path::new("clients/d.yaml"), "client: d\n").unwrap();
    assert_eq!(texts(&store), all_old());
}

#[test]
fn a_file_that_cannot_be_written_leaves_none_written() {
    for (at, name) in NAMES.iter().enumerate() {
        let (root, store) = store();
        // A folder that stands where the temporary file goes cannot be cleared away.
        let target = root.path().join(name);
        let mark = crate::store::fnv(target.file_name().unwrap().as_encoded_bytes());
        let block = target.with_file_name(format!(".salesrec-{mark:016x}.tmp"));
        std::fs::create_dir_all(block.join("full")).unwrap();
        let error = store.together(Some("h"), &paths(), false, || Ok((changes(), ()))).unwrap_err();
        assert_eq!(error.place.unwrap().path, Path::new(name));
        assert_eq!(texts(&store), all_old(), "blocked at {at}");
        assert!(!store.is_interrupted());
        assert_eq!(store.undo("h", false, nothing).unwrap_err().kind, Kind::NotFound);
    }
}

#[test]
fn what_was_written_is_undone_byte_for_byte_and_only_once() {
    let (_root, store) = store();
    store.together(Some("h"), &paths(), false, || Ok((changes(), ()))).unwrap();
    assert_eq!(texts(&store), all_new());
    store.undo("h", true, nothing).unwrap();
    assert_eq!(texts(&store), all_new(), "a dry run");
    assert_eq!(store.undo("h", false, nothing).unwrap().len(), 4);
    assert_eq!(texts(&store), all_old());
    assert_eq!(store.undo("h", false, nothing).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn what_was_taken_back_by_other_means_is_not_undone_again() {
    let (_root, store) = store();
    let paths = paths();
    let first = || Ok((changes()[..1].to_vec(), ()));
    let second = || Ok((changes()[1..2].to_vec(), ()));
    store.together(Some("h"), &paths, false, first).unwrap();
    store.together(Some("h"), &paths, false, second).unwrap();
    store.overwrite(Path::new(NAMES[1]), &new(NAMES[1]), &old(NAMES[1])).unwrap();
    let undone = store.undo("h", false, nothing).unwrap();
    assert_eq!(undone.iter().map(|change| change.path.as_path()).collect::<Vec<_>>(), [Path::new(NAMES[0])]);
    assert_eq!(texts(&store), all_old());
}

#[test]
fn what_was_changed_since_is_not_undone_unless_somebody_says_how() {
    let (_root, store) = store();
    store.together(Some("h"), &paths(), false, || Ok((changes(), ()))).unwrap();
    store.overwrite(Path::new(NAMES[1]), &new(NAMES[1]), "client: mine\n").unwrap();
    let error = store.undo("h", false, nothing).unwrap_err();
    assert_eq!((error.kind, error.place.unwrap().path), (Kind::Conflict, PathBuf::from(NAMES[1])));
    assert_eq!(store.text(NAMES[0]).unwrap(), new(NAMES[0]));
    let mended = |planned: &Change, _: &[PathBuf]| {
        let before = store.text(&planned.path.to_string_lossy())?;
        Ok(Some(Change { path: planned.path.clone(), after: format!("{before}# mended\n"), before }))
    };
    store.undo("h", false, mended).unwrap();
    assert_eq!(store.text(NAMES[1]).unwrap(), "client: mine\n# mended\n");
    assert_eq!(store.text(NAMES[0]).unwrap(), old(NAMES[0]));
}

#[test]
fn a_file_changed_by_hand_in_the_middle_stops_every_writer_until_it_is_settled() {
    let (root, store) = store();
    store.make_folder(Path::new(NAMES[3])).unwrap();
    store.write_down(&journal()).unwrap();
    #[expect(clippy::disallowed_methods)]
    std::fs::write(root.path().join(NAMES[0]), "client: mine\n").unwrap();
    let error = store.create(Path::new("clients/d.yaml"), "client: d\n").unwrap_err();
    assert_eq!((error.kind, error.place.unwrap().path), (Kind::Conflict, PathBuf::from(NAMES[0])));
    assert_eq!(store.text(NAMES[0]).unwrap(), "client: mine\n");
    store.remove_journal(Path::new(CURRENT)).unwrap();
    store.create(Path::new("clients/d.yaml"), "client: d\n").unwrap();
}

#[test]
fn two_writers_of_the_same_files_wait_for_each_other() {
    let (_root, store) = store();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let both = || {
                        let one = store.text(NAMES[0]).unwrap();
                        let two = store.text(NAMES[1]).unwrap();
                        let change = |name: &str, before: String| {
                            let after = format!("{before}# {}\n", before.lines().count());
                            Change { path: name.into(), before, after }
                        };
                        Ok((vec![change(NAMES[0], one), change(NAMES[1], two)], ()))
                    };
                    store.together(None, &paths()[..2], false, both).unwrap();
                }
            });
        }
    });
    assert_eq!(store.text(NAMES[0]).unwrap().lines().count(), 22);
    assert_eq!(store.text(NAMES[1]).unwrap().lines().count(), 22);
}
