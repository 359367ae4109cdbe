//! 期末调汇: foreign balances carried at the rate of a day.
//!
//! Receivables and payables are revalued item by item, bank and other monetary accounts by their balance. Each account
//! and currency has its own gain or loss; nothing is netted. The book either carries the change on (中国会计准则's way,
//! and the default) or takes all of it back on the next day. What was settled between the day and now leaves with its
//! old carrying amount, so its part of the change goes back on the next day in either case; what was settled and taken
//! back in between counts as settled. Source: DOMAIN §1.3, §4; vector `FX_flow`.

use std::collections::BTreeMap;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::item::item;
use super::posting::Posting;
use super::write::{close_exchange, refuse_residue, refuse_revalued};
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{
    Account, AccountRole, BookInfo, Entry, Purpose, Side, Why, account_by_id, account_by_role, book, rate_on,
    refuse_closed,
};
use crate::money::{Currency, Money, Rate};
use crate::store::{AccountId, OpenItemId, Reader, Writer, setting};

/// One account and currency, as it would be revalued.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct RevaluedAccount {
    pub account: String,
    pub name_zh: String,
    pub name_en: String,
    /// What stands on it in its own currency.
    pub balance: Money,
    pub rate: Rate,
    /// The day the rate was quoted for.
    pub rate_date: Day,
    pub carried: Money,
    pub revalued: Money,
    /// Debit above nought; on a receivable that is a gain, on a payable a loss.
    pub change: Money,
}

/// What a revaluation has posted.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Revaluation {
    pub accounts: Vec<RevaluedAccount>,
    /// Absent where nothing changed.
    pub entry: Option<Entry>,
    /// On the next day, where the book takes revaluations back or something was settled meanwhile.
    pub back: Option<Entry>,
}

/// An item as it stood at the end of the day.
struct ItemOnDay {
    id: OpenItemId,
    account_id: AccountId,
    foreign: Money,
    carried: Money,
}

/// A bank balance as it stood at the end of the day.
struct BalanceOnDay {
    account_id: AccountId,
    foreign: Money,
    carried: Money,
}

/// What would be revalued on `date`.
pub fn preview_revaluation(r: &Reader<'_>, date: Day) -> Result<Vec<RevaluedAccount>> {
    let book = book(r)?;
    accounts_of(r, &book, &items_on(r, &book, date)?, &balances_on(r, &book, date)?, date)
}

/// Revalues every foreign balance at the rates of `date`.
///
/// # Errors
/// `rate_missing` for a currency without a rate; `item_revalued` where an item or account was revalued on a later day;
/// `month_closed`.
pub fn revalue(w: &Writer<'_>, date: Day) -> Result<Revaluation> {
    refuse_closed(w, date)?;
    let book = book(w)?;
    let (items, balances) = (items_on(w, &book, date)?, balances_on(w, &book, date)?);
    let accounts = accounts_of(w, &book, &items, &balances, date)?;
    let reverses_all = setting(w, "fx_revaluation")?.as_deref() == Some("reverse");
    let mut forward = Posting::new(&book, date);
    let next_day =
        date.succ_opt().ok_or_else(|| Error::DateUnreadable { text: date.to_string(), field: None })?;
    let mut back = Posting::new(&book, next_day);
    for on_day in &items {
        let item = item(w, on_day.id)?;
        refuse_revalued(w, &item, date)?;
        let account = account_by_id(w, on_day.account_id)?;
        let rate = rate_on(w, on_day.foreign.currency(), date)?.rate;
        let target = rate.convert(on_day.foreign, book.currency, book.rounding)?;
        let change = target.checked_sub(on_day.carried)?;
        if change.is_zero() {
            continue;
        }
        forward.revalue(&item, account.clone(), change)?;
        let still_carried = match reverses_all {
            true => Money::zero(book.currency),
            false => share(change, open_throughout(w, on_day, date)?, on_day.foreign, &book)?,
        };
        let taken_back = change.checked_sub(still_carried)?;
        if !taken_back.is_zero() {
            back.revalue(&item, account, taken_back.negated())?;
        }
    }
    for on_day in &balances {
        let rate = rate_on(w, on_day.foreign.currency(), date)?.rate;
        let change =
            rate.convert(on_day.foreign, book.currency, book.rounding)?.checked_sub(on_day.carried)?;
        let account = account_by_id(w, on_day.account_id)?;
        refuse_account_revalued(w, &account, on_day.foreign.currency(), date)?;
        let nought = Money::zero(on_day.foreign.currency());
        let (side, moved) =
            (Side::from_sign(change.minor()), Money::from_minor(change.minor().abs(), book.currency));
        forward.post(account.clone(), side, nought, moved)?;
        if reverses_all {
            back.post(account, side.opposite(), nought, moved)?;
        }
    }
    post_differences(w, &mut forward, &accounts)?;
    close_exchange(w, &mut back)?;
    let entry = write(w, forward, Why { purpose: Some(Purpose::Revaluation), ..Why::default() })?;
    let reverses = entry.as_ref().map(|entry| entry.seq);
    let back = write(w, back, Why { purpose: Some(Purpose::RevaluationBack), reverses, ..Why::default() })?;
    items.iter().try_for_each(|on_day| refuse_residue(w, on_day.id))?;
    Ok(Revaluation { accounts, entry, back })
}

fn write(w: &Writer<'_>, posting: Posting, why: Why) -> Result<Option<Entry>> {
    if posting.lines().is_empty() {
        return Ok(None);
    }
    let act = audit::begin(w)?;
    let written = posting.write(w, &act, None, why)?;
    written.seal(w, act)?;
    Ok(written.entry)
}

/// What of an item stays open on every day after `date`.
fn open_throughout(r: &Reader<'_>, on_day: &ItemOnDay, date: Day) -> Result<Money> {
    let least: Option<i64> =
        r.value(include_str!("least_open_after.sql"), named_params! {":item": on_day.id, ":date": date})?;
    let (foreign, currency) = (on_day.foreign.minor(), on_day.foreign.currency());
    let open = least.map_or(foreign.abs(), |least| least.clamp(0, foreign.abs()));
    Ok(Money::from_minor(open * foreign.signum(), currency))
}

/// # Errors
/// `item_revalued` where the account was revalued after `date` and that stands.
fn refuse_account_revalued(r: &Reader<'_>, account: &Account, currency: Currency, date: Day) -> Result<()> {
    let later: Option<Day> = r.row(
        include_str!("account_revalued_after.sql"),
        named_params! {":account_id": account.id, ":currency": currency, ":date": date},
        |row| row.get("date"),
    )?;
    match later {
        Some(on) => Err(Error::ItemRevalued { number: account.code.clone(), date: on.to_string() }),
        None => Ok(()),
    }
}

/// The part of a change that belongs to what stays open.
fn share(change: Money, open: Money, on_day: Money, book: &BookInfo) -> Result<Money> {
    if open == on_day {
        return Ok(change);
    }
    let part = change.to_decimal().checked_mul(open.to_decimal()).ok_or(Error::AmountOverflow)?;
    let exact = part.checked_div(on_day.to_decimal()).ok_or(Error::AmountOverflow)?;
    Money::rounded(exact, book.currency, book.rounding)
}

/// A gain or loss for each account and currency, not netted.
fn post_differences(r: &Reader<'_>, posting: &mut Posting, accounts: &[RevaluedAccount]) -> Result<()> {
    let (gain, loss) = (account_by_role(r, AccountRole::FxGain)?, account_by_role(r, AccountRole::FxLoss)?);
    let mut sums: [i64; 2] = [0, 0];
    for change in accounts.iter().map(|account| account.change.minor()) {
        let index = usize::from(change < 0);
        sums[index] = sums[index].checked_add(change).ok_or(Error::AmountOverflow)?;
    }
    let Some(currency) = accounts.first().map(|account| account.carried.currency()) else { return Ok(()) };
    let own = |minor: i64| Money::from_minor(minor, currency);
    let [gains, losses] = sums;
    if gains != 0 {
        posting.post(gain, Side::Credit, own(gains), own(gains))?;
    }
    if losses != 0 {
        posting.post(loss, Side::Debit, own(-losses), own(-losses))?;
    }
    Ok(())
}

fn accounts_of(
    r: &Reader<'_>,
    book: &BookInfo,
    items: &[ItemOnDay],
    balances: &[BalanceOnDay],
    date: Day,
) -> Result<Vec<RevaluedAccount>> {
    let mut sums: BTreeMap<(AccountId, Currency), (Money, Money, Money)> = BTreeMap::new();
    let rows = items
        .iter()
        .map(|item| (item.account_id, item.foreign, item.carried))
        .chain(balances.iter().map(|balance| (balance.account_id, balance.foreign, balance.carried)));
    for (account_id, foreign, carried) in rows {
        let rate = rate_on(r, foreign.currency(), date)?.rate;
        let revalued = rate.convert(foreign, book.currency, book.rounding)?;
        let nought =
            (Money::zero(foreign.currency()), Money::zero(book.currency), Money::zero(book.currency));
        let sum = sums.entry((account_id, foreign.currency())).or_insert(nought);
        *sum = (sum.0.checked_add(foreign)?, sum.1.checked_add(carried)?, sum.2.checked_add(revalued)?);
    }
    let mut accounts = Vec::with_capacity(sums.len());
    for ((account_id, currency), (balance, carried, revalued)) in sums {
        let Account { code, name_zh, name_en, control, .. } = account_by_id(r, account_id)?;
        let quote = rate_on(r, currency, date)?;
        let growth = revalued.checked_sub(carried)?;
        let sign = control.map_or(1, |control| control.side().sign());
        accounts.push(RevaluedAccount {
            account: code,
            name_zh,
            name_en,
            balance,
            rate: quote.rate,
            rate_date: quote.date,
            carried,
            revalued,
            change: Money::from_minor(sign * growth.minor(), book.currency),
        });
    }
    Ok(accounts)
}

fn items_on(r: &Reader<'_>, book: &BookInfo, date: Day) -> Result<Vec<ItemOnDay>> {
    r.rows(
        include_str!("foreign_items_on.sql"),
        named_params! {":date": date, ":own": book.currency},
        |row| {
            Ok(ItemOnDay {
                id: row.get("id")?,
                account_id: row.get("account_id")?,
                foreign: Money::from_minor(row.get("open_minor")?, row.get("currency")?),
                carried: Money::from_minor(row.get("open_base_minor")?, book.currency),
            })
        },
    )
}

fn balances_on(r: &Reader<'_>, book: &BookInfo, date: Day) -> Result<Vec<BalanceOnDay>> {
    r.rows(
        include_str!("foreign_balances_on.sql"),
        named_params! {":date": date, ":own": book.currency},
        |row| {
            Ok(BalanceOnDay {
                account_id: row.get("account_id")?,
                foreign: Money::from_minor(row.get("balance_minor")?, row.get("currency")?),
                carried: Money::from_minor(row.get("balance_base_minor")?, book.currency),
            })
        },
    )
}
