use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, Standing, StageKind, is_same_name, standing};
use crate::text;
use crate::yaml::Route;

/// A problem of the client that no need of the deal answers to.
pub struct PainWithoutNeed;

impl Rule for PainWithoutNeed {
    fn about(&self) -> &'static About {
        crate::about!(
            "pain-without-need",
            Needs,
            Warning,
            "a pain point that no need answers to",
            "痛点没有对应的需求"
        )
    }

    fn deal(&self, check: &mut Check<'_>, _client: &Client, at: usize, deal: &Deal) {
        if check.team.stages.kind(deal) == StageKind::Lost {
            return;
        }
        for (item, pain) in deal.pains.iter().enumerate() {
            let words = &pain.pain;
            let named = pain.need.as_deref().map(str::trim).filter(|need| !need.is_empty());
            let answers = |named: &str| deal.needs.iter().any(|need| is_same_name(&need.need, named));
            if named.is_some_and(answers) {
                continue;
            }
            let route = Route::root().key("deals").index(at).key("pains").index(item);
            let (route, message) = match named {
                None => (route, text!("“{words}” answers to no need", "痛点“{words}”没有对应的需求")),
                Some(named) => {
                    let needs: Vec<Vec<&str>> = deal.needs.iter().map(|need| vec![need.need.as_str()]).collect();
                    let message = match standing(named, &needs) {
                        Standing::Near(near) | Standing::Meant(near) => {
                            let near = &deal.needs[near].need;
                            text!(
                                "“{named}” is none of the deal's needs; did you mean “{near}”?",
                                "商机里没有“{named}”这条需求，是不是“{near}”？"
                            )
                        }
                        _ => text!("“{named}” is none of the deal's needs", "商机里没有“{named}”这条需求"),
                    };
                    (route.key("need"), message)
                }
            };
            let id = check.id();
            check.report(route, message).mend(text!(
                "`salesrec edit {id}`: need, word for word as under needs; where there is none, `salesrec need add {id} …`",
                "`salesrec edit {id}`：need 要与 needs 里的文字一致；还没有这条需求就先 `salesrec need add {id} …`"
            ));
        }
    }
}
