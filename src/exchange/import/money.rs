//! Receipts and payments.

use rusqlite::named_params;

use super::super::mapping::Kind;
use super::super::reading::MoneyRow;
use super::invoices::party_id;
use super::refusal::{Refusal, Refused};
use crate::calendar::Day;
use crate::documents::{self, CashFields, Desk, DocumentFields, Origin};
use crate::error::Error;
use crate::ledger::Control;
use crate::money::{Figure, Money};
use crate::settlement::{OpenItem, Rule, ShareInput, outstanding_of};
use crate::store::{PartyId, Reader, Writer};

/// Issues the receipt or payment under its own number and returns its key.
///
/// It settles the document that it names, or the oldest ones; what nothing takes waits as an advance.
pub(super) fn issue(
    desk: &Desk<'_, '_>,
    w: &Writer<'_>,
    kind: Kind,
    row: &MoneyRow,
    today: Day,
) -> Refused<i64> {
    let party = party_id(desk, row.party_code.as_deref(), row.party_name.as_deref())?;
    let control = if kind == Kind::Receipts { Control::Receivable } else { Control::Payable };
    let shares = match &row.document_number {
        Some(number) => named_share(w, party, control, number, row)?,
        None => Vec::new(),
    };
    let notes: Vec<&str> = [&row.notes, &row.method].into_iter().flatten().map(String::as_str).collect();
    let cash = CashFields {
        party_id: Some(party),
        date: Some(row.date),
        amount: Figure(row.amount.to_decimal()),
        currency: Some(row.amount.currency()),
        fee: row.fee.map(|fee| Figure(fee.to_decimal())),
        account: row.account_code.clone(),
        reference: row.reference.clone().unwrap_or_default(),
        notes: notes.join("\n"),
        shares,
        rule: if row.document_number.is_some() { Rule::Chosen } else { Rule::Oldest },
        ..CashFields::default()
    };
    let fields =
        if kind == Kind::Receipts { DocumentFields::Receipt(cash) } else { DocumentFields::Payment(cash) };
    let issued = documents::issue_at(desk, w, &fields, Origin::Imported { number: &row.number }, today)?;
    Ok(issued.id.value())
}

/// What the document that a row names takes of its money; nothing where it is settled already.
fn named_share(
    r: &Reader<'_>,
    party: PartyId,
    control: Control,
    number: &str,
    row: &MoneyRow,
) -> Refused<Vec<ShareInput>> {
    let open = outstanding_of(r, party, &[control])?;
    let Some(item) = open.iter().find(|item| item.document_number.as_deref() == Some(number)) else {
        return match is_document_of(r, party, number)? {
            true => Ok(Vec::new()),
            false => {
                let missing = Error::NotFound { kind: "document".into(), key: number.into() };
                Err(Refusal::of("document_number")(missing))
            }
        };
    };
    if item.date > row.date {
        let error = Error::DateOutOfRange { date: row.date.to_string(), latest: item.date.to_string() };
        return Err(Refusal::of("date")(error));
    }
    let amount = share_of(item, row)?;
    Ok(vec![ShareInput::new(item.id, Figure(amount.to_decimal()))])
}

/// What the row says goes there, or all that fits.
fn share_of(item: &OpenItem, row: &MoneyRow) -> Refused<Money> {
    let Some(asked) = row.allocated_amount else {
        let fits = row.amount.minor().min(item.remaining.minor());
        return Ok(Money::from_minor(fits, row.amount.currency()));
    };
    if asked.minor() > item.remaining.minor() {
        let error = Error::OverAllocation {
            number: item.document_number.clone().unwrap_or_default(),
            open: item.remaining.to_plain(),
            asked: asked.to_plain(),
        };
        return Err(Refusal::of("allocated_amount")(error));
    }
    Ok(asked)
}

fn is_document_of(r: &Reader<'_>, party: PartyId, number: &str) -> Refused<bool> {
    Ok(r.value(
        "select exists (select 1 from document where number = :number and party_id = :party)",
        named_params! {":number": number, ":party": party},
    )?)
}
