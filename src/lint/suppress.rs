//! Comments in a record that keep a finding back:
//! `# salesrec: ignore missing-source until 2026-10-01 because the fair sent no list`,
//! `# salesrec: ignore missing-source 至 2026-10-01 因为展会没有给名单`.
//!
//! On a line it concerns that line; on a line of its own, what begins on the next line with everything below it.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chrono::NaiveDate;
use memchr::memmem;

use super::ALL;
use super::settings::is_known;
use crate::lang::Text;
use crate::record::pick;
use crate::text;

/// What such comments begin with, but for its first letter, which may be a capital.
const MARK: &str = "alesrec";

/// What asks to keep a finding back.
const IGNORE: [&str; 3] = ["ignore", "Ignore", "忽略"];

/// A comment that keeps findings back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suppression {
    /// Its bytes in the text.
    pub(super) span: std::ops::Range<usize>,
    /// Whether it says to ignore something.
    pub(super) is_clear: bool,
    /// The rules or groups.
    pub(super) rules: Vec<String>,
    /// The last day on which it counts.
    pub(super) until: Option<NaiveDate>,
    /// Whether a day was written that is none.
    pub(super) bad_until: bool,
    /// Why.
    pub(super) reason: String,
    /// The lines that it concerns, 1-based.
    pub(super) lines: RangeInclusive<usize>,
}

/// The suppressions in a text, in order.
pub(super) fn suppressions(text: &str) -> Vec<Suppression> {
    static LOOK: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new(MARK));
    // Most records have no comment at all.
    if memchr::memchr(b'#', text.as_bytes()).is_none() || LOOK.find(text.as_bytes()).is_none() {
        return Vec::new();
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut found = Vec::new();
    let mut start = 0;
    for (at, line) in lines.iter().enumerate() {
        if let Some((hash, body)) = directive(line) {
            let alone = line[..hash].trim().is_empty();
            let covered = if alone { below(&lines, at) } else { at + 1..=at + 1 };
            found.push(parse(body, start + hash..start + line.trim_end().len(), covered));
        }
        start += line.len() + 1;
    }
    found
}

/// Where the comment of a line begins, and what stands behind `salesrec:`.
fn directive(line: &str) -> Option<(usize, &str)> {
    let mark = line.find(MARK)?.checked_sub(1)?;
    let behind = line[mark + 1 + MARK.len()..].trim_start();
    let body = behind.strip_prefix(':').or_else(|| behind.strip_prefix('：'))?;
    let hash = line.get(..mark).filter(|_| matches!(line.as_bytes()[mark], b's' | b'S'))?.rfind('#')?;
    let clean = line[hash + 1..mark].trim().is_empty();
    let opens = hash == 0 || line[..hash].ends_with([' ', '\t']);
    (clean && opens).then(|| (hash, body.trim()))
}

fn parse(body: &str, span: std::ops::Range<usize>, lines: RangeInclusive<usize>) -> Suppression {
    let asked = IGNORE.iter().find_map(|word| body.strip_prefix(word));
    let asked = asked.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let (head, reason) = split(asked.unwrap_or_default(), &["because", "因为"]);
    let (rules, day) = split(head, &["until", "直到", "至"]);
    let reason = reason.unwrap_or_default().trim_start_matches(['：', ':']).trim();
    let day = day.map(|day| day.trim_matches([' ', ',', '，']));
    let until = day.and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    Suppression {
        span,
        is_clear: asked.is_some(),
        rules: rules.split([',', ' ', '，', '、']).filter(|rule| !rule.is_empty()).map(str::to_string).collect(),
        until,
        bad_until: day.is_some() && until.is_none(),
        reason: reason.to_string(),
        lines,
    }
}

/// What stands before the first of the words, and what behind it.
fn split<'t>(text: &'t str, words: &[&str]) -> (&'t str, Option<&'t str>) {
    let first = words.iter().filter_map(|word| Some((text.find(word)?, word.len()))).min();
    first.map_or((text, None), |(at, len)| (&text[..at], Some(&text[at + len..])))
}

/// The lines of what begins on the next line that is neither empty nor a comment: itself and what is indented under it.
fn below(lines: &[&str], at: usize) -> RangeInclusive<usize> {
    let content = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let indent = |line: &str| line.len() - line.trim_start().len();
    let Some(first) = (at + 1..lines.len()).find(|&next| content(lines[next])) else { return at + 1..=at + 1 };
    let depth = indent(lines[first]);
    let end = (first + 1..lines.len()).find(|&next| content(lines[next]) && indent(lines[next]) <= depth);
    let last = end.unwrap_or(lines.len());
    first + 1..=last
}

/// What is wrong with a suppression itself.
pub(super) fn complaint(
    comment: &Suppression,
    expired: bool,
    used: bool,
) -> Option<(&'static str, std::ops::Range<usize>, Text)> {
    let rules = comment.rules.join(", ");
    let unknown = comment.rules.iter().find(|rule| !is_known(rule));
    let (rule, message) = if !comment.is_clear || comment.rules.is_empty() {
        let message = Text::fixed(
            "this keeps nothing back: write `# salesrec: ignore RULE because …`",
            "这条注释不起作用，应写成 `# salesrec: ignore 规则 因为…`",
        );
        ("unused-suppression", message)
    } else if let Some(unknown) = unknown {
        ("unused-suppression", no_rule(unknown))
    } else if comment.bad_until {
        let message = Text::fixed(
            "the day after `until` is none: write it as 2026-10-01",
            "`until` 之后不是日期，应写成 2026-10-01 的样子",
        );
        ("expired-suppression", message)
    } else if expired {
        ("expired-suppression", text!("the suppression of {rules} has expired", "对 {rules} 的忽略已经过期"))
    } else if comment.reason.is_empty() {
        (
            "suppression-without-reason",
            text!("why is {rules} ignored? add `because …`", "为什么忽略 {rules}？请加上 `because …` 或 `因为…`"),
        )
    } else if used {
        return None;
    } else {
        ("unused-suppression", text!("{rules} finds nothing here", "{rules} 在这里没有发现问题"))
    };
    Some((rule, comment.span.clone(), message))
}

/// That there is no such rule, with the one that is near.
fn no_rule(said: &str) -> Text {
    let ids: Vec<&str> = ALL.iter().map(|rule| rule.about().id).collect();
    let names: Vec<Vec<&str>> = ids.iter().map(|id| vec![*id]).collect();
    let near = pick(said, &names).candidates();
    let unknown = text!("there is no rule “{said}”", "没有“{said}”这条规则");
    let Some(near) = near.first().map(|at| ids[*at]) else { return unknown };
    unknown.then(&text!("; did you mean “{near}”?", "，是不是“{near}”？"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_on_a_line_concerns_that_line() {
        let found = suppressions("client: a\nowner: x  # salesrec: ignore unknown-owner because she starts in July\n");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].rules, ["unknown-owner"]);
        assert_eq!(found[0].reason, "she starts in July");
        assert_eq!(found[0].lines, 2..=2);
        assert_eq!((found[0].until, found[0].bad_until), (None, false));
    }

    #[test]
    fn a_comment_above_concerns_what_begins_there() {
        let text = "log:\n  # salesrec: ignore late-record, no-method until 2026-10-01 because 展会名单未到\n  - at: x\n    by: y\n  - at: z\n";
        let found = suppressions(text);
        assert_eq!(found[0].rules, ["late-record", "no-method"]);
        assert_eq!(found[0].until, NaiveDate::from_ymd_opt(2026, 10, 1));
        assert_eq!(found[0].lines, 3..=4);
    }

    #[test]
    fn the_day_and_the_reason_are_said_in_either_language() {
        let october = NaiveDate::from_ymd_opt(2026, 10, 1);
        for comment in [
            "missing-source until 2026-10-01 because 展会没有给名单",
            "missing-source until 2026-10-01, because 展会没有给名单",
            "missing-source 至 2026-10-01 因为展会没有给名单",
            "missing-source，直到 2026-10-01，因为：展会没有给名单",
        ] {
            let found = suppressions(&format!("# salesrec: ignore {comment}\nclient: a\n"));
            assert_eq!(found[0].rules, ["missing-source"], "{comment}");
            assert_eq!((found[0].until, found[0].bad_until), (october, false), "{comment}");
            assert_eq!(found[0].reason, "展会没有给名单", "{comment}");
        }
    }

    #[test]
    fn a_reason_and_a_sound_day_are_not_taken_for_granted() {
        let found = suppressions("# salesrec: ignore missing-source until autumn\nclient: a\n");
        assert_eq!((found[0].reason.as_str(), found[0].bad_until), ("", true));
    }

    #[test]
    fn text_that_only_looks_like_it_is_not_taken() {
        assert!(suppressions("summary: see salesrec: ignore nothing\n").is_empty());
        assert!(suppressions("a: b#salesrec: ignore x\n").is_empty());
    }

    #[test]
    fn what_is_nearly_such_a_comment_is_one_or_is_told() {
        for (comment, understood) in [
            ("# Salesrec: Ignore missing-source because x", true),
            ("# salesrec：忽略 missing-source 因为展会没有给名单", true),
            ("# salesrec: disable missing-source because x", false),
            ("# salesrec: ignored because x", false),
            ("# salesrec: ignore", true),
        ] {
            let found = suppressions(&format!("client: a\n{comment}\nowner: x\n"));
            assert_eq!(found.len(), 1, "{comment}");
            assert_eq!(found[0].is_clear, understood, "{comment}");
            let silent = complaint(&found[0], false, true).is_none();
            assert_eq!(silent, understood && !found[0].rules.is_empty(), "{comment}");
        }
        for text in ["notes: see salesrec: the manual\n", "# about salesrec\n", "mail: x@salesrec.example.com # a:\n"] {
            assert_eq!(suppressions(text), [], "{text}");
        }
        let (_, _, message) =
            complaint(&suppressions("# salesrec: ignore missing-sauce because x\na: b\n")[0], false, true).unwrap();
        assert!(message.en.contains("missing-source"), "{}", message.en);
    }
}
