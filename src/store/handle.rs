//! Handles that make reading and writing a type.

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
#[derive(Debug)]
pub struct Writer<'c> {
    reader: Reader<'c>,
    stamp: Stamp<'c>,
    entropy: Entropy,
}

impl<'c> Writer<'c> {
    pub(super) fn new(conn: &'c Connection, stamp: Stamp<'c>, entropy: Entropy) -> Writer<'c> {
        Writer { reader: Reader::new(conn), stamp, entropy }
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

    /// [`Writer::execute`] for the rows of posting: `values` stand in the order in which the statement names them, so
    /// that no name is looked up.
    pub fn put(&self, sql: &str, values: Values<'_>) -> Result<()> {
        self.prepare_put(sql)?.put(values)
    }

    /// The statement of [`Writer::put`] for one row after another.
    pub fn prepare_put(&self, sql: &str) -> Result<Put<'c>> {
        Ok(Put(self.prepare(sql)?))
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

/// A statement that writes one row after another.
pub struct Put<'c>(CachedStatement<'c>);

impl fmt::Debug for Put<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Put").field(&*self.0).finish()
    }
}

impl Put<'_> {
    /// Writes one row; `values` stand in the order in which the statement names them.
    pub fn put(&mut self, values: Values<'_>) -> Result<()> {
        for ((name, value), position) in values.iter().zip(1..) {
            debug_assert_eq!(self.0.parameter_name(position), Some(*name), "values out of order");
            self.0.raw_bind_parameter(position, value)?;
        }
        debug_assert_eq!(self.0.parameter_count(), values.len());
        self.0.raw_execute()?;
        Ok(())
    }
}

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}
