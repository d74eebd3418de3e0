use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn find_shows_client_place_line_and_the_hit() {
    assert_data_eq!(
        Records::zh().run(&["find", "糊盒机"]).screen(),
        str![[r#"
客户              位置                     行  内容
星河包装有限公司  商机 1 › 需求 3 › 需求   40  能和现有两台«糊盒机»联机
星河包装有限公司  沟通记录 2 › 内容        69  …已经转给沈总，沈总关心的是和老«糊盒机»能不能联机，型
                                               号发了过来（2016 年的两台）。
星河包装有限公司  沟通记录 3 › 约定        79  6 月 11 日上门看线，测«糊盒机»的接口
星河包装有限公司  沟通记录 4 › 内容        87  看了 1 号和 3 号线。«糊盒机»留有脉冲输出，能联机；3
                                               号线出纸端只有 90 cm，相机架要改短。
星河包装有限公司  行动 1 › 行动           102  上门测量«糊盒机»接口和出纸端长度
| 5 处，1 个客户

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["find", "LANGOUSTINE", "--width", "80"]).screen(),
        str![[r#"
Client               Where                     Line  Text
Lowther Seafood Ltd  deals 1 › pains 1 › pain    25  …t group sent back two vans
                                                     of «langoustine» in one…
| 1 hit in 1 client

"#]]
    );
}

#[test]
fn find_names_the_line_of_the_file() {
    let records = Records::zh();
    let shown = records.run(&["find", "漏检", "--format", "jsonl"]);
    let mut rows = 0;
    for row in shown.ok().lines() {
        let row: serde_json::Value = serde_json::from_str(row).expect("JSON");
        let file = records.read(row["path"].as_str().expect("a path"));
        let line = file.lines().nth(row["line"].as_u64().expect("a line") as usize - 1).expect("that line");
        assert!(line.contains("漏检"), "{row}");
        assert!(line.contains(row["text"].as_str().expect("a text")), "{row}");
        rows += 1;
    }
    assert!(rows > 3);
}

#[test]
fn find_looks_at_numbers_dates_and_keys_of_the_team() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["find", "备件先发后付"]).screen(),
        str![[r#"
客户                          位置         行  内容
苏州瑞泽医药包装材料有限公司  x-等级说明  183  2025 年起按 VIP 享受«备件先发后付»
| 1 处，1 个客户

"#]]
    );
    assert_data_eq!(
        records.run(&["find", "24310007", "--format", "csv"]).ok(),
        str![[r#"
name,where,line,text,client,path
苏州瑞泽医药包装材料有限公司,invoices[0].number,159,24310007,苏州瑞泽医药包装材料有限公司_20240612,clients/苏州瑞泽医药包装材料有限公司_20240612.yaml
苏州瑞泽医药包装材料有限公司,payments[0].invoice,163,24310007,苏州瑞泽医药包装材料有限公司_20240612,clients/苏州瑞泽医药包装材料有限公司_20240612.yaml

"#]]
    );
}

#[test]
fn find_looks_in_the_archive_when_asked() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["find", "纺织机械"]).screen(),
        str![[r#"
记录中没有“纺织机械”。

"#]]
    );
    assert_data_eq!(
        records.run(&["find", "纺织机械", "--all"]).screen(),
        str![[r#"
客户                      位置  行  内容
常州旭东纺织机械有限公司  客户   1  常州旭东«纺织机械»有限公司
常州旭东纺织机械有限公司  行业   4  制造业-«纺织机械»
| 2 处，1 个客户

"#]]
    );
}

#[test]
fn find_searches_a_file_that_is_no_yaml_and_says_that_it_is_none() {
    let records = Records::en();
    records.write("clients/Bad Ltd_20260101.yaml", "client: [\n# about the zeppelin\n");
    assert_data_eq!(
        records.run(&["find", "Zeppelin"]).screen(),
        str![[r#"
Client            Where  Line  Text
Bad Ltd_20260101            2  # about the «zeppelin»
| warning: `[` is opened here and not closed
|  --> clients/Bad Ltd_20260101.yaml:1:9
|   |
| 1 | client: [
|   |         ^
| hint: add the closing bracket
| 1 hit in 1 client
| warning: 1 file could not be read: the answer is incomplete

"#]]
    );
}

#[test]
fn find_refuses_to_look_for_nothing() {
    assert_data_eq!(
        Records::zh().run(&["find", " "]).screen(),
        str![[r#"
| 错误：要查找的文字是空的
exit 2

"#]]
    );
}
