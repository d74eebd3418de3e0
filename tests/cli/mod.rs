//! One file per command, named as the command is typed.

mod add;
mod advance;
mod archive;
mod completions;
mod config;
mod contact;
mod deal;
mod demo;
mod edit;
mod init;
mod log;
mod man;
mod milestone;
mod need;
mod person;
mod project;
mod promise;
mod rename;
mod schema;
mod unarchive;
