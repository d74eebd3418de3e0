//! Pages and files that are made from the program are what the program makes of them now.

use std::path::{Path, PathBuf};

use crate::support::Records;

/// Compares a committed file with what it is made from; `UPDATE_DOCS=1` writes it instead.
#[track_caller]
fn is_current(relative: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(relative);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(&path, made).expect("a file");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let line = committed.lines().zip(made.lines()).position(|(one, other)| one != other);
    assert!(committed == made, "{relative} is behind (line {line:?}); write it with `UPDATE_DOCS=1 cargo test docs`");
}

#[test]
fn the_command_reference_is_what_the_commands_say() {
    is_current("docs/commands.md", &salesrec::cli::reference::markdown());
}

#[test]
fn the_examples_hold_what_init_writes() {
    for (lang, example) in [("zh", "team-zh"), ("en", "team-en")] {
        let records = Records::none();
        records.run(&["init", "--lang", lang, "--name", "x"]).ok();
        for file in [".salesrec/client.schema.json", ".gitattributes", ".gitignore"] {
            is_current(&format!("examples/{example}/{file}"), &records.read(file));
        }
    }
}

#[test]
fn the_examples_name_their_schema() {
    let schema = salesrec::record::schema();
    for example in ["team-zh", "team-en"] {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
        let named: Vec<PathBuf> = walkdir::WalkDir::new(example.join("clients"))
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                let text = std::fs::read_to_string(entry.path()).ok()?;
                let schema = text.lines().next()?.split_once("$schema=")?.1.trim().to_string();
                Some(entry.path().parent()?.join(schema))
            })
            .collect();
        assert!(named.len() > 10, "{}", named.len());
        for path in named {
            assert_eq!(std::fs::read_to_string(&path).ok().as_ref(), Some(&schema), "{}", path.display());
        }
    }
}

#[test]
fn the_json_rows_of_every_list_are_documented() {
    let format =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/format.md")).expect("docs/format.md");
    let records = crate::support::Records::en();
    let lists: [(&str, &[&str]); 12] = [
        ("overdue", &["overdue"]),
        ("clients", &["list"]),
        ("hits", &["find", "quote"]),
        ("deals", &["deal", "list"]),
        ("milestones", &["milestone", "list"]),
        ("promises", &["promise", "list"]),
        ("needs", &["need", "list", "pennine"]),
        ("people", &["person", "list"]),
        ("review-status", &["review", "status"]),
        ("targets", &["target", "list"]),
        ("config", &["config"]),
        ("rules", &["rules"]),
    ];
    for (kind, words) in lists {
        // A line of the table of lists has three columns; sections of the format bear some of the same names.
        let shown = records.run(&[words, &["--format", "json"]].concat()).json();
        assert_eq!(shown["kind"], kind);
        let line = format
            .lines()
            .find(|line| line.matches('|').count() == 4 && line.contains(&format!("| `{kind}` |")))
            .expect(kind);
        for key in shown["rows"][0].as_object().expect("a row").keys() {
            assert!(line.contains(&format!("`{key}`")), "{kind}: `{key}` is not in docs/format.md");
        }
    }
}
