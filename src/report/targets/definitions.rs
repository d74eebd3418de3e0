//! What the figures of targets mean.

use crate::lang::Text;
use crate::report::Definition;

/// The targets of a sales team (amount, number, new clients; year, quarter, month; team and person) and their measurement
/// against what was signed and what was paid.
pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "period",
        name: Text::fixed("Period", "期间"),
        says: Text::fixed(
            "Without --by: the year, its quarters and the months of the quarter that today lies in; of people, the year, the quarter and the \
             month. With --from or --to, every year, quarter or month that begins in that time.",
            "没有 --by 时：本年、各季度、本季度各月；个人只列本年、本季度、本月。用 --from、--to 时列出在此期间开始的各年、季、月。",
        ),
    },
    Definition {
        key: "target",
        name: Text::fixed("Target", "目标"),
        says: Text::fixed(
            "From targets/<year>.yaml: what is written for the period; else the sum of its quarters or months, where all are written; else, for the \
             team, the sum of its people's, where all of them have one. A longer period is never divided.",
            "取自 targets/<年>.yaml：该期间写明的目标；没有的，各季或各月都写了就取其和；团队没有而各成员都有的，取成员之和。较长期间的目标不会拆分。",
        ),
    },
    Definition {
        key: "signed",
        name: Text::fixed("Signed", "签约"),
        says: Text::fixed(
            "The values of the deals won in the period: of which the stage became of the kind `won` or `aftercare` in it. A deal is a result of who owned the \
             client on that day.",
            "此期间赢单（阶段变为 `won` 或 `aftercare` 类）的商机金额，算当天的负责人的。",
        ),
    },
    Definition {
        key: "attained",
        name: Text::fixed("Reached", "达成率"),
        says: Text::fixed("Signed, in percent of the target.", "签约占目标的百分比。"),
    },
    Definition {
        key: "gap",
        name: Text::fixed("Gap", "差额"),
        says: Text::fixed(
            "What is missing from signed to the target; 0 when it is reached.",
            "签约距目标还差多少；已达成为 0。",
        ),
    },
    Definition {
        key: "cash",
        name: Text::fixed("Paid", "回款"),
        says: Text::fixed(
            "The payments that arrived in the period, by who owned the client on the day. With --product they do not count, as they name none.",
            "此期间到账的回款，算到账当天的负责人的。用 --product 时不计，因为回款不写产品。",
        ),
    },
    Definition {
        key: "expected",
        name: Text::fixed("Expected", "预计"),
        says: Text::fixed(
            "Value × probability of the open deals that are expected to close in the period, on a day that has not passed.",
            "预计在此期间签约（且预计日期未过）的进行中商机的金额 × 概率之和。",
        ),
    },
    Definition {
        key: "contracts",
        name: Text::fixed("Contracts", "合同额"),
        says: Text::fixed(
            "The sums of the contracts signed in the period, by the day of signature and who owned the client on it.",
            "此期间签署的合同金额，按签署日期和当天的负责人计。",
        ),
    },
    Definition {
        key: "deals_target",
        name: Text::fixed("Deals target", "单数目标"),
        says: Text::fixed("How many deals are to be signed, as above.", "要签几单，取法同上。"),
    },
    Definition {
        key: "deals",
        name: Text::fixed("Deals", "成交单数"),
        says: Text::fixed("The deals won in the period.", "此期间赢单的商机数。"),
    },
    Definition {
        key: "clients_target",
        name: Text::fixed("New clients target", "新客户目标"),
        says: Text::fixed(
            "How many clients are to sign for the first time, as above.",
            "要有几个客户首次签约，取法同上。",
        ),
    },
    Definition {
        key: "new_clients",
        name: Text::fixed("New clients", "新客户"),
        says: Text::fixed("Clients whose first deal ever was won in the period.", "第一次成交在此期间的客户数。"),
    },
    Definition {
        key: "deal",
        name: Text::fixed("Deal", "商机"),
        says: Text::fixed(
            "Open deals that are expected to close in this quarter or the next, while something is missing to its target; of what weighs most first. With --by \
             month, in this month or the next.",
            "在本季度或下季度仍有差额时，预计在该季度签约的进行中商机，加权金额大的在前。用 --by month 时按本月和下月。",
        ),
    },
    Definition {
        key: "value",
        name: Text::fixed("Value", "金额"),
        says: Text::fixed("What the deal is worth.", "商机金额。"),
    },
    Definition {
        key: "probability",
        name: Text::fixed("Chance", "概率"),
        says: Text::fixed("The deal's own probability, or else its stage's.", "商机自己的概率，没有则取阶段的。"),
    },
    Definition {
        key: "weighted",
        name: Text::fixed("Weighted", "加权金额"),
        says: Text::fixed("Value × probability.", "金额 × 概率。"),
    },
    Definition {
        key: "close",
        name: Text::fixed("Close", "预计签约"),
        says: Text::fixed("The day on which it is expected to be signed.", "预计签约日期。"),
    },
];
