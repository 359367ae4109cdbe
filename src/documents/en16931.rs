//! Totals as EN 16931 counts them: the arithmetic of an electronic invoice, by its business terms.
//!
//! BT-131 = round(quantity × price ÷ base quantity + charges − allowances); tax is worked out once per category and
//! rate. The sums of the model's rules CO-10 to CO-17 hold exactly. Source: DOMAIN §3; vectors `en16931`.

use rust_decimal::Decimal;

use crate::error::{Error, Result};
use crate::money::{Currency, Figure, Money, Rounding};

/// BT-151: what kind of tax a line or an adjustment bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaxCategory {
    /// S: standard or reduced rate.
    Standard,
    /// Z
    Zero,
    /// E
    Exempt,
    /// AE
    ReverseCharge,
    /// K: supply within the community.
    IntraCommunity,
    /// G: export.
    Export,
    /// O
    OutOfScope,
    /// L
    CanaryIslands,
    /// M
    CeutaMelilla,
}

/// A category with its rate.
pub type Category = (TaxCategory, Figure);

/// A line before its amount is known.
#[derive(Debug, Clone, Copy)]
pub struct Priced {
    pub category: Category,
    pub quantity: Decimal,
    pub price: Decimal,
    /// BT-149: the quantity the price is for.
    pub base_quantity: Decimal,
    pub allowance: Money,
    pub charge: Money,
}

/// An allowance or a charge on the whole document.
#[derive(Debug, Clone, Copy)]
pub struct Adjustment {
    pub category: Category,
    pub amount: Money,
}

/// What an invoice is made of.
#[derive(Debug, Clone)]
pub struct Invoice<'i> {
    pub currency: Currency,
    pub rounding: Rounding,
    pub lines: &'i [Priced],
    pub allowances: &'i [Adjustment],
    pub charges: &'i [Adjustment],
    /// BT-113
    pub prepaid: Money,
    /// BT-114
    pub rounding_amount: Money,
}

/// BG-23: one category and rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breakdown {
    pub category: Category,
    /// BT-116
    pub base: Money,
    /// BT-117
    pub tax: Money,
}

/// The document's totals, each with its business term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnTotals {
    /// BT-131
    pub lines: Vec<Money>,
    /// BT-106
    pub line_sum: Money,
    /// BT-107
    pub allowances: Money,
    /// BT-108
    pub charges: Money,
    /// BT-109
    pub without_tax: Money,
    /// By category and rate, as they first occur.
    pub breakdown: Vec<Breakdown>,
    /// BT-110
    pub tax: Money,
    /// BT-112
    pub with_tax: Money,
    /// BT-115
    pub payable: Money,
}

/// Adds up an invoice.
///
/// # Errors
/// `line_invalid` for a base quantity of nought; `amount_overflow`, `currency_mismatch`.
pub fn en_totals(invoice: &Invoice<'_>) -> Result<EnTotals> {
    let mut lines = Vec::with_capacity(invoice.lines.len());
    let mut breakdown: Vec<Breakdown> = Vec::new();
    for (number, line) in (1..).zip(invoice.lines) {
        let amount = line_amount(line, invoice, number)?;
        add(&mut breakdown, line.category, amount)?;
        lines.push(amount);
    }
    for charge in invoice.charges {
        add(&mut breakdown, charge.category, charge.amount)?;
    }
    for allowance in invoice.allowances {
        add(&mut breakdown, allowance.category, allowance.amount.negated())?;
    }
    for of in &mut breakdown {
        let (_, rate) = of.category;
        let exact = of.base.to_decimal() * rate.0 / Decimal::ONE_HUNDRED;
        of.tax = Money::rounded(exact, invoice.currency, invoice.rounding)?;
    }
    let line_sum = sum(invoice.currency, lines.iter().copied())?;
    let allowances = sum(invoice.currency, invoice.allowances.iter().map(|allowance| allowance.amount))?;
    let charges = sum(invoice.currency, invoice.charges.iter().map(|charge| charge.amount))?;
    let without_tax = line_sum.checked_sub(allowances)?.checked_add(charges)?;
    let tax = sum(invoice.currency, breakdown.iter().map(|of| of.tax))?;
    let with_tax = without_tax.checked_add(tax)?;
    let payable = with_tax.checked_sub(invoice.prepaid)?.checked_add(invoice.rounding_amount)?;
    Ok(EnTotals { lines, line_sum, allowances, charges, without_tax, breakdown, tax, with_tax, payable })
}

fn sum(currency: Currency, mut amounts: impl Iterator<Item = Money>) -> Result<Money> {
    amounts.try_fold(Money::zero(currency), Money::checked_add)
}

fn add(breakdown: &mut Vec<Breakdown>, category: Category, amount: Money) -> Result<()> {
    match breakdown.iter_mut().find(|of| of.category == category) {
        Some(of) => of.base = of.base.checked_add(amount)?,
        None => breakdown.push(Breakdown { category, base: amount, tax: Money::zero(amount.currency()) }),
    }
    Ok(())
}

fn line_amount(line: &Priced, invoice: &Invoice<'_>, number: u32) -> Result<Money> {
    let priced = line.quantity.checked_mul(line.price).ok_or(Error::AmountOverflow)?;
    let exact = priced
        .checked_div(line.base_quantity)
        .ok_or_else(|| Error::LineInvalid { line: number, reason: "base_quantity".into() })?;
    let adjusted = exact + line.charge.to_decimal() - line.allowance.to_decimal();
    Money::rounded(adjusted, invoice.currency, invoice.rounding)
}

/// Whether a given BT-131 is near enough to what quantity and price make: within 0.02, as Peppol's rule R120 allows.
pub fn line_within_tolerance(line: &Priced, net: Money) -> bool {
    let exact =
        line.quantity.checked_mul(line.price).and_then(|priced| priced.checked_div(line.base_quantity));
    let Some(exact) = exact else { return false };
    let wanted = exact + line.charge.to_decimal() - line.allowance.to_decimal();
    (net.to_decimal() - wanted).abs() <= Decimal::new(2, 2)
}
