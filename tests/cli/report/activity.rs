use serde_json::json;
use snapbox::{assert_data_eq, str};

use crate::support::Records;

/// The turn of a year whose last week is week 53, on the clock of Shanghai.
fn book() -> Records {
    let records = Records::small();
    records.write(
        "salesrec.toml",
        "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"Asia/Shanghai\"\n\n[[people]]\nid = \"ann\"\n[[people]]\nid = \"bob\"\n\n\
         [[stages]]\nname = \"First talks\"\n[[stages]]\nname = \"Offer\"\ncontact_every = \"7d\"\n",
    );
    records.write(
        "clients/a.yaml",
        "client: A\nowner: ann\nfirst_contact: 2026-12-31\ndeals:\n  - {name: x, stage: First talks, history: [{stage: First talks, since: 2026-12-31}]}\nlog:\n  \
         - {at: 2026-12-31 10:00, by: ann, method: Phone, summary: s}\n  \
         - {at: 2026-12-31T23:30-05:00, by: bob, method: Phone, summary: s}\n  \
         - {at: 2027-01-04 08:00, by: ann, method: Visit, deal: x, summary: s}\n  \
         - {by: ann, summary: without its time}\n",
    );
    records.write(
        "clients/b.yaml",
        "client: B\nfirst_contact: 2027-01-03\nlog:\n  - {at: 2027-01-03 10:00, by: bob, summary: s}\n  - {at: 2026-12-13 10:00, by: bob, summary: before the four weeks}\n",
    );
    records.write(
        "clients/c.yaml",
        "client: C\nowner: bob\ndeals:\n  - {name: old, stage: Offer, history: [{stage: Offer, since: 2026-12-01}]}\n",
    );
    records.var("SALESREC_NOW", "2027-01-04 09:00")
}

#[test]
fn the_figures_are_those_computed_by_hand() {
    let shown = book().run(&["report", "activity", "--format", "json"]).json();
    let sections = &shown["sections"];
    // Half past eleven in the evening of New York is the next day in Shanghai. B was first met on 13 December, before the
    // four weeks.
    assert_eq!(
        sections["person"]["rows"],
        json!([
            {"person": "ann", "contacts": 2, "clients": 1, "new": 1},
            {"person": "bob", "contacts": 2, "clients": 2, "new": 0},
        ])
    );
    assert_eq!(sections["person"]["totals"], json!([{"person": "total", "contacts": 4, "clients": 2, "new": 1}]));
    assert_eq!(
        sections["method"]["rows"],
        json!([
            {"method": "Phone", "contacts": 2, "clients": 1, "new": 1},
            {"method": "Visit", "contacts": 1, "clients": 1, "new": 0},
            {"method": "", "contacts": 1, "clients": 1, "new": 0},
        ])
    );
    assert_eq!(
        sections["week"]["rows"],
        json!([
            {"week": "2026-W51", "contacts": 0, "clients": 0, "new": 0},
            {"week": "2026-W52", "contacts": 0, "clients": 0, "new": 0},
            {"week": "2026-W53", "contacts": 3, "clients": 2, "new": 1},
            {"week": "2027-W01", "contacts": 1, "clients": 1, "new": 0},
        ])
    );
    let days = sections["day"]["rows"].as_array().expect("rows");
    let seen: Vec<_> = days.iter().filter(|day| day["contacts"] != 0).cloned().collect();
    assert_eq!(
        seen,
        [
            json!({"day": "2026-12-31", "contacts": 1, "new": 1, "returning": 0, "both": 1}),
            json!({"day": "2027-01-01", "contacts": 1, "new": 0, "returning": 1, "both": 1}),
            json!({"day": "2027-01-03", "contacts": 1, "new": 0, "returning": 1, "both": 1}),
            json!({"day": "2027-01-04", "contacts": 1, "new": 0, "returning": 1, "both": 1}),
        ]
    );
    // Sixteen weekdays from 14 December to 4 January, and the Sunday with a contact.
    assert_eq!(days.len(), 17);
    assert_eq!(
        sections["silent"]["rows"],
        json!([{"client": "c", "deal": "old", "stage": "Offer", "owner": "bob", "last": null, "days": 34, "allowed": 7}])
    );
    assert_eq!(shown["flaws"], json!([{"flaw": "undated_contact", "client": "a", "deal": null}]));
}

#[test]
fn the_tables_of_one_time_have_the_same_sums() {
    for records in [book(), Records::zh(), Records::en()] {
        let shown = records.run(&["report", "activity", "--from", "2026-05-01", "--format", "json"]).json();
        let total = shown["sections"]["person"]["totals"][0]["contacts"].clone();
        assert!(total.as_i64() > Some(0));
        for by in ["person", "method", "week", "day"] {
            let of = &shown["sections"][by];
            let sum = |key: &str| {
                of["rows"].as_array().expect("rows").iter().filter_map(|row| row[key].as_i64()).sum::<i64>()
            };
            assert_eq!(json!(sum("contacts")), total, "{by}");
            assert_eq!(of["totals"][0]["contacts"], total, "{by}");
            if by == "day" {
                assert_eq!(sum("new") + sum("returning"), sum("both"));
                assert_eq!(json!(sum("both")), of["totals"][0]["both"]);
            }
        }
    }
}

#[test]
fn a_past_day_knows_no_later_contacts_and_a_person_only_their_own() {
    let shown =
        book().run(&["report", "activity", "--as-of", "2027-01-01", "--owner", "bob", "--format", "json"]).json();
    // B came later.
    assert_eq!(shown["sections"]["person"]["rows"], json!([{"person": "bob", "contacts": 1, "clients": 1, "new": 0}]));
    // What was late on New Year's Eve in New York was not said yet when that day ended in Shanghai.
    let shown =
        book().run(&["report", "activity", "--as-of", "2026-12-31", "--owner", "bob", "--format", "json"]).json();
    assert_eq!(shown["sections"]["person"]["rows"], json!([]));
    let shown = book().run(&["report", "activity", "--by", "week", "--to", "2026-12-20", "--format", "json"]).json();
    assert_eq!(shown["sections"].as_object().map(serde_json::Map::len), Some(1));
    assert_eq!(shown["sections"]["week"]["totals"][0]["contacts"], 1);
}

#[test]
fn activity_in_both_languages() {
    assert_data_eq!(
        Records::zh().run(&["report", "activity", "--by", "person", "--width", "80"]).screen(),
        str![[r#"
跟进活动  截至 2026-06-26 周五 16:30

沟通次数（按人员）
人员    沟通次数                           客户数  新客户  每周
林晓枫         8 ████████████████████████       4       0  ▂▆▄▄
赵明远         8 ████████████████████████       4       0  ▂▄▂█
何静           5 ███████████████                5       0  ▄▂▄▁
合计          21                               13       0

沟通次数
林晓枫：█ 微信沟通 1，▒ 电话拜访 2，░ 线上视频会议 2，= 线下会议 2，- 邮件 1
█████▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░==========-----
赵明远：█ 微信沟通 4，▒ 电话拜访 3，░ 线上视频会议 0，= 线下会议 1，- 邮件 0
████████████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒=====
何静：█ 微信沟通 1，▒ 电话拜访 3，░ 线上视频会议 1，= 线下会议 0，- 邮件 0
█████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░

2026-06-01 至 2026-06-26 的沟通

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["report", "activity", "--from", "2026-06-22", "--width", "80"]).screen(),
        str![[r#"
Activity  as of 2026-06-26 Fri 16:30, from 2026-06-22

Contacts by person
Person       Contacts                           Clients  New
Callum Reid         3 ████████████████████████        2    0
Tom Ashdown         2 ████████████████                2    0
Priya Nair          1 ████████                        1    0
Total               6                                 5    0

Contacts
Callum Reid: █ Email 1, ▒ Message 1, ░ Phone 1
█████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░░░░
Tom Ashdown: █ Email 1, ▒ Message 0, ░ Phone 1
█████████████░░░░░░░░░░░░░░
Priya Nair: █ Email 1, ▒ Message 0, ░ Phone 0
█████████████

contacts from 2026-06-22 to 2026-06-26

Contacts by method
Method   Contacts                           Clients  New
Email           3 ████████████████████████        3    0
Phone           2 ████████████████                2    0
Message         1 ████████                        1    0
Total           6                                 5    0

Contacts by week
Week      Contacts  Clients  New
2026-W26         6        5    0
Total            6        5    0

New and returning clients per day
Day             Contacts                       New  Returning  New and returning
2026-06-22 Mon         1 ██████▋                 0          1                  1
2026-06-23 Tue         1 ██████▋                 0          1                  1
2026-06-24 Wed         1 ██████▋                 0          1                  1
2026-06-25 Thu         3 ████████████████████    0          3                  3
2026-06-26 Fri         0                         0          0                  0
Total                  6                         0          6                  6

Deals without contact
Client            Deal              Stage         Owner        Last         Days
                                                               contact
Oakhanger         Wine cellar and   Lead          Priya Nair   04-16 Thu      71
Estates Ltd       archive           nurturing
Ferrand           Trailer probes    Proposal      Priya Nair   05-27 Wed      30
Logistics Ltd
Brightwater       Medicine fridges  Proposal      Callum Reid  06-03 Wed      23
Hospice
Lindum Blood      Platelet shakers  Negotiation   Priya Nair   06-04 Thu      22
Services Ltd      and banks
Quayside Brewery  Fermenter probes  Needs         Tom Ashdown  06-05 Fri      21
Ltd                                 confirmed
Tarrant Labs Ltd  Incubator         Proposal      Tom Ashdown  06-12 Fri      14
                  monitoring
not shown on a screen this narrow: Allowed

open deals as of 2026-06-26 Fri

"#]]
    );
}
