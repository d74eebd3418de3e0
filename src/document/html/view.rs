//! What the template of a page can ask for. Its fields are what `templates/paper.html` of a team builds on.

use std::collections::BTreeMap;

use minijinja::Value;
use serde::Serialize;

use crate::document::chart::svg;
use crate::document::{Align, Block, Cell, Languages, Line, Paper, Table, Tone, html_lang, measure, visible};
use crate::lang::{Lang, Text, visible_lines};

/// A page.
#[derive(Serialize)]
pub(super) struct Page {
    lang: &'static str,
    title: String,
    subtitle: String,
    header: String,
    footer: String,
    author: String,
    made: String,
    /// Whether its parts stand side by side where there is room.
    board: bool,
    /// Words of the page itself.
    words: BTreeMap<&'static str, String>,
    /// What begins with a heading of level 1, and before the first what stands above it.
    parts: Vec<Part>,
}

#[derive(Serialize, Default)]
struct Part {
    /// The id of its heading, if it has one.
    id: String,
    blocks: Vec<View>,
}

/// Words that look alike; `lang` only where it is not the page's.
#[derive(Serialize)]
struct Piece {
    text: String,
    tone: &'static str,
    href: String,
    lang: &'static str,
}

/// A block: `kind` and what belongs to it.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum View {
    Heading {
        level: u8,
        id: String,
        line: Vec<Piece>,
    },
    Paragraph {
        line: Vec<Piece>,
    },
    Pairs {
        pairs: Vec<(String, Vec<Piece>)>,
    },
    List {
        points: Vec<Vec<Piece>>,
    },
    /// `ems` is how wide it is at least, in the size of its words, without the room between columns.
    Table {
        title: String,
        empty: String,
        columns: Vec<Head>,
        rows: Vec<Vec<Field>>,
        ems: f64,
    },
    Verbatim {
        lines: Vec<Piece>,
    },
    Prose {
        paragraphs: Vec<(&'static str, Vec<String>)>,
    },
    Checklist {
        checks: Vec<Check>,
    },
    Chart {
        title: String,
        svg: Value,
        figures: Vec<String>,
    },
    Signatures {
        signatures: Vec<(String, String)>,
    },
    Note {
        tone: &'static str,
        title: Vec<Piece>,
        lines: Vec<Vec<Piece>>,
    },
    Blanks {
        lines: Vec<u8>,
    },
    Anchor {
        id: String,
    },
    Contents {
        entries: Vec<Entry>,
    },
    PageBreak,
}

#[derive(Serialize)]
struct Check {
    done: bool,
    line: Vec<Piece>,
}

#[derive(Serialize)]
struct Head {
    title: String,
    end: bool,
}

#[derive(Serialize)]
struct Field {
    text: String,
    tone: &'static str,
    href: String,
    end: bool,
    /// Whether it is not broken: figures, days, periods.
    whole: bool,
    /// `done`, `open`, or empty where there is no box.
    check: &'static str,
}

#[derive(Serialize)]
struct Entry {
    level: u8,
    id: String,
    text: String,
}

/// What the template sees of a paper.
pub(super) fn page(paper: &Paper) -> Page {
    let languages = paper.languages;
    let say = |en, zh| languages.safe(&Text::fixed(en, zh));
    let words = BTreeMap::from([
        ("contents", say("Contents", "目录")),
        ("skip", say("Skip to the text", "跳到正文")),
        ("figures", say("Figures", "数据")),
        ("table", say("Table", "表格")),
        ("done", say("done", "已完成")),
        ("open", say("open", "未完成")),
        ("signature", say("Signature", "签字")),
        ("date", say("Date", "日期")),
        ("colon", if languages.first() == Lang::Zh { "：".into() } else { ": ".to_string() }),
    ]);
    let mut viewer = Viewer { languages, anchors: paper.document.anchors(), charts: 0, written: Vec::new() };
    let mut parts = vec![Part::default()];
    let mut headings = 0;
    // Anchors before the heading of a part belong to it.
    let mut waiting = Vec::new();
    for block in &paper.document.blocks {
        if let Block::Anchor(name) = block {
            waiting.extend(viewer.anchor(name).map(|id| View::Anchor { id }));
            continue;
        }
        if let Block::Heading(level, line) = block {
            headings += 1;
            let id = heading_id(headings);
            if *level <= 1 {
                parts.push(Part { id: id.clone(), blocks: Vec::new() });
            }
            let heading = View::Heading { level: (*level).clamp(1, 5) + 1, id, line: viewer.line(line) };
            waiting.push(heading);
        } else {
            waiting.push(viewer.block(block, paper));
        }
        if let Some(part) = parts.last_mut() {
            part.blocks.append(&mut waiting);
        }
    }
    if let Some(part) = parts.last_mut() {
        part.blocks.append(&mut waiting);
    }
    parts.retain(|part| !part.blocks.is_empty());
    Page {
        lang: html_lang(languages.first()),
        title: languages.safe(&paper.title),
        subtitle: languages.safe(&paper.subtitle),
        header: languages.safe(&paper.header),
        footer: languages.safe(&paper.footer),
        author: visible(&paper.author).into_owned(),
        made: paper.made.format("%Y-%m-%dT%H:%M").to_string(),
        board: paper.board,
        words,
        parts,
    }
}

fn heading_id(number: usize) -> String {
    format!("h{number}")
}

struct Viewer<'a> {
    languages: Languages,
    anchors: BTreeMap<&'a str, usize>,
    charts: usize,
    written: Vec<usize>,
}

impl Viewer<'_> {
    /// The id of an anchor where it is met first.
    fn anchor(&mut self, name: &str) -> Option<String> {
        let number = *self.anchors.get(name)?;
        if self.written.contains(&number) {
            return None;
        }
        self.written.push(number);
        Some(format!("a{number}"))
    }

    fn href(&self, to: Option<&str>) -> String {
        to.and_then(|to| self.anchors.get(to)).map(|number| format!("#a{number}")).unwrap_or_default()
    }

    fn line(&self, line: &Line) -> Vec<Piece> {
        let main = self.languages.first();
        let piece = |piece: crate::document::reading::Piece<'_>| Piece {
            href: self.href(piece.link),
            text: piece.words.into_owned(),
            tone: tone(piece.tone),
            lang: if piece.lang == main { "" } else { html_lang(piece.lang) },
        };
        self.languages.pieces(line).into_iter().map(piece).collect()
    }

    fn block(&mut self, block: &Block, paper: &Paper) -> View {
        match block {
            Block::Paragraph(line) => View::Paragraph { line: self.line(line) },
            Block::Pairs(pairs) => View::Pairs {
                pairs: pairs.iter().map(|(label, value)| (self.languages.safe(label), self.line(value))).collect(),
            },
            Block::List(points) => View::List { points: points.iter().map(|point| self.line(point)).collect() },
            Block::Table(table) => self.table(table),
            Block::Verbatim(text) => View::Verbatim { lines: verbatim(text, |_| Tone::Plain) },
            Block::Diff(text) => View::Verbatim {
                lines: verbatim(text, |line| match line.as_bytes() {
                    [b'+', ..] => Tone::Good,
                    [b'-', ..] => Tone::Bad,
                    _ => Tone::Plain,
                }),
            },
            Block::Prose(text) => {
                let each = self.languages.paragraphs(text).into_iter();
                let main = self.languages.first();
                let lang = |lang| if lang == main { "" } else { html_lang(lang) };
                View::Prose { paragraphs: each.map(|(of, lines)| (lang(of), lines)).collect() }
            }
            Block::Checklist(checks) => View::Checklist {
                checks: checks.iter().map(|check| Check { done: check.done, line: self.line(&check.words) }).collect(),
            },
            Block::Chart(chart) => {
                self.charts += 1;
                let drawn = svg::write(chart, self.languages, &format!("c{}", self.charts));
                View::Chart {
                    title: self.languages.safe(&chart.title),
                    svg: Value::from_safe_string(drawn),
                    figures: chart.figures().iter().map(|words| self.languages.safe(words)).collect(),
                }
            }
            Block::Signatures(signatures) => View::Signatures {
                signatures: signatures
                    .iter()
                    .map(|each| (self.languages.safe(&each.role), visible(&each.name).into_owned()))
                    .collect(),
            },
            Block::Note(note) => View::Note {
                tone: tone(note.tone),
                title: note.title.as_ref().map(|title| self.line(title)).unwrap_or_default(),
                lines: note.lines.iter().map(|line| self.line(line)).collect(),
            },
            Block::Blanks(lines) => View::Blanks { lines: (0..*lines).collect() },
            Block::Contents(deepest) => {
                let all = paper.headings(u8::MAX).into_iter().enumerate();
                let entries = all
                    .filter(|(_, heading)| heading.level <= *deepest)
                    .map(|(number, heading)| Entry {
                        level: heading.level,
                        id: heading_id(number + 1),
                        text: heading.words,
                    })
                    .collect();
                View::Contents { entries }
            }
            Block::Heading(..) | Block::Anchor(_) | Block::PageBreak => View::PageBreak,
        }
    }

    fn table(&self, table: &Table) -> View {
        let table = table.clone().for_people();
        let end: Vec<bool> = table.columns.iter().map(|column| column.align == Align::End).collect();
        let title = |title: &Text| self.languages.safe(title);
        let columns = table.columns.iter().zip(&end);
        let field = |cell: &Cell, own: Tone, end: bool| {
            let (cell_tone, bare) = cell.parts();
            let text = self.languages.cell(cell);
            Field {
                tone: tone(cell_tone.unwrap_or(own)),
                href: self.href(cell.target()),
                end,
                whole: end || matches!(bare, Cell::Day(_) | Cell::Moment(..)) || is_whole(&text),
                text,
                check: match bare {
                    Cell::Check(true) => "done",
                    Cell::Check(false) => "open",
                    _ => "",
                },
            }
        };
        let heads: Vec<Head> = columns.map(|(column, end)| Head { title: title(&column.title), end: *end }).collect();
        let rows: Vec<Vec<Field>> = table
            .rows
            .iter()
            .map(|row| {
                let cells = end.iter().enumerate();
                cells.map(|(at, end)| field(row.cells.get(at).unwrap_or(&Cell::Empty), row.tone, *end)).collect()
            })
            .collect();
        let wide = |(at, head): (usize, &Head)| {
            let whole = rows.iter().filter_map(|row: &Vec<Field>| row.get(at)).filter(|field| field.whole);
            whole.map(|field| measure::ems(&field.text)).fold(longest_word(&head.title), f64::max)
        };
        let ems = heads.iter().enumerate().map(wide).sum();
        View::Table {
            title: table.title.as_ref().map(title).unwrap_or_default(),
            empty: title(&table.empty),
            columns: heads,
            rows,
            ems,
        }
    }
}

/// Whether words are a name of digits and hyphens such as `2026-Q2`, which browsers would break.
fn is_whole(words: &str) -> bool {
    words.len() <= "2026-06-26".len()
        && words.starts_with(|first: char| first.is_ascii_digit())
        && words.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The width of what a head is not broken in.
fn longest_word(words: &str) -> f64 {
    words.split_whitespace().map(measure::ems).fold(0.0, f64::max)
}

fn verbatim(text: &str, of: impl Fn(&str) -> Tone) -> Vec<Piece> {
    visible_lines(text)
        .map(|line| Piece { tone: tone(of(&line)), text: line.into_owned(), href: String::new(), lang: "" })
        .collect()
}

/// The class of a tone in the page's style.
const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Strong => "strong",
        Tone::Dim => "dim",
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
    }
}
