use crate::lint::{About, Check, Rule};
use crate::record::{Client, Fact, gaps};
use crate::text;
use crate::yaml::Route;

/// A deal that has come so far without anybody knowing who decides.
pub struct MissingDecisionMaker;

impl Rule for MissingDecisionMaker {
    fn about(&self) -> &'static About {
        crate::about!(
            "missing-decision-maker",
            Basics,
            Error,
            "nobody who decides is known at this stage",
            "到了这个阶段还没有决策人"
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let team = check.team;
        let Some(from) = team.stages.first_requiring(Fact::DecisionMaker).filter(|_| client.has_contact()) else {
            return;
        };
        let lacking = client.deals.iter().enumerate().find(|(at, deal)| {
            team.stages.has_reached(deal, from)
                && gaps(team, client, *at, from).iter().any(|gap| gap.fact == Fact::DecisionMaker)
        });
        if let Some((_, deal)) = lacking {
            let (id, name, stage) = (check.id(), &deal.name, deal.stage.as_deref().unwrap_or_default());
            let role = team.vocabulary.roles.iter().find(|role| role.decides).map_or("ROLE", |role| role.name.as_str());
            check
                .report(
                    Route::root().key("contacts"),
                    text!(
                        "“{name}” is in the stage “{stage}”, but no contact is one who decides",
                        "“{name}”已到“{stage}”阶段，联系人中还没有决策人"
                    ),
                )
                .lacks(Fact::DecisionMaker.shown())
                .mend(text!("`salesrec contact {id} NAME --role {role}`", "`salesrec contact {id} 姓名 --role {role}`"));
        }
    }
}
