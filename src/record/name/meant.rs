//! What somebody means by a few letters.

use memchr::memmem::Finder;

use super::address::Address;
use super::script::EitherScript;
use super::sound::{Letters, Spelt, spelling};
use super::{digits, fold, folded};
use crate::lang::width;

/// How well a name fits what was said; the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The same, but for case, width and Unicode form.
    Exact,
    /// The same in the other Chinese script.
    Script,
    /// The whole name in pinyin.
    Sound,
    /// A part of the name.
    Part,
    /// The beginning of the name in pinyin.
    SoundStart,
    /// The beginning of the name in pinyin cut short: initials, or some syllables in full.
    Initials,
    /// A part inside the name in pinyin, or a person by a reading that the surname does not have.
    SoundInside,
    /// A person by the surname and a form of address: `王总`, `Mr Penhale`.
    Addressed,
}

/// How far a fit can be relied on; the better first. Of several names of the best grade none is meant before the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Letter for letter.
    Exact,
    /// In the other Chinese script.
    Script,
    /// The whole name, by its sound.
    Sound,
    /// A part of the name, or its beginning by its sound.
    Part,
    /// Letters that may stand for many names.
    Loose,
}

impl Rank {
    /// How far the fit can be relied on.
    pub const fn grade(self) -> Grade {
        match self {
            Self::Exact => Grade::Exact,
            Self::Script => Grade::Script,
            Self::Sound => Grade::Sound,
            Self::Part | Self::SoundStart => Grade::Part,
            Self::Initials | Self::SoundInside | Self::Addressed => Grade::Loose,
        }
    }
}

impl From<Spelt> for Rank {
    fn from(spelt: Spelt) -> Self {
        match spelt {
            Spelt::Whole => Self::Sound,
            Spelt::Start => Self::SoundStart,
            Spelt::Short => Self::Initials,
            Spelt::Inside => Self::SoundInside,
        }
    }
}

/// What somebody wants to find, made ready for comparing with many names.
#[derive(Clone, Debug)]
pub struct Wanted {
    folded: String,
    /// Looks for `folded`; made once, as that takes longer than looking through a name.
    finder: Finder<'static>,
    digits: String,
    either: EitherScript,
    letters: Option<Letters>,
    address: Option<Address>,
}

/// What a few letters mean among several things; positions are those of the things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// This one and no other.
    One(usize),
    /// Each of these, the best fit first.
    Many(Vec<usize>),
    /// None; these have a similar name.
    None {
        /// The most similar first, at most three.
        near: Vec<usize>,
    },
}

impl Pick {
    /// All that may be meant: the one, each of several, or those with a similar name.
    pub fn candidates(self) -> Vec<usize> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(several) | Self::None { near: several } => several,
        }
    }

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
        let digits = if is_number { digits(&folded) } else { String::new() };
        let either = EitherScript::new(&folded);
        let finder = Finder::new(&folded).into_owned();
        Self { letters: Letters::of(&folded), address: Address::of(&folded), finder, digits, either, folded }
    }

    /// Whether a word is the one that was said, but for case, width and Unicode form.
    pub fn is(&self, word: &str) -> bool {
        !self.folded.is_empty() && folded(word) == self.folded
    }

    /// How well a name among many fits. A single letter is a part of nearly every name and tells of none.
    pub fn rank_telling(&self, name: &str) -> Option<Rank> {
        self.rank(name).filter(|rank| self.tells(*rank))
    }

    /// As [`Wanted::rank_telling`], for the name of a person.
    pub fn rank_telling_person(&self, name: &str) -> Option<Rank> {
        self.rank_person(name).filter(|rank| self.tells(*rank))
    }

    fn tells(&self, rank: Rank) -> bool {
        rank.grade() <= Grade::Script || width(&self.folded) >= TELLING_WIDTH
    }

    /// How well a name fits.
    pub fn rank(&self, name: &str) -> Option<Rank> {
        self.rank_by(name, Letters::spell)
    }

    /// How well the name of a person fits, whose surname has a reading of its own and may be all that is said of it.
    pub fn rank_person(&self, name: &str) -> Option<Rank> {
        let addressed =
            || self.address.as_ref().filter(|address| address.is_of(&folded(name))).map(|_| Rank::Addressed);
        self.rank_by(name, Letters::spell_person).or_else(addressed)
    }

    fn rank_by(&self, name: &str, spell: fn(&Letters, &str) -> Option<Spelt>) -> Option<Rank> {
        if self.folded.is_empty() {
            return None;
        }
        let name = folded(name);
        self.rank_letters(&name).or_else(|| spell(self.letters.as_ref()?, &name).map(Rank::from))
    }

    /// As [`Wanted::rank_telling`], of what nobody says by its sound.
    pub fn rank_telling_written(&self, name: &str) -> Option<Rank> {
        let rank = if self.folded.is_empty() { None } else { self.rank_letters(&folded(name)) };
        rank.filter(|rank| self.tells(*rank))
    }

    fn rank_letters(&self, folded: &str) -> Option<Rank> {
        match self.finder.find(folded.as_bytes()) {
            Some(0) if folded.len() == self.folded.len() => return Some(Rank::Exact),
            Some(_) => return Some(Rank::Part),
            None => {}
        }
        self.either.find(folded).map(|whole| if whole { Rank::Script } else { Rank::Part })
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

    /// How similar a name is that does not fit, from 0 to 1: as a whole, or as far as it was said.
    pub fn similarity(&self, name: &str) -> f64 {
        if self.folded.len() > NAME_BYTES || self.folded.is_empty() {
            return 0.0;
        }
        let name = fold(name);
        let whole = strsim::normalized_damerau_levenshtein(&self.folded, &name);
        let letters = self.folded.chars().count();
        let start = |letters: usize| name.chars().take(letters).collect::<String>();
        let starts = [letters - 1, letters, letters + 1].map(|letters| self.one_wrong(&start(letters)));
        let spelt = self.letters.is_some().then(|| spelling(&name)).flatten().map_or(0.0, |(spelt, ends)| {
            let near = |end: &usize| end.abs_diff(self.folded.len()) <= 1;
            ends.into_iter().filter(near).map(|end| self.one_wrong(&spelt[..end])).fold(0.0, f64::max)
        });
        starts.into_iter().fold(whole.max(spelt), f64::max)
    }

    /// The similarity when no more than one letter is wrong, in a word long enough to tell.
    fn one_wrong(&self, start: &str) -> f64 {
        let wrong = strsim::damerau_levenshtein(&self.folded, start);
        let letters = self.folded.chars().count();
        // A Chinese character says as much as a syllable: one wrong in three may be a slip, one wrong in two is not.
        let enough = if self.folded.is_ascii() { 5 } else { 3 };
        if wrong <= 1 && letters >= enough { 1.0 - wrong as f64 / letters.max(4) as f64 } else { 0.0 }
    }
}

/// What `said` means among things that go by several names each. An exact name beats parts of names; one clear
/// match or none, never a guess.
pub fn pick(said: &str, things: &[Vec<&str>]) -> Pick {
    picked(said, things, Wanted::rank)
}

/// As [`pick`], among people, whose surnames have readings of their own.
pub fn pick_person(said: &str, things: &[Vec<&str>]) -> Pick {
    picked(said, things, Wanted::rank_person)
}

fn picked(said: &str, things: &[Vec<&str>], rank: fn(&Wanted, &str) -> Option<Rank>) -> Pick {
    let wanted = Wanted::new(said);
    let best = |names: &Vec<&str>| names.iter().filter_map(|name| rank(&wanted, name)).min();
    let ranks: Vec<(usize, Rank)> =
        things.iter().enumerate().filter_map(|(at, names)| Some((at, best(names)?))).collect();
    let Some(grade) = ranks.iter().map(|(_, rank)| rank.grade()).min() else {
        return Pick::None { near: near(&wanted, things) };
    };
    let mut found: Vec<(usize, Rank)> = ranks.into_iter().filter(|(_, rank)| rank.grade() == grade).collect();
    found.sort_by_key(|(_, rank)| *rank);
    match found[..] {
        [(one, _)] => Pick::One(one),
        _ => Pick::Many(found.into_iter().map(|(at, _)| at).collect()),
    }
}

/// Similar enough to be asked about: about one wrong letter in four.
pub const NEAR: f64 = 0.72;

/// What is longer is no name, and would take long to compare with many.
const NAME_BYTES: usize = 400;

fn near(wanted: &Wanted, things: &[Vec<&str>]) -> Vec<usize> {
    let score = |names: &Vec<&str>| names.iter().map(|name| wanted.similarity(name)).fold(0.0, f64::max);
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
        let telling = |said: &str, name: &str| Wanted::new(said).rank_telling(name);
        assert_eq!(telling("h", "Harbour"), None);
        assert_eq!(telling("h", "海棠"), None);
        assert_eq!(telling("ha", "Harbour"), Some(Rank::Part));
        assert_eq!(telling("星", "星河包装"), Some(Rank::Part));
        assert_eq!(telling("h", "H"), Some(Rank::Exact));
        assert_eq!(pick("h", &[vec!["Harbour"], vec!["星河包装"]]), Pick::One(0), "among few a letter may tell");
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
    fn pinyin_and_the_other_script_are_found_after_letters() {
        let things = vec![vec!["华为技术"], vec!["Huawei Partner"], vec!["張三丰"], vec!["张三"]];
        assert_eq!(pick("張三", &things), Pick::One(3));
        assert_eq!(pick("张三丰", &things), Pick::One(2));
        assert_eq!(pick("zhangsan", &things), Pick::One(3));
        assert_eq!(pick("zhangs", &things), Pick::Many(vec![2, 3]));
        assert_eq!(pick("huawei", &things), Pick::Many(vec![1, 0]), "both are meant alike");
        assert_eq!(pick("hwjs", &things), Pick::One(0));
    }

    #[test]
    fn one_wrong_letter_is_near_and_never_a_hit() {
        let things = vec![vec!["星河包装有限公司"], vec!["Harbour Foods Ltd"], vec!["远山物流"]];
        for (said, at) in [("星何包装", 0), ("harbuor", 1), ("Harbor", 1), ("yuanshna", 2), ("xingha", 0)] {
            assert_eq!(pick(said, &things), Pick::None { near: vec![at] }, "{said}");
        }
        assert_eq!(pick("远方", &things), Pick::None { near: vec![] });
    }
}
