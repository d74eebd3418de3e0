use clap::Args as ClapArgs;

use super::{Context, Outcome, Writing};
use crate::error::Result;
use crate::store::Shelf;

/// Take a client back from the archive
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Moves the file.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let (file, problems) = desk.on_shelf(&args.client, Shelf::Archive)?;
    Ok(desk.shelve(&file, args.writing.dry_run)?.problems(problems))
}
