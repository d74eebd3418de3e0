//! A paper as one HTML page: without script, without anything to load, for screens of any size and for print.

mod view;

use super::template::{Form, Template};
use super::{Paper, TEMPLATES};
use crate::error::Result;

/// The name of the template among a team's own.
pub const NAME: &str = "paper.html";

/// The template that is used unless a team has its own.
pub fn built_in() -> Template {
    Template::new(format!("{TEMPLATES}/{NAME}"), include_str!("html/paper.html"))
}

/// The paper by a template, which is usually [`built_in`].
///
/// # Errors
/// Fails when the template has a mistake; the error points at it.
pub fn write(paper: &Paper, template: &Template) -> Result<String> {
    template.fill(Form::Html, view::page(paper))
}

#[cfg(test)]
mod tests;
