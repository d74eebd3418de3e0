//! People as they are addressed: by the surname and a title, `王总`, `老王`, `Mr Penhale`.

use super::script::simplified;
use super::sound::is_han;

/// What stands behind a Chinese surname; what ends with another one is found by that.
const BEHIND: [&str; 22] = [
    "总", "董", "工", "经理", "主任", "部长", "处长", "科长", "局长", "厂长", "院长", "校长", "所长", "老师", "教授",
    "医生", "博士", "师傅", "老板", "先生", "女士", "小姐",
];

/// Titles that go with other words before: 王总监 is a 总监.
const LONGER: [&str; 8] = ["总监", "总经理", "副总", "副总经理", "董事长", "副经理", "副主任", "副部长"];

/// What stands before a Chinese surname.
const BEFORE: [char; 3] = ['老', '小', '阿'];

/// What stands before an English name.
const TITLES: [&str; 7] = ["mr", "mrs", "ms", "miss", "dr", "prof", "professor"];

/// The name in a form of address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A Chinese surname, in simplified characters.
    Chinese(String),
    /// What follows an English title.
    English(String),
}

impl Address {
    /// The name in a folded word, when it is a form of address.
    pub fn of(folded: &str) -> Option<Self> {
        if folded.is_ascii() {
            let (title, name) = folded.split_once(' ')?;
            return TITLES.contains(&title.trim_end_matches('.')).then(|| Self::English(name.to_string()));
        }
        let said: String = folded.chars().map(simplified).collect();
        let behind = LONGER.iter().chain(&BEHIND).find_map(|title| said.strip_suffix(title));
        let surname = behind.or_else(|| said.strip_prefix(BEFORE)).filter(|surname| surname.chars().all(is_han))?;
        (1..=2).contains(&surname.chars().count()).then(|| Self::Chinese(surname.to_string()))
    }

    /// Whether the folded name of a person is one that is addressed so. A name that is a form of address itself is somebody
    /// else's: 王总 is not 王工.
    pub fn is_of(&self, name: &str) -> bool {
        match self {
            Self::Chinese(surname) => {
                let mut letters = name.chars().map(simplified);
                surname.chars().all(|c| letters.next() == Some(c))
                    && letters.next().is_some()
                    && Self::of(name).is_none()
            }
            Self::English(said) => name.split(' ').any(|word| word == said),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_known_by_the_surname_and_a_title() {
        for (said, name, is) in [
            ("沈总", "沈星河", true),
            ("陳總", "陈国强", true),
            ("陈总", "陳國強", true),
            ("王总监", "王敏", true),
            ("老王", "王建国", true),
            ("欧阳总", "欧阳锋", true),
            ("王总", "王工", false),
            ("王总", "汪敏", false),
            ("王总", "王", false),
            ("沈", "沈星河", false),
            ("星河总部", "星河", false),
            ("mr penhale", "ruth penhale", true),
            ("dr. friel", "dr anna friel", true),
            ("mr pen", "ruth penhale", false),
            ("the board", "the board", false),
        ] {
            assert_eq!(Address::of(said).is_some_and(|address| address.is_of(name)), is, "{said} {name}");
        }
    }
}
