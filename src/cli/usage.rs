//! Complaints of the command-line parser, said like every other failure and in both languages.

use std::ffi::OsString;

use clap::Command;
use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::POSSIBLE;
use super::slip::{Slip, Turned, slip, turned};
use crate::error::{Error, Kind};
use crate::lang::{Lang, Text};
use crate::text;

/// What clap found wrong with the words typed.
pub fn explain(error: &clap::Error, words_typed: &[OsString]) -> Error {
    if let Some(Slip { typed, meant }) = slip(&super::command(Lang::En), words_typed) {
        return Error::new(Kind::Usage, text!("there is no command “{typed}”", "没有“{typed}”这个命令"))
            .hint(text!("did you mean `{meant}`?", "是不是 `{meant}`？"));
    }
    let argument = words(error, ContextKind::InvalidArg);
    let value = words(error, ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => {
            text!("there is no option or argument “{argument}” here", "这里没有“{argument}”这个选项或参数")
        }
        ErrorKind::InvalidSubcommand => {
            let command = words(error, ContextKind::InvalidSubcommand);
            text!("there is no command “{command}”", "没有“{command}”这个命令")
        }
        ErrorKind::InvalidValue if value.is_empty() => text!("{argument} needs a value", "{argument} 需要一个值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            text!("“{value}” is no value for {argument}", "“{value}”不能用作 {argument} 的值")
        }
        ErrorKind::MissingRequiredArgument => {
            Text::new(format!("missing: {argument}"), format!("缺少：{}", argument.replace(", ", "、")))
        }
        ErrorKind::MissingSubcommand => Text::fixed("it is not said what to do", "没有说明要做什么"),
        ErrorKind::ArgumentConflict => {
            let other = words(error, ContextKind::PriorArg);
            let command = words(error, ContextKind::InvalidSubcommand);
            if !command.is_empty() {
                if let Some(Turned { verb, before, meant }) = turned(&super::command(Lang::En), words_typed) {
                    return Error::new(
                        Kind::Usage,
                        text!("the command “{verb}” stands before “{before}”", "“{verb}”命令应写在“{before}”之前"),
                    )
                    .hint(text!("did you mean `{meant}`?", "是不是 `{meant}`？"));
                }
                text!("the command “{command}” stands before {other}", "“{command}”命令应写在 {other} 之前")
            } else if other == argument {
                text!("{argument} is given twice", "{argument} 写了两次")
            } else {
                text!("{argument} and {other} exclude each other", "{argument} 与 {other} 不能同时使用")
            }
        }
        ErrorKind::TooManyValues => {
            text!("too many values for {argument}: “{value}”", "{argument} 的值太多：“{value}”")
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            text!("the number of values for {argument} is wrong", "{argument} 的值个数不对")
        }
        ErrorKind::InvalidUtf8 => Text::fixed("an argument is not UTF-8", "有参数不是 UTF-8 文本"),
        ErrorKind::NoEquals => text!("{argument} needs its value after `=`", "{argument} 的值应写在 `=` 之后"),
        _ => Text::same(error.to_string().trim().to_string()),
    };
    let mut explained = Error::new(Kind::Usage, message);
    if error.kind() == ErrorKind::ValueValidation
        && let Some(source) = std::error::Error::source(error)
    {
        let source = source.to_string();
        explained = match number(&source) {
            Some(wanted) => explained.cause(wanted),
            None => match source.strip_prefix(POSSIBLE) {
                Some(values) => explained.hint(text!("possible: {values}", "可用的值：{values}")),
                None => explained.cause(Text::same(source)),
            },
        };
    }
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let near = words(error, kind);
        if !near.is_empty() {
            explained = explained.hint(text!("did you mean {near}?", "是不是 {near}？"));
        }
    }
    if matches!(error.kind(), ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand) {
        let word = if argument.is_empty() { words(error, ContextKind::InvalidSubcommand) } else { argument };
        explained.hints.extend(unexpected(&word, error.kind()));
    }
    if let Some(ContextValue::Strings(valid)) = error.get(ContextKind::ValidValue)
        && !valid.is_empty()
    {
        let values = valid.join(", ");
        let chinese = in_chinese(&super::command(Lang::En), valid).unwrap_or_else(|| values.clone());
        explained = explained.hint(text!("possible: {values}", "可用的值：{chinese}"));
    }
    let usage = error.get(ContextKind::Usage).map(|usage| usage.to_string()).unwrap_or_default();
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    if !usage.is_empty() {
        explained = explained.hint(text!("usage: {usage}", "用法：{usage}"));
    }
    explained.hint(Text::fixed("`--help` tells more", "`--help` 查看说明"))
}

/// The values of an option beside their Chinese names, where they have any.
fn in_chinese(command: &Command, valid: &[String]) -> Option<String> {
    let here = command.get_arguments().find_map(|argument| {
        let values = argument.get_possible_values();
        let values: Vec<&PossibleValue> = values.iter().filter(|value| !value.is_hide_set()).collect();
        if !values.iter().map(|value| value.get_name()).eq(valid.iter().map(String::as_str)) {
            return None;
        }
        let shown = values.iter().map(|value| {
            let name = value.get_name();
            let chinese = value.get_name_and_aliases().find(|alias| !alias.is_ascii());
            chinese.map_or_else(|| name.to_string(), |chinese| format!("{name}（{chinese}）"))
        });
        Some(shown.collect::<Vec<_>>().join("、"))
    });
    here.or_else(|| command.get_subcommands().find_map(|command| in_chinese(command, valid)))
}

/// What kind of number is wanted, when that is what the parser of a number says.
fn number(said: &str) -> Option<Text> {
    if let Some((from, to)) = said.split_once(" is not in ").and_then(|(_, range)| range.split_once("..=")) {
        return Some(text!("a number from {from} to {to} is wanted", "应为 {from} 到 {to} 的数"));
    }
    let parsed = ["invalid digit", "cannot parse integer", "number too large", "number too small"];
    parsed.iter().any(|start| said.starts_with(start)).then(|| Text::fixed("a whole number is wanted", "应为整数"))
}

/// What to do about a word that was not expected.
fn unexpected(word: &str, kind: ErrorKind) -> Option<Text> {
    if word.starts_with(['—', '–', '―', '－', '−']) {
        return Some(Text::fixed("options begin with two plain hyphens: `--`", "选项以两个半角连字符 `--` 开头"));
    }
    if kind != ErrorKind::UnknownArgument {
        return None;
    }
    Some(if word.starts_with('-') {
        Text::fixed(
            "words that begin with `-` stand after `--`, or behind `=` as in `--next=-words`",
            "以 `-` 开头的文字请写在 `--` 之后，或写在 `=` 之后，如 `--next=-文字`",
        )
    } else {
        Text::fixed("a text of several words stands in quotes: `\"…\"`", "含空格的文字请加引号：`\"…\"`")
    })
}

fn words(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        Some(ContextValue::StyledStr(words)) => words.to_string(),
        Some(ContextValue::StyledStrs(words)) => words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
