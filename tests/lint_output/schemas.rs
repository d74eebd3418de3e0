//! The formats of others, held against their own schemas.

#![allow(clippy::print_stderr, reason = "whoever reads the log should know what was not checked")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use salesrec::lang::Lang;
use salesrec::lint::output::Format;
use serde_json::Value;

use super::{ABOUT, EVERYTHING, hostile, private, some, with};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// What is written of every sort of findings, in both languages.
fn texts(format: Format) -> Vec<String> {
    let sorts = [(some(), EVERYTHING), (hostile(), EVERYTHING), (private(), ABOUT), (Vec::new(), ABOUT)];
    let write =
        |lang| sorts.iter().map(move |(findings, about)| with(format, findings, about, lang)).collect::<Vec<_>>();
    [write(Lang::En), write(Lang::Zh)].concat()
}

fn validator(schema: &str) -> jsonschema::Validator {
    let schema = std::fs::read_to_string(fixture(schema)).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

#[track_caller]
fn is_valid(validator: &jsonschema::Validator, document: &Value) {
    let wrong: Vec<String> = validator.iter_errors(document).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{document}");
}

#[test]
fn sarif_is_valid_by_the_official_schema() {
    let validator = validator("sarif-2.1.0.json");
    for text in texts(Format::Sarif) {
        let mut document: Value = serde_json::from_str(&text).expect("JSON");
        is_valid(&validator, &document);
        // The schema is understood: what it forbids is refused.
        document["runs"][0]["columnKind"] = "bytes".into();
        assert!(!validator.is_valid(&document), "{document}");
    }
}

#[test]
fn gitlab_code_quality_is_valid_by_its_schema() {
    let validator = validator("gitlab-codequality.json");
    for text in texts(Format::Gitlab) {
        let document: Value = serde_json::from_str(&text).expect("JSON");
        for mut issue in document.as_array().expect("a list").clone() {
            is_valid(&validator, &issue);
            issue["severity"] = 3.into();
            assert!(!validator.is_valid(&issue), "{issue}");
        }
    }
}

#[test]
fn junit_is_valid_by_its_schema() {
    for text in texts(Format::Junit) {
        let child = Command::new("python3")
            .arg(fixture("validate.py"))
            .arg(fixture("junit.xsd"))
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut child) = child else {
            eprintln!("NOT CHECKED against junit.xsd: there is no python3");
            return;
        };
        child.stdin.take().expect("its input").write_all(text.as_bytes()).expect("it reads");
        let done = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&done.stderr);
        if done.status.code() == Some(77) {
            eprintln!("NOT CHECKED against junit.xsd: {said}");
            return;
        }
        assert!(done.status.success(), "{said}\n{text}");
    }
}
