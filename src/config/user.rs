//! The user's own settings: who I am, my language, my editor.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Deserialize;
use toml_edit::{Item, Value};

use super::complaint::near;
use super::{Origin, Setting, edit, flatten, parse, tree};
use crate::error::{Error, Kind, Result};
use crate::lang::{Lang, Text, list_of};
use crate::text;

/// The keys of the user's file.
pub const USER_KEYS: [&str; 3] = ["me", "language", "editor"];

/// The user's own settings; all of them may be absent.
#[derive(Clone, Debug, Default)]
pub struct UserConfig {
    /// The person that the user is: an id or a name of the team's people.
    pub me: Option<String>,
    /// The language to speak.
    pub language: Option<Lang>,
    /// The command that opens a file.
    pub editor: Option<String>,
    /// Own names for commands, each for the words that it stands for.
    pub aliases: BTreeMap<String, String>,
    /// What the file holds, in its order.
    pub settings: Vec<Setting>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    me: Option<String>,
    language: Option<Lang>,
    editor: Option<String>,
    #[serde(default)]
    aliases: BTreeMap<String, String>,
}

impl UserConfig {
    /// The file: `SALESREC_CONFIG`, else `salesrec/config.toml` in `$XDG_CONFIG_HOME` or `~/.config` (on Windows in the
    /// roaming application data). [`Kind::System`] when the user has no home.
    pub fn path(env: &dyn Fn(&str) -> Option<String>) -> Result<PathBuf> {
        if let Some(path) = env("SALESREC_CONFIG").filter(|path| !path.is_empty()) {
            return Ok(PathBuf::from(path));
        }
        let base = etcetera::choose_base_strategy().map_err(|_| {
            Error::new(Kind::System, text!("cannot find your home directory", "找不到用户主目录"))
                .hint(text!("set HOME, or SALESREC_CONFIG=FILE", "请设置 HOME，或 SALESREC_CONFIG=文件"))
        })?;
        Ok(base.config_dir().join("salesrec").join("config.toml"))
    }

    /// The folder of what the program keeps for the user between commands: `SALESREC_STATE`, else `salesrec` in
    /// `$XDG_STATE_HOME` or `~/.local/state` (on Windows in the local application data). None when the user has no home.
    pub fn state(env: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
        if let Some(path) = env("SALESREC_STATE").filter(|path| !path.is_empty()) {
            return Some(PathBuf::from(path));
        }
        let base = etcetera::choose_base_strategy().ok()?;
        Some(base.state_dir().unwrap_or_else(|| base.cache_dir()).join("salesrec"))
    }

    /// The settings in the file, none when there is no file.
    ///
    /// [`Kind::System`] when it cannot be read; [`Kind::Unreadable`] with the place as [`parse`] says, unknown keys
    /// included.
    pub fn load(path: &Path) -> Result<Self> {
        let text = read(path)?;
        let Written { me, language, editor, aliases } = parse(path, &text)?;
        Ok(Self { me, language, editor, aliases, settings: flatten(path, &text, Origin::User)? })
    }

    /// Where in the file the key is set.
    pub fn origin(&self, key: &str) -> Option<Origin> {
        self.settings.iter().find(|setting| setting.key == key).map(|setting| setting.origin.clone())
    }
}

fn read(path: &Path) -> Result<String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => {
            let path = path.display();
            Err(Error::io(text!("cannot read {path}", "无法读取 {path}"), &error))
        }
    }
}

/// The text of the user's file with `key` set, one of [`USER_KEYS`] or `aliases.NAME`; it need not exist yet.
///
/// [`Kind::Usage`] for an unknown key or language; errors of [`UserConfig::load`] when the file is broken as it is.
pub fn set_user(path: &Path, key: &str, value: &str) -> Result<String> {
    if let Some(name) = key.strip_prefix("aliases.") {
        return set_alias(path, name, value);
    }
    if !USER_KEYS.contains(&key) {
        let error = Error::new(Kind::Usage, text!("no setting named “{key}”", "没有名为“{key}”的设置"));
        let keys = list_of(&[USER_KEYS[0], USER_KEYS[1], USER_KEYS[2], "aliases.NAME"].map(|key| format!("`{key}`")));
        return Err(match near(key, &USER_KEYS) {
            Some(near) => error.hint(text!("did you mean `{near}`?", "是不是想写 `{near}`？")),
            None => error.hint(Text::fixed("you can set ", "可以设置：").then(&keys)),
        });
    }
    let value = match (key, Lang::from_name(value)) {
        ("language", None) => {
            return Err(Error::new(Kind::Usage, text!("no language “{value}”", "没有语言“{value}”"))
                .hint(text!("the languages are `zh` and `en`", "可选的语言：`zh`、`en`")));
        }
        ("language", Some(language)) => language.code(),
        _ => value,
    };
    let text = read(path)?;
    parse::<Written>(path, &text)?;
    Ok(edit::set(&text, tree(path, &text)?.as_table(), key, &Value::from(value)))
}

/// The text of the user's file with an own name for words of a command.
fn set_alias(path: &Path, name: &str, value: &str) -> Result<String> {
    let text = read(path)?;
    let mut wanted = parse::<Written>(path, &text)?.aliases;
    wanted.insert(name.to_string(), value.to_string());
    let tree = tree(path, &text)?;
    let new = match tree.get("aliases").and_then(Item::as_table) {
        Some(aliases) => edit::set(&text, aliases, name, &Value::from(value)),
        None => edit::append_table(&text, "aliases", name, &Value::from(value)),
    };
    // Written inline or with dots, a line at the end of the table would say something else.
    let said = parse::<Written>(path, &new).ok().filter(|said| said.aliases == wanted);
    said.map(|_| new).ok_or_else(|| {
        let shown = path.display();
        Error::new(
            Kind::Refused,
            text!("the aliases in {shown} are no `[aliases]` table", "{shown} 中的 aliases 不是 `[aliases]` 表"),
        )
        .hint(text!("write them one on a line below `[aliases]`", "请把它们逐行写在 `[aliases]` 之下"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        use std::io::Write as _;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("config.toml");
        std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
        (directory, path)
    }

    #[test]
    fn settings_are_read_with_their_lines() {
        let (_directory, path) = file("# mine\nme = \"zhang.san\"\n\nlanguage = \"zh\"\n");
        let user = UserConfig::load(&path).unwrap();
        assert_eq!(
            (user.me.as_deref(), user.language, user.editor.as_deref()),
            (Some("zhang.san"), Some(Lang::Zh), None)
        );
        assert_eq!(user.origin("language"), Some(Origin::User(path, 4)));
        assert_eq!(user.origin("editor"), None);
    }

    #[test]
    fn an_absent_file_holds_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let user = UserConfig::load(&directory.path().join("no/config.toml")).unwrap();
        assert!(user.me.is_none() && user.settings.is_empty());
    }

    #[test]
    fn an_unreadable_file_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(UserConfig::load(directory.path()).unwrap_err().kind, Kind::System);
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_place() {
        let (_directory, path) = file("me = \"a\"\nlangauge = \"zh\"\n");
        let error = UserConfig::load(&path).unwrap_err();
        assert_eq!(error.hints[0].en, "did you mean `language`?");
        let place = error.place.unwrap();
        assert_eq!((place.path, place.line, place.span), (path, 2, 0..8));
    }

    #[test]
    fn the_variable_names_the_file() {
        let env = |name: &str| (name == "SALESREC_CONFIG").then(|| "/else/mine.toml".to_string());
        assert_eq!(UserConfig::path(&env).unwrap(), Path::new("/else/mine.toml"));
        let usual = UserConfig::path(&|_| Some(String::new())).unwrap();
        assert!(usual.ends_with("salesrec/config.toml") && usual.is_absolute(), "{usual:?}");
    }

    #[test]
    fn a_setting_is_replaced_or_added_and_the_rest_stays() {
        let (_directory, path) = file("# mine\nme = 'a' # who\n# end\n");
        assert_eq!(set_user(&path, "me", "张三").unwrap(), "# mine\nme = \"张三\" # who\n# end\n");
        assert_eq!(set_user(&path, "language", "zh_CN").unwrap(), "# mine\nme = 'a' # who\nlanguage = \"zh\"\n# end\n");
        let (_directory, bare) = file("# mine\n\n# nothing yet");
        assert_eq!(set_user(&bare, "me", "a").unwrap(), "# mine\n\n# nothing yet\nme = \"a\"\n");
        let absent = path.with_file_name("none.toml");
        assert_eq!(set_user(&absent, "editor", "code -w").unwrap(), "editor = \"code -w\"\n");
    }

    #[test]
    fn what_cannot_be_set_is_refused() {
        let (_directory, path) = file("me = \"a\"\nx = 1\n");
        assert_eq!(set_user(&path, "me", "b").unwrap_err().place.unwrap().line, 2);
        let unknown = set_user(&path, "langauge", "zh").unwrap_err();
        assert_eq!((unknown.kind, unknown.hints[0].en.as_ref()), (Kind::Usage, "did you mean `language`?"));
        let unknown = set_user(&path, "colour", "red").unwrap_err();
        assert_eq!(unknown.hints[0].en, "you can set `me`, `language`, `editor` and `aliases.NAME`");
        assert_eq!(set_user(&path, "language", "fr").unwrap_err().kind, Kind::Usage);
    }
}
