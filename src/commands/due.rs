//! What is due: overdue, today, in the next days, and open deals without a next action; also what a manager sent back in
//! a review. One law for `overdue` and
//! `agenda`.
//!
//! An action or milestone with a day only is overdue when that day is over, with a time when that minute is. It is late by
//! calendar days: what was due earlier today is overdue by none. At stake is the value of the deal that it goes with;
//! values of different currencies are compared as they stand.
//!
//! Of each client only finished rows are kept, so that memory grows with what is due and not with the records.

mod events;
mod tables;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use clap::Args;
use rust_decimal::Decimal;

pub use events::events;
pub use tables::{By, Counts, Look, by_day, tables};

use super::Desk;
use super::weekly::is_called;
use crate::document::{Cell, Label, Row};
use crate::error::{Kind as ErrorKind, Result};
use crate::lang::Text;
use crate::record::{Client, Day, Deal, Moment, Person, StageKind, Wanted};
use crate::store::{ClientFile, Files, ReviewFile, Scan};
use crate::text;

/// Which rows are wanted.
#[derive(Args, Clone, Debug, Default)]
pub struct Rows {
    /// Only what is up to this person: `me`, `all`, or a member of the team
    #[arg(long, value_name = "PERSON")]
    pub owner: Option<String>,
    /// Only clients of this region
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// Only deals in this stage
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
    /// Only this client
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
}

/// Options that both lists take.
#[derive(Args, Clone, Debug, Default)]
pub struct Only {
    /// Which rows
    #[command(flatten)]
    pub rows: Rows,
    /// A heading for each owner or client instead of one for each degree of urgency
    #[arg(long, value_name = "WHOM")]
    pub by: Option<By>,
    /// End with exit code 1 when something is overdue, or a file could not be read
    #[arg(long)]
    pub exit_code: bool,
}

/// How pressing something is; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Its deadline has passed.
    Overdue,
    /// It is due today.
    Today,
    /// It is due in the next days.
    Soon,
    /// An open deal for which nothing is planned.
    NoNext,
}

impl Status {
    /// How JSON and CSV call it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Soon => "soon",
            Self::NoNext => "no_next",
        }
    }
}

/// One thing that is due.
#[derive(Debug)]
pub struct Item {
    /// How pressing.
    pub status: Status,
    /// By how many calendar days it is late; negative when it lies ahead.
    pub days_late: i64,
    stake: Decimal,
    row: Row,
    /// What it is known by in calendars; of actions and milestones only, and only where that was wanted.
    uid: Option<String>,
}

/// That rows are only one person's, or everybody's though nobody said so.
pub fn whose(owner: Option<&Person>) -> Text {
    match owner.map(Person::shown) {
        Some(name) => text!("{name}'s only; `--owner all` shows everybody's", "仅{name}；`--owner all` 显示所有人"),
        None => Text::fixed(
            "everybody's, as it is not known who you are: `--as PERSON`",
            "显示所有人：尚不知道您是谁，可用 `--as 人员`",
        ),
    }
}

/// What is wanted, understood.
pub struct Wish<'a> {
    /// The person whose rows are wanted; everybody's otherwise.
    pub owner: Option<&'a Person>,
    region: Option<Wanted>,
    stage: Option<&'a str>,
    client: Option<ClientFile>,
    /// The last day of interest; only what is overdue without one.
    pub until: Option<NaiveDate>,
    /// What is less late is left out, and what is not late at all.
    pub least_days: Option<i64>,
    /// Whether the rows are to become events of a calendar.
    pub events: bool,
}

impl Desk {
    /// Understands the options.
    ///
    /// # Errors
    /// A person, stage or client that there is not.
    pub fn wish<'a>(&'a self, only: &Rows) -> Result<Wish<'a>> {
        Ok(Wish {
            owner: only
                .owner
                .as_deref()
                .filter(|said| !is_all(said))
                .map(|said| self.person_or_me(said))
                .transpose()?,
            region: only.region.as_deref().map(Wanted::new),
            stage: only.stage.as_deref().map(|said| self.stage(said)).transpose()?.map(|stage| stage.name.as_str()),
            client: only.client.as_deref().map(|said| self.client(said)).transpose()?,
            until: None,
            least_days: None,
            events: false,
        })
    }

    /// The same, where nobody and no client is named only what is up to who is at the keyboard, as far as that is known;
    /// and whether that was so.
    ///
    /// # Errors
    /// As [`Desk::wish`] and [`Desk::me`].
    pub fn own_wish<'a>(&'a self, only: &Rows) -> Result<(Wish<'a>, bool)> {
        let mut wish = self.wish(only)?;
        let own = only.owner.is_none() && only.client.is_none();
        if own {
            wish.owner = match self.me() {
                Ok(person) => Some(person),
                Err(error) if error.kind == ErrorKind::Usage => None,
                Err(error) => return Err(error),
            };
        }
        Ok((wish, own))
    }

    /// Everything that is due, the latest first, then what has most at stake, then by client.
    pub fn due(&self, wish: &Wish<'_>) -> Scan<Item> {
        let files = match &wish.client {
            Some(file) => Files { files: vec![file.clone()], problems: Vec::new() },
            None => self.store.files(false),
        };
        let (reviews, unread) = self.store.reviews_with_returns();
        let finder = Finder::new(self, wish, Returned::of(&reviews));
        let scan =
            self.store.scan(files, |file, client| Some(finder.items(file, &client)).filter(|items| !items.is_empty()));
        let mut found: Vec<Item> = scan.found.into_iter().flatten().collect();
        // Items come in the order of the files, that is of the clients' names; a stable sort keeps it within equals.
        found.sort_by_key(|item| (item.status, Reverse(item.days_late), Reverse(item.stake)));
        Scan { found, problems: scan.problems.into_iter().chain(unread).collect(), read: scan.read }
    }
}

fn is_all(said: &str) -> bool {
    matches!(crate::record::fold(said).as_str(), "all" | "everybody" | "全部" | "所有人")
}

/// A scan for what is due, with the cells that many rows have in common.
struct Finder<'a> {
    desk: &'a Desk,
    wish: &'a Wish<'a>,
    now: NaiveDateTime,
    people: HashMap<&'a str, Arc<Label>>,
    stages: HashMap<&'a str, Arc<Label>>,
    kinds: [Cell; 4],
    currency: Arc<str>,
    returned: Vec<Returned>,
}

/// What an action, a milestone or a deal without either brings into a row.
struct Matter<'r> {
    kind: Kind,
    words: &'r str,
    id: Option<&'r str>,
    due: Option<Moment>,
    priority: Option<u8>,
    created: Option<Day>,
    owner: Option<&'r str>,
    deal: Option<&'r Deal>,
}

#[derive(Clone, Copy)]
enum Kind {
    Action,
    Milestone,
    Deal,
    Review,
}

/// A record that a manager sent back to be mended.
struct Returned {
    client: String,
    person: String,
    comment: String,
    back: Option<Moment>,
}

impl Returned {
    fn of(files: &[ReviewFile]) -> Vec<Self> {
        let of_file = |file: &ReviewFile| {
            let person = file.person.clone();
            let open = file.review.clients.iter().flat_map(|entry| entry.open_returns().map(move |one| (entry, one)));
            open.map(|(entry, one)| Self {
                client: entry.client.clone(),
                person: person.clone(),
                comment: one.comment.clone().unwrap_or_default(),
                back: one.back.map(|day| Moment::day(day.0)),
            })
            .collect::<Vec<_>>()
        };
        files.iter().flat_map(of_file).collect()
    }
}

impl<'a> Finder<'a> {
    fn new(desk: &'a Desk, wish: &'a Wish<'a>, returned: Vec<Returned>) -> Self {
        let label = |code: &str, shown: &str| Arc::new(Label { code: code.to_string(), text: Text::same(shown) });
        let people = desk.team.people.iter();
        let stages = desk.team.stages.0.iter();
        Self {
            desk,
            wish,
            now: desk.clock.now(),
            people: people.map(|person| (person.id.as_str(), label(&person.id, person.shown()))).collect(),
            stages: stages.map(|stage| (stage.name.as_str(), label(&stage.name, &stage.name))).collect(),
            kinds: ["action", "milestone", "deal", "review"].map(|code| Cell::Label(label(code, code))),
            currency: Arc::from(desk.team.team.currency.as_str()),
            returned,
        }
    }

    fn items(&self, file: &ClientFile, client: &Client) -> Vec<Item> {
        if let Some(region) = &self.wish.region
            && client.region.as_deref().and_then(|own| region.rank(own)).is_none()
        {
            return Vec::new();
        }
        let actions = client.actions.iter().filter(|action| action.is_open() && action.due.is_some());
        let actions = actions.map(|action| Matter {
            kind: Kind::Action,
            words: &action.action,
            id: action.id.as_deref(),
            due: action.due,
            priority: action.priority,
            created: action.created,
            owner: action.owner.as_deref(),
            deal: self.deal_of(client, action.deal.as_deref()),
        });
        let worked_on = client.deals.iter().filter(|deal| self.desk.team.stages.kind(deal) != StageKind::Lost);
        let milestones = worked_on.flat_map(|deal| {
            let waiting =
                deal.milestones.iter().filter(|milestone| milestone.done.is_none() && milestone.due.is_some());
            waiting.map(move |milestone| Matter {
                kind: Kind::Milestone,
                words: &milestone.milestone,
                id: None,
                due: milestone.due,
                priority: None,
                created: None,
                owner: milestone.owner.as_deref(),
                deal: Some(deal),
            })
        });
        let open = client.deals.iter().filter(|deal| self.desk.team.stages.is_open(deal));
        let without = open.filter(|deal| !client.has_next_action(deal)).map(|deal| Matter {
            kind: Kind::Deal,
            words: "",
            id: None,
            due: None,
            priority: None,
            created: None,
            owner: None,
            deal: Some(deal),
        });
        let sent_back = self.returned.iter().filter(|one| is_called(&one.client, file.id(), client));
        let reviews = sent_back.map(|one| Matter {
            kind: Kind::Review,
            words: &one.comment,
            id: None,
            due: one.back,
            priority: None,
            created: None,
            owner: Some(self.desk.mender(client, &one.person)),
            deal: None,
        });
        let matters = actions.chain(milestones).chain(without).chain(reviews);
        matters.filter_map(|matter| self.item(file, client, &matter)).collect()
    }

    /// The deal that an action goes with: the one that it names, else the only one that is being worked on.
    fn deal_of<'c>(&self, client: &'c Client, named: Option<&str>) -> Option<&'c Deal> {
        if let Some(name) = named {
            return client.deals.iter().find(|deal| deal.name == name);
        }
        let mut open = client.deals.iter().filter(|deal| self.desk.team.stages.is_open(deal));
        match (open.next(), open.next(), client.deals.as_slice()) {
            (Some(only), None, _) | (None, None, [only]) => Some(only),
            _ => None,
        }
    }

    fn item(&self, file: &ClientFile, client: &Client, matter: &Matter<'_>) -> Option<Item> {
        let owner = matter.owner.or(client.owner.as_deref());
        let stage = matter.deal.and_then(|deal| deal.stage.as_deref());
        if self.wish.owner.is_some_and(|wanted| owner != Some(wanted.id.as_str()))
            || self.wish.stage.is_some_and(|wanted| stage != Some(wanted))
        {
            return None;
        }
        let (status, days_late) = self.status(matter.due)?;
        if self.wish.least_days.is_some_and(|least| status != Status::Overdue || days_late < least) {
            return None;
        }
        let value = matter.deal.and_then(|deal| Some((deal.value?.0, deal)));
        Some(Item {
            status,
            days_late,
            stake: value.map_or(Decimal::ZERO, |(value, _)| value),
            row: self.row(file, client, matter, owner),
            uid: self.wish.events.then(|| events::uid(file, client, matter)),
        })
    }

    fn status(&self, due: Option<Moment>) -> Option<(Status, i64)> {
        let Some(due) = due else { return Some((Status::NoNext, 0)) };
        let (date, _) = due.shown(&self.desk.clock);
        let today = self.now.date();
        let days_late = (today - date).num_days();
        if due.end(&self.desk.clock) < self.now {
            return Some((Status::Overdue, days_late));
        }
        let until = self.wish.until.filter(|until| date <= *until)?;
        debug_assert!(until >= today, "a list of what is due looks ahead");
        Some((if date == today { Status::Today } else { Status::Soon }, days_late))
    }

    /// The cells in the order of [`tables::columns`]; the first two are filled in when the rows are put into tables.
    fn row(&self, file: &ClientFile, client: &Client, matter: &Matter<'_>, owner: Option<&str>) -> Row {
        let desk = self.desk;
        let deal = matter.deal;
        let amount = |deal: &Deal| {
            let value = deal.value?.0;
            let currency = deal.currency.as_deref().filter(|own| **own != *self.currency);
            Some(Cell::amount(value, currency.map_or_else(|| Arc::clone(&self.currency), Arc::from)))
        };
        let last = client.log.iter().filter_map(|entry| entry.at).max_by_key(|at| at.start(&desk.clock));
        let name = matter.words;
        let words = match matter.kind {
            Kind::Milestone => Cell::label(name, text!("milestone: {name}", "里程碑：{name}")),
            Kind::Review => Cell::label(name, text!("returned: {name}", "审核退回：{name}")),
            _ => Cell::text(name),
        };
        Row::new(vec![
            Cell::Empty,
            Cell::Empty,
            desk.moment_cell(matter.due),
            Cell::text(client.client.as_str()),
            words,
            Cell::maybe(deal, |deal| Cell::text(deal.name.as_str())),
            Cell::maybe(deal.and_then(|deal| deal.stage.as_deref()), |name| known(&self.stages, name)),
            deal.and_then(amount).unwrap_or(Cell::Empty),
            Cell::maybe(owner, |id| known(&self.people, id)),
            Cell::maybe(matter.id, Cell::text),
            Cell::maybe(last, |at| Cell::Day(at.shown(&desk.clock).0)),
            self.kinds[matter.kind as usize].clone(),
            Cell::maybe(matter.priority, |priority| Cell::Number(priority.into())),
            Cell::text(file.id()),
        ])
    }
}

/// The cell of a name that many rows have.
fn known(names: &HashMap<&str, Arc<Label>>, name: &str) -> Cell {
    names.get(name).map_or_else(|| Cell::label(name, Text::same(name)), |label| Cell::Label(Arc::clone(label)))
}
