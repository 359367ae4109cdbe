//! The tables of the book as sheets of one XLSX workbook: numbers as numbers, days as days, the head frozen.
//!
//! A sheet holds a million rows; a longer table goes on in a sheet `NAME 2`. A spreadsheet keeps fifteen digits of a
//! number and 32,767 characters of a cell: longer amounts are text, longer text is cut and ends in `…`.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::tables::{Column, TABLES, Value, columns, value};
use super::target::Target;
use super::{Watch, Written};
use crate::audit;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::Currency;
use crate::reports::render::{RecordedAt, spreadsheet_number};
use crate::store::Reader;

const SHEET_ROWS: u32 = 1_000_000;
const CELL_CHARS: usize = 32_767;
const COLUMN_WIDTH: u16 = 16;

pub(super) fn write(r: &Reader<'_>, path: &Path, watch: Watch<'_>) -> Result<Written> {
    let mut target = Target::create(path)?;
    let mut workbook = Workbook::new();
    let recorded_at = audit::head(r, None)?.recorded_at;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(RecordedAt(&recorded_at)));
    let mut written = Written::default();
    let formats = Formats::new();
    for table in TABLES {
        write_table(r, &mut workbook, table, &formats, &mut written, watch)?;
    }
    workbook.save_to_writer(target.file()).map_err(|error| match error {
        XlsxError::IoError(error) => target.failed(&error),
        other => Error::unexpected(other),
    })?;
    written.bytes = target.finish()?;
    Ok(written)
}

/// How numbers and days look; made once, since each new one is compared with all.
struct Formats {
    head: Format,
    day: Format,
    /// By decimals.
    amounts: [Format; 5],
}

impl Formats {
    fn new() -> Formats {
        let amount = |decimals: usize| match decimals {
            0 => Format::new().set_num_format("0"),
            decimals => Format::new().set_num_format(format!("0.{}", "0".repeat(decimals))),
        };
        Formats {
            head: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            amounts: [0, 1, 2, 3, 4].map(amount),
        }
    }

    fn amount(&self, currency: Currency) -> &Format {
        let [whole, ..] = &self.amounts;
        self.amounts.get(currency.exponent() as usize).unwrap_or(whole)
    }
}

fn write_table(
    r: &Reader<'_>,
    workbook: &mut Workbook,
    (name, sql): (&str, &str),
    formats: &Formats,
    written: &mut Written,
    watch: Watch<'_>,
) -> Result<()> {
    let currency = book(r)?.currency;
    let mut statement = r.prepare(sql)?;
    let columns = columns(&statement);
    let mut rows = statement.query([])?;
    let mut next = rows.next()?;
    for part in 1.. {
        let sheet_name = if part == 1 { name.to_owned() } else { format!("{name} {part}") };
        // Rows go to a temporary file as they come, so that memory does not grow with the book.
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(Error::unexpected)?;
        begin(sheet, &sheet_name, &columns, &formats.head).map_err(Error::unexpected)?;
        let mut place = 1;
        while let (Some(row), true) = (next, place <= SHEET_ROWS) {
            watch.step(written.rows, 0)?;
            for (index, column) in columns.iter().enumerate() {
                let cell = value(row, &columns, index, currency)?;
                write_cell(sheet, (place, index as u16), column, cell, formats).map_err(Error::unexpected)?;
            }
            written.rows += 1;
            place += 1;
            next = rows.next()?;
        }
        if next.is_none() {
            break;
        }
    }
    Ok(())
}

fn begin(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[Column],
    head: &Format,
) -> std::result::Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (index, column) in columns.iter().enumerate() {
        sheet.set_column_width(index as u16, COLUMN_WIDTH)?;
        sheet.write_string_with_format(0, index as u16, &column.name, head)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    about: &Column,
    value: Value<'_>,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Whole(whole) => match i32::try_from(whole) {
            Ok(whole) => _ = sheet.write_number(row, column, whole)?,
            Err(_) => _ = sheet.write_string(row, column, whole.to_string())?,
        },
        Value::Amount(amount) => match spreadsheet_number(amount) {
            Some(number) => {
                sheet.write_number_with_format(row, column, number, formats.amount(amount.currency()))?;
            }
            None => _ = sheet.write_string(row, column, amount.to_plain())?,
        },
        Value::Text(text) => match ExcelDateTime::parse_from_str(text) {
            Ok(day) if about.is_day() && text.len() == 10 => {
                sheet.write_datetime_with_format(row, column, &day, &formats.day)?;
            }
            _ => _ = sheet.write_string(row, column, shortened(text))?,
        },
        Value::Bytes(text) => _ = sheet.write_string(row, column, text)?,
    }
    Ok(())
}

/// What fits into a cell.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(CELL_CHARS) {
        Some(_) => text.chars().take(CELL_CHARS - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}
