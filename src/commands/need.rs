use clap::{Args as ClapArgs, Subcommand};
use serde_json::{Value, json};

use super::entry::line;
use super::gather::first_ids;
use super::shown::{headline, object, record_json};
use crate::lang::quoted;
use super::{Context, Desk, Outcome, Writing, choose};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Client, Deal, Need, NeedKind, Pain, fold};
use crate::text;

/// Note what a client needs, and the problems that the needs answer to
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Add a need that the client stated, or that we infer
    Add(Add),
    /// Add a problem that the client has today
    Pain(AddPain),
    /// Remove a need or a problem
    Remove(Remove),
    /// List the needs of a client with their problems
    List(List),
}

#[derive(ClapArgs, Clone, Debug)]
struct Add {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The need, in the client's words
    #[arg(value_name = "NEED")]
    text: String,
    /// The client did not say it, we infer it
    #[arg(long)]
    latent: bool,
    /// Which deal, where the client has several
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct AddPain {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The problem
    #[arg(value_name = "PAIN")]
    text: String,
    /// The need that answers to it, by a part of its text; the only need, when absent
    #[arg(long, value_name = "NEED")]
    need: Option<String>,
    /// Which deal, where the client has several
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct Remove {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// A part of the text of the need or problem
    #[arg(value_name = "TEXT")]
    text: String,
    /// Which deal, where the client has several
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct List {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
}

/// Does it.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    match args.what {
        What::Add(add) => add.run(&desk),
        What::Pain(pain) => pain.run(&desk),
        What::Remove(remove) => remove.run(&desk),
        What::List(list) => list.run(&desk),
    }
}

/// What was done to a deal's needs.
struct Done {
    said: Text,
    client: String,
    deal: String,
    pairs: Vec<(Text, Line)>,
    data: Value,
    /// The position of the deal.
    at: usize,
}

fn write(desk: &Desk, kind: &'static str, said: &str, writing: Writing, act: impl FnOnce(&mut Client) -> Result<Done>) -> Result<Outcome> {
    let file = desk.client(said)?;
    let (change, done) = desk.store.change(&file, writing.dry_run, act)?;
    let mut document = Document::new();
    document.paragraph(headline(done.said, &done.client, Some(&done.deal)));
    document.push(Block::Pairs(done.pairs));
    let missing = desk.missing(&change, None, &[done.at], said).of_facts();
    missing.tell(&mut document);
    let mut data = object(done.data);
    data.insert("deal".into(), done.deal.into());
    data.insert("missing".into(), missing.data());
    Ok(Outcome::written(kind, &change, writing.dry_run, document, data))
}

impl Add {
    fn run(&self, desk: &Desk) -> Result<Outcome> {
        write(desk, "need-add", &self.client, self.writing, |client| self.add(desk, client))
    }

    fn add(&self, desk: &Desk, client: &mut Client) -> Result<Done> {
        let index = desk.deal(client, self.deal.as_deref())?;
        let text = line(&self.text, &Text::fixed("need", "需求"))?;
        let deal = &mut client.deals[index];
        let kind = if self.latent { NeedKind::Latent } else { NeedKind::Stated };
        let known = deal.needs.iter_mut().find(|need| fold(&need.need) == fold(&text));
        let (said, need) = match known {
            // What we inferred has now been said by the client.
            Some(need) if !need.is_stated() && !self.latent => {
                need.kind = Some(NeedKind::Stated);
                (Text::fixed("Now stated by", "已由潜在转为明确"), need.clone())
            }
            Some(need) => {
                let need = &need.need;
                return Err(Error::new(
                    Kind::Conflict,
                    text!("the need “{need}” is recorded already", "需求“{need}”已经记录过"),
                ));
            }
            None => {
                let need = Need { need: text, kind: Some(kind) };
                deal.needs.push(need.clone());
                (Text::fixed("Added to", "已添加"), need)
            }
        };
        Ok(Done {
            said,
            client: client.client.clone(),
            deal: client.deals[index].name.clone(),
            pairs: vec![(Text::fixed("need", "需求"), need_line(&need))],
            data: json!({"need": record_json(&need)}),
            at: index,
        })
    }
}

impl AddPain {
    fn run(&self, desk: &Desk) -> Result<Outcome> {
        write(desk, "need-pain", &self.client, self.writing, |client| self.add(desk, client))
    }

    fn add(&self, desk: &Desk, client: &mut Client) -> Result<Done> {
        let index = desk.deal(client, self.deal.as_deref())?;
        let text = line(&self.text, &Text::fixed("pain point", "痛点"))?;
        let deal = &mut client.deals[index];
        let needs: Vec<&str> = deal.needs.iter().map(|need| need.need.as_str()).collect();
        let need = match (&self.need, &needs[..]) {
            (Some(said), _) => {
                let at = choose::item(said, &needs, Text::fixed("need of this deal", "该商机的需求")).map_err(|error| {
                    let client = quoted(&self.client);
                    error.hint(text!("`salesrec need add {client} \"NEED\"` adds one", "新增需求：`salesrec need add {client} \"需求\"`"))
                })?;
                Some(needs[at].to_string())
            }
            (None, [only]) => Some((*only).to_string()),
            (None, _) => None,
        };
        let known = deal.pains.iter_mut().find(|pain| fold(&pain.pain) == fold(&text));
        let said = if known.is_some() { Text::fixed("Changed", "已修改") } else { Text::fixed("Added to", "已添加") };
        if let Some(known) = known {
            if need.is_none() || known.need == need {
                let pain = &known.pain;
                return Err(Error::new(
                    Kind::Conflict,
                    text!("the pain point “{pain}” is recorded already", "痛点“{pain}”已经记录过"),
                ));
            }
            known.need.clone_from(&need);
        } else {
            deal.pains.push(Pain { pain: text.clone(), need: need.clone() });
        }
        let pain = Pain { pain: text, need };
        Ok(Done {
            said,
            client: client.client.clone(),
            deal: client.deals[index].name.clone(),
            pairs: vec![(Text::fixed("pain", "痛点"), pain_line(&pain))],
            data: json!({"pain": record_json(&pain)}),
            at: index,
        })
    }
}

impl Remove {
    fn run(&self, desk: &Desk) -> Result<Outcome> {
        write(desk, "need-remove", &self.client, self.writing, |client| self.remove(desk, client))
    }

    fn remove(&self, desk: &Desk, client: &mut Client) -> Result<Done> {
        let index = desk.deal(client, self.deal.as_deref())?;
        let deal = &mut client.deals[index];
        let needs = deal.needs.iter().map(|need| need.need.as_str());
        let texts: Vec<&str> = needs.chain(deal.pains.iter().map(|pain| pain.pain.as_str())).collect();
        let at = choose::item(&self.text, &texts, Text::fixed("need or pain point of this deal", "该商机的需求或痛点"))?;
        let mut alone: Vec<String> = Vec::new();
        let (pair, data) = if at < deal.needs.len() {
            let need = deal.needs.remove(at);
            for pain in deal.pains.iter_mut().filter(|pain| pain.need.as_deref() == Some(&need.need)) {
                pain.need = None;
                alone.push(pain.pain.clone());
            }
            ((Text::fixed("need", "需求"), need_line(&need)), json!({"need": record_json(&need), "left_alone": alone}))
        } else {
            let pain = deal.pains.remove(at - deal.needs.len());
            ((Text::fixed("pain", "痛点"), Line::from(pain.pain.clone())), json!({"pain": record_json(&pain)}))
        };
        let left = alone.into_iter().map(|pain| {
            let line = Line::from(pain).plain("  ").warn(Text::fixed("answers to no need now", "不再对应任何需求"));
            (Text::fixed("pain", "痛点"), line)
        });
        Ok(Done {
            said: Text::fixed("Removed from", "已移除"),
            client: client.client.clone(),
            deal: client.deals[index].name.clone(),
            pairs: std::iter::once(pair).chain(left).collect(),
            data,
            at: index,
        })
    }
}

fn need_line(need: &Need) -> Line {
    Line::from(need.need.clone()).plain("  ").dim(kind(need).1)
}

/// How a need is known, for programs and for people.
fn kind(need: &Need) -> (&'static str, Text) {
    if need.is_stated() { ("stated", Text::fixed("stated", "明确")) } else { ("latent", Text::fixed("latent", "潜在")) }
}

fn pain_line(pain: &Pain) -> Line {
    let line = Line::from(pain.pain.clone());
    match &pain.need {
        Some(need) => line.plain("  ").dim(text!("answers to: {need}", "对应需求：{need}")),
        None => line.plain("  ").warn(Text::fixed("answers to no need yet: --need", "尚未对应需求：--need")),
    }
}

impl List {
    fn run(&self, desk: &Desk) -> Result<Outcome> {
        let (rows, problems) = desk.gather(Some(&self.client), |id, client| {
            let deals = client.deals.iter().enumerate();
            deals.flat_map(|(at, deal)| rows(id, deal).into_iter().map(move |row| (at, row))).collect()
        })?;
        let several = rows.iter().any(|(deal, _)| *deal != rows[0].0);
        let columns = vec![
            Column::data("client"),
            Column::new("deal", Text::fixed("Deal", "商机")).data_if(!several),
            Column::new("kind", Text::fixed("Kind", "类别")),
            Column::new("text", Text::fixed("Need or pain point", "需求或痛点")).grow(),
            Column::data("need"),
        ];
        let mut table = Table::new(columns, Text::fixed("no needs recorded", "还没有记录需求"));
        table.rows = rows.into_iter().map(|(_, row)| row).collect();
        first_ids(&mut table);
        Ok(Outcome::tables("needs", vec![table]).problems(problems))
    }
}

/// Each need, its pains under it; then the pains that answer to none.
fn rows(id: &str, deal: &Deal) -> Vec<Row> {
    let row = |kind: Cell, text: &str, need: Option<&str>| {
        let cells = vec![Cell::text(id), Cell::text(deal.name.clone()), kind, Cell::text(text), Cell::text(need.unwrap_or_default())];
        Row::new(cells).id(id)
    };
    let pain = |pain: &Pain| row(Cell::label("pain", Text::fixed("↳ pain", "↳ 痛点")), &pain.pain, pain.need.as_deref());
    let mut rows = Vec::new();
    for need in &deal.needs {
        let (code, text) = kind(need);
        rows.push(row(Cell::label(code, text), &need.need, None));
        rows.extend(deal.pains.iter().filter(|pain| pain.need.as_deref() == Some(&need.need)).map(pain));
    }
    let answered = |pain: &&Pain| pain.need.as_ref().is_some_and(|said| deal.needs.iter().any(|need| need.need == *said));
    let alone = deal.pains.iter().filter(|pain| !answered(pain));
    rows.extend(alone.map(|pain| {
        row(Cell::label("pain", Text::fixed("pain", "痛点")), &pain.pain, pain.need.as_deref())
    }));
    rows
}
