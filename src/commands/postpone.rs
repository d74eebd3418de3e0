use clap::Args as ClapArgs;

use super::ended::Ended;
use super::entry::words;
use super::{Context, Desk, Outcome, Writing, choose};
use crate::clock;
use crate::document::Line;
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Client, Day, Moment, Postponement};
use crate::text;

/// Move the deadline of a next action, and say why
///
/// Every move is kept in the record: what is postponed again and again is seldom done.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The action: its id, the beginning of it, or a part of its words
    #[arg(value_name = "ACTION")]
    action: String,
    /// The new deadline
    #[arg(value_name = "DATE", allow_hyphen_values = true)]
    date: String,
    /// Why it is moved
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// From so many moves on it is worth asking whether the action is the right one.
const OFTEN: usize = 3;

/// Moves the deadline.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let file = desk.client(&args.client)?;
    let (change, (moved, from)) =
        desk.store.change(&file, args.writing.dry_run, |client| record(&args, &desk, client))?;
    let document = moved.document(Text::fixed("Postponed", "已推迟"), pairs(&desk, &moved, from), &args.client);
    let mut data = moved.data();
    data.remove("without_next");
    data.insert("times".into(), moved.action.postponed.len().into());
    Ok(Outcome::written("postpone", &change, args.writing.dry_run, document, data))
}

fn record(args: &Args, desk: &Desk, client: &mut Client) -> Result<(Ended, Option<Moment>)> {
    let index = choose::action(client, &args.action)?;
    let due = desk.deadline(&args.date)?;
    let why = words(&args.why, &Text::fixed("reason", "原因"))?;
    let action = &mut client.actions[index];
    let from = action.due;
    if from == Some(due) {
        let when = desk.moment_text(due);
        return Err(Error::new(
            Kind::Refused,
            Text::new(format!("it is due {} already", when.en), format!("期限已经是 {}", when.zh)),
        ));
    }
    action.postponed.push(Postponement { from, on: Some(Day(desk.clock.today())), why: Some(why) });
    action.due = Some(due);
    Ok((Ended::of(desk, client, index), from))
}

fn pairs(desk: &Desk, moved: &Ended, from: Option<Moment>) -> Vec<(Text, Line)> {
    let shown = |moment: Option<Moment>| moment.map_or_else(|| Text::same("—"), |moment| desk.moment_text(moment));
    let mut due = Line::new().dim(shown(from)).plain(" → ").strong(shown(moved.action.due));
    if let Some(date) = moved.action.due.map(|due| due.shown(&desk.clock).0) {
        due = due.plain("  ").plain(clock::until(date, desk.clock.today()));
    }
    let postponed = &moved.action.postponed;
    let why = postponed.last().and_then(|last| last.why.clone()).unwrap_or_default();
    let mut pairs = vec![(Text::fixed("due", "期限"), due), (Text::fixed("why", "原因"), Line::from(why))];
    let times = postponed.len();
    if times >= OFTEN {
        let line = Line::new().warn(text!("{times} times", "已 {times} 次")).plain(Text::fixed(
            "  is it still the right deed? a smaller one, or `salesrec cancel`",
            "  这件事还该做吗？可以拆小，或用 `salesrec cancel` 取消",
        ));
        pairs.push((Text::fixed("postponed", "推迟"), line));
    } else if times > 1 {
        pairs.push((Text::fixed("postponed", "推迟"), Line::from(text!("{times} times", "已 {times} 次"))));
    }
    pairs
}
