//! 结转损益 and the year's closing.
//!
//! Revenue, then expense, goes to 本年利润 at a month's end; at the year's end 本年利润 goes to 未分配利润 and the columns
//! of 应交增值税 are cleared. A chart without 本年利润 closes the year straight to retained earnings. Reports of profit
//! leave these entries out; a balance sheet shows the same before and after. Source: DOMAIN §1.3; vectors `J35`–`J38`.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::{Planned, post_all};
use crate::calendar::Month;
use crate::error::{Error, Result};
use crate::ledger::{
    Account, AccountRole, AccountType, Entry, Purpose, Side, account_by_role, accounts, book,
};
use crate::money::Money;
use crate::store::{AccountId, Reader, Writer};

/// What the accounts hold at a month's end, debit above nought, in the order of their codes.
fn balances(r: &Reader<'_>, month: Month) -> Result<Vec<(Account, Money)>> {
    let currency = book(r)?.currency;
    let sums = r.rows(include_str!("balances.sql"), named_params! {":month": month}, |row| {
        Ok((row.get("account_id")?, row.get("minor")?))
    })?;
    let sums: BTreeMap<AccountId, i64> = sums.into_iter().collect();
    let held = |account: Account| {
        let minor = sums.get(&account.id).copied()?;
        Some((account, Money::from_minor(minor, currency)))
    };
    Ok(accounts(r)?.into_iter().filter_map(held).collect())
}

/// Revenue and expense up to a month's end that 本年利润 does not have yet.
///
/// # Errors
/// `role_unassigned` in a chart without 本年利润: it closes by the year.
pub fn plan_profit(r: &Reader<'_>, month: Month) -> Result<Vec<Planned>> {
    let to = account_by_role(r, AccountRole::Profit)?;
    transfers(&balances(r, month)?, &to, month)
}

pub fn transfer_profit(w: &Writer<'_>, month: Month) -> Result<Vec<Entry>> {
    post_all(w, plan_profit(w, month)?)
}

/// One plan for revenue and one for expense, each where there is any.
fn transfers(balances: &[(Account, Money)], to: &Account, month: Month) -> Result<Vec<Planned>> {
    let mut plans = Vec::new();
    for (kind, side) in [(AccountType::Revenue, Side::Debit), (AccountType::Expense, Side::Credit)] {
        let of_kind: Vec<&(Account, Money)> =
            balances.iter().filter(|(account, _)| account.kind == kind).collect();
        let Some((_, first)) = of_kind.first() else { continue };
        let mut plan = Planned::new(Purpose::ProfitTransfer, month.last_day());
        let mut sum = Money::zero(first.currency());
        for (account, balance) in of_kind {
            let moved = if side == Side::Debit { balance.negated() } else { *balance };
            sum = sum.checked_add(moved)?;
            plan.add(account.clone(), side, moved);
        }
        plan.add(to.clone(), side.opposite(), sum);
        plans.push(plan);
    }
    Ok(plans)
}

/// Everything that closes a year, on its last day.
pub fn plan_year(r: &Reader<'_>, year: i32) -> Result<Vec<Planned>> {
    let month: Month = format!("{year:04}-12").parse()?;
    let balances = balances(r, month)?;
    let retained = account_by_role(r, AccountRole::Re)?;
    let profit = match account_by_role(r, AccountRole::Profit) {
        Ok(account) => Some(account),
        Err(Error::RoleUnassigned { .. }) => None,
        Err(error) => return Err(error),
    };
    let mut plans = transfers(&balances, profit.as_ref().unwrap_or(&retained), month)?;
    if let Some(profit) = profit {
        plans.extend(distribution(&balances, profit, retained, month)?);
        plans.extend(cleared_columns(r, balances, month)?);
    }
    Ok(plans)
}

pub fn close_year(w: &Writer<'_>, year: i32) -> Result<Vec<Entry>> {
    post_all(w, plan_year(w, year)?)
}

/// 本年利润 to 未分配利润, with what is transferred to it on the same day.
fn distribution(
    balances: &[(Account, Money)],
    profit: Account,
    retained: Account,
    month: Month,
) -> Result<Option<Planned>> {
    let mut sum: Option<Money> = None;
    for (account, balance) in balances {
        let closes = matches!(account.kind, AccountType::Revenue | AccountType::Expense);
        if closes || account.id == profit.id {
            sum = Some(sum.map_or(Ok(*balance), |sum| sum.checked_add(*balance))?);
        }
    }
    let Some(loss) = sum.filter(|sum| !sum.is_zero()) else { return Ok(None) };
    let mut plan = Planned::new(Purpose::ProfitTransfer, month.last_day());
    plan.add(profit, Side::Debit, loss.negated());
    plan.add(retained, Side::Credit, loss.negated());
    Ok(Some(plan))
}

/// The columns of 应交增值税 against each other; input tax that is carried over stays in its column, and so does output
/// tax that was not transferred.
fn cleared_columns(r: &Reader<'_>, balances: Vec<(Account, Money)>, month: Month) -> Result<Option<Planned>> {
    let above = account_by_role(r, AccountRole::VatSmall)?.code;
    let mut columns: Vec<(Account, Money)> =
        balances.into_iter().filter(|(account, _)| account.parent.as_deref() == Some(&above)).collect();
    let Some((_, first)) = columns.first() else { return Ok(None) };
    let nought = Money::zero(first.currency());
    let left = columns.iter().map(|(_, balance)| *balance).try_fold(nought, Money::checked_add)?;
    let keeper = if left.minor() > 0 { AccountRole::VatIn } else { AccountRole::VatOut };
    let keeper = account_by_role(r, keeper)?;
    if columns.iter().all(|(account, _)| account.id != keeper.id) {
        columns.push((keeper.clone(), nought));
    }
    let mut plan = Planned::new(Purpose::YearEnd, month.last_day());
    for (account, balance) in columns {
        let stays = if account.id == keeper.id { left } else { nought };
        plan.add(account, Side::Credit, balance.checked_sub(stays)?);
    }
    Ok(Some(plan).filter(|plan| !plan.lines.is_empty()))
}
