//! The house rules of docs/architecture.md, checked by reading the sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each room, and the rooms that it may use besides itself and the ground floor.
const ROOMS: &[(&str, &[&str])] = &[
    ("lang", &[]),
    ("clock", &[]),
    ("error", &[]),
    ("record", &[]),
    ("yaml", &[]),
    ("document", &[]),
    ("config", &[]),
    ("ui", &[]),
    ("store", &["record", "yaml"]),
    ("lint", &["record", "yaml", "store"]),
    ("report", &["record", "store", "document", "lint"]),
    ("handover", &["record", "store", "document", "lint"]),
    ("review", &["record", "store", "document", "lint"]),
    ("exchange", &["record", "store", "document"]),
    ("cli", &["commands", "ui"]),
    ("commands", ALL),
    ("main", ALL),
    ("lib", ALL),
];

/// For rooms that join the others.
const ALL: &[&str] = &[
    "record", "yaml", "document", "config", "ui", "store", "lint", "report", "handover", "review", "exchange", "cli",
    "commands",
];

/// What every room may use; `text` is the macro that makes a [`salesrec::lang::Text`], `about` that of a rule.
const GROUND: [&str; 5] = ["lang", "clock", "error", "text", "about"];

/// A source file: its path from the project's root, and its text.
struct Source {
    path: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folders: &[&str]) -> Vec<Source> {
    let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(root().join(folder)).sort_by_file_name());
    files
        .flatten()
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| Source { path: shown(&path), text: std::fs::read_to_string(&path).expect("a source file") })
        .collect()
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).expect("inside").display().to_string().replace('\\', "/")
}

impl Source {
    /// The modules that the file stands for: `src/commands/person/desk.rs` is `commands`, `person`, `desk`.
    fn modules(&self) -> Vec<&str> {
        self.path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect()
    }

    /// The text without comments, so that a path in a sentence does not count.
    fn code(&self) -> String {
        let code = self.text.lines().map(|line| line.split("//").next().unwrap_or_default());
        code.collect::<Vec<_>>().join("\n")
    }

    /// The names that follow `path` in the code, in braces too: after `crate::`, the rooms that the file uses.
    fn after(&self, path: &str) -> BTreeSet<String> {
        let code = self.code();
        let mut found = BTreeSet::new();
        for (at, _) in code.match_indices(path) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '$')) {
                continue;
            }
            let rest = &code[at + path.len()..];
            match rest.strip_prefix('{') {
                Some(list) => found.extend(names_in(list)),
                None => found.extend(name_at(rest)),
            }
        }
        found
    }
}

fn name_at(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// The first name of each item of a list that ends with the brace that closes it.
fn names_in(list: &str) -> Vec<String> {
    let mut depth = 1;
    let mut items = vec![String::new()];
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        match c {
            _ if depth == 0 => break,
            ',' if depth == 1 => items.push(String::new()),
            _ => items.last_mut().expect("an item").push(c),
        }
    }
    items.iter().filter_map(|item| name_at(item.trim())).collect()
}

fn assert_none(broken: &[String], law: &str) {
    assert!(broken.is_empty(), "{law}:\n{}", broken.join("\n"));
}

#[test]
fn rooms_use_only_the_rooms_that_they_may() {
    let mut broken = Vec::new();
    let mut seen = 0;
    for source in sources(&["src"]) {
        let modules = source.modules();
        let room = modules[0];
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            broken.push(format!("{}: docs/architecture.md has no room called {room}", source.path));
            continue;
        };
        let mut used = source.after("crate::");
        // `super` often enough leads out of the room as well.
        used.extend(
            source.after(&"super::".repeat(modules.len())).into_iter().filter(|name| ALL.contains(&name.as_str())),
        );
        seen += used.len();
        for name in used {
            let name = name.as_str();
            if name != room && !GROUND.contains(&name) && !allowed.contains(&name) {
                broken.push(format!("{}: uses {name}", source.path));
            }
        }
    }
    assert!(seen > 100, "the check reads something");
    assert_none(&broken, "who may import whom");
}

/// The commands by the list in src/commands.rs, named as their files are.
fn commands() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("src/commands.rs")).expect("the list of commands");
    let list = text.rsplit_once("commands! {").expect("the list").1;
    let lines = list.lines().map(str::trim).take_while(|line| *line != "}");
    lines.filter_map(|line| line.split_whitespace().next().map(str::to_string)).collect()
}

#[test]
fn no_command_uses_another() {
    let commands = commands();
    assert!(commands.len() > 10, "{commands:?}");
    let mut broken = Vec::new();
    for source in sources(&["src/commands"]) {
        let modules = source.modules();
        let used =
            source.after("crate::commands::").into_iter().chain(source.after(&"super::".repeat(modules.len() - 1)));
        for name in used.filter(|name| commands.contains(name) && name != modules[1]) {
            broken.push(format!("{}: uses {name}", source.path));
        }
    }
    assert_none(&broken, "what two commands need stands in a file that is no verb");
}

#[test]
fn every_command_has_its_tests() {
    let listed = std::fs::read_to_string(root().join("tests/cli/mod.rs")).expect("the list of tests");
    let missing = |command: &&String| {
        !root().join(format!("tests/cli/{command}.rs")).is_file() || !listed.contains(&format!("\nmod {command};"))
    };
    let broken: Vec<String> =
        commands().iter().filter(missing).map(|command| format!("tests/cli/{command}.rs")).collect();
    assert_none(&broken, "missing, or not in tests/cli/mod.rs");
}

#[test]
fn files_stay_short() {
    // Tests hold whole screens and may be longer.
    let sources = sources(&["src", "benches"]);
    let length = |source: &Source| source.text.lines().count();
    let long = sources.iter().filter(|source| length(source) > 500);
    let long: Vec<String> = long.map(|source| format!("{}: {} lines", source.path, length(source))).collect();
    assert_none(&long, "split by what it holds");
    let mut lengths: Vec<usize> = sources.iter().filter(|source| source.path.starts_with("src/")).map(length).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!((60..=180).contains(&median), "the median length of a file in src is {median} lines");
}

#[test]
fn rooms_are_named_by_what_they_hold() {
    const EMPTY_NAMES: [&str; 9] =
        ["util", "utils", "common", "helper", "helpers", "misc", "shared", "manager", "handler"];
    let named = |source: &Source| {
        let path = PathBuf::from(source.path.trim_end_matches(".rs"));
        path.iter().any(|part| EMPTY_NAMES.contains(&part.to_string_lossy().as_ref()))
    };
    let broken: Vec<String> = sources(&["src", "tests", "benches"])
        .iter()
        .filter(|source| named(source))
        .map(|source| source.path.clone())
        .collect();
    assert_none(&broken, "a name that holds anything holds nothing");
}

#[test]
fn nothing_is_left_for_later() {
    let marks =
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("allow(dead", "_code"), concat!("expect(dead", "_code")];
    let mut broken = Vec::new();
    for source in sources(&["src", "tests", "benches"]) {
        for (number, line) in source.text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                broken.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    assert_none(&broken, "do it or leave it out");
}

/// The commands in the fenced blocks of a page. Of salesrec's, the verb and the options in their order: names of
/// clients differ between the languages.
fn commands_of(page: &str) -> Vec<String> {
    let mut fenced = false;
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            let line = line.trim().trim_start_matches("$ ");
            if goes_on && let Some(last) = lines.last_mut() {
                last.push_str(&format!(" {}", line.trim_end_matches('\\')));
            } else if line.starts_with("salesrec ") || line.starts_with("cargo ") {
                lines.push(line.trim_end_matches('\\').to_string());
            } else {
                continue;
            }
            goes_on = line.ends_with('\\');
        }
    }
    let known = |line: &String| {
        let mut words = line.split_whitespace();
        if line.starts_with("cargo ") {
            return words.collect::<Vec<_>>().join(" ");
        }
        let start: Vec<&str> = words.by_ref().take(2).collect();
        let options = words.filter(|word| word.starts_with('-')).map(|word| word.split('=').next().unwrap_or(word));
        start.into_iter().chain(options).collect::<Vec<_>>().join(" ")
    };
    lines.iter().map(known).collect()
}

#[test]
fn both_readmes_have_the_same_commands() {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).ok();
    let (Some(english), Some(chinese)) = (read("README.md"), read("README.zh.md")) else {
        let alone = ["README.md", "README.zh.md"].into_iter().find(|name| root().join(name).exists());
        assert!(alone.is_none(), "{} stands alone", alone.unwrap_or_default());
        return;
    };
    let (english, chinese) = (commands_of(&english), commands_of(&chinese));
    assert!(!english.is_empty(), "README.md shows commands");
    assert_eq!(english, chinese);
}

#[test]
fn the_commands_of_a_page_are_read() {
    let page = "salesrec no\n```sh\n$ salesrec log 'A Ltd' --next x \\\n    --due=fri\nout\ncargo test\n```\n";
    assert_eq!(commands_of(page), ["salesrec log --next --due", "cargo test"]);
}
