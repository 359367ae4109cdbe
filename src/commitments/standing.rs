//! Whether promises were kept: arithmetic on what was promised and what was paid.
//!
//! A payment counts for one promise only, the one that is due first. It counts in time until [`GRACE_DAYS`] after the promised
//! day, when reminders go on too. Source: DOMAIN §7 and its Clarifications.

use chrono::Days;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::store::{OpenItemId, Seq};

/// Days after the promised one on which money still comes in time.
pub const GRACE_DAYS: u64 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromiseStatus {
    /// Its day and the days of grace have not passed.
    Open,
    Kept,
    /// Something came in time, not all.
    Partly,
    Broken,
    Withdrawn,
}

impl PromiseStatus {
    /// As it is written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            PromiseStatus::Open => "open",
            PromiseStatus::Kept => "kept",
            PromiseStatus::Partly => "partly",
            PromiseStatus::Broken => "broken",
            PromiseStatus::Withdrawn => "withdrawn",
        }
    }
}

/// A promise as arithmetic sees it; promises come in the order of their days.
#[derive(Debug, Clone)]
pub struct Promised<'p> {
    pub seq: Seq,
    pub made_on: Day,
    pub due_on: Day,
    /// What has to come: no more than what is left to pay of its items.
    pub needed_minor: i64,
    /// Any money of the customer counts where there are none.
    pub items: &'p [OpenItemId],
    pub withdrawn: bool,
}

/// Money that came: what of a receipt paid an item, or what of it paid none yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    pub item: Option<OpenItemId>,
    /// When it paid the item; of what paid none, when it came.
    pub settled: (Day, Seq),
    /// When it came.
    pub received: (Day, Seq),
    pub minor: i64,
}

/// What became of a promise as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub status: PromiseStatus,
    /// What came in time.
    pub in_time_minor: i64,
    /// What came after that.
    pub later_minor: i64,
    /// When the last of it came.
    pub whole_on: Option<Day>,
}

/// The last day on which money for a promise comes in time.
pub fn last_day(due_on: Day) -> Day {
    due_on.checked_add_days(Days::new(GRACE_DAYS)).unwrap_or(due_on)
}

/// What became of each promise of one customer in one currency as of `day`. `paid` holds what came up to then. Money counts for
/// the promises that could still be kept when it came, and only what is left for those that were broken before.
pub fn standing_of(promises: &[Promised<'_>], paid: &[Paid], day: Day) -> Vec<Standing> {
    let mut left: Vec<Paid> = paid.to_vec();
    left.sort_unstable_by_key(|part| (part.received, part.settled));
    let mut standings: Vec<Standing> = promises
        .iter()
        .map(|promised| {
            let taken =
                take(promised, &mut left, promised.needed_minor, |on| on <= last_day(promised.due_on));
            let status = match promised.withdrawn {
                true => PromiseStatus::Withdrawn,
                false => status(promised, taken.0, day),
            };
            let whole_on = taken.1.filter(|_| taken.0 >= promised.needed_minor);
            Standing { status, in_time_minor: taken.0, later_minor: 0, whole_on }
        })
        .collect();
    for (promised, standing) in promises.iter().zip(&mut standings) {
        let missing = promised.needed_minor - standing.in_time_minor;
        let (later, last) = take(promised, &mut left, missing, |_| true);
        standing.later_minor = later;
        if later > 0 && later == missing {
            standing.whole_on = last;
        }
    }
    standings
}

/// Takes up to so much of what came after a promise for what it means, on days that count; gives what was taken and the last day.
fn take(
    promised: &Promised<'_>,
    left: &mut [Paid],
    missing_minor: i64,
    counts: impl Fn(Day) -> bool,
) -> (i64, Option<Day>) {
    let after = (promised.made_on, promised.seq);
    let (mut taken, mut last) = (0, None);
    for part in left.iter_mut().filter(|_| !promised.withdrawn) {
        let when = if promised.items.is_empty() { part.received } else { part.settled };
        let is_meant =
            promised.items.is_empty() || part.item.is_some_and(|item| promised.items.contains(&item));
        let takes = part.minor.min(missing_minor - taken);
        if is_meant && when > after && counts(when.0) && takes > 0 {
            part.minor -= takes;
            taken += takes;
            last = last.max(Some(when.0));
        }
    }
    (taken, last)
}

fn status(promised: &Promised<'_>, in_time_minor: i64, day: Day) -> PromiseStatus {
    if in_time_minor >= promised.needed_minor {
        PromiseStatus::Kept
    } else if day <= last_day(promised.due_on) {
        PromiseStatus::Open
    } else if in_time_minor > 0 {
        PromiseStatus::Partly
    } else {
        PromiseStatus::Broken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(of: u32) -> Day {
        Day::from_ymd_opt(2026, 4, of).unwrap()
    }

    fn promised(seq: i64, [made, due]: [u32; 2], needed_minor: i64, items: &[OpenItemId]) -> Promised<'_> {
        Promised {
            seq: Seq::new(seq),
            made_on: day(made),
            due_on: day(due),
            needed_minor,
            items,
            withdrawn: false,
        }
    }

    fn paid(on: u32, seq: i64, item: Option<i64>, minor: i64) -> Paid {
        let when = (day(on), Seq::new(seq));
        Paid { item: item.map(OpenItemId::new), settled: when, received: when, minor }
    }

    fn status(promises: &[Promised<'_>], parts: &[Paid], on: u32) -> Vec<PromiseStatus> {
        let parts: Vec<Paid> = parts.iter().filter(|part| part.settled.0 <= day(on)).copied().collect();
        standing_of(promises, &parts, day(on)).into_iter().map(|standing| standing.status).collect()
    }

    #[test]
    fn a_promise_is_kept_until_two_days_after_its_day() {
        use PromiseStatus::{Broken, Kept, Open, Partly};
        let one = [promised(5, [8, 12], 100, &[])];
        assert_eq!(status(&one, &[], 14), [Open]);
        assert_eq!(status(&one, &[], 15), [Broken]);
        assert_eq!(status(&one, &[paid(14, 9, None, 100)], 20), [Kept]);
        assert_eq!(status(&one, &[paid(14, 9, None, 60)], 14), [Open]);
        assert_eq!(status(&one, &[paid(14, 9, None, 60)], 15), [Partly]);
        let late = [paid(10, 9, None, 60), paid(15, 10, None, 40)];
        assert_eq!(status(&one, &late, 20), [Partly], "what comes later keeps no promise");
        assert_eq!(standing_of(&one, &late, day(20))[0].whole_on, Some(day(15)));
    }

    #[test]
    fn money_counts_once_and_only_after_the_promise() {
        use PromiseStatus::{Broken, Kept};
        let two = [promised(5, [8, 10], 100, &[]), promised(6, [8, 12], 100, &[])];
        assert_eq!(status(&two, &[paid(9, 9, None, 100)], 20), [Kept, Broken]);
        assert_eq!(status(&two, &[paid(9, 9, None, 150), paid(11, 10, None, 50)], 20), [Kept, Kept]);
        assert_eq!(status(&two[..1], &[paid(8, 4, None, 100)], 20), [Broken], "came before it was made");
        assert_eq!(status(&two[..1], &[paid(8, 7, None, 100)], 20), [Kept], "came later the same day");
    }

    #[test]
    fn money_counts_for_the_promise_that_could_still_be_kept() {
        use PromiseStatus::{Broken, Kept};
        let again = [promised(5, [1, 4], 100, &[]), promised(9, [10, 14], 100, &[])];
        assert_eq!(status(&again, &[paid(12, 10, None, 100)], 20), [Broken, Kept]);
        let both = standing_of(&again, &[paid(12, 10, None, 150)], day(20));
        assert_eq!((both[0].later_minor, both[1].in_time_minor), (50, 100));
    }

    #[test]
    fn money_for_another_invoice_keeps_no_promise_for_this_one() {
        use PromiseStatus::{Broken, Kept};
        let item = [OpenItemId::new(3)];
        let one = [promised(5, [8, 10], 100, &item)];
        assert_eq!(status(&one, &[paid(9, 9, Some(4), 100), paid(9, 9, None, 100)], 20), [Broken]);
        assert_eq!(status(&one, &[paid(9, 9, Some(3), 100)], 20), [Kept]);
    }
}
