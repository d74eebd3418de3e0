//! docs/dates.md: its tables of cases are held to what the program understands.

use std::path::Path;
use std::sync::LazyLock;

use salesrec::clock::{self, Calendar, Clock, Direction, phrase};
use salesrec::lang::Lang;
use snapbox::{assert_data_eq, str};

use crate::support::{NOW, Records};

/// The lines of the tables of cases: what is said, as a deadline, as a contact.
fn cases(page: &str) -> Vec<[String; 3]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page);
    let text = std::fs::read_to_string(path).expect("the page");
    let lines = text.lines().filter(|line| line.starts_with("| `"));
    let cells = lines.map(|line| line.trim_matches('|').split('|').map(str::trim).map(str::to_string).collect());
    cells
        .map(|cells: Vec<String>| match cells.try_into() {
            Ok(cells) => cells,
            Err(cells) => panic!("three cells: {cells:?}"),
        })
        .collect()
}

/// How the table writes what a phrase means: the day with its weekday, or what is wrong.
fn understood(said: &str, direction: Direction, lang: Lang) -> String {
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::builtin("cn").expect("the calendar"));
    let clock = Clock::new("Asia/Shanghai", Some(NOW)).expect("a clock");
    match phrase::parse(said, &clock, direction, &|| Ok(&CALENDAR)) {
        Ok(spoken) => clock::moment(spoken.date, spoken.time).get(lang).to_string(),
        Err(error) => format!(
            "*{}*",
            error.message.get(lang).replace(&format!("“{said}”"), "").trim_start_matches([':', '：', ' '])
        ),
    }
}

#[test]
fn what_people_say_is_understood_as_the_tables_tell() {
    for (page, lang) in [("dates.md", Lang::En), ("dates.zh.md", Lang::Zh)] {
        let cases = cases(page);
        assert!(cases.len() >= 120, "{page} has {} cases", cases.len());
        let wrong: Vec<String> = cases
            .iter()
            .filter_map(|[said, forward, back]| {
                let said = said.trim_matches('`');
                let now = [Direction::Forward, Direction::Back].map(|direction| understood(said, direction, lang));
                (now != [forward.clone(), back.clone()]).then(|| format!("| `{said}` | {} | {} |", now[0], now[1]))
            })
            .collect();
        assert!(wrong.is_empty(), "docs/{page} says otherwise:\n{}", wrong.join("\n"));
    }
}

#[test]
fn both_pages_have_the_same_cases() {
    let said = |page| cases(page).into_iter().map(|[said, ..]| said).collect::<Vec<_>>();
    assert_eq!(said("dates.md"), said("dates.zh.md"));
}

#[test]
fn the_answer_spells_the_date_that_was_understood() {
    let records = Records::zh();
    let shown = records.run(&["postpone", "星河", "v9te", "下月第一个工作日 下午三点", "--why", "客户出差"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已推迟 星河包装有限公司  彩盒视觉检测线

行动：v9te  到星河当面讲四条线方案，递交报价 Q-0626
期限：2026-06-30 周二 10:00 → 2026-07-01 周三 15:00  5 天后
原因：客户出差

"#]]
    );
    let records = Records::en();
    let shown = records.run(&["postpone", "harbour", "p8wn", "3 business days", "--why", "the buyer is away"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Postponed Harbour Foods Ltd  Chill chain monitoring

action: p8wn  Present the 40-point design in Poole and leave quote Q-2641
due:    2026-07-01 Wed 10:30 → 2026-07-01 Wed  in 5 days
why:    the buyer is away

"#]]
    );
}

#[test]
fn a_date_that_contradicts_itself_is_refused_and_nothing_is_written() {
    for (records, words) in [
        (Records::zh(), ["log", "星河", "客户要加一条线", "--next", "现场演示", "--due", "周五 7月6日"]),
        (Records::en(), ["log", "harbour", "They want one more door", "--next", "Show it", "--due", "fri 6 July"]),
    ] {
        let before = records.all();
        let shown = records.run(&words);
        if words[1] == "星河" {
            assert_data_eq!(
                shown.screen(),
                str![[r#"
| 错误：“周五 7月6日”前后矛盾：2026-07-06 是周一，不是周五
| 提示：请只写其中一个
exit 2

"#]]
            );
        } else {
            assert_data_eq!(
                shown.screen(),
                str![[r#"
| error: “fri 6 July” contradicts itself: 2026-07-06 is a Monday, not a Friday
| hint: say only one of the two
exit 2

"#]]
            );
        }
        assert!(records.changed(&before).is_empty());
    }
}

#[test]
fn what_is_not_understood_shows_the_accepted_forms() {
    let shown = Records::zh().run(&["postpone", "星河", "v9te", "尽快", "--why", "客户出差"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| 错误：看不懂的日期或时间“尽快”
| 提示：可以写：`2026-06-30`、`3月25日`、`25号`、`明天下午3点`、`周五`、`下周三`、`三天后`、`两小时前`、`十个工作日后`、`月底`、`+3d`、`-2h`
| 提示：`salesrec help dates` 列出所有写法
exit 2

"#]]
    );
    let shown = Records::en().run(&["postpone", "harbour", "p8wn", "soonish", "--why", "away"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: “soonish” is not a date or time
| hint: for example `2026-06-30`, `06-30 14:30`, `25 March`, `tomorrow 3pm`, `fri`, `next wed`, `in 3 days`, `3 business days`, `eom`, `+3d`, `-2h`
| hint: `salesrec help dates` shows all forms
exit 2

"#]]
    );
}

#[test]
fn a_slip_by_a_day_is_no_deadline_in_a_year() {
    let shown = Records::en().run(&["postpone", "harbour", "p8wn", "06-25", "--why", "away"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: 2026-06-25 Thu is in the past
| hint: a deadline lies ahead
| hint: 2027-06-25 Fri is said with its year: `2027-06-25`
exit 2

"#]]
    );
    let shown = Records::zh().run(&["log", "星河", "通了电话", "--at", "三天内", "--no-next", "等客户"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| 错误：“三天内”是期限的说法，这里要的是已经发生的时间
| 提示：可以写：`三天前`、`-2h`、`昨天 14:30`
exit 2

"#]]
    );
}

#[test]
fn a_year_whose_holidays_are_not_known_is_warned_of_once() {
    let records = Records::zh();
    let shown = records.run(&[
        "log",
        "星河",
        "通了电话",
        "--next",
        "发年度框架协议",
        "--due",
        "150个工作日后",
        "--promise",
        "免费巡检",
    ]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已记录 星河包装有限公司

沟通：  2026-06-26 周五 16:30  未注明沟通方式：--method
商机：  彩盒视觉检测线  需求确认
承诺：  免费巡检
下一步：h8b4  发年度框架协议  林晓枫  期限 2027-01-28 周四
| 警告：cn 没有 2027 年的节假日：只按周末计算
|  --> salesrec.toml:9:12
|   |
| 9 | holidays = "cn"                  # 算工作日用：内置的中国节假日与调休，或一个日历文件
|   |            ^^^^

"#]]
    );
    assert_eq!(shown.stderr.matches("没有 2027 年的节假日").count(), 1);
}
