//! Figures as bars in a table, beside the figures.

use super::chart::spark;
use crate::document::{Cell, Scale, Table};
use crate::lang::{Lang, Signs, Text, truncate, visible, width};

/// Bars are not longer than this, nor shorter than [`SHORTEST`]: there they show forty lengths still.
const LONGEST: usize = 24;
const SHORTEST: usize = 5;
/// A share of more percent than this is drawn as long as this.
const FARTHEST: f64 = 200.0;
/// A trend of more points takes more room than it tells.
const POINTS: usize = 26;
/// The last eighths of a bar, from one to seven.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// The bars of a column.
pub(super) struct Bars {
    /// Their column of the table.
    pub column: usize,
    /// The currency that they are of, where they are of amounts.
    pub currency: Option<String>,
    /// Whether other rows have other currencies, so that it has to be said of which these are.
    mixed: bool,
    /// What is solid and what is light, where both are drawn.
    made_of: Option<[String; 2]>,
    /// How many columns of the screen they are long.
    pub long: usize,
    bars: Vec<Option<Bar>>,
    /// Where 100 percent is, when some are longer.
    mark: Option<f64>,
}

/// Shares of the longest bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bar {
    pub solid: f64,
    pub whole: f64,
    /// Whether it would be longer than there is room for.
    pub over: bool,
}

/// The bars that can be drawn, each so long that all have room in `left` columns, with `gap` before each; those at the right
/// give way first.
pub(super) fn fitting(table: &Table, lang: Lang, left: usize, gap: usize, shown: impl Fn(usize) -> bool) -> Vec<Bars> {
    let columns = table.columns.iter().enumerate().filter_map(|(at, column)| Some((at, column.bar?)));
    let columns = columns.filter(|(at, _)| shown(*at));
    let mut all: Vec<Bars> = columns.filter_map(|(at, scale)| measured(table, at, scale, lang)).collect();
    all.truncate(left / (SHORTEST + gap));
    let long = left.checked_div(all.len()).unwrap_or(0).saturating_sub(gap).min(LONGEST);
    for bars in &mut all {
        bars.long = long;
    }
    all
}

fn measured(table: &Table, column: usize, scale: Scale, lang: Lang) -> Option<Bars> {
    let whole = match scale {
        Scale::Within(key) => table.columns.iter().position(|column| column.key == key)?,
        Scale::Largest | Scale::Percent => column,
    };
    // The sums would be longer than all others; a share of them can be compared.
    let others = table.rows.len() - table.sums.min(table.rows.len());
    let rows = table.rows.iter().take(if scale == Scale::Percent { table.rows.len() } else { others });
    let figures: Vec<(Option<&Cell>, Option<&Cell>)> = rows
        .map(|row| (row.cells.get(column), row.cells.get(whole)))
        .map(|(solid, whole)| (solid, whole.filter(|cell| cell.figure().is_some())))
        .collect();
    // Amounts of different currencies have no common length: the bars are those of the currency with the most of them.
    let mut currencies: Vec<(Option<&str>, usize)> = Vec::new();
    for cell in figures.iter().filter_map(|(_, whole)| *whole).filter(|cell| cell.length() > 0.0) {
        match currencies.iter_mut().find(|(known, _)| *known == currency(cell)) {
            Some((_, count)) => *count += 1,
            None => currencies.push((currency(cell), 1)),
        }
    }
    let most = currencies.iter().map(|(_, count)| *count).max()?;
    if most < 2 && scale == Scale::Largest {
        return None;
    }
    let (chosen, _) = *currencies.iter().find(|(_, count)| *count == most)?;
    let drawn = figures.iter().map(|(solid, whole)| {
        let whole = whole.filter(|cell| currency(cell) == chosen)?;
        let solid = solid.filter(|cell| cell.figure().is_none() || currency(cell) == chosen)?;
        Some((solid.length(), whole.length()))
    });
    let drawn: Vec<Option<(f64, f64)>> = drawn.collect();
    let longest = drawn.iter().flatten().map(|(_, whole)| *whole).fold(0.0, f64::max);
    let (full, track) = match scale {
        Scale::Percent => (longest.clamp(100.0, FARTHEST), 100.0),
        Scale::Largest | Scale::Within(_) => (longest, 0.0),
    };
    let bar = |(solid, whole): (f64, f64)| Bar {
        solid: (solid / full).min(1.0),
        whole: (if track > 0.0 { track } else { whole } / full).min(1.0),
        over: solid > full,
    };
    let title = |at: usize| visible(table.columns[at].title.get(lang)).into_owned();
    Some(Bars {
        column,
        currency: chosen.map(str::to_string),
        mixed: currencies.len() > 1,
        made_of: (whole != column).then(|| [title(column), title(whole)]),
        long: 0,
        bars: drawn.into_iter().map(|each| each.map(bar)).collect(),
        mark: (full > 100.0 && track > 0.0).then_some(track / full),
    })
}

impl Bars {
    /// What stands above them, as far as there is room: the currency always, what they are made of when it fits.
    pub fn title(&self, signs: Signs) -> String {
        let (full, light) = signs.fills();
        let currency = self.currency.as_deref().filter(|_| self.mixed).map(visible).unwrap_or_default();
        let made_of = self.made_of.as_ref().map(|[solid, whole]| format!("{full} {solid} {light} {whole} {currency}"));
        let short = if currency.is_empty() { String::new() } else { format!("{full} {currency}") };
        let title = made_of.filter(|words| width(words.trim_end()) <= self.long).unwrap_or(short);
        truncate(title.trim_end(), self.long)
    }

    /// The bar of a row.
    pub fn draw(&self, row: usize, signs: Signs) -> String {
        let bar = self.bars.get(row).copied().flatten();
        bar.map_or_else(String::new, |bar| drawn(bar, self.mark, self.long, signs))
    }
}

fn currency(cell: &Cell) -> Option<&str> {
    match cell.parts().1 {
        Cell::Amount(amount) => Some(&amount.currency),
        _ => None,
    }
}

/// A bar so many columns long at most. What is not nothing is seen; the rest of the whole is light, and a mark shows where the
/// whole ends when others are longer.
pub(super) fn drawn(bar: Bar, mark: Option<f64>, columns: usize, signs: Signs) -> String {
    let (full, light) = signs.fills();
    let parts = if signs == Signs::Blocks { 8 } else { 1 };
    let solid = steps(bar.solid, columns * parts);
    let mut line: Vec<char> = vec![full; solid / parts];
    if !solid.is_multiple_of(parts) {
        line.push(EIGHTHS[solid % parts - 1]);
    }
    let whole = steps(bar.whole, columns);
    if whole > line.len() {
        line.resize(whole, light);
    }
    if let Some(mark) = mark {
        let at = steps(mark, columns).min(columns.saturating_sub(1));
        if line.len() <= at {
            line.resize(at + 1, ' ');
        }
        line[at] = '|';
    }
    if bar.over
        && let Some(last) = line.last_mut()
    {
        *last = '+';
    }
    line.into_iter().collect()
}

/// The nearest number of steps to a share of all, at least one for what is not nothing.
pub(super) fn steps(share: f64, all: usize) -> usize {
    let float = |steps: usize| u32::try_from(steps).map_or(0.0, f64::from);
    let near = (1..=all).rev().find(|at| share.min(1.0) * float(all) >= float(*at) - 0.5);
    near.unwrap_or_else(|| usize::from(share > 0.0).min(all))
}

/// The lines of small bars behind the rows, which have one scale; the empty string for a row that has none.
pub(super) fn trend(table: &Table, left: usize, signs: Signs) -> Option<(&Text, Vec<String>)> {
    let trend = table.trend.as_ref().filter(|_| signs == Signs::Blocks)?;
    trend.rows.iter().map(Vec::len).max().filter(|points| (2..=POINTS.min(left)).contains(points))?;
    let most = trend.rows.iter().flatten().copied().max()?;
    let most = u32::try_from(most).map_or(0.0, f64::from);
    let line = |counts: &Vec<usize>| spark(&counts.iter().map(|count| Cell::count(*count)).collect::<Vec<_>>(), most);
    Some((&trend.title, trend.rows.iter().map(line).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::{Look, write};
    use super::*;
    use crate::document::{Bar as ChartBar, Block, Chart, Column, Document, Plot, Row, Trend};

    fn table(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Table {
        let mut table = Table::new(columns, Text::default());
        table.rows = rows.into_iter().map(Row::new).collect();
        table
    }

    fn look(width: Option<usize>, signs: Signs) -> Look {
        Look { lang: Lang::Zh, width, color: false, signs }
    }

    fn shown(table: &Table, width: Option<usize>, signs: Signs) -> String {
        write(&Document { blocks: vec![Block::Table(table.clone())] }, &look(width, signs))
    }

    fn value(scale: Scale) -> Vec<Column> {
        vec![Column::new("name", Text::same("名称")), Column::amount("value", Text::same("金额")).bar(scale)]
    }

    fn money(name: &str, amount: i64, currency: &str) -> Vec<Cell> {
        vec![Cell::text(name), Cell::amount(amount.into(), currency)]
    }

    #[test]
    fn a_bar_is_as_long_as_its_figure_to_an_eighth_of_a_column() {
        let of = |share: f64| drawn(Bar { solid: share, whole: share, over: false }, None, 10, Signs::Blocks);
        assert_eq!([of(1.0), of(0.5), of(0.44)], ["██████████", "█████", "████▍"]);
        // What is not nothing is seen.
        assert_eq!([of(0.000_1), of(0.0)], ["▏", ""]);
    }

    #[test]
    fn a_share_shows_the_rest_and_where_the_whole_ends() {
        let share = |solid: f64, over| Bar { solid, whole: 0.5, over };
        assert_eq!(drawn(share(0.25, false), Some(0.5), 10, Signs::Blocks), "██▌░░|");
        assert_eq!(drawn(share(0.8, false), Some(0.5), 10, Signs::Blocks), "█████|██");
        assert_eq!(drawn(share(1.0, true), Some(0.5), 10, Signs::Plain), "#####|###+");
    }

    #[test]
    fn the_figures_come_first_and_sums_have_no_bar() {
        let mut table = table(
            value(Scale::Largest),
            vec![money("甲", 100, "CNY"), money("乙", 50, "CNY"), money("合计", 150, "CNY")],
        );
        table.sums = 1;
        assert_eq!(
            shown(&table, Some(40), Signs::Blocks),
            "名称  金额 CNY\n甲         100 ████████████████████████\n乙          50 ████████████\n合计       150\n"
        );
        assert_eq!(
            shown(&table, Some(20), Signs::Blocks),
            "名称  金额 CNY\n甲         100 █████\n乙          50 ██▌\n合计       150\n"
        );
        let bare = "名称  金额 CNY\n甲         100\n乙          50\n合计       150\n";
        assert_eq!(shown(&table, None, Signs::Blocks), bare);
        assert_eq!(shown(&table, Some(40), Signs::None), bare);
        // Columns wider than the room keep their figures.
        assert!(shown(&table, Some(20), Signs::Blocks).lines().all(|line| width(line) <= 20));
    }

    #[test]
    fn bars_of_one_currency_are_compared_and_said_to_be_of_it() {
        let rows = vec![money("甲", 100, "CNY"), money("甲", 9000, "USD"), money("乙", 50, "CNY")];
        assert_eq!(
            shown(&table(value(Scale::Largest), rows), Some(26), Signs::Blocks),
            "名称       金额 █ CNY\n甲      100 CNY ██████████\n甲    9,000 USD\n乙       50 CNY █████\n"
        );
        // One bar shows nothing.
        let apart = vec![money("甲", 100, "CNY"), money("乙", 9000, "USD")];
        assert!(!shown(&table(value(Scale::Largest), apart), Some(40), Signs::Blocks).contains('█'));
    }

    #[test]
    fn a_part_is_solid_within_its_whole() {
        let columns = vec![
            Column::amount("whole", Text::same("全")),
            Column::amount("part", Text::same("其中")).bar(Scale::Within("whole")),
        ];
        let row = |whole: i64, part: i64| vec![Cell::amount(whole.into(), "CNY"), Cell::amount(part.into(), "CNY")];
        let table = table(columns, vec![row(100, 25), row(50, 50)]);
        assert_eq!(
            shown(&table, Some(33), Signs::Blocks),
            "全 CNY  其中 CNY █ 其中 ░ 全\n   100        25 ████░░░░░░░░░░░░\n    50        50 ████████\n"
        );
        assert!(shown(&table, Some(33), Signs::Plain).contains(" # 其中 . 全\n   100        25 ####............"));
    }

    #[test]
    fn a_trend_stands_behind_the_row_where_blocks_do() {
        let mut table = table(value(Scale::Largest), vec![money("甲", 100, "CNY"), money("乙", 50, "CNY")]);
        table.trend = Some(Box::new(Trend { title: Text::same("周"), rows: vec![vec![0, 4, 8], vec![1, 2]] }));
        assert_eq!(
            shown(&table, Some(26), Signs::Blocks),
            "名称  金额 CNY         周\n甲         100 ██████  ▁▄█\n乙          50 ███     ▁▂\n"
        );
        assert!(!shown(&table, Some(26), Signs::Plain).contains('周'));
    }

    #[test]
    fn a_chart_of_the_same_figures_is_left_out_where_the_bars_stand() {
        let table = table(value(Scale::Largest), vec![money("甲甲甲甲", 100, "CNY"), money("乙", 50, "CNY")]);
        let chart = |currency: &str| {
            let bar = ChartBar::new(Text::same("甲"), Cell::amount(100.into(), currency));
            Block::Chart(Chart::new(Text::same("图"), Plot::Bars(vec![bar])).of_column("value"))
        };
        let blocks = vec![Block::Table(table), chart("CNY"), chart("USD")];
        let charts =
            |width, signs| write(&Document { blocks: blocks.clone() }, &look(width, signs)).matches("图").count();
        // Those of another currency are not in the table.
        assert_eq!(charts(Some(40), Signs::Blocks), 1);
        assert_eq!(charts(Some(20), Signs::Blocks), 2);
        assert_eq!(charts(None, Signs::Blocks), 2);
        assert_eq!(charts(Some(40), Signs::None), 0);
    }
}
