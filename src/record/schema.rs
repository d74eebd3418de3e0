//! The JSON Schemas of a client file and of a review, for editors that complete keys and mark mistakes. They follow from
//! the types.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::{Client, Review};

/// The schema of a client file.
pub fn schema() -> String {
    of::<Client>("A client of salesrec")
}

/// The schema of a review.
pub fn review_schema() -> String {
    of::<Review>("A weekly review of salesrec")
}

/// A schema as the text of a file. Draft 7, which every editor's YAML support understands.
///
/// Keys that the format does not have are refused, because in an editor they are typing mistakes; keys that begin with
/// `x-` are the team's own. A list may be left empty after its key.
fn of<R: JsonSchema>(title: &str) -> String {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(closed));
    let mut schema = settings.into_generator().into_root_schema_for::<R>();
    schema.insert("title".into(), title.into());
    // A map of JSON values always has a text.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn closed(schema: &mut Schema) {
    // An editor would write the default into the file when it completes the key.
    schema.remove("default");
    if schema.get("type") == Some(&json!("array")) {
        schema.insert("type".into(), json!(["array", "null"]));
    }
    if schema.get("properties").is_some() {
        schema.insert("patternProperties".into(), json!({"^x-": true}));
        schema.insert("additionalProperties".into(), Value::Bool(false));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read() -> Value {
        serde_json::from_str(&schema()).unwrap()
    }

    #[test]
    fn every_object_is_closed_but_for_the_teams_own_keys() {
        let schema = read();
        let objects: Vec<&Value> = std::iter::once(&schema)
            .chain(schema["definitions"].as_object().unwrap().values())
            .filter(|part| part.get("properties").is_some())
            .collect();
        assert!(objects.len() > 15, "{}", objects.len());
        for object in objects {
            assert_eq!(object["additionalProperties"], json!(false), "{object}");
            assert_eq!(object["patternProperties"], json!({"^x-": true}), "{object}");
        }
    }

    #[test]
    fn only_the_name_is_required_and_every_key_is_described() {
        let schema = read();
        assert_eq!(schema["required"], json!(["client"]));
        for (key, property) in schema["properties"].as_object().unwrap() {
            assert!(property["description"].as_str().is_some_and(|words| words.len() > 5), "{key}: {property}");
        }
    }

    #[test]
    fn a_list_may_be_left_empty_and_a_key_is_the_one_in_the_file() {
        let schema = read();
        assert_eq!(schema["properties"]["deals"]["type"], json!(["array", "null"]));
        assert!(schema["definitions"]["Access"]["properties"].get("where").is_some());
    }

    #[test]
    fn a_review_has_a_schema_of_its_own() {
        let schema: Value = serde_json::from_str(&review_schema()).unwrap();
        assert_eq!(schema["properties"]["week"]["type"], json!(["string", "null"]));
        assert_eq!(schema["definitions"]["ReviewedClient"]["additionalProperties"], json!(false));
    }
}
