//! Totals and taxes of a document: one pure function for screen, ledger and paper.
//!
//! Line net = round(quantity × price × (1 − discount)); the discount shown is gross − net. What a tax makes of that is
//! in `levy`. Tax is rounded per line, or per tax over the document and then shared out over its lines. A discount
//! after tax leaves the tax as it is on the full price and comes off the total. Source: DOMAIN §2, §4; vectors
//! `vat_inclusive`, `vat_rounding`, `vat_invoice`, `tax_generic`.

use std::rc::Rc;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::desk::Desk;
use super::fields::{DocumentFields, LineFields, Shape, TaxMode, TradeFields};
use super::fulfilment::{Made, take_rests};
use super::levy::{Levy, PartAmount, charged_of, levy, part_of, share, sum_of};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{PartKind, Tax, Treatment};
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
pub struct LineInput<'t> {
    pub quantity: Decimal,
    pub unit_price: Decimal,
    pub discount: Discount,
    pub tax: &'t Tax,
}

/// A discount in percent of the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Discount(pub Decimal);

/// The amounts of one line, in the document's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
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
    /// By part, where `tax` does not say it.
    #[serde(skip)]
    #[ts(skip)]
    pub parts: Vec<PartAmount>,
}

/// The document's amounts at one rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct TaxTotal {
    pub treatment: Treatment,
    pub rate_percent: Figure,
    pub net: Money,
    pub tax: Money,
    pub total: Money,
    /// By part, where the tax has several, or one that is not charged; the others are `tax`.
    pub parts: Vec<TaxPartTotal>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct TaxPartTotal {
    pub name_zh: String,
    pub name_en: String,
    pub jurisdiction: String,
    pub kind: PartKind,
    pub rate: Figure,
    pub withheld: bool,
    pub amount: Money,
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
    /// What the payer keeps back for the tax office.
    pub withheld: Money,
    /// `total` without `withheld`.
    pub payable: Money,
}

/// How a document computes.
#[derive(Debug, Clone, Copy)]
pub struct Method {
    pub currency: Currency,
    pub tax_mode: TaxMode,
    pub document_discount: Discount,
    pub discounts_after_tax: bool,
    pub rounding: Rounding,
    pub tax_rounding: TaxRounding,
}

/// Computes a document.
///
/// # Errors
/// `line_invalid` for a discount beyond 0–100 %; `amount_overflow`.
pub fn compute(lines: &[LineInput<'_>], method: Method) -> Result<Totals> {
    let gross = lines.iter().map(|line| price(line, method)).collect::<Result<Vec<_>>>()?;
    let amounts = match method.discounts_after_tax {
        false => {
            let charged = discounted(lines, &gross, method)?;
            let levies = levies(lines, &charged, method)?;
            (gross.into_iter().zip(charged).zip(levies))
                .map(|((gross, charged), levy)| line_amounts(gross, gross.checked_sub(charged)?, levy))
                .collect::<Result<Vec<_>>>()?
        }
        true => {
            let levies = levies(lines, &gross, method)?;
            let full = levies.iter().map(|of| of.net.checked_add(of.tax)).collect::<Result<Vec<_>>>()?;
            let kept = discounted(lines, &full, method)?;
            let offs = full.into_iter().zip(kept).map(|(full, kept)| full.checked_sub(kept));
            (gross.into_iter().zip(levies).zip(offs))
                .map(|((gross, levy), off)| {
                    let off = off?;
                    line_amounts(gross, off, Levy { net: levy.net.checked_sub(off)?, ..levy })
                })
                .collect::<Result<Vec<_>>>()?
        }
    };
    let taxes: Vec<&Tax> = lines.iter().map(|line| line.tax).collect();
    summed(&taxes, amounts, method.currency)
}

fn line_amounts(gross: Money, discount: Money, levy: Levy) -> Result<LineAmounts> {
    let Levy { net, tax, parts } = levy;
    Ok(LineAmounts { gross, discount, net, tax, total: net.checked_add(tax)?, parts })
}

/// Adds up a document whose lines are known, computed or posted.
pub(super) fn summed(taxes: &[&Tax], lines: Vec<LineAmounts>, currency: Currency) -> Result<Totals> {
    let zero = Money::zero(currency);
    let sum = |of: fn(&LineAmounts) -> Money| lines.iter().map(of).try_fold(zero, Money::checked_add);
    let (discount, net) = (sum(|line| line.discount)?, sum(|line| line.net)?);
    let (tax, total) = (sum(|line| line.tax)?, sum(|line| line.total)?);
    let mut withheld = zero;
    for (tax, line) in taxes.iter().zip(&lines).filter(|(_, line)| !line.parts.is_empty()) {
        withheld = withheld.checked_add(sum_of(tax, &line.parts, currency, true)?)?;
    }
    let is_yuan = currency == Currency::CNY;
    Ok(Totals {
        taxes: by_rate(taxes, &lines, currency)?,
        discount,
        net,
        tax,
        total,
        uppercase: is_yuan.then(|| uppercase_amount(total, Zheng::AfterJiao)),
        withheld,
        payable: total.checked_sub(withheld)?,
        lines,
    })
}

/// Quantity × price.
fn price(line: &LineInput<'_>, method: Method) -> Result<Money> {
    let exact = line.quantity.checked_mul(line.unit_price).ok_or(Error::AmountOverflow)?;
    Money::rounded(exact, method.currency, method.rounding)
}

/// What stays of amounts after their own discounts and the document's.
fn discounted(lines: &[LineInput<'_>], amounts: &[Money], method: Method) -> Result<Vec<Money>> {
    let mut kept = Vec::with_capacity(amounts.len());
    for (number, (line, amount)) in (1..).zip(lines.iter().zip(amounts)) {
        let Discount(percent) = line.discount;
        if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
            return Err(Error::LineInvalid { line: number, reason: "discount".into() });
        }
        kept.push(match percent.is_zero() {
            true => *amount,
            false => keep(line, *amount, (Decimal::ONE_HUNDRED - percent) / Decimal::ONE_HUNDRED, method)?,
        });
    }
    share_document_discount(&mut kept, method)?;
    Ok(kept)
}

/// A share of an amount; before tax of the exact price, so that only the result is rounded.
fn keep(line: &LineInput<'_>, amount: Money, share: Decimal, method: Method) -> Result<Money> {
    let exact = match method.discounts_after_tax {
        true => Some(amount.to_decimal()),
        false => line.quantity.checked_mul(line.unit_price),
    };
    let exact = exact.and_then(|exact| exact.checked_mul(share)).ok_or(Error::AmountOverflow)?;
    Money::rounded(exact, method.currency, method.rounding)
}

/// Takes the document's discount off its lines: rounded once, shared by amount. With lines of both signs each
/// line takes its own share, rounded.
fn share_document_discount(amounts: &mut [Money], method: Method) -> Result<()> {
    let Discount(percent) = method.document_discount;
    if percent.is_zero() {
        return Ok(());
    }
    if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        return Err(Error::FieldInvalid { field: "discount_percent".into(), value: percent.to_string() });
    }
    let share = percent / Decimal::ONE_HUNDRED;
    let off = |amount: Money| Money::rounded(amount.to_decimal() * share, method.currency, method.rounding);
    let total: i64 = amounts.iter().map(|amount| amount.minor()).sum();
    let one_sign = total > 0 && amounts.iter().all(|amount| amount.minor() >= 0);
    if !one_sign {
        for amount in amounts.iter_mut() {
            *amount = amount.checked_sub(off(*amount)?)?;
        }
        return Ok(());
    }
    let weights: Vec<Decimal> = amounts.iter().map(|amount| amount.to_decimal()).collect();
    let whole = off(Money::from_minor(total, method.currency))?;
    for (amount, minor) in amounts.iter_mut().zip(split(whole.minor(), &weights)?) {
        *amount = amount.checked_sub(Money::from_minor(minor, method.currency))?;
    }
    Ok(())
}

/// The tax of every line.
fn levies(lines: &[LineInput<'_>], amounts: &[Money], method: Method) -> Result<Vec<Levy>> {
    let mut levies = Vec::with_capacity(lines.len());
    for (line, amount) in lines.iter().zip(amounts) {
        levies.push(levy(line.tax, *amount, line.quantity, method)?);
    }
    if method.tax_rounding == TaxRounding::PerDocument {
        round_per_document(lines, amounts, &mut levies, method)?;
    }
    Ok(levies)
}

/// Whether two lines are taxed as one amount.
fn is_alike(a: &Tax, b: &Tax) -> bool {
    let is_same_rate = a.treatment == b.treatment && a.rate_percent == b.rate_percent;
    a.id == b.id && is_same_rate || is_same_rate && a.is_plain() && b.is_plain()
}

/// Rounds each tax once over the document and shares it over its lines.
fn round_per_document(
    lines: &[LineInput<'_>],
    amounts: &[Money],
    levies: &mut [Levy],
    method: Method,
) -> Result<()> {
    let mut is_done = vec![false; lines.len()];
    for (first, line) in lines.iter().enumerate() {
        if is_done[first] {
            continue;
        }
        let alike: Vec<usize> =
            (first..lines.len()).filter(|index| is_alike(lines[*index].tax, line.tax)).collect();
        let mut whole = (Money::zero(method.currency), Decimal::ZERO);
        for index in &alike {
            is_done[*index] = true;
            whole = (whole.0.checked_add(amounts[*index])?, whole.1 + lines[*index].quantity);
        }
        let whole = levy(line.tax, whole.0, whole.1, method)?;
        let exact_of = |by_unit: bool| -> Vec<Decimal> {
            let weight =
                |index: &usize| if by_unit { lines[*index].quantity } else { amounts[*index].to_decimal() };
            alike.iter().map(weight).collect()
        };
        if whole.parts.is_empty() {
            let shares = share_over(whole.tax, &exact_of(false), |at| levies[alike[at]].tax, method)?;
            for (index, tax) in alike.iter().zip(shares) {
                levies[*index].tax = tax;
            }
        }
        for (at_part, part) in whole.parts.iter().enumerate() {
            let by_unit = part_of(line.tax, part.part).is_some_and(|part| part.kind == PartKind::Fixed);
            let own = |at: usize| levies[alike[at]].parts[at_part].amount;
            let shares = share_over(part.amount, &exact_of(by_unit), own, method)?;
            for (index, amount) in alike.iter().zip(shares) {
                levies[*index].parts[at_part].amount = amount;
            }
        }
        for index in alike {
            let levy = &mut levies[index];
            if !levy.parts.is_empty() {
                levy.tax = charged_of(line.tax, &levy.parts, method.currency)?;
            }
            if method.tax_mode == TaxMode::Inclusive {
                levy.net = amounts[index].checked_sub(levy.tax)?;
            }
        }
    }
    Ok(())
}

/// Shares a whole by weights of one sign; otherwise each line keeps its own and the largest takes the rest.
fn share_over(
    whole: Money,
    weights: &[Decimal],
    own: impl Fn(usize) -> Money,
    method: Method,
) -> Result<Vec<Money>> {
    let is_one_sign = weights.iter().all(|weight| *weight >= Decimal::ZERO);
    match is_one_sign {
        true => share(whole, weights, method),
        false => {
            let own: Vec<Decimal> = (0..weights.len()).map(|at| own(at).to_decimal()).collect();
            share(whole, &own, method)
        }
    }
}

fn by_rate(taxes: &[&Tax], amounts: &[LineAmounts], currency: Currency) -> Result<Vec<TaxTotal>> {
    let zero = Money::zero(currency);
    let mut totals: Vec<(&Tax, TaxTotal)> = Vec::new();
    for (tax, amount) in taxes.iter().zip(amounts) {
        let found = totals.iter().position(|(known, _)| is_alike(known, tax));
        let index = found.unwrap_or_else(|| {
            let parts = amount.parts.iter().filter_map(|of| part_of(tax, of.part)).map(|part| TaxPartTotal {
                name_zh: part.name_zh.clone(),
                name_en: part.name_en.clone(),
                jurisdiction: part.jurisdiction.clone(),
                kind: part.kind,
                rate: part.rate,
                withheld: part.withheld,
                amount: zero,
            });
            let total = TaxTotal {
                treatment: tax.treatment,
                rate_percent: Figure(tax.rate_percent.0.normalize()),
                net: zero,
                tax: zero,
                total: zero,
                parts: parts.collect(),
            };
            totals.push((tax, total));
            totals.len() - 1
        });
        let total = &mut totals[index].1;
        total.net = total.net.checked_add(amount.net)?;
        total.tax = total.tax.checked_add(amount.tax)?;
        total.total = total.total.checked_add(amount.total)?;
        for (part, of) in total.parts.iter_mut().zip(&amount.parts) {
            part.amount = part.amount.checked_add(of.amount)?;
        }
    }
    let mut totals: Vec<TaxTotal> = totals.into_iter().map(|(_, total)| total).collect();
    totals.sort_by(|a, b| b.rate_percent.cmp(&a.rate_percent).then(a.treatment.cmp(&b.treatment)));
    Ok(totals)
}

/// Whether a line's given tax is near enough to be accepted by the tax platform: within 0.06 of net × rate.
pub fn tax_within_tolerance(net: Decimal, rate_percent: Decimal, tax: Decimal) -> bool {
    let expected = round(net * rate_percent / Decimal::ONE_HUNDRED, 2, Rounding::HalfUp);
    (tax - expected).abs() <= Decimal::new(6, 2)
}

/// The totals of a draft: looks up its taxes and the book's settings. A draft without a day is one of `today`.
pub fn totals(r: &Reader<'_>, fields: &DocumentFields, today: Day) -> Result<Totals> {
    totals_at(&Desk::new(r)?, fields, today)
}

/// [`totals`] at a desk that is there already.
///
/// # Errors
/// `field_invalid` for a kind without lines.
pub fn totals_at(desk: &Desk<'_, '_>, document: &DocumentFields, today: Day) -> Result<Totals> {
    let Shape::Trade(fields) = document.shape() else {
        return Err(Error::FieldInvalid { field: "kind".into(), value: document.kind().as_str().into() });
    };
    let taxes = line_taxes(desk, &fields.lines, fields.date.unwrap_or(today))?;
    let of_party = || {
        Ok::<_, Error>(
            fields.party_id.map(|id| desk.party(id)).transpose()?.and_then(|party| party.fields.currency),
        )
    };
    let currency = match fields.currency {
        Some(currency) => currency,
        None => of_party()?.unwrap_or(desk.book.currency),
    };
    let totals = compute(&line_inputs(&fields.lines, &taxes), method(desk, fields, currency)?)?;
    match fields.party_id {
        Some(party) => {
            take_rests(desk, &Made { kind: document.kind(), party, currency, fields }, &taxes, totals)
        }
        None => Ok(totals),
    }
}

pub(super) fn method(desk: &Desk<'_, '_>, fields: &TradeFields, currency: Currency) -> Result<Method> {
    Ok(Method {
        currency,
        tax_mode: fields.tax_mode,
        document_discount: Discount(fields.discount_percent.map_or(Decimal::ZERO, |percent| percent.0)),
        discounts_after_tax: fields.discounts_after_tax,
        rounding: desk.book.rounding,
        tax_rounding: desk.tax_rounding()?,
    })
}

/// The taxes of lines on a day; a line that names none gets the company's default.
pub fn line_taxes(desk: &Desk<'_, '_>, lines: &[LineFields], date: Day) -> Result<Vec<Rc<Tax>>> {
    let mut taxes = Vec::with_capacity(lines.len());
    for line in lines {
        taxes.push(match line.tax.as_deref().filter(|code| !code.is_empty()) {
            Some(code) => desk.tax_on(code, date)?,
            None => desk.tax_on(desk.company()?.1.default_tax.as_deref().unwrap_or("NOT_TAXED"), date)?,
        });
    }
    Ok(taxes)
}

/// Lines with their taxes.
pub(super) fn line_inputs<'t>(lines: &[LineFields], taxes: &'t [Rc<Tax>]) -> Vec<LineInput<'t>> {
    let input = |(line, tax): (&LineFields, &'t Rc<Tax>)| LineInput {
        quantity: line.quantity.0,
        unit_price: line.unit_price.0,
        discount: Discount(line.discount_percent.map_or(Decimal::ZERO, |percent| percent.0)),
        tax,
    };
    lines.iter().zip(taxes).map(input).collect()
}
