//! Text that Markdown shows as it was written.

use super::visible;

/// `text` made safe and kept from being markup.
pub fn escape(text: &str) -> String {
    escape_in(&visible(text), true)
}

/// Safe `text` with a backslash before each character that Markdown would take for markup there.
pub fn escape_in(text: &str, starts_line: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut start = starts_line;
    let mut rest = text.chars().peekable();
    // `1.` and `1)` begin a numbered list.
    let digits = text.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    let mut until_number = if starts_line && digits > 0 { digits } else { usize::MAX };
    while let Some(character) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let is_markup = match character {
            '\\' | '`' | '*' | '<' | '[' | ']' | '|' | '~' => true,
            // Inside a word, as in an id, an underscore is only an underscore.
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next == '#' || next.is_ascii_alphabetic(),
            '#' | '>' | '-' | '+' | '=' => start,
            '.' | ')' => until_number == 0 && next.is_whitespace(),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(character);
        until_number = if character == ' ' && start { until_number } else { until_number.wrapping_sub(1) };
        start = start && character == ' ';
        before = character;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_become_markup() {
        assert_eq!(escape("<b>[x](y)`z`"), "\\<b>\\[x\\](y)\\`z\\`");
        assert_eq!(escape("- a - b"), "\\- a - b");
        assert_eq!(escape("1. a 2. b"), "1\\. a 2. b");
        assert_eq!(escape("12) a"), "12\\) a");
        assert_eq!(escape("3.5"), "3.5");
        assert_eq!(escape("84.6%"), "84.6%");
        assert_eq!(escape("12."), "12\\.");
        assert_eq!(escape("&lt; & co"), "\\&lt; & co");
        assert_eq!(escape("acme_20240315 _x_"), "acme_20240315 \\_x\\_");
        assert_eq!(escape("\u{202e}\u{1b}"), "\\\\u{202e}\\\\u{1b}");
    }
}
