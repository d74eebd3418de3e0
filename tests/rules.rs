//! Every rule's document is its source, and its examples are run: what is bad is found, what is good is not.
//!
//! A document begins with the rule's id as its heading and says level, group, fix and both statements as the rule itself
//! does. Its examples stand in fences ```` ```yaml bad en ````, `good en`, `bad zh`, `good zh`; one of several files
//! names each by a line `# file: clients/….yaml`. They are looked at with the settings of the example team of that
//! language, on its last day. A fourth word in the fence says how the bytes differ from the text: `utf-16`, `latin-1`,
//! `crlf`, `mixed` (CRLF at the first line, LF at the others).

use std::path::Path;

use salesrec::clock::{Calendar, Clock};
use salesrec::config;
use salesrec::lint::{ALL, Engine, Finding, Fixable, Rule, Setup};
use salesrec::record::TeamFile;
use salesrec::store::Store;

use crate::support::{NOW, Records};

struct Example {
    bad: bool,
    zh: bool,
    text: String,
    written: String,
}

fn examples(document: &str) -> Vec<Example> {
    let mut found = Vec::new();
    for fence in document.split("\n```yaml ").skip(1) {
        let (info, rest) = fence.split_once('\n').expect("a fence");
        let words: Vec<&str> = info.split_whitespace().collect();
        let written = words.get(2).unwrap_or(&"").to_string();
        let text = rest.split("\n```").next().expect("its end").to_string() + "\n";
        found.push(Example { bad: words[0] == "bad", zh: words[1] == "zh", text, written });
    }
    found
}

/// The files of an example; one without a name is named after its client.
fn files(text: &str) -> Vec<(String, String)> {
    if !text.contains("# file: ") {
        let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
        let name = value("client:").unwrap_or("Example").trim_matches(['"', '\'']);
        let day = value("first_contact:").unwrap_or("2026-03-02").replace('-', "");
        return vec![(format!("clients/{name}_{day}.yaml"), text.to_string())];
    }
    let parts = text.split("# file: ").skip(1);
    parts
        .map(|part| part.split_once('\n').expect("a file"))
        .map(|(name, text)| (name.trim().into(), text.into()))
        .collect()
}

/// The bytes of a text, written in the way that its fence says.
fn bytes(text: &str, written: &str) -> Vec<u8> {
    match written {
        "utf-16" => std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        "latin-1" => text.chars().map(|letter| u8::try_from(letter).expect("Latin-1")).collect(),
        "crlf" => text.replace('\n', "\r\n").into_bytes(),
        "mixed" => text.replacen('\n', "\r\n", 1).into_bytes(),
        _ => text.as_bytes().to_vec(),
    }
}

fn look(rule: &dyn Rule, example: &Example) -> Vec<Finding> {
    let records = Records::none();
    let team = if example.zh { "team-zh" } else { "team-en" };
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(team).join("salesrec.toml");
    let settings = std::fs::read_to_string(settings).expect("settings");
    records.write("salesrec.toml", &settings);
    for (name, text) in files(&example.text) {
        records.write(&name, bytes(&text, &example.written));
    }
    let team: TeamFile = config::parse(Path::new("salesrec.toml"), &settings).expect("a team");
    let clock = Clock::new(&team.team.timezone, Some(NOW)).expect("a clock");
    let store = Store::at(records.path());
    let select = [rule.about().id.to_string()];
    let setup = Setup::new(&salesrec::lint::Settings::default(), &select, &[]).expect("a setup");
    let files = store.files(false).files;
    let holidays = team.team.holidays.as_deref().and_then(Calendar::builtin);
    let calendar = holidays.unwrap_or_else(Calendar::weekends_only);
    Engine { store: &store, team: &team, clock: &clock, calendar: &calendar, setup: &setup }.run(&files, &[]).findings
}

#[test]
fn every_document_says_what_its_rule_says() {
    for rule in ALL {
        let about = rule.about();
        let fix = match about.fixable {
            Fixable::No => "no fix",
            Fixable::Safe => "safe fix",
            Fixable::Unsafe => "unsafe fix",
        };
        let head = format!(
            "# {}\n\n`{}` · {} · {fix}\n\n> {}\n>\n> {}\n",
            about.id,
            about.group.id(),
            about.level.code(),
            about.says.en,
            about.says.zh
        );
        assert!(about.document.starts_with(&head), "docs/rules/{}.md should begin:\n{head}", about.id);
        for (option, _) in about.options {
            assert!(
                about.document.contains(&format!("`{option}`")),
                "{}: the option {option} is not explained",
                about.id
            );
        }
    }
}

#[test]
fn every_rule_finds_its_bad_examples_and_not_its_good_ones() {
    let mut wrong = Vec::new();
    for rule in ALL.iter().filter(|rule| rule.about().group != salesrec::lint::Group::Suppressions) {
        let about = rule.about();
        let examples = examples(about.document);
        for (bad, zh) in [(true, false), (false, false), (true, true), (false, true)] {
            if !examples.iter().any(|example| (example.bad, example.zh) == (bad, zh)) {
                wrong.push(format!(
                    "{}: no {} example in {}",
                    about.id,
                    if bad { "bad" } else { "good" },
                    if zh { "zh" } else { "en" }
                ));
            }
        }
        for example in &examples {
            let found = look(*rule, example);
            if found.is_empty() == example.bad {
                let messages: Vec<_> = found.iter().map(|finding| &finding.message.en).collect();
                wrong.push(format!("{}: {}\n{messages:?}", about.id, example.text));
            }
            for finding in &found {
                assert!(
                    finding.place.line > 0 || finding.fix.is_some() || about.group.id() == "file",
                    "{}: no place",
                    about.id
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n---\n"));
}

#[test]
fn rules_that_compare_files_see_them_in_whatever_folders_they_lie() {
    let rule = ALL.iter().find(|rule| rule.about().id == "duplicate-id").expect("the rule");
    // Of these, bytes and parts of the paths give different orders.
    let paths = [
        "clients/Quay Foods_20260512.yaml",
        "clients/Quay/Tidal_20260512.yaml",
        "clients/Quay Side/Tidal_20260512.yaml",
    ];
    let text = paths.map(|path| format!("# file: {path}\nclient: Tidal\n")).concat();
    let found = look(*rule, &Example { bad: true, zh: false, text, written: String::new() });
    let found: Vec<_> = found.iter().map(|finding| finding.path.to_str().expect("a path")).collect();
    assert_eq!(found, [paths[1], paths[2]]);
}

#[test]
fn every_document_stands_for_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    for entry in std::fs::read_dir(folder).expect("docs/rules").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(ALL.iter().any(|rule| format!("{}.md", rule.about().id) == name), "{name} is no rule's");
    }
}
