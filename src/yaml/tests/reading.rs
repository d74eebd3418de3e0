//! Typed values and faults.

use super::super::*;
use super::{Card, Kind};

fn faults(text: &str) -> Vec<(FaultKind, String, &str, String)> {
    read::<Card>(text, &Limits::default())
        .faults
        .into_iter()
        .map(|fault| (fault.kind, fault.route.to_string(), &text[fault.span], fault.message.en.into_owned()))
        .collect()
}

fn value(text: &str) -> Card {
    let reading = read::<Card>(text, &Limits::default());
    assert_eq!(reading.faults, []);
    reading.value.unwrap()
}

#[test]
fn text_stays_the_text_that_it_is() {
    for text in ["no", "08", "1e3", "12:30", "13888888888", "0x1F", "true", "3.10", "2024-03-15 14:30", "=", "1_000"] {
        assert_eq!(value(&format!("client: {text}\nphone: \"{text}\"\n")).client, text);
    }
    assert_eq!(value("client: x\nphone:\n").phone, None);
    assert_eq!(value("client: x\nphone: ~\nvalue: null\naliases:\ndeals: ~\n").aliases, Vec::<String>::new());
    assert_eq!(value("client: \"null\"\nphone: ''\n").phone.as_deref(), Some(""));
}

#[test]
fn every_way_of_writing_gives_the_same_record() {
    let block = value(
        "\u{feff}---\nclient: 甲\naliases:\n- 甲公司\n- A\ndeals:\n  - name: d\n    needs:\n      - need: n\n        kind: latent\n\
         notes: |\n  one\n  two\n...\n",
    );
    let flow = value(
        "{client: 甲, aliases: [甲公司, 'A'], deals: [{name: \"d\", needs: [{need: n,\n kind: latent}]}], notes: \"one\\ntwo\\n\"}",
    );
    assert_eq!(block, flow);
    assert_eq!(block.deals[0].needs[0].kind, Some(Kind::Latent));
    assert_eq!(
        block,
        value(
            "client: 甲\r\naliases: [甲公司, A]\r\ndeals:\r\n- name: d\r\n  needs: [{need: n, kind: latent}]\r\nnotes: |\r\n  one\r\n  two\r\n"
        )
    );
    let shared = value("client: &c 甲\nphone: *c\ndeals:\n  - name: &d d\n  - name: *d\n");
    assert_eq!((shared.phone.as_deref(), shared.deals[1].name.as_str()), (Some("甲"), "d"));
}

#[test]
fn everything_wrong_is_told_at_once_with_its_place() {
    let text = "client: 甲\nphone: [1]\nstge: x\nx-own: {a: 1}\nvalue: many\nwritten: yes\ndeals:\n  - name: d\n    probability: 300\n    \
                needs: [{need: n, kind: hidden}, {kind: stated}]\nlog:\n  - at: 2024-03-20 14:30\n    summary: s\n    sumary: t\n  - x\n";
    let expected = [
        (FaultKind::WrongType, "phone", "[1]", "expected text, found a list"),
        (FaultKind::UnknownKey, "stge", "stge", "the format does not know the key `stge`"),
        (FaultKind::WrongType, "value", "many", "expected a whole number, found `many`"),
        (FaultKind::WrongType, "written", "yes", "expected true or false, found `yes`"),
        (
            FaultKind::WrongType,
            "deals[0].probability",
            "300",
            "expected a whole number in the range of this key, found `300`",
        ),
        (FaultKind::WrongType, "deals[0].needs[0].kind", "hidden", "`hidden` is not one of the words known here"),
        (FaultKind::Missing, "deals[0].needs[1].need", "kind", "`need` is missing"),
        (FaultKind::Missing, "log[0].by", "at", "`by` is missing"),
        (FaultKind::UnknownKey, "log[0].sumary", "sumary", "the format does not know the key `sumary`"),
        (FaultKind::WrongType, "log[1]", "x", "expected a mapping of keys to values, found `x`"),
    ];
    let expected: Vec<_> =
        expected.map(|(kind, route, at, words)| (kind, route.to_string(), at, words.to_string())).into();
    assert_eq!(faults(text), expected);
    let reading = read::<Card>(text, &Limits::default());
    let card = reading.value.unwrap();
    assert_eq!((card.client.as_str(), card.deals[0].name.as_str(), card.log.len()), ("甲", "d", 0));
    let hints: Vec<_> =
        reading.faults.iter().filter_map(|fault| fault.hint.as_ref()).map(|hint| hint.en.as_ref()).collect();
    assert!(hints.contains(&"did you mean `summary`?"), "{hints:?}");
    assert!(hints.contains(&"the words are stated and latent"), "{hints:?}");
}

#[test]
fn anchors_and_aliases_are_told_in_order() {
    let text = "a: &x one\nb: {c: *x, d: '&y *y'}\ne: &z\n  f: two\n";
    let tree = parse(text, &Limits::default()).unwrap();
    let found = tree.anchors_and_aliases();
    let found: Vec<_> = found.iter().map(|(span, route)| (&text[span.clone()], route.to_string())).collect();
    assert_eq!(found, [("&x", "a".into()), ("*x", "b.c".into()), ("&z", "e".to_string())]);
    assert!(parse("a: b & c * d\n", &Limits::default()).unwrap().anchors_and_aliases().is_empty());
}
