use crate::support::Records;

#[test]
fn schema_prints_what_init_writes_in_every_form_and_anywhere() {
    let records = Records::none();
    let schema = records.run(&["schema"]);
    let read: serde_json::Value = serde_json::from_str(schema.ok()).unwrap();
    assert_eq!(read["required"], serde_json::json!(["client"]));
    assert_eq!(read["properties"]["deals"]["items"]["$ref"], "#/definitions/Deal");
    assert_eq!(records.run(&["schema", "--format", "json"]).ok(), schema.ok());
    records.run(&["init", "acme"]).ok();
    assert_eq!(records.read("acme/.salesrec/client.schema.json"), schema.ok());
}

/// The keys of the examples, which use every section, are keys of the schema; so the two cannot drift apart.
#[test]
fn every_key_of_the_examples_is_in_the_schema() {
    let schema = Records::none().run(&["schema"]).json();
    let mut used = std::collections::BTreeSet::new();
    for records in [Records::zh(), Records::en()] {
        for (path, bytes) in records.all() {
            if path.ends_with(".yaml") && (path.starts_with("clients/") || path.starts_with("archive/")) {
                let client: serde_json::Value = yaml_serde::from_slice(&bytes).unwrap();
                check(&schema, &schema, &client, &path, &mut used);
            }
        }
    }
    assert!(used.len() > 100, "the examples use {} keys", used.len());
}

fn check(
    root: &serde_json::Value,
    schema: &serde_json::Value,
    value: &serde_json::Value,
    route: &str,
    used: &mut std::collections::BTreeSet<String>,
) {
    let schema = follow(root, schema);
    match value {
        serde_json::Value::Object(members) => {
            for (key, member) in members.iter().filter(|(key, _)| !key.starts_with("x-")) {
                let property = schema["properties"].get(key).unwrap_or_else(|| panic!("{route}: {key}"));
                used.insert(format!("{} {key}", schema["description"]));
                check(root, property, member, &format!("{route} {key}"), used);
            }
        }
        serde_json::Value::Array(items) => {
            items.iter().for_each(|item| check(root, &schema["items"], item, route, used));
        }
        _ => {}
    }
}

/// The schema that is meant behind a reference, or behind the choice between one and nothing.
fn follow<'a>(root: &'a serde_json::Value, schema: &'a serde_json::Value) -> &'a serde_json::Value {
    let schema = schema.get("anyOf").or_else(|| schema.get("allOf")).map_or(schema, |choice| &choice[0]);
    match schema["$ref"].as_str() {
        Some(reference) => &root["definitions"][reference.trim_start_matches("#/definitions/")],
        None => schema,
    }
}

#[test]
fn reviews_keep_to_their_schema() {
    let schema = Records::none().run(&["schema", "review"]).json();
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let mut seen = 0;
    for records in [Records::zh(), Records::en()] {
        records.run(&["submit", "--note", "x"]).ok();
        for (path, bytes) in records.all().into_iter().filter(|(path, _)| path.starts_with("reviews/")) {
            let review: serde_json::Value = yaml_serde::from_slice(&bytes).expect("YAML");
            let faults: Vec<String> = schema.iter_errors(&review).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{path}: {faults:?}");
            seen += 1;
        }
    }
    assert_eq!(seen, 4);
}
