//! The command line: global options, and how words typed become a command or a clear complaint.

pub mod again;
pub mod chinese;
pub mod examples;
pub mod reference;
mod slip;
mod usage;

pub use usage::explain;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, ValueEnum};

use crate::commands::Command;
use crate::lang::Lang;
use crate::ui::When;

/// Sales records as plain files: log, follow up, check, hand over.
#[derive(Debug, Parser)]
#[command(name = "salesrec", version, subcommand_required = true, arg_required_else_help = true)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    /// Options that every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command takes.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Work in the records directory that DIR is in
    #[arg(short = 'C', long = "dir", value_name = "DIR", global = true)]
    pub dir: Option<PathBuf>,
    /// Speak zh (Chinese) or en (English)
    #[arg(long, value_name = "LANG", global = true, value_parser = language)]
    pub lang: Option<Tongues>,
    /// Act as this person of salesrec.toml
    #[arg(long = "as", value_name = "PERSON", global = true)]
    pub me: Option<String>,
    /// Print the answer in this form
    #[arg(long, value_name = "FORM", global = true)]
    pub format: Option<Format>,
    /// Whether to use colour
    #[arg(long, value_name = "WHEN", global = true)]
    pub color: Option<Colour>,
    /// Lay the answer out for so many columns
    #[arg(long, value_name = "COLUMNS", global = true, value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
    /// Say nothing but the answer, warnings and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Never ask, fail instead
    #[arg(long, global = true)]
    pub no_input: bool,
}

/// The forms in which an answer can be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, in columns
    #[default]
    Table,
    /// One JSON value
    Json,
    /// One JSON value a line
    Jsonl,
    /// Comma-separated values with a header line
    Csv,
    /// Markdown
    Md,
    /// Ids only, one a line
    Ids,
    /// A calendar file, of `agenda`
    Ics,
    /// Not the answer but what the command makes has this form: it says so itself what it takes
    #[value(skip)]
    File(FileForm),
}

impl Format {
    /// The form of the answer.
    #[must_use]
    pub const fn of_answer(self) -> Self {
        if matches!(self, Self::File(_)) { Self::Table } else { self }
    }

    /// Whether the answer is for people, so that its data need not be made.
    #[must_use]
    pub const fn is_for_people(self) -> bool {
        matches!(self.of_answer(), Self::Table | Self::Md)
    }
}

/// The forms of files that a command makes for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FileForm {
    /// For Word
    Docx,
    /// For a spreadsheet
    Xlsx,
    /// For a browser
    Html,
    /// Markdown
    Md,
    /// For printing
    Pdf,
    /// For programs
    Json,
}

/// What `--lang` names: a language that the program speaks, or both for what it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongues {
    /// One of them.
    One(Lang),
    /// Both, where a command makes something that can be read in both.
    Both,
}

impl Tongues {
    /// The one language, if it is one.
    pub const fn one(self) -> Option<Lang> {
        match self {
            Self::One(lang) => Some(lang),
            Self::Both => None,
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Even into a file
    Always,
    /// Never
    Never,
}

impl From<Colour> for When {
    fn from(colour: Colour) -> Self {
        match colour {
            Colour::Auto => Self::Auto,
            Colour::Always => Self::Always,
            Colour::Never => Self::Never,
        }
    }
}

/// The command that these words ask for.
///
/// # Errors
/// When they ask for none, or for help.
pub fn parse(words: &[OsString]) -> Result<Cli, clap::Error> {
    // Setting up all commands takes longer than most of them run, and only one is needed. What it does not understand,
    // the whole command line explains.
    words.iter().skip(1).find_map(|word| alone(words, word.to_str()?)).map_or_else(|| Cli::try_parse_from(words), Ok)
}

/// The command of this name, if these words are it and nothing else.
fn alone(words: &[OsString], name: &str) -> Option<Cli> {
    let (command, of_matches) = Command::alone(name)?;
    let top = clap::Command::new("salesrec").disable_help_subcommand(true).subcommand_required(true);
    let mut top = Global::augment_args(top).subcommand(command);
    let matches = top.try_get_matches_from_mut(words).ok()?;
    // The process ends soon; taking the tree apart would take as long as using it.
    std::mem::forget(top);
    let (_, of_command) = matches.subcommand()?;
    Some(Cli { global: Global::from_arg_matches(&matches).ok()?, command: of_matches(of_command).ok()? })
}

/// The clap tree, with its help in the language of the run.
pub fn command(lang: Lang) -> clap::Command {
    let command = Cli::command();
    if lang == Lang::Zh { chinese::over(command) } else { command }
}

/// The help that these words ask for, laid out for a screen of so many columns. Apart from [`command`], since laying out
/// takes longer than most commands.
pub fn help(words: &[OsString], lang: Lang, columns: usize, color: bool) -> String {
    let columns = columns.min(WIDEST);
    let command = command(lang).term_width(columns);
    let command = if lang == Lang::Zh { chinese::broken(command, columns) } else { examples::over(command) };
    let help = command.try_get_matches_from(words).err().map(|asked| asked.render()).unwrap_or_default();
    chinese::with_wide_colons(if color { help.ansi().to_string() } else { help.to_string() })
}

/// Longer lines are harder to read.
const WIDEST: usize = 100;

/// The global options that matter to a complaint about the words themselves, read without understanding the rest.
pub fn early(words: &[OsString]) -> Global {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    let value = |long: &str, short: &str| {
        words.iter().enumerate().find_map(|(at, word)| {
            let after = word.strip_prefix(long).and_then(|rest| rest.strip_prefix('='));
            after.or_else(|| if *word == long || *word == short { words.get(at + 1).copied() } else { None })
        })
    };
    Global {
        dir: value("--dir", "-C").map(PathBuf::from),
        lang: value("--lang", "--lang").and_then(Lang::from_name).map(Tongues::One),
        color: value("--color", "--color").and_then(|when| Colour::from_str(when, true).ok()),
        width: value("--width", "--width").and_then(|columns| columns.parse().ok()),
        ..Global::default()
    }
}

/// What the error of a value begins with when it is a list of those that are possible.
pub(crate) const POSSIBLE: &str = "possible: ";

fn language(said: &str) -> Result<Tongues, String> {
    Lang::from_name(said).map(Tongues::One).ok_or_else(|| format!("{POSSIBLE}zh, en"))
}

/// The value of `--lang` where a command makes something that can be read in both languages.
///
/// # Errors
/// What it takes.
pub fn languages(said: &str) -> Result<Tongues, String> {
    if matches!(said, "both" | "双语") { Ok(Tongues::Both) } else { language(said).map_err(|takes| takes + ", both") }
}

/// The value of `--format` where it is about the files that a command makes.
///
/// # Errors
/// What it takes.
pub fn file_form(said: &str) -> Result<Format, String> {
    let forms = || FileForm::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let takes = || forms().map(|form| form.get_name().to_string()).collect::<Vec<_>>().join(", ");
    FileForm::from_str(said, true).map(Format::File).map_err(|_| takes())
}

/// The value of `--format` where an answer can be made a file too.
///
/// # Errors
/// What it takes.
pub fn report_form(said: &str) -> Result<Format, String> {
    const FILES: [FileForm; 3] = [FileForm::Html, FileForm::Xlsx, FileForm::Docx];
    let answer = Format::from_str(said, true).ok().filter(|form| !matches!(form, Format::Ics | Format::Ids));
    let file = || FileForm::from_str(said, true).ok().filter(|form| FILES.contains(form)).map(Format::File);
    answer.or_else(file).ok_or_else(|| "table, json, jsonl, csv, md, html, xlsx, docx".to_string())
}
