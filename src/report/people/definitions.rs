//! What the figures of the one-to-one mean.

use crate::lang::Text;
use crate::report::Definition;

/// The one-to-one of a sales team over the rep's own records: progress and problems of every deal, actions, joint visits, the
/// likelihood of reaching the target and what would close the gap.
pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "open",
        name: Text::fixed("Open deals", "进行中"),
        says: Text::fixed("Open deals of the clients whom the person owns.", "此人名下客户的进行中商机数。"),
    },
    Definition {
        key: "value",
        name: Text::fixed("Value", "金额"),
        says: Text::fixed(
            "What the deals are worth; the sum of a person's is in the team's currency and without deals in others.",
            "商机金额；个人合计按团队币种，其他币种的不在其内。",
        ),
    },
    Definition {
        key: "period",
        name: Text::fixed("Period", "期间"),
        says: Text::fixed("This quarter and the next.", "本季度和下季度。"),
    },
    Definition {
        key: "expected",
        name: Text::fixed("Expected", "预计"),
        says: Text::fixed(
            "Value × probability of the person's open deals that are expected to close in the period, in the currency of the target.",
            "此人预计在该期间签约的进行中商机的金额 × 概率之和，按目标的币种。",
        ),
    },
    Definition {
        key: "signed",
        name: Text::fixed("Signed", "签约"),
        says: Text::fixed(
            "The values of the deals that the person won in the period, in the currency of the target.",
            "此人在该期间赢单的商机金额，按目标的币种。",
        ),
    },
    Definition {
        key: "target",
        name: Text::fixed("Target", "目标"),
        says: Text::fixed(
            "The person's target of the period, as in the report targets.",
            "此人在该期间的目标，取法同“目标达成”。",
        ),
    },
    Definition {
        key: "chance",
        name: Text::fixed("Likelihood", "达成可能"),
        says: Text::fixed(
            "How likely signed reaches the target of the period: each open deal that is expected to close in it, on a day that has not passed, comes in whole with its probability, \
             independently of the others; this is the share of all cases in which enough comes. It holds as far as close dates and probabilities do.",
            "该期间签约达到目标的可能性：预计在此期间签约（日期未过）的每个商机，各自按其概率整单签下，互不影响；在所有情形中，够得上目标的占多少。其准确程度取决于预计日期和概率。",
        ),
    },
    Definition {
        key: "within_24h",
        name: Text::fixed("Within 24 h", "24 小时内"),
        says: Text::fixed(
            "The share of the person's contacts written down within 24 hours, as in the report timeliness; with --from or --to of that time.",
            "此人的沟通在 24 小时内记下的占比，取法同“及时性”；用 --from、--to 时只计此期间。",
        ),
    },
    Definition {
        key: "on_time",
        name: Text::fixed("On time", "按时率"),
        says: Text::fixed(
            "The share of the person's due actions done by their deadline, as in the report timeliness.",
            "此人到期的行动按时完成的占比，取法同“及时性”。",
        ),
    },
    Definition {
        key: "overdue",
        name: Text::fixed("Overdue", "逾期"),
        says: Text::fixed("The person's actions that are overdue.", "此人逾期未完成的行动数。"),
    },
    Definition {
        key: "deal",
        name: Text::fixed("Deal", "商机"),
        says: Text::fixed(
            "Every open deal of the person; those with most problems first.",
            "此人每个进行中的商机，问题多的在前。",
        ),
    },
    Definition {
        key: "progress",
        name: Text::fixed("Progress", "进展"),
        says: Text::fixed(
            "The last move of the stage, when it is of the last 30 days; else how long the deal has been in its stage.",
            "最近 30 天内的阶段变化；没有的写在本阶段的天数。",
        ),
    },
    Definition {
        key: "problem",
        name: Text::fixed("Problem", "问题"),
        says: Text::fixed("Each of the problems, in words.", "各项问题的内容。"),
    },
    Definition {
        key: "problems",
        name: Text::fixed("Problems", "问题数"),
        says: Text::fixed(
            "An overdue action, no next action, longer in the stage than it allows, no contact for longer than the stage allows (14 days where it says nothing), a close date that has \
             passed or is missing, no value, open issues of the project.",
            "行动逾期、没有下一步、在本阶段超时、没有联系的时间超过阶段规定（没有规定的为 14 天）、预计签约日期已过或没有、没有金额、项目中未解决的问题。",
        ),
    },
    Definition {
        key: "due",
        name: Text::fixed("Due", "期限"),
        says: Text::fixed(
            "The person's open actions that are overdue or due within 14 days.",
            "此人逾期或 14 天内到期的行动。",
        ),
    },
    Definition {
        key: "action",
        name: Text::fixed("Action", "行动"),
        says: Text::fixed("The deed, in the words of the record.", "行动内容，照录档案。"),
    },
    Definition {
        key: "visit",
        name: Text::fixed("Joint visit", "陪访"),
        says: Text::fixed(
            "Open actions on the person's clients that are not overdue and speak of a joint visit, or of a visit that a manager is to make or for \
             which another member of the team is named.",
            "此人的客户上未逾期的行动：写明陪访的，或由经理负责、提到其他成员的拜访。",
        ),
    },
    Definition {
        key: "errors",
        name: Text::fixed("Errors", "错误"),
        says: Text::fixed(
            "What the checks find at the level error in the records of the person's clients, without what is suppressed. Counted with --owner only, as it takes longer than reading.",
            "检查在此人客户档案中发现的错误数，不含已说明忽略的。只在用 --owner 时统计，因为比读取档案费时。",
        ),
    },
    Definition {
        key: "errors_before",
        name: Text::fixed("30 days ago", "30 天前"),
        says: Text::fixed(
            "The same in the same clients' files as they were 30 days ago, from git, with the checks as they are set now.",
            "同样的客户在 30 天前的档案（取自 git）中的错误数，按现在的检查设置。",
        ),
    },
];
