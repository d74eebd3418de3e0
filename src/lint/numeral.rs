//! Long numbers that stand in a text.

use std::ops::Range;

/// A number that stands by itself: its bytes, and its digits without what is set between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) span: Range<usize>,
    /// An X at the end counts as one, as on identity cards.
    pub(super) digits: String,
}

/// Shorter numbers are of no interest.
const LEAST: usize = 14;

/// The long numbers of a text: written together, or in groups of four, or as identity cards are read out (6-8-4).
pub(super) fn numerals(text: &str) -> Vec<Numeral> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let first = run(bytes, at);
        let groups = if matches!(first.len(), 4 | 6) { grouped(bytes, first.clone()) } else { vec![first.clone()] };
        let end = groups.last().map_or(first.end, |last| last.end);
        let apart = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !b"_-".contains(byte));
        let alone = apart(at.checked_sub(1).and_then(|before| bytes.get(before))) && apart(bytes.get(end));
        let digits: String = groups.iter().map(|group| &text[group.clone()]).collect();
        if alone && digits.len() >= LEAST && is_usual(&groups) {
            found.push(Numeral { span: at..end, digits });
        }
        at = end.max(first.end);
    }
    found
}

/// The digits from `at` on, and an X behind 17 or, at the end of groups, 3 of them.
fn run(bytes: &[u8], at: usize) -> Range<usize> {
    let end = (at..bytes.len()).find(|&end| !bytes[end].is_ascii_digit()).unwrap_or(bytes.len());
    let with_x = matches!(end - at, 3 | 17) && matches!(bytes.get(end), Some(b'X' | b'x'));
    at..end + usize::from(with_x)
}

/// The groups of digits that follow, all behind the same space or hyphen.
fn grouped(bytes: &[u8], first: Range<usize>) -> Vec<Range<usize>> {
    let mut groups = vec![first];
    let mut end = groups[0].end;
    let between = bytes.get(end).copied().filter(|byte| matches!(byte, b' ' | b'-'));
    while between.is_some() && bytes.get(end).copied() == between && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
    {
        let next = run(bytes, end + 1);
        end = next.end;
        groups.push(next);
    }
    groups
}

fn is_usual(groups: &[Range<usize>]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(Range::len).collect();
    match lengths.as_slice() {
        [_] | [6, 8, 4] => true,
        [fours @ .., last] => fours.iter().all(|&length| length == 4) && *last <= 4,
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<String> {
        numerals(text).into_iter().map(|numeral| numeral.digits).collect()
    }

    #[test]
    fn numbers_are_found_together_and_in_groups() {
        assert_eq!(digits("卡号6222021234567890123。"), ["6222021234567890123"]);
        assert_eq!(digits("4111 1111 1111 1111"), ["4111111111111111"]);
        assert_eq!(digits("6222-0212-3456-7890-123"), ["6222021234567890123"]);
        assert_eq!(digits("110105 19491231 002X, 11010519491231002X"), ["11010519491231002X", "11010519491231002X"]);
    }

    #[test]
    fn parts_of_words_and_dates_beside_phones_are_no_numbers() {
        assert_eq!(digits("SF1411111111111111, 91320509MAQ5XBJP4T, 4111111111111111a"), Vec::<String>::new());
        assert_eq!(digits("2026-06-26 13800000101"), Vec::<String>::new());
        assert_eq!(digits("138 0000 0101 0000"), Vec::<String>::new());
    }
}
