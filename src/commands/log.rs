mod ask;

use clap::Args as ClapArgs;
use serde_json::{Map, Value, json};

use super::entry::{line, new_action, standard_input, words};
use super::shown::{object, record_json};
use super::stages::{Move, Moved};
use super::{Context, Desk, Outcome, Writing, choose, editor};
use crate::clock;
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, list_of, quoted};
use crate::record::{Action, Client, Day, Fact, LogEntry, Moment, Need, NeedKind, Pain, Promise};
use crate::text;

/// Write down a contact with a client: what was said, what is needed, what comes next
///
/// One line after each call: the log entry, needs, pains, promises and the next action are written together, or not at
/// all. An open deal must not be left without a next action: a concrete deed with a deadline.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has; that of the last command within the hour, when absent
    #[arg(value_name = "CLIENT")]
    client: Option<String>,
    /// What was said: what the client asked, what we said, what was agreed; `-` reads standard input
    #[arg(value_name = "SUMMARY")]
    summary: Option<String>,
    /// Write the summary in the editor
    #[arg(long)]
    edit: bool,
    /// The means of contact: phone, meeting, video, message, …
    #[arg(short, long, value_name = "METHOD")]
    method: Option<String>,
    /// Who took part at the client; may be repeated
    #[arg(short, long, value_name = "CONTACT")]
    with: Vec<String>,
    /// When it took place; now, when absent
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
    /// Which deal it was about
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    /// A need that the client stated; may be repeated
    #[arg(long, value_name = "NEED")]
    need: Vec<String>,
    /// A need that we infer; may be repeated
    #[arg(long, value_name = "NEED")]
    latent_need: Vec<String>,
    /// A problem that the client has, as `PAIN => NEED` or for the only --need; may be repeated
    #[arg(long, value_name = "PAIN")]
    pain: Vec<String>,
    /// What was agreed
    #[arg(long, value_name = "TEXT")]
    agreed: Option<String>,
    /// What we promised; may be repeated
    #[arg(long, value_name = "PROMISE")]
    promise: Vec<String>,
    /// A file that belongs to it; may be repeated
    #[arg(long, value_name = "PATH")]
    attach: Vec<String>,
    /// Move the deal into this stage
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// The next action: a concrete deed
    #[arg(short, long, value_name = "DEED", requires = "due")]
    next: Option<String>,
    /// The deadline of the next action
    #[arg(short, long, value_name = "WHEN", requires = "next", allow_hyphen_values = true)]
    due: Option<String>,
    /// Who does the next action; you, when absent
    #[arg(long, value_name = "PERSON", requires = "next")]
    owner: Option<String>,
    /// 1 important and urgent, 2 important, 3 urgent, 4 neither
    #[arg(long, value_name = "1-4", requires = "next", value_parser = clap::value_parser!(u8).range(1..=4))]
    priority: Option<u8>,
    /// Leave the open deal without a next action, for this reason
    #[arg(long, value_name = "REASON", conflicts_with = "next")]
    no_next: Option<String>,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// What was put into the record.
struct Written {
    client: String,
    entry: LogEntry,
    late_hours: Option<i64>,
    /// The position of its deal.
    at: Option<usize>,
    deal: Option<(String, Option<String>)>,
    needs: Vec<Need>,
    pains: Vec<Pain>,
    promises: Vec<Promise>,
    moved: Option<Moved>,
    next: Option<Action>,
    kept_next: Option<Action>,
    facts: Vec<Told>,
}

/// A fact that was asked for, and the answer.
#[derive(Clone, Debug)]
struct Told {
    fact: Fact,
    said: String,
}

/// Writes the contact down.
pub fn run(mut args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let (file, note) = ask::which(&mut args, &desk)?;
    let said = args.client.clone().unwrap_or_else(|| file.id().to_string());
    let facts = ask::what_is_missing(&mut args, &desk, &file)?;
    desk.me()?;
    let in_editor = args.edit && args.summary.as_deref() != Some("-");
    if in_editor {
        // Nobody should write for ten minutes what is then refused for another reason.
        desk.store.change(&file, true, |client| record(&args, &desk, client, &said, &facts, "…".to_string()))?;
    }
    let summary = summary(&args, context)?;
    let change = |summary| {
        desk.store.change(&file, args.writing.dry_run, |client| {
            record(&args, &desk, client, &said, &facts, summary).map(|written| (written, client.clone()))
        })
    };
    let (change, (written, client)) = if in_editor {
        change(summary.clone()).map_err(|error| editor::keep(&summary, ".md", error))?
    } else {
        change(summary)?
    };
    let missing = desk.missing(&change, Some(&client), written.at.as_slice(), &said);
    let mut document = written.document(&desk);
    missing.tell(&mut document);
    let mut data = written.data();
    data.insert("missing".into(), missing.data());
    let outcome = Outcome::written("log", &change, args.writing.dry_run, document, data);
    Ok(match note {
        Some(note) => outcome.note(note),
        None => outcome,
    })
}

fn summary(args: &Args, context: &Context) -> Result<String> {
    let said = match args.summary.as_deref() {
        Some("-") => standard_input()?,
        Some(said) if !args.edit => said.to_string(),
        start => editor::text(context, start.unwrap_or_default(), &Text::fixed("what was said", "沟通内容摘要"))?,
    };
    words(&said, &Text::fixed("summary", "摘要"))
}

fn record(args: &Args, desk: &Desk, client: &mut Client, id: &str, facts: &[Told], summary: String) -> Result<Written> {
    let me = desk.me()?.id.clone();
    let deal = desk.deal_if_any(client, args.deal.as_deref())?;
    let now = desk.clock.minute();
    let at = args.at.as_deref().map_or(Ok(Moment::at(now)), |said| desk.past(said))?;
    let vocabulary = &desk.team.vocabulary;
    let method = |said: &String| desk.term(&vocabulary.methods, said, Text::fixed("method of contact", "沟通方式"));
    let with = |said: &String| {
        choose::contact(client, said).map(|at| client.contacts[at].name.clone()).map_err(|error| {
            let client = quoted(id);
            error.hint(text!("`salesrec contact {client} {said}` adds the person", "`salesrec contact {client} {said}` 可添加联系人"))
        })
    };
    let entry = LogEntry {
        at: Some(at),
        recorded: Some(Moment::at(now)),
        by: Some(me.clone()),
        method: args.method.as_ref().map(method).transpose()?,
        with: args.with.iter().map(with).collect::<Result<_>>()?,
        deal: deal.map(|index| client.deals[index].name.clone()),
        summary,
        agreed: args.agreed.as_deref().map(|said| words(said, &Text::fixed("agreement", "约定"))).transpose()?,
        no_next: args.no_next.as_deref().map(|said| line(said, &Text::fixed("reason", "原因"))).transpose()?,
        attachments: args.attach.clone(),
    };
    let (needs, pains) = needs_and_pains(args)?;
    if deal.is_none() && !(needs.is_empty() && pains.is_empty() && args.stage.is_none()) {
        desk.deal(client, None)?;
    }
    if let Some(index) = deal {
        let deal = &mut client.deals[index];
        let known: Vec<String> = deal.needs.iter().map(|need| need.need.clone()).collect();
        deal.needs.extend(needs.iter().filter(|need| !known.contains(&need.need)).cloned());
        deal.pains.extend(pains.iter().cloned());
    }
    if let Some(index) = deal {
        facts.iter().try_for_each(|told| desk.supply(client, index, told.fact, &told.said))?;
    }
    let promises = promises(args, &me, &entry, at)?;
    client.promises.extend(promises.iter().cloned());
    let late_hours = clock::hours_begun(desk.clock.between(at.end(&desk.clock), now));
    client.log.push(entry.clone());
    let next = next_action(args, desk, client, &me, deal)?;
    client.actions.extend(next.iter().cloned());
    let target = args.stage.as_deref().map(|said| desk.stage(said)).transpose()?;
    let moved = match (target, deal) {
        (Some(target), Some(index)) => Some(desk.enter(client, index, target, &Move::default(), id)?),
        _ => None,
    };
    let kept_next = kept_action(args, desk, client, deal)?;
    Ok(Written {
        client: client.client.clone(),
        late_hours: (late_hours > 24).then_some(late_hours),
        at: deal,
        deal: deal.map(|index| (client.deals[index].name.clone(), client.deals[index].stage.clone())),
        facts: facts.to_vec(),
        entry,
        needs,
        pains,
        promises,
        moved,
        next,
        kept_next,
    })
}

fn needs_and_pains(args: &Args) -> Result<(Vec<Need>, Vec<Pain>)> {
    let need = |said: &String, kind| {
        Ok(Need { need: line(said, &Text::fixed("need", "需求"))?, kind: Some(kind) })
    };
    let stated = args.need.iter().map(|said| need(said, NeedKind::Stated));
    let needs: Vec<Need> =
        stated.chain(args.latent_need.iter().map(|said| need(said, NeedKind::Latent))).collect::<Result<_>>()?;
    let only = if let [need] = &needs[..] { Some(need.need.clone()) } else { None };
    let pain = |said: &String| {
        let (pain, need) = match said.split_once("=>") {
            Some((pain, need)) => (pain, Some(line(need, &Text::fixed("need", "需求"))?)),
            None => (said.as_str(), only.clone()),
        };
        Ok(Pain { pain: line(pain, &Text::fixed("pain point", "痛点"))?, need })
    };
    let pains = args.pain.iter().map(pain).collect::<Result<_>>()?;
    Ok((needs, pains))
}

fn promises(args: &Args, me: &str, entry: &LogEntry, at: Moment) -> Result<Vec<Promise>> {
    let promise = |said: &String| {
        Ok(Promise {
            promise: line(said, &Text::fixed("promise", "承诺"))?,
            to: entry.with.first().cloned(),
            by: Some(me.to_string()),
            on: Some(Day(at.date)),
            written: Some(false),
            ..Promise::default()
        })
    };
    args.promise.iter().map(promise).collect()
}

fn next_action(args: &Args, desk: &Desk, client: &Client, me: &str, deal: Option<usize>) -> Result<Option<Action>> {
    let (Some(deed), Some(due)) = (&args.next, &args.due) else { return Ok(None) };
    let deed = line(deed, &Text::fixed("next action", "下一步行动"))?;
    let owner = args.owner.as_deref().map_or(Ok(me), |said| desk.person(said).map(|person| person.id.as_str()))?;
    let mut action = new_action(desk, client, deed, owner.to_string(), desk.deadline(due)?);
    action.deal = deal.map(|index| client.deals[index].name.clone());
    action.priority = args.priority;
    Ok(Some(action))
}

/// The open action, not overdue, that an open deal keeps when no new one is given.
///
/// # Errors
/// `Refused` when the deal would be left without one, unless a reason is given.
fn kept_action(args: &Args, desk: &Desk, client: &Client, deal: Option<usize>) -> Result<Option<Action>> {
    let Some(deal) = deal.map(|index| &client.deals[index]) else { return Ok(None) };
    if args.next.is_some() || !desk.team.stages.is_open(deal) {
        return Ok(None);
    }
    let belongs = |action: &&Action| action.deal.as_deref().is_none_or(|name| name == deal.name);
    let ahead = |action: &&Action| action.is_open() && action.due.is_some() && !action.is_overdue(&desk.clock);
    let kept = client.actions.iter().filter(belongs).filter(ahead).min_by_key(|action| action.deadline(&desk.clock));
    if kept.is_some() || args.no_next.is_some() {
        return Ok(kept.cloned());
    }
    let name = &deal.name;
    Err(Error::new(
        Kind::Refused,
        text!("“{name}” would be left without a next action", "“{name}”将没有下一步行动"),
    )
    .cause(Text::fixed("nothing was written", "未写入任何内容"))
    .hint(Text::fixed(
        "add `--next \"a concrete deed\" --due DATE`, such as `--next \"send the quote\" --due fri`",
        "加上 `--next \"具体行动\" --due 日期`，如 `--next \"发送报价单\" --due 周五`",
    ))
    .hint(Text::fixed("or say why there is none: `--no-next REASON`", "或说明为何没有：`--no-next 原因`")))
}

impl Written {
    fn document(&self, desk: &Desk) -> Document {
        let mut document = Document::default();
        document.paragraph(
            Line::default().good(Text::fixed("Logged ", "已记录 ")).strong(self.client.clone()),
        );
        document.push(Block::Pairs(self.pairs(desk)));
        document
    }

    fn pairs(&self, desk: &Desk) -> Vec<(Text, Line)> {
        let mut pairs = vec![(Text::fixed("contact", "沟通"), self.contact_line(desk))];
        if let Some((deal, stage)) = &self.deal {
            let line = Line::from(Text::same(deal.clone())).plain("  ").dim(stage.clone().unwrap_or_default());
            pairs.push((Text::fixed("deal", "商机"), line));
        }
        if let Some(moved) = &self.moved {
            pairs.extend(moved.pairs(self.deal.as_ref().and_then(|(_, stage)| stage.as_deref()).unwrap_or_default()));
        }
        for need in &self.needs {
            let kind = if need.is_stated() { Text::fixed("stated", "明确") } else { Text::fixed("latent", "潜在") };
            pairs.push((Text::fixed("need", "需求"), Line::from(need.need.clone()).plain("  ").dim(kind)));
        }
        for pain in &self.pains {
            let line = Line::from(pain.pain.clone());
            let line = match &pain.need {
                Some(need) => line.plain("  ").dim(text!("answers to: {need}", "对应需求：{need}")),
                None => line.plain("  ").warn(Text::fixed("answers to no need yet", "尚未对应需求")),
            };
            pairs.push((Text::fixed("pain", "痛点"), line));
        }
        let promises = self.promises.iter().map(|promise| promise.promise.clone());
        pairs.extend(promises.map(|promise| (Text::fixed("promise", "承诺"), Line::from(promise))));
        if let Some(action) = &self.next {
            pairs.push((Text::fixed("next", "下一步"), desk.action_line(action)));
        } else if let Some(action) = &self.kept_next {
            let line = desk.action_line(action).plain("  ").dim(Text::fixed("(already planned)", "（已有安排）"));
            pairs.push((Text::fixed("next", "下一步"), line));
        }
        pairs.extend(self.facts.iter().map(|told| (told.fact.shown(), Line::from(told.said.clone()))));
        if let Some(reason) = &self.entry.no_next {
            pairs.push((Text::fixed("no next", "无下一步"), Line::from(reason.clone())));
        }
        pairs
    }

    fn contact_line(&self, desk: &Desk) -> Line {
        let when = self.entry.at.map(|at| at.shown(&desk.clock));
        let mut line = Line::from(when.map(|(date, time)| clock::moment(date, time)).unwrap_or_default());
        match &self.entry.method {
            Some(method) => line = line.plain("  ").plain(method.clone()),
            None => line = line.plain("  ").warn(Text::fixed("no method: --method", "未注明沟通方式：--method")),
        }
        if !self.entry.with.is_empty() {
            let with = list_of(&self.entry.with);
            line = line.plain("  ").plain(Text::new(format!("with {}", with.en), format!("与 {}", with.zh)));
        }
        if let Some(hours) = self.late_hours {
            line = line
                .plain("  ")
                .warn(text!("written down {hours} hours later: the rule is 24", "迟记 {hours} 小时：应在 24 小时内"));
        }
        line
    }

    fn data(&self) -> Map<String, Value> {
        object(json!({
            "entry": record_json(&self.entry),
            "late_hours": self.late_hours,
            "deal": self.deal.as_ref().map(|(deal, _)| deal),
            "stage": self.deal.as_ref().and_then(|(_, stage)| stage.clone()),
            "needs": self.needs.iter().map(record_json).collect::<Vec<_>>(),
            "pains": self.pains.iter().map(record_json).collect::<Vec<_>>(),
            "promises": self.promises.iter().map(record_json).collect::<Vec<_>>(),
            "next": self.next.as_ref().or(self.kept_next.as_ref()).map(record_json),
        }))
    }
}
