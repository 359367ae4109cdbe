use super::{COLUMNS_MAX, FIELD_BYTES_MAX, ROW_BYTES_MAX};
use crate::error::{Error, Result};

/// One row of text: its number in the file and its cells, kept in a single buffer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    number: u32,
    text: String,
    ends: Vec<u32>,
}

impl Row {
    pub(super) fn new(number: u32) -> Row {
        Row { number, ..Row::default() }
    }

    /// A row from cells at hand; for rows that were set aside and come back.
    pub(in crate::exchange) fn of_cells<'a>(number: u32, cells: impl IntoIterator<Item = &'a str>) -> Row {
        let mut row = Row::new(number);
        for cell in cells {
            row.text.push_str(cell);
            row.ends.push(row.text.len() as u32);
        }
        row
    }

    /// From a buffer whose cells end at `ends`.
    pub(super) fn of_buffer(number: u32, text: String, ends: Vec<u32>) -> Row {
        Row { number, text, ends }
    }

    /// Adds a cell at the right; refuses the one that is too long or too many.
    pub(super) fn push(&mut self, cell: &str) -> Result<()> {
        check_width(self.number, self.ends.len())?;
        check_length(self.number, self.ends.len(), cell.len())?;
        check_row(self.number, self.ends.len(), self.text.len() + cell.len())?;
        self.text.push_str(cell);
        self.ends.push(self.text.len() as u32);
        Ok(())
    }

    /// Adds empty cells until `width` is reached.
    pub(super) fn pad(&mut self, width: usize) -> Result<()> {
        while self.ends.len() < width {
            self.push("")?;
        }
        Ok(())
    }

    /// The number a spreadsheet program shows beside the row.
    pub fn number(&self) -> u32 {
        self.number
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether no cell holds more than white space.
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// The text of a cell, counted from 0; empty beyond the end of a short row.
    pub fn cell(&self, index: usize) -> &str {
        let Some(&end) = self.ends.get(index) else { return "" };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.cell(index))
    }
}

/// Refuses a further cell where `cells` are there already.
pub(super) fn check_width(row: u32, cells: usize) -> Result<()> {
    if cells < COLUMNS_MAX {
        return Ok(());
    }
    Err(Error::ImportTooWide { row, limit: COLUMNS_MAX as u32 })
}

/// Refuses a cell of more than [`FIELD_BYTES_MAX`]; `index` counts from 0.
pub(super) fn check_length(row: u32, index: usize, bytes: usize) -> Result<()> {
    if bytes <= FIELD_BYTES_MAX { Ok(()) } else { Err(too_long(row, index, FIELD_BYTES_MAX)) }
}

/// Refuses the cell with which a row becomes longer than [`ROW_BYTES_MAX`].
pub(super) fn check_row(row: u32, index: usize, bytes: usize) -> Result<()> {
    if bytes <= ROW_BYTES_MAX { Ok(()) } else { Err(too_long(row, index, ROW_BYTES_MAX)) }
}

fn too_long(row: u32, index: usize, limit: usize) -> Error {
    Error::ImportFieldTooLong { row, column: super::column_letters(index), limit_bytes: limit as u32 }
}
