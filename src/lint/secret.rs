//! Passwords, tokens and keys that stand in a text.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// The words that a secret stands behind. In Chinese nothing need stand between.
const CHINESE: [&str; 2] = ["密码", "口令"];
const ENGLISH: [&str; 15] = [
    "password",
    "passwd",
    "passcode",
    "passphrase",
    "pwd",
    "secret",
    "secret key",
    "secret_key",
    "token",
    "api key",
    "api_key",
    "api-key",
    "apikey",
    "access key",
    "access_key",
];

/// Short forms, which are parts of other words too, with what stands between: words of two letters would be looked for
/// at every other word.
const SHORT: [&str; 6] = ["pass:", "pass=", "pass：", "pw:", "pw=", "pw："];

/// Words behind which people leave the colon out.
const OF_PEOPLE: [&str; 5] = ["password", "passwd", "passcode", "passphrase", "pwd"];

/// How a private key begins, in small letters.
const KEY_BLOCK: &str = "-----begin ";

/// All of them, looked for in one pass over a text in small letters.
static TELLING: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = CHINESE.iter().chain(&ENGLISH).chain(&SHORT).chain([&KEY_BLOCK]);
    // The quickest to make: a run over one file spends more on it than on the text.
    let kind = Some(AhoCorasickKind::NoncontiguousNFA);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(kind).build(words).ok()
});

/// How the tokens of well-known services begin.
const TOKENS: [&str; 9] = ["ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "AKIA", "eyJ"];

/// Tokens of services are at least that long; passwords mostly shorter.
const TOKEN: usize = 20;

/// Words are shorter; what mixes capitals, small letters and digits over so many characters is a key.
const KEY: usize = 32;

/// The places of a text's secrets, in order.
pub(super) fn secrets(text: &str) -> Vec<Range<usize>> {
    let small = text.to_ascii_lowercase();
    let told = TELLING.iter().flat_map(|words| words.find_iter(&small)).filter_map(|word| match &small[word.range()] {
        KEY_BLOCK => {
            let line = line(text, word.start());
            line.contains("PRIVATE KEY").then(|| word.start()..word.start() + line.len())
        }
        said if SHORT.contains(&said) => {
            let apart = !text[..word.start()].ends_with(|c: char| c.is_ascii_alphanumeric());
            apart.then(|| behind(text, word.end(), &[""])).flatten().filter(|span| is_scrambled(&text[span.clone()]))
        }
        said => behind(text, word.end(), &SIGNS).or_else(|| {
            let chinese = CHINESE.contains(&said);
            let bare = chinese || OF_PEOPLE.contains(&said) && text[word.end()..].starts_with([' ', '\t']);
            let found = bare.then(|| behind(text, word.end(), &[""])).flatten();
            found.filter(|span| chinese || is_scrambled(&text[span.clone()]))
        }),
    });
    let mut found: Vec<Range<usize>> = told.collect();
    found.extend(long_words(text.as_bytes()).filter(|span| is_token(text, span.clone())));
    found.sort_by_key(|span| (span.start, span.end));
    found.dedup_by(|next, before| next.start < before.end);
    found
}

/// The words as long as tokens are. Most bytes are passed over, by looking at what must be the last of such a word first.
fn long_words(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        loop {
            let mut last = start + TOKEN - 1;
            while !is_token_byte(*bytes.get(last)?) {
                last += TOKEN;
            }
            start = last + 1 - TOKEN;
            match bytes[start..last].iter().rposition(|byte| !is_token_byte(*byte)) {
                Some(other) => start += other + 1,
                None => {
                    let rest = &bytes[start + TOKEN..];
                    let more = rest.iter().position(|byte| !is_token_byte(*byte)).unwrap_or(rest.len());
                    let word = start..start + TOKEN + more;
                    start = word.end;
                    return Some(word);
                }
            }
        }
    })
}

/// Neither a secret nor what says that it is part of an address is further away, in bytes; lines may be very long.
const FAR: usize = 300;

/// What follows on the line.
fn line(text: &str, at: usize) -> &str {
    let end = text.floor_char_boundary(at.saturating_add(FAR));
    text[at..end].split(['\n', '\r']).next().unwrap_or_default()
}

/// What stands between a word and the secret.
const SIGNS: [&str; 7] = [":", "=", "：", "＝", "is ", "是", "为"];

/// The secret behind a word and one of the signs, on the same line: `password: …`, `密码是…`.
fn behind(text: &str, after: usize, signs: &[&str]) -> Option<Range<usize>> {
    let line = line(text, after);
    let rest = line.trim_start_matches(['"', '\'', ' ', '\t', '`', '”', '）', ')']);
    let rest = signs.iter().find_map(|between| rest.strip_prefix(between))?;
    let rest = rest.trim_start_matches([' ', '\t', '"', '\'', '“', '`', '=', '>']);
    let start = after + (line.len() - rest.len());
    let ends = |c: char| !c.is_ascii_graphic() || ",;\"'`()[]{}<>".contains(c);
    let value = rest[..rest.find(ends).unwrap_or(rest.len())].trim_end_matches(['.', ':', '!', '?']);
    is_secret(value).then(|| start..start + value.len())
}

/// Whether a value is a secret rather than a word about one: `bitwarden`, `6-digit`, a date, an address.
fn is_secret(value: &str) -> bool {
    let any = |test: fn(&char) -> bool| value.chars().any(|c| test(&c));
    let (letters, digits) = (any(char::is_ascii_alphabetic), any(char::is_ascii_digit));
    let mixed = digits && any(char::is_ascii_uppercase) && any(char::is_ascii_lowercase);
    let compound = value.contains('-') && value.len() < 12 && !mixed;
    let place = value.contains('/') || value.starts_with('$');
    if value.len() < 6 || compound || place {
        return false;
    }
    // Eleven digits are a mobile number: whom to ask.
    let digits_only = value.len() < 11 && value.chars().all(|c| c.is_ascii_digit());
    (letters && digits) || digits_only || (letters && any(|c| "!#$%^&*".contains(*c)))
}

/// Whether letters, digits and signs are mixed as in no word: `Office365` and `b2b-shop` are names, `Tr0ub4dor&3` is not.
fn is_scrambled(value: &str) -> bool {
    let (bytes, letter) = (value.as_bytes(), |byte: &u8| byte.is_ascii_alphabetic());
    let within = bytes.windows(3).any(|three| letter(&three[0]) && three[1].is_ascii_digit() && letter(&three[2]));
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    // In capitals it is the number of a paper.
    let many = digits > 4 && bytes.iter().any(u8::is_ascii_lowercase);
    let signs = bytes.iter().any(|byte| b"!#$%^&*".contains(byte));
    let address = value.contains('@') && value.contains('.');
    bytes.iter().any(letter) && (within || many || signs) && !address
}

fn is_token_byte(byte: u8) -> bool {
    static TOKEN_BYTES: [bool; 256] = {
        let (mut table, mut byte) = ([false; 256], 0_u8);
        while byte < 128 {
            table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'=');
            byte += 1;
        }
        table
    };
    TOKEN_BYTES[usize::from(byte)]
}

/// Whether a long word is a token by its beginning or a key by its mixture; ids within addresses and paths are neither.
fn is_token(text: &str, span: Range<usize>) -> bool {
    let word = &text[span.clone()];
    let has = |test: fn(&u8) -> bool| word.bytes().any(|byte| test(&byte));
    let mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit);
    let known = TOKENS.iter().any(|start| word.starts_with(start)) && has(u8::is_ascii_digit);
    let inside = || {
        let before = text.as_bytes()[..span.start].iter().rev().take(FAR);
        let address = before.take_while(|byte| !byte.is_ascii_whitespace()).any(|byte| *byte == b'/');
        address || text[span.end..].starts_with(['/', '.'])
    };
    known || (mixed && word.len() >= KEY && !inside())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_long_word_is_passed_over(text in "([a-zA-Z0-9_=+-]{1,30}|[ \n.甲])*") {
            let words = text.split(|c: char| !c.is_ascii() || !is_token_byte(c as u8)).filter(|word| word.len() >= TOKEN);
            let found: Vec<&str> = long_words(text.as_bytes()).map(|span| &text[span]).collect();
            prop_assert_eq!(found, words.collect::<Vec<_>>());
        }
    }

    fn found(text: &str) -> Vec<&str> {
        secrets(text).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn what_stands_behind_a_word_for_it_is_a_secret() {
        assert_eq!(found("ERP 密码：Abc12345，账号 test"), ["Abc12345"]);
        assert_eq!(found("门禁密码 860231"), ["860231"]);
        assert_eq!(found("wifi password: Chill-2026x"), ["Chill-2026x"]);
        assert_eq!(found("口令是qwe!rty"), ["qwe!rty"]);
        assert_eq!(found("the Password is hunter22."), ["hunter22"]);
        assert_eq!(found("x-api_key: \"k3yk3yk3y\""), ["k3yk3yk3y"]);
        assert_eq!(found("password Tr0ub4dor&3, ask Ruth"), ["Tr0ub4dor&3"]);
        assert_eq!(found("portal passcode Abc12345"), ["Abc12345"]);
        assert_eq!(found("pass: Tr0ub4dor&3 / PW=hunter!2x"), ["Tr0ub4dor&3", "hunter!2x"]);
    }

    #[test]
    fn words_about_secrets_are_none() {
        for text in [
            "where: 密码库 / abc-erp",
            "password: see the vault",
            "password: 6-digit code",
            "密码 6 位，向 IT 要",
            "密码：2026-06-26 更换",
            "token: https://vault.example.com/abc1",
            "tokens: 12345678",
            "密码 13800000101 问他",
            "password:\n  a1b2c3d4",
            "reset the password Office365 wants",
            "password b2b-shop and password ERP2026",
            "passport: E12345678",
            "visitor pass: V20260626",
            "bypass: Tr0ub4dor&3",
            "pass 1 of 2: Abc12345",
            "password tom5a@example.com has it",
            "token Abc12345x is no password",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn tokens_are_known_by_their_look() {
        let (token, key) = (["gh", "p_16C7e42F292c6912E7710c8"].concat(), "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u");
        assert_eq!(found(&format!("use {token} for now")), [token.as_str()]);
        assert_eq!(found(&format!("{key}\n")), [key]);
        assert_eq!(found(&format!("https://docs.example.com/d/{key}")), Vec::<&str>::new());
        assert_eq!(found("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"), Vec::<&str>::new());
    }
}
