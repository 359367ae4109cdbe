//! 预期信用损失率: what is expected to be lost of receivables by their age. Source: DOMAIN §6 (IFRS 9 5.5.15, B5.5.35);
//! vectors `ecl`.

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::Figure;
use crate::store::{Reader, Seq, Writer};

/// What is lost of how much: 2 of 100, or as a history tells it, 2,000 of 23,000. Never rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LossRate {
    pub lost: Figure,
    pub of: Figure,
}

/// The loss rates of each bucket: not due, one up to each end, and one for what is older.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LossRates {
    pub valid_from: Day,
    /// Days past due at which each bucket ends, but the last.
    pub ends: Vec<u32>,
    /// One more than the ends, and one for what is not due.
    pub rates: Vec<LossRate>,
    /// What is expected of the future: 1 where it will be as the past was. No rate exceeds the whole.
    pub factor: Figure,
}

/// What stands in the row, beside the day.
#[derive(Serialize, Deserialize)]
struct Content {
    ends: Vec<u32>,
    rates: Vec<LossRate>,
    factor: Figure,
}

impl LossRate {
    /// The rate in percent, as it is shown.
    pub fn percent(self) -> Decimal {
        self.lost
            .0
            .checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|lost| lost.checked_div(self.of.0))
            .unwrap_or_default()
    }

    /// The part of an amount that is expected to be lost; at most all of it.
    pub fn of_amount(self, amount: Decimal, factor: Figure) -> Result<Decimal> {
        let lost = amount.checked_mul(self.lost.0).and_then(|product| product.checked_mul(factor.0));
        let part = lost.and_then(|lost| lost.checked_div(self.of.0)).ok_or(Error::AmountOverflow)?;
        Ok(part.min(amount))
    }
}

/// Loss rates from how one vintage of sales was paid: what was never paid ÷ what was still unpaid when each bucket began.
/// `paid` is what came in while the sales were in each bucket but the last.
pub fn roll_rates(sales: Decimal, paid: &[Decimal], never: Decimal) -> Vec<LossRate> {
    let mut unpaid = sales;
    let mut rates = Vec::with_capacity(paid.len() + 1);
    for paid in paid.iter().chain(&[Decimal::ZERO]) {
        rates.push(match unpaid.is_zero() {
            true => LossRate { lost: Figure::ZERO, of: Figure::ONE },
            false => LossRate { lost: Figure(never), of: Figure(unpaid) },
        });
        unpaid -= paid;
    }
    rates
}

/// Enters the rates that count from a day on; what is posted stays.
///
/// # Errors
/// `field_invalid` for ends that do not rise, a rate below nought or above the whole, a factor that is not above nought;
/// `field_missing` unless there is a rate for every bucket.
pub fn save_loss_rates(w: &Writer<'_>, fields: &LossRates) -> Result<LossRates> {
    let invalid = |field: &str, value: String| Error::FieldInvalid { field: field.into(), value };
    let rises =
        fields.ends.iter().zip(std::iter::once(&0).chain(&fields.ends)).all(|(end, before)| end > before);
    if !rises || fields.ends.is_empty() || fields.ends.len() > 6 {
        let ends = fields.ends.iter().map(u32::to_string).collect::<Vec<_>>();
        return Err(invalid("ends", ends.join(",")));
    }
    if fields.rates.len() != fields.ends.len() + 2 {
        return Err(Error::FieldMissing { field: "rates".into() });
    }
    let is_rate =
        |rate: &&LossRate| rate.of > Figure::ZERO && rate.lost >= Figure::ZERO && rate.lost <= rate.of;
    if let Some(rate) = fields.rates.iter().find(|rate| !is_rate(rate)) {
        return Err(invalid("rates", format!("{} / {}", rate.lost, rate.of)));
    }
    if fields.factor <= Figure::ZERO || fields.factor > Figure(Decimal::ONE_HUNDRED) {
        return Err(invalid("factor", fields.factor.to_string()));
    }
    let content = Content { ends: fields.ends.clone(), rates: fields.rates.clone(), factor: fields.factor };
    let seq = audit::record(w, &serde_json::json!({"loss_rates": fields}))?;
    w.execute(
        "insert into loss_rates (seq, valid_from, content) values (:seq, :from, :content)",
        named_params! {":seq": seq, ":from": fields.valid_from,
        ":content": serde_json::to_string(&content).map_err(Error::unexpected)?},
    )?;
    Ok(fields.clone())
}

/// The rates that count on a day, as known at `known`.
pub fn loss_rates_on(r: &Reader<'_>, date: Day, known: Seq) -> Result<Option<LossRates>> {
    let found = r.row(
        "select valid_from, content from loss_rates where valid_from <= :date and seq <= :known
         order by valid_from desc, seq desc limit 1",
        named_params! {":date": date, ":known": known},
        |row| Ok((row.get("valid_from")?, row.get::<_, String>("content")?)),
    )?;
    let read = |(valid_from, content): (Day, String)| -> Result<LossRates> {
        let Content { ends, rates, factor } = serde_json::from_str(&content)
            .map_err(|error| Error::BookDamaged { reason: format!("loss rates: {error}") })?;
        Ok(LossRates { valid_from, ends, rates, factor })
    };
    found.map(read).transpose()
}
