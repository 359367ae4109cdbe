//! Two records of one party become one, and apart again.
//!
//! Nothing posted changes: what is open moves by acts of its own on the day of the merge, so that every report of a day
//! before, or as known before, is what it was; documents keep pointing to the version they were issued with. The merged
//! party is archived and answers with the one that remains. Undoing takes the acts back, the latest first.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::contracts;
use crate::documents::{self, change_party_of_drafts};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger::book;
use crate::parties::{self, Moved, Party};
use crate::pipeline;
use crate::recurring;
use crate::settlement;
use crate::store::{PartyId, Seq, Writer};

/// Which party goes into which.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct MergeParties {
    /// The one that goes.
    pub party_id: PartyId,
    /// The one that remains.
    pub into_id: PartyId,
    /// From when what is open stands with the one that remains; today where absent.
    #[serde(default)]
    pub date: Option<Day>,
}

/// What a merge did.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Merged {
    /// The act, by which it is undone.
    pub seq: Seq,
    /// The one that remains.
    pub party: Party,
    /// Documents with something open that moved.
    pub moved: u32,
}

/// Merges a party into another one: facts that the other lacks, what is open, drafts, templates, contracts
/// and opportunities go along.
///
/// # Errors
/// `field_invalid` for one party twice; `party_merged`, `party_archived`; what moving its open items refuses.
pub fn merge_parties(w: &Writer<'_>, input: &MergeParties, today: Day) -> Result<Merged> {
    let MergeParties { party_id, into_id, date } = *input;
    if party_id == into_id {
        return Err(Error::FieldInvalid { field: "into_id".into(), value: into_id.to_string() });
    }
    for party in [party_id, into_id] {
        parties::refuse_merged(w, party)?;
    }
    let (gone, stays) = (parties::get(w, party_id)?, parties::get(w, into_id)?);
    if stays.archived {
        return Err(Error::PartyArchived { party: stays.fields.name });
    }
    let date = date.unwrap_or(today);
    let after = parties::save(w, Some(into_id), None, &stays.fields.with_facts_of(&gone.fields))?;
    let moved = Moved {
        acts: documents::move_open_items(w, party_id, into_id, date, &reason(w, &gone, &stays)?)?,
        drafts: change_party_of_drafts(w, party_id, into_id, None)?,
        recurring: recurring::change_party(w, party_id, into_id, None)?,
        contracts: contracts::change_party(w, party_id, into_id, None)?,
        opportunities: pipeline::change_party(w, party_id, into_id, today, None)?,
        before: Some(stays.version_id),
        after: Some(after.version_id),
    };
    let seq = parties::record_merge(w, party_id, into_id, date, &moved)?;
    let moved = u32::try_from(moved.acts.len()).unwrap_or(u32::MAX);
    Ok(Merged { seq, party: parties::get_with_merges(w, into_id)?, moved })
}

/// What stands in the entries, by codes: names may be forgotten one day, an entry is not.
fn reason(w: &Writer<'_>, gone: &Party, stays: &Party) -> Result<String> {
    let (from, to) = (&gone.fields.code, &stays.fields.code);
    Ok(match book(w)?.language == Language::En.tag() {
        true => format!("Merged {from} into {to}"),
        false => format!("往来单位合并：{from} 并入 {to}"),
    })
}

/// Undoes a merge: what is still open as it was moved goes back, and the party is in use again. What the remaining one
/// learned in between stays with it.
///
/// # Errors
/// `not_found` where there is no such merge or it was undone; `party_merged` where the remaining one went on into another;
/// `document_settled` where something was settled since: that is taken back first.
pub fn undo_merge(w: &Writer<'_>, seq: Seq, today: Day) -> Result<Party> {
    let merge = parties::merge(w, seq)?;
    parties::refuse_merged(w, merge.into_id)?;
    let Moved { acts, drafts, recurring, contracts, opportunities, before, after } = &merge.moved;
    for act in acts.iter().rev() {
        settlement::take_back(w, *act, today).map_err(|error| named(w, *act, error))?;
    }
    parties::record_unmerge(w, &merge, today)?;
    change_party_of_drafts(w, merge.into_id, merge.party_id, Some(drafts))?;
    recurring::change_party(w, merge.into_id, merge.party_id, Some(recurring))?;
    contracts::change_party(w, merge.into_id, merge.party_id, Some(contracts))?;
    pipeline::change_party(w, merge.into_id, merge.party_id, today, Some(opportunities))?;
    let current = parties::get(w, merge.into_id)?;
    if let Some(before) = before.filter(|_| Some(current.version_id) == *after) {
        let earlier = parties::version(w, before)?.fields;
        parties::save(w, Some(merge.into_id), None, &earlier)?;
    }
    parties::get_with_merges(w, merge.party_id)
}

/// Names the document of what was settled since, instead of the act that moved it.
fn named(w: &Writer<'_>, act: Seq, error: Error) -> Error {
    let Error::DocumentSettled { number, settled_by } = error else { return error };
    let document = w.row(
        "select d.number from rescheduling s join document d on d.seq = s.document_seq where s.seq = :act",
        named_params! {":act": act},
        |row| row.get::<_, String>("number"),
    );
    document.map_or_else(
        |error| error,
        |document| Error::DocumentSettled { number: document.unwrap_or(number), settled_by },
    )
}
