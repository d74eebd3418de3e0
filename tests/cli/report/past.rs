//! A day in the past: the report of a book as it has grown since equals the report of the book as it was on that day.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use proptest::prelude::*;
use salesrec::clock::{Calendar, Clock};
use salesrec::config;
use salesrec::record::{
    Action, Client, Contract, Day, Deal, Invoice, LogEntry, Loss, Moment, Order, OwnerPeriod, Payment, Postponement,
    Promise, ServiceIssue, StageEntry, Survey, TeamFile,
};
use salesrec::report::{Question, REPORTS};
use salesrec::store::Store;

use super::TEAM;
use crate::support::Records;

const STAGES: [&str; 6] = ["First talks", "Offer", "Last word", "Won", "After sale", "Lost"];
const PEOPLE: [&str; 2] = ["ann", "bob"];

/// So many days after the last event, for this client, something happens, with a number that says what exactly.
type Event = (u64, usize, u8, usize);

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 12, 20).expect("a day")
}

fn noon(day: NaiveDate) -> Moment {
    Moment::at(day.and_time(NaiveTime::from_hms_opt(12, 0, 0).expect("noon")))
}

/// What happens to a client's record on a day, as the commands write it.
fn happen(client: &mut Client, day: NaiveDate, what: u8, which: usize) {
    let (on, later) = (Day(day), Moment::day(day + Days::new(which as u64 % 9)));
    let person = PEOPLE[which % 2].to_string();
    let deals = client.deals.len();
    match what {
        0 => {
            let stage = STAGES[which % 2].to_string();
            let entry = StageEntry { stage: stage.clone(), since: Some(on), by: Some(person), note: None };
            client.deals.push(Deal {
                name: format!("deal {deals}"),
                stage: Some(stage),
                value: (!which.is_multiple_of(3)).then(|| (which * 100).to_string().parse().expect("an amount")),
                currency: which.is_multiple_of(4).then(|| "USD".to_string()),
                history: vec![entry],
                ..Deal::default()
            });
        }
        1..=4 if deals > 0 => {
            let deal = &mut client.deals[which % deals];
            let stage = STAGES[which % STAGES.len()].to_string();
            if deal.stage.as_ref() != Some(&stage) {
                deal.lost = (stage == "Lost").then(Loss::default);
                deal.stage = Some(stage.clone());
                deal.history.push(StageEntry { stage, since: Some(on), by: Some(person), note: None });
            }
        }
        5 => {
            let at = noon(day - Days::new(which as u64 % 4));
            let deal = client.deals.first().map(|deal| deal.name.clone());
            client.log.push(LogEntry {
                at: Some(at),
                recorded: Some(noon(day)),
                by: Some(person),
                deal,
                ..LogEntry::default()
            });
        }
        6 => {
            let id = Some(format!("a{}", client.actions.len()));
            let deal = (deals > 0).then(|| client.deals[which % deals].name.clone());
            let action = "do".to_string();
            client.actions.push(Action {
                id,
                action,
                owner: Some(person),
                due: Some(later),
                deal,
                created: Some(on),
                ..Action::default()
            });
        }
        7..=9 => {
            let mut open = client.actions.iter_mut().filter(|action| action.is_open());
            let Some(action) = open.next() else { return };
            match what {
                7 => {
                    action.postponed.push(Postponement { from: action.due, on: Some(on), why: None });
                    action.due = Some(later);
                }
                8 => action.done = Some(noon(day)),
                _ => action.cancelled = Some(noon(day)),
            }
        }
        10 if client.owner.as_deref() != Some(&person) => {
            let owner = client.owner.replace(person);
            client.owners.push(OwnerPeriod { owner, from: None, until: Some(on), handover: None });
        }
        11 => {
            let number = Some(format!("c{}", client.contracts.len()));
            let deal = client.deals.first().map(|deal| deal.name.clone());
            client.contracts.push(Contract {
                number,
                deal,
                signed: Some(on),
                amount: "70".parse().ok(),
                ..Contract::default()
            });
        }
        12 => client.orders.push(Order { number: Some("o".into()), placed: Some(on), ..Order::default() }),
        13 => {
            if let Some(order) = client.orders.iter_mut().find(|order| order.delivered.is_none()) {
                order.delivered = Some(on);
            }
        }
        14 => {
            client.invoices.push(Invoice {
                number: Some("i".into()),
                issued: Some(on),
                amount: "70".parse().ok(),
                ..Invoice::default()
            });
        }
        15 => client.payments.push(Payment { on: Some(on), amount: "30".parse().ok(), ..Payment::default() }),
        16 => {
            client.promises.push(Promise { promise: "p".into(), on: Some(on), by: Some(person), ..Promise::default() })
        }
        17 => {
            if let Some(promise) = client.promises.iter_mut().find(|promise| promise.kept.is_none()) {
                promise.kept = Some(on);
            }
        }
        18 => client.service.push(ServiceIssue { opened: Some(on), issue: "x".into(), ..ServiceIssue::default() }),
        19 => {
            if let Some(issue) = client.service.iter_mut().find(|issue| issue.closed.is_none()) {
                (issue.closed, issue.solution) = (Some(on), Some("y".into()));
            }
        }
        20 => {
            let (score, of) = ((which % 10).to_string().parse().ok(), "10".parse().ok());
            client.surveys.push(Survey { on: Some(on), score, of, ..Survey::default() });
        }
        _ => {}
    }
}

/// The book at the end of each day on which something happened.
fn books(events: &[Event]) -> BTreeMap<NaiveDate, Vec<Client>> {
    let mut clients: Vec<Client> = Vec::new();
    let mut books = BTreeMap::new();
    let mut day = first();
    for (after, which, what, number) in events {
        day = day + Days::new(*after);
        if clients.len() <= *which {
            clients.push(Client {
                client: format!("Client {}", clients.len()),
                first_contact: Some(Day(day)),
                owner: Some(PEOPLE[number % 2].to_string()),
                source: Some("fair".into()),
                ..Client::default()
            });
        }
        let at = (*which).min(clients.len() - 1);
        happen(&mut clients[at], day, *what, *number);
        books.insert(day, clients.clone());
    }
    books
}

fn written(book: &[Client]) -> Records {
    let records = Records::none();
    records.write("salesrec.toml", TEAM);
    for (at, client) in book.iter().enumerate() {
        // JSON is YAML.
        records.write(&format!("clients/c{at}.yaml"), serde_json::to_string(client).expect("JSON"));
    }
    records
}

/// Every report, told in full: of all and of one person, who may have been an earlier owner.
fn reports(records: &Records, now: NaiveDate, day: NaiveDate) -> Vec<String> {
    let team: TeamFile = config::parse(std::path::Path::new("salesrec.toml"), TEAM).expect("a team");
    let store = Store::at(records.path());
    let clock = Clock::new("Asia/Shanghai", Some(&format!("{now} 23:59:59"))).expect("a clock");
    let ways = REPORTS.iter().flat_map(|report| [None, Some("ann")].map(|owner| (report, owner)));
    // The page of one person says that errors are counted of today's records only.
    let ways = ways.filter(|(report, owner)| report.name != "people" || owner.is_none());
    ways.map(|(report, owner)| {
        let calendar = Calendar::weekends_only();
        let mut question = Question::of_all(&store, &team, &calendar, clock, Some(day));
        question.only.owner = owner.map(Into::into);
        let figures = (report.make)(&question).expect("figures");
        assert!(figures.basis.problems.is_empty(), "{:?}", figures.basis.problems);
        format!("{}: {:#?} {:?}", report.name, figures.sections, figures.basis.flaws)
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_past_day_shows_what_the_report_showed_then(
        events in prop::collection::vec((0_u64..12, 0_usize..3, 0_u8..21, 0_usize..60), 1..60),
    ) {
        let books = books(&events);
        let (last, grown) = books.last_key_value().expect("a day");
        let grown = written(grown);
        let middle = books.keys().nth(books.len() / 2).expect("a day");
        for day in [books.keys().next().expect("a day"), middle, last] {
            let then = written(&books[day]);
            prop_assert_eq!(reports(&grown, *last, *day), reports(&then, *day, *day));
        }
    }
}
