//! The file: opening, making, migrating and backing up a book, and the handles that read and write it.
//!
//! Guarantees: a book opens only if it is one of ours and not newer than the program; an older one is copied
//! beside itself before it is migrated; a [`Writer`] exists only inside an immediate transaction and a
//! [`Reader`] only inside one snapshot, so no room can write by accident or read two states at once.

mod backup;
mod decimal_sum;
mod handle;
mod holder;
mod id;
mod job;
mod query;
pub mod search;
mod setting;

pub use backup::{Backup, back_up, check_backup, restore, synchronised_folder};
pub use handle::{Reader, Stamp, Writer};
pub use id::{
    AccountId, AttachmentId, CompanyVersionId, DocumentId, DraftId, Id, ImportRunId, ItemId, ItemVersionId,
    JobId, OpenItemId, PartyId, PartyVersionId, Seq, TaxId, UserId,
};
pub use job::{abandoned_jobs, end_job, start_job};
pub use query::{Page, Query};
pub use setting::{set_setting, setting};

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::error::{Error, Result};

/// `KZ客` as a number: the file's `application_id`.
const APPLICATION_ID: i64 = 0x4B5A_5BA2;
/// How long a writer waits for another program before it says who holds the book.
const BUSY_WAIT: Duration = Duration::from_secs(5);
const CACHE_KIB: i64 = 32 * 1024;
const STATEMENTS_KEPT: usize = 256;
/// Readers kept open between calls; more are opened when needed and closed afterwards.
const READERS_KEPT: usize = 3;

/// The released migrations in order, each with its file name; `tests/house` freezes them.
pub const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_book.sql", include_str!("../../migrations/0001_book.sql")),
    ("0002_events.sql", include_str!("../../migrations/0002_events.sql")),
    ("0004_taxes_periods.sql", include_str!("../../migrations/0004_taxes_periods.sql")),
];

/// A key for an encrypted book. Accepted from the start so that no caller changes when encryption comes;
/// until then [`Book::open`] refuses one with `encryption_unavailable`.
#[derive(Debug)]
pub struct Key(pub String);

/// An open book: one writing connection, a few reading ones.
#[derive(Debug)]
pub struct Book {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl Book {
    /// Makes an empty book with the whole schema. The caller fills in company, chart and owner.
    ///
    /// # Errors
    /// `book_exists`, `book_read_only`, `disk_full`.
    pub fn create(path: &Path, key: Option<&Key>) -> Result<Book> {
        refuse_key(key)?;
        if path.exists() {
            return Err(Error::BookExists { path: display(path) });
        }
        let mut conn = Connection::open(path).map_err(|error| located(path, error.into()))?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        configure(&conn)?;
        migrate(&mut conn)?;
        Ok(Book::from_connection(path, conn))
    }

    /// Opens a book; migrates an older one after copying it to `NAME.before-N.kz`.
    ///
    /// # Errors
    /// `book_missing`, `not_a_book`, `book_newer`, `book_damaged`, `book_read_only`, `encryption_unavailable`.
    pub fn open(path: &Path, key: Option<&Key>) -> Result<Book> {
        refuse_key(key)?;
        if !path.exists() {
            return Err(Error::BookMissing { path: display(path) });
        }
        let mut conn = connect(path)?;
        let known = MIGRATIONS.len() as i64;
        let found = version(&conn)?;
        if found > known {
            return Err(Error::BookNewer { found, known });
        }
        if found < known {
            let copy = path.with_extension(format!("before-{known}.kz"));
            backup::copy(&conn, &copy)?;
            migrate(&mut conn)?;
        }
        Ok(Book::from_connection(path, conn))
    }

    fn from_connection(path: &Path, conn: Connection) -> Book {
        Book { path: path.to_owned(), writer: Mutex::new(conn), readers: Mutex::new(Vec::new()) }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `body` on one snapshot of the book.
    pub fn read<T>(&self, body: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let kept = lock(&self.readers).pop();
        let conn = match kept {
            Some(conn) => conn,
            None => connect(&self.path)?,
        };
        let outcome = {
            let snapshot = conn.unchecked_transaction().map_err(|error| located(&self.path, error.into()))?;
            body(&Reader::new(&snapshot))
        };
        let mut readers = lock(&self.readers);
        if readers.len() < READERS_KEPT {
            readers.push(conn);
        }
        outcome
    }

    /// Runs `body` in one immediate transaction: all of it is written durably, or nothing.
    ///
    /// # Errors
    /// `book_busy` with the holder where another program writes for longer than five seconds.
    pub fn write<T>(&self, stamp: Stamp<'_>, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        let mut conn = lock(&self.writer);
        let transaction = conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| self.name_holder(error.into()))?;
        let outcome = body(&Writer::new(&transaction, stamp))?;
        transaction.commit().map_err(|error| self.name_holder(error.into()))?;
        Ok(outcome)
    }

    /// Runs `body` as [`Book::write`] does and takes everything back: what it returns is what would happen.
    pub fn rehearse<T>(&self, stamp: Stamp<'_>, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        let mut conn = lock(&self.writer);
        let transaction = conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| self.name_holder(error.into()))?;
        let outcome = body(&Writer::new(&transaction, stamp))?;
        transaction.rollback()?;
        Ok(outcome)
    }

    /// Changes when any program, this one included, has written to the file.
    pub fn data_version(&self) -> Result<i64> {
        let conn = lock(&self.writer);
        let own = conn.total_changes() as i64;
        let others: i64 = conn.query_row("pragma data_version", [], |row| row.get(0))?;
        Ok(own.wrapping_add(others << 32))
    }

    /// Checkpoints the write-ahead log, so that one file remains to copy. What was written is durable without it:
    /// where another program has the book open or it cannot be written, the log simply stays beside it.
    pub fn close(self) -> Result<()> {
        lock(&self.readers).clear();
        let conn = self.writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        conn.busy_timeout(Duration::ZERO)?;
        for tidying in ["pragma optimize = 0x10002", "pragma wal_checkpoint(truncate)"] {
            match conn.execute_batch(tidying).map_err(Error::from) {
                Ok(()) | Err(Error::BookBusy { .. } | Error::BookReadOnly { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        conn.close().map_err(|(_, error)| error.into())
    }

    pub(crate) fn writer_connection(&self) -> MutexGuard<'_, Connection> {
        lock(&self.writer)
    }

    fn name_holder(&self, error: Error) -> Error {
        match error {
            Error::BookBusy { waited_seconds, .. } => {
                Error::BookBusy { waited_seconds, holder: holder::find(&self.path) }
            }
            other => located(&self.path, other),
        }
    }
}

fn refuse_key(key: Option<&Key>) -> Result<()> {
    if key.is_some() { Err(Error::EncryptionUnavailable) } else { Ok(()) }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens a connection to an existing book and checks that it is one.
fn connect(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(|error| located(path, error.into()))?;
    let found: i64 = conn
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|error| located(path, error.into()))?;
    if found != APPLICATION_ID {
        return Err(Error::NotABook { path: display(path) });
    }
    configure(&conn).map_err(|error| located(path, error))?;
    Ok(conn)
}

fn configure(conn: &Connection) -> Result<()> {
    conn.busy_timeout(BUSY_WAIT)?;
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    decimal_sum::register(conn)
}

fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn migrate(conn: &mut Connection) -> Result<()> {
    let steps = MIGRATIONS.iter().map(|(_, sql)| M::up(sql)).collect();
    Migrations::new(steps).to_latest(conn).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => Error::BookDamaged { reason: other.to_string() },
    })
}

/// Names the file in errors that do not know it.
fn located(path: &Path, error: Error) -> Error {
    match error {
        Error::NotABook { .. } => Error::NotABook { path: display(path) },
        other => other,
    }
}

fn display(path: &Path) -> String {
    path.display().to_string()
}
