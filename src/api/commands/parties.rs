//! Customers and suppliers.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access::Right;
use crate::api::Context;
use crate::error::Result;
use crate::parties::{self, FiledAttachment, Party, PartyFields};
use crate::reports::{self, PurchaseHistory, PurchaseHistoryInput};
use crate::store::{Page, PartyId, Reader, Seq, Writer};
use crate::subledger::{self, Business, PartyList, PartyRow, PartyTotals};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct PartyKey {
    pub id: PartyId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveParty {
    /// Absent for a new party.
    pub id: Option<PartyId>,
    /// The version that was edited; a stale one is refused.
    pub version: Option<u32>,
    pub fields: PartyFields,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ArchiveParty {
    pub id: PartyId,
    pub archived: bool,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct FindParty {
    pub text: String,
    pub business: Option<Business>,
    pub limit: Option<u32>,
}

/// A file to put to a party.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct FileAttachment {
    pub party_id: PartyId,
    pub path: String,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct FiledKey {
    /// The act that put it there.
    pub seq: Seq,
}

/// A party in a picker.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PartyPick {
    pub id: PartyId,
    pub code: String,
    pub name: String,
    pub short_name: String,
    pub terms: Option<String>,
    pub tax_id: String,
}

pub fn list(context: &Context<'_>, r: &Reader<'_>, input: PartyList) -> Result<Page<PartyRow>> {
    demand_view(context, input.business)?;
    subledger::list(r, &input, context.today)
}

pub fn totals(context: &Context<'_>, r: &Reader<'_>, input: PartyList) -> Result<PartyTotals> {
    demand_view(context, input.business)?;
    subledger::list_totals(r, &input, context.today)
}

/// What suppliers are owed belongs to the books.
pub fn demand_view(context: &Context<'_>, business: Business) -> Result<()> {
    context.demand(match business {
        Business::Customer => Right::ViewSales,
        Business::Supplier => Right::ViewBooks,
    })
}

pub fn find(_: &Context<'_>, r: &Reader<'_>, input: FindParty) -> Result<Vec<PartyPick>> {
    let mut picks = Vec::new();
    for id in parties::find(r, &input.text, input.limit.unwrap_or(12).min(100))? {
        let fields = parties::get(r, id)?.fields;
        let fits = match input.business {
            Some(Business::Customer) => fields.is_customer,
            Some(Business::Supplier) => fields.is_supplier,
            None => true,
        };
        if fits {
            let PartyFields { code, name, short_name, terms, tax_id, .. } = fields;
            picks.push(PartyPick { id, code, name, short_name, terms, tax_id });
        }
    }
    Ok(picks)
}

pub fn get(_: &Context<'_>, r: &Reader<'_>, input: PartyKey) -> Result<Party> {
    parties::get_with_merges(r, input.id)
}

pub fn save(_: &Context<'_>, w: &Writer<'_>, input: SaveParty) -> Result<Party> {
    parties::save(w, input.id, input.version, &input.fields)
}

pub fn archive(_: &Context<'_>, w: &Writer<'_>, input: ArchiveParty) -> Result<Party> {
    parties::archive(w, input.id, input.archived)
}

pub fn attachments(_: &Context<'_>, r: &Reader<'_>, input: PartyKey) -> Result<Vec<FiledAttachment>> {
    parties::filed(r, input.id, Seq::LATEST)
}

pub fn file_attachment(_: &Context<'_>, w: &Writer<'_>, input: FileAttachment) -> Result<FiledAttachment> {
    parties::file_attachment(w, input.party_id, Path::new(&input.path))
}

pub fn withdraw_attachment(_: &Context<'_>, w: &Writer<'_>, input: FiledKey) -> Result<FiledAttachment> {
    parties::withdraw_filed(w, input.seq)
}

/// What a customer bought, or what was bought from a supplier, by item and month.
pub fn purchases(
    context: &Context<'_>,
    r: &Reader<'_>,
    input: PurchaseHistoryInput,
) -> Result<PurchaseHistory> {
    demand_view(context, input.business)?;
    parties::get(r, input.party_id)?;
    reports::purchase_history(r, &input, context.today)
}
