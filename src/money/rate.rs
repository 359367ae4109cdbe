//! Rates of exchange, as quoted.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use super::{Currency, Money, Rounding, parse_decimal, split};
use crate::error::{Error, Result};

/// `base` units of the book's currency for `foreign` units of another, exactly as quoted and never inverted:
/// 7.1 for USD, 4.7123/100 for JPY quoted by the hundred, 1/195.43 where 1 CNY buys 195.43 KRW.
///
/// Crosses the wire and is stored as that text. Source: DOMAIN §4, vectors `fx`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, TS, JsonSchema)]
#[ts(type = "string")]
#[schemars(with = "String", extend("format" = "rate"))]
pub struct Rate {
    base: Decimal,
    foreign: Decimal,
}

impl Rate {
    /// The book's own currency.
    pub const ONE: Rate = Rate { base: Decimal::ONE, foreign: Decimal::ONE };

    /// # Errors
    /// `rate_invalid` unless both sides are above nought.
    pub fn new(base: Decimal, foreign: Decimal) -> Result<Rate> {
        let rate = Rate { base: base.normalize(), foreign: foreign.normalize() };
        if base > Decimal::ZERO && foreign > Decimal::ZERO { Ok(rate) } else { Err(rate.invalid()) }
    }

    /// Units of the book's currency, and the foreign units they are quoted for.
    pub fn quoted(self) -> [Decimal; 2] {
        [self.base, self.foreign]
    }

    fn invalid(self) -> Error {
        Error::RateInvalid { text: self.to_string(), field: None }
    }

    /// The amount in `to`, rounded once.
    pub fn convert(self, amount: Money, to: Currency, rounding: Rounding) -> Result<Money> {
        let scaled = amount.to_decimal().checked_mul(self.base).ok_or(Error::AmountOverflow)?;
        let exact = scaled.checked_div(self.foreign).ok_or(Error::AmountOverflow)?;
        Money::rounded(exact, to, rounding)
    }

    /// Converts `parts` so that they add up to their converted sum: the sum is converted once and shared out.
    /// Parts of both signs are converted one by one, and the largest takes what is left. Vector `FX_tie`.
    pub fn convert_parts(self, parts: &[Money], to: Currency, rounding: Rounding) -> Result<Vec<Money>> {
        let Some(first) = parts.first() else { return Ok(Vec::new()) };
        if first.currency() == to {
            return Ok(parts.to_vec());
        }
        let whole = parts.iter().copied().try_fold(Money::zero(first.currency()), Money::checked_add)?;
        let whole = self.convert(whole, to, rounding)?;
        let signum = whole.minor().signum();
        let one_sign = parts.iter().all(|part| part.minor().signum() * signum >= 0);
        if signum != 0 && one_sign {
            let weights: Vec<Decimal> = parts.iter().map(|part| part.to_decimal().abs()).collect();
            let shares = split(whole.minor(), &weights)?;
            return Ok(shares.into_iter().map(|minor| Money::from_minor(minor, to)).collect());
        }
        let mut converted: Vec<Money> =
            parts.iter().map(|part| self.convert(*part, to, rounding)).collect::<Result<_>>()?;
        let sum = converted.iter().copied().try_fold(Money::zero(to), Money::checked_add)?;
        if let Some(largest) = converted.iter_mut().max_by_key(|part| part.minor().abs()) {
            *largest = largest.checked_add(whole.checked_sub(sum)?)?;
        }
        Ok(converted)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.base.normalize())?;
        if self.foreign == Decimal::ONE { Ok(()) } else { write!(f, "/{}", self.foreign.normalize()) }
    }
}

impl FromStr for Rate {
    type Err = Error;

    /// # Errors
    /// `rate_invalid`.
    fn from_str(text: &str) -> Result<Rate> {
        let (base, foreign) = text.split_once('/').unwrap_or((text, "1"));
        let invalid = || Error::RateInvalid { text: text.chars().take(60).collect(), field: None };
        let read = |part: &str| parse_decimal(part).map_err(|_| invalid());
        Rate::new(read(base)?, read(foreign)?)
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Rate, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str, currency: &str) -> Money {
        Money::parse(text, currency.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_rate_converts_as_it_was_quoted() {
        for (quoted, amount, currency, expected) in [
            ("4.7123/100", "123457", "JPY", "5817.66"),
            ("23.1456", "12.345", "KWD", "285.73"),
            ("1/195.43", "1000000", "KRW", "5116.92"),
        ] {
            let rate: Rate = quoted.parse().unwrap();
            assert_eq!(rate.to_string(), quoted);
            let base = rate.convert(money(amount, currency), Currency::CNY, Rounding::HalfUp).unwrap();
            assert_eq!(base.to_plain(), expected, "{quoted}");
        }
        for broken in ["0", "-7", "7/0", "", "7,1", "1/2/3"] {
            assert!(broken.parse::<Rate>().is_err(), "{broken}");
        }
    }

    #[test]
    fn converted_parts_add_up_to_the_converted_sum() {
        let rate: Rate = "7.1234".parse().unwrap();
        for parts in [["37.66", "37.66", "37.67"], ["100.00", "-30.01", "42.99"], ["5.00", "-5.00", "0.01"]] {
            let parts: Vec<Money> = parts.iter().map(|part| money(part, "USD")).collect();
            let sum = parts.iter().copied().try_fold(Money::zero(Currency::USD), Money::checked_add).unwrap();
            let converted = rate.convert_parts(&parts, Currency::CNY, Rounding::HalfUp).unwrap();
            let added =
                converted.into_iter().try_fold(Money::zero(Currency::CNY), Money::checked_add).unwrap();
            assert_eq!(added, rate.convert(sum, Currency::CNY, Rounding::HalfUp).unwrap());
        }
    }
}
