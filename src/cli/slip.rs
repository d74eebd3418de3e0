//! A slip in the name of a sub-command, where the command takes words of its own too: `review aprove` is the person of
//! that name to the parser, and what follows is then wrong.

use std::ffi::OsString;

use clap::Command;

use crate::commands::verb_near;
use crate::lang::quoted;

/// A slip, and what was likely meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// The command as it was typed, without what follows: `review aprove`.
    pub typed: String,
    /// The whole line as it was likely meant.
    pub meant: String,
}

/// The slip in these words, if there is one.
pub(super) fn slip(tree: &Command, words: &[OsString]) -> Option<Slip> {
    let words: Vec<&str> = words.iter().map(|word| word.to_str()).collect::<Option<_>>()?;
    let (mut here, mut at, mut path) = (tree, 1, Vec::new());
    loop {
        let word = *words.get(at)?;
        if word.starts_with('-') {
            at += option(tree, word).or(option(here, word)).map_or(1, |option| length(option, word));
            continue;
        }
        path.push(word);
        match here.find_subcommand(word) {
            Some(command) => here = command,
            None => break,
        }
        at += 1;
    }
    // A command without words of its own, the parser corrects by itself.
    here.get_positionals().next()?;
    let near = verb_near(words[at], here.get_subcommands().map(Command::get_name))?;
    let line = words.iter().enumerate().skip(1).map(|(here, word)| quoted(if here == at { near } else { word }));
    Some(Slip {
        typed: path.join(" "),
        meant: std::iter::once("salesrec".into()).chain(line).collect::<Vec<_>>().join(" "),
    })
}

/// The line as it was likely meant, where a person or options stand before the sub-command that they are for: `review tom
/// approve harbour`, `review --week W26 approve harbour`.
pub(super) fn turned(tree: &Command, words: &[OsString]) -> Option<String> {
    let words: Vec<&str> = words.iter().map(|word| word.to_str()).collect::<Option<_>>()?;
    let (mut here, mut at, mut person, mut options) = (tree, 1, None, Vec::new());
    let verb = loop {
        let word = *words.get(at)?;
        if word.starts_with('-') {
            let global = option(tree, word);
            let end = at + global.or(option(here, word)).map_or(1, |option| length(option, word));
            if global.is_none() {
                options.push(at..end);
            }
            at = end;
            continue;
        }
        match here.find_subcommand(word) {
            Some(command) if person.is_some() || !options.is_empty() => break command,
            Some(command) => here = command,
            None if person.is_none() && here.get_positionals().next().is_some() => person = Some(at),
            None => return None,
        }
        at += 1;
    };
    let moves = |at: &usize| person == Some(*at) || options.iter().any(|option| option.contains(at));
    let mut line: Vec<String> = (1..words.len()).filter(|at| !moves(at)).map(|at| quoted(words[at])).collect();
    // Nothing behind the verb moves.
    let behind_verb = line.len() - (words.len() - at - 1);
    if let Some(person) = person {
        let (said, wanted) = (quoted(words[person]), here.get_positionals().next()?.get_id());
        match verb.get_arguments().find(|argument| argument.get_id() == wanted)? {
            argument if argument.is_positional() => line.insert(behind_verb, said),
            argument => line.extend([format!("--{}", argument.get_long()?), said]),
        }
    }
    for range in options {
        option(verb, words[range.start])?;
        line.extend(words.get(range)?.iter().map(|word| quoted(word)));
    }
    Some(format!("salesrec {}", line.join(" ")))
}

/// How many words an option and its value are.
fn length(option: &clap::Arg, word: &str) -> usize {
    if option.get_action().takes_values() && !word.contains('=') { 2 } else { 1 }
}

/// The option of a command that a word is: `--week`, `--week=W26`, `-w`.
fn option<'c>(command: &'c Command, word: &str) -> Option<&'c clap::Arg> {
    let (long, short) = (word.strip_prefix("--"), word.strip_prefix('-'));
    let long = long.map(|long| long.split_once('=').map_or(long, |(name, _)| name));
    command.get_arguments().find(|argument| {
        argument.get_long().is_some_and(|known| long == Some(known))
            || argument.get_short().is_some_and(|known| short.is_some_and(|said| said.chars().eq([known])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn found(line: &str) -> Option<(String, String)> {
        let words: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        slip(&crate::cli::command(Lang::En), &words).map(|slip| (slip.typed, slip.meant))
    }

    #[test]
    fn a_slip_in_a_sub_command_is_found_behind_options() {
        let expected = |typed: &str, meant: &str| Some((typed.to_string(), meant.to_string()));
        assert_eq!(
            found("salesrec review aprove --all-clean"),
            expected("review aprove", "salesrec review approve --all-clean")
        );
        assert_eq!(
            found("salesrec --as tom -C x review --week W26 retrun a"),
            expected("review retrun", "salesrec --as tom -C x review --week W26 return a")
        );
        assert_eq!(found("salesrec review tom --nonsense"), None);
        assert_eq!(found("salesrec review approve --nonsense"), None);
        assert_eq!(found("salesrec reviw approve"), None, "the parser corrects it");
    }

    #[test]
    fn a_person_before_the_sub_command_is_put_where_it_takes_one() {
        let meant = |line: &str| {
            let words: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
            turned(&crate::cli::command(Lang::En), &words)
        };
        let expected = |line: &str| Some(line.to_string());
        assert_eq!(
            meant("salesrec --as eve review tom approve x --comment good"),
            expected("salesrec --as eve review approve x --comment good --person tom")
        );
        assert_eq!(meant("salesrec review tom show x"), expected("salesrec review show tom x"));
        assert_eq!(meant("salesrec review tom status"), None);
        assert_eq!(meant("salesrec review tom"), None);
    }
}
