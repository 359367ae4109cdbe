//! The history that a book holds, and the record of the forecast on it as it crosses the door.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::accuracy::figure;
use super::backtest::{Scores, backtest};
use super::history::{History, Past, Terms};
use crate::calendar::Day;
use crate::error::Result;
use crate::store::{PartyId, Reader};

/// How well one method told what came; absent where nothing could be scored.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ForecastScores {
    /// The chance that a late invoice was thought likelier to be late than a punctual one.
    pub late_auc: Option<f64>,
    /// The mean squared distance of the probability of being late from what happened.
    pub late_brier: Option<f64>,
    /// Σ|error| ÷ Σ|actual| over weeks, of items open when told.
    pub wape_open: Option<f64>,
    /// The same with invoices issued later.
    pub wape_total: Option<f64>,
    /// The share of weeks inside the band of four fifths.
    pub coverage_80: Option<f64>,
}

/// The rules that a forecast has to beat.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ForecastBaselines {
    /// Everything is paid on its due day.
    pub due_date: ForecastScores,
    /// Every customer pays after the median of its own delays.
    pub customer_median: ForecastScores,
    /// Every week brings what weeks brought on the average.
    pub flat_average: ForecastScores,
}

/// What the forecast would have said on the book's own past, set against what happened.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ForecastRecord {
    /// The last day known when the later invoices were told.
    pub cut: Day,
    pub learned_invoices: u32,
    pub tested_invoices: u32,
    /// Of the tested invoices.
    pub late_share: Option<f64>,
    /// A model tells the probability of being late; else the customer's own base rate, which it did not beat.
    pub is_model: bool,
    /// How the customer's own base rate did.
    pub base_rate: ForecastScores,
    pub origins: u32,
    pub scored_weeks: u32,
    pub forecast: ForecastScores,
    /// Of the band of open items alone.
    pub coverage_80_open: Option<f64>,
    pub baselines: ForecastBaselines,
}

/// A book's invoices as a history, and which place in it is whose.
#[derive(Debug, Clone)]
pub struct BookHistory {
    pub history: History,
    customers: BTreeMap<PartyId, usize>,
}

impl BookHistory {
    /// The place of a customer; one without an invoice is like no other.
    pub fn place_of(&self, party: PartyId) -> usize {
        self.customers.get(&party).copied().unwrap_or(usize::MAX)
    }

    /// An invoice of a customer.
    pub fn terms(&self, party: PartyId, issued: Day, due: Day, amount_minor: i64) -> Terms {
        let [issued, due] = [issued, due].map(|day| day.num_days_from_ce());
        Terms { customer: self.place_of(party), issued, due, amount_minor }
    }
}

/// The history of a book's invoices as known at the end of a day, in the book's currency.
pub fn history_of(r: &Reader<'_>, as_of: Day) -> Result<BookHistory> {
    let mut places: BTreeMap<PartyId, usize> = BTreeMap::new();
    let rows = r.rows(include_str!("settled.sql"), named_params! {":as_of": as_of}, |row| {
        let (party, issued, due): (PartyId, Day, Day) =
            (row.get("party_id")?, row.get("date")?, row.get("due_on")?);
        let settled: Option<Day> = row.get("settled_on")?;
        Ok((party, issued, due, settled, row.get::<_, i64>("base_minor")?))
    })?;
    let mut invoices = Vec::with_capacity(rows.len());
    for (party, issued, due, settled, amount_minor) in rows {
        let next = places.len();
        let customer = *places.entry(party).or_insert(next);
        let terms =
            Terms { customer, issued: issued.num_days_from_ce(), due: due.num_days_from_ce(), amount_minor };
        invoices.push(Past { terms, settled: settled.map(|day| day.num_days_from_ce()) });
    }
    Ok(BookHistory { history: History::new(invoices, as_of.num_days_from_ce()), customers: places })
}

/// The record of the forecast on a book's own past as known at the end of a day; `None` without invoices.
pub fn record_of(r: &Reader<'_>, as_of: Day) -> Result<Option<ForecastRecord>> {
    let Some(record) = backtest(&history_of(r, as_of)?.history) else { return Ok(None) };
    Ok(Some(ForecastRecord {
        cut: NaiveDate::from_num_days_from_ce_opt(record.cut).unwrap_or(as_of),
        learned_invoices: count(record.learned_invoices),
        tested_invoices: count(record.tested_invoices),
        late_share: record.late_share.map(figure),
        is_model: record.is_model,
        base_rate: scores(record.base_rate),
        origins: count(record.origins),
        scored_weeks: count(record.scored_weeks),
        forecast: scores(record.forecast),
        coverage_80_open: record.coverage_80_open.map(figure),
        baselines: ForecastBaselines {
            due_date: scores(record.due_date),
            customer_median: scores(record.customer_median),
            flat_average: scores(record.flat_average),
        },
    }))
}

fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

fn scores(found: Scores) -> ForecastScores {
    ForecastScores {
        late_auc: found.late_auc.map(figure),
        late_brier: found.late_brier.map(figure),
        wape_open: found.wape_open.map(figure),
        wape_total: found.wape_total.map(figure),
        coverage_80: found.coverage_80.map(figure),
    }
}
