//! Asking back: what was typed and could mean several things is asked about on a terminal, and the command runs again
//! with the answer in its place.

use std::ffi::OsString;

use crate::error::{Candidate, Error, Kind, Result, Room};
use crate::lang::Text;
use crate::ui::Ui;

/// The words of the command with what was chosen among the candidates of `error` in its place; none when there is
/// nobody to ask, nothing to choose from, or none is chosen.
///
/// A command that fails for such a reason has written nothing: names are understood before anything is changed.
///
/// # Errors
/// `Stopped` when the question is broken off.
pub fn words(ui: &Ui, words: &[OsString], error: &Error) -> Result<Option<Vec<OsString>>> {
    let (true, Some(room)) = (ui.input && !error.candidates.is_empty(), &error.room) else { return Ok(None) };
    let Some(place) = place(words, room) else { return Ok(None) };
    let lines = error.candidates.iter().map(|candidate| candidate.line().get(ui.lang).to_string()).collect();
    let asks = match error.kind {
        Kind::NotFound => Text::fixed("; did you mean:", "；是不是："),
        _ => Text::fixed("; which?", "；是哪一个？"),
    };
    let chosen = ui.choose(&error.message.then(&asks), lines, 0)?;
    Ok(chosen.and_then(|at| error.candidates.get(at)).map(|candidate| place.filled(words, candidate)))
}

/// Where the answer goes.
enum Place {
    /// A word of its own.
    Word(usize),
    /// After the `=` of an option.
    Value(usize, String),
    /// At the end, after this option where there is one.
    End(Option<&'static str>),
}

fn place(words: &[OsString], room: &Room) -> Option<Place> {
    let said = match room {
        Room::Option(option) => return Some(Place::End(Some(option))),
        Room::Last => return Some(Place::End(None)),
        Room::Word(said) => said,
    };
    let after_command = || words.iter().enumerate().skip(2);
    let whole = after_command().find(|(_, word)| word.to_str() == Some(said));
    let value = || {
        after_command().find_map(|(at, word)| {
            let (option, value) = word.to_str()?.split_once('=')?;
            (option.starts_with("--") && value == said).then(|| Place::Value(at, format!("{option}=")))
        })
    };
    whole.map(|(at, _)| Place::Word(at)).or_else(value)
}

impl Place {
    fn filled(self, words: &[OsString], candidate: &Candidate) -> Vec<OsString> {
        let mut words = words.to_vec();
        match self {
            Self::Word(at) => words[at] = candidate.word.clone().into(),
            Self::Value(at, option) => words[at] = format!("{option}{}", candidate.word).into(),
            Self::End(option) => {
                words.extend(option.map(OsString::from));
                words.push(candidate.word.clone().into());
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(words: &[&str], room: &Room) -> Option<Vec<String>> {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        let answer = Candidate::from("X".to_string());
        let filled = place(&words, room)?.filled(&words, &answer);
        Some(filled.into_iter().map(|word| word.into_string().unwrap()).collect())
    }

    #[test]
    fn the_answer_takes_the_place_of_what_was_said() {
        let said = Room::Word("hw".to_string());
        assert_eq!(filled(&["salesrec", "show", "hw"], &said).unwrap(), ["salesrec", "show", "X"]);
        assert_eq!(filled(&["salesrec", "show", "--deal=hw"], &said).unwrap(), ["salesrec", "show", "--deal=X"]);
        assert_eq!(filled(&["hw", "show", "a"], &said), None);
        let option = Room::Option("--deal");
        assert_eq!(filled(&["salesrec", "show", "a"], &option).unwrap(), ["salesrec", "show", "a", "--deal", "X"]);
    }
}
