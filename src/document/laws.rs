//! What holds for every document, whatever the records hold.

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::lang::{Signs, is_hidden, width};

/// Text with a good share of what terminals obey, eyes miss and columns trip over.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z甲乙丙，。 ]{0,12}",
        2 => "\\PC{0,4}",
        1 => "[\u{0}-\u{1f}\u{7f}-\u{9f}]{1,2}",
        1 => "[\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{61c}\u{ad}]{1,2}",
        1 => "[|*_`<>\\[\\]#\"',=+@-]{1,3}",
        1 => Just("☎\u{fe0f}👨\u{200d}👩".to_string()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        4 => hostile().prop_map(Cell::text),
        1 => hostile().prop_map(|text| Cell::label(text.clone(), Text::same(text))),
        1 => prop::collection::vec(hostile(), 0..3).prop_map(Cell::list),
        1 => any::<i64>().prop_map(Cell::Number),
        1 => (any::<i64>(), 0u32..20).prop_map(|(value, scale)| Cell::amount(Decimal::new(value, scale), "C\u{1b}")),
        1 => (1i32..4000).prop_map(|days| Cell::Moment(NaiveDate::from_num_days_from_ce_opt(730_000 + days).unwrap(), None)),
        1 => Just(Cell::Empty),
        1 => (any::<bool>(), hostile()).prop_map(|(done, to)| Cell::Check(done).link(to)),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    (1usize..9).prop_flat_map(|count| {
        let columns = prop::collection::vec((hostile(), any::<[bool; 2]>(), 0usize..4), count);
        let rows = prop::collection::vec((hostile(), prop::collection::vec(cell(), count)), 0..5);
        (columns, rows, hostile()).prop_map(|(columns, rows, empty)| {
            let column = |(title, [grow, end], bar): (String, [bool; 2], usize)| Column {
                align: if end { Align::End } else { Align::Start },
                grow,
                bar: [None, Some(Scale::Largest), Some(Scale::Percent), Some(Scale::Within("key"))][bar],
                ..Column::new("key", Text::same(title))
            };
            let mut table = Table::new(columns.into_iter().map(column).collect(), Text::same(empty));
            table.rows = rows.into_iter().map(|(id, cells)| Row::new(cells).id(id)).collect();
            table.sums = table.rows.len() / 3;
            let points = (0..table.rows.len()).map(|row| vec![row; 4]).collect();
            table.trend = Some(Box::new(Trend { title: table.empty.clone(), rows: points }));
            table
        })
    })
}

fn document() -> impl Strategy<Value = Document> {
    (table(), prop::collection::vec(hostile(), 8), 1u8..9, any::<i64>()).prop_map(|(table, texts, level, number)| {
        let [a, b, c, d, e, f, g, h] = <[String; 8]>::try_from(texts).unwrap();
        let blocks = vec![
            Block::Heading(level, Line::new().plain(a).dim(b.clone())),
            Block::Table(table),
            Block::Paragraph(Line::new().plain(b).strong(c)),
            Block::Pairs(vec![(Text::same(d.clone()), Line::from(e)), (Text::same("x"), Line::from(d))]),
            Block::List(vec![f.into()]),
            Block::Verbatim(g),
            Block::Diff(h.clone()),
            Block::Prose(Text::same(h.clone())),
            Block::Checklist(vec![Check { done: true, words: h.clone().into() }]),
            Block::Signatures(vec![Signature { role: Text::same(h.clone()), name: h.clone() }]),
            Block::note(Tone::Warn, h.clone(), [Line::from(h.clone())]),
            Block::Blanks(2),
            Block::Anchor(h.clone()),
            Block::Contents(2),
            Block::PageBreak,
        ];
        let blocks = blocks.into_iter().chain(charts(&h, number).map(Block::Chart)).collect();
        Document { blocks }
    })
}

/// A chart of each kind with the same words and figures.
fn charts(words: &str, number: i64) -> impl Iterator<Item = Chart> {
    let label = move || Text::same(words);
    let figures =
        || vec![Cell::Number(number), Cell::Empty, Cell::amount(Decimal::new(number, 3), words), Cell::text(words)];
    let bars = || figures().into_iter().map(|value| Bar { label: label(), value, tone: Tone::Bad }).collect();
    let series = || Series::from(label());
    let plots = [
        Plot::Bars(bars()),
        Plot::Progress(bars()),
        Plot::Funnel(bars()),
        Plot::Stacked(vec![series(), series()], vec![(label(), figures())]),
        Plot::Lines(vec![label(), label()], vec![(series(), figures())]),
    ];
    plots.into_iter().map(move |plot| Chart::new(label(), plot))
}

/// The first character that acts on a terminal; the joiner inside an emoji does not.
fn raw(text: &str) -> Option<char> {
    text.chars().find(|character| !matches!(character, '\n' | '\u{200d}') && is_hidden(*character))
}

proptest! {
    #[test]
    fn nothing_hidden_is_written_by_any_writer(document in document(), width in prop::option::of(40usize..160)) {
        for lang in [Lang::En, Lang::Zh] {
            prop_assert_eq!(raw(&terminal::write(&document, &terminal::Look { lang, width, color: false, signs: Signs::Blocks })), None);
            prop_assert_eq!(raw(&markdown::write(&document, lang)), None);
        }
        let Some(Block::Table(table)) = document.blocks.get(1) else { unreachable!() };
        prop_assert_eq!(raw(&csv::write(table)), None);
        prop_assert_eq!(raw(&table.ids()), None);
        prop_assert!(!json::lines(table).contains(|character| character != '\n' && is_hidden(character)));
    }

    #[test]
    fn no_line_is_wider_than_the_screen(mut document in document(), columns in 40usize..160) {
        document.blocks.retain(|block| !matches!(block, Block::Diff(_)));
        for lang in [Lang::En, Lang::Zh] {
            let look = terminal::Look { lang, width: Some(columns), color: false, signs: Signs::Blocks };
            for line in terminal::write(&document, &look).lines() {
                prop_assert!(width(line) <= columns, "{} columns: {line}", width(line));
                prop_assert!(!line.ends_with(' '), "{line:?}");
            }
        }
    }

    #[test]
    fn a_markdown_table_has_as_many_cells_in_every_line(table in table()) {
        let columns = table.columns.len();
        let empty = table.rows.is_empty();
        let shown = markdown::write(&table.into(), Lang::En);
        for line in shown.lines().filter(|_| !empty) {
            let bars = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            prop_assert_eq!(bars, columns + 1, "{}", line);
        }
    }

    #[test]
    fn json_says_what_the_cell_holds(text in hostile()) {
        let mut table = Table::new(vec![Column::new("a", Text::same("A"))], Text::default());
        table.rows.push(Row::new(vec![Cell::Text(text.clone())]));
        let read: serde_json::Value = serde_json::from_str(&json::lines(&table)).unwrap();
        prop_assert_eq!(&read["a"], &serde_json::Value::String(text));
    }
}

/// How words are measured where no font is at hand.
struct Square;

impl layout::Face for Square {
    fn width(&self, character: char, _: bool) -> f64 {
        measure::character(character)
    }

    fn chart(&self, _: &Chart) -> Option<f64> {
        None
    }
}

fn on_paper(document: Document, languages: Languages) -> Paper {
    let mut paper = Paper::new(Text::same("\u{1b}]]>"), sample::made(), languages);
    paper.document = document;
    paper
}

/// That the parts of a zip file are sound XML in which nothing hidden stands.
fn sound(bytes: &[u8]) -> Result<Vec<(String, String)>, TestCaseError> {
    let parts = docx::tests::parts(bytes);
    for (name, text) in &parts {
        let parsed = roxmltree::Document::parse(text);
        prop_assert!(parsed.is_ok(), "{name}: {:?}", parsed.err());
        prop_assert!(
            !text.contains(|character: char| !matches!(character, '\n' | '\r' | '\u{200d}') && is_hidden(character)),
            "{name}"
        );
    }
    Ok(parts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn files_for_offices_are_sound_whatever_the_records_hold(document in document(), both in any::<bool>()) {
        let languages = if both { Languages::Both } else { Lang::En.into() };
        let mut workbook = Workbook::new(Text::same("\u{1b}&"), sample::made(), languages);
        for block in &document.blocks {
            if let Block::Table(table) = block {
                let name = table.empty.clone();
                workbook.sheets.push(Sheet::new("a", name.clone(), table.clone()).choices("key", [name.clone()]));
                workbook.sheets.push(Sheet::new("b", name, table.clone()));
            }
        }
        for (name, text) in sound(&xlsx::write(&workbook).unwrap())? {
            prop_assert!(!name.contains("worksheets") || !text.contains("<f>"), "{name}: {text}");
        }
        sound(&docx::write(&on_paper(document, languages)).unwrap())?;
    }

    #[test]
    fn nothing_hidden_comes_into_a_page_and_nothing_leaves_its_paper(document in document(), both in any::<bool>()) {
        let languages = if both { Languages::Both } else { Lang::Zh.into() };
        let paper = on_paper(document, languages);
        prop_assert_eq!(raw(&html::write(&paper, &html::built_in()).unwrap()), None);
        prop_assert_eq!(raw(&markdown::paper(&paper)), None);
        let set = layout::set(&paper, &Square);
        prop_assert_eq!(set.headings.len(), 1);
        for mark in set.leaves.iter().flat_map(|leaf| &leaf.marks) {
            if let layout::Mark::Words { x, y, words, size, .. } = mark {
                let end = x + words.chars().map(measure::character).sum::<f64>() * size;
                prop_assert!(*x >= 0.0 && end <= layout::PAGE.0 && *y > 0.0 && *y < layout::PAGE.1, "{mark:?}");
            }
        }
    }
}
