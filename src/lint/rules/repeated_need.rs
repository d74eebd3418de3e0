use crate::lint::{About, Check, Rule};
use crate::record::{Client, Deal, StageKind, has_same_digits, resemble};
use crate::text;
use crate::yaml::Route;

/// A need that stands there twice.
pub struct RepeatedNeed;

impl Rule for RepeatedNeed {
    fn about(&self) -> &'static About {
        crate::about!("repeated-need", Needs, Warning, "the same need twice", "需求重复")
    }

    fn deal(&self, check: &mut Check<'_>, _client: &Client, at: usize, deal: &Deal) {
        if check.team.stages.kind(deal) == StageKind::Lost {
            return;
        }
        for (item, need) in deal.needs.iter().enumerate() {
            // Two needs in which only a figure differs are two needs.
            let same = |earlier: &str| has_same_digits(earlier, &need.need) && resemble(earlier, &need.need);
            let Some(earlier) = deal.needs[..item].iter().find(|earlier| same(&earlier.need)) else { continue };
            let (id, words, earlier) = (check.id(), &need.need, &earlier.need);
            check
                .report(
                    Route::root().key("deals").index(at).key("needs").index(item),
                    text!("“{words}” is there already: “{earlier}”", "“{words}”与前面的“{earlier}”重复"),
                )
                .mend(text!("`salesrec edit {id}`: keep one of them", "`salesrec edit {id}`：只保留一条"));
        }
    }
}
