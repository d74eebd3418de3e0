//! Names by how they sound: pinyin in full, by initials, or mixed.

use pinyin::ToPinyinMulti as _;

/// How well letters spell a name; the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelt {
    /// All of it, in full syllables: `zhangsan` for 张三.
    Whole,
    /// Its beginning, in full syllables: `huawei` for 华为技术.
    Start,
    /// Its beginning, with syllables cut short: `hw`, `huaw`, `hwei`.
    Short,
    /// A part inside, in full syllables; or a person's name by a reading that surnames do not have.
    Inside,
}

/// What was typed, as letters that may spell a name.
#[derive(Clone, Debug)]
pub struct Letters(Vec<u8>);

/// Surnames that are read otherwise than their characters mostly are.
const SURNAMES: [(&str, &[&str]); 34] = [
    ("单", &["shan"]),
    ("單", &["shan"]),
    ("曾", &["zeng"]),
    ("仇", &["qiu"]),
    ("解", &["xie"]),
    ("区", &["ou"]),
    ("區", &["ou"]),
    ("查", &["zha"]),
    ("任", &["ren"]),
    ("华", &["hua"]),
    ("朴", &["piao"]),
    ("盖", &["ge"]),
    ("翟", &["zhai"]),
    ("缪", &["miao"]),
    ("乐", &["yue"]),
    ("覃", &["qin", "tan"]),
    ("冼", &["xian"]),
    ("洗", &["xian"]),
    ("繁", &["po"]),
    ("员", &["yun"]),
    ("召", &["shao"]),
    ("折", &["she"]),
    ("种", &["chong"]),
    ("黑", &["he"]),
    ("秘", &["bi"]),
    ("宓", &["mi"]),
    ("祭", &["zhai"]),
    ("尹", &["yin"]),
    ("尉迟", &["yu", "chi"]),
    ("万俟", &["mo", "qi"]),
    ("长孙", &["zhang", "sun"]),
    ("澹台", &["tan", "tai"]),
    ("令狐", &["ling", "hu"]),
    ("单于", &["chan", "yu"]),
];

/// So many letters spell a name; what is longer is none. Each is a bit of a `u128`.
const LONGEST: usize = 120;

impl Letters {
    /// The letters of a folded word, when it is one that could spell a name.
    pub fn of(folded: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '\'' | '-' | 'ü');
        if folded.len() > LONGEST || !folded.chars().all(fits) || !folded.contains(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let letters = folded.chars().map(|c| if c == 'ü' { 'v' } else { c }).filter(char::is_ascii_alphanumeric);
        Some(Self(letters.map(|c| c as u8).collect()))
    }

    /// How well the letters spell a folded name that has Chinese characters.
    pub fn spell(&self, name: &str) -> Option<Spelt> {
        self.spell_with(&places(name)?, &[])
    }

    /// As [`Letters::spell`], for the name of a person, whose surname has a reading of its own.
    pub fn spell_person(&self, name: &str) -> Option<Spelt> {
        let places = places(name)?;
        let surname = SURNAMES.iter().filter(|(surname, _)| name.starts_with(surname));
        let surname = surname.max_by_key(|(surname, _)| surname.len());
        let Some((surname, readings)) = surname else { return self.spell_with(&places, &[]) };
        // A surname of one character may be read in two ways; one of two characters is read character by character.
        let fixed: Vec<&[&str]> =
            if surname.chars().count() == 1 { vec![*readings] } else { readings.chunks(1).collect() };
        self.spell_with(&places, &fixed).or_else(|| self.spell_with(&places, &[]).map(|_| Spelt::Inside))
    }

    fn spell_with(&self, places: &[Place], fixed: &[&[&str]]) -> Option<Spelt> {
        let first = *self.0.first()?;
        let from_start = self.run(places, fixed).map(|(short, rest)| match (short, rest) {
            (true, _) => Spelt::Short,
            (false, true) => Spelt::Start,
            (false, false) => Spelt::Whole,
        });
        from_start.or_else(|| {
            let starts = (1..places.len()).filter(|&at| places[at].may_begin(first));
            let full = |at: usize| self.run(&places[at..], &[]).is_some_and(|(short, _)| !short);
            starts.into_iter().any(full).then_some(Spelt::Inside)
        })
    }

    /// Whether the letters spell the beginning of these places: with syllables cut short or not, and whether something
    /// of the name is left.
    fn run(&self, places: &[Place], fixed: &[&[&str]]) -> Option<(bool, bool)> {
        let end = self.0.len();
        let bit = |letters: usize| 1_u128 << letters;
        // What is spelt after each place: a bit for every number of letters used, in full syllables only, or else with some
        // that are cut short.
        let (mut full, mut short) = (bit(0), 0);
        let mut best: Option<(bool, bool)> = None;
        for (at, place) in places.iter().enumerate() {
            let (mut next_full, mut next_short) = (0, 0);
            let mut reached = full | short;
            while reached != 0 {
                let used = reached.trailing_zeros() as usize;
                reached &= reached - 1;
                place.take(&self.0[used..], fixed.get(at).copied(), |letters, cut| {
                    let next = if cut || full & bit(used) == 0 { &mut next_short } else { &mut next_full };
                    *next |= bit(used + letters);
                });
            }
            if (next_full | next_short) & bit(end) != 0 {
                let rest = places[at + 1..].iter().any(|place| !matches!(place, Place::Gap));
                let found = (next_full & bit(end) == 0, rest);
                best = Some(best.map_or(found, |known| known.min(found)));
            }
            // What is spelt already needs no more characters.
            (full, short) = (next_full & !bit(end), next_short & !bit(end));
            if full | short == 0 {
                break;
            }
        }
        best
    }
}

/// A character of a name.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// A Chinese character.
    Han(char),
    /// A letter or digit that stands for itself.
    Letter(u8),
    /// What nobody spells: spaces, points, brackets.
    Gap,
}

/// The characters of a name; none when no Chinese one is among them, so that there is nothing to spell.
fn places(name: &str) -> Option<Vec<Place>> {
    let place = |c: char| match c {
        _ if c.is_ascii_alphanumeric() => Place::Letter(c as u8),
        _ if is_han(c) => Place::Han(c),
        _ => Place::Gap,
    };
    let mut places = Vec::with_capacity(name.len());
    places.extend(name.chars().map(place));
    places.iter().any(|place| matches!(place, Place::Han(_))).then_some(places)
}

/// Whether a character is Chinese.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn readings(c: char) -> impl Iterator<Item = &'static str> {
    c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain)
}

impl Place {
    fn may_begin(self, letter: u8) -> bool {
        match self {
            Self::Han(c) => readings(c).any(|reading| reading.as_bytes().first() == Some(&letter)),
            Self::Letter(own) => own == letter,
            Self::Gap => false,
        }
    }

    /// Every way in which the place takes a number of letters, and whether its syllable is cut short by that.
    fn take(self, letters: &[u8], fixed: Option<&[&str]>, mut taken: impl FnMut(usize, bool)) {
        match (self, fixed) {
            (Self::Gap, _) => taken(0, false),
            (Self::Letter(own), _) => {
                if letters.first() == Some(&own) {
                    taken(1, false);
                }
            }
            (Self::Han(_), Some(fixed)) => fixed.iter().for_each(|reading| syllable(reading, letters, &mut taken)),
            (Self::Han(c), None) => readings(c).for_each(|reading| {
                if reading.as_bytes().first() != letters.first() {
                    // Most readings: nothing of them is spelt here.
                } else if reading.contains('ü') {
                    // `lü` is typed `lv` or `lu`, and stands as `lyu` in passports.
                    ["v", "u", "yu"].iter().for_each(|u| syllable(&reading.replace('ü', u), letters, &mut taken));
                } else {
                    syllable(reading, letters, &mut taken);
                }
            }),
        }
    }
}

fn syllable(reading: &str, letters: &[u8], taken: &mut impl FnMut(usize, bool)) {
    let reading = reading.as_bytes();
    let same = reading.iter().zip(letters).take_while(|(one, other)| one == other).count();
    if same == 0 {
        return;
    }
    if same == reading.len() {
        taken(same, false);
    }
    taken(1, reading.len() > 1);
    if same >= 2 && reading[1] == b'h' {
        taken(2, reading.len() > 2);
    }
    // The last syllable may still be under way.
    if same == letters.len() && same < reading.len() {
        taken(same, true);
    }
}

/// A folded name as it is spelt, each character by its commonest reading, and where its syllables end; none when
/// there is nothing Chinese in it.
pub fn spelling(name: &str) -> Option<(String, Vec<usize>)> {
    let (mut spelt, mut ends) = (String::new(), Vec::new());
    for place in places(name)? {
        match place {
            Place::Han(c) => spelt.push_str(&readings(c).next().unwrap_or_default().replace('ü', "v")),
            Place::Letter(letter) => spelt.push(char::from(letter)),
            Place::Gap => {}
        }
        ends.push(spelt.len());
    }
    Some((spelt, ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spell(said: &str, name: &str) -> Option<Spelt> {
        Letters::of(said)?.spell(name)
    }

    #[test]
    fn names_are_found_in_full_by_initials_and_mixed() {
        for (said, name, spelt) in [
            ("huawei", "华为", Some(Spelt::Whole)),
            ("hua wei", "华为", Some(Spelt::Whole)),
            ("huawei", "华为技术有限公司", Some(Spelt::Start)),
            ("hw", "华为技术有限公司", Some(Spelt::Short)),
            ("hwjs", "华为技术有限公司", Some(Spelt::Short)),
            ("huaw", "华为技术有限公司", Some(Spelt::Short)),
            ("hwei", "华为技术有限公司", Some(Spelt::Short)),
            ("zhangs", "张三", Some(Spelt::Short)),
            ("zhs", "张三", Some(Spelt::Short)),
            ("zs", "张三", Some(Spelt::Short)),
            ("xi'an", "西安", Some(Spelt::Whole)),
            ("xian", "先锋", Some(Spelt::Start)),
            ("jishu", "华为技术有限公司", Some(Spelt::Inside)),
            ("js", "华为技术有限公司", None),
            ("huaweix", "华为技术有限公司", None),
            ("weihua", "华为", None),
            ("abcgs", "abc公司", Some(Spelt::Short)),
            ("lv", "吕总", Some(Spelt::Start)),
            ("lyu", "吕总", Some(Spelt::Start)),
            ("abc", "abc", None),
        ] {
            assert_eq!(spell(said, name), spelt, "{said} {name}");
        }
    }

    #[test]
    fn a_character_is_found_by_each_of_its_readings() {
        for said in ["chongqing", "zhongqing"] {
            assert_eq!(spell(said, "重庆"), Some(Spelt::Whole), "{said}");
        }
        for said in ["yinhang", "yinxing"] {
            assert_eq!(spell(said, "银行"), Some(Spelt::Whole), "{said}");
        }
    }

    #[test]
    fn a_person_is_best_found_by_the_reading_of_the_surname() {
        let person = |said: &str, name: &str| Letters::of(said).unwrap().spell_person(name);
        assert_eq!(person("shanhong", "单红"), Some(Spelt::Whole));
        assert_eq!(person("danhong", "单红"), Some(Spelt::Inside));
        assert_eq!(person("zengg", "曾国强"), Some(Spelt::Short));
        assert_eq!(person("qinmin", "覃敏"), Some(Spelt::Whole));
        assert_eq!(person("tanmin", "覃敏"), Some(Spelt::Whole));
        assert_eq!(person("moqiming", "万俟明"), Some(Spelt::Whole));
        assert_eq!(person("chanyu", "单于"), Some(Spelt::Whole));
        assert_eq!(person("wanqiming", "万俟明"), Some(Spelt::Inside));
    }

    #[test]
    fn what_is_no_spelling_is_not_compared() {
        assert!(Letters::of("1234").is_none() && Letters::of("华为").is_none() && Letters::of("").is_none());
        assert!(Letters::of(&"a".repeat(200)).is_none());
    }

    #[test]
    fn a_name_is_spelt_with_the_ends_of_its_syllables() {
        assert_eq!(spelling("华为 a"), Some(("huaweia".to_string(), vec![3, 6, 6, 7])));
        assert_eq!(spelling("abc"), None);
    }
}
