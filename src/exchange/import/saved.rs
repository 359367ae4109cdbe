//! Mappings that were corrected once and are used again.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::super::mapping::Mapping;
use crate::audit;
use crate::error::{Error, Result};
use crate::store::{Reader, Writer};

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SavedMapping {
    pub name: String,
    pub mapping: Mapping,
}

/// Every saved mapping, by name.
pub fn mappings(r: &Reader<'_>) -> Result<Vec<SavedMapping>> {
    r.rows("select name, body from mapping order by name", [], read)?.into_iter().collect()
}

/// # Errors
/// `not_found`.
pub fn mapping(r: &Reader<'_>, name: &str) -> Result<Mapping> {
    r.row("select name, body from mapping where name = :name", named_params! {":name": name}, read)?
        .transpose()?
        .map(|saved| saved.mapping)
        .ok_or_else(|| Error::NotFound { kind: "mapping".into(), key: name.into() })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Result<SavedMapping>> {
    let (name, body): (String, String) = (row.get("name")?, row.get("body")?);
    Ok(serde_json::from_str(&body)
        .map(|mapping| SavedMapping { name, mapping })
        .map_err(|error| Error::BookDamaged { reason: error.to_string() }))
}

/// Saves a mapping under its name, in the place of an earlier one.
///
/// # Errors
/// What [`Mapping::check`] refuses; `field_missing` without a name.
pub fn save_mapping(w: &Writer<'_>, saved: &SavedMapping) -> Result<()> {
    let name = saved.name.trim();
    if name.is_empty() {
        return Err(Error::FieldMissing { field: "name".into() });
    }
    saved.mapping.check()?;
    let body = serde_json::to_string(&saved.mapping).map_err(Error::unexpected)?;
    w.execute(
        "insert or replace into mapping (name, kind, body) values (:name, :kind, :body)",
        named_params! {":name": name, ":kind": saved.mapping.kind.as_str(), ":body": body},
    )?;
    audit::record(w, &json!({"mapping": name}))?;
    Ok(())
}
