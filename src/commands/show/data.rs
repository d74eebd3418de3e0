//! The record for programs: the keys and forms of the file, with what the format does not know.

use serde_json::{Map, Value, json};

use crate::commands::shown::record_json;
use crate::store::{ClientFile, Loaded};
use crate::yaml::{self, Limits};

/// `{"client": id, "path": …, "record": {…}}`.
pub fn of(file: &ClientFile, path: &str, loaded: &Loaded) -> Value {
    let mut record = record_json(&loaded.client);
    if let Some(written) = yaml::read::<Value>(&loaded.text, &Limits::default()).value {
        complete(&mut record, written);
    }
    json!({"client": file.id(), "path": path, "record": record})
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
