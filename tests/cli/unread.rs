//! Lists while some files cannot be read: what they say and what they leave open.

use snapbox::{assert_data_eq, str};

use crate::support::Records;

/// A team of whose three clients one can be read.
fn team() -> Records {
    let records = Records::small();
    records.write("clients/Good_20260101.yaml", "client: Good\nregion: North\n");
    records.write("clients/One_20260101.yaml", "client: [\n");
    records.write("clients/Two_20260101.yaml", "client: [\n");
    records
}

#[test]
fn nothing_found_is_said_of_the_files_that_could_be_read_only() {
    let records = team();
    assert_data_eq!(
        records.run(&["overdue"]).screen(),
        str![[r#"
Nothing is overdue in the files that could be read.
| warning: `[` is opened here and not closed
|  --> clients/One_20260101.yaml:1:9
|   |
| 1 | client: [
|   |         ^
| hint: add the closing bracket
| warning: `[` is opened here and not closed
|  --> clients/Two_20260101.yaml:1:9
|   |
| 1 | client: [
|   |         ^
| hint: add the closing bracket
| warning: 2 files could not be read: the answer is incomplete

"#]]
    );
    assert_data_eq!(
        records.run(&["agenda", "--lang", "zh"]).stdout,
        str![[r#"
在能读取的文件中，ann没有逾期事项，未来 7 天也没有到期事项。

"#]]
    );
    assert_data_eq!(
        records.run(&["overdue", "--lang", "zh", "--owner", "ann"]).stdout,
        str![[r#"
在能读取的文件中，ann没有逾期事项。

"#]]
    );
    assert_data_eq!(
        records.run(&["agenda"]).stdout,
        str![[r#"
Nothing is overdue or due in the next 7 days for ann in the files that could be read.

"#]]
    );
    assert_data_eq!(
        records.run(&["list", "nobody"]).stdout,
        str![[r#"
No such clients in the files that could be read.

"#]]
    );
}

#[test]
fn the_exit_code_and_the_data_tell_of_unread_files() {
    let records = team();
    assert_eq!(records.run(&["overdue"]).code, 0);
    for list in ["overdue", "agenda"] {
        assert_eq!(records.run(&[list, "--exit-code"]).code, 1, "{list}");
    }
    let shown = records.run(&["list", "--format", "json", "--quiet"]);
    assert_eq!(shown.json()["unread"], 2);
    assert!(
        shown.stderr.ends_with("warning: 2 files could not be read: the answer is incomplete\n"),
        "{}",
        shown.screen()
    );
    records.remove("clients/One_20260101.yaml");
    records.remove("clients/Two_20260101.yaml");
    assert_eq!(records.run(&["overdue", "--exit-code"]).code, 0);
    assert!(records.run(&["list", "--format", "json"]).json().get("unread").is_none());
}
