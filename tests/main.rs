//! The tests of the program as its users see it: one binary, one file per verb.
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may fail, and makes the files that it needs"
)]

mod cli;
mod hostile;
mod support;
mod writers;
