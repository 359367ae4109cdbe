//! People of parties, and records that may be one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::access::Right;
use crate::api::{Blob, CSV, Context, Handle};
use crate::classes;
use crate::error::Result;
use crate::exchange::export::{self, Chosen, ContactsFormat};
use crate::parties::{self, DuplicatePair, Party, PartyFields, PartyPair, SimilarParty};
use crate::runs::{self, MergeParties, Merged};
use crate::store::{PartyId, Reader, SegmentId, Seq, Writer};

/// A party as it is being entered.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SimilarInput {
    /// The one that is edited; absent for a new one.
    #[serde(default)]
    pub id: Option<PartyId>,
    pub fields: PartyFields,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct UndoMerge {
    /// The act that merged.
    pub seq: Seq,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ExportContacts {
    pub format: ContactsFormat,
    /// All in use where empty.
    #[serde(default)]
    pub party_ids: Vec<PartyId>,
    /// The customers of a saved segment, those in use; goes before `party_ids`.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub segment: Option<SegmentId>,
}

/// The longest list to work through; the likeliest come first.
const PAIRS_MAX: usize = 500;

const VCARD: &str = "text/vcard";

pub fn similar(_: &Context<'_>, r: &Reader<'_>, input: SimilarInput) -> Result<Vec<SimilarParty>> {
    parties::similar(r, &input.fields, input.id)
}

pub fn duplicates(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<DuplicatePair>> {
    parties::duplicates(r, PAIRS_MAX)
}

pub fn keep_apart(_: &Context<'_>, w: &Writer<'_>, input: PartyPair) -> Result<Nothing> {
    parties::keep_apart(w, input)?;
    Ok(Nothing {})
}

pub fn merge(context: &Context<'_>, w: &Writer<'_>, input: MergeParties) -> Result<Merged> {
    runs::merge_parties(w, &input, context.today)
}

pub fn undo_merge(context: &Context<'_>, w: &Writer<'_>, input: UndoMerge) -> Result<Party> {
    runs::undo_merge(w, input.seq, context.today)
}

/// The people of suppliers leave with the books' right only.
pub fn export(context: &Context<'_>, r: &Reader<'_>, input: ExportContacts) -> Result<Handle> {
    let members = classes::segment_members(r, input.segment, context.today)?;
    let chosen = match (&members, input.party_ids.as_slice()) {
        (Some(members), _) => Chosen::InUse(members),
        (None, []) => {
            context.demand(Right::ViewBooks)?;
            Chosen::All
        }
        (None, ids) => Chosen::These(ids),
    };
    let (media_type, ending) = match input.format {
        ContactsFormat::Vcard | ContactsFormat::Vcard3 => (VCARD, "vcf"),
        ContactsFormat::Csv => (CSV, "csv"),
    };
    let bytes = export::contacts(r, chosen, input.format)?;
    let file_name = format!("contacts {}.{ending}", context.today);
    Ok(context.keep(Blob { media_type, file_name, bytes }))
}
