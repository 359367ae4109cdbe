//! Account balances on a day and movements over a period, in the book's currency.
//!
//! Whole months come from the kept balances; the days of a month that `as_of` or `from` cuts are read line by
//! line, and for a past `known` the lines recorded since are subtracted. So the cost follows the number of
//! months, the days of one month and what was recorded since, never the size of the book.

use std::collections::BTreeMap;

use rusqlite::named_params;

use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::ledger::{Account, accounts};
use crate::store::{AccountId, Reader, Seq};

/// Minor units of the book's currency; `opening` counts debit as positive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Movement {
    pub opening: i64,
    pub debit: i64,
    pub credit: i64,
}

impl Movement {
    pub fn closing(self) -> i64 {
        self.opening + self.debit - self.credit
    }

    pub fn is_empty(self) -> bool {
        self == Movement::default()
    }

    pub fn add(&mut self, other: Movement) {
        self.opening += other.opening;
        self.debit += other.debit;
        self.credit += other.credit;
    }
}

/// The movement of every account that has one, from `from` to `as_of`, as known at `known`.
pub(super) fn movements(
    r: &Reader<'_>,
    from: Day,
    as_of: Day,
    known: Seq,
) -> Result<BTreeMap<AccountId, Movement>> {
    let month = Month::of(as_of);
    let last_kept = if as_of == month.last_day() { month } else { month.previous() };
    let rows = r.rows(
        include_str!("movements.sql"),
        named_params! {":from_month": Month::of(from), ":last_kept_month": last_kept, ":from": from,
        ":from_month_start": Month::of(from).first_day(), ":kept_to": last_kept.last_day(),
        ":as_of": as_of, ":known": known},
        |row| {
            let movement = Movement {
                opening: row.get("opening_minor")?,
                debit: row.get("debit_minor")?,
                credit: row.get("credit_minor")?,
            };
            Ok((row.get("account_id")?, movement))
        },
    )?;
    Ok(rows.into_iter().collect())
}

/// What transfers of profit moved on each account, debit above nought.
pub(super) fn profit_transfers(
    r: &Reader<'_>,
    from: Day,
    as_of: Day,
    known: Seq,
) -> Result<BTreeMap<AccountId, i64>> {
    let rows = r.rows(
        include_str!("profit_transfers.sql"),
        named_params! {":from": from, ":as_of": as_of, ":known": known},
        |row| Ok((row.get("account_id")?, row.get("minor")?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// Every account with its movement, those above summing those below, in the order of the codes.
pub(super) fn tree(r: &Reader<'_>, own: &BTreeMap<AccountId, Movement>) -> Result<Vec<(Account, Movement)>> {
    let accounts = accounts(r)?;
    let position: BTreeMap<String, usize> =
        accounts.iter().enumerate().map(|(index, account)| (account.code.clone(), index)).collect();
    let mut summed: Vec<Movement> =
        accounts.iter().map(|account| own.get(&account.id).copied().unwrap_or_default()).collect();
    // a code is longer than its parent's, so children come after parents and are added up from the end
    for index in (0..accounts.len()).rev() {
        let parent = accounts[index].parent.as_ref().and_then(|code| position.get(code));
        if let Some(&parent) = parent {
            let movement = summed[index];
            summed[parent].add(movement);
        }
    }
    Ok(accounts.into_iter().zip(summed).collect())
}

/// How many accounts stand above one.
pub(super) fn depth(accounts: &[(Account, Movement)], account: &Account) -> u32 {
    let mut depth = 0;
    let mut above = account.parent.as_deref();
    while let Some(code) = above {
        depth += 1;
        above = accounts
            .iter()
            .find(|(other, _)| other.code == code)
            .and_then(|(other, _)| other.parent.as_deref());
    }
    depth
}
