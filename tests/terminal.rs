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

#[test]
fn an_action_that_was_not_named_is_asked_for() {
    let records = Records::en();
    let mut terminal = Terminal::run(&records, &["done", "tarrant"]);
    terminal.sees("which?").sees("n5wb").press(DOWN).press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("z8ce"), "{screen}");
}

#[test]
fn an_industry_and_a_region_that_look_like_slips_are_asked_about() {
    let records = Records::en();
    let words = ["add", "Peak Foods", "--industry", "Food-Diary", "--region", "Norht", "--source", "Referral"];
    let mut terminal = Terminal::run(&records, &words);
    terminal.sees("“Food-Diary” is new here; which is meant?").sees("> Food-Dairy").press(ENTER);
    terminal.sees("“Norht” is new here").press(DOWN).press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    let record = records.read("clients/Peak Foods_20260626.yaml");
    assert!(record.contains("industry: Food-Dairy\n") && record.contains("region: Norht\n"), "{record}");
}

/// A small team with a vocabulary and a client whose deal lacks what its stage requires.
fn one_deal() -> Records {
    let records = Records::small();
    let settings = records.read("salesrec.toml");
    records.write(
        "salesrec.toml",
        settings
            + "requires = [\"value\"]\n\n[[stages]]\nname = \"Offer\"\nrequires = [\"expected_close\", \"needs\"]\n\n\
               [vocabulary]\nmethods = [\"Phone\", \"Meeting\"]\n",
    );
    records.write(
        "clients/Harbour_20260301.yaml",
        "client: Harbour\nowner: ann\ncontacts:\n  - name: Ruth\n  - name: Tom\ndeals:\n  - name: Line\n    stage: Lead\n\
         log:\n  - {at: 2026-06-20 10:00, by: ann, method: Meeting, with: [Tom], summary: hello}\n",
    );
    records
}

const CLIENT: &str = "clients/Harbour_20260301.yaml";

#[test]
fn log_asks_for_the_entry_and_for_what_the_stage_lacks_with_defaults_of_the_last_entry() {
    let records = one_deal();
    let mut terminal = Terminal::run(&records, &["log", "harbour"]);
    terminal.sees("What was said?").press("They want it").press(ENTER);
    terminal.sees("How?").sees("> Meeting").press(ENTER);
    terminal.sees("With whom?").sees("[x] Tom").press(ENTER);
    terminal.sees("deal value").press("48000").press(ENTER);
    terminal.sees("What is the next action?").press("send the quote").press(ENTER);
    terminal.sees("Until when?").press("fri").press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    let record = records.read(CLIENT);
    for line in ["summary: They want it", "method: Meeting", "with: [Tom]", "value: 48000", "action: send the quote"] {
        assert!(record.contains(line), "{line}\n{record}\n{screen}");
    }
}

#[test]
fn esc_steps_back_and_what_was_said_is_still_there() {
    let records = one_deal();
    let mut terminal = Terminal::run(&records, &["log", "harbour", "--no-next", "waiting", "--lang", "zh"]);
    terminal.sees("沟通了什么？").press("They wnt it").press(ENTER).sees("沟通方式？").sees("> Meeting");
    terminal.press(ESC).sees("（返回）").press("\x7f\x7f\x7f\x7f\x7fant it").press(ENTER);
    terminal
        .sees("They want it")
        .press(DOWN)
        .press(ENTER)
        .sees("与谁沟通？")
        .press(ENTER)
        .sees("商机金额")
        .press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    let record = records.read(CLIENT);
    assert!(record.contains("summary: They want it") && !record.contains("value:"), "{record}\n{screen}");
}

#[test]
fn ctrl_c_leaves_nothing_half_written() {
    let records = one_deal();
    let before = records.all();
    let mut terminal = Terminal::run(&records, &["log", "harbour"]);
    terminal.sees("What was said?").press("They want it").press(ENTER).sees("How?").press(CTRL_C);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 2, "{screen}");
    assert!(screen.contains("stopped; nothing was written"), "{screen}");
    assert_eq!(records.changed(&before), [""; 0]);
}

#[test]
fn an_answer_that_is_none_is_asked_again() {
    let records = one_deal();
    let mut terminal = Terminal::run(
        &records,
        &["log", "harbour", "They want it", "--next", "send it", "--due", "fri", "--stage", "offer"],
    );
    terminal.sees("expected close date").press("32 May").press(ENTER).sees("31 days\n? expected close date");
    terminal.press("\x7f\x7f\x7f\x7f\x7f\x7f2026-09-01").press(ENTER);
    terminal.sees("stated need").press("a quiet pump").press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    let record = records.read(CLIENT);
    assert!(record.contains("expected_close: 2026-09-01") && record.contains("need: a quiet pump"), "{record}");
}

#[test]
fn a_whole_line_asks_nothing_but_what_would_be_refused() {
    let records = one_deal();
    let words = ["log", "harbour", "They want it", "--next", "send the quote", "--due", "fri"];
    let (code, screen) = Terminal::run(&records, &words).ends();
    assert_eq!((code, screen.contains('?')), (0, false), "{screen}");
    let records = one_deal();
    let mut terminal = Terminal::run(&records, &["log", "harbour", "They want it"]);
    terminal
        .sees("What is the next action?")
        .press("send the quote")
        .press(ENTER)
        .sees("Until when?")
        .press("fri")
        .press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    let (code, screen) = Terminal::run(&one_deal(), &["log", "harbour", "They want it", "--no-input"]).ends();
    assert_eq!(code, 2, "{screen}");
    assert!(screen.contains("would be left without a next action"), "{screen}");
}

#[test]
fn advance_asks_for_what_the_next_stage_requires() {
    let records = one_deal();
    let mut terminal = Terminal::run(&records, &["advance", "harbour"]);
    terminal.sees("expected close date").press("2026-09-01").press(ENTER);
    terminal.sees("stated need").press("a quiet pump").press(ENTER);
    let (code, screen) = terminal.ends();
    assert_eq!(code, 0, "{screen}");
    assert!(records.read(CLIENT).contains("stage: Offer"), "{screen}");
    let (code, screen) = Terminal::run(&one_deal(), &["advance", "harbour", "--no-input"]).ends();
    assert_eq!(code, 2, "{screen}");
}
