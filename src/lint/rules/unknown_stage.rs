use crate::lang::{Text, list_of};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// A stage that the team does not have, of a deal, in its history or of a milestone.
pub struct UnknownStage;

impl Rule for UnknownStage {
    fn about(&self) -> &'static About {
        crate::about!("unknown-stage", Stage, Error, "a stage is none of the team's", "阶段不在团队的阶段表里", fix = Safe)
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        let place = || Route::root().key("deals").index(at);
        if check.team.stages.0.is_empty() {
            return;
        }
        match deal.stage.as_deref().map(str::trim).filter(|said| !said.is_empty()) {
            Some(said) => {
                // Where the history ends elsewhere, `stage-against-history` mends the same place.
                let ends = deal.history.last().and_then(|last| check.team.stages.named(&last.stage));
                let meant = check.team.stages.named(said);
                let contradicted = ends.zip(meant).is_some_and(|(ends, meant)| ends.name != meant.name);
                look(check, said, || place().key("stage"), !contradicted);
            }
            None if deal.history.is_empty() => {
                let (id, name, option) = (check.id(), &deal.name, check.deal_option(client, deal));
                check
                    .report(place().key("stage"), text!("“{name}” is in no stage", "“{name}”没有写阶段"))
                    .mend(text!("`salesrec advance {id} STAGE{option}`", "`salesrec advance {id} 阶段{option}`"));
            }
            None => {}
        }
        for (step, entry) in deal.history.iter().enumerate() {
            look(check, &entry.stage, || place().key("history").index(step).key("stage"), true);
        }
        for (step, milestone) in deal.milestones.iter().enumerate() {
            let said = milestone.stage.as_deref().unwrap_or_default();
            look(check, said, || place().key("milestones").index(step).key("stage"), true);
        }
    }
}

/// Reports a stage that is written but unknown. The one that goes by it is put there, if it `may` be.
fn look(check: &mut Check<'_>, said: &str, place: impl Fn() -> Route, may: bool) {
    let stages = &check.team.stages;
    let is_known = |said: &str| said.is_empty() || stages.get(said).is_some();
    if is_known(said) || is_known(said.trim()) {
        return;
    }
    let said = said.trim();
    let place = place();
    let message = text!("the team has no stage “{said}”", "团队没有“{said}”这个阶段");
    if let Some(name) = stages.named(said).map(|stage| stage.name.as_str()) {
        let reported = check.report(place.clone(), message);
        if may {
            reported
                .mend(text!("write “{name}”: `salesrec lint --fix`", "应写作“{name}”：`salesrec lint --fix`"))
                .fix(vec![Edit::Set(place, Value::text(name))]);
        } else {
            reported.mend(text!("“{name}” goes by it", "它是“{name}”的别名"));
        }
        return;
    }
    let near = stages.pick(said).candidates();
    let names: Vec<&str> = if near.is_empty() {
        stages.0.iter().map(|stage| stage.name.as_str()).collect()
    } else {
        near.iter().map(|&position| stages.0[position].name.as_str()).collect()
    };
    let lead = if near.is_empty() { Text::fixed("stages: ", "阶段有：") } else { Text::fixed("near it: ", "相近的有：") };
    check.report(place, message).mend(lead.then(&list_of(&names)));
}
