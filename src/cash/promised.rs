//! What customers have promised of what they owe, and how far their word is good.

use std::collections::BTreeMap;

use super::coming::in_base;
use super::receivable::OpenSum;
use super::tell::View;
use crate::calendar::Day;
use crate::commitments::{Promise, PromiseStatus, promises_between};
use crate::error::Result;
use crate::store::{OpenItemId, PartyId, Reader, Seq};

/// A customer's word for a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// The promised day.
    pub on: Day,
    /// Until then money comes in time.
    pub last_on: Day,
    /// How probable it is that the word is kept.
    pub percent: u32,
}

/// The promises that can still be kept, by customer, what is due first first.
pub(super) struct Words(BTreeMap<PartyId, Vec<Given>>);

struct Given {
    word: Word,
    /// What of it has not come, in the book's currency.
    left_minor: i64,
    /// The account as a whole where empty.
    items: Vec<OpenItemId>,
}

impl Words {
    /// As of the origin. A promise in a currency without a rate says nothing.
    pub fn of(r: &Reader<'_>, view: &View) -> Result<Words> {
        let all = (PartyId::new(0), PartyId::new(i64::MAX));
        let promises = promises_between(r, all, view.horizon.origin(), Seq::LATEST)?;
        let company = Kept::of(&promises).percent_beside(EVEN);
        let mut words: BTreeMap<PartyId, Vec<Given>> = BTreeMap::new();
        for own in promises.chunk_by(|a, b| a.party_id == b.party_id) {
            let percent = Kept::of(own).percent_beside(company);
            for promise in own.iter().filter(|promise| promise.status == PromiseStatus::Open) {
                let Some(left) = in_base(r, view, promise.amount.checked_sub(promise.paid)?)? else {
                    continue;
                };
                words.entry(promise.party_id).or_default().push(Given {
                    word: Word { on: promise.due_on, last_on: promise.last_on, percent },
                    left_minor: left.minor(),
                    items: promise.items.iter().map(|item| item.item_id).collect(),
                });
            }
        }
        Ok(Words(words))
    }

    /// What of an open sum is promised, each part with its word, and what is left without one.
    pub fn split(&mut self, sum: &OpenSum) -> Vec<(i64, Option<Word>)> {
        let (mut parts, mut left) = (Vec::new(), sum.minor);
        for given in self.0.get_mut(&sum.party).into_iter().flatten() {
            let is_meant = given.items.is_empty() || given.items.contains(&sum.item);
            let part = given.left_minor.min(left);
            if is_meant && part > 0 {
                given.left_minor -= part;
                left -= part;
                parts.push((part, Some(given.word)));
            }
        }
        if left > 0 {
            parts.push((left, None));
        }
        parts
    }
}

/// Of those who never promised anything, every other word is taken to be kept.
const EVEN: u32 = 50;
/// The company's share counts as so many promises of a customer's own.
const BORROWED: u32 = 4;

/// Promises whose day has passed, and those of them that were kept.
#[derive(Debug, Clone, Copy, Default)]
struct Kept {
    decided: u32,
    kept: u32,
}

impl Kept {
    fn of(promises: &[Promise]) -> Kept {
        promises.iter().fold(Kept::default(), |sum, promise| match promise.status {
            PromiseStatus::Kept => Kept { decided: sum.decided + 1, kept: sum.kept + 1 },
            PromiseStatus::Partly | PromiseStatus::Broken => Kept { decided: sum.decided + 1, ..sum },
            PromiseStatus::Open | PromiseStatus::Withdrawn => sum,
        })
    }

    /// The share kept, where [`BORROWED`] promises more were kept by another share.
    fn percent_beside(self, share: u32) -> u32 {
        (100 * self.kept + BORROWED * share) / (self.decided + BORROWED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(of: u32) -> Day {
        Day::from_ymd_opt(2026, 4, of).unwrap()
    }

    fn sum(item: i64, minor: i64) -> OpenSum {
        OpenSum {
            party: PartyId::new(1),
            party_name: String::new(),
            item: OpenItemId::new(item),
            document: None,
            number: String::new(),
            date: day(1),
            due_on: day(1),
            minor,
        }
    }

    #[test]
    fn a_promise_takes_what_it_means_and_no_more_than_was_promised() {
        let word = |of| Word { on: day(of), last_on: day(of + 2), percent: 60 };
        let given = |of, left_minor, items: &[i64]| Given {
            word: word(of),
            left_minor,
            items: items.iter().copied().map(OpenItemId::new).collect(),
        };
        let mut words =
            Words(BTreeMap::from([(PartyId::new(1), vec![given(8, 50, &[2]), given(9, 120, &[])])]));
        assert_eq!(words.split(&sum(1, 100)), [(100, Some(word(9)))]);
        assert_eq!(words.split(&sum(2, 100)), [(50, Some(word(8))), (20, Some(word(9))), (30, None)]);
        assert_eq!(words.split(&sum(3, 40)), [(40, None)]);
    }

    #[test]
    fn a_word_is_worth_what_became_of_earlier_ones() {
        assert_eq!(Kept::default().percent_beside(EVEN), 50);
        assert_eq!(Kept { decided: 4, kept: 4 }.percent_beside(50), 75);
        assert_eq!(Kept { decided: 4, kept: 0 }.percent_beside(50), 25);
        assert_eq!(Kept { decided: 96, kept: 96 }.percent_beside(0), 96);
    }
}
