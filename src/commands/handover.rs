use clap::{Args as ClapArgs, Subcommand};

use super::{Context, Outcome};
use crate::error::Result;

mod accept;
mod bundle;
mod check;
mod close;
mod countersign;
mod meeting;
mod moving;
mod note;
mod open;
mod plan;
mod quality;
mod ready;
mod reject;
mod rules;
mod start;
mod status;
mod survey;
mod template;
mod told;
mod transfer;
mod undo;
mod verify;

/// Hand clients over: to whom, until when, what is open, who has accepted what
///
/// `handover --to PERSON` makes the plan; the receiver accepts, then the clients change their owner, all or none; and
/// `handover close` ends it when nothing is open any more. `handover` alone shows how far it has come.
#[derive(ClapArgs, Clone, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    start: start::Start,
}

#[derive(Subcommand, Clone, Debug)]
enum Verb {
    /// Suggest who should get which clients, evenly
    Plan(plan::Args),
    /// Show how complete the records are, and what the giver is still asked
    Ready(ready::Args),
    /// Show how far a handover has come, and what is late or not covered
    Status(status::Args),
    /// Mark a step or a point of the checklists as done
    Check(check::Args),
    /// Set the time and place of the meeting, or write down what was said
    Meeting(meeting::Args),
    /// Accept clients that are handed over to you
    Accept(accept::Args),
    /// Send a client back to the giver, and say why
    Reject(reject::Args),
    /// Confirm accepted clients as supervisor, finance or head of department
    Countersign(countersign::Args),
    /// Give the accepted clients to their new owner, all or none
    Transfer(transfer::Args),
    /// Take back the last transfer, or the making of the handover, byte for byte
    Undo(undo::Args),
    /// Write down a question or something to know, or answer a question
    Note(note::Args),
    /// Make the documents that are read, discussed and signed
    Bundle(bundle::Args),
    /// Tell whether a bundle is as it was made
    Verify(verify::Args),
    /// Write the built-in templates into templates/, for the team to change
    Template(template::Args),
    /// Answer the questionnaire
    Survey(survey::Args),
    /// Show how well handovers went
    Quality(quality::Args),
    /// Close a handover when nothing is open any more
    Close(close::Args),
}

/// Does what was asked.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    // A bundle is checked wherever it lies.
    if let Some(Verb::Verify(args)) = &args.verb {
        return verify::run(args);
    }
    let desk = context.desk()?;
    match args.verb {
        None if args.start.is_empty() => status::run(&status::Args::default(), &desk),
        None => start::run(&args.start, &desk),
        Some(Verb::Plan(args)) => plan::run(&args, &desk),
        Some(Verb::Ready(args)) => ready::run(&args, &desk),
        Some(Verb::Status(args)) => status::run(&args, &desk),
        Some(Verb::Check(args)) => check::run(&args, &desk),
        Some(Verb::Meeting(args)) => meeting::run(&args, &desk),
        Some(Verb::Accept(args)) => accept::run(&args, &desk),
        Some(Verb::Reject(args)) => reject::run(&args, &desk),
        Some(Verb::Countersign(args)) => countersign::run(&args, &desk),
        Some(Verb::Transfer(args)) => transfer::run(&args, &desk),
        Some(Verb::Undo(args)) => undo::run(&args, &desk),
        Some(Verb::Note(args)) => note::run(&args, &desk),
        Some(Verb::Bundle(args)) => bundle::run(&args, context, &desk),
        Some(Verb::Verify(args)) => verify::run(&args),
        Some(Verb::Template(args)) => template::run(args, &desk.store),
        Some(Verb::Survey(args)) => survey::run(&args, &desk),
        Some(Verb::Quality(args)) => quality::run(&args, &desk),
        Some(Verb::Close(args)) => close::run(&args, &desk),
    }
}
