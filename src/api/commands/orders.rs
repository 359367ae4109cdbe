//! From quote to invoice, and the billing run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use super::documents::DocumentKey;
use crate::api::{Context, Job};
use crate::calendar::Day;
use crate::documents::{self, Decide, Decided, DocumentFields};
use crate::error::{Error, Result};
use crate::orders::{
    self, BillingInput, NextInput, OpenLines, OpenLinesInput, OpenParty, OpenTotals, OrderPolicy,
    PlannedInvoice, Track,
};
use crate::runs::{self, OrderBilling};
use crate::store::{DocumentId, PartyId, Reader, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct OpenPartyInput {
    /// All customers where absent.
    #[serde(default)]
    pub party_id: Option<PartyId>,
}

/// What a billing run makes.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct RunBilling {
    #[serde(default)]
    pub plan: BillingInput,
    /// The invoices of the plan that are made, each by the first document it is made from; all where absent.
    #[serde(default)]
    pub chosen: Option<Vec<DocumentId>>,
    /// The day of the invoices; that of the plan where absent.
    #[serde(default)]
    pub date: Option<Day>,
}

pub fn next(context: &Context<'_>, r: &Reader<'_>, input: NextInput) -> Result<DocumentFields> {
    orders::next(r, &input, context.today)
}

pub fn track(context: &Context<'_>, r: &Reader<'_>, input: DocumentKey) -> Result<Track> {
    let document = documents::record(r, input.id)?
        .ok_or_else(|| Error::NotFound { kind: "document".into(), key: input.id.to_string() })?;
    super::documents::demand_view(context, document.kind)?;
    orders::track(r, input.id, context.today)
}

pub fn decide(context: &Context<'_>, w: &Writer<'_>, input: Decide) -> Result<Decided> {
    documents::decide(w, &input, context.today)
}

pub fn open(_: &Context<'_>, r: &Reader<'_>, input: OpenLinesInput) -> Result<OpenLines> {
    orders::open(r, &input)
}

pub fn by_party(_: &Context<'_>, r: &Reader<'_>, input: OpenPartyInput) -> Result<Vec<OpenParty>> {
    orders::by_party(r, input.party_id)
}

pub fn open_totals(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<OpenTotals> {
    orders::open_totals(r, context.today)
}

pub fn policy(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<OrderPolicy> {
    orders::policy(r)
}

pub fn save_policy(_: &Context<'_>, w: &Writer<'_>, input: OrderPolicy) -> Result<OrderPolicy> {
    orders::save_policy(w, &input)
}

pub fn plan_billing(
    context: &Context<'_>,
    r: &Reader<'_>,
    input: BillingInput,
) -> Result<Vec<PlannedInvoice>> {
    orders::plan(r, &input, context.today)
}

/// Makes the chosen invoices of a plan, each in a transaction of its own.
pub fn run_billing(context: &Context<'_>, job: &Job<'_>, input: RunBilling) -> Result<OrderBilling> {
    let mut planned = job.read(|r| orders::plan(r, &input.plan, context.today))?;
    if let Some(chosen) = &input.chosen {
        planned.retain(|planned| planned.sources.first().is_some_and(|first| chosen.contains(&first.id)));
    }
    let progress = |done, total| context.progress("billing", done, total);
    runs::bill_orders(planned, progress, |planned| {
        let sources: Vec<DocumentId> = planned.sources.iter().map(|source| source.id).collect();
        let date = input.date.unwrap_or(planned.date);
        job.write(|w| orders::bill(w, &sources, date, context.today))
    })
}
