//! How handovers and what was written are shown.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use crate::clock;
use crate::commands::answer::DRY_RUN;
use crate::commands::{Desk, Outcome};
use crate::document::{Block, Cell, Document, Line, Tone};
use crate::handover::Load;
use crate::lang::{Text, list_of};
use crate::record::Day;
use crate::record::handover::Standing;
use crate::store::Change;

/// What was written into files of a handover; of a dry run, what would be.
pub(super) fn written(
    kind: &'static str,
    name: &str,
    changes: &[Change],
    dry: bool,
    mut document: Document,
    data: Map<String, Value>,
) -> Outcome {
    let changed: Vec<&Change> = changes.iter().filter(|change| change.before != change.after).collect();
    let files: Vec<String> = changed.iter().map(|change| change.path.to_string_lossy().replace('\\', "/")).collect();
    let mut all = Map::new();
    all.insert("id".into(), name.into());
    all.insert("files".into(), json!(files));
    all.insert("written".into(), (!dry).into());
    all.extend(data);
    if !dry {
        return Outcome::document(kind, document, Value::Object(all));
    }
    let diff: String = changed.iter().map(|change| change.diff()).collect();
    all.insert("diff".into(), diff.clone().into());
    document.push(Block::Diff(diff));
    Outcome::document(kind, document, Value::Object(all)).note(DRY_RUN)
}

/// The names of people by their ids.
pub(super) fn names(desk: &Desk, ids: &[impl AsRef<str>]) -> Text {
    let names: Vec<String> = ids.iter().map(|id| desk.person_name(id.as_ref())).collect();
    list_of(&names)
}

/// A person as a cell.
pub(super) fn person(desk: &Desk, id: Option<&str>) -> Cell {
    Cell::maybe(id, |id| Cell::label(id, Text::same(desk.person_name(id))))
}

/// A client as a cell: its id for programs, its name for people.
pub(super) fn client(id: &str, name: Option<&str>) -> Cell {
    Cell::label(id, Text::same(name.unwrap_or(id)))
}

/// A day as a cell.
pub(super) fn day(day: Option<Day>) -> Cell {
    Cell::maybe(day, |day| Cell::Day(day.0))
}

/// A day with its weekday.
pub(super) fn day_line(day: Day) -> Line {
    Line::from(clock::day(day.0))
}

/// How far a client has come, as a cell.
pub(super) fn standing(standing: Standing) -> Cell {
    let tone = match standing {
        Standing::Moved | Standing::Returned | Standing::Accepted => Tone::Good,
        Standing::Rejected => Tone::Bad,
        Standing::Unsigned | Standing::Offered => Tone::Plain,
    };
    Cell::label(standing.code(), standing.shown()).toned(tone)
}

/// A score as a cell: green from 80, red below 50.
pub(super) fn score(score: Option<u8>) -> Cell {
    Cell::maybe(score, |score| {
        let tone = match score {
            80.. => Tone::Good,
            50.. => Tone::Warn,
            _ => Tone::Bad,
        };
        Cell::Percent(Decimal::from(score)).toned(tone)
    })
}

/// Open value as a cell: in the team's currency as an amount, else each currency for itself.
pub(super) fn value(desk: &Desk, load: &Load) -> Cell {
    let team = desk.team.team.currency.as_str();
    let sums: Vec<(&String, &Decimal)> = load.values.iter().filter(|(_, sum)| !sum.is_zero()).collect();
    match sums[..] {
        [] => Cell::Empty,
        [(currency, sum)] => Cell::amount(*sum, Arc::<str>::from(if currency == team { team } else { currency })),
        _ => {
            let amount = |(currency, sum): &(&String, &Decimal)| {
                Cell::amount(**sum, Arc::<str>::from(currency.as_str())).words().en.into_owned()
            };
            Cell::list(sums.iter().map(amount).collect::<Vec<_>>())
        }
    }
}

/// Open value as data.
pub(super) fn values(load: &Load) -> Value {
    let sums = load.values.iter();
    sums.map(|(currency, sum)| json!({"currency": currency, "value": sum.to_string()})).collect()
}

/// A bar of ten blocks with its share in words.
pub(super) fn bar(done: usize, all: usize) -> Line {
    let filled = (done * 10).checked_div(all).unwrap_or(10);
    let line = Line::new().good("█".repeat(filled)).dim("░".repeat(10 - filled));
    line.plain(format!("  {done}/{all}"))
}
