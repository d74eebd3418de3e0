use std::cmp::Reverse;
use std::sync::Arc;

use chrono::{Datelike, NaiveDateTime};
use clap::{Args as ClapArgs, ValueEnum};
use rust_decimal::Decimal;

use super::{Context, Desk, Outcome};
use crate::document::{Cell, Column, Row, Table, Tone};
use crate::error::Result;
use crate::lang::{Text, count};
use crate::record::{Client, Deal, StageKind, Wanted, fold};
use crate::store::{ClientFile, Shelf, unread};
use crate::text;

/// List clients
///
/// One row per client: its owner, the stages of its deals, what is open, the last contact and the next action.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// Only clients with this in a name, an alias or a phone number
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Only clients of this owner; `me` is you
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// Only clients of this region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Only clients with a deal in this stage
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// Only clients of this class
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// Only clients of this industry, or with this in it
    #[arg(long, value_name = "INDUSTRY")]
    industry: Option<String>,
    /// Only clients that came this way
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only clients with a deal of this kind
    #[arg(long, value_name = "KIND")]
    kind: Option<Kind>,
    /// Only clients with an open deal that has no next action
    #[arg(long)]
    no_next: bool,
    /// In which order
    #[arg(long, value_name = "ORDER", default_value = "name")]
    sort: Sort,
    /// Also those in the archive
    #[arg(long)]
    all: bool,
}

/// What a deal's stage means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Being worked on
    Open,
    /// Agreed
    Won,
    /// Sold and looked after
    Aftercare,
    /// Ended without a sale
    Lost,
}

/// The order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// By name
    Name,
    /// What has most at stake first
    Value,
    /// Who was longest without contact first
    LastContact,
    /// By the stage that is farthest
    Stage,
    /// What is due next first, clients without a next action last
    Next,
}

/// A client's row, with what it is sorted by.
struct Entry {
    name: String,
    value: Decimal,
    last: Option<NaiveDateTime>,
    stage: Option<usize>,
    next: Option<NaiveDateTime>,
    open: usize,
    row: Row,
}

/// What is wanted, understood.
struct Wish {
    text: Option<Wanted>,
    owner: Option<String>,
    region: Option<Wanted>,
    industry: Option<Wanted>,
    stage: Option<String>,
    class: Option<String>,
    source: Option<String>,
    kind: Option<StageKind>,
    no_next: bool,
}

/// Lists the clients.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let wish = Wish::new(&args, &desk)?;
    let currency: Arc<str> = Arc::from(desk.team.team.currency.as_str());
    let scan = desk.store.scan(desk.store.files(args.all), |file, client| {
        wish.takes(&desk, file, &client).then(|| entry(&desk, &currency, file, &client))
    });
    if let Some(region) = args.region.as_deref().filter(|_| scan.found.is_empty()) {
        desk.region(region)?;
    }
    let mut found = scan.found;
    sort(&mut found, args.sort);
    let clients = found.len();
    let open: usize = found.iter().map(|entry| entry.open).sum();
    let mut table = Table::new(columns(&desk), empty(&args, unread(&scan.problems) > 0));
    table.rows = found.into_iter().map(|entry| entry.row).collect();
    let mut outcome = Outcome::tables("clients", vec![table]).problems(scan.problems);
    if clients > 0 {
        let clients = count(clients, "client", "clients", "个客户");
        let open = count(open, "open deal", "open deals", "个进行中的商机");
        outcome = outcome.note(clients.then(&Text::fixed(", ", "，")).then(&open));
    }
    Ok(outcome)
}

impl Wish {
    fn new(args: &Args, desk: &Desk) -> Result<Self> {
        let vocabulary = &desk.team.vocabulary;
        let wanted = |said: &Option<String>| said.as_deref().map(Wanted::new);
        let class = |said: &String| desk.term(&vocabulary.classes, said, Text::fixed("class of client", "客户分类"));
        let source = |said: &String| desk.term(&vocabulary.sources, said, Text::fixed("source", "来源渠道"));
        Ok(Self {
            text: wanted(&args.text),
            owner: args.owner.as_deref().map(|said| desk.person_or_me(said)).transpose()?.map(|person| person.id.clone()),
            region: wanted(&args.region),
            industry: wanted(&args.industry),
            stage: args.stage.as_deref().map(|said| desk.stage(said)).transpose()?.map(|stage| stage.name.clone()),
            class: args.class.as_ref().map(class).transpose()?,
            source: args.source.as_ref().map(source).transpose()?,
            kind: args.kind.map(|kind| match kind {
                Kind::Open => StageKind::Open,
                Kind::Won => StageKind::Won,
                Kind::Aftercare => StageKind::Aftercare,
                Kind::Lost => StageKind::Lost,
            }),
            no_next: args.no_next,
        })
    }

    fn takes(&self, desk: &Desk, file: &ClientFile, client: &Client) -> bool {
        let stages = &desk.team.stages;
        let same = |wanted: &Option<String>, own: &Option<String>| wanted.is_none() || wanted == own;
        let part = |wanted: &Option<Wanted>, own: &Option<String>| {
            wanted.as_ref().is_none_or(|wanted| own.as_deref().is_some_and(|own| wanted.rank(own).is_some()))
        };
        let without = |deal: &Deal| stages.is_open(deal) && !client.has_next_action(deal);
        self.text.as_ref().is_none_or(|text| is_called(client, file, text))
            && same(&self.owner, &client.owner)
            && same(&self.class, &client.class)
            && same(&self.source, &client.source)
            && part(&self.region, &client.region)
            && part(&self.industry, &client.industry)
            && (self.stage.is_none() || client.deals.iter().any(|deal| deal.stage == self.stage))
            && self.kind.is_none_or(|kind| client.deals.iter().any(|deal| stages.kind(deal) == kind))
            && (!self.no_next || client.deals.iter().any(without))
    }
}

fn is_called(client: &Client, file: &ClientFile, text: &Wanted) -> bool {
    let mut names = client.aliases.iter().map(String::as_str).chain([client.client.as_str(), file.id()]);
    let mut phones = client.contacts.iter().filter_map(|contact| contact.phone.as_deref());
    names.any(|name| text.rank(name).is_some()) || phones.any(|phone| text.rank_number(phone).is_some())
}

fn entry(desk: &Desk, currency: &Arc<str>, file: &ClientFile, client: &Client) -> Entry {
    let stages = &desk.team.stages;
    let open: Vec<&Deal> = client.deals.iter().filter(|deal| stages.is_open(deal)).collect();
    let last = client.log.iter().filter_map(|entry| entry.at).max_by_key(|at| at.start(&desk.clock));
    let actions = client.actions.iter().filter(|action| action.is_open() && action.due.is_some());
    let next = actions.min_by_key(|action| action.deadline(&desk.clock));
    let position = |deal: &Deal| deal.stage.as_deref().and_then(|name| stages.position(name));
    let mut names: Vec<String> = client.deals.iter().filter_map(|deal| deal.stage.clone()).collect();
    names.dedup();
    let due = desk.moment_cell(next.and_then(|action| action.due));
    let due = match next {
        Some(action) if action.is_overdue(&desk.clock) => due.toned(Tone::Bad),
        None if !open.is_empty() => Cell::label("", Text::fixed("none", "无")).toned(Tone::Warn),
        _ => due,
    };
    let name = client.client.as_str();
    let row = Row::new(vec![
        match file.shelf() {
            Shelf::Clients => Cell::text(name),
            Shelf::Archive => Cell::label(name, text!("{name} (archived)", "{name}（已归档）")).toned(Tone::Dim),
        },
        Cell::maybe(client.owner.as_deref(), |id| Cell::label(id, Text::same(desk.person_name(id)))),
        Cell::maybe(client.class.as_deref(), Cell::text),
        Cell::maybe(client.region.as_deref(), Cell::text),
        Cell::list(names),
        worth(&open, currency),
        Cell::maybe(last, |at| Cell::Day(at.shown(&desk.clock).0)),
        due,
        Cell::maybe(next, |action| Cell::text(action.action.as_str())),
        Cell::text(file.shelf().folder()),
        Cell::text(file.id()),
    ]);
    Entry {
        name: fold(&client.client),
        value: open.iter().filter_map(|deal| deal.value).map(|value| value.0).sum(),
        last: last.map(|at| at.start(&desk.clock)),
        stage: client.deals.iter().filter_map(position).max(),
        next: next.and_then(|action| action.deadline(&desk.clock)),
        open: open.len(),
        row: row.id(file.id()),
    }
}

/// What the open deals are worth; of several currencies, each for itself.
fn worth(open: &[&Deal], team: &Arc<str>) -> Cell {
    let mut sums: Vec<(&str, Decimal)> = Vec::new();
    for (deal, value) in open.iter().filter_map(|deal| Some((deal, deal.value?))) {
        let currency = deal.currency.as_deref().unwrap_or(team);
        match sums.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, sum)) => *sum += value.0,
            None => sums.push((currency, value.0)),
        }
    }
    match sums[..] {
        [] => Cell::Empty,
        [(currency, sum)] if currency == &**team => Cell::amount(sum, Arc::clone(team)),
        [(currency, sum)] => Cell::amount(sum, currency),
        _ => Cell::list(sums.iter().map(|(currency, sum)| format!("{sum} {currency}")).collect::<Vec<_>>()),
    }
}

fn sort(found: &mut [Entry], by: Sort) {
    match by {
        Sort::Name => found.sort_by(|a, b| a.name.cmp(&b.name)),
        Sort::Value => found.sort_by_key(|entry| Reverse(entry.value)),
        Sort::LastContact => found.sort_by_key(|entry| entry.last),
        Sort::Stage => found.sort_by_key(|entry| (entry.stage.is_none(), entry.stage)),
        Sort::Next => found.sort_by_key(|entry| (entry.next.is_none(), entry.next)),
    }
}

fn columns(desk: &Desk) -> Vec<Column> {
    let year = desk.clock.today().year();
    vec![
        Column::new("name", Text::fixed("Client", "客户")).grow(),
        Column::new("owner", Text::fixed("Owner", "负责人")),
        Column::new("class", Text::fixed("Class", "分类")).optional(),
        Column::new("region", Text::fixed("Region", "区域")).optional(),
        Column::new("stages", Text::fixed("Stage", "阶段")),
        Column::amount("open_value", Text::fixed("Open", "在谈金额")),
        Column::new("last_contact", Text::fixed("Last contact", "最近沟通")).in_year(year),
        Column::new("next_due", Text::fixed("Next due", "下一步期限")).in_year(year),
        Column::data("next_action"),
        Column::data("shelf"),
        Column::data("client"),
    ]
}

fn empty(args: &Args, incomplete: bool) -> Text {
    if incomplete {
        return Text::fixed("No such clients in the files that could be read.", "在能读取的文件中，没有符合条件的客户。");
    }
    match args.text.as_deref() {
        Some(said) if !args.all => text!(
            "No client with “{said}” in its name; `--all` looks in the archive too, `salesrec find {said}` in every text.",
            "没有名称含“{said}”的客户；`--all` 也查归档，`salesrec find {said}` 查找所有文字。"
        ),
        Some(said) => text!("No client with “{said}” in its name.", "没有名称含“{said}”的客户。"),
        None => Text::fixed("No such clients.", "没有符合条件的客户。"),
    }
}
