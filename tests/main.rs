//! The tests of the program as its users see it: one binary, one file per verb.

mod cli;
mod docs;
mod house;
mod support;
mod writers;
