//! What never leaves: other receivers' clients, private keys, and what is withheld.

use super::{handover, texts};
use crate::support::Records;

/// Every text of a bundle in every form.
fn all(records: &Records, folder: &str) -> String {
    texts(records, folder).into_values().collect::<Vec<_>>().join("\n")
}

const FORMS: &str = "docx,xlsx,html,md,json";

#[test]
fn a_bundle_holds_the_clients_of_its_receiver_only() {
    let records = Records::zh();
    let clients = [
        ("星河包装有限公司_20260512".to_string(), "zhao.mingyuan"),
        ("昆山恒昱精密制造有限公司_20260408".to_string(), "he.jing"),
    ];
    records.write("handovers/2026-06-26_lin.xiaofeng_team.yaml", handover("lin.xiaofeng", &clients));
    records.run(&["handover", "bundle", "--out", "out", "--format", FORMS]).ok();
    let (own, other) = (all(&records, "out/zhao.mingyuan"), all(&records, "out/he.jing"));
    for (mine, theirs, name, foreign) in [(&own, &other, "星河包装", "恒昱"), (&other, &own, "恒昱", "星河包装")]
    {
        assert!(mine.contains(name) && theirs.contains(foreign));
        assert!(!mine.contains(foreign), "{foreign}");
    }
    records.run(&["handover", "bundle", "--out", "one", "--to", "何静", "--format", FORMS]).ok();
    assert!(!all(&records, "one").contains("星河包装"));
    records.run(&["handover", "bundle", "--out", "whole", "--whole", "--format", "md"]).ok();
    let whole = all(&records, "whole");
    assert!(whole.contains("星河包装") && whole.contains("恒昱"));
    let refused = records.run(&["handover", "bundle", "--out", "no", "--to", "su.wanting"]);
    assert_eq!(refused.code, 2, "{}", refused.screen());
}

fn one(records: &Records) {
    let clients = [("苏州瑞泽医药包装材料有限公司_20240612".to_string(), "zhao.mingyuan")];
    records.write("handovers/2026-06-26_lin.xiaofeng_zhao.mingyuan.yaml", handover("lin.xiaofeng", &clients));
}

#[test]
fn private_keys_never_leave() {
    let records = Records::zh();
    one(&records);
    let path = "clients/苏州瑞泽医药包装材料有限公司_20240612.yaml";
    let text = records.read(path).replace("    x-生日: 09-17\n", "    x-生日: 09-17\n    x-private-家事: 二胎\n");
    records.write(path, text + "x-private: 底价 98 万\nx-公开: 可以看\n");
    let settings = records.read("salesrec.toml").replace("[handover]", "[handover]\nprivate = [\"avoid\", \"x-生日\"]");
    records.write("salesrec.toml", settings);
    records.run(&["handover", "bundle", "--out", "out", "--format", FORMS]).ok();
    let all = all(&records, "out");
    for gone in ["二胎", "底价", "家事", "GMP 检查周打扰", "09-17"] {
        assert!(!all.contains(gone), "{gone}");
    }
    for stays in ["可以看", "羽毛球", "x-等级说明"] {
        assert!(all.contains(stays), "{stays}");
    }
}

#[test]
fn a_redacted_bundle_has_no_phones_mails_amounts_or_notes() {
    let records = Records::zh();
    one(&records);
    records.run(&["handover", "bundle", "--out", "out", "--redact", "--format", FORMS]).ok();
    let all = all(&records, "out");
    for gone in [
        "13800000142",
        "wanlj@",
        "1,240,000",
        "1240000",
        "124 万",
        "372,000",
        "372000",
        "羽毛球",
        "每年 10 月 GMP",
        "先发议程",
    ] {
        assert!(!all.contains(gone), "{gone}");
    }
    for stays in ["万丽娟", "HT-2024-031", "24310007", "灯检人工由 12 人减到 3 人", "2024-10-31"] {
        assert!(all.contains(stays), "{stays}");
    }
}

#[test]
fn salesrec_toml_says_what_is_redacted() {
    let records = Records::zh();
    one(&records);
    let settings = records.read("salesrec.toml");
    records.write("salesrec.toml", settings.replace("[handover]", "[handover]\nredact = [\"phones\"]"));
    records.run(&["handover", "bundle", "--out", "out", "--redact", "--format", "md"]).ok();
    let all = all(&records, "out");
    assert!(!all.contains("13800000142") && all.contains("wanlj") && all.contains("1,240,000"));
    records.write("salesrec.toml", settings.replace("[handover]", "[handover]\nredact = [\"fax\"]"));
    let refused = records.run(&["handover", "bundle", "--out", "no", "--redact"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("fax") && refused.stderr.contains("salesrec.toml"), "{}", refused.stderr);
}

#[test]
fn hostile_names_are_shown_as_text_in_every_form() {
    let records = Records::small();
    let names = [
        "<script>alert(1)</script>",
        "=HYPERLINK(\"http://x\",\"y\")",
        "{{ 7*7 }}",
        "\u{1b}[31mred",
        "| a | b |",
        "@SUM(A1)",
    ];
    let mut clients = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let quoted = serde_json::to_string(name).unwrap();
        records.write(
            &format!("clients/c{at}_20260301.yaml"),
            format!(
                "client: {quoted}\nowner: ann\ncontacts:\n  - {{name: {quoted}, phone: {quoted}}}\nlog:\n  - {{at: 2026-03-01 10:00, by: ann, summary: {quoted}}}\n\
                 deals:\n  - {{name: {quoted}, stage: Lead, value: 5}}\nactions:\n  - {{id: b2cd, action: {quoted}, owner: ann, due: 2026-07-01}}\n"
            ),
        );
        clients.push((format!("c{at}_20260301"), "bob"));
    }
    records.write("handovers/2026-06-26_ann_bob.yaml", handover("ann", &clients));
    records.run(&["handover", "bundle", "--out", "out", "--format", FORMS]).ok();
    let texts = texts(&records, "out");
    for (name, text) in &texts {
        assert!(!text.contains('\u{1b}'), "{name}");
        if name.ends_with(".html") || name.contains("docx/") || name.contains("xlsx/") {
            assert!(!text.contains("<script>alert"), "{name}");
            assert!(!text.contains("<f>"), "{name} has a formula");
        }
    }
    for file in ["handover.html", "handover.docx/word/document.xml"] {
        assert!(texts[file].contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{file}");
        assert!(texts[file].contains("{{ 7*7 }}"), "{file}");
    }
    let page = texts["handover.md"].replace('\\', "");
    assert!(page.contains("{{ 7*7 }}") && page.contains("=HYPERLINK") && page.contains("u{1b}[31mred"));
    assert!(!texts["handover.md"].contains("\n| a | b |"), "a name makes no table");
    let strings = &texts["handover.xlsx/xl/sharedStrings.xml"];
    assert!(strings.contains("=HYPERLINK(") && strings.contains("@SUM(A1)"), "as text, not as formulas");
}
