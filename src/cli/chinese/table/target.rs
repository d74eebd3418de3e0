//! What the team and its people are to reach.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    ("target", "设定团队和个人的销售目标"),
    (
        "target +",
        "目标按年、季、月设定，归团队或个人：签约金额、成交单数、新客户数。`report targets` 把目标与签约、回款对照。",
    ),
    ("target set", "设定一个目标；没写的项目保持不变"),
    ("target set <PERIOD>", "年份、季度或月份：`2026`、`2026-Q3`、`下季度`、`7月`"),
    ("target set --person", "归哪位成员；不写则归团队"),
    ("target set --amount", "签约金额：`120万`、`480000`、`1.2m`、`USD 30k`"),
    ("target set --deals", "成交单数"),
    ("target set --new-clients", "首次签约的客户数"),
    ("target remove", "删除一个目标"),
    ("target remove <PERIOD>", "年份、季度或月份"),
    ("target remove --person", "归哪位成员；不写则归团队"),
    ("target list", "列出目标"),
    ("target list <PERIOD>", "只看这一年、这一季或这一月的；不写则为今年"),
    ("target list --person", "只看这位成员的"),
];
