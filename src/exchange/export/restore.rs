//! The same book again, from its JSON.
//!
//! The file is read as a stream, in one transaction, into a book of the schema it was written from, which is then
//! brought up to date like any older book. It counts once the proof holds and the chain ends where the file says.

use std::cell::RefCell;
use std::fmt;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use rusqlite::types::Value as Stored;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::dump::{FORM, NAME, Table, tables};
use crate::audit;
use crate::calendar::Instant;
use crate::error::{Error, Result};
use crate::inspection;
use crate::store::{Backup, Book, SCHEMA, Stamp, UserId, Writer};
use crate::{catalog, parties};

/// Makes a book of a JSON file, at a path where none is yet. Nobody has a password in it.
///
/// # Errors
/// `book_exists`; `not_a_book` for another file, `book_newer` for one of a later program, `input_not_json` and
/// `book_damaged` for one that was cut or changed, `proof_failed` where the books in it do not prove themselves. No
/// file remains then.
pub fn restore(file: &Path, path: &Path) -> Result<Backup> {
    if path.exists() {
        return Err(Error::BookExists { path: path.display().to_string() });
    }
    let header = Header::read(file)?;
    let partial = partial_path(path);
    let made = fill(file, &header, &partial).and_then(|book| {
        let end = book.read(|r| audit::head(r, None))?;
        book.close()?;
        std::fs::rename(&partial, path).map_err(|error| Error::of_file(path, &error))?;
        let bytes = std::fs::metadata(path).map_err(|error| Error::of_file(path, &error))?.len();
        Ok(Backup { path: path.display().to_string(), bytes, seq: end.seq })
    });
    if made.is_err() {
        for ending in ["", "-wal", "-shm"] {
            let mut name = partial.as_os_str().to_owned();
            name.push(ending);
            // What was never made need not go; what stays behind harms no book.
            let _ = std::fs::remove_file(name);
        }
    }
    made
}

fn partial_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    PathBuf::from(name)
}

fn fill(file: &Path, header: &Header, partial: &Path) -> Result<Book> {
    let book = Book::create_at(partial, header.schema)?;
    let stamp =
        Stamp { actor: UserId::new(1), now: Instant::UNIX_EPOCH, command: "book.restore", reason: None };
    book.write(stamp, |w| {
        // Tables come by name, so a row may come before the one it refers to.
        w.execute("pragma defer_foreign_keys = on", [])?;
        let filling = Filling { w, tables: tables(w)?, failed: RefCell::new(None) };
        let mut reading = serde_json::Deserializer::from_reader(open(file)?);
        let whole = Step { filling: &filling, level: Level::Whole };
        let read = whole.deserialize(&mut reading).and_then(|()| reading.end());
        match (filling.failed.into_inner(), read) {
            (Some(error), _) => Err(error),
            (None, read) => read.map_err(|error| not_json(file, &error)),
        }
    })?;
    book.bring_up_to_date()?;
    book.write(stamp, |w| {
        parties::index_for_search(w)?;
        catalog::index_for_search(w)
    })?;
    let proof = book.read(|r| inspection::verify(r, None, &|_, _| {}, &AtomicBool::new(false)))?;
    inspection::refuse_failed(&proof)?;
    if proof.head.hash != header.head {
        return Err(Error::ProofFailed { check: "chain".into(), subject: format!("#{}", header.seq) });
    }
    Ok(book)
}

fn open(file: &Path) -> Result<BufReader<File>> {
    Ok(BufReader::new(File::open(file).map_err(|error| Error::of_file(file, &error))?))
}

fn not_json(file: &Path, error: &serde_json::Error) -> Error {
    match error.io_error_kind() {
        Some(kind) => Error::of_file(file, &kind.into()),
        None => Error::InputNotJson { line: error.line() as u64, column: error.column() as u64 },
    }
}

fn damaged(reason: impl fmt::Display) -> Error {
    Error::BookDamaged { reason: reason.to_string() }
}

/// What stands before the tables.
#[derive(Debug, Default)]
struct Header {
    schema: i64,
    seq: i64,
    head: String,
}

#[derive(Debug, Deserialize)]
struct HeaderFields {
    format: String,
    form: i64,
    schema: i64,
    seq: i64,
    head: String,
}

impl Header {
    /// Reads as far as the tables.
    fn read(file: &Path) -> Result<Header> {
        let not_a_book = || Error::NotABook { path: file.display().to_string() };
        let mut fields = Map::new();
        let read = serde_json::Deserializer::from_reader(open(file)?).deserialize_map(Head(&mut fields));
        if let Some(kind) = read.err().and_then(|error| error.io_error_kind()) {
            return Err(Error::of_file(file, &kind.into()));
        }
        let found: HeaderFields = serde_json::from_value(Value::Object(fields)).map_err(|_| not_a_book())?;
        if found.format != NAME || found.schema < 1 {
            return Err(not_a_book());
        }
        if found.form > FORM || found.schema > SCHEMA {
            return Err(Error::BookNewer { found: found.schema.max(found.form), known: SCHEMA });
        }
        Ok(Header { schema: found.schema, seq: found.seq, head: found.head })
    }
}

/// Collects the fields before the tables and then stops the reading.
struct Head<'f>(&'f mut Map<String, Value>);

impl<'de> Visitor<'de> for Head<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a book")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "tables" {
                return Err(A::Error::custom("the header ends here"));
            }
            self.0.insert(name, map.next_value()?);
        }
        Ok(())
    }
}

/// The book being filled, and the refusal that ended it.
struct Filling<'w, 'c> {
    w: &'w Writer<'c>,
    tables: Vec<Table>,
    failed: RefCell<Option<Error>>,
}

impl Filling<'_, '_> {
    /// Keeps the refusal for the caller and ends the reading.
    fn end<E: serde::de::Error>(&self, error: Error) -> E {
        let text = error.to_string();
        *self.failed.borrow_mut() = Some(error);
        E::custom(text)
    }
}

/// A level of the file: the whole, its tables, the rows of one.
#[derive(Clone, Copy)]
enum Level<'f> {
    /// Everything but the tables has been read before.
    Whole,
    Tables,
    Rows(&'f Table),
}

/// Reads a level, and those below it.
#[derive(Clone, Copy)]
struct Step<'f, 'w, 'c> {
    filling: &'f Filling<'w, 'c>,
    level: Level<'f>,
}

impl<'de> DeserializeSeed<'de> for Step<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        match self.level {
            Level::Rows(_) => deserializer.deserialize_seq(self),
            Level::Whole | Level::Tables => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Step<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a book")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let below = match self.level {
                Level::Whole if name == "tables" => Level::Tables,
                Level::Whole => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
                _ => match self.filling.tables.iter().find(|table| table.name == name) {
                    Some(table) => Level::Rows(table),
                    None => return Err(self.filling.end(damaged(format_args!("there is no table {name}")))),
                },
            };
            map.next_value_seed(Step { level: below, ..self })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> std::result::Result<(), A::Error> {
        let Level::Rows(table) = self.level else { return Err(A::Error::custom("no rows belong here")) };
        let names: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let places = vec!["?"; names.len()].join(", ");
        let sql = format!("insert into \"{}\" ({}) values ({places})", table.name, names.join(", "));
        while let Some(row) = seq.next_element::<Map<String, Value>>()? {
            insert(self.filling.w, table, &sql, row).map_err(|error| self.filling.end(error))?;
        }
        Ok(())
    }
}

fn insert(w: &Writer<'_>, table: &Table, sql: &str, mut row: Map<String, Value>) -> Result<()> {
    let refused = |reason: &str| damaged(format_args!("{}: {reason}", table.name));
    let values: Vec<Stored> = table
        .columns
        .iter()
        .map(|column| match row.remove(&column.name) {
            Some(value) => stored(value, column.is_blob).map_err(refused),
            None => Err(refused("a column is missing")),
        })
        .collect::<Result<_>>()?;
    if !row.is_empty() {
        return Err(refused("a column is not known"));
    }
    w.execute(sql, rusqlite::params_from_iter(values)).map_err(|error| match error {
        Error::Database { reason } => damaged(reason),
        other => other,
    })?;
    Ok(())
}

/// A value as the book stores it.
fn stored(value: Value, is_blob: bool) -> std::result::Result<Stored, &'static str> {
    match value {
        Value::Null => Ok(Stored::Null),
        Value::Number(number) => number.as_i64().map(Stored::Integer).ok_or("a number is not whole"),
        Value::String(text) if is_blob => unhex(&text).map(Stored::Blob).ok_or("bytes are not hexadecimal"),
        Value::String(text) => Ok(Stored::Text(text)),
        _ => Err("a value is of no type of the book"),
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}
