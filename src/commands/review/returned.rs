use clap::Args as ClapArgs;

use super::decide::{self, Decision, Ruling, Submitted, Which};
use super::deed::Deed;
use crate::clock;
use crate::commands::{Desk, Outcome, Writing};
use crate::error::Result;
use crate::lang::Text;
use crate::record::Day;
use crate::text;

/// What is sent back.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The clients
    #[arg(value_name = "CLIENT", required = true)]
    client: Vec<String>,
    /// What is to be mended
    #[arg(long, value_name = "TEXT")]
    comment: String,
    /// Until when; two working days from now, when absent
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    back: Option<String>,
    #[command(flatten)]
    deed: Deed,
    #[command(flatten)]
    which: Which,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Sends them back.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    args.deed.check(|due| {
        text!(
            "until when the record is to be mended is `--back {due}`",
            "档案的补正期限用 `--back {due}`"
        )
    })?;
    let submitted = Submitted::of(desk, &args.which)?;
    let targets = submitted.targets(&args.client)?;
    let back = match &args.back {
        Some(said) => desk.deadline(said)?.date,
        None => desk.calendar()?.add_working_days(desk.clock.today(), 2).unwrap_or_else(|| desk.clock.today()),
    };
    let ruling = Ruling::new(desk, Decision::Return(Day(back)), Some(&args.comment), &args.deed)?;
    let dry = args.writing.dry_run;
    let done = decide::carry_out(desk, submitted.me, &targets, &ruling, dry)?;
    let outcome = decide::told(desk, &submitted, &targets, &ruling, done, dry);
    let mut outcome = outcome.problems(submitted.problems);
    if !desk.calendar()?.is_working(back) {
        let day = clock::day(back);
        outcome = outcome.note(Text::new(
            format!("{}, until which it is to be mended, is not a working day", day.en),
            format!("补正期限 {} 不是工作日", day.zh),
        ));
    }
    Ok(if dry {
        outcome
    } else {
        outcome.note(Text::fixed(
            "it stands in the rep's `salesrec agenda` until the week is submitted again",
            "它会出现在销售的 `salesrec agenda` 中，直到重新提交",
        ))
    })
}
