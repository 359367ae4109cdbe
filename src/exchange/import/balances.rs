//! What was open, and what the accounts held, when the books began.

use std::collections::BTreeMap;

use super::super::reading::{AccountBalanceRow, OpenItemRow, Side as OpenSide};
use super::identity::Identity;
use super::invoices::party_id;
use super::refusal::{Refusal, Refused};
use crate::calendar::Day;
use crate::documents::{self, Desk, DocumentFields, OpeningFields, OpeningLine, Origin, open_balances};
use crate::error::Error;
use crate::ledger::{Side, account_by_code, book};
use crate::money::{Currency, Figure, Money};
use crate::store::{ImportRunId, Writer};

/// Opens an item under its own number and returns the key of its document.
pub(super) fn issue(desk: &Desk<'_, '_>, w: &Writer<'_>, row: &OpenItemRow, today: Day) -> Refused<i64> {
    let opening = OpeningFields {
        party_id: Some(party_id(desk, row.party_code.as_deref(), row.party_name.as_deref())?),
        date: Some(row.date),
        due_on: row.due_on,
        amount: Figure(row.amount.to_decimal()),
        currency: Some(row.amount.currency()),
        rate: None,
        number: row.number.clone(),
        notes: row.notes.clone().unwrap_or_default(),
    };
    let fields = match row.side {
        OpenSide::Receivable => DocumentFields::OpeningReceivable(opening),
        OpenSide::Payable => DocumentFields::OpeningPayable(opening),
    };
    let issued = documents::issue_at(desk, w, &fields, Origin::Imported { number: &row.number }, today)?;
    Ok(issued.id.value())
}

/// Posts the balances of accounts, one entry for each day; a refusal names the row.
pub(super) fn open_accounts(
    w: &Writer<'_>,
    run: ImportRunId,
    rows: &[(Identity, AccountBalanceRow)],
    today: Day,
) -> Result<(), (u32, Refusal)> {
    let mut by_day: BTreeMap<Day, Vec<(&Identity, OpeningLine)>> = BTreeMap::new();
    for (identity, row) in rows {
        let line = opening_line(w, row).map_err(|refusal| (row.row, refusal))?;
        by_day.entry(row.date.unwrap_or(today)).or_default().push((identity, line));
    }
    let first_row = rows.first().map_or(0, |(_, row)| row.row);
    for (day, balances) in by_day {
        let (identities, lines): (Vec<&Identity>, Vec<OpeningLine>) = balances.into_iter().unzip();
        let post = || -> crate::error::Result<()> {
            let entry = open_balances(w, day, lines)?;
            identities.iter().try_for_each(|identity| identity.keep(w, run, entry.seq.value()))
        };
        post().map_err(|error| (first_row, error.into()))?;
    }
    Ok(())
}

fn opening_line(w: &Writer<'_>, row: &AccountBalanceRow) -> Refused<OpeningLine> {
    let account = account_by_code(w, &row.account_code).map_err(Refusal::of("account_code"))?;
    if account.control.is_some() {
        return Err(Refusal::of("account_code")(Error::AccountIsControl { account: account.code }));
    }
    if !account.postable || !account.active {
        return Err(Refusal::of("account_code")(Error::AccountNotPostable { account: account.code }));
    }
    let currency = row.balance.currency();
    refuse_foreign(currency, book(w)?.currency)?;
    let amount = Money::from_minor(row.balance.minor().abs(), currency);
    Ok(OpeningLine { account, side: Side::from_sign(row.balance.minor()), amount })
}

/// Opening balances are in the currency of the book.
fn refuse_foreign(currency: Currency, book: Currency) -> Refused<()> {
    if currency == book {
        return Ok(());
    }
    Err(Refusal::of("currency")(Error::CurrencyMismatch {
        left: currency.to_string(),
        right: book.to_string(),
    }))
}
