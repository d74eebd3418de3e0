use std::collections::BTreeMap;
use std::time::Duration;

use snapbox::{assert_data_eq, str};

use super::{TOM, from_tom_to_priya};
use crate::support::Records;

/// All of Tom's clients, accepted by Priya.
fn accepted() -> Records {
    let records = from_tom_to_priya();
    records.run(&["--as", "priya", "handover", "accept"]).ok();
    records
}

fn clients(records: &Records) -> BTreeMap<String, Vec<u8>> {
    records.all().into_iter().filter(|(path, _)| path.starts_with("clients/")).collect()
}

#[test]
fn a_transfer_moves_what_was_accepted_and_undo_puts_back_every_byte() {
    let records = accepted();
    let before = clients(&records);
    let handover = records.read(TOM);
    assert_data_eq!(
        records.run(&["handover", "transfer"]).screen(),
        str![[r#"
Moved 7 clients  Tom Ashdown → Priya Nair

Client                New owner   Actions  Milestones  Other matters  Support
Ashcombe Dairies Ltd  Priya Nair        1           1              0        3
Harbour Foods Ltd     Priya Nair        1           0              0        2
Quayside Brewery Ltd  Priya Nair        2           1              0        3
Tarrant Labs Ltd      Priya Nair        2           2              0        3
Cobbold Catering Ltd  Priya Nair        1           0              0        3
Greyfriars Biobank    Priya Nair        1           0              0        2
Wexcombe Flowers Ltd  Priya Nair        0           0              0        1
| `salesrec handover undo 2026-06-26_tom.ashdown_priya.nair` takes it back, as long as the files are not changed

"#]]
    );
    assert_eq!(records.changed(&before).iter().filter(|path| path.starts_with("clients/")).count(), 7);
    assert!(records.run(&["list", "--owner", "tom", "--format", "ids"]).ok().is_empty());
    assert_data_eq!(records.run(&["handover", "undo", "--dry-run", "--format", "json"]).code.to_string(), "0");
    assert_data_eq!(
        records.run(&["handover", "undo"]).screen(),
        str![[r#"
Took back  2026-06-26_tom.ashdown_priya.nair

- 7 clients as before, byte for byte

"#]]
    );
    assert_eq!(clients(&records), before);
    assert_eq!(records.read(TOM), handover);
    assert_data_eq!(
        records.run(&["handover", "undo"]).screen(),
        str![[r#"
| error: the handover was worked on since it was made; nothing was undone
|  --> handovers/2026-06-26_tom.ashdown_priya.nair.yaml
| hint: `salesrec handover undo 2026-06-26_tom.ashdown_priya.nair --discard` takes it back altogether
exit 2

"#]]
    );
    assert_eq!(records.read(TOM), handover, "what was accepted since the making is not thrown away");
}

#[test]
fn a_handover_that_was_just_made_is_undone() {
    let records = super::en();
    let before = records.all();
    records.run(&["handover", "--from", "tom", "--to", "priya"]).ok();
    assert_data_eq!(
        records.run(&["handover", "undo"]).screen(),
        str![[r#"
Took back  2026-06-26_tom.ashdown_priya.nair

- the handover's file is gone

"#]]
    );
    assert_eq!(records.all(), before);
}

#[test]
fn undo_keeps_what_was_noted_since_and_refuses_when_a_client_was_changed() {
    let records = accepted();
    let before = clients(&records);
    let handover = records.read(TOM);
    records.run(&["handover", "transfer"]).ok();
    records.run(&["handover", "check", "1"]).ok();
    records.run(&["handover", "undo"]).ok();
    assert_eq!(clients(&records), before);
    let done = handover.replacen(
        "owner: tom.ashdown, due: 2026-06-30",
        "owner: tom.ashdown, due: 2026-06-30, done: 2026-06-26",
        1,
    );
    let settled = |text: &str| text.lines().filter(|line| !line.contains("plan: []")).collect::<Vec<_>>().join("\n");
    assert_eq!(settled(&records.read(TOM)), settled(&done));
    records.run(&["handover", "transfer"]).ok();
    records.run(&["log", "harbour", "Called.", "--no-next", "x", "--as", "priya"]).ok();
    let now = records.all();
    assert_data_eq!(
        records.run(&["handover", "undo"]).screen(),
        str![[r#"
| error: the file was changed since; nothing was undone
|  --> clients/Harbour Foods Ltd_20260512.yaml
| hint: take back that change first, or use `git revert`
exit 2

"#]]
    );
    assert_eq!(records.all(), now);
}

/// Every scalar of a YAML file by its route.
fn scalars(value: &yaml_serde::Value, route: &str, out: &mut BTreeMap<String, String>) {
    match value {
        yaml_serde::Value::Mapping(entries) => {
            for (key, value) in entries {
                scalars(value, &format!("{route}.{}", key.as_str().unwrap()), out);
            }
        }
        yaml_serde::Value::Sequence(items) => {
            for (at, value) in items.iter().enumerate() {
                scalars(value, &format!("{route}[{at}]"), out);
            }
        }
        other => drop(out.insert(route.to_string(), format!("{other:?}"))),
    }
}

#[test]
fn nothing_but_owner_fields_changes() {
    for records in [accepted(), {
        let records = Records::zh();
        records.run(&["handover", "--to", "赵"]).ok();
        records.run(&["--as", "zhao.mingyuan", "handover", "accept"]).ok();
        records
    }] {
        let before = clients(&records);
        records.run(&["handover", "transfer", "--no-support"]).ok();
        let mut seen = BTreeMap::new();
        for (path, old) in before {
            let read = |bytes: &[u8]| {
                let mut found = BTreeMap::new();
                scalars(&yaml_serde::from_slice(bytes).unwrap(), "", &mut found);
                found
            };
            let (old, new) = (read(&old), read(records.read(&path).as_bytes()));
            let routes = old.keys().chain(new.keys()).filter(|route| old.get(*route) != new.get(*route));
            for route in routes {
                let shape: String = route.chars().filter(|c| !c.is_ascii_digit()).collect();
                *seen.entry(shape).or_insert(0) += 1;
            }
        }
        for shape in seen.keys() {
            let owner = [
                ".owner",
                ".owners[].owner",
                ".owners[].from",
                ".owners[].until",
                ".owners[].handover",
                ".actions[].owner",
                ".deals[].milestones[].owner",
                ".deals[].project.issues[].owner",
                ".deals[].project.risks[].owner",
                ".service[].by",
            ];
            assert!(owner.contains(&shape.as_str()), "{shape} changed");
        }
        assert!(seen.len() >= 7, "{seen:?}");
    }
}

#[test]
fn the_log_the_history_promises_and_lost_deals_stay_as_they_were() {
    let records = accepted();
    let count = |records: &Records, words: &str| {
        clients(records).values().map(|bytes| String::from_utf8_lossy(bytes).matches(words).count()).sum::<usize>()
    };
    let by = count(&records, "by: tom.ashdown");
    records.run(&["handover", "transfer"]).ok();
    assert_eq!(count(&records, "by: tom.ashdown"), by);
    assert!(by > 20);
}

#[test]
fn what_is_kept_stays_with_the_giver() {
    let records = accepted();
    let before = records.all();
    let path = "clients/Ashcombe Dairies Ltd_20260414.yaml";
    let words = [
        "handover",
        "transfer",
        "ashcombe",
        "--no-support",
        "--keep",
        "ashcombe:Terms agreed",
        "--keep",
        "Ashcombe:rent contract",
    ];
    records.run(&words).ok();
    assert_data_eq!(
        records.diff(path, &before),
        str![[r#"
--- a/clients/Ashcombe Dairies Ltd_20260414.yaml
+++ b/clients/Ashcombe Dairies Ltd_20260414.yaml
@@ -8,7 +8,13 @@
 tax_id: "GB999188629"
 source: Online
 first_contact: 2026-04-14
-owner: tom.ashdown
+owner: priya.nair
+
+owners:
+- owner: tom.ashdown
+  from: 2026-04-14
+  until: 2026-06-26
+  handover: 2026-06-26_tom.ashdown_priya.nair
 
 contacts:
 - name: George Ashcombe

"#]]
    );
    let shown = records.run(&["handover", "transfer", "harbour", "--keep", "ashcombe:x"]);
    assert_eq!(shown.code, 2);
    assert_data_eq!(
        records.run(&["handover", "transfer", "harbour", "--keep", "x"]).screen(),
        str![[r#"
| error: “x” does not say of which client
| hint: write `--keep CLIENT:ACTION`
exit 2

"#]]
    );
}

#[test]
fn countersignatures_are_waited_for_where_they_are_configured() {
    let records = super::en();
    let settings = records.read("salesrec.toml");
    let signers = "[handover]\nsigners = [\"receiver\", \"supervisor\", \"finance\"]\n";
    records.write("salesrec.toml", settings.replace("[handover]\n", signers));
    records.run(&["handover", "--from", "tom", "--to", "priya", "--client", "harbour"]).ok();
    assert_data_eq!(
        records.run(&["--as", "priya", "handover", "accept"]).screen(),
        str![[r#"
Accepted 1 client from Tom Ashdown

- Harbour Foods Ltd_20260512

still to be accepted: 0 clients
| next they are countersigned by supervisor and finance: `salesrec handover countersign`

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "transfer"]).screen(),
        str![[r#"
| error: no client is ready to be moved
| caused by: 1 to be countersigned
| hint: it is to be countersigned first: `salesrec handover countersign`
exit 2

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "countersign"]).screen(),
        str![[r#"
Countersigned 1 client  as supervisor

- Harbour Foods Ltd_20260512

"#]]
    );
    assert_data_eq!(
        records.run(&["--as", "helen", "handover", "countersign", "--lang", "zh"]).screen(),
        str![[r#"
已会签 1 个客户  以财务身份

- Harbour Foods Ltd_20260512

"#]]
    );
    assert_data_eq!(
        records.run(&["handover", "countersign"]).screen(),
        str![[r#"
| error: nothing waits for your signature
| hint: `salesrec handover status` shows how far each is
exit 2

"#]]
    );
    records.run(&["handover", "transfer"]).ok();
}

#[test]
fn a_client_that_is_sent_back_waits_for_the_giver() {
    let records = accepted();
    let reject =
        ["handover", "reject", "cobb", "--reason", "incomplete", "--note", "Who decides there?", "--as", "priya"];
    assert_data_eq!(
        records.run(&reject).screen(),
        str![[r#"
Sent back Cobbold Catering Ltd_20260526 → Tom Ashdown

why:        incomplete
note:       Who decides there?
settled by: 2026-06-30 Tue
| when it is settled: `salesrec handover accept CLIENT`

"#]]
    );
    records.run(&["handover", "transfer"]).ok();
    assert_data_eq!(
        records.run(&["handover", "transfer", "cobb"]).screen(),
        str![[r#"
| error: Cobbold Catering Ltd_20260526 was sent back by its receiver
| caused by: nothing was written
exit 2

"#]]
    );
    let late = records.run(&["handover", "status"]);
    assert!(late.ok().contains("sent back"), "{}", late.screen());
    assert!(records.read("clients/Cobbold Catering Ltd_20260526.yaml").contains("owner: tom.ashdown\n"));
    records.run(&["--as", "priya", "handover", "accept", "cobb"]).ok();
    records.run(&["handover", "transfer"]).ok();
    assert_data_eq!(
        records.run(&reject).screen(),
        str![[r#"
| error: Cobbold Catering Ltd_20260526 is yours already
| hint: `salesrec handover undo 2026-06-26_tom.ashdown_priya.nair` takes the transfer back
exit 2

"#]]
    );
}

#[test]
fn an_archived_or_renamed_client_stays_in_its_handover() {
    let records = accepted();
    records.run(&["archive", "wexcombe"]).ok();
    records.run(&["rename", "harbour", "Harbour Chilled Foods Ltd"]).ok();
    let handover = records.read(TOM);
    assert!(handover.contains("client: Harbour Chilled Foods Ltd_20260512"), "{handover}");
    assert!(!handover.contains("Harbour Foods"), "{handover}");
    records.run(&["handover", "transfer"]).ok();
    assert!(records.read("archive/Wexcombe Flowers Ltd_20260410.yaml").contains("owner: priya.nair"));
    assert!(records.read("clients/Harbour Chilled Foods Ltd_20260512.yaml").contains("owner: priya.nair"));
}

/// A team of two with 30 clients of Ann's, all accepted by Bob.
fn many() -> Records {
    let records = Records::small();
    let settings =
        records.read("salesrec.toml").replace("id = \"ann\"\n", "id = \"ann\"\n\n[[people]]\nid = \"bob\"\n");
    records.write("salesrec.toml", settings);
    for at in 0..30 {
        records.write(&format!("clients/c{at:02}_20260101.yaml"), format!("client: Client {at:02}\nowner: ann\n"));
    }
    records.run(&["handover", "--to", "bob"]).ok();
    records.run(&["--as", "bob", "handover", "accept"]).ok();
    records
}

#[test]
fn a_transfer_that_is_killed_at_any_moment_is_finished_or_never_was() {
    let records = many();
    let owned = |owner: &str| {
        let of = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(&format!("\nowner: {owner}\n"));
        clients(&records).values().filter(|bytes| of(bytes)).count()
    };
    let (mut finished, mut never, mut halfway) = (0, 0, 0);
    for round in 0..16 {
        let mut child = records.command(&["handover", "transfer"]).spawn().unwrap();
        // From the moment at which the journal is written, a little later in every round.
        let journal = records.file(".salesrec/journal/current.json");
        while !journal.exists() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_millis(round));
        child.kill().unwrap();
        child.wait().unwrap();
        halfway += usize::from(records.file(".salesrec/journal/current.json").exists());
        // The next command that writes, whatever it is, settles it.
        records.run(&["handover", "note", "Still here."]).ok();
        assert!(!records.file(".salesrec/journal/current.json").exists());
        match (owned("ann"), owned("bob")) {
            (30, 0) => never += 1,
            (0, 30) => {
                finished += 1;
                records.run(&["handover", "undo"]).ok();
            }
            halves => panic!("round {round}: {halves:?}"),
        }
    }
    assert!(halfway > 0 && finished + never == 16, "{finished} {never} {halfway}");
}
