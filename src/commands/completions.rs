use clap::Args as ClapArgs;
use clap_complete::Shell;

use super::{Context, Outcome};
use crate::cli;
use crate::error::{Error, Kind, Result};
use crate::text;

/// Print the script that completes commands, options and what the records hold in a shell
///
/// Clients, people, contacts, deals, stages, actions and words are completed live, by pinyin too. For bash: `salesrec completions
/// bash > ~/.local/share/bash-completion/completions/salesrec`.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints it.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let script = match args.shell {
        Shell::Bash => include_str!("completions/salesrec.bash").to_string(),
        Shell::Zsh => include_str!("completions/salesrec.zsh").to_string(),
        Shell::Fish => include_str!("completions/salesrec.fish").to_string(),
        Shell::PowerShell => include_str!("completions/salesrec.ps1").to_string(),
        other => fixed(other, context)?,
    };
    Ok(Outcome::text("completions", script))
}

/// Commands and options alone, for shells that cannot ask the program.
fn fixed(shell: Shell, context: &Context) -> Result<String> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut cli::command(context.lang), "salesrec", &mut script);
    String::from_utf8(script)
        .map_err(|_| Error::new(Kind::Defect, text!("the script is not UTF-8", "补全脚本不是 UTF-8 文本")))
}
