//! Names of files.

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

/// Windows keeps these names for devices, whatever comes after a first dot.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// File systems take names of 255 bytes; this leaves room for the date, the extension and a temporary name.
const STEM_BYTES: usize = 180;

/// The stem of a client's file by the form's filing rule, `ABC公司_20240315`, safe on every file system.
pub fn file_stem(client: &str, first_contact: NaiveDate) -> String {
    let (year, month, day) = (first_contact.year(), first_contact.month(), first_contact.day());
    format!("{}_{year:04}{month:02}{day:02}", safe_name(client))
}

/// Whether a stem is [`file_stem`] of a client, which for most is told without writing one.
pub fn is_file_stem(stem: &str, client: &str, first_contact: NaiveDate) -> bool {
    let plain = || client.len() <= STEM_BYTES && is_plain(client) && client.trim_ascii() == client;
    (stem_parts(stem) == Some((client, first_contact)) && !client.is_empty() && plain())
        || file_stem(client, first_contact) == stem
}

/// Whether a name is of characters that may stand anywhere in a path and have no other form. The bytes from E4 to E9 begin
/// those from U+4000 to U+9FFF.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | 0x80..=0xbf | 0xe4..=0xe9))
}

/// A name as a part of a path, safe on every file system: what a path or Windows cannot hold becomes `-`.
pub fn safe_name(name: &str) -> String {
    let safe = |c: char| if c.is_control() || is_invisible(c) || r#"/\:*?"<>|"#.contains(c) { '-' } else { c };
    let mut name: String = if is_plain(name) { name.to_string() } else { name.nfc().map(safe).collect() };
    while name.len() > STEM_BYTES {
        name.pop();
    }
    let name = name.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '-');
    match name.split_once('.') {
        Some((device, rest)) if RESERVED.iter().any(|word| device.eq_ignore_ascii_case(word)) => {
            format!("{device}-{rest}")
        }
        _ if name.is_empty() => "client".to_string(),
        _ => name.to_string(),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A stem taken apart again: the client's name and the date, when it follows the filing rule.
pub fn stem_parts(stem: &str) -> Option<(&str, NaiveDate)> {
    let (name, date) = stem.rsplit_once('_')?;
    if date.len() != 8 || !date.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Asked of every file of a directory, and chrono's parser takes longer than everything else about a name.
    let number = |digits: &str| digits.parse::<u32>().ok();
    let (year, month, day) = (number(&date[..4])?, number(&date[4..6])?, number(&date[6..])?);
    Some((name, NaiveDate::from_ymd_opt(year as i32, month, day)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_stem_told_without_writing_one_is_the_same(name in "[aZ0甲㐀é/ ._\u{3000}\u{4000}\u{9fff}\u{f900}-]{0,5}") {
            let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
            let own = format!("{name}_20260301");
            prop_assert_eq!(is_file_stem(&own, &name, day), own == file_stem(&name, day));
        }
    }

    #[test]
    fn a_stem_is_safe_on_every_file_system() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        for (name, stem) in [
            ("ABC公司", "ABC公司_20260301"),
            ("../../etc/passwd", "etc-passwd_20260301"),
            ("a/b", "a-b_20260301"),
            ("con", "con_20260301"),
            ("NUL.txt", "NUL-txt_20260301"),
            ("x\u{202e}y\n", "x-y_20260301"),
            ("...", "client_20260301"),
            ("e\u{301}", "é_20260301"),
            ("", "client_20260301"),
            (" A ", "A_20260301"),
        ] {
            assert_eq!(file_stem(name, day), stem, "{name:?}");
            assert!(is_file_stem(stem, name, day), "{name:?}");
            let own = format!("{name}_20260301");
            assert_eq!(is_file_stem(&own, name, day), own == stem, "{name:?}");
        }
        assert!(file_stem(&"长".repeat(300), day).len() < 200);
    }

    #[test]
    fn a_stem_comes_apart_again() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!(stem_parts("A_B_20260301"), Some(("A_B", day)));
        assert_eq!(stem_parts("A_20269901"), None);
        assert_eq!(stem_parts("A"), None);
    }
}
