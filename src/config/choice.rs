//! Which of several sayings counts, and who said it.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Origin, UserConfig};
use crate::lang::Lang;

type Env<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A variable that is set to something.
fn set(env: Env, name: &str) -> Option<String> {
    env(name).filter(|value| !value.trim().is_empty())
}

fn from_environment(env: Env, name: &'static str) -> Option<(String, Origin)> {
    Some((set(env, name)?, Origin::Environment(name)))
}

/// The language to speak: `--lang`, `SALESREC_LANG`, the user's file, the team's (as the caller read it), the locale,
/// English. A variable that names neither language says nothing.
pub fn language(flag: Option<Lang>, env: Env, user: &UserConfig, team: Option<(Lang, Origin)>) -> (Lang, Origin) {
    let environment = || {
        let (name, origin) = from_environment(env, "SALESREC_LANG")?;
        Some((Lang::from_name(&name)?, origin))
    };
    flag.map(|language| (language, Origin::Flag("--lang")))
        .or_else(environment)
        .or_else(|| Some((user.language?, user.origin("language")?)))
        .or(team)
        .or_else(|| locale(env))
        .unwrap_or((Lang::default(), Origin::Default))
}

/// POSIX: the first of the variables that is set decides, even when it names another language.
fn locale(env: Env) -> Option<(Lang, Origin)> {
    let (name, value) = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| Some((name, set(env, name)?)))?;
    Some((Lang::from_name(&value)?, Origin::Locale(name)))
}

/// The command that opens a file for editing: `SALESREC_EDITOR`, the user's file, `VISUAL`, `EDITOR`, `vi` (`notepad`
/// on Windows). It may carry arguments: `code --wait`.
pub fn editor(env: Env, user: &UserConfig) -> (String, Origin) {
    from_environment(env, "SALESREC_EDITOR")
        .or_else(|| Some((user.editor.clone()?, user.origin("editor")?)))
        .or_else(|| from_environment(env, "VISUAL"))
        .or_else(|| from_environment(env, "EDITOR"))
        .unwrap_or_else(|| (if cfg!(windows) { "notepad" } else { "vi" }.to_string(), Origin::Default))
}

/// Who the user says to be: `--as`, `SALESREC_ME`, the user's file. Matching it with the team's people is for the
/// caller, and so is [`git_email`] when this is `None`.
pub fn me_name(flag: Option<&str>, env: Env, user: &UserConfig) -> Option<(String, Origin)> {
    flag.map(|name| (name.to_string(), Origin::Flag("--as")))
        .or_else(|| from_environment(env, "SALESREC_ME"))
        .or_else(|| Some((user.me.clone()?, user.origin("me")?)))
}

/// git's `user.email` as it holds in `directory`; `None` without git or when it is not set.
pub fn git_email(directory: &Path) -> Option<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(directory)
        .args(["config", "--get", "user.email"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let email = String::from_utf8(output.stdout).ok()?.trim().to_string();
    (output.status.success() && !email.is_empty()).then_some(email)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::Setting;
    use super::*;

    fn env(set: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> Option<String> {
        move |name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_string())
    }

    fn user() -> UserConfig {
        let setting = |key: &str, value: &str, line| Setting {
            key: key.into(),
            value: value.into(),
            origin: Origin::User(PathBuf::from("c.toml"), line),
        };
        UserConfig {
            me: Some("zhang.san".into()),
            language: Some(Lang::Zh),
            editor: Some("nano".into()),
            aliases: std::collections::BTreeMap::new(),
            settings: vec![setting("me", "zhang.san", 1), setting("language", "zh", 2), setting("editor", "nano", 3)],
        }
    }

    fn of_user(line: usize) -> Origin {
        Origin::User(PathBuf::from("c.toml"), line)
    }

    #[test]
    fn the_language_is_the_nearest_one_said() {
        let none = UserConfig::default();
        let of_team = (Lang::Zh, Origin::Directory(PathBuf::from("salesrec.toml"), 3));
        let team = Some(of_team.clone());
        let all = env(&[("SALESREC_LANG", "en"), ("LANG", "zh_CN.UTF-8")]);
        assert_eq!(language(Some(Lang::Zh), &all, &user(), team.clone()), (Lang::Zh, Origin::Flag("--lang")));
        assert_eq!(language(None, &all, &user(), team.clone()), (Lang::En, Origin::Environment("SALESREC_LANG")));
        let locale = env(&[("LANG", "en_GB.UTF-8")]);
        assert_eq!(language(None, &locale, &user(), None), (Lang::Zh, of_user(2)));
        assert_eq!(language(None, &locale, &none, team), of_team);
        assert_eq!(language(None, &locale, &none, None), (Lang::En, Origin::Locale("LANG")));
        assert_eq!(language(None, &env(&[]), &none, None), (Lang::En, Origin::Default));
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let none = UserConfig::default();
        let chosen = |set| language(None, &env(set), &none, None);
        assert_eq!(
            chosen(&[("LC_ALL", ""), ("LC_MESSAGES", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")]),
            (Lang::Zh, Origin::Locale("LC_MESSAGES"))
        );
        assert_eq!(chosen(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]), (Lang::En, Origin::Default));
    }

    #[test]
    fn a_variable_that_names_no_known_language_says_nothing() {
        assert_eq!(language(None, &env(&[("SALESREC_LANG", "fr")]), &user(), None), (Lang::Zh, of_user(2)));
        assert_eq!(language(None, &env(&[("SALESREC_LANG", "")]), &user(), None), (Lang::Zh, of_user(2)));
    }

    #[test]
    fn the_editor_is_the_nearest_one_said() {
        let none = UserConfig::default();
        let all = env(&[("SALESREC_EDITOR", "code -w"), ("VISUAL", "emacs"), ("EDITOR", "ed")]);
        assert_eq!(editor(&all, &user()), ("code -w".into(), Origin::Environment("SALESREC_EDITOR")));
        let usual = env(&[("VISUAL", "emacs"), ("EDITOR", "ed")]);
        assert_eq!(editor(&usual, &user()), ("nano".into(), of_user(3)));
        assert_eq!(editor(&usual, &none), ("emacs".into(), Origin::Environment("VISUAL")));
        assert_eq!(editor(&env(&[("EDITOR", "ed")]), &none).1, Origin::Environment("EDITOR"));
        assert_eq!(editor(&env(&[]), &none).1, Origin::Default);
    }

    #[test]
    fn who_i_am_is_the_nearest_one_said() {
        let said = env(&[("SALESREC_ME", "li")]);
        assert_eq!(me_name(Some("wang"), &said, &user()), Some(("wang".into(), Origin::Flag("--as"))));
        assert_eq!(me_name(None, &said, &user()), Some(("li".into(), Origin::Environment("SALESREC_ME"))));
        assert_eq!(me_name(None, &env(&[]), &user()), Some(("zhang.san".into(), of_user(1))));
        assert_eq!(me_name(None, &env(&[]), &UserConfig::default()), None);
    }

    #[test]
    fn git_is_asked_in_the_directory() {
        let directory = tempfile::tempdir().unwrap();
        let git = |args: &[&str]| Command::new("git").arg("-C").arg(directory.path()).args(args).output();
        let made = git(&["init", "-q"]).is_ok_and(|output| output.status.success());
        if made {
            git(&["config", "user.email", "zhang@a.example"]).unwrap();
        }
        assert_eq!(git_email(directory.path()), made.then(|| "zhang@a.example".to_string()));
        assert_eq!(git_email(&directory.path().join("none")), None);
    }
}
