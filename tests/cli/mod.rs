//! One file per command, named as the command is typed.

mod add;
mod advance;
mod contact;
mod deal;
mod log;
mod milestone;
mod need;
mod project;
mod promise;
