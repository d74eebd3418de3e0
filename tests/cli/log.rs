use snapbox::{assert_data_eq, str};

use crate::support::Records;

const XINGHE: &str = "clients/星河包装有限公司_20260512.yaml";
const HARBOUR: &str = "clients/Harbour Foods Ltd_20260512.yaml";

#[test]
fn log_writes_everything_of_a_call_in_one_line() {
    let records = Records::zh();
    let before = records.read(XINGHE);
    let shown = records.run(&[
        "log",
        "星河",
        "顾敏要求7月10日前拿到正式报价；我方答复周二发出。",
        "--method",
        "phone",
        "--with",
        "顾敏",
        "--need",
        "7月10日前拿到正式报价",
        "--latent-need",
        "希望分期付款",
        "--pain",
        "人工抽检漏检多 => 7月10日前拿到正式报价",
        "--agreed",
        "周二发报价",
        "--promise",
        "报价保持30天",
        "--next",
        "把正式报价发到顾敏邮箱",
        "--due",
        "2026-06-30 18:00",
        "--owner",
        "陈跃华",
        "--priority",
        "1",
    ]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已记录 星河包装有限公司

沟通：  2026-06-26 周五 16:30  电话拜访  与 顾敏
商机：  彩盒视觉检测线  需求确认
需求：  7月10日前拿到正式报价  明确
需求：  希望分期付款  潜在
痛点：  人工抽检漏检多  对应需求：7月10日前拿到正式报价
承诺：  报价保持30天
下一步：h8b4  把正式报价发到顾敏邮箱  陈跃华  期限 2026-06-30 周二 18:00

"#]]
    );
    let after = records.read(XINGHE);
    let added = after.lines().count() - before.lines().count();
    let kept = similar::TextDiff::from_lines(before.as_str(), after.as_str());
    let deleted = kept.iter_all_changes().filter(|change| change.tag() == similar::ChangeTag::Delete).count();
    assert_eq!((deleted, added), (0, 21), "{}", kept.unified_diff());
}

#[test]
fn log_answers_in_english_too() {
    let records = Records::en();
    let shown = records.run(&[
        "log",
        "harbour",
        "Ruth wants the quote before the board meets; we said Tuesday.",
        "-m",
        "call",
        "-w",
        "Ruth",
        "-n",
        "Send the quote to Ruth's mailbox",
        "-d",
        "tue 18:00",
    ]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Logged Harbour Foods Ltd

contact: 2026-06-26 Fri 16:30  Phone  with Ruth Penhale
deal:    Chill chain monitoring  Needs confirmed
next:    h8b4  Send the quote to Ruth's mailbox  Tom Ashdown  due 2026-06-30 Tue 18:00

"#]]
    );
}

#[test]
fn log_dry_run_shows_the_diff_and_writes_nothing() {
    let records = Records::en();
    let before = records.all();
    let shown =
        records.run(&["log", "harbour", "Sent the drawings.", "--next", "Ring Ruth", "--due", "+3d", "--dry-run"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
--- a/clients/Harbour Foods Ltd_20260512.yaml
+++ b/clients/Harbour Foods Ltd_20260512.yaml
@@ -87,6 +87,11 @@
     deal: Chill chain monitoring
     summary: Dan confirmed the 38 points and added two dispatch bays, so 40. He asked for the alarm call list to follow the shift rota.
     agreed: present the design and the price in Poole
+  - at: 2026-06-26 16:30
+    recorded: 2026-06-26 16:30
+    by: tom.ashdown
+    deal: Chill chain monitoring
+    summary: Sent the drawings.

 actions:
   - id: h4kd
@@ -104,6 +109,12 @@
     deal: Chill chain monitoring
     priority: 1
     created: 2026-06-24
+  - id: h8b4
+    action: Ring Ruth
+    owner: tom.ashdown
+    due: 2026-06-29
+    deal: Chill chain monitoring
+    created: 2026-06-26

 notes: |
   food-safety audit 21 September: whatever is bought must be running by the end of August.
| dry run: nothing was written

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn log_refuses_to_leave_an_open_deal_without_a_next_action() {
    let records = Records::zh();
    let before = records.all();
    let shown = records.run(&["log", "永利达", "客户还在看方案"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| 错误：“连接器外壳检测”将没有下一步行动
| 原因：未写入任何内容
| 提示：加上 `--next "具体行动" --due 日期`，如 `--next "发送报价单" --due 周五`
| 提示：或说明为何没有：`--no-next 原因`
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn log_takes_a_reason_instead_of_a_next_action() {
    let records = Records::zh();
    let shown = records.run(&["log", "永利达", "客户停产检修", "-m", "微信", "--no-next", "7月中旬复产后再定"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已记录 东莞市永利达五金塑胶有限公司

沟通：    2026-06-26 周五 16:30  微信沟通
商机：    连接器外壳检测  方案呈现
无下一步：7月中旬复产后再定

还缺：

- 决策人  `salesrec contact 永利达 姓名 --role 决策人`
- 下一步行动  `salesrec log 永利达 … --next "具体行动" --due 日期`
- 里程碑“需求调研”、里程碑“方案演示”和里程碑“报价”  `salesrec milestone add 永利达 需求调研 --due 日
  期`，已达成的用 `milestone done`

"#]]
    );
}

#[test]
fn log_says_when_a_contact_is_written_down_late() {
    let records = Records::en();
    let shown = records.run(&["log", "harbour", "Met at the fair.", "-m", "meeting", "--at", "2026-06-24 09:00"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Logged Harbour Foods Ltd

contact: 2026-06-24 Wed 09:00  Meeting  written down 56 hours later: the rule is 24
deal:    Chill chain monitoring  Needs confirmed
next:    p8wn  Present the 40-point design in Poole and leave quote Q-2641  Tom Ashdown  due
         2026-07-01 Wed 10:30  (already planned)

"#]]
    );
    assert!(records.read(HARBOUR).contains("  - at: 2026-06-24 09:00\n    recorded: 2026-06-26 16:30\n"));
}

#[test]
fn log_refuses_a_contact_that_is_still_to_come() {
    let shown = Records::zh().run(&["log", "星河", "x", "--at", "2026-07-01 09:00", "--no-next", "y"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| 错误：2026-07-01 周三 09:00 还没有到
| 提示：计划中的事请用 `--next … --due …` 记为下一步
exit 2

"#]]
    );
}

#[test]
fn log_refuses_a_deadline_that_has_passed() {
    let shown = Records::en().run(&["log", "harbour", "x", "--next", "Ring Ruth", "--due", "2026-06-01"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: 2026-06-01 Mon is in the past
| hint: a deadline lies ahead
exit 2

"#]]
    );
}

#[test]
fn log_names_the_contact_persons_that_there_are() {
    let shown = Records::zh().run(&["log", "星河", "x", "--with", "王总", "--no-next", "y"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| 错误：没有该客户的联系人“王总”
| 提示：现有：沈星河和顾敏
| 提示：`salesrec contact 星河 王总` 可添加联系人
exit 2

"#]]
    );
}

#[test]
fn log_names_the_methods_that_there_are() {
    let shown = Records::en().run(&["log", "harbour", "x", "--method", "telepathy"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: no method of contact “telepathy”
| hint: there are: Phone, Meeting, Video call, Message and Email
| hint: a new value is added under [vocabulary] in salesrec.toml
exit 2

"#]]
    );
}

#[test]
fn log_names_what_a_misspelt_client_was_probably_meant_to_be() {
    let shown = Records::en().run(&["log", "Harbor Foods Ltd", "x", "--no-next", "y"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: no client named “Harbor Foods Ltd”
| hint: did you mean `Harbour Foods Ltd_20260512`?
| hint: `salesrec list` shows all names
exit 2

"#]]
    );
}

#[test]
fn log_lists_the_candidates_of_an_ambiguous_name() {
    let shown = Records::zh().run(&["log", "有限公司", "x", "--no-next", "y"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("错误：“有限公司”可能是 16 个客户"), "{}", shown.screen());
    assert!(
        shown.stderr.contains("星河包装有限公司_20260512") || shown.stderr.contains("另有 6 个"),
        "{}",
        shown.screen()
    );
}

#[test]
fn log_asks_which_of_several_open_deals_is_meant() {
    let records = Records::en();
    let shown = records.run(&["log", "pennine", "x", "--no-next", "y"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: this client has several deals
| hint: `--deal` with one of: Cold store mapping and monitoring and Courier boxes
exit 2

"#]]
    );
    let shown = records.run(&["log", "pennine", "x", "--deal", "courier", "--no-next", "y", "--format", "json"]);
    assert_eq!(shown.json()["deal"], "Courier boxes");
}

#[test]
fn log_moves_the_deal_when_its_facts_are_there() {
    let records = Records::zh();
    let shown = records.run(&["log", "星河", "方案已当面讲过", "-m", "meeting", "--stage", "proposal"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
已记录 星河包装有限公司

沟通：  2026-06-26 周五 16:30  线下会议
商机：  彩盒视觉检测线  方案呈现
阶段：  需求确认 → 方案呈现
下一步：v9te  到星河当面讲四条线方案，递交报价 Q-0626  林晓枫  期限 2026-06-30 周二 10:00  （已有安
        排）

还缺：

- 里程碑“方案演示”和里程碑“报价”  `salesrec milestone add 星河 方案演示 --due 日期`，已达成的用
  `milestone done`

"#]]
    );
    assert!(records.read(XINGHE).contains("stage: 方案呈现"));
}

#[test]
fn log_reads_the_summary_from_standard_input() {
    let records = Records::zh();
    let words = ["log", "星河", "-", "--format", "json"];
    let shown = records.run_with_input(&words, "第一行\r\n第二行：no\n".as_bytes());
    assert_eq!(shown.json()["entry"]["summary"], "第一行\n第二行：no");
    assert!(
        records.read(XINGHE).contains("    summary: |-\n      第一行\n      第二行：no\n"),
        "{}",
        records.read(XINGHE)
    );
}

#[test]
#[cfg(unix)]
fn log_takes_the_summary_from_the_editor() {
    let records = Records::en();
    let editor = records.file("editor");
    records.write(
        "editor",
        "#!/bin/sh\nprintf 'Ruth called back.\\nAll clear.\\n# ------ below\\nnot this\\n' > \"$1\"\n",
    );
    std::fs::set_permissions(&editor, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("made executable");
    let records = records.var("EDITOR", &editor.to_string_lossy());
    let shown = records.run(&["log", "harbour", "--edit", "--format", "json"]);
    assert_eq!(shown.json()["entry"]["summary"], "Ruth called back.\nAll clear.");
    let records = records.var("EDITOR", "false");
    let before = records.all();
    assert_data_eq!(
        records.run(&["log", "harbour", "--edit"]).screen(),
        str![[r#"
| error: the editor “false” ended without success; nothing was written
| hint: `salesrec config set editor PROGRAM`, or the variable EDITOR, names another
exit 2

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
#[cfg(unix)]
fn log_refuses_before_the_editor_opens_and_keeps_what_was_written_in_it() {
    let records = Records::en();
    let file = "clients/Harbour Foods Ltd_20260512.yaml";
    let script = format!(
        "touch '{0}/opened'\nprintf 'Ten minutes of words.\\n' > \"$1\"\necho '# meanwhile' >> '{0}/{file}'\n\
         printf 'broken: [\\n' >> '{0}/{file}'\n",
        records.path().display()
    );
    records.write("editor.sh", script);
    records.write("tmp/.keep", "");
    let editor = format!("sh {}", records.file("editor.sh").display());
    let tmp = records.file("tmp").display().to_string();
    let records = records.var("EDITOR", &editor).var("TMPDIR", &tmp);
    let before = records.all();
    for words in [
        &["log", "quayside", "--edit", "--no-next", ""][..],
        &["log", "harbour", "--edit", "--method", "telegraph"],
        &["log", "harbour", "--edit", "--with", "Nobody"],
        &["log", "harbour", "--edit", "--at", "tomorrow"],
        &["log", "harbour", "--edit", "--stage", "Nowhere"],
        &["log", "harbour", "--edit", "--next", "call", "--due", "yesterday"],
    ] {
        assert_eq!(records.run(words).code, 2, "{words:?}");
        assert_eq!(records.all(), before, "{words:?}: the editor was not opened");
    }
    let shown = records.run(&["log", "harbour", "--edit", "--no-next", "waiting"]);
    assert_eq!(shown.code, 2);
    let all = records.all();
    let kept = all.iter().find(|(path, _)| path.starts_with("tmp/salesrec-edit-")).expect("the text was kept");
    assert_eq!(kept.1, b"Ten minutes of words.");
    let told = format!("hint: nothing was saved; your text is in {}", records.file(kept.0).display());
    assert!(shown.stderr.contains(&told), "{}", shown.screen());
}

#[test]
fn log_without_a_next_action_tells_of_the_one_that_is_planned() {
    assert_data_eq!(
        Records::en().run(&["log", "harbour", "x", "--no-next", "they will call"]).screen(),
        str![[r#"
Logged Harbour Foods Ltd

contact: 2026-06-26 Fri 16:30  no method: --method
deal:    Chill chain monitoring  Needs confirmed
next:    p8wn  Present the 40-point design in Poole and leave quote Q-2641  Tom Ashdown  due
         2026-07-01 Wed 10:30  (already planned)
no next: they will call

"#]]
    );
    assert_data_eq!(
        Records::zh().run(&["log", "星河", "电话", "--no-next", "等对方回复"]).screen(),
        str![[r#"
已记录 星河包装有限公司

沟通：    2026-06-26 周五 16:30  未注明沟通方式：--method
商机：    彩盒视觉检测线  需求确认
下一步：  v9te  到星河当面讲四条线方案，递交报价 Q-0626  林晓枫  期限 2026-06-30 周二 10:00  （已有
          安排）
无下一步：等对方回复

"#]]
    );
}

#[test]
fn log_refuses_an_empty_summary() {
    let shown = Records::en().run(&["log", "harbour", "  \n ", "--no-next", "y"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: the summary is empty
exit 2

"#]]
    );
}

#[test]
fn log_without_knowing_who_you_are_says_how_to_tell() {
    let records = Records::en().var("SALESREC_ME", "");
    let shown = records.run(&["log", "harbour", "x"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
| error: it is not known who you are
| hint: say it once with `salesrec config set me margaret.oduya`, or each time with `--as margaret.oduya`
exit 2

"#]]
    );
}

#[test]
fn what_is_still_missing_is_what_the_checks_find_as_the_team_has_set_them() {
    let records = Records::en();
    let rules = |records: &Records| {
        let words =
            ["log", "quayside", "Nick read out the tap list; he wants the quote by Friday.", "--no-next", "later"];
        let answer = records.run(&[&words[..], &["--format", "json", "--dry-run"]].concat()).json();
        let missing = answer["missing"].as_array().expect("a list").clone();
        missing.into_iter().map(|one| one["rule"].as_str().expect("a rule").to_string()).collect::<Vec<_>>()
    };
    let path = "clients/Quayside Brewery Ltd_20260528.yaml";
    let checked = records.run(&["lint", path, "--select", "missing-industry", "--output", "concise"]);
    assert!(checked.ok().contains("missing-industry"), "{}", checked.screen());
    assert!(rules(&records).contains(&"missing-industry".to_string()));
    let text = records.read(path);
    records.write(path, format!("# salesrec: ignore missing-industry because nobody knows yet\n{text}"));
    assert!(!rules(&records).contains(&"missing-industry".to_string()), "kept back by a comment");
    records.write(path, &text);
    let team = records.read("salesrec.toml");
    records.write("salesrec.toml", team.replace("[lint]", "[lint]\nmissing-industry = \"off\""));
    assert!(!rules(&records).contains(&"missing-industry".to_string()), "off");
    records.write("salesrec.toml", team.replace("[lint]", "[lint]\nignore = { \"clients/Q*\" = [\"basics\"] }"));
    assert!(!rules(&records).contains(&"missing-industry".to_string()), "left out by its path");
}
