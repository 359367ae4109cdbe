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
use crate::store::{DraftId, PartyId, Reader, UserId, Writer};

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Draft {
    pub id: DraftId,
    /// Counts the saves; saving or issuing a stale draft is refused.
    pub version: u32,
    pub fields: DocumentFields,
    pub updated_at: String,
    /// 制单: who saved it last.
    pub prepared_by: UserId,
    /// 审核: who approved it as it stands.
    pub approved_by: Option<UserId>,
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
    pub prepared_by: UserId,
    pub prepared_by_name: String,
    pub approved_by: Option<UserId>,
    pub approved_by_name: Option<String>,
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
    r.row(
        "select id, version, body, updated_at, updated_by, approved_by from draft
         where id = :id and kind <> 'voucher'",
        named_params! {":id": id},
        read,
    )?
    .transpose()?
    .ok_or_else(|| Error::NotFound { kind: "draft".into(), key: id.to_string() })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Result<Draft>> {
    let body: String = row.get("body")?;
    let (id, version, updated_at) = (row.get("id")?, row.get("version")?, row.get("updated_at")?);
    let (prepared_by, approved_by) = (row.get("updated_by")?, row.get("approved_by")?);
    Ok(serde_json::from_str(&body)
        .map(|fields| Draft { id, version, fields, updated_at, prepared_by, approved_by })
        .map_err(|error| Error::BookDamaged { reason: error.to_string() }))
}

/// Drafts of those kinds (all where empty), latest first.
pub fn drafts(r: &Reader<'_>, kinds: &[DocumentKind], today: Day) -> Result<Vec<DraftRow>> {
    let found = r.rows(include_str!("drafts.sql"), [], |row| {
        Ok((
            read(row)?,
            row.get::<_, Option<PartyId>>("party_id")?,
            row.get::<_, Option<String>>("party_name")?,
            (row.get::<_, String>("prepared_by_name")?, row.get::<_, Option<String>>("approved_by_name")?),
        ))
    })?;
    let mut rows = Vec::with_capacity(found.len());
    for (draft, party_id, party_name, (prepared_by_name, approved_by_name)) in found {
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
            prepared_by: draft.prepared_by,
            prepared_by_name,
            approved_by: draft.approved_by,
            approved_by_name,
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
        Shape::Trade(trade) => (trade.date, totals::totals(r, fields, today).ok().map(|totals| totals.total)),
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
    if let Some(id) = input.id {
        refuse_stale(&draft(w, id)?, input.version.unwrap_or(0), fields)?;
    }
    let id = keep(w, input.id, fields.kind().as_str(), fields.party_id(), fields)?;
    draft(w, id)
}

/// Writes a new draft, or a new version of one; what was approved is so no longer.
pub(super) fn keep(
    w: &Writer<'_>,
    id: Option<DraftId>,
    kind: &str,
    party: Option<PartyId>,
    fields: &impl Serialize,
) -> Result<DraftId> {
    let body =
        serde_json::to_string(fields).map_err(|error| Error::Database { reason: error.to_string() })?;
    let stamp = w.stamp();
    let at = instant_text(stamp.now);
    let Some(id) = id else {
        return w.insert(
            include_str!("insert_draft.sql"),
            named_params! {":kind": kind, ":party_id": party, ":body": body, ":at": at, ":by": stamp.actor},
        );
    };
    w.execute(
        include_str!("update_draft.sql"),
        named_params! {":id": id, ":kind": kind, ":party_id": party, ":body": body, ":at": at, ":by": stamp.actor},
    )?;
    Ok(id)
}

pub(super) fn refuse_stale(current: &Draft, version: u32, yours: &DocumentFields) -> Result<()> {
    refuse_other_version(current.id, current.version, version, yours, &current.fields)
}

/// # Errors
/// `stale` with both texts where the version is not the one that stands.
pub(super) fn refuse_other_version(
    id: DraftId,
    current: u32,
    edited: u32,
    yours: &impl Serialize,
    theirs: &impl Serialize,
) -> Result<()> {
    if current == edited {
        return Ok(());
    }
    Err(Error::Stale {
        kind: "draft".into(),
        key: id.to_string(),
        yours: serde_json::to_value(yours).unwrap_or_default(),
        theirs: serde_json::to_value(theirs).unwrap_or_default(),
    })
}

/// Gives the drafts of a party to another one (those of `only` where that is given), and tells which they were; for records
/// that become one.
pub fn change_party_of_drafts(
    w: &Writer<'_>,
    from: PartyId,
    to: PartyId,
    only: Option<&[DraftId]>,
) -> Result<Vec<DraftId>> {
    let ids: Vec<DraftId> = w.rows(
        "select id from draft where party_id = :party and kind <> 'voucher' order by id",
        named_params! {":party": from},
        |row| row.get("id"),
    )?;
    let ids: Vec<DraftId> = ids.into_iter().filter(|id| only.is_none_or(|only| only.contains(id))).collect();
    for id in &ids {
        let mut fields = serde_json::to_value(draft(w, *id)?.fields).map_err(Error::unexpected)?;
        fields["party_id"] = to.value().into();
        let fields: DocumentFields = serde_json::from_value(fields).map_err(Error::unexpected)?;
        keep(w, Some(*id), fields.kind().as_str(), fields.party_id(), &fields)?;
    }
    Ok(ids)
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
