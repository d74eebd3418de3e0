//! Figures.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    ("report", "输出报表：在谈的商机、商机怎样推进、各要多久"),
    ("report +", "不写名称则列出所有报表。`--define` 输出每项指标的定义。不同币种分开统计，用 `--rates` 才折算。"),
    ("report <NAME>", "哪个报表"),
    ("report --from", "只计这一天起发生的；写周、月、季度或年份则从其第一天起"),
    ("report --to", "只计到这一天为止发生的；写周、月、季度或年份则到其最后一天"),
    ("report --as-of", "按档案中的历史，还原到这一天（或这一周、月、季度、年）结束时的情况"),
    ("report --owner", "只看这位成员的业绩：`me` 是自己"),
    ("report --class", "只看这一分类的客户"),
    ("report --source", "只看从这个渠道来的客户"),
    ("report --industry", "只看这个行业的客户，可以只写一部分"),
    ("report --product", "只看名称或所订产品中含有它的商机"),
    ("report --by", "按什么分组；可选的分组因报表而异"),
    ("report --rates", "按文件中的汇率折算所有金额：`to = \"CNY\"`，`[rates]` 下写 `USD = 7.12` 这样的行"),
    ("report --define", "输出每项指标的定义"),
    ("report --format", "输出形式：table、json、jsonl、csv、md；或生成 html、xlsx、docx"),
    ("report --out", "写入这个文件"),
    ("report --html", "生成网页，写入这个文件"),
    ("report --force", "覆盖已有的文件，如上周的报表"),
];
