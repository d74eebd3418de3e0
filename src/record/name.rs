//! Names: what somebody means by a few letters, which names are nearly the same, which make a safe file name.

mod address;
mod filing;
mod meant;
mod script;
mod sound;

pub use filing::{file_stem, is_file_stem, safe_name, stem_parts};
pub use meant::{Grade, NEAR, Pick, Rank, Standing, Wanted, pick, pick_person, standing};

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A name for comparing: one Unicode form, full-width as half-width, lower case, single spaces.
pub fn fold(name: &str) -> String {
    folded(name).into_owned()
}

/// As [`fold`], without a copy of a name that is as it should be.
pub fn folded(name: &str) -> Cow<'_, str> {
    // Most names: letters and characters of one form. The bytes from E4 to E9 begin those from U+4000 to U+9FFF. All are looked
    // at, as that is faster than stopping at the first other one.
    let plain = |byte: &u8| matches!(byte, b'!'..=b'@' | b'['..=0xbf | 0xe4..=0xe9);
    if name.bytes().fold(true, |all, byte| all & plain(&byte)) {
        return Cow::Borrowed(name);
    }
    if name.chars().all(|c| c.is_ascii() || matches!(c, '\u{4e00}'..='\u{9fff}')) {
        let mut folded = String::with_capacity(name.len());
        for word in name.split_ascii_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
        }
        folded.make_ascii_lowercase();
        return Cow::Owned(folded);
    }
    let lower = name.nfkc().flat_map(char::to_lowercase).collect::<String>();
    Cow::Owned(lower.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether two names are the same, but for case, width and Unicode form.
pub fn is_same_name(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

/// A name as it is spelt in pinyin; none when there is nothing Chinese in it.
pub fn spelt(name: &str) -> Option<String> {
    sound::spelling(&fold(name)).map(|(spelt, _)| spelt)
}

/// The digits of a number, without what is set between them.
pub fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Whether two names have the same digits, without what is set between them.
pub fn has_same_digits(one: &str, other: &str) -> bool {
    one.bytes().filter(u8::is_ascii_digit).eq(other.bytes().filter(u8::is_ascii_digit))
}

/// A number with its area or country in front is still the same number, from so many digits on.
const LOCAL_DIGITS: usize = 8;

/// Whether two phone numbers are the same, with or without what is dialled before them.
pub fn same_number(one: &str, other: &str) -> bool {
    let bare = |number: &str| digits(&fold(number)).trim_start_matches('0').to_string();
    let (one, other) = (bare(one), bare(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && (short == long || (short.len() >= LOCAL_DIGITS && long.ends_with(&short)))
}

/// The legal forms that say nothing about which company is meant.
const LEGAL_FORMS: [&str; 22] = [
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "公司",
    "集团",
    " gmbh & co. kg",
    " gmbh",
    " co., ltd.",
    " co., ltd",
    " co ltd",
    " ltd.",
    " ltd",
    " limited",
    " inc.",
    " inc",
    " llc",
    " plc",
    " ag",
    " b.v.",
    " s.a.",
    " corp.",
];

/// Whether two names are the same or nearly so: apart from legal form and spaces, or about one letter in ten.
pub fn resemble(one: &str, other: &str) -> bool {
    let (one, other) = (bare_name(one), bare_name(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    one == other || strsim::normalized_damerau_levenshtein(&one, &other) >= 0.88
}

/// A name for comparing without its legal form, spaces and points.
pub fn bare_name(name: &str) -> String {
    let mut name = fold(name);
    // Nearly always the last byte tells.
    let at_end = |name: &str, form: &str| name.as_bytes().last() == form.as_bytes().last() && name.ends_with(form);
    while let Some(form) = LEGAL_FORMS.iter().find(|form| at_end(&name, form)) {
        name.truncate(name.len() - form.len());
    }
    name.retain(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '.' | ',' | '-' | '·'));
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_with_and_without_its_country() {
        assert!(same_number("+86 138-0000-0101", "13800000101"));
        assert!(same_number("0512 6666 8888", "+86 512 66668888"));
        assert!(!same_number("13800000102", "13800000101"));
        assert!(!same_number("0101", "13800000101"));
        assert!(!same_number("", ""));
    }

    #[test]
    fn a_legal_form_does_not_make_another_company() {
        assert!(resemble("星河包装有限公司", "星河包装"));
        assert!(resemble("Harbour Foods Ltd", "harbour foods limited"));
        assert!(!resemble("星河包装", "银河印刷"));
        assert!(!resemble("有限公司", "公司"));
    }
}
