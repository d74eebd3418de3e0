use clap::Args as ClapArgs;

use super::decide::{self, Decision, Ruling, Submitted, Target, Which};
use super::deed::Deed;
use super::look::{self, Extent};
use crate::clock::Week;
use crate::commands::{Desk, Outcome, Writing, git};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::review::Verdict;
use crate::text;

/// What is approved.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The clients
    #[arg(value_name = "CLIENT", required_unless_present = "all_clean", conflicts_with = "all_clean")]
    client: Vec<String>,
    /// All that there is nothing to ask about, and that are as they were submitted
    #[arg(long)]
    all_clean: bool,
    /// Your opinion
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
    #[command(flatten)]
    deed: Deed,
    #[command(flatten)]
    which: Which,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Approves them.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    args.deed.check(|due| text!("say the action too: `--action \"…\" --due {due}`", "请写明行动：`--action \"…\" --due {due}`"))?;
    let submitted = Submitted::of(desk, &args.which)?;
    let targets =
        if args.all_clean { clean(&submitted)? } else { submitted.targets(&args.client)? };
    let ruling = Ruling::new(desk, Decision::Approve, args.comment.as_deref(), &args.deed)?;
    let dry = args.writing.dry_run;
    let done = decide::carry_out(desk, submitted.me, &targets, &ruling, dry)?;
    let outcome = decide::told(desk, &submitted, &targets, &ruling, done, dry);
    let outcome = outcome.problems(submitted.problems);
    Ok(if !dry && has_uncommitted(desk, &targets) {
        outcome.note(Text::fixed(
            "commit the records, so that git can show later what was approved",
            "请提交到 git，以便日后查看当时通过的内容",
        ))
    } else {
        outcome
    })
}

/// All that there is nothing to ask about.
fn clean(submitted: &Submitted<'_>) -> Result<Vec<Target>> {
    let Submitted { desk, me, week, files, .. } = submitted;
    let people: Vec<&str> = files.iter().map(|file| file.person.as_str()).collect();
    let mine: Vec<&str> = people.iter().copied().filter(|person| look::reviews(desk, me, person)).collect();
    if let ([], Some(person)) = (&mine[..], people.first()) {
        return Err(look::refused(desk, me, person).unwrap_or_else(none));
    }
    let (weeks, _) = look::weeks(desk, *week, &mine, Extent::HandedIn)?;
    let (mut targets, mut waiting) = (Vec::new(), 0);
    for one in weeks {
        let Some(review) = one.file else { continue };
        for seen in one.seen {
            let waits = seen.entry.as_ref().is_some_and(|entry| entry.verdict() == Verdict::Waiting);
            waiting += usize::from(waits);
            if let (true, Some(file)) = (waits && seen.is_clean(), seen.file.clone()) {
                targets.push(Target { person: one.id.clone(), review: review.path.clone(), id: seen.id.clone(), file });
            }
        }
    }
    match (targets.is_empty(), waiting) {
        (false, _) => Ok(targets),
        (true, 0) => Err(nothing_waits(*week)),
        (true, _) => Err(none()),
    }
}

fn nothing_waits(week: Week) -> Error {
    Error::new(Kind::Refused, text!("no record of {week} waits for your review", "{week} 没有待您审核的档案"))
        .hint(Text::fixed("`salesrec review status` shows how far it is", "`salesrec review status` 查看进度"))
}

fn none() -> Error {
    Error::new(
        Kind::Refused,
        Text::fixed("there is something to ask about every record that waits", "待审核的档案都有需要追问之处"),
    )
    .hint(Text::fixed(
        "`salesrec review` shows what; `salesrec review approve CLIENT` approves one all the same",
        "`salesrec review` 查看；确认无妨的用 `salesrec review approve 客户` 逐个通过",
    ))
}

/// Whether git does not keep yet what was approved.
fn has_uncommitted(desk: &Desk, targets: &[Target]) -> bool {
    let root = desk.store.root();
    let paths: Vec<&std::path::Path> = targets.iter().map(|target| target.file.path.as_path()).collect();
    let blobs = git::blobs(root, &paths).unwrap_or_default();
    blobs.into_iter().flatten().any(|blob| git::kept(root, &blob).is_none())
}
