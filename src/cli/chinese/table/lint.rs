//! The checks.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    ("lint", "检查档案：是否完整、属实、及时"),
    (
        "lint +",
        "一次检查客户、目标、审核和交接的所有文件；每个问题都给出位置、原因和修正办法。有达到 `--fail-on` 级别的问题时，退出码为 1。各规则的级别和选项写在 salesrec.toml 的 [lint] 中。向 git 查询每行何时提交（`recorded-against-git`）每个文件都要花些时间，所以只在写明文件、用 `--changed` 或 `--select recorded-against-git` 时查询。",
    ),
    ("lint <PATH>", "只检查这些文件和目录"),
    ("lint --changed", "只检查与 REV（提交或分支）不同的文件；不写则与本分支离开主分支的地方比较"),
    ("lint --staged", "只检查下一次提交要改动的文件，以已暂存的内容为准"),
    ("lint --select", "只用这些规则或类别"),
    ("lint --ignore", "不用这些规则或类别"),
    ("lint --level", "只报告这个级别及以上的问题：error（错误）、warning（警告）或 info（提示）"),
    (
        "lint --fail-on",
        "有这个级别及以上的问题时，退出码为 1：error（错误，默认）、warning（警告）、info（提示）或 never（从不）",
    ),
    ("lint --statistics", "只列出每条规则发现了多少问题"),
    ("lint --explain", "输出一条规则的说明"),
    ("lint --fix", "自动修正不改变档案含义的问题"),
    ("lint --unsafe-fixes", "也修正之后需要有人看一眼的问题"),
    ("lint --diff", "只显示修正的差异，不写入"),
    ("lint --baseline", "不报告 FILE 中列出的问题"),
    ("lint --write-baseline", "把现有的问题列入 FILE，以后只看新出现的"),
    (
        "lint --output",
        "输出形式：text、concise、json、jsonl、sarif、github、gitlab、junit 或 md；写 =FILE 则写到文件，可同时写几种",
    ),
    ("lint --all", "也检查归档"),
    ("check", "检查一个客户，并列出接下来要问的事"),
    (
        "check +",
        "先列出档案中的问题，最严重的在前，每个都附上修正的命令；再列出进行中的商机进入下一阶段还需要了解什么。",
    ),
    ("check --all", "也在归档中查找"),
    ("rules", "列出 `lint` 的规则"),
    ("rules +", "级别以 salesrec.toml 的设置为准；`salesrec lint --explain 规则` 输出一条规则的说明。"),
];
