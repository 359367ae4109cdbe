//! Doing what happens, in the rooms that do it.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days};
use kezhang::calendar::{Day, Month};
use kezhang::commitments::{
    self, CloseDispute, Dispute, DisputeList, DisputeOutcome, DisputeReason, OpenDispute, RecordPromise,
};
use kezhang::documents::{
    self, CashFields, DocumentFields, DueBill, DueBills, InstalmentFields, LineFields, OffsetFields,
    OffsetKind, OpeningFields, OpeningLine, Origin, PaymentRun, Reschedule, TaxMode, TradeFields,
    WriteOffFields, WriteOffReason,
};
use kezhang::dunning::{self, DecideDunning, StartDunning};
use kezhang::error::{Error, Result};
use kezhang::ledger::{self, AccountRole, Chart, Control, NewRate, Purpose, RateType, Side};
use kezhang::money::{Currency, Figure, Money, Rate, Rounding};
use kezhang::period_end;
use kezhang::runs::{self, InterestInput};
use kezhang::settlement::{
    self, ApplyInput, OpenItem, Rule, ShareInput, VoucherFields, VoucherLine, outstanding_of,
};
use kezhang::store::{AttachmentId, DocumentId, OpenItemId, PartyId, Seq};
use kezhang::vat::{self, TransferInput};
use rust_decimal::Decimal;

use crate::company::{
    CUSTOMERS, Company, EARLY_TERMS, GROUP_TAX, Reversible, SUPPLIERS, UNIT_TAX, choose, day, day_of_trade,
    foreign, last_day,
};
use crate::events::{Amount, Cash, Deed, Event, Part, PeriodEnd, Trade, Voucher};

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// A rule refused it.
    Refused(String),
    /// There was nothing to do it to.
    Idle,
}

const RECEIVABLES: [Control; 2] = [Control::Receivable, Control::CustomerAdvance];
const PAYABLES: [Control; 2] = [Control::Payable, Control::SupplierPrepayment];
const DEPOSITS: [Control; 2] = [Control::CustomerDeposit, Control::SupplierDeposit];

/// One of them, by a number taken modulo how many there are.
fn pick<T: Clone>(from: &[T], which: u8) -> Option<T> {
    from.get(usize::from(which) % from.len().max(1)).cloned()
}

fn customer(index: u8) -> PartyId {
    CUSTOMERS[usize::from(index) % CUSTOMERS.len()]
}

fn supplier(index: u8) -> PartyId {
    SUPPLIERS[usize::from(index) % SUPPLIERS.len()]
}

fn figure(money: Money) -> Figure {
    Figure(money.to_decimal())
}

fn money(minor: u32, currency: Currency) -> Money {
    Money::from_minor(i64::from(minor), currency)
}

fn hundredths(value: u32) -> Figure {
    Figure(Decimal::new(i64::from(value), 2))
}

/// A part of what is open of an item, above nought.
fn part_of(open: Money, part: Part) -> Money {
    let minor = open.minor().abs();
    let minor = match part {
        Part::Whole => minor,
        Part::Permille(permille) => (minor * i64::from(permille) / 1000).max(1),
        Part::TooMuch => minor + 1,
    };
    Money::from_minor(minor, open.currency())
}

/// The parts of a plan, each due so many days after the one ahead of it.
fn instalments(plan: &[(u8, u8)], due_days: u8) -> Vec<InstalmentFields> {
    let mut days = 0;
    let mut parts: Vec<InstalmentFields> = Vec::new();
    for (percent, later) in plan {
        days += u32::from(*later);
        let percent = Some(Figure(Decimal::from(*percent)));
        parts.push(InstalmentFields { percent, days, ..InstalmentFields::default() });
    }
    let days = days + u32::from(due_days);
    parts.push(InstalmentFields { days, ..InstalmentFields::default() });
    parts
}

impl Company {
    /// Does an event, or says why not.
    pub fn perform(&mut self, event: &Event) -> Outcome {
        let date = day_of_trade(event.day);
        let outcome = match &event.deed {
            Deed::Trade(trade) => self.trade(trade, date),
            Deed::Cash(cash) => self.cash(cash, date),
            Deed::Opening { kind, party, currency: index, minor, is_negative } => {
                let sign = if *is_negative { -1 } else { 1 };
                let amount = Money::from_minor(sign * i64::from(*minor), self.currency(*index));
                self.opening(*kind, *party, amount, date)
            }
            Deed::Offset { kind, first, to_party, shares, against } => {
                self.offset(*kind, *first, *to_party, shares, *against, date)
            }
            Deed::WriteOff { of_receivable, first, shares } => {
                self.write_off(*of_receivable, *first, shares, date)
            }
            Deed::Recovery { which, part } => self.recover(*which, *part, date),
            Deed::Apply { credit, is_fitting, debts } => self.apply(*credit, *is_fitting, debts, date),
            Deed::TakeBack { which } => {
                let acts: Vec<_> =
                    self.done.iter().copied().filter(|done| matches!(done, Reversible::Act(_))).collect();
                pick(&acts, *which).map(|act| self.reverse(act, date))
            }
            Deed::Reschedule { which, plan, due_days } => self.reschedule(*which, plan, *due_days, date),
            Deed::Void { which } => {
                let documents = self.documents.clone();
                pick(&documents, *which).map(|id| self.reverse(Reversible::Document(id), date))
            }
            Deed::Voucher(voucher) => self.voucher(voucher, date),
            Deed::OpenBalance { minor } => {
                let account = self.account(AccountRole::Bank);
                let line = OpeningLine { account, side: Side::Debit, amount: money(*minor, Currency::CNY) };
                let entry = self.write(|w| documents::open_balances(w, date, vec![line]));
                Some(entry.map(|entry| self.done.push(Reversible::Act(entry.seq))))
            }
            Deed::Rate { currency: index, permille } => self.rate(*index, *permille, date),
            Deed::Revalue { at_month_end } => {
                let date = if *at_month_end { Month::of(date).last_day() } else { date };
                Some(self.revalue(date))
            }
            Deed::PeriodEnd(end) => Some(self.end_period(*end, date)),
            Deed::LateInterest { party, currency } => Some(self.bill_interest(*party, *currency, date)),
            Deed::PaymentRun { days } => self.pay_run(*days, date),
            Deed::Promise { which, part, days, is_account } => {
                self.promise(*which, *part, *days, *is_account, date)
            }
            Deed::Dispute { which, outcome } => self.dispute(*which, *outcome, date),
            Deed::Remind { is_approved } => Some(self.remind(*is_approved, date)),
            Deed::Choose(choices) => Some(self.write(|w| choose(w, *choices))),
            Deed::Close { month } => {
                let month =
                    Month::of(day(["2026-04-01", "2026-05-01", "2026-06-01"][usize::from(month % 3)]));
                Some(self.write(|w| ledger::close(w, month)).map(|_| ()))
            }
        };
        match outcome {
            None => Outcome::Idle,
            Some(Ok(())) => Outcome::Done,
            Some(Err(error)) => Outcome::Refused(error.code()),
        }
    }

    /// Takes back on `date` what was done.
    pub fn reverse(&mut self, done: Reversible, date: Day) -> Result<()> {
        match done {
            Reversible::Document(id) => {
                self.write(|w| documents::void(w, id, date, "entered twice")).map(|_| ())
            }
            Reversible::Act(seq) => self.write(|w| settlement::take_back(w, seq, date)).map(|_| ()),
        }
    }

    fn issue(&mut self, fields: &DocumentFields) -> Result<()> {
        let issued = self.write(|w| documents::issue(w, fields, Origin::Ours, last_day()))?;
        self.keep(issued.id);
        Ok(())
    }

    fn keep(&mut self, issued: DocumentId) {
        self.documents.push(issued);
        self.done.push(Reversible::Document(issued));
    }

    /// What a party has open that is dated by then.
    fn open(&self, party: PartyId, controls: &[Control], date: Day) -> Vec<OpenItem> {
        let mut open = self.read(|r| outstanding_of(r, party, controls));
        open.retain(|item| item.date <= date);
        open
    }

    /// The same of everybody.
    fn all_open(&self, controls: &[Control], date: Day) -> Vec<OpenItem> {
        (1..=5).flat_map(|party| self.open(PartyId::new(party), controls, date)).collect()
    }

    fn trade(&mut self, trade: &Trade, date: Day) -> Option<Result<()>> {
        let is_sales = trade.kind % 4 < 2;
        let party = if is_sales { customer(trade.party) } else { supplier(trade.party) };
        let taxes = match self.chart {
            Chart::Ifrs => ["VAT13", "VAT6", "ZERO", "EXEMPT", UNIT_TAX, GROUP_TAX],
            _ => ["VAT13", "VAT6", "LEVY3", "ZERO", UNIT_TAX, GROUP_TAX],
        };
        let lines = trade.lines.iter().map(|line| LineFields {
            description: "货物".into(),
            quantity: Figure(Decimal::new(i64::from(line.quantity_thousandths), 3)),
            unit_price: hundredths(line.price_hundredths),
            discount_percent: Some(Figure(Decimal::from(line.off_percent))),
            tax: Some(taxes[usize::from(line.tax % 6)].into()),
            cost: line.cost_minor.filter(|_| is_sales).map(hundredths),
            ..LineFields::default()
        });
        let currency = self.currency(trade.currency);
        let has_plan = !trade.plan.is_empty() && trade.kind.is_multiple_of(2);
        let fields = TradeFields {
            party_id: Some(party),
            date: Some(date),
            due_on: Some(date + Days::new(u64::from(trade.due_days)))
                .filter(|_| !has_plan && !trade.offers_discount),
            terms: trade.offers_discount.then(|| EARLY_TERMS.into()),
            instalments: has_plan.then(|| instalments(&trade.plan, trade.due_days)),
            currency: Some(currency),
            tax_mode: if trade.is_inclusive { TaxMode::Inclusive } else { TaxMode::Exclusive },
            discount_percent: Some(Figure(Decimal::from(trade.off_percent))),
            lines: lines.collect(),
            credits: trade.credits.and_then(|which| self.of_party(party, which)),
            ..TradeFields::default()
        };
        Some(self.issue(&match trade.kind % 4 {
            0 => DocumentFields::Invoice(TradeFields { credits: None, ..fields }),
            1 => DocumentFields::CreditNote(fields),
            2 => DocumentFields::Bill(TradeFields { credits: None, ..fields }),
            _ => DocumentFields::SupplierCredit(fields),
        }))
    }

    /// A document of the party, whatever it is.
    fn of_party(&self, party: PartyId, which: u8) -> Option<DocumentId> {
        let of_party = self.documents.iter().copied().filter(|id| {
            self.read(|r| documents::record(r, *id)).is_some_and(|record| record.party_id == party)
        });
        pick(&of_party.collect::<Vec<_>>(), which)
    }

    /// Mostly something that is open.
    fn reschedule(&mut self, which: u8, plan: &[(u8, u8)], due_days: u8, date: Day) -> Option<Result<()>> {
        let open = self.all_open(&[RECEIVABLES[0], PAYABLES[0]], date);
        let open: Vec<DocumentId> = open.iter().filter_map(|item| item.document_id).collect();
        let id = pick(if which.is_multiple_of(8) { &self.documents } else { &open }, which)?;
        let input = Reschedule {
            id,
            date: Some(date),
            instalments: instalments(plan, due_days),
            reason: "展期".into(),
        };
        let moved = self.write(|w| documents::reschedule(w, &input, date));
        Some(moved.map(|moved| self.done.push(Reversible::Act(moved.seq))))
    }

    fn cash(&mut self, cash: &Cash, date: Day) -> Option<Result<()>> {
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

    fn opening(&mut self, kind: u8, party: u8, amount: Money, date: Day) -> Option<Result<()>> {
        let party = if kind.is_multiple_of(2) { customer(party) } else { supplier(party) };
        let fields = OpeningFields {
            party_id: Some(party),
            date: Some(date),
            due_on: Some(date + Days::new(20)),
            amount: figure(amount),
            currency: Some(amount.currency()),
            number: format!("期初-{}", self.documents.len()),
            ..OpeningFields::default()
        };
        Some(self.issue(&match kind % 4 {
            0 => DocumentFields::OpeningReceivable(fields),
            1 => DocumentFields::OpeningPayable(fields),
            2 => DocumentFields::OpeningAdvance(fields),
            _ => DocumentFields::OpeningPrepayment(fields),
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

    fn offset(
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

    fn write_off(
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

    fn recover(&mut self, which: u8, part: Part, date: Day) -> Option<Result<()>> {
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

    fn apply(&mut self, credit: u8, is_fitting: bool, debts: &[(u8, Part)], date: Day) -> Option<Result<()>> {
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

    fn voucher(&mut self, voucher: &Voucher, date: Day) -> Option<Result<()>> {
        let line = |account: String, side: Side, amount: Money, base: Option<Money>| VoucherLine {
            account,
            side,
            amount: figure(amount),
            currency: Some(amount.currency()),
            base: base.map(figure),
            party_id: None,
            item_id: None,
            due_on: None,
        };
        let own = |role: AccountRole| self.account(role).code;
        let (bank, fees) = (own(AccountRole::Bank), own(AccountRole::BankFee));
        let lines = match voucher {
            Voucher::Plain { currency: index, minor, is_red } => {
                let sign = if *is_red { -1 } else { 1 };
                let amount = Money::from_minor(sign * i64::from(*minor), self.currency(*index));
                vec![line(fees, Side::Debit, amount, None), line(bank, Side::Credit, amount, None)]
            }
            Voucher::Opens { control, party, currency: index, minor, is_negative } => {
                let (role, party, side) = match control % 4 {
                    0 => (AccountRole::Ar, customer(*party), Side::Debit),
                    1 => (AccountRole::Ap, supplier(*party), Side::Credit),
                    2 => (AccountRole::CustAdv, customer(*party), Side::Credit),
                    _ => (AccountRole::SuppPrep, supplier(*party), Side::Debit),
                };
                let sign = if *is_negative { -1 } else { 1 };
                let amount = Money::from_minor(sign * i64::from(*minor), self.currency(*index));
                let mut on_item = line(own(role), side, amount, None);
                on_item.party_id = Some(party);
                vec![on_item, line(bank, side.opposite(), amount, None)]
            }
            Voucher::Reduces { items } => {
                let mut open = self.all_open(&[RECEIVABLES, PAYABLES].concat(), date);
                let mut lines = Vec::new();
                for (which, part) in items {
                    let index = usize::from(*which) % open.len().max(1);
                    let item = open.get_mut(index)?;
                    let sign = item.remaining.minor().signum();
                    let minor = sign * part_of(item.remaining, *part).minor();
                    let amount = Money::from_minor(minor, item.amount.currency());
                    let relieved = item.relief(amount, Rounding::HalfUp).ok()?;
                    let side = item.control.side();
                    let mut on_item = line(item.account_code.clone(), side.opposite(), amount, None);
                    on_item.item_id = Some(item.id);
                    item.remaining = item.remaining.checked_sub(amount).ok()?;
                    item.remaining_base = item.remaining_base.checked_sub(relieved).ok()?;
                    lines.extend([on_item, line(bank.clone(), side, relieved, None)]);
                }
                lines
            }
            Voucher::Unbalanced { minor } => {
                let amount = money(*minor, Currency::CNY);
                let more = money(*minor + 1, Currency::CNY);
                vec![line(fees, Side::Debit, amount, None), line(bank, Side::Credit, more, None)]
            }
        };
        let fields = VoucherFields {
            date: Some(date),
            summary: "手工".into(),
            attachment_count: 1,
            relates_to: None,
            lines,
        };
        let entry = self.write(|w| settlement::post_voucher(w, &fields, Purpose::Voucher, last_day()));
        let entry = entry.and_then(|entry| match voucher {
            Voucher::Unbalanced { .. } => Err(Error::BookDamaged { reason: "posted unbalanced".into() }),
            _ => Ok(entry),
        });
        Some(entry.map(|entry| self.done.push(Reversible::Act(entry.seq))))
    }

    fn rate(&mut self, index: u8, permille: u32, date: Day) -> Option<Result<()>> {
        let (currency, first) = foreign(index);
        let [base, foreign] = first.parse::<Rate>().unwrap().quoted();
        let rate = Rate::new(base * Decimal::new(i64::from(permille), 3), foreign).unwrap();
        let new = NewRate { currency, date, rate, kind: RateType::Mid, source: "PBoC".into() };
        Some(self.write(|w| ledger::save_rates(w, &[new])).map(|_| ()))
    }

    fn revalue(&mut self, date: Day) -> Result<()> {
        let revalued = self.write(|w| settlement::revalue(w, date))?;
        // What it posted on the next day goes back with it.
        self.done.extend(revalued.entry.map(|entry| Reversible::Act(entry.seq)));
        Ok(())
    }

    fn end_period(&mut self, end: PeriodEnd, date: Day) -> Result<()> {
        let month = Month::of(date);
        let entries = match end {
            PeriodEnd::Profit => self.write(|w| period_end::transfer_profit(w, month))?,
            PeriodEnd::Year => self.write(|w| period_end::close_year(w, date.year()))?,
            PeriodEnd::Vat { surtaxes } => {
                let done = self.write(|w| vat::transfer(w, &TransferInput { month, surtaxes }))?;
                done.transfer.into_iter().chain(done.surtax).collect()
            }
            PeriodEnd::Allowance => {
                self.write(|w| runs::post_allowance(w, date))?.entry.into_iter().collect()
            }
        };
        self.done.extend(entries.iter().map(|entry| Reversible::Act(entry.seq)));
        Ok(())
    }

    /// Pays all bills that are due in so many days, each less the discount it offers.
    fn pay_run(&mut self, days: u8, date: Day) -> Option<Result<()>> {
        let due_to = date + Days::new(u64::from(days % 40));
        let asked = DueBills { due_to, currency: None, party_id: None, date: Some(date) };
        let mut due = self.read(|r| documents::due_bills(r, &asked, last_day()));
        due.retain(|bill| bill.date <= date);
        let share = |bill: &DueBill| match &bill.discount {
            Some(offer) => ShareInput {
                item_id: bill.item_id,
                amount: figure(offer.to_pay),
                discount: Some(figure(offer.discount)),
            },
            None => ShareInput::new(bill.item_id, figure(bill.remaining)),
        };
        let run = PaymentRun {
            date: Some(date),
            account: None,
            reference: String::new(),
            bills: due.iter().map(share).collect(),
        };
        if run.bills.is_empty() {
            return None;
        }
        let paid = self.write(|w| documents::pay_run(w, &run, last_day()));
        Some(paid.map(|paid| paid.payments.iter().for_each(|issued| self.keep(issued.id))))
    }

    fn bill_interest(&mut self, party: u8, index: u8, date: Day) -> Result<()> {
        let (party_id, currency) = (customer(party), self.currency(index));
        let input = InterestInput { party_id, until: Some(date), currency: Some(currency) };
        let issued = self.write(|w| runs::bill_interest(w, &input, last_day()))?;
        self.keep(issued.id);
        Ok(())
    }

    fn promise(
        &mut self,
        which: u8,
        part: Part,
        days: u8,
        is_account: bool,
        date: Day,
    ) -> Option<Result<()>> {
        let mut open = self.all_open(&RECEIVABLES[..1], date);
        open.retain(|item| item.remaining.minor() > 0);
        let item = pick(&open, which)?;
        let promise = RecordPromise {
            party_id: item.party_id,
            due_on: date + Days::new(u64::from(days)),
            made_on: Some(date),
            amount: Some(figure(part_of(item.remaining, part))),
            currency: Some(item.remaining.currency()),
            items: if is_account { Vec::new() } else { vec![item.id] },
            contact: String::new(),
            note: String::new(),
        };
        Some(self.write(|w| commitments::record_promise(w, &promise, date)).map(|_| ()))
    }

    fn dispute(&mut self, which: u8, outcome: u8, date: Day) -> Option<Result<()>> {
        let mut open = self.all_open(&RECEIVABLES[..1], date);
        open.retain(|item| item.remaining.minor() > 0);
        let item = pick(&open, which)?;
        let list = DisputeList { party_id: Some(item.party_id), open: true, ..DisputeList::default() };
        let disputes = self.read(|r| commitments::disputes(r, &list, date, Seq::LATEST));
        let of_item = |dispute: &&Dispute| dispute.items.iter().any(|each| each.item_id == item.id);
        if let Some(dispute) = disputes.iter().find(of_item) {
            let outcomes = [DisputeOutcome::Rejected, DisputeOutcome::Accepted, DisputeOutcome::Withdrawn];
            let close = CloseDispute {
                seq: dispute.seq,
                outcome: outcomes[usize::from(outcome % 3)],
                credit_note_id: None,
                closed_on: None,
                note: String::new(),
            };
            return Some(self.write(|w| commitments::close_dispute(w, &close, date)).map(|_| ()));
        }
        let opened = OpenDispute {
            party_id: item.party_id,
            items: vec![item.id],
            reason: DisputeReason::ALL[usize::from(outcome) % DisputeReason::ALL.len()],
            amount: None,
            opened_on: None,
            owner_id: None,
            deadline_on: date + Days::new(7),
            note: String::new(),
        };
        Some(self.write(|w| commitments::open_dispute(w, &opened, date)).map(|_| ()))
    }

    /// What is not approved waits, and keeps its customer out of the next run.
    fn remind(&mut self, is_approved: bool, date: Day) -> Result<()> {
        let run = self.write(|w| dunning::start(w, &StartDunning::default(), date))?;
        for letter in self.read(|r| dunning::letters(r, run.seq)) {
            let decide =
                DecideDunning {
                    run: run.seq, line: letter.line, approved: is_approved, reason: "试".into()
                };
            self.write(|w| dunning::decide(w, &decide, date))?;
        }
        for line in self.read(|r| runs::ready_letters(r, run.seq, None)) {
            self.write(|w| runs::send_letter(w, run.seq, line, date))?;
        }
        Ok(())
    }
}
