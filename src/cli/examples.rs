//! Examples of every command, for the beginning of its help; a test holds them to what the program understands.

use clap::Command;

use crate::lang::Lang;

/// A command, and how it is used in English and in Chinese: without `salesrec` and the command's own name.
type Example = (&'static str, &'static [&'static str], &'static [&'static str]);

const EXAMPLES: &[Example] = &[
    (
        "init",
        &["acme-records", "acme-records --name \"Acme Sales\" --currency EUR"],
        &["澄岚销售档案", "澄岚销售档案 --name 澄岚自动化销售部"],
    ),
    (
        "person",
        &["list", "add tom.ashdown --name \"Tom Ashdown\" --email tom@example.com"],
        &["list", "add lin.xiaofeng --name 林晓枫 --email lin@example.com"],
    ),
    ("config", &["", "set me tom.ashdown"], &["", "set me lin.xiaofeng"]),
    (
        "add",
        &[
            "\"Harbour Foods Ltd\" --contact \"Ruth Vane\" --source \"Trade fair\"",
            "\"Harbour Foods Ltd\" --deal \"Chill chain\" --value 24.6k --first-contact yesterday",
        ],
        &[
            "星河包装有限公司 --contact 顾敏 --source 展会推荐",
            "星河包装有限公司 --deal 彩盒视觉检测线 --value 68万 --first-contact 昨天",
        ],
    ),
    (
        "contact",
        &[
            "harbour \"Ruth Vane\" --role decision-maker --phone \"020 7946 0100\"",
            "harbour ruth --left \"end of last month\"",
        ],
        &["星河 顾敏 --role 决策人 --phone 13800000000", "星河 顾敏 --left 上月底"],
    ),
    (
        "log",
        &[
            "harbour \"They want the quote by Friday\" --next \"Send the quote\" --due fri",
            "harbour \"Met Ruth on site\" --at \"yesterday 3pm\" --method meeting --with ruth --no-next \"she calls back\"",
        ],
        &[
            "星河 \"客户要在周五前看到报价\" --next \"发报价\" --due 周五",
            "星河 \"现场见了顾敏\" --at \"昨天下午3点\" --method 线下会议 --with 顾敏 --no-next \"等她回电\"",
        ],
    ),
    (
        "advance",
        &["harbour", "harbour proposal --note \"quote Q-2641 sent\"", "harbour terminated --reason price"],
        &["星河", "星河 方案呈现 --note \"已发报价 Q-0626\"", "星河 线索终止 --reason 价格"],
    ),
    (
        "deal",
        &["set harbour --value \"USD 30k\" --close \"end of Q3\"", "add harbour \"Second site\" --value 12,500.50"],
        &["set 星河 --value 72.5万 --close 三季度末", "add 星河 二期 --value 30万"],
    ),
    ("need", &["add harbour \"Alarm within a minute\"", "list harbour"], &["add 星河 \"一分钟内报警\"", "list 星河"]),
    (
        "milestone",
        &["list", "set harbour demonstration --due \"next wed 10:00\""],
        &["list", "set 星河 现场演示 --due \"下周三 10点\""],
    ),
    (
        "promise",
        &["list", "add harbour \"Free service in the first year\" --due \"31 December\""],
        &["list", "add 星河 \"首年免费维护\" --due 年底"],
    ),
    (
        "project",
        &["show harbour", "risk harbour \"Budget frozen\" --measure \"Deliver in two steps\""],
        &["show 星河", "risk 星河 \"预算冻结\" --measure \"分两期交付\""],
    ),
    (
        "done",
        &["harbour p8wn --next \"Send the minutes\" --due tomorrow"],
        &["星河 v9te --next \"发会议纪要\" --due 明天"],
    ),
    (
        "postpone",
        &["harbour p8wn \"next fri 14:00\" --why \"the buyer is at a fair\""],
        &["星河 v9te \"下周五 14:00\" --why 客户出差"],
    ),
    ("cancel", &["harbour p8wn --why \"they no longer need it\""], &["星河 v9te --why 客户不需要了"]),
    ("overdue", &["", "--owner all --by owner --days 3"], &["", "--owner all --by owner --days 3"]),
    (
        "agenda",
        &["", "--days 14 --owner all", "--format ics > agenda.ics"],
        &["", "--days 14 --owner all", "--format ics > agenda.ics"],
    ),
    ("calendar", &["", "\"next month\" --owner all"], &["", "下个月 --owner all"]),
    ("list", &["", "--owner me --stage proposal --sort value"], &["", "--owner me --stage 方案呈现 --sort value"]),
    (
        "report",
        &["pipeline", "pipeline --by owner --as-of \"end of last month\"", "pipeline --define"],
        &["pipeline", "pipeline --by owner --as-of 上月底", "pipeline --define"],
    ),
    ("show", &["harbour"], &["星河"]),
    ("find", &["\"budget\""], &["预算"]),
    ("edit", &["harbour"], &["星河"]),
    ("rename", &["harbour \"Harbour Provisions Ltd\""], &["星河 星河智能包装有限公司"]),
    ("archive", &["harbour"], &["星河"]),
    ("unarchive", &["harbour"], &["星河"]),
    ("undo", &["", "--list"], &["", "--list"]),
    (
        "lint",
        &["", "--changed --fix", "--explain overdue-action"],
        &["", "--changed --fix", "--explain overdue-action"],
    ),
    ("rules", &[""], &[""]),
    ("check", &["harbour"], &["星河"]),
    (
        "submit",
        &[
            "",
            "--week \"last week\" --note \"two days at the fair\"",
            "--with-gaps \"the buyer is abroad until Monday\"",
        ],
        &["", "--week 上周 --note \"两天在展会\"", "--with-gaps \"客户采购周一才回来\""],
    ),
    (
        "review",
        &[
            "tom.ashdown",
            "status",
            "approve harbour --comment \"clear next step\"",
            "return ashcombe --comment \"who decides?\" --action \"Ask George who signs\" --due tue",
            "minutes --format docx --out minutes.docx",
        ],
        &[
            "林晓枫",
            "status",
            "approve 星河 --comment \"下一步清楚\"",
            "return 昆山恒昱 --comment \"谁拍板？\" --action \"问清签字人\" --due 周二",
            "minutes --format docx --out 周会纪要.docx",
        ],
    ),
    (
        "handover",
        &[
            "--to priya.nair --from tom.ashdown --until 2026-07-10 --dry-run",
            "status",
            "accept",
            "bundle --format docx,xlsx",
            "close",
        ],
        &[
            "--to zhao.mingyuan --from lin.xiaofeng --until 2026-07-10 --dry-run",
            "status",
            "accept",
            "bundle --format docx,xlsx",
            "close",
        ],
    ),
    (
        "target",
        &[
            "list",
            "set \"next quarter\" --amount 120k --deals 5 --new-clients 3",
            "set 2026-Q3 --person tom.ashdown --amount 45k",
        ],
        &[
            "list",
            "set 下季度 --amount 160万 --deals 4 --new-clients 3",
            "set 2026-Q3 --person lin.xiaofeng --amount 70万",
        ],
    ),
    ("demo", &[""], &[""]),
    ("schema", &[""], &[""]),
    ("help", &["", "dates", "log"], &["", "dates", "log"]),
    ("completions", &["bash"], &["bash"]),
    ("man", &["> salesrec.1"], &["> salesrec.1"]),
];

/// The examples of a command as they are typed; none for what has none.
pub fn of(command: &str, lang: Lang) -> Vec<String> {
    let Some((_, en, zh)) = EXAMPLES.iter().find(|(name, ..)| *name == command) else { return Vec::new() };
    let words = if lang == Lang::Zh { zh } else { en };
    words.iter().map(|words| format!("salesrec {command} {words}").trim_end().to_string()).collect()
}

/// The examples as they stand in the help, with the heading above and an empty line below; empty where there are none.
pub(super) fn section(command: &Command, lang: Lang) -> String {
    let examples = of(command.get_name(), lang);
    if examples.is_empty() {
        return String::new();
    }
    let style = command.get_styles().get_header();
    let heading = if lang == Lang::Zh { "例子：" } else { "Examples:" };
    let lines: Vec<String> = examples.iter().map(|example| format!("  {example}\n")).collect();
    format!("{style}{heading}{style:#}\n{}\n", lines.concat())
}

/// The same command line, each command with its examples before its options. The Chinese pages have templates of their
/// own.
pub(super) fn over(command: Command) -> Command {
    command.mut_subcommands(|sub| {
        let examples = section(&sub, Lang::En);
        sub.help_template(format!(
            "{{before-help}}{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{examples}{{all-args}}{{after-help}}"
        ))
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::{Cli, parse};

    /// The words as a shell would part them, up to where the output is sent to a file.
    fn words(typed: &str) -> Vec<std::ffi::OsString> {
        let typed = typed.split(" > ").next().unwrap();
        let parts = typed.split('"').enumerate();
        parts
            .flat_map(|(at, part)| match at % 2 {
                1 => vec![part.to_string()],
                _ => part.split_whitespace().map(str::to_string).collect(),
            })
            .map(Into::into)
            .collect()
    }

    #[test]
    fn every_command_has_examples_that_the_program_understands() {
        for command in Cli::command().get_subcommands() {
            for lang in [Lang::En, Lang::Zh] {
                let examples = of(command.get_name(), lang);
                assert!(!examples.is_empty(), "{}", command.get_name());
                for example in examples {
                    parse(&words(&example)).unwrap_or_else(|error| panic!("{example}: {error}"));
                    assert!(!example.contains(['{', '}']), "{example} would be a part of the template");
                }
            }
        }
        assert_eq!(EXAMPLES.len(), Cli::command().get_subcommands().count());
    }
}
