mod list;

use clap::{Args as ClapArgs, Subcommand};
use serde_json::json;

use super::changes::Changes;
use super::entry::line;
use super::shown::{headline, object, record_json};
use crate::lang::quoted;
use super::{Context, Desk, Outcome, Writing, choose};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Client, Deal, Milestone, Moment, fold, gaps};
use crate::text;

/// Plan what has to be reached on the way, and mark what was reached
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Plan a milestone of a deal
    Add(Add),
    /// Mark a milestone as reached; one that the team's stages name need not be planned before
    Done(Done),
    /// Change a milestone
    Set(Set),
    /// List what is still to be reached, by deadline
    List(list::List),
}

#[derive(ClapArgs, Clone, Debug)]
struct Add {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// What is to be reached
    #[arg(value_name = "MILESTONE")]
    text: String,
    /// In which stage; the one that usually has it, else the deal's, when absent
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// Who sees to it; you, when absent
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// Until when
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    due: Option<String>,
    /// Which deal, where the client has several
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct Done {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// A part of its text
    #[arg(value_name = "MILESTONE")]
    text: String,
    /// When it was reached; today, when absent
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    on: Option<String>,
    /// Which deal, where the client has several
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct Set {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// A part of its text
    #[arg(value_name = "MILESTONE")]
    text: String,
    /// Call it so from now on
    #[arg(long, value_name = "NEW")]
    rename: Option<String>,
    /// In which stage
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// Who sees to it
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// Until when
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    due: Option<String>,
    /// Which deal, where the client has several
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Does it.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    match args.what {
        What::Add(args) => {
            write(&desk, "milestone-add", &args.client, args.writing, |client| add(&args, &desk, client))
        }
        What::Done(args) => {
            write(&desk, "milestone-done", &args.client, args.writing, |client| done(&args, &desk, client))
        }
        What::Set(args) => {
            write(&desk, "milestone-set", &args.client, args.writing, |client| set(&args, &desk, client))
        }
        What::List(list) => list.run(&desk),
    }
}

/// What became of a milestone.
struct Put {
    said: Text,
    client: String,
    deal: String,
    milestone: Milestone,
    changes: Changes,
    /// What is still to be reached in the deal's stage.
    open: Vec<String>,
    /// Whether this was the last of the stage that an open deal is in, and nothing is missing for the next.
    complete: bool,
    /// The position of the deal.
    at: usize,
}

fn write(
    desk: &Desk,
    kind: &'static str,
    said: &str,
    writing: Writing,
    act: impl FnOnce(&mut Client) -> Result<Put>,
) -> Result<Outcome> {
    let file = desk.client(said)?;
    let (change, put) = desk.store.change(&file, writing.dry_run, act)?;
    let missing = desk.missing(&change, None, &[put.at], said).of_facts();
    let data = json!({
        "deal": put.deal,
        "milestone": record_json(&put.milestone),
        "changed": put.changes.data(),
        "open": put.open,
        "missing": missing.data(),
    });
    let mut document = put.document(desk);
    missing.tell(&mut document);
    let outcome = Outcome::written(kind, &change, writing.dry_run, document, object(data));
    Ok(if writing.dry_run || !put.complete { outcome } else { outcome.note(complete(said)) })
}

fn complete(said: &str) -> Text {
    let client = quoted(said);
    text!(
        "nothing else is planned for this stage: `salesrec advance {client}` enters the next",
        "本阶段的里程碑已全部达成：`salesrec advance {client}` 进入下一阶段"
    )
}

impl Put {
    fn new(said: Text, desk: &Desk, client: &Client, deal: usize, at: usize, before: &Milestone) -> Self {
        let (milestone, deal_put) = (&client.deals[deal].milestones[at], &client.deals[deal]);
        let here = |milestone: &&Milestone| milestone.done.is_none() && milestone.stage == deal_put.stage;
        let open: Vec<String> =
            deal_put.milestones.iter().filter(here).map(|milestone| milestone.milestone.clone()).collect();
        let last = milestone.done.is_some() && milestone.stage == deal_put.stage && open.is_empty();
        let next = deal_put.stage.as_deref().and_then(|stage| desk.team.stages.after(stage));
        let ready = next.is_some_and(|next| gaps(&desk.team, client, deal, next).is_empty());
        Self {
            said,
            client: client.client.clone(),
            deal: deal_put.name.clone(),
            milestone: milestone.clone(),
            changes: Changes::between(before, milestone),
            complete: last && client.deals.len() == 1 && desk.team.stages.is_open(deal_put) && ready,
            open,
            at: deal,
        }
    }

    fn document(&self, desk: &Desk) -> Document {
        let mut document = Document::new();
        document.paragraph(headline(self.said.clone(), &self.client, Some(&self.deal)));
        let mut pairs = self.changes.pairs(desk, "");
        if pairs.first().is_none_or(|(label, _)| *label != milestone()) {
            pairs.insert(0, (milestone(), Line::new().strong(self.milestone.milestone.clone())));
        }
        if self.milestone.due.is_none() && self.milestone.done.is_none() {
            let line = Line::new().warn(Text::fixed("no date: --due", "未定日期：--due"));
            pairs.push((Text::fixed("due", "期限"), line));
        }
        document.push(Block::Pairs(pairs));
        if self.milestone.done.is_some() && !self.open.is_empty() {
            document.paragraph(Text::fixed("Still to be reached in this stage:", "本阶段还有："));
            document.push(Block::List(self.open.iter().cloned().map(Line::from).collect()));
        }
        document
    }
}

const fn milestone() -> Text {
    Text::fixed("milestone", "里程碑")
}

fn add(args: &Add, desk: &Desk, client: &mut Client) -> Result<Put> {
    let index = desk.deal(client, args.deal.as_deref())?;
    let text = line(&args.text, &milestone())?;
    let deal = &client.deals[index];
    if let Some(known) = deal.milestones.iter().find(|known| fold(&known.milestone) == fold(&text)) {
        let (name, client) = (&known.milestone, quoted(&args.client));
        let message = text!("the milestone “{name}” is planned already", "里程碑“{name}”已经列入");
        let typed = quoted(name);
        return Err(Error::new(Kind::Conflict, message).hint(text!(
            "`salesrec milestone set {client} {typed} …` changes it",
            "修改它：`salesrec milestone set {client} {typed} …`"
        )));
    }
    let usual = usual(desk, deal).into_iter().find(|(name, _)| fold(name) == fold(&text));
    let stage = match (&args.stage, usual) {
        (Some(said), _) => Some(desk.stage(said)?.name.clone()),
        (None, Some((_, stage))) => Some(stage.to_string()),
        (None, None) => deal.stage.clone(),
    };
    let owner = args.owner.as_deref().map_or_else(|| desk.me(), |said| desk.person_or_me(said))?.id.clone();
    let due = args.due.as_deref().map(|said| desk.deadline(said)).transpose()?;
    let at = deal.milestones.len();
    client.deals[index].milestones.push(Milestone { milestone: text, stage, owner: Some(owner), due, done: None });
    Ok(Put::new(Text::fixed("Planned for", "已列入"), desk, client, index, at, &Milestone::default()))
}

/// The milestones that the team's stages usually have and the deal does not, with their stages.
fn usual<'d>(desk: &'d Desk, deal: &Deal) -> Vec<(&'d str, &'d str)> {
    let stages = desk.team.stages.0.iter();
    let all = stages.flat_map(|stage| stage.milestones.iter().map(|name| (name.as_str(), stage.name.as_str())));
    all.filter(|(name, _)| !deal.has_milestone(name)).collect()
}

fn done(args: &Done, desk: &Desk, client: &mut Client) -> Result<Put> {
    let index = desk.deal(client, args.deal.as_deref())?;
    let on = args.on.as_deref().map_or(Ok(Moment::day(desk.clock.today())), |said| desk.past(said))?;
    let at = meant(args, desk, client, index)?;
    let before = client.deals[index].milestones[at].clone();
    client.deals[index].milestones[at].done = Some(on);
    Ok(Put::new(Text::fixed("Reached with", "已达成"), desk, client, index, at, &before))
}

/// The open milestone that is meant. One that the team's stages name is planned at once.
///
/// # Errors
/// `NotFound`, `Ambiguous`; `Refused` when it was reached already.
fn meant(args: &Done, desk: &Desk, client: &mut Client, index: usize) -> Result<usize> {
    let deal = &mut client.deals[index];
    let (open, reached): (Vec<usize>, Vec<usize>) =
        (0..deal.milestones.len()).partition(|&at| deal.milestones[at].done.is_none());
    let pick = |among: &[usize]| {
        let texts: Vec<&str> = among.iter().map(|&at| deal.milestones[at].milestone.as_str()).collect();
        choose::item(&args.text, &texts, Text::fixed("open milestone of this deal", "该商机未达成的里程碑")).map(|at| among[at])
    };
    let miss = match pick(&open) {
        Err(error) if error.kind == Kind::NotFound => error,
        found => return found,
    };
    if let Ok(at) = pick(&reached) {
        let name = &deal.milestones[at].milestone;
        let when = deal.milestones[at].done.map(|done| desk.moment_text(done)).unwrap_or_default();
        return Err(Error::new(
            Kind::Refused,
            Text::new(format!("“{name}” was reached on {}", when.en), format!("“{name}”已于 {} 达成", when.zh)),
        ));
    }
    let usual = usual(desk, deal);
    let names: Vec<&str> = usual.iter().map(|(name, _)| *name).collect();
    let Ok(at) = choose::item(&args.text, &names, milestone()) else {
        let (client, text) = (quoted(&args.client), quoted(&args.text));
        return Err(miss.hint(text!("`salesrec milestone add {client} {text}` plans it", "先列入：`salesrec milestone add {client} {text}`")));
    };
    let (name, stage) = usual[at];
    let owner = desk.me()?.id.clone();
    deal.milestones.push(Milestone {
        milestone: name.to_string(),
        stage: Some(stage.to_string()),
        owner: Some(owner),
        ..Milestone::default()
    });
    Ok(deal.milestones.len() - 1)
}

fn set(args: &Set, desk: &Desk, client: &mut Client) -> Result<Put> {
    let index = desk.deal(client, args.deal.as_deref())?;
    let texts: Vec<&str> = client.deals[index].milestones.iter().map(|known| known.milestone.as_str()).collect();
    let at = choose::item(&args.text, &texts, Text::fixed("milestone of this deal", "该商机的里程碑"))?;
    let before = client.deals[index].milestones[at].clone();
    let mut new = before.clone();
    if let Some(said) = &args.rename {
        new.milestone = line(said, &milestone())?;
    }
    if let Some(said) = &args.stage {
        new.stage = Some(desk.stage(said)?.name.clone());
    }
    if let Some(said) = &args.owner {
        new.owner = Some(desk.person_or_me(said)?.id.clone());
    }
    if let Some(said) = &args.due {
        new.due = Some(desk.deadline(said)?);
    }
    let said = if new == before { Text::fixed("Nothing to change:", "没有变化") } else { Text::fixed("Changed", "已修改") };
    client.deals[index].milestones[at] = new;
    Ok(Put::new(said, desk, client, index, at, &before))
}
