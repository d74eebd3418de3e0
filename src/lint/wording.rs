//! Whether a text says anything: what is left of it when stock phrases are taken out.

use crate::lang::{truncate, width};
use crate::record::{Client, fold};

/// What is left of `text` without `phrases`, without punctuation, and without doubled spaces. Phrases in Latin letters
/// are taken out as whole words, others wherever they stand; the longest first.
pub(super) fn without(text: &str, phrases: &[&str]) -> String {
    let mut rest = spaced(text);
    let phrases = phrases.iter().filter(|phrase| !is_plain(phrase) || rest.contains(**phrase));
    let mut phrases: Vec<String> = phrases.map(|phrase| spaced(phrase)).filter(|phrase| phrase.len() > 2).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    for phrase in &phrases {
        let words = if phrase.trim().is_ascii() { phrase } else { phrase.trim() };
        // Again, since a word that stands twice running shares the space between.
        while rest.contains(words) {
            rest = spaced(&rest.replace(words, "  "));
        }
    }
    rest.trim().to_string()
}

/// Whether a phrase is already as [`spaced`] makes it, so that most of a long list need not be made so for every text.
fn is_plain(phrase: &str) -> bool {
    !phrase.contains("  ") && phrase.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | ' ' | '\u{4e00}'..='\u{9fff}'))
}

/// The columns of what is left of `text` without `phrases`.
pub(super) fn columns_without(text: &str, phrases: &[&str]) -> usize {
    width(&without(text, phrases))
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
    let plain: String = fold(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_phrases_are_taken_out_as_words_and_in_chinese_anywhere() {
        assert_eq!(without("Followed up; no answer.", &["followed up", "no answer"]), "");
        assert_eq!(without("Recalled the pump", &["called"]), "recalled the pump");
        assert_eq!(without("called called Ruth", &["called"]), "ruth");
        assert_eq!(without("已联系客户，待反馈", &["已联系", "待反馈"]), "客户");
        assert_eq!(without("继续跟进", &["跟进", "继续跟进"]), "");
    }
}
