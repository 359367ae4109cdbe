//! One line that is the sum of several of the other side: an exact search within bounds.

use super::{FindingKind, FindingRule, Line, Table, days_between};

/// How far from the one line the several may be dated.
const WINDOW_DAYS: i64 = 31;
/// Of more candidates the nearest are tried.
const CANDIDATES_MOST: usize = 16;
/// More lines than this add up to nearly anything.
const PARTS_MOST: usize = 5;

pub(super) fn sums(table: &mut Table<'_>) {
    for other in table.counted_theirs() {
        let parts = only_sum(&table.theirs[other], table.ours, table.counted_ours());
        if let Some(parts) = parts {
            table.settle(FindingKind::SeveralToOne, FindingRule::Sum, parts, vec![other]);
        }
    }
    for own in table.counted_ours() {
        let parts = only_sum(&table.ours[own], table.theirs, table.counted_theirs());
        if let Some(parts) = parts {
            table.settle(FindingKind::OneToSeveral, FindingRule::Sum, vec![own], parts);
        }
    }
}

/// The smallest set of lines that makes the amount, where there is only one of its size.
fn only_sum(whole: &Line, others: &[Line], places: Vec<usize>) -> Option<Vec<usize>> {
    let fits = |place: &usize| {
        let part = &others[*place];
        part.minor.signum() == whole.minor.signum()
            && part.minor.abs() < whole.minor.abs()
            && !part.opening
            && days_between(part.date, whole.date) <= WINDOW_DAYS
    };
    let mut candidates: Vec<usize> = places.into_iter().filter(fits).collect();
    candidates.sort_by_key(|place| (days_between(others[*place].date, whole.date), *place));
    candidates.truncate(CANDIDATES_MOST);
    let amounts: Vec<i64> = candidates.iter().map(|place| others[*place].minor.abs()).collect();
    for size in 2..=PARTS_MOST.min(candidates.len()) {
        let mut search = Search { amounts: &amounts, size, found: Vec::new(), chosen: Vec::new() };
        search.from(0, whole.minor.abs());
        match search.found.as_slice() {
            [] => {}
            [only] => return Some(only.iter().map(|index| candidates[*index]).collect()),
            _ => return None,
        }
    }
    None
}

struct Search<'a> {
    amounts: &'a [i64],
    size: usize,
    /// At most two: the second shows that the first proves nothing.
    found: Vec<Vec<usize>>,
    chosen: Vec<usize>,
}

impl Search<'_> {
    fn from(&mut self, start: usize, left: i64) {
        if self.chosen.len() == self.size {
            if left == 0 {
                self.found.push(self.chosen.clone());
            }
            return;
        }
        for index in start..self.amounts.len() {
            if self.found.len() > 1 {
                return;
            }
            let amount = self.amounts[index];
            if amount <= left {
                self.chosen.push(index);
                self.from(index + 1, left - amount);
                self.chosen.pop();
            }
        }
    }
}
