//! Settings, each value with where it came from: `salesrec.toml`, the user's own file, the environment, flags.
//!
//! What `salesrec.toml` holds is typed elsewhere and passed to [`parse`]; here are its text, its places and its edits.
//! Edits return the new text, every other byte as it was; the caller writes it.

mod choice;
mod complaint;
mod edit;
mod leaf;
mod origin;
mod user;

pub use choice::{editor, git_email, language, me_name};
pub use edit::{append_person, set_person};
pub use leaf::flatten;
pub use origin::{Origin, Setting};
pub use user::{USER_KEYS, UserConfig, set_user};

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::error::{Error, Place, Result};

/// The settings in `text`, typed.
///
/// [`Kind::Unreadable`](crate::error::Kind::Unreadable) with the place when it is not TOML, or holds a key that `T`
/// denies (with the key that was likely meant), lacks one, or has a value of another type.
pub fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| complaint::error(path, text, error.message(), error.span()))
}

/// Where the value under `keys` is set in `text`; the file as a whole when it is not.
pub fn place(path: &Path, text: &str, keys: &[&str]) -> Place {
    let span = tree(path, text).ok().and_then(|tree| {
        let value = keys.iter().try_fold(tree.as_item(), |item, key| item.get(key))?;
        value.span()
    });
    span.map_or_else(|| Place::file(path), |span| Place::in_text(path, text, span))
}

/// Where the last of `keys` itself stands in `text`, for one that should not be there; the file as a whole when it does not.
pub fn place_of_key(path: &Path, text: &str, keys: &[&str]) -> Place {
    let span = tree(path, text).ok().and_then(|tree| {
        let (last, above) = keys.split_last()?;
        let holder = above.iter().try_fold(tree.as_item(), |item, key| item.get(key))?;
        holder.as_table_like()?.get_key_value(last)?.0.span()
    });
    span.map_or_else(|| Place::file(path), |span| Place::in_text(path, text, span))
}

/// The tree of `text` with the place of every value.
fn tree<'a>(path: &Path, text: &'a str) -> Result<toml_edit::Document<&'a str>, Error> {
    toml_edit::Document::parse(text).map_err(|error| complaint::error(path, text, error.message(), error.span()))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::clock::Length;
    use crate::error::Kind;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rules {
        team: Team,
        #[serde(default)]
        stages: Vec<Stage>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Team {
        name: String,
        #[serde(rename = "language")]
        _language: Option<crate::lang::Lang>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Stage {
        stay: Length,
        #[serde(rename = "probability")]
        _probability: Option<u8>,
    }

    fn refused(text: &str) -> Error {
        let error = parse::<Rules>(Path::new("salesrec.toml"), text).unwrap_err();
        assert_eq!(error.kind, Kind::Unreadable);
        error
    }

    /// The line, the column and the text under the caret.
    fn caret(error: &Error) -> (usize, usize, &str) {
        let place = error.place.as_ref().unwrap();
        (place.line, place.column, &place.source[place.span.clone()])
    }

    #[test]
    fn settings_are_typed() {
        let rules: Rules =
            parse(Path::new("salesrec.toml"), "\u{feff}[team]\r\nname = \"甲\"\r\n[[stages]]\nstay = \"2w\"\n")
                .unwrap();
        assert_eq!((rules.team.name.as_str(), rules.stages[0].stay.days()), ("甲", 14));
    }

    #[test]
    fn an_unknown_key_is_shown_in_its_place_with_the_likely_one() {
        let error = refused("[team]\nname = \"甲\"\nlanguge = \"zh\"\n");
        assert_eq!(caret(&error), (3, 1, "languge"));
        assert_eq!(error.message.en, "unknown key `languge`");
        assert_eq!(error.hints[0].en, "did you mean `language`?");
        let error = refused("[team]\nname = \"甲\"\ncolour = 1\n");
        assert_eq!(error.hints[0].en, "the keys here: `name`, `language`");
    }

    #[test]
    fn a_place_in_a_file_with_a_byte_order_mark_is_right() {
        assert_eq!(caret(&refused("\u{feff}teem = 1\n")), (1, 1, "teem"));
        assert_eq!(caret(&refused("\u{feff}[team]\r\nname = \"甲\"\r\nx = 1\r\n")), (3, 1, "x"));
    }

    #[test]
    fn a_wrong_value_says_what_was_expected_in_both_languages() {
        for (line, caret_at, en, zh) in [
            ("[team]\nname = 3", (2, 8, "3"), "expected text in quotes, found integer `3`", "整数 `3`"),
            ("[team]\nname = [1]", (2, 8, "[1]"), "expected text in quotes, found a list", "却是列表"),
            ("team = 3", (1, 8, "3"), "expected a table, found integer `3`", "应为表"),
            ("stages = 3\n[team]\nname = \"a\"", (1, 10, "3"), "expected a list, found integer `3`", "应为列表"),
            (
                "[team]\nname = \"a\"\nlanguage = \"fr\"",
                (3, 12, "\"fr\""),
                "`fr` is not one of `en`, `zh`",
                "`fr` 不在可选值",
            ),
            (
                "[team]\nname = \"a\"\n[[stages]]\nstay = \"2q\"",
                (4, 8, "\"2q\""),
                "expected a length of time such as 21d, 2w or 48h, found string \"2q\"",
                "应为时长",
            ),
            (
                "[team]\nname = \"a\"\n[[stages]]\nstay = \"2d\"\nprobability = 999",
                (5, 15, "999"),
                "expected a whole number from 0 to 255, found integer `999`",
                "0 到 255",
            ),
        ] {
            let error = refused(line);
            assert_eq!(caret(&error), caret_at, "{line}");
            assert_eq!(error.message.en, en, "{line}");
            assert!(error.message.zh.contains(zh), "{line}: {}", error.message.zh);
        }
    }

    #[test]
    fn broken_toml_points_where_it_broke() {
        for (text, caret_at, en) in [
            ("[team\nname = \"a\"", (1, 6, ""), "`]` is missing here"),
            ("[team]\nname = \"abc\n", (2, 12, ""), "`\"` is missing here"),
            ("[team]\nname \"abc\"\n", (2, 6, ""), "`=` is missing here"),
            ("[team]\nname = 张三\n", (2, 8, "张三"), "text must be in quotes"),
            ("[team]\nname = \"a\"\nname = \"b\"\n", (3, 1, "name"), "`name` is written twice"),
            ("[team]\nname = \"\\q\"\n", (2, 10, ""), "this is not valid TOML"),
        ] {
            let error = refused(text);
            assert_eq!(error.message.en, en, "{text}");
            assert_eq!(caret(&error), caret_at, "{text}");
        }
    }

    #[test]
    fn a_missing_key_is_named() {
        let error = refused("[team]\nlanguage = \"zh\"\n");
        assert_eq!((caret(&error), error.message.en.as_ref()), ((1, 1, "[team]"), "`name` is missing"));
        let error = refused("");
        assert_eq!((error.place.unwrap().line, error.message.zh.as_ref()), (0, "缺少 `team`"));
    }
}
