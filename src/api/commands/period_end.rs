//! Months that take adjustments only, and what the end of a month or a year posts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{MonthKey, Nothing};
use crate::api::Context;
use crate::error::Result;
use crate::ledger::{self, Entry};
use crate::period_end::{self, EntryPreview, Planned};
use crate::store::{Reader, Writer};

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct YearKey {
    pub year: i32,
}

pub fn soft_close(_: &Context<'_>, w: &Writer<'_>, input: MonthKey) -> Result<Nothing> {
    ledger::soft_close(w, input.month)?;
    Ok(Nothing {})
}

pub fn reopen(_: &Context<'_>, w: &Writer<'_>, input: MonthKey) -> Result<Nothing> {
    ledger::reopen(w, input.month)?;
    Ok(Nothing {})
}

pub fn preview_profit(_: &Context<'_>, r: &Reader<'_>, input: MonthKey) -> Result<Vec<EntryPreview>> {
    Ok(previews(period_end::plan_profit(r, input.month)?))
}

pub fn transfer_profit(_: &Context<'_>, w: &Writer<'_>, input: MonthKey) -> Result<Vec<Entry>> {
    period_end::transfer_profit(w, input.month)
}

pub fn preview_year(_: &Context<'_>, r: &Reader<'_>, input: YearKey) -> Result<Vec<EntryPreview>> {
    Ok(previews(period_end::plan_year(r, input.year)?))
}

pub fn close_year(_: &Context<'_>, w: &Writer<'_>, input: YearKey) -> Result<Vec<Entry>> {
    period_end::close_year(w, input.year)
}

fn previews(plans: Vec<Planned>) -> Vec<EntryPreview> {
    plans.into_iter().map(Planned::preview).collect()
}
