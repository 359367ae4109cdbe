//! Invoices, bills and their credits; quotes, orders and deliveries, which post nothing.

use std::rc::Rc;

use rusqlite::named_params;

use super::{Plan, Planning, filled};
use crate::calendar::Day;
use crate::documents::fields::{LineFields, TradeFields};
use crate::documents::fulfilment::{Inherited, Made, take_rests};
use crate::documents::instalments::{Asked, Due};
use crate::documents::kind::DocumentKind;
use crate::documents::levy::PartAmount;
use crate::documents::price::{LinePrice, PriceSource};
use crate::documents::record::{Detail, Record, RecordLine};
use crate::documents::totals::{Totals, compute, line_inputs, line_taxes, method};
use crate::documents::versions::next_version;
use crate::error::{Error, Result};
use crate::ledger::{Account, AccountRole, Regime, Side, Tax, TaxPart, Treatment};
use crate::money::{Figure, Money, split};
use crate::settlement::Posting;
use crate::store::DocumentId;

impl Planning<'_, '_, '_> {
    pub(super) fn plan_trade(&self, fields: &TradeFields) -> Result<Plan> {
        self.refuse_party()?;
        if fields.lines.is_empty() {
            return Err(Error::DocumentEmpty);
        }
        let date = fields.date.unwrap_or(self.today);
        let currency = fields.currency.or(self.party.fields.currency).unwrap_or(self.desk.book.currency);
        let rate = self.rate(fields.rate, currency, date)?;
        let taxes = line_taxes(self.desk, &fields.lines, date)?;
        let inputs = line_inputs(&fields.lines, &taxes);
        let made = Made { kind: self.kind, party: self.party.id, currency, fields };
        let inherited = made.check(self.desk)?;
        let totals = compute(&inputs, method(self.desk, fields, currency)?)?;
        let totals = take_rests(self.desk, &made, &taxes, totals)?;
        // What came back may be all that a delivery says.
        if totals.total.minor() < 0 && self.kind != DocumentKind::Delivery {
            return Err(Error::FieldInvalid { field: "total".into(), value: totals.total.to_plain() });
        }
        let due = match self.kind.posts() {
            true => self.due(fields, date, totals.payable)?,
            false => self.due_before_invoice(fields, date)?,
        };
        let credits = self.credited(fields)?;
        let inherited = inherited.or(credits.map(|(_, inherited)| inherited));
        let (lines, accounts) = self.record_lines(&fields.lines, &taxes, &totals)?;
        let record = Record {
            due_on: due.on,
            terms: due.terms,
            rate,
            tax_mode: Some(fields.tax_mode),
            discount_percent: fields.discount_percent.filter(|percent| *percent != Figure::ZERO),
            net: totals.net,
            tax: totals.tax,
            credits: credits.map(|(id, _)| id),
            reference: filled(&fields.reference),
            notes: filled(&fields.notes),
            language: fields.language.clone().or_else(|| self.party.fields.language.clone()),
            lines,
            detail: Detail {
                discounts_after_tax: fields.discounts_after_tax,
                early_payment: due.early,
                instalments: due.instalments,
                interest: fields.interest.clone(),
                reminder_fees: fields.reminder_fees.clone(),
                invoice_again: fields.invoice_again && self.kind == DocumentKind::CreditNote,
                special_invoice: fields.special_invoice,
                withheld: Some(totals.withheld).filter(|withheld| !withheld.is_zero()),
                without_delivery: fields.without_delivery && self.kind == DocumentKind::SalesOrder,
                ..Detail::default()
            },
            opportunity: fields.opportunity.or(inherited.opportunity),
            salesperson: match fields.salesperson {
                Some(user) => Some(self.desk.user(user)?),
                None => inherited.salesperson,
            },
            supersedes: fields.supersedes.map(|replaced| self.replaced(replaced)).transpose()?,
            ..self.empty_record(date, totals.total)?
        };
        if !self.kind.posts() {
            return Ok(Plan { posting: self.posting(date), record });
        }
        let sums = self.trade_sums(&record.lines, &accounts, &taxes, date)?;
        let posting = self.trade_posting(&record, sums, totals.payable)?;
        Ok(Plan { record, posting })
    }

    fn due(&self, fields: &TradeFields, date: Day, payable: Money) -> Result<Due> {
        let party = Some(&self.party.fields);
        Asked { fields, party, date, is_credit: self.kind.is_credit(), payable }.due(self.desk)
    }

    /// The last day a quote holds, the day an order is to be delivered by: the one it names. The terms are those the
    /// invoice will have.
    ///
    /// # Errors
    /// `due_before_date`; `field_invalid` for instalments, which only what is owed has.
    fn due_before_invoice(&self, fields: &TradeFields, date: Day) -> Result<Due> {
        if fields.instalments.as_ref().is_some_and(|parts| !parts.is_empty()) {
            return Err(Error::FieldInvalid {
                field: "instalments".into(),
                value: self.kind.as_str().into(),
            });
        }
        if let Some(due_on) = fields.due_on.filter(|day| *day < date) {
            return Err(Error::DueBeforeDate { date: date.to_string(), due_on: due_on.to_string() });
        }
        let (_, company) = self.desk.company()?;
        let usual = self.party.fields.terms.as_ref().or(company.default_terms.as_ref());
        let terms = fields.terms.as_ref().or(usual).map(|code| self.desk.terms(code)).transpose()?;
        Ok(Due {
            terms: terms.map(|terms| terms.code.clone()),
            on: fields.due_on,
            instalments: Vec::new(),
            early: Vec::new(),
        })
    }

    /// What a credit corrects must be an invoice (or bill) of the same party, and not void.
    fn credited(&self, fields: &TradeFields) -> Result<Option<(DocumentId, Inherited)>> {
        let Some(id) = fields.credits else { return Ok(None) };
        let corrected = if self.kind.is_sales() { "invoice" } else { "bill" };
        let found = self.desk.r.row(
            include_str!("../corrects.sql"),
            named_params! {":seq": id, ":kind": corrected, ":party": self.party.id},
            |row| {
                let (opportunity, salesperson) = (row.get("opportunity_id")?, row.get("salesperson_id")?);
                Ok((id, Inherited { opportunity, salesperson }))
            },
        )?;
        match found.filter(|_| self.kind.is_credit()) {
            Some(found) => Ok(Some(found)),
            None => Err(Error::FieldInvalid { field: "credits".into(), value: id.to_string() }),
        }
    }

    /// The quote that a new version replaces: a standing one of the same customer.
    fn replaced(&self, id: DocumentId) -> Result<DocumentId> {
        let refuse = || Error::FieldInvalid { field: "supersedes".into(), value: id.to_string() };
        let replaced = self.desk.posted(id)?;
        let fits =
            [self.kind, replaced.kind] == [DocumentKind::Quote; 2] && replaced.party_id == self.party.id;
        if fits { next_version(self.desk.r, id).map(|_| id) } else { Err(refuse()) }
    }

    /// The lines, and the account of each.
    fn record_lines(
        &self,
        fields: &[LineFields],
        taxes: &[Rc<Tax>],
        totals: &Totals,
    ) -> Result<(Vec<RecordLine>, Vec<Rc<Account>>)> {
        let usual = self.desk.role(self.kind.line_account())?;
        let mut lines = Vec::with_capacity(fields.len());
        let mut accounts = Vec::with_capacity(fields.len());
        for (index, ((line, tax), amounts)) in fields.iter().zip(taxes).zip(&totals.lines).enumerate() {
            let item = line.item_id.map(|id| self.desk.item(id)).transpose()?;
            let language = self.party.fields.language.as_deref().unwrap_or(&self.desk.book.language);
            let description = match (line.description.trim(), &item) {
                ("", Some(item)) => item.fields.name(language).to_owned(),
                ("", None) => {
                    let line = u32::try_from(index + 1).map_err(|_| Error::AmountOverflow)?;
                    return Err(Error::LineInvalid { line, reason: "description".into() });
                }
                (text, _) => text.to_owned(),
            };
            let item_account = item.as_ref().and_then(|item| item.fields.account.as_deref());
            let code = line.account.as_deref().filter(|code| !code.is_empty());
            let account = match code.or(item_account.filter(|_| self.kind.is_sales())) {
                Some(code) => self.desk.account(code)?,
                None => Rc::clone(&usual),
            };
            lines.push(RecordLine {
                item_version_id: item.map(|item| item.version_id),
                description,
                specification: filled(&line.specification),
                unit: filled(&line.unit),
                quantity: line.quantity,
                unit_price: line.unit_price,
                discount_percent: line.discount_percent.filter(|percent| *percent != Figure::ZERO),
                tax_id: tax.id,
                tax_code: tax.code.clone(),
                account_id: account.id,
                account: account.code.clone(),
                gross: amounts.gross,
                net: amounts.net,
                tax: amounts.tax,
                parts: amounts.parts.clone(),
                cost: self.cost(line)?,
                source: line.source,
                price: self.price(line)?,
            });
            accounts.push(account);
        }
        Ok((lines, accounts))
    }

    /// Where the price of a line that is sold came from: a list or a document of this book.
    ///
    /// # Errors
    /// `not_found`.
    fn price(&self, line: &LineFields) -> Result<Option<LinePrice>> {
        let Some(price) = line.price.clone().filter(|_| self.kind.is_sales()) else { return Ok(None) };
        let (known, kind, id) = match price.offered.as_ref().map(|offered| &offered.source) {
            Some(PriceSource::List { id, .. }) => {
                let sql = "select exists (select 1 from price_list where id = :id)";
                (self.desk.r.value(sql, named_params! {":id": id})?, "price_list", id.value())
            }
            Some(PriceSource::LastPaid { document_id, .. }) => {
                let sql = "select exists (select 1 from document where seq = :id)";
                (self.desk.r.value(sql, named_params! {":id": document_id})?, "document", document_id.value())
            }
            Some(PriceSource::Item) | None => return Ok(Some(price)),
        };
        if known { Ok(Some(price)) } else { Err(Error::NotFound { kind: kind.into(), key: id.to_string() }) }
    }

    /// What the goods of a line cost, in the book's currency.
    ///
    /// # Errors
    /// `field_invalid` where nothing is sold.
    fn cost(&self, line: &LineFields) -> Result<Option<Money>> {
        let Some(cost) = line.cost.filter(|cost| *cost != Figure::ZERO) else { return Ok(None) };
        if !self.kind.is_sales() {
            return Err(Error::FieldInvalid { field: "cost".into(), value: cost.to_string() });
        }
        Money::parse(&cost.to_string(), self.desk.book.currency).map(Some)
    }

    /// D 1122 payable · C revenue by account · C output tax by part, D what is withheld · D 5401 C 1405 cost; bills
    /// mirror it, and post both sides of a reverse charge; a credit takes it back in the book's style. The payable is
    /// converted once and shared out over the lines, and over the instalments.
    fn trade_posting(&self, record: &Record, sums: Sums, payable: Money) -> Result<Posting> {
        let (book, side) = (&self.desk.book, self.kind.control_side());
        let mut cost = Money::zero(book.currency);
        for of_line in record.lines.iter().filter_map(|line| line.cost) {
            cost = cost.checked_add(of_line)?;
        }
        let Sums { own, tax, withheld, reversed } = sums;
        let first_withheld = own.len() + tax.len();
        let parts: Vec<(Rc<Account>, Money)> = own.into_iter().chain(tax).chain(withheld).collect();
        // What is withheld counts against the rest.
        let on = |index: usize| if index < first_withheld { side.opposite() } else { side };
        let turned = |index: usize, amount: Money| if on(index) == side { amount.negated() } else { amount };
        let amounts: Vec<Money> =
            parts.iter().enumerate().map(|(index, (_, amount))| turned(index, *amount)).collect();
        let bases = record.rate.convert_parts(&amounts, book.currency, book.rounding)?;
        let total = bases.iter().copied().try_fold(Money::zero(book.currency), Money::checked_add)?;
        let sign = |amount: Money| if self.kind.is_credit() { amount.negated() } else { amount };
        let mut posting = self.posting(record.date);
        self.open_debts(&mut posting, record, sign(payable), sign(total))?;
        for (index, ((account, amount), base)) in parts.into_iter().zip(bases).enumerate() {
            posting.post(Account::clone(&account), on(index), sign(amount), sign(turned(index, base)))?;
        }
        for (account, on, amount) in reversed {
            posting.post(
                Account::clone(&account),
                on,
                sign(amount),
                sign(self.base(amount, record.rate)?),
            )?;
        }
        if !cost.is_zero() {
            posting.post(self.role(AccountRole::Cogs)?, Side::Debit, sign(cost), sign(cost))?;
            posting.post(self.role(AccountRole::Inv)?, Side::Credit, sign(cost), sign(cost))?;
        }
        if self.kind.is_credit() {
            posting.take_back(book);
        }
        Ok(posting)
    }

    /// Opens what is to be paid: one item, or one for each instalment.
    fn open_debts(&self, posting: &mut Posting, record: &Record, payable: Money, base: Money) -> Result<()> {
        let control = self.role(self.kind.control())?;
        let instalments = &record.detail.instalments;
        if instalments.is_empty() {
            let due_on = record.due_on.unwrap_or(record.date);
            return posting.open(control, self.party.id, due_on, payable, base);
        }
        let weights: Vec<_> = instalments.iter().map(|part| part.amount.to_decimal()).collect();
        for (part, minor) in instalments.iter().zip(split(base.minor(), &weights)?) {
            let base = Money::from_minor(minor, base.currency());
            posting.open(control.clone(), self.party.id, part.due_on, part.amount, base)?;
        }
        Ok(())
    }

    /// The amounts of lines and their taxes by account.
    fn trade_sums(
        &self,
        lines: &[RecordLine],
        accounts: &[Rc<Account>],
        taxes: &[Rc<Tax>],
        date: Day,
    ) -> Result<Sums> {
        let mut sums = Sums::default();
        for ((account, line), tax) in accounts.iter().zip(lines).zip(taxes) {
            let plain = [PartAmount { part: 1, base: line.net, amount: line.tax }];
            let amounts = if line.parts.is_empty() { &plain[..] } else { &line.parts[..] };
            let mut own = line.net;
            for (part, amount) in tax.parts.iter().zip(amounts.iter().map(|part| part.amount)) {
                if amount.is_zero() {
                    continue;
                }
                if part.withheld {
                    add(&mut sums.withheld, self.tax_account(tax, part, date)?, amount)?;
                } else if tax.is_charged() {
                    match self.is_cost(part, date)? {
                        true => own = own.checked_add(amount)?,
                        false => add(&mut sums.tax, self.tax_account(tax, part, date)?, amount)?,
                    }
                } else if !self.kind.is_sales() {
                    match self.is_cost(part, date)? {
                        true => sums.reversed.push((Rc::clone(account), Side::Debit, amount)),
                        false => {
                            sums.reversed.push((self.tax_account(tax, part, date)?, Side::Debit, amount))
                        }
                    }
                    let output = self.named_or(part.output_account.as_deref(), AccountRole::VatOut)?;
                    sums.reversed.push((output, Side::Credit, amount));
                }
            }
            add(&mut sums.own, Rc::clone(account), own)?;
        }
        Ok(sums)
    }

    /// Whether the tax of a purchase is part of its cost: a small-scale taxpayer deducts none.
    fn is_cost(&self, part: &TaxPart, date: Day) -> Result<bool> {
        let deducts = self.kind.is_sales() || part.input_account.is_some();
        Ok(!deducts && self.desk.regime(date)? == Some(Regime::SmallScale))
    }

    /// The account of a part: its own, else the chart's.
    fn tax_account(&self, tax: &Tax, part: &TaxPart, date: Day) -> Result<Rc<Account>> {
        let (named, field) = match self.kind.is_sales() {
            true => (part.output_account.as_deref(), "output_account"),
            false => (part.input_account.as_deref(), "input_account"),
        };
        if part.withheld && named.is_none() {
            return Err(Error::FieldMissing { field: field.into() });
        }
        let role = match (self.kind.is_sales(), self.desk.regime(date)?) {
            (false, _) => AccountRole::VatIn,
            (true, Some(Regime::SmallScale)) => AccountRole::VatSmall,
            (true, Some(_)) if tax.treatment == Treatment::Simplified => AccountRole::VatSimplified,
            (true, _) => AccountRole::VatOut,
        };
        self.named_or(named, role)
    }

    fn named_or(&self, named: Option<&str>, role: AccountRole) -> Result<Rc<Account>> {
        named.map_or_else(|| self.desk.role(role), |code| self.desk.account(code))
    }
}

/// The amounts of a document by account, on the side of revenue (or cost); `withheld` on the other.
#[derive(Default)]
struct Sums {
    own: Vec<(Rc<Account>, Money)>,
    tax: Vec<(Rc<Account>, Money)>,
    withheld: Vec<(Rc<Account>, Money)>,
    /// Both sides of a reverse charge.
    reversed: Vec<(Rc<Account>, Side, Money)>,
}

fn add(sums: &mut Vec<(Rc<Account>, Money)>, account: Rc<Account>, amount: Money) -> Result<()> {
    match sums.iter_mut().find(|(known, _)| known.id == account.id) {
        Some((_, sum)) => *sum = sum.checked_add(amount)?,
        None => sums.push((account, amount)),
    }
    Ok(())
}
