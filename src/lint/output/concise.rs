//! One line a finding, for editors and for reading quickly: `path:line:col: level[rule] message`.

use super::{RunInfo, message, why_kept_back};
use crate::lang::{Lang, visible};
use crate::lint::Finding;

/// The findings as lines; one of a whole file stands at its first character.
pub fn write(findings: &[Finding], about: &RunInfo<'_>, lang: Lang) -> String {
    let mut out = String::new();
    for finding in about.shown(findings) {
        let (line, column) = (finding.place.line.max(1), finding.place.column.max(1));
        out.push_str(&format!("{}:{line}:{column}: ", visible(&about.path(finding))));
        out.push_str(&format!("{}[{}] {}", finding.level.code(), finding.rule.id, message(finding, lang)));
        if let Some(suppressed) = &finding.suppressed {
            let (open, close) = if lang == Lang::Zh { ("（已忽略：", "）") } else { (" (kept back: ", ")") };
            out.push_str(&format!("{open}{}{close}", why_kept_back(suppressed).get(lang)));
        }
        out.push('\n');
    }
    out
}
