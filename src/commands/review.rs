mod approve;
mod decide;
mod deed;
mod look;
mod minutes;
mod page;
mod read;
mod returned;
mod show;
mod status;

use clap::{Args as ClapArgs, Subcommand};

use super::{Context, Outcome};
use crate::error::Result;

/// Review a person's week: what to ask about, what has changed, what was decided
///
/// What is grave stands first: gaps, stages against the facts, actions that cannot be, silence, no next action, too long
/// in a stage, dates of signing; and what has changed since the last review. Without a name, everybody whose manager you are.
#[derive(ClapArgs, Clone, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    page: page::Page,
}

#[derive(Subcommand, Clone, Debug)]
enum Verb {
    /// Approve records of a week
    Approve(approve::Args),
    /// Send records back to be mended, with a deadline
    Return(returned::Args),
    /// Show who has submitted, who is late, what is returned
    Status(status::Args),
    /// Make the minutes for the weekly meeting
    Minutes(minutes::Args),
    /// Show a submitted week, or whether a record is still as it was approved
    Show(show::Args),
}

/// Does what was asked.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    match args.verb {
        None => page::run(&args.page, context, &desk),
        Some(Verb::Approve(args)) => approve::run(&args, &desk),
        Some(Verb::Return(args)) => returned::run(&args, &desk),
        Some(Verb::Status(args)) => status::run(&args, &desk),
        Some(Verb::Minutes(args)) => minutes::run(&args, context, &desk),
        Some(Verb::Show(args)) => show::run(&args, &desk),
    }
}
