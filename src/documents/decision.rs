//! What becomes of a quote, an order or a delivery without a document: accepted, declined, closed.
//!
//! Each is a row of its own with its day and who said it; of several the last counts, and nothing is changed.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::fulfilment::{keep, roots_of};
use super::kind::DocumentKind;
use super::record::record;
use super::versions::successor;
use crate::audit::{self, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{DocumentId, Reader, Seq, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The customer takes the quote.
    Accepted,
    /// The customer does not.
    Declined,
    /// A quote is open again: recorded by mistake, or talked over anew.
    Undecided,
    /// Nothing more is delivered of an order, or invoiced of a delivery.
    Closed,
    /// It goes on.
    Reopened,
}

impl Decision {
    const ALL: [Decision; 5] =
        [Decision::Accepted, Decision::Declined, Decision::Undecided, Decision::Closed, Decision::Reopened];

    pub fn as_str(self) -> &'static str {
        match self {
            Decision::Accepted => "accepted",
            Decision::Declined => "declined",
            Decision::Undecided => "undecided",
            Decision::Closed => "closed",
            Decision::Reopened => "reopened",
        }
    }

    fn is_of(self, kind: DocumentKind) -> bool {
        match self {
            Decision::Accepted | Decision::Declined | Decision::Undecided => kind == DocumentKind::Quote,
            Decision::Closed | Decision::Reopened => {
                matches!(kind, DocumentKind::SalesOrder | DocumentKind::Delivery)
            }
        }
    }
}

/// A decision as it is recorded.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Decide {
    pub document_id: DocumentId,
    pub decision: Decision,
    /// Today where absent.
    pub date: Option<Day>,
    /// Who of the customer said it.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub said_by: String,
    /// Why; closing asks for it.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Decided {
    pub seq: Seq,
    pub document_id: DocumentId,
    pub decision: Decision,
    pub date: Day,
    pub said_by: String,
    pub reason: String,
    pub recorded_by: String,
}

/// Records what became of a document; an earlier decision stays and no longer counts.
///
/// # Errors
/// `not_found`; `already_void`; `field_invalid` for a decision that its kind does not know or a day before the document;
/// `field_missing` for closing without a reason; `source_unfit` for a quote that another version replaced.
pub fn decide(w: &Writer<'_>, new: &Decide, today: Day) -> Result<Decided> {
    let id = new.document_id;
    let document =
        record(w, id)?.ok_or_else(|| Error::NotFound { kind: "document".into(), key: id.to_string() })?;
    let number = document.number.clone();
    let void: bool = w.value(
        "select exists (select 1 from document_void where document_seq = :id)",
        named_params! {":id": id},
    )?;
    let date = new.date.unwrap_or(today.max(document.date));
    match new.decision {
        _ if void => return Err(Error::AlreadyVoid { number }),
        decision if !decision.is_of(document.kind) => {
            return Err(Error::FieldInvalid { field: "decision".into(), value: decision.as_str().into() });
        }
        _ if date < document.date => {
            return Err(Error::FieldInvalid { field: "date".into(), value: date.to_string() });
        }
        Decision::Closed if new.reason.trim().is_empty() => {
            return Err(Error::FieldMissing { field: "reason".into() });
        }
        _ if successor(w, id)?.is_some() => {
            return Err(Error::SourceUnfit { number, reason: "superseded".into() });
        }
        _ => {}
    }
    let act = audit::begin(w)?;
    let salt = audit::salt(w, "document_decision")?;
    w.execute(
        "insert into document_decision (seq, document_seq, decision, date, said_by, reason, salt)
         values (:seq, :document, :decision, :date, :said_by, :reason, :salt)",
        named_params! {":seq": act.seq, ":document": id, ":decision": new.decision.as_str(), ":date": date,
        ":said_by": new.said_by.trim(), ":reason": new.reason.trim(), ":salt": salt},
    )?;
    keep(w, &roots_of(w, &document)?)?;
    let digest = audit::salted_digest(&salt, canonical(w, act.seq)?.unwrap_or_default());
    audit::seal(w, act, Subject::Decision(Seq::from(id).value()), digest)?;
    decisions(w, id)?
        .pop()
        .ok_or_else(|| Error::NotFound { kind: "decision".into(), key: format!("#{}", act.seq) })
}

/// Every decision on a document, in their order.
pub fn decisions(r: &Reader<'_>, id: DocumentId) -> Result<Vec<Decided>> {
    r.rows(include_str!("decisions.sql"), named_params! {":document": id}, |row| {
        Ok(Decided {
            seq: row.get("seq")?,
            document_id: id,
            decision: read_decision(row)?,
            date: row.get("date")?,
            said_by: row.get("said_by")?,
            reason: row.get("reason")?,
            recorded_by: row.get("recorded_by")?,
        })
    })
}

/// The decision that counts.
pub(super) fn standing_decision(r: &Reader<'_>, id: DocumentId) -> Result<Option<Decision>> {
    r.row(
        "select decision from document_decision where document_seq = :id order by seq desc limit 1",
        named_params! {":id": id},
        read_decision,
    )
}

fn read_decision(row: &Row<'_>) -> rusqlite::Result<Decision> {
    let word: String = row.get("decision")?;
    let found = Decision::ALL.into_iter().find(|each| each.as_str() == word);
    found.ok_or_else(|| rusqlite::Error::InvalidColumnName(word))
}

/// What the trail's digest covers of a decision: its salt and text.
pub fn canonical_decision(r: &Reader<'_>, seq: Seq) -> Result<Option<([u8; 16], String)>> {
    let salt =
        r.row("select salt from document_decision where seq = :seq", named_params! {":seq": seq}, |row| {
            row.get("salt")
        })?;
    Ok(salt.zip(canonical(r, seq)?))
}

fn canonical(r: &Reader<'_>, seq: Seq) -> Result<Option<String>> {
    let row = r.row(
        "select document_seq, decision, date, said_by, reason from document_decision where seq = :seq",
        named_params! {":seq": seq},
        |row| {
            let text = |column: &str| row.get::<_, String>(column);
            Ok(json!({"document_decision": {
                "document": row.get::<_, DocumentId>("document_seq")?, "decision": text("decision")?,
                "date": text("date")?, "said_by": text("said_by")?, "reason": text("reason")?,
            }}))
        },
    )?;
    Ok(row.as_ref().map(audit::canonical))
}
