//! Names said the way people say them.

use snapbox::assert_data_eq;
use snapbox::str;

use crate::support::Records;

/// The client that is found.
#[track_caller]
fn found(records: &Records, said: &str) -> String {
    records.run(&["show", said, "--format", "ids"]).ok().trim_end().to_string()
}

fn clients() -> Records {
    let records = Records::small();
    records.write("clients/华为技术有限公司_20260301.yaml", "client: 华为技术有限公司\naliases: [HW]\n");
    records.write("clients/海湾物流_20260302.yaml", "client: 海湾物流\n");
    records.write("clients/重庆長江電子_20260303.yaml", "client: 重庆長江電子\ntax_id: \"91500000MA5U000001\"\n");
    records.write(
        "clients/Harbour Foods Ltd_20260304.yaml",
        "client: Harbour Foods Ltd\ncontacts:\n  - name: 单红\n    phone: \"138 0000 4321\"\n    email: shan@example.com\n  \
         - name: 张三\n",
    );
    records.write("clients/丹虹贸易_20260305.yaml", "client: 丹虹贸易\ncontacts:\n  - {name: 曾国强}\n");
    records
}

#[test]
fn a_client_is_found_by_whatever_people_say() {
    let records = clients();
    for (said, id) in [
        ("huawei", "华为技术有限公司_20260301"),
        ("Hua Wei", "华为技术有限公司_20260301"),
        ("hwjs", "华为技术有限公司_20260301"),
        ("huawjs", "华为技术有限公司_20260301"),
        ("華為", "华为技术有限公司_20260301"),
        ("ｈｗ", "华为技术有限公司_20260301"),
        ("chongqing", "重庆長江電子_20260303"),
        ("zhongqing", "重庆長江電子_20260303"),
        ("长江电子", "重庆長江電子_20260303"),
        ("cqcj", "重庆長江電子_20260303"),
        ("91500000ma5u000001", "重庆長江電子_20260303"),
        ("4321", "Harbour Foods Ltd_20260304"),
        ("SHAN@example.com", "Harbour Foods Ltd_20260304"),
        ("harbour", "Harbour Foods Ltd_20260304"),
        ("张三", "Harbour Foods Ltd_20260304"),
        ("zhangs", "Harbour Foods Ltd_20260304"),
        ("shanhong", "Harbour Foods Ltd_20260304"),
        ("danhong", "丹虹贸易_20260305"),
        ("zengguoqiang", "丹虹贸易_20260305"),
        ("zenggq", "丹虹贸易_20260305"),
    ] {
        assert_eq!(found(&records, said), id, "{said}");
    }
}

#[test]
fn an_alias_is_meant_before_initials() {
    let records = clients();
    records.write("clients/恒威钢铁_20260306.yaml", "client: 恒威钢铁\n");
    assert_eq!(found(&records, "hw"), "华为技术有限公司_20260301");
}

#[test]
fn what_fits_several_is_never_guessed() {
    let records = clients();
    records.write("clients/华威电器_20260401.yaml", "client: 华威电器\nowner: ann\n");
    records.write("clients/华卫科技_20260402.yaml", "client: 华卫科技\nlog:\n  - {at: 2026-06-20 10:00, summary: a}\n");
    let shown = records.run(&["show", "huawei"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: “huawei” could mean 3 clients
| hint: name one of them:
|       华威电器_20260401  ann
|       华卫科技_20260402  last contact 2026-06-20 Sat
|       华为技术有限公司_20260301
exit 2

"#]]
    );
    let shown = records.run(&["show", "huawei", "--format", "json", "--lang", "zh"]);
    assert_eq!(shown.code, 2);
    assert_data_eq!(
        shown.stdout,
        str![[r#"
{
  "salesrec": 1,
  "kind": "error",
  "error": "ambiguous",
  "message": "“huawei”可能是 3 个客户",
  "place": null,
  "causes": [],
  "hints": [
    "请指明其中一个：/n华威电器_20260401  ann/n华卫科技_20260402  最近联系 2026-06-20 周六/n华为技术有限公司_20260301"
  ],
  "candidates": [
    "华威电器_20260401",
    "华卫科技_20260402",
    "华为技术有限公司_20260301"
  ]
}

"#]]
    );
}

#[test]
fn one_wrong_letter_names_what_was_probably_meant() {
    let records = clients();
    for (said, id) in [
        ("huawie", "华为技术有限公司_20260301"),
        ("华为计术", "华为技术有限公司_20260301"),
        ("Harbor Foods", "Harbour Foods Ltd_20260304"),
    ] {
        let shown = records.run(&["show", said, "--format", "json"]);
        assert_eq!(shown.code, 2, "{}", shown.screen());
        let data: serde_json::Value = serde_json::from_str(&shown.stdout).unwrap();
        assert_eq!((data["error"].as_str(), data["candidates"][0].as_str()), (Some("not-found"), Some(id)), "{said}");
    }
}

#[test]
fn people_stages_and_words_are_found_by_pinyin_too() {
    let records = Records::zh();
    let log = |words: &[&str]| {
        let all = ["log", "xinghe", "方案已讲过", "--no-next", "等答复", "--format", "json"];
        records.run(&[&all, words].concat()).json()
    };
    assert_eq!(log(&["-m", "dianhua"])["entry"]["method"], "电话拜访");
    assert_eq!(log(&["-m", "xxhy"])["entry"]["method"], "线下会议");
    let me = records.run(&["log", "xinghe", "x", "--no-next", "y", "--as", "linxf", "--format", "json"]);
    assert_eq!(me.json()["entry"]["by"], "lin.xiaofeng");
    let shown = records.run(&["list", "--stage", "xqqr", "--format", "ids"]);
    assert_eq!(shown.ok(), records.run(&["list", "--stage", "需求确认", "--format", "ids"]).ok());
}

#[test]
fn a_person_is_found_by_the_surname_and_a_title() {
    let records = Records::zh();
    assert_eq!(found(&records, "沈总"), found(&records, "沈星河"));
    let shown = records.run(&["log", "xh", "再谈价格", "-w", "沈总", "--no-next", "等回复", "--format", "json"]);
    assert_eq!(shown.json()["entry"]["with"][0], "沈星河");
    let english = Records::en();
    let shown =
        english.run(&["log", "harbour", "Price", "-w", "Ms Penhale", "--no-next", "waiting", "--format", "json"]);
    assert_eq!(shown.json()["entry"]["with"][0], "Ruth Penhale");
    let nobody = records.run(&["log", "xh", "再谈价格", "-w", "王总", "--no-next", "等回复"]);
    assert_eq!(nobody.code, 2, "{}", nobody.screen());
}
