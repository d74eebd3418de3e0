use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, Fact, StageKind, gaps};
use crate::text;
use crate::yaml::Route;

/// A deal that has come so far without a need that the client stated.
pub struct MissingNeeds;

impl Rule for MissingNeeds {
    fn about(&self) -> &'static About {
        crate::about!(
            "missing-needs",
            Needs,
            Error,
            "no stated need at a stage that requires one",
            "到了这个阶段还没有客户明确提出的需求"
        )
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        let team = check.team;
        let Some(from) = team.stages.first_requiring(Fact::Needs) else { return };
        // What is sold and looked after is past asking.
        let lacks = team.stages.has_reached(deal, from)
            && team.stages.kind(deal) != StageKind::Aftercare
            && gaps(team, client, at, from).iter().any(|gap| gap.fact == Fact::Needs);
        if lacks {
            let (id, option) = (check.id(), check.deal_option(client, deal));
            let (name, stage) = (&deal.name, deal.stage.as_deref().unwrap_or_default());
            let route = Route::root().key("deals").index(at).key("needs");
            let message = if deal.needs.is_empty() {
                text!("“{name}” is in the stage “{stage}” without a need", "“{name}”已到“{stage}”阶段，还没有写需求")
            } else {
                text!(
                    "“{name}” is in the stage “{stage}”, but the client stated none of its needs",
                    "“{name}”已到“{stage}”阶段，但没有一条需求是客户明确提出的"
                )
            };
            check.report(route, message).lacks(Fact::Needs.shown()).mend(text!(
                "`salesrec need add {id} \"NEED, IN THE CLIENT'S WORDS\"{option}`",
                "`salesrec need add {id} \"需求（客户的原话）\"{option}`"
            ));
        }
    }
}
