//! Where a setting came from.

use std::path::PathBuf;

use crate::lang::Text;
use crate::text;

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The command line: the flag, such as `--lang`.
    Flag(&'static str),
    /// A variable such as `SALESREC_LANG`.
    Environment(&'static str),
    /// The user's own file, and the line.
    User(PathBuf, usize),
    /// The records directory's `salesrec.toml`, and the line.
    Directory(PathBuf, usize),
    /// git's own configuration.
    Git,
    /// A variable of the system's locale, such as `LANG`.
    Locale(&'static str),
    /// Found in the current folder or above it.
    Above,
    /// Nothing said it.
    Default,
}

impl Origin {
    /// In words, as `config --origin` shows it.
    pub fn describe(&self) -> Text {
        match self {
            Self::Flag(flag) => text!("flag {flag}", "命令行 {flag}"),
            Self::Environment(name) => text!("environment {name}", "环境变量 {name}"),
            Self::User(path, line) | Self::Directory(path, line) => Text::same(format!("{}:{line}", path.display())),
            Self::Git => Text::fixed("git user.email", "git 的 user.email"),
            Self::Locale(name) => text!("locale {name}", "系统语言 {name}"),
            Self::Above => Text::fixed("the current folder or above it", "当前目录或其上级"),
            Self::Default => Text::fixed("default", "默认值"),
        }
    }
}

/// One setting with its value and where that came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Dotted: `team.language`, `people[0].id`.
    pub key: String,
    /// Text without its quotes; any other value as it is written.
    pub value: String,
    /// Where it came from.
    pub origin: Origin,
}
