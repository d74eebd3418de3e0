use clap::Args as ClapArgs;

use super::{Context, Outcome};
use crate::error::Result;
use crate::record;

/// Print the JSON Schema of a client file, for editors
///
/// `init` writes it to .salesrec/client.schema.json, where the first line of every client file points an editor's YAML
/// support. After an update of the program: `salesrec schema > .salesrec/client.schema.json`.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {}

/// Prints it.
pub fn run(_: Args, _: &Context) -> Result<Outcome> {
    Ok(Outcome::text("schema", record::schema()))
}
