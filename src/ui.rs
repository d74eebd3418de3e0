//! The only room that writes to the terminal: answers to standard output, everything else to standard error.

mod ask;
mod failure;
mod progress;

use std::io::{self, IsTerminal, Write};

use terminal_size::Width;

pub use failure::{Severity, error_text};
pub use progress::Progress;

use crate::error::Error;
use crate::lang::{Lang, Signs, Text, visible_lines};

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum When {
    /// On a terminal, unless the environment asks otherwise.
    #[default]
    Auto,
    /// Whoever reads.
    Always,
    /// Not at all.
    Never,
}

/// Whether anybody still reads the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Reader {
    /// Somebody does.
    Listening,
    /// The pipe is closed, as `head` does when it has enough: nothing is wrong, and nothing more need be written.
    Gone,
}

/// The terminal, or whatever stands in for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ui {
    /// The language it speaks.
    pub lang: Lang,
    /// Whether answers are coloured.
    pub color: bool,
    /// Whether errors and notes are coloured.
    pub color_err: bool,
    /// Columns for answers; none when they do not go to a terminal and no width was asked for.
    pub width: Option<usize>,
    /// With what figures are drawn in answers.
    pub signs: Signs,
    /// Columns for errors; none likewise.
    pub width_err: Option<usize>,
    /// Whether notes are kept back.
    pub quiet: bool,
    /// Whether there is somebody who can be asked.
    pub input: bool,
}

impl Ui {
    /// What the process runs on, as far as `color`, `width`, `quiet` and `no_input` do not say it.
    pub fn detect(lang: Lang, color: When, width: Option<usize>, quiet: bool, no_input: bool) -> Self {
        let env = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        let (out, err) = (io::stdout(), io::stderr());
        let columns = |terminal: bool, size: Option<(Width, terminal_size::Height)>| {
            width.or_else(|| terminal.then(|| size.map_or(80, |(Width(columns), _)| usize::from(columns))))
        };
        Self {
            lang,
            color: colored(color, env, out.is_terminal()),
            color_err: colored(color, env, err.is_terminal()),
            width: columns(out.is_terminal(), terminal_size::terminal_size_of(&out)),
            width_err: columns(err.is_terminal(), terminal_size::terminal_size_of(&err)),
            signs: Signs::of(env),
            quiet,
            input: !no_input && io::stdin().is_terminal() && err.is_terminal(),
        }
    }

    /// Writes a finished answer to standard output, ending its last line.
    ///
    /// # Errors
    /// What the system says, such as a full disk; a closed pipe is no error.
    pub fn answer(&self, text: &str) -> io::Result<Reader> {
        answer_to(&mut io::stdout().lock(), text)
    }

    /// Says something beside the answer, on standard error, unless it should be quiet.
    pub fn note(&self, text: &Text) {
        if !self.quiet {
            let lines: Vec<_> = visible_lines(text.get(self.lang)).collect();
            complain(&format!("{}\n", lines.join("\n")));
        }
    }

    /// Says what is wrong though the command goes on; also when it should be quiet.
    pub fn warning(&self, error: &Error) {
        complain(&error_text(error, Severity::Warning, self.lang, self.color_err, self.width_err));
    }

    /// Says why the command failed.
    pub fn error(&self, error: &Error) {
        complain(&error_text(error, Severity::Error, self.lang, self.color_err, self.width_err));
    }
}

fn answer_to(out: &mut impl Write, text: &str) -> io::Result<Reader> {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let written =
        out.write_all(text.as_bytes()).and_then(|()| out.write_all(end.as_bytes())).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Reader::Gone),
        other => other.map(|()| Reader::Listening),
    }
}

fn complain(text: &str) {
    // When standard error itself is gone, there is nobody left to tell.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// See <https://no-color.org> and <https://bixense.com/clicolors>.
fn colored(when: When, env: impl Fn(&str) -> Option<String>, terminal: bool) -> bool {
    let set = |name| env(name).filter(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if set("NO_COLOR").is_some() => false,
        When::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        When::Auto => {
            let refused =
                set("TERM").is_some_and(|value| value == "dumb") || set("CLICOLOR").is_some_and(|value| value == "0");
            terminal && !refused
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auto(env: &[(&str, &str)], terminal: bool) -> bool {
        let look = |name: &str| env.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_string());
        colored(When::Auto, look, terminal)
    }

    #[test]
    fn colours_are_for_terminals_unless_the_environment_says_otherwise() {
        assert!(auto(&[], true));
        assert!(!auto(&[], false));
        assert!(!auto(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true));
        assert!(auto(&[("NO_COLOR", "")], true));
        assert!(auto(&[("CLICOLOR_FORCE", "1")], false));
        assert!(!auto(&[("CLICOLOR_FORCE", "0")], false));
        assert!(!auto(&[("TERM", "dumb")], true));
        assert!(!auto(&[("CLICOLOR", "0")], true));
    }

    #[test]
    fn a_flag_is_stronger_than_the_environment() {
        assert!(colored(When::Always, |_| Some("1".into()), false));
        assert!(!colored(When::Never, |_| Some("1".into()), true));
    }

    /// A pipe whose reader has gone, or a disk that is full.
    struct Fails(io::ErrorKind);

    impl Write for Fails {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_no_failure_but_a_full_disk_is() {
        assert_eq!(answer_to(&mut Fails(io::ErrorKind::BrokenPipe), "x").unwrap(), Reader::Gone);
        let full = answer_to(&mut Fails(io::ErrorKind::StorageFull), "x");
        assert_eq!(full.unwrap_err().kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn an_answer_ends_its_last_line() {
        for (text, written) in [("a", "a\n"), ("a\n", "a\n"), ("", "")] {
            let mut out = Vec::new();
            assert_eq!(answer_to(&mut out, text).unwrap(), Reader::Listening);
            assert_eq!(out, written.as_bytes());
        }
    }
}
