//! The desk at which documents are issued: what they refer to, each thing looked up once.
//!
//! A desk lasts no longer than the snapshot or transaction it reads: what it has found cannot change meanwhile,
//! unless the same transaction changes it, and then it is not asked again.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::record::{Record, record};
use super::totals::TaxRounding;
use crate::access::{Right, role_of};
use crate::calendar::Day;
use crate::catalog::{self, Item};
use crate::error::{Error, Result};
use crate::ledger::{
    Account, AccountRole, BookInfo, Chart, Regime, Tax, Taxpayer, account_by_code, account_by_role, book,
    tax_versions, taxpayers,
};
use crate::parties::{self, Company, Party, Terms, company, terms};
use crate::store::{CompanyVersionId, DocumentId, ItemId, PartyId, Reader, Seq, UserId, setting};

/// Things of one sort that are kept at most; memory stays bounded however long a transaction is.
const KEPT: usize = 2_000;

/// A snapshot and what was found in it.
#[derive(Debug)]
pub struct Desk<'r, 'c> {
    pub(super) r: &'r Reader<'c>,
    pub(super) book: BookInfo,
    company: OnceCell<(CompanyVersionId, Company)>,
    tax_rounding: OnceCell<TaxRounding>,
    taxpayers: OnceCell<Vec<Taxpayer>>,
    parties: Found<PartyId, Party>,
    party_codes: Found<String, PartyId>,
    items: Found<ItemId, Item>,
    item_codes: Found<String, ItemId>,
    accounts: Found<String, Account>,
    roles: Found<AccountRole, Account>,
    taxes: Found<String, Vec<Rc<Tax>>>,
    terms: Found<String, Terms>,
    /// Whether a user may sell.
    users: Found<UserId, bool>,
    posted: Found<DocumentId, Record>,
}

impl<'r, 'c> Desk<'r, 'c> {
    pub fn new(r: &'r Reader<'c>) -> Result<Desk<'r, 'c>> {
        Ok(Desk {
            r,
            book: book(r)?,
            company: OnceCell::new(),
            tax_rounding: OnceCell::new(),
            taxpayers: OnceCell::new(),
            parties: Found::default(),
            party_codes: Found::default(),
            items: Found::default(),
            item_codes: Found::default(),
            accounts: Found::default(),
            roles: Found::default(),
            taxes: Found::default(),
            terms: Found::default(),
            users: Found::default(),
            posted: Found::default(),
        })
    }

    /// The snapshot itself.
    pub fn reader(&self) -> &'r Reader<'c> {
        self.r
    }

    /// The book's fixed facts.
    pub fn book(&self) -> &BookInfo {
        &self.book
    }

    pub(super) fn company(&self) -> Result<&(CompanyVersionId, Company)> {
        once(&self.company, || company(self.r))
    }

    /// Whether tax is rounded on each line or on the document: a setting of the book.
    pub(super) fn tax_rounding(&self) -> Result<TaxRounding> {
        let read = || {
            let per_document = setting(self.r, "tax_rounding")?.as_deref() == Some("per_document");
            Ok(if per_document { TaxRounding::PerDocument } else { TaxRounding::PerLine })
        };
        once(&self.tax_rounding, read).copied()
    }

    /// Whether an early-payment discount takes its share of tax back: a setting of the book. Chinese VAT stays.
    pub(super) fn adjusts_tax_for_discount(&self) -> Result<bool> {
        Ok(setting(self.r, "discount_tax")?.as_deref() == Some("adjust"))
    }

    pub fn party(&self, id: PartyId) -> Result<Rc<Party>> {
        self.parties.get(&id, || parties::get(self.r, id))
    }

    /// The party of a code; the one that remains where it was merged.
    ///
    /// # Errors
    /// `not_found`.
    pub fn party_by_code(&self, code: &str) -> Result<PartyId> {
        let missing = || Error::NotFound { kind: "party".into(), key: code.into() };
        let find = || {
            let party = parties::by_code(self.r, code)?.ok_or_else(missing)?;
            Ok(parties::standing(self.r, party)?.id)
        };
        self.party_codes.get(code, find).map(|id| *id)
    }

    pub fn item(&self, id: ItemId) -> Result<Rc<Item>> {
        self.items.get(&id, || catalog::get(self.r, id))
    }

    /// # Errors
    /// `not_found`.
    pub fn item_by_code(&self, code: &str) -> Result<ItemId> {
        let missing = || Error::NotFound { kind: "item".into(), key: code.into() };
        let find = || Ok(catalog::by_code(self.r, code)?.ok_or_else(missing)?.id);
        self.item_codes.get(code, find).map(|id| *id)
    }

    pub fn account(&self, code: &str) -> Result<Rc<Account>> {
        self.accounts.get(code, || account_by_code(self.r, code))
    }

    pub fn role(&self, role: AccountRole) -> Result<Rc<Account>> {
        self.roles.get(&role, || account_by_role(self.r, role))
    }

    /// The version of a tax that is in force on a day.
    ///
    /// # Errors
    /// `not_found` for an unknown code, `tax_not_in_force`.
    pub fn tax_on(&self, code: &str, date: Day) -> Result<Rc<Tax>> {
        let find = || Ok(tax_versions(self.r, code)?.into_iter().map(Rc::new).collect::<Vec<_>>());
        let versions = self.taxes.get(code, find)?;
        match versions.iter().find(|version| version.is_in_force(date)) {
            Some(version) => Ok(Rc::clone(version)),
            None if versions.is_empty() => Err(Error::NotFound { kind: "tax".into(), key: code.into() }),
            None => Err(Error::TaxNotInForce { tax: code.into(), date: date.to_string() }),
        }
    }

    /// What the company is for Chinese value added tax on a day; `None` in a chart that knows no such thing.
    pub(super) fn regime(&self, date: Day) -> Result<Option<Regime>> {
        if self.book.chart == Chart::Ifrs {
            return Ok(None);
        }
        let all = once(&self.taxpayers, || taxpayers(self.r, Seq::LATEST))?;
        Ok(all.iter().find(|taxpayer| taxpayer.is_on(date)).map(|taxpayer| taxpayer.regime))
    }

    /// A posted document, void or not: what it says never changes.
    ///
    /// # Errors
    /// `not_found`.
    pub(super) fn posted(&self, id: DocumentId) -> Result<Rc<Record>> {
        let missing = || Error::NotFound { kind: "document".into(), key: id.to_string() };
        self.posted.get(&id, || record(self.r, id)?.ok_or_else(missing))
    }

    /// A user of the book, whether still active or not.
    ///
    /// # Errors
    /// `not_found`.
    pub(super) fn user(&self, id: UserId) -> Result<UserId> {
        self.may_sell(id).map(|_| id)
    }

    pub(super) fn may_sell(&self, id: UserId) -> Result<bool> {
        let missing = || Error::NotFound { kind: "user".into(), key: id.to_string() };
        let find = || Ok(role_of(self.r, id)?.ok_or_else(missing)?.allows(Right::Sell));
        self.users.get(&id, find).map(|may| *may)
    }

    pub(super) fn terms(&self, code: &str) -> Result<Rc<Terms>> {
        self.terms.get(code, || terms(self.r, code))
    }
}

fn once<Value>(cell: &OnceCell<Value>, find: impl FnOnce() -> Result<Value>) -> Result<&Value> {
    if cell.get().is_none() {
        // The cell was empty a moment ago and belongs to one thread.
        let _ = cell.set(find()?);
    }
    cell.get().ok_or_else(|| Error::Database { reason: "a value was looked up and not kept".into() })
}

/// Values found so far, by key.
#[derive(Debug)]
struct Found<Key, Value>(RefCell<BTreeMap<Key, Rc<Value>>>);

impl<Key, Value> Default for Found<Key, Value> {
    fn default() -> Self {
        Found(RefCell::new(BTreeMap::new()))
    }
}

impl<Key: Ord, Value> Found<Key, Value> {
    fn get<Asked>(&self, key: &Asked, find: impl FnOnce() -> Result<Value>) -> Result<Rc<Value>>
    where
        Key: std::borrow::Borrow<Asked>,
        Asked: Ord + ToOwned<Owned = Key> + ?Sized,
    {
        if let Some(value) = self.0.borrow().get(key) {
            return Ok(Rc::clone(value));
        }
        let value = Rc::new(find()?);
        let mut found = self.0.borrow_mut();
        if found.len() >= KEPT {
            found.clear();
        }
        found.insert(key.to_owned(), Rc::clone(&value));
        Ok(value)
    }
}
