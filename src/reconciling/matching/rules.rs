//! Days and amounts, the cut-off between two lines, credits, and what is left.

use std::collections::BTreeMap;

use super::likeness::are_distinct;
use super::numbers::key;
use super::{FindingKind, FindingRule, Line, Table, days_between};

/// The same amount so many days apart is the same movement: money travels, papers are booked when they arrive.
const NEAR_DAYS: i64 = 5;
/// How far behind the cut-off the other's booking is looked for.
const NEXT_PERIOD_DAYS: i64 = 45;
/// What left so many days before the cut-off may not have arrived.
const TRANSIT_DAYS: i64 = 7;

pub(super) fn opening(table: &mut Table<'_>) {
    let of =
        |lines: &[Line]| -> Vec<usize> { (0..lines.len()).filter(|place| lines[*place].opening).collect() };
    let (ours, theirs) = (of(table.ours), of(table.theirs));
    if ours.is_empty() && theirs.is_empty() {
        return;
    }
    let sum = |lines: &[Line], places: &[usize]| places.iter().map(|place| lines[*place].minor).sum::<i64>();
    let same = sum(table.ours, &ours) == sum(table.theirs, &theirs);
    let kind = if same { FindingKind::Matched } else { FindingKind::AmountDiffers };
    table.settle(kind, FindingRule::Opening, ours, theirs);
}

/// The same amount on the same day, then days apart, the nearest first.
pub(super) fn by_day(table: &mut Table<'_>) {
    for (_, own, other) in pairs_within(table, 0) {
        take(table, FindingRule::SameDay, own, other);
    }
    repeated(table);
    for (_, own, other) in pairs_within(table, NEAR_DAYS) {
        take(table, FindingRule::NearDay, own, other);
    }
}

/// The other's booking lies behind the cut-off.
pub(super) fn timing(table: &mut Table<'_>) {
    for (_, own, other) in pairs_within(table, NEXT_PERIOD_DAYS) {
        if table.is_later(&table.ours[own]) != table.is_later(&table.theirs[other]) {
            take(table, FindingRule::NearDay, own, other);
        }
    }
}

fn take(table: &mut Table<'_>, rule: FindingRule, own: usize, other: usize) {
    if table.ours_free[own] && table.theirs_free[other] {
        table.pair(rule, own, other);
    }
}

/// Pairs of free lines with one amount at most so many days apart, the nearest first.
fn pairs_within(table: &Table<'_>, days_most: i64) -> Vec<(i64, usize, usize)> {
    let mut by_amount: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for other in table.free_theirs() {
        by_amount.entry(table.theirs[other].minor).or_default().push(other);
    }
    let mut pairs = Vec::new();
    for own in table.free_ours() {
        let line = &table.ours[own];
        for other in by_amount.get(&line.minor).into_iter().flatten() {
            let candidate = &table.theirs[*other];
            let days = days_between(line.date, candidate.date);
            if days <= days_most && !are_distinct(line, candidate) {
                pairs.push((days, own, *other));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Lines of theirs that say word for word what a line of theirs says that was met.
fn repeated(table: &mut Table<'_>) {
    let said =
        |line: &Line| (line.date, line.minor, key(&line.number), line.reference.clone(), line.text.clone());
    let met: Vec<_> = table.found.iter().flat_map(|finding| &finding.theirs).copied().collect();
    let met: std::collections::BTreeSet<_> =
        met.into_iter().map(|place| said(&table.theirs[place])).collect();
    for other in table.counted_theirs() {
        let line = &table.theirs[other];
        let tells = !(line.number.is_empty() && line.reference.is_empty() && line.text.is_empty());
        if tells && met.contains(&said(line)) {
            table.settle(FindingKind::Duplicate, FindingRule::Repeated, Vec::new(), vec![other]);
        }
    }
}

/// Our credit notes and voids that they do not have.
pub(super) fn credited(table: &mut Table<'_>) {
    for own in table.counted_ours() {
        let line = &table.ours[own];
        if !table.ours_free[own] || line.credits.is_empty() || line.minor > 0 {
            continue;
        }
        let name = key(&line.credits);
        let whole = table.counted_ours().into_iter().find(|place| {
            let invoice = &table.ours[*place];
            *place != own && key(&invoice.number) == name && invoice.minor == -line.minor
        });
        match whole {
            Some(invoice) => {
                let both = vec![invoice, own];
                table.settle(FindingKind::AlreadyCredited, FindingRule::CancelsOut, both, Vec::new());
            }
            None => {
                table.settle(FindingKind::AlreadyCredited, FindingRule::CreditNote, vec![own], Vec::new())
            }
        }
    }
}

/// What nothing answers: on its way where that can be, or alone.
pub(super) fn rest(table: &mut Table<'_>) {
    let in_transit = |line: &Line| days_between(line.date, table.as_of) < TRANSIT_DAYS;
    let named = |line: &Line, travels: bool, alone: FindingKind| {
        if travels && in_transit(line) {
            (FindingKind::Timing, FindingRule::InTransit)
        } else {
            (alone, FindingRule::Alone)
        }
    };
    // Our papers travel to them, their money travels to us.
    let ours: Vec<_> = table.counted_ours();
    let ours: Vec<_> = ours
        .into_iter()
        .map(|own| (own, named(&table.ours[own], table.ours[own].minor > 0, FindingKind::OnlyOurs)))
        .collect();
    let theirs: Vec<_> = table.counted_theirs();
    let theirs: Vec<_> = theirs
        .into_iter()
        .map(|other| {
            (other, named(&table.theirs[other], table.theirs[other].minor < 0, FindingKind::OnlyTheirs))
        })
        .collect();
    for (own, (kind, rule)) in ours {
        table.settle(kind, rule, vec![own], Vec::new());
    }
    for (other, (kind, rule)) in theirs {
        table.settle(kind, rule, Vec::new(), vec![other]);
    }
}
