//! For people: file by file, each finding with its line, a caret under the place, and what mends it.

use std::collections::BTreeSet;
use std::path::Path;

use anstyle::{AnsiColor, Style};

use super::{MEND, RunInfo, Summary, mend, message, why_kept_back};
use crate::error::quoted;
use crate::lang::{Lang, Text, paint, visible};
use crate::lint::{Finding, Group, Level};

/// What stands before all that is said under a finding.
const INDENT: &str = "    ";

/// How a reader looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Look {
    /// Columns of the screen, to which quoted lines are cut.
    pub width: Option<usize>,
    /// Whether there are colours.
    pub color: bool,
}

/// The findings grouped by file, and the closing line.
pub fn write(findings: &[Finding], about: &RunInfo<'_>, lang: Lang, look: Look) -> String {
    let mut out = String::new();
    let shown = about.shown(findings);
    let private = private_lines(findings);
    for file in shown.chunk_by(|a, b| a.path == b.path) {
        paint(&mut out, &visible(&about.path(file[0])), Style::new().bold(), look.color);
        out.push('\n');
        let numbers = file.iter().map(|finding| finding.place.line).max().unwrap_or_default();
        // The numbers of all lines of the file end in one column.
        let margin = INDENT.len() + numbers.to_string().len();
        for finding in file {
            let private = private.contains(&(finding.path.as_path(), finding.place.line));
            one(&mut out, finding, margin, !private, lang, look);
        }
        out.push('\n');
    }
    let summary = Summary::of(findings, about);
    let style = if summary.findings() == 0 { AnsiColor::Green.on_default() } else { Style::new().bold() };
    paint(&mut out, summary.line().get(lang), style, look.color);
    out.push('\n');
    out
}

/// The lines on which something private was found.
fn private_lines(findings: &[Finding]) -> BTreeSet<(&Path, usize)> {
    let private = findings.iter().filter(|finding| finding.rule.group == Group::Privacy && finding.place.line > 0);
    private.map(|finding| (finding.path.as_path(), finding.place.line)).collect()
}

fn one(out: &mut String, finding: &Finding, margin: usize, quote: bool, lang: Lang, look: Look) {
    let dim = Style::new().dimmed();
    let tint = match finding.level {
        _ if finding.suppressed.is_some() => dim,
        Level::Error => AnsiColor::Red.on_default().bold(),
        Level::Warning => AnsiColor::Yellow.on_default().bold(),
        Level::Info => AnsiColor::Cyan.on_default().bold(),
    };
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    out.push_str("  ");
    paint(out, &format!("{}[{}]", finding.level.shown().get(lang), finding.rule.id), tint, look.color);
    out.push_str(&format!("{colon}{}\n", message(finding, lang)));
    let quote = if quote { quoted(&finding.place, margin, look.width, tint, look.color) } else { String::new() };
    if quote.is_empty() && finding.place.line > 0 {
        // An empty line, or one that is kept back.
        let rest = if finding.place.source.is_empty() { "" } else { " …" };
        paint(out, &format!("{:>margin$} |{rest}", finding.place.line), dim, look.color);
        out.push('\n');
    }
    out.push_str(&quote);
    let mut note = |label: Text, style: Style, words: &Text| {
        out.push_str(INDENT);
        paint(out, label.get(lang), style, look.color);
        out.push_str(&format!("{}\n", words.get(lang)));
    };
    if let Some(suppressed) = &finding.suppressed {
        note(Text::fixed("kept back: ", "已忽略："), dim, &why_kept_back(suppressed));
    } else if let Some(mend) = mend(finding) {
        note(MEND, AnsiColor::Cyan.on_default().bold(), &mend);
    }
}
