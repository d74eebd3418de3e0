//! The tests of the program as its users see it: one binary, one file per verb.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics says what was wrong")]
#![allow(clippy::disallowed_methods, reason = "tests lay out files as they need them")]

mod bundle;
mod catalogue;
mod cli;
mod dates;
mod docs;
mod history;
mod hostile;
mod house;
mod lint_output;
mod readme;
mod rules;
mod said;
mod support;
#[cfg(unix)]
mod terminal;
mod typing;
mod writers;
