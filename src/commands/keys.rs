//! The keys of a client file as people say them.

use crate::lang::Text;
use crate::lang::keys::words as key_words;
use crate::yaml::{Route, Step};

/// A place in a record in words: `log 4 › summary`, `沟通记录 4 › 内容`. Items are counted from 1.
pub fn place(route: &Route) -> Text {
    let mut words = Text::default();
    for (at, step) in route.0.iter().enumerate() {
        words = match step {
            Step::Index(index) => words.then(&Text::same(format!(" {}", index + 1))),
            Step::Key(key) if at == 0 => key_words(key),
            Step::Key(key) => words.then(&Text::same(" › ")).then(&key_words(key)),
        };
    }
    words
}

#[cfg(test)]
mod tests {
    use schemars::schema_for;
    use serde_json::Value;

    use super::*;
    use crate::lang::keys::KEYS;
    use crate::record::Client;

    #[test]
    fn a_place_is_said_in_words() {
        let route = Route::root().key("log").index(3).key("summary");
        assert_eq!(place(&route), Text::new("log 4 › summary", "沟通记录 4 › 内容"));
        assert_eq!(place(&Route::root().key("x-生日")), Text::same("x-生日"));
    }

    #[test]
    fn every_key_of_the_format_has_its_chinese_word_and_no_other_has() {
        fn keys(schema: &Value, found: &mut Vec<String>) {
            match schema {
                Value::Object(members) => {
                    if let Some(Value::Object(properties)) = members.get("properties") {
                        found.extend(properties.keys().cloned());
                    }
                    members.values().for_each(|member| keys(member, found));
                }
                Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        keys(&schema_for!(Client).to_value(), &mut found);
        found.sort();
        found.dedup();
        let mut known: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
        known.sort();
        assert_eq!(found, known);
    }
}
