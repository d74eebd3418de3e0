use clap::Args as ClapArgs;
use clap_complete::Shell;

use super::{Context, Outcome};
use crate::cli;
use crate::error::{Error, Kind, Result};
use crate::text;

/// Print the script that completes commands and options in a shell
///
/// For bash: `salesrec completions bash > ~/.local/share/bash-completion/completions/salesrec`.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints it.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut cli::command(context.lang), "salesrec", &mut script);
    let script = String::from_utf8(script)
        .map_err(|_| Error::new(Kind::Defect, text!("the script is not UTF-8", "补全脚本不是 UTF-8 文本")))?;
    Ok(Outcome::text("completions", script))
}
