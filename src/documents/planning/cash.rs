//! Receipts, payments, refunds and the recovery of bad debts.

use std::collections::BTreeMap;

use rusqlite::named_params;
use rust_decimal::Decimal;

use super::{Plan, Planning, filled};
use crate::calendar::Day;
use crate::documents::early::settled_early;
use crate::documents::fields::CashFields;
use crate::documents::record::{Detail, Record};
use crate::error::{Error, Result};
use crate::ledger::{Account, AccountRole, Chart, Control, Side};
use crate::money::{Figure, Money, Rate};
use crate::settlement::{
    Debt, OpenAmount, OpenItem, Posting, Rule, SettledBy, ShareInput, item, only_open_amount, open_amounts,
    propose,
};
use crate::store::{DocumentId, OpenItemId};

/// Money of a cash document.
struct Cash {
    date: Day,
    amount: Money,
    rate: Rate,
    /// `amount` in the book's currency.
    base: Money,
    fee: Money,
    bank: Account,
}

/// An open item that the money can settle, seen from the money: `open_minor` is above nought.
struct Candidate {
    item: OpenAmount,
    sign: i64,
    open_minor: i64,
}

/// What money settles of one item, besides it a discount.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    paid_minor: i64,
    discount_minor: i64,
}

impl Planning<'_, '_, '_> {
    pub(super) fn plan_cash(&self, fields: &CashFields) -> Result<Plan> {
        self.refuse_party()?;
        let cash = self.cash(fields)?;
        self.refuse_shares_of_deposit(fields)?;
        let (candidates, early) = match self.exact(fields, &cash)? {
            Some(candidate) => (vec![candidate], None),
            None => (self.candidates(fields, cash.date)?, self.early(fields, &cash)?),
        };
        let shares = early.as_ref().map_or(&fields.shares[..], std::slice::from_ref);
        let (parts, left) = self.spread(fields.rule, shares, &cash, &candidates)?;
        let mut posting = self.posting(cash.date);
        self.post_money(&mut posting, &cash)?;
        let mut discount: Option<Money> = None;
        for candidate in &candidates {
            let Some(part) = parts.get(&candidate.item.item_id) else { continue };
            let currency = candidate.item.remaining.currency();
            let settled =
                Money::from_minor(candidate.sign * (part.paid_minor + part.discount_minor), currency);
            let item = item(self.desk.r, candidate.item.item_id)?;
            posting.reduce(&item, self.account_of(&item)?, settled, SettledBy::ThisDocument)?;
            if part.discount_minor != 0 {
                let off = Money::from_minor(part.discount_minor, currency);
                self.post_discount(&mut posting, &item, off, &cash)?;
                discount = match discount {
                    Some(earlier) if earlier.currency() != off.currency() => {
                        return Err(Error::ItemsDiffer { reason: "currency".into() });
                    }
                    Some(earlier) => Some(earlier.checked_add(off)?),
                    None => Some(off),
                };
            }
        }
        if !left.is_zero() {
            let waits_on = if fields.deposit { self.kind.deposit().1 } else { self.kind.advance() };
            let account = self.role(waits_on)?;
            posting.open(account, self.party.id, cash.date, left, self.base(left, cash.rate)?)?;
        }
        self.close_exchange(&mut posting)?;
        let record = self.cash_record(fields, &cash)?;
        let detail = Detail { discount, deposit: fields.deposit, ..record.detail };
        Ok(Plan { record: Record { detail, ..record }, posting })
    }

    fn cash(&self, fields: &CashFields) -> Result<Cash> {
        let date = fields.date.unwrap_or(self.today);
        let currency = fields.currency.unwrap_or(self.desk.book.currency);
        let amount = Money::parse(&fields.amount.to_string(), currency)?;
        if amount.minor() <= 0 {
            return Err(Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() });
        }
        let fee = Money::parse(&fields.fee.unwrap_or(Figure::ZERO).to_string(), currency)?;
        let fee_fits = (0..amount.minor()).contains(&fee.minor());
        if !fee_fits || (!fee.is_zero() && self.kind.bank_side() == Side::Credit) {
            return Err(Error::FieldInvalid { field: "fee".into(), value: fee.to_plain() });
        }
        let bank = match fields.account.as_deref().filter(|code| !code.is_empty()) {
            Some(code) => Account::clone(&*self.desk.account(code)?),
            None => self.role(AccountRole::Bank)?,
        };
        let rate = self.rate(fields.rate, currency, date)?;
        Ok(Cash { date, amount, rate, base: self.base(amount, rate)?, fee, bank })
    }

    /// D bank, D fee — or C bank.
    fn post_money(&self, posting: &mut Posting, cash: &Cash) -> Result<()> {
        let side = self.kind.bank_side();
        let fee_base = self.base(cash.fee, cash.rate)?;
        let (kept, kept_base) = (cash.amount.checked_sub(cash.fee)?, cash.base.checked_sub(fee_base)?);
        posting.post(cash.bank.clone(), side, kept, kept_base)?;
        if !cash.fee.is_zero() {
            posting.post(self.role(AccountRole::BankFee)?, side, cash.fee, fee_base)?;
        }
        Ok(())
    }

    /// D discount given, or C discount taken. Where the book says that tax follows the price, the document's share of
    /// tax is taken back with it (`I05`). Off a debt in another currency than the money it counts at that one's rate.
    fn post_discount(&self, posting: &mut Posting, item: &OpenItem, off: Money, cash: &Cash) -> Result<()> {
        let side = self.kind.control_side();
        let rate = match off.currency() == cash.amount.currency() {
            true => cash.rate,
            false => self.rate(None, off.currency(), cash.date)?,
        };
        let role = if self.kind.is_sales() { AccountRole::DiscGiven } else { AccountRole::DiscTaken };
        let tax = self.tax_within(item, off)?;
        let net = off.checked_sub(tax)?;
        posting.post(self.role(role)?, side, net, self.base(net, rate)?)?;
        posting.post(self.role(self.kind.tax_account())?, side, tax, self.base(tax, rate)?)
    }

    /// The tax within a discount: nought unless the book adjusts it.
    fn tax_within(&self, item: &OpenItem, off: Money) -> Result<Money> {
        let none = Money::zero(off.currency());
        let Some(document) = item.document_id else { return Ok(none) };
        if !self.desk.adjusts_tax_for_discount()? {
            return Ok(none);
        }
        let taxed = self.desk.r.row(
            "select tax_minor, gross_minor from document where seq = :seq and gross_minor > 0",
            named_params! {":seq": document},
            |row| Ok((row.get::<_, i64>("tax_minor")?, row.get::<_, i64>("gross_minor")?)),
        )?;
        let Some((tax, gross)) = taxed else { return Ok(none) };
        let exact = off.to_decimal() * Decimal::from(tax) / Decimal::from(gross);
        Money::rounded(exact, off.currency(), self.desk.book.rounding)
    }

    /// A deposit that is taken or paid settles nothing.
    fn refuse_shares_of_deposit(&self, fields: &CashFields) -> Result<()> {
        match fields.shares.first().filter(|_| fields.deposit && !self.kind.gives_back()) {
            Some(share) => {
                Err(Error::FieldInvalid { field: "shares".into(), value: share.item_id.to_string() })
            }
            None => Ok(()),
        }
    }

    /// Whose items the money settles: a deposit is given back from deposits alone, and taken for nothing.
    fn settles(&self, fields: &CashFields) -> Vec<(Control, i64)> {
        match (fields.deposit, self.kind.gives_back()) {
            (false, _) => self.kind.settles().to_vec(),
            (true, true) => vec![(self.kind.deposit().0, 1)],
            (true, false) => Vec::new(),
        }
    }

    fn candidates(&self, fields: &CashFields, date: Day) -> Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for (control, sign) in self.settles(fields) {
            let open = open_amounts(self.desk.r, self.party.id, control)?;
            let seen = open.into_iter().filter(|item| item.date <= date).map(|item| Candidate {
                item,
                sign,
                open_minor: sign * item.remaining.minor(),
            });
            candidates.extend(seen.filter(|candidate| candidate.open_minor > 0));
        }
        Ok(candidates)
    }

    /// The one item of exactly this amount, where the rule asks for it first: then no other is read.
    fn exact(&self, fields: &CashFields, cash: &Cash) -> Result<Option<Candidate>> {
        let ([(control, 1)], Rule::ExactThenOldest, true) =
            (&self.settles(fields)[..], fields.rule, fields.shares.is_empty())
        else {
            return Ok(None);
        };
        let only = only_open_amount(self.desk.r, self.party.id, *control, cash.amount, cash.date)?;
        Ok(only.map(|item| Candidate { item, sign: 1, open_minor: item.remaining.minor() }))
    }

    /// The one item that this amount settles together with the discount its terms offer, where the payer names nothing.
    fn early(&self, fields: &CashFields, cash: &Cash) -> Result<Option<ShareInput>> {
        let ([(control, 1)], Rule::ExactThenOldest, true, false) =
            (self.kind.settles(), fields.rule, fields.shares.is_empty(), fields.deposit)
        else {
            return Ok(None);
        };
        settled_early(self.desk.r, self.party.id, *control, cash.amount, cash.date)
    }

    /// Which items the money settles, and what is left over as an advance. What the payer named comes first; the rest
    /// goes by the rule, in the money's own currency only. Items of a later day wait.
    fn spread(
        &self,
        rule: Rule,
        shares: &[ShareInput],
        cash: &Cash,
        candidates: &[Candidate],
    ) -> Result<(BTreeMap<OpenItemId, Part>, Money)> {
        let currency = cash.amount.currency();
        let mut parts = self.named_parts(shares, candidates)?;
        let is_foreign = |candidate: &&Candidate| candidate.item.remaining.currency() != currency;
        if candidates
            .iter()
            .filter(|candidate| parts.contains_key(&candidate.item.item_id))
            .any(|c| is_foreign(&c))
        {
            // Money of another currency settles what it was given for; the difference is exchange.
            return Ok((parts, Money::zero(currency)));
        }
        let named: i64 = parts.values().map(|part| part.paid_minor).sum();
        if named > cash.amount.minor() {
            let asked = Money::from_minor(named, currency).to_plain();
            return Err(Error::OverAllocation { number: String::new(), open: cash.amount.to_plain(), asked });
        }
        let rest: Vec<Debt<OpenItemId>> = candidates
            .iter()
            .filter(|candidate| !is_foreign(candidate))
            .map(|candidate| {
                let part = parts.get(&candidate.item.item_id).copied().unwrap_or_default();
                Debt {
                    key: candidate.item.item_id,
                    open_minor: candidate.open_minor - part.paid_minor - part.discount_minor,
                    due_on: candidate.item.due_on,
                    burden: Decimal::ZERO,
                }
            })
            .collect();
        let proposal = propose(cash.amount.minor() - named, &rest, &[], rule, cash.date)?;
        for (item, minor) in proposal.applied {
            parts.entry(item).or_default().paid_minor += minor;
        }
        let left = Money::from_minor(proposal.advance_minor, currency);
        // Money that is given back belongs to something: it cannot wait as an advance.
        match left.is_zero() || !self.kind.gives_back() {
            true => Ok((parts, left)),
            false => {
                let open = cash.amount.checked_sub(left)?.to_plain();
                Err(Error::OverAllocation { number: String::new(), open, asked: cash.amount.to_plain() })
            }
        }
    }

    fn named_parts(
        &self,
        shares: &[ShareInput],
        candidates: &[Candidate],
    ) -> Result<BTreeMap<OpenItemId, Part>> {
        let mut parts = BTreeMap::new();
        for share in shares {
            let candidate = candidates.iter().find(|candidate| candidate.item.item_id == share.item_id);
            let candidate = candidate.ok_or_else(|| Error::NotFound {
                kind: "open_item".into(),
                key: share.item_id.to_string(),
            })?;
            let currency = candidate.item.remaining.currency();
            let read = |figure: Figure| Money::parse(&figure.to_string(), currency);
            let (paid, discount) = (read(share.amount)?, read(share.discount.unwrap_or(Figure::ZERO))?);
            if paid.minor() < 0 || discount.minor() < 0 || paid.minor() + discount.minor() == 0 {
                return Err(Error::FieldInvalid { field: "amount".into(), value: paid.to_plain() });
            }
            let part = Part { paid_minor: paid.minor(), discount_minor: discount.minor() };
            let is_over = part.paid_minor + part.discount_minor > candidate.open_minor;
            if is_over || parts.insert(share.item_id, part).is_some() {
                return Err(item(self.desk.r, share.item_id)?.over_allocated(paid.checked_add(discount)?));
            }
        }
        Ok(parts)
    }

    fn cash_record(&self, fields: &CashFields, cash: &Cash) -> Result<Record> {
        Ok(Record {
            rate: cash.rate,
            account: Some((cash.bank.id, cash.bank.code.clone())),
            reference: filled(&fields.reference),
            notes: filled(&fields.notes),
            language: self.party.fields.language.clone(),
            detail: Detail { fee: Some(cash.fee).filter(|fee| !fee.is_zero()), ..Detail::default() },
            ..self.empty_record(cash.date, cash.amount)?
        })
    }

    /// Money of a debt that was given up: D bank C 营业外收入 under 小企业会计准则; elsewhere the debt is reinstated
    /// against the allowance and paid (`J30`, `I03`).
    pub(super) fn plan_recovery(&self, fields: &CashFields) -> Result<Plan> {
        self.refuse_party()?;
        let cash = self.cash(fields)?;
        if fields.deposit {
            return Err(Error::FieldInvalid { field: "deposit".into(), value: self.kind.as_str().into() });
        }
        let bad_debt = fields.recovers.ok_or_else(|| Error::FieldMissing { field: "recovers".into() })?;
        let open = self.unrecovered(bad_debt, cash.amount)?;
        if cash.amount.minor() > open.minor() {
            let (open, asked) = (open.to_plain(), cash.amount.to_plain());
            return Err(Error::OverAllocation { number: String::new(), open, asked });
        }
        let mut posting = self.posting(cash.date);
        self.post_money(&mut posting, &cash)?;
        posting.post(self.role(AccountRole::BadRecov)?, Side::Credit, cash.amount, cash.base)?;
        if self.desk.book.chart != Chart::CnSmall {
            let receivable = self.role(AccountRole::Ar)?;
            posting.pass_through(receivable, self.party.id, Side::Debit, cash.amount, cash.base);
        }
        let record = Record { credits: Some(bad_debt), ..self.cash_record(fields, &cash)? };
        Ok(Plan { record, posting })
    }

    /// What of a bad debt of this customer has not come back.
    fn unrecovered(&self, bad_debt: DocumentId, asked: Money) -> Result<Money> {
        let open: Option<i64> = self.desk.r.row(
            include_str!("../unrecovered.sql"),
            named_params! {":seq": bad_debt, ":party": self.party.id, ":currency": asked.currency()},
            |row| row.get("open_minor"),
        )?;
        let open = open
            .ok_or_else(|| Error::FieldInvalid { field: "recovers".into(), value: bad_debt.to_string() })?;
        Ok(Money::from_minor(open, asked.currency()))
    }
}
