//! `--fix`, `--unsafe-fixes`, `--diff`: files mended one by one, each whole or not at all.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::json;

use crate::commands::answer::DRY_RUN;
use crate::commands::shelving::{move_line, still_named};
use crate::commands::{Desk, Outcome};
use crate::document::{Block, Document};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, count};
use crate::lint::{self, Engine, Finding};
use crate::store::{Change, ClientFile, Problem};

/// What was mended, or would be.
#[derive(Default)]
pub(super) struct Mending {
    fixes: usize,
    changes: Vec<Change>,
    /// Files with the paths that they moved to.
    moves: Vec<(ClientFile, PathBuf)>,
    /// Files that could not be mended, and why.
    failures: Vec<Error>,
}

/// Mends the files of the findings that offer a fix; with `dry`, only says how.
pub(super) fn mend(desk: &Desk, engine: &Engine<'_>, findings: &[Finding], all: bool, dry: bool) -> Result<Mending> {
    let fixable =
        |finding: &&Finding| finding.suppressed.is_none() && finding.fix.as_ref().is_some_and(|fix| fix.safe || all);
    let files: BTreeSet<ClientFile> =
        findings.iter().filter(fixable).map(|finding| ClientFile { path: finding.path.clone() }).collect();
    let mut mending = Mending::default();
    for file in files {
        let mended = desk.store.mend(&file, dry, |text| {
            let mended = lint::mend(engine, &file, text, all);
            (mended.text, (mended.fixes, mended.stem))
        });
        match mended {
            Ok((change, (fixes, stem))) => {
                mending.fixes += fixes;
                if change.before != change.after {
                    mending.changes.push(change);
                }
                if let Some(stem) = stem {
                    mending.rename(desk, file, &stem, dry);
                }
            }
            Err(error) if matches!(error.kind, Kind::System | Kind::Conflict | Kind::Unreadable) => {
                mending.failures.push(error);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(mending)
}

impl Mending {
    fn rename(&mut self, desk: &Desk, file: ClientFile, stem: &str, dry: bool) {
        let extension = file.path.extension().unwrap_or_default().to_string_lossy();
        let target = file.path.with_file_name(format!("{stem}.{extension}"));
        if dry && self.moves.iter().any(|(_, taken)| *taken == target) {
            return;
        }
        let moved = if dry { Ok(()) } else { desk.store.relocate(&file, &target).map(drop) };
        match moved {
            Ok(()) => {
                self.fixes += 1;
                self.moves.push((file, target));
            }
            Err(error) => self.failures.push(error),
        }
    }

    /// Puts the new paths in the place of the old ones.
    pub(super) fn follow(&self, files: &mut [ClientFile]) {
        for file in files {
            if let Some((_, path)) = self.moves.iter().find(|(old, _)| old == file) {
                file.path.clone_from(path);
            }
        }
    }

    /// The diffs of a run that writes nothing.
    pub(super) fn shown(self, engine: &Engine<'_>) -> Outcome {
        let diff = |change: &Change| {
            let file = ClientFile { path: change.path.clone() };
            engine.blotted(&file, &[&change.before, &change.after], &change.diff())
        };
        let mut diff: String = self.changes.iter().map(diff).collect();
        for (file, target) in &self.moves {
            let shown = |path: &std::path::Path| path.to_string_lossy().replace('\\', "/");
            diff.push_str(&format!("rename from {}\nrename to {}\n", shown(&file.path), shown(target)));
        }
        let any = !diff.is_empty();
        let data = json!({"written": false, "fixes": self.fixes, "diff": diff});
        let mut document = Document::new();
        if any {
            document.push(Block::Diff(diff));
        } else {
            document.paragraph(Text::fixed("There is nothing to mend.", "没有可以自动修正的问题。"));
        }
        let outcome = Outcome::document("lint-fixes", document, data).found(any);
        let outcome = if any { outcome.note(DRY_RUN) } else { outcome };
        self.with_failures(outcome)
    }

    /// The outcome of a run, with what was mended beside it.
    pub(super) fn told(self, desk: &Desk, mut outcome: Outcome) -> Outcome {
        for (file, target) in &self.moves {
            outcome = outcome.note(Text::fixed("moved ", "已移动 ").then(&move_line(&file.path, target)));
            let id = file.id();
            if (ClientFile { path: target.clone() }).id() != id {
                outcome = still_named(outcome, id, &desk.mentions(id));
            }
        }
        let files: BTreeSet<&PathBuf> = self
            .changes
            .iter()
            .map(|change| &change.path)
            .chain(self.moves.iter().map(|(file, _)| &file.path))
            .collect();
        let (fixes, files) =
            (count(self.fixes, "finding", "findings", "个问题"), count(files.len(), "file", "files", "个文件"));
        let told = if self.fixes == 0 {
            Text::fixed("nothing was mended", "没有可以自动修正的问题")
        } else {
            Text::new(format!("mended {} in {}", fixes.en, files.en), format!("已修正 {}中的 {}", files.zh, fixes.zh))
        };
        self.with_failures(outcome.note(told))
    }

    fn with_failures(self, outcome: Outcome) -> Outcome {
        outcome.problems(self.failures.into_iter().map(Problem::error).collect())
    }
}
