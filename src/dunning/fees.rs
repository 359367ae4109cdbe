//! Fees that letters claimed: owed by nobody before they are billed.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::letter::DunningLetter;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::Money;
use crate::store::{PartyId, Reader, Seq};

/// The fee of a letter that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct ReminderFee {
    /// The act that sent the letter.
    pub seq: Seq,
    pub date: Day,
    pub level: u8,
    pub title: String,
    pub amount: Money,
}

/// What letters up to a day claimed of a customer and no standing invoice charges, the oldest first.
pub fn reminder_fees(r: &Reader<'_>, party: PartyId, until: Day) -> Result<Vec<ReminderFee>> {
    let rows = r.rows(include_str!("fees.sql"), named_params! {":party": party, ":until": until}, |row| {
        let content: String = row.get("content")?;
        let letter: DunningLetter = serde_json::from_str(&content)
            .map_err(|error| rusqlite::Error::UserFunctionError(Error::unexpected(error).into()))?;
        let (seq, date, level) = (row.get("seq")?, row.get("date")?, row.get("level")?);
        Ok(letter.fee.map(|amount| ReminderFee { seq, date, level, title: letter.title, amount }))
    })?;
    Ok(rows.into_iter().flatten().collect())
}
