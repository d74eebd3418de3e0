//! Text in colour.

use anstyle::Style;

/// Adds `text` to `out`, in a style when `color` says so.
pub fn paint(out: &mut String, text: &str, style: Style, color: bool) {
    if color && !style.is_plain() && !text.is_empty() {
        out.push_str(&format!("{style}{text}{style:#}"));
    } else {
        out.push_str(text);
    }
}
