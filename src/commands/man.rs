use std::path::PathBuf;

use clap::{Args as ClapArgs, Command};
use clap_mangen::Man;
use serde_json::json;

use super::{Context, Outcome};
use crate::cli;
use crate::document::{Document, Line};
use crate::error::{Error, Result};
use crate::lang::{Text, count};
use crate::{store, text};

/// Print the manual page, or write the pages of all commands
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// Write one page a command into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints or writes them.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let mut root = cli::command(context.lang);
    root.build();
    let Some(folder) = args.out else { return Ok(Outcome::text("man", page(&root)?)) };
    let mut pages = Vec::new();
    collect(&root, &mut pages);
    for command in &pages {
        store::save(&folder.join(file_name(command)), &page(command)?)?;
    }
    let names: Vec<String> = pages.iter().map(|command| file_name(command)).collect();
    let shown = folder.display().to_string();
    let number = count(names.len(), "manual page", "manual pages", "个手册页");
    let line = Line::new().good(Text::fixed("Wrote ", "已写入 ")).plain(number).plain("  ").strong(shown.clone());
    let mut document = Document::new();
    document.paragraph(line);
    Ok(Outcome::document("man", document, json!({"folder": shown, "pages": names})))
}

fn collect<'a>(command: &'a Command, pages: &mut Vec<&'a Command>) {
    pages.push(command);
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        collect(below, pages);
    }
}

fn file_name(command: &Command) -> String {
    format!("{}.1", command.get_display_name().unwrap_or_else(|| command.get_name()))
}

fn page(command: &Command) -> Result<String> {
    let mut roff = Vec::new();
    Man::new(command.clone())
        .render(&mut roff)
        .map_err(|error| Error::io(text!("the manual page cannot be made", "无法生成手册页"), &error))?;
    Ok(String::from_utf8_lossy(&roff).into_owned())
}
