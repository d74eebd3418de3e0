use proptest::prelude::*;

use super::*;

fn said(said: &str) -> String {
    match money(said, "CNY") {
        Ok(Money { amount, currency }) => format!("{amount} {}", currency.unwrap_or("-")),
        Err(None) => "no".to_string(),
        Err(Some(why)) => why.en.into_owned(),
    }
}

#[test]
fn amounts_are_understood_exactly() {
    for (typed, meant) in [
        ("480000", "480000 -"),
        ("480,000", "480000 -"),
        ("480 000", "480000 -"),
        ("480'000.50", "480000.50 -"),
        ("12500.50", "12500.50 -"),
        ("48万", "480000 -"),
        ("48 万元", "480000 CNY"),
        ("48w", "480000 -"),
        ("1.2亿", "120000000 -"),
        ("1亿2000万", "120000000 -"),
        ("3.1415926万", "31415.926 -"),
        ("12.345万", "123450 -"),
        ("300万美元", "3000000 USD"),
        ("四十八万", "480000 -"),
        ("一百二十万元整", "1200000 CNY"),
        ("480k", "480000 -"),
        ("480K", "480000 -"),
        ("1.5m", "1500000 -"),
        ("2 million", "2000000 -"),
        ("1.2bn", "1200000000 -"),
        ("€12,500.50", "12500.50 EUR"),
        ("12,500.50 €", "12500.50 EUR"),
        ("USD 30k", "30000 USD"),
        ("30k USD", "30000 USD"),
        ("30kusd", "30000 USD"),
        ("US$30k", "30000 USD"),
        ("$30k", "30000 USD"),
        ("£4,000", "4000 GBP"),
        ("¥48万", "480000 CNY"),
        ("\u{ffe5}４８万", "480000 CNY"),
        ("１２，５００．５０", "12500.50 -"),
        ("人民币 48 万", "480000 CNY"),
        ("¥48万元", "480000 CNY"),
        ("HK$ 1,000,000", "1000000 HKD"),
        ("-500", "-500 -"),
        ("-€500", "-500 EUR"),
        ("€-500", "-500 EUR"),
        ("0", "0 -"),
        ("0.125", "0.125 -"),
        ("79228162514264337593543950335", "79228162514264337593543950335 -"),
    ] {
        assert_eq!(said(typed), meant, "{typed}");
    }
}

#[test]
fn a_dollar_is_the_teams_own() {
    for (team, dollar, yen) in
        [("CNY", "USD", "CNY"), ("SGD", "SGD", "CNY"), ("JPY", "USD", "JPY"), ("EUR", "USD", "CNY")]
    {
        assert_eq!(money("$5", team).unwrap().currency, Some(dollar));
        assert_eq!(money("¥5", team).unwrap().currency, Some(yen));
    }
}

#[test]
fn what_could_be_two_amounts_is_refused_with_the_reason() {
    for (typed, why) in [
        ("3,5", "the comma could be a decimal sign or a slip: write 3.5 or 35"),
        ("3,5万", "the comma could be a decimal sign or a slip: write 3.5 or 35"),
        ("12,50", "the comma could be a decimal sign or a slip: write 12.50 or 1250"),
        ("12.500", "it could be 12500 or 12.50: write which, without a point that groups"),
        ("12.500,50", "a point is the decimal sign, and commas group: is 12500.50 meant?"),
        ("1.250.000", "a point is the decimal sign, and commas group: is 1250000 meant?"),
        ("1,20,000", "the digits are not in groups of three"),
        ("12,0000,000", "the digits are not in groups of three"),
        ("1,000 000", "the digits are not in groups of three"),
        ("€500 USD", "it names EUR and USD"),
        ("99999999999999999999999999999999", "it is larger than can be kept"),
        ("79228162514264337593543950335万", "it is larger than can be kept"),
    ] {
        assert_eq!(said(typed), why, "{typed}");
    }
}

#[test]
fn what_is_no_amount_is_refused() {
    for typed in [
        "",
        " ",
        "万",
        "€",
        "USD",
        "1e5",
        "0x10",
        "48万左右",
        "约48万",
        "3万5",
        "3万5万",
        "3千万亿千",
        "480kk",
        "480x",
        "--5",
        "5-",
        "5%",
        ".",
        ".5",
        "5.",
        ",5",
        "5,",
        "48 万 k",
        "USD",
        "UDS 30",
        "1k2",
        "1m500k",
        "NaN",
        "inf",
        "五五万",
        "三百五",
        "5 5.5.5x",
    ] {
        assert!(money(typed, "CNY").is_err(), "{typed}: {}", said(typed));
    }
}

/// Groups of three digits.
fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[test]
fn every_code_is_found_in_any_letters_and_nothing_else_is() {
    let codes: Vec<&str> = currency::CODES.split_whitespace().collect();
    assert!(codes.is_sorted() && codes.iter().all(|code| code.len() == 3));
    assert!(codes.iter().all(|code| is_currency(code) && is_currency(&code.to_lowercase())));
    assert!(["", "CN", "CNYX", "XYZ", "AE ", " CN", "人"].iter().all(|code| !is_currency(code)));
}

#[test]
fn a_currency_is_meant_by_its_name_or_sign_where_only_one_can_be() {
    for (said, team, code) in [
        ("人民币", "CNY", Some("CNY")),
        (" cny ", "GBP", Some("CNY")),
        ("ＵＳＤ", "CNY", Some("USD")),
        ("EURO", "GBP", Some("EUR")),
        ("￥", "CNY", Some("CNY")),
        ("¥", "JPY", Some("JPY")),
        ("¥", "GBP", None),
        ("$", "CNY", None),
        ("$", "USD", Some("USD")),
        ("XYZ", "CNY", None),
        ("", "CNY", None),
    ] {
        assert_eq!(currency_meant(said, team), code, "{said} of {team}");
    }
}

proptest! {
    #[test]
    fn every_way_to_write_an_amount_means_the_same(whole in 0u64..10_000_000_000_000, cents in 0u32..100) {
        let meant = Decimal::from(whole) + Decimal::new(cents.into(), 2);
        let digits = format!("{whole}.{cents:02}");
        let groups = format!("{}.{cents:02}", grouped(whole));
        let wide: String = digits.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap()).collect();
        for typed in [digits.clone(), groups.clone(), wide, format!("¥{groups}"), format!("{digits} CNY"), format!("cny{digits}")] {
            let read = money(&typed, "CNY");
            prop_assert_eq!(read.map(|read| read.amount.0), Ok(meant), "{}", typed);
        }
    }

    #[test]
    fn a_unit_multiplies_exactly(number in 0u32..100_000, places in 0u32..3, unit in prop::sample::select(&UNITS[..])) {
        let factor = Decimal::new(number.into(), places);
        let read = money(&format!("{factor}{}", unit.0), "CNY").unwrap();
        prop_assert_eq!(read.amount.0, factor * Decimal::from(unit.1));
    }

    #[test]
    fn anything_typed_is_an_amount_or_refused(typed in "[0-9 ,.万亿千百十kmbn€$¥USDEUR元一二三零-]{0,12}|.{0,8}") {
        if let Ok(read) = money(&typed, "CNY") {
            // What was understood, written out, is the same again.
            let shown = format!("{} {}", read.amount, read.currency.unwrap_or(""));
            prop_assert_eq!(money(&shown, "CNY").map(|again| again.amount), Ok(read.amount), "{} {}", typed, shown);
        }
    }
}
