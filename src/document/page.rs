//! Reads a page of our own, written in a small part of Markdown, as a document: headings, paragraphs, points and fenced
//! text.

use super::{Block, Document, Line};
use crate::lang::Text;

/// The page. Lines of one paragraph or point are joined, without a space where Chinese meets Chinese.
pub fn read(text: &str) -> Document {
    let mut document = Document::new();
    let mut open = Open::default();
    let mut fenced: Option<String> = None;
    for line in text.lines() {
        if line.starts_with("```") {
            open.close(&mut document);
            match fenced.take() {
                Some(text) => document.push(Block::Verbatim(text)),
                None => fenced = Some(String::new()),
            }
        } else if let Some(text) = &mut fenced {
            text.push_str(line);
            text.push('\n');
        } else if let Some(heading) = line.strip_prefix('#') {
            open.close(&mut document);
            let level = 1 + heading.chars().take_while(|c| *c == '#').count();
            let words = heading.trim_start_matches('#').trim();
            document.heading(u8::try_from(level).unwrap_or(u8::MAX), words);
        } else if let Some(point) = line.strip_prefix("- ") {
            open.paragraph(&mut document);
            open.points.push(point.to_string());
        } else if line.trim().is_empty() {
            open.close(&mut document);
        } else if let Some(point) = open.points.last_mut() {
            join(point, line.trim());
        } else {
            join(&mut open.paragraph, line.trim());
        }
    }
    open.close(&mut document);
    document
}

/// What has begun and may go on in the next line.
#[derive(Default)]
struct Open {
    paragraph: String,
    points: Vec<String>,
}

impl Open {
    fn paragraph(&mut self, document: &mut Document) {
        if !self.paragraph.is_empty() {
            document.paragraph(words(&std::mem::take(&mut self.paragraph)));
        }
    }

    fn close(&mut self, document: &mut Document) {
        self.paragraph(document);
        if !self.points.is_empty() {
            document.push(Block::List(std::mem::take(&mut self.points).iter().map(|point| words(point)).collect()));
        }
    }
}

/// Words with what stands between backquotes made strong.
fn words(text: &str) -> Line {
    let mut line = Line::new();
    for (at, part) in text.split('`').enumerate() {
        if part.is_empty() {
            continue;
        }
        let part = Text::same(part);
        line = if at % 2 == 1 { line.strong(part) } else { line.plain(part) };
    }
    line
}

fn join(text: &mut String, more: &str) {
    let wide = |c: Option<char>| c.is_none_or(|c| !c.is_ascii());
    let both_wide = wide(text.chars().next_back()) && wide(more.chars().next());
    if !text.is_empty() && !both_wide {
        text.push(' ');
    }
    text.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::super::terminal::{Look, write};
    use super::*;
    use crate::lang::{Lang, Signs};

    #[test]
    fn a_page_is_laid_out_for_a_terminal() {
        let page =
            "# 标题\n\n第一行\n第二行 a\nb `c`。\n\n## Sub\n\n- one\n  more\n- two\n\n```toml\nx = 1\n\ny = 2\n```\n";
        let look = Look { lang: Lang::Zh, width: Some(80), color: false, signs: Signs::Blocks };
        assert_eq!(
            write(&read(page), &look),
            "标题\n第一行第二行 a b c。\n\nSub\n  - one more\n  - two\n\n    x = 1\n\n    y = 2\n"
        );
    }
}
