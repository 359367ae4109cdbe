//! Sharing an amount out without losing a minor unit.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::error::{Error, Result};

/// Shares `total_minor` in proportion to `weights`; the shares always add up to the total.
///
/// Each share is floored, leftover units go to the largest remainders, ties to the lowest index; a negative
/// total mirrors the positive one. Source: DOMAIN §4, vectors `allocation`.
///
/// # Errors
/// `amount_overflow` where the weights are empty, negative, or add up to zero.
pub fn split(total_minor: i64, weights: &[Decimal]) -> Result<Vec<i64>> {
    let sum: Decimal = weights.iter().sum();
    if sum <= Decimal::ZERO || weights.iter().any(|weight| weight.is_sign_negative() && !weight.is_zero()) {
        return Err(Error::AmountOverflow);
    }
    let magnitude = Decimal::from(total_minor.unsigned_abs());
    let mut shares = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for weight in weights {
        let exact = magnitude.checked_mul(*weight).ok_or(Error::AmountOverflow)? / sum;
        let floor = exact.floor();
        shares.push(floor.to_i64().ok_or(Error::AmountOverflow)?);
        remainders.push(exact - floor);
    }
    let magnitude = i64::try_from(total_minor.unsigned_abs()).map_err(|_| Error::AmountOverflow)?;
    let mut left = magnitude - shares.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&a, &b| remainders[b].cmp(&remainders[a]).then(a.cmp(&b)));
    for index in order {
        if left <= 0 {
            break;
        }
        shares[index] += 1;
        left -= 1;
    }
    Ok(shares.into_iter().map(|share| share * total_minor.signum()).collect())
}
