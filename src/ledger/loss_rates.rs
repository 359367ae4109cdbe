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

/// What customers are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    Tag,
    /// GB/T 4754, a section or a deeper code.
    Industry,
    /// GB/T 2260 or ISO 3166.
    Region,
}

impl SegmentKind {
    const ALL: [SegmentKind; 3] = [SegmentKind::Tag, SegmentKind::Industry, SegmentKind::Region];

    fn as_str(self) -> &'static str {
        match self {
            SegmentKind::Tag => "tag",
            SegmentKind::Industry => "industry",
            SegmentKind::Region => "region",
        }
    }
}

/// Customers that share loss rates of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Segment {
    pub by: SegmentKind,
    /// The tag, or a code; a code includes those that begin with it.
    pub value: String,
}

/// The loss rates of each bucket: not due, one up to each end, and one for what is older.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct LossRates {
    pub valid_from: Day,
    /// Whose; of all that have none of their own where absent.
    #[serde(default)]
    pub segment: Option<Segment>,
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
/// `field_missing` unless there is a rate for every bucket, or for a segment without a name.
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
    let fields = LossRates { segment: fields.segment.as_ref().map(checked).transpose()?, ..fields.clone() };
    let content = Content { ends: fields.ends.clone(), rates: fields.rates.clone(), factor: fields.factor };
    let seq = audit::record(w, &serde_json::json!({"loss_rates": fields}))?;
    insert(w, seq, fields.valid_from, fields.segment.as_ref(), Some(&content))?;
    Ok(fields)
}

/// From a day on the customers of a segment have no rates of their own any more.
///
/// # Errors
/// `not_found` for a segment without rates on that day.
pub fn end_segment(w: &Writer<'_>, segment: &Segment, valid_from: Day) -> Result<()> {
    let segment = checked(segment)?;
    let has_rates = |rates: &LossRates| rates.segment.as_ref() == Some(&segment);
    if !segment_rates_on(w, valid_from, Seq::LATEST)?.iter().any(has_rates) {
        return Err(Error::NotFound { kind: "segment".into(), key: segment.value });
    }
    let body = serde_json::json!({"loss_rates_end": {"segment": segment, "valid_from": valid_from}});
    let seq = audit::record(w, &body)?;
    insert(w, seq, valid_from, Some(&segment), None)
}

/// A segment as it is stored: without spaces around it, codes in capitals.
fn checked(segment: &Segment) -> Result<Segment> {
    let value = segment.value.trim();
    let value = if segment.by == SegmentKind::Tag { value.to_owned() } else { value.to_uppercase() };
    if value.is_empty() {
        return Err(Error::FieldMissing { field: "segment".into() });
    }
    let is_section = value.starts_with(|c: char| ('A'..='T').contains(&c));
    if segment.by == SegmentKind::Industry && !is_section {
        return Err(Error::FieldInvalid { field: "segment".into(), value });
    }
    Ok(Segment { by: segment.by, value })
}

fn insert(
    w: &Writer<'_>,
    seq: Seq,
    valid_from: Day,
    segment: Option<&Segment>,
    content: Option<&Content>,
) -> Result<()> {
    w.execute(
        "insert into loss_rates (seq, valid_from, segment_by, segment, content)
         values (:seq, :from, :by, :segment, :content)",
        named_params! {":seq": seq, ":from": valid_from, ":by": segment.map(|segment| segment.by.as_str()),
        ":segment": segment.map(|segment| &segment.value),
        ":content": serde_json::to_string(&content).map_err(Error::unexpected)?},
    )?;
    Ok(())
}

/// The rates of all that count on a day, as known at `known`.
pub fn loss_rates_on(r: &Reader<'_>, date: Day, known: Seq) -> Result<Option<LossRates>> {
    let found = r.row(
        "select valid_from, content from loss_rates
         where segment_by is null and valid_from <= :date and seq <= :known
         order by valid_from desc, seq desc limit 1",
        named_params! {":date": date, ":known": known},
        |row| Ok((row.get("valid_from")?, row.get::<_, String>("content")?)),
    )?;
    Ok(found.map(|(valid_from, content)| read(valid_from, None, &content)).transpose()?.flatten())
}

/// The rates of each segment that has some on a day: by tag, by industry, by region.
pub fn segment_rates_on(r: &Reader<'_>, date: Day, known: Seq) -> Result<Vec<LossRates>> {
    let rows =
        r.rows(include_str!("segment_rates.sql"), named_params! {":date": date, ":known": known}, |row| {
            let word: String = row.get("segment_by")?;
            let by = SegmentKind::ALL.into_iter().find(|by| by.as_str() == word);
            let segment = Segment { by: by.unwrap_or(SegmentKind::Tag), value: row.get("segment")? };
            Ok((row.get("valid_from")?, segment, row.get::<_, String>("content")?))
        })?;
    let read_all = rows.into_iter().map(|(from, segment, content)| read(from, Some(segment), &content));
    Ok(read_all.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// `None` for a segment that has ended.
fn read(valid_from: Day, segment: Option<Segment>, content: &str) -> Result<Option<LossRates>> {
    let content: Option<Content> = serde_json::from_str(content)
        .map_err(|error| Error::BookDamaged { reason: format!("loss rates: {error}") })?;
    Ok(content.map(|Content { ends, rates, factor }| LossRates { valid_from, segment, ends, rates, factor }))
}
