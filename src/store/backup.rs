//! Copies of a book that are proven to open.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{APPLICATION_ID, Book, SCHEMA, display, version};
use crate::error::{Error, Result};

const PAGES_PER_STEP: i32 = 4096;

/// A copy that was opened and checked after it was written.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Backup {
    pub path: String,
    #[ts(type = "number")]
    pub bytes: u64,
    /// The last act it holds.
    pub seq: super::Seq,
}

/// Copies the book while it is in use, then opens the copy and checks it.
///
/// # Errors
/// `file_forbidden`, `file_unusable` where the place cannot be written; `book_damaged` where the copy does not check.
pub fn back_up(book: &Book, destination: &Path) -> Result<Backup> {
    if destination.exists() {
        return Err(Error::BookExists { path: display(destination) });
    }
    let partial = destination.with_extension("partial");
    remove_if_there(&partial)?;
    let made = copy(&book.writer_connection(), &partial).and_then(|()| check_backup(&partial));
    let checked = match made {
        Ok(checked) => checked,
        Err(error) => {
            remove_if_there(&partial)?;
            remove_if_there(&destination.with_extension("partial-journal"))?;
            return Err(error);
        }
    };
    std::fs::rename(&partial, destination).map_err(|error| Error::of_file(destination, &error))?;
    Ok(Backup { path: display(destination), ..checked })
}

/// Opens a copy read-only and checks its structure and keys.
pub fn check_backup(path: &Path) -> Result<Backup> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if !path.exists() {
        return Err(Error::BookMissing { path: display(path) });
    }
    let conn = Connection::open_with_flags(path, flags)?;
    let read = |error: rusqlite::Error| match Error::from(error) {
        Error::NotABook { .. } => Error::NotABook { path: display(path) },
        other => other,
    };
    let found: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(read)?;
    if found != APPLICATION_ID {
        return Err(Error::NotABook { path: display(path) });
    }
    let made_by = version(&conn)?;
    if made_by > SCHEMA {
        return Err(Error::BookNewer { found: made_by, known: SCHEMA });
    }
    let verdict: String = conn.query_row("pragma integrity_check", [], |row| row.get(0)).map_err(read)?;
    if verdict != "ok" {
        return Err(Error::BookDamaged { reason: verdict });
    }
    let seq = conn.query_row("select coalesce(max(seq), 0) from trail", [], |row| row.get(0))?;
    let bytes = std::fs::metadata(path).map_err(|error| Error::of_file(path, &error))?.len();
    Ok(Backup { path: display(path), bytes, seq })
}

/// Puts a checked backup in the place of a book that does not exist yet.
pub fn restore(backup: &Path, book: &Path) -> Result<Backup> {
    if book.exists() {
        return Err(Error::BookExists { path: display(book) });
    }
    let checked = check_backup(backup)?;
    std::fs::copy(backup, book).map_err(|error| Error::of_file(book, &error))?;
    Ok(Backup { path: display(book), ..checked })
}

/// The name of the file-synchronising service whose folder holds `path`; copying a live database from under
/// it can damage it, so the window warns.
pub fn synchronised_folder(path: &Path) -> Option<&'static str> {
    const SERVICES: [&str; 9] = [
        "OneDrive",
        "Dropbox",
        "Google Drive",
        "iCloud",
        "Nutstore",
        "坚果云",
        "BaiduSyncdisk",
        "Nextcloud",
        "WPSDrive",
    ];
    let whole = path.to_string_lossy();
    SERVICES.into_iter().find(|service| whole.contains(service))
}

pub(super) fn copy(source: &Connection, destination: &Path) -> Result<()> {
    let mut target = Connection::open(destination).map_err(|error| match Error::from(error) {
        Error::BookReadOnly { .. } => Error::FileForbidden { path: display(destination) },
        other => other,
    })?;
    let copying = rusqlite::backup::Backup::new(source, &mut target)?;
    copying.run_to_completion(PAGES_PER_STEP, Duration::ZERO, None)?;
    drop(copying);
    target.pragma_update(None, "journal_mode", "delete")?;
    target.close().map_err(|(_, error)| error.into())
}

fn remove_if_there(path: &PathBuf) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::of_file(path, &error)),
        _ => Ok(()),
    }
}
