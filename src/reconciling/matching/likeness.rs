//! Numbers and amounts that look like a slip of the pen.

use super::numbers::key;
use super::{FindingKind, FindingRule, Line, Table, days_between};

/// How far apart a miswritten document may stand: digits that changed places, another slip, an amount without a number.
const TRANSPOSED_DAYS: i64 = 31;
const SIMILAR_DAYS: i64 = 7;
const AMOUNT_DAYS: i64 = 3;
/// A number shorter than this has too many neighbours to be a slip of one of them.
const TELLING: usize = 4;

/// Two digits beside each other have changed places.
pub(super) fn transposed(one: i64, other: i64) -> bool {
    let (one, other) = (one.unsigned_abs().to_string(), other.unsigned_abs().to_string());
    let width = one.len().max(other.len());
    changed_places(&format!("{one:0>width$}"), &format!("{other:0>width$}"))
}

/// The decimal point has slipped by one or two places.
pub(super) fn decimal_shifted(one: i64, other: i64) -> bool {
    let by = |factor: i64| one.checked_mul(factor) == Some(other) || other.checked_mul(factor) == Some(one);
    one != other && (by(10) || by(100))
}

fn changed_places(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len() != other.len() {
        return false;
    }
    let apart: Vec<usize> = (0..one.len()).filter(|place| one[*place] != other[*place]).collect();
    match apart.as_slice() {
        &[first, second] => second == first + 1 && one[first] == other[second] && one[second] == other[first],
        _ => false,
    }
}

/// One character was changed, left out or written twice.
fn one_slip(one: &str, other: &str) -> bool {
    let (mut long, mut short): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if long.len() < short.len() {
        std::mem::swap(&mut long, &mut short);
    }
    let same = long.iter().zip(&short).take_while(|(one, other)| one == other).count();
    match long.len() - short.len() {
        0 => same < short.len() && long[same + 1..] == short[same + 1..],
        1 => long[same + 1..] == short[same..],
        _ => false,
    }
}

/// Letters as they are, digits as places: documents of one series have one form.
fn form(number: &str) -> String {
    key(number).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// Whether both are numbers of one series, and so not of one document where they differ. Bare digits may count anything.
pub(super) fn are_distinct(one: &Line, other: &Line) -> bool {
    let own = form(&one.number);
    own.chars().any(char::is_alphabetic) && own == form(&other.number)
}

/// The same amount under a number that is nearly the same.
pub(super) fn numbers(table: &mut Table<'_>) {
    let mut pairs = Vec::new();
    for own in table.counted_ours() {
        for other in table.counted_theirs() {
            let (ours, theirs) = (&table.ours[own], &table.theirs[other]);
            if ours.minor != theirs.minor {
                continue;
            }
            let days = days_between(ours.date, theirs.date);
            if let Some((rank, rule)) = slip(ours, theirs, days) {
                pairs.push((rank, days, own, other, rule));
            }
        }
    }
    pairs.sort_unstable();
    for (_, _, own, other, rule) in pairs {
        if table.ours_free[own] && table.theirs_free[other] {
            table.settle(FindingKind::Typo, rule, vec![own], vec![other]);
        }
    }
}

fn slip(ours: &Line, theirs: &Line, days: i64) -> Option<(u8, FindingRule)> {
    let (one, other) = (key(&ours.number), key(&theirs.number));
    if one.len() < TELLING || other.len() < TELLING {
        return None;
    }
    match () {
        () if days <= TRANSPOSED_DAYS && changed_places(&one, &other) => {
            Some((0, FindingRule::NumberTransposed))
        }
        () if days <= SIMILAR_DAYS && one_slip(&one, &other) => Some((1, FindingRule::NumberSimilar)),
        () if days == 0 && are_distinct(ours, theirs) => Some((2, FindingRule::NumberDiffers)),
        () => None,
    }
}

/// Amounts of lines without a number whose digits changed places, where nothing else could be meant.
pub(super) fn amounts(table: &mut Table<'_>) {
    let mut pairs = Vec::new();
    for own in table.counted_ours() {
        for other in table.counted_theirs() {
            let (ours, theirs) = (&table.ours[own], &table.theirs[other]);
            let near = days_between(ours.date, theirs.date) <= AMOUNT_DAYS;
            if !near || ours.minor.signum() != theirs.minor.signum() || are_distinct(ours, theirs) {
                continue;
            }
            if transposed(ours.minor, theirs.minor) {
                pairs.push((own, other, FindingRule::AmountTransposed));
            } else if decimal_shifted(ours.minor, theirs.minor) {
                pairs.push((own, other, FindingRule::DecimalShifted));
            }
        }
    }
    for (own, other, rule) in &pairs {
        let alone = pairs.iter().filter(|(one, two, _)| one == own || two == other).count() == 1;
        if alone {
            table.settle(FindingKind::Typo, *rule, vec![*own], vec![*other]);
        }
    }
}
