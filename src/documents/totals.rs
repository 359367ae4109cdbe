//! Totals and taxes of a document: one pure function for screen, ledger and paper.
//!
//! Line net = round(quantity × price × (1 − discount)); the discount shown is gross − net. Exclusive: tax =
//! round(net × rate). Inclusive: net = round(gross ÷ (1 + rate)), tax = gross − net. Tax is rounded per line, or
//! per rate over the document and then shared out over its lines. Source: DOMAIN §2, §4; vectors
//! `vat_inclusive`, `vat_rounding`.

use std::rc::Rc;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::desk::Desk;
use super::fields::{LineFields, TaxMode, TradeFields};
use crate::error::{Error, Result};
use crate::ledger::{Tax, Treatment};
use crate::money::{Currency, Figure, Money, Rounding, Zheng, round, split, uppercase_amount};
use crate::store::Reader;

/// At which level tax is rounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxRounding {
    /// As Chinese VAT asks.
    #[default]
    PerLine,
    /// Per rate over the document, as EN 16931 asks.
    PerDocument,
}

/// A line as arithmetic sees it.
#[derive(Debug, Clone, Copy)]
pub struct LineInput {
    pub quantity: Decimal,
    pub unit_price: Decimal,
    pub discount: Discount,
    pub treatment: Treatment,
    pub rate_percent: Decimal,
}

/// A discount in percent of the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Discount(pub Decimal);

/// The amounts of one line, in the document's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct LineAmounts {
    /// Quantity × price, as priced.
    pub gross: Money,
    /// What discounts took off, as priced: negative amounts on paper.
    pub discount: Money,
    /// Without tax.
    pub net: Money,
    pub tax: Money,
    /// With tax.
    pub total: Money,
}

/// The document's amounts at one rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct TaxTotal {
    pub treatment: Treatment,
    pub rate_percent: Figure,
    pub net: Money,
    pub tax: Money,
    pub total: Money,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Totals {
    pub lines: Vec<LineAmounts>,
    /// By treatment and rate, highest rate first.
    pub taxes: Vec<TaxTotal>,
    pub discount: Money,
    pub net: Money,
    pub tax: Money,
    /// 价税合计
    pub total: Money,
    /// 大写 of the total, as Chinese papers print it; yuan only.
    pub uppercase: Option<String>,
}

/// How a document computes.
#[derive(Debug, Clone, Copy)]
pub struct Method {
    pub currency: Currency,
    pub tax_mode: TaxMode,
    pub document_discount: Discount,
    pub rounding: Rounding,
    pub tax_rounding: TaxRounding,
}

/// Computes a document.
///
/// # Errors
/// `line_invalid` for a discount beyond 0–100 %; `amount_overflow`.
pub fn compute(lines: &[LineInput], method: Method) -> Result<Totals> {
    let zero = Money::zero(method.currency);
    let mut priced = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        priced.push(price(line, index, method)?);
    }
    share_document_discount(&mut priced, method)?;
    let mut amounts = Vec::with_capacity(lines.len());
    for (line, (gross, charged)) in lines.iter().zip(&priced) {
        let (net, tax) = tax_of(*charged, line.rate_percent, method)?;
        let discount = gross.checked_sub(*charged)?;
        amounts.push(LineAmounts { gross: *gross, discount, net, tax, total: net.checked_add(tax)? });
    }
    if method.tax_rounding == TaxRounding::PerDocument {
        round_per_document(lines, &mut amounts, method)?;
    }
    let sum = |of: fn(&LineAmounts) -> Money| amounts.iter().map(of).try_fold(zero, Money::checked_add);
    let total = sum(|line| line.total)?;
    let yuan = method.currency == Currency::CNY;
    Ok(Totals {
        taxes: by_rate(lines, &amounts, method.currency)?,
        discount: sum(|line| line.discount)?,
        net: sum(|line| line.net)?,
        tax: sum(|line| line.tax)?,
        uppercase: yuan.then(|| uppercase_amount(total, Zheng::AfterJiao)),
        total,
        lines: amounts,
    })
}

/// Quantity × price before and after the line's own discount.
fn price(line: &LineInput, index: usize, method: Method) -> Result<(Money, Money)> {
    let number = u32::try_from(index + 1).map_err(|_| Error::AmountOverflow)?;
    let Discount(percent) = line.discount;
    if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        return Err(Error::LineInvalid { line: number, reason: "discount".into() });
    }
    let exact = line.quantity.checked_mul(line.unit_price).ok_or(Error::AmountOverflow)?;
    let kept = (Decimal::ONE_HUNDRED - percent) / Decimal::ONE_HUNDRED;
    let charged = exact.checked_mul(kept).ok_or(Error::AmountOverflow)?;
    Ok((
        Money::rounded(exact, method.currency, method.rounding)?,
        Money::rounded(charged, method.currency, method.rounding)?,
    ))
}

/// Takes the document's discount off its lines: rounded once, shared by amount. With lines of both signs each
/// line takes its own share, rounded.
fn share_document_discount(priced: &mut [(Money, Money)], method: Method) -> Result<()> {
    let Discount(percent) = method.document_discount;
    if percent.is_zero() {
        return Ok(());
    }
    if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        return Err(Error::FieldInvalid { field: "discount_percent".into(), value: percent.to_string() });
    }
    let share = percent / Decimal::ONE_HUNDRED;
    let off = |amount: Money| Money::rounded(amount.to_decimal() * share, method.currency, method.rounding);
    let total: i64 = priced.iter().map(|(_, charged)| charged.minor()).sum();
    let one_sign = total > 0 && priced.iter().all(|(_, charged)| charged.minor() >= 0);
    if !one_sign {
        for (_, charged) in priced.iter_mut() {
            *charged = charged.checked_sub(off(*charged)?)?;
        }
        return Ok(());
    }
    let weights: Vec<Decimal> = priced.iter().map(|(_, charged)| charged.to_decimal()).collect();
    let whole = off(Money::from_minor(total, method.currency))?;
    for ((_, charged), minor) in priced.iter_mut().zip(split(whole.minor(), &weights)?) {
        *charged = charged.checked_sub(Money::from_minor(minor, method.currency))?;
    }
    Ok(())
}

/// Net and tax of an amount that excludes or includes it.
fn tax_of(amount: Money, rate_percent: Decimal, method: Method) -> Result<(Money, Money)> {
    let rate = rate_percent / Decimal::ONE_HUNDRED;
    match method.tax_mode {
        TaxMode::Exclusive => {
            let tax = Money::rounded(amount.to_decimal() * rate, method.currency, method.rounding)?;
            Ok((amount, tax))
        }
        TaxMode::Inclusive => {
            let net = Money::rounded(
                amount.to_decimal() / (Decimal::ONE + rate),
                method.currency,
                method.rounding,
            )?;
            Ok((net, amount.checked_sub(net)?))
        }
    }
}

/// Rounds tax once per rate and shares it over the lines of that rate.
fn round_per_document(lines: &[LineInput], amounts: &mut [LineAmounts], method: Method) -> Result<()> {
    let mut rates: Vec<Decimal> = lines.iter().map(|line| line.rate_percent).collect();
    rates.sort_unstable();
    rates.dedup();
    for rate in rates.into_iter().filter(|rate| !rate.is_zero()) {
        let of_rate: Vec<usize> =
            (0..lines.len()).filter(|index| lines[*index].rate_percent == rate).collect();
        let priced = |line: &LineAmounts| match method.tax_mode {
            TaxMode::Exclusive => line.net.minor(),
            TaxMode::Inclusive => line.total.minor(),
        };
        let bases: Vec<i64> = of_rate.iter().map(|index| priced(&amounts[*index])).collect();
        if bases.iter().any(|base| *base < 0) || bases.iter().all(|base| *base == 0) {
            continue;
        }
        let whole = Money::from_minor(bases.iter().sum(), method.currency);
        let (_, tax) = tax_of(whole, rate, method)?;
        let weights: Vec<Decimal> = bases.iter().copied().map(Decimal::from).collect();
        for (index, minor) in of_rate.into_iter().zip(split(tax.minor(), &weights)?) {
            let line = &mut amounts[index];
            line.tax = Money::from_minor(minor, method.currency);
            match method.tax_mode {
                TaxMode::Exclusive => line.total = line.net.checked_add(line.tax)?,
                TaxMode::Inclusive => line.net = line.total.checked_sub(line.tax)?,
            }
        }
    }
    Ok(())
}

fn by_rate(lines: &[LineInput], amounts: &[LineAmounts], currency: Currency) -> Result<Vec<TaxTotal>> {
    let mut taxes: Vec<TaxTotal> = Vec::new();
    for (line, amount) in lines.iter().zip(amounts) {
        let rate_percent = Figure(line.rate_percent.normalize());
        let found =
            taxes.iter().position(|tax| tax.treatment == line.treatment && tax.rate_percent == rate_percent);
        let index = found.unwrap_or_else(|| {
            let zero = Money::zero(currency);
            taxes.push(TaxTotal {
                treatment: line.treatment,
                rate_percent,
                net: zero,
                tax: zero,
                total: zero,
            });
            taxes.len() - 1
        });
        let tax = &mut taxes[index];
        tax.net = tax.net.checked_add(amount.net)?;
        tax.tax = tax.tax.checked_add(amount.tax)?;
        tax.total = tax.total.checked_add(amount.total)?;
    }
    taxes.sort_by(|a, b| b.rate_percent.cmp(&a.rate_percent).then(a.treatment.cmp(&b.treatment)));
    Ok(taxes)
}

/// Whether a line's given tax is near enough to be accepted by the tax platform: within 0.06 of net × rate.
pub fn tax_within_tolerance(net: Decimal, rate_percent: Decimal, tax: Decimal) -> bool {
    let expected = round(net * rate_percent / Decimal::ONE_HUNDRED, 2, Rounding::HalfUp);
    (tax - expected).abs() <= Decimal::new(6, 2)
}

/// The totals of a draft: looks up its taxes and the book's settings.
pub fn totals(r: &Reader<'_>, fields: &TradeFields) -> Result<Totals> {
    totals_at(&Desk::new(r)?, fields)
}

/// [`totals`] at a desk that is there already.
pub fn totals_at(desk: &Desk<'_, '_>, fields: &TradeFields) -> Result<Totals> {
    let (lines, _) = line_inputs(desk, &fields.lines)?;
    let of_party = || {
        Ok::<_, Error>(
            fields.party_id.map(|id| desk.party(id)).transpose()?.and_then(|party| party.fields.currency),
        )
    };
    let currency = match fields.currency {
        Some(currency) => currency,
        None => of_party()?.unwrap_or(desk.book.currency),
    };
    compute(&lines, method(desk, fields, currency)?)
}

pub(super) fn method(desk: &Desk<'_, '_>, fields: &TradeFields, currency: Currency) -> Result<Method> {
    Ok(Method {
        currency,
        tax_mode: fields.tax_mode,
        document_discount: Discount(fields.discount_percent.map_or(Decimal::ZERO, |percent| percent.0)),
        rounding: desk.book.rounding,
        tax_rounding: desk.tax_rounding()?,
    })
}

/// The lines with their taxes looked up; a line that names none gets the company's default.
pub(super) fn line_inputs(
    desk: &Desk<'_, '_>,
    lines: &[LineFields],
) -> Result<(Vec<LineInput>, Vec<Rc<Tax>>)> {
    let mut inputs = Vec::with_capacity(lines.len());
    let mut taxes = Vec::with_capacity(lines.len());
    for line in lines {
        let tax = match line.tax.as_deref().filter(|code| !code.is_empty()) {
            Some(code) => desk.tax(code)?,
            None => desk.tax(desk.company()?.1.default_tax.as_deref().unwrap_or("NOT_TAXED"))?,
        };
        inputs.push(LineInput {
            quantity: line.quantity.0,
            unit_price: line.unit_price.0,
            discount: Discount(line.discount_percent.map_or(Decimal::ZERO, |percent| percent.0)),
            treatment: tax.treatment,
            rate_percent: tax.rate_percent.0,
        });
        taxes.push(tax);
    }
    Ok((inputs, taxes))
}
