//! The slips of people who write records by hand: each is named in its place, and what is advised helps.

use snapbox::{assert_data_eq, str};

use crate::support::Records;

const HARBOUR: &str = "clients/Harbour Foods Ltd_20260512.yaml";
const XINGHE: &str = "clients/星河包装有限公司_20260512.yaml";

/// Puts `new` in the place of `old`.
fn slip(records: &Records, path: &str, old: &str, new: &str) {
    let text = records.read(path);
    assert!(text.contains(old), "{old} is not in {path}");
    records.write(path, text.replacen(old, new, 1));
}

/// What rules say of a file, in one line each, without the file's name.
fn told(records: &Records, path: &str, rules: &str) -> String {
    let shown = records.run(&["lint", path, "--select", rules, "--output=concise", "--fail-on=never"]);
    shown.ok().replace(&format!("{path}:"), "")
}

#[test]
fn a_tab_is_shown_where_it_is() {
    let records = Records::en();
    for (old, new, place) in [
        ("    role: Decision-maker", "\trole: Decision-maker", "15:1"),
        ("\nregion:", "\n\tregion:", "6:1"),
        ("    role: Decision-maker", "    role:\tDecision-maker\n\ttitle: x", "16:1"),
        ("\nsource:", "\nnotes: |\n\ta text\nsource:", ""),
    ] {
        let sound = records.read(HARBOUR);
        slip(&records, HARBOUR, old, new);
        let wrong = records.read(HARBOUR);
        let line = wrong.lines().position(|line| line.starts_with('\t')).expect("a tab") + 1;
        let place = if place.is_empty() { format!("{line}:1") } else { place.to_string() };
        let found = told(&records, HARBOUR, "syntax");
        assert!(
            found.starts_with(&format!("{place}: error[syntax] a tab where YAML wants spaces")),
            "{new:?}: {found}"
        );
        records.write(HARBOUR, sound);
    }
    slip(&records, "reviews/2026-W24_tom.ashdown.yaml", "    sha256:", "\tsha256:");
    let found = told(&records, "reviews/2026-W24_tom.ashdown.yaml", "people");
    assert!(found.starts_with("8:1: error[unusable-review] a tab where"), "{found}");
}

#[test]
fn a_colon_that_is_none_is_named() {
    let records = Records::zh();
    for (old, new) in [
        ("region: 华东", "region：华东"),
        ("region: 华东", "region:华东"),
        ("client: 星河", "client：星河"),
        ("  - name: 沈星河", "  - name：沈星河"),
        ("    role: 决策人", "    role:决策人"),
    ] {
        let sound = records.read(XINGHE);
        slip(&records, XINGHE, old, new);
        let line = sound.lines().position(|line| line.contains(old)).expect("the line") + 1;
        let column = old.chars().position(|letter| letter == ':').expect("a colon") + 1;
        let found = told(&records, XINGHE, "syntax");
        assert!(found.starts_with(&format!("{line}:{column}: ")), "{new}: {found}");
        records.write(XINGHE, sound);
    }
    slip(&records, XINGHE, "region: 华东", "region：华东");
    assert_data_eq!(
        records.run(&["lint", XINGHE, "--select", "syntax"]).screen(),
        str![[r#"
clients/星河包装有限公司_20260512.yaml
  错误[syntax]：这一行既不是 `键: 值`，也不是列表项
      |
    6 | region：华东
      |       ^^
    解决办法：请把全角的 `：` 换成半角冒号加空格：`region: `

1 个问题：1 个错误，涉及 1 个文件中的 1 个
exit 1

"#]]
    );
    let records = Records::en();
    slip(&records, HARBOUR, "    role: Decision-maker", "    role:Decision-maker");
    assert_data_eq!(
        records.run(&["lint", HARBOUR, "--select", "syntax"]).screen(),
        str![[r#"
clients/Harbour Foods Ltd_20260512.yaml
  error[syntax]: a line that is neither `key: value` nor a list item
       |
    15 |     role:Decision-maker
       |         ^
    mend: write a space behind the colon: `role: `

1 finding: 1 error in 1 of 1 file
exit 1

"#]]
    );
}

#[test]
fn a_key_in_chinese_is_answered_with_the_key() {
    let records = Records::zh();
    slip(&records, XINGHE, "source: ", "来源: ");
    slip(&records, XINGHE, "    role: ", "    职位: ");
    slip(&records, XINGHE, "    stage: ", "    销售阶段: ");
    assert_data_eq!(
        records.run(&["lint", XINGHE, "--select", "unknown-key"]).screen(),
        str![[r#"
clients/星河包装有限公司_20260512.yaml
  警告[unknown-key]：格式中没有 `来源` 这个键
       |
     9 | 来源: 展会推荐
       | ^^^^
    解决办法：是不是想写 `source`？
  警告[unknown-key]：格式中没有 `职位` 这个键
       |
    15 |     职位: 决策人
       |     ^^^^
    解决办法：是不是想写 `title`？
  警告[unknown-key]：格式中没有 `销售阶段` 这个键
       |
    32 |     销售阶段: 需求确认
       |     ^^^^^^^^
    解决办法：是不是想写 `stage`？

3 个问题：3 个警告，涉及 1 个文件中的 1 个

"#]]
    );
}

#[test]
fn quotation_marks_around_a_phone_number_are_taken_away() {
    let records = Records::zh();
    slip(&records, XINGHE, "\"13800000101\"", "“13800000101”");
    assert_data_eq!(
        records.run(&["lint", XINGHE, "--select", "malformed-phone"]).screen(),
        str![[r#"
clients/星河包装有限公司_20260512.yaml
  警告[malformed-phone]：“沈星河”的电话 13800000101 用了全角、引号或不可见字符
       |
    17 |     phone: “13800000101”
       |            ^^^^^^^^^^^^^
    解决办法：`salesrec lint --fix`

1 个问题：1 个警告，涉及 1 个文件中的 1 个；其中 1 个可用 --fix 修正

"#]]
    );
    records.run(&["lint", XINGHE, "--select", "malformed-phone", "--fix"]).ok();
    assert!(records.read(XINGHE).contains("phone: \"13800000101\""));
}

#[test]
fn a_percent_sign_is_no_part_of_a_probability() {
    let records = Records::en();
    slip(&records, HARBOUR, "    value: ", "    probability: 130%\n    value: ");
    assert_data_eq!(
        records.run(&["lint", HARBOUR, "--select", "wrong-type"]).screen(),
        str![[r#"
clients/Harbour Foods Ltd_20260512.yaml
  error[wrong-type]: “130%” is not a percentage: write a number from 0 to 100, without `%`
       |
    32 |     probability: 130%
       |                  ^^^^
    mend: `salesrec edit 'Harbour Foods Ltd_20260512'` marks the place

1 finding: 1 error in 1 of 1 file
exit 1

"#]]
    );
    assert_data_eq!(
        records.run(&["lint", HARBOUR, "--select", "wrong-type", "--lang=zh"]).screen(),
        str![[r#"
clients/Harbour Foods Ltd_20260512.yaml
  错误[wrong-type]：“130%”不是百分数，应写成 0 到 100 的数，不带 `%`
       |
    32 |     probability: 130%
       |                  ^^^^
    解决办法：`salesrec edit 'Harbour Foods Ltd_20260512'` 会标出位置

1 个问题：1 个错误，涉及 1 个文件中的 1 个
exit 1

"#]]
    );
    slip(&records, HARBOUR, "130%", "30％");
    records.run(&["lint", HARBOUR, "--select", "wrong-type", "--fix"]).ok();
    assert!(records.read(HARBOUR).contains("probability: 30\n"));
}

#[test]
fn a_currency_that_is_none_is_an_error_and_a_name_of_one_is_mended() {
    let records = Records::en();
    slip(&records, HARBOUR, "    value: ", "    currency: XYZ\n    value: ");
    assert_data_eq!(
        records.run(&["lint", HARBOUR, "--select", "unknown-currency"]).screen(),
        str![[r#"
clients/Harbour Foods Ltd_20260512.yaml
  error[unknown-currency]: “XYZ” is no currency: the sum counts nowhere
       |
    32 |     currency: XYZ
       |               ^^^
    mend: `salesrec deal set 'Harbour Foods Ltd_20260512' --currency CODE`: a code such as CNY, USD, EUR

1 finding: 1 error in 1 of 1 file
exit 1

"#]]
    );
    let records = Records::zh();
    slip(&records, XINGHE, "    value: ", "    currency: 人民币\n    value: ");
    assert_data_eq!(
        records.run(&["lint", XINGHE, "--select", "unknown-currency"]).screen(),
        str![[r#"
clients/星河包装有限公司_20260512.yaml
  错误[unknown-currency]：币种“人民币”应写成 CNY
       |
    33 |     currency: 人民币
       |               ^^^^^^
    解决办法：`salesrec lint --fix`

1 个问题：1 个错误，涉及 1 个文件中的 1 个；其中 1 个可用 --fix 修正
exit 1

"#]]
    );
    records.run(&["lint", XINGHE, "--select", "unknown-currency", "--fix"]).ok();
    assert!(records.read(XINGHE).contains("currency: CNY\n"));
}

#[test]
fn somebody_without_a_name_is_given_one_in_the_file() {
    let records = Records::en();
    slip(&records, HARBOUR, "  - name: Ruth Penhale\n    role: Decision-maker", "  - role: Decision-maker");
    slip(&records, HARBOUR, "phone: \"+44 7700 900101\"", "phone: \"+44 7700 9001O1\"");
    let found = records.run(&["lint", HARBOUR, "--select", "basics", "--fail-on=never"]);
    assert!(!found.ok().contains("\"\"") && !found.ok().contains("“”"), "{}", found.screen());
    records.write(
        "clients/Lone Ltd_20260512.yaml",
        "client: Lone Ltd\nfirst_contact: 2026-05-12\ncontacts:\n  - phone: \"+44 7700 900777\"\n",
    );
    let lone = ["lint", "clients/Lone Ltd_20260512.yaml", "--select", "missing-contact,contact-without-role"];
    assert_data_eq!(
        records.run(&lone).screen(),
        str![[r#"
clients/Lone Ltd_20260512.yaml
  warning[missing-contact]: the contact person has no name
      |
    4 |   - phone: "+44 7700 900777"
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
    mend: `salesrec edit 'Lone Ltd_20260512'`: name

1 finding: 1 warning in 1 of 1 file

"#]]
    );
    assert_data_eq!(
        records.run(&[&lone[..], &["--lang=zh"]].concat()).screen(),
        str![[r#"
clients/Lone Ltd_20260512.yaml
  警告[missing-contact]：联系人没有写姓名
      |
    4 |   - phone: "+44 7700 900777"
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
    解决办法：`salesrec edit 'Lone Ltd_20260512'`：补上 name（姓名）

1 个问题：1 个警告，涉及 1 个文件中的 1 个

"#]]
    );
    let add = ["contact", "lone", "Pat Denholm", "--phone", "+44 7700 900777"];
    assert_data_eq!(
        records.run(&add).screen(),
        str![[r#"
| error: somebody here who is reached in the same way has no name: is it “Pat Denholm”?
| hint: to write the name: `salesrec edit lone`
| hint: to add another: `salesrec contact lone 'Pat Denholm' … --new`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&[&add[..], &["--lang=zh"]].concat()).screen(),
        str![[r#"
| 错误：已有一位未写姓名的联系人，联系方式相同，是不是“Pat Denholm”？
| 提示：补上姓名：`salesrec edit lone`
| 提示：另加一人：`salesrec contact lone 'Pat Denholm' … --new`
exit 2

"#]]
    );
    slip(&records, "clients/Lone Ltd_20260512.yaml", "- phone", "- name: Pat\n    phone");
    records.run(&lone).ok();
}

#[test]
fn a_file_is_not_renamed_after_a_first_contact_that_cannot_be() {
    let records = Records::zh();
    slip(&records, XINGHE, "first_contact: 2026-05-12", "first_contact: 2027-05-12");
    assert_data_eq!(
        records.run(&["lint", XINGHE, "--select", "file-name,first-contact-in-future"]).screen(),
        str![[r#"
clients/星河包装有限公司_20260512.yaml
  警告[file-name]：文件名中的日期是 2026-05-12，首次接触日期是 2027-05-12
       |
    10 | first_contact: 2027-05-12
       |                ^^^^^^^^^^
    解决办法：`salesrec edit 星河包装有限公司_20260512`：先更正 first_contact，首次接触不可能在 2027-05-12
  错误[first-contact-in-future]：首次接触日期是 2027-05-12，而今天是 2026-06-26
       |
    10 | first_contact: 2027-05-12
       |                ^^^^^^^^^^
    解决办法：`salesrec edit 星河包装有限公司_20260512`：更正 first_contact

2 个问题：1 个错误、1 个警告，涉及 1 个文件中的 1 个
exit 1

"#]]
    );
    records.run(&["lint", XINGHE, "--select", "file-name", "--fix", "--fail-on=never"]).ok();
    assert!(records.file(XINGHE).exists());
    slip(&records, XINGHE, "first_contact: 2027-05-12", "first_contact: 2026-06-20");
    records.run(&["lint", XINGHE, "--select", "file-name", "--fix", "--fail-on=never"]).ok();
    assert!(records.file(XINGHE).exists(), "the log begins before that day");
}

#[test]
fn a_client_that_is_put_away_elsewhere_is_said_to_be() {
    let records = Records::en();
    records.write("clients/Harbor Foods Ltd_20260620.yaml", "client: Harbor Foods Ltd\nfirst_contact: 2026-06-20\n");
    let lint = ["lint", HARBOUR, "--select", "duplicate-client"];
    assert_data_eq!(
        records.run(&lint).screen(),
        str![[r#"
clients/Harbour Foods Ltd_20260512.yaml
  warning[duplicate-client]: the name “Harbour Foods Ltd” is nearly the same as in Harbor Foods Ltd_20260620
      |
    2 | client: Harbour Foods Ltd
      |         ^^^^^^^^^^^^^^^^^
    mend: if it is one client, move what only one file says into the other and delete that file; if not, `# salesrec: ignore duplicate-client because …` on this line

1 finding: 1 warning in 1 of 1 file

"#]]
    );
    records.run(&["archive", "Harbor Foods Ltd_20260620"]).ok();
    assert_data_eq!(
        records.run(&lint).screen(),
        str![[r#"
clients/Harbour Foods Ltd_20260512.yaml
  warning[duplicate-client]: the name “Harbour Foods Ltd” is nearly the same as in archive/Harbor Foods Ltd_20260620.yaml, put away
      |
    2 | client: Harbour Foods Ltd
      |         ^^^^^^^^^^^^^^^^^
    mend: if the client is back, go on in the old file: `salesrec unarchive 'Harbor Foods Ltd_20260620'`; if both are to stay, `# salesrec: ignore duplicate-client because …` on this line

1 finding: 1 warning in 1 of 1 file

"#]]
    );
    assert_data_eq!(
        records.run(&[&lint[..], &["--lang=zh"]].concat()).screen(),
        str![[r#"
clients/Harbour Foods Ltd_20260512.yaml
  警告[duplicate-client]：与已归档的 archive/Harbor Foods Ltd_20260620.yaml 名称相近：“Harbour Foods Ltd”
      |
    2 | client: Harbour Foods Ltd
      |         ^^^^^^^^^^^^^^^^^
    解决办法：如果是老客户回来了，用 `salesrec unarchive 'Harbor Foods Ltd_20260620'` 取回原档案继续写；如果两份都要留，在这一行写 `# salesrec: ignore duplicate-client because …`

1 个问题：1 个警告，涉及 1 个文件中的 1 个

"#]]
    );
    slip(
        &records,
        HARBOUR,
        "client: Harbour Foods Ltd",
        "client: Harbour Foods Ltd # salesrec: ignore duplicate-client because Harbor is another company",
    );
    records.run(&lint).ok();
}

#[test]
fn a_review_that_proves_nothing_is_an_error() {
    let records = Records::en();
    let review = "reviews/2026-W24_tom.ashdown.yaml";
    let text = records.read(review);
    let digest = text.lines().find_map(|line| line.trim().strip_prefix("sha256: ")).expect("a digest");
    records.write(review, text.replacen(digest, "banana", 1).replacen("by: margaret.oduya", "by: tom.ashdown", 1));
    slip(&records, review, "client: Harbour Foods Ltd_20260512", "client: Harbor Foods Ltd_20260512");
    assert_data_eq!(
        records.run(&["lint", review]).screen(),
        str![[r#"
reviews/2026-W24_tom.ashdown.yaml
  error[unusable-review]: “banana” is no SHA-256, which has 64 hexadecimal digits
       |
     8 |     sha256: banana
       |             ^^^^^^
    mend: it proves what was reviewed: take it from git, or hand the week in again
  error[unusable-review]: tom.ashdown decided about their own records
       |
    28 |       by: tom.ashdown
       |           ^^^^^^^^^^^
    mend: nobody reviews their own records: have the manager decide with `salesrec review`
  error[unusable-review]: “Harbor Foods Ltd_20260512” is the id of no client, now or before
       |
    30 |   - client: Harbor Foods Ltd_20260512
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^
    mend: did you mean `Harbour Foods Ltd_20260512`?

3 findings: 3 errors in 1 of 1 file
exit 1

"#]]
    );
    assert_data_eq!(
        records.run(&["lint", review, "--lang=zh"]).screen(),
        str![[r#"
reviews/2026-W24_tom.ashdown.yaml
  错误[unusable-review]：“banana”不是 SHA-256，应为 64 位十六进制数字
       |
     8 |     sha256: banana
       |             ^^^^^^
    解决办法：它是审核内容的凭据：请从 git 找回，或重新提交这一周
  错误[unusable-review]：tom.ashdown 审核了自己的档案
       |
    28 |       by: tom.ashdown
       |           ^^^^^^^^^^^
    解决办法：不能审核自己的档案，请由上级用 `salesrec review` 重新审核
  错误[unusable-review]：没有编号为“Harbor Foods Ltd_20260512”的客户，曾用编号里也没有
       |
    30 |   - client: Harbor Foods Ltd_20260512
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^
    解决办法：是不是 `Harbour Foods Ltd_20260512`？

3 个问题：3 个错误，涉及 1 个文件中的 1 个
exit 1

"#]]
    );
}

#[test]
fn an_anchor_is_shown_itself() {
    let records = Records::en();
    slip(&records, HARBOUR, "    role: Decision-maker", "    role: &boss Decision-maker");
    assert_data_eq!(
        records.run(&["lint", HARBOUR, "--select", "anchor-or-alias"]).screen(),
        str![[r#"
clients/Harbour Foods Ltd_20260512.yaml
  warning[anchor-or-alias]: an anchor that no alias leads to
       |
    15 |     role: &boss Decision-maker
       |           ^^^^^
    mend: delete `&boss`

1 finding: 1 warning in 1 of 1 file

"#]]
    );
}

#[test]
fn of_two_ways_that_clients_share_the_phone_is_told_wherever_it_stands() {
    let records = Records::small();
    for name in ["Alpha", "Beta"] {
        let contacts = "  - {name: Jo, email: jo@example.com}\n  - {name: Mo, phone: \"13800000101\"}\n";
        records.write(&format!("clients/{name}_20260302.yaml"), format!("client: {name}\ncontacts:\n{contacts}"));
    }
    let shown = records.run(&["lint", "--select", "duplicate-client", "--output", "concise"]);
    let places: Vec<_> = shown.stdout.lines().filter(|line| line.starts_with("clients/")).collect();
    assert_eq!(places.len(), 2, "{}", shown.screen());
    assert!(places.iter().all(|line| line.contains(".yaml:4:") && line.contains("13800000101")), "{}", shown.screen());
}
