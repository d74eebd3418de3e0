//! SARIF 2.1.0, for code scanning and editors.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value, json};

use super::json::end_column;
use super::mended::replacements;
use super::{RunInfo, said, sorted, why_kept_back};
use crate::lang::json::pretty;
use crate::lang::{Lang, Text};
use crate::lint::{About, Finding, Group, Level, Suppressed};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The findings, those that are kept back with their reasons, and the rules that found them with their documents.
///
/// `read` gives the text of a file by its path in the records directory; from it come the replacements that fixes make.
/// A file in which something private was found is not quoted, so its fixes are left out.
pub fn write(findings: &[Finding], about: &RunInfo<'_>, lang: Lang, read: &dyn Fn(&Path) -> Option<String>) -> String {
    let findings = sorted(findings.iter());
    let rules: BTreeMap<&str, &About> = findings.iter().map(|finding| (finding.rule.id, finding.rule)).collect();
    let private: BTreeSet<&Path> = findings
        .iter()
        .filter(|finding| finding.rule.group == Group::Privacy)
        .map(|finding| finding.path.as_path())
        .collect();
    let mut texts = Texts { read, last: None };
    let results = findings.iter().map(|finding| {
        let mut result = result(finding, about, lang);
        let index = rules.keys().position(|id| *id == finding.rule.id);
        result.insert("ruleIndex".into(), json!(index));
        if !private.contains(finding.path.as_path())
            && let Some(fix) = fix(finding, about, lang, &mut texts)
        {
            result.insert("fixes".into(), json!([fix]));
        }
        Value::Object(result)
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "salesrec",
                "semanticVersion": about.version,
                "rules": rules.values().map(|rule| descriptor(rule, lang)).collect::<Value>(),
            }},
            "language": if lang == Lang::Zh { "zh-CN" } else { "en-US" },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Value>(),
        }],
    });
    pretty(&log) + "\n"
}

/// The text of the file that was read last: findings come file by file.
struct Texts<'a> {
    read: &'a dyn Fn(&Path) -> Option<String>,
    last: Option<(&'a Path, Option<String>)>,
}

impl<'a> Texts<'a> {
    fn of(&mut self, path: &'a Path) -> Option<&str> {
        if self.last.as_ref().is_none_or(|(last, _)| *last != path) {
            self.last = Some((path, (self.read)(path)));
        }
        self.last.as_ref().and_then(|(_, text)| text.as_deref())
    }
}

fn descriptor(rule: &About, lang: Lang) -> Value {
    let recommendation = match rule.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "recommendation",
    };
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.says.get(lang)},
        "help": {"text": rule.document, "markdown": rule.document},
        "defaultConfiguration": {"level": level(rule.level)},
        "properties": {"tags": [rule.group.id()], "problem.severity": recommendation},
    })
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

fn result(finding: &Finding, about: &RunInfo<'_>, lang: Lang) -> Map<String, Value> {
    let said = said(finding, lang, "\n");
    let mut location = json!({
        "physicalLocation": {"artifactLocation": artifact(finding, about), "region": region(finding)},
    });
    let route = finding.route.to_string();
    if !route.is_empty() {
        location["logicalLocations"] = json!([{"fullyQualifiedName": route}]);
    }
    let mut result = Map::new();
    result.insert("ruleId".into(), json!(finding.rule.id));
    result.insert("level".into(), json!(level(finding.level)));
    result.insert("message".into(), json!({"text": without_links(&said)}));
    result.insert("locations".into(), json!([location]));
    result.insert("partialFingerprints".into(), json!({"salesrec/v1": finding.fingerprint}));
    // An empty list says that nothing keeps it back; without, readers would not know.
    result.insert("suppressions".into(), finding.suppressed.iter().map(|kept| suppression(kept, lang)).collect());
    result
}

fn suppression(suppressed: &Suppressed, lang: Lang) -> Value {
    let kind = match suppressed {
        Suppressed::Comment(_) => "inSource",
        Suppressed::Baseline => "external",
    };
    json!({"kind": kind, "status": "accepted", "justification": why_kept_back(suppressed).get(lang)})
}

fn artifact(finding: &Finding, about: &RunInfo<'_>) -> Value {
    json!({"uri": percent_encoded(&about.path(finding)), "uriBaseId": "%SRCROOT%"})
}

fn region(finding: &Finding) -> Value {
    let place = &finding.place;
    if place.line == 0 {
        // Code scanning shows nothing that has no line.
        return json!({"startLine": 1});
    }
    json!({"startLine": place.line, "startColumn": place.column, "endColumn": end_column(place)})
}

fn fix<'a>(finding: &'a Finding, about: &RunInfo<'_>, lang: Lang, texts: &mut Texts<'a>) -> Option<Value> {
    let fix = finding.fix.as_ref()?;
    let replacements = replacements(texts.of(&finding.path)?, fix);
    if replacements.is_empty() {
        return None;
    }
    let replacements = replacements.into_iter().map(|replacement| {
        let ((line, column), (end_line, end)) = (replacement.start, replacement.end);
        json!({
            "deletedRegion": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end},
            "insertedContent": {"text": replacement.text},
        })
    });
    let says = if fix.safe {
        Text::fixed("does not change what the record means", "不改变记录的含义")
    } else {
        Text::fixed("look at it before you take it", "采用前请先看一下")
    };
    Some(json!({
        "description": {"text": says.get(lang)},
        "artifactChanges": [{"artifactLocation": artifact(finding, about), "replacements": replacements.collect::<Value>()}],
    }))
}

/// A message in which nothing reads as `[words](address)`, which viewers make a link of.
fn without_links(text: &str) -> String {
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text.to_string() }
}

/// A path as a relative reference: all but unreserved characters and `/` as UTF-8 bytes in hexadecimal (RFC 3986, 2.1).
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
