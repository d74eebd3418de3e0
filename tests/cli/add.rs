mod known;

use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn add_writes_a_new_file_in_the_order_of_the_format() {
    let records = Records::zh();
    assert_data_eq!(
        records
            .run(&[
                "add",
                "无锡华腾精密机械有限公司",
                "--alias",
                "华腾",
                "--industry",
                "制造业-数控机床",
                "--source",
                "展会",
                "--class",
                "潜在",
                "--region",
                "华东",
                "--address",
                "无锡市新吴区长江路 1 号",
                "--tax-id",
                "91320214MA1XXXXX0X",
                "--contact",
                "周正",
                "--role",
                "boss",
                "--title",
                "总经理",
                "--phone",
                "13900000001",
                "--email",
                "zhou@huateng.example.com",
                "--wechat",
                "zz",
                "--attitude",
                "中立",
                "--deal",
                "刀具磨损检测",
                "--value",
                "320000",
                "--close",
                "2026-09-30",
                "--intent",
                "高",
                "--need",
                "断刀自动停机",
                "--next",
                "发产品册给周总",
                "--due",
                "周一 18:00",
                "--note",
                "月底盘点\n那几天不接电话"
            ])
            .screen(),
        str![[r#"
已新建 无锡华腾精密机械有限公司

文件：    clients/无锡华腾精密机械有限公司_20260626.yaml
负责人：  林晓枫
首次接触：2026-06-26 周五
联系人：  周正  决策人  总经理  13900000001
商机：    刀具磨损检测  线索培育
金额：    320,000 CNY
预计签约：2026-09-30 周三
意向程度：高
需求：    断刀自动停机
下一步：  h8b4  发产品册给周总  林晓枫  期限 2026-06-29 周一 18:00

"#]]
    );
    assert_data_eq!(
        records.read("clients/无锡华腾精密机械有限公司_20260626.yaml"),
        str![[r##"
# yaml-language-server: $schema=../.salesrec/client.schema.json
client: 无锡华腾精密机械有限公司
aliases: [华腾]
class: 潜在客户
industry: 制造业-数控机床
region: 华东
address: 无锡市新吴区长江路 1 号
tax_id: "91320214MA1XXXXX0X"
source: 展会推荐
first_contact: 2026-06-26
owner: lin.xiaofeng

contacts:
  - name: 周正
    role: 决策人
    title: 总经理
    phone: "13900000001"
    email: zhou@huateng.example.com
    wechat: zz
    attitude: 中立

deals:
  - name: 刀具磨损检测
    stage: 线索培育
    value: 320000
    expected_close: 2026-09-30
    intent: 高
    needs:
      - {need: 断刀自动停机, kind: stated}
    history:
      - {stage: 线索培育, since: 2026-06-26, by: lin.xiaofeng}

actions:
  - id: h8b4
    action: 发产品册给周总
    owner: lin.xiaofeng
    due: 2026-06-29 18:00
    deal: 刀具磨损检测
    created: 2026-06-26

notes: |
  月底盘点
  那几天不接电话

"##]]
    );
}

#[test]
fn add_says_what_is_still_missing_and_what_comes_next() {
    let records = Records::en();
    assert_data_eq!(
        records
            .run(&["add", "Marlow Cheese Ltd", "--deal", "Ripening room probes", "--first-contact", "yesterday"])
            .screen(),
        str![[r#"
Added Marlow Cheese Ltd

file:          clients/Marlow Cheese Ltd_20260625.yaml
owner:         Tom Ashdown
first contact: 2026-06-25 Thu
deal:          Ripening room probes  Lead nurturing

Still missing:

- industry  `salesrec edit 'Marlow Cheese Ltd'`: industry, in two levels
- source channel  `salesrec edit 'Marlow Cheese Ltd'`: source
- contact person  `salesrec contact 'Marlow Cheese Ltd' NAME --phone …`
- next action  `salesrec log 'Marlow Cheese Ltd' … --next "DEED" --due DATE`
| after each talk: `salesrec log 'Marlow Cheese Ltd' "what was said" --next "concrete deed" --due DATE`

"#]]
    );
    assert_data_eq!(
        records.read("clients/Marlow Cheese Ltd_20260625.yaml"),
        str![[r#"
# yaml-language-server: $schema=../.salesrec/client.schema.json
client: Marlow Cheese Ltd
first_contact: 2026-06-25
owner: tom.ashdown

deals:
  - name: Ripening room probes
    stage: Lead nurturing
    history:
      - {stage: Lead nurturing, since: 2026-06-25, by: tom.ashdown}

"#]]
    );
}

#[test]
fn add_as_a_dry_run_shows_the_file_and_writes_nothing() {
    let records = Records::zh();
    let before = records.all();
    assert_data_eq!(
        records.run(&["add", "赵铁柱", "--kind", "person", "--phone", "0138 1234 5678", "--dry-run"]).screen(),
        str![[r#"
--- /dev/null
+++ b/clients/赵铁柱_20260626.yaml
@@ -0,0 +1,9 @@
+# yaml-language-server: $schema=../.salesrec/client.schema.json
+client: 赵铁柱
+kind: person
+first_contact: 2026-06-26
+owner: lin.xiaofeng
+
+contacts:
+  - name: 赵铁柱
+    phone: "0138 1234 5678"
| 试运行：未写入任何内容

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn add_refuses_words_that_are_off() {
    let records = Records::en();
    let before = records.all();
    assert_data_eq!(
        records.run(&["add", "Marlow Cheese Ltd", "--phone", "0161 496 0000"]).screen(),
        str![[r#"
| error: --phone goes with --contact NAME
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Marlow Cheese Ltd", "--value", "100"]).screen(),
        str![[r#"
| error: --value goes with --deal NAME
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Marlow Cheese Ltd", "--deal", "Probes", "--value", "ten"]).screen(),
        str![[r#"
| error: “ten” is not an amount
| hint: for example `480000`, `12,500.50`, `480k`, `1.2m`, `48万`, `€12,500.50`, `USD 30k`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Marlow Cheese Ltd", "--deal", "Probes", "--value", "-10"]).screen(),
        str![[r#"
| error: the value of a deal is not negative
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Marlow Cheese Ltd", "--deal", "Probes", "--currency", "pounds"]).screen(),
        str![[r#"
| error: “pounds” is no currency
| hint: write its code, such as `CNY`, `USD`, `EUR`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Marlow Cheese Ltd", "--source", "gossip"]).screen(),
        str![[r#"
| error: no source channel “gossip”
| hint: there are: Trade fair, Own visit, Online, Referral and Inbound call
| hint: a new value is added under [vocabulary] in salesrec.toml
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Marlow Cheese Ltd", "--first-contact", "tomorrow"]).screen(),
        str![[r#"
| error: 2026-06-27 Sat is still to come
| hint: what is planned is an action: `--next … --due …`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Marlow Cheese Ltd", "--owner", "nobody"]).screen(),
        str![[r#"
| error: no person of the team “nobody”
| hint: there are: margaret.oduya, tom.ashdown, priya.nair, callum.reid, helen.brandt and dave.pruett
| hint: `salesrec person list` shows the team
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Marlow\nCheese"]).screen(),
        str![[r#"
| error: the client's name has more than one line
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", " "]).screen(),
        str![[r#"
| error: the client's name is empty
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn add_keeps_a_name_inside_the_records_directory() {
    let records = Records::en();
    records.run(&["add", "../../etc/passwd", "--dry-run"]).ok();
    let path = &records.run(&["add", "../../etc/passwd", "--format", "json"]).json()["path"];
    assert_eq!(path, "clients/etc-passwd_20260626.yaml");
    let path = &records.run(&["add", "CON.", "--format", "json"]).json()["path"];
    assert_eq!(path, "clients/CON_20260626.yaml");
}

#[test]
fn add_puts_the_file_where_the_team_wants_it() {
    for (folders, words, path) in [
        ("year", vec![], "clients/2026/新厂_20260626.yaml"),
        ("region", vec!["--region", "华/东"], "clients/华-东/新厂_20260626.yaml"),
        ("region", vec![], "clients/新厂_20260626.yaml"),
        ("owner", vec!["--owner", "何静"], "clients/he.jing/新厂_20260626.yaml"),
    ] {
        let records = Records::zh();
        let settings = records.read("salesrec.toml").replace("folders = \"flat\"", &format!("folders = \"{folders}\""));
        records.write("salesrec.toml", settings);
        records.run(&[&["add", "新厂"], &words[..]].concat()).ok();
        let record = records.read(path);
        let up = "../".repeat(path.matches('/').count());
        let first = format!("# yaml-language-server: $schema={up}.salesrec/client.schema.json\nclient: 新厂\n");
        assert!(record.starts_with(&first), "{record}");
    }
}

#[test]
fn add_writes_words_that_look_like_other_things_as_words() {
    let records = Records::en();
    records
        .run(&[
            "add",
            "no",
            "--alias",
            "1e3",
            "--address",
            "12:30",
            "--note",
            "# not a comment: yes",
            "--contact",
            "null",
            "--phone",
            "08",
        ])
        .ok();
    let record = records.read("clients/no_20260626.yaml");
    let read: std::collections::BTreeMap<String, yaml_serde::Value> = yaml_serde::from_str(&record).expect("YAML");
    assert_eq!(read["client"], "no", "{record}");
    assert_eq!(read["aliases"][0], "1e3", "{record}");
    assert_eq!(read["address"], "12:30", "{record}");
    assert_eq!(read["notes"], "# not a comment: yes", "{record}");
    assert_eq!(read["contacts"][0]["name"], "null", "{record}");
    assert_eq!(read["contacts"][0]["phone"], "08", "{record}");
}

#[test]
fn an_industry_or_region_that_looks_like_a_slip_is_warned_of_with_the_way_back() {
    let records = Records::zh();
    let words = ["add", "无锡华腾", "--industry", "制造业-电子元气件", "--region", "华东区", "--source", "展会"];
    let shown = records.run(&words);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已新建 无锡华腾

文件：    clients/无锡华腾_20260626.yaml
负责人：  林晓枫
首次接触：2026-06-26 周五

还缺：

- 联系人  `salesrec contact 无锡华腾 姓名 --phone …`
| 警告：“制造业-电子元气件”与已有的“制造业-电子元器件”相近
| 提示：如果就是它：先 `salesrec undo`，再用 `--industry 制造业-电子元器件` 重新新建
| 警告：“华东区”与已有的“华东”相近
| 提示：如果就是它：先 `salesrec undo`，再用 `--region 华东` 重新新建
| 每次沟通后：`salesrec log 无锡华腾 "沟通内容" --next "具体行动" --due 日期`

"#]]
    );
    assert!(
        records.read("clients/无锡华腾_20260626.yaml").contains("industry: 制造业-电子元气件\n"),
        "never changed unasked"
    );
    let english = ["add", "Peak Foods", "--industry", "Food-Diary", "--region", "Norht", "--lang", "en", "--dry-run"];
    assert_data_eq!(
        Records::en().run(&english).stderr,
        str![[r#"
warning: “Food-Diary” looks like “Food-Dairy”, which is there already
hint: if that is meant: `--industry Food-Dairy`
warning: “Norht” looks like “North”, which is there already
hint: if that is meant: `--region North`
dry run: nothing was written

"#]]
    );
}

#[test]
fn another_branch_of_a_known_trade_and_a_known_region_are_no_slips() {
    let records = Records::zh();
    let shown =
        records.run(&["add", "无锡华腾", "--industry", "制造业-数控机床", "--region", "华东", "--source", "展会"]);
    assert!(!shown.screen().contains("相近"), "{}", shown.screen());
}
