use clap::{Args as ClapArgs, Subcommand};

use super::{Context, Outcome};
use crate::error::Result;

mod bundle;
mod open;
mod template;
mod verify;

/// Hand clients over: to whom, until when, what is open, who has accepted what
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Clone, Debug)]
enum Verb {
    /// Make the documents that are read, discussed and signed
    Bundle(bundle::Args),
    /// Tell whether a bundle is as it was made
    Verify(verify::Args),
    /// Write the built-in templates into templates/
    Template(template::Args),
}

/// Does what is asked.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    match args.verb {
        Verb::Bundle(args) => bundle::run(args, context),
        Verb::Verify(args) => verify::run(args, context),
        Verb::Template(args) => template::run(args, context),
    }
}
