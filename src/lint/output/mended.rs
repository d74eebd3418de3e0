//! What a fix changes, as ranges of lines and the text that takes their place.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::lint::Fix;
use crate::record::Client;
use crate::yaml::{Limits, apply};

/// One range of a text and what it becomes; lines and columns from 1, columns in characters, the end excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replacement {
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
    pub(super) text: String,
}

/// What `fix` changes in `text`; nothing where it renames the file or cannot be made there.
pub(super) fn replacements(text: &str, fix: &Fix) -> Vec<Replacement> {
    if fix.stem.is_some() || fix.edits.is_empty() {
        return Vec::new();
    }
    apply::<Client>(text, &fix.edits, &Limits::default()).map(|after| between(text, &after)).unwrap_or_default()
}

fn between(before: &str, after: &str) -> Vec<Replacement> {
    // Columns do not count a byte-order mark, and no edit touches it.
    let [before, after] = [before, after].map(|text| text.trim_start_matches('\u{feff}'));
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let point = |line: usize| match old.last() {
        // The end of a text without a final line end is on its last line.
        Some(last) if line == old.len() && !last.ends_with('\n') => (line, last.chars().count() + 1),
        _ => (line + 1, 1),
    };
    capture_diff_slices(Algorithm::Myers, &old, &new)
        .into_iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| Replacement {
            start: point(op.old_range().start),
            end: point(op.old_range().end),
            text: new[op.new_range()].concat(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replacement(start: (usize, usize), end: (usize, usize), text: &str) -> Replacement {
        Replacement { start, end, text: text.to_string() }
    }

    #[test]
    fn changed_lines_are_replaced_whole() {
        assert_eq!(between("a\n甲\nc\n", "a\n乙\nc\n"), [replacement((2, 1), (3, 1), "乙\n")]);
    }

    #[test]
    fn added_lines_delete_nothing() {
        assert_eq!(between("a\nc\n", "a\nb\nc\n"), [replacement((2, 1), (2, 1), "b\n")]);
        assert_eq!(between("a\n", "a\nb\n"), [replacement((2, 1), (2, 1), "b\n")]);
    }

    #[test]
    fn the_end_of_a_text_without_a_line_end_is_on_its_last_line() {
        assert_eq!(between("a\n甲乙", "a\n丙"), [replacement((2, 1), (2, 3), "丙")]);
        assert_eq!(between("a", "a\nb"), [replacement((1, 1), (1, 2), "a\nb")]);
    }

    #[test]
    fn a_byte_order_mark_is_in_no_replacement() {
        assert_eq!(between("\u{feff}a\nb\n", "\u{feff}c\nb\n"), [replacement((1, 1), (2, 1), "c\n")]);
    }
}
