//! Leads, opportunities, pipelines, targets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::api::Context;
use crate::documents::{DocumentRow, Draft};
use crate::error::Result;
use crate::pipeline::{
    self, AssignOpportunities, Board, BoardInput, ColumnInput, ConvertLead, Converted, DismissLead, DoTask,
    HistoryRow, Lead, LeadList, LeadRow, LearnedStage, LostReason, MoveOpportunity, NewOpportunity,
    Opportunity, OpportunityList, OpportunityRow, OpportunityTotals, Owner, Pipeline, PostponeOpportunity,
    SaveLead, SaveLostReason, SaveOpportunity, SavePipeline, SaveTargets, Target, TargetList,
};
use crate::store::{LeadId, OpportunityId, Page, PipelineId, Reader, Seq, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct OpportunityKey {
    pub id: OpportunityId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct LeadKey {
    pub id: LeadId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct PipelineKey {
    pub id: PipelineId,
}

/// How many opportunities and leads were given to somebody else.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct Assigned {
    #[ts(type = "number")]
    pub count: u32,
}

pub fn pipelines(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<Pipeline>> {
    pipeline::pipelines(r)
}

pub fn save_pipeline(context: &Context<'_>, w: &Writer<'_>, input: SavePipeline) -> Result<Pipeline> {
    pipeline::save_pipeline(w, &input, context.today)
}

pub fn board(context: &Context<'_>, r: &Reader<'_>, input: BoardInput) -> Result<Board> {
    pipeline::board(r, &input, context.today)
}

pub fn column(context: &Context<'_>, r: &Reader<'_>, input: ColumnInput) -> Result<Page<OpportunityRow>> {
    pipeline::column(r, &input, context.today)
}

pub fn learned(context: &Context<'_>, r: &Reader<'_>, input: PipelineKey) -> Result<Vec<LearnedStage>> {
    let of = pipeline::pipeline(r, input.id)?;
    Ok(pipeline::learned(&of, &pipeline::past(r, context.today, Seq::LATEST)?))
}

pub fn lost_reasons(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<LostReason>> {
    pipeline::lost_reasons(r)
}

pub fn save_lost_reason(_: &Context<'_>, w: &Writer<'_>, input: SaveLostReason) -> Result<LostReason> {
    pipeline::save_lost_reason(w, &input)
}

pub fn list(context: &Context<'_>, r: &Reader<'_>, input: OpportunityList) -> Result<Page<OpportunityRow>> {
    pipeline::list(r, &input, context.today)
}

pub fn totals(context: &Context<'_>, r: &Reader<'_>, input: OpportunityList) -> Result<OpportunityTotals> {
    pipeline::list_totals(r, &input, context.today)
}

pub fn get(_: &Context<'_>, r: &Reader<'_>, input: OpportunityKey) -> Result<Opportunity> {
    pipeline::get(r, input.id)
}

pub fn history(_: &Context<'_>, r: &Reader<'_>, input: OpportunityKey) -> Result<Vec<HistoryRow>> {
    pipeline::history(r, input.id)
}

pub fn create(context: &Context<'_>, w: &Writer<'_>, input: NewOpportunity) -> Result<Opportunity> {
    pipeline::create(w, &input, context.today)
}

pub fn save(context: &Context<'_>, w: &Writer<'_>, input: SaveOpportunity) -> Result<Opportunity> {
    pipeline::save(w, &input, context.today)
}

pub fn move_to(context: &Context<'_>, w: &Writer<'_>, input: MoveOpportunity) -> Result<Opportunity> {
    pipeline::move_to(w, &input, context.today)
}

pub fn assign(context: &Context<'_>, w: &Writer<'_>, input: AssignOpportunities) -> Result<Assigned> {
    Ok(Assigned { count: pipeline::assign(w, &input, context.today)? })
}

pub fn postpone(context: &Context<'_>, w: &Writer<'_>, input: PostponeOpportunity) -> Result<Opportunity> {
    pipeline::postpone(w, &input, context.today)
}

pub fn do_task(context: &Context<'_>, w: &Writer<'_>, input: DoTask) -> Result<Opportunity> {
    pipeline::do_task(w, &input, context.today)
}

pub fn owners(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<Owner>> {
    pipeline::owners(r)
}

pub fn leads(_: &Context<'_>, r: &Reader<'_>, input: LeadList) -> Result<Page<LeadRow>> {
    pipeline::leads(r, &input)
}

pub fn lead(_: &Context<'_>, r: &Reader<'_>, input: LeadKey) -> Result<Lead> {
    pipeline::lead(r, input.id)
}

pub fn lead_history(_: &Context<'_>, r: &Reader<'_>, input: LeadKey) -> Result<Vec<Lead>> {
    pipeline::lead_history(r, input.id)
}

pub fn save_lead(context: &Context<'_>, w: &Writer<'_>, input: SaveLead) -> Result<Lead> {
    pipeline::save_lead(w, &input, context.today)
}

pub fn convert_lead(context: &Context<'_>, w: &Writer<'_>, input: ConvertLead) -> Result<Converted> {
    pipeline::convert(w, &input, context.today)
}

pub fn dismiss_lead(context: &Context<'_>, w: &Writer<'_>, input: DismissLead) -> Result<Lead> {
    pipeline::dismiss(w, &input, context.today)
}

pub fn reopen_lead(context: &Context<'_>, w: &Writer<'_>, input: DismissLead) -> Result<Lead> {
    pipeline::reopen_lead(w, &input, context.today)
}

pub fn targets(_: &Context<'_>, r: &Reader<'_>, input: TargetList) -> Result<Vec<Target>> {
    pipeline::targets(r, input.year)
}

pub fn save_targets(_: &Context<'_>, w: &Writer<'_>, input: SaveTargets) -> Result<Nothing> {
    pipeline::save_targets(w, &input)?;
    Ok(Nothing {})
}

/// The draft of a quote from the opportunity's items.
pub fn draft_quote(context: &Context<'_>, w: &Writer<'_>, input: OpportunityKey) -> Result<Draft> {
    pipeline::draft_quote(w, input.id, context.today)
}

pub fn documents(context: &Context<'_>, r: &Reader<'_>, input: OpportunityKey) -> Result<Vec<DocumentRow>> {
    pipeline::documents_of(r, input.id, context.today)
}
