//! Settling what is open: money that comes and goes, offsets, losses, advances.

use std::collections::BTreeSet;

use kezhang::calendar::Day;
use kezhang::documents::{
    self, CashFields, DocumentFields, OffsetFields, OffsetKind, WriteOffFields, WriteOffReason,
};
use kezhang::error::Result;
use kezhang::ledger::Control;
use kezhang::money::{Figure, Money};
use kezhang::settlement::{self, ApplyInput, OpenItem, Rule, ShareInput};
use kezhang::store::{AttachmentId, OpenItemId, PartyId};
use rust_decimal::Decimal;

use crate::company::{Company, Reversible};
use crate::deeds::{DEPOSITS, PAYABLES, RECEIVABLES, customer, figure, money, part_of, pick, supplier};
use crate::events::{Amount, Cash, Part};

impl Company {
    pub(crate) fn cash(&mut self, cash: &Cash, date: Day) -> Option<Result<()>> {
        let is_sales = cash.kind.is_multiple_of(2);
        let gives_back = cash.kind % 4 >= 2;
        let [debts, advances] = if is_sales { RECEIVABLES } else { PAYABLES };
        let controls = [debts, if cash.is_deposit { DEPOSITS[usize::from(!is_sales)] } else { advances }];
        let settled = |item: &OpenItem| match gives_back {
            true => item.control != debts || item.remaining.minor() < 0 && !cash.is_deposit,
            false => item.control == debts && item.remaining.minor() > 0,
        };
        // Mostly somebody with something to settle.
        let somebody = self.all_open(&controls, date).into_iter().filter(settled).map(|item| item.party_id);
        let party = match pick(&somebody.collect::<Vec<_>>(), cash.party) {
            Some(party) if cash.party > 60 => party,
            _ if is_sales => customer(cash.party),
            _ => supplier(cash.party),
        };
        let open: Vec<OpenItem> = self.open(party, &controls, date).into_iter().filter(settled).collect();
        let mut shares: Vec<ShareInput> = Vec::new();
        // A deposit that is taken names nothing.
        let named = if cash.is_deposit && !gives_back { &[] } else { &cash.named[..] };
        for named in named {
            let Some(item) = pick(&open, named.which) else { continue };
            let whole = part_of(item.remaining, named.part).minor();
            let discount = whole * i64::from(named.discount_permille) / 1000;
            let of_item = |minor: i64| figure(Money::from_minor(minor, item.remaining.currency()));
            let discount = (discount > 0 && !gives_back).then_some(discount);
            let amount = of_item(whole - discount.unwrap_or_default());
            shares.push(ShareInput { item_id: item.id, amount, discount: discount.map(of_item) });
        }
        if cash.takes_offers && !gives_back {
            let offers = self.read(|r| documents::available_discounts(r, party, debts, date));
            shares.extend(offers.iter().map(|offer| ShareInput {
                item_id: offer.item_id,
                amount: figure(offer.to_pay),
                discount: Some(figure(offer.discount)),
            }));
            let mut known = BTreeSet::new();
            shares.reverse();
            shares.retain(|share| known.insert(share.item_id));
        }
        let of_open = |id: OpenItemId| open.iter().find(|item| item.id == id);
        // Mostly in the currency of what it settles.
        let first = shares.first().and_then(|share| of_open(share.item_id)).or(open.first());
        let currency = match first {
            Some(item) if cash.currency < 2 => item.remaining.currency(),
            _ => self.currency(cash.currency),
        };
        let in_currency = |item: &&OpenItem| item.remaining.currency() == currency;
        let all: i64 = open.iter().filter(in_currency).map(|item| item.remaining.minor().abs()).sum();
        let own = shares.iter().filter(|share| of_open(share.item_id).as_ref().is_some_and(in_currency));
        let named: Decimal = own.map(|share| share.amount.0).sum();
        let amount = match cash.amount {
            Amount::Named(_) if !named.is_zero() => Figure(named),
            Amount::Open(_) if all > 0 => figure(Money::from_minor(all, currency)),
            Amount::Minor(minor) if gives_back && all > 0 => {
                figure(Money::from_minor(i64::from(minor).min(all), currency))
            }
            Amount::Minor(minor) | Amount::Open(minor) | Amount::Named(minor) => {
                figure(money(minor, currency))
            }
        };
        let fields = CashFields {
            party_id: Some(party),
            date: Some(date),
            amount,
            currency: Some(currency),
            fee: cash.fee_minor.map(|minor| figure(money(minor, currency))),
            shares,
            rule: [Rule::ExactThenOldest, Rule::Oldest, Rule::Chosen][usize::from(cash.rule % 3)],
            deposit: cash.is_deposit,
            ..CashFields::default()
        };
        Some(self.issue(&match cash.kind % 4 {
            0 => DocumentFields::Receipt(fields),
            1 => DocumentFields::Payment(CashFields { fee: None, ..fields }),
            2 => DocumentFields::Refund(CashFields { fee: None, ..fields }),
            _ => DocumentFields::SupplierRefund(fields),
        }))
    }

    /// Parts of items of one party, that of the first; each item once.
    fn shares(
        &self,
        open: &[OpenItem],
        first: u8,
        shares: &[(u8, Part)],
    ) -> Option<(PartyId, Vec<ShareInput>)> {
        let party = pick(open, first)?.party_id;
        let of_party: Vec<&OpenItem> = open.iter().filter(|item| item.party_id == party).collect();
        let mut parts: Vec<ShareInput> = Vec::new();
        for (which, part) in shares {
            let item = pick(&of_party, *which)?;
            let amount = figure(part_of(item.remaining, *part));
            if parts.iter().all(|known| known.item_id != item.id) {
                parts.push(ShareInput::new(item.id, amount));
            }
        }
        Some((party, parts))
    }

    /// What is owed, in one currency: that of the first.
    fn owed(&self, control: Control, first: u8, date: Day) -> Vec<OpenItem> {
        let mut open = self.all_open(&[control], date);
        open.retain(|item| item.remaining.minor() > 0);
        let Some(first) = pick(&open, first) else { return open };
        open.retain(|item| item.remaining.currency() == first.remaining.currency());
        open
    }

    pub(crate) fn offset(
        &mut self,
        kind: u8,
        first: u8,
        to_party: u8,
        shares: &[(u8, Part)],
        against: u8,
        date: Day,
    ) -> Option<Result<()>> {
        let (offset, control) = match kind % 3 {
            0 => (OffsetKind::ReceivableToPayable, Control::Receivable),
            1 => (OffsetKind::ReceivableTransfer, Control::Receivable),
            _ => (OffsetKind::PayableTransfer, Control::Payable),
        };
        let open = self.owed(control, first, date);
        let (party, mut shares) = self.shares(&open, first, shares)?;
        let mut to_party =
            if control == Control::Receivable { customer(to_party) } else { supplier(to_party) };
        let mut opposite = Vec::new();
        if offset == OffsetKind::ReceivableToPayable {
            // One against one, as much as both have.
            shares.truncate(1);
            let own = shares.first_mut()?;
            let currency = open.iter().find(|item| item.id == own.item_id)?.remaining.currency();
            let mut payables = self.all_open(&[Control::Payable], date);
            payables.retain(|item| item.remaining.minor() > 0 && item.remaining.currency() == currency);
            let other = pick(&payables, against)?;
            own.amount = own.amount.min(figure(other.remaining));
            opposite.push(ShareInput::new(other.id, own.amount));
            to_party = other.party_id;
        }
        let fields = OffsetFields {
            offset,
            party_id: Some(party),
            to_party_id: Some(to_party),
            date: Some(date),
            shares,
            against: opposite,
            agreement: "抵账协议".into(),
            ..OffsetFields::default()
        };
        Some(self.issue(&DocumentFields::Offset(fields)))
    }

    pub(crate) fn write_off(
        &mut self,
        of_receivable: bool,
        first: u8,
        shares: &[(u8, Part)],
        date: Day,
    ) -> Option<Result<()>> {
        let control = if of_receivable { Control::Receivable } else { Control::Payable };
        let (party, shares) = self.shares(&self.owed(control, first, date), first, shares)?;
        let fields = WriteOffFields {
            party_id: Some(party),
            date: Some(date),
            shares,
            reason: Some(WriteOffReason::Bankruptcy),
            evidence: vec![AttachmentId::new(1)],
            ..WriteOffFields::default()
        };
        Some(self.issue(&match of_receivable {
            true => DocumentFields::BadDebt(fields),
            false => DocumentFields::PayableWriteOff(fields),
        }))
    }

    pub(crate) fn recover(&mut self, which: u8, part: Part, date: Day) -> Option<Result<()>> {
        let records = self.documents.iter().filter_map(|id| self.read(|r| documents::record(r, *id)));
        let bad_debts = records.filter(|record| record.kind == documents::DocumentKind::BadDebt);
        let bad_debt = pick(&bad_debts.collect::<Vec<_>>(), which)?;
        let amount = part_of(bad_debt.gross, part);
        let fields = CashFields {
            party_id: Some(bad_debt.party_id),
            date: Some(date),
            amount: figure(amount),
            currency: Some(bad_debt.currency),
            recovers: Some(bad_debt.id),
            ..CashFields::default()
        };
        Some(self.issue(&DocumentFields::Recovery(fields)))
    }

    pub(crate) fn apply(
        &mut self,
        credit: u8,
        is_fitting: bool,
        debts: &[(u8, Part)],
        date: Day,
    ) -> Option<Result<()>> {
        let open = self.all_open(&[RECEIVABLES, PAYABLES, DEPOSITS].concat(), date);
        let is_advance =
            |item: &OpenItem| [[RECEIVABLES[1], PAYABLES[1]], DEPOSITS].concat().contains(&item.control);
        let is_of_sales =
            |item: &OpenItem| RECEIVABLES.contains(&item.control) || item.control == DEPOSITS[0];
        let is_credit = |item: &OpenItem| is_advance(item) || item.remaining.minor() < 0;
        let settles = |credit: &OpenItem, item: &OpenItem| {
            let same_side = is_of_sales(credit) == is_of_sales(item);
            let same_party = item.party_id == credit.party_id;
            let same_currency = item.amount.currency() == credit.amount.currency();
            same_side && same_party && same_currency && !is_credit(item)
        };
        let credits: Vec<&OpenItem> = match is_fitting {
            true => open
                .iter()
                .filter(|credit| is_credit(credit) && open.iter().any(|item| settles(credit, item)))
                .collect(),
            false => open.iter().collect(),
        };
        let credit = pick(&credits, credit)?;
        let owed: Vec<&OpenItem> = open.iter().filter(|item| settles(credit, item) || !is_fitting).collect();
        let mut left = credit.remaining.minor().abs();
        let mut shares = Vec::new();
        for (which, part) in debts {
            let item = pick(&owed, *which)?;
            let mut amount = part_of(item.remaining, *part);
            if is_fitting {
                amount = Money::from_minor(amount.minor().min(left).max(1), amount.currency());
                left -= amount.minor();
            }
            shares.push(ShareInput::new(item.id, figure(amount)));
        }
        let input = ApplyInput { credit_item_id: credit.id, date, shares };
        let applied = self.write(|w| settlement::apply(w, &input));
        Some(applied.map(|applied| self.done.push(Reversible::Act(applied.seq))))
    }
}
