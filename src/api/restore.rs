//! A book from a copy of it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};
use crate::exchange::export;
use crate::store::{self, Backup};

/// Puts a book in a place where there is none: a backup as it is, or the book that a JSON export holds.
///
/// # Errors
/// What [`store::restore`] and [`export::restore`] refuse.
pub fn restore(copy: &Path, book: &Path) -> Result<Backup> {
    if is_json(copy)? { export::restore(copy, book) } else { store::restore(copy, book) }
}

/// SQLite files begin with a word of their own.
fn is_json(copy: &Path) -> Result<bool> {
    let mut beginning = Vec::new();
    match File::open(copy).and_then(|file| file.take(64).read_to_end(&mut beginning)) {
        Ok(_) => Ok(beginning.trim_ascii_start().starts_with(b"{")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Error::BookMissing { path: copy.display().to_string() })
        }
        Err(error) => Err(Error::of_file(copy, &error)),
    }
}
