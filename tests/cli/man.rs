use snapbox::{assert_data_eq, str};

use crate::support::Records;

#[test]
fn man_prints_the_page_of_the_program() {
    let records = Records::none();
    let page = records.run(&["man"]);
    assert!(page.ok().contains(".TH salesrec 1"), "{}", page.screen());
    assert!(page.ok().contains("salesrec\\-overdue(1)"), "{}", page.screen());
    assert_eq!(records.run(&["man", "--format", "json"]).ok(), page.ok());
}

#[test]
fn man_writes_a_page_for_every_command_and_again_over_it() {
    let records = Records::none();
    for _ in 0..2 {
        let made = records.run(&["man", "--out", "share/man1", "--format", "json"]).json();
        let pages: Vec<&str> = made["pages"].as_array().unwrap().iter().filter_map(|page| page.as_str()).collect();
        for page in ["salesrec.1", "salesrec-log.1", "salesrec-person.1", "salesrec-person-add.1"] {
            assert!(pages.contains(&page), "{pages:?}");
        }
        assert_eq!(records.all().len(), pages.len());
    }
    let log = records.read("share/man1/salesrec-log.1");
    assert!(log.contains("latent\\-need") && log.contains("One line after each call"), "{log}");
}

#[test]
fn man_says_what_it_wrote_in_both_languages() {
    let records = Records::none();
    let english = records.run(&["man", "--out", "man"]).screen();
    let number = english.split_whitespace().nth(1).unwrap().to_string();
    assert_data_eq!(
        english.replace(&number, "N"),
        str![[r#"
Wrote N manual pages  man

"#]]
    );
    let chinese = records.run(&["man", "--out", "zh", "--lang", "zh"]).screen();
    assert_data_eq!(
        chinese.replace(&number, "N"),
        str![[r#"
已写入 N 个手册页  zh

"#]]
    );
    assert!(records.read("zh/salesrec-log.1").contains("沟通"));
}

#[test]
fn man_says_where_it_cannot_write() {
    let records = Records::none();
    records.write("file", "");
    let shown = records.run(&["man", "--out", "file"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains(" --> file/salesrec.1\n"), "{}", shown.screen());
}
