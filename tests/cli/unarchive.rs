use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn unarchive_takes_a_client_back() {
    let records = Records::en();
    let file = "Bexcombe Ice Rink Ltd";
    let path = |shelf: &str| {
        let all = records.all();
        all.keys().any(|path| path.starts_with(shelf) && path.contains(file))
    };
    assert!(path("archive/"));
    assert_data_eq!(
        records.run(&["unarchive", "bexcombe", "--dry-run"]).screen(),
        str![[r#"
Would take back Bexcombe Ice Rink Ltd_20240910

file: clients/Bexcombe Ice Rink Ltd_20240910.yaml
| dry run: nothing was moved

"#]]
    );
    assert!(path("archive/"));
    assert_data_eq!(
        records.run(&["unarchive", "bexcombe"]).screen(),
        str![[r#"
Took back Bexcombe Ice Rink Ltd_20240910

file: clients/Bexcombe Ice Rink Ltd_20240910.yaml

"#]]
    );
    assert!(path("clients/") && !path("archive/"));
}

#[test]
fn unarchive_says_when_the_client_is_not_there() {
    let records = Records::zh();
    assert_data_eq!(
        records.run(&["unarchive", "星河"]).screen(),
        str![[r#"
| 错误：星河包装有限公司_20260512 不在归档中
exit 2

"#]]
    );
    let nobody = records.run(&["unarchive", "没有这家"]);
    assert_eq!(nobody.code, 2);
    assert!(nobody.stderr.starts_with("错误：没有叫“没有这家”的客户\n"), "{}", nobody.screen());
}
