//! The way out: the whole book in open formats, from one snapshot.
//!
//! - `csv` and `xlsx`: every table under the names of `docs/EXPORT.md`, for people and spreadsheets ([`tables`]).
//! - `json`: every table as it stands, from which [`restore`] makes the same book; `docs/JSON.md` ([`dump`]).
//! - `beancount` and `hledger`: every entry as a transaction, with the closing balances asserted ([`journal`]).
//!
//! - `vcard`, `vcard3` and `contacts_csv`: the people of the parties, which the import of contacts reads again ([`contacts`]).
//!
//! Invariants: only what is in the book is written, in an order that depends on nothing else; nothing of a password
//! leaves; a file appears under its name when it is whole.

mod beancount;
mod contacts;
mod dump;
mod hledger;
mod journal;
mod restore;
mod tables;
mod target;
mod workbook;

use std::path::Path;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::watch::Watch;
use crate::audit::{self, Head};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::store::Reader;

pub use contacts::{Chosen, ContactsFormat, contacts};
pub use restore::restore;
pub use tables::{Column, columns_of, table_names};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ExportFormat")]
#[schemars(rename = "ExportFormat")]
pub enum Format {
    /// A folder with a file for each table.
    Csv,
    /// One workbook with a sheet for each table.
    Xlsx,
    /// The whole book, to be made again from it.
    Json,
    Beancount,
    Hledger,
    /// Everybody's cards, vCard 4.0.
    Vcard,
    /// Everybody's cards, vCard 3.0.
    Vcard3,
    /// Everybody's people, a row each, as the import of contacts reads them.
    ContactsCsv,
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Format> {
        serde_json::from_value(name.into()).map_err(|_| Error::InputInvalid {
            command: "export".into(),
            field: "format".into(),
            value: name.chars().take(20).collect(),
            expected: "csv | xlsx | json | beancount | hledger | vcard | vcard3 | contacts_csv".into(),
        })
    }
}

/// What was written.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "ExportDone")]
#[schemars(rename = "ExportDone")]
pub struct Exported {
    /// The file, or the folder of CSV files.
    pub path: String,
    /// Rows of tables, or transactions.
    #[ts(type = "number")]
    pub rows: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    /// What stays in the book: `user.password_hash` always.
    pub left_out: Vec<String>,
    /// The end of the chain the export was made at.
    pub head: Head,
}

/// How much a writer has written.
#[derive(Debug, Default)]
struct Written {
    rows: u64,
    bytes: u64,
}

/// Writes the book to `path`; `language` chooses the names of accounts and documents in `beancount` and `hledger`.
///
/// # Errors
/// `file_forbidden`, `file_unusable`, `disk_full`, `cancelled`: the file then does not appear, and one that stood there
/// stays.
pub fn export(
    r: &Reader<'_>,
    format: Format,
    path: &Path,
    language: Language,
    watch: Watch<'_>,
) -> Result<Exported> {
    let written = match format {
        Format::Csv => tables::write_folder(r, path, watch),
        Format::Xlsx => workbook::write(r, path, watch),
        Format::Json => dump::write(r, path, watch),
        Format::Beancount => journal::write::<beancount::Beancount>(r, path, language, watch),
        Format::Hledger => journal::write::<hledger::Hledger>(r, path, language, watch),
        Format::Vcard => contacts::write(r, path, ContactsFormat::Vcard),
        Format::Vcard3 => contacts::write(r, path, ContactsFormat::Vcard3),
        Format::ContactsCsv => contacts::write(r, path, ContactsFormat::Csv),
    }?;
    (watch.progress)(written.rows, written.rows);
    let left_out: &[&str] = match format {
        Format::Json => &dump::LEFT_OUT,
        _ => &["user.password_hash"],
    };
    Ok(Exported {
        path: path.display().to_string(),
        rows: written.rows,
        bytes: written.bytes,
        left_out: left_out.iter().map(|name| (*name).to_owned()).collect(),
        head: audit::head(r, None)?,
    })
}
