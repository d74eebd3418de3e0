use crate::lang::apart_first;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, Fact, StageKind, gaps};
use crate::text;
use crate::yaml::Route;

/// A fact that the deal's stage requires and the record does not hold.
pub struct MissingRequirement;

impl Rule for MissingRequirement {
    fn about(&self) -> &'static About {
        crate::about!("missing-requirement", Stage, Warning, "a fact that the stage requires is missing", "缺少本阶段必须具备的信息")
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        let team = check.team;
        let Some(stage) = deal.stage.as_deref().and_then(|name| team.stages.get(name)) else { return };
        let decides = team.vocabulary.roles.iter().find(|role| role.decides).map_or("ROLE", |role| &role.name);
        for gap in gaps(team, client, at, stage) {
            let Some(place) = place(gap.fact, stage.kind, at) else { continue };
            let (id, option) = (check.id(), check.deal_option(client, deal));
            let (stage, en, zh) = (&stage.name, &gap.what.en, &gap.what.zh);
            let there = apart_first(stage);
            check
                .report(place, text!("{stage} requires what is missing: {en}", "{there}阶段还缺：{zh}"))
                .lacks(gap.what.clone())
                .mend(gap.fact.mend(&id, &option, decides));
        }
    }
}

/// Where a fact would stand; none for those whose absence is another rule's.
fn place(fact: Fact, kind: StageKind, at: usize) -> Option<Route> {
    let deal = Route::root().key("deals").index(at);
    match fact {
        Fact::Pains => Some(deal.key("pains")),
        Fact::Value => Some(deal.key("value")),
        Fact::Intent => Some(deal.key("intent")),
        Fact::Competitors => Some(deal.key("competitors")),
        Fact::ProjectGoal => Some(deal.key("project").key("goal")),
        Fact::Contract => (kind == StageKind::Open).then(|| Route::root().key("contracts")),
        Fact::Industry
        | Fact::Source
        | Fact::Contact
        | Fact::DecisionMaker
        | Fact::Needs
        | Fact::ExpectedClose
        | Fact::NextAction
        | Fact::Milestones => None,
    }
}
