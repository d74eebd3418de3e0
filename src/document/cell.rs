//! The typed values of a table, and how people read them.

use std::fmt::Write as _;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use rust_decimal::{Decimal, RoundingStrategy};

use super::Tone;
use crate::lang::{Lang, Text, grouped, visible, weekday};

/// One value. Cells are 24 bytes: what is larger or rare is boxed or shared, as lists may have 100,000 rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words of a record.
    Text(String),
    /// A value with a name for people; shared between the rows that have it.
    Label(Arc<Label>),
    /// A date.
    Day(NaiveDate),
    /// A date with a time of day, when that is known.
    Moment(NaiveDate, Option<NaiveTime>),
    /// A count.
    Number(i64),
    /// A figure that need not be whole: a mean, a share of a day.
    Decimal(Decimal),
    /// Percent: 60 is 60%.
    Percent(Decimal),
    /// Money.
    Amount(Box<Amount>),
    /// A number of days.
    Days(i64),
    /// Several words of a record.
    List(Box<[String]>),
    /// A box, ticked or not.
    Check(bool),
    /// Another cell in a tone of its own.
    Toned(Box<(Tone, Cell)>),
    /// Another cell that leads somewhere.
    Link(Box<Link>),
}

/// A cell that leads to an anchor of its [`Paper`](super::Paper) or to a sheet or row of its
/// [`Workbook`](super::Workbook); where there is none, it is the cell that it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The anchor; in a workbook the key of a sheet, or that key, `#` and the id of a row.
    pub to: String,
    /// What is shown.
    pub cell: Cell,
}

/// A value that programs know by a code and people by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// For JSON and CSV.
    pub code: String,
    /// For people.
    pub text: Text,
}

/// Money in a currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How much, exactly.
    pub value: Decimal,
    /// Its code, such as `CNY`.
    pub currency: Arc<str>,
}

impl Cell {
    /// Words, or an empty cell when there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// What is there, made into a cell; an empty one otherwise.
    pub fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }

    /// A value with a name for people.
    pub fn label(code: impl Into<String>, text: Text) -> Self {
        Self::Label(Arc::new(Label { code: code.into(), text }))
    }

    /// How many there are of something.
    pub fn count(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// How many percent a part is of a whole, rounded to whole ones, halves away from zero; nothing of nothing.
    pub fn share(part: usize, whole: usize) -> Self {
        let percent = Decimal::from(part).saturating_mul(Decimal::ONE_HUNDRED).checked_div(Decimal::from(whole));
        let round = |percent: Decimal| percent.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Self::maybe(percent, |percent| Self::Percent(round(percent)))
    }

    /// Money.
    pub fn amount(value: Decimal, currency: impl Into<Arc<str>>) -> Self {
        Self::Amount(Box::new(Amount { value, currency: currency.into() }))
    }

    /// Several words, or an empty cell when there are none.
    pub fn list(words: impl Into<Box<[String]>>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::List(words) }
    }

    /// The same cell in a tone of its own.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        match self {
            Self::Toned(mut inner) => {
                inner.0 = tone;
                Self::Toned(inner)
            }
            cell => Self::Toned(Box::new((tone, cell))),
        }
    }

    /// The same cell leading to an anchor; see [`Link::to`].
    #[must_use]
    pub fn link(self, to: impl Into<String>) -> Self {
        Self::Link(Box::new(Link { to: to.into(), cell: self }))
    }

    /// The tone of its own, if it has one, and the cell without tone and link.
    pub fn parts(&self) -> (Option<Tone>, &Self) {
        match self {
            Self::Toned(inner) => (Some(inner.0), inner.1.parts().1),
            Self::Link(link) => link.cell.parts(),
            cell => (None, cell),
        }
    }

    /// Where it leads, if it does.
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Toned(inner) => inner.1.target(),
            Self::Link(link) => Some(&link.to),
            _ => None,
        }
    }

    /// What people read, for a line of words.
    pub fn words(&self) -> Text {
        let shown = |lang| {
            let mut out = String::new();
            self.write(lang, false, &mut out);
            out
        };
        Text::new(shown(Lang::En), shown(Lang::Zh))
    }

    /// Adds to `out` what people read; without the currency when `bare`, because the column's title says it.
    pub(super) fn write(&self, lang: Lang, bare: bool, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self.parts().1 {
            Self::Empty | Self::Toned(_) | Self::Link(_) => Ok(()),
            Self::Text(text) => out.write_str(&visible(text)),
            Self::Label(label) => out.write_str(&visible(label.text.get(lang))),
            Self::Day(day) => write_day(*day, lang, out),
            Self::Moment(day, None) => write_day(*day, lang, out),
            Self::Moment(day, Some(time)) => {
                write_day(*day, lang, out).and_then(|()| write!(out, " {:02}:{:02}", time.hour(), time.minute()))
            }
            Self::Number(number) => out.write_str(&grouped(&number.to_string())),
            Self::Decimal(figure) => out.write_str(&grouped(&figure.normalize().to_string())),
            Self::Percent(percent) => write!(out, "{}%", percent.normalize()),
            Self::Amount(amount) if bare => out.write_str(&grouped(&amount.value.to_string())),
            Self::Amount(amount) => {
                write!(out, "{} {}", grouped(&amount.value.to_string()), visible(&amount.currency))
            }
            Self::Days(days) => match lang {
                Lang::En => write!(out, "{days} {}", if days.unsigned_abs() == 1 { "day" } else { "days" }),
                Lang::Zh => write!(out, "{days} 天"),
            },
            Self::Check(done) => out.write_str(if *done { "☑" } else { "☐" }),
            Self::List(words) => {
                for (index, word) in words.iter().enumerate() {
                    if index > 0 {
                        out.push_str(if lang == Lang::Zh { "、" } else { ", " });
                    }
                    out.push_str(&visible(word));
                }
                Ok(())
            }
        };
    }
}

impl From<Arc<Label>> for Cell {
    fn from(label: Arc<Label>) -> Self {
        Self::Label(label)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

/// `2026-06-26 Fri`, `2026-06-26 周五`.
fn write_day(day: NaiveDate, lang: Lang, out: &mut String) -> std::fmt::Result {
    write!(out, "{day} {}", weekday(day.weekday()).get(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cell: &Cell, lang: Lang) -> String {
        let mut out = String::new();
        cell.write(lang, false, &mut out);
        out
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 26).unwrap()
    }

    #[test]
    fn a_cell_stays_small() {
        assert_eq!(size_of::<Cell>(), 24);
    }

    #[test]
    fn dates_carry_their_weekday() {
        assert_eq!(shown(&Cell::Day(day()), Lang::En), "2026-06-26 Fri");
        let moment = Cell::Moment(day(), NaiveTime::from_hms_opt(9, 5, 59));
        assert_eq!(shown(&moment, Lang::Zh), "2026-06-26 周五 09:05");
        assert_eq!(shown(&Cell::Moment(day(), None), Lang::En), "2026-06-26 Fri");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped("480000"), "480,000");
        assert_eq!(grouped("-1234567.8901"), "-1,234,567.8901");
        assert_eq!(grouped("100"), "100");
        assert_eq!(grouped("-100"), "-100");
        assert_eq!(shown(&Cell::amount(Decimal::new(48_000_050, 2), "CNY"), Lang::Zh), "480,000.50 CNY");
    }

    #[test]
    fn counts_of_days_percents_and_lists_read_as_each_language_does() {
        assert_eq!(shown(&Cell::Days(1), Lang::En), "1 day");
        assert_eq!(shown(&Cell::Days(-3), Lang::En), "-3 days");
        assert_eq!(shown(&Cell::Days(12), Lang::Zh), "12 天");
        assert_eq!(shown(&Cell::Decimal(Decimal::new(123_450, 2)), Lang::En), "1,234.5");
        assert_eq!(shown(&Cell::Percent(Decimal::new(625, 1)), Lang::En), "62.5%");
        let list = Cell::list(vec!["王总".to_string(), "李工".to_string()]);
        assert_eq!((shown(&list, Lang::En), shown(&list, Lang::Zh)), ("王总, 李工".into(), "王总、李工".into()));
    }

    #[test]
    fn shares_are_rounded_with_halves_away_from_zero() {
        let shares = [(5, 8), (1, 200), (1, 3), (0, 7)].map(|(part, whole)| shown(&Cell::share(part, whole), Lang::En));
        assert_eq!(shares, ["63%", "1%", "33%", "0%"]);
        assert_eq!(Cell::share(0, 0), Cell::Empty);
    }

    #[test]
    fn the_last_tone_given_to_a_cell_is_its_tone() {
        let cell = Cell::Number(1).toned(Tone::Warn).toned(Tone::Bad);
        assert_eq!(cell.parts(), (Some(Tone::Bad), &Cell::Number(1)));
    }

    #[test]
    fn empty_words_make_an_empty_cell() {
        assert_eq!(Cell::text(""), Cell::Empty);
        assert_eq!(Cell::list(Vec::new()), Cell::Empty);
        assert_eq!(Cell::maybe(None::<i64>, Cell::Number), Cell::Empty);
    }
}
