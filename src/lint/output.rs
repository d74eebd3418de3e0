//! Findings in the formats that people and machines read: one file a format, each a pure function to a text.
//!
//! All are sorted by path, place and rule, but for GitHub, which shows only ten. Findings that are kept back are always
//! in SARIF, which has a place for them; never in what GitHub and GitLab show; in the others when asked for. A line on
//! which something private was found is quoted nowhere.

pub mod concise;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod markdown;
mod mended;
pub mod sarif;
mod summary;
pub mod text;

use std::cmp::Reverse;
use std::path::Path;

pub use summary::Summary;

use super::finding::shown_path;
use super::{Finding, Suppressed};
use crate::lang::{Lang, Text, visible};
use crate::text;
use text::Look;

/// What is to be known of a run beside its findings.
#[derive(Clone, Copy, Debug)]
pub struct RunInfo<'a> {
    /// How many files were looked at.
    pub files: usize,
    /// The version of the program.
    pub version: &'a str,
    /// The way to the records directory from where paths will be read, which is the working directory for people and
    /// the repository for machines; empty when it is that itself.
    pub root: &'a str,
    /// Whether findings that are kept back are shown too.
    pub suppressed: bool,
}

/// The formats of `--output`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// `path:line:col: level[rule] message`.
    Concise,
    /// One JSON object.
    Json,
    /// One JSON object a finding.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// GitLab code quality.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// Markdown.
    Md,
}

impl Format {
    /// Every format with its name.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Text, "text"),
        (Self::Concise, "concise"),
        (Self::Json, "json"),
        (Self::Jsonl, "jsonl"),
        (Self::Sarif, "sarif"),
        (Self::Github, "github"),
        (Self::Gitlab, "gitlab"),
        (Self::Junit, "junit"),
        (Self::Md, "md"),
    ];

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(format, _)| *format)
    }

    /// The findings in this format. `look` counts for people's text only; `read` gives the text of a file by its path in
    /// the records directory, for the fixes that SARIF shows.
    pub fn write(
        self,
        findings: &[Finding],
        about: &RunInfo<'_>,
        lang: Lang,
        look: Look,
        read: &dyn Fn(&Path) -> Option<String>,
    ) -> String {
        match self {
            Self::Text => text::write(findings, about, lang, look),
            Self::Concise => concise::write(findings, about, lang),
            Self::Json => json::write(findings, about, lang),
            Self::Jsonl => json::lines(findings, about, lang),
            Self::Sarif => sarif::write(findings, about, lang, read),
            Self::Github => github::write(findings, about, lang),
            Self::Gitlab => gitlab::write(findings, about, lang),
            Self::Junit => junit::write(findings, about, lang),
            Self::Md => markdown::write(findings, about, lang),
        }
    }
}

impl RunInfo<'_> {
    /// The path of a finding's file from where it will be read, with `/` on every system; not made safe.
    fn path(&self, finding: &Finding) -> String {
        let path = shown_path(&finding.path);
        match self.root.trim_end_matches(['/', '\\']) {
            "" | "." => path,
            root => format!("{}/{path}", shown_path(Path::new(root))),
        }
    }

    /// What is shown, by path, place and rule.
    fn shown<'f>(&self, findings: &'f [Finding]) -> Vec<&'f Finding> {
        sorted(findings.iter().filter(|finding| self.suppressed || finding.suppressed.is_none()))
    }
}

/// By path, place and rule.
fn sorted<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<&'f Finding> {
    let mut sorted: Vec<&Finding> = findings.collect();
    sorted.sort_by(|a, b| order(a).cmp(&order(b)));
    sorted
}

/// The open ones, the most severe first.
fn worst_first(findings: &[Finding]) -> Vec<&Finding> {
    let mut open = sorted(findings.iter().filter(|finding| finding.suppressed.is_none()));
    open.sort_by_key(|finding| Reverse(finding.level));
    open
}

fn order(finding: &Finding) -> (&Path, usize, usize, &str) {
    (&finding.path, finding.place.line, finding.place.column, finding.rule.id)
}

/// What is wrong, on one line and safe to show.
fn message(finding: &Finding, lang: Lang) -> String {
    visible(finding.message.get(lang)).into_owned()
}

/// What mends a finding: a command or a deed, the program itself, or both.
fn mend(finding: &Finding) -> Option<Text> {
    let option = finding.fix.as_ref().map(|fix| if fix.safe { "--fix" } else { "--unsafe-fixes" });
    match (&finding.mend, option) {
        // A rule may have more to say of its fix than that there is one.
        (Some(mend), Some(option)) if !mend.en.contains(option) => {
            Some(mend.then(&text!("; or `salesrec lint {option}`", "；也可以用 `salesrec lint {option}`")))
        }
        (Some(mend), _) => Some(mend.clone()),
        (None, Some(option)) => Some(text!("`salesrec lint {option}`", "`salesrec lint {option}`")),
        (None, None) => None,
    }
    .map(|mend| mend.map(|words| visible(words).into_owned()))
}

/// What stands before what mends a finding.
const MEND: Text = Text::fixed("mend: ", "解决办法：");

/// What is wrong, and after `between` what mends it.
fn said(finding: &Finding, lang: Lang, between: &str) -> String {
    let mut said = message(finding, lang);
    if let Some(mend) = mend(finding) {
        said.push_str(&format!("{between}{}{}", MEND.get(lang), mend.get(lang)));
    }
    said
}

/// Why a finding is kept back, safe to show.
fn why_kept_back(suppressed: &Suppressed) -> Text {
    match suppressed {
        Suppressed::Comment(reason) => Text::same(visible(reason)),
        Suppressed::Baseline => Text::fixed("it is in the baseline", "已列入基线"),
    }
}
