//! The cash forecast, what is planned beside the books, and the record of both.

use super::Nothing;
use crate::api::{Context, Job};
use crate::cash::{self, CashFlowRow, CashForecast, CashForecastInput, CashPlan, CashRecord, KeptForecast};
use crate::error::{Error, Result};
use crate::forecast::{self, ForecastRecord};
use crate::store::{Reader, Writer};

/// # Errors
/// `nothing_to_forecast` in a book without invoices.
pub fn record(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<ForecastRecord> {
    forecast::record_of(r, context.today)?.ok_or(Error::NothingToForecast)
}

pub fn cash(context: &Context<'_>, r: &Reader<'_>, input: CashForecastInput) -> Result<CashForecast> {
    cash::forecast(r, &input, context.today)
}

pub fn flows(context: &Context<'_>, r: &Reader<'_>, input: CashForecastInput) -> Result<Vec<CashFlowRow>> {
    cash::flows(r, &input, context.today)
}

/// The forecast of this week, kept; the one that is kept already where there is one.
pub fn keep(context: &Context<'_>, job: &Job<'_>, _: Nothing) -> Result<Option<KeptForecast>> {
    let told = job.read(|r| cash::to_keep(r, context.today))?;
    context.refuse_cancelled()?;
    if let Some(told) = &told {
        job.write(|w| cash::keep(w, told))?;
    }
    job.read(cash::last_kept)
}

pub fn kept(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<CashRecord> {
    cash::record(r, context.today)
}

pub fn plan(_: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<CashPlan> {
    cash::cash_plan(r)
}

pub fn save_plan(_: &Context<'_>, w: &Writer<'_>, input: CashPlan) -> Result<CashPlan> {
    cash::save_cash_plan(w, &input)
}
