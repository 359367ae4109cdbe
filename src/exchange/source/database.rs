//! SQLite files of other programs: a table, a view, or one `select`. Opened so that nothing can be written.

use std::borrow::Cow;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement};

use super::number::plain_number;
use super::produced;
use super::row::Row;
use super::{COLUMNS_MAX, ReadOptions};
use crate::error::{Error, Result};
use crate::store::open_reading;

/// What is read from a database, and the columns it has.
#[derive(Debug, Clone)]
pub(super) struct Selection {
    sql: String,
    pub(super) columns: Vec<String>,
}

impl Selection {
    /// # Errors
    /// `not_found` for a table that is not there, `import_table_unchosen` where several could be meant,
    /// `field_invalid` for a query that is not one reading statement.
    pub(super) fn find(path: &Path, options: &ReadOptions) -> Result<Selection> {
        let connection = open(path)?;
        let sql = match (&options.query, &options.table) {
            (Some(query), _) => query.trim().trim_end_matches(';').to_owned(),
            (None, Some(table)) => select_all(&connection, table)?,
            (None, None) => match tables(&connection)?.as_slice() {
                [] => return Err(Error::ImportEmpty),
                [only] => select_all(&connection, only)?,
                _ => return Err(Error::ImportTableUnchosen),
            },
        };
        let columns = {
            let statement = reading_statement(&connection, &sql)?;
            if statement.column_count() > COLUMNS_MAX {
                return Err(Error::ImportTooWide { row: 1, limit: COLUMNS_MAX as u32 });
            }
            statement.column_names().into_iter().map(str::to_owned).collect()
        };
        Ok(Selection { sql, columns })
    }

    pub(super) fn rows(&self, path: &Path) -> Result<produced::Rows> {
        let (path, sql) = (path.to_owned(), self.sql.clone());
        produced::Rows::of(broken_off, move |sink| {
            let connection = open(&path)?;
            let mut statement = reading_statement(&connection, &sql)?;
            let width = statement.column_count();
            let mut records = statement.query([]).map_err(foreign)?;
            let mut number = 0;
            while let Some(record) = records.next().map_err(foreign)? {
                number += 1;
                let mut row = Row::new(number);
                for index in 0..width {
                    let value = record.get_ref(index).map_err(foreign)?;
                    row.push(&text_of(value))?;
                }
                if !sink.give(row) {
                    break;
                }
            }
            Ok(())
        })
    }
}

/// The names of the tables and views, SQLite's own left out, in alphabetical order.
pub(super) fn tables_of(path: &Path) -> Result<Vec<String>> {
    tables(&open(path)?)
}

fn tables(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection
        .prepare(
            "select name from sqlite_schema
             where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\' order by name",
        )
        .map_err(foreign)?;
    let names = statement.query_map([], |row| row.get("name")).map_err(foreign)?;
    names.collect::<rusqlite::Result<Vec<String>>>().map_err(foreign)
}

fn select_all(connection: &Connection, table: &str) -> Result<String> {
    let found = tables(connection)?.into_iter().find(|name| name.eq_ignore_ascii_case(table));
    let name = found.ok_or_else(|| Error::NotFound { kind: "table".into(), key: table.into() })?;
    Ok(format!("select * from \"{}\"", name.replace('"', "\"\"")))
}

/// Refuses everything but one statement that reads. `attach` counts as reading to SQLite: so the first word
/// decides, too.
fn reading_statement<'c>(connection: &'c Connection, sql: &str) -> Result<Statement<'c>> {
    let refuse = || Error::FieldInvalid { field: "query".into(), value: sql.chars().take(200).collect() };
    let first_word: String = sql.chars().take_while(char::is_ascii_alphabetic).collect();
    if !["select", "with", "values"].contains(&first_word.to_ascii_lowercase().as_str()) {
        return Err(refuse());
    }
    let statement = connection.prepare(sql).map_err(|error| match error {
        rusqlite::Error::MultipleStatement => refuse(),
        error => foreign(error),
    })?;
    if statement.readonly() { Ok(statement) } else { Err(refuse()) }
}

/// Opens a file for reading only; a read-only folder does not matter.
fn open(path: &Path) -> Result<Connection> {
    let connection = open_reading(path).map_err(foreign)?;
    // The schema of a stranger may name functions with effects; it is not trusted.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false).map_err(foreign)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).map_err(foreign)?;
    Ok(connection)
}

/// Pictures and other bytes read as nothing: no field of the books holds them. Text in no encoding becomes
/// U+FFFD, as in text files.
fn text_of(value: ValueRef<'_>) -> Cow<'_, str> {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => Cow::Borrowed(""),
        ValueRef::Integer(whole) => whole.to_string().into(),
        ValueRef::Real(float) => plain_number(float).into(),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes),
    }
}

fn broken_off() -> Error {
    Error::ImportDatabaseUnreadable { reason: "the reader broke off".into() }
}

/// A failure of the foreign file must not read as one of the book.
fn foreign(error: rusqlite::Error) -> Error {
    Error::ImportDatabaseUnreadable { reason: error.to_string() }
}
