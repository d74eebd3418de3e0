//! A document as Markdown, as GitHub reads it.

use super::{Align, Cell};
use super::{Block, Document, Line, Table, Tone};
use crate::lang::markdown::{escape, escape_in};
use crate::lang::{Lang, visible, visible_lines};

/// The document as Markdown. What comes from records is escaped: it appears as it was written and never as markup.
pub fn write(document: &Document, lang: Lang) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        if matches!(block, Block::Blanks(_) | Block::Anchor(_) | Block::Contents(_) | Block::PageBreak) {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Heading(level, words) => {
                out.push_str(&"#".repeat(usize::from(*level).clamp(1, 6)));
                out.push(' ');
                out.push_str(&inline(words, lang));
                out.push('\n');
            }
            Block::Paragraph(words) => {
                out.push_str(&inline(words, lang));
                out.push('\n');
            }
            Block::Pairs(pairs) => {
                let colon = if lang == Lang::Zh { "：" } else { ": " };
                for (label, value) in pairs {
                    let point = format!("- **{}**{colon}{}", escape(label.get(lang)), inline(value, lang));
                    out.push_str(point.trim_end());
                    out.push('\n');
                }
            }
            Block::List(points) => {
                for point in points {
                    out.push_str(&format!("- {}\n", inline(point, lang)));
                }
            }
            Block::Table(table) => write_table(table, lang, &mut out),
            Block::Verbatim(text) => fenced(text, "", &mut out),
            Block::Diff(text) => fenced(text, "diff", &mut out),
            Block::Prose(text) => prose(text.get(lang), &mut out),
            Block::Checklist(checks) => {
                for check in checks {
                    let mark = if check.done { 'x' } else { ' ' };
                    out.push_str(&format!("- [{mark}] {}\n", inline(&check.words, lang)));
                }
            }
            Block::Chart(chart) => {
                out.push_str(&format!("**{}**\n\n", escape(chart.title.get(lang))));
                for words in chart.figures() {
                    out.push_str(&format!("- {}\n", escape(words.get(lang))));
                }
            }
            Block::Signatures(signatures) => {
                let colon = if lang == Lang::Zh { "：" } else { ": " };
                for signature in signatures {
                    let (role, name) = (escape(signature.role.get(lang)), escape(&signature.name));
                    out.push_str(&format!("- {role}{colon}{name} \\_\\_\\_\\_\\_\\_\\_\\_\n"));
                }
            }
            Block::Note(note) => {
                let title = note.title.iter().map(|title| format!("**{}**", inline(title, lang).replace("**", "")));
                let lines = title.chain(note.lines.iter().map(|line| inline(line, lang)));
                let lines: Vec<String> = lines.map(|line| format!("> {line}\n")).collect();
                out.push_str(&lines.join(">\n"));
            }
            Block::Blanks(_) | Block::Anchor(_) | Block::Contents(_) | Block::PageBreak => {}
        }
    }
    out
}

fn write_table(table: &Table, lang: Lang, out: &mut String) {
    if let Some(title) = &table.title {
        out.push_str(&format!("**{}**\n\n", escape(title.get(lang))));
    }
    if table.rows.is_empty() {
        out.push_str(&escape(table.empty.get(lang)));
        out.push('\n');
        return;
    }
    for column in &table.columns {
        out.push_str("| ");
        out.push_str(&escape(column.title.get(lang)));
        out.push(' ');
    }
    out.push_str("|\n");
    for column in &table.columns {
        out.push_str(if column.align == Align::End { "| ---: " } else { "| --- " });
    }
    out.push_str("|\n");
    let mut text = String::new();
    for row in &table.rows {
        for index in 0..table.columns.len() {
            text.clear();
            row.cells.get(index).unwrap_or(&Cell::Empty).write(lang, false, &mut text);
            out.push_str("| ");
            if !text.is_empty() {
                out.push_str(&escape(&text));
                out.push(' ');
            }
        }
        out.push_str("|\n");
    }
}

/// The words of a line, strong ones in bold.
fn inline(line: &Line, lang: Lang) -> String {
    let mut out = String::new();
    for span in &line.0 {
        let words = visible(span.text.get(lang));
        let bare = words.trim();
        if span.tone != Tone::Strong || bare.is_empty() {
            out.push_str(&escape_in(&words, out.is_empty()));
            continue;
        }
        // Spaces stay outside of the stars: inside, they would not be read as bold.
        let start = words.len() - words.trim_start().len();
        out.push_str(&words[..start]);
        out.push_str(&format!("**{}**", escape_in(bare, false)));
        out.push_str(&words[start + bare.len()..]);
    }
    out.trim().to_string()
}

/// Prose with its line ends; an empty line parts paragraphs.
fn prose(text: &str, out: &mut String) {
    let mut lines = visible_lines(text).peekable();
    while let Some(line) = lines.next() {
        out.push_str(&escape_in(line.trim(), true));
        // A backslash keeps the end of the line.
        let goes_on = !line.trim().is_empty() && lines.peek().is_some_and(|next| !next.trim().is_empty());
        out.push_str(if goes_on { "\\\n" } else { "\n" });
    }
}

/// Text of a record as it was written, in a fence longer than any run of backticks in it.
fn fenced(text: &str, language: &str, out: &mut String) {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    out.push_str(&format!("{fence}{language}\n"));
    for line in visible_lines(text) {
        out.push_str(&line);
        out.push('\n');
    }
    out.push_str(&format!("{fence}\n"));
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Row};
    use super::*;
    use crate::lang::Text;

    #[test]
    fn a_document_reads_as_markdown() {
        let mut table = Table::new(
            vec![
                Column::new("client", Text::fixed("Client", "客户")),
                Column::number("late", Text::fixed("Late", "逾期")),
            ],
            Text::fixed("None.", "没有。"),
        );
        let empty = Block::Table(table.clone());
        table.title = Some(Text::fixed("Overdue", "逾期"));
        table.rows.push(Row::new(vec![Cell::text("甲|乙\n丙"), Cell::Days(3)]));
        table.rows.push(Row::new(vec![Cell::Empty, Cell::Days(12)]));
        let document = Document {
            blocks: vec![
                Block::Heading(2, Text::fixed("Deals", "商机").into()),
                Block::Paragraph(Line::new().plain("a ").strong(" 甲 ").plain("*b*")),
                Block::Pairs(vec![
                    (Text::fixed("Owner", "负责人"), "zhang.san".into()),
                    (Text::fixed("Note", "备注"), Line::new()),
                ]),
                Block::List(vec!["# one".into(), "two".into()]),
                Block::Table(table),
                empty,
                Block::Verbatim("a ```b\n\n*c*".into()),
                Block::Diff("-a\n+b\n".into()),
            ],
        };
        assert_eq!(
            write(&document, Lang::Zh),
            "## 商机\n\na  **甲** \\*b\\*\n\n- **负责人**：zhang.san\n- **备注**：\n\n- \\# one\n- two\n\n\
             **逾期**\n\n| 客户 | 逾期 |\n| --- | ---: |\n| 甲\\|乙 丙 | 3 天 |\n| | 12 天 |\n\n没有。\n\n\
             ````\na ```b\n\n*c*\n````\n\n```diff\n-a\n+b\n```\n"
        );
        assert!(write(&document, Lang::En).contains("- **Owner**: zhang.san\n- **Note**:\n"));
    }

    #[test]
    fn words_behind_others_are_not_at_the_start_of_a_line() {
        assert_eq!(inline(&Line::new().plain("a ").plain("- b"), Lang::En), "a - b");
    }
}
