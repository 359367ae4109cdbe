//! Sales over time: what each customer bought month by month, and who came, stayed away and came again.

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::customer::AsOf;
use super::rule::SegmentChoice;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::store::{PartyId, Reader};

/// The columns of a pivot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PivotPeriod {
    #[default]
    Month,
    Quarter,
    Year,
}

/// What a pivot adds up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PivotMeasure {
    /// Net sales in the book's currency.
    #[default]
    Net,
    /// Of the lines, whatever their units.
    Quantity,
    /// Invoices and credit notes; a void takes its document off again, on its day.
    Documents,
}

impl PivotPeriod {
    /// First day and last day of the period that a day lies in.
    pub fn of(self, day: Day) -> (Day, Day) {
        let month = Month::of(day);
        let (first, months) = match self {
            PivotPeriod::Month => (month, 1),
            PivotPeriod::Quarter => (back(month, (month.month() - 1) % 3), 3),
            PivotPeriod::Year => (Month::of(month.first_of_year()), 12),
        };
        let last = (1..months).fold(first, |month, _| month.next());
        (first.first_day(), last.last_day())
    }

    /// The periods of a span, the first one first.
    pub fn within(self, from: Day, to: Day) -> Vec<(Day, Day)> {
        let mut periods = vec![self.of(from)];
        while let Some((_, last)) = periods.last().copied().filter(|(_, last)| *last < to) {
            let Some(next) = last.succ_opt() else { break };
            periods.push(self.of(next));
        }
        periods
    }
}

fn back(month: Month, months: u32) -> Month {
    (0..months).fold(month, |month, _| month.previous())
}

/// What a customer bought in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldInMonth {
    pub party: PartyId,
    pub month: Month,
    pub net_minor: i64,
    pub documents: i64,
    /// Nought unless it was asked for.
    pub quantity: Decimal,
}

/// What every customer bought from a day on, by month; quantities only for their own measure.
pub fn sold_by_month(
    r: &Reader<'_>,
    from: Day,
    as_of: AsOf,
    measure: PivotMeasure,
) -> Result<Vec<SoldInMonth>> {
    let values = named_params! {":from": from, ":to": as_of.day, ":known": as_of.known};
    if measure == PivotMeasure::Quantity {
        return r.rows(include_str!("quantities_by_month.sql"), values, |row| {
            let sum = |column: &str| -> rusqlite::Result<Decimal> {
                let text: Option<String> = row.get(column)?;
                Ok(text.and_then(|text| text.parse().ok()).unwrap_or_default())
            };
            Ok(SoldInMonth {
                party: row.get("party_id")?,
                month: row.get("month")?,
                net_minor: 0,
                documents: 0,
                quantity: sum("sold")? - sum("taken_back")?,
            })
        });
    }
    r.rows(include_str!("sold_by_month.sql"), values, |row| {
        Ok(SoldInMonth {
            party: row.get("party_id")?,
            month: row.get("month")?,
            net_minor: row.get("net_minor")?,
            documents: row.get("documents")?,
            quantity: Decimal::ZERO,
        })
    })
}

/// What the customers of one word bought in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldByWord {
    /// Nothing where it is not known.
    pub word: Option<String>,
    pub month: Month,
    pub net_minor: i64,
    pub documents: i64,
}

/// What was bought from a day on, by month and by what is known now of the customers; `None` for what the book does not
/// keep with them in one word: classes by sales, tags.
pub fn sold_by_word(
    r: &Reader<'_>,
    from: Day,
    as_of: AsOf,
    by: SegmentChoice,
) -> Result<Option<Vec<SoldByWord>>> {
    if matches!(by, SegmentChoice::Tag | SegmentChoice::Abc | SegmentChoice::Power) {
        return Ok(None);
    }
    let values = named_params! {":by": by.as_str(), ":from": from, ":to": as_of.day, ":known": as_of.known};
    let rows = r.rows(include_str!("sold_by_word.sql"), values, |row| {
        Ok(SoldByWord {
            word: row.get("word")?,
            month: row.get("month")?,
            net_minor: row.get("net_minor")?,
            documents: row.get("documents")?,
        })
    })?;
    Ok(Some(rows))
}

/// How a customer's trade changed on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderChange {
    /// 新增: its first order.
    New,
    /// 回流: an order after twelve months without.
    Returning,
    /// 流失: twelve months have passed since its last order.
    Lost,
}

/// Every change up to a day, by day.
pub fn order_changes(r: &Reader<'_>, as_of: AsOf) -> Result<Vec<(PartyId, Day, OrderChange)>> {
    let values = named_params! {":today": as_of.day, ":known": as_of.known};
    r.rows(include_str!("order_changes.sql"), values, |row| {
        let change = match row.get::<_, String>("change")?.as_str() {
            "new" => OrderChange::New,
            "returning" => OrderChange::Returning,
            _ => OrderChange::Lost,
        };
        Ok((row.get("party_id")?, row.get("date")?, change))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    #[test]
    fn a_day_lies_in_its_month_quarter_and_year() {
        let day = |text| parse_day(text).unwrap();
        for (period, of, from, to) in [
            (PivotPeriod::Month, "2026-02-10", "2026-02-01", "2026-02-28"),
            (PivotPeriod::Quarter, "2026-02-10", "2026-01-01", "2026-03-31"),
            (PivotPeriod::Quarter, "2026-12-31", "2026-10-01", "2026-12-31"),
            (PivotPeriod::Year, "2024-02-29", "2024-01-01", "2024-12-31"),
        ] {
            assert_eq!(period.of(day(of)), (day(from), day(to)), "{period:?} {of}");
        }
        let quarters = PivotPeriod::Quarter.within(day("2025-11-15"), day("2026-05-01"));
        assert_eq!(quarters.len(), 3);
        assert_eq!(quarters[0].0, day("2025-10-01"));
    }
}
