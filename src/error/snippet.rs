//! The line of a file that is meant, with carets right under the place.

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::Place;
use crate::lang::{pad_start, paint, truncate, visible, width};

/// Columns of a quoted line where nothing says how wide the screen is.
const USUAL_WIDTH: usize = 160;
/// A quoted line is not cut to fewer columns than this.
const NARROWEST: usize = 20;

/// Three lines, each ended: a rule, the line that the place is on, the carets under it in `tint`; nothing where the
/// whole file is meant. The number of the line ends `margin` columns from the left.
///
/// Safe to show, whatever the file holds. A line wider than `columns` is cut around the place.
pub fn quoted(place: &Place, margin: usize, columns: Option<usize>, tint: Style, color: bool) -> String {
    let mut out = String::new();
    if place.line == 0 || place.source.is_empty() {
        return out;
    }
    let dim = Style::new().dimmed();
    let room = columns.unwrap_or(USUAL_WIDTH).saturating_sub(margin + 3).max(NARROWEST);
    let quote = Quote::new(place, room);
    let empty = " ".repeat(margin);
    paint(&mut out, &format!("{empty} |"), dim, color);
    out.push('\n');
    paint(&mut out, &format!("{} | ", pad_start(&place.line.to_string(), margin)), dim, color);
    out.push_str(&quote.line);
    out.push('\n');
    paint(&mut out, &format!("{empty} | "), dim, color);
    out.push_str(&" ".repeat(quote.before));
    paint(&mut out, &"^".repeat(quote.carets), tint, color);
    out.push('\n');
    out
}

/// A line of a file as far as it fits, and where the carets stand under it.
struct Quote {
    line: String,
    before: usize,
    carets: usize,
}

impl Quote {
    fn new(place: &Place, room: usize) -> Self {
        let source = place.source.as_str();
        let start = source.floor_char_boundary(place.span.start.min(source.len()));
        let end = source.floor_char_boundary(place.span.end.clamp(start, source.len()));
        let before = visible(&source[..start]);
        let meant = visible(&source[start..end]);
        let after = visible(&source[end..]);
        if width(&before) + width(&meant) + width(&after) < room {
            let line = format!("{before}{meant}{after}");
            return Self { line: line.trim_end().to_string(), before: width(&before), carets: width(&meant).max(1) };
        }
        // One column stays free for a caret behind the end of the line.
        let shown = truncate(&meant, room * 3 / 4);
        let after = if shown == meant { after } else { "".into() };
        let left = room - 1 - width(&shown);
        let before = end_of(&before, (left / 2).max(left.saturating_sub(width(&after))));
        let after = truncate(&after, left - width(&before));
        Self {
            before: width(&before),
            carets: width(&shown).max(1),
            line: format!("{before}{shown}{after}").trim_end().to_string(),
        }
    }
}

/// The end of `text` in at most `columns`, with `…` where its beginning is missing.
fn end_of(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_string();
    }
    let mut used = 1;
    let mut from = text.len();
    for (at, cluster) in text.grapheme_indices(true).rev() {
        used += width(cluster);
        if used > columns {
            break;
        }
        from = at;
    }
    format!("…{}", &text[from..])
}
