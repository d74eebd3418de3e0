use std::path::{Path, PathBuf};

use chrono::Datelike;
use clap::{Args as ClapArgs, ValueEnum};
use serde_json::{Map, Value, json};

use super::about::{AboutContact, AboutDeal};
use super::changes::Changes;
use super::entry::{line, line_if, new_action, words};
use super::shown::{headline, object, record_json};
use crate::lang::quoted;
use super::known::{self, Known};
use super::spelling::Said;
use super::{Context, Desk, Outcome, Writing};
use crate::clock;
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::record::{
    Client, ClientKind, Contact, Day, Deal, Fact, Folders, Need, NeedKind, StageEntry, file_stem, fold, gaps, safe_name,
};
use crate::store::{Change, SCHEMA, Shelf};
use crate::text;
use crate::yaml::{self, Limits};

/// Add a client: a new file with the basics, the first contact person and the first deal
///
/// All clients are compared first, those put away too: one of the same or nearly the same name, phone, mail or tax
/// number is named, and whose it is. The deal starts in the first stage.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: the full registered name of a company, or a person's name
    #[arg(value_name = "NAME")]
    name: String,
    /// Whether it is a company or a person; a company, when absent
    #[arg(long, value_name = "KIND")]
    kind: Option<Sort>,
    /// Another name that people use; may be repeated
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// The industry in two levels, such as manufacturing-batteries
    #[arg(long, value_name = "INDUSTRY")]
    industry: Option<String>,
    /// How the client came to us
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// The class of the client
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// The sales region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// The postal address
    #[arg(long, value_name = "ADDRESS")]
    address: Option<String>,
    /// The tax number
    #[arg(long, value_name = "NUMBER")]
    tax_id: Option<String>,
    /// The day of the first contact; today, when absent
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    first_contact: Option<String>,
    /// Who looks after the client; you, when absent
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// The first contact person; where the client is a person, that person when absent
    #[arg(long, value_name = "NAME")]
    contact: Option<String>,
    #[command(flatten)]
    about_contact: AboutContact,
    /// What is being sold: the first deal
    #[arg(long, value_name = "NAME")]
    deal: Option<String>,
    #[command(flatten)]
    about_deal: AboutDeal,
    /// A need that the client stated; may be repeated
    #[arg(long, value_name = "NEED", requires = "deal")]
    need: Vec<String>,
    /// Remarks: special requests, warnings
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The next action: a concrete deed
    #[arg(short, long, value_name = "DEED", requires = "due")]
    next: Option<String>,
    /// The deadline of the next action
    #[arg(short, long, value_name = "WHEN", requires = "next", allow_hyphen_values = true)]
    due: Option<String>,
    /// Add it although a client like it is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    writing: Writing,
}

/// Whether a client is a company or a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// A company or another organisation
    #[value(alias = "公司")]
    Company,
    /// A natural person
    #[value(aliases = ["人", "个人"])]
    Person,
}

/// Adds the client.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let mut client = client(&args, &desk)?;
    let first_contact = client.first_contact.map_or_else(|| desk.clock.today(), |day| day.0);
    let stem = file_stem(&client.client, first_contact);
    let files = desk.store.files(true);
    let taken = files.files.iter().find(|file| fold(file.id()) == fold(&stem)).cloned();
    let scan = desk.store.scan(files, |file, old| Some((known::compare(&client, file, &old), old.industry, old.region)));
    let (mut similar, mut said_before) = (Vec::new(), Said::default());
    for (known, industry, region) in scan.found {
        similar.extend(known);
        said_before.note(industry, region);
    }
    if !similar.is_empty() && !args.force {
        return Err(known::refuse(
            &desk,
            &client,
            &similar,
            Text::fixed(
                "settle first whose client it is; `--force` adds it as another client",
                "请先确认客户归属；确属另一客户时，加 `--force` 照常新建",
            ),
        ));
    }
    if let Some(taken) = taken {
        return Err(clash(&stem, &taken.path));
    }
    let slips = desk.said_before(&mut client, said_before, args.writing.dry_run)?;
    let path = path(&desk, &client, first_contact.year(), &stem);
    let text = text(&client, &path)?;
    if !args.writing.dry_run {
        desk.store.create(&path, &text)?;
    }
    let change = Change { path, before: String::new(), after: text };
    let said = if similar.is_empty() { client.client.clone() } else { stem };
    let added = Added { client, said, known: similar };
    let document = added.document(&desk, &change.path);
    let mut outcome = Outcome::written("add", &change, args.writing.dry_run, document, added.data(&desk));
    if !args.writing.dry_run && added.client.actions.is_empty() {
        outcome = outcome.note(added.hint());
    }
    Ok(outcome.problems(scan.problems.into_iter().chain(slips).collect()))
}

/// The client as it was described.
fn client(args: &Args, desk: &Desk) -> Result<Client> {
    let me = desk.me()?.id.clone();
    let vocabulary = &desk.team.vocabulary;
    let today = desk.clock.today();
    let first_contact = Day(args.first_contact.as_deref().map_or(Ok(today), |said| Ok(desk.past(said)?.date))?);
    let owner = args.owner.as_deref().map_or(Ok(me.clone()), |said| Ok(desk.person_or_me(said)?.id.clone()))?;
    let term = |terms, said: &Option<String>, what: Text| {
        said.as_deref().map(|said| desk.term(terms, said, what)).transpose()
    };
    let said = |said: &Option<String>, what: Text| line_if(said.as_deref(), &what);
    let mut client = Client {
        client: line(&args.name, &Text::fixed("client's name", "客户名称"))?,
        aliases: lines(&args.alias, &Text::fixed("alias", "别名"))?,
        kind: args.kind.map(|kind| if kind == Sort::Person { ClientKind::Person } else { ClientKind::Company }),
        class: term(&vocabulary.classes, &args.class, Text::fixed("class of client", "客户分类"))?,
        industry: said(&args.industry, Text::fixed("industry", "所属行业"))?,
        region: said(&args.region, Text::fixed("region", "区域"))?,
        address: said(&args.address, Text::fixed("address", "地址"))?,
        tax_id: said(&args.tax_id, Text::fixed("tax number", "税号"))?,
        source: term(&vocabulary.sources, &args.source, Text::fixed("source channel", "来源渠道"))?,
        first_contact: Some(first_contact),
        owner: Some(owner.clone()),
        notes: args.note.as_deref().map(note).transpose()?,
        ..Client::default()
    };
    client.contacts.extend(contact(args, desk, &client)?);
    client.deals.extend(deal(args, desk, first_contact, &me)?);
    if let (Some(deed), Some(due)) = (&args.next, &args.due) {
        let deed = line(deed, &Text::fixed("next action", "下一步行动"))?;
        let mut action = new_action(desk, &client, deed, owner, desk.deadline(due)?);
        action.deal = client.deals.first().map(|deal| deal.name.clone());
        client.actions.push(action);
    }
    Ok(client)
}

/// Remarks; several lines end as lines do.
fn note(said: &str) -> Result<String> {
    let note = words(said, &Text::fixed("note", "备注"))?;
    Ok(if note.contains('\n') { note + "\n" } else { note })
}

fn lines(said: &[String], what: &Text) -> Result<Vec<String>> {
    said.iter().map(|said| line(said, what)).collect()
}

fn contact(args: &Args, desk: &Desk, client: &Client) -> Result<Option<Contact>> {
    let name = match line_if(args.contact.as_deref(), &Text::fixed("contact's name", "联系人姓名"))? {
        Some(name) => name,
        None if args.kind == Some(Sort::Person) => client.client.clone(),
        None => return args.about_contact.first().map_or(Ok(None), |option| Err(alone(option, "--contact"))),
    };
    let mut contact = Contact { name, ..Contact::default() };
    args.about_contact.put(desk, &mut contact)?;
    Ok(Some(contact))
}

fn deal(args: &Args, desk: &Desk, since: Day, me: &str) -> Result<Option<Deal>> {
    let Some(name) = line_if(args.deal.as_deref(), &Text::fixed("deal's name", "商机名称"))? else {
        return args.about_deal.first().map_or(Ok(None), |option| Err(alone(option, "--deal")));
    };
    let stage = desk.team.stages.first().map(|stage| stage.name.clone());
    let entry =
        |stage: &String| StageEntry { stage: stage.clone(), since: Some(since), by: Some(me.to_string()), note: None };
    let needs = lines(&args.need, &Text::fixed("need", "需求"))?;
    let mut deal = Deal {
        name,
        history: stage.iter().map(entry).collect(),
        stage,
        needs: needs.into_iter().map(|need| Need { need, kind: Some(NeedKind::Stated) }).collect(),
        ..Deal::default()
    };
    args.about_deal.put(desk, &mut deal)?;
    Ok(Some(deal))
}

fn alone(option: &str, with: &str) -> Error {
    Error::new(Kind::Usage, text!("{option} goes with {with} NAME", "{option} 要与 {with} 名称 一起用"))
}

fn clash(stem: &str, taken: &Path) -> Error {
    Error::new(Kind::Conflict, text!("the id “{stem}” is taken", "编号“{stem}”已被占用"))
        .at(Place::file(taken))
        .hint(Text::fixed(
            "a fuller name, or another day with `--first-contact`, makes another id",
            "请用更完整的名称，或用 `--first-contact` 指定另一日期",
        ))
}

/// Where the team puts a new file.
fn path(desk: &Desk, client: &Client, year: i32, stem: &str) -> PathBuf {
    let folder = match desk.team.team.folders {
        Folders::Flat => None,
        Folders::Year => Some(year.to_string()),
        Folders::Region => client.region.as_deref().map(safe_name),
        Folders::Owner => client.owner.as_deref().map(safe_name),
    };
    let mut path = PathBuf::from(Shelf::Clients.folder());
    path.extend(folder);
    path.join(format!("{stem}.yaml"))
}

/// Sections that a blank line sets apart.
const SECTIONS: [&str; 4] = ["contacts:", "deals:", "actions:", "notes:"];

/// The text of the new file, which says exactly what the record says.
fn text(client: &Client, path: &Path) -> Result<String> {
    let up = "../".repeat(path.components().count().saturating_sub(1));
    let written = yaml::to_value(client).map(|value| yaml::write_new(&value)).unwrap_or_default();
    let mut text = format!("# yaml-language-server: $schema={up}{SCHEMA}\n");
    for line in written.lines() {
        if SECTIONS.iter().any(|section| line.starts_with(section)) {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
    }
    if yaml::read::<Client>(&text, &Limits::default()).value.as_ref() == Some(client) {
        return Ok(text);
    }
    Err(Error::new(
        Kind::Defect,
        Text::fixed("the record would not read back as it was meant", "写出的记录读回后与原意不符"),
    )
    .cause(Text::fixed("nothing was written", "未写入任何内容")))
}

/// What was added, and what is like it.
struct Added {
    client: Client,
    /// What the client is called by in commands.
    said: String,
    known: Vec<Known>,
}

impl Added {
    fn document(&self, desk: &Desk, path: &Path) -> Document {
        let client = &self.client;
        let mut document = Document::new();
        document.paragraph(headline(Text::fixed("Added", "已新建"), &client.client, None));
        let mut pairs = vec![(Text::fixed("file", "文件"), Line::from(path.display().to_string()))];
        if let Some(owner) = &client.owner {
            pairs.push((Text::fixed("owner", "负责人"), Line::from(desk.person_name(owner))));
        }
        if let Some(day) = client.first_contact {
            pairs.push((Text::fixed("first contact", "首次接触"), Line::from(clock::day(day.0))));
        }
        for contact in &client.contacts {
            let mut line = Line::new().strong(contact.name.clone());
            for said in [&contact.role, &contact.title, &contact.phone].into_iter().flatten() {
                line = line.plain("  ").plain(said.clone());
            }
            pairs.push((Text::fixed("contact", "联系人"), line));
        }
        for deal in &client.deals {
            let line = Line::new().strong(deal.name.clone()).plain("  ").plain(deal.stage.clone().unwrap_or_default());
            pairs.push((Text::fixed("deal", "商机"), line));
            let about = Changes::between(&Deal::default(), deal).without("name").without("stage");
            let about = if deal.value.is_some() { about.without("currency") } else { about };
            pairs.extend(about.pairs(desk, desk.currency(deal)));
            let needs = deal.needs.iter().map(|need| Line::from(need.need.clone()));
            pairs.extend(needs.map(|need| (Text::fixed("need", "需求"), need)));
        }
        let actions = client.actions.iter().map(|action| desk.action_line(action));
        pairs.extend(actions.map(|action| (Text::fixed("next", "下一步"), action)));
        document.push(Block::Pairs(pairs));
        if !self.known.is_empty() {
            document.paragraph(Text::fixed("Added although there is:", "已照常新建；相近的客户："));
            document.push(Block::List(known::points(desk, &self.known)));
        }
        let missing = self.missing(desk);
        if !missing.is_empty() {
            document.paragraph(Text::fixed("Still missing:", "还缺："));
            let point = |(fact, what): (Fact, Text)| {
                Line::new().warn(what).plain("  ").dim(desk.mend(fact, &self.said))
            };
            document.push(Block::List(missing.into_iter().map(point).collect()));
        }
        document
    }

    /// What everybody asks for at first contact, what the stage requires, and a next action for the open deal.
    fn missing(&self, desk: &Desk) -> Vec<(Fact, Text)> {
        let client = &self.client;
        let basics = [
            (Fact::Industry, client.industry.is_none()),
            (Fact::Source, client.source.is_none()),
            (Fact::Contact, client.contacts.is_empty()),
        ];
        let mut missing: Vec<(Fact, Text)> =
            basics.into_iter().filter(|(_, lacks)| *lacks).map(|(fact, _)| (fact, fact.shown())).collect();
        if let Some(stage) = client.deals.first().and_then(|deal| desk.team.stages.get(deal.stage.as_deref()?)) {
            missing.extend(gaps(&desk.team, client, 0, stage).into_iter().map(|gap| (gap.fact, gap.what)));
        }
        if client.deals.iter().any(|deal| !client.has_next_action(deal)) {
            missing.push((Fact::NextAction, Fact::NextAction.shown()));
        }
        let mut told: Vec<Fact> = Vec::new();
        missing.retain(|(fact, _)| {
            let new = !told.contains(fact);
            told.push(*fact);
            new
        });
        missing
    }

    fn hint(&self) -> Text {
        let said = quoted(&self.said);
        text!(
            "after each talk: `salesrec log {said} \"what was said\" --next \"concrete deed\" --due DATE`",
            "每次沟通后：`salesrec log {said} \"沟通内容\" --next \"具体行动\" --due 日期`"
        )
    }

    fn data(&self, desk: &Desk) -> Map<String, Value> {
        let client = &self.client;
        let deal = client.deals.first();
        object(json!({
            "name": client.client,
            "owner": client.owner,
            "first_contact": client.first_contact.map(|day| day.to_string()),
            "contact": client.contacts.first().map(record_json),
            "deal": deal.map(|deal| &deal.name),
            "stage": deal.and_then(|deal| deal.stage.as_ref()),
            "next": client.actions.first().map(record_json),
            "similar": self.known.iter().map(Known::data).collect::<Vec<_>>(),
            "missing": self.missing(desk).into_iter().map(|(fact, _)| fact.word()).collect::<Vec<_>>(),
        }))
    }
}
