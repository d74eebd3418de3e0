//! An error as people read it: what, where, why, and what to do.

use anstyle::{AnsiColor, Style};

use crate::error::{Error, Place, quoted};
use crate::lang::{Lang, Text, paint, visible, visible_lines, width};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The command could not do it.
    Error,
    /// The command goes on.
    Warning,
}

/// The error as lines, each ended; safe to show, whatever the records hold.
///
/// The line that it points to is cut around the place when it is wider than `width`; other text is left for the
/// terminal to wrap, so that commands in hints can be copied.
pub fn error_text(error: &Error, severity: Severity, lang: Lang, color: bool, width: Option<usize>) -> String {
    let (label, tint) = match severity {
        Severity::Error => (Text::fixed("error: ", "错误："), AnsiColor::Red),
        Severity::Warning => (Text::fixed("warning: ", "警告："), AnsiColor::Yellow),
    };
    let tint = tint.on_default().bold();
    let mut out = Output { text: String::new(), lang, color };
    out.labelled(&label, tint, &error.message, Style::new().bold());
    if let Some(place) = &error.place {
        out.place(place, tint, width);
    }
    for cause in &error.causes {
        out.labelled(&Text::fixed("caused by: ", "原因："), Style::new().bold(), cause, Style::new());
    }
    for hint in &error.hints {
        out.labelled(&Text::fixed("hint: ", "提示："), AnsiColor::Cyan.on_default().bold(), hint, Style::new());
    }
    out.text
}

struct Output {
    text: String,
    lang: Lang,
    color: bool,
}

impl Output {
    fn put(&mut self, text: &str, style: Style) {
        paint(&mut self.text, text, style, self.color);
    }

    /// A label and its words; further lines stand under the first.
    fn labelled(&mut self, label: &Text, label_style: Style, words: &Text, style: Style) {
        let (label, words) = (label.get(self.lang), words.get(self.lang));
        self.put(label.trim_end(), label_style);
        let mut between = label[label.trim_end().len()..].to_string();
        for line in visible_lines(words) {
            if !line.is_empty() {
                self.text.push_str(&between);
                self.put(&line, style);
            }
            between = format!("\n{}", " ".repeat(width(label)));
        }
        self.text.push('\n');
    }

    fn place(&mut self, place: &Place, tint: Style, width: Option<usize>) {
        let dim = Style::new().dimmed();
        let number = if place.line == 0 { String::new() } else { place.line.to_string() };
        let margin = " ".repeat(number.len().max(1));
        self.put(&format!("{margin}--> "), dim);
        self.text.push_str(&visible(&place.path.display().to_string()));
        if place.line > 0 {
            self.text.push_str(&format!(":{}:{}", place.line, place.column));
        }
        self.text.push('\n');
        self.text.push_str(&quoted(place, margin.len(), width, tint, self.color));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::error::Kind;
    use crate::lang::is_hidden;

    fn unknown() -> Error {
        Error::new(Kind::NotFound, Text::fixed("no client named “Acem”", "没有名为“Acem”的客户"))
    }

    fn placed(source: &str, meant: &str) -> Error {
        let text = format!("{}{source}\n", "\n".repeat(11));
        let start = 11 + source.find(meant).unwrap();
        unknown().at(Place::in_text(Path::new("clients/甲_20260301.yaml"), &text, start..start + meant.len()))
    }

    fn plain(error: &Error, lang: Lang, width: usize) -> String {
        error_text(error, Severity::Error, lang, false, Some(width))
    }

    #[test]
    fn everything_stands_in_its_order_in_english() {
        let error = placed("owner: 张三 # 注", "张三")
            .cause(Text::fixed("first\nsecond", "一\n二"))
            .hint(Text::fixed("`salesrec list` shows all names", "`salesrec list` 列出所有名称"));
        assert_eq!(
            plain(&error, Lang::En, 80),
            "error: no client named “Acem”
  --> clients/甲_20260301.yaml:12:8
   |
12 | owner: 张三 # 注
   |        ^^^^
caused by: first
           second
hint: `salesrec list` shows all names
"
        );
    }

    #[test]
    fn everything_stands_in_its_order_in_chinese() {
        let error = placed("负责人: 张三", "三").cause(Text::fixed("first\nsecond", "一\n二")).hint(Text::same("x"));
        assert_eq!(
            error_text(&error, Severity::Warning, Lang::Zh, false, None),
            "警告：没有名为“Acem”的客户
  --> clients/甲_20260301.yaml:12:7
   |
12 | 负责人: 张三
   |           ^^
原因：一
      二
提示：x
"
        );
    }

    #[test]
    fn a_whole_file_has_no_quote() {
        let error = unknown().at(Place::file("clients/a\u{1b}.yaml"));
        assert_eq!(plain(&error, Lang::En, 80), "error: no client named “Acem”\n --> clients/a\\u{1b}.yaml\n");
    }

    #[test]
    fn a_caret_may_stand_behind_the_end_of_the_line() {
        let error = placed("deals: [", "");
        let error = Error { place: error.place.map(|place| Place { span: 8..8, ..place }), ..error };
        assert!(plain(&error, Lang::En, 80).ends_with("12 | deals: [\n   |         ^\n"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let source = format!("summary: {}张三{}", "方案呈现".repeat(40), "客户反馈".repeat(40));
        assert!(
            plain(&placed(&source, "张三"), Lang::En, 40)
                .ends_with("12 | …案呈现方案呈现张三客户反馈客户反…\n   |                ^^^^\n")
        );
        assert!(
            plain(&placed(&source, "summary"), Lang::En, 40)
                .ends_with("12 | summary: 方案呈现方案呈现方案呈现…\n   | ^^^^^^^\n")
        );
        assert!(
            plain(&placed(&source, &source), Lang::En, 40)
                .ends_with("12 | summary: 方案呈现方案呈现…\n   | ^^^^^^^^^^^^^^^^^^^^^^^^^^\n")
        );
    }

    #[test]
    fn hidden_characters_are_spelled_out_and_the_carets_follow() {
        let error = placed("a\u{1b}[31m\u{202e}: 张", "张").hint(Text::same("x\u{1b}[2J"));
        assert!(
            plain(&error, Lang::En, 80)
                .ends_with("12 | a\\u{1b}[31m\\u{202e}: 张\n   |                      ^^\nhint: x\\u{1b}[2J\n")
        );
    }

    #[test]
    fn colours_change_nothing_but_the_colour() {
        let error = placed("owner: 张三", "张三").hint(Text::same("x"));
        let colored = error_text(&error, Severity::Error, Lang::En, true, Some(80));
        assert!(colored.starts_with("\u{1b}[1m\u{1b}[31merror:\u{1b}[0m \u{1b}[1mno client"));
        assert_eq!(without_colors(&colored), plain(&error, Lang::En, 80));
    }

    fn without_colors(colored: &str) -> String {
        let mut parts = colored.split('\u{1b}');
        let first = parts.next().unwrap().to_string();
        first + &parts.map(|part| part.split_once('m').unwrap().1).collect::<String>()
    }

    proptest! {
        #[test]
        fn no_record_reaches_the_terminal_raw_and_no_quote_is_too_wide(
            source in "(.|\\p{Cc}|[\u{200b}-\u{202e}甲乙😀]){1,200}", from in 0usize..300, length in 0usize..300, width in 40usize..120,
        ) {
            let place = Place { path: source.clone().into(), line: 7, column: 1, source: source.clone(), span: from..from + length };
            let error = Error::new(Kind::Unreadable, Text::same(source.clone())).hint(Text::same(source.clone()));
            let all = error_text(&error.clone().at(place.clone()), Severity::Error, Lang::Zh, false, Some(width));
            let raw = all.chars().find(|character| !matches!(character, '\n' | '\u{200d}') && is_hidden(*character));
            prop_assert_eq!(raw, None);
            let place = Place { path: "a".into(), ..place };
            let error = Error { message: Text::same("m"), hints: Vec::new(), ..error }.at(place);
            for line in plain(&error, Lang::En, width).lines() {
                prop_assert!(crate::lang::width(line) <= width, "{line}");
            }
        }
    }
}
