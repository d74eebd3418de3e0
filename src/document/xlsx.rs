//! A workbook as an Excel file: typed values, filters, links between its sheets.

mod values;

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Url, XlsxError,
};

use super::{Align, Languages, Sheet, Table, Workbook, measure, visible, xml};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::text;
use values::Values;

/// Columns are at least and at most so wide, in characters.
const WIDTHS: (f64, f64) = (7.0, 60.0);
/// More rows than Excel has: the rest is named and left out.
const ROWS: usize = 1_048_575;

/// The workbook as the bytes of an `.xlsx` file. A workbook of several sheets, or with something to be said of all, begins with
/// a list of them. Sums stand below the rows and are no part of what filters and sorting take.
///
/// Words are written as words: what begins with `=` is text. A number with more digits than a spreadsheet keeps, and a date
/// before its calendar begins, are text too.
///
/// # Errors
/// Fails when the workbook has a sheet with more columns or rows than a spreadsheet.
pub fn write(workbook: &Workbook) -> Result<Vec<u8>> {
    file(workbook).map_err(|error| {
        Error::new(Kind::Refused, text!("the workbook could not be put together", "无法生成 Excel 工作簿"))
            .cause(Text::same(error.to_string()))
    })
}

fn file(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let languages = workbook.languages;
    let mut out = rust_xlsxwriter::Workbook::new();
    let made = ExcelDateTime::parse_from_str(&workbook.made.format("%Y-%m-%dT%H:%M:%S").to_string())?;
    let title = clean(&languages.safe(&workbook.title));
    let author = clean(&visible(&workbook.author));
    out.set_properties(&DocProperties::new().set_title(title.as_str()).set_author(author).set_creation_datetime(&made));
    let tables: Vec<Table> = workbook.sheets.iter().map(|sheet| sheet.table.clone().for_people()).collect();
    let told = workbook.sheets.len() > 1 || !workbook.notes.is_empty() || workbook.subtitle != Text::default();
    let index = told.then(|| languages.safe(&Text::fixed("Contents", "目录")));
    let lists = languages.safe(&Text::fixed("Lists", "选项"));
    let wanted = index.iter().cloned().chain(workbook.sheets.iter().map(|sheet| languages.safe(&sheet.name)));
    let mut names = sheet_names(wanted.chain([lists]));
    let lists = names.pop().unwrap_or_default();
    let index = index.map(|_| names.remove(0));
    let places = places(&workbook.sheets, &names);
    if let Some(index) = &index {
        contents(out.add_worksheet().set_name(index)?, workbook, &tables, &names, &title)?;
    }
    let mut choices: Vec<Vec<String>> = Vec::new();
    let values = Values { languages, places };
    for ((sheet, table), name) in workbook.sheets.iter().zip(&tables).zip(&names) {
        let page = out.add_worksheet().set_name(name)?;
        rows(page, table, &values)?;
        paper(page, &title, name)?;
        for (key, words) in &sheet.choices {
            let Some(column) = table.columns.iter().position(|column| column.key == *key) else { continue };
            choices.push(words.iter().map(|word| clean(&languages.safe(word))).collect());
            let letters = rust_xlsxwriter::utility::column_number_to_name(cells(choices.len() - 1)?);
            let range = format!("='{}'!${letters}$1:${letters}${}", quoted(&lists), words.len().max(1));
            let check = DataValidation::new().allow_list_formula(Formula::new(range));
            let last = u32::try_from(table.rows.len().max(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
            page.add_data_validation(1, cells(column)?, last, cells(column)?, &check)?;
        }
    }
    if !choices.is_empty() {
        let page = out.add_worksheet().set_name(&lists)?;
        page.set_hidden(true);
        for (column, words) in choices.iter().enumerate() {
            for (row, word) in (0..).zip(words) {
                page.write_string(row, cells(column)?, word)?;
            }
        }
    }
    out.save_to_buffer()
}

fn cells(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Where links lead: a sheet by its key, a row by the key of its sheet, `#` and its id.
fn places(sheets: &[Sheet], names: &[String]) -> BTreeMap<String, String> {
    let mut places = BTreeMap::new();
    for (sheet, name) in sheets.iter().zip(names) {
        let name = quoted(name);
        places.entry(sheet.key.clone()).or_insert_with(|| format!("internal:'{name}'!A1"));
        for (index, row) in sheet.table.rows.iter().enumerate() {
            if let Some(id) = &row.id {
                let place = format!("internal:'{name}'!A{}", index + 2);
                places.entry(format!("{}#{id}", sheet.key)).or_insert(place);
            }
        }
    }
    places
}

/// The list of the sheets.
fn contents(
    page: &mut rust_xlsxwriter::Worksheet,
    workbook: &Workbook,
    tables: &[Table],
    names: &[String],
    title: &str,
) -> Result<(), XlsxError> {
    let say = |en, zh| workbook.languages.safe(&Text::fixed(en, zh));
    page.write_string_with_format(0, 0, title, &face().set_bold().set_font_size(16).set_font_color(head_ink()))?;
    let subtitle = if workbook.subtitle == Text::default() {
        format!("{} {}", say("As of", "数据截至"), workbook.made.format("%Y-%m-%d %H:%M"))
    } else {
        clean(&workbook.languages.safe(&workbook.subtitle))
    };
    page.write_string_with_format(1, 0, subtitle, &face().set_font_color(dim()))?;
    let wrapped = face().set_text_wrap().set_align(FormatAlign::Top);
    for (row, note) in (2..).zip(&workbook.notes) {
        let note = clean(&workbook.languages.safe(note));
        page.set_row_height(row, (LINE * f64::from(lines(&note, ACROSS))).min(HIGHEST))?;
        page.merge_range(row, 0, row, 5, &note, &wrapped)?;
    }
    let head_row = 3 + u32::try_from(workbook.notes.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    page.write_string_with_format(head_row, 0, say("Sheet", "工作表"), &head(Align::Start))?;
    page.write_string_with_format(head_row, 1, say("Rows", "行数"), &head(Align::End))?;
    for ((row, name), (sheet, table)) in (head_row + 1..).zip(names).zip(workbook.sheets.iter().zip(tables)) {
        let words = clean(&workbook.languages.safe(&sheet.name));
        let to = Url::new(format!("internal:'{}'!A1", quoted(name)));
        page.write_url_with_options(row, 0, to, words, "", None)?;
        let rows = u32::try_from(table.rows.len().saturating_sub(table.sums)).unwrap_or(u32::MAX);
        page.write_number_with_format(row, 1, f64::from(rows), &face())?;
    }
    page.set_column_width(0, 36)?;
    page.set_column_width(1, 10)?;
    paper(page, title, "")
}

/// One sheet: a head that stays in sight, filters, typed cells.
fn rows(page: &mut rust_xlsxwriter::Worksheet, table: &Table, values: &Values) -> Result<(), XlsxError> {
    let languages = values.languages;
    let widths: Vec<f64> = (0..table.columns.len()).map(|index| width(table, index, languages)).collect();
    for (index, column) in table.columns.iter().enumerate() {
        let title = clean(&languages.safe(&column.title));
        page.write_string_with_format(0, cells(index)?, title, &head(column.align))?;
        page.set_column_width(cells(index)?, widths[index])?;
    }
    if table.rows.len() > ROWS {
        return Err(XlsxError::RowColumnLimitError);
    }
    for (at, row) in (1..).zip(&table.rows) {
        for (index, column) in table.columns.iter().enumerate() {
            if let Some(cell) = row.cells.get(index) {
                values.write(page, (at, cells(index)?), cell, row.tone, column.align)?;
            }
        }
        let lines = row.cells.iter().zip(&widths).map(|(cell, wide)| lines(&languages.cell(cell), *wide)).max();
        if let Some(lines @ 2..) = lines {
            page.set_row_height(at, (LINE * f64::from(lines)).min(HIGHEST))?;
        }
    }
    if table.rows.is_empty() {
        page.write_string_with_format(1, 0, clean(&languages.safe(&table.empty)), &face().set_font_color(dim()))?;
    }
    if let Some(last) = table.columns.len().checked_sub(1) {
        let rows =
            u32::try_from(table.rows.len().saturating_sub(table.sums)).map_err(|_| XlsxError::RowColumnLimitError)?;
        page.autofilter(0, 0, rows, cells(last)?)?;
        page.set_freeze_panes(1, u16::from(last > 2))?;
        page.set_repeat_rows(0, 0)?;
    }
    Ok(())
}

/// How the sheet comes out of a printer.
fn paper(page: &mut rust_xlsxwriter::Worksheet, title: &str, name: &str) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    // Longer ones are refused; `&` begins a code.
    let words = |text: &str| text.chars().take(80).collect::<String>().replace('&', "&&");
    page.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    page.set_header(format!("&L{}&R{}", words(title), words(name))).set_footer("&C&P / &N");
    Ok(())
}

/// As wide as most of what stands in it.
fn width(table: &Table, index: usize, languages: Languages) -> f64 {
    let title = measure::ems(&languages.safe(&table.columns[index].title)) + 2.0;
    let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
    let widest = cells.map(|cell| measure::ems(&languages.cell(cell))).fold(title, f64::max);
    (widest * 1.9 + 2.0).clamp(WIDTHS.0, WIDTHS.1)
}

/// The width of the first sheet, in characters.
const ACROSS: f64 = 80.0;

/// The height of a line, and of the highest row, in points.
const LINE: f64 = 14.5;
const HIGHEST: f64 = 409.0;

/// How many lines words take in a column of such a width. Said in the file, since not every program finds it out itself.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred lines at most")]
fn lines(words: &str, wide: f64) -> u32 {
    // Lines are not filled to their end, since words are not broken.
    let line = |line: &str| (measure::ems(line) * 1.9 * 1.06 / (wide - 1.0)).ceil().clamp(1.0, 400.0) as u32;
    words.lines().map(line).sum()
}

/// The typeface of all cells, which Office has on every system.
fn face() -> Format {
    Format::new().set_font_name("Microsoft YaHei").set_font_size(10)
}

fn head(align: Align) -> Format {
    let side = if align == Align::End { FormatAlign::Right } else { FormatAlign::Left };
    face()
        .set_bold()
        .set_font_color(head_ink())
        .set_background_color(Color::RGB(0x00E8_EFF7))
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(Color::RGB(0x001F_5FA8))
        .set_align(side)
        .set_indent(u8::from(align == Align::End))
        .set_align(FormatAlign::VerticalCenter)
}

const fn head_ink() -> Color {
    Color::RGB(0x0012_365C)
}

const fn dim() -> Color {
    Color::RGB(0x0057_606A)
}

/// Safe words without what XML does not allow, as long as a cell may be.
fn clean(words: &str) -> String {
    const LONGEST: usize = 32_000;
    let mut units = 0;
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        units += character.len_utf16();
        if units > LONGEST {
            out.push('…');
            break;
        }
        out.push(if xml::is_allowed(character) { character } else { '\u{fffd}' });
    }
    out
}

/// A sheet's name inside quotes.
fn quoted(name: &str) -> String {
    name.replace('\'', "''")
}

/// Names that sheets can have: short, without the signs that references are made of, each once.
fn sheet_names(wanted: impl Iterator<Item = String>) -> Vec<String> {
    const LONGEST: usize = 31;
    let mut names: Vec<String> = Vec::new();
    for name in wanted {
        let name = clean(&name).replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
        let words: Vec<&str> = name.split_whitespace().collect();
        let name = words.join(" ").trim_matches('\'').to_string();
        let name = if name.is_empty() { "-".to_string() } else { name };
        let cut = |room: usize| {
            let mut units = 0;
            let kept = name.chars().take_while(|character| {
                units += character.len_utf16();
                units <= room
            });
            kept.collect::<String>().trim_matches(['\'', ' ']).to_string()
        };
        let taken = |name: &String, names: &[String]| {
            // A name of the program's own.
            name.eq_ignore_ascii_case("history")
                || names.iter().any(|other| other.to_lowercase() == name.to_lowercase())
        };
        let mut found = cut(LONGEST);
        let mut number = 2;
        while taken(&found, &names) {
            let end = format!(" ({number})");
            found = format!("{}{end}", cut(LONGEST - end.len()));
            number += 1;
        }
        names.push(found);
    }
    names
}

#[cfg(test)]
mod tests;
