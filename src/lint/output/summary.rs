//! The closing line: how much was found, and how much of it the program can mend.

use std::collections::BTreeSet;

use super::RunInfo;
use crate::lang::{Text, count};
use crate::lint::{Finding, Level};
use crate::text;

/// How much was found; findings that are kept back count only as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Summary {
    /// Open findings of level error.
    pub errors: usize,
    /// Open findings of level warning.
    pub warnings: usize,
    /// Open findings of level info.
    pub infos: usize,
    /// Files with open findings.
    pub files_with_findings: usize,
    /// Files looked at.
    pub files: usize,
    /// Open findings that `--fix` mends.
    pub fixable: usize,
    /// Open findings that `--unsafe-fixes` mends.
    pub unsafely_fixable: usize,
    /// Findings that are kept back.
    pub suppressed: usize,
}

impl Summary {
    /// Counts the findings of a run.
    pub fn of(findings: &[Finding], about: &RunInfo<'_>) -> Self {
        let mut summary = Self { files: about.files, ..Self::default() };
        let mut paths = BTreeSet::new();
        for finding in findings {
            if finding.suppressed.is_some() {
                summary.suppressed += 1;
                continue;
            }
            paths.insert(&finding.path);
            match finding.level {
                Level::Error => summary.errors += 1,
                Level::Warning => summary.warnings += 1,
                Level::Info => summary.infos += 1,
            }
            match &finding.fix {
                Some(fix) if fix.safe => summary.fixable += 1,
                Some(_) => summary.unsafely_fixable += 1,
                None => {}
            }
        }
        summary.files_with_findings = paths.len();
        summary
    }

    /// Open findings.
    pub const fn findings(&self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// The closing line: `12 findings: 3 errors, 9 warnings in 8 of 20 files; 4 can be mended by --fix`.
    pub fn line(&self) -> Text {
        let mut line = self.found();
        let (safe, risky, kept) = (self.fixable, self.unsafely_fixable, self.suppressed);
        line = line.then(&match (safe, risky) {
            (0, 0) => Text::default(),
            (_, 0) => text!("; {safe} can be mended by --fix", "；其中 {safe} 个可用 --fix 修正"),
            (0, _) => text!("; {risky} can be mended by --unsafe-fixes", "；其中 {risky} 个可用 --unsafe-fixes 修正"),
            _ => text!(
                "; {safe} can be mended by --fix, {risky} by --unsafe-fixes",
                "；其中 {safe} 个可用 --fix 修正，{risky} 个可用 --unsafe-fixes 修正"
            ),
        });
        if kept > 0 {
            line = line.then(&text!("; {kept} kept back", "；另有 {kept} 个已忽略"));
        }
        line
    }

    fn found(&self) -> Text {
        let (with, all) = (self.files_with_findings, count(self.files, "file", "files", "个文件"));
        if self.findings() == 0 {
            return Text::new(format!("no findings in {}", all.en), format!("检查了 {}，没有发现问题", all.zh));
        }
        let findings = count(self.findings(), "finding", "findings", "个问题");
        let levels = [
            (self.errors, count(self.errors, "error", "errors", "个错误")),
            (self.warnings, count(self.warnings, "warning", "warnings", "个警告")),
            (self.infos, count(self.infos, "info", "infos", "个提示")),
        ];
        let levels: Vec<Text> = levels.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
        let en: Vec<&str> = levels.iter().map(|level| level.en.as_ref()).collect();
        let zh: Vec<&str> = levels.iter().map(|level| level.zh.as_ref()).collect();
        Text::new(
            format!("{}: {} in {with} of {}", findings.en, en.join(", "), all.en),
            format!("{}：{}，涉及 {}中的 {with} 个", findings.zh, zh.join("、"), all.zh),
        )
    }
}
