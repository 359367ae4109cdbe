//! What the books do not say of cash to come: the least in hand, the day payments go out, wages, rent, taxes, loans.

use std::collections::BTreeSet;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::flow::{CashSource, Flow};
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::forecast::Horizon;
use crate::ledger::book;
use crate::money::{Figure, Money};
use crate::recurring::Schedule;
use crate::store::{Reader, Seq, Writer};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlannedKind {
    Payroll,
    Rent,
    Tax,
    Loan,
    #[default]
    Other,
}

/// A sum that comes or goes again and again, or once, without a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PlannedCash {
    pub name: String,
    #[serde(default)]
    pub kind: PlannedKind,
    /// In the book's currency; below nought where it goes out.
    pub amount: Figure,
    pub schedule: Schedule,
}

/// What is planned; every save is a version of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CashPlan {
    /// The least that should be in hand; no alert without.
    pub minimum: Option<Figure>,
    /// Payments go out on this day of the week, 1 for Monday; on any day where absent.
    pub payment_weekday: Option<u8>,
    pub planned: Vec<PlannedCash>,
}

const MOST_PLANNED: usize = 200;
const LONGEST_NAME: usize = 80;

impl PlannedKind {
    fn source(self) -> CashSource {
        match self {
            PlannedKind::Payroll => CashSource::Payroll,
            PlannedKind::Rent => CashSource::Rent,
            PlannedKind::Tax => CashSource::Tax,
            PlannedKind::Loan => CashSource::Loan,
            PlannedKind::Other => CashSource::Other,
        }
    }
}

impl PlannedCash {
    /// What falls into the periods, day by day.
    pub(super) fn flows(&self, amount: Money, horizon: &Horizon) -> Vec<Flow> {
        let (origin, last) = (horizon.origin(), horizon.last_day());
        let days = self.schedule.days().zip(1_u32..);
        days.take_while(|((_, day), number)| *day <= last && !self.schedule.is_over(*number, *day))
            .filter(|((_, day), _)| *day > origin)
            .map(|((_, day), _)| {
                let flow = Flow::new(self.kind.source(), day, amount.minor());
                Flow { name: self.name.clone(), ..flow }.on(day, horizon)
            })
            .collect()
    }
}

impl CashPlan {
    /// The first day from `day` on, after the origin, on which payments go out.
    pub(super) fn payment_day(&self, day: Day, origin: Day) -> Day {
        use chrono::Datelike;
        let first = day.max(origin.succ_opt().unwrap_or(origin));
        let Some(weekday) = self.payment_weekday else { return first };
        let ahead = (u32::from(weekday) + 6 - first.weekday().num_days_from_monday()) % 7;
        first.checked_add_days(chrono::Days::new(u64::from(ahead))).unwrap_or(first)
    }
}

/// The plan as it stands.
pub fn cash_plan(r: &Reader<'_>) -> Result<CashPlan> {
    let found: Option<String> =
        r.row("select content from cash_plan order by seq desc limit 1", [], |row| row.get("content"))?;
    match found {
        None => Ok(CashPlan::default()),
        Some(content) => serde_json::from_str(&content)
            .map_err(|error| Error::BookDamaged { reason: format!("cash plan: {error}") }),
    }
}

/// Saves a new version; what is as it was is no version.
///
/// # Errors
/// `field_invalid`, `field_missing`, `amount_too_precise`, naming the field.
pub fn save_cash_plan(w: &Writer<'_>, new: &CashPlan) -> Result<CashPlan> {
    let currency = book(w)?.currency;
    let invalid = |field: String, value: String| Err(Error::FieldInvalid { field, value });
    if let Some(minimum) = new.minimum {
        Money::parse(&minimum.to_string(), currency)?;
    }
    if let Some(weekday) = new.payment_weekday.filter(|weekday| !(1..=7).contains(weekday)) {
        return invalid("payment_weekday".into(), weekday.to_string());
    }
    if new.planned.len() > MOST_PLANNED {
        return invalid("planned".into(), new.planned.len().to_string());
    }
    let mut names = BTreeSet::new();
    for (place, planned) in new.planned.iter().enumerate() {
        let name = planned.name.trim();
        if name.is_empty() {
            return Err(Error::FieldMissing { field: format!("planned.{place}.name") });
        }
        if name.chars().count() > LONGEST_NAME || !names.insert(name.to_owned()) {
            return invalid(format!("planned.{place}.name"), name.to_owned());
        }
        if Money::parse(&planned.amount.to_string(), currency)?.is_zero() {
            return invalid(format!("planned.{place}.amount"), planned.amount.to_string());
        }
        planned.schedule.refuse_invalid()?;
    }
    if cash_plan(w)? == *new {
        return Ok(new.clone());
    }
    let content = serde_json::to_value(new).map_err(Error::unexpected)?;
    let seq: Seq = audit::record(w, &json!({"cash_plan": content}))?;
    w.execute(
        "insert into cash_plan (seq, content) values (:seq, :content)",
        named_params! {":seq": seq, ":content": audit::canonical(&content)},
    )?;
    Ok(new.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn payments_go_out_on_their_weekday_and_never_in_the_past() {
        let fridays = CashPlan { payment_weekday: Some(5), ..CashPlan::default() };
        let monday = day("2026-11-30");
        assert_eq!(fridays.payment_day(day("2026-01-01"), monday), day("2026-12-04"));
        assert_eq!(fridays.payment_day(day("2026-12-04"), monday), day("2026-12-04"));
        assert_eq!(fridays.payment_day(day("2026-12-05"), monday), day("2026-12-11"));
        let any = CashPlan::default();
        assert_eq!(any.payment_day(day("2026-01-01"), monday), day("2026-12-01"));
        assert_eq!(any.payment_day(day("2026-12-09"), monday), day("2026-12-09"));
    }
}
