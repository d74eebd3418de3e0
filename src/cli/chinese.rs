//! The Chinese help, laid over the clap tree from one table; a test holds the table complete.

mod table;

use std::collections::HashMap;

use clap::{Arg, ArgAction, Command};

use super::examples;
use crate::lang::{Lang, wrap};

/// The words for a command or an argument: by its path (`deal set --value`), else by the argument alone (`--dry-run`),
/// which many commands share.
pub fn words(path: &str, argument: Option<&str>) -> Option<&'static str> {
    let find = |wanted: &str| table::all().find(|(key, _)| *key == wanted).map(|(_, words)| *words);
    match argument {
        None => find(path),
        Some(argument) => find(format!("{path} {argument}").trim_start()).or_else(|| find(argument)),
    }
}

/// How the table calls an argument: `--value`, or `<CLIENT>`.
pub fn name(argument: &Arg) -> String {
    match (argument.get_long(), argument.get_value_names()) {
        (Some(long), _) => format!("--{long}"),
        (None, Some([name, ..])) => format!("<{name}>"),
        (None, _) => format!("<{}>", argument.get_id()),
    }
}

/// The same command line with its help in Chinese.
pub fn over(command: Command) -> Command {
    lay(command, "")
}

/// The help as the parser renders it, with wide colons after our headings.
pub fn with_wide_colons(help: String) -> String {
    let wide = |help: String, heading| help.replace(&format!("{heading}:"), &format!("{heading}："));
    [COMMANDS, ARGUMENTS, OPTIONS].into_iter().fold(help, wide)
}

const COMMANDS: &str = "命令";
const ARGUMENTS: &str = "参数";
const OPTIONS: &str = "选项";
const GLOBAL: &str = "全局选项";

/// Texts are not squeezed into fewer columns than this.
const NARROWEST: usize = 20;

fn lay(command: Command, path: &str) -> Command {
    let mut command = command.subcommand_help_heading(COMMANDS).disable_help_flag(true);
    if let Some(about) = words(path, None) {
        let long = words(path, Some("+")).map_or_else(|| about.to_string(), |more| format!("{about}\n\n{more}"));
        command = command.about(about).long_about(long);
    }
    // Under headings of our own the parser would sort positional arguments by name.
    let mut position = 0;
    command = command.mut_args(|argument| {
        let heading = match (argument.get_help_heading(), argument.is_positional()) {
            (Some(_), _) => GLOBAL,
            (None, true) => ARGUMENTS,
            (None, false) => OPTIONS,
        };
        let takes_value = argument.is_positional() || argument.get_action().takes_values();
        let help = words(path, Some(&name(&argument)));
        let argument = match help {
            Some(help) => argument.help(help).long_help(None::<&'static str>),
            None => argument,
        };
        position += 1;
        let argument = argument.help_heading(heading);
        let argument = if argument.is_positional() { argument.display_order(position) } else { argument };
        if takes_value { argument.hide_possible_values(true).hide_default_value(true) } else { argument }
    });
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示说明");
    command = command.arg(help.help_heading(if path.is_empty() { GLOBAL } else { OPTIONS }));
    if path.is_empty() {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本");
        command = command.disable_version_flag(true).arg(version.help_heading(GLOBAL));
    }
    command.mut_subcommands(|sub| {
        let path = format!("{path} {}", sub.get_name());
        lay(sub, path.trim_start())
    })
}

/// The Chinese help broken into lines, each text for where it will stand: the parser itself breaks only at spaces. What a
/// page begins with goes into its template, since a long help makes the parser lay the page out in one column.
pub fn broken(command: Command, columns: usize) -> Command {
    broken_at(command, columns, 0)
}

/// The same at a depth below the program's own page; examples are those of its commands.
fn broken_at(command: Command, columns: usize, depth: usize) -> Command {
    let lines = |text: &str, indent: usize| wrapped(text, columns.saturating_sub(indent).max(NARROWEST));
    let about = command.get_long_about().map(|about| lines(&about.to_string(), 0)).unwrap_or_default();
    let style = command.get_styles().get_usage();
    let examples = if depth == 1 { examples::section(&command, Lang::Zh) } else { String::new() };
    let template = format!("{about}\n\n{style}用法：{style:#}{{usage}}\n\n{examples}{{all-args}}{{after-help}}\n");
    let place = |argument: &Arg| argument.get_help_heading().unwrap_or_default().to_string();
    let mut indents: HashMap<String, usize> = HashMap::new();
    for argument in command.get_arguments() {
        let value = argument.get_value_names().filter(|_| argument.get_long().is_some()).unwrap_or_default();
        let value: usize = value.iter().map(|name| " <>".len() + name.len()).sum();
        let before = if argument.is_positional() { "  " } else { "  -x, " };
        let indent = indents.entry(place(argument)).or_default();
        *indent = (*indent).max(before.len() + name(argument).len() + value + 2);
    }
    let names = command.get_subcommands().map(|sub| sub.get_name().len()).max().unwrap_or_default() + 4;
    let command = command.help_template(template).long_about(None::<&'static str>).mut_args(|argument| {
        let indent = indents.get(&place(&argument)).copied().unwrap_or_default();
        match argument.get_help().map(|help| lines(&help.to_string(), indent)) {
            Some(help) => argument.help(help),
            None => argument,
        }
    });
    command.mut_subcommands(|sub| {
        let summary = sub.get_about().map(|about| lines(&about.to_string(), names)).unwrap_or_default();
        broken_at(sub, columns, depth + 1).about(summary)
    })
}

/// Paragraphs stay apart.
fn wrapped(text: &str, columns: usize) -> String {
    text.lines().map(|line| wrap(line, columns).join("\n")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;
    use crate::lang::width;

    fn missing(command: &Command, path: &str, found: &mut Vec<String>) {
        if words(path, None).is_none() {
            found.push(path.to_string());
        }
        if command.get_long_about().is_some_and(|long| long.to_string().contains("\n\n"))
            && words(path, Some("+")).is_none()
        {
            found.push(format!("{path} +"));
        }
        let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set());
        for argument in arguments.filter(|argument| !matches!(argument.get_id().as_str(), "help" | "version")) {
            if words(path, Some(&name(argument))).is_none() {
                found.push(format!("{path} {}", name(argument)));
            }
        }
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            missing(sub, format!("{path} {}", sub.get_name()).trim_start(), found);
        }
    }

    #[test]
    fn every_command_and_option_has_its_chinese_help() {
        let mut found = Vec::new();
        missing(&Cli::command(), "", &mut found);
        assert!(found.is_empty(), "no Chinese help for:\n{}", found.join("\n"));
    }

    #[test]
    fn no_line_of_the_table_is_unused() {
        let mut keys: Vec<String> = vec![String::new()];
        fn collect(command: &Command, path: &str, keys: &mut Vec<String>) {
            keys.extend([path.to_string(), format!("{path} +")]);
            for argument in command.get_arguments() {
                keys.extend([name(argument), format!("{path} {}", name(argument))]);
            }
            for sub in command.get_subcommands() {
                collect(sub, format!("{path} {}", sub.get_name()).trim_start(), keys);
            }
        }
        collect(&Cli::command(), "", &mut keys);
        let unused: Vec<&str> =
            table::all().map(|(key, _)| *key).filter(|key| !keys.iter().any(|known| known == key)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn the_chinese_command_line_is_sound() {
        broken(over(Cli::command()), 80).debug_assert();
    }

    #[test]
    fn a_chinese_page_fits_its_screen_and_keeps_the_order_of_its_arguments() {
        let words: Vec<OsString> = ["salesrec", "postpone", "--help"].into_iter().map(OsString::from).collect();
        let page = crate::cli::help(&words, Lang::Zh, 72, false);
        assert!(page.lines().all(|line| width(line) <= 72), "{page}");
        let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} in\n{page}"));
        assert!(place("参数：\n  <CLIENT>") < place("\n  <ACTION>") && place("\n  <ACTION>") < place("\n  <DATE>"));
        assert!(place("\n选项：\n") < place("\n全局选项：\n"), "{page}");
    }
}
