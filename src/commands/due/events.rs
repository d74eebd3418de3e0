//! What is due as events of a calendar.

use super::tables::{CLIENT, DEAL, DUE, ID, NAME, OWNER, PRIORITY, STAGE, WORDS};
use super::{Item, Kind, Matter, Status};
use crate::commands::Desk;
use crate::document::Cell;
use crate::document::ics::{self, Event, Head};
use crate::lang::{Lang, Text, quoted};
use crate::record::{Client, Person};
use crate::store::ClientFile;
use crate::text;

/// The items that have a deadline as a calendar file; of one person, or of all.
pub fn events(desk: &Desk, items: &[Item], owner: Option<&Person>, lang: Lang) -> String {
    let events: Vec<Event> = items.iter().filter_map(|item| item.event(lang)).collect();
    let name = owner.map_or(desk.team.team.name.as_str(), Person::shown);
    let head =
        Head { name: &format!("salesrec {name}"), zone: desk.clock.zone(), now: desk.clock.utc(), lang: lang.code() };
    ics::write(&events, head)
}

/// What an action or milestone is known by, whatever is done to it: also when its client is renamed, as far as an id and
/// the day on which it was made tell it from all others.
pub(super) fn uid(file: &ClientFile, client: &Client, matter: &Matter<'_>) -> String {
    let first = client.first_contact.map(|day| day.to_string());
    match (matter.kind, matter.id, matter.created, first) {
        (Kind::Action, Some(id), Some(created), Some(first)) => format!("{id}-{created}-{first}@salesrec"),
        (Kind::Action, Some(id), ..) => format!("{id}-{}@salesrec", file.id()),
        _ => {
            let deal = matter.deal.map_or("", |deal| deal.name.as_str());
            format!("{}-{deal}-{}@salesrec", matter.words, file.id())
        }
    }
}

impl Item {
    fn event(&self, lang: Lang) -> Option<Event> {
        let cell = |at: usize| self.row.cells.get(at).filter(|cell| **cell != Cell::Empty);
        let words = |at: usize| cell(at).map(|cell| cell.words().get(lang).to_string());
        let (date, time) = match cell(DUE)? {
            Cell::Day(date) => (*date, None),
            Cell::Moment(date, time) => (*date, *time),
            _ => return None,
        };
        let (client, action) = (words(NAME).unwrap_or_default(), words(WORDS)?);
        let labelled = |label: Text, at: usize| Some(format!("{}{}", label.get(lang), words(at)?));
        let mut description: Vec<String> = [
            labelled(Text::fixed("Deal: ", "商机："), DEAL),
            labelled(Text::fixed("Stage: ", "阶段："), STAGE),
            labelled(Text::fixed("Owner: ", "负责人："), OWNER),
        ]
        .into_iter()
        .flatten()
        .collect();
        if let (Some(id), Some(file)) = (words(ID), words(CLIENT)) {
            let command = format!("salesrec done {} {id}", quoted(&file));
            description.push(text!("When it is done: {command}", "做完后：{command}").get(lang).to_string());
        }
        let priority = cell(PRIORITY).and_then(|cell| match cell {
            // Ours are four, theirs nine.
            Cell::Number(priority) => u8::try_from(2 * priority - 1).ok(),
            _ => None,
        });
        Some(Event {
            uid: self.uid.clone()?,
            date,
            time,
            summary: text!("{client}: {action}", "{client}：{action}").get(lang).to_string(),
            description,
            priority,
            // Nobody wants to be woken by all that is late already.
            alarm: self.status != Status::Overdue,
            weekly: false,
        })
    }
}
