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
    let mut start = 0;
    // A number stands on one line, and most lines hold none.
    while let Some(near) = close_digits(bytes, start) {
        let line = memchr::memrchr(b'\n', &bytes[..near]).map_or(0, |end| end + 1).max(start);
        start = memchr::memchr(b'\n', &bytes[near..]).map_or(bytes.len(), |length| near + length);
        found.extend(on_line(text, line..start));
    }
    found
}

fn on_line(text: &str, line: Range<usize>) -> Vec<Numeral> {
    let (bytes, mut at) = (&text.as_bytes()[..line.end], line.start);
    let mut found = Vec::new();
    while let Some(gap) = bytes[at..].iter().position(u8::is_ascii_digit) {
        at += gap;
        let span = whole(bytes, run(bytes, at));
        let apart = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !b"_-".contains(byte));
        let start = at;
        let alone = || apart(start.checked_sub(1).and_then(|before| bytes.get(before))) && apart(bytes.get(span.end));
        at = span.end;
        if span.len() >= LEAST && alone() {
            let digits: String = text[span.clone()].chars().filter(char::is_ascii_alphanumeric).collect();
            if digits.len() >= LEAST {
                found.push(Numeral { span, digits });
            }
        }
    }
    found
}

/// The digits, and what may stand between them.
static CLOSE: [bool; 256] = {
    let (mut table, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_digit() || matches!(byte, b' ' | b'-');
        byte += 1;
    }
    table
};

/// Where, from `start` on, as many digits as make a long number stand close together; most texts are told from a few of
/// their bytes to hold none.
fn close_digits(bytes: &[u8], mut start: usize) -> Option<usize> {
    loop {
        let mut last = start + LEAST - 1;
        loop {
            let byte = *bytes.get(last)?;
            if !CLOSE[usize::from(byte)] {
                last += LEAST;
            } else if !byte.is_ascii_digit() && !bytes[last - 1].is_ascii_digit() {
                // What stands between groups stands alone.
                last += LEAST - 1;
            } else {
                break;
            }
        }
        start = last - (LEAST - 1);
        let window = &bytes[start..=last];
        match window.iter().rposition(|byte| !CLOSE[usize::from(*byte)]) {
            Some(other) => start += other + 1,
            // Between groups of four there are three at most.
            None if bytes[start].is_ascii_digit()
                && window.iter().filter(|byte| byte.is_ascii_digit()).count() >= LEAST - 3 =>
            {
                return Some(start);
            }
            None => start += 1,
        }
    }
}

/// The digits from `at` on, and an X behind 17 or, at the end of groups, 3 of them.
fn run(bytes: &[u8], at: usize) -> Range<usize> {
    let end = bytes[at..].iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |length| at + length);
    let with_x = matches!(end - at, 3 | 17) && matches!(bytes.get(end), Some(b'X' | b'x'));
    at..end + usize::from(with_x)
}

/// The first digits with the groups that belong to them, all behind the same space or hyphen.
fn whole(bytes: &[u8], first: Range<usize>) -> Range<usize> {
    let Some(between @ (b' ' | b'-')) = bytes.get(first.end).copied() else { return first };
    let next = |end: usize| {
        let starts = bytes.get(end) == Some(&between) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        starts.then(|| run(bytes, end + 1))
    };
    let second = next(first.end);
    let Some(second) = second.filter(|second| matches!((first.len(), second.len()), (4, 4) | (6, 8))) else {
        return first;
    };
    let mut end = second.end;
    let mut last = second.len();
    while let Some(group) = next(end).filter(|group| group.len() <= 4 && matches!(last, 4 | 8)) {
        end = group.end;
        last = group.len();
    }
    first.start..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_passed_over_holds_no_number(text in "([0-9]{1,19}|[0-9]{4}|[0-9]{6} [0-9]{8}|[ -]|[ -]|[a\n甲:])*") {
            let lines = text.match_indices('\n').map(|(at, _)| at).chain([text.len()]);
            let mut start = 0;
            let each = lines.flat_map(|end| on_line(&text, std::mem::replace(&mut start, end)..end));
            prop_assert_eq!(numerals(&text), each.collect::<Vec<_>>());
        }
    }

    fn digits(text: &str) -> Vec<String> {
        numerals(text).into_iter().map(|numeral| numeral.digits).collect()
    }

    #[test]
    fn numbers_are_found_together_and_in_groups() {
        assert_eq!(digits("卡号6222021234567890123。"), ["6222021234567890123"]);
        assert_eq!(digits("4111 1111 1111 1111"), ["4111111111111111"]);
        assert_eq!(digits("6222-0212-3456-7890-123"), ["6222021234567890123"]);
        assert_eq!(digits("110105 19491231 002X, 11010519491231002X"), ["11010519491231002X", "11010519491231002X"]);
        for before in 0..30 {
            let text = format!("{}6222 0212 3456 7890 123，", "间".repeat(before) + "x ");
            assert_eq!(digits(&text), ["6222021234567890123"], "{before}");
            let text = format!("{}62220212345678", " ".repeat(before));
            assert_eq!(digits(&text), ["62220212345678"], "{before}");
            let text = format!("4111 1111 1111 1111\n{}4222 2222 2222 2222\n4", "\n".repeat(before));
            assert_eq!(digits(&text), ["4111111111111111", "4222222222222222"], "{before}");
        }
    }

    #[test]
    fn parts_of_words_and_dates_beside_phones_are_no_numbers() {
        assert_eq!(digits("SF1411111111111111, 91320509MAQ5XBJP4T, 4111111111111111a"), Vec::<String>::new());
        assert_eq!(digits("2026-06-26 13800000101"), Vec::<String>::new());
        assert_eq!(digits("138 0000 0101 0000"), Vec::<String>::new());
    }
}
