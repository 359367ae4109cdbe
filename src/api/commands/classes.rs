//! Segments, what classes carry, visits that fall due, and the documents behind a figure.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::api::Context;
use crate::classes::{
    self, ClassDefault, ClassProposal, CustomerSegment, DueVisits, SalesDocuments, SaveClassDefault,
    SaveSegment, SegmentChoices, SegmentCount, SegmentRule, VisitDue,
};
use crate::documents::DocumentRow;
use crate::error::{Error, Result};
use crate::parties::{BIG_REGIONS, BigRegion, PartyFields};
use crate::store::{ClassDefaultId, Page, PartyId, Reader, SegmentId, Writer};

#[derive(Debug, Default, Deserialize, Serialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct SegmentList {
    /// Those put away too.
    #[ts(as = "Option<bool>", optional)]
    pub archived: bool,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct SegmentKey {
    pub id: SegmentId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ArchiveSegment {
    pub id: SegmentId,
    pub archived: bool,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct CountSegment {
    pub rule: SegmentRule,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ClassDefaultKey {
    pub id: ClassDefaultId,
}

#[derive(Debug, Default, Deserialize, Serialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ProposeClass {
    pub party_id: Option<PartyId>,
    /// What is typed of a customer who is not in the book yet; goes before a customer.
    pub fields: Option<PartyFields>,
}

pub fn segments(_: &Context<'_>, r: &Reader<'_>, input: SegmentList) -> Result<Vec<CustomerSegment>> {
    classes::segments(r, input.archived)
}

pub fn segment(_: &Context<'_>, r: &Reader<'_>, input: SegmentKey) -> Result<CustomerSegment> {
    classes::segment(r, input.id)
}

pub fn choices(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<SegmentChoices> {
    classes::segment_choices(r)
}

pub fn count(context: &Context<'_>, r: &Reader<'_>, input: CountSegment) -> Result<SegmentCount> {
    classes::count(r, &input.rule, context.today)
}

pub fn save_segment(context: &Context<'_>, w: &Writer<'_>, input: SaveSegment) -> Result<CustomerSegment> {
    classes::save_segment(w, &input, context.today)
}

pub fn archive_segment(_: &Context<'_>, w: &Writer<'_>, input: ArchiveSegment) -> Result<CustomerSegment> {
    classes::archive_segment(w, input.id, input.archived)
}

pub fn defaults(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<ClassDefault>> {
    classes::class_defaults(r)
}

pub fn save_default(_: &Context<'_>, w: &Writer<'_>, input: SaveClassDefault) -> Result<Vec<ClassDefault>> {
    classes::save_class_default(w, &input)
}

pub fn end_default(_: &Context<'_>, w: &Writer<'_>, input: ClassDefaultKey) -> Result<Vec<ClassDefault>> {
    classes::end_class_default(w, input.id)
}

/// # Errors
/// `field_missing` where neither says who is meant.
pub fn propose(context: &Context<'_>, r: &Reader<'_>, input: ProposeClass) -> Result<ClassProposal> {
    match (&input.fields, input.party_id) {
        (Some(fields), _) => classes::proposal_for(r, fields),
        (None, Some(party)) => classes::proposal(r, party, context.today),
        (None, None) => Err(Error::FieldMissing { field: "party_id".into() }),
    }
}

pub fn due_visits(context: &Context<'_>, r: &Reader<'_>, input: DueVisits) -> Result<Vec<VisitDue>> {
    classes::due_visits(r, &input, context.today)
}

pub fn documents(context: &Context<'_>, r: &Reader<'_>, input: SalesDocuments) -> Result<Page<DocumentRow>> {
    classes::sales_documents(r, &input, context.today)
}

pub fn big_regions(_: &Context<'_>, _: &Reader<'_>, _: Nothing) -> Result<Vec<BigRegion>> {
    Ok(BIG_REGIONS.to_vec())
}
