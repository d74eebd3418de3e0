//! What the figures of the forecast mean.

use crate::lang::Text;
use crate::report::Definition;

/// Shared practice of sales forecasts: commit, best case and weighted, coverage of the target, slipped dates, and a
/// back-test of what was said before against what came.
pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "period",
        name: Text::fixed("Period", "期间"),
        says: Text::fixed(
            "This quarter and the next three; the months of this quarter and the next. With --from or --to, those that begin in that time. Three rows hold the \
             other open deals: whose expected close has passed, lies elsewhere, or is not said; so every open deal stands in one row.",
            "本季度及之后三个季度；本季度和下季度各月。用 --from、--to 时为在此期间开始的。另有三行：预计日期已过的、在其他期间的、没有预计日期的，每个进行中的商机都计入且只计入一行。",
        ),
    },
    Definition {
        key: "open",
        name: Text::fixed("Open", "进行中"),
        says: Text::fixed(
            "The number of open deals that are expected to close in the period, on a day that has not passed.",
            "预计在此期间签约（且预计日期未过）的进行中商机数。",
        ),
    },
    Definition {
        key: "signed",
        name: Text::fixed("Signed", "已签约"),
        says: Text::fixed(
            "The values of the deals won in the period (stage of the kind `won` or `aftercare`), by the day and who owned the client on it.",
            "此期间赢单（阶段为 `won` 或 `aftercare` 类）的商机金额，按当天及当天的负责人计。",
        ),
    },
    Definition {
        key: "commit",
        name: Text::fixed("Commit", "承诺"),
        says: Text::fixed(
            "Signed, and the values of the open deals of the period with a probability of 75% or more.",
            "已签约，加上该期间概率不低于 75% 的进行中商机的金额。",
        ),
    },
    Definition {
        key: "weighted",
        name: Text::fixed("Weighted", "加权预测"),
        says: Text::fixed(
            "Signed, and value × probability of the open deals of the period. A deal without a value or a probability adds nothing.",
            "已签约，加上该期间进行中商机的金额 × 概率之和。没有金额或概率的商机不计。",
        ),
    },
    Definition {
        key: "best",
        name: Text::fixed("Best case", "乐观"),
        says: Text::fixed(
            "Signed, and the values of the open deals of the period with a probability of 50% or more. Commit and best case count deals in whole and weighted in part, so \
             weighted need not lie between them.",
            "已签约，加上该期间概率不低于 50% 的进行中商机的金额。承诺和乐观按整单计，加权按概率计，所以加权不一定在两者之间。",
        ),
    },
    Definition {
        key: "target",
        name: Text::fixed("Target", "目标"),
        says: Text::fixed(
            "As in the report targets: of the team, or with --owner of the person.",
            "与“目标达成”报表相同：团队的；用 --owner 时为个人的。",
        ),
    },
    Definition {
        key: "coverage",
        name: Text::fixed("Coverage", "覆盖率"),
        says: Text::fixed(
            "The values of all open deals of the period, in percent of what is missing from signed to the target. Under 100% the target cannot be reached with what is \
             there; nothing where the target is reached.",
            "该期间全部进行中商机的金额，占签约距目标差额的百分比。低于 100% 时，现有商机全部签下也达不到目标；目标已达成的不列。",
        ),
    },
    Definition {
        key: "deal",
        name: Text::fixed("Deal", "商机"),
        says: Text::fixed(
            "Slipped: open deals whose expected close has passed; and those of which the records in git named an earlier day up to 90 days ago.",
            "推迟的商机：预计签约日期已过而仍在进行的；以及 git 中 90 天内的档案曾写过更早日期的。",
        ),
    },
    Definition {
        key: "was",
        name: Text::fixed("Was", "原定"),
        says: Text::fixed(
            "The earliest day that the file named 30, 60 or 90 days ago, from git; empty without git.",
            "30、60、90 天前档案（取自 git）所写日期中最早的；没有 git 时为空。",
        ),
    },
    Definition {
        key: "close",
        name: Text::fixed("Now", "现定"),
        says: Text::fixed("The day on which it is expected to be signed now.", "现在的预计签约日期。"),
    },
    Definition {
        key: "slipped",
        name: Text::fixed("Days", "推迟天数"),
        says: Text::fixed(
            "From the earlier day to the one now, or to today where that has passed too.",
            "从原定日期到现定日期的天数；现定日期也已过的，算到今天。",
        ),
    },
    Definition {
        key: "value",
        name: Text::fixed("Value", "金额"),
        says: Text::fixed("What the deal is worth.", "商机金额。"),
    },
    Definition {
        key: "said",
        name: Text::fixed("Said on", "预测日"),
        says: Text::fixed(
            "Back-test: what this report would have said 30, 60 and 90 days ago of the time from the next day to today, against what was signed in it.",
            "回测：本报表在 30、60、90 天前，对次日至今天这段时间会怎样预测，与实际签约对照。",
        ),
    },
    Definition {
        key: "from",
        name: Text::fixed("From", "依据"),
        says: Text::fixed(
            "`records`: stages and owners as their history tells them, with values, probabilities and close dates as they are now. `git`: all of it as the files said at the \
             end of that day, where the records lie in a repository that is as old.",
            "`records`：阶段和负责人按档案中的历史，金额、概率、预计日期按现在的。`git`：全部按当天结束时的文件（档案在仓库中且有那么早的提交时才有）。",
        ),
    },
    Definition {
        key: "deals",
        name: Text::fixed("Deals", "商机"),
        says: Text::fixed(
            "Deals that were open on that day and expected to close from the next day to today. Each has since been won, lost, or slipped.",
            "当天进行中、预计在次日至今天签约的商机数。此后各自赢单、丢单或推迟。",
        ),
    },
    Definition {
        key: "came",
        name: Text::fixed("Came", "实际"),
        says: Text::fixed(
            "The values of all deals won from the next day to today.",
            "次日至今天赢单的全部商机的金额。",
        ),
    },
    Definition {
        key: "won",
        name: Text::fixed("Won", "赢单"),
        says: Text::fixed("Of the deals, those that were won since.", "其中此后赢单的。"),
    },
    Definition {
        key: "lost",
        name: Text::fixed("Lost", "丢单"),
        says: Text::fixed(
            "Of the deals, those that were lost since, or are no longer in the records.",
            "其中此后丢单的，或档案中已经没有的。",
        ),
    },
    Definition {
        key: "late",
        name: Text::fixed("Slipped", "推迟"),
        says: Text::fixed("Of the deals, those that are still open.", "其中至今仍在进行的。"),
    },
    Definition {
        key: "unforeseen",
        name: Text::fixed("Unforeseen", "意外"),
        says: Text::fixed(
            "Deals won in that time that were not among the deals.",
            "这段时间赢单、却不在预测之中的商机数。",
        ),
    },
];
