//! The formats of others, held against their own schemas.

#![allow(clippy::print_stderr, reason = "whoever reads the log should know what was not checked")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use salesrec::lang::Lang;
use salesrec::lint::output::Format;

use super::{ABOUT, EVERYTHING, hostile, private, some, with};

fn is_valid(format: Format, schema: &str, each: bool) {
    for (findings, about) in [(some(), EVERYTHING), (hostile(), EVERYTHING), (private(), ABOUT), (Vec::new(), ABOUT)] {
        for lang in [Lang::En, Lang::Zh] {
            let text = with(format, &findings, &about, lang);
            let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
            let child = Command::new("python3")
                .arg(fixtures.join("validate.py"))
                .arg(fixtures.join(schema))
                .args(each.then_some("each"))
                .stdin(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn();
            let Ok(mut child) = child else {
                eprintln!("NOT CHECKED against {schema}: there is no python3");
                return;
            };
            child.stdin.take().expect("its input").write_all(text.as_bytes()).expect("it reads");
            let done = child.wait_with_output().expect("it ends");
            let said = String::from_utf8_lossy(&done.stderr);
            if done.status.code() == Some(77) {
                eprintln!("NOT CHECKED against {schema}: {said}");
                return;
            }
            assert!(done.status.success(), "{said}\n{text}");
        }
    }
}

#[test]
fn sarif_is_valid_by_the_official_schema() {
    is_valid(Format::Sarif, "sarif-2.1.0.json", false);
}

#[test]
fn gitlab_code_quality_is_valid_by_its_schema() {
    is_valid(Format::Gitlab, "gitlab-codequality.json", true);
}

#[test]
fn junit_is_valid_by_its_schema() {
    is_valid(Format::Junit, "junit.xsd", false);
}
