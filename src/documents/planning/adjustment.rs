//! Items moved or closed without money: offsets, bad debts, payables nobody claims.

use super::{Plan, Planning, filled, refuse_party};
use crate::calendar::Day;
use crate::documents::fields::{OffsetFields, OffsetKind, WriteOffFields};
use crate::documents::kind::DocumentKind;
use crate::documents::record::{Detail, Record};
use crate::error::{Error, Result};
use crate::ledger::{AccountRole, Chart, Control};
use crate::money::Money;
use crate::parties::{Party, attached_file};
use crate::settlement::{OpenItem, Posting, SettledBy, ShareInput, outstanding_of, parse_amount};

impl Planning<'_, '_, '_> {
    pub(super) fn plan_offset(&self, fields: &OffsetFields) -> Result<Plan> {
        let date = fields.date.unwrap_or(self.today);
        let other = match fields.to_party_id {
            Some(id) => self.desk.party(id)?,
            None => self.party.clone(),
        };
        let (from, from_customer, to_customer) = match fields.offset {
            OffsetKind::ReceivableToPayable => (Control::Receivable, true, false),
            OffsetKind::ReceivableTransfer => (Control::Receivable, true, true),
            OffsetKind::PayableTransfer => (Control::Payable, false, false),
        };
        refuse_party(&self.party, from_customer)?;
        refuse_party(&other, to_customer)?;
        if filled(&fields.agreement).is_none() {
            return Err(Error::FieldMissing { field: "agreement".into() });
        }
        let mut posting = self.posting(date);
        let reduced = self.reduce_shares(&mut posting, &self.party, from, &fields.shares, date)?;
        let total = self.sum(&reduced)?;
        match fields.offset {
            OffsetKind::ReceivableToPayable => {
                let against =
                    self.reduce_shares(&mut posting, &other, Control::Payable, &fields.against, date)?;
                let against = self.sum(&against)?;
                if against != total {
                    let (left, right) = (total.to_plain(), against.to_plain());
                    return Err(Error::EntryUnbalanced { debit: right, credit: left });
                }
            }
            OffsetKind::ReceivableTransfer | OffsetKind::PayableTransfer => {
                if other.id == self.party.id {
                    let value = other.id.to_string();
                    return Err(Error::FieldInvalid { field: "to_party_id".into(), value });
                }
                for (item, amount, base) in reduced {
                    let due_on = item.due_on.max(date);
                    posting.open(self.account_of(&item)?, other.id, due_on, amount, base)?;
                }
            }
        }
        self.close_exchange(&mut posting)?;
        let record = Record {
            reference: filled(&fields.agreement),
            notes: filled(&fields.notes),
            detail: Detail {
                offset: Some(fields.offset),
                to_party: Some(other.id).filter(|id| *id != self.party.id),
                ..Detail::default()
            },
            ..self.empty_record(date, total)?
        };
        Ok(Plan { record, posting })
    }

    /// D 营业外支出 (or the allowance) C 应收; D 应付 C 营业外收入; deposits as payables and receivables.
    pub(super) fn plan_write_off(&self, fields: &WriteOffFields) -> Result<Plan> {
        self.refuse_party()?;
        let date = fields.date.unwrap_or(self.today);
        let (control, role) = match self.kind {
            DocumentKind::BadDebt => (Control::Receivable, AccountRole::BadDebt),
            DocumentKind::DepositForfeited => (Control::CustomerDeposit, AccountRole::NonOpIncome),
            DocumentKind::DepositLost => (Control::SupplierDeposit, AccountRole::DepositLoss),
            _ => (Control::Payable, AccountRole::NonOpIncome),
        };
        let is_deposit = matches!(control, Control::CustomerDeposit | Control::SupplierDeposit);
        if fields.reason.is_none() && !is_deposit {
            return Err(Error::FieldMissing { field: "reason".into() });
        }
        if self.kind == DocumentKind::BadDebt
            && self.desk.book.chart != Chart::Ifrs
            && fields.evidence.is_empty()
        {
            return Err(Error::FieldMissing { field: "evidence".into() });
        }
        fields.evidence.iter().try_for_each(|id| attached_file(self.desk.r, *id).map(|_| ()))?;
        let mut posting = self.posting(date);
        let reduced = self.reduce_shares(&mut posting, &self.party, control, &fields.shares, date)?;
        let total = self.sum(&reduced)?;
        let base = reduced
            .iter()
            .map(|(_, _, base)| *base)
            .try_fold(Money::zero(self.desk.book.currency), Money::checked_add)?;
        posting.post(self.role(role)?, control.side(), base, base)?;
        let record = Record {
            reference: filled(&fields.reference),
            notes: filled(&fields.notes),
            detail: Detail { reason: fields.reason, evidence: fields.evidence.clone(), ..Detail::default() },
            ..self.empty_record(date, total)?
        };
        Ok(Plan { record, posting })
    }

    /// Reduces a party's items by the shares; returns each with its amount and the carrying amount that left.
    fn reduce_shares(
        &self,
        posting: &mut Posting,
        party: &Party,
        control: Control,
        shares: &[ShareInput],
        date: Day,
    ) -> Result<Vec<(OpenItem, Money, Money)>> {
        if shares.is_empty() {
            return Err(Error::FieldMissing { field: "shares".into() });
        }
        let open: Vec<OpenItem> = outstanding_of(self.desk.r, party.id, &[control])?
            .into_iter()
            .filter(|item| item.date <= date && item.remaining.minor() > 0)
            .collect();
        let mut reduced: Vec<(OpenItem, Money, Money)> = Vec::with_capacity(shares.len());
        for share in shares {
            let item = self.find(&open, share.item_id)?;
            let amount = parse_amount(item, share.amount)?;
            let is_repeated = reduced.iter().any(|(known, ..)| known.id == item.id);
            if is_repeated || amount.minor() > item.remaining.minor() {
                return Err(item.over_allocated(amount));
            }
            let base = posting.reduce(item, self.account_of(item)?, amount, SettledBy::ThisDocument)?;
            reduced.push((item.clone(), amount, base));
        }
        Ok(reduced)
    }

    /// # Errors
    /// `items_differ` where the items are in different currencies.
    fn sum(&self, reduced: &[(OpenItem, Money, Money)]) -> Result<Money> {
        let currency = reduced.first().map_or(self.desk.book.currency, |(_, amount, _)| amount.currency());
        if reduced.iter().any(|(_, amount, _)| amount.currency() != currency) {
            return Err(Error::ItemsDiffer { reason: "currency".into() });
        }
        reduced.iter().map(|(_, amount, _)| *amount).try_fold(Money::zero(currency), Money::checked_add)
    }
}
