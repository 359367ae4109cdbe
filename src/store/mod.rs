//! The file: opening, making, migrating and backing up a book, and the handles that read and write it.
//!
//! Guarantees: a book opens only if it is one of ours and not newer than the program; an older one is copied
//! beside itself before it is migrated; a [`Writer`] exists only inside an immediate transaction and a
//! [`Reader`] only inside one snapshot, so no room can write by accident or read two states at once.

mod backup;
mod decimal_sum;
mod fragments;
mod handle;
mod holder;
mod id;
mod job;
mod query;
mod reading;
pub mod search;
mod setting;

pub use backup::{Backup, back_up, check_backup, restore, synchronised_folder};
pub use fragments::Fragments;
pub use handle::{Entropy, Reader, Stamp, Values, Writer};
pub use id::{
    AccountId, AttachmentId, ClassDefaultId, CompanyVersionId, ContractId, DocumentId, DraftId, Id,
    ImportRunId, ItemId, ItemVersionId, JobId, LeadId, LostReasonId, OpenItemId, OpportunityId, PartyId,
    PartyVersionId, PipelineId, PriceListId, RecurringId, SegmentId, Seq, StageId, TaskId, TaxId, UserId,
};
pub use job::{abandoned_jobs, end_job, process_runs, start_job};
pub use query::{Page, Query};
pub use reading::open_reading;
pub use setting::{set_setting, setting};

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::error::{Error, Result};
use reading::Look;

/// `KZ客` as a number: the file's `application_id`.
const APPLICATION_ID: i64 = 0x4B5A_5BA2;
/// How long a writer waits for another program before it says who holds the book.
const BUSY_WAIT: Duration = Duration::from_secs(5);
const CACHE_KIB: i64 = 64 * 1024;
/// Pages of log after which a commit copies them into the book (16 MiB): what is posted in bulk touches the same pages
/// again and again, and each is copied once.
const CHECKPOINT_PAGES: i64 = 4096;
const STATEMENTS_KEPT: usize = 256;
/// Readers kept open between calls; more are opened when needed and closed afterwards.
const READERS_KEPT: usize = 3;

/// The released migrations in order, each with its file name; `tests/house` freezes them.
pub const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_book.sql", include_str!("../../migrations/0001_book.sql")),
    ("0002_events.sql", include_str!("../../migrations/0002_events.sql")),
    ("0003_discounts.sql", include_str!("../../migrations/0003_discounts.sql")),
    ("0004_supplier_numbers.sql", include_str!("../../migrations/0004_supplier_numbers.sql")),
    ("0005_taxes.sql", include_str!("../../migrations/0005_taxes.sql")),
    ("0006_kept_by_month.sql", include_str!("../../migrations/0006_kept_by_month.sql")),
    ("0007_early_payment.sql", include_str!("../../migrations/0007_early_payment.sql")),
    ("0008_periods.sql", include_str!("../../migrations/0008_periods.sql")),
    ("0009_allowance.sql", include_str!("../../migrations/0009_allowance.sql")),
    ("0010_vat.sql", include_str!("../../migrations/0010_vat.sql")),
    ("0011_recurring.sql", include_str!("../../migrations/0011_recurring.sql")),
    ("0012_instalments.sql", include_str!("../../migrations/0012_instalments.sql")),
    ("0013_deposits.sql", include_str!("../../migrations/0013_deposits.sql")),
    ("0014_sent_statements.sql", include_str!("../../migrations/0014_sent_statements.sql")),
    ("0015_vat_as_known.sql", include_str!("../../migrations/0015_vat_as_known.sql")),
    ("0016_loss_segments.sql", include_str!("../../migrations/0016_loss_segments.sql")),
    ("0017_rescheduling.sql", include_str!("../../migrations/0017_rescheduling.sql")),
    ("0018_quotes.sql", include_str!("../../migrations/0018_quotes.sql")),
    ("0019_contacts.sql", include_str!("../../migrations/0019_contacts.sql")),
    ("0020_activities.sql", include_str!("../../migrations/0020_activities.sql")),
    ("0021_party_facts.sql", include_str!("../../migrations/0021_party_facts.sql")),
    ("0022_net_sales.sql", include_str!("../../migrations/0022_net_sales.sql")),
    ("0023_classes.sql", include_str!("../../migrations/0023_classes.sql")),
    ("0024_pipeline.sql", include_str!("../../migrations/0024_pipeline.sql")),
    ("0025_orders.sql", include_str!("../../migrations/0025_orders.sql")),
    ("0026_next_steps.sql", include_str!("../../migrations/0026_next_steps.sql")),
    ("0027_credit.sql", include_str!("../../migrations/0027_credit.sql")),
    ("0028_found_at_once.sql", include_str!("../../migrations/0028_found_at_once.sql")),
    ("0029_price_source.sql", include_str!("../../migrations/0029_price_source.sql")),
    ("0030_customer_defaults.sql", include_str!("../../migrations/0030_customer_defaults.sql")),
    ("0031_commitments.sql", include_str!("../../migrations/0031_commitments.sql")),
    ("0032_dunning.sql", include_str!("../../migrations/0032_dunning.sql")),
    ("0033_reconciliation.sql", include_str!("../../migrations/0033_reconciliation.sql")),
    ("0034_cash.sql", include_str!("../../migrations/0034_cash.sql")),
    ("0035_assessments.sql", include_str!("../../migrations/0035_assessments.sql")),
    ("0036_mail.sql", include_str!("../../migrations/0036_mail.sql")),
    ("0037_paper_templates.sql", include_str!("../../migrations/0037_paper_templates.sql")),
];

/// The version of the schema that this program writes: `user_version` of the file.
pub const SCHEMA: i64 = MIGRATIONS.len() as i64;

/// A key for an encrypted book. Accepted from the start so that no caller changes when encryption comes;
/// until then [`Book::open`] refuses one with `encryption_unavailable`.
#[derive(Debug)]
pub struct Key(pub String);

/// An open book: one writing connection, a few reading ones. Where the file or its folder may not be written, the
/// book is open for reading only and the writing connection only reads.
#[derive(Debug)]
pub struct Book {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    /// The file as it was when the connections of a read-only book were opened.
    read_only: Option<Mutex<Look>>,
    entropy: Entropy,
}

impl Book {
    /// Makes an empty book with the whole schema. The caller fills in company, chart and owner.
    ///
    /// # Errors
    /// `book_exists`, `book_read_only`, `disk_full`.
    pub fn create(path: &Path, key: Option<&Key>) -> Result<Book> {
        refuse_key(key)?;
        Book::create_at(path, SCHEMA)
    }

    /// Makes an empty book as a program of that schema would have made it, for data that was written then.
    /// [`Book::bring_up_to_date`] follows.
    pub fn create_at(path: &Path, schema: i64) -> Result<Book> {
        if path.exists() {
            return Err(Error::BookExists { path: display(path) });
        }
        let mut conn = Connection::open(path).map_err(|error| located(path, error.into()))?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)
            .map_err(|error| located(path, error.into()))?;
        configure(&conn)?;
        migrate(&mut conn, schema)?;
        Ok(Book::from_connection(path, conn, None))
    }

    /// Migrates a book that was made at an older schema.
    pub fn bring_up_to_date(&self) -> Result<()> {
        migrate(&mut lock(&self.writer), SCHEMA)
    }

    /// Opens a book; migrates an older one after copying it to `NAME.before-N.kz`. One that may not be written is
    /// opened for reading only.
    ///
    /// # Errors
    /// `book_missing`, `not_a_book`, `book_newer`, `book_damaged`, `encryption_unavailable`; `book_forbidden` where it
    /// may not be read, `book_read_only` where it is older and may not be migrated.
    pub fn open(path: &Path, key: Option<&Key>) -> Result<Book> {
        Book::open_as(path, key, connect)
    }

    /// Opens a book to look at only, whoever may write it: a closed year, a copy that was handed over.
    ///
    /// # Errors
    /// What [`Book::open`] refuses; `book_read_only` where it is older and would have to be migrated.
    pub fn open_to_read(path: &Path, key: Option<&Key>) -> Result<Book> {
        Book::open_as(path, key, |path| Err(Error::BookReadOnly { path: display(path) }))
    }

    fn open_as(
        path: &Path,
        key: Option<&Key>,
        connect: impl FnOnce(&Path) -> Result<Connection>,
    ) -> Result<Book> {
        refuse_key(key)?;
        match std::fs::metadata(path) {
            Ok(about) if about.is_file() => {}
            Ok(_) => return Err(Error::NotABook { path: display(path) }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::BookMissing { path: display(path) });
            }
            Err(_) => return Err(Error::BookForbidden { path: display(path) }),
        }
        let seen = Look::at(path);
        let (mut conn, read_only) = match connect(path) {
            Err(Error::BookReadOnly { .. }) => (reading::connect(path)?, Some(seen)),
            outcome => (outcome?, None),
        };
        let found = version(&conn)?;
        if found > SCHEMA {
            return Err(Error::BookNewer { found, known: SCHEMA });
        }
        if found < SCHEMA && read_only.is_some() {
            return Err(Error::BookReadOnly { path: display(path) });
        }
        if found < SCHEMA {
            let copy = path.with_extension(format!("before-{SCHEMA}.kz"));
            backup::copy(&conn, &copy)?;
            migrate(&mut conn, SCHEMA)?;
        }
        Ok(Book::from_connection(path, conn, read_only))
    }

    fn from_connection(path: &Path, conn: Connection, read_only: Option<Look>) -> Book {
        Book {
            path: path.to_owned(),
            writer: Mutex::new(conn),
            readers: Mutex::new(Vec::new()),
            read_only: read_only.map(Mutex::new),
            entropy: Entropy::System,
        }
    }

    /// The book as it writes with [`Entropy::Repeatable`].
    #[must_use]
    pub fn repeatable(self) -> Book {
        Book { entropy: Entropy::Repeatable, ..self }
    }

    /// Whether the book can be read and nothing else.
    pub fn is_read_only(&self) -> bool {
        self.read_only.is_some()
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `body` on one snapshot of the book.
    ///
    /// # Errors
    /// `book_busy` where a book that is open for reading only was written by another program meanwhile.
    pub fn read<T>(&self, body: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let frozen = self.frozen()?;
        let kept = lock(&self.readers).pop();
        let conn = match kept {
            Some(conn) => conn,
            None if self.is_read_only() => reading::connect(&self.path)?,
            None => connect(&self.path)?,
        };
        let outcome = {
            let snapshot = conn.unchecked_transaction().map_err(|error| located(&self.path, error.into()))?;
            body(&Reader::new(&snapshot))
        };
        if frozen.is_some_and(|seen| seen != Look::at(&self.path)) {
            return Err(Error::BookBusy { waited_seconds: 0, holder: holder::find(&self.path) });
        }
        let mut readers = lock(&self.readers);
        if readers.len() < READERS_KEPT {
            readers.push(conn);
        }
        outcome
    }

    /// Runs `body` in one immediate transaction: all of it is written durably, or nothing.
    ///
    /// # Errors
    /// `book_busy` with the holder where another program writes for longer than five seconds; `book_read_only`.
    pub fn write<T>(&self, stamp: Stamp<'_>, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        self.refuse_read_only()?;
        let mut conn = lock(&self.writer);
        let transaction = conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| self.name_holder(error.into()))?;
        let outcome = body(&Writer::new(&transaction, stamp, self.entropy))
            .map_err(|error| located(&self.path, error))?;
        transaction.commit().map_err(|error| self.name_holder(error.into()))?;
        Ok(outcome)
    }

    /// Runs `body` as [`Book::write`] does and takes everything back: what it returns is what would happen.
    pub fn rehearse<T>(&self, stamp: Stamp<'_>, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        self.refuse_read_only()?;
        let mut conn = lock(&self.writer);
        let transaction = conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| self.name_holder(error.into()))?;
        let outcome = body(&Writer::new(&transaction, stamp, self.entropy))?;
        transaction.rollback()?;
        Ok(outcome)
    }

    /// Changes when any program, this one included, has written to the file.
    pub fn data_version(&self) -> Result<i64> {
        if let Some(seen) = self.frozen()? {
            return Ok(seen.version());
        }
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
        if self.read_only.is_some() {
            return conn.close().map_err(|(_, error)| error.into());
        }
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

    fn refuse_read_only(&self) -> Result<()> {
        if self.read_only.is_none() {
            return Ok(());
        }
        Err(Error::BookReadOnly { path: display(&self.path) })
    }

    /// How a book lies there that is read as it lies. Where it has changed, its connections, which would not notice,
    /// are opened anew; `None` for a book whose connections notice for themselves.
    fn frozen(&self) -> Result<Option<Look>> {
        let Some(opened) = &self.read_only else { return Ok(None) };
        let mut opened = lock(opened);
        if !opened.is_frozen() {
            return Ok(None);
        }
        let now = Look::at(&self.path);
        if *opened != now {
            *lock(&self.writer) = reading::connect(&self.path)?;
            lock(&self.readers).clear();
            *opened = now;
        }
        Ok(now.is_frozen().then_some(now))
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
    // SQLite opens what may not be written for reading without a word.
    if conn.is_readonly("main")? {
        return Err(Error::BookReadOnly { path: display(path) });
    }
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
    configure_reading(conn)?;
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    Ok(())
}

/// What a connection that only reads needs too.
fn configure_reading(conn: &Connection) -> Result<()> {
    conn.busy_timeout(BUSY_WAIT)?;
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    // A plan depends on no value that is bound: a statement with a bound limit would be prepared anew each time it runs.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    decimal_sum::register(conn)?;
    search::register(conn)
}

fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn migrate(conn: &mut Connection, schema: i64) -> Result<()> {
    let steps = MIGRATIONS.iter().map(|(_, sql)| M::up(sql)).collect();
    let version = usize::try_from(schema).unwrap_or_default();
    Migrations::new(steps).to_version(conn, version).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => Error::BookDamaged { reason: other.to_string() },
    })
}

/// Names the file in errors that do not know it.
fn located(path: &Path, error: Error) -> Error {
    match error {
        Error::NotABook { .. } => Error::NotABook { path: display(path) },
        Error::BookReadOnly { path: unnamed } if unnamed.is_empty() => {
            Error::BookReadOnly { path: display(path) }
        }
        other => other,
    }
}

fn display(path: &Path) -> String {
    path.display().to_string()
}
