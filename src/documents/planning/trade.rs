//! Invoices, bills and their credits.

use std::rc::Rc;

use rusqlite::named_params;

use super::{Plan, Planning, filled};
use crate::calendar::Day;
use crate::documents::fields::{LineFields, TradeFields};
use crate::documents::record::{Record, RecordLine};
use crate::documents::totals::{Totals, compute, line_inputs, method};
use crate::error::{Error, Result};
use crate::ledger::{Account, Tax};
use crate::money::{Figure, Money, Rate};
use crate::parties::due_on;
use crate::settlement::Posting;
use crate::store::DocumentId;

/// What lines come to on one account.
type Part = (Account, Money);

impl Planning<'_, '_, '_> {
    pub(super) fn plan_trade(&self, fields: &TradeFields) -> Result<Plan> {
        self.refuse_party()?;
        if fields.lines.is_empty() {
            return Err(Error::DocumentEmpty);
        }
        let date = fields.date.unwrap_or(self.today);
        let currency = fields.currency.or(self.party.fields.currency).unwrap_or(self.desk.book.currency);
        let rate = self.rate(fields.rate, currency, date)?;
        let (inputs, taxes) = line_inputs(self.desk, &fields.lines)?;
        let totals = compute(&inputs, method(self.desk, fields, currency)?)?;
        if totals.total.minor() < 0 {
            return Err(Error::FieldInvalid { field: "total".into(), value: totals.total.to_plain() });
        }
        let (terms, due_on) = self.due(fields, date)?;
        let (lines, parts) = self.record_lines(&fields.lines, &taxes, &totals)?;
        let record = Record {
            due_on: Some(due_on),
            terms,
            rate,
            tax_mode: Some(fields.tax_mode),
            discount_percent: fields.discount_percent.filter(|percent| *percent != Figure::ZERO),
            net: totals.net,
            tax: totals.tax,
            credits: self.credited(fields)?,
            reference: filled(&fields.reference),
            notes: filled(&fields.notes),
            language: fields.language.clone().or_else(|| self.party.fields.language.clone()),
            lines,
            ..self.empty_record(date, totals.total)?
        };
        let posting = self.trade_posting(parts, &totals, rate, date, due_on)?;
        Ok(Plan { record, posting })
    }

    fn due(&self, fields: &TradeFields, date: Day) -> Result<(Option<String>, Day)> {
        let (_, company) = self.desk.company()?;
        let code =
            [&fields.terms, &self.party.fields.terms, &company.default_terms].into_iter().flatten().next();
        let from_terms = code.map(|code| due_on(&*self.desk.terms(code)?, date)).transpose()?;
        let due = fields.due_on.or(from_terms).unwrap_or(date);
        if due < date {
            return Err(Error::DueBeforeDate { date: date.to_string(), due_on: due.to_string() });
        }
        Ok((code.cloned(), due))
    }

    /// What a credit corrects must be an invoice (or bill) of the same party, and not void.
    fn credited(&self, fields: &TradeFields) -> Result<Option<DocumentId>> {
        let Some(id) = fields.credits else { return Ok(None) };
        let corrected = if self.kind.is_sales() { "invoice" } else { "bill" };
        let fits: bool = self.desk.r.value(
            include_str!("../corrects.sql"),
            named_params! {":seq": id, ":kind": corrected, ":party": self.party.id},
        )?;
        match fits && self.kind.is_credit() {
            true => Ok(Some(id)),
            false => Err(Error::FieldInvalid { field: "credits".into(), value: id.to_string() }),
        }
    }

    /// The lines, and what they come to by account.
    fn record_lines(
        &self,
        fields: &[LineFields],
        taxes: &[Rc<Tax>],
        totals: &Totals,
    ) -> Result<(Vec<RecordLine>, Vec<Part>)> {
        let usual = self.desk.role(self.kind.line_account())?;
        let mut lines = Vec::with_capacity(fields.len());
        let mut parts: Vec<Part> = Vec::new();
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
            match parts.iter_mut().find(|(known, _)| known.id == account.id) {
                Some((_, sum)) => *sum = sum.checked_add(amounts.net)?,
                None => parts.push((Account::clone(&account), amounts.net)),
            }
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
            });
        }
        Ok((lines, parts))
    }

    /// D 1122 total · C revenue by account · C output tax; bills mirror it; a credit takes it back in the book's style.
    /// The total is converted once and shared out over the lines.
    fn trade_posting(
        &self,
        mut parts: Vec<Part>,
        totals: &Totals,
        rate: Rate,
        date: Day,
        due_on: Day,
    ) -> Result<Posting> {
        let side = self.kind.control_side();
        if !totals.tax.is_zero() {
            parts.push((self.role(self.kind.tax_account())?, totals.tax));
        }
        let amounts: Vec<Money> = parts.iter().map(|(_, amount)| *amount).collect();
        let bases = rate.convert_parts(&amounts, self.desk.book.currency, self.desk.book.rounding)?;
        let total =
            bases.iter().copied().try_fold(Money::zero(self.desk.book.currency), Money::checked_add)?;
        let sign = |amount: Money| if self.kind.is_credit() { amount.negated() } else { amount };
        let control = self.role(self.kind.control())?;
        let mut posting = self.posting(date);
        posting.open(control, self.party.id, due_on, sign(totals.total), sign(total))?;
        for ((account, amount), base) in parts.into_iter().zip(bases) {
            posting.post(account, side.opposite(), sign(amount), sign(base))?;
        }
        if self.kind.is_credit() {
            posting.take_back(&self.desk.book);
        }
        Ok(posting)
    }
}
