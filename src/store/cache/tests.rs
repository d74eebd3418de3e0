//! The cache may cost time and never a wrong answer.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::error::Kind;
use crate::store::Look;

/// So many clients, each with a contact, a phone and an alias that its file's name does not tell.
const CLIENTS: usize = 130;

/// Keeps also what has only just changed, as a test has no time to wait.
const AT_ONCE: i128 = -1_000_000_000_000;

fn text(number: usize, alias: &str) -> String {
    let phone = 13_900_000_000_u64 + number as u64;
    format!(
        "client: 恒威{number:03}\naliases: [{alias}]\ncontacts:\n  - {{name: 单红{number:03}, phone: \"{phone}\"}}\n"
    )
}

fn alias(number: usize) -> String {
    format!("QX-{number:03}")
}

fn path(root: &TempDir, number: usize) -> PathBuf {
    root.path().join(format!("clients/恒威{number:03}_20260301.yaml"))
}

#[expect(clippy::disallowed_methods, reason = "somebody edits the file by hand")]
fn put(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

/// A directory, and a cache of all its files.
fn cached() -> (TempDir, Store) {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("clients")).unwrap();
    (0..CLIENTS).for_each(|number| put(&path(&root, number), &text(number, &alias(number))));
    let store = Store::at(root.path());
    keep(&store);
    (root, store)
}

/// Makes the cache anew.
fn keep(store: &Store) {
    remove(&kept(store));
    let recalled = store.recall_settled(store.files(false), AT_ONCE, |_, _| Some(()));
    assert!(!recalled.from_cache);
    let recalled = store.recall(store.files(false), |_, _| Some(()));
    assert!(recalled.from_cache, "the cache is there and believed");
}

fn kept(store: &Store) -> PathBuf {
    store.root().join(FOLDER).join(NAME)
}

/// The client that is found, or why none is.
fn found(store: &Store, said: &str) -> Result<String, Kind> {
    store.look_up(said, Look::Clients).map(|(file, _)| file.id().to_string()).map_err(|error| error.kind)
}

fn id(number: usize) -> Result<String, Kind> {
    Ok(format!("恒威{number:03}_20260301"))
}

#[test]
fn what_names_do_not_decide_is_found_by_whatever_a_client_is_known_by() {
    let (_root, store) = cached();
    for said in ["QX-007", "ｑｘ-007", "单红007", "shanhong007", "13900000007", "0000007", "hw007"] {
        assert_eq!(found(&store, said), id(7), "{said}");
    }
}

#[test]
fn words_are_the_same_from_the_cache_and_from_the_files() {
    let (_root, store) = cached();
    let words = |store: &Store| {
        let own = |file: &ClientFile, words: &mut dyn Iterator<Item = (By, &str)>| {
            Some((file.path.clone(), words.map(|(by, word)| (by, word.to_string())).collect::<Vec<_>>()))
        };
        let mut scan = store.recall(store.files(false), own).scan.found;
        scan.sort_by(|one, other| one.0.cmp(&other.0));
        scan
    };
    let from_cache = words(&store);
    remove(&kept(&store));
    assert_eq!(words(&store), from_cache);
    assert_eq!(from_cache[7].1[1], (By::Name, "QX-007".to_string()));
}

#[test]
fn an_edit_of_the_same_length_shows_at_once() {
    let (root, store) = cached();
    put(&path(&root, 7), &text(7, "ZZ-007"));
    assert_eq!(found(&store, "QX-007"), Err(Kind::NotFound));
    assert_eq!(found(&store, "ZZ-007"), id(7));
}

#[cfg(unix)]
#[test]
fn an_edit_that_gives_the_file_its_old_time_back_shows_too() {
    let (root, store) = cached();
    let before = path(&root, 7).metadata().unwrap().modified().unwrap();
    put(&path(&root, 7), &text(7, "ZZ-007"));
    File::options().write(true).open(path(&root, 7)).unwrap().set_modified(before).unwrap();
    assert_eq!(path(&root, 7).metadata().unwrap().modified().unwrap(), before);
    assert_eq!((found(&store, "QX-007"), found(&store, "ZZ-007")), (Err(Kind::NotFound), id(7)));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "as git and editors do")]
fn files_that_come_go_move_or_change_places_are_seen() {
    let (root, store) = cached();
    put(&path(&root, 900), &text(900, "NEW-1"));
    assert_eq!(found(&store, "NEW-1"), id(900));
    fs::remove_file(path(&root, 8)).unwrap();
    assert_eq!(found(&store, "QX-008"), Err(Kind::NotFound));
    fs::rename(path(&root, 9), root.path().join("clients/别的_20260301.yaml")).unwrap();
    assert_eq!(found(&store, "QX-009"), Ok("别的_20260301".to_string()));
    // Two files of one length that change places, as a checkout of another branch may do.
    let aside = root.path().join("aside");
    fs::rename(path(&root, 10), &aside).unwrap();
    fs::rename(path(&root, 11), path(&root, 10)).unwrap();
    fs::rename(&aside, path(&root, 11)).unwrap();
    assert_eq!((found(&store, "QX-010"), found(&store, "QX-011")), (id(11), id(10)));
    fs::create_dir(root.path().join("clients/华东")).unwrap();
    fs::rename(path(&root, 12), root.path().join("clients/华东/恒威012_20260301.yaml")).unwrap();
    assert_eq!(found(&store, "QX-012"), id(12));
}

#[test]
fn a_second_client_of_that_alias_makes_it_ambiguous_at_once() {
    let (root, store) = cached();
    assert_eq!(found(&store, "QX-007"), id(7));
    put(&path(&root, 20), &text(20, "QX-007"));
    assert_eq!(found(&store, "QX-007"), Err(Kind::Ambiguous));
}

#[test]
fn what_had_just_changed_when_it_was_read_is_not_kept() {
    let (root, store) = cached();
    remove(&kept(&store));
    store.recall(store.files(false), |_, _| Some(()));
    // The files are younger than the coarsest tick of a clock.
    assert_eq!(fs::read_to_string(kept(&store)).unwrap(), format!("{HEAD}0\n"));
    put(&path(&root, 7), &text(7, "ZZ-007"));
    assert_eq!((found(&store, "QX-007"), found(&store, "ZZ-007")), (Err(Kind::NotFound), id(7)));
}

#[test]
fn a_broken_cache_is_none() {
    let (_root, store) = cached();
    let whole = fs::read_to_string(kept(&store)).unwrap();
    let zeroes = whole.replace(&whole[2_000..3_000.min(whole.len())], &"\0".repeat(1_000));
    let cases =
        ["", "\n", &whole[..whole.len() / 2], &whole[..whole.len() - 1], &zeroes, &whole.replacen('1', "2", 1), "{}"];
    for broken in cases {
        put(&kept(&store), broken);
        assert_eq!((found(&store, "QX-007"), found(&store, "nobody")), (id(7), Err(Kind::NotFound)), "{broken:.60}");
    }
    put(&kept(&store), "");
    File::options().write(true).open(kept(&store)).unwrap().set_len(10).unwrap();
    assert_eq!(found(&store, "QX-007"), id(7));
}

#[test]
fn a_cache_that_lies_finds_nobody_that_the_files_do_not_know() {
    let (_root, store) = cached();
    let whole = fs::read_to_string(kept(&store)).unwrap();
    put(&kept(&store), &whole.replace("QX-007", "LIE-07"));
    assert_eq!(found(&store, "LIE-07"), Err(Kind::NotFound), "the file found is read");
    put(&kept(&store), &whole.replace("QX-007", "LIE-07"));
    assert_eq!(found(&store, "QX-007"), id(7), "a word that is not there is looked for in the files");
}

#[test]
fn a_cache_that_cannot_be_written_costs_nothing_else() {
    let (root, store) = cached();
    fs::remove_dir_all(root.path().join(FOLDER)).unwrap();
    put(&root.path().join(FOLDER), "no folder");
    assert_eq!((found(&store, "QX-007"), found(&store, "nobody")), (id(7), Err(Kind::NotFound)));
}

#[test]
fn a_file_that_cannot_be_read_is_told_every_time() {
    let (root, store) = cached();
    put(&path(&root, 7), "client: [\n");
    keep(&store);
    for _ in 0..2 {
        let (file, problems) = store.look_up("QX-008", Look::Clients).unwrap();
        assert_eq!((Ok(file.id().to_string()), problems.len()), (id(8), 1));
    }
}

#[test]
fn what_is_read_in_the_place_of_a_file_is_not_looked_up_in_the_cache() {
    let (root, store) = cached();
    let shown = store.shown(&path(&root, 7));
    let staged = store.reading([(shown, text(7, "STAGED").into_bytes())].into());
    assert_eq!((found(&staged, "STAGED"), found(&staged, "QX-007")), (id(7), Err(Kind::NotFound)));
}

#[test]
fn few_files_leave_no_cache_and_many_leave_nothing_beside_it() {
    let (root, store) = cached();
    found(&store, "hw00").unwrap_err();
    let cache: Vec<_> = fs::read_dir(root.path().join(FOLDER)).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(cache.len(), 2, "the cache and its .gitignore: {cache:?}");
    let small = tempfile::tempdir().unwrap();
    fs::create_dir(small.path().join("clients")).unwrap();
    put(&path(&small, 7), &text(7, "QX-007"));
    assert_eq!(found(&Store::at(small.path()), "QX-007"), id(7));
    assert!(!small.path().join(".salesrec").exists());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "as git and editors do")]
fn after_any_changes_the_answers_are_those_of_the_files_alone() {
    let (root, store) = cached();
    // A generator of pseudo-random numbers by Lehmer: the same course in every run.
    let mut state = 20_260_626_u64;
    let mut any = |below: usize| {
        state = state * 48_271 % 0x7fff_ffff;
        state as usize % below
    };
    for round in 0..60 {
        let (one, other) = (any(CLIENTS), any(CLIENTS));
        match any(5) {
            0 => put(&path(&root, one), &text(one, &alias(other))),
            1 => drop(fs::remove_file(path(&root, one))),
            2 => drop(fs::rename(path(&root, one), path(&root, other))),
            3 => drop(fs::copy(path(&root, one), path(&root, other))),
            _ => keep(&store),
        }
        let said = [alias(one), alias(other), format!("单红{one:03}"), format!("hw{other:03}")];
        let answers = |store: &Store| said.iter().map(|said| found(store, said)).collect::<Vec<_>>();
        let with = answers(&store);
        let bare = Store::at(root.path()).reading([(PathBuf::from("none"), Vec::new())].into());
        assert_eq!(with, answers(&bare), "round {round}: {said:?}");
    }
}

#[test]
fn several_at_once_neither_fail_nor_find_another() {
    let (root, store) = cached();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10 {
                    assert_eq!(found(&store, "QX-008"), id(8));
                }
            });
        }
        scope.spawn(|| {
            for round in 0..10 {
                put(&path(&root, 7), &text(7, &format!("R{round}")));
                assert_eq!(found(&store, &format!("R{round}")), id(7));
                keep_quietly(&store);
            }
        });
    });
}

fn keep_quietly(store: &Store) {
    remove(&kept(store));
    store.recall_settled(store.files(false), AT_ONCE, |_, _| Some(()));
}
