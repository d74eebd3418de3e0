mod actions;
mod care;
mod contacts;
mod data;
mod deal;
mod log;
mod office;
mod project;

use chrono::{Datelike, NaiveDate};
use clap::Args as ClapArgs;

use super::{Context, Desk, Outcome};
use crate::clock;
use crate::document::{Block, Cell, Document, Line};
use crate::error::Result;
use crate::lang::{Text, count, list_of};
use crate::record::{Amount, Client, ClientKind, Moment};
use crate::store::Look;
use crate::text;

/// Show all that is known about a client
///
/// The newest and the open things first; sections without anything in them are left out. `--format json` gives the record
/// under the keys of the file, also those that the format does not know.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// Look in the archive too
    #[arg(long)]
    all: bool,
    /// How many contacts to show
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    log: usize,
    /// Every contact and every action, however old
    #[arg(long, conflicts_with = "log")]
    full: bool,
}

/// A record on its way to the screen.
struct View<'a> {
    desk: &'a Desk,
    client: &'a Client,
    today: NaiveDate,
    /// How the client was called for, for commands in hints.
    said: &'a str,
    /// So many contacts are shown.
    log: usize,
    full: bool,
}

/// Shows the record.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let (file, mut problems) =
        desk.find(&args.client, if args.all { Look::All } else { Look::Clients })?;
    let loaded = desk.store.load(&file)?;
    let client = &loaded.client;
    let log = if args.full { usize::MAX } else { args.log };
    let view =
        View { desk: &desk, client, today: desk.clock.today(), said: &args.client, log, full: args.full };
    let mut page = Document::new();
    view.basics(&mut page);
    view.contacts(&mut page);
    view.actions(&mut page);
    for index in 0..client.deals.len() {
        view.deal(index, &mut page);
    }
    view.promises(&mut page);
    view.office(&mut page);
    view.care(&mut page);
    view.log(&mut page);
    view.missing(&mut page);
    let path = file.path.to_string_lossy().replace('\\', "/");
    page.heading(2, Line::new().dim(path.clone()));
    problems.extend(loaded.problems());
    let data = data::of(&file, &path, &loaded);
    Ok(Outcome::document("client", page, data).problems(problems))
}

impl View<'_> {
    fn basics(&self, page: &mut Document) {
        let client = self.client;
        let mut title = Line::new().strong(client.client.clone());
        let person = (client.kind == Some(ClientKind::Person)).then(|| Text::fixed("a person", "个人"));
        let marks = [client.class.as_deref(), client.industry.as_deref()].into_iter().flatten();
        for mark in marks.map(Text::same).chain(person) {
            title = title.plain("  ").dim(mark);
        }
        page.heading(1, title);
        let mut pairs = Vec::new();
        let mut add = |label, line: Option<Line>| pairs.extend(line.map(|line| (label, line)));
        let text = |text: &Option<String>| text.clone().map(Line::from);
        let owner = match &client.owner {
            Some(id) => Line::new().strong(self.person(id)),
            None => Line::new().warn(Text::fixed("nobody", "无")),
        };
        add(Text::fixed("owner", "负责人"), Some(owner));
        add(Text::fixed("first contact", "首次接触"), self.first_contact());
        add(Text::fixed("last contact", "最近沟通"), self.last_contact());
        let aliases = (!client.aliases.is_empty()).then(|| Line::from(Cell::list(client.aliases.clone()).words()));
        add(Text::fixed("also called", "别名"), aliases);
        add(Text::fixed("region", "区域"), text(&client.region));
        add(Text::fixed("address", "地址"), text(&client.address));
        add(Text::fixed("tax number", "税号"), text(&client.tax_id));
        page.push(Block::Pairs(pairs));
    }

    fn first_contact(&self) -> Option<Line> {
        let source = self.client.source.as_deref();
        let Some(day) = self.client.first_contact else { return source.map(Line::from) };
        let line = Line::from(clock::day(day.0)).plain("  ").dim(clock::since(day.0, self.today));
        Some(source.into_iter().fold(line, |line, source| line.plain("  ").plain(source)))
    }

    /// The last contact, and whether the stages of the open deals ask for more of them.
    fn last_contact(&self) -> Option<Line> {
        let team = &self.desk.team;
        let last = self.client.last_contact(&self.desk.clock)?;
        let (date, time) = last.shown(&self.desk.clock);
        let line = Line::from(clock::moment(date, time)).plain("  ");
        let since = clock::since(date, self.today);
        match self.client.contact_every(team) {
            Some((_, every)) if (self.today - date).num_days() > every.days() => {
                let rule = every.words();
                Some(line.warn(since).plain("  ").dim(Text::new(
                    format!("the stage asks for one every {}", rule.en),
                    format!("该阶段应每 {}联系一次", rule.zh),
                )))
            }
            _ => Some(line.dim(since)),
        }
    }

    /// What the stages of the open deals require and is not known, at the end: what to ask next.
    fn missing(&self, page: &mut Document) {
        for index in self.client.open_deals(&self.desk.team) {
            let missing = self.desk.still_missing(self.client, index, self.said);
            if !missing.is_empty() {
                let deal = &self.client.deals[index];
                let (name, stage) = (&deal.name, deal.stage.as_deref().unwrap_or_default());
                page.heading(2, text!("Still missing for {stage}: {name}", "{stage}阶段还缺：{name}"));
                page.push(Block::List(missing));
            }
        }
    }

    /// The name of a person by id.
    fn person(&self, id: &str) -> String {
        self.desk.person_name(id)
    }

    /// A day in a line of many: without its year when that is this one.
    fn short(&self, day: NaiveDate) -> String {
        let form = if day.year() == self.today.year() { "%m-%d" } else { "%Y-%m-%d" };
        day.format(form).to_string()
    }

    /// The day of a moment on the team's clock.
    fn day_of(&self, moment: Moment) -> NaiveDate {
        moment.shown(&self.desk.clock).0
    }

    /// Money in words.
    fn money(&self, amount: Amount, currency: Option<&str>) -> Text {
        Cell::amount(amount.0, currency.unwrap_or(&self.desk.team.team.currency)).words()
    }
}

/// The line with something more, behind two spaces, when there is something.
fn more(line: Line, words: Option<&str>) -> Line {
    words.filter(|words| !words.is_empty()).into_iter().fold(line, |line, words| line.plain("  ").plain(words))
}

/// A number of days in words.
fn days(number: i64) -> Text {
    count(usize::try_from(number).unwrap_or_default(), "day", "days", "天")
}

/// Names as a reader lists them.
fn names(names: &[String]) -> Line {
    Line::from(list_of(names))
}

