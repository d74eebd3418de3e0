//! Live completion: what could stand in the place of the word that is being typed.
//!
//! A shell asks `salesrec __complete SHELL INDEX WORDS…` and gets a line for each candidate: the word, a tab, what tells
//! of it. Commands and options are clap's to complete; what the records and salesrec.toml hold is found by letters, in pinyin
//! and in the other Chinese script, as a command would find it. Contents are read of the one client that is named.

use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use clap::ValueHint;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};

use super::{Context, Desk, spelt_out};
use crate::cli;
use crate::lang::{Lang, Text, visible};
use crate::lint;
use crate::record::{Client, Term, Wanted, fold, spelt, stem_parts};
use crate::store::{Found, Look};

/// The first word that asks for a completion.
pub const ASKED: &str = "__complete";

/// So many candidates are enough to choose from.
const MOST: usize = 200;

/// Something that could be meant: the word to type, what tells of it, and what else it is called.
struct Thing {
    word: String,
    help: String,
    names: Vec<String>,
}

impl Thing {
    fn new(word: &str, help: &str) -> Self {
        Self { word: word.to_string(), help: help.to_string(), names: vec![word.to_string()] }
    }

    fn called<S: AsRef<str>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.names.extend(names.into_iter().map(|name| name.as_ref().to_string()));
        self
    }
}

/// What completion knows: the records, and the client that the words name.
struct Known {
    desk: Option<Desk>,
    client: Option<String>,
    lang: Lang,
    /// fish keeps only candidates that hold the letters typed.
    by_letters: bool,
}

/// The lines for a shell; nothing where nothing fits or anything fails, as nobody could read a message there.
pub fn live(asked: &[OsString]) -> String {
    let [shell, index, words @ ..] = asked else { return String::new() };
    let Some(index) = index.to_str().and_then(|index| index.parse::<usize>().ok()) else { return String::new() };
    let mut words: Vec<OsString> = words.iter().take(index + 1).cloned().collect();
    words.resize(index + 1, OsString::new());
    if shell == "bash" {
        words = words.iter().map(|word| unquoted(word)).collect();
    }
    // bash takes `--deal=x` for three words, and only wants the last one again.
    let cut = if shell == "bash" { joined(&mut words) } else { 0 };
    let mut words = spelt_out(words);
    if words.len() <= 1 {
        words = vec!["salesrec".into(), OsString::new()];
    }
    let at = words.len() - 1;
    let (context, _) = Context::gather(cli::early(&words));
    let mut command = cli::command(context.lang);
    let client = client(&command, &words[..at]);
    let known = Known { desk: context.desk().ok(), client, lang: context.lang, by_letters: shell == "fish" };
    command = completed(command, &Arc::new(known));
    let found = complete(&mut command, words, at, None).unwrap_or_default();
    found.iter().take(MOST).map(|candidate| line(candidate, cut)).collect()
}

/// One line of the answer.
fn line(candidate: &CompletionCandidate, cut: usize) -> String {
    let word = candidate.get_value().to_string_lossy();
    let word = visible(word.get(cut..).unwrap_or_default()).into_owned();
    let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
    let help = visible(help.lines().next().unwrap_or_default()).into_owned();
    format!("{word}\t{help}\n")
}

/// A word as it is meant: bash passes it as it is typed, perhaps with a quote that is still open.
fn unquoted(word: &OsStr) -> OsString {
    let Some(word) = word.to_str() else { return word.to_os_string() };
    let closed = || shlex::split(word).and_then(|mut words| words.pop().filter(|_| words.is_empty()));
    closed().unwrap_or_else(|| word.trim_start_matches(['\'', '"']).replace('\\', "")).into()
}

/// Puts `--deal`, `=`, `x` together again; how many bytes of the last word the shell does not want back.
fn joined(words: &mut Vec<OsString>) -> usize {
    let mut all: Vec<OsString> = Vec::new();
    let mut cut = 0;
    for word in std::mem::take(words) {
        let option = |word: &OsStr| word.to_str().is_some_and(|word| word.starts_with("--"));
        match all.last_mut() {
            Some(last) if word == "=" && option(last) => {
                last.push("=");
                cut = last.len();
            }
            Some(last) if option(last) && last.to_string_lossy().ends_with('=') => {
                cut = last.len();
                last.push(&word);
            }
            _ => {
                all.push(word);
                cut = 0;
            }
        }
    }
    *words = all;
    cut
}

/// The client that the words before the one being typed name.
fn client(command: &clap::Command, words: &[OsString]) -> Option<String> {
    let mut command = command;
    let mut words = words.iter().skip(1).filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if let Some(option) = word.strip_prefix('-') {
            if word.contains('=') {
                continue;
            }
            let named = |arg: &&clap::Arg| match option.strip_prefix('-') {
                Some(long) => arg.get_long() == Some(long),
                None => arg.get_short().is_some_and(|short| option.ends_with(short)),
            };
            if command.get_arguments().find(named).is_some_and(|arg| arg.get_action().takes_values()) {
                words.next();
            }
        } else if let Some(below) = command.find_subcommand(word) {
            command = below;
        } else {
            let first = command.get_positionals().next()?;
            return (value_name(first) == Some("CLIENT")).then(|| word.to_string());
        }
    }
    None
}

fn value_name(arg: &clap::Arg) -> Option<&str> {
    arg.get_value_names()?.first().map(AsRef::as_ref)
}

/// The command line with what completes its values.
fn completed(command: clap::Command, known: &Arc<Known>) -> clap::Command {
    let command = command.mut_args(|arg| {
        let Some(name) = value_name(&arg).map(str::to_string) else { return arg };
        if matches!(name.as_str(), "PATH" | "FILE" | "DIR") {
            return arg.value_hint(ValueHint::AnyPath);
        }
        let sort = match (name.as_str(), arg.get_long()) {
            // A reason is one of the vocabulary only where a deal was lost.
            ("REASON", Some("no-next" | "with-gaps")) => return arg,
            ("REASON", _) => "REASON",
            (name, _) => match SORTS.iter().find(|sort| **sort == name) {
                Some(sort) => sort,
                None => return arg,
            },
        };
        let known = Arc::clone(known);
        arg.add(ArgValueCompleter::new(move |typed: &OsStr| known.candidates(sort, &typed.to_string_lossy())))
    });
    command.mut_subcommands(|below| completed(below, known))
}

/// What is known by the names of values.
const SORTS: [&str; 17] = [
    "CLIENT",
    "PERSON",
    "CONTACT",
    "WHOM",
    "DEAL",
    "STAGE",
    "ACTION",
    "MILESTONE",
    "PROMISE",
    "METHOD",
    "ROLE",
    "SOURCE",
    "CLASS",
    "ATTITUDE",
    "DEGREE",
    "REGION",
    "RULE",
];

impl Known {
    fn candidates(&self, sort: &str, typed: &str) -> Vec<CompletionCandidate> {
        let fits = self.fitting(sort, typed);
        let candidate = |thing: Thing| {
            let hidden = self.by_letters && !fold(&thing.word).contains(&fold(typed));
            let (word, help) = match spelt(stem_parts(&thing.word).map_or(&thing.word, |(name, _)| name)) {
                // Said as it is typed, and found again by its sound.
                Some(sound) if hidden => (sound, thing.word),
                _ => (thing.word, thing.help),
            };
            let help = (!help.is_empty()).then(|| help.into());
            CompletionCandidate::new(word).help(help)
        };
        fits.into_iter().take(MOST).enumerate().map(|(at, thing)| candidate(thing).display_order(Some(at))).collect()
    }

    /// Those that begin with what was typed; when none does, all that it fits, the best first.
    fn fitting(&self, sort: &str, typed: &str) -> Vec<Thing> {
        let Some(desk) = &self.desk else { return Vec::new() };
        if sort == "CLIENT" {
            return desk.store.offered(typed, MOST).iter().map(|file| Thing::new(file.id(), "")).collect();
        }
        let things = self.things(desk, sort);
        if typed.is_empty() {
            return things;
        }
        let start = fold(typed);
        if things.iter().any(|thing| fold(&thing.word).starts_with(&start)) {
            return things.into_iter().filter(|thing| fold(&thing.word).starts_with(&start)).collect();
        }
        let wanted = Wanted::new(typed);
        let person = matches!(sort, "PERSON" | "CONTACT" | "WHOM");
        let rank = |name: &String| if person { wanted.rank_person(name) } else { wanted.rank(name) };
        let mut ranked: Vec<_> =
            things.into_iter().filter_map(|thing| Some((thing.names.iter().filter_map(rank).min()?, thing))).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, thing)| thing).collect()
    }

    fn things(&self, desk: &Desk, sort: &str) -> Vec<Thing> {
        let words = &desk.team.vocabulary;
        match sort {
            "PERSON" => {
                let active = desk.team.people.iter().filter(|person| person.active);
                active.map(|person| Thing::new(&person.id, person.shown()).called(person.names())).collect()
            }
            "STAGE" => {
                let stages = desk.team.stages.0.iter();
                stages.map(|stage| Thing::new(&stage.name, "").called(stage.names())).collect()
            }
            "METHOD" => terms(&words.methods),
            "ROLE" => terms(&words.roles),
            "SOURCE" => terms(&words.sources),
            "CLASS" => terms(&words.classes),
            "ATTITUDE" => terms(&words.attitudes),
            "DEGREE" => terms(&words.intents),
            "REASON" => terms(&words.loss_reasons),
            "REGION" => {
                let mut regions: Vec<&str> = desk.team.people.iter().filter_map(|one| one.region.as_deref()).collect();
                regions.sort_unstable();
                regions.dedup();
                regions.into_iter().map(|region| Thing::new(region, "")).collect()
            }
            "RULE" => lint::ALL.iter().map(|rule| self.rule(rule.about().id, &rule.about().says)).collect(),
            _ => self.record(desk).map(|client| of_client(&client, sort)).unwrap_or_default(),
        }
    }

    fn rule(&self, id: &str, title: &Text) -> Thing {
        Thing::new(id, title.get(self.lang))
    }

    /// The record of the client that the words name, or that the last command named.
    fn record(&self, desk: &Desk) -> Option<Client> {
        let file = match &self.client {
            Some(said) => match desk.store.seek_by_names(said, Look::Clients) {
                Found::One(file, _) => file,
                Found::Several(_) | Found::None(_) => return None,
            },
            None => desk.recent()?.0,
        };
        desk.store.load(&file).ok().map(|loaded| loaded.client)
    }
}

fn terms(terms: &[Term]) -> Vec<Thing> {
    terms.iter().map(|term| Thing::new(&term.name, "").called(term.names())).collect()
}

/// What a client's record holds of a sort.
fn of_client(client: &Client, sort: &str) -> Vec<Thing> {
    match sort {
        "CONTACT" | "WHOM" => {
            let help = |role: &Option<String>| role.clone().unwrap_or_default();
            client.contacts.iter().map(|contact| Thing::new(&contact.name, &help(&contact.role))).collect()
        }
        "DEAL" => {
            let help = |stage: &Option<String>| stage.clone().unwrap_or_default();
            client.deals.iter().map(|deal| Thing::new(&deal.name, &help(&deal.stage))).collect()
        }
        "ACTION" => {
            let open = client.actions.iter().filter(|action| action.is_open());
            let thing = |action: &crate::record::Action| {
                let word = action.id.as_deref().unwrap_or(&action.action);
                Thing::new(word, &action.action).called([&action.action])
            };
            open.map(thing).collect()
        }
        "MILESTONE" => {
            let all = client.deals.iter().flat_map(|deal| &deal.milestones);
            all.filter(|one| one.done.is_none()).map(|one| Thing::new(&one.milestone, "")).collect()
        }
        "PROMISE" => {
            let open = client.promises.iter().filter(|promise| promise.kept.is_none());
            open.map(|promise| Thing::new(&promise.promise, "")).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn what_bash_takes_apart_is_put_together() {
        let mut said = words(&["salesrec", "log", "--deal", "=", "hw"]);
        assert_eq!((joined(&mut said), said), (7, words(&["salesrec", "log", "--deal=hw"])));
        let mut said = words(&["salesrec", "log", "--deal", "="]);
        assert_eq!((joined(&mut said), said), (7, words(&["salesrec", "log", "--deal="])));
        let mut said = words(&["salesrec", "show", "--deal", "hw"]);
        assert_eq!((joined(&mut said), said.len()), (0, 4));
    }

    #[test]
    fn quotes_that_are_typed_are_no_letters() {
        let cases = [("'a b", "a b"), ("'a b'", "a b"), (r"a\ b", "a b"), ("ab", "ab"), ("", "")];
        for (typed, meant) in cases {
            assert_eq!(unquoted(OsStr::new(typed)), meant, "{typed}");
        }
    }

    #[test]
    fn the_client_is_the_first_word_that_is_no_option_and_no_command() {
        let tree = cli::command(Lang::En);
        let named = |said: &[&str]| client(&tree, &words(said));
        assert_eq!(named(&["salesrec", "log", "hw"]), Some("hw".to_string()));
        assert_eq!(named(&["salesrec", "log", "-m", "phone", "hw", "x"]), Some("hw".to_string()));
        assert_eq!(named(&["salesrec", "milestone", "done", "hw"]), Some("hw".to_string()));
        assert_eq!(named(&["salesrec", "person", "show", "ann"]), None);
        assert_eq!(named(&["salesrec", "log"]), None);
    }

    #[test]
    fn every_sort_of_value_is_one_of_the_command_line() {
        fn names(command: &clap::Command, into: &mut Vec<String>) {
            into.extend(command.get_arguments().filter_map(value_name).map(str::to_string));
            command.get_subcommands().for_each(|below| names(below, into));
        }
        let mut all = Vec::new();
        names(&cli::command(Lang::En), &mut all);
        for sort in SORTS {
            assert!(all.iter().any(|name| name == sort), "{sort}");
        }
    }
}
