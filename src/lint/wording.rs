//! Whether a text says anything: what is left of it when stock phrases are taken out.

use crate::lang::{truncate, width};
use crate::record::{Client, folded};

/// Stock phrases, made ready for being looked for in many texts; the longest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases(Vec<Phrase>);

#[derive(Clone, Debug)]
struct Phrase {
    /// As it stands in a text that is [`spaced`]: Latin letters as whole words, others wherever they stand.
    words: String,
    first: Option<char>,
    letters: u64,
}

impl Phrases {
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        let mut all: Vec<Phrase> = phrases.into_iter().filter_map(Phrase::new).collect();
        all.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        Self(all)
    }

    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    /// Whether one of them stands in a text.
    pub(super) fn any_in(&self, text: &str) -> bool {
        let folded = folded(text);
        let letters = letters(&folded);
        let mut near = self.0.iter().filter(|phrase| phrase.letters & !letters == 0).peekable();
        if near.peek().is_none() {
            return false;
        }
        let text = spaced_folded(&folded);
        near.any(|phrase| text.contains(&phrase.words))
    }

    /// Whether a text is one of them and nothing else.
    pub(super) fn any_is(&self, text: &str) -> bool {
        let folded = folded(text);
        let (first, letters) = (folded.chars().find(|c| is_letter(*c)), letters(&folded));
        let is_near = |phrase: &&Phrase| phrase.first == first && phrase.letters & !letters == 0;
        let mut near = self.0.iter().filter(is_near).peekable();
        if near.peek().is_none() {
            return false;
        }
        let text = spaced_folded(&folded);
        // Phrases with other letters than Latin ones are kept without the spaces around them.
        let bare = text.trim();
        near.any(|phrase| phrase.words == text || phrase.words == bare)
    }

    /// What is left of `text` without them, without punctuation, and without doubled spaces.
    pub(super) fn left_of(&self, text: &str) -> String {
        let mut rest = spaced(text);
        let letters = letters(&rest);
        for phrase in self.0.iter().filter(|phrase| phrase.letters & !letters == 0) {
            // Again, since a word that stands twice running shares the space between.
            while rest.contains(&phrase.words) {
                rest = spaced(&rest.replace(&phrase.words, "  "));
            }
        }
        rest.trim().to_string()
    }

    /// The columns of what is left of `text` without them.
    pub(super) fn columns_left_of(&self, text: &str) -> usize {
        width(&self.left_of(text))
    }
}

impl Phrase {
    fn new(phrase: &str) -> Option<Self> {
        let words = spaced(phrase);
        let words = if words.trim().is_ascii() { words } else { words.trim().to_string() };
        (!words.trim().is_empty()).then(|| Self {
            letters: letters(&words),
            first: words.chars().find(|c| *c != ' '),
            words,
        })
    }
}

/// Which bytes a text holds, roughly and without spaces, which [`spaced`] sets: of a text that holds a phrase, at least
/// those of the phrase.
fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |letters, byte| letters | 1 << (byte & 63)) & !(1 << b' ')
}

/// Whether a character is one of words; of Chinese ones, without looking them up.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}

/// What the client and its people are called, and the words of their names: who was contacted says nothing of what about.
pub(super) fn names(client: &Client) -> impl Iterator<Item = &str> {
    let people = client.contacts.iter().map(|contact| contact.name.as_str());
    let names = people.chain(client.aliases.iter().map(String::as_str)).chain([client.client.as_str()]);
    names.flat_map(|name| std::iter::once(name).chain(name.split_whitespace()))
}

/// A text of a record as a message quotes it: on one line, and not all of a long one.
pub(super) fn cited(text: &str) -> String {
    truncate(&text.split_whitespace().collect::<Vec<_>>().join(" "), 60)
}

/// A text for comparing, its words between single spaces, with one before the first and after the last.
fn spaced(text: &str) -> String {
    spaced_folded(&folded(text))
}

/// As [`spaced`], of a text that is folded.
fn spaced_folded(folded: &str) -> String {
    let mut spaced = String::with_capacity(folded.len() + 2);
    spaced.push(' ');
    for c in folded.chars() {
        if is_letter(c) {
            spaced.push(c);
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
        }
    }
    if !spaced.ends_with(' ') {
        spaced.push(' ');
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str, phrases: &[&str]) -> String {
        Phrases::new(phrases.iter().copied()).left_of(text)
    }

    #[test]
    fn a_phrase_alone_is_known_whatever_its_case_width_and_punctuation() {
        let phrases = Phrases::new(["降本增效", "save money"]);
        for (text, is_one) in [
            ("降本增效。", true),
            (" Save  Money!", true),
            ("ｓａｖｅ money", true),
            ("save money on steel", false),
            ("", false),
        ] {
            assert_eq!(phrases.any_is(text), is_one, "{text:?}");
        }
    }

    #[test]
    fn stock_phrases_are_taken_out_as_words_and_in_chinese_anywhere() {
        assert_eq!(left("Followed up; no answer.", &["followed up", "no answer"]), "");
        assert_eq!(left("Recalled the pump", &["called"]), "recalled the pump");
        assert_eq!(left("called called Ruth", &["called"]), "ruth");
        assert_eq!(left("已联系客户，待反馈", &["已联系", "待反馈"]), "客户");
        assert_eq!(left("继续跟进", &["跟进", "继续跟进"]), "");
    }
}
