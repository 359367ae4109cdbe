//! Aging arithmetic: into which column an open amount falls. Source: DOMAIN §6; vectors `aging`.

use chrono::{Days, Months};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::report::{Column, ColumnDetail, ColumnKind};
use crate::calendar::Day;
use crate::error::{Error, Result};

/// What the ends of buckets count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgeUnit {
    #[default]
    Days,
    /// Calendar months: the same day of an earlier month, or its last.
    Months,
}

/// The buckets of an aging: not due, one up to each end, and one for what is older.
///
/// An item due on the day itself is not overdue; an item whose age is an end falls into the bucket that ends there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ages {
    unit: AgeUnit,
    ends: Vec<u32>,
}

/// Ends that a request may name; SQL binds as many.
const ENDS_MAX: usize = 6;
/// Buckets at most: not due, the ends, and older.
pub(super) const BUCKETS_MAX: usize = ENDS_MAX + 2;
/// No debt is a thousand months old.
const END_MAX: u32 = 9_999;

impl Default for Ages {
    /// 1–30, 31–60, 61–90 and over 90 days.
    fn default() -> Ages {
        Ages { unit: AgeUnit::Days, ends: vec![30, 60, 90] }
    }
}

impl Ages {
    /// Buckets up to those ends; the usual ones where none is named.
    ///
    /// # Errors
    /// `field_invalid` unless there are at most six, each above the one before.
    pub fn new(unit: AgeUnit, ends: &[u32]) -> Result<Ages> {
        if ends.is_empty() {
            return Ok(match unit {
                AgeUnit::Days => Ages::default(),
                AgeUnit::Months => Ages { unit, ends: vec![1, 2, 3] },
            });
        }
        let rises = ends.iter().zip(std::iter::once(&0).chain(ends)).all(|(end, before)| end > before);
        if !rises || ends.len() > ENDS_MAX || ends.iter().any(|end| *end > END_MAX) {
            let value = ends.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
            return Err(Error::FieldInvalid { field: "ages".into(), value });
        }
        Ok(Ages { unit, ends: ends.to_vec() })
    }

    /// Where each bucket ends, but the last.
    pub(super) fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// How many buckets there are.
    pub fn count(&self) -> usize {
        self.ends.len() + 2
    }

    /// The bucket of an item that is due on `due_on`, seen at the end of `as_of`; the first is not due.
    pub fn bucket(&self, due_on: Day, as_of: Day) -> usize {
        self.bounds(as_of).iter().filter(|bound| bound.is_none_or(|bound| due_on < bound)).count()
    }

    /// For each bucket but the last, the earliest due day that still falls into it.
    fn bounds(&self, as_of: Day) -> Vec<Option<Day>> {
        let back = |end: &u32| match self.unit {
            AgeUnit::Days => as_of.checked_sub_days(Days::new(u64::from(*end))),
            AgeUnit::Months => as_of.checked_sub_months(Months::new(*end)),
        };
        std::iter::once(Some(as_of)).chain(self.ends.iter().map(back)).collect()
    }

    /// [`Ages::bounds`] as the queries compare them with days; where there are fewer buckets, no day lies before.
    pub(super) fn stored_bounds(&self, as_of: Day) -> [String; BUCKETS_MAX - 1] {
        let mut stored: [String; BUCKETS_MAX - 1] = Default::default();
        for (stored, bound) in stored.iter_mut().zip(self.bounds(as_of)) {
            *stored = bound.map_or_else(String::new, |bound| bound.to_string());
        }
        stored
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        let word = if self.unit == AgeUnit::Days { "" } else { "months_" };
        let not_due = Column::new("not_due", ColumnKind::Money);
        let span = |key: String, from: u32, to: Option<u32>| {
            Column::new(&key, ColumnKind::Money).detail(ColumnDetail::Span { unit: self.unit, from, to })
        };
        let ends = self.ends.iter().zip(std::iter::once(&0).chain(&self.ends));
        let last = self.ends.last().copied().unwrap_or_default();
        std::iter::once(not_due)
            .chain(ends.map(|(end, before)| span(format!("{word}up_to_{end}"), *before, Some(*end))))
            .chain(std::iter::once(span(format!("{word}over_{last}"), last, None)))
            .collect()
    }
}

/// Days past due; negative before.
pub fn days_overdue(due_on: Day, as_of: Day) -> i64 {
    as_of.signed_duration_since(due_on).num_days()
}

/// Open amounts by age, in minor units.
///
/// Credits (credit notes not yet applied) stand beside the buckets and are never netted into them; buckets and
/// credits together are the control account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Aged {
    /// By [`Ages::bucket`]; nought beyond [`Ages::count`].
    pub buckets: [i64; BUCKETS_MAX],
    /// Nought or negative.
    pub credits: i64,
}

impl Aged {
    /// Adds an open amount: a debt into its bucket, a credit into its own column.
    pub fn add(&mut self, open_minor: i64, bucket: usize) {
        match self.buckets.get_mut(bucket) {
            Some(sum) if open_minor >= 0 => *sum += open_minor,
            _ => self.credits += open_minor,
        }
    }

    pub fn add_all(&mut self, other: Aged) {
        for (bucket, part) in self.buckets.iter_mut().zip(other.buckets) {
            *bucket += part;
        }
        self.credits += other.credits;
    }

    /// What the control account shows.
    pub fn control(self) -> i64 {
        self.buckets.iter().sum::<i64>() + self.credits
    }
}

/// What of an item is open on a day: its amount less what was allocated by then. Both the item's own day and
/// the allocations' days count.
pub fn open_at(amount_minor: i64, dated: Day, allocations: &[(Day, i64)], as_of: Day) -> i64 {
    if dated > as_of {
        return 0;
    }
    let applied = allocations.iter().filter(|(date, _)| *date <= as_of).map(|(_, minor)| minor);
    amount_minor - applied.sum::<i64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    #[test]
    fn the_days_at_which_buckets_begin_agree_with_the_buckets() {
        let as_of = parse_day("2026-03-31").unwrap();
        for ages in [
            Ages::default(),
            Ages::new(AgeUnit::Months, &[]).unwrap(),
            Ages::new(AgeUnit::Days, &[7, 365]).unwrap(),
        ] {
            for (bucket, bound) in ages.bounds(as_of).into_iter().enumerate() {
                let day = bound.unwrap();
                assert_eq!(ages.bucket(day, as_of), bucket, "{ages:?}");
                assert_eq!(ages.bucket(day.pred_opt().unwrap(), as_of), bucket + 1, "{ages:?}");
            }
        }
    }

    #[test]
    fn a_month_ends_on_its_last_day_where_it_is_short() {
        let ages = Ages::new(AgeUnit::Months, &[1, 3]).unwrap();
        let as_of = parse_day("2026-03-31").unwrap();
        for (due_on, bucket) in
            [("2026-03-31", 0), ("2026-03-30", 1), ("2026-02-28", 1), ("2026-02-27", 2), ("2025-12-30", 3)]
        {
            assert_eq!(ages.bucket(parse_day(due_on).unwrap(), as_of), bucket, "{due_on}");
        }
    }

    #[test]
    fn ends_that_do_not_rise_are_refused() {
        for ends in [&[0][..], &[30, 30], &[60, 30], &[1, 2, 3, 4, 5, 6, 7], &[10_000]] {
            assert_eq!(Ages::new(AgeUnit::Days, ends).unwrap_err().code(), "field_invalid", "{ends:?}");
        }
    }
}
