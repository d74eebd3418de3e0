//! Currencies by their code, sign or name.

use unicode_normalization::UnicodeNormalization;

/// The codes of ISO 4217 in use, in order, each with a space behind it.
pub(super) const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL \
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD \
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD \
    UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ";

/// Whether it is the code of a currency.
pub fn is_currency(code: &str) -> bool {
    known(code).is_some()
}

fn known(code: &str) -> Option<&'static str> {
    let mut wanted: [u8; 3] = code.as_bytes().try_into().ok()?;
    wanted.make_ascii_uppercase();
    let (codes, _) = CODES.as_bytes().as_chunks::<4>();
    let at = codes.binary_search_by(|known| known[..3].cmp(&wanted)).ok()?;
    CODES.get(at * 4..at * 4 + 3)
}

/// The code of the currency that a text names by its code, sign or name; nothing where several countries share it and the
/// team has none of theirs.
pub fn currency_meant(said: &str, team: &str) -> Option<&'static str> {
    let plain: String = said.nfkc().collect();
    let plain = plain.trim().to_ascii_lowercase();
    known(&plain).or_else(|| {
        let (_, code, shared) = NAMES.iter().find(|(name, ..)| *name == plain)?;
        (shared.is_empty() || *code == team || shared.contains(&team)).then(|| own(code, shared, team))
    })
}

/// Signs and names; where several countries share one, it is the team's own, and else the one given.
const NAMES: [(&str, &str, &[&str]); 29] = [
    ("人民币", "CNY", &[]),
    ("rmb", "CNY", &[]),
    ("元", "CNY", &[]),
    ("圆", "CNY", &[]),
    ("块", "CNY", &[]),
    ("¥", "CNY", &["JPY"]),
    ("美元", "USD", &[]),
    ("美金", "USD", &[]),
    ("us$", "USD", &[]),
    ("$", "USD", &["AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN"]),
    ("欧元", "EUR", &[]),
    ("€", "EUR", &[]),
    ("euro", "EUR", &[]),
    ("英镑", "GBP", &[]),
    ("£", "GBP", &[]),
    ("港元", "HKD", &[]),
    ("港币", "HKD", &[]),
    ("hk$", "HKD", &[]),
    ("日元", "JPY", &[]),
    ("新台币", "TWD", &[]),
    ("nt$", "TWD", &[]),
    ("s$", "SGD", &[]),
    ("a$", "AUD", &[]),
    ("c$", "CAD", &[]),
    ("瑞士法郎", "CHF", &[]),
    ("₩", "KRW", &[]),
    ("₹", "INR", &[]),
    ("₽", "RUB", &[]),
    ("澳元", "AUD", &[]),
];

/// The currency that a text begins with, and what follows.
pub(super) fn at_start<'a>(text: &'a str, team: &str) -> (Option<&'static str>, &'a str) {
    let lower = text.to_ascii_lowercase();
    let named = NAMES.iter().filter(|(name, ..)| lower.starts_with(name)).max_by_key(|(name, ..)| name.len());
    if let Some((name, code, shared)) = named {
        return (Some(own(code, shared, team)), &text[name.len()..]);
    }
    match text.get(..3).and_then(known) {
        Some(code) if !text[3..].starts_with(|c: char| c.is_ascii_alphabetic()) => (Some(code), &text[3..]),
        _ => (None, text),
    }
}

/// The currency that a text ends with, and what stands before.
pub(super) fn at_end<'a>(text: &'a str, team: &str) -> (Option<&'static str>, &'a str) {
    let lower = text.to_ascii_lowercase();
    let named = NAMES.iter().filter(|(name, ..)| lower.ends_with(name)).max_by_key(|(name, ..)| name.len());
    if let Some((name, code, shared)) = named {
        return (Some(own(code, shared, team)), &text[..text.len() - name.len()]);
    }
    let start = text.len().saturating_sub(3);
    match text.get(start..).and_then(known) {
        // 480kUSD and 480k USD, but no longer word.
        Some(code) if text.len() > 3 => (Some(code), &text[..start]),
        _ => (None, text),
    }
}

/// 元 is nobody's but the yuan's; the dollar is the team's own, if it has one.
fn own(code: &'static str, shared: &[&'static str], team: &str) -> &'static str {
    shared.iter().find(|shared| **shared == team).copied().unwrap_or(code)
}
