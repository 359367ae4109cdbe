//! Lines that name the same document.

use std::collections::BTreeMap;

use super::likeness::{decimal_shifted, transposed};
use super::{FindingKind, FindingRule, Line, Table, days_between};

/// Fewer digits than this name nothing for certain.
const DIGITS_TELLING: usize = 4;
/// Last digits alone are the same document only so many days apart.
const LAST_DIGITS_DAYS: i64 = 31;

/// A number as it is compared: letters and digits, in upper case.
pub(super) fn key(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The key where it holds a digit; words name no document.
fn naming(text: &str) -> Option<String> {
    Some(key(text)).filter(|key| key.chars().any(|c| c.is_ascii_digit()))
}

fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let short = digits.trim_start_matches('0').to_owned();
    (short.len() >= DIGITS_TELLING).then_some(short)
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// The last run of digits without leading noughts.
fn last_digits(text: &str) -> Option<String> {
    let mut runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let last = runs.next_back()?.trim_start_matches('0');
    (!last.is_empty()).then(|| last.to_owned())
}

type Name = fn(&Line) -> Option<String>;

fn number(line: &Line) -> Option<String> {
    naming(&line.number)
}

fn reference(line: &Line) -> Option<String> {
    naming(&line.reference)
}

fn number_digits(line: &Line) -> Option<String> {
    digits(&line.number)
}

fn reference_digits(line: &Line) -> Option<String> {
    digits(&line.reference)
}

/// How much a shared name proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// The document itself: another amount is a difference of that document.
    Document,
    /// The same where nothing else has the name.
    Unique,
}

pub(super) fn by_number(table: &mut Table<'_>) {
    use FindingRule::{Digits, Number, Reference};
    let passes: [(Name, Name, FindingRule, Proof); 6] = [
        (number, number, Number, Proof::Document),
        (number, reference, Reference, Proof::Document),
        (reference, number, Reference, Proof::Unique),
        (number_digits, number_digits, Digits, Proof::Unique),
        (number_digits, reference_digits, Digits, Proof::Unique),
        (reference, reference, Reference, Proof::Unique),
    ];
    for (own, other, rule, proof) in passes {
        for (ours, theirs) in groups(table, own, other, rule) {
            for sign in [1, -1] {
                // A credit note may have gone with its invoice since the names were gathered.
                let own = ours
                    .iter()
                    .copied()
                    .filter(|place| table.ours_free[*place] && table.ours[*place].minor.signum() == sign);
                let other = theirs
                    .iter()
                    .copied()
                    .filter(|place| table.theirs_free[*place] && table.theirs[*place].minor.signum() == sign);
                let (own, other) = (own.collect(), other.collect());
                same_name(table, own, other, rule, proof);
            }
            if rule == Number {
                turned(table, &ours, &theirs);
            }
        }
    }
    by_last_digits(table);
}

/// Free lines of both sides by the name they share, in the order of the names.
fn groups(table: &Table<'_>, own: Name, other: Name, rule: FindingRule) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut named: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for place in table.free_ours() {
        if let Some(name) = own(&table.ours[place]) {
            named.entry(name).or_default().0.push(place);
        }
    }
    for place in table.free_theirs() {
        if let Some(name) = other(&table.theirs[place]) {
            named.entry(name).or_default().1.push(place);
        }
    }
    let lettered = |ours: &[usize], theirs: &[usize]| {
        // Where both sides write letters, the same digits under other letters are another document.
        rule == FindingRule::Digits
            && ours.iter().all(|place| has_letters(&table.ours[*place].number))
            && theirs.iter().all(|place| has_letters(&table.theirs[*place].number))
    };
    named
        .into_values()
        .filter(|(ours, theirs)| !ours.is_empty() && !theirs.is_empty() && !lettered(ours, theirs))
        .collect()
}

/// Lines of one name and one sign.
fn same_name(
    table: &mut Table<'_>,
    mut ours: Vec<usize>,
    mut theirs: Vec<usize>,
    rule: FindingRule,
    proof: Proof,
) {
    let (all_ours, all_theirs) = (ours.len(), theirs.len());
    let mut agreed: Vec<i64> = Vec::new();
    ours.retain(|own| {
        let line = &table.ours[*own];
        let same = theirs.iter().copied().filter(|other| table.theirs[*other].minor == line.minor);
        let later = table.is_later(line);
        let nearest = same.min_by_key(|other| {
            let other = &table.theirs[*other];
            (table.is_later(other) != later, days_between(other.date, line.date))
        });
        let Some(other) = nearest else { return true };
        theirs.retain(|left| *left != other);
        agreed.push(line.minor);
        table.pair(rule, *own, other);
        false
    });
    if ours.is_empty() && rule == FindingRule::Number {
        for other in theirs {
            let line = &table.theirs[other];
            if agreed.contains(&line.minor) && !table.is_later(line) {
                table.settle(FindingKind::Duplicate, FindingRule::Repeated, Vec::new(), vec![other]);
            }
        }
        return;
    }
    ours.retain(|place| !table.is_later(&table.ours[*place]));
    theirs.retain(|place| !table.is_later(&table.theirs[*place]));
    let sum = |lines: &[Line], places: &[usize]| places.iter().map(|place| lines[*place].minor).sum::<i64>();
    let same_sum = sum(table.ours, &ours) == sum(table.theirs, &theirs);
    match (ours.as_slice(), theirs.as_slice()) {
        ([_], [_, _, ..]) if same_sum => table.settle(FindingKind::OneToSeveral, rule, ours, theirs),
        ([_, _, ..], [_]) if same_sum => table.settle(FindingKind::SeveralToOne, rule, ours, theirs),
        (&[own], &[other]) if proof == Proof::Document || (all_ours == 1 && all_theirs == 1) => {
            differing(table, own, other, rule);
        }
        _ => {}
    }
}

/// One document that has two amounts.
fn differing(table: &mut Table<'_>, own: usize, other: usize, rule: FindingRule) {
    let (ours, theirs) = (&table.ours[own], &table.theirs[other]);
    let name = key(&ours.number);
    let mut credits: Vec<usize> = table.counted_ours();
    credits.retain(|place| {
        let line = &table.ours[*place];
        *place != own && !name.is_empty() && key(&line.credits) == name
    });
    let credited: i64 = credits.iter().map(|place| table.ours[*place].minor).sum();
    if !credits.is_empty() && ours.minor + credited == theirs.minor {
        credits.push(own);
        return table.settle(FindingKind::SeveralToOne, FindingRule::NetOfCredit, credits, vec![other]);
    }
    let (kind, rule) = match () {
        () if transposed(ours.minor, theirs.minor) => (FindingKind::Typo, FindingRule::AmountTransposed),
        () if decimal_shifted(ours.minor, theirs.minor) => (FindingKind::Typo, FindingRule::DecimalShifted),
        () => (FindingKind::AmountDiffers, rule),
    };
    table.settle(kind, rule, vec![own], vec![other]);
}

/// The same document on the wrong side.
fn turned(table: &mut Table<'_>, ours: &[usize], theirs: &[usize]) {
    for own in ours {
        let line = &table.ours[*own];
        if !table.ours_free[*own] || table.is_later(line) {
            continue;
        }
        let other = theirs.iter().copied().find(|other| {
            let candidate = &table.theirs[*other];
            table.theirs_free[*other] && !table.is_later(candidate) && candidate.minor == -line.minor
        });
        if let Some(other) = other {
            table.settle(FindingKind::Typo, FindingRule::SignReversed, vec![*own], vec![other]);
        }
    }
}

/// The last digits with the amount, where only one line of each side has both.
fn by_last_digits(table: &mut Table<'_>) {
    type Both = (String, i64);
    let of = |lines: &[Line], places: Vec<usize>| {
        let mut named: BTreeMap<Both, Vec<usize>> = BTreeMap::new();
        for place in places {
            if let Some(last) = last_digits(&lines[place].number) {
                named.entry((last, lines[place].minor)).or_default().push(place);
            }
        }
        named
    };
    let theirs = of(table.theirs, table.free_theirs());
    for (name, own) in of(table.ours, table.free_ours()) {
        if let (&[own], Some(&[other])) = (own.as_slice(), theirs.get(&name).map(Vec::as_slice)) {
            let (ours, theirs) = (&table.ours[own], &table.theirs[other]);
            let apart = has_letters(&ours.number) && has_letters(&theirs.number);
            if !apart && days_between(ours.date, theirs.date) <= LAST_DIGITS_DAYS {
                table.pair(FindingRule::LastDigits, own, other);
            }
        }
    }
}

/// One line whose text names several of the other side, and is their sum.
pub(super) fn listed(table: &mut Table<'_>) {
    for other in table.counted_theirs() {
        let line = &table.theirs[other];
        let named = naming_all(line, table.ours, table.counted_ours());
        if named.len() > 1 && named.iter().map(|place| table.ours[*place].minor).sum::<i64>() == line.minor {
            table.settle(FindingKind::SeveralToOne, FindingRule::NumbersListed, named, vec![other]);
        }
    }
    for own in table.counted_ours() {
        let line = &table.ours[own];
        let named = naming_all(line, table.theirs, table.counted_theirs());
        if named.len() > 1 && named.iter().map(|place| table.theirs[*place].minor).sum::<i64>() == line.minor
        {
            table.settle(FindingKind::OneToSeveral, FindingRule::NumbersListed, vec![own], named);
        }
    }
}

/// Which of these lines a line's texts name.
fn naming_all(line: &Line, others: &[Line], places: Vec<usize>) -> Vec<usize> {
    let text = [&line.number, &line.reference, &line.text].map(|text| key(text)).join(" ");
    let names = |place: &usize| {
        let key = naming(&others[*place].number).filter(|key| key.len() >= DIGITS_TELLING);
        key.is_some_and(|key| text.contains(&key))
    };
    places
        .into_iter()
        .filter(|place| others[*place].minor.signum() == line.minor.signum() && names(place))
        .collect()
}
