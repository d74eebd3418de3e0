//! Traditional against simplified Chinese.

use std::collections::HashSet;

/// Traditional characters, each followed by its simplified one, in order of their code points: from the table
/// `TSCharacters` of OpenCC (<https://github.com/BYVoid/OpenCC>, Apache-2.0), as far as both stand in three bytes.
const PAIRS: &str = include_str!("simplified.txt");

/// The bytes of a pair.
const PAIR: usize = 6;

/// A word of which each character may be written in either script.
#[derive(Clone, Debug, Default)]
pub struct EitherScript {
    /// For each character, how it may be written.
    places: Vec<Vec<char>>,
    /// Whether any has two ways.
    differs: bool,
}

impl EitherScript {
    /// Makes ready a folded word. The table is looked through once for the word instead of once for every name.
    pub fn new(word: &str) -> Self {
        let simple: Vec<char> = word.chars().map(simplified).collect();
        let wanted: HashSet<char> = simple.iter().copied().filter(|c| !c.is_ascii()).collect();
        let mut places: Vec<Vec<char>> = simple.iter().map(|c| vec![*c]).collect();
        if !wanted.is_empty() {
            for (old, new) in pairs().filter(|(_, new)| wanted.contains(new)) {
                for (place, _) in places.iter_mut().zip(&simple).filter(|(_, c)| **c == new) {
                    place.push(old);
                }
            }
        }
        let differs = places.iter().any(|place| place.len() > 1);
        Self { places, differs }
    }

    /// Whether the word is the whole of a folded name, or a part of it, in either script.
    pub fn find(&self, name: &str) -> Option<bool> {
        if !self.differs {
            return None;
        }
        let (first, others) = self.places.split_first()?;
        let here = |(at, c): (usize, char)| {
            let mut letters = name[at + c.len_utf8()..].chars();
            let all = others.iter().all(|place| letters.next().is_some_and(|c| place.contains(&c)));
            all.then(|| at == 0 && letters.next().is_none())
        };
        name.char_indices().filter(|(_, c)| first.contains(c)).find_map(here)
    }
}

fn pairs() -> impl Iterator<Item = (char, char)> {
    let mut letters = PAIRS.chars();
    std::iter::from_fn(move || Some((letters.next()?, letters.next()?)))
}

/// The simplified form of a character; most are their own.
pub fn simplified(c: char) -> char {
    let mut bytes = [0; 4];
    let wanted = c.encode_utf8(&mut bytes).as_bytes();
    if wanted.len() != PAIR / 2 {
        return c;
    }
    let table = PAIRS.as_bytes().as_chunks::<PAIR>().0;
    // UTF-8 is in the order of the code points.
    let found = table.binary_search_by(|pair| pair[..PAIR / 2].cmp(wanted)).ok();
    found.and_then(|at| PAIRS[at * PAIR + PAIR / 2..].chars().next()).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_of_equal_steps() {
        assert_eq!(PAIRS.len() % PAIR, 0);
        assert!(pairs().all(|(old, new)| old.len_utf8() == 3 && new.len_utf8() == 3 && old != new));
        assert!(pairs().zip(pairs().skip(1)).all(|((one, _), (other, _))| one < other));
        assert!(pairs().all(|(old, new)| simplified(old) == new));
    }

    #[test]
    fn a_word_is_found_in_either_script() {
        assert_eq!(EitherScript::new("華為").find("华为技术"), Some(false));
        assert_eq!(EitherScript::new("华为").find("華為"), Some(true));
        assert_eq!(EitherScript::new("發").find("发"), Some(true));
        assert_eq!(EitherScript::new("发").find("深圳髮廊"), Some(false));
        assert_eq!(EitherScript::new("华为").find("中国"), None);
        assert_eq!(EitherScript::new("星").find("星河"), None, "letters alone are compared before");
    }
}
