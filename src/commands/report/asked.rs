//! The options that all reports have in common, understood.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use clap::Args;

use super::super::{Desk, choose, git};
use crate::clock::{Clock, Direction, Week, phrase};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, list_of};
use crate::record::Client;
use crate::lint::{Engine, Level};
use crate::report::{By, Checks, Figures, History, Only, Part, Question, REPORTS, Rates, Report, Snapshot};
use crate::store::{ClientFile, Shelf, Store};
use crate::text;

/// Which time, which clients and deals, grouped and converted how.
#[derive(Args, Clone, Debug)]
pub(super) struct Asked {
    /// Only what happened from this day on; or the first day of this week, month, quarter or year
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only what happened up to this day; or the last day of this week, month, quarter or year
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// As it was at the end of this day, week, month, quarter or year, from the history in the records
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Only results of this person; `me` is you
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// Only clients of this region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Only clients of this class
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// Only clients that came this way
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only clients of this industry, or with this in it
    #[arg(long, value_name = "INDUSTRY")]
    industry: Option<String>,
    /// Only deals with this in their name, or in a product ordered for them
    #[arg(long, value_name = "PRODUCT")]
    product: Option<String>,
    /// Group by this: what there is depends on the report
    #[arg(long, value_name = "GROUP")]
    by: Option<String>,
    /// Convert all amounts by the rates in this file: `to = "CNY"`, and below `[rates]` lines such as `USD = 7.12`
    #[arg(long, value_name = "FILE")]
    rates: Option<PathBuf>,
}

impl Asked {
    /// What is asked of a report.
    ///
    /// # Errors
    /// `Usage`, `NotFound`, `Ambiguous` naming what there is; `Unreadable` for a file of rates with a mistake.
    pub fn question<'a>(&self, desk: &'a Desk, report: &Report) -> Result<Question<'a>> {
        let vocabulary = &desk.team.vocabulary;
        let wanted = |said: &Option<String>| said.as_deref().map(Part::new);
        let class = |said: &String| desk.term(&vocabulary.classes, said, Text::fixed("class of client", "客户分类"));
        let source = |said: &String| desk.term(&vocabulary.sources, said, Text::fixed("source", "来源渠道"));
        let only = Only {
            owner: self.owner.as_deref().map(|said| desk.person_or_me(said)).transpose()?.map(|person| person.id.clone()),
            region: wanted(&self.region),
            class: self.class.as_ref().map(class).transpose()?,
            source: self.source.as_ref().map(source).transpose()?,
            industry: wanted(&self.industry),
            product: wanted(&self.product),
        };
        let from = self.from.as_deref().map(|said| desk.edge(said, Edge::First)).transpose()?;
        let to = self.to.as_deref().map(|said| desk.edge(said, Edge::Last)).transpose()?;
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            let message =
                text!("--from, {from}, comes after --to, {to}", "--from 的 {from} 在 --to 的 {to} 之后");
            return Err(Error::new(Kind::Usage, message).hint(Text::fixed("exchange the two", "请把两个日期对调")));
        }
        let as_of = self.as_of.as_deref().map(|said| desk.edge(said, Edge::Last)).transpose()?;
        let today = desk.clock.today();
        if let Some(day) = as_of.filter(|day| *day > today) {
            let message = text!("{day} has not come yet", "{day} 还没有到");
            return Err(Error::new(Kind::Usage, message).hint(text!("today is {today}", "今天是 {today}")));
        }
        Ok(Question {
            from,
            to,
            only,
            by: self.by.as_deref().map(|said| by(said, report)).transpose()?,
            rates: self.rates.as_deref().map(|path| rates(path, desk)).transpose()?,
            history: history(desk),
            checks: Some(Checks(Box::new(|store, clock, files| errors(desk, store, clock, &files)))),
            ..Question::of_all(&desk.store, &desk.team, desk.calendar()?, desk.clock, as_of)
        })
    }

    /// That what was asked for exists, when nothing of it was found.
    ///
    /// # Errors
    /// `NotFound` naming what there is.
    pub fn check_known(&self, desk: &Desk, figures: &Figures) -> Result<()> {
        if figures.basis.clients == 0 {
            if let Some(region) = &self.region {
                desk.region(region)?;
            }
            if let Some(industry) = &self.industry {
                desk.known(industry, Text::fixed("industry", "行业"), |client| client.industry.into_iter().collect())?;
            }
        }
        let empty = figures.sections.iter().all(|section| section.table.rows.is_empty());
        if let Some(product) = self.product.as_ref().filter(|_| empty) {
            desk.known(product, Text::fixed("product", "产品"), |client| {
                let items = client.orders.into_iter().flat_map(|order| order.items);
                let items = items.flat_map(|item| [Some(item.product), item.model]).flatten();
                client.deals.into_iter().map(|deal| deal.name).chain(items).collect()
            })?;
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

impl Desk {
    /// A day as people say it, or the edge of a year, quarter, month or week.
    fn edge(&self, said: &str, edge: Edge) -> Result<NaiveDate> {
        let period = phrase::period(said, &self.clock).ok().map(|period| (period.first(), period.last()));
        // Who types 0626 means no year.
        let period = period.filter(|(first, _)| first.year() >= 1900);
        let named = match period {
            Some(period) => Some(period),
            None => Week::named(said, &self.clock)?.map(|week| (week.monday(), week.sunday())),
        };
        if let Some((first, last)) = named {
            return Ok(match edge {
                Edge::First => first,
                Edge::Last => last,
            });
        }
        let said_as = |direction| phrase::parse(said, &self.clock, direction, &|| self.calendar());
        let day = said_as(Direction::Back).or_else(|error| said_as(Direction::Forward).map_err(|_| error));
        day.map(|spoken| spoken.date).map_err(|error| {
            error.hint(Text::fixed(
                "or a whole week, month, quarter or year: `W25`, `2026-06`, `2026-Q2`, `2026`",
                "也可以写整周、整月、整季或整年：`W25`、`2026-06`、`2026-Q2`、`2026`",
            ))
        })
    }

    /// That a value is known in some record.
    fn known(&self, said: &str, what: Text, values: impl Fn(Client) -> Vec<String> + Sync) -> Result<()> {
        let found = self.store.scan(self.store.files(true), |_, client| Some(values(client))).found;
        let known: std::collections::BTreeSet<String> = found.into_iter().flatten().collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        match choose::item(said, &known, what) {
            Err(error) if error.kind == Kind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// One of the report's ways to group.
fn by(said: &str, report: &Report) -> Result<By> {
    let names: Vec<(&str, Text)> = report.by.iter().map(|by| (by.code(), by.title())).collect();
    if names.is_empty() {
        let name = report.name;
        let others: Vec<&str> = REPORTS.iter().filter(|other| !other.by.is_empty()).map(|other| other.name).collect();
        let grouped = Text::fixed("these are: ", "可以分组的有：").then(&list_of(&others));
        return Err(Error::new(Kind::Usage, text!("{name} is not grouped", "{name} 不能分组")).hint(grouped));
    }
    choose::named(said, &names, Text::fixed("group", "分组方式")).map(|at| report.by[at])
}

/// The files at the end of a day, on the team's clock, as git has them.
fn history(desk: &Desk) -> Option<History<'_>> {
    let root = desk.store.root();
    git::prefix(root)?;
    let at = |day| {
        let changed = git::since(root, desk.clock.at_end_of(day).utc(), &FOLDERS)?;
        Some(Snapshot { changed })
    };
    Some(History(Box::new(at)))
}

/// The errors that the checks find in files, without what is suppressed.
fn errors(desk: &Desk, store: &Store, clock: &Clock, files: &[ClientFile]) -> Result<usize> {
    let checks = desk.checks(&[], &[])?;
    let engine = Engine { store, clock, ..desk.engine(&checks) };
    let findings = engine.run(files, &[]).findings;
    Ok(findings.iter().filter(|finding| finding.level == Level::Error && finding.suppressed.is_none()).count())
}

/// The folders of the clients.
const FOLDERS: [&str; 2] = [Shelf::Clients.folder(), Shelf::Archive.folder()];

fn rates(path: &Path, desk: &Desk) -> Result<Rates> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Error::io(Text::fixed("the rates cannot be read", "无法读取汇率文件"), &error).at(Place::file(path)).hint(Rates::HOW)
    })?;
    Rates::read(path, &text, &desk.team.team.currency)
}
