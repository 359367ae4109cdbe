//! Which parties were merged into which, as far as that stands.
//!
//! A merge is a posted row; undoing it is another. The merged party is archived, takes no facts and no documents any more,
//! and whoever asks for it is told where it went. What is open with it moves by acts of its own (`documents`), so that
//! ledgers, aging and statements of any day before are what they were.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::versions::{Party, get, reindex, set_archived};
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{
    ContractId, DraftId, OpportunityId, PartyId, PartyVersionId, Reader, RecurringId, Seq, Writer,
};

/// What a merge moved; the way back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Acts that moved what was open, in their order.
    pub acts: Vec<Seq>,
    pub drafts: Vec<DraftId>,
    pub recurring: Vec<RecurringId>,
    pub contracts: Vec<ContractId>,
    #[serde(default)]
    pub opportunities: Vec<OpportunityId>,
    /// The remaining party before and after it took over facts.
    pub before: Option<PartyVersionId>,
    pub after: Option<PartyVersionId>,
}

/// A merge that stands.
#[derive(Debug, Clone)]
pub struct Merge {
    pub seq: Seq,
    pub party_id: PartyId,
    pub into_id: PartyId,
    pub moved: Moved,
}

/// The party that another one was merged into, or that was merged into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MergedParty {
    /// The act, by which it is undone.
    pub seq: Seq,
    pub id: PartyId,
    pub code: String,
    pub name: String,
    pub date: Day,
}

/// Where a merged party went; `None` where it stands on its own.
pub fn merged_into(r: &Reader<'_>, party: PartyId) -> Result<Option<MergedParty>> {
    r.row(include_str!("merged_into.sql"), named_params! {":party": party}, read)
}

/// The parties that were merged into one, directly or through others, the latest first.
pub fn merged_parties(r: &Reader<'_>, into: PartyId) -> Result<Vec<MergedParty>> {
    r.rows(include_str!("merged_parties.sql"), named_params! {":party": into}, read)
}

/// A party and those that were merged into it.
pub fn with_merged(r: &Reader<'_>, party: PartyId) -> Result<Vec<PartyId>> {
    let merged = merged_parties(r, party)?;
    Ok(std::iter::once(party).chain(merged.into_iter().map(|merged| merged.id)).collect())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<MergedParty> {
    Ok(MergedParty {
        seq: row.get("seq")?,
        id: row.get("id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        date: row.get("date")?,
    })
}

/// # Errors
/// `party_merged`, with the name of the one that remains.
pub fn refuse_merged(r: &Reader<'_>, party: PartyId) -> Result<()> {
    match merged_into(r, party)? {
        None => Ok(()),
        Some(into) => Err(Error::PartyMerged { party: get(r, party)?.fields.name, into: into.name }),
    }
}

/// The party itself, or the one that remains of it.
pub fn standing(r: &Reader<'_>, party: Party) -> Result<Party> {
    let mut standing = party;
    while let Some(into) = merged_into(r, standing.id)? {
        standing = get(r, into.id)?;
    }
    Ok(standing)
}

/// The merge recorded by an act.
///
/// # Errors
/// `not_found` where there is none, or it was undone.
pub fn merge(r: &Reader<'_>, seq: Seq) -> Result<Merge> {
    let found = r.row(
        "select party_id, into_id, moved from party_merge where seq = :seq
         and not exists (select 1 from party_merge_undo where merge_seq = party_merge.seq)",
        named_params! {":seq": seq},
        |row| Ok((row.get("party_id")?, row.get("into_id")?, row.get::<_, String>("moved")?)),
    )?;
    let (party_id, into_id, moved) =
        found.ok_or_else(|| Error::NotFound { kind: "merge".into(), key: seq.to_string() })?;
    let moved =
        serde_json::from_str(&moved).map_err(|error| Error::BookDamaged { reason: error.to_string() })?;
    Ok(Merge { seq, party_id, into_id, moved })
}

/// Records that a party went into another one: it is archived, and found under the one that remains.
pub fn record_merge(w: &Writer<'_>, party: PartyId, into: PartyId, date: Day, moved: &Moved) -> Result<Seq> {
    let seq =
        audit::record(w, &serde_json::json!({"merge": party, "into": into, "date": date, "moved": moved}))?;
    let moved = serde_json::to_string(moved).map_err(Error::unexpected)?;
    w.execute(
        "insert into party_merge (seq, party_id, into_id, date, moved) values (:seq, :party, :into, :date, :moved)",
        named_params! {":seq": seq, ":party": party, ":into": into, ":date": date, ":moved": moved},
    )?;
    set_archived(w, party, true)?;
    reindex(w, into)?;
    Ok(seq)
}

/// Records that a merge is undone: the party is in use again.
pub fn record_unmerge(w: &Writer<'_>, merge: &Merge, date: Day) -> Result<Seq> {
    let seq = audit::record(w, &serde_json::json!({"unmerge": merge.seq, "date": date}))?;
    w.execute(
        "insert into party_merge_undo (merge_seq, seq, date) values (:merge, :seq, :date)",
        named_params! {":merge": merge.seq, ":seq": seq, ":date": date},
    )?;
    set_archived(w, merge.party_id, false)?;
    reindex(w, merge.into_id)?;
    Ok(seq)
}
