//! What the tables of edits are run with.

use super::super::*;
use super::Card;

pub fn text(text: &str) -> Value {
    Value::text(text)
}

pub fn plain(raw: &str) -> Value {
    Value::plain(raw)
}

pub fn map(entries: &[(&str, Value)]) -> Value {
    Value::Map(entries.iter().map(|(key, value)| ((*key).to_string(), value.clone())).collect())
}

pub fn list(items: &[Value]) -> Value {
    Value::List(items.to_vec())
}

pub fn set(route: &str, value: Value) -> Edit {
    Edit::Set(route.parse().unwrap(), value)
}

pub fn append(route: &str, value: Value) -> Edit {
    Edit::Append(route.parse().unwrap(), value)
}

pub fn remove(route: &str) -> Edit {
    Edit::Remove(route.parse().unwrap())
}

/// What is done, the text before, the edit, and the text after.
pub type Case = (&'static str, &'static str, Edit, &'static str);

/// Runs every case and tells of all that went wrong.
pub fn run(cases: &[Case]) {
    let mut wrong = String::new();
    for (name, before, edit, after) in cases {
        let found = apply::<Card>(before, std::slice::from_ref(edit), &Limits::default());
        if found.as_deref() != Ok(after) {
            let found = found.map_err(|error| error.message().en.into_owned());
            wrong += &format!("{name}\n before {before:?}\n wanted {after:?}\n found  {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The English words with which an edit is refused.
pub fn refusal(before: &str, edit: Edit) -> String {
    apply::<Card>(before, &[edit], &Limits::default()).unwrap_err().message().en.into_owned()
}

#[test]
fn a_new_section_after_a_text_that_keeps_its_empty_lines_gets_no_empty_line_more() {
    let text = "client: a\n\nlog:\n  - at: 2024-03-20 14:30\n\nx-own: |+\n  late\n\n";
    let new = Edit::Append("x-news".parse().unwrap(), Value::Map(vec![("need".into(), Value::text("b"))]));
    let after = apply::<Card>(text, &[new], &Limits::default()).unwrap();
    assert!(after.starts_with(text), "{after:?}");
    assert!(after[text.len()..].starts_with("x-news:\n"), "{after:?}");
}
