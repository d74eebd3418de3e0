use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn check_tells_what_is_wrong_and_what_to_ask_next() {
    let records = Records::small();
    records.write(
        "salesrec.toml",
        "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"UTC\"\n\n[[people]]\nid = \"ann\"\n\n\
         [[stages]]\nname = \"Lead\"\n\n[[stages]]\nname = \"Needs\"\nrequires = [\"needs\", \"value\"]\n\n\
         [lint]\nall = \"off\"\nmissing-source = \"warning\"\nmissing-next-action = \"error\"\n",
    );
    records.write(
        "clients/Acme_20260302.yaml",
        "client: Acme\nfirst_contact: 2026-03-02\nowner: ann\ndeals:\n  - name: Line\n    stage: Lead\n",
    );
    assert_data_eq!(
        records.run(&["check", "Acme"]).screen(),
        str![[r#"
Acme
- error “Line” has no next action (line 5)  `salesrec log Acme_20260302 … --next "DEED" --due DATE`
- warning it is not written down how the client came (line 1)  `salesrec edit Acme_20260302`: source

To ask next, for Needs: Line
  - stated need  `salesrec need add Acme_20260302 "NEED"`
  - deal value  `salesrec deal set Acme_20260302 --value AMOUNT`
exit 1

"#]]
    );
    assert_data_eq!(
        records.run(&["check", "Acme", "--lang", "zh"]).screen(),
        str![[r#"
Acme
- 错误 “Line”没有下一步行动（第 5 行）  `salesrec log Acme_20260302 … --next "具体行动" --due 日期`
- 警告 没有写客户是从哪里来的（第 1 行）  `salesrec edit Acme_20260302`：补上 source（来源渠道）

接下来要问，为进入Needs：Line
  - 明确需求  `salesrec need add Acme_20260302 "需求"`
  - 商机金额  `salesrec deal set Acme_20260302 --value 金额`
exit 1

"#]]
    );
    let shown = records.run(&["check", "Acme", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&shown.stdout).expect("JSON");
    assert_eq!(data["findings"][0]["rule"], "missing-next-action");
    assert_eq!(data["findings"][1]["rule"], "missing-source");
    assert_eq!(data["questions"][0]["missing"], serde_json::json!(["needs", "value"]));
}

#[test]
fn a_clean_client_is_said_to_be_in_order() {
    let shown = Records::en().run(&["check", "Greyfriars"]);
    assert!(shown.ok().contains("The record is in order."), "{}", shown.screen());
    let shown = Records::zh().run(&["check", "星河"]);
    assert!(shown.ok().contains("档案没有问题。"), "{}", shown.screen());
}

#[test]
fn a_client_that_cannot_be_read_is_checked_all_the_same() {
    let records = Records::small();
    records.write("clients/Acme_20260302.yaml", "client: [a\n");
    let shown = records.run(&["check", "Acme_20260302"]);
    assert_eq!(shown.code, 1, "{}", shown.screen());
    assert!(shown.stdout.contains("error"), "{}", shown.screen());
}

#[test]
fn a_client_that_there_is_not_is_not_found() {
    let shown = Records::en().run(&["check", "Nobody & Sons"]);
    assert_eq!(shown.code, 2, "{}", shown.screen());
}
