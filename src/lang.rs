//! Chinese and English side by side.
//!
//! A [`Text`] holds both languages, so a message that lacks one does not compile. Width is counted in terminal
//! columns: a Chinese character takes two.

pub mod json;
pub mod keys;
pub mod markdown;
mod paint;
mod shell;
mod signs;
mod visible;
mod width;

pub use paint::paint;
pub use shell::quoted;
pub use signs::Signs;
pub use visible::{hidden, is_hidden, visible, visible_lines};
pub use width::{is_wide, pad_end, pad_start, truncate, width, wrap};

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, the default when nothing says otherwise.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// The language that a `--lang` value, a setting or a locale such as `zh_CN.UTF-8` names.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let first = name.split(['_', '-', '.', '@']).next().unwrap_or("");
        match first {
            "zh" | "cmn" | "chinese" | "中文" => Some(Self::Zh),
            "en" | "english" => Some(Self::En),
            _ => None,
        }
    }

    /// `en` or `zh`, as settings and JSON write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

/// One thing said in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Text {
    /// English.
    pub en: Cow<'static, str>,
    /// Simplified Chinese.
    pub zh: Cow<'static, str>,
}

impl Text {
    /// A fixed pair, usable in constants.
    pub const fn fixed(en: &'static str, zh: &'static str) -> Self {
        Self { en: Cow::Borrowed(en), zh: Cow::Borrowed(zh) }
    }

    /// A pair made at run time; the [`text!`](crate::text) macro is the usual way to it.
    pub fn new(en: impl Into<Cow<'static, str>>, zh: impl Into<Cow<'static, str>>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    /// The same words in both languages: a name, a value, a command.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: Cow::Owned(text.clone()), zh: Cow::Owned(text) }
    }

    /// The words in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// The same change made to both languages.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self::new(change(&self.en), change(&self.zh))
    }

    /// Both languages, each followed by `other`'s, with nothing between.
    pub fn then(&self, other: &Self) -> Self {
        Self::new(format!("{}{}", self.en, other.en), format!("{}{}", self.zh, other.zh))
    }
}

/// A [`Text`] from two format strings over the same captured variables: `text!("{n} clients", "{n} 个客户")`.
#[macro_export]
macro_rules! text {
    ($en:literal, $zh:literal $(,)?) => {
        $crate::lang::Text::new(format!($en), format!($zh))
    };
}

/// Items as a reader lists them: `a, b and c`, `甲、乙和丙`; in Chinese a space stands between `和` and Latin letters.
pub fn list(items: &[Text]) -> Text {
    Text::new(
        joined(items.iter().map(|item| item.en.as_ref()), ", ", " and "),
        joined_zh(items.iter().map(|item| item.zh.as_ref())),
    )
}

/// Plain strings as a reader lists them, the same in both languages but for what joins them.
pub fn list_of<S: AsRef<str>>(items: &[S]) -> Text {
    Text::new(joined(items.iter().map(AsRef::as_ref), ", ", " and "), joined_zh(items.iter().map(AsRef::as_ref)))
}

fn joined<'a>(items: impl Iterator<Item = &'a str>, between: &str, last: &str) -> String {
    let items: Vec<&str> = items.collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_string(),
        Some((end, rest)) => format!("{}{last}{end}", rest.join(between)),
    }
}

fn joined_zh<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.collect();
    let (before, after) = match items[..] {
        [.., before, after] => (before, after),
        _ => ("", ""),
    };
    let space = |latin: bool| if latin { " " } else { "" };
    let last = format!("{}和{}", space(before.ends_with(is_latin)), space(after.starts_with(is_latin)));
    joined(items.into_iter(), "、", &last)
}

const fn is_latin(character: char) -> bool {
    character.is_ascii_graphic()
}

/// Whether a text says nothing: it is empty, or all of it is white space.
pub fn is_blank(text: &str) -> bool {
    // Nearly all begin with a letter or a Chinese character, U+4000 and above, which one byte tells.
    let says = matches!(text.as_bytes().first(), Some(b'!'..=b'~' | 0xe4..=0xe9));
    !says && text.chars().all(char::is_whitespace)
}

/// A number with its noun: `count(1, "client", "clients", "个客户")` is `1 client`, `1 个客户`.
pub fn count(number: usize, one: &str, many: &str, zh: &str) -> Text {
    let noun = if number == 1 { one } else { many };
    Text::new(format!("{number} {noun}"), format!("{number} {zh}"))
}

/// A decimal number with a comma between its thousands.
pub fn grouped(number: &str) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = number.find('.').map_or((number, ""), |dot| number.split_at(dot));
    let mut shown = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown.push_str(fraction);
    shown
}

/// A word to stand within Chinese: with a space where it begins or ends in Latin letters or digits.
pub fn apart(word: &str) -> String {
    let before = if word.starts_with(is_latin) { " " } else { "" };
    let after = if word.ends_with(is_latin) { " " } else { "" };
    format!("{before}{word}{after}")
}

/// As [`apart`], where nothing stands before it, or a comma.
pub fn apart_first(word: &str) -> String {
    apart(word).trim_start().to_string()
}

/// The day's short name: `Fri`, `周五`.
pub const fn weekday(day: chrono::Weekday) -> Text {
    use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    match day {
        Mon => Text::fixed("Mon", "周一"),
        Tue => Text::fixed("Tue", "周二"),
        Wed => Text::fixed("Wed", "周三"),
        Thu => Text::fixed("Thu", "周四"),
        Fri => Text::fixed("Fri", "周五"),
        Sat => Text::fixed("Sat", "周六"),
        Sun => Text::fixed("Sun", "周日"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_name_a_language() {
        assert_eq!(Lang::from_name("zh_CN.UTF-8"), Some(Lang::Zh));
        assert_eq!(Lang::from_name("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_name("C"), None);
    }

    #[test]
    fn lists_are_joined_as_each_language_does() {
        let text = list_of(&["a", "b", "c"]);
        assert_eq!((text.en.as_ref(), text.zh.as_ref()), ("a, b and c", "a、b 和 c"));
        assert_eq!(list_of(&["甲", "CNY", "乙"]).zh, "甲、CNY 和乙");
        assert_eq!(list_of(&["甲", "乙"]).zh, "甲和乙");
        assert_eq!(list_of::<&str>(&[]).en, "");
        assert_eq!(list_of(&["a"]).zh, "a");
    }

    #[test]
    fn latin_words_stand_apart_in_chinese() {
        assert_eq!(apart("Negotiation"), " Negotiation ");
        assert_eq!((apart("谈判").as_str(), apart("A 轮").as_str()), ("谈判", " A 轮"));
        assert_eq!((apart_first("Negotiation").as_str(), apart_first("谈判").as_str()), ("Negotiation ", "谈判"));
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(count(1, "client", "clients", "个客户").en, "1 client");
        assert_eq!(count(0, "client", "clients", "个客户").en, "0 clients");
    }
}
