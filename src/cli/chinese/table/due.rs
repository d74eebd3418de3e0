//! What is to be done: next actions, and lists of what is due.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    ("done", "把一条行动记为完成，并安排下一步"),
    ("done +", "进行中的商机不应没有下一步：加上 `--next` 和 `--due`，就在同一次写入中安排好。"),
    ("done <ACTION>", "行动：编号、编号的开头，或内容中的一段；不写则为唯一未完成的那条"),
    ("done --result", "结果如何"),
    ("done --at", "完成时间；不写则为现在"),
    ("done --owner", "下一步行动由谁负责；不写则与这一条相同"),
    ("postpone", "推迟一条行动的期限，并写明原因"),
    ("postpone +", "每次推迟都留在档案里：一推再推的事，多半做不成。"),
    ("postpone <DATE>", "新的期限"),
    ("postpone --why", "为什么推迟"),
    ("cancel", "取消一条行动，并写明原因"),
    ("cancel <ACTION>", "行动：编号、编号的开头，或内容中的一段；不写则为唯一未完成的那条"),
    ("cancel --why", "为什么取消"),
    ("overdue", "列出逾期事项，以及没有下一步行动的商机"),
    ("overdue +", "逾期最久的在前，其次是金额最大的。行动和里程碑都算；期限没写几点的，到当天结束才算逾期。"),
    ("overdue --owner", "只看这位成员要做的：`me` 是自己，`all` 是所有人"),
    ("overdue --days", "只看至少逾期这么多天的"),
    ("agenda", "列出要做的事：逾期的、今天的、今后几天的"),
    (
        "agenda +",
        "知道您是谁时，只列您的；`--owner all` 列出所有人的。没有下一步行动的商机列在最后。`--format ics` 输出带提醒的日历文件；再次导入会更新原有日程，不会重复。",
    ),
    ("agenda --owner", "只看这位成员要做的：`me` 是自己，`all` 是所有人"),
    ("calendar", "显示一个月：工作日、节假日和到期的事项"),
    ("calendar +", "知道您是谁时，只列您的；`--owner all` 列出所有人的。调休上班的周末也会标出。"),
    ("calendar <MONTH>", "哪个月：`2026-07`、`7月`、`下个月`、`July`；不写则为本月"),
    ("calendar --owner", "只看这位成员要做的：`me` 是自己，`all` 是所有人"),
    ("agenda --days", "往后看几天，默认 7 天"),
];
