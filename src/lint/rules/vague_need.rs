use crate::lang::is_wide;
use crate::lint::{About, Check, OptionDefault, Rule};
use crate::record::{Client, Deal, StageKind};
use crate::text;
use crate::yaml::Route;

/// A need that says nothing that a proposal could answer.
pub struct VagueNeed;

/// Said of every client in the world.
const PHRASES: &[&str] = &[
    "待确认",
    "待补充",
    "待了解",
    "暂时不清楚",
    "需要我们的产品",
    "想了解产品",
    "了解产品",
    "有采购需求",
    "有意向",
    "降本增效",
    "提高效率",
    "提升效率",
    "降低成本",
    "节约成本",
    "价格便宜",
    "性价比高",
    "质量好",
    "服务好",
    "to be confirmed",
    "to be determined",
    "not known yet",
    "our product",
    "interested in our product",
    "more information",
    "good quality",
    "better quality",
    "low price",
    "lower price",
    "lower cost",
    "lower costs",
    "save money",
    "save costs",
    "improve efficiency",
    "more efficiency",
    "good service",
];

impl Rule for VagueNeed {
    fn about(&self) -> &'static About {
        crate::about!(
            "vague-need",
            Needs,
            Warning,
            "a need that could be any client's",
            "需求写得太空泛",
            "columns" = OptionDefault::Number(8),
            "phrases" = OptionDefault::Words(PHRASES),
        )
    }

    fn deal(&self, check: &mut Check<'_>, _client: &Client, at: usize, deal: &Deal) {
        if check.team.stages.kind(deal) == StageKind::Lost {
            return;
        }
        let least = usize::try_from(check.number("columns")).unwrap_or_default();
        for (item, need) in deal.needs.iter().enumerate() {
            let words = need.need.trim();
            if words.is_empty() || (is_wide(words, least) && !check.phrases("phrases").any_is(words)) {
                continue;
            }
            let id = check.id();
            check
                .report(
                    Route::root().key("deals").index(at).key("needs").index(item).key("need"),
                    text!("“{words}” could be the need of any client", "“{words}”放在哪个客户身上都成立"),
                )
                .mend(text!(
                    "ask how much, how many, until when; then `salesrec edit {id}`",
                    "问清多少、多快、到什么时候，再 `salesrec edit {id}` 写具体"
                ));
        }
    }
}
