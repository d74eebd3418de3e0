//! A document as Markdown, as GitHub reads it.

use std::collections::BTreeMap;

use super::reading::Piece;
use super::{Align, Block, Cell, Document, Languages, Line, Note, Paper, Table, Tone};
use crate::lang::markdown::{escape, escape_in};
use crate::lang::{Lang, Text, visible_lines};

/// The document as Markdown. What comes from records is escaped: it appears as it was written and never as markup.
pub fn write(document: &Document, lang: Lang) -> String {
    let mut writer = Writer::new(document, lang.into());
    for block in &document.blocks {
        writer.block(block);
    }
    writer.out
}

/// The paper as Markdown, beginning with its title; its parts are headings below that.
pub fn paper(paper: &Paper) -> String {
    let mut writer = Writer::new(&paper.document, paper.languages);
    let words = |text: &Text| escape(&paper.languages.say(text));
    writer.out = format!("# {}\n", words(&paper.title));
    for text in [&paper.subtitle, &paper.header, &paper.footer] {
        if !text.get(paper.languages.first()).is_empty() {
            writer.out.push_str(&format!("\n{}\n", words(text)));
        }
    }
    let mut headings = 0;
    let all = paper.headings(u8::MAX);
    for block in &paper.document.blocks {
        match block {
            Block::Heading(level, line) => {
                headings += 1;
                writer.anchored(&format!("h{headings}"), &Block::Heading(level.saturating_add(1), line.clone()));
            }
            Block::Contents(deepest) => {
                let entries = (1..).zip(&all).filter(|(_, heading)| heading.level <= *deepest);
                let mut list = String::new();
                for (number, heading) in entries {
                    let indent = "  ".repeat(usize::from(heading.level.saturating_sub(1)));
                    list.push_str(&format!("{indent}- [{}](#h{number})\n", escape_in(&heading.words, true)));
                }
                writer.apart();
                writer.out.push_str(&list);
            }
            Block::Anchor(name) => {
                if let Some(number) = writer.anchors.get(name.as_str()).copied()
                    && !std::mem::replace(&mut writer.written[number - 1], true)
                {
                    writer.apart();
                    writer.out.push_str(&format!("<a id=\"a{number}\"></a>\n"));
                }
            }
            Block::Table(table) => writer.block(&Block::Table(table.clone().for_people())),
            block => writer.block(block),
        }
    }
    writer.out
}

struct Writer<'a> {
    languages: Languages,
    anchors: BTreeMap<&'a str, usize>,
    /// Which anchors are in the text already.
    written: Vec<bool>,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document, languages: Languages) -> Self {
        let anchors = document.anchors();
        Self { languages, written: vec![false; anchors.len()], anchors, out: String::new() }
    }

    /// An empty line behind what is there.
    fn apart(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// A block behind a place that links can lead to.
    fn anchored(&mut self, id: &str, block: &Block) {
        self.apart();
        self.out.push_str(&format!("<a id=\"{id}\"></a>\n"));
        self.block(block);
    }

    const fn colon(&self) -> &'static str {
        match self.languages.first() {
            Lang::Zh => "：",
            Lang::En => ": ",
        }
    }

    fn text(&self, text: &Text) -> String {
        escape(&self.languages.say(text))
    }

    fn block(&mut self, block: &Block) {
        if matches!(block, Block::Blanks(_) | Block::Anchor(_) | Block::Contents(_) | Block::PageBreak) {
            return;
        }
        self.apart();
        let written = match block {
            Block::Heading(level, words) => {
                format!("{} {}\n", "#".repeat(usize::from(*level).clamp(1, 6)), self.inline(words))
            }
            Block::Paragraph(words) => format!("{}\n", self.inline(words)),
            Block::Pairs(pairs) => {
                let point = |(label, value): &(Text, Line)| {
                    let point = format!("- **{}**{}{}", self.text(label), self.colon(), self.inline(value));
                    format!("{}\n", point.trim_end())
                };
                pairs.iter().map(point).collect()
            }
            Block::List(points) => points.iter().map(|point| format!("- {}\n", self.inline(point))).collect(),
            Block::Table(table) => self.table(table),
            Block::Verbatim(text) => fenced(text, ""),
            Block::Diff(text) => fenced(text, "diff"),
            Block::Prose(text) => {
                let paragraphs = self.languages.paragraphs(text);
                // A backslash keeps the end of the line.
                let lines = |lines: &Vec<String>| {
                    let lines: Vec<String> = lines.iter().map(|line| escape_in(line.trim(), true)).collect();
                    format!("{}\n", lines.join("\\\n"))
                };
                paragraphs.iter().map(|(_, each)| lines(each)).collect::<Vec<_>>().join("\n")
            }
            Block::Checklist(checks) => {
                let mark = |done| if done { 'x' } else { ' ' };
                checks.iter().map(|check| format!("- [{}] {}\n", mark(check.done), self.inline(&check.words))).collect()
            }
            Block::Chart(chart) => {
                let figures = chart.figures();
                let points: String = figures.iter().map(|words| format!("- {}\n", self.text(words))).collect();
                format!("**{}**\n\n{points}", self.text(&chart.title))
            }
            Block::Signatures(signatures) => {
                let line = "\\_".repeat(16);
                let place =
                    |role: &Text, name: &str| format!("- {}{}{} {line}\n", self.text(role), self.colon(), escape(name));
                signatures.iter().map(|each| place(&each.role, &each.name)).collect()
            }
            Block::Note(note) => self.note(note),
            Block::Blanks(_) | Block::Anchor(_) | Block::Contents(_) | Block::PageBreak => String::new(),
        };
        self.out.push_str(&written);
    }

    fn note(&self, note: &Note) -> String {
        let title =
            note.title.iter().map(|title| format!("**{}**", escape_in(self.languages.words(title).trim(), false)));
        let lines = title.chain(note.lines.iter().map(|line| self.inline(line)));
        lines.map(|line| format!("> {line}\n")).collect::<Vec<_>>().join(">\n")
    }

    fn table(&self, table: &Table) -> String {
        let mut out = String::new();
        if let Some(title) = &table.title {
            out.push_str(&format!("**{}**\n\n", self.text(title)));
        }
        if table.rows.is_empty() {
            return format!("{out}{}\n", self.text(&table.empty));
        }
        for column in &table.columns {
            out.push_str(&format!("| {} ", self.text(&column.title)));
        }
        out.push_str("|\n");
        for column in &table.columns {
            out.push_str(if column.align == Align::End { "| ---: " } else { "| --- " });
        }
        out.push_str("|\n");
        for row in &table.rows {
            for index in 0..table.columns.len() {
                let cell = row.cells.get(index).unwrap_or(&Cell::Empty);
                let words = escape(&self.languages.cell(cell));
                out.push_str("| ");
                match cell.target().and_then(|to| self.anchors.get(to)) {
                    _ if words.is_empty() => continue,
                    Some(number) => out.push_str(&format!("[{words}](#a{number})")),
                    None => out.push_str(&words),
                }
                out.push(' ');
            }
            out.push_str("|\n");
        }
        out
    }

    /// The words of a line, strong ones in bold.
    fn inline(&self, line: &Line) -> String {
        let mut out = String::new();
        for piece in self.languages.pieces(line) {
            let Piece { words, tone, link, .. } = piece;
            let bare = words.trim();
            let number = link.and_then(|to| self.anchors.get(to));
            if bare.is_empty() || (tone != Tone::Strong && number.is_none()) {
                out.push_str(&escape_in(&words, out.is_empty()));
                continue;
            }
            // Spaces stay outside of the stars: inside, they would not be read as bold.
            let start = words.len() - words.trim_start().len();
            out.push_str(&words[..start]);
            let bare = (escape_in(bare, false), start + bare.len());
            match number {
                Some(number) => out.push_str(&format!("[{}](#a{number})", bare.0)),
                None => out.push_str(&format!("**{}**", bare.0)),
            }
            out.push_str(&words[bare.1..]);
        }
        out.trim().to_string()
    }
}

/// Text of a record as it was written, in a fence longer than any run of backticks in it.
fn fenced(text: &str, language: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut out = format!("{fence}{language}\n");
    for line in visible_lines(text) {
        out.push_str(&line);
        out.push('\n');
    }
    out.push_str(&format!("{fence}\n"));
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Row, sample};
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
    fn a_paper_leads_to_its_parts_and_rows_to_what_they_name() {
        let text = paper(&sample::paper(Languages::Both));
        for wanted in [
            "# 客户交接材料 / Handover of clients\n\n王五 交接给 张三，2026-07-10 前完成 / From ",
            "- [一页摘要 / Summary](#h1)\n- [客户 / Clients](#h2)\n  - [杭州云帆科技有限公司](#h3)\n",
            "<a id=\"h1\"></a>\n\n## 一页摘要 / Summary\n",
            "参见 [Harbour Foods Ltd](#a2)。 / See [Harbour Foods Ltd](#a2).\n",
            "| [\\<script>alert(1)\\</script>](#a4) | 方案呈现 / Proposal | 1,920,002.00 CNY | 57% | 2026-06-04 09:30 | 3 天 / days | ☐ |\n",
            "<a id=\"a2\"></a>\n\n<a id=\"h5\"></a>\n\n### Harbour Foods Ltd\n",
            "- [x] 合同原件已移交 张三 · 2026-06-30 / Contracts handed over 张三 · 2026-06-30\n- [ ] ",
            "- 安装调试：75% / Installation: 75%",
        ] {
            assert!(text.contains(wanted), "{wanted}\n---\n{text}");
        }
    }

    #[test]
    fn words_behind_others_are_not_at_the_start_of_a_line() {
        assert_eq!(
            Writer::new(&Document::new(), Lang::En.into()).inline(&Line::new().plain("a ").plain("- b")),
            "a - b"
        );
    }
}
