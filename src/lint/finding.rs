//! One thing wrong with the records.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::About;
use crate::error::Place;
use crate::lang::Text;
use crate::yaml::{Edit, Route};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl Level {
    /// How it is written in settings, options and machine formats.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// What people are shown.
    pub const fn shown(self) -> Text {
        match self {
            Self::Info => Text::fixed("info", "提示"),
            Self::Warning => Text::fixed("warning", "警告"),
            Self::Error => Text::fixed("error", "错误"),
        }
    }
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// Whether it cannot change what the record means.
    pub safe: bool,
    /// The edits of the file's text; made together or not at all.
    pub edits: Vec<Edit>,
    /// The new stem of the file's name, where that is what is wrong.
    pub stem: Option<String>,
}

/// Why a finding is kept back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suppressed {
    /// By a comment in the record, for this reason.
    Comment(String),
    /// By the baseline: it was there when the checks were adopted.
    Baseline,
}

/// One thing wrong.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Which rule found it.
    pub rule: &'static About,
    /// How bad, as the team has set it.
    pub level: Level,
    /// The file, relative to the records directory.
    pub path: PathBuf,
    /// The place in the record; the root where the whole file is meant.
    pub route: Route,
    /// The place in the text; line 0 where the whole file is meant.
    pub place: Place,
    /// What is wrong, in one line.
    pub message: Text,
    /// The command, or the deed, that mends it.
    pub mend: Option<Text>,
    /// In a word what is missing, where that is what is wrong.
    pub lacks: Option<Text>,
    /// The edits that mend it.
    pub fix: Option<Fix>,
    /// The same for the same gap although lines move.
    pub fingerprint: String,
    /// Why it is kept back, when it is.
    pub suppressed: Option<Suppressed>,
}

/// A path as patterns and machine formats write it: with `/` on every system.
pub fn shown_path(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
