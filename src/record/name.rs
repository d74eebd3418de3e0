//! Names: what somebody means by a few letters, which names are nearly the same, which make a safe file name.

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use crate::lang::width;

/// How well a name fits what was said; the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The same, but for case, width and Unicode form.
    Exact,
    /// A part of the name.
    Part,
}

/// What somebody wants to find, made ready for comparing with many names.
#[derive(Clone, Debug)]
pub struct Wanted {
    folded: String,
    digits: String,
}

/// What a few letters mean among several things; positions are those of the things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// This one and no other.
    One(usize),
    /// Each of these.
    Many(Vec<usize>),
    /// None; these have a similar name.
    None {
        /// The most similar first, at most three.
        near: Vec<usize>,
    },
}

impl Pick {
    /// The one that is meant or has the most similar name; none where several are meant alike.
    pub fn nearest(&self) -> Option<usize> {
        match self {
            Self::One(one) => Some(*one),
            Self::Many(_) => None,
            Self::None { near } => near.first().copied(),
        }
    }
}

/// A phone number's tail is telling from this many digits on.
const TELLING_DIGITS: usize = 4;

/// A part of a name is telling from this many columns on: two letters or one Chinese character.
const TELLING_WIDTH: usize = 2;

impl Wanted {
    /// Makes ready what was said.
    pub fn new(said: &str) -> Self {
        let folded = fold(said);
        let is_number = folded.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')'));
        Self { digits: if is_number { digits(&folded) } else { String::new() }, folded }
    }

    /// How well a name among many fits. A single letter is a part of nearly every name and tells of none.
    pub fn rank_telling(&self, name: &str) -> Option<Rank> {
        self.rank(name).filter(|rank| *rank == Rank::Exact || width(&self.folded) >= TELLING_WIDTH)
    }

    /// How well a name fits.
    pub fn rank(&self, name: &str) -> Option<Rank> {
        if self.folded.is_empty() {
            return None;
        }
        let name = fold(name);
        match name.find(&self.folded) {
            Some(0) if name.len() == self.folded.len() => Some(Rank::Exact),
            Some(_) => Some(Rank::Part),
            None => None,
        }
    }

    /// How well a number fits: the whole of it, or its last digits.
    pub fn rank_number(&self, number: &str) -> Option<Rank> {
        if self.digits.len() < TELLING_DIGITS {
            return None;
        }
        let number = digits(&fold(number));
        match number.strip_suffix(&self.digits) {
            Some("") => Some(Rank::Exact),
            Some(_) => Some(Rank::Part),
            None => None,
        }
    }
}

/// What `said` means among things that go by several names each. An exact name beats parts of names; one clear
/// match or none, never a guess.
pub fn pick(said: &str, things: &[Vec<&str>]) -> Pick {
    picked(&Wanted::new(said), things, Wanted::rank)
}

/// As [`pick`], among so many that a single letter tells of none.
pub fn pick_telling(said: &str, things: &[Vec<&str>]) -> Pick {
    picked(&Wanted::new(said), things, Wanted::rank_telling)
}

fn picked(wanted: &Wanted, things: &[Vec<&str>], rank: fn(&Wanted, &str) -> Option<Rank>) -> Pick {
    let ranks: Vec<Option<Rank>> =
        things.iter().map(|names| names.iter().filter_map(|name| rank(wanted, name)).min()).collect();
    let Some(best) = ranks.iter().flatten().min() else {
        return Pick::None { near: near(wanted, things) };
    };
    let found: Vec<usize> = (0..things.len()).filter(|&at| ranks[at].as_ref() == Some(best)).collect();
    match found[..] {
        [one] => Pick::One(one),
        _ => Pick::Many(found),
    }
}

/// Similar enough to be asked about: about one wrong letter in four.
const NEAR: f64 = 0.72;

/// What is longer is no name, and would take long to compare with many.
const NAME_BYTES: usize = 400;

fn near(wanted: &Wanted, things: &[Vec<&str>]) -> Vec<usize> {
    if wanted.folded.len() > NAME_BYTES {
        return Vec::new();
    }
    let score = |names: &Vec<&str>| {
        names.iter().map(|name| strsim::normalized_damerau_levenshtein(&wanted.folded, &fold(name))).fold(0.0, f64::max)
    };
    let mut scored: Vec<(usize, f64)> =
        things.iter().map(score).enumerate().filter(|(_, score)| *score >= NEAR).collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    scored.into_iter().take(3).map(|(at, _)| at).collect()
}

/// How a written word stands to the things that a team has agreed on; positions are those of the things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is one of the words agreed on.
    Agreed,
    /// It is another name of this one, or differs only in case, width or spaces.
    Meant(usize),
    /// It is none, but this one is near.
    Near(usize),
    /// Nothing is near.
    Strange,
}

/// How `written` stands to things that go by several names each, the first of them the one agreed on.
pub fn standing(written: &str, things: &[Vec<&str>]) -> Standing {
    if things.iter().any(|names| names.first() == Some(&written)) {
        return Standing::Agreed;
    }
    let folded = fold(written);
    match pick(written, things) {
        Pick::One(at) if things[at].iter().any(|name| fold(name) == folded) => Standing::Meant(at),
        Pick::One(at) => Standing::Near(at),
        Pick::Many(several) => several.first().map_or(Standing::Strange, |&at| Standing::Near(at)),
        Pick::None { near } => near.first().map_or(Standing::Strange, |&at| Standing::Near(at)),
    }
}

/// A name for comparing: one Unicode form, full-width as half-width, lower case, single spaces.
pub fn fold(name: &str) -> String {
    if has_one_form(name) {
        let mut folded = String::with_capacity(name.len());
        for word in name.split_ascii_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
        }
        folded.make_ascii_lowercase();
        return folded;
    }
    name.nfkc().flat_map(char::to_lowercase).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether no letter of a text has another Unicode form, as in most names.
fn has_one_form(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || matches!(c, '\u{4e00}'..='\u{9fff}'))
}

/// Whether two names are the same, but for case, width and Unicode form.
pub fn is_same_name(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

/// The digits of a number, without what is set between them.
pub fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
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
    while let Some(shorter) = LEGAL_FORMS.iter().find_map(|form| name.strip_suffix(form)) {
        name = shorter.to_string();
    }
    name.retain(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '.' | ',' | '-' | '·'));
    name
}

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

/// A name as a part of a path, safe on every file system: what a path or Windows cannot hold becomes `-`.
pub fn safe_name(name: &str) -> String {
    let safe = |c: char| if c.is_control() || is_invisible(c) || r#"/\:*?"<>|"#.contains(c) { '-' } else { c };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '\u{4e00}'..='\u{9fff}');
    let mut name: String = if name.chars().all(plain) { name.to_string() } else { name.nfc().map(safe).collect() };
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
    Some((name, NaiveDate::parse_from_str(date, "%Y%m%d").ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_name_beats_a_part_of_another() {
        let things = vec![vec!["ABC"], vec!["ABC公司", "abcd"]];
        assert_eq!(pick("abc", &things), Pick::One(0));
        assert_eq!(pick("ab", &things), Pick::Many(vec![0, 1]));
        assert_eq!(pick("公司", &things), Pick::One(1));
        assert_eq!(
            ["abc", "ab", "abcdd", "xyz"].map(|said| pick(said, &things).nearest()),
            [Some(0), None, Some(1), None]
        );
    }

    #[test]
    fn width_and_case_do_not_matter() {
        assert_eq!(pick("ＡＢＣ", &[vec!["abc"]]), Pick::One(0));
        assert_eq!(pick("", &[vec!["abc"]]), Pick::None { near: vec![] });
    }

    #[test]
    fn among_many_one_letter_tells_of_no_name_but_one_chinese_character_does() {
        let things = vec![vec!["Harbour"], vec!["星河包装"]];
        assert_eq!(pick_telling("h", &things), Pick::None { near: vec![] });
        assert_eq!(pick_telling("ha", &things), Pick::One(0));
        assert_eq!(pick_telling("星", &things), Pick::One(1));
        assert_eq!(pick_telling("h", &[vec!["H"], vec!["Harbour"]]), Pick::One(0));
        assert_eq!(pick("h", &things), Pick::One(0), "among few a letter may tell");
    }

    #[test]
    fn a_miss_names_what_is_near() {
        let things = vec![vec!["proposal"], vec!["negotiation"]];
        assert_eq!(pick("propsal", &things), Pick::None { near: vec![0] });
        assert_eq!(pick("xyz", &things), Pick::None { near: vec![] });
    }

    #[test]
    fn a_word_is_agreed_on_meant_near_or_strange() {
        let words = vec![vec!["展会推荐", "fair"], vec!["客户转介绍", "referral"]];
        assert_eq!(standing("展会推荐", &words), Standing::Agreed);
        assert_eq!(standing("Fair", &words), Standing::Meant(0));
        assert_eq!(standing("转介绍", &words), Standing::Near(1));
        assert_eq!(standing("referal", &words), Standing::Near(1));
        assert_eq!(standing("电视", &words), Standing::Strange);
    }

    #[test]
    fn the_last_digits_of_a_phone_are_enough() {
        let wanted = Wanted::new("0009 234");
        assert_eq!(wanted.rank_number("+86 138-0000-1234"), None);
        assert_eq!(Wanted::new("1234").rank_number("+86 138-0000-1234"), Some(Rank::Part));
        assert_eq!(Wanted::new("234").rank_number("13800001234"), None);
        assert_eq!(Wanted::new("13800001234").rank_number("138 0000 1234"), Some(Rank::Exact));
    }

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
        ] {
            assert_eq!(file_stem(name, day), stem, "{name:?}");
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
