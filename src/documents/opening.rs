//! Balances of accounts without open items, on the day the books begin.

use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{Account, AccountRole, Entry, NewEntry, NewLine, Side, Why, account_by_role, book, post};
use crate::money::Money;
use crate::settlement::PostingBody;
use crate::store::Writer;

/// What an account held. Control accounts are refused: what customers and suppliers owed comes in per open item.
#[derive(Debug)]
pub struct OpeningLine {
    pub account: Account,
    pub side: Side,
    pub amount: Money,
}

/// Posts the balances against the opening clearing account, which ends at nought once everything is in.
///
/// # Errors
/// What [`post`] refuses.
pub fn open_balances(w: &Writer<'_>, date: Day, opening: Vec<OpeningLine>) -> Result<Entry> {
    let currency = book(w)?.currency;
    let mut difference = 0_i64;
    let mut lines = Vec::with_capacity(opening.len() + 1);
    for OpeningLine { account, side, amount } in opening {
        difference = difference.checked_add(side.sign() * amount.minor()).ok_or(Error::AmountOverflow)?;
        lines.push(NewLine { account, party: None, side, amount, base: amount });
    }
    if difference != 0 {
        let account = account_by_role(w, AccountRole::OpenEq)?;
        let amount = Money::from_minor(difference.abs(), currency);
        lines.push(NewLine {
            account,
            party: None,
            side: Side::from_sign(-difference),
            amount,
            base: amount,
        });
    }
    let act = audit::begin(w)?;
    let entry = post(w, &act, NewEntry { date, why: Why::default(), lines })?;
    PostingBody::new(Some(&entry), &[], &[]).seal(w, act)?;
    Ok(entry)
}
