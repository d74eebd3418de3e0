//! The table of the Chinese help, by groups of commands.

mod clients;
mod due;
mod facts;
mod handover;
mod lint;
mod report;
mod review;
mod start;
mod target;

/// A command's path, with an argument or `+` for the long help; an argument alone for all commands. Then the words.
type Words = (&'static str, &'static str);

/// All of it.
pub(super) fn all() -> impl Iterator<Item = &'static Words> {
    [
        EVERYWHERE,
        start::WORDS,
        clients::WORDS,
        facts::WORDS,
        due::WORDS,
        review::WORDS,
        handover::WORDS,
        target::WORDS,
        lint::WORDS,
        report::WORDS,
    ]
    .into_iter()
    .flatten()
}

/// What commands have in common.
const EVERYWHERE: &[Words] = &[
    ("", "销售档案就是文件：记录、跟进、检查、交接"),
    ("--dir", "在 DIR 所在的记录目录中工作"),
    ("--lang", "使用的语言：zh（中文）或 en（英文）"),
    ("--as", "以这位成员（salesrec.toml 中的人员）的身份操作"),
    ("--format", "输出形式：table、json、jsonl、csv、md、ids（只列编号）或 ics（日历文件，用于 agenda）"),
    ("--color", "是否用颜色：auto（在终端上用）、always 或 never"),
    ("--width", "按这么多列排版"),
    ("--quiet", "只输出结果、警告和错误"),
    ("--no-input", "不提问；缺什么就直接报错"),
    ("--dry-run", "只显示改动，不写入"),
    ("<CLIENT>", "客户：编号、名称、别名、电话，或其中唯一的一段"),
    ("<ACTION>", "行动：编号、编号的开头，或内容中的一段"),
    ("--deal", "哪个商机；只有一个时不必写"),
    ("--stage", "只看这个阶段的商机"),
    ("--region", "只看这个区域的客户"),
    ("--client", "只看这家客户"),
    ("--by", "按谁分组：owner（负责人）或 client（客户）；不写则按紧急程度"),
    ("--exit-code", "有逾期事项或有文件无法读取时，退出码为 1"),
    ("--next", "下一步行动：一件具体的事"),
    ("--due", "下一步行动的期限"),
    ("--priority", "1 重要且紧急，2 重要，3 紧急，4 都不是"),
    ("--value", "商机金额：`48万`、`1.2亿`、`480000`、`480k`、`USD 30k`"),
    ("--currency", "币种，ISO 4217 代码；与团队的相同时不必写"),
    ("--close", "预计签约日期"),
    ("--intent", "客户的意向程度"),
    ("--title", "职务"),
    ("--phone", "电话"),
    ("--email", "邮箱"),
    ("--wechat", "微信号"),
    ("--attitude", "对我方方案的态度"),
];
