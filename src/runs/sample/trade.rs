//! The days of the sample company.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Weekday};
use rust_decimal::Decimal;

use super::cast::{Article, Expense, Habit};
use super::chance::Chance;
use super::vouchers::{Books, To, voucher};
use super::{Sample, cast, contracts};
use crate::calendar::{Day, Month};
use crate::catalog::{self, Item};
use crate::documents::{
    self, CashFields, DocumentFields, Issued, LineFields, LinePrice, OfferedPrice, OpeningFields, Origin,
    PriceSource, SaveDraft, TradeFields,
};
use crate::error::Result;
use crate::language::Language;
use crate::ledger::{AccountRole, Control, Side, TaxFields, account_by_role, save_tax};
use crate::money::{Figure, Money, Rounding};
use crate::parties;
use crate::settlement::{self, ApplyInput, OpenItem, Rule, ShareInput};
use crate::store::{DocumentId, OpenItemId, PartyId, Writer};

#[derive(Debug)]
struct Customer {
    id: PartyId,
    habit: Habit,
    weight: u32,
    /// Goods that leave the country are not taxed.
    abroad: bool,
}

#[derive(Debug)]
struct Supplier {
    id: PartyId,
    weight: u32,
    expense: Option<Expense>,
}

#[derive(Debug)]
pub(super) struct Goods {
    pub(super) item: Item,
    cost: Decimal,
}

/// What will happen on a day.
#[derive(Debug, Clone, Copy)]
enum Event {
    Sale,
    Purchase,
    Expense { supplier: usize },
    CreditNote { customer: usize, invoice: DocumentId },
    Collect { customer: usize, item: OpenItemId, how: Collection },
    Pay { supplier: usize, item: OpenItemId },
    PayWages,
    PayVat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Collection {
    Whole,
    /// Half now, the rest four weeks later.
    Part,
    /// Rounded up to the next thousand: the rest is an advance.
    TooMuch,
    /// Everything that is due, in one sum.
    Several,
}

/// What has been built up so far in the month, in minor units.
#[derive(Debug, Default)]
struct MonthSums {
    cost: i64,
    output_tax: i64,
    input_tax: i64,
}

#[derive(Debug)]
pub(super) struct Trade {
    language: Language,
    books: &'static Books,
    chance: Chance,
    customers: Vec<Customer>,
    suppliers: Vec<Supplier>,
    goods: Vec<Goods>,
    agenda: BTreeMap<Day, Vec<Event>>,
    sums: MonthSums,
    vat_owed: i64,
    wages_owed: i64,
    last_cost: i64,
}

impl Trade {
    /// Enters company, customers, suppliers and items, and what the books begin with.
    pub(super) fn begin(w: &Writer<'_>, sample: &Sample, opening: Day) -> Result<Trade> {
        if sample.language == Language::En {
            save_tax(w, &TaxFields::of_rate("VAT21", Figure(Decimal::from(21))))?;
        }
        parties::save_company(w, &sample.cast.company)?;
        let mut trade = Trade {
            language: sample.language,
            books: Books::of(sample.language),
            chance: Chance::new(),
            customers: Vec::new(),
            suppliers: Vec::new(),
            goods: Vec::new(),
            agenda: BTreeMap::new(),
            sums: MonthSums::default(),
            vat_owed: 0,
            wages_owed: 0,
            last_cost: 0,
        };
        for cast::Customer { habit, weight, fields } in &sample.cast.customers {
            let id = parties::save(w, None, None, fields)?.id;
            let abroad = fields.addresses.iter().any(|address| !address.country.is_empty());
            trade.customers.push(Customer { id, habit: *habit, weight: *weight, abroad });
        }
        for cast::Supplier { weight, expense, fields } in &sample.cast.suppliers {
            let id = parties::save(w, None, None, fields)?.id;
            trade.suppliers.push(Supplier { id, weight: *weight, expense: expense.clone() });
        }
        for Article { cost, fields } in &sample.cast.articles {
            trade.goods.push(Goods { item: catalog::save(w, None, None, fields)?, cost: cost.0 });
        }
        trade.open_balances(w, opening)?;
        Ok(trade)
    }

    /// What is sold, in the order of the cast.
    pub(super) fn goods(&self) -> &[Goods] {
        &self.goods
    }

    /// Bank, goods and equipment, the invoices three customers still owed, and the capital behind it all.
    fn open_balances(&mut self, w: &Writer<'_>, opening: Day) -> Result<()> {
        let mut owed = 0;
        for (index, amount) in [(0, 12_800), (4, 6_450), (9, 3_275)] {
            let Some(customer) = self.customers.get(index) else { continue };
            let fields = OpeningFields {
                party_id: Some(customer.id),
                date: Some(opening - Days::new(20)),
                due_on: Some(opening + Days::new(10)),
                amount: Figure(Decimal::from(self.scaled(amount))),
                number: format!("{}-{}", opening.year(), 801 + index),
                ..OpeningFields::default()
            };
            let issued = self.issue(w, opening, DocumentFields::OpeningReceivable(fields))?;
            owed += issued.total.minor();
            self.expect_money(w, index, &issued, opening + Days::new(10))?;
        }
        let [bank, goods, equipment] = [260_000, 180_000, 96_000].map(|major| self.scaled(major) * 100);
        let lines = [
            (To::Role(AccountRole::Bank), Side::Debit, bank),
            (To::Role(AccountRole::Inv), Side::Debit, goods),
            (To::Code(self.books.equipment), Side::Debit, equipment),
            (To::Role(AccountRole::OpenEq), Side::Debit, owed),
            (To::Code(self.books.capital), Side::Credit, bank + goods + equipment + owed),
        ];
        voucher(w, opening, self.books.word("opening"), &lines).map(|_| ())
    }

    /// Trades for a month and does its bookkeeping.
    pub(super) fn month(&mut self, w: &Writer<'_>, index: usize, month: Month) -> Result<()> {
        self.plan(index, month);
        while let Some(entry) = self.agenda.first_entry().filter(|entry| *entry.key() <= month.last_day()) {
            let (day, events) = entry.remove_entry();
            for event in events {
                self.happen(w, day, event)?;
            }
        }
        self.end_month(w, month.last_day())
    }

    /// Sales and purchases on working days, more of them as the company grows.
    fn plan(&mut self, index: usize, month: Month) {
        let days: Vec<Day> = month
            .first_day()
            .iter_days()
            .take_while(|day| *day <= month.last_day())
            .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
            .collect();
        let growth = u32::try_from(index / 2).unwrap_or(0);
        let sales = 31 + growth + self.chance.below(3);
        for event in std::iter::repeat_n(Event::Sale, sales as usize).chain([Event::Purchase; 7]) {
            let chosen = self.chance.below(days.len() as u32) as usize;
            if let Some(day) = days.get(chosen) {
                self.agenda.entry(*day).or_default().push(event);
            }
        }
        for (event, days) in [(Event::PayWages, 9), (Event::PayVat, 14)] {
            self.schedule(month.first_day() + Days::new(days), event);
        }
        for (supplier, known) in self.suppliers.iter().enumerate() {
            let comes = known
                .expense
                .as_ref()
                .is_some_and(|expense| (index as u32).is_multiple_of(expense.every_months));
            if let Some(day) = days.get(supplier).filter(|_| comes) {
                self.agenda.entry(*day).or_default().push(Event::Expense { supplier });
            }
        }
    }

    fn happen(&mut self, w: &Writer<'_>, day: Day, event: Event) -> Result<()> {
        match event {
            Event::Sale => self.sell(w, day),
            Event::Purchase => self.purchase(w, day),
            Event::Expense { supplier } => self.expense(w, day, supplier),
            Event::CreditNote { customer, invoice } => self.credit(w, day, customer, invoice),
            Event::Collect { customer, item, how } => self.collect(w, day, customer, item, how),
            Event::Pay { supplier, item } => self.pay(w, day, supplier, item),
            Event::PayWages => self.pay_wages(w, day),
            Event::PayVat => self.pay_vat(w, day),
        }
    }

    fn sell(&mut self, w: &Writer<'_>, day: Day) -> Result<()> {
        let weights: Vec<u32> = self.customers.iter().map(|customer| customer.weight).collect();
        let index = self.weighted(&weights);
        let mut lines = Vec::new();
        let mut cost = Decimal::ZERO;
        for _ in 0..1 + self.chance.below(4) {
            let (line, line_cost) = self.sales_line(index);
            lines.push(line);
            cost += line_cost;
        }
        let fields = TradeFields {
            party_id: self.customers.get(index).map(|customer| customer.id),
            date: Some(day),
            lines,
            reference: format!("PO-{:05}", 10_000 + self.chance.below(89_999)),
            ..TradeFields::default()
        };
        let issued = self.issue(w, day, DocumentFields::Invoice(fields.clone()))?;
        let issued = match self.chance.below(100) {
            0 => self.void_and_repeat(w, day, issued, fields)?,
            _ => issued,
        };
        self.sums.cost += Money::rounded(cost, issued.total.currency(), Rounding::HalfUp)?.minor();
        self.use_advance(w, day, index, &issued)?;
        if self.chance.percent(4) {
            let event = Event::CreditNote { customer: index, invoice: issued.id };
            self.schedule(day + Days::new(3), event);
        }
        let due = settlement::items_of_document(w, issued.id)?.first().map_or(day, |item| item.due_on);
        self.expect_money(w, index, &issued, due)
    }

    /// What a customer asks for: some goods, under a number of their own.
    pub(super) fn basket(&mut self, customer: usize) -> TradeFields {
        let lines = (0..2 + self.chance.below(3)).map(|_| self.sales_line(customer).0).collect();
        TradeFields {
            party_id: self.customers.get(customer).map(|customer| customer.id),
            lines,
            reference: format!("PO-{:05}", 10_000 + self.chance.below(89_999)),
            ..TradeFields::default()
        }
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// A line of some goods, and what they cost us.
    fn sales_line(&mut self, customer: usize) -> (LineFields, Decimal) {
        let budget = self.chance.between(250, 2400);
        let budget = self.scaled(i64::from(budget));
        let abroad = self.customers.get(customer).is_some_and(|customer| customer.abroad);
        let discounted = self.chance.percent(10);
        let chosen = self.chance.below(self.goods.len() as u32) as usize;
        let Some(goods) = self.goods.get(chosen) else { return Default::default() };
        let fields = &goods.item.fields;
        let price = fields.price.map_or(Decimal::ONE, |price| price.0);
        let quantity = (Decimal::from(budget) / price).floor().max(Decimal::ONE);
        let tax = if abroad { Some("ZERO".into()) } else { fields.tax.clone() };
        let line = LineFields {
            item_id: Some(goods.item.id),
            specification: fields.specification.clone(),
            unit: fields.unit.clone(),
            quantity: Figure(quantity),
            unit_price: Figure(price),
            discount_percent: discounted.then_some(Figure(Decimal::from(5))),
            tax,
            price: fields.price.map(|unit_price| LinePrice {
                offered: Some(OfferedPrice { unit_price, source: PriceSource::Item }),
            }),
            ..LineFields::default()
        };
        (line, goods.cost * quantity)
    }

    fn void_and_repeat(
        &mut self,
        w: &Writer<'_>,
        day: Day,
        issued: Issued,
        fields: TradeFields,
    ) -> Result<Issued> {
        let reason = if self.language == Language::En { "Wrong order number" } else { "订单号写错" };
        documents::void(w, issued.id, day, reason)?;
        self.count_tax(w, &issued, -1)?;
        let reference = format!("{}-A", fields.reference);
        self.issue(w, day, DocumentFields::Invoice(TradeFields { reference, ..fields }))
    }

    /// What an earlier over-payment left goes to the next invoice.
    fn use_advance(&mut self, w: &Writer<'_>, day: Day, customer: usize, issued: &Issued) -> Result<()> {
        let Some(customer) = self.customers.get(customer) else { return Ok(()) };
        let advances = settlement::outstanding_of(w, customer.id, &[Control::CustomerAdvance])?;
        let items = settlement::items_of_document(w, issued.id)?;
        let (Some(advance), Some(invoice)) = (advances.first(), items.first()) else { return Ok(()) };
        apply(w, day, advance, invoice, advance.remaining.minor().min(invoice.remaining.minor()))
    }

    /// Part of the goods come back: a credit note for the first line's first unit, applied to its invoice.
    fn credit(&mut self, w: &Writer<'_>, day: Day, customer: usize, invoice: DocumentId) -> Result<()> {
        let document = documents::get(w, invoice, day)?;
        let Some(line) = document.lines.first() else { return Ok(()) };
        let returned = LineFields {
            description: line.description.clone(),
            specification: line.specification.clone(),
            unit: line.unit.clone(),
            quantity: Figure::ONE,
            unit_price: line.unit_price,
            tax: Some(line.tax.code.clone()),
            ..LineFields::default()
        };
        let fields = TradeFields {
            party_id: self.customers.get(customer).map(|customer| customer.id),
            date: Some(day),
            due_on: Some(day),
            lines: vec![returned],
            credits: Some(invoice),
            ..TradeFields::default()
        };
        let issued = self.issue(w, day, DocumentFields::CreditNote(fields))?;
        let items = settlement::items_of_document(w, invoice)?;
        let credits = settlement::items_of_document(w, issued.id)?;
        let (Some(credit), Some(invoice)) = (credits.first(), items.first()) else { return Ok(()) };
        apply(w, day, credit, invoice, issued.total.minor().min(invoice.remaining.minor()))
    }

    /// Plans when and how an invoice will be paid.
    fn expect_money(&mut self, w: &Writer<'_>, customer: usize, issued: &Issued, due: Day) -> Result<()> {
        let Some(known) = self.customers.get(customer) else { return Ok(()) };
        let (earliest, latest) = known.habit.days_after_due();
        let late = self.chance.between(earliest, latest);
        let how = match self.chance.below(100) {
            0..8 => Collection::Part,
            8..10 => Collection::TooMuch,
            10..24 => Collection::Several,
            _ => Collection::Whole,
        };
        let day = due + chrono::Duration::days(i64::from(late));
        let first_item =
            settlement::items_of_document(w, issued.id)?.first().map(|item| (item.id, item.date));
        if let Some((item, date)) = first_item {
            self.schedule(day.max(date), Event::Collect { customer, item, how });
        }
        Ok(())
    }

    fn collect(
        &mut self,
        w: &Writer<'_>,
        day: Day,
        customer: usize,
        item: OpenItemId,
        how: Collection,
    ) -> Result<()> {
        let item = settlement::item(w, item)?;
        if item.remaining.minor() <= 0 {
            return Ok(());
        }
        let open = item.remaining.minor();
        let step = self.scaled(1000) * 100;
        let share = |minor: i64| ShareInput::new(item.id, figure(&item, minor));
        let (minor, shares, rule) = match how {
            Collection::Whole => (open, vec![share(open)], Rule::Chosen),
            Collection::Part => (open / 2, vec![share(open / 2)], Rule::Chosen),
            Collection::TooMuch => ((open / step + 1) * step, vec![share(open)], Rule::Chosen),
            Collection::Several => {
                let all = settlement::outstanding_of(w, item.party_id, &[Control::Receivable])?;
                let due = all.iter().filter(|other| other.due_on <= day && other.remaining.minor() > 0);
                let sum: i64 = due.map(|other| other.remaining.minor()).sum();
                (sum.max(open), Vec::new(), Rule::Oldest)
            }
        };
        if how == Collection::Part {
            self.schedule(
                day + Days::new(28),
                Event::Collect { customer, item: item.id, how: Collection::Whole },
            );
        }
        let fields = CashFields {
            party_id: Some(item.party_id),
            date: Some(day),
            amount: figure(&item, minor),
            shares,
            rule,
            ..CashFields::default()
        };
        self.issue(w, day, DocumentFields::Receipt(fields)).map(|_| ())
    }

    /// Goods for about what was sold last month, from one of the mills.
    fn purchase(&mut self, w: &Writer<'_>, day: Day) -> Result<()> {
        let weights: Vec<u32> = self.suppliers.iter().map(|supplier| supplier.weight).collect();
        let supplier = self.weighted(&weights);
        let wanted = if self.last_cost == 0 { self.scaled(70_000) } else { self.last_cost / 100 };
        let mut lines = Vec::new();
        for _ in 0..3 {
            let chosen = self.chance.below(self.goods.len() as u32) as usize;
            let swing = i64::from(self.chance.between(70, 130));
            let Some(goods) = self.goods.get(chosen).filter(|goods| !goods.cost.is_zero()) else { continue };
            let budget = Decimal::from(wanted * swing / 100 / 21);
            let fields = &goods.item.fields;
            lines.push(LineFields {
                item_id: Some(goods.item.id),
                specification: fields.specification.clone(),
                unit: fields.unit.clone(),
                quantity: Figure((budget / goods.cost).floor().max(Decimal::ONE)),
                unit_price: Figure(goods.cost),
                tax: fields.tax.clone(),
                ..LineFields::default()
            });
        }
        if lines.is_empty() {
            return Ok(());
        }
        self.bill(w, day, supplier, lines)
    }

    fn expense(&mut self, w: &Writer<'_>, day: Day, supplier: usize) -> Result<()> {
        let Some(expense) = self.suppliers.get(supplier).and_then(|known| known.expense.clone()) else {
            return Ok(());
        };
        let swing = self.chance.between(-expense.swing_percent, expense.swing_percent);
        let price = (expense.amount.0 * Decimal::from(100 + swing) / Decimal::ONE_HUNDRED).round_dp(2);
        let line = LineFields {
            description: expense.text,
            unit: expense.unit,
            quantity: Figure::ONE,
            unit_price: Figure(price),
            tax: Some(expense.tax),
            account: Some(expense.account),
            ..LineFields::default()
        };
        self.bill(w, day, supplier, vec![line])
    }

    fn bill(&mut self, w: &Writer<'_>, day: Day, supplier: usize, lines: Vec<LineFields>) -> Result<()> {
        let fields = TradeFields {
            party_id: self.suppliers.get(supplier).map(|known| known.id),
            date: Some(day),
            lines,
            reference: format!("{}-{:04}", day.format("%y%m"), self.chance.below(10_000)),
            ..TradeFields::default()
        };
        let issued = self.issue(w, day, DocumentFields::Bill(fields))?;
        if let Some(item) = settlement::items_of_document(w, issued.id)?.first() {
            let late = u64::from(self.chance.below(6));
            self.schedule(item.due_on + Days::new(late), Event::Pay { supplier, item: item.id });
        }
        Ok(())
    }

    fn pay(&mut self, w: &Writer<'_>, day: Day, supplier: usize, item: OpenItemId) -> Result<()> {
        let item = settlement::item(w, item)?;
        let fields = CashFields {
            party_id: self.suppliers.get(supplier).map(|known| known.id),
            date: Some(day),
            amount: figure(&item, item.remaining.minor()),
            shares: vec![ShareInput::new(item.id, figure(&item, item.remaining.minor()))],
            rule: Rule::Chosen,
            ..CashFields::default()
        };
        self.issue(w, day, DocumentFields::Payment(fields)).map(|_| ())
    }

    fn pay_wages(&mut self, w: &Writer<'_>, day: Day) -> Result<()> {
        let owed = std::mem::take(&mut self.wages_owed);
        self.pay_off(w, day, "wages_paid", self.books.wages_owed, owed)
    }

    fn pay_vat(&mut self, w: &Writer<'_>, day: Day) -> Result<()> {
        let owed = std::mem::take(&mut self.vat_owed);
        self.pay_off(w, day, "vat_paid", self.books.vat_owed, owed)
    }

    /// What was owed since the month before leaves the bank.
    fn pay_off(&self, w: &Writer<'_>, day: Day, event: &str, debt: &'static str, owed: i64) -> Result<()> {
        let bank = (To::Role(AccountRole::Bank), Side::Credit, owed);
        voucher(w, day, self.books.word(event), &[(To::Code(debt), Side::Debit, owed), bank]).map(|_| ())
    }

    /// Cost of sales, wages, depreciation, and the month's VAT.
    fn end_month(&mut self, w: &Writer<'_>, day: Day) -> Result<()> {
        let books = self.books;
        let cost = self.sums.cost;
        let lines = [
            (To::Role(AccountRole::Cogs), Side::Debit, cost),
            (To::Role(AccountRole::Inv), Side::Credit, cost),
        ];
        voucher(w, day, books.word("cost"), &lines)?;
        let wages = self.scaled(27_000) * 100;
        let [sales, office] = books.wages;
        let lines = [
            (To::Code(sales), Side::Debit, wages / 3 * 2),
            (To::Code(office), Side::Debit, wages / 3),
            (To::Code(books.wages_owed), Side::Credit, wages),
        ];
        voucher(w, day, books.word("wages"), &lines)?;
        let worn = self.scaled(1_600) * 100;
        let [expense, wear] = books.depreciation;
        voucher(w, day, "", &[(To::Code(expense), Side::Debit, worn), (To::Code(wear), Side::Credit, worn)])?;
        self.wages_owed = wages;
        self.transfer_vat(w, day)?;
        self.last_cost = cost;
        self.sums.cost = 0;
        Ok(())
    }

    /// Output tax less input tax becomes a debt. An excess of input tax waits for the next month in the Chinese
    /// chart; elsewhere it is owed to us and paid back.
    fn transfer_vat(&mut self, w: &Writer<'_>, day: Day) -> Result<()> {
        let MonthSums { output_tax, input_tax, .. } = self.sums;
        let owed = output_tax - input_tax;
        let books = self.books;
        if owed <= 0 && books.vat_columns_stay {
            return Ok(());
        }
        let credit = (To::Code(books.vat_owed), Side::Credit, owed);
        let lines = if books.vat_columns_stay {
            vec![(To::Code(books.vat_from), Side::Debit, owed), credit]
        } else {
            let input = (To::Role(AccountRole::VatIn), Side::Credit, input_tax);
            vec![(To::Code(books.vat_from), Side::Debit, output_tax), input, credit]
        };
        voucher(w, day, books.word("vat"), &lines)?;
        self.vat_owed += owed;
        (self.sums.output_tax, self.sums.input_tax) = (0, 0);
        Ok(())
    }

    /// Two invoices that the owner began today, and two contracts.
    pub(super) fn leave_drafts(&mut self, w: &Writer<'_>, today: Day) -> Result<()> {
        for customer in [1, 6] {
            let (mut line, _) = self.sales_line(customer);
            let goods = self.goods.iter().find(|goods| Some(goods.item.id) == line.item_id);
            // A draft is read before issuing names its lines.
            line.description =
                goods.map_or("", |goods| goods.item.fields.name(self.language.tag())).to_owned();
            let fields = DocumentFields::Invoice(TradeFields {
                party_id: self.customers.get(customer).map(|customer| customer.id),
                date: Some(today),
                lines: vec![line],
                ..TradeFields::default()
            });
            documents::save_draft(w, &SaveDraft { id: None, version: None, fields })?;
        }
        match self.customers.as_slice() {
            [first, second, ..] => contracts::sign(w, self.language, [first.id, second.id], today),
            _ => Ok(()),
        }
    }

    pub(super) fn customers(&self) -> Vec<PartyId> {
        self.customers.iter().map(|customer| customer.id).collect()
    }

    fn issue(&mut self, w: &Writer<'_>, day: Day, fields: DocumentFields) -> Result<Issued> {
        let issued = documents::issue(w, &fields, Origin::Ours, day)?;
        self.count_tax(w, &issued, 1)?;
        Ok(issued)
    }

    /// Adds the tax of an entry to the month's sums; takes it off again where `sign` is −1.
    fn count_tax(&mut self, w: &Writer<'_>, issued: &Issued, sign: i64) -> Result<()> {
        let output = account_by_role(w, AccountRole::VatOut)?.code;
        let input = account_by_role(w, AccountRole::VatIn)?.code;
        for line in issued.entry.iter().flat_map(|entry| &entry.lines) {
            let debit = line.side.sign() * line.base.minor() * sign;
            if line.account == output {
                self.sums.output_tax -= debit;
            } else if line.account == input {
                self.sums.input_tax += debit;
            }
        }
        Ok(())
    }

    fn schedule(&mut self, day: Day, event: Event) {
        let to_monday = match day.weekday() {
            Weekday::Sat => 2,
            Weekday::Sun => 1,
            _ => 0,
        };
        self.agenda.entry(day + Days::new(to_monday)).or_default().push(event);
    }

    /// One of several, each as likely as its weight says.
    fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut drawn = self.chance.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            match drawn.checked_sub(*weight) {
                Some(left) => drawn = left,
                None => return index,
            }
        }
        0
    }

    /// The European company is a third of the Chinese one's size, in its own money.
    fn scaled(&self, major: i64) -> i64 {
        if self.language == Language::En { major / 3 } else { major }
    }
}

fn apply(w: &Writer<'_>, day: Day, credit: &OpenItem, invoice: &OpenItem, minor: i64) -> Result<()> {
    if minor <= 0 {
        return Ok(());
    }
    let share = ShareInput::new(invoice.id, figure(invoice, minor));
    settlement::apply(w, &ApplyInput { credit_item_id: credit.id, date: day, shares: vec![share] })?;
    Ok(())
}

/// Minor units of an item's currency as the figure an input wants.
fn figure(item: &OpenItem, minor: i64) -> Figure {
    Figure(Money::from_minor(minor, item.amount.currency()).to_decimal())
}
