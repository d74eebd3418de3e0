use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn calendar_shows_this_month_with_holidays_and_your_deadlines() {
    assert_data_eq!(
        Records::zh().run(&["calendar"]).screen(),
        str![[r#"
2026 年 6 月
周次  周一   周二   周三   周四   周五   周六   周日
W23   1      2      3      4      5      6      7
W24   8      9      10     11     12     13     14
W25   15     16     17 ·2  18     19 休  20 休  21 休
W26   22 ·1  23     24     25 ·2  26*    27     28
W27   29     30 ·2

工作日：21 天，今天之后还有 2 天
休：    06-19 至 06-21 端午节
标记：  * 今天，·2 两项到期

7 项到期
时间     期限              客户                   下一步行动             阶段             金额  编号
晚 9 天  06-17 周三        杭州云栈智能仓储有限   里程碑：需求调研       需求确认  285,000 CNY
                           公司
晚 9 天  06-17 周三 10:00  杭州云栈智能仓储有限   到临平退货仓实测混箱   需求确认  285,000 CNY  e3yq
                           公司                   尺寸分布
晚 4 天  06-22 周一 18:00  无锡联晟新能源科技有   换同轴光源重测漏检的   方案呈现  158,000 USD  f2uk
                           限公司                 那颗颗粒，图发邵总监
晚 1 天  06-25 周四        无锡联晟新能源科技有   里程碑：方案演示       方案呈现  158,000 USD
                           限公司
晚 1 天  06-25 周四 09:30  无锡联晟新能源科技有   带新相机到联晟涂布线   方案呈现  158,000 USD  w5ca
                           限公司                 做产线演示
4 天后   06-30 周二 10:00  星河包装有限公司       到星河当面讲四条线方   需求确认  680,000 CNY  v9te
                                                  案，递交报价 Q-0626
4 天后   06-30 周二 14:00  昆山恒昱精密制造有限   带投资回收期测算表到   方案呈现  960,000 CNY  r2ha
                           公司                   恒昱参加报价评审
| 仅林晓枫；`--owner all` 显示所有人

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["calendar"]).screen(),
        str![[r#"
June 2026
Week  Mon  Tue    Wed    Thu  Fri    Sat  Sun
W23   1    2      3      4    5      6    7
W24   8    9      10     11   12     13   14
W25   15   16     17 ·2  18   19 ·1  20   21
W26   22   23     24 ·3  25   26*    27   28
W27   29   30 ·1

working days: 22 days, 2 of them after today
marks:        * today, ·2 two deadlines

7 deadlines
When         Due        Client                Next action          Stage                 Value  ID
9 days late  06-17 Wed  Quayside Brewery Ltd  milestone:           Needs confirmed   5,200 GBP
                                              Discovery meeting
9 days late  06-17 Wed  Quayside Brewery Ltd  Measure the          Needs confirmed   5,200 GBP  g4rk
             10:00                            thermowells of all…
7 days late  06-19 Fri  Tarrant Labs Ltd      Send Dr Friel the    Proposal         31,500 EUR  n5wb
             17:00                            two-page…
2 days late  06-24 Wed  Tarrant Labs Ltd      milestone:           Proposal         31,500 EUR
                                              Demonstration
2 days late  06-24 Wed  Cobbold Catering Ltd  Drive to Bill's      Signing           3,900 GBP  5dcz
             09:30                            kitchen with the…
2 days late  06-24 Wed  Tarrant Labs Ltd      Demonstrate the      Proposal         31,500 EUR  z8ce
             14:00                            alarm chain in the…
in 4 days    06-30 Tue  Ashcombe Dairies Ltd  Mail Wendy the rent  Negotiation      43,200 GBP  c5ym
             12:00                            contract with the…
| Tom Ashdown's only; `--owner all` shows everybody's

"#]]
    );
}

#[test]
fn calendar_marks_the_weekend_days_that_are_worked() {
    let records = Records::zh().var("SALESREC_WIDTH", "80");
    assert_data_eq!(
        records.run(&["calendar", "10月", "--owner", "all"]).screen(),
        str![[r#"
2026 年 10 月
周次  周一  周二  周三  周四  周五  周六   周日
W40                     1 休  2 休  3 休   4 休
W41   5 休  6 休  7 休  8     9     10 班  11
W42   12    13    14    15    16    17     18
W43   19    20    21    22    23    24     25
W44   26    27    28    29    30    31

工作日：18 天
休：    10-01 至 10-07 国庆节
班：    10-10 国庆节调休

这个月没有到期的事项。

"#]]
    );
    assert_data_eq!(
        records.run(&["calendar", "2026-02", "--lang", "en", "--owner", "all"]).screen(),
        str![[r#"
February 2026
Week  Mon     Tue     Wed     Thu     Fri     Sat      Sun
W05                                                    1
W06   2       3       4       5       6       7        8
W07   9       10      11      12      13      14 work  15 off
W08   16 off  17 off  18 off  19 off  20 off  21 off   22 off
W09   23 off  24      25      26      27      28 work

working days: 16 days
off:          02-15 to 02-23 Spring Festival
work:         02-14 for Spring Festival and 02-28 for Spring Festival

No deadlines in this month.

"#]]
    );
}

#[test]
fn calendar_of_a_year_without_holidays_says_so() {
    assert_data_eq!(
        Records::zh().run(&["calendar", "明年3月", "--owner", "all"]).screen(),
        str![[r#"
2027 年 3 月
周次  周一  周二  周三  周四  周五  周六  周日
W09   1     2     3     4     5     6     7
W10   8     9     10    11    12    13    14
W11   15    16    17    18    19    20    21
W12   22    23    24    25    26    27    28
W13   29    30    31

工作日：23 天

这个月没有到期的事项。
| 警告：cn 没有 2027 年的节假日：只按周末计算
|  --> salesrec.toml:9:12
|   |
| 9 | holidays = "cn"                  # 算工作日用：内置的中国节假日与调休，或一个日历文件
|   |            ^^^^

"#]]
    );
}

#[test]
fn calendar_is_data_for_programs() {
    let shown = Records::en().run(&["calendar", "july", "--owner", "all", "--format", "json"]).json();
    assert_eq!((shown["kind"].as_str(), shown["month"].as_str()), (Some("calendar"), Some("2026-07")));
    let days = shown["days"].as_array().unwrap();
    assert_eq!((days.len(), days[0]["day"].as_str()), (31, Some("2026-07-01")));
    let due: u64 = days.iter().map(|day| day["due"].as_u64().unwrap()).sum();
    assert_eq!(due as usize, shown["rows"].as_array().unwrap().len());
    assert!(due > 0);
}

#[test]
fn calendar_refuses_what_is_no_month() {
    assert_data_eq!(
        Records::zh().run(&["calendar", "13月"]).screen(),
        str![[r#"
| 错误：看不懂的月份“13月”
| 提示：可以写：`2026-07`、`7月`、`下个月`、`明年3月`
exit 2

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["calendar", "someday"]).screen(),
        str![[r#"
| error: “someday” is not a month
| hint: for example `2026-07`, `7`, `July`, `next month`
exit 2

"#]]
    );
}
