//! Files of a party: contracts, scans, photographs. A file stays in the book; a further row takes it off the list.

use std::path::Path;

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use ts_rs::TS;

use super::attachment::attach;
use super::versions::get;
use crate::audit::{self, Subject};
use crate::error::{Error, Result};
use crate::store::{AttachmentId, PartyId, Reader, Seq, Writer};

/// A file that belongs to a party.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct FiledAttachment {
    /// The act that put it there, by which it is named.
    pub seq: Seq,
    pub party_id: PartyId,
    pub attachment_id: AttachmentId,
    pub file_name: String,
    pub media_type: String,
    #[ts(type = "number")]
    pub size_bytes: i64,
    pub filed_at: String,
    pub author: String,
}

/// Reads a file into the book and puts it to a party.
///
/// # Errors
/// `not_found` for the party; as [`attach`].
pub fn file_attachment(w: &Writer<'_>, party: PartyId, path: &Path) -> Result<FiledAttachment> {
    get(w, party)?;
    let attachment = attach(w, path)?.id;
    let seq = write(w, party, attachment, None)?;
    filed_by(w, seq)
}

/// Takes a file off its party's list; its bytes stay in the book.
///
/// # Errors
/// `not_found`, also where it was withdrawn before.
pub fn withdraw_filed(w: &Writer<'_>, seq: Seq) -> Result<FiledAttachment> {
    let found = filed_by(w, seq)?;
    let still_there = filed(w, found.party_id, Seq::LATEST)?.iter().any(|each| each.seq == seq);
    if !still_there {
        return Err(missing(seq));
    }
    write(w, found.party_id, found.attachment_id, Some(seq))?;
    Ok(found)
}

/// What belongs to a party, as it was known after an act; the latest first.
pub fn filed(r: &Reader<'_>, party: PartyId, known: Seq) -> Result<Vec<FiledAttachment>> {
    let sql = concat!(
        include_str!("filed.sql"),
        " where f.party_id = :party and f.seq <= :known and f.withdraws_seq is null
          and not exists (select 1 from party_attachment w where w.withdraws_seq = f.seq and w.seq <= :known)
          order by f.seq desc"
    );
    r.rows(sql, named_params! {":party": party, ":known": known}, read)
}

fn filed_by(r: &Reader<'_>, seq: Seq) -> Result<FiledAttachment> {
    let sql = concat!(include_str!("filed.sql"), " where f.seq = :seq and f.withdraws_seq is null");
    r.row(sql, named_params! {":seq": seq}, read)?.ok_or_else(|| missing(seq))
}

fn missing(seq: Seq) -> Error {
    Error::NotFound { kind: "attachment".into(), key: format!("#{seq}") }
}

fn read(row: &Row<'_>) -> rusqlite::Result<FiledAttachment> {
    Ok(FiledAttachment {
        seq: row.get("seq")?,
        party_id: row.get("party_id")?,
        attachment_id: row.get("attachment_id")?,
        file_name: row.get("file_name")?,
        media_type: row.get("media_type")?,
        size_bytes: row.get("size_bytes")?,
        filed_at: row.get::<_, Option<String>>("recorded_at")?.unwrap_or_default(),
        author: row.get::<_, Option<String>>("author")?.unwrap_or_default(),
    })
}

fn write(w: &Writer<'_>, party: PartyId, attachment: AttachmentId, withdraws: Option<Seq>) -> Result<Seq> {
    let act = audit::begin(w)?;
    w.execute(
        "insert into party_attachment (seq, party_id, attachment_id, withdraws_seq)
         values (:seq, :party, :attachment, :withdraws)",
        named_params! {":seq": act.seq, ":party": party, ":attachment": attachment, ":withdraws": withdraws},
    )?;
    let text = canonical(party, attachment, withdraws);
    audit::seal(w, act, Subject::PartyAttachment(party.value()), audit::digest(&[text.as_bytes()]))
}

/// What the trail's digest covers of a file that was put to a party or withdrawn; its bytes are covered where they came.
pub fn canonical_filed(r: &Reader<'_>, seq: Seq) -> Result<Option<String>> {
    r.row(
        "select party_id, attachment_id, withdraws_seq from party_attachment where seq = :seq",
        named_params! {":seq": seq},
        |row| Ok(canonical(row.get("party_id")?, row.get("attachment_id")?, row.get("withdraws_seq")?)),
    )
}

fn canonical(party: PartyId, attachment: AttachmentId, withdraws: Option<Seq>) -> String {
    audit::canonical(
        &json!({"party_attachment": {"party": party, "attachment": attachment, "withdraws": withdraws}}),
    )
}
