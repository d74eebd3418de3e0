//! Own names for commands, from the user's file: `[aliases]` with `call = "log --method phone"`.

use std::ffi::OsString;

use super::{Command, env};
use crate::config::UserConfig;

/// Options before the command that take the next word.
const WITH_VALUE: [&str; 7] = ["-C", "--dir", "--lang", "--as", "--format", "--color", "--width"];

/// The words with an alias in the place of the command spelt out. The name of a command is never an alias, so that what
/// somebody sets for the own hand does not change what scripts mean.
pub fn spelt_out(words: Vec<OsString>) -> Vec<OsString> {
    let Some(at) = command(&words) else { return words };
    let Some(name) = words[at].to_str().filter(|name| Command::alone(name).is_none()) else { return words };
    // A broken file is complained of when its settings are gathered.
    let user = UserConfig::path(&env).and_then(|path| UserConfig::load(&path)).unwrap_or_default();
    let Some(meant) = user.aliases.get(name).and_then(|meant| shlex::split(meant)) else { return words };
    let mut all = words;
    all.splice(at..=at, meant.into_iter().map(OsString::from));
    all
}

/// Where the command stands among the words.
fn command(words: &[OsString]) -> Option<usize> {
    let mut at = 1;
    while let Some(word) = words.get(at) {
        let word = word.to_str()?;
        if !word.starts_with('-') {
            return Some(at);
        }
        at += if WITH_VALUE.contains(&word) { 2 } else { 1 };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_stands_after_the_global_options() {
        let at = |words: &[&str]| command(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(at(&["salesrec", "call", "a"]), Some(1));
        assert_eq!(at(&["salesrec", "-C", "dir", "--lang=zh", "-q", "call"]), Some(5));
        assert_eq!(at(&["salesrec", "--help"]), None);
    }
}
