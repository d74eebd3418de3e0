//! How wide words are, as far as that can be told without their font.

use unicode_segmentation::UnicodeSegmentation;

use super::{Align, Cell, Languages, Table, Tone};
use crate::lang::width;

/// The width of words in ems of a usual sans-serif face: a Chinese character takes one, a letter about half.
pub(super) fn ems(words: &str) -> f64 {
    words.graphemes(true).map(em).sum()
}

fn em(cluster: &str) -> f64 {
    match cluster.chars().next() {
        _ if width(cluster) >= 2 => 1.0,
        Some(character) => narrow(character),
        None => 0.0,
    }
}

/// The width of one character in ems.
pub(super) fn character(character: char) -> f64 {
    match width(character.encode_utf8(&mut [0; 4])) {
        0 => 0.0,
        1 => narrow(character),
        _ => 1.0,
    }
}

const fn narrow(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '|' => 0.23,
        ' ' | '.' | ',' | ':' | ';' | '!' | 'f' | 't' | 'I' | '/' | '\\' | '[' | ']' => 0.28,
        'r' | '-' | '(' | ')' | '"' | '*' | '{' | '}' | '`' => 0.34,
        'm' | 'M' | 'W' | '%' | '@' => 0.85,
        'w' | 'A'..='Z' | '&' | '+' | '<' | '>' | '=' => 0.67,
        'a'..='z' | '0'..='9' => 0.53,
        _ => 0.55,
    }
}

/// How much wider bold words are.
pub(super) const BOLD: f64 = 1.07;

/// The widths of a table's columns in ems, which fill `room` together.
///
/// Each column has room for its longest word; names and days stand in one line as long as prose can give way. What is left
/// is shared by the square roots of what is to be said, so that much takes more room than little, but not all of it.
pub(super) fn columns(table: &Table, languages: Languages, room: f64) -> Vec<f64> {
    /// Up to which width a word, and a cell, is not broken: mail addresses and names only when there is no room for them.
    const WHOLE: [(f64, f64); 4] = [(17.0, 8.0), (11.0, 8.0), (11.0, 0.0), (7.0, 0.0)];
    let mut sizes = Vec::new();
    for whole in WHOLE {
        sizes = sized(table, languages, whole);
        if sizes.iter().map(|(least, _)| least).sum::<f64>() <= room {
            break;
        }
    }
    let least: f64 = sizes.iter().map(|(least, _)| least).sum();
    let most: f64 = sizes.iter().map(|(_, most)| most).sum();
    if least >= room {
        return sizes.iter().map(|(least_here, _)| least_here * room / least).collect();
    }
    if most <= room {
        return sizes.iter().map(|(_, most_here)| most_here * room / most).collect();
    }
    // Halving finds the share closely enough.
    let filled = |share: f64| sizes.iter().map(move |(least, most)| (share * most.sqrt()).clamp(*least, *most));
    let (mut low, mut high) = (0.0, room);
    for _ in 0..50 {
        let share = (low + high) / 2.0;
        if filled(share).sum::<f64>() > room { high = share } else { low = share }
    }
    filled(low).collect()
}

/// For each column what it takes at least, and for all its words in one line. Words up to `longest`, cells up to `short`
/// and days are not broken.
fn sized(table: &Table, languages: Languages, (longest, short): (f64, f64)) -> Vec<(f64, f64)> {
    /// A cell with more than this takes several lines.
    const LONGEST_CELL: f64 = 40.0;
    /// Beside the words of a cell.
    const MARGIN: f64 = 1.4;
    let size = |(index, column): (usize, &super::Column)| {
        // A number that is broken is misread.
        let whole = column.whole || column.align == Align::End;
        let title = languages.safe(&column.title);
        let (mut least, mut most) = (longest_word(&title) * BOLD, (ems(&title) * BOLD).min(2.0 * longest));
        for row in &table.rows {
            let Some(cell) = row.cells.get(index) else { continue };
            let words = languages.cell(cell);
            let bold = matches!(cell.parts().0.unwrap_or(row.tone), Tone::Strong | Tone::Bad);
            let heavy = if bold { BOLD } else { 1.0 };
            let all = ems(&words) * heavy;
            most = most.max(all.min(LONGEST_CELL));
            least = least.max(match cell.parts().1 {
                _ if whole => all,
                // The time of day may stand below its day.
                Cell::Day(_) | Cell::Moment(..) if short > 0.0 => {
                    words.rsplit_once(' ').filter(|(day, _)| day.contains(' ')).map_or(all, |(day, _)| ems(day) * heavy)
                }
                _ if all <= short => all,
                _ => longest_word(&words) * heavy,
            });
        }
        let least = if whole { least } else { least.min(longest) };
        (least + MARGIN, most.max(least) + MARGIN)
    };
    table.columns.iter().enumerate().map(size).collect()
}

/// The widest piece that has no place to break; Chinese breaks nearly everywhere, so three characters stay together.
fn longest_word(words: &str) -> f64 {
    let mut longest: f64 = 0.0;
    for word in words.split_whitespace() {
        let (mut latin, mut wide): (f64, f64) = (0.0, 0.0);
        for cluster in word.graphemes(true) {
            if width(cluster) >= 2 {
                wide += 1.0;
                latin = 0.0;
            } else {
                latin += em(cluster);
            }
            longest = longest.max(latin).max(wide.min(3.0));
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Row};
    use super::*;
    use crate::lang::{Lang, Text};

    #[test]
    fn columns_fill_the_room_and_long_words_get_more_of_it() {
        let columns_of = |room| {
            let both = vec![Column::new("a", Text::same("A")), Column::new("b", Text::same("B"))];
            let mut table = Table::new(both, Text::default());
            table.rows.push(Row::new(vec![Cell::text("2026-06-26"), Cell::text("甲".repeat(60))]));
            columns(&table, Lang::En.into(), room)
        };
        for room in [10.0, 30.0, 80.0] {
            let widths = columns_of(room);
            assert!((widths.iter().sum::<f64>() - room).abs() < 1e-9, "{widths:?}");
        }
        let widths = columns_of(30.0);
        assert!(widths[0] > ems("2026-06-26") && widths[1] > widths[0], "{widths:?}");
    }

    #[test]
    fn names_stand_in_one_line_as_long_as_prose_can_give_way() {
        let columns_of = |mail: &str| {
            let titles = ["Item", "Who", "Mail"].map(|title| Column::new("a", Text::same(title)));
            let mut table = Table::new(titles.to_vec(), Text::default());
            let cells =
                vec![Cell::text("words ".repeat(30)), Cell::text("Tom Ashdown").toned(Tone::Bad), Cell::text(mail)];
            table.rows.push(Row::new(cells));
            columns(&table, Lang::En.into(), 45.0)
        };
        let mail = "ruth.penhale@harbourfoods.example";
        let widths = columns_of(mail);
        assert!(widths[1] >= ems("Tom Ashdown") * BOLD + 1.0, "{widths:?}");
        assert!(widths[2] >= ems(mail) + 1.0, "{widths:?}");
        assert!((widths.iter().sum::<f64>() - 45.0).abs() < 1e-6, "{widths:?}");
    }
}
