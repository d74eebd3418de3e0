//! JSON: one object of its own, versioned shape, or one a finding.

use serde_json::{Value, json};

use super::{RunInfo, Summary, mend};
use crate::error::Place;
use crate::lang::Lang;
use crate::lang::json::{VERSION, pretty, to_string};
use crate::lint::{Finding, Suppressed};

/// `{"salesrec": 1, "kind": "lint", "findings": […], "summary": {…}}`; messages in one language, all else in codes.
pub fn write(findings: &[Finding], about: &RunInfo<'_>, lang: Lang) -> String {
    let summary = Summary::of(findings, about);
    let all = json!({
        "salesrec": VERSION,
        "kind": "lint",
        "findings": about.shown(findings).into_iter().map(|finding| object(finding, about, lang)).collect::<Vec<_>>(),
        "summary": {
            "findings": summary.findings(),
            "errors": summary.errors,
            "warnings": summary.warnings,
            "infos": summary.infos,
            "files": summary.files,
            "files_with_findings": summary.files_with_findings,
            "fixable": summary.fixable,
            "unsafely_fixable": summary.unsafely_fixable,
            "suppressed": summary.suppressed,
        },
    });
    pretty(&all) + "\n"
}

/// The findings as lines of one object each.
pub fn lines(findings: &[Finding], about: &RunInfo<'_>, lang: Lang) -> String {
    about.shown(findings).into_iter().map(|finding| to_string(&object(finding, about, lang)) + "\n").collect()
}

fn object(finding: &Finding, about: &RunInfo<'_>, lang: Lang) -> Value {
    let place = Some(&finding.place).filter(|place| place.line > 0);
    json!({
        "rule": finding.rule.id,
        "group": finding.rule.group.id(),
        "level": finding.level.code(),
        "path": about.path(finding),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "end_column": place.map(end_column),
        "route": finding.route.to_string(),
        "message": finding.message.get(lang),
        "mend": mend(finding).map(|mend| mend.get(lang).to_string()),
        "fix": finding.fix.as_ref().map(|fix| if fix.safe { "safe" } else { "unsafe" }),
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed.as_ref().map(|suppressed| match suppressed {
            Suppressed::Comment(reason) => json!({"by": "comment", "reason": reason}),
            Suppressed::Baseline => json!({"by": "baseline"}),
        }),
    })
}

/// The column behind the last character that is meant, 1-based, in characters.
pub(super) fn end_column(place: &Place) -> usize {
    place.column + place.source.get(place.span.clone()).map_or(0, |meant| meant.chars().count())
}
