//! The Chinese help, laid over the clap tree from one table; a test holds the table complete.

mod table;

use clap::{Arg, ArgAction, Command};

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

const TEMPLATE: &str = "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}\n";

fn lay(command: Command, path: &str) -> Command {
    let mut command = command.help_template(TEMPLATE).subcommand_help_heading("命令").disable_help_flag(true);
    if let Some(about) = words(path, None) {
        let long = words(path, Some("+")).map(|more| format!("{about}\n\n{more}"));
        command = command.about(about).long_about(long.unwrap_or_else(|| about.to_string()));
    }
    command = command.mut_args(|argument| {
        let heading = match (argument.get_help_heading(), argument.is_positional()) {
            (Some(_), _) => "全局选项",
            (None, true) => "参数",
            (None, false) => "选项",
        };
        let argument = match words(path, Some(&name(&argument))) {
            Some(help) if argument.get_long_help().is_some() => argument.help(help).long_help(help),
            Some(help) => argument.help(help),
            None => argument,
        };
        let takes_value = argument.is_positional() || argument.get_action().takes_values();
        let argument = argument.help_heading(heading);
        if takes_value { argument.hide_possible_values(true).hide_default_value(true) } else { argument }
    });
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示说明");
    command = command.arg(help.help_heading(if path.is_empty() { "全局选项" } else { "选项" }));
    if path.is_empty() {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本");
        command = command.disable_version_flag(true).arg(version.help_heading("全局选项"));
    }
    command.mut_subcommands(|sub| {
        let path = format!("{path} {}", sub.get_name());
        lay(sub, path.trim_start())
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

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
        over(Cli::command()).debug_assert();
    }
}
