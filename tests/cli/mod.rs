//! One file per command, named as the command is typed.

mod advance;
mod agenda;
mod cancel;
mod done;
mod find;
mod list;
mod log;
mod overdue;
mod postpone;
mod show;
