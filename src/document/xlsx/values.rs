//! Cells with their types: what a spreadsheet can count with, and words that it cannot take for anything else.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Url, Worksheet, XlsxError,
};

use super::clean;
use crate::document::{Align, Cell, Languages, Tone};
use crate::lang::Lang;

/// How cells of a workbook are written.
pub(super) struct Values {
    pub languages: Languages,
    /// Where links lead.
    pub places: BTreeMap<String, String>,
}

impl Values {
    /// Writes one cell; `own` is the tone of its row.
    pub(super) fn write(
        &self,
        page: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
        own: Tone,
        align: Align,
    ) -> Result<(), XlsxError> {
        let (tone, bare) = cell.parts();
        let format = look(tone.unwrap_or(own), align);
        if let Some(to) = cell.target().and_then(|to| self.places.get(to)) {
            let words = clean(&self.languages.cell(cell));
            let format = format.set_font_color(Color::RGB(0x001F_5FA8)).set_underline(FormatUnderline::Single);
            page.write_url_with_options(row, column, Url::new(to.as_str()), words, "", Some(&format))?;
            return Ok(());
        }
        let number = match bare {
            Cell::Number(number) => Some((Decimal::from(*number), "#,##0".to_string())),
            Cell::Days(days) => Some((Decimal::from(*days), self.days().to_string())),
            Cell::Decimal(figure) => Some((*figure, format!("#,##0{}", places(figure.normalize().scale())))),
            Cell::Percent(percent) => percent
                .checked_div(Decimal::ONE_HUNDRED)
                .map(|part| (part, format!("0{}%", places(percent.normalize().scale())))),
            Cell::Amount(amount) => currency(&amount.currency)
                .map(|unit| (amount.value, format!("#,##0{}{unit}", places(amount.value.scale())))),
            _ => None,
        };
        if let Some((value, look)) = number.and_then(|(value, look)| Some((exact(value)?, look))) {
            page.write_number_with_format(row, column, value, &format.set_num_format(look))?;
            return Ok(());
        }
        if let Some((moment, look)) = moment(bare) {
            page.write_datetime_with_format(row, column, &moment, &format.set_num_format(look))?;
            return Ok(());
        }
        let words = clean(&self.languages.cell(cell));
        if !words.is_empty() {
            page.write_string_with_format(row, column, words, &format)?;
        }
        Ok(())
    }

    const fn days(&self) -> &'static str {
        match self.languages {
            Languages::One(Lang::En) => "#,##0\" days\"",
            Languages::One(Lang::Zh) => "#,##0\" 天\"",
            Languages::Both => "#,##0\" 天 / days\"",
        }
    }
}

/// The number, if a spreadsheet keeps all its digits: it has fifteen.
fn exact(value: Decimal) -> Option<f64> {
    const DIGITS: u128 = 1_000_000_000_000_000;
    (value.normalize().mantissa().unsigned_abs() < DIGITS).then(|| value.normalize().to_string().parse().ok()).flatten()
}

/// So many digits behind the point, as a number format has them.
fn places(scale: u32) -> String {
    match scale {
        0 => String::new(),
        scale => format!(".{}", "0".repeat(usize::try_from(scale.min(15)).unwrap_or(2))),
    }
}

/// The currency behind a number, if its code is one that can stand in a number format.
fn currency(code: &str) -> Option<String> {
    let is_code = (1..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_code.then(|| format!("\" {code}\""))
}

/// A date as a spreadsheet counts it, unless it lies before its calendar.
fn moment(cell: &Cell) -> Option<(ExcelDateTime, &'static str)> {
    let (text, look) = match cell {
        Cell::Day(day) | Cell::Moment(day, None) => (day.to_string(), "yyyy-mm-dd"),
        Cell::Moment(day, Some(time)) => (format!("{day}T{}", time.format("%H:%M:%S")), "yyyy-mm-dd hh:mm"),
        _ => return None,
    };
    // Its first two months have a day too many.
    (text.as_str() >= "1900-03-01").then(|| ExcelDateTime::parse_from_str(&text).ok()).flatten().map(|at| (at, look))
}

fn look(tone: Tone, align: Align) -> Format {
    let look = super::face().set_align(FormatAlign::Top).set_text_wrap();
    let look = look.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(Color::RGB(0x00D0_D7DE));
    let look = match align {
        // Apart from the words of the next column.
        Align::End => look.set_align(FormatAlign::Right).set_indent(1),
        Align::Start => look.set_align(FormatAlign::Left),
    };
    match tone {
        Tone::Plain => look,
        Tone::Strong => look.set_bold(),
        tone => look.set_font_color(Color::from(tone.ink())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_all_its_digits_or_is_words() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(exact(decimal("480000.50")).unwrap().to_string(), "480000.5");
        assert_eq!(exact(decimal("9999999999999.99")).unwrap().to_string(), "9999999999999.99");
        assert_eq!(exact(decimal("79228162514264337593543950.335")), None);
        assert_eq!(currency("CNY\";;@"), None);
    }
}
