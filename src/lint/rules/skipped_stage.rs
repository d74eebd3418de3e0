use crate::lang::{list_of, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, StageEntry, StageKind, Stages};
use crate::text;
use crate::yaml::Route;

/// A step forward over open stages for which no reason was given.
pub struct SkippedStage;

impl Rule for SkippedStage {
    fn about(&self) -> &'static About {
        crate::about!("skipped-stage", Stage, Warning, "a stage was skipped without a note", "跳过阶段没有说明")
    }

    fn deal(&self, check: &mut Check<'_>, _client: &Client, at: usize, deal: &Deal) {
        for step in 1..deal.history.len() {
            let entry = &deal.history[step];
            if entry.note.as_deref().is_some_and(|note| !is_blank(note)) {
                continue;
            }
            let skipped = skipped(&check.team.stages, &deal.history[..step], entry);
            if skipped.is_empty() {
                continue;
            }
            let (id, names) = (check.id(), list_of(&skipped));
            let (stage, en, zh) = (&entry.stage, &names.en, &names.zh);
            check
                .report(
                    Route::root().key("deals").index(at).key("history").index(step),
                    text!("“{stage}” was entered past {en}, without a note", "跳过{zh}直接进入“{stage}”，没有说明原因"),
                )
                .mend(text!("`salesrec edit {id}`: note, why", "`salesrec edit {id}`：在 note 里写明原因"));
        }
    }
}

/// The open stages between the last of `before` and `entry` that the deal was never in; none of a way back, out or in
/// again.
fn skipped<'s>(stages: &'s Stages, before: &[StageEntry], entry: &StageEntry) -> Vec<&'s str> {
    let place = |entry: &StageEntry| {
        let position = stages.position(&entry.stage)?;
        (stages.0[position].kind != StageKind::Lost).then_some(position)
    };
    let (Some(from), Some(to)) = (before.last().and_then(place), place(entry)) else { return Vec::new() };
    let between = stages.0.get(from + 1..to).unwrap_or_default().iter();
    between
        .filter(|stage| stage.kind == StageKind::Open && before.iter().all(|entry| entry.stage != stage.name))
        .map(|stage| stage.name.as_str())
        .collect()
}
