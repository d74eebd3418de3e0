mod late;

use snapbox::{assert_data_eq, str};

use crate::support::Records;

const TOM: &str = "reviews/2026-W26_tom.ashdown.yaml";
const HARBOUR: &str = "clients/Harbour Foods Ltd_20260512.yaml";

/// A record of Tom's that the checks find errors in, worked on this week.
const WITH_ERRORS: &str = "\
client: Fenwick Ltd
industry: Food-Bakery
source: Online
first_contact: 2026-06-22
owner: tom.ashdown
contacts: [{name: Ann Fenwick, role: Decision-maker, email: ann@fenwick.example.com}]
deals:
- {name: Ovens, stage: Lead nurturing, history: [{stage: Lead nurturing, since: 2026-06-22, by: tom.ashdown}]}
log:
- {at: 2026-06-22 10:00, recorded: 2026-06-22 10:05, by: tom.ashdown, method: Phone, with: [Ann Fenwick], deal: Ovens, summary: asked for a catalogue of ovens}
";

#[test]
fn a_week_is_submitted_with_what_was_done_and_where_the_deals_stand() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["submit", "--note", "two days in Poole"]).screen(),
        str![[r#"
Submitted 2026-W26 (06-22 – 06-28)  2 clients

note:        two days in Poole
reviewed by: Margaret Oduya

Client                This week                   Checks  Next action                 Review
Ashcombe Dairies Ltd  1 contact, 2 actions        clean   06-29 Check the leasing     to be reviewed
                      agreed                              terms with the bank for 3…
Harbour Foods Ltd     1 contact, 1 new need, 1    clean   07-01 Present the 40-point  to be reviewed
                      action agreed                       design in Poole and leave…

"#]]
    );
    assert_eq!(records.changed(&before), [TOM]);
    assert_data_eq!(
        records.read(TOM),
        str![[r#"
week: 2026-W26
person: tom.ashdown
submitted: 2026-06-26 16:30
note: two days in Poole

clients:
  - client: Ashcombe Dairies Ltd_20260414
    sha256: afcba84d465c124993133e621b7bd07f271505fd1618081d532571a26bfb285a
    errors: 0
    warnings: 0
    contacts: 1
    planned:
      - Mail Wendy the rent contract with the 24-month exit clause
      - Check the leasing terms with the bank for 36 months
    deals:
      - deal: Tanker and silo monitoring
        stage: Negotiation
        value: 43200
        close: 2026-07-10
        needs:
          - 52 tankers and 9 silos on one screen
          - rent instead of purchase
          - less milk rejected by the supermarket depot
        next: Check the leasing terms with the bank for 36 months
        due: 2026-06-29 17:00
  - client: Harbour Foods Ltd_20260512
    sha256: 1e85eb346b19044421c6b2f42b22d122a61108086135b62a671da9be63f389d1
    errors: 0
    warnings: 0
    contacts: 1
    needs: [proof against the haulier in disputed deliveries]
    planned: [Present the 40-point design in Poole and leave quote Q-2641]
    deals:
      - deal: Chill chain monitoring
        stage: Needs confirmed
        value: 24600
        close: 2026-08-14
        needs:
          - an alarm to the night shift within five minutes
          - records that an auditor accepts without paper
          - no cabling in the wash-down area
          - proof against the haulier in disputed deliveries
        next: Present the 40-point design in Poole and leave quote Q-2641
        due: 2026-07-01 10:30

"#]]
    );
    assert_data_eq!(
        Records::zh().run(&["submit"]).screen(),
        str![[r#"
已提交 2026-W26（06-22 至 06-28）  2 个客户

审核人：陈跃华

客户                      本周                          检查    下一步行动                    审核
昆山恒昱精密制造有限公司  1 次沟通，1 条新需求，1 项新  无问题  06-30 带投资回收期测算表到恒  待审核
                          行动                                  昱参加报价评审
星河包装有限公司          1 次沟通，1 项新行动          无问题  06-30 到星河当面讲四条线方    待审核
                                                                案，递交报价 Q-0626

"#]]
    );
}

#[test]
fn a_week_with_errors_is_refused_with_the_list_unless_a_reason_is_given() {
    let records = Records::en();
    records.write("clients/Fenwick Ltd_20260622.yaml", WITH_ERRORS);
    let before = records.all();
    assert_data_eq!(
        records.run(&["submit"]).screen(),
        str![[r#"
| error: the records still have 1 error
| caused by: Fenwick Ltd_20260622: “Ovens” has no next action
| hint: `salesrec check 'Fenwick Ltd_20260622'` says what mends it
| hint: or hand in as it is and say why: `--with-gaps REASON`
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
    let shown = records.run(&["submit", "--with-gaps", "Ann is on leave until Monday"]);
    assert!(shown.ok().contains("with gaps:"), "{}", shown.screen());
    assert!(records.read(TOM).contains("gaps: Ann is on leave until Monday\n"));
    assert!(records.read(TOM).contains("    errors: 1\n"));
    // Where there are no errors, no reason is kept.
    let records = Records::en();
    records.run(&["submit", "--with-gaps", "nothing really"]).ok();
    assert!(!records.read(TOM).contains("gaps:"));
}

#[test]
fn errors_in_several_records_are_told_with_what_mends_each() {
    let records = Records::en();
    for name in ["Fenwick Ltd_20260622", "Garton Ltd_20260623"] {
        let text = WITH_ERRORS.replace("Fenwick Ltd", name.split('_').next().unwrap_or_default());
        records.write(&format!("clients/{name}.yaml"), text);
    }
    assert_data_eq!(
        records.run(&["submit"]).screen(),
        str![[r#"
| error: the records still have 2 errors
| caused by: Fenwick Ltd_20260622: “Ovens” has no next action
| caused by: Garton Ltd_20260623: “Ovens” has no next action
| hint: `salesrec check 'Fenwick Ltd_20260622'`, `salesrec check 'Garton Ltd_20260623'` say what mends them
| hint: or hand in as it is and say why: `--with-gaps REASON`
exit 2

"#]]
    );
}

#[test]
fn submitting_again_says_what_has_changed() {
    let records = Records::en();
    records.run(&["submit"]).ok();
    let before = records.all();
    assert_data_eq!(
        records.run(&["submit"]).screen(),
        str![[r#"
2026-W26 is submitted already, and nothing has changed since.

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
    records.run(&["deal", "set", "harbour", "--close", "2026-09-30"]).ok();
    records.run(&["need", "add", "harbour", "a report in German"]).ok();
    records.run(&["log", "cobbold", "He has read the contract", "--no-next", "waits for the bank"]).ok();
    assert_data_eq!(
        records.var("SALESREC_NOW", "2026-06-26 18:30").run(&["submit"]).screen(),
        str![[r#"
Submitted again 2026-W26 (06-22 – 06-28)  3 clients

reviewed by: Margaret Oduya

Changed since it was submitted
  - Cobbold Catering Ltd_20260526: new
  - Harbour Foods Ltd_20260512: signing pushed from 2026-08-14 to 2026-09-30, by 47 days; new needs:
    a report in German

  Client                This week                 Checks      Next action               Review
  Ashcombe Dairies Ltd  1 contact, 2 actions      clean       06-29 Check the leasing   to be
                        agreed                                terms with the bank for…  reviewed
  Cobbold Catering Ltd  1 contact                 8 warnings  06-24 Drive to Bill's     to be
                                                              kitchen with the printe…  reviewed
  Harbour Foods Ltd     1 contact, 2 new needs,   clean       07-01 Present the         to be
                        1 action agreed                       40-point design in Pool…  reviewed

"#]]
    );
}

#[test]
fn a_client_that_was_worked_on_by_nobody_is_not_in_the_week() {
    let records = Records::en().var("SALESREC_ME", "helen.brandt");
    assert_data_eq!(
        records.run(&["submit", "--week", "W10"]).screen(),
        str![[r#"
| error: you worked on no client in 2026-W10
| caused by: nothing was written
| hint: `salesrec log CLIENT …` writes down a contact; `--at` when it was
| hint: for a week without clients, say why: `salesrec submit --note "on leave"`
exit 2

"#]]
    );
    assert!(!records.file("reviews/2026-W10_helen.brandt.yaml").exists());
    records.run(&["submit", "--week", "W10", "--note", "on leave"]).ok();
    assert_eq!(
        records.read("reviews/2026-W10_helen.brandt.yaml"),
        "week: 2026-W10\nperson: helen.brandt\nsubmitted: 2026-06-26 16:30\nnote: on leave\n"
    );
}

#[test]
fn a_need_that_is_found_after_the_week_belongs_to_the_next() {
    let records = Records::en();
    records.run(&["submit"]).ok();
    let listed = |week: &str| {
        let shown = records.run(&["submit", "--week", week, "--format", "json"]).json();
        let clients = shown["clients"].as_array().expect("clients").iter();
        clients.map(|client| client["client"].as_str().unwrap_or_default().to_string()).collect::<Vec<_>>()
    };
    assert!(!listed("W25").contains(&"Harbour Foods Ltd_20260512".to_string()), "{:?}", listed("W25"));
    assert!(listed("W26").contains(&"Harbour Foods Ltd_20260512".to_string()), "{:?}", listed("W26"));
}

#[test]
fn a_week_that_is_none_or_lies_ahead_is_refused() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["submit", "--week", "2025-W53"]).screen(),
        str![[r#"
| error: there is no week “2025-W53”
| hint: 2025 has the weeks 1 to 52
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["submit", "--week", "next week"]).screen(),
        str![[r#"
| error: 2026-W27 lies ahead
exit 2

"#]]
    );
    for words in [["submit", "--week", "W27"], ["review", "--week", "W27"]] {
        assert_data_eq!(
            records.run(&words).screen(),
            str![[r#"
| error: 2026-W27 lies ahead
exit 2

"#]]
        );
    }
    for verb in ["status", "minutes"] {
        assert_data_eq!(
            Records::zh().run(&["review", verb, "--week", "下周"]).screen(),
            str![[r#"
| 错误：2026-W27 还没有到
exit 2

"#]]
        );
    }
    assert_data_eq!(
        Records::zh().run(&["submit", "--week", "哪一周"]).screen(),
        str![[r#"
| 错误：看不懂“哪一周”是哪一周
| 提示：可以写：`2026-W26`、`W26`、`本周`、`上周`，或其中的某一天
exit 2

"#]]
    );
}

#[test]
fn a_dry_run_shows_the_file_and_writes_nothing() {
    let records = Records::en();
    let before = records.all();
    let shown = records.run(&["submit", "--dry-run"]);
    assert!(shown.ok().starts_with("Would submit 2026-W26"), "{}", shown.screen());
    assert!(shown.ok().contains("+person: tom.ashdown\n"), "{}", shown.screen());
    assert!(shown.stderr.contains("dry run"), "{}", shown.screen());
    let shown = records.run(&["submit", "--dry-run", "--lang", "zh"]);
    assert!(shown.ok().starts_with("将提交 2026-W26"), "{}", shown.screen());
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn what_must_not_stand_in_a_record_is_not_copied_into_a_review() {
    let records = Records::en();
    let text = records.read(HARBOUR);
    let secret = "hunter2-hunter2";
    records.write(HARBOUR, text.replace("no cabling in the wash-down area", &format!("'the password: {secret}'")));
    records.run(&["submit", "--with-gaps", "the password is being taken out"]).ok();
    let review = records.read(TOM);
    assert!(review.contains("the password: ***************"), "{review}");
    assert!(!review.contains(secret));
    assert_data_eq!(
        records.run(&["submit", "--note", "password: correct-horse-7"]).screen(),
        str![[r#"
| error: the text holds a password, a card number or an identity number
| caused by: nothing was written
| hint: say where it is kept instead
exit 2

"#]]
    );
}

#[test]
fn a_record_that_cannot_be_read_is_told_before_a_week_goes_without_it() {
    let records = Records::en();
    records.write(HARBOUR, format!("{}deals: [\n", records.read(HARBOUR)));
    assert_data_eq!(
        records.run(&["submit"]).screen(),
        str![[r#"
| error: the records still have 1 error
| caused by: cannot be read: clients/Harbour Foods Ltd_20260512.yaml:110:8: `[` is opened here and not closed
| hint: or hand in as it is and say why: `--with-gaps REASON`
exit 2

"#]]
    );
    // What is in no file of the person is in nobody's way.
    let records = Records::en();
    records.write("clients/Broken_20260101.yaml", "client: [\n");
    let shown = records.run(&["submit"]);
    assert!(shown.ok().contains("Submitted"), "{}", shown.screen());
    assert!(shown.stderr.contains("clients/Broken_20260101.yaml"), "{}", shown.screen());
}

#[test]
fn a_review_that_does_not_parse_is_never_written_over() {
    let records = Records::en();
    records.write(TOM, "week: 2026-W26\nclients: [\n");
    let before = records.all();
    assert_data_eq!(
        records.run(&["submit"]).screen(),
        str![[r#"
| error: `[` is opened here and not closed
|  --> reviews/2026-W26_tom.ashdown.yaml:2:10
|   |
| 2 | clients: [
|   |          ^
| hint: add the closing bracket
exit 2

"#]]
    );
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn a_week_across_the_end_of_a_year_is_one_week() {
    let records = Records::small().var("SALESREC_NOW", "2027-01-03 12:00");
    let entry = |at: &str| format!("- {{at: {at} 10:00, by: ann, summary: talked about the year}}\n");
    records.write(
        "clients/A_20261201.yaml",
        format!("client: A\nowner: ann\nlog:\n{}{}", entry("2026-12-28"), entry("2027-01-02")),
    );
    let shown = records.run(&["submit", "--with-gaps", "x", "--format", "json"]).json();
    assert_eq!((shown["week"].as_str(), shown["clients"][0]["contacts"].as_i64()), (Some("2026-W53"), Some(2)));
    assert!(records.file("reviews/2026-W53_ann.yaml").exists());
}

#[test]
fn comments_and_keys_of_a_teams_own_stay_in_a_review_that_is_submitted_again() {
    let records = Records::en();
    records.run(&["submit"]).ok();
    records.write(TOM, format!("# for the meeting\n{}x-mood: good\n", records.read(TOM)));
    records.run(&["submit", "--note", "one more thing"]).ok();
    let text = records.read(TOM);
    assert!(text.starts_with("# for the meeting\n") && text.contains("x-mood: good\n"), "{text}");
    assert!(text.contains("note: one more thing\n"), "{text}");
}

#[test]
fn undo_takes_a_submission_back() {
    let records = Records::en();
    records.run(&["submit"]).ok();
    records.run(&["undo"]).ok();
    assert!(!records.file(TOM).exists());
}
