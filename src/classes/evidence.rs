//! The documents behind a figure: what a class was sold in a span of days.

use std::collections::BTreeMap;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::class::ClassBy;
use super::condition::members;
use super::customer::{AsOf, Customer, customers};
use super::segment::segment;
use crate::calendar::Day;
use crate::documents::{DocumentRow, list_of};
use crate::error::{Error, Result};
use crate::store::{DocumentId, Page, PartyId, Reader, SegmentId};

/// Which documents: invoices and credit notes, and what was voided in the span, of a class.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SalesDocuments {
    pub by: ClassBy,
    /// The class; those of none where absent. Everyone where `all`.
    #[serde(default)]
    pub value: Option<String>,
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub all: bool,
    pub from: Day,
    pub to: Day,
    #[serde(default)]
    pub segment: Option<SegmentId>,
    /// What came back as `next`.
    #[serde(default)]
    pub after: Option<String>,
    #[serde(default)]
    pub limit: Option<u32>,
}

/// One page of them, the latest first.
///
/// # Errors
/// `field_invalid` for an `after` that no page gave.
pub fn sales_documents(r: &Reader<'_>, input: &SalesDocuments, today: Day) -> Result<Page<DocumentRow>> {
    let limit = input.limit.unwrap_or(100).clamp(1, 1000) as usize;
    let invalid = |text: &String| Error::FieldInvalid { field: "after".into(), value: text.clone() };
    let skipped: usize = match &input.after {
        Some(text) => text.parse().map_err(|_| invalid(text))?,
        None => 0,
    };
    let as_of = AsOf::now(input.to);
    let known: BTreeMap<PartyId, Customer> =
        customers(r, as_of)?.into_iter().map(|customer| (customer.id, customer)).collect();
    let within = match input.segment {
        Some(id) => Some(members(r, &segment(r, id)?.rule, AsOf::now(today))?),
        None => None,
    };
    let fits = |party: &PartyId| {
        within.as_ref().is_none_or(|within| within.binary_search(party).is_ok())
            && known
                .get(party)
                .is_some_and(|customer| input.all || input.by.holds(customer, input.value.as_deref()))
    };
    let rows: Vec<(DocumentId, PartyId)> = r.rows(
        include_str!("sales_documents.sql"),
        named_params! {":from": input.from, ":to": input.to},
        |row| Ok((row.get("document_seq")?, row.get("party_id")?)),
    )?;
    let mut found = rows.into_iter().filter(|(_, party)| fits(party)).map(|(id, _)| id).skip(skipped);
    let ids: Vec<DocumentId> = found.by_ref().take(limit).collect();
    let next = found.next().is_some().then(|| (skipped + ids.len()).to_string());
    Ok(Page { rows: list_of(r, &ids, today)?, next })
}
