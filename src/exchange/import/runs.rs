//! The runs of a book.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::super::mapping::Mapping;
use crate::error::Result;
use crate::store::{ImportRunId, Reader, Seq, Writer};

/// One import that wrote something.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ImportRun {
    pub id: ImportRunId,
    pub source: String,
    /// What the rows were, `invoices`.
    pub kind: String,
    pub file_name: String,
    /// How many things it brought in.
    #[ts(type = "number")]
    pub row_count: i64,
    pub imported_at: String,
    pub imported_by: String,
    /// The act that took it back.
    pub undone: Option<Seq>,
}

/// Every run, latest first.
pub fn runs(r: &Reader<'_>) -> Result<Vec<ImportRun>> {
    r.rows(include_str!("runs.sql"), [], |row| {
        Ok(ImportRun {
            id: row.get("id")?,
            source: row.get("source")?,
            kind: row.get("kind")?,
            file_name: row.get("file_name")?,
            row_count: row.get("row_count")?,
            imported_at: row.get("recorded_at")?,
            imported_by: row.get("name")?,
            undone: row.get("undone_seq")?,
        })
    })
}

pub(super) fn insert(w: &Writer<'_>, seq: Seq, mapping: &Mapping, file_name: &str) -> Result<ImportRunId> {
    w.insert(
        "insert into import_run (seq, source, kind, file_name, row_count)
         values (:seq, :source, :kind, :file_name, 0)",
        named_params! {":seq": seq, ":source": mapping.source.trim(), ":kind": mapping.kind.as_str(),
        ":file_name": file_name},
    )
}

pub(super) fn count(w: &Writer<'_>, run: ImportRunId, rows: u64) -> Result<()> {
    w.execute(
        "update import_run set row_count = :rows where id = :id",
        named_params! {":rows": rows as i64, ":id": run},
    )?;
    Ok(())
}
