//! JUnit XML: a suite a file, a case a finding.

use std::collections::BTreeMap;

use super::{RunInfo, Summary, message, said, why_kept_back};
use crate::lang::{Lang, visible};
use crate::lint::Finding;

/// Nothing is measured, and readers expect a time with three decimals.
const TIME: &str = "0.000";

/// The findings as failed cases; those that are kept back are skipped ones. A case is named by its rule and its place in
/// the record, not by lines, so that readers know it again; where several have one place they are numbered, since GitLab
/// shows the first of a name only. When nothing was found, one case says so: some readers take
/// a file without cases for a failure.
pub fn write(findings: &[Finding], about: &RunInfo<'_>, lang: Lang) -> String {
    let shown = about.shown(findings);
    let failures = shown.iter().filter(|finding| finding.suppressed.is_none()).count();
    let tests = shown.len().max(1);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"salesrec lint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"{TIME}\">\n"
    );
    for file in shown.chunk_by(|a, b| a.path == b.path) {
        suite(&mut out, file, about, lang);
    }
    if shown.is_empty() {
        let line = Summary::of(findings, about).line();
        out.push_str(&format!(
            "  <testsuite name=\"salesrec lint\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"{TIME}\">\n    \
             <testcase name=\"{}\" classname=\"salesrec lint\" time=\"{TIME}\"/>\n  </testsuite>\n",
            xml(line.get(lang))
        ));
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(out: &mut String, file: &[&Finding], about: &RunInfo<'_>, lang: Lang) {
    let path = xml(&about.path(file[0]));
    let skipped = file.iter().filter(|finding| finding.suppressed.is_some()).count();
    let (tests, failures) = (file.len(), file.len() - skipped);
    out.push_str(&format!(
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" \
         time=\"{TIME}\">\n"
    ));
    let mut taken = BTreeMap::<String, usize>::new();
    for finding in file {
        let route = finding.route.to_string();
        let mut name =
            if route.is_empty() { finding.rule.id.to_string() } else { format!("{} {route}", finding.rule.id) };
        let times = taken.entry(name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            name.push_str(&format!(" #{times}"));
        }
        out.push_str(&format!("    <testcase name=\"{}\" classname=\"{path}\" time=\"{TIME}\">\n", xml(&name)));
        out.push_str(&case(finding, &path, lang));
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

fn case(finding: &Finding, path: &str, lang: Lang) -> String {
    if let Some(suppressed) = &finding.suppressed {
        return format!("      <skipped message=\"{}\"/>\n", xml(why_kept_back(suppressed).get(lang)));
    }
    let place = match &finding.place {
        place if place.line > 0 => format!(":{}:{}", place.line, place.column),
        _ => String::new(),
    };
    let (message, body) = (xml(&message(finding, lang)), said(finding, lang, "\n"));
    let body: Vec<String> = body.lines().map(xml).collect();
    let level = finding.level.code();
    format!("      <failure message=\"{message}\" type=\"{level}\">{path}{place}: {}</failure>\n", body.join("\n"))
}

/// `text` safe in content and in attributes. XML has no way to write control characters, so they are spelled out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in visible(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => out.push_str(&format!("\\u{{{:x}}}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out
}
