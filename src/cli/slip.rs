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

/// A sub-command behind what it is for, and what was likely meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Turned {
    /// The sub-command: `approve`.
    pub verb: String,
    /// What stands before it: `--week W26 tom`.
    pub before: String,
    /// The whole line as it was likely meant.
    pub meant: String,
}

/// The line as it was likely meant, where a person, a client or options stand before the sub-command that they are for:
/// `review tom approve harbour`, `review harbour approve`, `review --week W26 approve harbour`.
pub(super) fn turned(tree: &Command, words: &[OsString]) -> Option<Turned> {
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
    let is_moved = |at: &usize| person == Some(*at) || options.iter().any(|option| option.contains(at));
    let typed = |at: usize| quoted(words[at]);
    let before: Vec<String> = (1..at).filter(is_moved).map(typed).collect();
    let mut line: Vec<String> = (1..words.len()).filter(|at| !is_moved(at)).map(typed).collect();
    // Nothing behind the verb moves.
    let behind_verb = line.len() - (words.len() - at - 1);
    if let Some(person) = person {
        let (said, wanted) = (typed(person), here.get_positionals().next()?.get_id());
        match verb.get_arguments().find(|argument| argument.get_id() == wanted)? {
            argument if argument.is_positional() || lacks_words(tree, verb, &words[at + 1..]) => {
                line.insert(behind_verb, said);
            }
            argument => line.extend([format!("--{}", argument.get_long()?), said]),
        }
    }
    for range in options {
        option(verb, words[range.start])?;
        line.extend(words.get(range)?.iter().map(|word| quoted(word)));
    }
    let (verb, before) = (verb.get_name().to_string(), before.join(" "));
    Some(Turned { verb, before, meant: format!("salesrec {}", line.join(" ")) })
}

/// Whether a verb takes words of its own, and has none among those behind it nor an option in their place.
fn lacks_words(tree: &Command, verb: &Command, behind: &[&str]) -> bool {
    let Some(own) = verb.get_positionals().next() else { return false };
    let instead = verb.get_arg_conflicts_with(own);
    let mut at = 0;
    while let Some(word) = behind.get(at).filter(|word| word.starts_with('-')) {
        let known = option(verb, word).or(option(tree, word));
        if known.is_some_and(|known| instead.iter().any(|instead| instead.get_id() == known.get_id())) {
            return false;
        }
        at += known.map_or(1, |option| length(option, word));
    }
    at >= behind.len()
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

    type Moved = Option<(String, String, String)>;

    /// The verb, what stood before it, and the line as it was meant.
    fn to(verb: &str, before: &str, line: &str) -> Moved {
        Some((verb.into(), before.into(), line.into()))
    }

    fn moved(line: &str) -> Moved {
        let words: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        let turned = turned(&crate::cli::command(Lang::En), &words)?;
        Some((turned.verb, turned.before, turned.meant))
    }

    #[test]
    fn a_person_before_the_sub_command_is_put_where_it_takes_one() {
        assert_eq!(
            moved("salesrec --as eve review tom approve x --comment good"),
            to("approve", "tom", "salesrec --as eve review approve x --comment good --person tom")
        );
        assert_eq!(
            moved("salesrec review tom approve --all-clean"),
            to("approve", "tom", "salesrec review approve --all-clean --person tom")
        );
        assert_eq!(moved("salesrec review tom show x"), to("show", "tom", "salesrec review show tom x"));
        assert_eq!(moved("salesrec review tom status"), None);
        assert_eq!(moved("salesrec review tom"), None);
    }

    #[test]
    fn the_only_word_is_the_client_where_the_sub_command_needs_one() {
        assert_eq!(
            moved("salesrec review harbour approve"),
            to("approve", "harbour", "salesrec review approve harbour")
        );
        assert_eq!(
            moved("salesrec review harbour return --comment why -C x"),
            to("return", "harbour", "salesrec review return harbour --comment why -C x")
        );
        assert_eq!(
            moved("salesrec review --week W26 approve kelso"),
            to("approve", "--week W26", "salesrec review approve kelso --week W26")
        );
        assert_eq!(
            moved("salesrec review --week=W26 harbour approve"),
            to("approve", "'--week=W26' harbour", "salesrec review approve harbour '--week=W26'")
        );
    }
}
