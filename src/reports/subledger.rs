//! Customers and suppliers as two sides of the same thing: open items, acts, and the control accounts whose sum
//! they are.

use rusqlite::named_params;

use super::origin::{Origin, voucher};
use super::report::Link;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::ledger::Control;
use crate::money::{Currency, Money};
use crate::store::{DocumentId, PartyId, Reader, Seq};
use crate::subledger::Business;

/// Which ledger of parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subledger {
    Customers,
    Suppliers,
}

impl Subledger {
    pub fn of(business: Business) -> Subledger {
        match business {
            Business::Customer => Subledger::Customers,
            Business::Supplier => Subledger::Suppliers,
        }
    }

    pub fn business(self) -> Business {
        match self {
            Subledger::Customers => Business::Customer,
            Subledger::Suppliers => Business::Supplier,
        }
    }

    /// The kind of document by which what is owed is paid.
    pub fn money(self) -> &'static str {
        match self {
            Subledger::Customers => "receipt",
            Subledger::Suppliers => "payment",
        }
    }

    /// The code under `word.` of what was paid ahead.
    pub fn advance_word(self) -> &'static str {
        match self {
            Subledger::Customers => "advance",
            Subledger::Suppliers => "prepayment",
        }
    }

    /// The control account of invoices, or of bills.
    pub fn control(self) -> Control {
        match self {
            Subledger::Customers => Control::Receivable,
            Subledger::Suppliers => Control::Payable,
        }
    }

    /// 预收 or 预付: it counts against the other.
    pub fn advance(self) -> Control {
        match self {
            Subledger::Customers => Control::CustomerAdvance,
            Subledger::Suppliers => Control::SupplierPrepayment,
        }
    }

    /// The side on which what is owed grows: 1 for debit.
    pub fn sign(self) -> i64 {
        match self {
            Subledger::Customers => 1,
            Subledger::Suppliers => -1,
        }
    }
}

/// One party or all, as a range of keys that an index answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parties {
    pub first: i64,
    pub last: i64,
}

impl Parties {
    pub fn of(party: Option<PartyId>) -> Parties {
        match party {
            Some(id) => Parties { first: id.value(), last: id.value() },
            None => Parties { first: 0, last: i64::MAX },
        }
    }
}

/// What one act did to what a party owes (or is owed), on one day in one currency.
#[derive(Debug, Clone)]
pub(super) struct PartyAct {
    pub party: PartyId,
    pub seq: Seq,
    pub date: Day,
    /// Positive where the debt grew; advances count against it.
    pub amount: Money,
    pub base_minor: i64,
    pub due_on: Option<Day>,
    pub voucher: Option<String>,
    pub origin: Origin,
    pub document: Option<DocumentId>,
}

impl PartyAct {
    pub fn link(&self) -> Link {
        match self.document {
            Some(id) => Link::Document { id },
            None => Link::Entry { seq: self.seq },
        }
    }

    /// The code under `word.` of what happened; an act without entry only applied a credit.
    pub fn word(&self) -> String {
        match (&self.origin.kind, self.amount.is_zero(), &self.voucher) {
            (None, true, _) | (None, _, None) => "application".into(),
            _ => self.origin.word(),
        }
    }
}

/// Every act up to `until`, by party, currency, day and seq.
pub(super) fn acts(
    r: &Reader<'_>,
    side: Subledger,
    parties: Parties,
    until: Day,
    known: Seq,
) -> Result<Vec<PartyAct>> {
    r.rows(
        include_str!("party_acts.sql"),
        named_params! {":ledger": side.control().as_str(), ":advance": side.advance().as_str(),
        ":first_party": parties.first, ":last_party": parties.last, ":until": until, ":known": known},
        |row| {
            let number: Option<i64> = row.get("number")?;
            Ok(PartyAct {
                party: row.get("party_id")?,
                seq: row.get("seq")?,
                date: row.get("date")?,
                amount: Money::from_minor(row.get("amount_minor")?, row.get("currency")?),
                base_minor: row.get("base_minor")?,
                due_on: row.get("due_on")?,
                voucher: number.map(|_| voucher(row)).transpose()?,
                origin: Origin::read(row)?,
                document: row.get("document_seq")?,
            })
        },
    )
}

/// An item that is open on a day.
#[derive(Debug, Clone)]
pub(super) struct OpenAt {
    pub party: PartyId,
    pub document: Option<DocumentId>,
    pub origin: Origin,
    pub reference: Option<String>,
    pub is_advance: bool,
    pub date: Day,
    pub due_on: Day,
    pub currency: Currency,
    pub amount_minor: i64,
    pub open_minor: i64,
    pub open_base_minor: i64,
}

/// The items of a subledger open at the end of `as_of`, by party and due date.
pub(super) fn open_items(
    r: &Reader<'_>,
    side: Subledger,
    parties: Parties,
    as_of: Day,
    known: Seq,
) -> Result<Vec<OpenAt>> {
    open_items_on(r, [side.control(), side.advance()], parties, as_of, known)
}

/// The same on the accounts of these controls; the second counts as advances.
pub(super) fn open_items_on(
    r: &Reader<'_>,
    [control, advance]: [Control; 2],
    parties: Parties,
    as_of: Day,
    known: Seq,
) -> Result<Vec<OpenAt>> {
    let advance = advance.as_str();
    r.rows(
        include_str!("open_items_at.sql"),
        named_params! {":ledger": control.as_str(), ":advance": advance,
        ":first_party": parties.first, ":last_party": parties.last, ":as_of": as_of, ":known": known},
        |row| {
            Ok(OpenAt {
                party: row.get("party_id")?,
                document: row.get("document_seq")?,
                origin: Origin::read(row)?,
                reference: row.get("reference")?,
                is_advance: row.get::<_, String>("control")? == advance,
                date: row.get("date")?,
                due_on: row.get("due_on")?,
                currency: row.get("currency")?,
                amount_minor: row.get("amount_minor")?,
                open_minor: row.get("open_minor")?,
                open_base_minor: row.get("open_base_minor")?,
            })
        },
    )
}

/// Nothing that moves a control account or an open item is dated after `as_of`, so that what is open now is
/// what was open then.
pub(super) fn nothing_dated_after(r: &Reader<'_>, as_of: Day) -> Result<bool> {
    let last: String = r.value(include_str!("last_dates.sql"), [])?;
    Ok(last <= as_of.to_string())
}

/// The balance of the control account in the ledger, in the direction of `side`.
pub(super) fn control_balance(
    r: &Reader<'_>,
    control: Control,
    as_of: Day,
    known: Seq,
    current: bool,
) -> Result<i64> {
    let month = Month::of(as_of);
    let whole = current || as_of == month.last_day();
    let last_kept = if whole { month } else { month.previous() };
    let sum: i64 = r.value(
        include_str!("control_balance.sql"),
        named_params! {":control": control.as_str(), ":last_kept_month": last_kept,
        ":kept_to": last_kept.last_day(), ":as_of": as_of, ":known": known},
    )?;
    Ok(control.side().sign() * sum)
}
