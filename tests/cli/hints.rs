//! Words that are nearly right, and what is said about them: hints that work when they are typed.

use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn one_letter_means_no_client_but_one_chinese_character_may() {
    assert_data_eq!(
        Records::en().run(&["show", "q"]).screen(),
        str![[r#"
| error: no client named “q”
| hint: `salesrec list` shows all names
exit 2

"#]]
    );
    Records::zh().run(&["show", "甬"]).ok();
    let listed = Records::en().run(&["list", "q"]);
    assert!(listed.ok().contains("Quayside"), "{}", listed.screen());
}

#[test]
fn ids_with_spaces_are_quoted_in_hints() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["log", "bexcombe", "x", "--no-next", "y"]).screen(),
        str![[r#"
| error: no client named “bexcombe”
| hint: Bexcombe Ice Rink Ltd_20240910 is in the archive: `salesrec unarchive 'Bexcombe Ice Rink Ltd_20240910'`
| hint: `salesrec list` shows all names
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["add", "Bexcombe Ice Rink"]).screen(),
        str![[r#"
| error: “Bexcombe Ice Rink” may be a client already
| caused by: Bexcombe Ice Rink Ltd_20240910 (looked after by Tom Ashdown, archived): name “Bexcombe Ice Rink Ltd”
| hint: `salesrec show 'Bexcombe Ice Rink Ltd_20240910' --all` shows the record
| hint: settle first whose client it is; `--force` adds it as another client
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["unarchive", "no such client"]).screen(),
        str![[r#"
| error: no client named “no such client”
| hint: `salesrec list --all` shows all names
exit 2

"#]]
    );
}

#[test]
fn a_milestone_that_is_taken_for_an_action_is_told() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["done", "quayside", "discovery"]).screen(),
        str![[r#"
| error: no open action of this client “discovery”
| hint: there are: g4rk Measure the thermowells of all eight fermenters on site and 3xqp follow up
| hint: “Discovery meeting” is a milestone: `salesrec milestone done 'Quayside Brewery Ltd' 'Discovery meeting'`, or `salesrec milestone set 'Quayside Brewery Ltd' 'Discovery meeting' --due DATE`
exit 2

"#]]
    );
    assert_data_eq!(
        Records::en().run(&["postpone", "quayside", "discovery", "+3d", "--why", "x", "--lang", "zh"]).screen(),
        str![[r#"
| 错误：没有该客户未完成的行动“discovery”
| 提示：现有：g4rk Measure the thermowells of all eight fermenters on site 和 3xqp follow up
| 提示：“Discovery meeting”是里程碑：`salesrec milestone done 'Quayside Brewery Ltd' 'Discovery meeting'`，或 `salesrec milestone set 'Quayside Brewery Ltd' 'Discovery meeting' --due 日期`
exit 2

"#]]
    );
}

#[test]
fn actions_that_have_all_ended_are_told() {
    let records = Records::small();
    records.write(
        "clients/Good_20260101.yaml",
        "client: Good\nactions:\n  - {id: abcd, action: call, done: 2026-06-01}\n",
    );
    assert_data_eq!(
        records.run(&["done", "good", "call"]).screen(),
        str![[r#"
| error: no open action of this client “call”
| hint: all actions of this client have ended
exit 2

"#]]
    );
}

#[test]
fn a_milestone_reached_sends_a_deal_on_only_when_it_is_ready() {
    let records = Records::en();
    let shown = records.run(&["milestone", "done", "quayside", "discovery"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Reached with Quayside Brewery Ltd  Fermenter probes

milestone: Discovery meeting
done:      2026-06-26 Fri

Still missing:

- industry  `salesrec edit quayside`: industry, in two levels such as Food-Dairy

"#]]
    );
    let records = Records::en();
    records.run(&["contact", "quayside", "Jo March", "--role", "Decision-maker"]).ok();
    let shown = records.run(&["milestone", "done", "quayside", "discovery"]);
    assert_data_eq!(
        shown.screen(),
        str![[r#"
Reached with Quayside Brewery Ltd  Fermenter probes

milestone: Discovery meeting
done:      2026-06-26 Fri

Still missing:

- industry  `salesrec edit quayside`: industry, in two levels such as Food-Dairy
| nothing else is planned for this stage: `salesrec advance quayside` enters the next

"#]]
    );
    assert_eq!(records.run(&["advance", "quayside"]).code, 0, "what the hint says can be done");
}

#[test]
fn advance_from_a_stage_that_there_is_not_names_the_near_one() {
    let records = Records::en();
    records.write("clients/Slip_20260101.yaml", "client: Slip\ndeals:\n  - {name: one, stage: Propsal}\n");
    assert_data_eq!(
        records.run(&["advance", "slip"]).screen(),
        str![[r#"
| error: the deal is in “Propsal”, which is no stage of the team
| hint: did you mean Proposal?
| hint: name the stage: `salesrec advance slip STAGE`
exit 2

"#]]
    );
    records.write("clients/Slip_20260101.yaml", "client: Slip Co\ndeals:\n  - {name: one, stage: Aftercare}\n");
    assert_data_eq!(
        records.run(&["advance", "Slip Co"]).screen(),
        str![[r#"
| error: there is no stage after Aftercare
| hint: name the stage: `salesrec advance 'Slip Co' STAGE`
exit 2

"#]]
    );
}

#[test]
fn a_region_that_there_is_not_is_no_empty_list() {
    let records = Records::en();
    for list in ["overdue", "agenda", "list"] {
        let shown = records.run(&[list, "--region", "Sotuh"]);
        assert_data_eq!(
            shown.screen(),
            str![[r#"
| error: no region “Sotuh”
| hint: did you mean South?
exit 2

"#]]
        );
    }
    records.run(&["overdue", "--region", "South", "--days", "3000"]).ok();
    assert_data_eq!(
        Records::zh().run(&["list", "--region", "火星"]).screen(),
        str![[r#"
| 错误：没有区域“火星”
| 提示：现有：北方、华东、华南和总部
exit 2

"#]]
    );
}

#[test]
fn numbers_and_languages_that_are_none_are_said_in_plain_words() {
    let records = Records::en();
    let complaint = |words: &[&str]| {
        let shown = records.run(words);
        shown.stderr.lines().take(2).collect::<Vec<_>>().join("\n")
    };
    assert_data_eq!(
        complaint(&["done", "harbour", "x", "--next", "a", "--due", "fri", "--priority", "5"]),
        str![[r#"
error: “5” is no value for --priority <1-4>
caused by: a number from 1 to 4 is wanted
"#]]
    );
    assert_data_eq!(
        complaint(&["agenda", "--days", "soon", "--lang", "zh"]),
        str![[r#"
错误：“soon”不能用作 --days <DAYS> 的值
原因：应为整数
"#]]
    );
    assert_data_eq!(
        complaint(&["agenda", "--days", "0", "--lang", "zh"]),
        str![[r#"
错误：“0”不能用作 --days <DAYS> 的值
原因：应为 1 到 3650 的数
"#]]
    );
    assert_data_eq!(
        complaint(&["list", "--lang", "fr"]),
        str![[r#"
error: “fr” is no value for --lang <LANG>
hint: possible: zh, en
"#]]
    );
}

#[test]
fn words_out_of_place_are_told_what_to_do_with_them() {
    let records = Records::en();
    assert_data_eq!(
        records.run(&["log", "harbour", "called", "Ruth"]).screen(),
        str![[r#"
| error: there is no option or argument “Ruth” here
| hint: a text of several words stands in quotes: `"…"`
| hint: usage: salesrec log [OPTIONS] <CLIENT> [SUMMARY]
| hint: `--help` tells more
exit 2

"#]]
    );
    for dashes in ["—owner", "–owner", "－－owner"] {
        let shown = records.run(&["overdue", dashes, "me"]);
        assert!(shown.stderr.contains("hint: options begin with two plain hyphens: `--`\n"), "{}", shown.screen());
    }
}

#[test]
fn chinese_words_are_taken_for_roles_and_kinds() {
    let records = Records::zh();
    let shown = records.run(&["person", "add", "zhou", "--role", "经理", "--dry-run"]);
    assert!(shown.ok().contains("+role = \"manager\"\n"), "{}", shown.screen());
    let shown = records.run(&["add", "钱多多", "--kind", "个人", "--dry-run"]);
    assert!(shown.ok().contains("+kind: person\n"), "{}", shown.screen());
}
