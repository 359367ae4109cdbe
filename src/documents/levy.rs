//! What a tax makes of an amount: net, tax, and the amount of each part.
//!
//! Exclusive: parts are worked out in their order on the net amount, a later one also on the earlier ones that say
//! so, each rounded; a combined rate is rounded once and allocated. Inclusive: net = round((gross − amounts by the
//! unit) ÷ (1 + rate)), tax = gross − net, shared over the parts, so that nothing is left over. A withheld part is
//! worked out on the net amount and is no part of the tax; a reversed tax is not charged. Source: DOMAIN §2; vectors
//! `vat_inclusive`, `tax_generic`.

use rust_decimal::Decimal;

use super::fields::TaxMode;
use super::totals::Method;
use crate::error::{Error, Result};
use crate::ledger::{PartKind, Tax, TaxKind, TaxPart};
use crate::money::{Currency, Money, split};

/// The amount of one part of a tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartAmount {
    /// From 1, as the tax counts them.
    pub part: u32,
    pub base: Money,
    pub amount: Money,
}

/// What a tax makes of an amount.
#[derive(Debug, Clone)]
pub(super) struct Levy {
    pub net: Money,
    /// What is charged.
    pub tax: Money,
    /// Empty for a plain tax, whose one part is `tax`.
    pub parts: Vec<PartAmount>,
}

/// Levies a tax on an amount that excludes or includes it; `quantity` counts for amounts by the unit.
pub(super) fn levy(tax: &Tax, amount: Money, quantity: Decimal, method: Method) -> Result<Levy> {
    let rounded = |value: Decimal| Money::rounded(value, method.currency, method.rounding);
    if tax.is_plain() {
        let rate = tax.rate_percent.0 / Decimal::ONE_HUNDRED;
        let (net, tax) = match method.tax_mode {
            TaxMode::Exclusive => (amount, rounded(amount.to_decimal() * rate)?),
            TaxMode::Inclusive => {
                let net = rounded(amount.to_decimal() / (Decimal::ONE + rate))?;
                (net, amount.checked_sub(net)?)
            }
        };
        return Ok(Levy { net, tax, parts: Vec::new() });
    }
    let includes = method.tax_mode == TaxMode::Inclusive && tax.is_charged();
    let net = if includes { rounded(net_within(tax, amount, quantity)?)? } else { amount };
    let charged: Vec<&TaxPart> = tax.parts.iter().filter(|part| !part.withheld).collect();
    let amounts = match (includes, tax.kind) {
        (true, _) => {
            let exact = exact_parts(&charged, net.to_decimal(), quantity)?;
            share(amount.checked_sub(net)?, &exact, method)?
        }
        (false, TaxKind::Combined) => {
            let rates: Vec<Decimal> = charged.iter().map(|part| part.rate.0).collect();
            let whole = rounded(net.to_decimal() * tax.rate_percent.0 / Decimal::ONE_HUNDRED)?;
            share(whole, &rates, method)?
        }
        (false, _) => rounded_parts(&charged, net, quantity, method)?,
    };
    let parts = collect(tax, net, quantity, &amounts, method)?;
    Ok(Levy { net, tax: charged_of(tax, &parts, method.currency)?, parts })
}

/// The sum of what the parts charge.
pub(super) fn charged_of(tax: &Tax, parts: &[PartAmount], currency: Currency) -> Result<Money> {
    if tax.is_charged() { sum_of(tax, parts, currency, false) } else { Ok(Money::zero(currency)) }
}

/// The sum of the parts that are withheld, or of those that are not.
pub(super) fn sum_of(tax: &Tax, parts: &[PartAmount], currency: Currency, withheld: bool) -> Result<Money> {
    parts
        .iter()
        .filter(|amount| part_of(tax, amount.part).is_some_and(|part| part.withheld == withheld))
        .map(|amount| amount.amount)
        .try_fold(Money::zero(currency), Money::checked_add)
}

/// The part of a tax by its number.
pub(super) fn part_of(tax: &Tax, number: u32) -> Option<&TaxPart> {
    tax.parts.get(usize::try_from(number).ok()?.checked_sub(1)?)
}

/// The net amount within a gross one, exact: gross = net × (1 + a) + b, where b are the amounts by the unit.
fn net_within(tax: &Tax, gross: Money, quantity: Decimal) -> Result<Decimal> {
    let charged: Vec<&TaxPart> = tax.parts.iter().filter(|part| !part.withheld).collect();
    let by_unit: Decimal = exact_parts(&charged, Decimal::ZERO, quantity)?.iter().sum();
    let with_one: Decimal = exact_parts(&charged, Decimal::ONE, quantity)?.iter().sum();
    let rate = with_one - by_unit;
    (gross.to_decimal() - by_unit).checked_div(Decimal::ONE + rate).ok_or(Error::AmountOverflow)
}

/// What each part is of a net amount, not rounded.
fn exact_parts(parts: &[&TaxPart], net: Decimal, quantity: Decimal) -> Result<Vec<Decimal>> {
    let mut on_top = Decimal::ZERO;
    let mut exact = Vec::with_capacity(parts.len());
    for part in parts {
        let base = if part.base_affected { net + on_top } else { net };
        let amount = of_base(part, base, quantity)?;
        on_top += if part.include_base { amount } else { Decimal::ZERO };
        exact.push(amount);
    }
    Ok(exact)
}

/// The same, each rounded before the next stands on it.
fn rounded_parts(parts: &[&TaxPart], net: Money, quantity: Decimal, method: Method) -> Result<Vec<Money>> {
    let mut on_top = Money::zero(method.currency);
    let mut amounts = Vec::with_capacity(parts.len());
    for part in parts {
        let base = if part.base_affected { net.checked_add(on_top)? } else { net };
        let exact = of_base(part, base.to_decimal(), quantity)?;
        let amount = Money::rounded(exact, method.currency, method.rounding)?;
        if part.include_base {
            on_top = on_top.checked_add(amount)?;
        }
        amounts.push(amount);
    }
    Ok(amounts)
}

fn of_base(part: &TaxPart, base: Decimal, quantity: Decimal) -> Result<Decimal> {
    let exact = match part.kind {
        PartKind::Percent => base.checked_mul(part.rate.0).map(|product| product / Decimal::ONE_HUNDRED),
        PartKind::Fixed => quantity.checked_mul(part.rate.0),
    };
    exact.ok_or(Error::AmountOverflow)
}

/// Every part with its base: the charged amounts as they were worked out, the withheld ones on the net amount.
fn collect(
    tax: &Tax,
    net: Money,
    quantity: Decimal,
    charged: &[Money],
    method: Method,
) -> Result<Vec<PartAmount>> {
    let mut charged = charged.iter().copied();
    let mut on_top = Money::zero(method.currency);
    let mut all = Vec::with_capacity(tax.parts.len());
    for (number, part) in (1..).zip(&tax.parts) {
        let base = if part.base_affected && !part.withheld { net.checked_add(on_top)? } else { net };
        let amount = if part.withheld {
            let exact = of_base(part, net.to_decimal(), quantity)?;
            Money::rounded(exact, method.currency, method.rounding)?
        } else {
            charged.next().unwrap_or(Money::zero(method.currency))
        };
        if part.include_base && !part.withheld {
            on_top = on_top.checked_add(amount)?;
        }
        all.push(PartAmount { part: number, base, amount });
    }
    Ok(all)
}

/// Shares a rounded whole by exact amounts. With amounts of both signs each is rounded and the largest takes the rest.
pub(super) fn share(whole: Money, exact: &[Decimal], method: Method) -> Result<Vec<Money>> {
    let money = |minor: i64| Money::from_minor(minor, method.currency);
    let is_one_sign =
        exact.iter().all(|part| *part >= Decimal::ZERO) || exact.iter().all(|part| *part <= Decimal::ZERO);
    if is_one_sign && exact.iter().any(|part| !part.is_zero()) {
        let weights: Vec<Decimal> = exact.iter().map(Decimal::abs).collect();
        return Ok(split(whole.minor(), &weights)?.into_iter().map(money).collect());
    }
    let mut shares = exact
        .iter()
        .map(|part| Money::rounded(*part, method.currency, method.rounding))
        .collect::<Result<Vec<_>>>()?;
    let sum = shares.iter().copied().try_fold(money(0), Money::checked_add)?;
    if let Some(largest) = shares.iter_mut().max_by_key(|share| share.minor().abs()) {
        *largest = largest.checked_add(whole.checked_sub(sum)?)?;
    }
    Ok(shares)
}
