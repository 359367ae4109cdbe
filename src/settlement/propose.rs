//! Which debts a payment pays. Source: DOMAIN §6 (民法典 560, 561); vectors `payment_alloc`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::error::Result;
use crate::money::split;

/// How a payment is spread when the payer has said nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The one debt of exactly this amount, else the statutory order.
    #[default]
    ExactThenOldest,
    /// Due debts first, heavier burden before lighter, then earliest due, equals pro rata.
    Oldest,
    /// Nothing beyond what the payer named: the rest is an advance.
    Chosen,
}

/// An open debt, in minor units of the payment's currency.
#[derive(Debug, Clone, Copy)]
pub struct Debt<Key> {
    pub key: Key,
    pub open_minor: i64,
    pub due_on: Day,
    /// Agreed late interest in percent a year: the heavier burden is paid first.
    pub burden: Decimal,
}

/// What goes where; `advance_minor` is left over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal<Key: Ord> {
    pub applied: BTreeMap<Key, i64>,
    pub advance_minor: i64,
}

/// Spreads a payment: first on the debts the payer named, in that order, then by `rule`.
///
/// Never applies more than a debt has open, and never more than the payment.
pub fn propose<Key: Copy + Ord>(
    payment_minor: i64,
    debts: &[Debt<Key>],
    named: &[Key],
    rule: Rule,
    as_of: Day,
) -> Result<Proposal<Key>> {
    let mut open: Vec<Debt<Key>> = debts.iter().copied().filter(|debt| debt.open_minor > 0).collect();
    let mut applied = BTreeMap::new();
    let mut left = payment_minor.max(0);
    for key in named {
        if let Some(debt) = open.iter_mut().find(|debt| debt.key == *key) {
            pay(&mut applied, &mut left, debt, debt.open_minor);
        }
    }
    match rule {
        Rule::Chosen => return Ok(Proposal { applied, advance_minor: left }),
        Rule::ExactThenOldest => pay_exact(&mut applied, &mut left, &mut open),
        Rule::Oldest => {}
    }
    open.sort_by(|a, b| {
        let order = |debt: &Debt<Key>| (debt.due_on > as_of, -debt.burden, debt.due_on);
        order(a).cmp(&order(b)).then(a.key.cmp(&b.key))
    });
    for equals in open.chunk_by_mut(|a, b| a.due_on == b.due_on && a.burden == b.burden) {
        let total: i64 = equals.iter().map(|debt| debt.open_minor).sum();
        let weights: Vec<Decimal> = equals.iter().map(|debt| Decimal::from(debt.open_minor)).collect();
        if total == 0 || left == 0 {
            continue;
        }
        for (debt, share) in equals.iter_mut().zip(split(left.min(total), &weights)?) {
            pay(&mut applied, &mut left, debt, share);
        }
    }
    Ok(Proposal { applied, advance_minor: left })
}

/// A single debt of exactly the amount counts only if no other debt has that amount.
fn pay_exact<Key: Copy + Ord>(applied: &mut BTreeMap<Key, i64>, left: &mut i64, open: &mut [Debt<Key>]) {
    let mut matching = open.iter_mut().filter(|debt| debt.open_minor == *left);
    if let (Some(debt), None) = (matching.next(), matching.next()) {
        pay(applied, left, debt, debt.open_minor);
    }
}

fn pay<Key: Copy + Ord>(applied: &mut BTreeMap<Key, i64>, left: &mut i64, debt: &mut Debt<Key>, asked: i64) {
    let paid = asked.min(debt.open_minor).min(*left);
    if paid > 0 {
        *applied.entry(debt.key).or_insert(0) += paid;
        debt.open_minor -= paid;
        *left -= paid;
    }
}

/// What one debt consists of, in minor units; paid in this order (民法典 561).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DebtParts {
    pub costs: i64,
    pub interest: i64,
    pub principal: i64,
}

/// Within one debt: costs, then interest, then principal.
pub fn allocate_within_debt(payment_minor: i64, debt: DebtParts) -> DebtParts {
    let costs = payment_minor.clamp(0, debt.costs);
    let interest = (payment_minor - costs).clamp(0, debt.interest);
    let principal = (payment_minor - costs - interest).clamp(0, debt.principal);
    DebtParts { costs, interest, principal }
}
