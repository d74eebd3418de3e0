//! Findings in every format, in both languages, with what records may throw at them.

mod machines;
mod people;
mod schemas;

use std::path::Path;

use salesrec::error::Place;
use salesrec::lang::{Lang, Text};
use salesrec::lint::output::{Format, RunInfo};
use salesrec::lint::{ALL, About, Finding, Fix, Fixable, Group, Level, Suppressed};
use salesrec::yaml::{Edit, Route, Value};

/// The file that most findings are about.
const RECORD: &str =
    "client: 星河包装有限公司\nowner: 林小峰 # 注\nsource: 展会\ndeals:\n  - name: 试点\n    stage: 线索\n";

const ABOUT: RunInfo<'static> = RunInfo { files: 20, version: "0.1.0", root: "", suppressed: false };

static PRIVATE: About = About {
    id: "identity-number",
    group: Group::Privacy,
    level: Level::Error,
    says: Text::fixed("an identity number", "身份证号码"),
    fixable: Fixable::No,
    options: &[],
    document: "# identity-number\n",
};

fn rule(id: &str) -> &'static About {
    ALL.iter().map(|rule| rule.about()).find(|about| about.id == id).expect("a rule")
}

fn finding(id: &str, path: &str, place: Place, message: Text) -> Finding {
    let rule = rule(id);
    Finding {
        rule,
        level: rule.level,
        path: path.into(),
        route: Route::root(),
        place,
        message,
        mend: None,
        lacks: None,
        fix: None,
        fingerprint: format!("{:016x}", path.len() * 100 + id.len()),
        suppressed: None,
    }
}

fn at(path: &str, text: &str, meant: &str) -> Place {
    let start = text.find(meant).expect("in the text");
    Place::in_text(Path::new(path), text, start..start + meant.len())
}

/// An error with a command, a warning with a fix, an information about the whole file of another client, one kept back.
fn some() -> Vec<Finding> {
    let (star, acme) = ("clients/星河_20260301.yaml", "clients/Acme & Co_20260102.yaml");
    let mut deal = finding(
        "missing-next-action",
        star,
        at(star, RECORD, "name: 试点"),
        Text::fixed("“试点” has no next action", "“试点”没有下一步行动"),
    );
    deal.route = "deals[0]".parse().unwrap();
    deal.mend = Some(Text::fixed(
        "`salesrec log 星河_20260301 … --next \"DEED\"`",
        "`salesrec log 星河_20260301 … --next \"具体行动\"`",
    ));
    let mut source = finding(
        "missing-source",
        star,
        at(star, RECORD, "展会"),
        Text::fixed("“展会” is not the team's word", "“展会”不是团队约定的说法"),
    );
    source.route = Route::root().key("source");
    source.fix = Some(Fix {
        safe: true,
        edits: vec![Edit::Set(Route::root().key("source"), Value::Text("展会推荐".into()))],
        stem: None,
    });
    let mut info =
        finding("unused-suppression", acme, Place::file(acme), Text::fixed("named otherwise", "文件名不一致"));
    info.fix = Some(Fix { safe: false, edits: Vec::new(), stem: Some("Acme_20260102".into()) });
    let mut kept = finding("missing-source", star, at(star, RECORD, "林小峰"), Text::fixed("kept", "留着"));
    kept.suppressed = Some(Suppressed::Comment("the fair | sent no list".into()));
    let mut old = finding("missing-source", acme, Place::file(acme), Text::fixed("old", "旧的"));
    old.suppressed = Some(Suppressed::Baseline);
    vec![source, kept, deal, info, old]
}

/// One finding in whose every part a record speaks.
fn hostile() -> Vec<Finding> {
    let evil = "\u{1b}[31m\u{202e}%0A::error::x,<b>&\"'|`](http://x)\r\nz\u{ffff}";
    let path = format!("clients/{evil}:1, 100%.yaml");
    let text = format!("a: {evil}\n");
    let mut found = finding("syntax", &path, at(&path, &text, "\u{202e}"), Text::same(evil));
    found.route = Route::root().key(evil);
    found.mend = Some(Text::same(evil));
    let mut kept = found.clone();
    kept.suppressed = Some(Suppressed::Comment(evil.into()));
    vec![found, kept]
}

fn private() -> Vec<Finding> {
    let path = "clients/甲_20260301.yaml";
    let text = "client: 甲\nnote: 11010519491231002X\n";
    let shown = finding("missing-source", path, at(path, text, "note"), Text::fixed("a note", "备注"));
    let mut found = Finding { rule: &PRIVATE, ..shown.clone() };
    found.fix = Some(Fix { safe: false, edits: vec![Edit::Remove(Route::root().key("note"))], stem: None });
    found.message = Text::fixed("an identity number", "像身份证号码");
    vec![shown, found]
}

fn written(format: Format, findings: &[Finding], lang: Lang) -> String {
    with(format, findings, &ABOUT, lang)
}

fn with(format: Format, findings: &[Finding], about: &RunInfo<'_>, lang: Lang) -> String {
    format.write(findings, about, lang, Default::default(), &|path| {
        path.to_string_lossy().contains("星河").then(|| RECORD.into())
    })
}

const EVERYTHING: RunInfo<'static> = RunInfo { suppressed: true, root: "records/", ..ABOUT };

#[test]
fn no_format_lets_a_record_act_on_the_screen() {
    for (format, name) in Format::ALL {
        assert_eq!(Format::from_name(name), Some(format));
        for lang in [Lang::En, Lang::Zh] {
            let text = with(format, &hostile(), &EVERYTHING, lang);
            let raw = text.chars().find(|character| *character != '\n' && salesrec::lang::is_hidden(*character));
            assert_eq!(raw, None, "{name}: {text}");
            assert!(text.ends_with('\n') && text.len() > 50, "{name}: {text}");
        }
    }
}

#[test]
fn no_format_quotes_what_is_private() {
    for (format, name) in Format::ALL {
        let read = |_: &Path| Some("client: 甲\nnote: 11010519491231002X\n".to_string());
        let text = format.write(&private(), &EVERYTHING, Lang::En, Default::default(), &read);
        assert!(text.contains("identity"), "{name}: {text}");
        assert!(!text.contains("11010519491231002X"), "{name}: {text}");
    }
}

#[test]
fn every_format_is_the_same_whatever_the_order_of_the_findings() {
    for (format, name) in Format::ALL {
        let mut turned = some();
        turned.reverse();
        assert_eq!(
            with(format, &turned, &EVERYTHING, Lang::En),
            with(format, &some(), &EVERYTHING, Lang::En),
            "{name}"
        );
    }
}
