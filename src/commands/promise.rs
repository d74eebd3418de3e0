use chrono::Datelike;
use clap::{Args as ClapArgs, Subcommand};
use serde_json::json;

use super::changes::Changes;
use super::entry::line;
use super::gather::first_ids;
use super::shown::{headline, object, record_json};
use crate::lang::quoted;
use super::{Context, Desk, Outcome, Writing, choose};
use crate::clock;
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Client, Day, Promise, fold};
use crate::text;

/// Note what was promised to clients, and whether it was kept
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Write down a promise
    Add(Add),
    /// Mark a promise as kept
    Kept(Kept),
    /// List the promises that are still to be kept
    List(List),
}

#[derive(ClapArgs, Clone, Debug)]
struct Add {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// What was promised
    #[arg(value_name = "PROMISE")]
    text: String,
    /// To whom at the client
    #[arg(long, value_name = "CONTACT")]
    to: Option<String>,
    /// The day on which it was promised; today, when absent
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Until when it is to be kept
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    due: Option<String>,
    /// It stands in writing
    #[arg(long)]
    written: bool,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct Kept {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// A part of its text
    #[arg(value_name = "PROMISE")]
    text: String,
    /// The day on which it was kept; today, when absent
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct List {
    /// The client; all clients, when absent
    #[arg(value_name = "CLIENT")]
    client: Option<String>,
    /// Also those that were kept
    #[arg(long)]
    all: bool,
}

/// Does it.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    match args.what {
        What::Add(args) => write(&desk, "promise-add", &args.client, args.writing, |client| add(&args, &desk, client)),
        What::Kept(args) => {
            write(&desk, "promise-kept", &args.client, args.writing, |client| kept(&args, &desk, client))
        }
        What::List(list) => list.run(&desk),
    }
}

/// What became of a promise.
struct Put {
    said: Text,
    client: String,
    promise: Promise,
    changes: Changes,
    open: usize,
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
    let mut document = Document::new();
    document.paragraph(headline(put.said, &put.client, None));
    let mut pairs = vec![(Text::fixed("promise", "承诺"), Line::new().strong(put.promise.promise.clone()))];
    pairs.extend(put.changes.without("promise").pairs(desk, ""));
    let open = put.open;
    pairs.push((
        Text::fixed("still to keep", "尚待兑现"),
        Line::from(crate::lang::count(open, "promise", "promises", "项")),
    ));
    document.push(Block::Pairs(pairs));
    let data = json!({"promise": record_json(&put.promise), "open": open});
    Ok(Outcome::written(kind, &change, writing.dry_run, document, object(data)))
}

fn put(said: Text, client: &Client, at: usize, before: &Promise) -> Put {
    let promise = client.promises[at].clone();
    let open = client.promises.iter().filter(|promise| promise.kept.is_none()).count();
    Put { said, client: client.client.clone(), changes: Changes::between(before, &promise), promise, open }
}

fn add(args: &Add, desk: &Desk, client: &mut Client) -> Result<Put> {
    let text = line(&args.text, &Text::fixed("promise", "承诺"))?;
    let open = |known: &&Promise| known.kept.is_none() && fold(&known.promise) == fold(&text);
    if let Some(known) = client.promises.iter().find(open) {
        let promise = &known.promise;
        return Err(Error::new(
            Kind::Conflict,
            text!("the promise “{promise}” is recorded already", "承诺“{promise}”已经记录过"),
        ));
    }
    let to = args.to.as_deref().map(|said| {
        choose::contact(client, said).map(|at| client.contacts[at].name.clone()).map_err(|error| {
            let (client, said) = (quoted(&args.client), quoted(said));
            error.hint(text!("`salesrec contact {client} {said}` adds the person", "`salesrec contact {client} {said}` 可添加联系人"))
        })
    });
    let on = args.on.as_deref().map_or(Ok(desk.clock.today()), |said| Ok(desk.past(said)?.date))?;
    let due = args.due.as_deref().map(|said| desk.deadline(said)).transpose()?;
    client.promises.push(Promise {
        promise: text,
        to: to.transpose()?,
        by: Some(desk.me()?.id.clone()),
        on: Some(Day(on)),
        written: Some(args.written),
        due: due.map(|due| Day(due.date)),
        kept: None,
    });
    Ok(put(Text::fixed("Promised to", "已记录承诺"), client, client.promises.len() - 1, &Promise::default()))
}

fn kept(args: &Kept, desk: &Desk, client: &mut Client) -> Result<Put> {
    let on = args.on.as_deref().map_or(Ok(desk.clock.today()), |said| Ok(desk.past(said)?.date))?;
    let (open, ended): (Vec<usize>, Vec<usize>) =
        (0..client.promises.len()).partition(|&at| client.promises[at].kept.is_none());
    let pick = |among: &[usize]| {
        let texts: Vec<&str> = among.iter().map(|&at| client.promises[at].promise.as_str()).collect();
        choose::item(&args.text, &texts, Text::fixed("open promise to this client", "对该客户尚未兑现的承诺")).map(|at| among[at])
    };
    let at = match (pick(&open), pick(&ended)) {
        (Err(error), Ok(at)) if error.kind == Kind::NotFound => {
            let (promise, when) = (&client.promises[at].promise, client.promises[at].kept);
            let when = when.map(|day| clock::day(day.0)).unwrap_or_default();
            return Err(Error::new(
                Kind::Refused,
                Text::new(format!("“{promise}” was kept on {}", when.en), format!("“{promise}”已于 {} 兑现", when.zh)),
            ));
        }
        (found, _) => found?,
    };
    let before = client.promises[at].clone();
    client.promises[at].kept = Some(Day(on));
    Ok(put(Text::fixed("Kept the promise to", "已兑现承诺"), client, at, &before))
}

impl List {
    fn run(&self, desk: &Desk) -> Result<Outcome> {
        let wanted = |promise: &&Promise| self.all || promise.kept.is_none();
        let (mut rows, problems) = desk.gather(self.client.as_deref(), |id, client| {
            let promises = client.promises.iter().filter(wanted);
            promises.map(|promise| ((promise.due.is_none(), promise.due, promise.on), row(desk, id, client, promise))).collect()
        })?;
        rows.sort_by_key(|(when, _)| *when);
        let year = desk.clock.today().year();
        let columns = vec![
            Column::data("client"),
            Column::new("due", Text::fixed("Due", "期限")).in_year(year),
            Column::new("status", Text::fixed("When", "状态")),
            Column::new("promise", Text::fixed("Promise", "承诺")).grow(),
            Column::new("name", Text::fixed("Client", "客户")).grow().data_if(self.client.is_some()),
            Column::new("to", Text::fixed("To", "对象")),
            Column::new("by", Text::fixed("By", "承诺人")),
            Column::new("on", Text::fixed("Promised", "承诺日期")).in_year(year),
            Column::new("kept", Text::fixed("Kept", "兑现日期")).in_year(year).data_if(!self.all),
        ];
        let mut table = Table::new(columns, Text::fixed("no promises to keep", "没有待兑现的承诺"));
        table.rows = rows.into_iter().map(|(_, row)| row).collect();
        first_ids(&mut table);
        Ok(Outcome::tables("promises", vec![table]).problems(problems))
    }
}

fn row(desk: &Desk, id: &str, client: &Client, promise: &Promise) -> Row {
    let day = |day: Option<Day>| Cell::maybe(day, |day| Cell::Day(day.0));
    let today = desk.clock.today();
    let status = match (promise.kept, promise.due) {
        (Some(_), _) => Cell::label("kept", Text::fixed("kept", "已兑现")).toned(Tone::Good),
        (None, Some(due)) if due.0 < today => Cell::label("overdue", clock::until(due.0, today)).toned(Tone::Bad),
        (None, Some(due)) => Cell::label("open", clock::until(due.0, today)),
        (None, None) => Cell::label("open", Text::fixed("open", "待兑现")),
    };
    let cells = vec![
        Cell::text(id),
        day(promise.due),
        status,
        Cell::text(promise.promise.clone()),
        Cell::text(client.client.clone()),
        Cell::text(promise.to.clone().unwrap_or_default()),
        Cell::maybe(promise.by.as_deref(), |by| Cell::label(by, Text::same(desk.person_name(by)))),
        day(promise.on),
        day(promise.kept),
    ];
    Row::new(cells).id(id)
}
