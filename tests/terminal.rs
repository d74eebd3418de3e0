//! What is asked on a terminal, and what is not.

use crate::support::Records;
use crate::support::terminal::{CTRL_C, DOWN, ENTER, ESC, Terminal};

fn two_alike() -> Records {
    let records = Records::small();
    records.write("clients/华为技术_20260301.yaml", "client: 华为技术\nowner: ann\n");
    records.write("clients/华为云_20260302.yaml", "client: 华为云\n");
    records
}

#[test]
fn several_clients_are_a_choice_on_a_terminal() {
    let records = two_alike();
    let mut terminal = Terminal::run(&records, &["show", "huawei"]);
    terminal.sees("which?").sees("华为云_20260302").press(DOWN).press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("clients/华为云_20260302.yaml"), "{screen}");
}

#[test]
fn the_own_client_comes_first_in_the_choice() {
    let records = two_alike();
    let mut terminal = Terminal::run(&records, &["show", "huawei", "--lang", "zh"]);
    terminal.sees("是哪一个？").press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("clients/华为技术_20260301.yaml"), "{screen}");
}

#[test]
fn a_near_miss_is_asked_about() {
    let records = two_alike();
    let mut terminal = Terminal::run(&records, &["show", "华为计术"]);
    terminal.sees("did you mean").press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("clients/华为技术_20260301.yaml"), "{screen}");
}

#[test]
fn a_choice_that_is_left_is_the_failure_that_it_was() {
    let records = two_alike();
    let mut terminal = Terminal::run(&records, &["show", "huawei"]);
    terminal.sees("which?").press(ESC);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 2, "{screen}");
    assert!(screen.contains("error: “huawei” could mean 2 clients"), "{screen}");
    let mut terminal = Terminal::run(&records, &["show", "huawei"]);
    terminal.sees("which?").press(CTRL_C);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 2, "{screen}");
    assert!(screen.contains("error: stopped; nothing was written"), "{screen}");
}

#[test]
fn nothing_is_asked_with_no_input() {
    let records = two_alike();
    let (code, screen) = Terminal::run(&records, &["show", "huawei", "--no-input"]).ends();
    assert_eq!(code, 2, "{screen}");
    assert!(!screen.contains("which?"), "{screen}");
}

#[test]
fn a_deal_that_was_not_named_is_asked_for() {
    let records = Records::en();
    let mut terminal =
        Terminal::run(&records, &["log", "pennine", "They like the quote", "--no-next", "waiting for the board"]);
    terminal.sees("which?").sees("Courier boxes").press("cour").press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("Courier boxes"), "{screen}");
}
