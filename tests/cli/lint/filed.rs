//! The files of targets, reviews and handovers are checked with the clients.

use snapbox::{assert_data_eq, str};

use crate::support::Records;

const WRONG: &str = "targets:\n  - {period: 2026-Q3, person: anna, amount: 400}\n  - {period: 2026-Q3, amout: 900}\n  \
     - 2026-Q4\n  - {period: 2026-Q4, person: ann, amount: a lot}\n  - {period: 2025, amount: 70}\n";

#[test]
fn whatever_is_wrong_with_a_target_is_an_error_in_its_place() {
    let records = Records::small();
    records.write("targets/2026.yaml", WRONG);
    assert_data_eq!(
        records.run(&["lint"]).screen(),
        str![[r#"
targets/2026.yaml
  error[unusable-target]: nobody of the team has the id “anna”
      |
    2 |   - {period: 2026-Q3, person: anna, amount: 400}
      |                               ^^^^
    mend: did you mean ann?
  error[unusable-target]: the format does not know the key `amout`
      |
    3 |   - {period: 2026-Q3, amout: 900}
      |                       ^^^^^
    mend: did you mean `amount`?
  error[unusable-target]: expected a mapping of keys to values, found `2026-Q4`
      |
    4 |   - 2026-Q4
      |     ^^^^^^^
    mend: write `key: value` lines under it
  error[unusable-target]: “a lot” is not an amount such as 480000 or 12500.50
      |
    5 |   - {period: 2026-Q4, person: ann, amount: a lot}
      |                                            ^^^^^
    mend: correct it in targets/2026.yaml
  error[unusable-target]: 2025 is not in 2026, after which the file is named
      |
    6 |   - {period: 2025, amount: 70}
      |              ^^^^
    mend: correct it in targets/2026.yaml

5 findings: 5 errors in 1 of 1 file
exit 1

"#]]
    );
    assert_data_eq!(
        records.run(&["lint", "--lang", "zh", "--select", "unusable-target", "--fail-on", "never"]).screen(),
        str![[r#"
targets/2026.yaml
  错误[unusable-target]：团队中没有编号为“anna”的成员
      |
    2 |   - {period: 2026-Q3, person: anna, amount: 400}
      |                               ^^^^
    解决办法：是不是 ann？
  错误[unusable-target]：格式中没有 `amout` 这个键
      |
    3 |   - {period: 2026-Q3, amout: 900}
      |                       ^^^^^
    解决办法：是不是想写 `amount`？
  错误[unusable-target]：这里应是键值对，却是“2026-Q4”
      |
    4 |   - 2026-Q4
      |     ^^^^^^^
    解决办法：请在下面逐行写 `键: 值`
  错误[unusable-target]：“a lot”不是金额，应写成 480000 或 12500.50 这样
      |
    5 |   - {period: 2026-Q4, person: ann, amount: a lot}
      |                                            ^^^^^
    解决办法：请在 targets/2026.yaml 中改正
  错误[unusable-target]：2025 不在文件名所写的 2026 年
      |
    6 |   - {period: 2025, amount: 70}
      |              ^^^^
    解决办法：请在 targets/2026.yaml 中改正

5 个问题：5 个错误，涉及 1 个文件中的 1 个

"#]]
    );
    // What the checks find is why the report refuses the file.
    let shown = records.run(&["report", "targets"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("targets/2026.yaml:2:31"), "{}", shown.screen());
    records.write(
        "targets/2026.yaml",
        "targets:\n  - {period: 2026-Q3, person: ann, amount: 400, x-agreed: 2026-06-01}\n",
    );
    assert_eq!(records.run(&["lint"]).code, 0);
    assert_eq!(records.run(&["report", "targets"]).code, 0);
}

#[test]
fn a_file_that_is_no_file_of_targets_is_found_and_a_suppression_with_a_reason_is_heard() {
    let records = Records::small();
    let found = |records: &Records| {
        let shown =
            records.run(&["lint", "--select", "file,people,suppressions", "--output", "jsonl", "--fail-on", "never"]);
        let lines = shown.ok().lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        lines.map(|one| (one["rule"].to_string(), one["path"].to_string())).collect::<Vec<_>>()
    };
    let of = |rule: &str, path: &str| (format!("\"{rule}\""), format!("\"{path}\""));
    records.write("targets/next year.yaml", "targets: []\n");
    assert_eq!(found(&records), [of("unusable-target", "targets/next year.yaml")]);
    records.remove("targets/next year.yaml");
    records.write("targets/2026.yaml", "targets: [\n");
    assert_eq!(found(&records), [of("unusable-target", "targets/2026.yaml")]);
    records.write("targets/2026.yaml", [0xff_u8, 0xfe, b'a']);
    assert_eq!(found(&records)[0].0, "\"not-utf8\"");
    records.write(
        "targets/2026.yaml",
        "targets:\n  # salesrec: ignore unusable-target because Zoe joins in September\n  - {period: 2026-Q4, person: zoe, amount: 9}\n",
    );
    assert_eq!(found(&records), []);
    let shown = records.run(&["lint", "--format", "ids"]);
    assert_eq!(shown.ok(), "");
}

#[test]
fn targets_are_checked_alone_when_changed_and_when_staged() {
    let records = Records::small();
    records.git(&["init", "-q", "-b", "main"]);
    records.write("clients/A_20260302.yaml", "client: A\nfirst_contact: 2026-03-02\nowner: ann\n");
    records.write("targets/2025.yaml", "targets:\n  - {period: 2025, person: nobody, amount: 1}\n");
    records.git(&["add", "."]);
    records.git(&["commit", "-qm", "records"]);
    let found = |words: &[&str]| {
        let shown =
            records.run(&[&["lint", "--select", "people", "--output", "jsonl", "--fail-on", "never"], words].concat());
        let lines = shown.ok().lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        lines.map(|one| one["path"].as_str().expect("a path").to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found(&["--changed", "HEAD"]), [""; 0]);
    records.write("targets/2026.yaml", "targets:\n  - {period: 2026, person: anna, amount: 1}\n");
    assert_eq!(found(&["--changed", "HEAD"]), ["targets/2026.yaml"]);
    assert_eq!(found(&["--staged"]), [""; 0]);
    records.git(&["add", "."]);
    records.write("targets/2026.yaml", "targets:\n  - {period: 2026, person: ann, amount: 1}\n");
    assert_eq!(found(&["--staged"]), ["targets/2026.yaml"], "what is staged, not what is in the working tree");
    assert_eq!(found(&[]), ["targets/2025.yaml"]);
    assert_eq!(found(&["targets"]), ["targets/2025.yaml"]);
    assert_eq!(found(&["targets/2026.yaml", "targets/2025.yaml"]), ["targets/2025.yaml"]);
    assert_eq!(found(&["clients"]), [""; 0]);
}

const REVIEW: &str = "week: 2026-W26\nperson: anne\nsubmited: 2026-06-26 16:00\nclients:\n  - A_20260302\n  \
    - {client: A_20260302, errors: none, returned: [{on: 2026-06-26 17:00, by: evan}]}\n";

#[test]
fn whatever_is_wrong_with_a_review_is_an_error_in_its_place() {
    let records = Records::small();
    records.write("reviews/2026-W25_ann.yaml", REVIEW);
    assert_data_eq!(
        records.run(&["lint"]).screen(),
        str![[r#"
reviews/2026-W25_ann.yaml
  error[unusable-review]: 2026-W26 is not 2026-W25, after which the file is named
      |
    1 | week: 2026-W26
      |       ^^^^^^^^
    mend: correct it in reviews/2026-W25_ann.yaml
  error[unusable-review]: nobody of the team has the id “anne”
      |
    2 | person: anne
      |         ^^^^
    mend: did you mean ann?
  error[unusable-review]: the format does not know the key `submited`
      |
    3 | submited: 2026-06-26 16:00
      | ^^^^^^^^
    mend: did you mean `submitted`?
  error[unusable-review]: expected a mapping of keys to values, found `A_20260302`
      |
    5 |   - A_20260302
      |     ^^^^^^^^^^
    mend: write `key: value` lines under it
  error[unusable-review]: “A_20260302” is the id of no client, now or before
      |
    6 |   - {client: A_20260302, errors: none, returned: [{on: 2026-06-26 17:00, by: evan}]}
      |              ^^^^^^^^^^
    mend: `salesrec list --all` shows all names
  error[unusable-review]: expected a whole number, found `none`
      |
    6 |   - {client: A_20260302, errors: none, returned: [{on: 2026-06-26 17:00, by: evan}]}
      |                                  ^^^^
    mend: correct it in reviews/2026-W25_ann.yaml
  error[unusable-review]: nobody of the team has the id “evan”
      |
    6 |   - {client: A_20260302, errors: none, returned: [{on: 2026-06-26 17:00, by: evan}]}
      |                                                                              ^^^^
    mend: there are: ann

7 findings: 7 errors in 1 of 1 file
exit 1

"#]]
    );
    assert_data_eq!(
        records.run(&["lint", "--lang", "zh", "reviews"]).screen(),
        str![[r#"
reviews/2026-W25_ann.yaml
  错误[unusable-review]：2026-W26 不是文件名所写的 2026-W25
      |
    1 | week: 2026-W26
      |       ^^^^^^^^
    解决办法：请在 reviews/2026-W25_ann.yaml 中改正
  错误[unusable-review]：团队中没有编号为“anne”的成员
      |
    2 | person: anne
      |         ^^^^
    解决办法：是不是 ann？
  错误[unusable-review]：格式中没有 `submited` 这个键
      |
    3 | submited: 2026-06-26 16:00
      | ^^^^^^^^
    解决办法：是不是想写 `submitted`？
  错误[unusable-review]：这里应是键值对，却是“A_20260302”
      |
    5 |   - A_20260302
      |     ^^^^^^^^^^
    解决办法：请在下面逐行写 `键: 值`
  错误[unusable-review]：没有编号为“A_20260302”的客户，曾用编号里也没有
      |
    6 |   - {client: A_20260302, errors: none, returned: [{on: 2026-06-26 17:00, by: evan}]}
      |              ^^^^^^^^^^
    解决办法：`salesrec list --all` 列出所有客户
  错误[unusable-review]：这里应是整数，却是“none”
      |
    6 |   - {client: A_20260302, errors: none, returned: [{on: 2026-06-26 17:00, by: evan}]}
      |                                  ^^^^
    解决办法：请在 reviews/2026-W25_ann.yaml 中改正
  错误[unusable-review]：团队中没有编号为“evan”的成员
      |
    6 |   - {client: A_20260302, errors: none, returned: [{on: 2026-06-26 17:00, by: evan}]}
      |                                                                              ^^^^
    解决办法：现有：ann

7 个问题：7 个错误，涉及 1 个文件中的 1 个
exit 1

"#]]
    );
    records.write(
        "reviews/2026-W25_ann.yaml",
        "person: ann\n<<<<<<< HEAD\nnote: mine\n=======\nnote: theirs\n>>>>>>> other\n",
    );
    assert_data_eq!(
        records.run(&["lint", "reviews/2026-W25_ann.yaml"]).screen(),
        str![[r#"
reviews/2026-W25_ann.yaml
  error[unusable-review]: a merge that git could not finish is left here
      |
    2 | <<<<<<< HEAD
      | ^^^^^^^^^^^^
    mend: keep what is right of both sides and delete the lines `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`

1 finding: 1 error in 1 of 1 file
exit 1

"#]]
    );
    records.remove("reviews/2026-W25_ann.yaml");
    records.write("reviews/ann.yaml", "person: ann\n");
    assert_data_eq!(
        records.run(&["lint", "reviews"]).screen(),
        str![[r#"
reviews/ann.yaml
  error[unusable-review]: a review is named `<week>_<person>.yaml`
      |
    1 | person: ann
      | ^
    mend: such as `2026-W26_zhang.san.yaml`

1 finding: 1 error in 1 of 1 file
exit 1

"#]]
    );
    records.remove("reviews/ann.yaml");
    records.write("reviews/2026-W25_ann.yaml", "week: 2026-W25\nperson: ann\nx-mood: good\nclients: []\n");
    assert_data_eq!(
        records.run(&["lint", "reviews"]).screen(),
        str![[r#"
no findings in 1 file

"#]]
    );
}

#[test]
fn whatever_is_wrong_with_a_handover_is_an_error_in_its_place_but_who_took_part_in_a_closed_one_is_history() {
    let records = Records::small();
    let wrong = "from: ann\nto: [bob, anna]\nsupervisr: bob\nclients:\n  - {client: A, accepted: soon}\n";
    records.write("handovers/2026-06-26_ann_bob.yaml", wrong);
    records.write("handovers/2021-06-26_una_ann.yaml", "from: una\nto: [ann]\nclosed: 2021-07-02\n");
    assert_data_eq!(
        records.run(&["lint", "--select", "people"]).screen(),
        str![[r#"
handovers/2026-06-26_ann_bob.yaml
  error[unusable-handover]: nobody of the team has the id “bob”
      |
    2 | to: [bob, anna]
      |      ^^^
    mend: there are: ann
  error[unusable-handover]: nobody of the team has the id “anna”
      |
    2 | to: [bob, anna]
      |           ^^^^
    mend: did you mean ann?
  error[unusable-handover]: the format does not know the key `supervisr`
      |
    3 | supervisr: bob
      | ^^^^^^^^^
    mend: did you mean `supervisor`?
  error[unusable-handover]: “soon” is not a date such as 2024-03-15
      |
    5 |   - {client: A, accepted: soon}
      |                           ^^^^
    mend: correct it in handovers/2026-06-26_ann_bob.yaml

4 findings: 4 errors in 1 of 2 files
exit 1

"#]]
    );
    assert_data_eq!(
        records.run(&["lint", "--lang", "zh", "handovers"]).screen(),
        str![[r#"
handovers/2026-06-26_ann_bob.yaml
  错误[unusable-handover]：团队中没有编号为“bob”的成员
      |
    2 | to: [bob, anna]
      |      ^^^
    解决办法：现有：ann
  错误[unusable-handover]：团队中没有编号为“anna”的成员
      |
    2 | to: [bob, anna]
      |           ^^^^
    解决办法：是不是 ann？
  错误[unusable-handover]：格式中没有 `supervisr` 这个键
      |
    3 | supervisr: bob
      | ^^^^^^^^^
    解决办法：是不是想写 `supervisor`？
  错误[unusable-handover]：“soon”不是日期，应写成 2024-03-15 这样
      |
    5 |   - {client: A, accepted: soon}
      |                           ^^^^
    解决办法：请在 handovers/2026-06-26_ann_bob.yaml 中改正

4 个问题：4 个错误，涉及 2 个文件中的 1 个
exit 1

"#]]
    );
}

#[test]
fn reviews_are_checked_when_changed_and_when_staged() {
    let records = Records::small();
    records.git(&["init", "-q", "-b", "main"]);
    records.git(&["add", "."]);
    records.git(&["commit", "-qm", "records"]);
    records.write("reviews/2026-W25_ann.yaml", "person: anna\n");
    records.write("handovers/x.yaml", "from: anna\n");
    let found = |words: &[&str]| records.run(&[&["lint", "--output", "concise"], words].concat()).stdout;
    let both = found(&["--changed", "HEAD"]);
    assert!(both.contains("reviews/2026-W25_ann.yaml:1:9") && both.contains("handovers/x.yaml:1:7"), "{both}");
    records.git(&["add", "reviews"]);
    records.write("reviews/2026-W25_ann.yaml", "person: ann\n");
    let staged = found(&["--staged"]);
    assert!(staged.contains("reviews/2026-W25_ann.yaml:1:9") && !staged.contains("handovers"), "{staged}");
}
