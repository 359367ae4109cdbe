//! Aging arithmetic: into which column an open amount falls. Source: DOMAIN §6; vectors `aging`.

use chrono::Days;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;

/// How long an item has been due. An item due on the day itself is not overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "AgingBucket")]
pub enum Bucket {
    NotDue,
    UpTo30,
    UpTo60,
    UpTo90,
    Over90,
}

impl Bucket {
    pub const ALL: [Bucket; 5] =
        [Bucket::NotDue, Bucket::UpTo30, Bucket::UpTo60, Bucket::UpTo90, Bucket::Over90];

    /// The bucket of an item that is due on `due_on`, seen at the end of `as_of`.
    pub fn of(due_on: Day, as_of: Day) -> Bucket {
        match days_overdue(due_on, as_of) {
            ..=0 => Bucket::NotDue,
            1..=30 => Bucket::UpTo30,
            31..=60 => Bucket::UpTo60,
            61..=90 => Bucket::UpTo90,
            _ => Bucket::Over90,
        }
    }

    /// The column's key.
    pub fn key(self) -> &'static str {
        match self {
            Bucket::NotDue => "not_due",
            Bucket::UpTo30 => "up_to_30",
            Bucket::UpTo60 => "up_to_60",
            Bucket::UpTo90 => "up_to_90",
            Bucket::Over90 => "over_90",
        }
    }

    /// The earliest due day that still falls into this bucket; `None` for the last, which has no end.
    pub(super) fn earliest_due(self, as_of: Day) -> Option<Day> {
        let days = match self {
            Bucket::NotDue => 0,
            Bucket::UpTo30 => 30,
            Bucket::UpTo60 => 60,
            Bucket::UpTo90 => 90,
            Bucket::Over90 => return None,
        };
        as_of.checked_sub_days(Days::new(days))
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
    /// In the order of [`Bucket::ALL`].
    pub buckets: [i64; 5],
    /// Nought or negative.
    pub credits: i64,
}

impl Aged {
    /// Adds an open amount: a debt into its bucket, a credit into its own column.
    pub fn add(&mut self, open_minor: i64, due_on: Day, as_of: Day) {
        if open_minor < 0 {
            self.credits += open_minor;
        } else {
            self.buckets[Bucket::of(due_on, as_of) as usize] += open_minor;
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
        let as_of = parse_day("2026-03-01").unwrap();
        for (bucket, next) in Bucket::ALL.into_iter().zip(Bucket::ALL.into_iter().skip(1)) {
            let day = bucket.earliest_due(as_of).unwrap();
            assert_eq!(Bucket::of(day, as_of), bucket);
            assert_eq!(Bucket::of(day.pred_opt().unwrap(), as_of), next);
        }
    }
}
