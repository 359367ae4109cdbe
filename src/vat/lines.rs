//! The lines of documents as a return counts them: by tax, in the book's currency, voids and credits below nought.

use std::collections::BTreeMap;
use std::rc::Rc;

use rusqlite::named_params;
use rust_decimal::Decimal;

use super::VatPeriod;
use crate::calendar::Day;
use crate::error::Result;
use crate::ledger::{Chart, Regime, Tax, Taxpayer, book, taxes, taxpayers};
use crate::money::{Currency, Money, Rate, Rounding, split};
use crate::store::{DocumentId, PartyId, Reader, Seq, TaxId};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TradeSide {
    Sales,
    Purchases,
}

impl TradeSide {
    fn kinds(self) -> (&'static str, &'static str) {
        match self {
            TradeSide::Sales => ("invoice", "credit_note"),
            TradeSide::Purchases => ("bill", "supplier_credit"),
        }
    }
}

/// A line with its tax; amounts in minor units of the book's currency.
#[derive(Debug, Clone)]
pub struct TaxedLine {
    pub document: DocumentId,
    /// The document, or its void.
    pub act: Seq,
    pub kind: String,
    pub number: String,
    pub date: Day,
    /// The day of what it takes back, of a void or a credit of a document; else its own.
    pub origin_on: Day,
    pub party: PartyId,
    /// 专票 was asked for, here or on what it credits: no exemption by the size of sales.
    pub special: bool,
    pub tax: Rc<Tax>,
    pub net_minor: i64,
    /// What the tax is, charged or owed by the buyer.
    pub tax_minor: i64,
    /// Of a purchase: what of it is deducted.
    pub input_minor: i64,
    /// Where the tax has several parts, or one that is not charged.
    pub parts: Vec<TaxedPart>,
}

/// One part of a tax on a line; `part` counts from 1.
#[derive(Debug, Clone, Copy)]
pub struct TaxedPart {
    pub part: usize,
    pub base_minor: i64,
    pub amount_minor: i64,
}

/// A row as it is stored, in the document's currency.
struct Stored {
    line: TaxedLine,
    number: i64,
    sign: i64,
    issued_on: Day,
    currency: Currency,
    rate: String,
    tax_base_minor: i64,
}

/// Every line of a period, as known at `known`.
pub fn taxed_lines(r: &Reader<'_>, side: TradeSide, period: VatPeriod, known: Seq) -> Result<Vec<TaxedLine>> {
    let book = book(r)?;
    let companies = taxpayers(r, known)?;
    let mut parts = parts(r, side, period, known)?;
    let rows = stored(r, side, period, known)?;
    let mut lines = Vec::with_capacity(rows.len());
    for document in rows.chunk_by(|a, b| a.line.act == b.line.act) {
        let bases = bases(document, book.currency, book.rounding)?;
        for (row, (net, tax_base)) in document.iter().zip(bases) {
            let tax = &row.line.tax;
            let own = |minor: i64| -> Result<i64> {
                let amount = Money::from_minor(minor, row.currency);
                Ok(rate(row)?.convert(amount, book.currency, book.rounding)?.minor())
            };
            let key = (row.line.document, row.number);
            let mut of_line = Vec::new();
            for part in parts.get_mut(&key).into_iter().flatten() {
                let (base, amount) = (own(part.base_minor)?, own(part.amount_minor)?);
                of_line.push(TaxedPart {
                    part: part.part,
                    base_minor: row.sign * base,
                    amount_minor: row.sign * amount,
                });
            }
            let owed: i64 = if tax.is_charged() {
                row.sign * tax_base
            } else {
                of_line.iter().filter(|part| !is_withheld(tax, **part)).map(|part| part.amount_minor).sum()
            };
            let deducts = side == TradeSide::Purchases
                && (book.chart == Chart::Ifrs || !is_small(&companies, row.issued_on));
            lines.push(TaxedLine {
                net_minor: row.sign * net,
                tax_minor: owed,
                input_minor: if deducts { owed } else { named_input(tax, &of_line, owed, side) },
                parts: of_line,
                ..row.line.clone()
            });
        }
    }
    Ok(lines)
}

fn is_withheld(tax: &Tax, part: TaxedPart) -> bool {
    tax.parts.get(part.part.saturating_sub(1)).is_some_and(|part| part.withheld)
}

fn is_small(companies: &[Taxpayer], date: Day) -> bool {
    companies.iter().find(|company| company.is_on(date)).is_some_and(|it| it.regime == Regime::SmallScale)
}

/// A small-scale taxpayer deducts only what has an account of its own.
fn named_input(tax: &Tax, parts: &[TaxedPart], whole: i64, side: TradeSide) -> i64 {
    let named = |part: usize| tax.parts.get(part - 1).is_some_and(|part| part.input_account.is_some());
    match (side, parts) {
        (TradeSide::Sales, _) => 0,
        (_, []) => {
            if named(1) {
                whole
            } else {
                0
            }
        }
        (_, parts) => parts
            .iter()
            .filter(|part| named(part.part) && !is_withheld(tax, **part))
            .map(|part| part.amount_minor)
            .sum(),
    }
}

fn rate(row: &Stored) -> Result<Rate> {
    row.rate.parse()
}

/// Net and tax of a document's lines in the book's currency. What its entry posted on accounts of tax is shared over
/// the taxes of the lines, the rest of its total over their nets, so that the lines add up to the entry.
fn bases(document: &[Stored], own: Currency, rounding: Rounding) -> Result<Vec<(i64, i64)>> {
    let Some(first) = document.first() else { return Ok(Vec::new()) };
    let plain = || document.iter().map(|row| (row.line.net_minor, row.line.tax_minor)).collect();
    if first.currency == own {
        return Ok(plain());
    }
    let money = |minor: i64| Money::from_minor(minor, first.currency);
    let gross: i64 = document.iter().map(|row| row.line.net_minor + row.line.tax_minor).sum();
    let whole = rate(first)?.convert(money(gross), own, rounding)?.minor();
    let share = |total: i64, of: fn(&TaxedLine) -> i64| -> Result<Vec<i64>> {
        let weights: Vec<Decimal> = document.iter().map(|row| Decimal::from(of(&row.line))).collect();
        let one_sign = weights.iter().all(|weight| !weight.is_sign_negative() || weight.is_zero());
        if one_sign && total != 0 && weights.iter().any(|weight| !weight.is_zero()) {
            return split(total, &weights);
        }
        let converted =
            document.iter().map(|row| Ok(rate(first)?.convert(money(of(&row.line)), own, rounding)?.minor()));
        converted.collect()
    };
    let taxes = share(first.tax_base_minor, |line| line.tax_minor)?;
    let nets = share(whole - taxes.iter().sum::<i64>(), |line| line.net_minor)?;
    Ok(nets.into_iter().zip(taxes).collect())
}

fn stored(r: &Reader<'_>, side: TradeSide, period: VatPeriod, known: Seq) -> Result<Vec<Stored>> {
    let (plain, credit) = side.kinds();
    let taxes: BTreeMap<TaxId, Rc<Tax>> = taxes(r)?.into_iter().map(|tax| (tax.id, Rc::new(tax))).collect();
    r.rows(
        include_str!("lines.sql"),
        named_params! {":plain": plain, ":credit": credit, ":from": period.from, ":to": period.to, ":known": known},
        |row| {
            let tax = taxes.get(&row.get("tax_id")?).cloned();
            Ok(Stored {
                line: TaxedLine {
                    document: row.get("seq")?,
                    act: row.get("act")?,
                    kind: row.get("kind")?,
                    number: row.get("number")?,
                    date: row.get("date")?,
                    origin_on: row.get("origin_on")?,
                    party: row.get("party_id")?,
                    special: row.get("special")?,
                    tax: tax.ok_or(rusqlite::Error::QueryReturnedNoRows)?,
                    net_minor: row.get("net_minor")?,
                    tax_minor: row.get("tax_minor")?,
                    input_minor: 0,
                    parts: Vec::new(),
                },
                number: row.get("line")?,
                sign: row.get("sign")?,
                issued_on: row.get("issued_on")?,
                currency: row.get("currency")?,
                rate: row.get("rate")?,
                tax_base_minor: row.get("tax_base_minor")?,
            })
        },
    )
}

type Parts = BTreeMap<(DocumentId, i64), Vec<TaxedPart>>;

fn parts(r: &Reader<'_>, side: TradeSide, period: VatPeriod, known: Seq) -> Result<Parts> {
    let (plain, credit) = side.kinds();
    let rows = r.rows(
        include_str!("line_parts.sql"),
        named_params! {":plain": plain, ":credit": credit, ":from": period.from, ":to": period.to, ":known": known},
        |row| {
            let part: i64 = row.get("part")?;
            let of_part = TaxedPart {
                part: usize::try_from(part).unwrap_or_default(),
                base_minor: row.get("base_minor")?,
                amount_minor: row.get("amount_minor")?,
            };
            Ok(((row.get("seq")?, row.get("line")?), of_part))
        },
    )?;
    let mut parts = Parts::new();
    for (key, part) in rows {
        parts.entry(key).or_default().push(part);
    }
    Ok(parts)
}
