//! Promises and disputes. Who may enter customers records them; who sells decides what becomes of a dispute.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activities::refuse_later;
use crate::activities::{self, ActivityFields};
use crate::api::Context;
use crate::audit;
use crate::calendar::parse_instant;
use crate::commitments::{
    self, CloseDispute, Dispute, DisputeList, HandOnDispute, OpenDispute, Promise, PromiseList,
    RecordPromise, WithdrawPromise,
};
use crate::error::Result;
use crate::store::{Reader, Seq, Writer};

/// A promise, with the call in which it was made.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SavePromise {
    pub promise: RecordPromise,
    /// Recorded first, in the same act of business.
    #[serde(default)]
    pub activity: Option<ActivityFields>,
}

pub fn promises(context: &Context<'_>, r: &Reader<'_>, input: PromiseList) -> Result<Vec<Promise>> {
    commitments::promises(r, &input, context.today, known(r, input.known_at.as_deref())?)
}

pub fn record_promise(context: &Context<'_>, w: &Writer<'_>, input: SavePromise) -> Result<Promise> {
    if let Some(activity) = &input.activity {
        refuse_later(context, "date", activity.date)?;
        activities::record(w, &ActivityFields { party_id: input.promise.party_id, ..activity.clone() })?;
    }
    commitments::record_promise(w, &input.promise, context.today)
}

pub fn withdraw_promise(context: &Context<'_>, w: &Writer<'_>, input: WithdrawPromise) -> Result<Promise> {
    commitments::withdraw_promise(w, &input, context.today)
}

pub fn disputes(context: &Context<'_>, r: &Reader<'_>, input: DisputeList) -> Result<Vec<Dispute>> {
    commitments::disputes(r, &input, context.today, known(r, input.known_at.as_deref())?)
}

pub fn open_dispute(context: &Context<'_>, w: &Writer<'_>, input: OpenDispute) -> Result<Dispute> {
    commitments::open_dispute(w, &input, context.today)
}

pub fn hand_on_dispute(context: &Context<'_>, w: &Writer<'_>, input: HandOnDispute) -> Result<Dispute> {
    commitments::hand_on_dispute(w, &input, context.today)
}

pub fn close_dispute(context: &Context<'_>, w: &Writer<'_>, input: CloseDispute) -> Result<Dispute> {
    commitments::close_dispute(w, &input, context.today)
}

/// What was known at an instant.
pub(super) fn known(r: &Reader<'_>, at: Option<&str>) -> Result<Seq> {
    match at {
        Some(text) => audit::known_at(r, parse_instant(text)?),
        None => Ok(Seq::LATEST),
    }
}
