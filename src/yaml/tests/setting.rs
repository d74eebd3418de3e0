//! Values set where there is one, and where there is none.

use super::super::*;
use super::Card;
use super::editing::*;

#[test]
fn a_scalar_is_replaced_in_the_quoting_that_is_there() {
    run(&[
        ("plain", "client: 甲\nphone: a\n", set("phone", text("b")), "client: 甲\nphone: b\n"),
        ("plain needs quotes", "client: x\nphone: a # c\n", set("phone", text("08")), "client: x\nphone: \"08\" # c\n"),
        ("single", "client: 'a' # c\n", set("client", text("it's")), "client: 'it''s' # c\n"),
        ("double", "client: \"a\"\n", set("client", text("a\"b\\c\td")), "client: \"a\\\"b\\\\c\\td\"\n"),
        (
            "double keeps a date",
            "client: \"2024-01-01\"\n",
            set("client", plain("2024-01-02")),
            "client: \"2024-01-02\"\n",
        ),
        ("single cannot", "client: 'a'\n", set("client", text("a\tb")), "client: \"a\\tb\"\n"),
        ("number", "client: a\nvalue: 1   # ¥\n", set("value", plain("480000")), "client: a\nvalue: 480000   # ¥\n"),
        (
            "flow",
            "client: a\nlost: {reason: x, to: y}\n",
            set("lost.reason", text("a, b")),
            "client: a\nlost: {reason: \"a, b\", to: y}\n",
        ),
        ("flow item", "client: a\naliases: [x, y ]\n", set("aliases[1]", text("z")), "client: a\naliases: [x, z ]\n"),
        (
            "block item",
            "client: a\naliases:\n- x # c\n- y\n",
            set("aliases[0]", text("no")),
            "client: a\naliases:\n- \"no\" # c\n- y\n",
        ),
        (
            "deep",
            "client: a\ndeals:\n  - name: d\n    needs:\n    - need: n\n      kind: stated\n",
            set("deals[0].needs[0].kind", text("latent")),
            "client: a\ndeals:\n  - name: d\n    needs:\n    - need: n\n      kind: latent\n",
        ),
        ("several lines of plain", "client: a\n  b\nphone: x\n", set("client", text("c")), "client: c\nphone: x\n"),
        ("key in quotes", "\"client\": a\n", set("client", text("b")), "\"client\": b\n"),
        ("value below its key", "client:\n  a\nphone: b\n", set("client", text("c")), "client:\n  c\nphone: b\n"),
        ("after a tag", "client: !!str 5\n", set("client", text("6")), "client: !!str \"6\"\n"),
        ("an anchor that nobody uses", "client: &x a\n", set("client", text("b")), "client: &x b\n"),
        ("the alias itself", "client: &x a\nphone: *x\n", set("phone", text("b")), "client: &x a\nphone: b\n"),
        ("colon in text", "client: a\n", set("client", text("a: b")), "client: \"a: b\"\n"),
        ("chinese punctuation", "client: a\n", set("client", text("甲：乙，“丙”")), "client: 甲：乙，“丙”\n"),
        ("nothing", "client: a\nphone: x # c\n", set("phone", Value::Null), "client: a\nphone: # c\n"),
    ]);
}

#[test]
fn block_scalars_keep_their_mark_and_chomping() {
    run(&[
        (
            "clip",
            "client: a\nnotes: |  # c\n  x\n\nphone: b\n",
            set("notes", text("y\nz\n")),
            "client: a\nnotes: |  # c\n  y\n  z\n\nphone: b\n",
        ),
        ("strip", "client: a\nnotes: |-\n  x\n", set("notes", text("y\nz")), "client: a\nnotes: |-\n  y\n  z\n"),
        (
            "keep",
            "client: a\nnotes: |+\n  x\n\nphone: b\n",
            set("notes", text("y\n")),
            "client: a\nnotes: |+\n  y\nphone: b\n",
        ),
        (
            "keep at the end",
            "client: a\nnotes: |+\n  x\n\n",
            set("notes", text("y\n\n\n")),
            "client: a\nnotes: |+\n  y\n\n\n",
        ),
        (
            "text without its line end",
            "client: a\nnotes: |\n  x\n",
            set("notes", text("y")),
            "client: a\nnotes: |-\n  y\n",
        ),
        (
            "folded",
            "client: a\nnotes: >\n  x\n  y\nphone: b\n",
            set("notes", text("y\nz\n")),
            "client: a\nnotes: >\n  y\n\n  z\nphone: b\n",
        ),
        (
            "folded, strip",
            "client: a\nnotes: >-\n  x\n",
            set("notes", text("y\n\nz")),
            "client: a\nnotes: >-\n  y\n\n\n  z\n",
        ),
        (
            "folded cannot indent",
            "client: a\nnotes: >\n  x\n",
            set("notes", text("y\n  z\n")),
            "client: a\nnotes: |\n  y\n    z\n",
        ),
        (
            "wide indentation",
            "client: a\nnotes: |\n     x\n",
            set("notes", text("y\n")),
            "client: a\nnotes: |\n     y\n",
        ),
        ("indicator", "client: a\nnotes: |2\n    x\n", set("notes", text("y\n")), "client: a\nnotes: |\n  y\n"),
        (
            "needs an indicator",
            "client: a\nnotes: |\n  x\n",
            set("notes", text(" y\nz\n")),
            "client: a\nnotes: |2\n   y\n  z\n",
        ),
        (
            "empty lines inside",
            "client: a\nnotes: |\n  x\n",
            set("notes", text("y\n\n\nz\n")),
            "client: a\nnotes: |\n  y\n\n\n  z\n",
        ),
        (
            "empty block",
            "client: a\nnotes: |\nphone: b\n",
            set("notes", text("y\n")),
            "client: a\nnotes: |\n  y\nphone: b\n",
        ),
        (
            "in a list",
            "client: a\naliases:\n  - |\n    x\n  - y\n",
            set("aliases[0]", text("z\nw\n")),
            "client: a\naliases:\n  - |\n    z\n    w\n  - y\n",
        ),
        (
            "no final line end, but the text has one",
            "client: a\nnotes: |\n  x",
            set("notes", text("y\nz\n")),
            "client: a\nnotes: |\n  y\n  z\n",
        ),
        (
            "keep, no final line end",
            "client: a\nnotes: |+\n  x",
            set("notes", text("y\n\n")),
            "client: a\nnotes: |+\n  y\n\n",
        ),
        (
            "crlf",
            "client: a\r\nnotes: |\r\n  x\r\nphone: b\r\n",
            set("notes", text("y\nz\n")),
            "client: a\r\nnotes: |\r\n  y\r\n  z\r\nphone: b\r\n",
        ),
        (
            "plain becomes a block",
            "client: a\nnotes: x # c\nphone: b\n",
            set("notes", text("y\nz\n")),
            "client: a\nnotes: | # c\n  y\n  z\nphone: b\n",
        ),
        (
            "single becomes a block",
            "client: a\nnotes: 'x'\n",
            set("notes", text("y\nz")),
            "client: a\nnotes: |-\n  y\n  z\n",
        ),
        ("double stays", "client: a\nnotes: \"x\"\n", set("notes", text("y\nz")), "client: a\nnotes: \"y\\nz\"\n"),
        (
            "a tab cannot be a block",
            "client: a\nnotes: |\n  x\n",
            set("notes", text("y\tz\nw")),
            "client: a\nnotes: \"y\\tz\\nw\"\n",
        ),
        (
            "a block becomes a number",
            "client: a\nvalue: |-\n  x\nphone: b\n",
            set("value", plain("5")),
            "client: a\nvalue: 5\nphone: b\n",
        ),
        (
            "lines in brackets",
            "client: a\nlost: {reason: x}\n",
            set("lost.reason", text("y\nz")),
            "client: a\nlost: {reason: \"y\\nz\"}\n",
        ),
    ]);
}

#[test]
fn what_is_empty_gets_its_value() {
    run(&[
        ("nothing", "client: a\nphone:\nvalue: 1\n", set("phone", text("b")), "client: a\nphone: b\nvalue: 1\n"),
        ("nothing but a comment", "client: a\nphone:   # c\n", set("phone", text("b")), "client: a\nphone: b   # c\n"),
        ("tilde", "client: a\nphone: ~ # c\n", set("phone", text("b")), "client: a\nphone: b # c\n"),
        ("null", "client: a\nphone: null\n", set("phone", text("null")), "client: a\nphone: \"null\"\n"),
        ("no final line end", "client: a\nphone:", set("phone", text("b")), "client: a\nphone: b"),
        (
            "in brackets",
            "client: a\nlost: {reason: , to: y}\n",
            set("lost.reason", text("z")),
            "client: a\nlost: {reason: z , to: y}\n",
        ),
        (
            "in brackets without a colon",
            "client: a\nlost: {reason, to}\n",
            set("lost.reason", text("z")),
            "client: a\nlost: {reason: z, to}\n",
        ),
        (
            "a mapping",
            "client: a\nlost:\nnotes: n\n",
            set("lost.reason", text("z")),
            "client: a\nlost: {reason: z}\nnotes: n\n",
        ),
        ("a text of lines", "client: a\nnotes:\n", set("notes", text("b\nc\n")), "client: a\nnotes: |\n  b\n  c\n"),
        (
            "an item",
            "client: a\naliases:\n  -\n  - b\n",
            set("aliases[0]", text("c")),
            "client: a\naliases:\n  - c\n  - b\n",
        ),
        ("empty brackets", "client: a\nlost: {}\n", set("lost.reason", text("z")), "client: a\nlost: {reason: z}\n"),
        ("empty text", "client: a\nphone: ''\n", set("phone", text("b")), "client: a\nphone: 'b'\n"),
    ]);
}

#[test]
fn lists_and_mappings_are_replaced_whole() {
    let needs = || list(&[map(&[("need", text("k"))]), map(&[("need", text("m")), ("kind", text("latent"))])]);
    run(&[
        (
            "brackets",
            "client: a\naliases: [x, y] # c\n",
            set("aliases", list(&[text("z")])),
            "client: a\naliases: [z] # c\n",
        ),
        (
            "lines",
            "client: a\naliases: # c\n  - x\n  - y # d\n# e\nphone: b\n",
            set("aliases", list(&[text("z")])),
            "client: a\naliases: [z] # c\n# e\nphone: b\n",
        ),
        (
            "brackets become lines",
            "client: a\ndeals:\n  - name: d\n    needs: [{need: x}] # c\n    rivals: [r]\n",
            set("deals[0].needs", needs()),
            "client: a\ndeals:\n  - name: d\n    needs: # c\n      - {need: k}\n      - {need: m, kind: latent}\n    rivals: [r]\n",
        ),
        (
            "an item of lines",
            "client: a\ndeals:\n  - name: d\n    stage: s\n  - name: e\n",
            set("deals[0]", map(&[("name", text("f")), ("stage", text("t"))])),
            "client: a\ndeals:\n  - name: f\n    stage: t\n  - name: e\n",
        ),
        (
            "a scalar becomes a list",
            "client: a\naliases: ~\n",
            set("aliases", list(&[text("x"), text("08")])),
            "client: a\naliases: [x, \"08\"]\n",
        ),
        (
            "in brackets",
            "client: a\ndeals: [{name: d, needs: []}]\n",
            set("deals[0].needs", needs()),
            "client: a\ndeals: [{name: d, needs: [{need: k}, {need: m, kind: latent}]}]\n",
        ),
        (
            "brackets over lines",
            "client: a\naliases: [\n  x, # c\n  y\n] # d\nphone: b\n",
            set("aliases", list(&[])),
            "client: a\naliases: [] # d\nphone: b\n",
        ),
    ]);
}

#[test]
fn an_absent_key_is_put_where_the_record_has_it() {
    run(&[
        ("after its predecessor", "client: a\nvalue: 1\n", set("phone", text("b")), "client: a\nphone: b\nvalue: 1\n"),
        (
            "after a whole list",
            "client: a\naliases:\n  - x\n  - y # c\n\n# about value\nvalue: 1\n",
            set("phone", text("b")),
            "client: a\naliases:\n  - x\n  - y # c\nphone: b\n\n# about value\nvalue: 1\n",
        ),
        ("before all", "# head\nvalue: 1\n", set("client", text("a")), "# head\nclient: a\nvalue: 1\n"),
        (
            "before all in an item",
            "client: a\nlog:\n  - by: z\n    with: [w]\n",
            set("log[0].at", plain("2024-03-20 14:30")),
            "client: a\nlog:\n  - at: 2024-03-20 14:30\n    by: z\n    with: [w]\n",
        ),
        ("last", "client: a\n", set("notes", text("b")), "client: a\nnotes: b\n"),
        ("last without a line end", "client: a", set("notes", text("b")), "client: a\nnotes: b"),
        (
            "before the end of the document",
            "---\nclient: a\n...\n",
            set("phone", text("b")),
            "---\nclient: a\nphone: b\n...\n",
        ),
        ("byte-order mark", "\u{feff}client: a\r\n", set("phone", text("b")), "\u{feff}client: a\r\nphone: b\r\n"),
        (
            "before all after a byte-order mark",
            "\u{feff}value: 1\n",
            set("client", text("a")),
            "\u{feff}client: a\nvalue: 1\n",
        ),
        (
            "unknown to the type",
            "client: a\nvalue: 1\n",
            set("x-grade", text("A")),
            "client: a\nvalue: 1\nx-grade: A\n",
        ),
        (
            "with its parents",
            "client: a\nvalue: 1\n",
            set("lost.reason", text("r")),
            "client: a\nvalue: 1\nlost: {reason: r}\n",
        ),
        (
            "after a block scalar",
            "client: |-\n  a\n\n# c\nvalue: 1\n",
            set("phone", text("b")),
            "client: |-\n  a\nphone: b\n\n# c\nvalue: 1\n",
        ),
        (
            "after a block scalar that keeps its lines",
            "client: |+\n  a\n\n\nvalue: 1\n",
            set("phone", text("b")),
            "client: |+\n  a\n\n\nphone: b\nvalue: 1\n",
        ),
        (
            "in a deep mapping",
            "client: a\ndeals:\n- name: d\n  needs:\n  - need: n\n\nlog: []\n",
            set("deals[0].stage", text("s")),
            "client: a\ndeals:\n- name: d\n  stage: s\n  needs:\n  - need: n\n\nlog: []\n",
        ),
        (
            "in brackets",
            "client: a\nlost: {reason: r} # c\n",
            set("lost.to", text("t")),
            "client: a\nlost: {reason: r, to: t} # c\n",
        ),
        (
            "in brackets before all",
            "client: a\nlost: {to: t}\n",
            set("lost.reason", text("r")),
            "client: a\nlost: {reason: r, to: t}\n",
        ),
        (
            "in brackets over lines",
            "client: a\nlost: {\n  reason: r, # why\n  x-a: 1\n}\n",
            set("lost.to", text("t")),
            "client: a\nlost: {\n  reason: r, # why\n  to: t,\n  x-a: 1\n}\n",
        ),
        (
            "in brackets as the whole file",
            "{client: a, value: 1}\n",
            set("phone", text("b")),
            "{client: a, phone: b, value: 1}\n",
        ),
        (
            "a list in the file's own way",
            "client: a\ndeals:\n- name: d\n",
            set("log", list(&[map(&[("at", plain("2024-01-01")), ("by", text("z"))])])),
            "client: a\ndeals:\n- name: d\nlog:\n- at: 2024-01-01\n  by: z\n",
        ),
        (
            "after an empty value with a comment",
            "client: a\nphone:  # later\nnotes: n\n",
            set("value", plain("1")),
            "client: a\nphone:  # later\nvalue: 1\nnotes: n\n",
        ),
        (
            "wide text in a file of lone carriage returns is left to the check",
            "client: a\rvalue: 1\r",
            set("phone", text("b")),
            "client: a\rphone: b\rvalue: 1\r",
        ),
        ("mixed line ends", "client: a\r\nvalue: 1\n", set("phone", text("b")), "client: a\r\nphone: b\r\nvalue: 1\n"),
    ]);
}

#[test]
fn what_cannot_be_set_is_refused_in_words() {
    let shared = "client: &x a\nphone: *x\ndeals:\n  - &d {name: d}\n  - *d\n";
    assert!(refusal(shared, set("client", text("b"))).contains("shared by an anchor"));
    assert!(refusal(shared, set("deals[1].name", text("b"))).contains("shared by an anchor"));
    assert!(refusal(shared, set("deals[0].stage", text("b"))).contains("shared by an anchor"));
    assert_eq!(refusal("client: a\n", set("client.x", text("b"))), "`client.x`: there is no mapping here to hold `x`");
    assert_eq!(
        refusal("client: a\naliases: [b]\n", set("aliases[1]", text("b"))),
        "`aliases[1]`: the list has no such item, it has 1"
    );
    assert!(
        refusal("client: a\n", set("value", text("many")))
            .contains("the record would be wrong after this: expected a whole number")
    );
    assert!(refusal("? client\n: a\n", set("phone", text("b"))).contains("by hand"));
    assert!(refusal("client: a\n", set("", text("b"))).contains("the whole record"));
    let broken = apply::<Card>("client: [a\n", &[], &Limits::default());
    assert!(matches!(broken, Err(EditError::Unreadable(faults)) if faults[0].kind == FaultKind::Syntax));
}

#[test]
fn edits_elsewhere_in_a_faulty_or_anchored_file_work() {
    run(&[
        (
            "faults elsewhere",
            "client: a\nvalue: many\nstge: x\n",
            set("phone", text("b")),
            "client: a\nphone: b\nvalue: many\nstge: x\n",
        ),
        (
            "anchors elsewhere",
            "client: &x a\nphone: *x\nvalue: 1\n",
            set("value", plain("2")),
            "client: &x a\nphone: *x\nvalue: 2\n",
        ),
    ]);
}

#[test]
fn several_edits_are_made_in_turn() {
    let edits = [
        append("log", map(&[("at", plain("2024-03-20 14:30")), ("by", text("z")), ("summary", text("x\ny\n"))])),
        set("phone", text("138")),
        append("deals[0].needs", map(&[("need", text("k")), ("kind", text("stated"))])),
        set("deals[0].stage", text("s")),
        append("log", map(&[("at", plain("2024-03-21 09:00")), ("by", text("z"))])),
        remove("value"),
    ];
    let before = "client: a\nvalue: 1 # c\ndeals:\n  - name: d\nnotes: |\n  n\n";
    let after = "client: a\nphone: \"138\"\ndeals:\n  - name: d\n    stage: s\n    needs:\n      - {need: k, kind: stated}\nlog:\n  \
                 - at: 2024-03-20 14:30\n    by: z\n    summary: |\n      x\n      y\n  - at: 2024-03-21 09:00\n    by: z\nnotes: |\n  n\n";
    assert_eq!(apply::<Card>(before, &edits, &Limits::default()).as_deref(), Ok(after));
}
