//! How probable it is that an open invoice is paid late, told only where that was told better than by the customer's own
//! rate on later invoices that the model had not seen.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::receivable::{OpenSide, open_sums};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::forecast::accuracy::figure;
use crate::forecast::{Lateness, history_of, late_record};
use crate::ledger::book;
use crate::money::Money;
use crate::store::{DocumentId, PartyId, Reader};

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct LateRiskInput {
    /// Late is what is paid more than so many days after its due day; nought where absent, a year at most.
    pub days: Option<u32>,
    /// Of one customer; of all where absent.
    pub party_id: Option<PartyId>,
}

/// An open invoice that is not late yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct LateRiskRow {
    pub party_id: PartyId,
    pub party_name: String,
    pub document_id: Option<DocumentId>,
    pub number: String,
    pub due_on: Day,
    pub open: Money,
    /// What the model tells; absent where none is better than the customer's own rate.
    pub percent: Option<u32>,
    /// The customer's own rate, drawn to that of all where it has few invoices.
    pub own_rate_percent: u32,
}

/// Estimates with their record.
#[derive(Debug, Clone, PartialEq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct LateRisk {
    pub days: u32,
    /// Whether a model beat the customer's own rate.
    pub is_model: bool,
    /// Later invoices of the book's past that were told from earlier ones.
    #[ts(type = "number")]
    pub tested: usize,
    pub auc: Option<f64>,
    pub brier: Option<f64>,
    /// How well the customer's own rate told the same invoices.
    pub own_auc: Option<f64>,
    pub own_brier: Option<f64>,
    /// The likeliest to be late first.
    pub rows: Vec<LateRiskRow>,
}

const DAYS_MAX: u32 = 365;

/// # Errors
/// `field_invalid` for more than a year.
pub fn late_risk(r: &Reader<'_>, input: &LateRiskInput, today: Day) -> Result<LateRisk> {
    let days = input.days.unwrap_or_default();
    let grace = i32::try_from(days).ok().filter(|_| days <= DAYS_MAX);
    let Some(grace) = grace else {
        return Err(Error::FieldInvalid { field: "days".into(), value: days.to_string() });
    };
    let currency = book(r)?.currency;
    let past = history_of(r, today)?;
    let history = past.history.with_grace(grace);
    let (lateness, record) = (Lateness::learn(&history), late_record(&history));
    let mut rows = Vec::new();
    for sum in open_sums(r, OpenSide::Customers)? {
        let is_asked = input.party_id.is_none_or(|party| party == sum.party);
        let last = sum.due_on.checked_add_days(chrono::Days::new(u64::from(days))).unwrap_or(sum.due_on);
        if !is_asked || last < today {
            continue;
        }
        let [percent, own_rate_percent] =
            lateness.percents(&past.terms(sum.party, sum.date, last, sum.minor));
        rows.push(LateRiskRow {
            party_id: sum.party,
            party_name: sum.party_name,
            document_id: sum.document,
            number: sum.number,
            due_on: sum.due_on,
            open: Money::from_minor(sum.minor, currency),
            percent: lateness.is_model().then_some(percent),
            own_rate_percent,
        });
    }
    rows.sort_by_key(|row| {
        let odds = row.percent.unwrap_or(row.own_rate_percent);
        (std::cmp::Reverse((odds, row.open.minor())), row.due_on)
    });
    let told = record.map(|record| record.told);
    let own = record.map(|record| record.base_rate);
    let shown = |found: Option<f64>| found.map(figure);
    Ok(LateRisk {
        days,
        is_model: lateness.is_model(),
        tested: record.map_or(0, |record| record.tested),
        auc: shown(told.and_then(|told| told.late_auc)),
        brier: shown(told.and_then(|told| told.late_brier)),
        own_auc: shown(own.and_then(|own| own.late_auc)),
        own_brier: shown(own.and_then(|own| own.late_brier)),
        rows,
    })
}
