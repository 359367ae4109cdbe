//! `decimal_sum(text)`: the exact sum of decimal text, which SQLite's own `sum` would add as floats.

use rusqlite::Connection;
use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rust_decimal::Decimal;

use crate::error::Result;

struct DecimalSum;

impl Aggregate<Decimal, Option<String>> for DecimalSum {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Decimal> {
        Ok(Decimal::ZERO)
    }

    fn step(&self, context: &mut Context<'_>, sum: &mut Decimal) -> rusqlite::Result<()> {
        let Some(text) = context.get::<Option<String>>(0)? else { return Ok(()) };
        let fail = |reason: String| rusqlite::Error::UserFunctionError(reason.into());
        let value: Decimal = text.parse().map_err(|_| fail(format!("not a decimal: {text}")))?;
        *sum = sum.checked_add(value).ok_or_else(|| fail("sum too large".into()))?;
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, sum: Option<Decimal>) -> rusqlite::Result<Option<String>> {
        Ok(sum.map(|total| total.normalize().to_string()))
    }
}

pub(super) fn register(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    Ok(conn.create_aggregate_function("decimal_sum", 1, flags, DecimalSum)?)
}
