//! How things of a record are shown: actions, moves and amounts in a line, and anything as JSON.

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Number, Value};

use super::Desk;
use super::stages::Moved;
use crate::clock;
use crate::document::{Cell, Line};
use crate::lang::{Text, list_of};
use crate::record::{Action, Deal, Moment};
use crate::store::Loaded;
use crate::text;
use crate::yaml::{self, Limits};

impl Desk {
    /// An action in one line: id, deed, owner, deadline.
    pub fn action_line(&self, action: &Action) -> Line {
        let mut line = Line::new().dim(action.id.clone().unwrap_or_default()).plain("  ").strong(action.action.clone());
        if let Some(owner) = &action.owner {
            line = line.plain("  ").plain(self.person_name(owner));
        }
        if let Some(due) = action.due {
            let due = self.moment_text(due);
            line = line.plain("  ").plain(text!("due ", "期限 ").then(&due));
        }
        line
    }

    /// A moment for people, on the team's clock, with its weekday.
    pub fn moment_text(&self, moment: Moment) -> Text {
        let (date, time) = moment.shown(&self.clock);
        clock::moment(date, time)
    }

    /// The name of a person by id; of one whom the team does not know, the id.
    pub fn person_name(&self, id: &str) -> String {
        self.team.people.iter().find(|person| person.id == id).map_or(id, |person| person.shown()).to_string()
    }

    /// The currency of a deal.
    pub fn currency<'a>(&'a self, deal: &'a Deal) -> &'a str {
        deal.currency.as_deref().unwrap_or(&self.team.team.currency)
    }

    /// A deal's value as a cell.
    pub fn value_cell(&self, deal: &Deal) -> Cell {
        Cell::maybe(deal.value, |value| Cell::amount(value.0, Arc::<str>::from(self.currency(deal))))
    }

    /// A moment as a cell, on the team's clock.
    pub fn moment_cell(&self, moment: Option<Moment>) -> Cell {
        Cell::maybe(moment, |moment| {
            let (date, time) = moment.shown(&self.clock);
            Cell::Moment(date, time)
        })
    }
}

impl Moved {
    /// What a move did, as labelled lines.
    pub fn pairs(&self, to: &str) -> Vec<(Text, Line)> {
        let from = self.from.clone().unwrap_or_else(|| "—".to_string());
        let mut pairs = vec![(Text::fixed("stage", "阶段"), Line::from(from).plain(" → ").strong(to))];
        if !self.skipped.is_empty() {
            let line = Line::new().warn(list_of(&self.skipped));
            pairs.push((Text::fixed("skipped", "跳过"), line));
        }
        if !self.gaps.is_empty() {
            let gaps: Vec<Text> = self.gaps.iter().map(|gap| gap.what.clone()).collect();
            pairs.push((Text::fixed("forced without", "强制推进，缺"), Line::new().warn(crate::lang::list(&gaps))));
        }
        pairs.extend(
            self.cancelled.iter().map(|action| (Text::fixed("cancelled", "取消行动"), Line::from(action.clone()))),
        );
        pairs
    }
}

/// The first line of an answer: what was done, for which client, about which deal.
pub fn headline(done: Text, client: &str, deal: Option<&str>) -> Line {
    let line = Line::new().good(done).plain(" ").strong(client);
    match deal {
        Some(deal) => line.plain("  ").plain(deal),
        None => line,
    }
}

/// Something of a record as JSON: the keys and the forms of the file, numbers as exact numbers, absent keys left out.
pub fn record_json<T: Serialize>(thing: &T) -> Value {
    yaml::to_value(thing).map_or(Value::Null, |value| to_json(&value))
}

fn to_json(value: &yaml::Value) -> Value {
    match value {
        yaml::Value::Null => Value::Null,
        yaml::Value::Text(text) => Value::String(text.clone()),
        yaml::Value::Plain(written) => match written.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => written.parse::<Number>().map_or_else(|_| Value::String(written.clone()), Value::Number),
        },
        yaml::Value::List(items) => Value::Array(items.iter().map(to_json).collect()),
        yaml::Value::Map(entries) => {
            Value::Object(entries.iter().map(|(key, value)| (key.clone(), to_json(value))).collect())
        }
    }
}

/// The members of a JSON object that was written out as one.
pub fn object(data: Value) -> Map<String, Value> {
    match data {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// A record with the keys and forms of its file, with what the format does not know.
pub fn whole_record(loaded: &Loaded) -> Value {
    let mut record = record_json(&loaded.client);
    if let Some(written) = yaml::read::<Value>(&loaded.text, &Limits::default()).value {
        complete(&mut record, written);
    }
    record
}

/// Puts into `known` what is `written` and not in it: keys of the team's own, values that could not be taken.
fn complete(known: &mut Value, written: Value) {
    match (known, written) {
        (Value::Object(known), Value::Object(written)) => {
            for (key, value) in written {
                match known.get_mut(&key) {
                    Some(there) => complete(there, value),
                    None if is_void(&value) => {}
                    None => {
                        known.insert(key, value);
                    }
                }
            }
        }
        // Items of the one stand for those of the other only when none is missing.
        (Value::Array(known), Value::Array(written)) if known.len() == written.len() => {
            known.iter_mut().zip(written).for_each(|(known, written)| complete(known, written));
        }
        _ => {}
    }
}

fn is_void(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => Map::is_empty(members),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_format_does_not_know_is_kept() {
        let mut known = json!({"client": "甲", "deals": [{"name": "a"}], "log": [{"summary": "x"}]});
        complete(
            &mut known,
            json!({"client": "乙", "x-级别": 1, "deals": [{"name": "a", "x-毛利": "12"}], "log": [1, 2], "notes": null}),
        );
        assert_eq!(
            known,
            json!({"client": "甲", "deals": [{"name": "a", "x-毛利": "12"}], "log": [{"summary": "x"}], "x-级别": 1})
        );
    }
}
