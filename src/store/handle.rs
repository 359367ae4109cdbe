//! Handles that make reading and writing a type.

use std::cell::RefCell;
use std::fmt;
use std::ops::Deref;

use rusqlite::{CachedStatement, Connection, Params, Row, ToSql};

use super::UserId;
use crate::calendar::Instant;
use crate::error::{Error, Result};

/// One snapshot of the book.
#[derive(Debug)]
pub struct Reader<'c> {
    conn: &'c Connection,
}

impl<'c> Reader<'c> {
    pub(super) fn new(conn: &'c Connection) -> Reader<'c> {
        Reader { conn }
    }

    /// A prepared statement, kept for the next call with the same text.
    pub fn prepare(&self, sql: &str) -> Result<CachedStatement<'c>> {
        Ok(self.conn.prepare_cached(sql)?)
    }

    /// Every row of the answer.
    pub fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.prepare(sql)?;
        let rows = statement.query_map(params, |row| read(row))?;
        Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
    }

    /// The first row, where there is one.
    pub fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params)?;
        match rows.next()? {
            Some(row) => Ok(Some(read(row)?)),
            None => Ok(None),
        }
    }

    /// The one value of a query that always has one, such as a count.
    pub fn value<T: rusqlite::types::FromSql>(&self, sql: &str, params: impl Params) -> Result<T> {
        Ok(self.prepare(sql)?.query_row(params, |row| row.get(0))?)
    }
}

/// Who writes, when, by which command: what the trail records of a write; and why, where that is asked.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'s> {
    pub actor: UserId,
    pub now: Instant,
    pub command: &'s str,
    /// Why a month that takes adjustments only is posted into.
    pub reason: Option<&'s str>,
}

/// Where the random bytes of a write come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Entropy {
    /// The system; nobody can guess them.
    #[default]
    System,
    /// Derived from the book, the act and its instant, so that the same acts at the same instants make the same chain.
    /// They can be guessed: only for reruns whose instant the caller gives.
    Repeatable,
}

/// The right to write, inside one immediate transaction; reads too.
pub struct Writer<'c> {
    reader: Reader<'c>,
    stamp: Stamp<'c>,
    entropy: Entropy,
    /// Statements of [`Writer::put`].
    kept: RefCell<Vec<(&'static str, CachedStatement<'c>)>>,
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("stamp", &self.stamp).finish_non_exhaustive()
    }
}

impl<'c> Writer<'c> {
    pub(super) fn new(conn: &'c Connection, stamp: Stamp<'c>, entropy: Entropy) -> Writer<'c> {
        Writer { reader: Reader::new(conn), stamp, entropy, kept: RefCell::default() }
    }

    pub fn stamp(&self) -> Stamp<'c> {
        self.stamp
    }

    pub fn entropy(&self) -> Entropy {
        self.entropy
    }

    /// Runs one statement and returns the number of rows it changed.
    pub fn execute(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.prepare(sql)?.execute(params)?)
    }

    /// Inserts one row and returns its key.
    pub fn insert<Of>(&self, sql: &str, params: impl Params) -> Result<super::Id<Of>> {
        self.prepare(sql)?.execute(params)?;
        Ok(self.last_id())
    }

    /// The key of the row inserted last.
    pub fn last_id<Of>(&self) -> super::Id<Of> {
        super::Id::new(self.reader.conn.last_insert_rowid())
    }

    /// [`Writer::execute`] for what a posting writes: the statement is kept for the next row, and `values` stand in the
    /// order in which it names them, so that nothing is looked up. Give a day as its text: bound
    /// as a day it is formatted through a pattern each time.
    pub fn put(&self, sql: &'static str, values: Values<'_>) -> Result<()> {
        let mut kept = self.kept.borrow_mut();
        let position = match kept.iter().position(|(known, _)| std::ptr::eq(*known, sql)) {
            Some(position) => position,
            None => {
                kept.push((sql, self.prepare(sql)?));
                kept.len() - 1
            }
        };
        let statement = &mut kept[position].1;
        for ((name, value), parameter) in values.iter().zip(1..) {
            debug_assert_eq!(statement.parameter_name(parameter), Some(*name), "values out of order");
            statement.raw_bind_parameter(parameter, value)?;
        }
        debug_assert_eq!(statement.parameter_count(), values.len());
        statement.raw_execute()?;
        Ok(())
    }

    /// Runs `body` so that its refusal leaves nothing of its own behind (a savepoint).
    pub fn attempt<T, Refusal: From<Error>>(
        &self,
        body: impl FnOnce(&Writer<'c>) -> std::result::Result<T, Refusal>,
    ) -> std::result::Result<T, Refusal> {
        self.execute("savepoint attempt", [])?;
        let outcome = body(self);
        if outcome.is_err() {
            self.execute("rollback to attempt", [])?;
        }
        self.execute("release attempt", [])?;
        outcome
    }
}

/// Values of a statement, as `named_params!` writes them.
pub type Values<'v> = &'v [(&'v str, &'v dyn ToSql)];

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}
