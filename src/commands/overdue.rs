use clap::Args as ClapArgs;

use super::due::{Counts, Look, Only, tables};
use super::{Context, Outcome};
use crate::error::Result;
use crate::lang::Text;
use crate::store::unread;

/// List what is overdue, and open deals without a next action
///
/// The latest first, then what has most at stake. Actions and milestones; a deadline without a time is kept until its
/// day is over.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// Which rows
    #[command(flatten)]
    only: Only,
    /// Only what is at least so many days late
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=36500))]
    days: Option<u32>,
}

/// Lists everybody's, unless an owner is named.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let mut wish = desk.wish(&args.only.rows)?;
    wish.least_days = args.days.map(i64::from);
    let scan = desk.due(&wish);
    if let Some(region) = args.only.rows.region.as_deref().filter(|_| scan.found.is_empty()) {
        desk.region(region)?;
    }
    let counts = Counts::of(&scan.found);
    let unread = unread(&scan.problems);
    let look = Look {
        by: args.only.by,
        one_owner: wish.owner.is_some(),
        days: 0,
        empty: empty(wish.owner.map(|person| person.shown()), args.days, unread > 0),
    };
    let any = !scan.found.is_empty();
    let mut outcome = Outcome::tables("overdue", tables(&desk, scan.found, &look))
        .problems(scan.problems)
        .found(args.only.exit_code && (counts.overdue() > 0 || unread > 0));
    if any {
        outcome = outcome.note(counts.words(0));
    }
    Ok(outcome)
}

fn empty(owner: Option<&str>, days: Option<u32>, incomplete: bool) -> Text {
    let (en, zh) = owner.map_or_else(Default::default, |name| (format!(" for {name}"), name.to_string()));
    match days {
        _ if incomplete => Text::new(
            format!("Nothing is overdue{en} in the files that could be read."),
            format!("在能读取的文件中，{zh}没有逾期事项。"),
        ),
        Some(days) if days > 0 => Text::new(
            format!("Nothing is {days} days late or more{en}."),
            format!("{zh}没有逾期 {days} 天以上的事项。"),
        ),
        _ => Text::new(
            format!("Nothing is overdue{en}, and every open deal has a next action."),
            format!("{zh}没有逾期事项，进行中的商机都有下一步行动。"),
        ),
    }
}
