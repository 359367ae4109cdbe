//! The trail as people read it.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::{Digest, hex};
use crate::error::Result;
use crate::store::{Page, Reader, Seq};

/// One act.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct TrailRow {
    pub seq: Seq,
    pub recorded_at: String,
    pub actor: String,
    pub command: String,
    /// Number of the document, where the act issued one.
    pub number: Option<String>,
    pub hash: String,
    /// What the act itself recorded, as JSON.
    pub body: Option<String>,
}

/// Acts before `before`, latest first.
pub fn list(r: &Reader<'_>, before: Seq, limit: u32) -> Result<Page<TrailRow>> {
    let rows =
        r.rows(include_str!("list.sql"), named_params! {":before": before, ":limit": limit}, |row| {
            Ok(TrailRow {
                seq: row.get("seq")?,
                recorded_at: row.get("recorded_at")?,
                actor: row.get("actor")?,
                command: row.get("command")?,
                number: row.get("number")?,
                hash: hex(&row.get::<_, Digest>("hash")?),
                body: row.get("body")?,
            })
        })?;
    let next = rows.last().filter(|_| rows.len() == limit as usize).map(|row| row.seq.to_string());
    Ok(Page { rows, next })
}
