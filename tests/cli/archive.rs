use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn archive_moves_the_file_and_leaves_it_as_it_is() {
    let records = Records::en();
    let mut before = records.all();
    let shown = records.run(&["archive", "Wexcombe"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Archived Wexcombe Flowers Ltd_20260410

file: archive/Wexcombe Flowers Ltd_20260410.yaml

"#]]
    );
    let path = before.keys().find(|path| path.contains("Wexcombe")).cloned().unwrap();
    let bytes = before.remove(&path).unwrap();
    before.insert(format!("archive/{}", path.trim_start_matches("clients/")), bytes);
    assert_eq!(records.all(), before);
    let again = records.run(&["archive", "Wexcombe"]);
    assert_data_eq!(
        again.screen(),
        str![[r#"
| error: Wexcombe Flowers Ltd_20260410 is in the archive already
exit 2

"#]]
    );
}

#[test]
fn archive_keeps_the_folders_below() {
    let records = Records::zh();
    records.write("clients/华东/无锡/旧客户_20200101.yaml", "client: 旧客户\n");
    records.run(&["archive", "旧客户"]).ok();
    assert_eq!(records.read("archive/华东/无锡/旧客户_20200101.yaml"), "client: 旧客户\n");
    records.run(&["unarchive", "旧客户"]).ok();
    assert_eq!(records.read("clients/华东/无锡/旧客户_20200101.yaml"), "client: 旧客户\n");
    assert!(!records.file("archive/华东/无锡/旧客户_20200101.yaml").exists());
}

#[test]
fn archive_refuses_a_client_that_is_not_finished_with() {
    let records = Records::zh();
    let before = records.all();
    assert_data_eq!(
        records.run(&["archive", "星河"]).screen(),
        str![[r#"
| 错误：星河包装有限公司还有未了的事
| 原因：进行中的商机：彩盒视觉检测线（需求确认）
| 原因：未完成的行动：到星河当面讲四条线方案，递交报价 Q-0626
| 提示：先了结：`salesrec advance 星河包装有限公司_20260512 线索终止 --reason …`
| 提示：或原样归档：`--force`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["archive", "众和"]).screen(),
        str![[r#"
| 错误：石家庄众和制药设备有限公司还有未了的事
| 原因：未完成的行动：问郝总凯朗检测头用了半年的误判情况
| 提示：先了结：`salesrec cancel 石家庄众和制药设备有限公司_20260402 b6rc --why …`
| 提示：或原样归档：`--force`
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
    let forced = records.run(&["archive", "星河", "--force", "--format", "json"]).json();
    assert_eq!(forced["to"], "archive/星河包装有限公司_20260512.yaml");
    assert_eq!(forced["path"], forced["to"]);
}

#[test]
fn a_dry_run_says_what_would_move() {
    let records = Records::zh();
    let before = records.all();
    assert_data_eq!(
        records.run(&["archive", "佛山", "--dry-run"]).screen(),
        str![[r#"
将归档 佛山陶润建材有限公司_20260409

文件：archive/佛山陶润建材有限公司_20260409.yaml
| 试运行：未移动任何文件

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn archive_never_takes_the_place_of_another_record() {
    let records = Records::zh();
    records.write("archive/华南/佛山陶润建材有限公司_20260409.yaml", "client: 另一家\n");
    let before = records.all();
    let shown = records.run(&["archive", "佛山陶润建材有限公司_20260409"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| 错误：已有同一编号的档案
|  --> archive/华南/佛山陶润建材有限公司_20260409.yaml
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn a_broken_record_is_put_away_only_by_force() {
    let records = Records::en();
    records.write("clients/Broken_20260101.yaml", "client: [\n");
    let shown = records.run(&["archive", "Broken"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("clients/Broken_20260101.yaml:"), "{}", shown.screen());
    records.run(&["archive", "Broken", "--force"]).ok();
    assert!(records.file("archive/Broken_20260101.yaml").is_file());
}
