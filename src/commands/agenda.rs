use chrono::TimeDelta;
use clap::Args as ClapArgs;

use super::due::{Counts, Look, Only, tables, whose};
use super::{Context, Outcome};
use crate::error::Result;
use crate::lang::{Text, count};
use crate::record::Person;
use crate::store::unread;

/// List what is to be done: overdue, today, in the next days
///
/// Yours, as far as it is known who you are; `--owner all` for everybody's. Open deals without a next action stand at the
/// end.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// Which rows
    #[command(flatten)]
    only: Only,
    /// How many days to look ahead
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=3650))]
    days: u32,
}

/// Lists what is due.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let (mut wish, own) = desk.own_wish(&args.only.rows)?;
    wish.until = Some(desk.clock.today() + TimeDelta::days(args.days.into()));
    let scan = desk.due(&wish);
    if let Some(region) = args.only.rows.region.as_deref().filter(|_| scan.found.is_empty()) {
        desk.region(region)?;
    }
    let counts = Counts::of(&scan.found);
    let unread = unread(&scan.problems);
    let owner = wish.owner.map(Person::shown);
    let look = Look { by: args.only.by, one_owner: owner.is_some(), days: args.days, empty: empty(owner, args.days, unread > 0) };
    let any = !scan.found.is_empty();
    let mut outcome = Outcome::tables("agenda", tables(&desk, scan.found, &look))
        .problems(scan.problems)
        .found(args.only.exit_code && (counts.overdue() > 0 || unread > 0));
    if any {
        outcome = outcome.note(counts.words(args.days));
    }
    if own {
        outcome = outcome.note(whose(wish.owner));
    }
    Ok(outcome)
}

fn empty(owner: Option<&str>, days: u32, incomplete: bool) -> Text {
    let (en, zh) = owner.map_or_else(Default::default, |name| (format!(" for {name}"), name.to_string()));
    let days = count(days as usize, "day", "days", "天");
    if incomplete {
        return Text::new(
            format!("Nothing is overdue or due in the next {}{en} in the files that could be read.", days.en),
            format!("在能读取的文件中，{zh}没有逾期事项，未来 {}也没有到期事项。", days.zh),
        );
    }
    Text::new(
        format!("Nothing is overdue or due in the next {}{en}, and every open deal has a next action.", days.en),
        format!("{zh}没有逾期事项，未来 {}也没有到期事项，进行中的商机都有下一步行动。", days.zh),
    )
}
