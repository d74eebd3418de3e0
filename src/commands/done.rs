use clap::Args as ClapArgs;

use super::choose;
use super::ended::Ended;
use super::entry::{line, new_action, words};
use super::shown::record_json;
use super::{Context, Desk, Outcome, Writing};
use crate::document::Line;
use crate::error::Result;
use crate::lang::Text;
use crate::record::{Action, Client, Moment};
use crate::text;

/// Mark a next action as done, and say what comes after it
///
/// An open deal should not be left without a next action: `--next` and `--due` add one in the same write.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The action: its id, the beginning of it, or a part of its words; the only open one, when absent
    #[arg(value_name = "ACTION")]
    action: Option<String>,
    /// What came of it
    #[arg(short, long, value_name = "TEXT")]
    result: Option<String>,
    /// When it was done; now, when absent
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
    /// The next action: a concrete deed
    #[arg(short, long, value_name = "DEED", requires = "due")]
    next: Option<String>,
    /// The deadline of the next action
    #[arg(short, long, value_name = "WHEN", requires = "next", allow_hyphen_values = true)]
    due: Option<String>,
    /// Who does the next action; who did this one, when absent
    #[arg(long, value_name = "PERSON", requires = "next")]
    owner: Option<String>,
    /// 1 important and urgent, 2 important, 3 urgent, 4 neither
    #[arg(long, value_name = "1-4", requires = "next", value_parser = clap::value_parser!(u8).range(1..=4))]
    priority: Option<u8>,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Ends the action.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let file = desk.client(&args.client)?;
    let (change, (ended, next)) =
        desk.store.change(&file, args.writing.dry_run, |client| record(&args, &desk, client))?;
    let document = ended.document(Text::fixed("Done", "已完成"), pairs(&desk, &ended, next.as_ref()), &args.client);
    let mut data = ended.data();
    data.insert("late_days".into(), late_days(&desk, &ended.action).into());
    data.insert("next".into(), next.as_ref().map(record_json).into());
    Ok(Outcome::written("done", &change, args.writing.dry_run, document, data))
}

fn record(args: &Args, desk: &Desk, client: &mut Client) -> Result<(Ended, Option<Action>)> {
    let index = choose::action_or_only(client, args.action.as_deref())?;
    let now = Moment::at(desk.clock.minute());
    let at = args.at.as_deref().map_or(Ok(now), |said| desk.past(said))?;
    let result = args.result.as_deref().map(|said| words(said, &Text::fixed("result", "结果"))).transpose()?;
    let next = next_action(args, desk, client, index)?;
    let action = &mut client.actions[index];
    action.done = Some(at);
    action.result = result.or_else(|| action.result.take());
    client.actions.extend(next.iter().cloned());
    Ok((Ended::of(desk, client, index), next))
}

fn next_action(args: &Args, desk: &Desk, client: &Client, index: usize) -> Result<Option<Action>> {
    let (Some(deed), Some(due)) = (&args.next, &args.due) else { return Ok(None) };
    let deed = line(deed, &Text::fixed("next action", "下一步行动"))?;
    let before = &client.actions[index];
    let owner = match (&args.owner, &before.owner) {
        (Some(said), _) => desk.person_or_me(said)?.id.clone(),
        (None, Some(owner)) => owner.clone(),
        (None, None) => desk.me()?.id.clone(),
    };
    let mut action = new_action(desk, client, deed, owner, desk.deadline(due)?);
    action.deal = before.deal.clone();
    action.priority = args.priority;
    Ok(Some(action))
}

fn pairs(desk: &Desk, ended: &Ended, next: Option<&Action>) -> Vec<(Text, Line)> {
    let mut when = Line::from(ended.action.done.map(|at| desk.moment_text(at)).unwrap_or_default());
    when = match late_days(desk, &ended.action) {
        None => when,
        Some(0) if is_in_time(desk, &ended.action) => when.plain("  ").good(Text::fixed("in time", "按时")),
        Some(0) => when.plain("  ").warn(Text::fixed("late, on the day", "当天，但已过时限")),
        Some(1) => when.plain("  ").warn(Text::fixed("1 day late", "晚 1 天")),
        Some(days) => when.plain("  ").warn(text!("{days} days late", "晚 {days} 天")),
    };
    let mut pairs = vec![(Text::fixed("done", "完成"), when)];
    if let Some(result) = &ended.action.result {
        pairs.push((Text::fixed("result", "结果"), Line::from(result.clone())));
    }
    if let Some(next) = next {
        pairs.push((Text::fixed("next", "下一步"), desk.action_line(next)));
    }
    pairs
}

/// By how many calendar days it was done after its deadline; nothing when it had none.
fn late_days(desk: &Desk, action: &Action) -> Option<i64> {
    let (due, _) = action.due?.shown(&desk.clock);
    let (done, _) = action.done?.shown(&desk.clock);
    Some((done - due).num_days().max(0))
}

/// Whether it was done before its deadline passed, to the minute where the deadline has one.
fn is_in_time(desk: &Desk, action: &Action) -> bool {
    let done = action.done.map(|done| done.start(&desk.clock));
    action.deadline(&desk.clock).zip(done).is_none_or(|(deadline, done)| done <= deadline)
}
