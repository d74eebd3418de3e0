mod list;

use clap::{Args as ClapArgs, Subcommand};
use serde_json::json;

use super::about::AboutDeal;
use super::changes::Changes;
use super::entry::{line, line_if, words};
use super::shown::{headline, object, record_json};
use super::stages::{Move, Moved};
use super::{Context, Desk, Outcome, Writing, choose};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::quoted;
use crate::lang::{Text, count};
use crate::record::{Amount, Client, Day, Deal, Need, NeedKind, StageEntry, StageKind, fold};
use crate::text;

/// Open a deal, change what is known of one, list deals
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Open a deal with a client, in the first stage unless another is named
    Add(Add),
    /// Change what is known of a deal
    Set(Set),
    /// List the deals of a client, or of all
    List(list::List),
}

#[derive(ClapArgs, Clone, Debug)]
struct Add {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// What is being sold
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    about: AboutDeal,
    /// The likelihood of winning it, in percent, where it is not the stage's
    #[arg(long, value_name = "PERCENT")]
    probability: Option<String>,
    /// Who else is after it; may be repeated
    #[arg(long, value_name = "NAME")]
    competitor: Vec<String>,
    /// A need that the client stated; may be repeated
    #[arg(long, value_name = "NEED")]
    need: Vec<String>,
    /// The stage that it is in already
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// What came of it so far, or why
    #[arg(long, value_name = "TEXT", requires = "stage")]
    note: Option<String>,
    /// Enter the stage although facts are missing; needs --note
    #[arg(long, requires = "stage", requires = "note")]
    force: bool,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct Set {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// Which deal, where the client has several
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    /// Call the deal so from now on, also in the log, actions and contracts
    #[arg(long, value_name = "NEW")]
    name: Option<String>,
    #[command(flatten)]
    about: AboutDeal,
    /// The likelihood of winning it, in percent
    #[arg(long, value_name = "PERCENT")]
    probability: Option<String>,
    /// Somebody else who is after it; may be repeated
    #[arg(long, value_name = "NAME")]
    competitor: Vec<String>,
    /// Somebody who is no longer after it; may be repeated
    #[arg(long, value_name = "NAME")]
    no_competitor: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Does it.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    match args.what {
        What::Add(add) => add.run(&desk),
        What::Set(set) => set.run(&desk),
        What::List(list) => list.run(&desk),
    }
}

/// What became of the deal.
struct Put {
    client: String,
    deal: Deal,
    added: bool,
    moved: Option<Moved>,
    changes: Changes,
    /// The places that followed a new name.
    followed: usize,
    /// The position of the deal.
    at: usize,
}

impl Add {
    fn run(&self, desk: &Desk) -> Result<Outcome> {
        let file = desk.client(&self.client)?;
        let (change, put) = desk.store.change(&file, self.writing.dry_run, |client| self.open(desk, client))?;
        put.outcome(desk, "deal-add", &change, self.writing.dry_run, &self.client)
    }

    fn open(&self, desk: &Desk, client: &mut Client) -> Result<Put> {
        let me = desk.me()?.id.clone();
        let name = line(&self.name, &deal_name())?;
        free(client, &name, None).map_err(|error| {
            let (client, name) = (quoted(&self.client), quoted(&name));
            let set = text!("`salesrec deal set {client} --deal {name} …` changes it", "修改它：`salesrec deal set {client} --deal {name} …`");
            error.hint(set)
        })?;
        let need = |said: &String| {
            Ok(Need { need: line(said, &Text::fixed("need", "需求"))?, kind: Some(NeedKind::Stated) })
        };
        let needs = self.need.iter().map(need).collect::<Result<_>>()?;
        let mut deal = Deal { name, needs, ..Deal::default() };
        self.about.put(desk, &mut deal)?;
        deal.probability = percent(self.probability.as_deref())?;
        compete(&mut deal, &self.competitor)?;
        let index = client.deals.len();
        client.deals.push(deal);
        let moved = self.start(desk, client, index, me)?;
        let deal = client.deals[index].clone();
        Ok(Put {
            client: client.client.clone(),
            changes: Changes::between(&Deal::default(), &deal).without("name"),
            deal,
            added: true,
            moved,
            followed: 0,
            at: index,
        })
    }

    /// Puts the new deal into its stage: the first one without asking for anything, another one as `advance` does.
    fn start(&self, desk: &Desk, client: &mut Client, index: usize, me: String) -> Result<Option<Moved>> {
        let first = desk.team.stages.first();
        let target = match &self.stage {
            Some(said) => desk.stage(said)?,
            None => match first {
                Some(first) => first,
                None => return Ok(None),
            },
        };
        if target.kind == StageKind::Lost {
            let stage = &target.name;
            return Err(Error::new(
                Kind::Refused,
                text!("a new deal does not start in {stage}", "新商机不能从{stage}开始"),
            )
            .hint(Text::fixed(
                "open it, then `salesrec advance CLIENT` terminates it with its reason",
                "请先新建，再用 `salesrec advance 客户` 终止并说明原因",
            )));
        }
        if first.is_none_or(|first| first.name != target.name) {
            let note = line_note(self.note.as_deref())?;
            let how = Move { note, force: self.force, ..Move::default() };
            return desk.enter(client, index, target, &how, &self.client).map(Some).map_err(new_deal);
        }
        let deal = &mut client.deals[index];
        deal.stage = Some(target.name.clone());
        deal.history.push(StageEntry {
            stage: target.name.clone(),
            since: Some(Day(desk.clock.today())),
            by: Some(me),
            note: line_note(self.note.as_deref())?,
        });
        Ok(None)
    }
}

impl Set {
    fn run(&self, desk: &Desk) -> Result<Outcome> {
        let file = desk.client(&self.client)?;
        let (change, put) = desk.store.change(&file, self.writing.dry_run, |client| self.put(desk, client))?;
        put.outcome(desk, "deal-set", &change, self.writing.dry_run, &self.client)
    }

    fn put(&self, desk: &Desk, client: &mut Client) -> Result<Put> {
        let index = desk.deal(client, self.deal.as_deref())?;
        let before = client.deals[index].clone();
        let mut deal = before.clone();
        self.about.put(desk, &mut deal)?;
        deal.probability = percent(self.probability.as_deref())?.or(deal.probability);
        for said in &self.no_competitor {
            let known: Vec<&str> = deal.competitors.iter().map(String::as_str).collect();
            let at = choose::item(said, &known, Text::fixed("competitor for this deal", "该商机的竞争对手"))?;
            deal.competitors.remove(at);
        }
        compete(&mut deal, &self.competitor)?;
        let mut followed = 0;
        if let Some(name) = line_if(self.name.as_deref(), &deal_name())? {
            free(client, &name, Some(index))?;
            followed = rename(client, &before.name, &name);
            deal.name = name;
        }
        client.deals[index] = deal.clone();
        Ok(Put {
            client: client.client.clone(),
            changes: Changes::between(&before, &deal),
            deal,
            added: false,
            moved: None,
            followed,
            at: index,
        })
    }
}

/// A refusal to enter a stage, for a deal that is not in the record yet: what is missing can only be said along with it.
fn new_deal(mut error: Error) -> Error {
    if error.kind == Kind::Refused {
        let force = error.hints.pop();
        error.hints = vec![Text::fixed(
            "say what is known along with it (`--value`, `--close`, `--need`, …), or open it without `--stage` and advance it later",
            "请一并写明已知的内容（`--value`、`--close`、`--need` 等），或先不加 `--stage` 新建，之后再推进",
        )];
        error.hints.extend(force);
    }
    error
}

const fn deal_name() -> Text {
    Text::fixed("deal's name", "商机名称")
}

fn line_note(said: Option<&str>) -> Result<Option<String>> {
    said.map(|said| words(said, &Text::fixed("note", "备注"))).transpose()
}

/// Whether no other deal of the client has the name.
fn free(client: &Client, name: &str, but: Option<usize>) -> Result<()> {
    let taken = |(at, deal): (usize, &Deal)| Some(at) != but && fold(&deal.name) == fold(name);
    if client.deals.iter().enumerate().any(taken) {
        return Err(Error::new(
            Kind::Conflict,
            text!("this client has a deal “{name}” already", "该客户已有名为“{name}”的商机"),
        ));
    }
    Ok(())
}

/// Lets everything that names the deal follow its new name, and counts it.
fn rename(client: &mut Client, old: &str, new: &str) -> usize {
    if old == new {
        return 0;
    }
    let log = client.log.iter_mut().map(|entry| &mut entry.deal);
    let actions = client.actions.iter_mut().map(|action| &mut action.deal);
    let contracts = client.contracts.iter_mut().map(|contract| &mut contract.deal);
    let mut followed = 0;
    for named in log.chain(actions).chain(contracts).filter(|named| named.as_deref() == Some(old)) {
        *named = Some(new.to_string());
        followed += 1;
    }
    followed
}

fn compete(deal: &mut Deal, said: &[String]) -> Result<()> {
    for said in said {
        let name = line(said, &Text::fixed("competitor", "竞争对手"))?;
        if deal.competitors.iter().all(|known| fold(known) != fold(&name)) {
            deal.competitors.push(name);
        }
    }
    Ok(())
}

fn percent(said: Option<&str>) -> Result<Option<Amount>> {
    let Some(said) = said else { return Ok(None) };
    let percent: Option<Amount> = said.trim_end_matches(['%', '％']).trim().parse().ok();
    let sound = percent.filter(|percent| !percent.0.is_sign_negative() && percent.0 <= 100.into());
    sound.map(Some).ok_or_else(|| {
        Error::new(Kind::Usage, text!("“{said}” is no percentage from 0 to 100", "“{said}”不是 0 到 100 的百分数"))
    })
}

impl Put {
    fn outcome(self, desk: &Desk, kind: &'static str, change: &crate::store::Change, dry: bool, typed: &str) -> Result<Outcome> {
        let missing = desk.missing(change, None, &[self.at], typed);
        let data = json!({
            "deal": record_json(&self.deal),
            "changed": self.changes.data(),
            "followed": self.followed,
            "missing": missing.data(),
        });
        let mut document = self.document(desk);
        missing.tell(&mut document);
        Ok(Outcome::written(kind, change, dry, document, object(data)))
    }

    fn document(&self, desk: &Desk) -> Document {
        let mut document = Document::new();
        let mut changes = self.changes.clone();
        if self.added && self.deal.value.is_some() {
            changes = changes.without("currency");
        }
        let mut pairs = changes.pairs(desk, desk.currency(&self.deal));
        if let Some(moved) = &self.moved {
            // The stage is among the changes; that it was in none before goes without saying.
            let rest = moved.pairs(self.deal.stage.as_deref().unwrap_or_default()).split_off(1);
            pairs.splice(1..1, rest);
        }
        let needs = self.deal.needs.iter().filter(|_| self.added).map(|need| Line::from(need.need.clone()));
        pairs.extend(needs.map(|need| (Text::fixed("need", "需求"), need)));
        if self.followed > 0 {
            let places = count(self.followed, "place", "places", "处");
            let line = Text::new(
                format!("{} of the log, actions and contracts follow", places.en),
                format!("沟通记录、行动和合同中 {}随之改名", places.zh),
            );
            pairs.push((Text::fixed("mentions", "引用"), Line::new().dim(line)));
        }
        let done = match (self.added, self.changes.is_empty()) {
            (true, _) => Text::fixed("Opened a deal with", "已新建商机"),
            (false, false) => Text::fixed("Changed", "已修改"),
            (false, true) => Text::fixed("Nothing to change:", "没有变化"),
        };
        document.paragraph(headline(done, &self.client, Some(&self.deal.name)));
        if !pairs.is_empty() {
            document.push(Block::Pairs(pairs));
        }
        document
    }
}
