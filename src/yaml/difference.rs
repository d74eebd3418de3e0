//! What became different between two values of one record, as edits.

use super::{Edit, Route, Value};

/// The edits that make `after` out of `before`: what is equal is not touched, so that a text keeps its comments, its
/// order and the keys that the values do not know. Items new at the end of a list are appended; items that are missing
/// are removed.
pub fn difference(before: &Value, after: &Value) -> Vec<Edit> {
    let mut edits = Vec::new();
    compare(&Route::root(), before, after, &mut edits);
    edits
}

fn compare(route: &Route, before: &Value, after: &Value, edits: &mut Vec<Edit>) {
    match (before, after) {
        _ if before == after => {}
        (Value::Map(old), Value::Map(new)) => {
            for (key, value) in new {
                let route = route.clone().key(key.as_str());
                match (get(old, key), value) {
                    (Some(old), value) => compare(&route, old, value, edits),
                    // The text may hold an empty list there, which is to be filled in its own style.
                    (None, Value::List(items)) => append(&route, items, edits),
                    (None, value) => edits.push(Edit::Set(route, value.clone())),
                }
            }
            for (key, value) in old.iter().filter(|(key, _)| get(new, key).is_none()) {
                let route = route.clone().key(key.as_str());
                match value {
                    Value::List(items) => remove(&route, (0..items.len()).collect(), edits),
                    _ => edits.push(Edit::Remove(route)),
                }
            }
        }
        (Value::List(old), Value::List(new)) => compare_lists(route, old, new, edits),
        _ => edits.push(Edit::Set(route.clone(), after.clone())),
    }
}

fn compare_lists(route: &Route, old: &[Value], new: &[Value], edits: &mut Vec<Edit>) {
    if let Some(gone) = gone(old, new) {
        return remove(route, gone, edits);
    }
    for (index, (old, new)) in old.iter().zip(new).enumerate() {
        compare(&route.clone().index(index), old, new, edits);
    }
    if let Some(more) = new.get(old.len()..) {
        append(route, more, edits);
    }
    remove(route, (new.len()..old.len()).collect(), edits);
}

/// The items of `old` that are missing in `new`, when nothing else differs.
fn gone(old: &[Value], new: &[Value]) -> Option<Vec<usize>> {
    let mut kept = new.iter().peekable();
    let gone: Vec<usize> = (0..old.len()).filter(|&index| kept.next_if_eq(&&old[index]).is_none()).collect();
    (!gone.is_empty() && kept.next().is_none()).then_some(gone)
}

fn append(route: &Route, items: &[Value], edits: &mut Vec<Edit>) {
    edits.extend(items.iter().map(|item| Edit::Append(route.clone(), item.clone())));
}

/// From the last to the first, so that each still stands where it did.
fn remove(route: &Route, items: Vec<usize>, edits: &mut Vec<Edit>) {
    edits.extend(items.into_iter().rev().map(|index| Edit::Remove(route.clone().index(index))));
}

fn get<'v>(entries: &'v [(String, Value)], key: &str) -> Option<&'v Value> {
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(entries: &[(&str, Value)]) -> Value {
        Value::Map(entries.iter().map(|(key, value)| ((*key).to_string(), value.clone())).collect())
    }

    fn list(items: &[&str]) -> Value {
        Value::List(items.iter().map(|item| Value::text(*item)).collect())
    }

    #[test]
    fn what_is_equal_is_not_touched() {
        let value = map(&[("a", list(&["x"])), ("b", Value::plain(1))]);
        assert_eq!(difference(&value, &value), []);
    }

    #[test]
    fn a_changed_member_is_set_where_it_is() {
        let before =
            map(&[("deals", Value::List(vec![map(&[("stage", Value::text("a")), ("value", Value::plain(1))])]))]);
        let after =
            map(&[("deals", Value::List(vec![map(&[("stage", Value::text("b")), ("value", Value::plain(1))])]))]);
        let route = Route::root().key("deals").index(0).key("stage");
        assert_eq!(difference(&before, &after), [Edit::Set(route, Value::text("b"))]);
    }

    #[test]
    fn new_items_are_appended_also_to_a_list_that_is_not_there() {
        let route = Route::root().key("log");
        let edits = difference(&map(&[]), &map(&[("log", list(&["x", "y"]))]));
        assert_eq!(
            edits,
            [Edit::Append(route.clone(), Value::text("x")), Edit::Append(route.clone(), Value::text("y"))]
        );
        let edits = difference(&map(&[("log", list(&["x"]))]), &map(&[("log", list(&["x", "y"]))]));
        assert_eq!(edits, [Edit::Append(route, Value::text("y"))]);
    }

    #[test]
    fn missing_items_are_removed_from_the_last_to_the_first() {
        let item = |index| Edit::Remove(Route::root().key("log").index(index));
        let before = map(&[("log", list(&["a", "b", "c"]))]);
        assert_eq!(difference(&before, &map(&[("log", list(&["b"]))])), [item(2), item(0)]);
        assert_eq!(difference(&before, &map(&[])), [item(2), item(1), item(0)]);
    }

    #[test]
    fn a_shorter_list_with_other_items_is_changed_item_by_item() {
        let route = Route::root().key("log");
        let edits = difference(&map(&[("log", list(&["a", "b"]))]), &map(&[("log", list(&["z"]))]));
        assert_eq!(edits, [Edit::Set(route.clone().index(0), Value::text("z")), Edit::Remove(route.index(1))]);
    }

    #[test]
    fn a_member_that_is_gone_is_removed() {
        let edits = difference(&map(&[("left", Value::plain("2026-01-01"))]), &map(&[]));
        assert_eq!(edits, [Edit::Remove(Route::root().key("left"))]);
    }
}
