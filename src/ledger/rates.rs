//! Rates of exchange by day.
//!
//! A rate is recorded as quoted, with its source, and never changed: a correction is a later row for the same day, and
//! the later recorded one counts. On a day without a rate the last earlier one holds. Source: DOMAIN §4.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::book;
use crate::audit::{self, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::{Currency, Figure, Rate};
use crate::store::{Page, Query, Reader, Seq, Writer};

/// Which of a bank's prices a rate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RateType {
    /// 中间价
    #[default]
    Mid,
    Buy,
    Sell,
    Average,
    Contract,
}

impl RateType {
    const ALL: [RateType; 5] =
        [RateType::Mid, RateType::Buy, RateType::Sell, RateType::Average, RateType::Contract];

    pub fn as_str(self) -> &'static str {
        match self {
            RateType::Mid => "mid",
            RateType::Buy => "buy",
            RateType::Sell => "sell",
            RateType::Average => "average",
            RateType::Contract => "contract",
        }
    }
}

/// A rate to record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NewRate {
    pub currency: Currency,
    pub date: Day,
    /// As quoted: `7.1`, `4.7123/100`, `1/195.43`.
    pub rate: Rate,
    #[serde(default)]
    #[serde(rename = "type")]
    pub kind: RateType,
    #[serde(default)]
    pub source: String,
}

/// A rate as it holds on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "ExchangeRate")]
#[schemars(rename = "ExchangeRate")]
pub struct Quote {
    pub currency: Currency,
    /// The day it was quoted for: an earlier day than the one asked where that had none.
    pub date: Day,
    pub rate: Rate,
    #[serde(rename = "type")]
    pub kind: RateType,
    pub source: String,
}

#[derive(Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RateList {
    pub currency: Option<Currency>,
    /// Rows to skip past, as the last page said.
    pub after: Option<String>,
    pub limit: Option<u32>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Result<Quote>> {
    let kind: String = row.get("type")?;
    let (base, foreign): (String, String) = (row.get("base_units")?, row.get("foreign_units")?);
    let (currency, date, source) = (row.get("currency")?, row.get("date")?, row.get("source")?);
    let kind = RateType::ALL.into_iter().find(|known| known.as_str() == kind).unwrap_or_default();
    let rate = || Rate::new(base.parse::<Figure>()?.0, foreign.parse::<Figure>()?.0);
    Ok(rate().map(|rate| Quote { currency, date, rate, kind, source }))
}

/// The rate that holds on `date`: that day's, else the last earlier one.
///
/// # Errors
/// `rate_missing`.
pub fn rate_on(r: &Reader<'_>, currency: Currency, date: Day) -> Result<Quote> {
    r.row(
        "select currency, date, base_units, foreign_units, type, source from exchange_rate
         where currency = :currency and date <= :date order by date desc, seq desc, line desc limit 1",
        named_params! {":currency": currency, ":date": date},
        read,
    )?
    .ok_or_else(|| Error::RateMissing { currency: currency.to_string(), date: date.to_string() })?
}

/// Rates that count, latest day first.
pub fn list_rates(r: &Reader<'_>, input: &RateList) -> Result<Page<Quote>> {
    let limit = input.limit.unwrap_or(200).min(1000);
    let query =
        filtered(input).filter_some("e.date || ' ' || e.currency < ?", input.after.clone()).limit(limit + 1);
    let mut rows = query.rows(r, read)?.into_iter().collect::<Result<Vec<Quote>>>()?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|last| format!("{} {}", last.date, last.currency));
    Ok(Page { rows, next })
}

/// Every rate that counts, latest day first.
pub fn list_rates_whole(r: &Reader<'_>, input: &RateList) -> Result<Vec<Quote>> {
    filtered(input).rows(r, read)?.into_iter().collect()
}

fn filtered(input: &RateList) -> Query {
    Query::new(include_str!("rates.sql"))
        .filter(CORRECTED_BY_NONE, [])
        .filter_some("e.currency = ?", input.currency.map(|currency| currency.to_string()))
        .order(&["e.date", "e.currency"], true)
}

const CORRECTED_BY_NONE: &str =
    "not exists (select 1 from exchange_rate later where later.currency = e.currency and
  later.date = e.date and (later.seq, later.line) > (e.seq, e.line))";

/// Records rates, each for a foreign currency.
///
/// # Errors
/// `field_invalid` for the book's own currency; `field_missing` where there is none.
pub fn save_rates(w: &Writer<'_>, rates: &[NewRate]) -> Result<Seq> {
    let own = book(w)?.currency;
    if rates.is_empty() {
        return Err(Error::FieldMissing { field: "rates".into() });
    }
    if let Some(rate) = rates.iter().find(|rate| rate.currency == own) {
        return Err(Error::FieldInvalid { field: "currency".into(), value: rate.currency.to_string() });
    }
    let act = audit::begin(w)?;
    for (index, rate) in rates.iter().enumerate() {
        let [base, foreign] = rate.rate.quoted().map(|units| units.to_string());
        w.execute(
            "insert into exchange_rate (seq, line, currency, date, base_units, foreign_units, type, source)
             values (:seq, :line, :currency, :date, :base, :foreign, :type, :source)",
            named_params! {":seq": act.seq, ":line": index as i64 + 1, ":currency": rate.currency,
            ":date": rate.date, ":base": base, ":foreign": foreign, ":type": rate.kind.as_str(),
            ":source": rate.source.trim()},
        )?;
    }
    let body = canonical_rates(w, act.seq)?;
    audit::seal(w, act, Subject::Rates, audit::digest(&[audit::canonical(&body).as_bytes()]))
}

/// What the trail's digest covers of recorded rates.
pub fn canonical_rates(r: &Reader<'_>, seq: Seq) -> Result<Value> {
    let rows = r.rows(
        "select currency, date, base_units, foreign_units, type, source from exchange_rate
         where seq = :seq order by line",
        named_params! {":seq": seq},
        |row| {
            let text = |column: &str| row.get::<_, String>(column);
            Ok(json!([
                text("currency")?,
                text("date")?,
                text("base_units")?,
                text("foreign_units")?,
                text("type")?,
                text("source")?
            ]))
        },
    )?;
    Ok(json!({"rates": rows}))
}
