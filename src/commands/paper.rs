//! The page that papers are made with.

use super::Desk;
use crate::document::template::Template;
use crate::document::{TEMPLATES, html};

/// The template of an HTML page: the team's own, else the built-in one.
pub fn page(desk: &Desk) -> Template {
    let built_in = html::built_in();
    match desk.store.text(&format!("{TEMPLATES}/{}", html::NAME)) {
        Ok(own) => Template::new(built_in.path, own),
        Err(_) => built_in,
    }
}
