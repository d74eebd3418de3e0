//! Amounts in Chinese numerals: 四十八万, 一百二十万, 三千五百.

use rust_decimal::Decimal;

const DIGITS: [(char, u32); 12] = [
    ('零', 0),
    ('〇', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];

/// The number that numerals alone write; `None` for anything else, also for 三万五, which is said for 35000 and could be
/// 30005.
pub(super) fn chinese(text: &str) -> Option<Decimal> {
    if text.is_empty() {
        return None;
    }
    let (high, low) = match text.split_once('亿') {
        Some((high, low)) => (Some(below_10_000(high)?), low),
        None => (None, text),
    };
    let (middle, low) = match low.split_once('万') {
        Some((middle, low)) => (Some(below_10_000(middle)?), low),
        None => (None, low),
    };
    // After 万 comes 零, or thousands.
    let whole_low = middle.or(high).is_none() || low.is_empty() || low.starts_with('零') || low.contains('千');
    let low = if low.is_empty() { 0 } else { below_10_000(low).filter(|_| whole_low)? };
    let part = |part: Option<u32>, unit: i64| Decimal::from(part.unwrap_or(0)) * Decimal::from(unit);
    Some(part(high, 100_000_000) + part(middle, 10_000) + Decimal::from(low))
}

fn below_10_000(text: &str) -> Option<u32> {
    let (mut total, mut digit, mut last, mut zero) = (0, None, 10_000, false);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            _ => {
                let (_, value) = DIGITS.iter().find(|(numeral, _)| *numeral == c)?;
                if digit.is_some_and(|digit| digit != 0) {
                    return None;
                }
                zero |= *value == 0;
                digit = Some(*value);
                continue;
            }
        };
        let count = match digit.take() {
            // 十五, but not 百五.
            None | Some(0) if unit == 10 && (total == 0 || zero) => 1,
            Some(count @ 1..) => count,
            _ => return None,
        };
        if unit >= last {
            return None;
        }
        (total, last) = (total + count * unit, unit);
    }
    match digit {
        // 三百五 is said for 350.
        Some(1..) if last > 10 && last < 10_000 && !zero => None,
        Some(ones) => Some(total + ones),
        None if total > 0 => Some(total),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_and_what_is_only_said_is_not() {
        for (text, value) in [
            ("四十八万", 480_000),
            ("一百二十万", 1_200_000),
            ("两百万", 2_000_000),
            ("三千五百", 3_500),
            ("十五", 15),
            ("一亿两千万", 120_000_000),
            ("三万零五", 30_005),
            ("三万五千", 35_000),
            ("一百零五", 105),
            ("一千零一十", 1_010),
            ("零", 0),
        ] {
            assert_eq!(chinese(text), Some(Decimal::from(value)), "{text}");
        }
        for text in ["", "三万五", "三百五", "万", "百五", "五五", "千百", "一百百", "二千三千", "三万五百", "48", "壹"]
        {
            assert_eq!(chinese(text), None, "{text}");
        }
    }
}
