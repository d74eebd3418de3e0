//! One file per command, named as the command is typed.

mod advance;
mod archive;
mod completions;
mod config;
mod demo;
mod edit;
mod init;
mod log;
mod man;
mod person;
mod rename;
mod schema;
mod unarchive;
