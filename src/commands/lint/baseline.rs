//! Findings that were there when the checks were adopted: a file of their fingerprints, one a line, sorted, so that it
//! changes in small diffs.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use crate::commands::Outcome;
use crate::document::{Document, Line};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::json::VERSION;
use crate::lang::{Text, count, quoted};
use crate::lint::{Finding, Suppressed};
use crate::store;
use crate::text;

/// The findings that are known.
pub(super) struct Baseline(BTreeSet<String>);

#[derive(Deserialize)]
struct Written {
    findings: Vec<Known>,
}

#[derive(Deserialize)]
struct Known {
    fingerprint: String,
}

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Unreadable` when it is no baseline.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            let shown = quoted(&path.display().to_string());
            let message = Text::fixed("the baseline cannot be read", "基线文件无法读取");
            Error { kind: Kind::NotFound, ..Error::io(message, &error) }.at(Place::file(path)).hint(text!(
                "`salesrec lint --write-baseline {shown}` makes one",
                "`salesrec lint --write-baseline {shown}` 生成一份"
            ))
        })?;
        let written: Written = serde_json::from_str(&text).map_err(|error| {
            Error::new(Kind::Unreadable, Text::fixed("this is no baseline", "这不是基线文件"))
                .at(Place::file(path))
                .cause(Text::same(error.to_string()))
        })?;
        Ok(Self(written.findings.into_iter().map(|known| known.fingerprint).collect()))
    }

    /// Keeps back the findings that are known.
    pub(super) fn keep_back(&self, findings: &mut [Finding]) {
        for finding in findings.iter_mut().filter(|finding| finding.suppressed.is_none()) {
            if self.0.contains(&finding.fingerprint) {
                finding.suppressed = Some(Suppressed::Baseline);
            }
        }
    }
}

/// That a file may become a baseline: it is one, or there is none.
///
/// # Errors
/// `Conflict` when it is something else.
pub(super) fn may_be(path: &Path) -> Result<()> {
    match Baseline::read(path) {
        Err(error) if error.kind != Kind::NotFound || path.symlink_metadata().is_ok() => {
            let message = Text::fixed("there is a file of that name that is no baseline", "同名文件已经存在，且不是基线文件");
            Err(Error::new(Kind::Conflict, message).at(Place::file(path)))
        }
        _ => Ok(()),
    }
}

/// Writes the findings that are not kept back by the records themselves.
///
/// # Errors
/// `System` when the file cannot be written.
pub(super) fn write(path: &Path, findings: &[Finding]) -> Result<Outcome> {
    let mut lines: Vec<String> = findings
        .iter()
        .filter(|finding| finding.suppressed.is_none())
        .map(|finding| {
            let file = finding.path.to_string_lossy().replace('\\', "/");
            json!({"path": file, "rule": finding.rule.id, "fingerprint": finding.fingerprint}).to_string()
        })
        .collect();
    lines.sort();
    let all = lines.join(",\n    ");
    let inner = if lines.is_empty() { String::new() } else { format!("\n    {all}\n  ") };
    let text = format!("{{\n  \"salesrec\": {VERSION},\n  \"kind\": \"baseline\",\n  \"findings\": [{inner}]\n}}\n");
    store::save(path, &text)?;
    let shown = path.display().to_string();
    let known = count(lines.len(), "finding", "findings", "个问题");
    let mut document = Document::new();
    document.paragraph(
        Line::new().good(Text::fixed("Listed ", "已列入基线：")).strong(known).plain(Text::fixed(" in ", "，文件 ")).plain(shown.clone()),
    );
    let data = json!({"path": &shown, "findings": lines.len()});
    let shown = quoted(&shown);
    Ok(Outcome::document("baseline", document, data).note(text!(
        "from now on, `salesrec lint --baseline {shown}` tells only what is new",
        "以后用 `salesrec lint --baseline {shown}`，只报告新出现的问题"
    )))
}
