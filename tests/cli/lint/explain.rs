//! `--explain`, and what is said of options that nobody can mean.

use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn a_rule_is_explained_by_its_document() {
    let document = Records::none().run(&["lint", "--explain", "missing-source"]);
    assert!(document.ok().starts_with("# missing-source\n"), "{}", document.screen());
    assert!(document.ok().contains("```yaml bad zh"));
    let shown = Records::none().run(&["lint", "--explain", "mising-source"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("missing-source"), "{}", shown.screen());
    let wide = Records::none().run(&["--width", "80", "--color", "never", "lint", "--explain", "missing-source"]);
    assert!(wide.ok().starts_with("# missing-source\n"), "{}", wide.screen());
    assert_data_eq!(
        Records::none().run(&["lint", "--explain", "privacy"]).screen(),
        str![[r#"
| error: “privacy” is a group of rules
| hint: its rules: identity-number, bank-card and secret-in-text
exit 2

"#]]
    );
    assert_data_eq!(
        Records::none().run(&["lint", "--explain", "行动", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：没有“行动”这条规则
| 提示：类别：file（文件本身）、basics（客户基础信息）、log（沟通记录）、needs（需求与痛点）、stage（销售阶段）、actions（下一步行动）、people（团队成员）、privacy（隐私）、office（销售内勤）、suppressions（忽略说明）
| 提示：`salesrec rules` 列出所有规则
exit 2

"#]]
    );
}

#[test]
fn slips_of_options_are_told_in_plain_words() {
    assert_data_eq!(
        Records::none().run(&["lint", "--fix", "--fix"]).screen(),
        str![[r#"
| error: --fix is given twice
| hint: usage: salesrec lint [OPTIONS] [PATH]...
| hint: `--help` tells more
exit 2

"#]]
    );
    assert_data_eq!(
        Records::none().run(&["lint", "--output", "sarfi"]).screen(),
        str![[r#"
| error: “sarfi” is no value for --output <FORM[=FILE]>
| hint: possible: text, concise, json, jsonl, sarif, github, gitlab, junit, md
| hint: `--help` tells more
exit 2

"#]]
    );
}
