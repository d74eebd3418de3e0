//! Laws that hold for every record, however it is written.

use proptest::prelude::*;

use super::super::scalar::{Around, inline};
use super::super::*;
use super::Card;
use super::scribe::Scribe;

fn limits() -> Limits {
    Limits::default()
}

fn card(text: &str) -> Card {
    let reading = read::<Card>(text, &limits());
    assert_eq!(
        reading.faults.iter().filter(|fault| fault.kind != FaultKind::UnknownKey).count(),
        0,
        "{text}\n{reading:?}"
    );
    reading.value.unwrap()
}

/// What `yaml_serde` reads; it fails on a byte-order mark before several keys, so it gets none.
fn oracle(text: &str) -> Card {
    yaml_serde::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn comments(text: &str) -> Vec<&str> {
    let mut comments: Vec<&str> =
        text.match_indices("# c").filter_map(|(at, _)| text[at..].split('#').nth(1)).collect();
    comments.sort_unstable();
    comments
}

/// A text for a place, of the sort that the place takes.
fn new_value(scribe: &mut Scribe, route: &Route) -> Value {
    match route.last_key() {
        Some("value" | "probability") => Value::plain(77),
        Some("written") => Value::plain(true),
        Some("kind") => Value::text("latent"),
        _ => Value::text(scribe.text()),
    }
}

/// Every place that holds a scalar.
fn scalars(value: &serde_json::Value, route: &Route, found: &mut Vec<Route>) {
    match value {
        serde_json::Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| scalars(item, &route.clone().index(at), found));
        }
        serde_json::Value::Object(entries) => {
            entries.iter().for_each(|(key, value)| scalars(value, &route.clone().key(key), found));
        }
        _ => found.push(route.clone()),
    }
}

fn untyped(text: &str) -> serde_json::Value {
    read::<serde_json::Value>(text, &limits()).value.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_is_what_another_reader_reads(seed in any::<u64>()) {
        let text = Scribe::new(seed).card();
        prop_assert_eq!(card(&text), oracle(&text), "{}", text);
    }

    #[test]
    fn setting_a_scalar_changes_only_its_own_bytes(seed in any::<u64>()) {
        let text = Scribe::new(seed).card();
        let mut scribe = Scribe::new(seed ^ 0x5EED);
        let mut places = Vec::new();
        scalars(&untyped(&text), &Route::root(), &mut places);
        let route = places[scribe.below(places.len())].clone();
        let value = new_value(&mut scribe, &route);
        let after = apply::<Card>(&text, &[Edit::Set(route.clone(), value.clone())], &limits());
        let after = after.map_err(|error| TestCaseError::fail(format!("{route} {value:?} {error:?}\n{text}")))?;
        let tree = parse(&text, &limits()).unwrap();
        let span = tree.span(&route).unwrap();
        let same = after.chars().zip(text.chars()).take_while(|(new, old)| new == old).map(|(char, _)| char.len_utf8()).sum::<usize>();
        // A value that is empty begins with the space before it.
        prop_assert!(same + 1 >= span.start.min(text.len()), "{route} {value:?}\n{text}\n{after}");
        prop_assert_eq!(comments(&after), comments(&text), "{} {:?}\n{}", route, value, after);
        let rest = &text[span.end..];
        let rest = rest.get(rest.find('\n').unwrap_or(rest.len())..).unwrap_or("");
        prop_assert!(after.ends_with(rest), "{route} {value:?}\n{text}\n{after}");
        prop_assert_eq!(card(&after), oracle_of(&after)?, "{}", after);
    }

    #[test]
    fn what_is_inserted_or_appended_leaves_every_line_there(seed in any::<u64>()) {
        let text = Scribe::new(seed).card();
        let mut scribe = Scribe::new(seed ^ 0xADD);
        let new = scribe.text();
        let entry = || {
            let entries = [("at", Value::plain("2024-03-21 09:00")), ("by", Value::text("li.si")), ("summary", Value::text(new))];
            Value::Map(entries.map(|(key, value)| (key.to_string(), value)).to_vec())
        };
        let need = || Value::Map(vec![("need".to_string(), Value::text(new)), ("kind".to_string(), Value::text("stated"))]);
        let deal = || Value::Map(vec![("name".to_string(), Value::text(new)), ("needs".to_string(), Value::List(vec![need()]))]);
        let has_deal = !card(&text).deals.is_empty();
        let edit = match scribe.below(if has_deal { 8 } else { 5 }) {
            0 => Edit::Append("aliases".parse().unwrap(), Value::text(new)),
            1 => Edit::Append("log".parse().unwrap(), entry()),
            2 => Edit::Append("deals".parse().unwrap(), deal()),
            3 => Edit::Set("x-new".parse().unwrap(), Value::text(new)),
            4 => Edit::Append("x-news.of".parse().unwrap(), need()),
            5 => Edit::Append("deals[0].needs".parse().unwrap(), need()),
            6 => Edit::Append("deals[0].rivals".parse().unwrap(), Value::text(new)),
            _ => Edit::Set("deals[0].stage".parse().unwrap(), Value::text(new)),
        };
        let after = apply::<Card>(&text, std::slice::from_ref(&edit), &limits());
        let after = after.map_err(|error| TestCaseError::fail(format!("{edit:?} {error:?}\n{text}")))?;
        prop_assert_eq!(comments(&after), comments(&text), "{:?}\n{}", edit, after);
        // Every character of the old text is in the new one, in its order.
        let mut left = after.chars();
        let replaced = |char: char| "[]{}~".contains(char) || char.is_whitespace();
        prop_assert!(text.chars().filter(|char| !replaced(*char)).all(|char| left.any(|new| new == char)), "{edit:?}\n{text}\n{after}");
        prop_assert_eq!(card(&after), oracle_of(&after)?, "{}", after);
    }

    #[test]
    fn what_is_removed_takes_nothing_else_along(seed in any::<u64>()) {
        let text = Scribe::new(seed).card();
        let mut scribe = Scribe::new(seed ^ 0xDEAD);
        let mut places = Vec::new();
        scalars(&untyped(&text), &Route::root(), &mut places);
        let mut route = places[scribe.below(places.len())].clone();
        for _ in 0..scribe.below(2) {
            route.0.truncate(route.0.len().saturating_sub(1).max(1));
        }
        match apply::<Card>(&text, &[Edit::Remove(route.clone())], &limits()) {
            Ok(after) => {
                let tree = parse(&text, &limits()).unwrap();
                let span = tree.span(&route).unwrap();
                let start = tree.key_span(&route).unwrap_or_else(|| span.clone()).start;
                let line_end = text[span.end..].find('\n').map_or(text.len(), |end| span.end + end);
                let gone = comments(text.get(start..line_end).unwrap_or("")).len();
                prop_assert!(comments(&after).len() + gone.max(1) >= comments(&text).len(), "{route}\n{text}\n{after}");
                prop_assert_eq!(card(&after), oracle_of(&after)?, "{}", after);
            }
            // What the record needs, and all that it has, cannot go.
            Err(EditError::Refused { reason, .. }) => {
                let known = ["is missing", "would be empty", "not edit"];
                prop_assert!(known.iter().any(|words| reason.en.contains(words)), "{route} {reason:?}\n{text}");
            }
            Err(error) => prop_assert!(false, "{error:?}\n{text}"),
        }
    }

    #[test]
    fn any_text_is_written_so_that_all_readers_take_it_for_this_text(text in "\\PC{0,12}|[ -~\n\t]{0,10}|[0-9:._+eE-]{1,6}") {
        let value = Value::Map(vec![
            ("client".to_string(), Value::text(&*text)),
            ("deals".to_string(), Value::List(vec![Value::Map(vec![("name".to_string(), Value::text(&*text))])])),
            ("lost".to_string(), Value::Map(vec![("reason".to_string(), Value::text(&*text))])),
            ("aliases".to_string(), Value::List(vec![Value::text(&*text)])),
        ]);
        let written = write_new(&value);
        let ours = card(&written);
        prop_assert_eq!(&ours.client, &text);
        prop_assert_eq!(ours.lost.as_ref().and_then(|lost| lost.reason.as_ref()), Some(&text), "{}", written);
        prop_assert_eq!(&ours, &oracle_of(&written)?, "{}", written);
        // As an untyped value it is text as well.
        let untyped: yaml_serde::Value = yaml_serde::from_str(&format!("{}: x", inline(&text, Around::Block))).unwrap();
        prop_assert!(untyped.as_mapping().and_then(|map| map.keys().next()).is_some_and(|key| key.as_str() == Some(&*text)), "{untyped:?}");
    }

    #[test]
    fn a_value_written_and_read_is_the_same(seed in any::<u64>()) {
        let mut record = card(&Scribe::new(seed).card());
        // What holds nothing is not written.
        record.lost = record.lost.filter(|lost| lost.reason.is_some() || lost.to.is_some());
        let written = write_new(&to_value(&record).unwrap());
        prop_assert_eq!(&card(&written), &record, "{}", written);
        prop_assert_eq!(&oracle_of(&written)?, &record, "{}", written);
    }

    #[test]
    fn damaged_files_are_faults_and_never_a_crash(seed in any::<u64>(), cut in any::<prop::sample::Index>(), junk in "[\\[\\]{}:,'\"|>&*!#\\-? \n\t]{0,3}") {
        let text = Scribe::new(seed).card();
        let mut at = cut.index(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let damaged = format!("{}{junk}{}", &text[..at], &text[at..]);
        let reading = read::<Card>(&damaged, &limits());
        for fault in &reading.faults {
            prop_assert!(damaged.get(fault.span.clone()).is_some(), "{fault:?}\n{damaged}");
        }
        let edit = Edit::Append("log".parse().unwrap(), Value::Map(vec![("at".to_string(), Value::plain("2024-01-01")), ("by".to_string(), Value::text("z"))]));
        if let Ok(after) = apply::<Card>(&damaged, &[edit], &limits()) {
            prop_assert!(read::<Card>(&after, &limits()).faults.len() <= reading.faults.len());
        }
    }
}

fn oracle_of(text: &str) -> Result<Card, TestCaseError> {
    Ok(oracle(text))
}
