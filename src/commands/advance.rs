use clap::Args as ClapArgs;
use serde_json::json;

use super::entry::words;
use super::shown::{object, record_json};
use super::stages::{Move, Moved, Way};
use super::{Context, Desk, Outcome, Writing};
use crate::clock;
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, list, quoted};
use crate::record::{Client, Day, Gap, StageKind, gaps};
use crate::text;

/// Move a deal to the next stage, or to the one named, back ones too
///
/// The stage's requirements are checked; what is missing is said with the command that supplies it. A terminated deal
/// needs a reason, and its open actions are cancelled. Reopening keeps the history.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The stage to enter; the next one, when absent
    #[arg(value_name = "STAGE")]
    stage: Option<String>,
    /// Which deal
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    /// What came of it, or why
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Go on although facts are missing; needs --note
    #[arg(long, requires = "note")]
    force: bool,
    /// Why the deal is terminated: a value of vocabulary.loss_reasons
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// Who got the deal
    #[arg(long, value_name = "COMPETITOR")]
    to: Option<String>,
    /// When to ask again; becomes an action
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    revisit: Option<String>,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// What became of the deal.
struct Advanced {
    client: String,
    deal: String,
    stage: String,
    moved: Moved,
    /// The position of the deal.
    at: usize,
    ahead: Option<(String, Vec<Text>)>,
    unexplained: bool,
}

/// Moves the deal.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let file = desk.client(&args.client)?;
    desk.me()?;
    let how = Move {
        note: args.note.as_deref().map(|said| words(said, &Text::fixed("note", "备注"))).transpose()?,
        force: args.force,
        reason: args.reason.clone(),
        to: args.to.clone(),
        revisit: args.revisit.as_deref().map(|said| desk.deadline(said)).transpose()?.map(|on| Day(on.date)),
    };
    let (change, advanced) =
        desk.store.change(&file, args.writing.dry_run, |client| advance(&args, &how, &desk, client))?;
    let missing = desk.missing(&change, None, &[advanced.at], &args.client);
    let data = json!({
        "deal": advanced.deal,
        "from": advanced.moved.from,
        "stage": advanced.stage,
        "forced_without": words_of(&advanced.moved.gaps),
        "skipped": advanced.moved.skipped,
        "cancelled": advanced.moved.cancelled,
        "revisit": advanced.moved.revisit.as_ref().map(record_json),
        "missing": missing.data(),
    });
    let mut document = advanced.document(&desk);
    missing.tell(&mut document);
    Ok(Outcome::written("advance", &change, args.writing.dry_run, document, object(data)))
}

fn advance(args: &Args, how: &Move, desk: &Desk, client: &mut Client) -> Result<Advanced> {
    let stages = &desk.team.stages;
    let index = desk.deal(client, args.deal.as_deref())?;
    let now = client.deals[index].stage.clone().unwrap_or_default();
    let target = match args.stage.as_deref() {
        Some(said) => desk.stage(said)?,
        None => stages.after(&now).ok_or_else(|| no_next(desk, &now, &args.client))?,
    };
    if target.kind != StageKind::Lost && (how.reason.is_some() || how.to.is_some() || how.revisit.is_some()) {
        return Err(Error::new(
            Kind::Usage,
            Text::fixed("--reason, --to and --revisit go with a termination", "--reason、--to、--revisit 只用于终止商机"),
        ));
    }
    let moved = desk.enter(client, index, target, how, &args.client)?;
    let deal = &client.deals[index];
    let ahead = stages.after(&target.name).filter(|_| target.kind == StageKind::Open).map(|next| {
        let facts = gaps(&desk.team, client, index, next).into_iter().map(|gap| gap.what).collect();
        (next.name.clone(), facts)
    });
    Ok(Advanced {
        client: client.client.clone(),
        deal: deal.name.clone(),
        stage: target.name.clone(),
        at: index,
        unexplained: how.note.is_none(),
        moved,
        ahead,
    })
}

fn no_next(desk: &Desk, stage: &str, said: &str) -> Error {
    let known = desk.team.stages.get(stage).is_some();
    let message = if stage.is_empty() {
        Text::fixed("the deal is in no stage yet", "商机还没有阶段")
    } else if known {
        text!("there is no stage after {stage}", "{stage}之后没有下一个阶段")
    } else {
        text!("the deal is in “{stage}”, which is no stage of the team", "商机所处的“{stage}”不是团队的销售阶段")
    };
    let mut error = Error::new(Kind::Usage, message);
    if !known && !stage.is_empty() {
        // The stage as the record has it is looked up as if it were typed: what is near is told in the hints.
        match desk.stage(stage) {
            Ok(near) => {
                let near = &near.name;
                error = error.hint(text!("did you mean {near}?", "是不是 {near}？"));
            }
            Err(miss) => error.hints = miss.hints,
        }
    }
    let client = quoted(said);
    error.hint(text!("name the stage: `salesrec advance {client} STAGE`", "请写明阶段：`salesrec advance {client} 阶段`"))
}

fn words_of(gaps: &[Gap]) -> Vec<&'static str> {
    gaps.iter().map(|gap| gap.fact.word()).collect()
}

impl Advanced {
    fn verb(&self) -> Text {
        match self.moved.way {
            Way::Forward => Text::fixed("Advanced ", "已推进 "),
            Way::Back => Text::fixed("Moved back ", "已退回 "),
            Way::Out => Text::fixed("Terminated ", "已终止 "),
            Way::Reopened => Text::fixed("Reopened ", "已重新激活 "),
        }
    }

    fn document(&self, desk: &Desk) -> Document {
        let mut document = Document::new();
        let day = clock::day(desk.clock.today());
        document.paragraph(
            Line::new().good(self.verb()).strong(self.client.clone()).plain("  ").plain(self.deal.clone()).plain("  ").dim(day),
        );
        let mut pairs = self.moved.pairs(&self.stage);
        if let Some(action) = &self.moved.revisit {
            pairs.push((Text::fixed("next", "下一步"), desk.action_line(action)));
        }
        if !self.moved.skipped.is_empty() && self.unexplained {
            pairs.push((
                Text::fixed("note", "提示"),
                Line::new().warn(Text::fixed("a skipped stage wants a reason: --note", "跳过阶段应说明原因：--note")),
            ));
        }
        if let Some((next, facts)) = self.ahead.as_ref().filter(|(_, facts)| !facts.is_empty()) {
            let facts = list(facts);
            pairs.push((text!("needed for {next}", "进入{next}还需"), Line::new().dim(facts)));
        }
        document.push(Block::Pairs(pairs));
        document
    }
}
