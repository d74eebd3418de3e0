//! A bundle on its way: archive, encryption, manifest; and the same bytes each time.

#[cfg(feature = "encrypt")]
use std::io::Read;

use super::handover;
use crate::support::Records;

fn one() -> Records {
    let records = Records::en();
    let clients = [("Harbour Foods Ltd_20260512".to_string(), "callum.reid")];
    records.write("handovers/2026-06-26_tom.ashdown_callum.reid.yaml", handover("tom.ashdown", &clients));
    records
}

#[test]
fn the_same_records_and_the_same_now_give_the_same_bytes() {
    let records = one();
    for out in ["a", "b"] {
        records.run(&["handover", "bundle", "--out", out, "--lang", "both", "--format", "docx,xlsx,html,md,json"]).ok();
        records.run(&["handover", "bundle", "--out", out, "--zip"]).ok();
    }
    let all = records.all();
    for file in ["docx", "xlsx", "html", "md", "json"].map(|form| format!("handover.{form}")) {
        assert_eq!(all[&format!("a/{file}")], all[&format!("b/{file}")], "{file}");
    }
    assert_eq!(all["a/manifest.json"], all["b/manifest.json"]);
    assert_eq!(all["a.zip"], all["b.zip"]);
}

#[test]
fn verify_tells_what_became_of_a_bundle() {
    let records = one();
    records.run(&["handover", "bundle", "--out", "out", "--format", "md,json"]).ok();
    records.run(&["handover", "bundle", "--out", "out", "--format", "md,json", "--zip"]).ok();
    for bundle in ["out", "out.zip"] {
        assert_eq!(records.run(&["handover", "verify", bundle]).code, 0, "{bundle}");
    }
    records.write("out/handover.md", "another");
    records.remove("out/handover.json");
    records.write("out/extra.txt", "x");
    let shown = records.run(&["handover", "verify", "out"]);
    snapbox::assert_data_eq!(
        shown.screen(),
        snapbox::str![[r#"
File           Status
handover.md    changed
handover.json  missing
extra.txt      not listed
| 3 of 3 files are not as they were made
exit 1

"#]]
    );
    assert_eq!(records.run(&["handover", "verify", "clients"]).code, 2);
    assert_eq!(records.run(&["handover", "verify", "nowhere"]).code, 2);
}

#[cfg(feature = "encrypt")]
#[test]
fn an_encrypted_bundle_opens_with_the_key_and_only_with_it() {
    let records = one();
    let (own, other) = (age::x25519::Identity::generate(), age::x25519::Identity::generate());
    let key = own.to_public().to_string();
    let made = records.run(&["handover", "bundle", "--out", "out", "--format", "md", "--encrypt-to", &key]);
    assert!(made.stderr.contains("age -d -i KEY -o bundle.zip out.zip.age"), "{}", made.screen());
    let bytes = records.all()["out.zip.age"].clone();
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"), "what the standard tool reads");
    let open = |identity: &age::x25519::Identity| age::decrypt(identity, &bytes).ok();
    assert!(open(&other).is_none());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(open(&own).unwrap())).unwrap();
    let mut page = String::new();
    archive.by_name("handover.md").unwrap().read_to_string(&mut page).unwrap();
    assert!(page.contains("Harbour Foods"));
    let shown = records.run(&["handover", "verify", "out.zip.age"]);
    assert!(shown.code == 2 && shown.stderr.contains("age -d"), "{}", shown.screen());
}

#[cfg(feature = "encrypt")]
#[test]
fn ssh_keys_and_files_with_keys_are_taken_and_others_refused() {
    let records = one();
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN alice@rust";
    records.write("id.pub", key);
    for key in [key, "id.pub"] {
        records.run(&["handover", "bundle", "--out", "out", "--format", "md", "--force", "--encrypt-to", key]).ok();
    }
    for key in ["age1qqqq", "nobody", "AGE-SECRET-KEY-1QQQ"] {
        let refused = records.run(&["handover", "bundle", "--out", "no", "--encrypt-to", key]);
        assert_eq!(refused.code, 2, "{key}");
        assert!(!records.file("no.zip.age").exists());
    }
    let secret = records.run(&["handover", "bundle", "--out", "no", "--encrypt-to", "AGE-SECRET-KEY-1QQQ"]);
    assert!(!secret.stderr.contains("1QQQ"), "a secret is not said again: {}", secret.stderr);
}

#[test]
fn a_bundle_that_is_there_is_not_written_over() {
    let records = one();
    let words = ["handover", "bundle", "--out", "out", "--format", "md"];
    records.run(&words).ok();
    let refused = records.run(&words);
    assert!(refused.code == 2 && refused.stderr.contains("--force"), "{}", refused.screen());
    records.write("mine/letter.txt", "x");
    assert_eq!(
        records.run(&["handover", "bundle", "--out", "mine", "--format", "md"]).code,
        2,
        "a folder of something else"
    );
    records.run(&["handover", "bundle", "--out", "out", "--format", "md", "--force"]).ok();
}

#[test]
fn it_says_which_commit_it_shows() {
    let records = one();
    let git = |words: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.arg("-C").arg(records.path()).args(["-c", "user.name=x", "-c", "user.email=x@example.com"]).args(words);
        assert!(command.output().unwrap().status.success(), "{words:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "x"]);
    records.run(&["handover", "bundle", "--out", "out", "--format", "md"]).ok();
    let page = records.read("out/handover.md");
    assert!(page.contains("Records of 2026-06-26 16:30, commit ") && !page.contains("not committed"));
    records.write("clients/new_20260601.yaml", "client: New\n");
    records.run(&["handover", "bundle", "--out", "out", "--format", "md", "--force"]).ok();
    assert!(records.read("out/handover.md").contains("and changes not committed"));
}
