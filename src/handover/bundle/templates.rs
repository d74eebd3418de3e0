//! The letters' templates: built in, or the team's own from its folder templates/.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;

use crate::lang::Lang;

/// The built-in templates by the names of their files.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("notice.zh.md", include_str!("templates/notice.zh.md")),
    ("notice.en.md", include_str!("templates/notice.en.md")),
    ("introduction.zh.md", include_str!("templates/introduction.zh.md")),
    ("introduction.en.md", include_str!("templates/introduction.en.md")),
];

/// What a template may name.
const FIELDS: [&str; 14] = [
    "team",
    "today",
    "until",
    "temporary",
    "client",
    "contact",
    "deals",
    "next",
    "giver",
    "giver.name",
    "giver.email",
    "receiver",
    "receiver.name",
    "receiver.email",
];

/// The templates of letters, checked.
#[derive(Clone, Debug)]
pub struct Templates {
    texts: BTreeMap<String, String>,
}

/// A template that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The name of its file.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The place in it.
    pub span: Range<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It names a field that there is not; those there are.
    UnknownField(String, Vec<&'static str>),
    /// Anything else, in the words of the template engine.
    Syntax(String),
}

/// What a letter tells.
#[derive(Clone, Debug, Serialize)]
pub struct Letter<'a> {
    /// The team's name.
    pub team: &'a str,
    /// The day that the bundle shows, in the language of the letter.
    pub today: String,
    /// The giver's last day, or that of the absence; empty when not known.
    pub until: String,
    /// Whether the giver comes back.
    pub temporary: bool,
    /// The client's name.
    pub client: &'a str,
    /// The person that is written to; empty when nobody is known.
    pub contact: &'a str,
    /// The names of the open deals.
    pub deals: Vec<&'a str>,
    /// The next step that was agreed; empty when there is none.
    pub next: &'a str,
    /// Who looked after the client so far.
    pub giver: Writer,
    /// Who does from now on.
    pub receiver: Writer,
}

/// One of us, in a letter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Writer {
    /// The name.
    pub name: String,
    /// The mail address; empty when none is known.
    pub email: String,
}

impl Templates {
    /// The built-in templates, and in the place of those that `own` has a text for, the team's.
    ///
    /// # Errors
    /// What is wrong with the first that is broken.
    pub fn new(own: impl Fn(&str) -> Option<String>) -> Result<Self, Box<Broken>> {
        let texts: BTreeMap<String, String> = BUILT_IN
            .iter()
            .map(|(name, text)| ((*name).to_string(), own(name).unwrap_or_else(|| (*text).to_string())))
            .collect();
        for (file, text) in &texts {
            check(file, text)?;
        }
        Ok(Self { texts })
    }

    /// A letter: its title, which is the first line, and the rest.
    ///
    /// # Errors
    /// Where the template cannot be filled in.
    pub(super) fn letter(&self, kind: &str, lang: Lang, letter: &Letter) -> Result<(String, String), Box<Broken>> {
        let file = format!("{kind}.{}.md", lang.code());
        let text = self.texts.get(&file).map(String::as_str).unwrap_or_default();
        let environment = environment();
        let filled =
            environment.template_from_str(text).and_then(|template| template.render(Value::from_serialize(letter)));
        let filled = filled.map_err(|error| broken(&file, text, &error))?;
        let filled = filled.trim();
        let (title, rest) = filled.split_once('\n').unwrap_or((filled, ""));
        Ok((title.trim().to_string(), rest.trim().to_string()))
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Values stand as they are, on one line: each format escapes what it is given.
    environment.set_formatter(|out, _, value: &Value| {
        if value.is_undefined() {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        let words = value.to_string();
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        out.write_str(if words.contains(['\n', '\r']) { &line } else { &words }).map_err(Error::from)
    });
    environment
}

/// Whether the template parses, and names only what there is.
fn check(file: &str, text: &str) -> Result<(), Box<Broken>> {
    let environment = environment();
    let template = environment.template_from_str(text).map_err(|error| broken(file, text, &error))?;
    let mut named: Vec<String> = template.undeclared_variables(true).into_iter().collect();
    named.sort();
    let unknown = named.iter().filter(|name| !FIELDS.contains(&name.as_str()));
    let place = |name: &String| (place_of(text, name), name.clone());
    match unknown.map(place).min_by_key(|(place, _)| place.start) {
        None => Ok(()),
        Some((span, name)) => Err(Box::new(Broken {
            file: file.to_string(),
            text: text.to_string(),
            span,
            fault: Fault::UnknownField(name, FIELDS.to_vec()),
        })),
    }
}

/// Where a template names a field.
fn place_of(text: &str, name: &str) -> Range<usize> {
    let boundary = |letter: Option<char>| {
        letter.is_none_or(|letter| !(letter.is_alphanumeric() || letter == '_' || letter == '.'))
    };
    let found = text.match_indices(name).map(|(at, _)| at).find(|&at| {
        let opened = text[..at].rfind("{{").max(text[..at].rfind("{%"));
        let closed = text[..at].rfind("}}").max(text[..at].rfind("%}"));
        opened > closed && boundary(text[..at].chars().next_back()) && boundary(text[at + name.len()..].chars().next())
    });
    found.map_or(0..0, |at| at..at + name.len())
}

fn broken(file: &str, text: &str, error: &Error) -> Box<Broken> {
    let line = error.line().unwrap_or(1);
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>().min(text.len());
    let whole = start..start + text[start..].lines().next().map_or(0, str::len);
    let span = error.range().filter(|range| text.get(range.clone()).is_some()).unwrap_or(whole);
    let words = error.detail().map_or_else(|| error.kind().to_string(), str::to_string);
    Box::new(Broken { file: file.to_string(), text: text.to_string(), span, fault: Fault::Syntax(words) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter<'static> {
        Letter {
            team: "{{ 7*7 }}",
            today: "2026-06-26".into(),
            until: String::new(),
            temporary: false,
            client: "<script>\n# x",
            contact: "",
            deals: vec!["a"],
            next: "",
            giver: Writer { name: "Wu".into(), ..Writer::default() },
            receiver: Writer { name: "Lin".into(), email: "lin@example.com".into() },
        }
    }

    #[test]
    fn the_built_in_templates_are_sound_and_values_are_only_text() {
        let templates = Templates::new(|_| None).unwrap();
        for kind in ["notice", "introduction"] {
            for lang in [Lang::En, Lang::Zh] {
                let (title, rest) = templates.letter(kind, lang, &letter()).unwrap();
                assert!(title.contains("{{ 7*7 }}"), "{title}");
                assert!(rest.contains("<script> # x") && rest.contains("lin@example.com"), "{rest}");
            }
        }
    }

    #[test]
    fn an_unknown_field_is_named_with_its_place() {
        let own = |name: &str| {
            (name == "notice.en.md")
                .then(|| "Hello\n\nDear {{ client }},\n{% if x %}{{ reciever.name }}{% endif %}\n".into())
        };
        let broken = Templates::new(own).unwrap_err();
        assert_eq!(broken.file, "notice.en.md");
        assert_eq!(&broken.text[broken.span.clone()], "x");
        let own = |_: &str| Some("x: a client\n{{ client }} {{ giver.phone }}".into());
        let broken = Templates::new(own).unwrap_err();
        assert_eq!(&broken.text[broken.span.clone()], "giver.phone");
        assert!(matches!(&broken.fault, Fault::UnknownField(name, _) if name == "giver.phone"), "{broken:?}");
    }

    #[test]
    fn a_fault_of_the_syntax_has_its_line() {
        let broken = Templates::new(|_| Some("a\n{% if client %}\n".into())).unwrap_err();
        assert!(matches!(broken.fault, Fault::Syntax(_)) && broken.span.start > 0, "{broken:?}");
    }
}
