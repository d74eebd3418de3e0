use clap::Args as ClapArgs;

use super::ended::Ended;
use super::entry::words;
use super::{Context, Desk, Outcome, Writing, choose};
use crate::document::Line;
use crate::error::Result;
use crate::lang::Text;
use crate::record::{Client, Moment};

/// Give up a next action, and say why
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The action: its id, the beginning of it, or a part of its words; the only open one, when absent
    #[arg(value_name = "ACTION")]
    action: Option<String>,
    /// Why it is given up
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Ends the action.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let file = desk.client(&args.client)?;
    let (change, ended) = desk.store.change(&file, args.writing.dry_run, |client| record(&args, &desk, client))?;
    let why = Line::from(ended.action.why.clone().unwrap_or_default());
    let pairs = vec![(Text::fixed("why", "原因"), why)];
    let document = ended.document(Text::fixed("Cancelled", "已取消"), pairs, &args.client);
    Ok(Outcome::written("cancel", &change, args.writing.dry_run, document, ended.data()))
}

fn record(args: &Args, desk: &Desk, client: &mut Client) -> Result<Ended> {
    let index = choose::action_or_only(client, args.action.as_deref())?;
    let action = &mut client.actions[index];
    action.cancelled = Some(Moment::at(desk.clock.minute()));
    action.why = Some(words(&args.why, &Text::fixed("reason", "原因"))?);
    Ok(Ended::of(desk, client, index))
}
