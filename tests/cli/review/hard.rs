//! What time and other hands do to a review.

use snapbox::{assert_data_eq, str};

use super::{HARBOUR, TOM, submitted};

#[test]
fn a_review_that_does_not_parse_is_listed_with_its_place_and_hides_no_other() {
    let records = submitted();
    let broken = format!("{}x: [\n", records.read(TOM));
    records.write(TOM, &broken);
    assert_data_eq!(
        records.run(&["review", "status"]).screen(),
        str![[r#"
2026-W26 (06-22 – 06-28)
Name         Week                 Submitted        Clients  Approved  To review  Returned
Tom Ashdown  file cannot be read
Priya Nair   not yet
Callum Reid  submitted            06-26 Fri 16:30        2         0          2         0
| warning: `[` is opened here and not closed
|   --> reviews/2026-W26_tom.ashdown.yaml:44:4
|    |
| 44 | x: [
|    |    ^
| hint: add the closing bracket
| due until 2026-06-26 Fri 18:00
| warning: 1 file could not be read: the answer is incomplete

"#]]
    );
    let shown = records.run(&["review", "approve", "harbour", "--person", "tom"]);
    assert!(shown.code == 2 && shown.stderr.contains("reviews/2026-W26_tom.ashdown.yaml:"), "{}", shown.screen());
    assert_data_eq!(
        records.run(&["review", "approve", "harbour"]).screen(),
        str![[r#"
| error: Harbour Foods Ltd_20260512 is in nobody's submission of 2026-W26
| caused by: reviews/2026-W26_tom.ashdown.yaml cannot be read
| hint: `salesrec review show PERSON` lists what was submitted; `--week` names another week
exit 2

"#]]
    );
    let shown = records.run(&["review", "approve", "kelso"]);
    shown.ok();
    assert!(shown.stderr.contains("reviews/2026-W26_tom.ashdown.yaml:44:4"), "{}", shown.screen());
    assert_eq!(records.read(TOM), broken);
}

#[test]
fn a_review_by_another_name_is_told() {
    let records = submitted();
    records.write("reviews/last week.yaml", "week: 2026-W25\n");
    let shown = records.run(&["review", "status"]);
    assert!(
        shown.stderr.contains("reviews/last week.yaml") && shown.stdout.contains("Tom Ashdown"),
        "{}",
        shown.screen()
    );
}

#[test]
fn a_client_in_the_weeks_of_two_is_decided_for_each() {
    let records = submitted();
    // Callum has called one of Tom's clients.
    records
        .run(&[
            "--as",
            "callum.reid",
            "log",
            "harbour",
            "Ruth called: the night shift starts at ten",
            "--method",
            "phone",
        ])
        .ok();
    records.run(&["--as", "tom.ashdown", "submit"]).ok();
    records.run(&["--as", "callum.reid", "submit"]).ok();
    assert_data_eq!(
        records.run(&["review", "approve", "harbour"]).screen(),
        str![[r#"
| error: Harbour Foods Ltd_20260512 is in the weeks of callum.reid and tom.ashdown
| hint: say whose with `--person`
exit 2

"#]]
    );
    records.run(&["review", "approve", "harbour", "--person", "tom"]).ok();
    let shown = records.run(&["review", "callum", "--format", "json"]).json();
    let clients = shown["people"][0]["clients"].as_array().expect("clients").clone();
    let harbour = clients.into_iter().find(|client| client["name"] == "Harbour Foods Ltd").expect("Harbour");
    assert_eq!((harbour["verdict"].as_str(), harbour["also"][0].as_str()), (Some("waiting"), Some("tom.ashdown")));
}

#[test]
fn a_client_that_was_renamed_or_put_away_is_still_found() {
    let records = submitted();
    records.run(&["--as", "tom.ashdown", "rename", "harbour", "Harbour Provisions Ltd"]).ok();
    let shown = records.run(&["review", "show", "tom", "harbour provisions"]);
    assert!(shown.ok().contains("has changed since it was submitted"), "{}", shown.screen());
    records.run(&["--as", "tom.ashdown", "archive", "ashcombe", "--force"]).ok();
    let shown = records.run(&["review", "show", "tom", "ashcombe"]);
    assert!(shown.ok().contains("as it was submitted, byte for byte"), "{}", shown.screen());
    records.run(&["review", "approve", "ashcombe"]).ok();
    let shown = records.run(&["review", "return", "Harbour Provisions", "--comment", "why the new name?"]);
    assert!(shown.ok().contains("Harbour Foods Ltd_20260512"), "{}", shown.screen());
    let agenda = records.run(&["--as", "tom.ashdown", "agenda"]);
    assert!(agenda.ok().contains("returned: why"), "{}", agenda.screen());
}

#[test]
fn a_client_that_was_deleted_is_told_and_not_decided_on() {
    let records = submitted();
    records.remove(HARBOUR);
    let shown = records.run(&["review", "tom"]);
    assert!(shown.ok().contains("the record is gone"), "{}", shown.screen());
    assert_data_eq!(
        records.run(&["review", "approve", "harbour"]).screen(),
        str![[r#"
| error: the file of Harbour Foods Ltd_20260512 is gone
| hint: put it back (`git checkout`), or let the rep submit the week again
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "show", "tom", "harbour"]).screen(),
        str![[r#"
Harbour Foods Ltd_20260512  Tom Ashdown  2026-W26 (06-22 – 06-28)

The record is gone.

the records were in no git repository then, so the whole record cannot be shown; its digest proves a
copy

Chill chain monitoring  as it stood
  stage:       Needs confirmed
  value:       24,600 GBP
  signing:     2026-08-14 Fri
  needs:       an alarm to the night shift within five minutes; records that an auditor accepts
               without paper; no cabling in the wash-down area; proof against the haulier in
               disputed deliveries
  next action: Present the 40-point design in Poole and leave quote Q-2641  2026-07-01 Wed 10:30

"#]]
    );
}

#[test]
fn a_client_that_cannot_be_read_is_not_called_gone() {
    let records = submitted();
    let all = records.run(&["review", "minutes"]);
    assert!(all.ok().contains("6 of 6 contacts") && !all.stdout.contains("Left out"), "{}", all.screen());
    records.write(HARBOUR, records.read(HARBOUR).replace("\nclass: ", "\nclass: ["));
    let about = |shown: &str, name: &str| {
        let (_, rest) = shown.split_once(&format!("\n{name}")).expect(name);
        rest.split("\n\n").next().unwrap_or_default().to_string()
    };
    assert_data_eq!(
        about(records.run(&["review", "tom"]).ok(), "Harbour Foods Ltd"),
        str![[r#"
  to be reviewed
  - cannot be read: clients/Harbour Foods Ltd_20260512.yaml:4:8: `[` is opened here and not closed
"#]]
    );
    assert_data_eq!(
        about(records.run(&["review", "tom", "--lang", "zh"]).ok(), "Harbour Foods Ltd"),
        str![[r#"
  待审核
  - 无法读取：clients/Harbour Foods Ltd_20260512.yaml:4:8：这里的 `[` 没有闭合
"#]]
    );
    let shown = records.run(&["review", "tom", "--format", "json"]).json();
    let client = &shown["people"][0]["clients"][0];
    assert_eq!((&client["gone"], &client["unreadable"]), (&false.into(), &format!("{HARBOUR}:4:8").into()));
    let minutes = records.run(&["review", "minutes"]);
    assert!(minutes.ok().contains("5 of 5 contacts"), "{}", minutes.screen());
    let (_, left_out) = minutes.ok().split_once("\n## Left out\n").expect("what is left out");
    assert_data_eq!(
        left_out.split("\n<a").next().unwrap_or_default(),
        str![[r#"

1 file is not in these minutes and their figures:

- cannot be read: clients/Harbour Foods Ltd_20260512.yaml:4:8: /`/[/` is opened here and not closed

"#]]
    );
    let line = minutes.ok().lines().find(|line| line.starts_with("| Harbour")).unwrap_or_default();
    assert!(line.contains("cannot be read"), "{line}");
    let minutes = records.run(&["review", "minutes", "--lang", "zh"]);
    let (_, left_out) = minutes.ok().split_once("\n## 未计入\n").expect("what is left out");
    assert_data_eq!(
        left_out.split("\n<a").next().unwrap_or_default(),
        str![[r#"

1 个文件未计入本纪要及其中的数字：

- 无法读取：clients/Harbour Foods Ltd_20260512.yaml:4:8：这里的 /`/[/` 没有闭合

"#]]
    );
    let submitted = records.run(&["--as", "tom", "submit"]);
    assert_data_eq!(
        submitted.screen(),
        str![[r#"
| error: the records still have 1 error
| caused by: cannot be read: clients/Harbour Foods Ltd_20260512.yaml:4:8: `[` is opened here and not closed
| hint: or hand in as it is and say why: `--with-gaps REASON`
exit 2

"#]]
    );
}

#[test]
fn the_return_of_one_who_has_left_is_the_owners() {
    let records = submitted();
    records.run(&["review", "return", "harbour", "--comment", "who signs?"]).ok();
    let text = records.read("salesrec.toml");
    let (before, after) = text.split_once("id = \"tom.ashdown\"").expect("Tom");
    records.write(
        "salesrec.toml",
        format!("{before}id = \"tom.ashdown\"{}", after.replacen("active = true", "active = false", 1)),
    );
    records.write(HARBOUR, records.read(HARBOUR).replace("\nowner: tom.ashdown", "\nowner: priya.nair"));
    let agenda = records.run(&["--as", "priya.nair", "agenda"]);
    assert!(agenda.ok().contains("returned: who signs?"), "{}", agenda.screen());
}

#[test]
fn what_was_returned_and_then_handed_over_is_the_new_owners_to_mend() {
    let records = submitted();
    records.run(&["review", "return", "harbour", "--comment", "who signs?"]).ok();
    let before = records.read(TOM);
    records.run(&["--as", "tom", "handover", "--to", "priya", "--client", "harbour", "--emergency"]).ok();
    let has = |person: &str| records.run(&["--as", person, "agenda"]).ok().contains("returned: who signs?");
    assert!(!has("tom") && has("priya"));
    // A change of owners mends nothing, and neither does handing in a week.
    records.run(&["--as", "tom", "submit"]).ok();
    records.run(&["--as", "priya", "submit"]);
    assert!(!has("tom") && has("priya"));
    records
        .run(&["--as", "priya", "log", "harbour", "Ruth Penhale signs up to 30k", "-m", "phone", "--no-next", "x"])
        .ok();
    assert!(has("priya"));
    let dry = records.run(&["--as", "priya", "submit", "--dry-run"]);
    assert!(dry.ok().contains("settled: 2026-06-26}\n"), "{}", dry.screen());
    assert!(has("priya"));
    assert_data_eq!(
        records.run(&["--as", "priya", "submit"]).screen(),
        str![[r#"
Submitted again 2026-W26 (06-22 – 06-28)  2 clients

reviewed by: Margaret Oduya

Changed since it was submitted
  - Harbour Foods Ltd_20260512: mended after it was returned to its earlier owner

  Client                This week                  Checks  Next action                Review
  Harbour Foods Ltd     1 contact, 1 new need, 3   clean   07-01 Present the          to be reviewed
                        actions agreed                     40-point design in Poole…
  Pennine Vaccines Ltd  1 contact, 1 action        clean   07-03 Return the security  to be reviewed
                        agreed                             questionnaire to Lucy

"#]]
    );
    assert!(!has("tom") && !has("priya"));
    let status = records.run(&["review", "status", "--format", "csv"]);
    assert!(status.ok().contains("tom.ashdown,Tom Ashdown,submitted,2026-06-26T16:30,2,0,2,0,"), "{}", status.screen());
    records.run(&["review", "approve", "harbour", "--person", "priya"]).ok();
    records.run(&["review", "approve", "harbour", "--person", "tom"]).ok();
    assert_ne!(records.read(TOM), before);
}

#[test]
fn a_handover_that_is_taken_back_leaves_the_review_as_it_was_and_what_was_decided_since() {
    let records = submitted();
    records.run(&["review", "return", "harbour", "--comment", "who signs?"]).ok();
    let before = records.read(TOM);
    let name = "2026-06-26_tom.ashdown_priya.nair";
    let handover = || records.run(&["--as", "tom", "handover", "--to", "priya", "--client", "harbour", "--emergency"]);
    handover().ok();
    assert_ne!(records.read(TOM), before);
    let undone = records.run(&["--as", "tom", "handover", "undo", name]);
    assert!(undone.ok().contains("1 client as before"), "{}", undone.screen());
    assert_eq!(records.read(TOM), before);
    handover().ok();
    records.run(&["review", "approve", "ashcombe"]).ok();
    records.run(&["--as", "tom", "handover", "undo", name]).ok();
    assert!(records.read(TOM).contains("approved:"), "{}", records.read(TOM));
    assert!(records.read(HARBOUR).contains("\nowner: tom.ashdown"));
}

#[test]
fn a_record_that_comes_back_after_an_absence_is_its_owners_to_mend_again() {
    let records = submitted();
    records.run(&["review", "return", "harbour", "--comment", "who signs?"]).ok();
    records.write(
        HARBOUR,
        records.read(HARBOUR).replace(
            "\nowner: tom.ashdown",
            "\nowner: tom.ashdown\nowners:\n  - {owner: tom.ashdown, until: 2026-06-26}\n  - {owner: priya.nair, until: 2026-06-26}",
        ),
    );
    let has = |person: &str| records.run(&["--as", person, "agenda"]).ok().contains("returned: who signs?");
    assert!(has("tom") && !has("priya"));
}

#[test]
fn a_name_that_several_submitted_clients_have_is_not_guessed() {
    let records = submitted();
    assert_data_eq!(
        records.run(&["review", "approve", "ltd"]).screen(),
        str![[r#"
| error: “ltd” could mean several clients of 2026-W26
| hint: name one of them: Ashcombe Dairies Ltd_20260414 and Harbour Foods Ltd_20260512
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "approve", "quayside"]).screen(),
        str![[r#"
| error: Quayside Brewery Ltd_20260528 is in nobody's submission of 2026-W26
| hint: `salesrec review show PERSON` lists what was submitted; `--week` names another week
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "approve", "harbuor"]).screen(),
        str![[r#"
| error: no client named “harbuor”
| hint: did you mean `Harbour Foods Ltd_20260512`?
| hint: `salesrec list --all` shows all names
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["review", "approve", "harbour", "--person", "priya"]).screen(),
        str![[r#"
| error: Priya Nair has not submitted 2026-W26
| hint: `salesrec review status` shows who has
exit 2

"#]]
    );
}

#[cfg(unix)]
#[test]
fn git_shows_what_has_changed_since_the_approval() {
    let records = submitted();
    records.git(&["init", "-q"]);
    records.run(&["--as", "tom.ashdown", "need", "add", "harbour", "an answer before the audit"]).ok();
    records.run(&["--as", "tom.ashdown", "submit"]).ok();
    let shown = records.run(&["review", "approve", "harbour"]);
    assert!(shown.stderr.contains("commit the records"), "{}", shown.screen());
    records.git(&["add", "."]);
    records.git(&["commit", "-qm", "week 26"]);
    records.run(&["--as", "tom.ashdown", "deal", "set", "harbour", "--value", "30k"]).ok();
    assert_data_eq!(
        records.run(&["review", "show", "tom", "harbour"]).screen(),
        str![[r#"
Harbour Foods Ltd_20260512  Tom Ashdown  2026-W26 (06-22 – 06-28)

- Harbour Foods Ltd  approved by Margaret Oduya, 2026-06-26 Fri 16:30

The record has changed since it was approved.

- value 24,600 GBP → 30,000 GBP

--- a/clients/Harbour Foods Ltd_20260512.yaml
+++ b/clients/Harbour Foods Ltd_20260512.yaml
@@ -29,7 +29,7 @@
 deals:
   - name: Chill chain monitoring
     stage: Needs confirmed
-    value: 24600
+    value: 30000
     expected_close: 2026-08-14
     intent: high
     competitors: [Frostline]

Chill chain monitoring  as it stood
  stage:       Needs confirmed
  value:       24,600 GBP
  signing:     2026-08-14 Fri
  needs:       an alarm to the night shift within five minutes; records that an auditor accepts
               without paper; no cabling in the wash-down area; proof against the haulier in
               disputed deliveries; an answer before the audit
  next action: Present the 40-point design in Poole and leave quote Q-2641  2026-07-01 Wed 10:30

"#]]
    );
    let whole = |shown: &crate::support::Shown| {
        let (_, whole) = shown.ok().split_once("\nThe whole record then\n").expect("the whole record");
        assert!(whole.contains("client: Harbour Foods Ltd"), "{}", shown.screen());
        assert!(whole.contains("value: 24600") && !whole.contains("30000"), "{}", shown.screen());
    };
    whole(&records.run(&["review", "show", "tom", "harbour", "--full"]));
    records.remove(HARBOUR);
    whole(&records.run(&["review", "show", "tom", "harbour"]));
}

#[test]
fn what_only_other_files_show_is_asked_about_and_a_damaged_record_is_named() {
    let records = submitted();
    records.write("clients/Harbour Again_20260601.yaml", records.read(HARBOUR));
    records.write("clients/Broken_20260101.yaml", "client: [broken\n");
    let reviewed = records.run(&["review", "tom"]).screen();
    let about = |name: &str| {
        let (_, rest) = reviewed.split_once(&format!("\n{name}\n")).expect(name);
        rest.split("\n\n").next().unwrap_or_default().to_string()
    };
    assert_data_eq!(
        about("Harbour Foods Ltd  to be reviewed"),
        str!["  - gap: the tax number is the same as in Harbour Again_20260601"]
    );
    assert_data_eq!(
        about("Harbour Foods Ltd  not in this week's submission"),
        str![[r#"
  - gap: by its content the file should be called `Harbour Foods Ltd_20260512`
  - gap: the tax number is the same as in Harbour Foods Ltd_20260512
"#]]
    );
    assert!(reviewed.contains("clients/Broken_20260101.yaml:1:9"), "{reviewed}");
    // The other one is no part of the week, and the first has not changed.
    let approved = records.run(&["review", "approve", "--all-clean", "--dry-run"]).screen();
    assert!(!approved.contains("Harbour"), "{approved}");
}

#[test]
fn nothing_private_is_quoted_of_a_crowded_day() {
    let records = submitted();
    let text = records.read(HARBOUR);
    let one = |at: usize| {
        format!("  - {{action: 'follow up, password: hunter2-X9{at}', owner: tom.ashdown, due: 2026-06-30}}\n")
    };
    let many: String = (0..5).map(one).collect();
    records.write(HARBOUR, text.replacen("actions:\n", &format!("actions:\n{many}"), 1));
    let reviewed = records.run(&["review", "tom"]).screen();
    assert!(reviewed.contains("“follow up, password: ***********” is one of 6 actions on"), "{reviewed}");
    assert!(!reviewed.contains("hunter2"), "{reviewed}");
}
