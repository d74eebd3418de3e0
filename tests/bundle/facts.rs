//! Every fact of a client's record stands in the bundle.

use salesrec::lang::Lang;
use serde_json::Value;

use super::{all_of, ids, texts};
use crate::support::Records;

/// Words that the bundle says in its own way: `stated` is `客户明确提出`.
const CODES: [&str; 15] = [
    "company",
    "person",
    "stated",
    "latent",
    "people",
    "money",
    "material",
    "status",
    "logistics",
    "exception",
    "change",
    "account",
    "tool",
    "document",
    "group",
];

/// The leaves of a record with their routes.
fn leaves(value: &Value, route: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| leaves(value, &format!("{route}.{key}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| leaves(item, &format!("{route}[{at}]"), found));
        }
        Value::String(words) => found.push((route.to_string(), words.clone())),
        Value::Number(number) => found.push((route.to_string(), number.to_string())),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Letters and digits only: between them formats put what is theirs, as Markdown its backslashes.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// How a leaf is said: the name of a person for the id, a moment on the team's clock.
fn said(leaf: &str, names: &[(String, String)], lang: Lang) -> String {
    if let Some((_, name)) = names.iter().find(|(id, _)| id == leaf) {
        return bare(name);
    }
    if let Ok(moment) = leaf.parse::<salesrec::record::Moment>() {
        let shown = salesrec::clock::moment(moment.date, moment.time);
        // One with an offset is told on the team's clock; its day stands.
        return bare(if moment.offset.is_some() { &leaf[..10] } else { shown.get(lang) });
    }
    leaf.lines().next().map(bare).unwrap_or_default()
}

fn people(records: &Records) -> Vec<(String, String)> {
    let list = records.run(&["person", "list", "--format", "json"]).json();
    let rows = list["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| (row["id"].as_str().unwrap().to_string(), row["name"].as_str().unwrap().to_string()))
        .collect()
}

fn every_fact(records: Records, giver: &str, to: &str, lang: Lang) {
    let records = all_of(records, giver, to);
    records.run(&["handover", "bundle", "--out", "out", "--format", "md,html,docx,json,xlsx"]).ok();
    let texts = texts(&records, "out");
    let names = people(&records);
    let page = bare(&texts["handover.md"]);
    let sheets: String = texts
        .iter()
        .filter(|(name, _)| name.contains("xlsx/"))
        .map(|(_, text)| bare(&text.replace("&amp;", "&")))
        .collect();
    let mut seen = 0;
    let mut missing = Vec::new();
    for id in ids(&records).into_iter().filter(|id| records.file(&format!("clients/{id}.yaml")).exists()) {
        let record = records.run(&["show", &id, "--format", "json"]).json();
        let mut found = Vec::new();
        leaves(&record["record"], "", &mut found);
        for (route, leaf) in found.iter().filter(|(_, leaf)| !CODES.contains(&leaf.as_str())) {
            seen += 1;
            for line in leaf.lines().filter(|line| !line.trim().is_empty()).skip(1) {
                if !page.contains(&bare(line)) {
                    missing.push(format!("{id}{route}: {line}"));
                }
            }
            // Days in a line of many stand without their weekday.
            if !page.contains(&said(leaf, &names, lang)) && !page.contains(&bare(leaf)) {
                missing.push(format!("{id}{route}: {leaf}"));
            }
            // Spreadsheets hold dates and sums as numbers.
            let figure = leaf.starts_with(|first: char| first.is_ascii_digit());
            if !figure && !sheets.contains(&said(leaf, &names, lang)) {
                missing.push(format!("{id}{route}, workbook: {leaf}"));
            }
        }
    }
    assert!(seen > 1_000, "{seen} facts");
    assert!(missing.is_empty(), "{} of {seen} are missing:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn every_fact_of_a_record_stands_in_the_papers_and_in_the_workbook() {
    every_fact(Records::zh(), "lin.xiaofeng", "zhao.mingyuan", Lang::Zh);
    every_fact(Records::en(), "tom.ashdown", "callum.reid", Lang::En);
}

#[test]
fn the_last_ten_contacts_stand_in_full_and_the_earlier_ones_in_an_index() {
    let records = Records::small();
    let mut client = "client: Acme\nowner: ann\nlog:\n".to_string();
    for day in 1..=12 {
        client.push_str(&format!(
            "  - {{at: 2026-03-{day:02} 10:00, by: ann, summary: \"talk {day} begins {} ends {day}\"}}\n",
            "so ".repeat(40)
        ));
    }
    records.write("clients/acme_20260301.yaml", client);
    records.write("handovers/2026-06-26_ann_bob.yaml", super::handover("ann", &[("acme_20260301".into(), "bob")]));
    records.run(&["handover", "bundle", "--out", "out", "--format", "md,xlsx"]).ok();
    let texts = texts(&records, "out");
    let page = &texts["handover.md"];
    for day in 1..=12 {
        assert!(page.contains(&format!("talk {day} begins")), "{day}");
        assert_eq!(page.contains(&format!("ends {day}\n")), day > 2, "{day}");
    }
    let sheets: String =
        texts.iter().filter(|(name, _)| name.contains("xlsx/")).map(|(_, text)| text.as_str()).collect();
    assert!(sheets.contains("ends 1<") && sheets.contains("ends 12<"), "the workbook leaves nothing out");
}
