//! The whole book as JSON: `docs/JSON.md`.
//!
//! Every table as it stands, tables by name and rows by key, a row a line; bytes are hexadecimal. What is left out is
//! no part of the books: the passwords, the index for searching (made anew), the jobs of one computer.

use std::path::Path;

use rusqlite::named_params;
use rusqlite::types::ValueRef;
use serde_json::json;

use super::target::Target;
use super::{Watch, Written};
use crate::audit::{self, hex};
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::store::{Reader, SCHEMA};

/// The name of the format in the file, and its form.
pub(super) const NAME: &str = "kezhang book";
pub(super) const FORM: i64 = 1;

/// What stays in the book, as the file says it.
pub(super) const LEFT_OUT: [&str; 3] = ["user.password_hash", "request of user.set_password", "job"];

/// A table of the schema.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<TableColumn>,
}

#[derive(Debug)]
pub(super) struct TableColumn {
    pub(super) name: String,
    pub(super) is_blob: bool,
}

/// The tables that are written, by name.
pub(super) fn tables(r: &Reader<'_>) -> Result<Vec<Table>> {
    let names: Vec<String> = r.rows(include_str!("schema_tables.sql"), [], |row| row.get("name"))?;
    names.into_iter().map(|name| Ok(Table { columns: columns(r, &name)?, name })).collect()
}

fn columns(r: &Reader<'_>, table: &str) -> Result<Vec<TableColumn>> {
    r.rows(include_str!("schema_columns.sql"), named_params! {":table": table}, |row| {
        Ok(TableColumn { name: row.get("name")?, is_blob: row.get::<_, String>("type")? == "BLOB" })
    })
}

pub(super) fn write(r: &Reader<'_>, path: &Path, watch: Watch<'_>) -> Result<Written> {
    let mut target = Target::create(path)?;
    let (book, head) = (book(r)?, audit::head(r, None)?);
    target.put("{\n")?;
    for (name, value) in [
        ("format", json!(NAME)),
        ("form", json!(FORM)),
        ("schema", json!(SCHEMA)),
        ("book", json!(book.uuid)),
        ("seq", json!(head.seq)),
        ("head", json!(head.hash)),
        ("left_out", json!(LEFT_OUT)),
    ] {
        target.put(&format!("\"{name}\": {value},\n"))?;
    }
    target.put("\"tables\": {")?;
    let mut written = Written::default();
    for (index, table) in tables(r)?.iter().enumerate() {
        target.put(if index == 0 { "\n" } else { ",\n" })?;
        write_table(r, table, &mut target, &mut written, watch)?;
    }
    target.put("\n}\n}\n")?;
    written.bytes = target.finish()?;
    Ok(written)
}

fn write_table(
    r: &Reader<'_>,
    table: &Table,
    target: &mut Target,
    written: &mut Written,
    watch: Watch<'_>,
) -> Result<()> {
    target.put(&format!("{}: [", json!(table.name)))?;
    let quoted: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    let key: Vec<String> =
        r.rows(include_str!("schema_key.sql"), named_params! {":table": table.name}, |row| row.get("name"))?;
    let order = key.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let condition = if table.name == "request" { "where command <> 'user.set_password'" } else { "" };
    let sql = format!("select {} from \"{}\" {condition} order by {order}", quoted.join(", "), table.name);
    let mut statement = r.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut separator = "\n";
    while let Some(row) = rows.next()? {
        watch.step(written.rows, 0)?;
        written.rows += 1;
        let mut line = String::from(separator);
        for (index, name) in quoted.iter().enumerate() {
            line.push(if index == 0 { '{' } else { ',' });
            line.push_str(name);
            line.push(':');
            push_value(&mut line, row.get_ref(index)?)?;
        }
        line.push('}');
        target.put(&line)?;
        separator = ",\n";
    }
    target.put(if separator == "\n" { "]" } else { "\n]" })
}

fn push_value(line: &mut String, value: ValueRef<'_>) -> Result<()> {
    let text = match value {
        ValueRef::Null => "null".into(),
        ValueRef::Integer(whole) => whole.to_string(),
        ValueRef::Text(text) => {
            let text = std::str::from_utf8(text);
            json!(text.map_err(|error| Error::BookDamaged { reason: error.to_string() })?).to_string()
        }
        ValueRef::Blob(bytes) => format!("\"{}\"", hex(bytes)),
        // The schema is strict and has no such column.
        ValueRef::Real(_) => return Err(Error::unexpected("a binary float in the book")),
    };
    line.push_str(&text);
    Ok(())
}
