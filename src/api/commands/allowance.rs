//! What is expected to be lost of receivables: its rates, the matrix of a day, and the allowance posted by it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use super::ledger::OnDay;
use crate::api::Context;
use crate::calendar::Day;
use crate::error::Result;
use crate::ledger::{self, LossRates, Segment};
use crate::reports::{self, Allowance, LossHistory};
use crate::runs::{self, PostedAllowance};
use crate::store::{Reader, Seq, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct LossHistoryInput {
    pub as_of: Day,
    /// Days past due at which each bucket ends; 30, 60 and 90 where empty.
    #[serde(default)]
    #[ts(as = "Option<Vec<u32>>", optional)]
    pub ends: Vec<u32>,
    /// Whose; of all that are in no segment where absent.
    #[serde(default)]
    pub segment: Option<Segment>,
}

/// The loss rates in force on a day.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct LossRatesOnDay {
    /// Those of all; absent before any were entered.
    pub rates: Option<LossRates>,
    /// Those of segments that have some of their own.
    pub segments: Vec<LossRates>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct EndSegment {
    pub segment: Segment,
    /// The first day without.
    pub valid_from: Day,
}

pub fn loss_rates(_: &Context<'_>, r: &Reader<'_>, input: OnDay) -> Result<LossRatesOnDay> {
    Ok(LossRatesOnDay {
        rates: ledger::loss_rates_on(r, input.date, Seq::LATEST)?,
        segments: ledger::segment_rates_on(r, input.date, Seq::LATEST)?,
    })
}

pub fn save_loss_rates(_: &Context<'_>, w: &Writer<'_>, input: LossRates) -> Result<LossRates> {
    ledger::save_loss_rates(w, &input)
}

/// From a day on the customers of a segment go by the rates of all others.
pub fn end_segment(_: &Context<'_>, w: &Writer<'_>, input: EndSegment) -> Result<Nothing> {
    ledger::end_segment(w, &input.segment, input.valid_from)?;
    Ok(Nothing {})
}

pub fn propose(_: &Context<'_>, r: &Reader<'_>, input: LossHistoryInput) -> Result<LossHistory> {
    reports::loss_history(r, input.as_of, &input.ends, input.segment.as_ref())
}

pub fn preview(_: &Context<'_>, r: &Reader<'_>, input: OnDay) -> Result<Allowance> {
    reports::allowance(r, input.date)
}

pub fn post(_: &Context<'_>, w: &Writer<'_>, input: OnDay) -> Result<PostedAllowance> {
    runs::post_allowance(w, input.date)
}
