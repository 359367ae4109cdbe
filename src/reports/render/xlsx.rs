//! Reports as sheets of one XLSX workbook: numbers as numbers, days as days, the head frozen and repeated.
//!
//! The bytes depend on the reports alone: the workbook is dated by the chain's head, not by the clock.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IntoCustomDateTime, Workbook, Worksheet,
    XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::sheet::Sheet;
use super::words::cell_text;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::money::{Currency, Money};
use crate::reports::{Cell, ColumnKind, RowKind};

/// Rows above the table: company, title, parameters, blank.
const HEAD_ROW: u32 = 4;
const WIDEST_COLUMN: usize = 48;
/// A spreadsheet keeps fifteen digits; longer amounts are written as text so that no cent is lost.
const EXACT_MINOR: u64 = 1_000_000_000_000_000;

/// One worksheet for each, named by its title.
pub fn workbook(sheets: &[Sheet<'_>], language: Language) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let recorded_at = sheets.iter().map(|sheet| sheet.recorded_at).max().unwrap_or_default();
    let properties = DocProperties::new().set_creation_datetime(RecordedAt(recorded_at));
    workbook.set_properties(&properties);
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = sheet_name(sheet, &names);
        write_sheet(workbook.add_worksheet(), sheet, language, &name).map_err(Error::unexpected)?;
        names.push(name);
    }
    workbook.save_to_buffer().map_err(Error::unexpected)
}

/// The instant the chain's head was recorded; a book without acts has the epoch.
#[derive(Debug)]
pub struct RecordedAt<'r>(pub &'r str);

impl IntoCustomDateTime for RecordedAt<'_> {
    fn utc_datetime(self) -> String {
        match self.0.get(..19) {
            Some(second) => format!("{second}Z"),
            None => "1970-01-01T00:00:00Z".into(),
        }
    }
}

/// At most 31 characters, unique; two reports of a kind are told apart by party or number.
fn sheet_name(sheet: &Sheet<'_>, taken: &[String]) -> String {
    let clean = |text: String| -> String {
        text.chars()
            .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
            .take(26)
            .collect()
    };
    let base = clean(format!("{} {}", sheet.title, sheet.label).trim().to_owned());
    let free = |name: &String| taken.iter().all(|other| other.to_lowercase() != name.to_lowercase());
    let numbered = (2..).map(|number| format!("{base} {number}"));
    std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or(base)
}

fn write_sheet(
    page: &mut Worksheet,
    sheet: &Sheet<'_>,
    language: Language,
    name: &str,
) -> std::result::Result<(), XlsxError> {
    page.set_name(name)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_freeze_panes(HEAD_ROW + 1, 0)?;
    page.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    let bold = Format::new().set_bold();
    page.write_string_with_format(0, 0, sheet.company, &bold)?;
    page.write_string_with_format(1, 0, &sheet.title, &bold)?;
    page.write_string(2, 0, &sheet.subtitle)?;
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap();
    let mut widths = Vec::with_capacity(sheet.columns.len());
    for (index, (column, text)) in sheet.columns.iter().zip(&sheet.heads).enumerate() {
        let align = if column.kind == ColumnKind::Money { FormatAlign::Right } else { FormatAlign::Left };
        page.write_string_with_format(HEAD_ROW, index as u16, text, &head.clone().set_align(align))?;
        widths.push(text.width());
    }
    let formats = Formats::new(sheet.currency);
    for (index, row) in sheet.rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let place = Place { row: HEAD_ROW + 1 + index as u32, column: column as u16 };
            write_cell(page, place, cell, language, formats.of(row.kind))?;
            if row.kind != RowKind::Heading {
                widths[column] = widths[column].max(cell_text(cell, language).width());
            }
        }
    }
    for (index, width) in widths.into_iter().enumerate() {
        page.set_column_width(index as u16, (width.min(WIDEST_COLUMN) + 2) as u16)?;
    }
    Ok(())
}

struct Place {
    row: u32,
    column: u16,
}

/// Formats of one kind of row.
struct RowFormats {
    text: Format,
    money: Format,
    day: Format,
    number: Format,
}

struct Formats {
    plain: RowFormats,
    strong: RowFormats,
    total: RowFormats,
}

impl Formats {
    fn new(currency: Currency) -> Formats {
        let decimals = "0".repeat(currency.exponent() as usize);
        let money = match decimals.as_str() {
            "" => "#,##0;[Red]-#,##0".to_owned(),
            decimals => format!("#,##0.{decimals};[Red]-#,##0.{decimals}"),
        };
        let of = |base: Format| RowFormats {
            money: base.clone().set_num_format(money.as_str()),
            day: base.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            number: base.clone().set_num_format("0"),
            text: base,
        };
        Formats {
            plain: of(Format::new()),
            strong: of(Format::new().set_bold()),
            total: of(Format::new().set_bold().set_border_top(FormatBorder::Thin)),
        }
    }

    fn of(&self, kind: RowKind) -> &RowFormats {
        match kind {
            RowKind::Line => &self.plain,
            RowKind::Heading | RowKind::Subtotal => &self.strong,
            RowKind::Total => &self.total,
        }
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    Place { row, column }: Place,
    cell: &Cell,
    language: Language,
    formats: &RowFormats,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &formats.text)?,
        Cell::Money(amount) => match spreadsheet_number(*amount) {
            Some(number) => sheet.write_number_with_format(row, column, number, &formats.money)?,
            None => sheet.write_string_with_format(row, column, amount.to_plain(), &formats.text)?,
        },
        Cell::Day(day) => {
            let date = ExcelDateTime::parse_from_str(&day.to_string());
            match date {
                Ok(date) => sheet.write_datetime_with_format(row, column, &date, &formats.day)?,
                // days before 1900 are none to a spreadsheet
                Err(_) => sheet.write_string_with_format(row, column, day.to_string(), &formats.text)?,
            }
        }
        Cell::Count(count) => match i32::try_from(*count) {
            Ok(count) => sheet.write_number_with_format(row, column, count, &formats.number)?,
            Err(_) => sheet.write_string_with_format(row, column, count.to_string(), &formats.text)?,
        },
        Cell::Text(_) | Cell::Word(_) | Cell::Name { .. } | Cell::Figure(_) => {
            sheet.write_string_with_format(row, column, cell_text(cell, language), &formats.text)?
        }
    };
    Ok(())
}

/// The file format stores numbers as binary floats; up to fifteen digits they read back exactly.
pub fn spreadsheet_number(amount: Money) -> Option<f64> {
    (amount.minor().unsigned_abs() < EXACT_MINOR).then(|| amount.to_decimal().to_f64()).flatten()
}
