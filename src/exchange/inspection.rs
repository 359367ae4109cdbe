use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::mapping::{Guess, GuessedKind, Kind, guess, guess_header_row, guess_kind};
use super::source::{Format, ReadOptions, Row, Source};
use crate::error::Result;

/// Rows that are shown, and looked at for what their values mean.
const SAMPLE_ROWS: usize = 20;
/// How far down the headers may stand: bank exports put some twenty lines above them.
const HEADER_SEARCH_ROWS: usize = 40;

/// What a file is and what it seems to hold, for the user to confirm or correct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "ImportInspection")]
#[schemars(rename = "ImportInspection")]
pub struct Inspection {
    pub format: Format,
    /// The encoding of a text file, by its WHATWG name.
    pub encoding: Option<String>,
    /// The delimiter of a text file.
    pub delimiter: Option<char>,
    /// The sheets of a workbook or the tables and views of a database. Where none was chosen and several are
    /// there to choose from, a database shows no columns yet.
    pub tables: Vec<String>,
    pub header_row: u32,
    pub columns: Vec<String>,
    pub sample: Vec<SampleRow>,
    pub kind: Option<GuessedKind>,
    /// The proposed mapping for the asked or the guessed kind.
    pub guess: Option<Guess>,
}

/// The first rows as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "ImportSampleRow")]
#[schemars(rename = "ImportSampleRow")]
pub struct SampleRow {
    pub row: u32,
    pub cells: Vec<String>,
}

/// Looks into a file; `kind` where the user has said it. Reads the beginning only, beyond what telling the
/// encoding needs.
///
/// # Errors
/// What [`Source::open`] refuses.
pub fn inspect(path: &Path, options: &ReadOptions, kind: Option<Kind>) -> Result<Inspection> {
    let format = Format::of(path)?;
    let tables = Source::tables(path, format)?;
    let mut inspection = Inspection {
        format,
        encoding: None,
        delimiter: None,
        tables,
        header_row: 0,
        columns: Vec::new(),
        sample: Vec::new(),
        kind: None,
        guess: None,
    };
    let is_open_choice = options.table.is_none() && options.query.is_none() && inspection.tables.len() > 1;
    if format == Format::Sqlite && is_open_choice {
        return Ok(inspection);
    }
    let mut options = options.clone();
    if options.header_row.is_none() && !matches!(format, Format::Sqlite | Format::Vcard) {
        options.header_row = likely_header_row(path, &options)?;
    }
    let source = Source::open(path, &options)?;
    let rows = source.rows()?.take(SAMPLE_ROWS).collect::<Result<Vec<Row>>>()?;
    inspection.encoding = source.encoding().map(str::to_owned);
    inspection.delimiter = source.delimiter();
    inspection.header_row = source.header_row();
    inspection.columns = source.columns().to_vec();
    inspection.sample = rows
        .iter()
        .map(|row| SampleRow { row: row.number(), cells: row.cells().map(str::to_owned).collect() })
        .collect();
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let table = options.table.as_ref().or(options.sheet.as_ref());
    let hint = table.map_or(name.clone(), |table| format!("{name} {table}"));
    inspection.kind = guess_kind(&hint, source.columns());
    if let Some(kind) = kind.or(inspection.kind.as_ref().map(|guessed| guessed.kind)) {
        let mut proposed = guess(kind, &name, source.columns());
        proposed.read_samples(source.columns(), &rows);
        proposed.mapping.read = options;
        inspection.guess = Some(proposed);
    }
    Ok(inspection)
}

fn likely_header_row(path: &Path, options: &ReadOptions) -> Result<Option<u32>> {
    let unheaded = ReadOptions { header_row: Some(0), ..options.clone() };
    let rows =
        Source::open(path, &unheaded)?.rows()?.take(HEADER_SEARCH_ROWS).collect::<Result<Vec<Row>>>()?;
    Ok(guess_header_row(&rows))
}
