//! Doing what happens, in the rooms that do it.

use chrono::{Datelike as _, Days};
use kezhang::calendar::{Day, Month};
use kezhang::documents::{
    self, DocumentFields, DueBill, DueBills, InstalmentFields, LineFields, OpeningFields, OpeningLine,
    Origin, PaymentRun, Reschedule, TaxMode, TradeFields,
};
use kezhang::error::{Error, Result};
use kezhang::ledger::{self, AccountRole, Chart, Control, NewRate, Purpose, RateType, Side};
use kezhang::money::{Currency, Figure, Money, Rate, Rounding};
use kezhang::period_end;
use kezhang::runs::{self, InterestInput};
use kezhang::settlement::{self, OpenItem, ShareInput, VoucherFields, VoucherLine, outstanding_of};
use kezhang::store::{DocumentId, PartyId};
use kezhang::vat::{self, TransferInput};
use rust_decimal::Decimal;

use crate::company::{
    CUSTOMERS, Company, EARLY_TERMS, GROUP_TAX, Reversible, SUPPLIERS, UNIT_TAX, choose, day, day_of_trade,
    foreign, last_day,
};
use crate::events::{Deed, Event, Part, PeriodEnd, Trade, Voucher};

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// A rule refused it.
    Refused(String),
    /// There was nothing to do it to.
    Idle,
}

pub(crate) const RECEIVABLES: [Control; 2] = [Control::Receivable, Control::CustomerAdvance];
pub(crate) const PAYABLES: [Control; 2] = [Control::Payable, Control::SupplierPrepayment];
pub(crate) const DEPOSITS: [Control; 2] = [Control::CustomerDeposit, Control::SupplierDeposit];

/// One of them, by a number taken modulo how many there are.
pub(crate) fn pick<T: Clone>(from: &[T], which: u8) -> Option<T> {
    from.get(usize::from(which) % from.len().max(1)).cloned()
}

pub(crate) fn customer(index: u8) -> PartyId {
    CUSTOMERS[usize::from(index) % CUSTOMERS.len()]
}

pub(crate) fn supplier(index: u8) -> PartyId {
    SUPPLIERS[usize::from(index) % SUPPLIERS.len()]
}

pub(crate) fn figure(money: Money) -> Figure {
    Figure(money.to_decimal())
}

pub(crate) fn money(minor: u32, currency: Currency) -> Money {
    Money::from_minor(i64::from(minor), currency)
}

fn hundredths(value: u32) -> Figure {
    Figure(Decimal::new(i64::from(value), 2))
}

/// A part of what is open of an item, above nought.
pub(crate) fn part_of(open: Money, part: Part) -> Money {
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
            Deed::Collecting(collecting) => self.collect(collecting, date),
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

    pub(crate) fn issue(&mut self, fields: &DocumentFields) -> Result<()> {
        let issued = self.write(|w| documents::issue(w, fields, Origin::Ours, last_day()))?;
        self.keep(issued.id);
        Ok(())
    }

    pub(crate) fn keep(&mut self, issued: DocumentId) {
        self.documents.push(issued);
        self.done.push(Reversible::Document(issued));
    }

    /// What a party has open that is dated by then.
    pub(crate) fn open(&self, party: PartyId, controls: &[Control], date: Day) -> Vec<OpenItem> {
        let mut open = self.read(|r| outstanding_of(r, party, controls));
        open.retain(|item| item.date <= date);
        open
    }

    /// The same of everybody.
    pub(crate) fn all_open(&self, controls: &[Control], date: Day) -> Vec<OpenItem> {
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
}
