//! An amount of money as people type it: `48万`, `1.2亿`, `480k`, `€12,500.50`, `USD 30k`.
//!
//! What could be two amounts is refused: a comma is never a decimal sign, and three digits behind a point are not
//! guessed at, since half the world groups with points.

mod currency;
mod numeral;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

pub use currency::{currency_meant, is_currency};

use super::Amount;
use crate::lang::Text;
use crate::text;

/// What was typed, exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// How much.
    pub amount: Amount,
    /// The ISO 4217 code of the currency, when one was named.
    pub currency: Option<&'static str>,
}

/// The amount that `said` names, where `¥` and `$` are the team's own yuan, yen or dollar.
///
/// # Errors
/// Why it is none, when there is more to say than that.
pub fn money(said: &str, team: &str) -> Result<Money, Option<Text>> {
    let plain: String = said.nfkc().collect();
    let plain = plain.trim();
    let (sign, rest) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => (-Decimal::ONE, rest),
        None => (Decimal::ONE, plain.strip_prefix('+').unwrap_or(plain)),
    };
    let (before, rest) = currency::at_start(rest.trim_start(), team);
    // `€-500` is typed as well as `-€500`.
    let (sign, rest) = match rest.strip_prefix(['-', '−']).filter(|_| before.is_some() && sign == Decimal::ONE) {
        Some(rest) => (-Decimal::ONE, rest),
        None => (sign, rest),
    };
    let rest = rest.trim();
    let rest = rest.strip_suffix('整').unwrap_or(rest);
    let (after, number) = currency::at_end(rest, team);
    let currency = match (before, after) {
        (Some(one), Some(other)) if one != other => {
            return Err(Some(text!("it names {one} and {other}", "同时写了 {one} 和 {other}")));
        }
        (one, other) => one.or(other),
    };
    let mut value = value(number.trim())?;
    value.set_sign_negative(sign.is_sign_negative() && !value.is_zero());
    Ok(Money { amount: Amount(value), currency })
}

/// The number, with its units: `48万`, `1亿2000万`, `480k`, 四十八万.
fn value(number: &str) -> Result<Decimal, Option<Text>> {
    if let Some(value) = numeral::chinese(number) {
        return Ok(value);
    }
    let mut total = Decimal::ZERO;
    let mut rest = number;
    let mut below: Option<Decimal> = None;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || is_between(c))).unwrap_or(rest.len());
        let (digits, tail) = rest.split_at(end);
        let (unit, tail) = unit(tail.trim_start());
        let figures = figures(digits.trim(), unit.is_some())?;
        let worth = unit.unwrap_or(Decimal::ONE);
        // 1亿2000万: each unit smaller than the one before, and 3万5 is said for 35000 and written for nothing.
        if below.is_some_and(|below| {
            worth >= below || unit.is_none() || figures.checked_mul(worth).is_none_or(|part| part >= below)
        }) {
            return Err(None);
        }
        // Cents stay as they are typed, but 1.2亿 is no tenth of anything.
        let part = match unit {
            Some(unit) => figures.checked_mul(unit).map(|part| part.normalize()),
            None => Some(figures),
        };
        total = part.and_then(|part| total.checked_add(part)).ok_or_else(too_large)?;
        // Only Chinese units are strung together.
        if !tail.is_empty() && !unit.is_some_and(|_| rest[end..].trim_start().starts_with(['亿', '万', '千', '百']))
        {
            return Err(None);
        }
        (rest, below) = (tail.trim_start(), Some(worth));
    }
    if below.is_none() { Err(None) } else { Ok(total) }
}

fn too_large() -> Option<Text> {
    Some(Text::fixed("it is larger than can be kept", "数额太大，无法保存"))
}

/// Characters that stand between the digits of a number.
const fn is_between(c: char) -> bool {
    matches!(c, ',' | '.' | '_' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
}

/// A number in figures. Groups are of three digits and all alike; the point is the decimal sign.
fn figures(digits: &str, with_unit: bool) -> Result<Decimal, Option<Text>> {
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    if let Some(fraction) = fraction {
        if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            let telling =
                digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
            return Err(telling.then(|| foreign_marks(digits)));
        }
        // 12.500 is twelve and a half here and twelve thousand five hundred in Berlin.
        let grouped_by_points = fraction.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0" && !with_unit;
        if grouped_by_points {
            let (large, small) = (format!("{whole}{fraction}"), format!("{whole}.{}", &fraction[..2]));
            return Err(Some(text!(
                "it could be {large} or {small}: write which, without a point that groups",
                "可能是 {large}，也可能是 {small}：请写清楚，点号只作小数点"
            )));
        }
    }
    let groups: Vec<&str> = whole.split(is_between).collect();
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !groups.iter().all(|group| number(group) && !group.is_empty()) || fraction == Some("") {
        return Err(None);
    }
    let marks: Vec<char> = whole.chars().filter(|c| is_between(*c)).collect();
    let even = marks.windows(2).all(|pair| pair[0] == pair[1]);
    let (first, others) = (groups[0], &groups[1..]);
    if !even || (!others.is_empty() && !(1..=3).contains(&first.len())) || others.iter().any(|group| group.len() != 3) {
        return Err(match marks[..] {
            [','] if fraction.is_none() => Some(comma(first, groups[1])),
            _ => Some(Text::fixed("the digits are not in groups of three", "数字没有按三位一组分节")),
        });
    }
    let plain = groups.concat() + &fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    plain.parse().map_err(|_| too_large())
}

/// Why `3,5` is refused.
fn comma(whole: &str, rest: &str) -> Text {
    text!(
        "the comma could be a decimal sign or a slip: write {whole}.{rest} or {whole}{rest}",
        "逗号可能是小数点，也可能是误打：请写 {whole}.{rest} 或 {whole}{rest}"
    )
}

/// Why `12.500,50` is refused.
fn foreign_marks(digits: &str) -> Text {
    let plain: String = match digits.rsplit_once(',') {
        Some((whole, cents)) => {
            let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
            format!("{whole}.{cents}")
        }
        None => digits.chars().filter(char::is_ascii_digit).collect(),
    };
    text!(
        "a point is the decimal sign, and commas group: is {plain} meant?",
        "点号是小数点，逗号用来分节：是不是 {plain}？"
    )
}

/// The unit at the start of a text, and what follows it.
fn unit(text: &str) -> (Option<Decimal>, &str) {
    let lower = text.to_ascii_lowercase();
    let found = UNITS.iter().filter(|(name, _)| lower.starts_with(name)).max_by_key(|(name, _)| name.len());
    match found {
        // A unit in letters is a word of its own.
        Some((name, _)) if name.is_ascii() && lower[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) => {
            (None, text)
        }
        Some((name, worth)) => (Some(Decimal::from(*worth)), &text[name.len()..]),
        None => (None, text),
    }
}

const UNITS: [(&str, i64); 20] = [
    ("百", 100),
    ("千", 1_000),
    ("万", 10_000),
    ("萬", 10_000),
    ("十万", 100_000),
    ("百万", 1_000_000),
    ("千万", 10_000_000),
    ("亿", 100_000_000),
    ("億", 100_000_000),
    ("万亿", 1_000_000_000_000),
    ("w", 10_000),
    ("k", 1_000),
    ("thousand", 1_000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("mio", 1_000_000),
    ("million", 1_000_000),
    ("bn", 1_000_000_000),
    ("b", 1_000_000_000),
    ("billion", 1_000_000_000),
];

#[cfg(test)]
mod tests;
