//! Rows of one number together, in the order in which the numbers first appear.
//!
//! A first pass over the file looks at the numbers only. Where each number's rows stand together, the second
//! pass streams them; where they do not, the rows are sorted in a temporary SQLite table on disk. Memory
//! holds the rows of one number, and eight bytes for each number during the first pass.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::{Connection, named_params};

use super::super::mapping::BoundExpression;
use super::super::source::{Row, Rows, Source};
use crate::error::{Error, Result};

/// Groups one after another; ends after its first error.
#[derive(Debug)]
pub(super) struct Groups {
    rows: Ordered,
    number: BoundExpression,
    /// The first row of the next group.
    waiting: Option<(String, Row)>,
    lines_max: usize,
}

#[derive(Debug)]
enum Ordered {
    AsInFile(Rows),
    Sorted(Sorted),
}

/// Rows in a temporary table, read back page by page.
#[derive(Debug)]
struct Sorted {
    connection: Connection,
    page: std::vec::IntoIter<Row>,
    after: i64,
}

const PAGE_ROWS: i64 = 500;

/// Groups the rows of a source by what `number` gives.
///
/// # Errors
/// What [`Source::rows`] refuses; `file_unusable` where the disk has no room for sorting.
pub(super) fn group(source: &Source, number: &BoundExpression, lines_max: usize) -> Result<Groups> {
    let rows = if stand_together(source, number)? {
        Ordered::AsInFile(source.rows()?)
    } else {
        Ordered::Sorted(Sorted::of(source, number)?)
    };
    Ok(Groups { rows, number: number.clone(), waiting: None, lines_max })
}

fn number_of(number: &BoundExpression, row: &Row) -> String {
    // A number that cannot be computed is refused with its row, by the field.
    number.value(row).map_or_else(|_| String::new(), |value| value.into_text().trim().to_owned())
}

/// Whether no number comes back after another one. Numbers are compared by a 64-bit digest: two that
/// collide cause a sort that was not needed, nothing worse.
fn stand_together(source: &Source, number: &BoundExpression) -> Result<bool> {
    let mut seen = BTreeSet::new();
    let mut last = None;
    for row in source.rows()? {
        // What is wrong with the file is told by the second pass, after the rows before it.
        let Ok(row) = row else { return Ok(true) };
        let mut hasher = DefaultHasher::new();
        number_of(number, &row).hash(&mut hasher);
        let digest = hasher.finish();
        if last != Some(digest) && !seen.insert(digest) {
            return Ok(false);
        }
        last = Some(digest);
    }
    Ok(true)
}

impl Iterator for Groups {
    type Item = Result<Vec<Row>>;

    fn next(&mut self) -> Option<Result<Vec<Row>>> {
        self.next_group().transpose()
    }
}

impl Groups {
    fn next_group(&mut self) -> Result<Option<Vec<Row>>> {
        let (number, first) = match self.waiting.take() {
            Some(waiting) => waiting,
            None => match self.next_row()? {
                Some(row) => (number_of(&self.number, &row), row),
                None => return Ok(None),
            },
        };
        let mut group = vec![first];
        while let Some(row) = self.next_row()? {
            let next = number_of(&self.number, &row);
            // Rows without a number belong to nobody; each is refused on its own.
            if next != number || next.is_empty() {
                self.waiting = Some((next, row));
                break;
            }
            if group.len() == self.lines_max {
                let limit = u32::try_from(self.lines_max).unwrap_or(u32::MAX);
                return Err(Error::ImportTooManyLines { number, limit });
            }
            group.push(row);
        }
        Ok(Some(group))
    }

    fn next_row(&mut self) -> Result<Option<Row>> {
        match &mut self.rows {
            Ordered::AsInFile(rows) => rows.next().transpose(),
            Ordered::Sorted(sorted) => sorted.next_row(),
        }
    }
}

impl Sorted {
    fn of(source: &Source, number: &BoundExpression) -> Result<Sorted> {
        Sorted::fill(source, number).map_err(|error| match error {
            // The temporary table is no book: its troubles are the disk's.
            Error::Database { reason } | Error::BookDamaged { reason } => {
                Error::FileUnusable { path: std::env::temp_dir().display().to_string(), reason }
            }
            Error::BookReadOnly { .. } => {
                Error::FileForbidden { path: std::env::temp_dir().display().to_string() }
            }
            other => other,
        })
    }

    fn fill(source: &Source, number: &BoundExpression) -> Result<Sorted> {
        // An empty name is a private database in a temporary file, which SQLite removes.
        let mut connection = Connection::open("")?;
        let transaction = connection.transaction()?;
        transaction.execute_batch(
            "create table row (position integer primary key, number text, cells text) strict;",
        )?;
        {
            let mut insert = transaction
                .prepare("insert into row (position, number, cells) values (:position, :number, :cells)")?;
            for row in source.rows()? {
                let row = row?;
                let cells: Vec<&str> = row.cells().collect();
                insert.execute(named_params! {
                    ":position": row.number(),
                    ":number": number_of(number, &row),
                    ":cells": serde_json::Value::from(cells).to_string(),
                })?;
            }
        }
        transaction.execute_batch(
            "create table ordered (place integer primary key, position integer, cells text) strict;
             insert into ordered (position, cells) select position, cells from row
             order by min(position) over (partition by number), position;",
        )?;
        transaction.commit()?;
        Ok(Sorted { connection, page: Vec::new().into_iter(), after: 0 })
    }

    fn next_row(&mut self) -> Result<Option<Row>> {
        if let Some(row) = self.page.next() {
            return Ok(Some(row));
        }
        let mut statement = self.connection.prepare_cached(
            "select place, position, cells from ordered where place > :after order by place limit :rows",
        )?;
        let mut records = statement.query(named_params! {":after": self.after, ":rows": PAGE_ROWS})?;
        let mut page = Vec::new();
        while let Some(record) = records.next()? {
            self.after = record.get("place")?;
            let cells: Vec<String> =
                serde_json::from_str(&record.get::<_, String>("cells")?).map_err(Error::unexpected)?;
            page.push(Row::of_cells(record.get("position")?, cells.iter().map(String::as_str)));
        }
        drop(records);
        drop(statement);
        self.page = page.into_iter();
        Ok(self.page.next())
    }
}
