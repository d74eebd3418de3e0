//! The law that lets this reader exist: where it answers, the general reader reads the very same.

use std::path::Path;

use proptest::prelude::*;

use super::super::{Tree, build};
use super::parse;
use crate::yaml::fault::{Fault, Limits};

/// Whether this reader answers; if it does, as the general one.
fn answers(text: &str, limits: &Limits) -> bool {
    let Some(tree) = parse(text, limits) else { return false };
    let general = build::parse(text, limits);
    assert!(Ok(&tree) == general.as_ref(), "{text:?}\n{text}\n{}", difference(&tree, general));
    true
}

fn difference(tree: &Tree<'_>, general: Result<Tree<'_>, Vec<Fault>>) -> String {
    let Ok(general) = general else { return format!("{:?}", general) };
    let differing = tree.nodes.iter().zip(&general.nodes).find(|(one, other)| one != other);
    format!("{} and {} nodes, {differing:?}", tree.len(), general.len())
}

/// The client files of the examples.
fn examples() -> Vec<String> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = walkdir::WalkDir::new(top).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.path().extension().is_some_and(|end| end == "yaml"));
    files.map(|file| std::fs::read_to_string(file.path()).unwrap()).collect()
}

#[test]
fn every_example_is_read() {
    let examples = examples();
    assert!(examples.len() > 30);
    for text in examples {
        assert!(answers(&text, &Limits::default()), "{text}");
    }
}

/// Each is a whole file.
const READ: &[&str] = &[
    "a: b",
    "# c\n\n  # d\na: b # c\n  # e\n\nb:   c  \n",
    "a:\nb: # c\nc:",
    "a:\n- b\n-   c: d\n    e:\n    - f\n-\n  g: h\n",
    "a:\n  - b: {c: d}\n    e: [f, g]\n  - 'h': \"i\"\n    \"j k\": 'it''s'\nl:\n     m:\n      n: o\n",
    "a: {}\nb: []\nc: [ d , {e: f, g: [h]}, \"i, j\" ]  # k\n",
    "a: [\n  b, # c\n  # d\n\n  e,\n  ]\nf: {g: h,\n i: j\n }\n",
    "a: |\n  b\n   c\n\n  # d\n # e\n\nf: |- # g\n\n  h: i\n\n\nj: |+\n  k\n\n# l\nm: >\n  n\n  o\n\np: >-\n q\n",
    "a:\n- |\n b\n- c: |\n    d\n  e: |+\n    f\n",
    "a: |\n  b",
    "a: |-\n  b\n\n",
    "a: |+\n  b\n\n",
    "a: b:c #d\ne: f#g\nh: -1\ni: http://j.k/l?m=n\no: ~\np: 100%\nq: a, [b] {c}\nr: .5\n",
    "电话: 王总,“好”:行 # 备注\n名: [甲:乙, 丙]\n",
    "a: 'b: c # d'\ne: \"f: g # h\"\n'i': j\n",
];

/// Files that the general reader reads, or refuses, but that this one leaves alone.
const LEFT_ALONE: &[&str] = &[
    "",
    "# a\n",
    "a\n",
    "- a\n",
    "[a]\n",
    " a: b\n",
    "---\na: b\n",
    "a: b\n...\n",
    "a: b\r\nc: d\r\n",
    "a:\tb\n",
    "\u{feff}a: b\n",
    "a: b\u{85}c\n",
    "a: b\u{7}\n",
    "a: b\u{ffff}\n",
    "a: &b c\n",
    "a: *b\n",
    "a: !!str b\n",
    "? a\n: b\n",
    "a: b\n  c\n",
    "a: 'b\n  c'\n",
    "a: \"b\\n\"\n",
    "a: b: c\n",
    "a : b\n",
    "a: b\n c: d\n",
    "a:\n   b: c\n  d: e\n",
    "a:\n  - b\n - c\n",
    "a:\n  - b\n  c: d\n",
    "a:\n- - b\n- - c\n",
    "a:\n-\n- b\n",
    "a:\n  b\n",
    "a: b\na: c\n",
    "a: {b: c, 'b': d}\n",
    "a: {b, c}\n",
    "a: [b: c]\n",
    "a: {b: }\n",
    "a: [b,\nc]\n",
    "a: [b\n",
    "a: [b\n  c]\n",
    "a: [b]]\n",
    "a: [b,, c]\n",
    "a: |2\n  b\n",
    "a: |\n  b\n c: d\n",
    "a: |+\n  b",
    "a: |\nb: c\n",
    "a: |\n  b\n   \nc: d\n",
    "a: >\n  b\n\n  c\n",
    "a: @b\n",
    "a: `b\n",
    "a: 'b' c\n",
    "a: 'b'#c\n",
    "<<<<<<< HEAD\na: b\n",
    "a: b\n=======\n",
    "a: b\n>>>>>>> main\n",
    "<<: a\n<<<<<<<: b\n",
];

#[test]
fn the_subset_is_read_and_the_rest_is_left_alone() {
    for text in READ {
        assert!(answers(text, &Limits::default()), "{text:?}");
    }
    for text in LEFT_ALONE {
        assert!(!answers(text, &Limits::default()), "{text:?}");
    }
}

#[test]
fn limits_are_those_of_the_general_reader() {
    for text in READ {
        for depth in 0..6 {
            answers(text, &Limits { depth, ..Limits::default() });
        }
        for nodes in 0..30 {
            answers(text, &Limits { nodes, ..Limits::default() });
        }
        assert!(!answers(text, &Limits { bytes: text.len() - 1, ..Limits::default() }));
    }
    let key = "k".repeat(1500);
    assert!(!answers(&format!("{key}: a\n"), &Limits::default()));
    let keys: String = (0..150).map(|number| format!("k{number}: a\n")).collect();
    assert!(!answers(&keys, &Limits::default()));
}

/// Numbers that a seed leads to (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 16) as usize % count
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

const WORDS: &[&str] = &[
    "a",
    "b c",
    "王总",
    "x: y",
    "\"q\"",
    "'s'",
    "'it''s'",
    "\"\"",
    "''",
    "-1",
    "-",
    "- z",
    "~",
    "#",
    "# c",
    " # c",
    "a#b",
    "a:b",
    "|",
    "|-",
    "|+",
    ">",
    ">-",
    "|2",
    "[]",
    "{}",
    "[a, b]",
    "{a: b}",
    "{a: b, c: [d, \"e\"]}",
    "[{a: b}, {c: d}]",
    "",
    " ",
    "...",
    "---",
    "=======",
    "<<<<<<< HEAD",
    "100%",
    "?",
    "? a",
    ":",
    "&a",
    "*a",
    "!t",
    "@a",
    "%a",
    "，",
    ",",
    "]",
    "a,b",
    ".5",
];

const KEYS: &[&str] = &["a", "b", "k", "client", "名", "x-y", "'q'", "\"r\"", "a b", "k2", "zz", "e-1"];

const NASTY: &[&str] = &[
    " ", "\t", "\n", ":", "-", "#", "[", "]", "{", "}", "\"", "'", "|", ">", "&", "*", "!", "%", "@", ",", "?", "~",
    "\r", "a", "Z", "0", "王", "\u{feff}", "\u{85}", "\u{2028}", "\u{ffff}", "\u{7f}", "=", "<", ".", "+", "`", "\\",
    ": ", " #", "- ", "\n  ", "\n    ", "\n\n", "|\n", ", ", "  ", "---", "\n...\n", "=======", "<<<<<<<", "''", "{}",
    "[]",
];

/// A text near the subset, in which structure and indentation are mostly right.
fn block(dice: &mut Dice, indent: usize, depth: usize, text: &mut String) {
    let list = dice.below(3) == 0;
    for number in 0..1 + dice.below(4) {
        if number > 0 || !text.ends_with("- ") {
            let off = if dice.below(40) == 0 { dice.below(3) } else { 0 };
            text.extend(std::iter::repeat_n(' ', indent + off));
        }
        let inner = if list {
            text.push_str("- ");
            indent + 2
        } else {
            text.push_str(dice.of(KEYS));
            text.push(':');
            indent + dice.of(&[2, 2, 2, 1, 4])
        };
        match dice.below(if depth == 0 { 4 } else { 7 }) {
            0..=2 => {
                text.push_str(dice.of(&[" ", " ", " ", "", "  "]));
                text.push_str(dice.of(WORDS));
                text.push_str(dice.of(&["", "", "", " # c", "  ", "\n", "\n  # c"]));
                text.push('\n');
            }
            3 => {
                text.push_str(dice.of(&[" |\n", " |-\n", " |+\n", " >\n", " >-\n", " | # c\n", " [\n", " {\n"]));
                for _ in 0..dice.below(4) {
                    let spaces = if dice.below(6) == 0 { dice.below(8) } else { inner };
                    text.extend(std::iter::repeat_n(' ', spaces));
                    text.push_str(dice.of(WORDS));
                    text.push_str(dice.of(&["\n", "\n", "\n", ",\n", "\n\n", " \n"]));
                }
            }
            4 if list => block(dice, inner, depth - 1, text),
            _ => {
                text.push_str(dice.of(&["\n", "\n", " # c\n", " \n", "\n\n"]));
                let below = if list { inner } else { dice.of(&[inner, inner, indent]) };
                block(dice, below, depth - 1, text);
            }
        }
    }
}

/// Puts nasty characters in, takes some out, replaces some.
fn mutate(dice: &mut Dice, text: &mut String) {
    for _ in 0..dice.below(4) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = dice.below(places.len());
        let end = (at + dice.below(3)).min(places.len() - 1);
        match dice.below(6) {
            0 => text.truncate(places[at]),
            1 => {
                let line = text[..places[at]].rfind('\n').map_or(0, |line| line + 1);
                let copy = text[line..].split_inclusive('\n').next().unwrap_or("").to_string();
                text.insert_str(line, &copy);
            }
            2 => text.replace_range(places[at]..places[end], ""),
            _ => text.replace_range(places[at]..places[end], dice.of(NASTY)),
        }
    }
}

/// So many cases in every run of the tests; far more with `PROPTEST_CASES` set.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(3000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_at_random_is_read_alike_or_left_alone(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let mut text = String::new();
        block(&mut dice, 0, 3, &mut text);
        answers(&text, &Limits::default());
        mutate(&mut dice, &mut text);
        answers(&text, &Limits::default());
    }

    #[test]
    fn good_files_with_something_nasty_put_in_are_read_alike_or_left_alone(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let mut text = dice.of(READ).to_string();
        mutate(&mut dice, &mut text);
        answers(&text, &Limits::default());
    }
}

#[test]
fn examples_with_something_nasty_put_in_are_read_alike_or_left_alone() {
    let examples = examples();
    let mut answered = 0;
    for seed in 0..u64::from(cases() / 3) {
        let mut dice = Dice(seed);
        let mut text = examples[dice.below(examples.len())].clone();
        mutate(&mut dice, &mut text);
        answered += usize::from(answers(&text, &Limits::default()));
    }
    assert!(answered * 4 > cases() as usize / 3, "{answered}");
}
