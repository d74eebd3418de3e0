//! Markdown: a table a file.

use super::{RunInfo, Summary, mend, why_kept_back};
use crate::lang::markdown::{escape, escape_in};
use crate::lang::{Lang, Text, visible};
use crate::lint::Finding;

/// The closing line first, then each file with its findings.
pub fn write(findings: &[Finding], about: &RunInfo<'_>, lang: Lang) -> String {
    let mut out = format!("{}\n", words(Summary::of(findings, about).line().get(lang)));
    for file in about.shown(findings).chunk_by(|a, b| a.path == b.path) {
        out.push_str(&format!("\n### {}\n\n", escape(&about.path(file[0]))));
        out.push_str(match lang {
            Lang::En => "| Place | Level | What is wrong | What mends it | Rule |\n",
            Lang::Zh => "| 位置 | 级别 | 问题 | 解决办法 | 规则 |\n",
        });
        out.push_str("| ---: | --- | --- | --- | --- |\n");
        for finding in file {
            row(&mut out, finding, lang);
        }
    }
    out
}

fn row(out: &mut String, finding: &Finding, lang: Lang) {
    let place = match &finding.place {
        place if place.line > 0 => format!("{}:{}", place.line, place.column),
        _ => String::new(),
    };
    let mend = match &finding.suppressed {
        Some(suppressed) => Text::fixed("kept back: ", "已忽略：").then(&why_kept_back(suppressed)),
        None => mend(finding).unwrap_or_default(),
    };
    let level = finding.level.shown();
    for text in [&place, level.get(lang), finding.message.get(lang), mend.get(lang), finding.rule.id] {
        out.push_str(&cell(text));
    }
    out.push_str("|\n");
}

/// A cell of a table, with the bar before it.
pub(super) fn cell(text: &str) -> String {
    if text.is_empty() { "| ".to_string() } else { format!("| {} ", words(text)) }
}

/// `text` as it was written, but what stands between backticks is code, as commands are.
pub(super) fn words(text: &str) -> String {
    let text = visible(text);
    let parts: Vec<&str> = text.split('`').collect();
    let code = |at: usize| at % 2 == 1;
    // Without an end, or with nothing between them, backticks are no code.
    if parts.len().is_multiple_of(2) || parts.iter().enumerate().any(|(at, part)| code(at) && part.trim().is_empty()) {
        return escape(&text);
    }
    let mut out = String::new();
    for (at, part) in parts.into_iter().enumerate() {
        if code(at) {
            // In a table, a bar ends the cell even in code.
            out.push_str(&format!("`{}`", part.replace('|', "\\|")));
        } else {
            out.push_str(&escape_in(part, at == 0));
        }
    }
    out
}
