//! Templates that a team can change: text with places that are filled.

use std::borrow::Cow;
use std::error::Error as _;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, Output, UndefinedBehavior};
use serde::Serialize;

use super::xml;
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, markdown, visible_lines};
use crate::text;

/// The text of a template, and the file that it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// For messages; nothing is read from it.
    pub path: PathBuf,
    /// What is filled, in the language of Jinja.
    pub text: Cow<'static, str>,
}

/// What a template makes, so that what fills it can be nothing but words there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

impl Template {
    /// A template.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<Cow<'static, str>>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The template with its places filled by the fields of `data`.
    ///
    /// Words of `data` appear as they are, never as markup or as a template: hidden characters are spelled out, line ends stay.
    ///
    /// # Errors
    /// Fails when the template cannot be read or names a field that `data` does not have; the error points at it.
    pub fn fill(&self, form: Form, data: impl Serialize) -> Result<String> {
        let name = self.path.display().to_string();
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // So that errors know their place.
        environment.set_debug(true);
        if let Ok(syntax) =
            SyntaxConfig::builder().keep_trailing_newline(true).trim_blocks(true).lstrip_blocks(true).build()
        {
            environment.set_syntax(syntax);
        }
        // What macros make is then not escaped again; how words are escaped is the formatter's.
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(move |out, _, value| write(form, out, value));
        let data = Value::from(Serde(&data));
        let fields: Vec<String> = data.try_iter().into_iter().flatten().map(|key| format!("`{key}`")).collect();
        environment
            .render_named_str(&name, &self.text, data)
            .map_err(|error| failure(&self.path, &self.text, &fields, &error))
    }
}

fn write(form: Form, out: &mut Output<'_>, value: &Value) -> Result<(), minijinja::Error> {
    let failed = |_| minijinja::Error::new(ErrorKind::WriteFailure, "");
    if value.is_safe() || matches!(value.kind(), ValueKind::Number | ValueKind::Bool) {
        return write!(out, "{value}").map_err(failed);
    }
    let words = value.to_string();
    for (at, line) in visible_lines(&words).enumerate() {
        if at > 0 {
            out.write_char('\n').map_err(failed)?;
        }
        let line = match form {
            Form::Text => line,
            Form::Markdown => markdown::escape(&line).into(),
            Form::Html => xml::escape(&line).into(),
        };
        out.write_str(&line).map_err(failed)?;
    }
    Ok(())
}

/// What is wrong with a template, at its place.
fn failure(path: &Path, source: &str, fields: &[String], error: &minijinja::Error) -> Error {
    let mut inner = error;
    while let Some(next) = inner.source().and_then(|source| source.downcast_ref::<minijinja::Error>()) {
        inner = next;
    }
    let place = match (inner.range().filter(|range| source.get(range.clone()).is_some()), inner.line()) {
        (Some(range), _) => Place::in_text(path, source, range),
        (None, Some(line)) => {
            let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            Place::in_text(path, source, start..start)
        }
        (None, None) => Place::file(path),
    };
    let named = place.source.get(place.span.clone()).unwrap_or_default().trim().to_string();
    let message = if inner.kind() == ErrorKind::UndefinedError {
        text!("the template asks for something unknown: `{named}`", "模板引用了未知的字段：`{named}`")
    } else {
        text!("the template cannot be used", "模板无法使用")
    };
    let mut failure = Error::new(Kind::Unreadable, message).at(place);
    if inner.kind() != ErrorKind::UndefinedError {
        failure = failure.cause(Text::same(inner.detail().map_or_else(|| inner.kind().to_string(), str::to_string)));
    }
    if inner.kind() == ErrorKind::UndefinedError && !fields.is_empty() {
        let (en, zh) = (fields.join(", "), fields.join("、"));
        failure = failure.hint(text!("a template can use {en}", "模板可以使用：{zh}"));
    }
    failure
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fill(form: Form, text: &'static str) -> Result<String> {
        let data = json!({"client": "<b>{{ 7*7 }} *甲*\u{1b}", "lines": "a\nb", "deal": {"stage": "x"}});
        Template::new("templates/letter.md", text).fill(form, data)
    }

    #[test]
    fn what_fills_a_template_is_never_a_template_or_markup() {
        assert_eq!(
            fill(Form::Text, "Dear {{ client }},\n{{ lines }}\n").unwrap(),
            "Dear <b>{{ 7*7 }} *甲*\\u{1b},\na\nb\n"
        );
        assert_eq!(fill(Form::Markdown, "{{ client }}").unwrap(), "\\<b>{{ 7\\*7 }} \\*甲\\*\\\\u{1b}");
        assert_eq!(fill(Form::Html, "{{ client }}").unwrap(), "&lt;b&gt;{{ 7*7 }} *甲*\\u{1b}");
    }

    #[test]
    fn an_unknown_field_is_named_with_its_line_and_what_there_is() {
        let error = fill(Form::Text, "甲\n  {{ clinet }}\n").unwrap_err();
        assert_eq!(error.message.en, "the template asks for something unknown: `clinet`");
        let place = error.place.unwrap();
        assert_eq!((place.path.to_str(), place.line, place.column), (Some("templates/letter.md"), 2, 6));
        assert_eq!(error.hints[0].zh, "模板可以使用：`client`、`deal`、`lines`");
        let error = fill(Form::Html, "{% for x in [1] %}\n{{ deal.stagge }}\n{% endfor %}").unwrap_err();
        assert_eq!(error.message.zh, "模板引用了未知的字段：`deal.stagge`");
    }

    #[test]
    fn a_template_with_a_mistake_says_where() {
        let error = fill(Form::Text, "a\n{% if client %}\nb\n").unwrap_err();
        assert_eq!((error.place.unwrap().line > 0, error.causes.len()), (true, 1));
        let error = fill(Form::Text, "a\n{{ client | shout }}\n").unwrap_err();
        assert_eq!(error.place.unwrap().line, 2);
        assert!(fill(Form::Text, "{% include '/etc/passwd' %}").is_err());
    }
}
