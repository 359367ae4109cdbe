//! A file as numbered rows of text, whatever it is made of.
//!
//! [`Source::open`] finds out what a file is by its content and reads its headers; [`Source::rows`] pulls the
//! rows after them, as often as asked. Text is decoded as it streams. A row number is the one a spreadsheet
//! program shows: a record that runs over several lines counts once. The rows of a database and the cards of
//! a vCard file count from 1.
//!
//! Limits ([`COLUMNS_MAX`], [`FIELD_BYTES_MAX`], [`ROW_BYTES_MAX`]) refuse what no table of a business looks like before it
//! fills the memory.

mod cards;
mod database;
mod decoding;
mod delimited;
mod format;
mod number;
mod produced;
mod row;
mod workbook;

#[cfg(test)]
mod bad_files_tests;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};

pub use format::Format;
pub use row::Row;

/// More columns than this in a row is not a table of a business.
pub const COLUMNS_MAX: usize = 1_000;
/// The longest text of one field; a megabyte of remarks is already a mistake.
pub const FIELD_BYTES_MAX: usize = 1 << 20;
/// The longest text of a whole row.
pub const ROW_BYTES_MAX: usize = 4 << 20;

/// How to read a file, where the content does not tell or tells wrongly. Every field may stay empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ImportReadOptions")]
#[schemars(rename = "ImportReadOptions")]
#[ts(optional_fields = nullable)]
pub struct ReadOptions {
    /// A label of the WHATWG encoding standard, such as `gb18030`; found out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// One ASCII character between the fields of a text file; found out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The sheet of a workbook; the first visible one otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The table or view of a SQLite file; the only one otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// One `select` over a SQLite file, instead of a table. It can read and nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The row with the names of the columns, counted from 1; 0: there is none, and columns are called A, B,
    /// C…; the first row that is not blank otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
}

/// A file that was looked into: its format is known and its headers are read.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    content: Content,
    columns: Vec<String>,
    header_row: u32,
}

/// What is needed to read the rows again.
#[derive(Debug, Clone)]
enum Content {
    Delimited(delimited::Layout),
    Workbook(workbook::Sheet),
    Database(database::Selection),
    Cards,
}

impl Source {
    /// Looks into a file and reads its headers; holds no open file afterwards.
    ///
    /// # Errors
    /// `file_missing`, `file_forbidden`, `file_unusable` where the file cannot be read; `import_empty`, `import_not_a_table`,
    /// `import_workbook_damaged`, `import_workbook_protected` or `import_unreadable` where it holds no table;
    /// `import_header_missing`, `import_too_wide`, `import_field_too_long`, `import_quote_unclosed`, and `field_invalid` for an
    /// option that does not fit.
    pub fn open(path: &Path, options: &ReadOptions) -> Result<Source> {
        let content = match Format::of(path)? {
            Format::Delimited => Content::Delimited(delimited::Layout::find(path, options)?),
            Format::Sqlite => Content::Database(database::Selection::find(path, options)?),
            Format::Vcard => Content::Cards,
            format => Content::Workbook(workbook::Sheet::find(path, format, options)?),
        };
        let mut source = Source { path: path.to_owned(), content, columns: Vec::new(), header_row: 0 };
        source.read_headers(options.header_row)?;
        Ok(source)
    }

    pub fn format(&self) -> Format {
        match &self.content {
            Content::Delimited(_) => Format::Delimited,
            Content::Workbook(sheet) => sheet.format,
            Content::Database(_) => Format::Sqlite,
            Content::Cards => Format::Vcard,
        }
    }

    /// The WHATWG name of the encoding of a text file.
    pub fn encoding(&self) -> Option<&'static str> {
        match &self.content {
            Content::Delimited(layout) => Some(layout.encoding.name()),
            Content::Workbook(_) | Content::Database(_) | Content::Cards => None,
        }
    }

    /// The delimiter of a text file.
    pub fn delimiter(&self) -> Option<char> {
        match &self.content {
            Content::Delimited(layout) => Some(char::from(layout.delimiter)),
            Content::Workbook(_) | Content::Database(_) | Content::Cards => None,
        }
    }

    /// The row the columns are named by; 0 where it is none of the rows.
    pub fn header_row(&self) -> u32 {
        self.header_row
    }

    /// The sheets of a workbook, the tables and views of a database; nothing for a text file.
    pub fn tables(path: &Path, format: Format) -> Result<Vec<String>> {
        match format {
            Format::Delimited | Format::Vcard => Ok(Vec::new()),
            Format::Sqlite => database::tables_of(path),
            workbook => workbook::sheets_of(path, workbook),
        }
    }

    /// The names of the columns, distinct and never empty: a blank header is called by its letter, a
    /// repeated one gets a number (`Phone`, `Phone (2)`).
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The rows after the headers, blank ones left out, from the beginning of the file each time.
    pub fn rows(&self) -> Result<Rows> {
        Ok(Rows { after: self.header_row, ..self.all_rows()? })
    }

    fn all_rows(&self) -> Result<Rows> {
        let cursor = match &self.content {
            Content::Delimited(layout) => Cursor::Delimited(Box::new(layout.rows(&self.path)?)),
            Content::Workbook(sheet) => Cursor::Produced(sheet.rows(&self.path)?),
            Content::Database(selection) => Cursor::Produced(selection.rows(&self.path)?),
            Content::Cards => Cursor::Produced(cards::rows(&self.path)?),
        };
        Ok(Rows { cursor, after: 0, ended: false })
    }

    fn read_headers(&mut self, wanted: Option<u32>) -> Result<()> {
        if let Content::Database(selection) = &self.content {
            self.columns = distinct_names(selection.columns.iter().map(String::as_str));
            return Ok(());
        }
        if let Content::Cards = &self.content {
            self.columns = cards::COLUMNS.map(str::to_owned).to_vec();
            return Ok(());
        }
        let mut rows = self.all_rows()?;
        let first = match wanted {
            Some(number) if number > 0 => {
                rows.find(|row| row.as_ref().map_or(true, |row| row.number() >= number))
            }
            _ => rows.next(),
        };
        let first = first.transpose()?;
        match (wanted, first) {
            (Some(0), Some(row)) => {
                self.columns = distinct_names((0..row.len()).map(|_| ""));
            }
            (Some(number), Some(row)) if row.number() != number => {
                return Err(Error::ImportHeaderMissing { row: number });
            }
            (_, Some(row)) => {
                self.columns = distinct_names(row.cells());
                self.header_row = row.number();
            }
            (Some(row), None) if row > 0 => return Err(Error::ImportHeaderMissing { row }),
            (_, None) => return Err(Error::ImportEmpty),
        }
        Ok(())
    }
}

/// Rows one after another; memory is bounded by the longest row. Ends after its first error.
#[derive(Debug)]
pub struct Rows {
    cursor: Cursor,
    after: u32,
    ended: bool,
}

#[derive(Debug)]
enum Cursor {
    Delimited(Box<delimited::Records<decoding::Decoding>>),
    Produced(produced::Rows),
}

impl Iterator for Rows {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Result<Row>> {
        while !self.ended {
            let row = match &mut self.cursor {
                Cursor::Delimited(records) => records.next_row(),
                Cursor::Produced(rows) => rows.next_row(),
            };
            match row {
                Ok(Some(row)) if row.number() <= self.after || row.is_blank() => continue,
                Ok(Some(row)) => return Some(Ok(row)),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

fn distinct_names<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (index, header) in headers.enumerate() {
        let header = header.trim();
        let base = if header.is_empty() { column_letters(index) } else { header.to_owned() };
        let mut name = base.clone();
        let mut copy = 1;
        while names.contains(&name) {
            copy += 1;
            name = format!("{base} ({copy})");
        }
        names.push(name);
    }
    names
}

/// 0 → A, 25 → Z, 26 → AA: the names a spreadsheet gives to its columns.
fn column_letters(index: usize) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        higher => column_letters(higher - 1) + &letter.to_string(),
    }
}
