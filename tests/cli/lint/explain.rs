//! `--explain`, and what is said of options that nobody can mean.

use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn a_rule_is_explained_in_the_language_of_the_run() {
    assert_data_eq!(
        Records::none().run(&["lint", "--explain", "missing-source", "--width", "80"]).screen(),
        str![[r#"
missing-source
no source channel

basics · warning

Whoever meets the client first knows how they came; three months later nobody
does. Without the channel no report can say which fair, campaign or referral
brings clients that sign. Write it down at the first contact: a value of
`vocabulary.sources` in salesrec.toml.

Wrong
    client: Harbour Foods Ltd
    first_contact: 2026-05-12
    owner: tom.ashdown

Right
    client: Harbour Foods Ltd
    source: Trade fair
    first_contact: 2026-05-12
    owner: tom.ashdown

"#]]
    );
    assert_data_eq!(
        Records::none().run(&["lint", "--explain", "missing-source", "--lang", "zh", "--width", "80"]).screen(),
        str![[r#"
missing-source
缺少来源渠道

basics · 警告

第一次接触的人知道客户从哪里来，三个月后就没人说得清了。没有来源渠道，就看不出哪
个展会、哪次推广、哪位老客户带来了真正签约的客户。首次接触时就写上，取值用
salesrec.toml 的 `vocabulary.sources`。

不对
    client: 星河包装有限公司
    first_contact: 2026-05-12
    owner: lin.xiaofeng

正确
    client: 星河包装有限公司
    source: 展会推荐
    first_contact: 2026-05-12
    owner: lin.xiaofeng

"#]]
    );
    let data = Records::none().run(&["lint", "--explain", "missing-source", "--format", "json"]).json();
    assert!(data["document"].as_str().is_some_and(|document| document.contains("```yaml bad zh")), "{data}");
    let shown = Records::none().run(&["lint", "--explain", "mising-source"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("missing-source"), "{}", shown.screen());
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
