use clap::{Args as ClapArgs, ValueEnum};

use super::{Context, Outcome};
use crate::error::Result;
use crate::record;

/// Print the JSON Schema of a client file or of a review, for editors
///
/// `init` writes that of a client file to .salesrec/client.schema.json, where the first line of every client file points an
/// editor's YAML support. After an update of the program: `salesrec schema > .salesrec/client.schema.json`.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// Of what: client, when absent, or review
    #[arg(value_name = "RECORD", default_value = "client")]
    of: Sort,
}

/// The records that have a schema.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sort {
    /// A client
    Client,
    /// A week's review
    Review,
}

/// Prints it.
pub fn run(args: Args, _: &Context) -> Result<Outcome> {
    let schema = match args.of {
        Sort::Client => record::schema(),
        Sort::Review => record::review_schema(),
    };
    Ok(Outcome::text("schema", schema))
}
