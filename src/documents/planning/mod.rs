//! Planning: everything an issue will write, decided before the first row.
//!
//! A [`Plan`] is a record and a posting. Each flow has its own file; what they share is here: the party, the currency
//! and its rate, the accounts by role.

mod adjustment;
mod cash;
mod opening;
mod trade;

use std::rc::Rc;

use super::desk::Desk;
use super::fields::{DocumentFields, Shape};
use super::kind::DocumentKind;
use super::record::{Detail, Record};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{Account, AccountRole, rate_on};
use crate::money::{Currency, Money, Rate};
use crate::parties::Party;
use crate::settlement::{OpenItem, Posting, close_exchange};
use crate::store::{DocumentId, OpenItemId};

/// What issuing writes.
#[derive(Debug)]
pub(super) struct Plan {
    pub record: Record,
    pub posting: Posting,
}

/// Plans a document.
pub(super) fn plan(desk: &Desk<'_, '_>, fields: &DocumentFields, today: Day) -> Result<Plan> {
    let party = fields.party_id().ok_or_else(|| Error::FieldMissing { field: "party_id".into() })?;
    let planning = Planning { desk, kind: fields.kind(), today, party: desk.party(party)? };
    match fields.shape() {
        Shape::Trade(fields) => planning.plan_trade(fields),
        Shape::Cash(fields) if planning.kind == DocumentKind::Recovery => planning.plan_recovery(fields),
        Shape::Cash(fields) => planning.plan_cash(fields),
        Shape::Opening(fields) => planning.plan_opening(fields),
        Shape::Offset(fields) => planning.plan_offset(fields),
        Shape::WriteOff(fields) => planning.plan_write_off(fields),
    }
}

/// What every kind of document looks at while it is planned.
struct Planning<'d, 'r, 'c> {
    desk: &'d Desk<'r, 'c>,
    kind: DocumentKind,
    today: Day,
    party: Rc<Party>,
}

impl Planning<'_, '_, '_> {
    /// The party must not be archived, and be what the document takes it for.
    fn refuse_party(&self) -> Result<()> {
        refuse_party(&self.party, self.kind.is_sales())
    }

    fn role(&self, role: AccountRole) -> Result<Account> {
        Ok(Account::clone(&*self.desk.role(role)?))
    }

    /// The account an item stands on.
    fn account_of(&self, item: &OpenItem) -> Result<Account> {
        Ok(Account::clone(&*self.desk.account(&item.account_code)?))
    }

    /// The rate of a document in that currency on that day: the one it names, else the recorded one.
    fn rate(&self, named: Option<Rate>, currency: Currency, date: Day) -> Result<Rate> {
        match named {
            _ if currency == self.desk.book.currency => Ok(Rate::ONE),
            Some(rate) => Ok(rate),
            None => Ok(rate_on(self.desk.r, currency, date)?.rate),
        }
    }

    /// The amount in the book's currency.
    fn base(&self, amount: Money, rate: Rate) -> Result<Money> {
        match amount.currency() == self.desk.book.currency {
            true => Ok(amount),
            false => rate.convert(amount, self.desk.book.currency, self.desk.book.rounding),
        }
    }

    fn posting(&self, date: Day) -> Posting {
        Posting::new(&self.desk.book, date)
    }

    fn close_exchange(&self, posting: &mut Posting) -> Result<()> {
        close_exchange(self.desk.r, posting)
    }

    /// One of `open`, by its key.
    fn find<'i>(&self, open: &'i [OpenItem], id: OpenItemId) -> Result<&'i OpenItem> {
        let found = open.iter().find(|item| item.id == id);
        found.ok_or_else(|| Error::NotFound { kind: "open_item".into(), key: id.to_string() })
    }

    fn empty_record(&self, date: Day, amount: Money) -> Result<Record> {
        let (company_version_id, _) = *self.desk.company()?;
        Ok(Record {
            id: DocumentId::new(0),
            kind: self.kind,
            number: String::new(),
            numbered: false,
            party_id: self.party.id,
            party_version_id: self.party.version_id,
            company_version_id,
            date,
            due_on: None,
            terms: None,
            currency: amount.currency(),
            rate: Rate::ONE,
            tax_mode: None,
            discount_percent: None,
            net: amount,
            tax: Money::zero(amount.currency()),
            gross: amount,
            account: None,
            credits: None,
            reference: None,
            notes: None,
            language: None,
            detail: Detail::default(),
            opportunity: None,
            salesperson: None,
            supersedes: None,
            salt: [0; 16],
            lines: Vec::new(),
        })
    }
}

fn refuse_party(party: &Party, as_customer: bool) -> Result<()> {
    let code = party.fields.code.clone();
    if party.archived {
        return Err(Error::PartyArchived { party: code });
    }
    let (fits, role) = match as_customer {
        true => (party.fields.is_customer, "customer"),
        false => (party.fields.is_supplier, "supplier"),
    };
    if fits { Ok(()) } else { Err(Error::PartyRoleMissing { party: code, role: role.into() }) }
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
