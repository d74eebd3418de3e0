use std::process::Stdio;

use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn add_names_the_client_that_is_there_and_whose_it_is() {
    let records = Records::zh();
    let before = records.all();
    assert_data_eq!(
        records.run(&["add", "星河包装", "--tax-id", "9132 0509 MAQ5 XBJP4T"]).screen(),
        str![[r#"
| 错误：“星河包装”可能已经是客户
| 原因：星河包装有限公司_20260512（林晓枫负责）：名称“星河包装有限公司”和税号“91320509MAQ5XBJP4T”
| 提示：`salesrec show 星河包装有限公司_20260512` 查看这份记录
| 提示：请先确认客户归属；确属另一客户时，加 `--force` 照常新建
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "某新公司", "--contact", "小周", "--phone", "+86 138-0000-0201"]).screen(),
        str![[r#"
| 错误：“某新公司”可能已经是客户
| 原因：周桂兰_20260514（赵明远负责）：电话“13800000201”
| 提示：`salesrec show 周桂兰_20260514` 查看这份记录
| 提示：请先确认客户归属；确属另一客户时，加 `--force` 照常新建
exit 2

"#]]
    );
    assert_data_eq!(
        records
            .run(&[
                "add",
                "某新公司",
                "--contact",
                "小顾",
                "--email",
                "GUMIN@xinghe.example.com",
                "--wechat",
                "gumin_qc"
            ])
            .screen(),
        str![[r#"
| 错误：“某新公司”可能已经是客户
| 原因：星河包装有限公司_20260512（林晓枫负责）：邮箱“gumin@xinghe.example.com”和微信“gumin_qc”
| 提示：`salesrec show 星河包装有限公司_20260512` 查看这份记录
| 提示：请先确认客户归属；确属另一客户时，加 `--force` 照常新建
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "江阴晨光印务"]).screen(),
        str![[r#"
| 错误：“江阴晨光印务”可能已经是客户
| 原因：江阴晨光印务有限公司_20240905（林晓枫负责，已归档）：名称“江阴晨光印务有限公司”
| 提示：`salesrec show 江阴晨光印务有限公司_20240905 --all` 查看这份记录
| 提示：请先确认客户归属；确属另一客户时，加 `--force` 照常新建
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn add_compares_names_without_their_legal_form() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["add", "HARBOUR FOODS limited"]).screen(),
        str![[r#"
| error: “HARBOUR FOODS limited” may be a client already
| caused by: Harbour Foods Ltd_20260512 (looked after by Tom Ashdown): name “Harbour Foods Ltd”
| hint: `salesrec show 'Harbour Foods Ltd_20260512'` shows the record
| hint: settle first whose client it is; `--force` adds it as another client
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Harbor Foods"]).screen(),
        str![[r#"
| error: “Harbor Foods” may be a client already
| caused by: Harbour Foods Ltd_20260512 (looked after by Tom Ashdown): name “Harbour Foods Ltd”
| hint: `salesrec show 'Harbour Foods Ltd_20260512'` shows the record
| hint: settle first whose client it is; `--force` adds it as another client
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Harbour Foods", "--lang", "zh", "--format", "ids"]).screen(),
        str![[r#"
| 错误：“Harbour Foods”可能已经是客户
| 原因：Harbour Foods Ltd_20260512（Tom Ashdown负责）：名称“Harbour Foods Ltd”
| 提示：`salesrec show 'Harbour Foods Ltd_20260512'` 查看这份记录
| 提示：请先确认客户归属；确属另一客户时，加 `--force` 照常新建
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn add_by_force_goes_on_and_says_what_is_like_it() {
    let records = Records::en();
    assert_data_eq!(
        records
            .run(&[
                "add",
                "Harbour Foods (Ireland)",
                "--alias",
                "harbour",
                "--industry",
                "Food-Ready meals",
                "--source",
                "Referral",
                "--contact",
                "Ann Byrne",
                "--force"
            ])
            .screen(),
        str![[r#"
Added Harbour Foods (Ireland)

file:          clients/Harbour Foods (Ireland)_20260626.yaml
owner:         Tom Ashdown
first contact: 2026-06-26 Fri
contact:       Ann Byrne

Added although there is:

- Harbour Foods Ltd_20260512 (looked after by Tom Ashdown): name “harbour”
| after each talk: `salesrec log 'Harbour Foods (Ireland)_20260626' "what was said" --next "concrete deed" --due DATE`

"#]]
    );
}

#[test]
fn add_refuses_an_id_that_differs_only_by_case() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["add", "HARBOUR FOODS LTD", "--first-contact", "2026-05-12", "--force"]).screen(),
        str![[r#"
| error: the id “HARBOUR FOODS LTD_20260512” is taken
|  --> clients/Harbour Foods Ltd_20260512.yaml
| hint: a fuller name, or another day with `--first-contact`, makes another id
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn add_answers_with_data() {
    let records = Records::en();
    let words = ["add", "Harbour Foods", "--deal", "Depot", "--force", "--format", "json"];
    let answer = records.run(&words).json();
    assert_eq!(answer["client"], "Harbour Foods_20260626");
    assert_eq!((&answer["written"], &answer["stage"]), (&true.into(), &"Lead nurturing".into()));
    assert_eq!(answer["missing"], serde_json::json!(["industry", "source", "contact", "next-action"]));
    let same = serde_json::json!([{"kind": "name", "value": "Harbour Foods Ltd"}]);
    let similar = serde_json::json!([{
        "client": "Harbour Foods Ltd_20260512", "owner": "tom.ashdown", "archived": false, "same": same,
    }]);
    assert_eq!(answer["similar"], similar);
}

#[test]
fn add_tells_of_a_file_that_it_could_not_compare() {
    let records = Records::en();
    records.write("clients/broken_20260101.yaml", "client: [\n");
    let shown = records.run(&["add", "Marlow Cheese Ltd"]);
    assert_eq!(shown.code, 0, "{}", shown.screen());
    assert!(shown.stderr.contains("clients/broken_20260101.yaml"), "{}", shown.screen());
}

#[test]
fn add_makes_one_file_when_many_add_the_same_client_at_once() {
    let records = Records::en();
    let words = ["add", "Marlow Cheese Ltd"];
    let start = || records.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    let children: Vec<_> = (0..12).map(|_| start()).collect();
    let codes: Vec<i32> =
        children.into_iter().map(|mut child| child.wait().expect("it ends").code().expect("a code")).collect();
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| matches!(code, 0 | 2)), "{codes:?}");
}
