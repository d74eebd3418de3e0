use crate::support::Records;

#[test]
fn every_shell_gets_a_script_that_knows_the_commands() {
    let records = Records::none();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = records.run(&["completions", shell]);
        for word in ["overdue", "latent-need", "dry-run"] {
            assert!(script.ok().contains(word), "{shell} knows {word}");
        }
    }
}

#[test]
fn bash_takes_the_script() {
    let records = Records::none();
    let script = records.run(&["completions", "bash"]);
    records.write("salesrec.bash", script.ok());
    let words = "source ./salesrec.bash && COMP_WORDS=(salesrec ov) COMP_CWORD=1 && _salesrec salesrec ov salesrec && \
                 printf '%s\\n' \"${COMPREPLY[@]}\"";
    let bash = std::process::Command::new("bash").args(["-c", words]).current_dir(records.path()).output();
    let Ok(bash) = bash else { return };
    assert_eq!(String::from_utf8_lossy(&bash.stdout), "overdue\n", "{}", String::from_utf8_lossy(&bash.stderr));
}

#[test]
fn the_descriptions_are_in_the_language_of_the_run() {
    let records = Records::none();
    assert!(records.run(&["completions", "fish", "--lang", "zh"]).ok().contains("列出逾期事项"));
    assert!(records.run(&["completions", "fish"]).ok().contains("List what is overdue"));
}

#[test]
fn a_shell_that_is_none_is_refused_with_those_that_are() {
    let shown = Records::none().run(&["completions", "bsh"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("bash, elvish, fish, powershell, zsh"), "{}", shown.screen());
}
