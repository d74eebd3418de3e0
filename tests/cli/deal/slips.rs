use snapbox::assert_data_eq;
use snapbox::str;

use crate::support::Records;

#[test]
fn a_competitor_that_looks_like_a_known_one_is_warned_of_with_the_command_that_corrects() {
    let records = Records::en();
    let before = records.all();
    let shown = records.run(&["deal", "set", "harbour", "--competitor", "Calibre"]);
    assert_data_eq!(
        shown.stderr,
        str![[r#"
warning: “Calibre” looks like “Calibra”, which is there already
hint: to correct it: `salesrec deal set 'Harbour Foods Ltd_20260512' --no-competitor Calibre --competitor Calibra`

"#]]
    );
    let words = ["deal", "set", "Harbour Foods Ltd_20260512", "--no-competitor", "Calibre", "--competitor", "Calibra"];
    assert_eq!(records.run(&words).stderr, "");
    let diff = records.diff("clients/Harbour Foods Ltd_20260512.yaml", &before);
    assert!(diff.contains("+    competitors: [Frostline, Calibra]"), "{diff}");
}

#[test]
fn a_deal_that_looks_like_one_that_is_there_is_warned_of() {
    let records = Records::zh();
    let shown = records.run(&["deal", "add", "星河", "彩盒视觉检测现"]);
    assert_data_eq!(
        shown.stderr,
        str![[r#"
警告：“彩盒视觉检测现”与已有的“彩盒视觉检测线”相近
提示：如果是同一个商机：`salesrec undo`

"#]]
    );
    assert_eq!(records.run(&["deal", "add", "星河", "喷码机改造"]).stderr, "");
}

#[test]
#[cfg(unix)]
fn on_a_terminal_it_is_asked_which_is_meant() {
    use crate::support::terminal::{ENTER, Terminal};
    let records = Records::en();
    let mut terminal = Terminal::run(&records, &["deal", "set", "harbour", "--competitor", "Calibre"]);
    terminal.sees("“Calibre” is new here; which is meant?").press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    assert!(records.read("clients/Harbour Foods Ltd_20260512.yaml").contains("[Frostline, Calibra]"), "{screen}");
}
