//! A statement that left: its row, its bytes, its digest.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::{StatementKind, unknown};
use crate::audit::{self, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::money::Money;
use crate::parties::{attached_file, keep_file};
use crate::store::{AttachmentId, PartyId, Reader, Seq, Writer};

/// How a statement went to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    Email,
    /// 微信 and its kin.
    Message,
    Post,
    ByHand,
}

impl Way {
    const ALL: [Way; 4] = [Way::Email, Way::Message, Way::Post, Way::ByHand];

    pub fn as_str(self) -> &'static str {
        match self {
            Way::Email => "email",
            Way::Message => "message",
            Way::Post => "post",
            Way::ByHand => "by_hand",
        }
    }

    /// The way of a stored word.
    pub fn from_stored(word: &str) -> rusqlite::Result<Way> {
        Way::ALL.into_iter().find(|each| each.as_str() == word).ok_or_else(|| unknown("way", word))
    }
}

/// A statement as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SentStatement {
    /// The act that recorded it, by which it is named.
    pub seq: Seq,
    pub party_id: PartyId,
    pub kind: StatementKind,
    /// First day of its period; absent on an open-item statement.
    pub from: Option<Day>,
    /// Its cut-off.
    pub as_of: Day,
    /// The last act it tells of.
    pub known_seq: Seq,
    pub later_receipts: bool,
    pub language: Language,
    /// What it says is owed at the cut-off; below nought where we owe.
    pub closing: Money,
    pub sent_on: Day,
    pub way: Way,
    pub note: String,
    /// Its bytes.
    pub attachment_id: AttachmentId,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
}

/// A paper about to be kept as sent.
#[derive(Debug)]
pub struct NewSent<'p> {
    pub party_id: PartyId,
    pub kind: StatementKind,
    pub from: Option<Day>,
    pub as_of: Day,
    pub known_seq: Seq,
    pub later_receipts: bool,
    pub language: Language,
    pub closing: Money,
    pub sent_on: Day,
    pub way: Way,
    pub note: &'p str,
    pub file_name: &'p str,
    pub bytes: &'p [u8],
}

/// Records a statement as sent and keeps its bytes; one digest covers both.
///
/// # Errors
/// `statement_sent_early` where it left before its cut-off.
pub fn keep_sent(w: &Writer<'_>, new: &NewSent<'_>) -> Result<SentStatement> {
    if new.sent_on < new.as_of {
        return Err(Error::StatementSentEarly {
            sent_on: new.sent_on.to_string(),
            as_of: new.as_of.to_string(),
        });
    }
    let act = audit::begin(w)?;
    let salt = audit::salt(w, "sent_statement")?;
    let file = keep_file(w, act.seq, new.file_name, new.bytes)?;
    w.execute(
        include_str!("insert_sent.sql"),
        named_params! {":seq": act.seq, ":party": new.party_id, ":kind": new.kind.as_str(), ":from": new.from,
        ":as_of": new.as_of, ":known": new.known_seq, ":later": new.later_receipts,
        ":language": new.language.tag(), ":currency": new.closing.currency(),
        ":closing": new.closing.minor(), ":sent_on": new.sent_on, ":way": new.way.as_str(),
        ":note": new.note.trim(), ":attachment": file.id, ":salt": salt},
    )?;
    let kept = sent(w, act.seq)?;
    let digest = audit::salted_digest(&salt, canonical(&kept));
    audit::seal(w, act, Subject::SentStatement(new.party_id.value()), digest)?;
    Ok(kept)
}

/// The statement recorded by that act.
///
/// # Errors
/// `not_found`.
pub fn sent(r: &Reader<'_>, seq: Seq) -> Result<SentStatement> {
    let sql = concat!(include_str!("sent.sql"), " where s.seq = :seq");
    r.row(sql, named_params! {":seq": seq}, read)?
        .ok_or_else(|| Error::NotFound { kind: "sent_statement".into(), key: format!("#{seq}") })
}

/// What was sent to a party up to an act, the latest first.
pub fn sent_to(r: &Reader<'_>, party: PartyId, known: Seq) -> Result<Vec<SentStatement>> {
    let sql = concat!(
        include_str!("sent.sql"),
        " where s.party_id = :party and s.seq <= :known order by s.seq desc"
    );
    r.rows(sql, named_params! {":party": party, ":known": known}, read)
}

/// The last statement sent to a party up to an act, by when it was recorded.
pub fn latest_sent(r: &Reader<'_>, party: PartyId, known: Seq) -> Result<Option<SentStatement>> {
    Ok(sent_to(r, party, known)?.into_iter().next())
}

fn read(row: &Row<'_>) -> rusqlite::Result<SentStatement> {
    let word = |column: &str| row.get::<_, String>(column);
    let (kind, way, language) = (word("kind")?, word("way")?, word("language")?);
    let known = |name: &str, word: &str| unknown(name, word);
    Ok(SentStatement {
        seq: row.get("seq")?,
        party_id: row.get("party_id")?,
        kind: StatementKind::ALL
            .into_iter()
            .find(|each| each.as_str() == kind)
            .ok_or_else(|| known("kind", &kind))?,
        from: row.get("period_from")?,
        as_of: row.get("as_of")?,
        known_seq: row.get("known_seq")?,
        later_receipts: row.get("later_receipts")?,
        language: language.parse().map_err(|_| known("language", &language))?,
        closing: Money::from_minor(row.get("closing_minor")?, row.get("currency")?),
        sent_on: row.get("sent_on")?,
        way: Way::from_stored(&way)?,
        note: row.get("note")?,
        attachment_id: row.get("attachment_id")?,
        sha256: audit::hex(&row.get::<_, audit::Digest>("sha256")?),
    })
}

/// What the trail's digest covers of a sent statement: its salt and text, with the digest of the bytes as they stand.
pub fn canonical_sent(r: &Reader<'_>, seq: Seq) -> Result<Option<([u8; 16], String)>> {
    let salt =
        r.row("select salt from sent_statement where seq = :seq", named_params! {":seq": seq}, |row| {
            row.get("salt")
        })?;
    let Some(salt) = salt else { return Ok(None) };
    let mut kept = sent(r, seq)?;
    kept.sha256 = audit::hex(&audit::digest(&[&attached_file(r, kept.attachment_id)?.bytes]));
    Ok(Some((salt, canonical(&kept))))
}

fn canonical(of: &SentStatement) -> String {
    audit::canonical(&json!({"sent_statement": {
        "party": of.party_id, "kind": of.kind, "from": of.from, "as_of": of.as_of, "known": of.known_seq,
        "later_receipts": of.later_receipts, "language": of.language, "closing": of.closing,
        "sent_on": of.sent_on, "way": of.way, "note": of.note, "attachment": of.attachment_id,
        "sha256": of.sha256,
    }}))
}
