//! Files that can only be read: a book without the right to write it, on a read-only disk, or another program's.
//!
//! SQLite keeps a shared index beside a book in use, which it cannot make in a place that may not be written. Where no
//! write-ahead log lies beside the file, nothing is waiting in it, and the file is read as it lies (`immutable`), so
//! that nothing is left beside it. Whoever may write it can still change it: [`Look`] tells.

use std::path::Path;
use std::time::UNIX_EPOCH;

use rusqlite::{Connection, OpenFlags};

use super::{APPLICATION_ID, configure_reading, display};
use crate::error::{Error, Result};

/// Opens a SQLite file so that nothing can be written and nothing is left beside it.
pub fn open_reading(path: &Path) -> rusqlite::Result<Connection> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let plain = whole.to_string_lossy().replace('\\', if cfg!(windows) { "/" } else { "\\" });
    let encoded = plain.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let root = if cfg!(windows) { "/" } else { "" };
    let way = if log_bytes(path) > 0 { "" } else { "&immutable=1" };
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(format!("file:{root}{encoded}?mode=ro{way}"), flags)
}

/// A connection to a book that can only be read.
///
/// # Errors
/// `book_forbidden` where it may not even be read; `book_read_only` where a log lies beside it that nobody can take
/// in here; `not_a_book`.
pub(super) fn connect(path: &Path) -> Result<Connection> {
    let forbidden = |error: rusqlite::Error| match Error::from(error) {
        Error::BookReadOnly { .. } => Error::BookForbidden { path: display(path) },
        other => super::located(path, other),
    };
    let conn = open_reading(path).map_err(forbidden)?;
    let found: i64 = conn
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|error| super::located(path, error.into()))?;
    if found != APPLICATION_ID {
        return Err(Error::NotABook { path: display(path) });
    }
    configure_reading(&conn)?;
    Ok(conn)
}

/// What the outside of a book looks like; another look tells whether anybody has written meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    bytes: u64,
    changed_at_nanos: u128,
    log_bytes: u64,
}

impl Look {
    pub(super) fn at(path: &Path) -> Look {
        let about = std::fs::metadata(path).ok();
        let changed_at = about.as_ref().and_then(|about| about.modified().ok());
        let since = changed_at.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        Look {
            bytes: about.map_or(0, |about| about.len()),
            changed_at_nanos: since.map_or(0, |since| since.as_nanos()),
            log_bytes: log_bytes(path),
        }
    }

    /// No log lies beside the file: it is read as it lies.
    pub(super) fn is_frozen(&self) -> bool {
        self.log_bytes == 0
    }

    /// A number that differs where two looks differ, but for a chance of one in billions.
    pub(super) fn version(&self) -> i64 {
        let folded = self.changed_at_nanos ^ u128::from(self.bytes);
        i64::try_from(folded & 0x7fff_ffff_ffff_ffff).unwrap_or_default()
    }
}

fn log_bytes(path: &Path) -> u64 {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).map_or(0, |about| about.len())
}
