//! Text from records made safe to show: what a terminal would obey, or an eye would miss, is spelled out.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character acts on the screen instead of showing on it: controls, marks that reverse the direction of
/// writing, line and paragraph separators, characters without width that can hide in a name.
///
/// The joiner of emoji families (U+200D) counts as hidden here; [`visible`] lets it pass behind an emoji.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The hidden characters of a text, each with its place. A byte tells most of the others, so that long texts are soon
/// looked through.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    hidden_where(text, |_| true)
}

/// As [`hidden`], of a text of many lines: line feeds are let be.
pub(super) fn hidden_in_lines(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    hidden_where(text, |byte| byte != b'\n')
}

fn hidden_where(text: &str, looks_at: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = (usize, char)> {
    let pieces = text.as_bytes().chunks(PIECE).enumerate();
    // Processors look at many bytes at a time, where none ends the search.
    let telling =
        move |piece: &[u8]| piece.iter().fold(false, |found, byte| found | (looks_at(*byte) && !is_plain(*byte)));
    let bytes = pieces.filter(move |(_, piece)| telling(piece)).flat_map(|(at, piece)| (at * PIECE..).zip(piece));
    let places = bytes.filter(move |(_, byte)| looks_at(**byte) && BEGINS[usize::from(**byte)]);
    places.filter_map(|(at, _)| Some((at, text.get(at..)?.chars().next().filter(|found| is_hidden(*found))?)))
}

/// As many bytes as are looked at together.
const PIECE: usize = 32;

/// Whether a byte is one of English or Chinese writing, in which nothing hidden begins.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xe4..=0xe9)
}

/// Whether a hidden character may begin with a byte.
const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < begins.len() {
        begins[byte] = matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3);
        byte += 1;
    }
    begins
};

/// `text` on one line and safe for a terminal: hidden characters appear as `\u{202e}`, a tab or the end of a line
/// inside the text as a space; ends of lines after the text are dropped.
pub fn visible(text: &str) -> Cow<'_, str> {
    let text = text.trim_end_matches(['\r', '\n']);
    if hidden(text).next().is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\t' | '\n' => shown.push(' '),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\u{200d}' if is_emoji(before) => shown.push(character),
            _ if is_hidden(character) => {
                // Writing to a string cannot fail.
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
            }
            _ => shown.push(character),
        }
        before = character;
    }
    Cow::Owned(shown)
}

/// The lines of `text`, each made safe by [`visible`].
pub fn visible_lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.lines().map(visible)
}

const fn is_emoji(character: char) -> bool {
    matches!(character, '\u{fe0f}' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(visible("张三 <zhang@example.com>"), Cow::Borrowed(_)));
        assert!(matches!(visible("one line\r\n"), Cow::Borrowed("one line")));
    }

    #[test]
    fn every_hidden_character_is_found_by_its_first_byte() {
        for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let found: Vec<_> = hidden(&format!("甲{character}")).collect();
            assert_eq!(found, if is_hidden(character) { vec![(3, character)] } else { Vec::new() });
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_spelled_out() {
        assert_eq!(visible("\u{1b}[31mred\u{7}"), "\\u{1b}[31mred\\u{7}");
        assert_eq!(visible("abc\rx\u{85}\u{9b}2J"), "abc\\u{d}x\\u{85}\\u{9b}2J");
    }

    #[test]
    fn what_an_eye_would_miss_is_spelled_out() {
        assert_eq!(visible("甲\u{202e}乙\u{2066}\u{200b}\u{feff}"), "甲\\u{202e}乙\\u{2066}\\u{200b}\\u{feff}");
        assert_eq!(visible("a\u{2028}b\u{e0041}"), "a\\u{2028}b\\u{e0041}");
    }

    #[test]
    fn tabs_and_line_ends_inside_become_spaces() {
        assert_eq!(visible("a\tb\r\nc\nd\n"), "a b c d");
    }

    #[test]
    fn an_emoji_family_stays_together_but_a_joiner_in_a_name_does_not() {
        assert_eq!(visible("👨\u{200d}👩\u{200d}👧"), "👨\u{200d}👩\u{200d}👧");
        assert_eq!(visible("ac\u{200d}me"), "ac\\u{200d}me");
    }

    #[test]
    fn lines_are_kept_apart_and_each_made_safe() {
        assert_eq!(visible_lines("a\r\n\u{1b}b\n\nc").collect::<Vec<_>>(), ["a", "\\u{1b}b", "", "c"]);
    }
}
