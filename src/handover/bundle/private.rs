//! What never leaves, and what stays here when a bundle travels.

use serde_json::Value;

use super::words::WITHHELD;
use crate::record::Client;
use crate::record::handover::Redaction;

/// What is left out of a bundle that travels (`--redact`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Phone numbers and messenger names.
    pub phones: bool,
    /// Mail addresses.
    pub mails: bool,
    /// Sums of money.
    pub amounts: bool,
    /// Remarks: on the client, and on how its people are to be dealt with.
    pub notes: bool,
}

impl Withheld {
    /// What these words of salesrec.toml name.
    pub fn named(words: &[Redaction]) -> Self {
        let named = |word| words.contains(&word);
        Self {
            phones: named(Redaction::Phones),
            mails: named(Redaction::Mails),
            amounts: named(Redaction::Amounts),
            notes: named(Redaction::Notes),
        }
    }

    const fn anything(self) -> bool {
        self.phones || self.mails || self.amounts || self.notes
    }
}

/// Keys that hold sums of money, but for `value` and `price`, in a client file.
const AMOUNTS: [&str; 3] = ["value", "amount", "price"];

/// Keys that hold remarks.
const NOTES: [&str; 4] = ["notes", "interests", "preferences", "avoid"];

/// Keys that hold numbers and names which are neither telephones nor money, and are needed as they are.
const EXACT: [&str; 13] = [
    "client",
    "aliases",
    "id",
    "number",
    "invoice",
    "order",
    "contract",
    "tax_id",
    "scan",
    "original",
    "attachments",
    "handover",
    "model",
];

/// Whether a key of a record never leaves: `x-private…`, or one that the team has named.
pub fn is_private(key: &str, named: &[String]) -> bool {
    key.starts_with("x-private") || named.iter().any(|private| private == key)
}

/// The client as it may leave: without the keys that the team calls private, and without what is withheld. Numbers and
/// addresses are blotted out of running text too, as far as they can be told.
pub fn leaving(client: &Client, private: &[String], withheld: Withheld) -> Client {
    if private.is_empty() && !withheld.anything() {
        return client.clone();
    }
    let mut value = serde_json::to_value(client).unwrap_or_default();
    strip(&mut value, &|key| is_private(key, private));
    withhold(&mut value, withheld);
    // The name is the one thing that a record cannot do without.
    let named = Client { client: client.client.clone(), ..Client::default() };
    match &mut value {
        Value::Object(members) => {
            members.entry("client").or_insert_with(|| client.client.clone().into());
            serde_json::from_value(value).unwrap_or(named)
        }
        _ => named,
    }
}

/// Any value without its private keys.
pub fn strip(value: &mut Value, private: &dyn Fn(&str) -> bool) {
    match value {
        Value::Object(members) => {
            members.retain(|key, _| !private(key));
            members.values_mut().for_each(|value| strip(value, private));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| strip(value, private)),
        _ => {}
    }
}

/// Blots out of a value what is withheld.
pub fn withhold(value: &mut Value, withheld: Withheld) {
    match value {
        Value::Object(members) => {
            let mut exact = Vec::new();
            members.retain(|key, value| {
                let gone = (withheld.amounts && AMOUNTS.contains(&key.as_str()))
                    || (withheld.notes && NOTES.contains(&key.as_str()));
                let blotted = (withheld.phones && matches!(key.as_str(), "phone" | "wechat"))
                    || (withheld.mails && key == "email");
                if blotted && value.is_string() {
                    *value = WITHHELD.into();
                }
                exact.extend((!gone).then(|| EXACT.contains(&key.as_str())));
                !gone
            });
            let mut exact = exact.into_iter();
            for value in members.values_mut().filter(|_| !exact.next().unwrap_or(false)) {
                withhold(value, withheld);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|value| withhold(value, withheld)),
        Value::String(words) => *words = blot(words, withheld),
        _ => {}
    }
}

/// A text without the phone numbers, mail addresses and sums that it can be seen to hold.
pub fn blot(words: &str, withheld: Withheld) -> String {
    let mut words = words.to_string();
    if withheld.mails {
        words = blot_mails(&words);
    }
    if withheld.phones || withheld.amounts {
        words = blot_numbers(&words, withheld);
    }
    words
}

fn blot_mails(words: &str) -> String {
    let part = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '-' | '+' | '%');
    let ascii = |letter: char| letter.is_ascii() && part(letter);
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('@') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let start = before.len() - before.chars().rev().take_while(|&c| ascii(c)).map(char::len_utf8).sum::<usize>();
        let domain: usize = after.chars().take_while(|&c| ascii(c)).map(char::len_utf8).sum();
        if start == before.len() || !after[..domain].contains('.') {
            out.push_str(&rest[..=at]);
            rest = after;
            continue;
        }
        out.push_str(&before[..start]);
        out.push_str(WITHHELD);
        rest = &after[domain..];
    }
    out + rest
}

/// Digits from which on a number in a text is taken for one that can be dialled.
const DIALLED: usize = 8;

/// Words behind a number that make it money.
const UNITS: [&str; 15] =
    ["万元", "亿元", "万", "亿", "元", "块", "k ", "k.", "k,", "m ", "CNY", "USD", "EUR", "GBP", "RMB"];

/// Signs before a number that make it money.
const SIGNS: [&str; 12] = ["¥", "￥", "$", "€", "£", "CNY", "USD", "EUR", "GBP", "RMB", "CNY ", "USD "];

fn blot_numbers(words: &str, withheld: Withheld) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = &rest[..at];
        let length = number_length(&rest[at..]);
        let (number, after) = rest[at..].split_at(length);
        out.push_str(before);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let spaced = after.trim_start_matches(' ');
        let money = SIGNS.iter().any(|sign| before.ends_with(sign))
            || UNITS.iter().any(|unit| spaced.starts_with(unit))
            || (number.contains(',') && digits > 3);
        let dialled = digits >= DIALLED
            && !starts_with_day(number)
            && !before.ends_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let hidden = (withheld.amounts && money) || (withheld.phones && dialled && !money);
        out.push_str(if hidden { WITHHELD } else { number });
        rest = after;
    }
    out + rest
}

/// The bytes of a written day.
const DAY: usize = "2026-06-26".len();

/// Whether a text begins with a day as records write it.
fn starts_with_day(text: &str) -> bool {
    let day = text.as_bytes().get(..DAY);
    day.is_some_and(|day| {
        day.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    })
}

/// How far a number goes: digits with what people put between them; a day is one of its own.
fn number_length(text: &str) -> usize {
    if starts_with_day(text) {
        return DAY;
    }
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next_is_digit = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        match letter {
            _ if letter.is_ascii_digit() => end = at + 1,
            ' ' | '-' | '.' | ',' | '(' | ')' if next_is_digit => {}
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ALL: Withheld = Withheld { phones: true, mails: true, amounts: true, notes: true };

    #[test]
    fn numbers_addresses_and_sums_are_blotted_out_of_running_text() {
        for (words, left) in [
            ("王总 13800000101，微信同号", "王总 ████，微信同号"),
            ("ring +44 7700 900101 after four", "ring +████ after four"),
            ("发到 a.b@c.example.com 即可", "发到 ████ 即可"),
            ("定了 124 万、分三期", "定了 ████ 万、分三期"),
            ("Settled at £57,000 with four visits", "Settled at £████ with four visits"),
            ("due 2026-06-26, 96 freezers at -80, SO-2024-058", "due 2026-06-26, 96 freezers at -80, SO-2024-058"),
            ("at 2026-06-26 14:30, then 2026-05-28T10:00+02:00", "at 2026-06-26 14:30, then 2026-05-28T10:00+02:00"),
            ("user@ home, @you", "user@ home, @you"),
        ] {
            assert_eq!(blot(words, ALL), left);
            assert_eq!(blot(words, Withheld::default()), words);
        }
    }

    #[test]
    fn what_the_team_calls_private_is_gone_from_the_record() {
        let client: Client = serde_json::from_value(json!({
            "client": "甲", "notes": "x", "contacts": [{"name": "王", "avoid": "月底", "phone": "13800000101"}],
        }))
        .unwrap();
        let left = leaving(&client, &["avoid".into(), "client".into()], Withheld::default());
        assert_eq!((left.client.as_str(), left.notes.as_deref()), ("甲", Some("x")));
        assert_eq!((left.contacts[0].avoid.as_deref(), left.contacts[0].phone.as_deref()), (None, Some("13800000101")));
        let left = leaving(&client, &[], ALL);
        assert_eq!((left.notes.as_deref(), left.contacts[0].phone.as_deref()), (None, Some(WITHHELD)));
        assert!(is_private("x-private-note", &[]) && !is_private("x-生日", &[]));
    }
}
