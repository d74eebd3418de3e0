use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn help_lists_its_topics() {
    assert_data_eq!(
        Records::none().run(&["help", "--lang", "zh"]).screen(),
        str![[r#"
主题
format：  记录目录和里面的文件
dates：   日期和时间怎么写
stages：  商机的阶段与推进
lint：    检查什么，怎样改正
handover：把客户交给别人

salesrec help 主题 显示该页，salesrec help 命令 显示命令的说明；salesrec --help 列出所有命令。

"#]]
    );
    assert_data_eq!(
        Records::none().run(&["help", "--lang", "en"]).screen(),
        str![[r#"
Topics
format:   the records directory and its files
dates:    how to say dates and times
stages:   the stages of a deal, and moving through them
lint:     what is checked in the records, and how to mend it
handover: giving clients to somebody else

salesrec help TOPIC shows the page, salesrec help COMMAND the help of a command; salesrec --help
lists the commands.

"#]]
    );
}

#[test]
fn help_shows_a_topic_on_a_narrow_screen() {
    assert_data_eq!(
        Records::zh().run(&["help", "dates", "--width", "80"]).screen(),
        str![[r#"
日期和时间
凡是要填日期或时间的地方，怎么说就怎么写：中文、英文都行，不分大小写、全角半角、
简体繁体。结果里总是写明日期和星期，一眼就能看出理解得对不对。看不懂的会拒绝，什
么也不写入。

写法
  - 某一天：今天、明天、后天、大后天、昨天、前天，today、tomorrow。
  - 星期：周五、本周五、下周三、上周二、下下周一、礼拜天，fri、next tue。周末指
    周六。
  - 日期：3月25日、三月二十五、25号、下月5号、明年3月25日、2026-06-30、06-30、25
    March。
  - 开头和结尾：月底、下月初、月中、3月底、季末、三季度末、年底、本周内、本月最
    后一个工作日，eom、end of next month。
  - 从现在算起的时长：三天后、两小时前、两周内、半个月后，+3d、-2h、+1mo、in 3
    days、3 days ago。
  - 工作日：十个工作日后、3个工作日内、下个工作日，3 business days、+3bd。
  - 钟点：下午3点、三点半、傍晚、今晚8点、下班前、14:30、6pm、noon。写在日期前后
    都可以；只写钟点就是今天。
  - 最晚时间：周五前、月底前、by fri。当天仍算在内。
  - 完整写法：2026-06-30 14:30、2026-06-30T14:30+09:00；带时差的会换算成团队所在
    时区。

  日期旁边可以写上星期，如“6月29日周一”；两者对不上就报错。

怎样理解
  - 期限往后找，沟通时间往前找：在周五说“周四”，作为期限是下周四，作为沟通时间是
    昨天。找到的日子若在现在的另一边，会拒绝。
  - 当天说当天的星期几，就是今天。钟点已过的期限，是一周后；钟点未到的沟通，是一
    周前。
  - 一周从周一开始。“下周三”和 next wed 都是下一个日历周的周三，哪怕本周三还没
    到。
  - 没写年份的日期，取该方向上最近的：6月26日说期限“3月25日”，是明年的，结果里会
    写明。但刚过去不到 31 天的，当作笔误，不当作十一个月以后：6月26日写期限
    06-25 会被拒绝，真要指明年就写 2027-06-25。沟通时间反过来也一样。
  - “25号”取最近的、有这一天的月份。一个月后是下个月的同一天，没有这一天就取月
    末。
  - 月底、季末、年底是日历上的最后一天；一周的结尾（本周内、eow）是这周最后一个
    工作日。
  - 工作日按团队的节假日日历算，调休上班的周末也算；calendar 命令可以看到。今天
    不算在内：周五说“1个工作日后”是下周一。没有节假日数据的年份会提醒一次，只按
    周末计算。
  - 只说时段的，按固定钟点：早上 09:00，上午 10:00，中午 12:00，下午 15:00，傍晚
    和下班 18:00，晚上 20:00。只说一点到六点、没说上午下午的，算下午；七点以后，
    以及 3:30、3时这样的写法，照原样。
  - 只说“三天”“3个工作日”是期限的说法；沟通时间请说“三天前”。
  - “下周”“下个月”不止一天，会拒绝，请说“下周一”“下周内”。+1m 可能是一个月也可能
    是一分钟，请写 +1mo 或 +30min。3/4 各国读法不同，请写 03-04。

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["help", "stages", "--width", "80"]).screen(),
        str![[r#"
Stages
A deal moves through the stages that the team has set in salesrec.toml. The
stage is true at every moment: it moves when the facts move, and every move is
kept in the deal's history.

The usual stages
  - Lead nurturing: they know us, and have stated no need.
  - Needs confirmed: a stated need that we can meet.
  - Proposal: a solution or quote is with them.
  - Negotiation: they ask for changes, and talk about price and terms.
  - Signing: agreed; the contract is to be signed.
  - Aftercare: signed and delivered; issues, surveys, the next deal.
  - Terminated: they refused, or we did; always with the reason.

Moving a deal
  - salesrec advance CLIENT moves it to the next stage, salesrec advance CLIENT
    STAGE to a certain one. In the same line as a contact: salesrec log CLIENT
    SUMMARY --stage STAGE.
  - A stage can require facts: needs, a value, an expected close, a
    decision-maker. What is missing is named, with the command that supplies it.
  - salesrec milestone list shows the milestones that are still to be reached.
  - An ended deal asks for its reason: salesrec advance CLIENT terminated
    --reason price.

What the settings say
    [[stages]]
    name = "Proposal"
    kind = "open"                # open, won, aftercare or lost
    probability = 50             # percent
    stay = "21d"                 # longer is stale
    contact_every = "7d"
    requires = ["needs", "value", "expected_close", "decision-maker"]
    milestones = ["Demonstration", "Quote sent"]

  salesrec lint finds deals that stay too long, and those whose stage lacks what
  it requires.

"#]]
    );
}

#[test]
fn every_topic_has_its_page_in_both_languages() {
    for topic in ["format", "dates", "stages", "lint", "handover"] {
        for (lang, other) in [("zh", "en"), ("en", "zh")] {
            let page = Records::none().run(&["help", topic, "--lang", lang, "--width", "80"]).ok().to_string();
            let elsewhere = Records::none().run(&["help", topic, "--lang", other, "--width", "80"]).ok().to_string();
            assert!(page.lines().count() > 15 && page != elsewhere, "{topic} {lang}");
            assert!(page.lines().all(|line| salesrec::lang::width(line) <= 80), "{topic} {lang}:\n{page}");
            assert!(!page.contains('`') && !page.contains("| "), "{topic} {lang}:\n{page}");
        }
    }
}

#[test]
fn help_of_a_command_is_what_the_command_says() {
    for words in [&["log"][..], &["deal", "set"]] {
        let one = Records::zh().run(&[&["help"], words].concat()).ok().to_string();
        assert_eq!(one, Records::zh().run(&[words, &["--help"]].concat()).ok().to_string());
    }
}

#[test]
fn help_on_nothing_known_names_what_there_is() {
    assert_data_eq!(
        Records::none().run(&["help", "datse", "--lang", "en"]).screen(),
        str![[r#"
| error: no topic or command “datse”
| hint: did you mean `salesrec help dates`?
| hint: topics: format, dates, stages, lint and handover
| hint: `salesrec --help` lists the commands
exit 2

"#]]
    );
    assert_data_eq!(
        Records::none().run(&["help", "天气", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：没有“天气”这个主题或命令
| 提示：主题：format、dates、stages、lint 和 handover
| 提示：`salesrec --help` 列出所有命令
exit 2

"#]]
    );
}

#[test]
fn the_help_of_a_command_begins_with_examples() {
    for (records, examples, options, example) in [
        (Records::zh(), "例子：", "选项：", "  salesrec calendar 下个月 --owner all\n"),
        (Records::en(), "Examples:", "Options:", "  salesrec calendar \"next month\" --owner all\n"),
    ] {
        let page = records.run(&["calendar", "--help"]).ok().to_string();
        let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}\n{page}"));
        assert!(at(examples) < at(example) && at(example) < at(options), "{page}");
    }
}
