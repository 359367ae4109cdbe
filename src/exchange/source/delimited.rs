//! Delimited text: RFC 4180 and what programs really write.
//!
//! Lines end with LF, CR LF or CR; a field in quotes may hold delimiters, line ends and doubled quotes;
//! a quote in the middle of a bare field is itself. Text after a closing quote is kept. A quote that is
//! never closed is refused, because it would swallow the rows after it without a word.

use std::io::Read;
use std::path::Path;

use encoding_rs::Encoding;

use super::decoding::{Decoding, encoding_of};
use super::row::{Row, check_length, check_row, check_width};
use super::{COLUMNS_MAX, ReadOptions};
use crate::error::{Error, Result};

const BUFFER_BYTES: usize = 64 * 1024;
const CANDIDATES: [u8; 8] = [b',', b';', b'\t', b'|', b'^', b'~', 0x1F, 0x01];

/// How a text file is laid out.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) encoding: &'static Encoding,
    pub(super) delimiter: u8,
    /// Excel's own hint in a first line `sep=;`, which is no row.
    has_hint: bool,
}

impl Layout {
    pub(super) fn find(path: &Path, options: &ReadOptions) -> Result<Layout> {
        let encoding = encoding_of(path, options.encoding.as_deref())?;
        let chosen = options.delimiter.map(ascii_delimiter).transpose()?;
        let sample =
            Decoding::open(path, encoding)?.sample().map_err(|error| Error::of_file(path, &error))?;
        let hint = match sample.as_slice() {
            [b's', b'e', b'p', b'=', delimiter, b'\r' | b'\n', ..] => Some(*delimiter),
            _ => None,
        };
        let delimiter = chosen.or(hint).unwrap_or_else(|| sniff(&sample));
        Ok(Layout { encoding, delimiter, has_hint: hint.is_some() })
    }

    pub(super) fn rows(&self, path: &Path) -> Result<Records<Decoding>> {
        let mut records = Records::new(Decoding::open(path, self.encoding)?, self.delimiter);
        if self.has_hint {
            records.next_row()?;
        }
        Ok(records)
    }
}

fn ascii_delimiter(chosen: char) -> Result<u8> {
    match u8::try_from(chosen) {
        Ok(byte) if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"\r\n.-".contains(&byte) => {
            Ok(byte)
        }
        _ => Err(Error::FieldInvalid { field: "delimiter".into(), value: chosen.into() }),
    }
}

/// The candidate by which most rows have the same number of columns, more than one; a comma otherwise.
fn sniff(sample: &[u8]) -> u8 {
    let best = CANDIDATES.iter().rev().max_by_key(|&&delimiter| regularity(sample, delimiter));
    best.copied().unwrap_or(b',')
}

/// Rows of the commonest width above one in per mille of all rows, then that width.
fn regularity(sample: &[u8], delimiter: u8) -> (usize, usize) {
    let mut records = Records::new(sample, delimiter);
    let mut widths = std::collections::BTreeMap::<usize, usize>::new();
    let mut rows = 0;
    loop {
        match records.next_row() {
            Ok(Some(row)) if !row.is_empty() => {
                rows += 1;
                *widths.entry(row.len()).or_default() += 1;
            }
            Ok(Some(_)) => {}
            Err(Error::ImportTooWide { .. }) => return (1_000, COLUMNS_MAX + 1),
            Ok(None) | Err(_) => break,
        }
    }
    let commonest =
        widths.into_iter().filter(|&(width, _)| width > 1).max_by_key(|&(width, count)| (count, width));
    commonest.map_or((0, 0), |(width, count)| (count * 1_000 / rows, width))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Bare,
    Quoted,
    QuoteClosed,
}

/// A stream of UTF-8 as rows. Blank lines count but are rows without cells.
#[derive(Debug)]
pub(super) struct Records<R> {
    input: R,
    delimiter: u8,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    number: u32,
    after_return: bool,
}

impl<R: Read> Records<R> {
    pub(super) fn new(input: R, delimiter: u8) -> Records<R> {
        let buffer = vec![0; BUFFER_BYTES];
        Records { input, delimiter, buffer, start: 0, end: 0, number: 0, after_return: false }
    }

    /// The next row, or `None` at the end.
    ///
    /// # Errors
    /// `import_too_wide`, `import_field_too_long`, `import_quote_unclosed`.
    pub(super) fn next_row(&mut self) -> Result<Option<Row>> {
        let mut row = Building::new(self.number.saturating_add(1));
        let mut state = State::FieldStart;
        loop {
            let Some(byte) = self.next_byte()? else {
                if state == State::Quoted {
                    return Err(Error::ImportQuoteUnclosed { row: row.number });
                }
                if row.is_untouched() && state == State::FieldStart {
                    return Ok(None);
                }
                return self.finish(row);
            };
            if std::mem::take(&mut self.after_return) && byte == b'\n' {
                continue;
            }
            state = match (state, byte) {
                (State::Quoted, b'"') => State::QuoteClosed,
                (State::Quoted, _) => {
                    row.push(byte)?;
                    State::Quoted
                }
                (State::FieldStart, b'"') => {
                    row.quoted = true;
                    State::Quoted
                }
                (State::QuoteClosed, b'"') => {
                    row.push(byte)?;
                    State::Quoted
                }
                (_, b'\r' | b'\n') => {
                    self.after_return = byte == b'\r';
                    return self.finish(row);
                }
                (_, byte) if byte == self.delimiter => {
                    row.end_field()?;
                    State::FieldStart
                }
                (_, _) => {
                    row.push(byte)?;
                    State::Bare
                }
            };
        }
    }

    fn finish(&mut self, mut row: Building) -> Result<Option<Row>> {
        self.number = row.number;
        if !row.is_untouched() {
            row.end_field()?;
        }
        let text =
            String::from_utf8(row.text).map_err(|_| Error::ImportUnreadable { reason: "encoding".into() })?;
        Ok(Some(Row::of_buffer(row.number, text, row.ends)))
    }

    fn next_byte(&mut self) -> Result<Option<u8>> {
        if self.start == self.end {
            let read = self.input.read(&mut self.buffer);
            self.start = 0;
            self.end = read.map_err(|error| Error::ImportUnreadable { reason: error.kind().to_string() })?;
            if self.end == 0 {
                return Ok(None);
            }
        }
        let byte = self.buffer[self.start];
        self.start += 1;
        Ok(Some(byte))
    }
}

/// A row on its way.
struct Building {
    number: u32,
    text: Vec<u8>,
    ends: Vec<u32>,
    field_start: usize,
    quoted: bool,
}

impl Building {
    fn new(number: u32) -> Building {
        Building { number, text: Vec::new(), ends: Vec::new(), field_start: 0, quoted: false }
    }

    /// No byte and no quote yet: a blank line so far.
    fn is_untouched(&self) -> bool {
        self.text.is_empty() && self.ends.is_empty() && !self.quoted
    }

    fn push(&mut self, byte: u8) -> Result<()> {
        self.text.push(byte);
        check_length(self.number, self.ends.len(), self.text.len() - self.field_start)?;
        check_row(self.number, self.ends.len(), self.text.len())
    }

    fn end_field(&mut self) -> Result<()> {
        check_width(self.number, self.ends.len())?;
        self.ends.push(self.text.len() as u32);
        self.field_start = self.text.len();
        Ok(())
    }
}
