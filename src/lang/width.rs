//! Text measured in terminal columns.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many terminal columns `text` takes; a Chinese character takes two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Whether `text` takes at least so many terminal columns; of a long one its beginning tells.
pub fn is_wide(text: &str, columns: usize) -> bool {
    let mut least = 0;
    for letter in text.chars() {
        least += match letter {
            _ if least >= columns => break,
            // As wide whatever stands beside them.
            ' '..='~' => 1,
            '\u{4e00}'..='\u{9fff}' => 2,
            _ => break,
        };
    }
    least >= columns || width(text) >= columns
}

/// `text` with spaces after it up to `columns`.
pub fn pad_end(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` with spaces before it up to `columns`.
pub fn pad_start(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` cut to at most `columns`, with `…` where something is missing; never cuts through a character.
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_string();
    }
    let mut cut = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        let more = width(cluster);
        if used + more + 1 > columns {
            break;
        }
        used += more;
        cut.push_str(cluster);
    }
    if columns > 0 {
        cut.push('…');
    }
    cut
}

/// `text` broken into lines of at most `columns`, at spaces and between Chinese characters.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let options = textwrap::Options::new(columns.max(2))
        .word_separator(textwrap::WordSeparator::UnicodeBreakProperties)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    text.lines().flat_map(|line| textwrap::wrap(line, &options)).map(|line| line.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_text_tells_the_same_as_the_whole() {
        for text in
            ["", "降本", "降本增效", "cheaper", "cheaper!", "👩‍👩‍👧降本", "cafe\u{301} au lait", "交付周期缩短至7天以内"]
        {
            for columns in 0..24 {
                assert_eq!(is_wide(text, columns), width(text) >= columns, "{text} {columns}");
            }
        }
    }

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(width("方案ab"), 6);
        assert_eq!(pad_end("方案", 6), "方案  ");
        assert_eq!(pad_start("方案", 5), " 方案");
    }

    #[test]
    fn a_cut_never_splits_a_wide_character() {
        assert_eq!(truncate("方案呈现", 5), "方案…");
        assert_eq!(truncate("方案呈现", 6), "方案…");
        assert_eq!(truncate("方案呈现", 8), "方案呈现");
        assert_eq!(truncate("abc", 0), "");
    }

    #[test]
    fn wrapping_breaks_between_chinese_characters() {
        assert_eq!(wrap("方案呈现", 4), ["方案", "呈现"]);
        assert_eq!(wrap("one two", 4), ["one", "two"]);
    }
}
