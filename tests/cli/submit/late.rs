//! What is done or written down after a week was handed in: it is seen in exactly one submission.

use snapbox::{assert_data_eq, str};

use crate::support::{Records, Shown};

const HARBOUR: &str = "clients/Harbour Foods Ltd_20260512.yaml";

/// A Friday evening, after the week is handed in, and the Friday of the week after.
const EVENING: &str = "2026-06-26 17:20";
const NEXT_WEEK: &str = "2026-07-03 16:30";

fn at(records: &Records, now: &str, words: &[&str]) -> Shown {
    Shown::from(records.command(words).env("SALESREC_NOW", now).output().expect("the program runs"))
}

/// Logs a contact with Harbour Foods, made when it is written down.
fn logs(records: &Records, now: &str) {
    at(records, now, &["log", "harbour", "Ruth asked for August", "-m", "phone", "--no-next", "the design is due"])
        .ok();
}

/// Submits a week and gives how many contacts with Harbour Foods it lists, with how many of earlier weeks.
fn contacts(records: &Records, now: &str, week: &str) -> Option<(i64, usize)> {
    let shown =
        at(records, now, &["submit", "--week", week, "--note", now, "--with-gaps", now, "--format", "json"]).json();
    let clients = shown["clients"].as_array().expect("clients");
    let harbour = clients.iter().find(|client| client["client"] == "Harbour Foods Ltd_20260512")?;
    let earlier = harbour["earlier"].as_array().map_or(0, Vec::len);
    Some((harbour["contacts"].as_i64().unwrap_or_default(), earlier))
}

#[test]
fn what_comes_after_the_approval_belongs_to_the_next_week() {
    let records = Records::en();
    at(&records, "2026-06-26 16:30", &["--as", "callum", "submit"]).ok();
    at(&records, "2026-06-26 16:45", &["--as", "margaret", "review", "approve", "agnes", "kelso"]).ok();
    let said = "Isla asked for a price for warehouse 3";
    at(&records, EVENING, &["--as", "callum", "log", "skerry", said, "-m", "phone", "--no-next", "drawings first"])
        .ok();
    at(
        &records,
        EVENING,
        &[
            "--as",
            "callum",
            "log",
            "agnes",
            "She has seen it",
            "-m",
            "phone",
            "--next",
            "Call Agnes about the date",
            "--due",
            "2026-07-08",
        ],
    )
    .ok();
    assert_data_eq!(
        at(&records, EVENING, &["--as", "callum", "submit"]).screen(),
        str![[r#"
| error: 2026-W26 is approved in whole
| hint: what comes after it belongs to 2026-W27 and is handed in with that
exit 2

"#]]
    );
    assert_data_eq!(
        at(&records, NEXT_WEEK, &["--as", "callum", "submit", "--with-gaps", "x"]).screen(),
        str![[r#"
Submitted 2026-W27 (06-29 – 07-05)  2 clients

reviewed by: Margaret Oduya

Client                 This week                 Checks     Next action               Review
Agnes Whitlock         1 contact (1 earlier), 1  1 warning  06-30 Text Agnes the      to be reviewed
                       action agreed                        price for two nodes wit…
Skerry Distillers Ltd  1 contact (1 earlier)     1 warning  07-03 Send Magnus a       to be reviewed
                                                            dummy node to try…

"#]]
    );
    assert_data_eq!(
        records.read("reviews/2026-W27_callum.reid.yaml"),
        str![[r#"
week: 2026-W27
person: callum.reid
submitted: 2026-07-03 16:30

clients:
  - client: Agnes Whitlock_20260514
    sha256: a918ee6954243431aa749368d26c4d4656eeb2980ef27cc375ad979569bd04a5
    errors: 0
    warnings: 1
    contacts: 1
    earlier: [2026-06-26 17:20]
    planned: [Call Agnes about the date]
    deals:
      - deal: Cheese cave
        stage: Needs confirmed
        value: 1450
        close: 2026-08-21
        needs:
          - humidity of a damp cave without the sensor dying
          - works without mains in the cave
          - an answer when a customer asks how old the cheese is
        next: Text Agnes the price for two nodes with and without shelf labels
        due: 2026-06-30 19:00
  - client: Skerry Distillers Ltd_20260519
    sha256: 1a09e0549690bdb9813016964c0a88117ef6218479ef1dd6e86b974d96e006cf
    errors: 0
    warnings: 1
    contacts: 1
    earlier: [2026-06-26 17:20]
    deals:
      - deal: Warehouse 3
        stage: Lead nurturing
        next: Send Magnus a dummy node to try between two casks
        due: 2026-07-03 16:00

"#]]
    );
    let records = Records::zh();
    let lin = ["--as", "林晓枫"];
    at(&records, "2026-06-26 16:30", &[&lin[..], &["submit"]].concat()).ok();
    at(&records, "2026-06-26 16:45", &["--as", "陈跃华", "review", "approve", "恒昱", "星河"]).ok();
    at(
        &records,
        EVENING,
        &[&lin[..], &["log", "云栈", "客户问仓库三期的价格", "-m", "电话", "--no-next", "等图纸"]].concat(),
    )
    .ok();
    assert_data_eq!(
        at(&records, EVENING, &[&lin[..], &["submit"]].concat()).screen(),
        str![[r#"
| 错误：2026-W26 已全部审核通过
| 提示：此后的工作计入 2026-W27，届时一并提交
exit 2

"#]]
    );
    assert_data_eq!(
        at(&records, NEXT_WEEK, &[&lin[..], &["submit", "--with-gaps", "x"]].concat()).screen(),
        str![[r#"
已提交 2026-W27（06-29 至 07-05）  1 个客户

审核人：陈跃华

客户                      本周                    检查      下一步行动                        审核
杭州云栈智能仓储有限公司  1 次沟通（1 次在此前）  6 条警告  06-17 到临平退货仓实测混箱尺寸分  待审核
                                                            布

"#]]
    );
}

#[test]
fn a_contact_after_the_submission_is_in_one_of_the_two_weeks_whichever_is_handed_in_first() {
    let records = Records::en();
    assert_eq!(contacts(&records, "2026-06-26 16:30", "2026-W26"), Some((1, 0)));
    logs(&records, EVENING);
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), Some((1, 1)));
    assert_eq!(contacts(&records, "2026-07-06 09:00", "2026-W26"), Some((1, 0)));
    assert_eq!(contacts(&records, "2026-07-06 09:10", "2026-W27"), Some((1, 1)));
    let records = Records::en();
    assert_eq!(contacts(&records, "2026-06-26 16:30", "2026-W26"), Some((1, 0)));
    logs(&records, EVENING);
    assert_eq!(contacts(&records, "2026-06-29 09:00", "2026-W26"), Some((2, 0)));
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), None);
    assert_eq!(contacts(&records, "2026-07-06 09:00", "2026-W26"), Some((2, 0)));
}

#[test]
fn nothing_is_taken_from_a_week_that_was_never_handed_in() {
    let records = Records::en();
    logs(&records, EVENING);
    // What it needs is new to every review.
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), Some((0, 0)));
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W26"), Some((2, 0)));
}

#[test]
fn a_contact_that_is_written_down_in_the_next_week_is_not_in_both() {
    let friday =
        ["log", "harbour", "Ruth rang", "--at", "2026-06-26 17:00", "-m", "phone", "--no-next", "the design is due"];
    // The week is handed in late, after that.
    let records = Records::en();
    at(&records, "2026-06-29 09:00", &friday).ok();
    assert_eq!(contacts(&records, "2026-06-29 10:00", "2026-W26"), Some((2, 0)));
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), None);
    // Before that.
    let records = Records::en();
    assert_eq!(contacts(&records, "2026-06-26 16:30", "2026-W26"), Some((1, 0)));
    at(&records, "2026-06-29 09:00", &friday).ok();
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), Some((1, 1)));
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W26"), Some((1, 0)));
    // Only when the next week was handed in.
    let records = Records::en();
    at(&records, "2026-06-29 09:00", &friday).ok();
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), Some((1, 1)));
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W26"), Some((1, 0)));
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), Some((1, 1)));
}

#[test]
fn a_contact_that_does_not_say_when_it_was_written_down_is_told_by_what_was_counted() {
    let records = Records::en();
    assert_eq!(contacts(&records, "2026-06-26 16:30", "2026-W26"), Some((1, 0)));
    let entry = "  - {at: 2026-06-26 11:00, by: tom.ashdown, method: Phone, summary: Ruth asked for August}\n";
    let text = records.read(HARBOUR);
    records.write(
        HARBOUR,
        text.replacen("\nactions:", &format!("\n{entry}\nactions:"), 1)
            .replace("\n\n  - {at: 2026-06-26 11", "\n  - {at: 2026-06-26 11"),
    );
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), Some((1, 1)));
    let records = Records::en();
    records.write(
        HARBOUR,
        text.replacen("\nactions:", &format!("\n{entry}\nactions:"), 1)
            .replace("\n\n  - {at: 2026-06-26 11", "\n  - {at: 2026-06-26 11"),
    );
    assert_eq!(contacts(&records, "2026-06-26 16:30", "2026-W26"), Some((2, 0)));
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), None);
}

#[test]
fn moves_and_actions_after_the_submission_belong_to_the_next_week_once() {
    let records = Records::en();
    at(&records, "2026-06-26 16:30", &["submit"]).ok();
    at(&records, EVENING, &["advance", "harbour", "Proposal", "--force", "--note", "the design is promised"]).ok();
    at(
        &records,
        EVENING,
        &["log", "harbour", "Ruth rang", "-m", "phone", "--next", "Ask Ruth for the rota", "--due", "2026-07-08"],
    )
    .ok();
    let week = |now: &str, week: &str| {
        let shown = at(&records, now, &["submit", "--week", week, "--with-gaps", now, "--format", "json"]).json();
        let clients = shown["clients"].as_array().expect("clients").clone();
        let harbour =
            clients.into_iter().find(|client| client["client"] == "Harbour Foods Ltd_20260512").expect("Harbour");
        let list = |key: &str| harbour[key].as_array().cloned().unwrap_or_default();
        (
            list("moves").len(),
            list("planned").iter().filter_map(|one| one.as_str().map(str::to_string)).collect::<Vec<_>>(),
        )
    };
    let rota = "Ask Ruth for the rota".to_string();
    assert_eq!(week(NEXT_WEEK, "2026-W27"), (1, vec![rota.clone()]));
    let design = "Present the 40-point design in Poole and leave quote Q-2641".to_string();
    assert_eq!(week(NEXT_WEEK, "2026-W26"), (0, vec![design]));
    assert_eq!(week("2026-07-03 18:00", "2026-W27"), (1, vec![rota]));
}

#[test]
fn a_return_that_is_mended_takes_what_came_since_into_its_own_week() {
    let records = Records::en();
    assert_eq!(contacts(&records, "2026-06-26 16:30", "2026-W26"), Some((1, 0)));
    at(&records, "2026-06-26 16:45", &["--as", "margaret", "review", "return", "harbour", "--comment", "who signs?"])
        .ok();
    at(&records, "2026-06-26 16:50", &["--as", "margaret", "review", "approve", "ashcombe"]).ok();
    logs(&records, EVENING);
    assert_eq!(contacts(&records, "2026-06-26 18:00", "2026-W26"), Some((2, 0)));
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), None);
}

#[test]
fn a_contact_in_the_minute_of_the_submission_is_not_lost() {
    let records = Records::en();
    assert_eq!(contacts(&records, EVENING, "2026-W26"), Some((1, 0)));
    logs(&records, EVENING);
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), Some((1, 1)));
    let records = Records::en();
    logs(&records, EVENING);
    assert_eq!(contacts(&records, EVENING, "2026-W26"), Some((2, 0)));
    assert_eq!(contacts(&records, NEXT_WEEK, "2026-W27"), None);
}
