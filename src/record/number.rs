//! Numbers that carry a check digit: the unified social credit code, the identity-card number, the bank card.

use chrono::NaiveDate;

/// The 31 characters of a unified social credit code, by their value (GB 32100-2015): no I, O, S, V, Z.
const CREDIT: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What a tax number in China's 18-character form is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditCode {
    /// Its check digit fits.
    Sound,
    /// It holds a letter that no such code has.
    Letter(char),
    /// Its check digit does not fit: a character was misread or two were swapped.
    Check,
    /// It begins like one, but has so many characters.
    Length(usize),
    /// It is something else: an older form, a foreign number.
    Other,
}

/// What a tax number is as a unified social credit code; in capitals, without spaces.
pub fn credit_code(number: &str) -> CreditCode {
    let bytes = number.as_bytes();
    let alphanumeric = bytes.iter().all(u8::is_ascii_alphanumeric);
    // A registering department, a kind of organisation, then the six digits of an administrative division.
    let begins = alphanumeric && bytes.get(2..8).is_some_and(|division| division.iter().all(u8::is_ascii_digit));
    let of_business = matches!(bytes, [b'9', b'1'..=b'3', ..]);
    match bytes.len() {
        18 if begins || (alphanumeric && of_business) => {
            if let Some(letter) = number.chars().find(|&letter| !CREDIT.contains(letter)) {
                return CreditCode::Letter(letter);
            }
            if credit_check(number) || is_identity_number(number) { CreditCode::Sound } else { CreditCode::Check }
        }
        length @ (16 | 17 | 19) if begins && of_business => CreditCode::Length(length),
        _ => CreditCode::Other,
    }
}

/// GB 32100-2015: the weights are powers of 3 modulo 31, and all 18 values together make a multiple of 31.
fn credit_check(code: &str) -> bool {
    let value = |letter| CREDIT.find(letter).unwrap_or(0);
    let (mut weight, mut sum) = (1, 0);
    for letter in code.chars().take(17) {
        sum += value(letter) * weight;
        weight = weight * 3 % 31;
    }
    code.chars().last().is_some_and(|last| (sum + value(last)).is_multiple_of(31))
}

/// The provinces with which an identity-card number begins.
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82, 83,
];

/// Whether it is the number of a Chinese identity card (GB 11643-1999): province, day of birth and check digit fit.
pub fn is_identity_number(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let bytes = number.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let province = (bytes[0] - b'0') * 10 + (bytes[1] - b'0');
    let born = NaiveDate::parse_from_str(&number[6..14], "%Y%m%d");
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = b"10X98765432"[sum as usize % 11];
    PROVINCES.contains(&province)
        && matches!(&number[6..8], "19" | "20")
        && born.is_ok()
        && bytes[17].to_ascii_uppercase() == check
}

/// Whether it is the number of a bank card: the beginning and the length of a card scheme, and the check digit of
/// ISO/IEC 7812-1. Lengths that nearly all numbers of orders and parcels have are left out.
pub fn is_bank_card(digits: &str) -> bool {
    if !(14..=19).contains(&digits.len()) || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return false;
    }
    let first = |count: usize| digits[..count].parse::<u32>().unwrap_or(0);
    let scheme = match digits.len() {
        14 => matches!(first(2), 36 | 38 | 39),
        15 => matches!(first(2), 34 | 37),
        16 => {
            matches!(first(1), 4)
                || matches!(first(2), 35 | 51..=55 | 62 | 65)
                || matches!(first(4), 2221..=2720 | 6011)
        }
        17 | 18 => first(2) == 62,
        _ => first(2) == 62 || first(4) == 9558,
    };
    scheme && luhn(digits)
}

fn luhn(digits: &str) -> bool {
    let double = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let values = digits.bytes().rev().map(|digit| u32::from(digit - b'0')).enumerate();
    values.map(|(at, digit)| if at % 2 == 1 { double(digit) } else { digit }).sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_character_of_a_credit_code_is_noticed() {
        assert_eq!(credit_code("91320509MAQ5XBJP4T"), CreditCode::Sound);
        assert_eq!(credit_code("91320509MAQ5XBJP4U"), CreditCode::Check);
        assert_eq!(credit_code("91320509MAQ5XBPJ4T"), CreditCode::Check);
        assert_eq!(credit_code("9132O509MAQ5XBJP4T"), CreditCode::Letter('O'));
        assert_eq!(credit_code("91320509MAQ5XBJPOT"), CreditCode::Letter('O'));
        assert_eq!(credit_code("91320509MAQ5XBJP4"), CreditCode::Length(17));
    }

    #[test]
    fn other_tax_numbers_are_let_be() {
        for number in ["GB999923334", "320509123456789", "DE123456789", "", "12345678901"] {
            assert_eq!(credit_code(number), CreditCode::Other, "{number}");
        }
    }

    #[test]
    fn an_identity_number_needs_its_day_and_its_check_digit() {
        assert!(is_identity_number("11010519491231002X"));
        assert!(is_identity_number("11010519491231002x"));
        assert!(!is_identity_number("110105194912310021"));
        assert!(!is_identity_number("11010519491331002X"));
        assert!(!is_identity_number("91010519491231002X"));
    }

    #[test]
    fn a_bank_card_needs_its_scheme_and_its_check_digit() {
        assert!(is_bank_card("4111111111111111"));
        assert!(is_bank_card("6222021234567890128"));
        assert!(!is_bank_card("4111111111111112"));
        assert!(!is_bank_card("1234567812345670"));
        assert!(luhn("1234567812345670"));
    }
}
