use serde_json::json;
use snapbox::{assert_data_eq, str};

use crate::support::Records;

fn book() -> Records {
    let records = Records::small();
    records.write(
        "salesrec.toml",
        "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"Asia/Shanghai\"\n\n[[people]]\nid = \"ann\"\n[[people]]\nid = \"bob\"\n\n[[stages]]\nname = \"Lead\"\n",
    );
    records.write(
        "clients/a.yaml",
        "client: A\nowner: bob\nowners: [{owner: ann, from: 2026-06-05, until: 2026-06-20}]\nfirst_contact: 2026-06-05\nlog:\n  \
         - {at: 2026-06-08 10:00, recorded: 2026-06-08 11:30, by: ann, summary: ninety minutes}\n  \
         - {at: 2026-06-08T10:00+09:00, recorded: 2026-06-09 09:00, by: ann, summary: a day to the minute}\n  \
         - {at: 2026-06-10, recorded: 2026-06-11, by: ann, summary: days only}\n  \
         - {at: 2026-06-10, recorded: 2026-06-12 00:00, by: bob, summary: a second over a day}\n  \
         - {at: 2026-06-10 10:00, recorded: 2026-06-30 10:00, by: bob, summary: twenty days}\n  \
         - {at: 2026-06-11 10:00, by: bob, summary: nobody knows}\n\
         actions:\n  \
         - {action: kept, owner: ann, due: 2026-06-10, done: 2026-06-10 18:00, postponed: [{from: 2026-06-08}, {from: 2026-06-09}]}\n  \
         - {action: an hour late, owner: ann, due: 2026-06-10 12:00, done: 2026-06-10 13:00}\n  \
         - {action: open, owner: bob, due: 2026-06-12}\n  \
         - {action: due today, owner: bob, due: 2026-07-01}\n  \
         - {action: cancelled, owner: bob, due: 2026-06-12, cancelled: 2026-06-11}\n",
    );
    records.write("clients/b.yaml", "client: B\nowner: bob\nfirst_contact: 2026-06-05\n");
    records.write(
        "clients/c.yaml",
        "client: C\nfirst_contact: 2026-06-05\nlog:\n  - {at: 2026-06-09 10:00, summary: two working days later}\n",
    );
    records.var("SALESREC_NOW", "2026-07-01 09:00")
}

#[test]
fn the_figures_are_those_computed_by_hand() {
    let shown = book().run(&["report", "timeliness", "--format", "json"]).json();
    let sections = &shown["sections"];
    // Ann: 90 minutes, 24 hours, none. Bob: 24 hours and a second, counted to the next minute, and 480 hours.
    assert_eq!(
        sections["records"]["rows"],
        json!([
            {"person": "ann", "contacts": 3, "known": 3, "within_24h": 3, "share": 100, "median": 1.5, "p90": 19.5},
            {"person": "bob", "contacts": 3, "known": 2, "within_24h": 0, "share": 0, "median": 252, "p90": 434.4},
            {"person": "", "contacts": 1, "known": 0, "within_24h": 0, "share": null, "median": null, "p90": null},
        ])
    );
    let delays: Vec<_> = sections["delays"]["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (&row["delay"], &row["contacts"]))
        .collect();
    let expected = json!([["1h", 1], ["4h", 1], ["24h", 1], ["48h", 1], ["7d", 0], ["later", 1], ["unknown", 2]]);
    assert_eq!(json!(delays), expected);
    assert_eq!(sections["delays"]["totals"][0]["contacts"], 7);
    assert_eq!(
        sections["actions"]["rows"],
        json!([
            {"person": "ann", "due": 2, "on_time": 1, "on_time_share": 50, "late": 1, "open": 0, "postponed": 2},
            {"person": "bob", "due": 1, "on_time": 0, "on_time_share": 0, "late": 0, "open": 1, "postponed": 0},
        ])
    );
    // Friday to Monday is the next working day, to Tuesday is not; A was Ann's on the day it came.
    assert_eq!(
        sections["leads"]["rows"],
        json!([
            {"owner": "ann", "leads": 1, "answered": 1, "next_day": 1, "days": 3, "waiting": 0},
            {"owner": "bob", "leads": 1, "answered": 0, "next_day": 0, "days": null, "waiting": 1},
            {"owner": "", "leads": 1, "answered": 1, "next_day": 0, "days": 4, "waiting": 0},
        ])
    );
}

#[test]
fn a_time_and_a_person_restrict_and_the_past_is_as_it_was() {
    let of = |words: &[&str]| book().run(&[&["report", "timeliness", "--format", "json"], words].concat()).json();
    let shown = of(&["--from", "2026-06-10", "--to", "2026-06-10", "--owner", "bob"]);
    assert_eq!(shown["sections"]["records"]["totals"][0]["contacts"], 2);
    assert_eq!(shown["sections"]["actions"]["rows"], json!([]));
    // On 10 June the entry of that morning was not written down, and nothing of the later actions was due.
    let shown = of(&["--as-of", "2026-06-10"]);
    assert_eq!(shown["sections"]["records"]["totals"][0]["contacts"], 3);
    assert_eq!(shown["sections"]["actions"]["totals"][0]["due"], 1);
}

#[test]
fn a_day_is_twenty_four_hours_also_when_the_clocks_change() {
    let records = Records::small();
    let settings = records.read("salesrec.toml").replace("\"UTC\"", "\"Europe/London\"");
    records.write("salesrec.toml", settings);
    // The clocks went forward on 29 March 2026 and back on 25 October.
    records.write(
        "clients/a.yaml",
        "client: A\nowner: ann\nlog:\n  \
         - {at: 2026-03-28 12:00, recorded: 2026-03-29 13:00, by: ann, summary: twenty-four hours}\n  \
         - {at: 2026-10-24 12:00, recorded: 2026-10-25 11:30, by: ann, summary: twenty-four and a half}\n  \
         - {at: 2026-10-25T23:30Z, recorded: 2026-10-26T07:00+08:00, by: ann, summary: before it began}\n",
    );
    let records = records.var("SALESREC_NOW", "2026-11-01 09:00");
    let shown = records.run(&["report", "timeliness", "--format", "json"]).json();
    assert_eq!(
        shown["sections"]["records"]["rows"],
        json!([{"person": "ann", "contacts": 3, "known": 3, "within_24h": 2, "share": 66.7, "median": 24, "p90": 24.4}])
    );
    let late = records.run(&["lint", "--select", "late-record", "--output", "jsonl", "--fail-on", "never"]);
    assert_eq!(late.ok().lines().count(), 1, "{}", late.screen());
    assert!(late.stdout.contains("25 hours"), "{}", late.screen());
}

#[test]
fn every_table_adds_up() {
    for records in [book(), Records::zh(), Records::en()] {
        let shown = records.run(&["report", "timeliness", "--format", "json"]).json();
        for (section, keys) in [
            ("records", ["contacts", "known", "within_24h"].as_slice()),
            ("delays", &["contacts"]),
            ("actions", &["due", "on_time", "late", "open", "postponed"]),
            ("leads", &["leads", "answered", "next_day", "waiting"]),
        ] {
            let of = &shown["sections"][section];
            for key in keys {
                let sum: i64 = of["rows"].as_array().expect("rows").iter().filter_map(|row| row[*key].as_i64()).sum();
                assert_eq!(json!(sum), of["totals"][0][*key], "{section} {key}");
            }
        }
        let contacts = |section: &str| shown["sections"][section]["totals"][0]["contacts"].clone();
        assert_eq!(contacts("records"), contacts("delays"));
    }
}

#[test]
fn timeliness_in_both_languages() {
    assert_data_eq!(
        Records::zh().run(&["report", "timeliness", "--width", "80"]).screen(),
        str![[r#"
及时性  截至 2026-06-26 周五 16:30

从沟通到记录
人员    沟通  时间齐全  24 小时内   占比          中位数（小时）  九成（小时内）
林晓枫    24        24         24   100% ███████             1.5             8.2
赵明远    23        23         21  91.3% ██████▍             2.5            13.2
何静      20        20         19    95% ██████▋               1             5.8
吴海涛     6         6          6   100% ███████               4               5
合计      73        73         70  95.9% ██████▊             1.5             8.5

间隔的分布
间隔       沟通   占比
1 小时内     32  43.8% ██████████▌░░░░░░░░░░░░░
1–4 小时     13  17.8% ████▎░░░░░░░░░░░░░░░░░░░
4–24 小时    25  34.2% ████████▎░░░░░░░░░░░░░░░
1–2 天        2   2.7% ▋░░░░░░░░░░░░░░░░░░░░░░░
2–7 天        1   1.4% ▍░░░░░░░░░░░░░░░░░░░░░░░
超过一周      0     0% ░░░░░░░░░░░░░░░░░░░░░░░░
不清楚        0     0% ░░░░░░░░░░░░░░░░░░░░░░░░
合计         73   100% ████████████████████████

到期的行动
人员    到期  按时  按时率                          迟完成  逾期未完成  推迟次数
林晓枫     5     1     20% ████▋░░░░░░░░░░░░░░░░░░       0           4         0
何静       4     1     25% █████▊░░░░░░░░░░░░░░░░░       0           3         3
苏婉婷     3     2   66.7% ███████████████▍░░░░░░░       0           1         1
陈跃华     1     0      0% ░░░░░░░░░░░░░░░░░░░░░░░       0           1         0
赵明远     1     0      0% ░░░░░░░░░░░░░░░░░░░░░░░       0           1         0
合计      14     4   28.6% ██████▋░░░░░░░░░░░░░░░░       0          10         4

新线索的首次回应
负责人  新线索  已回应  次日内  中位天数  未回应
赵明远       6       6       6         0       0
何静         5       5       5         0       0
林晓枫       5       5       5         0       0
吴海涛       3       3       3         0       0
合计        19      19      19         0       0

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "timeliness", "--owner", "priya", "--width", "80"]).screen(),
        str![[r#"
Timeliness  as of 2026-06-26 Fri 16:30, Priya Nair

From the contact to the record
Person      Contacts  Known  Within 24 h  Share           Median h  90% within h
Priya Nair        19     19           17  89.5% ███████▏       3.5          14.1
Total             19     19           17  89.5% ███████▏       3.5          14.1

How the delays are spread
Delay          Contacts  Share
within 1 hour         9  47.4% ███████████▍░░░░░░░░░░░░
1 to 4 hours          2  10.5% ██▌░░░░░░░░░░░░░░░░░░░░░
4 to 24 hours         6  31.6% ███████▋░░░░░░░░░░░░░░░░
1 to 2 days           1   5.3% █▎░░░░░░░░░░░░░░░░░░░░░░
2 to 7 days           1   5.3% █▎░░░░░░░░░░░░░░░░░░░░░░
over a week           0     0% ░░░░░░░░░░░░░░░░░░░░░░░░
not known             0     0% ░░░░░░░░░░░░░░░░░░░░░░░░
Total                19   100% ████████████████████████

Actions that were due
Person      Due  On time  Share  Late  Overdue  Postponed
Priya Nair    2        0     0%     0        2          3
Total         2        0     0%     0        2          3

The first answer to new leads
Owner       Leads  Answered  By next day  Median days  Waiting
Priya Nair      5         5            5            0        0
Total           5         5            5            0        0

"#]]
    );
}
