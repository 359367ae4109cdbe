//! The promises, each a plain loop over all rows; what breaks one is told in words.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use kezhang::calendar::Month;
use kezhang::inspection;
use kezhang::money::Currency;

use crate::company::Company;
use crate::reminders::letters_keep_the_rules;
use crate::rows::{Rows, sign};

const EVERYTHING: i64 = i64::MAX;

/// Every promise that holds of a book whatever happened to it.
pub fn kept(company: &Company) -> Result<(), String> {
    let rows = company.read(Rows::read);
    entries_balance(&rows)?;
    control_accounts_are_their_items_on_every_day(&rows)?;
    nothing_foreign_open_means_nothing_carried_on_any_day(&rows)?;
    kept_balances_are_the_recomputed_ones(&rows)?;
    what_is_kept_as_open_is_what_is_open(&rows)?;
    letters_keep_the_rules(company, &rows)?;
    the_proof_holds(company)
}

fn entries_balance(rows: &Rows) -> Result<(), String> {
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    for line in &rows.lines {
        *sums.entry(line.seq).or_default() += line.side * line.base;
    }
    match sums.into_iter().find(|(_, sum)| *sum != 0) {
        Some((seq, sum)) => Err(format!("entry #{seq} is off by {sum}")),
        None => Ok(()),
    }
}

/// In the book's currency and in every other, for every party.
fn control_accounts_are_their_items_on_every_day(rows: &Rows) -> Result<(), String> {
    for day in rows.days() {
        let mut differences: BTreeMap<(i64, i64, Currency), (i64, i64)> = BTreeMap::new();
        for line in rows.lines.iter().filter(|line| line.date <= day) {
            let Some(control) = rows.control(line.account) else { continue };
            let key = (line.account, line.party.unwrap_or_default(), line.currency);
            let difference = differences.entry(key).or_default();
            difference.0 += sign(control) * line.side * line.minor;
            difference.1 += sign(control) * line.side * line.base;
        }
        for item in &rows.items {
            let (minor, base) = rows.open_at(item, day, EVERYTHING);
            let difference = differences.entry((item.account, item.party, item.currency)).or_default();
            difference.0 -= minor;
            difference.1 -= base;
        }
        if let Some((key, difference)) = differences.iter().find(|(_, difference)| **difference != (0, 0)) {
            let account = &rows.accounts[&key.0].code;
            return Err(format!("on {day} {account} of party {} is off by {difference:?} {}", key.1, key.2));
        }
    }
    Ok(())
}

fn nothing_foreign_open_means_nothing_carried_on_any_day(rows: &Rows) -> Result<(), String> {
    for day in rows.days() {
        for item in &rows.items {
            let (minor, base) = rows.open_at(item, day, EVERYTHING);
            if minor == 0 && base != 0 {
                return Err(format!("on {day} item {} has nothing open and carries {base}", item.id));
            }
        }
    }
    Ok(())
}

fn kept_balances_are_the_recomputed_ones(rows: &Rows) -> Result<(), String> {
    let mut recomputed: BTreeMap<(i64, Currency, i64, String), [i64; 4]> = BTreeMap::new();
    for line in &rows.lines {
        let party = rows.control(line.account).and(line.party).unwrap_or_default();
        let key = (line.account, line.currency, party, Month::of(line.date).to_string());
        let [debit, credit, debit_base, credit_base] = recomputed.entry(key).or_default();
        if line.side == 1 {
            *debit += line.minor;
            *debit_base += line.base;
        } else {
            *credit += line.minor;
            *credit_base += line.base;
        }
    }
    if recomputed == rows.balances { Ok(()) } else { Err("a kept balance differs".into()) }
}

fn what_is_kept_as_open_is_what_is_open(rows: &Rows) -> Result<(), String> {
    let latest = rows.days().last().copied().unwrap_or_default();
    let mut totals: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    for item in &rows.items {
        let open = rows.open_at(item, latest, EVERYTHING);
        let kept = rows.outstanding.get(&item.id).copied().unwrap_or_default();
        if open != kept {
            return Err(format!("of item {} {open:?} is open and {kept:?} is kept", item.id));
        }
        *totals.entry((item.account, item.party)).or_default() += open.1;
    }
    let mut keys: Vec<_> = totals.keys().chain(rows.party_totals.keys()).collect();
    keys.sort_unstable();
    match keys
        .into_iter()
        .find(|key| totals.get(key).unwrap_or(&0) != rows.party_totals.get(key).unwrap_or(&0))
    {
        Some((account, party)) => Err(format!("total of party {party} on {}", rows.accounts[account].code)),
        None => Ok(()),
    }
}

fn the_proof_holds(company: &Company) -> Result<(), String> {
    let proof = company.read(|r| inspection::verify(r, None, &|_, _| {}, &AtomicBool::new(false)));
    let failed = proof.checks.iter().find(|check| !check.faults.is_empty());
    match failed {
        Some(check) => Err(format!("{}: {:?}", check.name, check.faults)),
        None => Ok(()),
    }
}

/// Everything was taken back: nothing stands on any account, in any currency, and nothing is open.
pub fn all_is_nought(company: &Company) -> Result<(), String> {
    let rows = company.read(Rows::read);
    let mut sums: BTreeMap<(i64, i64, Currency), (i64, i64)> = BTreeMap::new();
    for line in &rows.lines {
        let sum = sums.entry((line.account, line.party.unwrap_or_default(), line.currency)).or_default();
        sum.0 += line.side * line.minor;
        sum.1 += line.side * line.base;
    }
    if let Some((key, sum)) = sums.iter().find(|(_, sum)| **sum != (0, 0)) {
        return Err(format!("{sum:?} {} stays on {}", key.2, rows.accounts[&key.0].code));
    }
    match rows.outstanding.iter().next() {
        Some((item, open)) => Err(format!("{open:?} of item {item} stays open")),
        None => Ok(()),
    }
}
