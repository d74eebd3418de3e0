//! The quick way of reading gives what the parser gives, or nothing.

use proptest::prelude::*;

use super::super::tree::{parse_by_events, parse_quickly};
use super::super::*;
use super::scribe::Scribe;

fn same(text: &str) -> Result<(), TestCaseError> {
    let limits = Limits::default();
    let Some(quick) = parse_quickly(text, &limits) else { return Ok(()) };
    prop_assert_eq!(quick, parse_by_events(text, &limits), "{}", text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn records_in_every_style_read_the_same(seed in any::<u64>()) {
        same(&Scribe::new(seed).card())?;
        let record = read::<super::Card>(&Scribe::new(seed).card(), &Limits::default()).value.unwrap();
        same(&write_new(&to_value(&record).unwrap()))?;
    }

    #[test]
    fn damaged_records_read_the_same(seed in any::<u64>(), cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..6usize, "[\\[\\]{}:,'\"|>&*!#\\-?.%a \n]{0,3}"), 1..4)) {
        let mut text = Scribe::new(seed).card().replace('\r', "");
        for (cut, length, junk) in cuts {
            let from = floor(&text, cut.index(text.len() + 1));
            let to = floor(&text, from + length);
            text.replace_range(from..to, &junk);
        }
        same(&text)?;
    }

    #[test]
    fn bits_of_yaml_read_the_same(text in "(a|b|- |-|: |:|\\[|\\]|\\{|\\}|, |,|#| #|\n|\n  |\n    |  | |\"|'|\\||\\|-|甲|0|\\?|/|~|\\.){1,24}") {
        same(&text)?;
        same(&format!("k: {text}\n"))?;
        same(&format!("k:\n  - a: {text}\n    b: c\n"))?;
        same(&format!("k: [{text}]\nl: {{m: {text}}}\n"))?;
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[test]
fn ordinary_records_are_read_quickly() {
    let text = "# yaml-language-server: $schema=../.salesrec/client.schema.json\nclient: ABC智能装备有限公司     # full name\naliases: [ABC, ABC公司]\n\
                phone: \"13888888888\"\nphone2:\ndeals:\n  - name: 智能仓储系统\n    value: 480000\n    needs:\n      - {need: 交付周期, kind: stated}  # c\n\
                \x20   history: []\nlog:\n- at: 2024-03-20 14:30\n  summary: |\n    一\n\n    二: x # y\n  with: [王总,\n    \"李总\"]\n  agreed: http://x/y\n\
                contracts:\n  - {number: HT-2024-017, at: 2024-03-20 14:30,\n     ends: 'x'}\nnotes: |-\n  n";
    let quick = parse_quickly(text, &Limits::default()).unwrap().unwrap();
    assert_eq!(Ok(quick), parse_by_events(text, &Limits::default()));
    let twice = "a: 1\nb: {c: 1, c: 2}\na: 2\n";
    let quick = parse_quickly(twice, &Limits::default()).unwrap();
    assert_eq!(quick, parse_by_events(twice, &Limits::default()));
    assert_eq!(quick.unwrap_err().len(), 2);
}
