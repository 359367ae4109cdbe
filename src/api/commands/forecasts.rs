//! The cash forecast and its record.

use super::Nothing;
use crate::api::Context;
use crate::error::{Error, Result};
use crate::forecast::{self, ForecastRecord};
use crate::store::Reader;

/// # Errors
/// `nothing_to_forecast` in a book without invoices.
pub fn record(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<ForecastRecord> {
    forecast::record_of(r, context.today)?.ok_or(Error::NothingToForecast)
}
