//! Workbooks of Excel and OpenDocument: the values of one sheet as the text a reader of the sheet would type.
//!
//! Numbers become exact decimals (see [`plain_number`](super::number::plain_number)), dates ISO days, by the
//! 1900 or 1904 system of the workbook. XLSX is read cell by cell; the older formats sheet by sheet.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{
    CellErrorType, Data, DataRef, ExcelDateTime, Ods, Reader, Sheet as SheetInfo, SheetType, SheetVisible,
    Xls, Xlsb, Xlsx, open_workbook,
};

use super::number::plain_number;
use super::produced;
use super::row::Row;
use super::{Format, ReadOptions};
use crate::error::{Error, Result};

/// The sheet of a workbook that is read.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) format: Format,
    pub(super) name: String,
}

impl Sheet {
    /// # Errors
    /// `not_found` for a sheet that is not there; `import_workbook_damaged`,
    /// `import_workbook_protected`, `import_empty`.
    pub(super) fn find(path: &Path, format: Format, options: &ReadOptions) -> Result<Sheet> {
        let names = sheets_of(path, format)?;
        let name = match &options.sheet {
            Some(wanted) => names
                .into_iter()
                .find(|name| name == wanted)
                .ok_or_else(|| Error::NotFound { kind: "sheet".into(), key: wanted.clone() })?,
            None => names.into_iter().next().ok_or(Error::ImportEmpty)?,
        };
        Ok(Sheet { format, name })
    }

    pub(super) fn rows(&self, path: &Path) -> Result<produced::Rows> {
        let (path, sheet) = (path.to_owned(), self.clone());
        produced::Rows::of(
            || Error::ImportWorkbookDamaged,
            move |sink| match sheet.format {
                Format::Xlsx => give_cells(&path, &sheet.name, sink),
                Format::Xlsb => give_range(&mut opened::<Xlsb<_>>(&path)?, &sheet.name, sink),
                Format::Ods => give_range(&mut opened::<Ods<_>>(&path)?, &sheet.name, sink),
                _ => give_range(&mut opened::<Xls<_>>(&path)?, &sheet.name, sink),
            },
        )
    }
}

/// The sheets with cells, visible ones first.
pub(super) fn sheets_of(path: &Path, format: Format) -> Result<Vec<String>> {
    // A damaged workbook can make its reader panic: it is opened where a panic is an answer.
    let path = path.to_owned();
    let opening = std::thread::spawn(move || {
        Ok::<_, Error>(match format {
            Format::Xlsx => opened::<Xlsx<_>>(&path)?.sheets_metadata().to_vec(),
            Format::Xlsb => opened::<Xlsb<_>>(&path)?.sheets_metadata().to_vec(),
            Format::Ods => opened::<Ods<_>>(&path)?.sheets_metadata().to_vec(),
            _ => opened::<Xls<_>>(&path)?.sheets_metadata().to_vec(),
        })
    });
    let sheets = opening.join().map_err(|_| damaged(&"panic"))??;
    let with_cells = || sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let is_visible = |sheet: &&SheetInfo| sheet.visible == SheetVisible::Visible;
    let visible = with_cells().filter(is_visible);
    let hidden = with_cells().filter(|sheet| !is_visible(sheet));
    Ok(visible.chain(hidden).map(|sheet| sheet.name.clone()).collect())
}

fn opened<W>(path: &Path) -> Result<W>
where
    W: Reader<BufReader<File>>,
    W::Error: std::fmt::Display,
{
    open_workbook::<W, _>(path).map_err(|error: W::Error| damaged(&error))
}

/// calamine tells a password only by its words, one wording for all its formats.
fn damaged(error: &dyn std::fmt::Display) -> Error {
    let protected = error.to_string().contains("password protected");
    if protected { Error::ImportWorkbookProtected } else { Error::ImportWorkbookDamaged }
}

fn give_cells(path: &Path, sheet: &str, sink: &produced::Sink) -> Result<()> {
    let mut workbook = opened::<Xlsx<_>>(path)?;
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| damaged(&error))?;
    let mut row = Row::new(0);
    while let Some(cell) = cells.next_cell().map_err(|error| damaged(&error))? {
        let (row_index, column) = cell.get_position();
        let text = text_of_ref(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let number = row_index.saturating_add(1);
        if number != row.number() {
            let full = std::mem::replace(&mut row, Row::new(number));
            if !full.is_empty() && !sink.give(full) {
                return Ok(());
            }
        }
        row.pad(column as usize)?;
        row.push(&text)?;
    }
    if !row.is_empty() {
        sink.give(row);
    }
    Ok(())
}

fn give_range<W>(workbook: &mut W, sheet: &str, sink: &produced::Sink) -> Result<()>
where
    W: Reader<BufReader<File>>,
    W::Error: std::fmt::Display,
{
    let range = workbook.worksheet_range(sheet).map_err(|error| damaged(&error))?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (number, cells) in (first_row.saturating_add(1)..).zip(range.rows()) {
        let mut row = Row::new(number);
        for (column, cell) in (first_column as usize..).zip(cells) {
            let text = text_of(cell);
            if !text.is_empty() {
                row.pad(column)?;
                row.push(&text)?;
            }
        }
        if !row.is_empty() && !sink.give(row) {
            break;
        }
    }
    Ok(())
}

fn text_of(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(whole) => whole.to_string(),
        Data::Float(float) => plain_number(*float),
        Data::Bool(truth) => truth_text(*truth),
        Data::DateTime(at) => date_text(at),
        Data::DateTimeIso(text) => text.replace('T', " "),
        Data::Error(error) => error_text(error),
    }
}

fn text_of_ref(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Int(whole) => whole.to_string(),
        DataRef::Float(float) => plain_number(*float),
        DataRef::Bool(truth) => truth_text(*truth),
        DataRef::DateTime(at) => date_text(at),
        DataRef::DateTimeIso(text) => text.replace('T', " "),
        DataRef::Error(error) => error_text(error),
    }
}

fn truth_text(truth: bool) -> String {
    if truth { "TRUE".into() } else { "FALSE".into() }
}

fn error_text(error: &CellErrorType) -> String {
    error.to_string()
}

/// `2026-03-05`, with ` 14:30:00` where there is a time of day; a duration stays a number of days.
///
/// The day that never was (29 February 1900, in Excel's calendar only) is written as it is, for the date
/// field to refuse.
fn date_text(at: &ExcelDateTime) -> String {
    let serial = plain_number(at.as_f64());
    if at.is_duration() {
        return serial;
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    if serial.contains('.') {
        return format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
    }
    format!("{year:04}-{month:02}-{day:02}")
}
