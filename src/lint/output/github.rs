//! GitHub Actions: workflow commands, which become annotations, and the summary of a job.
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use super::markdown::{cell, words};
use super::{RunInfo, Summary, json, mend, said, worst_first};
use crate::lang::{Lang, Text, visible};
use crate::lint::{Finding, Level};
use crate::text;

/// A job summary may take 1 MiB, and nobody reads so far.
const ROWS: usize = 200;

/// The open findings as workflow commands, the most severe first, since GitHub shows only ten of each level; then the
/// closing line, for who reads the log.
pub fn write(findings: &[Finding], about: &RunInfo<'_>, lang: Lang) -> String {
    let mut out = String::new();
    for finding in worst_first(findings) {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        out.push_str(&format!("::{command} file={}", property(&visible(&about.path(finding)))));
        let place = &finding.place;
        if place.line > 0 {
            out.push_str(&format!(",line={},col={}", place.line, place.column));
            let end = json::end_column(place);
            if end > place.column {
                out.push_str(&format!(",endColumn={end}"));
            }
        }
        let said = said(finding, lang, "\n");
        out.push_str(&format!(",title={}::{}\n", property(finding.rule.id), data(&said)));
    }
    out.push_str(Summary::of(findings, about).line().get(lang));
    out.push('\n');
    out
}

/// The page of a job, as Markdown for the file that `GITHUB_STEP_SUMMARY` names: the closing line, and a table with the
/// most severe findings first.
pub fn summary(findings: &[Finding], about: &RunInfo<'_>, lang: Lang) -> String {
    let title = Text::fixed("Sales records", "销售记录检查");
    let mut out = format!("## {}\n\n{}\n", title.get(lang), words(Summary::of(findings, about).line().get(lang)));
    let open = worst_first(findings);
    if open.is_empty() {
        return out;
    }
    out.push_str(match lang {
        Lang::En => "\n| Level | Place | What is wrong | What mends it | Rule |\n",
        Lang::Zh => "\n| 级别 | 位置 | 问题 | 解决办法 | 规则 |\n",
    });
    out.push_str("| --- | --- | --- | --- | --- |\n");
    for finding in open.iter().take(ROWS) {
        let line = if finding.place.line > 0 { format!(":{}", finding.place.line) } else { String::new() };
        let place = format!("{}{line}", about.path(finding));
        let mend = mend(finding).unwrap_or_default();
        let level = finding.level.shown();
        let cells = [level.get(lang), &place, finding.message.get(lang), mend.get(lang), finding.rule.id];
        for text in cells {
            out.push_str(&cell(text));
        }
        out.push_str("|\n");
    }
    let more = open.len().saturating_sub(ROWS);
    if more > 0 {
        out.push_str(&format!("\n{}\n", text!("And {more} more.", "还有 {more} 个。").get(lang)));
    }
    out
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
