//! GitLab code quality: what merge requests show beside the changed lines.
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde_json::{Value, json};

use super::{RunInfo, said, sorted};
use crate::lang::Lang;
use crate::lang::json::pretty;
use crate::lang::visible;
use crate::lint::{Finding, Level};

/// The open findings as a JSON list. Paths must be those of the repository; the fingerprints hold no line numbers, so
/// that a finding stays the same when lines move.
pub fn write(findings: &[Finding], about: &RunInfo<'_>, lang: Lang) -> String {
    let open = sorted(findings.iter().filter(|finding| finding.suppressed.is_none()));
    pretty(&open.into_iter().map(|finding| issue(finding, about, lang)).collect::<Value>()) + "\n"
}

fn issue(finding: &Finding, about: &RunInfo<'_>, lang: Lang) -> Value {
    let between = if lang == Lang::Zh { "；" } else { "; " };
    let severity = match finding.level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info => "info",
    };
    json!({
        "description": said(finding, lang, between),
        "check_name": finding.rule.id,
        "fingerprint": finding.fingerprint,
        "severity": severity,
        "location": {
            "path": visible(&about.path(finding)),
            // A finding of the whole file stands at its first line: there is no line 0.
            "lines": {"begin": finding.place.line.max(1)},
        },
    })
}
