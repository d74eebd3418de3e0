//! The weekly review.

use super::Words;

const WEEK: &str = "哪一周：`2026-W26`、`W26`、`上周`，或其中某一天；不写则为最近到期或已有人提交的一周";
const PERSON: &str = "只看这位成员的提交；同一客户在两人的提交中时必须写";
const DEED: &str = "由此产生的行动：一件具体的事，写入每份档案";
const OWNER: &str = "行动由谁负责；不写则为提交人";

pub(super) const WORDS: &[Words] = &[
    ("submit", "提交本周档案，供经理审核"),
    (
        "submit +",
        "本周跟进过的客户：沟通、阶段变动、新需求、行动，以及检查结果和商机现状。档案有错误时列出并拒绝提交。全部通过之前可以重新提交。",
    ),
    ("submit --week", "哪一周：`2026-W26`、`W26`、`上周`，或其中某一天；不写则为本周"),
    ("submit --note", "给经理的说明"),
    ("submit --with-gaps", "档案有错误也照样提交，写明原因"),
    ("review", "审核一位成员的一周：要问什么、有什么变化、作了什么决定"),
    (
        "review +",
        "严重的在前：缺项、阶段与事实不符、行动逾期或不可行、久未联系、无下一步、停留过久、签约日期；并说明上次审核以来的变化。不写姓名则为您负责审核的所有人。",
    ),
    ("review <PERSON>", "成员；不写则为您负责审核的所有人，不是经理时为自己"),
    ("review --week", WEEK),
    ("review approve", "通过一周中的档案"),
    ("review approve <CLIENT>", "客户，可多个"),
    ("review approve --all-clean", "通过所有没有要问之处、提交后也没有改动的档案"),
    ("review approve --comment", "审核意见"),
    ("review approve --action", DEED),
    ("review approve --due", "行动的期限"),
    ("review approve --owner", OWNER),
    ("review approve --person", PERSON),
    ("review approve --week", WEEK),
    ("review return", "把档案退回补正，并给出期限"),
    ("review return <CLIENT>", "客户，可多个"),
    ("review return --comment", "要补正什么"),
    ("review return --back", "补正期限；不写则为两个工作日之后"),
    ("review return --action", DEED),
    ("review return --due", "行动的期限"),
    ("review return --owner", OWNER),
    ("review return --person", PERSON),
    ("review return --week", WEEK),
    ("review status", "查看谁已提交、谁逾期、哪些被退回"),
    ("review status --week", WEEK),
    ("review status --exit-code", "有人逾期或有档案被退回时，退出码为 1"),
    ("review minutes", "生成周会纪要"),
    ("review minutes --week", WEEK),
    ("review minutes --format", "生成 md 或 docx；不写时看文件名"),
    ("review minutes --out", "写入这个文件；不写时 Markdown 直接输出"),
    ("review minutes --force", "覆盖已有的文件"),
    ("review show", "查看已提交的一周，或某份档案是否仍与通过时一致"),
    ("review show <PERSON>", "谁的一周"),
    ("review show <CLIENT>", "把这家客户的档案与提交或通过时相比；不写则显示整周"),
    ("review show --full", "同时显示当时的完整档案"),
    ("review show --week", WEEK),
];
