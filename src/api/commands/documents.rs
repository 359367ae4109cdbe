//! Drafts and documents. A command's right is the least it demands; receipts, bills and payments demand more.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::access::Right;
use crate::api::Context;
use crate::calendar::Day;
use crate::classes;
use crate::documents::{
    self, Desk, Document, DocumentFields, DocumentKind, DocumentList, DocumentRow, DocumentTotals, Draft,
    DraftRow, Instalment, Issued, Origin, PreviewLine, Reschedule, Rescheduled, SaveDraft, Totals, Voided,
};
use crate::error::{Error, Result};
use crate::ledger;
use crate::recurring;
use crate::store::{DocumentId, DraftId, Page, Reader, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct DraftKey {
    pub id: DraftId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct DraftVersion {
    pub id: DraftId,
    pub version: u32,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct DraftList {
    /// All where empty.
    #[serde(default)]
    pub kinds: Vec<DocumentKind>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct DocumentInput {
    pub fields: DocumentFields,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct DocumentKey {
    pub id: DocumentId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct DocumentNumber {
    pub kind: DocumentKind,
    pub number: String,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct NextNumber {
    pub kind: DocumentKind,
    pub date: Option<Day>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct VoidInput {
    pub id: DocumentId,
    /// Today where absent; the document's own day where that is later.
    pub date: Option<Day>,
    #[serde(default)]
    pub reason: String,
}

pub fn drafts(context: &Context<'_>, r: &Reader<'_>, input: DraftList) -> Result<Vec<DraftRow>> {
    let rows = documents::drafts(r, &input.kinds, context.today)?;
    Ok(rows.into_iter().filter(|row| may_see(context, row.kind)).collect())
}

pub fn draft(context: &Context<'_>, r: &Reader<'_>, input: DraftKey) -> Result<Draft> {
    let draft = documents::draft(r, input.id)?;
    demand_view(context, draft.fields.kind())?;
    Ok(draft)
}

pub fn save_draft(context: &Context<'_>, w: &Writer<'_>, input: SaveDraft) -> Result<Draft> {
    context.demand(input.fields.kind().right())?;
    documents::save_draft(w, &input)
}

pub fn discard_draft(context: &Context<'_>, w: &Writer<'_>, input: DraftKey) -> Result<Nothing> {
    context.demand(documents::draft(w, input.id)?.fields.kind().right())?;
    documents::discard_draft(w, input.id)?;
    Ok(Nothing {})
}

pub fn totals(context: &Context<'_>, r: &Reader<'_>, input: DocumentInput) -> Result<Totals> {
    documents::totals(r, &input.fields, context.today)
}

pub fn instalments(context: &Context<'_>, r: &Reader<'_>, input: DocumentInput) -> Result<Vec<Instalment>> {
    documents::instalments_of(&Desk::new(r)?, &input.fields, context.today)
}

pub fn preview_entry(
    context: &Context<'_>,
    r: &Reader<'_>,
    input: DocumentInput,
) -> Result<Vec<PreviewLine>> {
    documents::posting_preview(r, &input.fields, context.today)
}

pub fn next_number(context: &Context<'_>, r: &Reader<'_>, input: NextNumber) -> Result<String> {
    ledger::next_number(r, input.kind.as_str(), input.date.unwrap_or(context.today))
}

pub fn approve_draft(context: &Context<'_>, w: &Writer<'_>, input: DraftVersion) -> Result<Draft> {
    context.demand(documents::draft(w, input.id)?.fields.kind().right())?;
    documents::approve_draft(w, input.id, input.version)
}

pub fn issue(context: &Context<'_>, w: &Writer<'_>, input: DocumentInput) -> Result<Issued> {
    context.demand(input.fields.kind().right())?;
    if input.fields.kind().posts() {
        documents::refuse_unapproved(w, false)?;
    }
    documents::issue(w, &input.fields, Origin::Ours, context.today)
}

pub fn issue_draft(context: &Context<'_>, w: &Writer<'_>, input: DraftVersion) -> Result<Issued> {
    context.demand(documents::draft(w, input.id)?.fields.kind().right())?;
    recurring::issue_draft(w, input.id, input.version, context.today)
}

pub fn void(context: &Context<'_>, w: &Writer<'_>, input: VoidInput) -> Result<Voided> {
    let document = documents::record(w, input.id)?
        .ok_or_else(|| Error::NotFound { kind: "document".into(), key: input.id.to_string() })?;
    context.demand(document.kind.right())?;
    documents::void(w, input.id, input.date.unwrap_or(context.today), &input.reason)
}

pub fn reschedule(context: &Context<'_>, w: &Writer<'_>, input: Reschedule) -> Result<Rescheduled> {
    documents::reschedule(w, &input, context.today)
}

pub fn list(context: &Context<'_>, r: &Reader<'_>, input: DocumentList) -> Result<Page<DocumentRow>> {
    documents::list(r, &visible(context, r, input)?, context.today)
}

pub fn list_totals(context: &Context<'_>, r: &Reader<'_>, input: DocumentList) -> Result<DocumentTotals> {
    documents::list_totals(r, &visible(context, r, input)?, context.today)
}

pub fn get(context: &Context<'_>, r: &Reader<'_>, input: DocumentKey) -> Result<Document> {
    let document = documents::get(r, input.id, context.today)?;
    demand_view(context, document.kind)?;
    Ok(document)
}

pub fn find(context: &Context<'_>, r: &Reader<'_>, input: DocumentNumber) -> Result<Document> {
    demand_view(context, input.kind)?;
    documents::get(r, documents::by_number(r, input.kind, &input.number)?, context.today)
}

/// Who sees only sales sees no bills, payments or opening debts.
pub fn may_see(context: &Context<'_>, kind: DocumentKind) -> bool {
    kind.is_sales() || context.actor.role.allows(Right::ViewBooks)
}

pub fn demand_view(context: &Context<'_>, kind: DocumentKind) -> Result<()> {
    context.demand(if kind.is_sales() { Right::ViewSales } else { Right::ViewBooks })
}

/// The list without the kinds the caller may not see, with the customers of its segment; refused where it asks for no
/// others.
pub fn visible(context: &Context<'_>, r: &Reader<'_>, mut input: DocumentList) -> Result<DocumentList> {
    input.members = classes::segment_members(r, input.segment, context.today)?;
    if input.kinds.is_empty() {
        input.kinds = DocumentKind::ALL.to_vec();
    }
    input.kinds.retain(|kind| may_see(context, *kind));
    if input.kinds.is_empty() {
        context.demand(Right::ViewBooks)?;
    }
    Ok(input)
}
