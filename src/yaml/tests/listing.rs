//! Items appended, keys and items removed.

use super::editing::*;

#[test]
fn an_item_is_appended_as_its_neighbours_are_written() {
    let need = || map(&[("need", text("m")), ("kind", text("latent"))]);
    let deal = || map(&[("name", text("e")), ("stage", text("t"))]);
    run(&[
        (
            "indented",
            "client: a\naliases:\n  - x # c\nphone: b\n",
            append("aliases", text("v")),
            "client: a\naliases:\n  - x # c\n  - v\nphone: b\n",
        ),
        (
            "not indented",
            "client: a\naliases:\n- x\n\n# c\nphone: b\n",
            append("aliases", text("no")),
            "client: a\naliases:\n- x\n- \"no\"\n\n# c\nphone: b\n",
        ),
        (
            "far indented",
            "client: a\naliases:\n      - x\n",
            append("aliases", text("v")),
            "client: a\naliases:\n      - x\n      - v\n",
        ),
        (
            "no final line end",
            "client: a\naliases:\n- x",
            append("aliases", text("v")),
            "client: a\naliases:\n- x\n- v",
        ),
        (
            "crlf",
            "client: a\r\naliases:\r\n  - x\r\n",
            append("aliases", text("v")),
            "client: a\r\naliases:\r\n  - x\r\n  - v\r\n",
        ),
        (
            "crlf, no final line end",
            "client: a\r\naliases:\r\n  - x",
            append("aliases", text("v")),
            "client: a\r\naliases:\r\n  - x\r\n  - v",
        ),
        (
            "mappings of lines",
            "client: a\ndeals:\n  - name: d\n    stage: s\n",
            append("deals", deal()),
            "client: a\ndeals:\n  - name: d\n    stage: s\n  - name: e\n    stage: t\n",
        ),
        (
            "mappings set off",
            "client: a\ndeals:\n-   name: d\n",
            append("deals", deal()),
            "client: a\ndeals:\n-   name: d\n-   name: e\n    stage: t\n",
        ),
        (
            "mappings in brackets",
            "client: a\ndeals:\n- {name: d} # c\n",
            append("deals", deal()),
            "client: a\ndeals:\n- {name: d} # c\n- {name: e, stage: t}\n",
        ),
        (
            "lines beside brackets",
            "client: a\nlog:\n- {at: x, by: z}\n",
            append("log", map(&[("at", text("y")), ("by", text("z")), ("summary", text("p\nq\n"))])),
            "client: a\nlog:\n- {at: x, by: z}\n- at: \"y\"\n  by: z\n  summary: |\n    p\n    q\n",
        ),
        (
            "after a block scalar",
            "client: a\nlog:\n  - at: x\n    by: z\n    summary: |\n      p\n\nnotes: n\n",
            append("log", map(&[("at", text("w")), ("by", text("z"))])),
            "client: a\nlog:\n  - at: x\n    by: z\n    summary: |\n      p\n  - at: w\n    by: z\n\nnotes: n\n",
        ),
        (
            "after a block scalar at the end",
            "client: a\nlog:\n  - at: x\n    by: z\n    summary: |\n      p",
            append("log", map(&[("at", text("w")), ("by", text("z"))])),
            "client: a\nlog:\n  - at: x\n    by: z\n    summary: |\n      p\n  - at: w\n    by: z",
        ),
        (
            "after a block scalar that keeps its lines",
            "client: a\nlog:\n  - at: x\n    by: z\n    summary: |+\n      p\n\n",
            append("log", map(&[("at", text("w")), ("by", text("z"))])),
            "client: a\nlog:\n  - at: x\n    by: z\n    summary: |+\n      p\n\n  - at: w\n    by: z\n",
        ),
        (
            "set off by empty lines",
            "client: a\ndeals:\n  - name: d\n\n  - name: f\nnotes: n\n",
            append("deals", deal()),
            "client: a\ndeals:\n  - name: d\n\n  - name: f\n\n  - name: e\n    stage: t\nnotes: n\n",
        ),
        (
            "before the document's end",
            "client: a\naliases:\n- x\n...\n",
            append("aliases", text("v")),
            "client: a\naliases:\n- x\n- v\n...\n",
        ),
        (
            "brackets",
            "client: a\naliases: [x, 'y'] # c\n",
            append("aliases", text("a,b")),
            "client: a\naliases: [x, 'y', \"a,b\"] # c\n",
        ),
        (
            "brackets with spaces",
            "client: a\naliases: [ x ]\n",
            append("aliases", text("v")),
            "client: a\naliases: [ x, v ]\n",
        ),
        (
            "brackets with a last comma",
            "client: a\naliases: [x, ]\n",
            append("aliases", text("v")),
            "client: a\naliases: [x, v, ]\n",
        ),
        (
            "brackets over lines",
            "client: a\naliases: [\n  x, # c\n  y # d\n]\n",
            append("aliases", text("z")),
            "client: a\naliases: [\n  x, # c\n  y,\n  z # d\n]\n",
        ),
        (
            "brackets over lines with a last comma",
            "client: a\naliases: [\n  x,\n  y, # d\n]\n",
            append("aliases", text("z")),
            "client: a\naliases: [\n  x,\n  y, # d\n  z,\n]\n",
        ),
        (
            "brackets over lines, closed at once",
            "client: a\naliases: [x,\n  y]\n",
            append("aliases", text("z")),
            "client: a\naliases: [x,\n  y,\n  z]\n",
        ),
        (
            "mappings in brackets of a list in brackets",
            "client: a\ndeals:\n- name: d\n  needs: [{need: n}]\n",
            append("deals[0].needs", need()),
            "client: a\ndeals:\n- name: d\n  needs: [{need: n}, {need: m, kind: latent}]\n",
        ),
        (
            "absent",
            "client: a\nvalue: 1\n",
            append("deals", deal()),
            "client: a\nvalue: 1\ndeals:\n  - name: e\n    stage: t\n",
        ),
        (
            "absent, of scalars",
            "client: a\nvalue: 1\n",
            append("aliases", text("x")),
            "client: a\naliases: [x]\nvalue: 1\n",
        ),
        (
            "absent in an item",
            "client: a\ndeals:\n  - name: d\n",
            append("deals[0].needs", need()),
            "client: a\ndeals:\n  - name: d\n    needs:\n      - {need: m, kind: latent}\n",
        ),
        (
            "null",
            "client: a\ndeals:  # none\nnotes: n\n",
            append("deals", deal()),
            "client: a\ndeals:  # none\n  - name: e\n    stage: t\nnotes: n\n",
        ),
        ("tilde", "client: a\naliases: ~\n", append("aliases", text("x")), "client: a\naliases: [x]\n"),
        (
            "empty brackets",
            "client: a\ndeals: [] # none\nnotes: n\n",
            append("deals", deal()),
            "client: a\ndeals: # none\n  - name: e\n    stage: t\nnotes: n\n",
        ),
        (
            "empty brackets, of scalars",
            "client: a\naliases: [ ]\n",
            append("aliases", text("x")),
            "client: a\naliases: [x]\n",
        ),
        (
            "empty brackets in brackets",
            "client: a\ndeals: [{name: d, needs: []}]\n",
            append("deals[0].needs", need()),
            "client: a\ndeals: [{name: d, needs: [{need: m, kind: latent}]}]\n",
        ),
        (
            "empty item before",
            "client: a\naliases:\n- x\n-\n",
            append("aliases", text("v")),
            "client: a\naliases:\n- x\n-\n- v\n",
        ),
        (
            "a dash in a comment",
            "client: a\naliases: # - no\n  # - neither\n  - x\n  # - nor this\n  - y\n",
            append("aliases", text("z")),
            "client: a\naliases: # - no\n  # - neither\n  - x\n  # - nor this\n  - y\n  - z\n",
        ),
    ]);
    assert_eq!(refusal("client: a\n", append("client", text("b"))), "`client`: this is no list");
    assert!(
        refusal("client: a\naliases: &x [b]\nx-a: *x\n", append("aliases", text("c"))).contains("shared by an anchor")
    );
}

#[test]
fn what_is_removed_takes_its_lines_and_its_comment_along() {
    run(&[
        ("key", "client: a\nphone: b # c\nvalue: 1\n", remove("phone"), "client: a\nvalue: 1\n"),
        ("key with lines", "client: a\nnotes: |\n  x\n  y\n\nvalue: 1\n", remove("notes"), "client: a\n\nvalue: 1\n"),
        ("last key", "client: a\nphone: b\n", remove("phone"), "client: a\n"),
        ("last key without a line end", "client: a\r\nphone: b", remove("phone"), "client: a"),
        ("first key", "\u{feff}phone: b\nclient: a\n", remove("phone"), "\u{feff}client: a\n"),
        (
            "comments above stay",
            "client: a\n# c\nphone: b\n# d\nvalue: 1\n",
            remove("phone"),
            "client: a\n# c\n# d\nvalue: 1\n",
        ),
        (
            "first key of an item",
            "client: a\nlost:\n  reason: r\ndeals:\n  - stage: s # c\n    name: d\n",
            remove("deals[0].stage"),
            "client: a\nlost:\n  reason: r\ndeals:\n  - name: d\n",
        ),
        ("list of lines", "client: a\naliases:\n- x\n- y\nphone: b\n", remove("aliases"), "client: a\nphone: b\n"),
        (
            "item",
            "client: a\naliases:\n  - x\n  - y # c\n  - z\n",
            remove("aliases[1]"),
            "client: a\naliases:\n  - x\n  - z\n",
        ),
        (
            "item of lines",
            "client: a\ndeals:\n  - name: d\n    needs:\n      - need: n\n  - name: e\n",
            remove("deals[0]"),
            "client: a\ndeals:\n  - name: e\n",
        ),
        ("last item", "client: a\naliases:\n- x\n- y\n", remove("aliases[1]"), "client: a\naliases:\n- x\n"),
        (
            "last item without a line end",
            "client: a\naliases:\n- x\n- y",
            remove("aliases[1]"),
            "client: a\naliases:\n- x",
        ),
        (
            "only item",
            "client: a\naliases: # c\n  - x # d\nphone: b\n",
            remove("aliases[0]"),
            "client: a\naliases: [] # c\nphone: b\n",
        ),
        ("only key", "client: a\nlost:\n  reason: r\n", remove("lost.reason"), "client: a\nlost: {}\n"),
        ("in brackets, first", "client: a\naliases: [x, y, z]\n", remove("aliases[0]"), "client: a\naliases: [y, z]\n"),
        (
            "in brackets, middle",
            "client: a\naliases: [x, y, z]\n",
            remove("aliases[1]"),
            "client: a\naliases: [x, z]\n",
        ),
        ("in brackets, last", "client: a\naliases: [x, y, z]\n", remove("aliases[2]"), "client: a\naliases: [x, y]\n"),
        ("in brackets, only", "client: a\naliases: [x]\n", remove("aliases[0]"), "client: a\naliases: []\n"),
        (
            "in brackets, with a last comma",
            "client: a\naliases: [x, y,]\n",
            remove("aliases[1]"),
            "client: a\naliases: [x,]\n",
        ),
        (
            "in brackets, key",
            "client: a\nlost: {reason: r, to: t}\n",
            remove("lost.reason"),
            "client: a\nlost: {to: t}\n",
        ),
        (
            "in brackets over lines",
            "client: a\naliases: [\n  x, # c\n  y,\n  z\n]\n",
            remove("aliases[1]"),
            "client: a\naliases: [\n  x, # c\n  z\n]\n",
        ),
        (
            "block scalar that keeps its lines",
            "client: a\nnotes: |+\n  x\n\nvalue: 1\n",
            remove("notes"),
            "client: a\nvalue: 1\n",
        ),
        ("an alias", "client: &x a\nphone: *x\n", remove("phone"), "client: &x a\n"),
        ("crlf", "client: a\r\nphone: b\r\nvalue: 1\r\n", remove("phone"), "client: a\r\nvalue: 1\r\n"),
    ]);
    assert!(refusal("client: a\n", remove("phone")).contains("nothing here to remove"));
    assert!(refusal("client: a\n", remove("client")).contains("would be empty"));
    assert!(refusal("client: a\nphone: b\n", remove("client")).contains("`client` is missing"));
    assert!(refusal("client: &x a\nphone: *x\n", remove("client")).contains("shared by an anchor"));
}
