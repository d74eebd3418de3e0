//! Every rule's document is its source, and its examples are run: what is bad is found, what is good is not.
//!
//! A document begins with the rule's id as its heading and says level, group, fix and both statements as the rule itself
//! does. Its examples stand in fences ```` ```yaml bad en ````, `good en`, `bad zh`, `good zh`; one of several files
//! names each by a line `# file: clients/….yaml`. They are looked at with the settings of the example team of that
//! language, on its last day. A fourth word in the fence says how the bytes differ from the text: `utf-16`, `latin-1`,
//! `crlf`, `mixed` (CRLF at the first line, LF at the others). A first line `# committed: 2026-06-26 09:00` says when git
//! got it.

use std::path::Path;
use std::sync::OnceLock;

use chrono::{DateTime, NaiveDateTime, Utc};
use salesrec::clock::{Calendar, Clock};
use salesrec::config;
use salesrec::lint::{ALL, Engine, Finding, Fixable, History, LineTimes, Rule, Setup};
use salesrec::record::{Client, TeamFile};
use salesrec::store::{ClientFile, Store};
use salesrec::yaml::{self, Edit, Limits};

use crate::support::{NOW, Records};

pub struct Example {
    pub bad: bool,
    pub zh: bool,
    pub text: String,
    pub written: String,
}

pub fn examples(document: &str) -> Vec<Example> {
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
pub fn files(text: &str) -> Vec<(String, String)> {
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
pub fn bytes(text: &str, written: &str) -> Vec<u8> {
    match written {
        "utf-16" => std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        "latin-1" => text.chars().map(|letter| u8::try_from(letter).expect("Latin-1")).collect(),
        "crlf" => text.replace('\n', "\r\n").into_bytes(),
        "mixed" => text.replacen('\n', "\r\n", 1).into_bytes(),
        _ => text.as_bytes().to_vec(),
    }
}

/// When an example was committed, as its first line says: `# committed: 2026-06-26 09:00`.
fn committed(text: &str, clock: &Clock) -> Option<DateTime<Utc>> {
    let written = text.strip_prefix("# committed: ")?.lines().next()?;
    let at = NaiveDateTime::parse_from_str(written, "%Y-%m-%d %H:%M").expect("a moment");
    Some(at.and_local_timezone(clock.zone()).unwrap().to_utc())
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
    // A suppression is judged by what the other rules find.
    let alone = rule.about().group != salesrec::lint::Group::Suppressions;
    let select: Vec<String> = alone.then(|| rule.about().id.to_string()).into_iter().collect();
    let setup = Setup::new(&salesrec::lint::Settings::default(), &select, &[]).expect("a setup");
    let files = store.files(false).files;
    let holidays = team.team.holidays.as_deref().and_then(Calendar::builtin);
    let calendar = holidays.unwrap_or_else(Calendar::weekends_only);
    let committed = committed(&example.text, &clock);
    let history = |_: &ClientFile| committed.map(|at| LineTimes(vec![Some(at); example.text.lines().count()]));
    let history = Some(History(&history));
    let engine = Engine {
        store: &store,
        team: &team,
        clock: &clock,
        calendar: &calendar,
        setup: &setup,
        history,
        unclosed: OnceLock::new(),
        looking: OnceLock::new(),
    };
    let mut findings = engine.run(&files, &[]).findings;
    findings.extend(engine.filed(&store.all_filed()));
    findings.retain(|finding| finding.rule.id == rule.about().id);
    findings
}

#[test]
fn every_document_says_the_same_in_english_and_then_in_chinese() {
    for rule in ALL {
        let about = rule.about();
        let words = about.document.split("\n```").next().expect("words");
        // The heading, what it is, both statements, and why.
        let parts: Vec<&str> = words.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect();
        let chinese = |part: &str| {
            part.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() * 5 > part.chars().count()
        };
        let told: Vec<bool> = parts[3..].iter().map(|part| chinese(part)).collect();
        assert_eq!(told, [false, true], "{}", about.id);
        for (bad, zh) in [(true, false), (false, false), (true, true), (false, true)] {
            let has = examples(about.document).iter().any(|example| (example.bad, example.zh) == (bad, zh));
            assert!(has, "{} bad {bad} zh {zh}", about.id);
        }
    }
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
    for rule in ALL {
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

/// Fixes that rename a file change no text, and are left out here.
#[test]
fn a_fix_mends_what_it_is_offered_for() {
    for rule in ALL {
        let about = rule.about();
        let mut offered = 0;
        let documents = examples(about.document).into_iter().filter(|example| example.bad);
        for example in documents.filter(|example| !example.text.contains("# file: ")) {
            let found = look(*rule, &example);
            let fixes: Vec<_> = found.iter().filter_map(|finding| finding.fix.as_ref()).collect();
            offered += fixes.len();
            let edits: Vec<_> = fixes.iter().flat_map(|fix| fix.edits.clone()).collect();
            if edits.is_empty() {
                continue;
            }
            for fix in &fixes {
                assert_eq!(fix.safe, about.fixable == Fixable::Safe, "{}", about.id);
            }
            let text = yaml::apply::<Client>(&example.text, &edits, &Limits::default())
                .unwrap_or_else(|error| panic!("{}: {}", about.id, error.message().en));
            let left = look(*rule, &Example { text: text.clone(), ..example });
            assert_eq!(left.len(), found.len() - fixes.len(), "{}:\n{text}", about.id);
            assert!(left.iter().all(|finding| finding.fix.is_none()), "{}:\n{text}", about.id);
        }
        let renames = about.id == "file-name";
        assert_eq!(
            offered > 0 || renames,
            about.fixable != Fixable::No,
            "{}: {offered} fixes in its examples",
            about.id
        );
    }
}

#[test]
fn what_is_private_is_blotted_out_of_what_is_shown() {
    let mut looked = 0;
    for rule in ALL.iter().filter(|rule| rule.about().group == salesrec::lint::Group::Privacy) {
        for example in examples(rule.about().document).iter().filter(|example| example.bad) {
            for finding in look(*rule, example) {
                let line = example.text.lines().nth(finding.place.line - 1).expect("a line");
                let (shown, private) = (&finding.place.source, &line[finding.place.span.clone()]);
                assert_eq!(shown.len(), line.len());
                assert!(!shown.contains(private) && shown.contains(&"*".repeat(private.len())), "{shown}");
                assert!(!format!("{:?}{:?}", finding.message, finding.mend).contains(private), "{private}");
                looked += 1;
            }
        }
    }
    assert!(looked >= 6, "{looked}");
}

#[test]
fn what_is_private_is_blotted_out_of_other_findings_on_its_line() {
    let text = "client: 星河包装有限公司\ncontacts: [{phone: \"138\"}]  # 密码：Xh20260512\n";
    let records = Records::zh();
    records.write("clients/a_20260512.yaml", text);
    let settings = std::fs::read_to_string(records.path().join("salesrec.toml")).expect("settings");
    let team: TeamFile = config::parse(Path::new("salesrec.toml"), &settings).expect("a team");
    let clock = Clock::new(&team.team.timezone, Some(NOW)).expect("a clock");
    let setup = Setup::new(&salesrec::lint::Settings::default(), &[], &[]).expect("a setup");
    let store = Store::at(records.path());
    let file = salesrec::store::ClientFile { path: "clients/a_20260512.yaml".into() };
    let calendar = Calendar::weekends_only();
    let engine = Engine {
        store: &store,
        team: &team,
        clock: &clock,
        calendar: &calendar,
        setup: &setup,
        history: None,
        unclosed: OnceLock::new(),
        looking: OnceLock::new(),
    };
    let found = engine.text(&file, text);
    let shown: Vec<_> = found.iter().filter(|finding| finding.place.line == 2).collect();
    assert!(shown.iter().any(|finding| finding.rule.id == "malformed-phone"), "{shown:?}");
    assert!(shown.iter().all(|finding| finding.place.source.ends_with("密码：**********")), "{shown:?}");
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
    assert_eq!(found, [paths[2], paths[1]], "sorted by bytes, as files are listed");
}

#[test]
fn every_document_stands_for_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    for entry in std::fs::read_dir(folder).expect("docs/rules").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(ALL.iter().any(|rule| format!("{}.md", rule.about().id) == name), "{name} is no rule's");
    }
}

#[test]
fn every_fix_of_an_example_mends_it_and_looking_again_offers_none() {
    for rule in ALL.iter().filter(|rule| rule.about().fixable != Fixable::No) {
        let edits = |example: &Example| -> Vec<Edit> {
            look(*rule, example).into_iter().filter_map(|finding| finding.fix).flat_map(|fix| fix.edits).collect()
        };
        let examples = examples(rule.about().document);
        for example in examples.into_iter().filter(|example| example.bad && !example.text.contains("# file: ")) {
            let fixes = edits(&example);
            assert_eq!(fixes, edits(&example), "{}: another fix on looking again", rule.about().id);
            if fixes.is_empty() {
                continue;
            }
            let mended = yaml::apply::<Client>(&example.text, &fixes, &Limits::default());
            let text = mended.unwrap_or_else(|error| panic!("{}: {error:?}\n{}", rule.about().id, example.text));
            assert_eq!(edits(&Example { text, ..example }), [], "{}: still there", rule.about().id);
        }
    }
}

#[test]
fn an_overdue_action_says_whose_turn_it_is() {
    let rule = ALL.iter().find(|rule| rule.about().id == "overdue-action").expect("the rule");
    // 2026-06-19 is a public holiday of the Chinese team only.
    for (lang, owner, due, says) in [
        ("en", "tom.ashdown", "2026-06-26 16:00", "“X” has passed its deadline"),
        ("en", "tom.ashdown", "2026-06-25", "“X” is 1 working day late"),
        ("en", "tom.ashdown", "2026-06-23", "“X” is 3 working days late: Tom Ashdown says today when it will be done"),
        ("en", "tom.ashdown", "2026-06-19", "“X” is 5 working days late: Margaret Oduya, the manager, steps in"),
        (
            "en",
            "margaret.oduya",
            "2026-06-19",
            "“X” is 5 working days late: Margaret Oduya says today when it will be done",
        ),
        ("en", "tom.ashdown", "2026-06-17", "“X” is 7 working days late: give it to somebody else"),
        ("zh", "lin.xiaofeng", "2026-06-17", "“X” is 6 working days late: 陈跃华, the manager, steps in"),
    ] {
        let document = format!(
            "\n```yaml bad {lang}\nclient: A\nactions:\n  - {{id: k7q2, action: X, owner: {owner}, due: {due}}}\n```\n"
        );
        let found: Vec<_> = look(*rule, &examples(&document)[0]).into_iter().map(|found| found.message.en).collect();
        assert_eq!(found, [says], "{due}");
    }
}
