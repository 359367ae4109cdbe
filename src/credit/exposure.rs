//! What customers owe and are about to, from the rows that posting keeps.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hold::ExposureParts;
use crate::calendar::Day;
use crate::error::Result;
use crate::ledger::book;
use crate::money::Money;
use crate::store::{PartyId, Reader};

/// A customer's exposure now, part by part, in the book's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CreditExposure {
    pub party_id: PartyId,
    pub parts: ExposureParts,
    /// open + notes + delivered + ordered − advances
    pub total: Money,
    /// Of the oldest item that is overdue; nought where none is.
    #[ts(type = "number")]
    pub oldest_overdue_days: i64,
}

/// The exposure of a customer.
pub fn exposure(r: &Reader<'_>, party: PartyId, today: Day) -> Result<CreditExposure> {
    let none = || -> Result<CreditExposure> {
        let zero = Money::zero(book(r)?.currency);
        let parts = ExposureParts { open: zero, notes: zero, delivered: zero, ordered: zero, advances: zero };
        Ok(CreditExposure { party_id: party, parts, total: zero, oldest_overdue_days: 0 })
    };
    exposures(r, (party, party), today)?.pop().map_or_else(none, Ok)
}

/// The exposures of the customers between two keys, by key.
pub fn exposures(
    r: &Reader<'_>,
    (first, last): (PartyId, PartyId),
    today: Day,
) -> Result<Vec<CreditExposure>> {
    let own = book(r)?.currency;
    let between = named_params! {":first": first, ":last": last};
    let rows = r.rows(include_str!("exposure.sql"), between, |row| {
        let money = |column: &str| Ok::<_, rusqlite::Error>(Money::from_minor(row.get(column)?, own));
        let parts = ExposureParts {
            open: money("open_minor")?,
            // Drafts and cheques have no place of their own in the book yet: until paid they stay open items.
            notes: Money::zero(own),
            delivered: money("delivered_minor")?,
            ordered: money("ordered_minor")?,
            advances: money("advance_minor")?,
        };
        Ok((row.get::<_, PartyId>("party_id")?, parts, row.get::<_, Option<Day>>("oldest_due_on")?))
    })?;
    rows.into_iter()
        .map(|(party_id, parts, oldest)| {
            let days = oldest.map_or(0, |due_on| (today - due_on).num_days().max(0));
            Ok(CreditExposure { party_id, parts, total: parts.total()?, oldest_overdue_days: days })
        })
        .collect()
}
