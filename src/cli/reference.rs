//! The command reference, docs/commands.md: made from the clap tree, so that it cannot fall behind.

use std::fmt::Write as _;

use clap::{Arg, Command};

use super::command;
use crate::lang::Lang;

const OPENING: &str = "\
# Commands

Made from the program's own help by `UPDATE_DOCS=1 cargo test --test cli docs`; change the doc comments in
`src/commands/`, not this page. `salesrec COMMAND --help` says the same, in English or Chinese.
";

/// Every command with its usage, help, arguments and options, in English; the global options once, at the top.
pub fn markdown() -> String {
    let mut root = command(Lang::En);
    root.build();
    let mut page = OPENING.to_string();
    let global = root.get_arguments().filter(|argument| argument.is_global_set());
    table_of(&mut page, "Global options", global);
    for command in shown(&root) {
        section(&mut page, command, 2);
    }
    page
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|below| !below.is_hide_set())
}

fn section(page: &mut String, command: &Command, level: usize) {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let help = command.get_long_about().or_else(|| command.get_about()).map(ToString::to_string).unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = write!(page, "\n{} {name}\n\n{}\n\n```text\n{usage}\n```\n", "#".repeat(level), help.trim());
    let own = |argument: &&Arg| !argument.is_global_set() && !argument.is_hide_set() && argument.get_id() != "help";
    table_of(page, "Arguments", command.get_arguments().filter(own).filter(|argument| argument.is_positional()));
    table_of(page, "Options", command.get_arguments().filter(own).filter(|argument| !argument.is_positional()));
    for below in shown(command) {
        section(page, below, level + 1);
    }
}

fn table_of<'a>(page: &mut String, title: &str, arguments: impl Iterator<Item = &'a Arg>) {
    let lines: Vec<String> = arguments.map(line).collect();
    if !lines.is_empty() {
        let _ = write!(page, "\n{title}:\n\n{}\n", lines.join("\n"));
    }
}

fn line(argument: &Arg) -> String {
    let value = argument.get_value_names().filter(|_| argument.is_positional() || argument.get_action().takes_values());
    let value = value.map(|names| names.iter().map(|name| format!("<{name}>")).collect::<Vec<_>>().join(" "));
    let short = argument.get_short().map(|short| format!("`-{short}`"));
    let long = argument.get_long().map(|long| match &value {
        Some(value) => format!("`--{long} {value}`"),
        None => format!("`--{long}`"),
    });
    let names: Vec<String> = short.into_iter().chain(long).collect();
    let names = if names.is_empty() { format!("`{}`", value.unwrap_or_default()) } else { names.join(", ") };
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let mut line = format!("- {names}: {}", help.trim());
    let values: Vec<String> = if argument.get_action().takes_values() {
        let values = argument.get_possible_values();
        values.iter().filter(|value| !value.is_hide_set()).map(|value| format!("`{}`", value.get_name())).collect()
    } else {
        Vec::new()
    };
    if !values.is_empty() {
        let _ = write!(line, " ({})", values.join(", "));
    }
    let defaults = argument.get_default_values();
    if !defaults.is_empty() && argument.get_action().takes_values() {
        let defaults: Vec<_> = defaults.iter().map(|value| value.to_string_lossy()).collect();
        let _ = write!(line, "; `{}` when absent", defaults.join(" "));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_that_is_shown_has_its_section_with_usage() {
        let page = markdown();
        let root = command(Lang::En);
        for command in shown(&root) {
            let title = format!("\n## salesrec {}\n", command.get_name());
            let usage = format!("```text\nsalesrec {} ", command.get_name());
            assert!(page.contains(&title) && page.contains(&usage), "{title}");
        }
        assert!(page.contains("\n### salesrec person add\n"));
        assert_eq!(page.matches("--no-input").count(), 1, "global options stand once");
    }
}
