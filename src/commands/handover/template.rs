//! The built-in templates, for a team to change.

use clap::Args as ClapArgs;

use crate::commands::{Outcome, Writing};
use crate::document::{Cell, Column, Row, Table, Tone, html};
use crate::error::Result;
use crate::handover::bundle::{BUILT_IN, FOLDER};
use crate::lang::Text;
use crate::store::Store;

/// Write the built-in templates into templates/, for the team to change
///
/// The letters to clients and the HTML page are made by templates. Those that lie in templates/ are used in the place of
/// the built-in ones; one that is there already is left as it is.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    writing: Writing,
}

/// Writes the templates.
pub fn run(args: Args, store: &Store) -> Result<Outcome> {
    let page = html::built_in();
    let mut built_in: Vec<(String, &str)> = BUILT_IN.iter().map(|(name, text)| (format!("{FOLDER}/{name}"), *text)).collect();
    let page_path = page.path.to_string_lossy().into_owned();
    built_in.push((page_path, &page.text));
    let columns = vec![
        Column::new("file", Text::fixed("Template", "模板")).whole(),
        Column::new("status", Text::fixed("Status", "状态")),
    ];
    let mut table = Table::new(columns, Text::default());
    for (path, text) in built_in {
        let there = store.root().join(&path).symlink_metadata().is_ok();
        let status = if there {
            Cell::label("kept", Text::fixed("is there already, left as it is", "已存在，未改动")).toned(Tone::Dim)
        } else {
            if !args.writing.dry_run {
                store.create(path.as_ref(), text)?;
            }
            Cell::label("written", Text::fixed("written", "已写入")).toned(Tone::Good)
        };
        table.rows.push(Row::new(vec![Cell::text(path.clone()), status]).id(path));
    }
    let outcome = Outcome::tables("handover-templates", vec![table]);
    if args.writing.dry_run {
        return Ok(outcome.note(crate::commands::answer::DRY_RUN));
    }
    Ok(outcome.note(Text::fixed(
        "docs/handover.md lists the fields that a letter can name",
        "可用的字段见 docs/handover.md",
    )))
}
