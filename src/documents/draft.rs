//! Drafts: saved as they are typed, so that a crash loses nothing.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::fields::{DocumentFields, Shape};
use super::kind::{DocumentKind, Flow};
use super::totals;
use crate::calendar::{Day, instant_text};
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Currency, Figure, Money};
use crate::store::{DraftId, PartyId, Reader, Writer};

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Draft {
    pub id: DraftId,
    /// Counts the saves; saving or issuing a stale draft is refused.
    pub version: u32,
    pub fields: DocumentFields,
    pub updated_at: String,
}

/// A draft in a list.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct DraftRow {
    pub id: DraftId,
    pub kind: DocumentKind,
    pub version: u32,
    pub party_id: Option<PartyId>,
    pub party_name: Option<String>,
    pub date: Option<Day>,
    /// Absent while its lines cannot be computed.
    pub total: Option<Money>,
    pub updated_at: String,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveDraft {
    /// Absent for a new draft.
    pub id: Option<DraftId>,
    /// The version that was edited; required with `id`.
    pub version: Option<u32>,
    pub fields: DocumentFields,
}

pub fn draft(r: &Reader<'_>, id: DraftId) -> Result<Draft> {
    r.row("select id, version, body, updated_at from draft where id = :id", named_params! {":id": id}, read)?
        .transpose()?
        .ok_or_else(|| Error::NotFound { kind: "draft".into(), key: id.to_string() })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Result<Draft>> {
    let body: String = row.get("body")?;
    let (id, version, updated_at) = (row.get("id")?, row.get("version")?, row.get("updated_at")?);
    Ok(serde_json::from_str(&body)
        .map(|fields| Draft { id, version, fields, updated_at })
        .map_err(|error| Error::BookDamaged { reason: error.to_string() }))
}

/// Drafts of those kinds (all where empty), latest first.
pub fn drafts(r: &Reader<'_>, kinds: &[DocumentKind], today: Day) -> Result<Vec<DraftRow>> {
    let found = r.rows(include_str!("drafts.sql"), [], |row| {
        Ok((
            read(row)?,
            row.get::<_, Option<PartyId>>("party_id")?,
            row.get::<_, Option<String>>("party_name")?,
        ))
    })?;
    let mut rows = Vec::with_capacity(found.len());
    for (draft, party_id, party_name) in found {
        let draft = draft?;
        let kind = draft.fields.kind();
        if !kinds.is_empty() && !kinds.contains(&kind) {
            continue;
        }
        let (date, total) = summary(r, &draft.fields, today)?;
        rows.push(DraftRow {
            id: draft.id,
            kind,
            version: draft.version,
            party_id,
            party_name,
            date,
            total,
            updated_at: draft.updated_at,
        });
    }
    Ok(rows)
}

fn summary(r: &Reader<'_>, fields: &DocumentFields, today: Day) -> Result<(Option<Day>, Option<Money>)> {
    let own = book(r)?.currency;
    let amount = |figure: Figure, currency: Option<Currency>| {
        Money::parse(&figure.to_string(), currency.unwrap_or(own)).ok()
    };
    Ok(match fields.shape() {
        Shape::Trade(trade) => (trade.date, totals::totals(r, trade, today).ok().map(|totals| totals.total)),
        Shape::Cash(cash) => (cash.date, amount(cash.amount, cash.currency)),
        Shape::Opening(opening) => (opening.date, amount(opening.amount, opening.currency)),
        Shape::Offset(offset) => (offset.date, None),
        Shape::WriteOff(write_off) => (write_off.date, None),
    })
}

/// Saves a draft, complete or not.
///
/// # Errors
/// `stale` with both texts where another save came between.
pub fn save_draft(w: &Writer<'_>, input: &SaveDraft) -> Result<Draft> {
    let fields = &input.fields;
    if fields.kind().flow() == Flow::Opening {
        return Err(Error::FieldInvalid { field: "kind".into(), value: fields.kind().as_str().into() });
    }
    let body =
        serde_json::to_string(fields).map_err(|error| Error::Database { reason: error.to_string() })?;
    let stamp = w.stamp();
    let id = match input.id {
        Some(id) => {
            refuse_stale(&draft(w, id)?, input.version.unwrap_or(0), fields)?;
            w.execute(
                include_str!("update_draft.sql"),
                named_params! {":id": id, ":kind": fields.kind().as_str(), ":party_id": fields.party_id(),
                ":body": body, ":at": instant_text(stamp.now), ":by": stamp.actor},
            )?;
            id
        }
        None => w.insert(
            include_str!("insert_draft.sql"),
            named_params! {":kind": fields.kind().as_str(), ":party_id": fields.party_id(), ":body": body,
            ":at": instant_text(stamp.now), ":by": stamp.actor},
        )?,
    };
    draft(w, id)
}

pub(super) fn refuse_stale(current: &Draft, version: u32, yours: &DocumentFields) -> Result<()> {
    if current.version == version {
        return Ok(());
    }
    Err(Error::Stale {
        kind: "draft".into(),
        key: current.id.to_string(),
        yours: serde_json::to_value(yours).unwrap_or_default(),
        theirs: serde_json::to_value(&current.fields).unwrap_or_default(),
    })
}

/// Throws a draft away; nothing was posted, so nothing remains.
pub fn discard_draft(w: &Writer<'_>, id: DraftId) -> Result<()> {
    draft(w, id)?;
    remove(w, id)
}

pub(super) fn remove(w: &Writer<'_>, id: DraftId) -> Result<()> {
    w.execute("delete from draft where id = :id", named_params! {":id": id})?;
    Ok(())
}
