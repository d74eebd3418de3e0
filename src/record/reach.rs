//! How people are reached: what cannot be a phone number or a mail address.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::lang::is_hidden;

/// Why a text cannot be a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneFault {
    /// This character has no place in one.
    Character(char),
    /// So few digits.
    TooFew(usize),
    /// So many digits.
    TooMany(usize),
    /// A Chinese mobile number has 11 digits, this one so many.
    Mobile(usize),
}

/// The service numbers of banks and telephone companies have five digits: 95588.
const FEWEST: usize = 5;

/// E.164 allows 15; two more for a `00` in front.
const MOST: usize = 17;

/// The same text with ordinary letters and digits for full-width ones, without characters that nobody sees.
pub fn half_width(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text.trim_ascii());
    }
    let text: String = text.nfkc().filter(|&letter| !is_hidden(letter)).collect();
    Cow::Owned(text.trim().to_string())
}

/// What is surely wrong with a phone number, in any country. Several in one text are looked at one by one; an extension
/// does not count.
pub fn phone_fault(text: &str) -> Option<PhoneFault> {
    // A mobile number as nearly all are written.
    if matches!(text.as_bytes(), [b'1', b'3'..=b'9', ..])
        && text.len() == 11
        && text.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let text = half_width(text).to_lowercase();
    text.split(['/', '、', ';', ',', '或']).find_map(one_phone_fault)
}

fn one_phone_fault(number: &str) -> Option<PhoneFault> {
    let extension = ["转", "分机", "ext", "x", "#"].iter().filter_map(|word| number.find(word)).min();
    let number = number[..extension.unwrap_or(number.len())].trim();
    let stray = |letter: &char| !letter.is_ascii_digit() && !" -+().–—‐".contains(*letter);
    if let Some(letter) = number.chars().find(stray) {
        return Some(PhoneFault::Character(letter));
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let chinese = number.strip_prefix("+86").or_else(|| number.strip_prefix("0086")).unwrap_or(number);
    let local: String = chinese.chars().filter(char::is_ascii_digit).collect();
    let is_mobile = !chinese.starts_with('+') && matches!(local.as_bytes(), [b'1', b'3'..=b'9', ..]);
    match digits.len() {
        count if count < FEWEST => Some(PhoneFault::TooFew(count)),
        count if count > MOST => Some(PhoneFault::TooMany(count)),
        _ if is_mobile && (8..=14).contains(&local.len()) && local.len() != 11 => Some(PhoneFault::Mobile(local.len())),
        _ => None,
    }
}

/// A mail address as it should be written, or nothing where it cannot be one. Several in one text are let be.
pub fn mail_address(text: &str) -> Option<Cow<'_, str>> {
    if is_plain_mail(text) {
        return Some(Cow::Borrowed(text));
    }
    let text = half_width(text);
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    text.split([',', ';', '、', ' ']).filter(|part| !part.is_empty()).all(is_mail).then(|| Cow::Owned(text.to_string()))
}

/// Whether it is one as nearly all are: letters and digits with single signs between them, told without taking it apart.
fn is_plain_mail(text: &str) -> bool {
    let (mut between, mut at, mut point) = (true, None, 0);
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => between = false,
            b'.' | b'-' | b'_' | b'@' if between => return false,
            b'@' if at.is_none() => (at, between) = (Some(place), true),
            b'.' => (point, between) = (place, true),
            b'-' => between = true,
            b'_' if at.is_none() => between = true,
            _ => return false,
        }
    }
    // The last part of the domain, in letters.
    let top = text.as_bytes().get(point + 1..).unwrap_or_default();
    at.is_some_and(|at| at < point) && top.len() > 1 && top.iter().all(u8::is_ascii_alphabetic)
}

fn is_mail(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    let sound = |letter: char| letter.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(letter);
    let part = |part: &str| !part.is_empty() && part.chars().all(sound);
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    let top = |top: &str| top.chars().nth(1).is_some() && !top.bytes().all(|byte| byte.is_ascii_digit());
    let domain_is_sound = domain.rsplit_once('.').is_some_and(|(_, last)| top(last)) && domain.split('.').all(label);
    domain_is_sound && local.split('.').all(part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_plainly_an_address_is_one(text in "[a0]{1,2}([._-]{1,2}[a0]){0,2}@[a0]{1,2}([.@_-]{1,2}[a0]){0,2}[.][ab0-]{1,3}") {
            if is_plain_mail(&text) {
                prop_assert!(is_mail(&text));
                prop_assert_eq!(half_width(&text), text.as_str());
            }
        }
    }

    #[test]
    fn numbers_of_many_countries_are_sound() {
        for number in [
            "13800000101",
            "138 0000 0101",
            "+86 138-0000-0101",
            "0512-6666 8888",
            "(0512) 66668888 转 801",
            "400-820-8820",
            "95588",
            "+44 7700 900101",
            "020 7946 0181",
            "+1 (212) 555-0100 ext. 12",
            "1-212-555-0100",
            "0049 30 123456",
            "021-66668888 / 13800000101",
            "８６ 13800000101",
        ] {
            assert_eq!(phone_fault(number), None, "{number}");
        }
    }

    #[test]
    fn what_cannot_be_dialled_is_noticed() {
        assert_eq!(phone_fault("1380000010"), Some(PhoneFault::Mobile(10)));
        assert_eq!(phone_fault("+86 138 0000 01011"), Some(PhoneFault::Mobile(12)));
        assert_eq!(phone_fault("1380000O101"), Some(PhoneFault::Character('o')));
        assert_eq!(phone_fault("微信同号"), Some(PhoneFault::Character('微')));
        assert_eq!(phone_fault("8021"), Some(PhoneFault::TooFew(4)));
        assert_eq!(phone_fault("138000001011380000010213"), Some(PhoneFault::TooMany(24)));
    }

    #[test]
    fn a_mail_address_is_one_or_none() {
        assert!(is_plain_mail("wang_1.li-2@a-b.example.com"));
        for address in ["a.b+c@x-y.example.com", "王@例子.公司", "a@b.cn, c@d.cn"] {
            assert_eq!(mail_address(address).as_deref(), Some(address));
        }
        assert_eq!(mail_address("a＠b．cn").as_deref(), Some("a@b.cn"));
        assert_eq!(mail_address("mailto:a@b.cn").as_deref(), Some("a@b.cn"));
        for wrong in ["a.b.cn", "a@b", "a@@b.cn", "@b.cn", "a@b..cn", "a@b.cn.", "a@1.2", "王总 a@b.cn"] {
            assert_eq!(mail_address(wrong), None, "{wrong}");
        }
    }
}
