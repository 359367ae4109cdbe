//! Amounts of money and the figures beside them.
//!
//! An amount is an integer count of minor units in a currency; computation is in decimals; there is no way
//! from or to a binary float. Rounding ([`round`]) and sharing out ([`split`]) are named functions, used by
//! ledger, screen and paper alike. Sources: DOMAIN §4 (exponents, rounding, allocation), tests `vectors`.

mod currency;
mod figure;
mod grouping;
mod parse;
mod rate;
mod split;
mod uppercase;

pub use currency::Currency;
pub use figure::Figure;
pub use grouping::grouped;
pub use parse::parse_decimal;
pub use rate::Rate;
pub use split::split;
pub use uppercase::{Zheng, uppercase_amount, uppercase_date};

use std::fmt;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use crate::error::{Error, Result};

/// How ties are resolved; a setting of the company, fixed when the book is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Away from zero: 2.345 → 2.35, −2.345 → −2.35.
    #[default]
    HalfUp,
    /// To the even neighbour: 2.345 → 2.34.
    HalfEven,
}

/// Rounds to `decimals` places. Never fails.
pub fn round(value: Decimal, decimals: u32, rounding: Rounding) -> Decimal {
    let strategy = match rounding {
        Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
        Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
    };
    value.round_dp_with_strategy(decimals, strategy)
}

/// An amount in a currency: whole minor units, never a float.
///
/// Crosses the wire as `{"amount": "1234.50", "currency": "CNY"}` with exactly the currency's decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, TS, JsonSchema)]
#[ts(type = "{ amount: string, currency: string }")]
#[schemars(with = "WireMoney")]
pub struct Money {
    minor: i64,
    currency: Currency,
}

#[derive(Deserialize, JsonSchema)]
struct WireMoney {
    #[schemars(extend("format" = "decimal"))]
    amount: String,
    currency: Currency,
}

impl Money {
    pub fn from_minor(minor: i64, currency: Currency) -> Money {
        Money { minor, currency }
    }

    pub fn zero(currency: Currency) -> Money {
        Money { minor: 0, currency }
    }

    /// Rounds a computed value to the currency's minor units.
    ///
    /// # Errors
    /// `amount_overflow` where the result does not fit 64 bits.
    pub fn rounded(value: Decimal, currency: Currency, rounding: Rounding) -> Result<Money> {
        let exponent = currency.exponent();
        let scaled = round(value, exponent, rounding)
            .checked_mul(Decimal::from(10_i64.pow(exponent)))
            .and_then(|minor| minor.to_i64())
            .ok_or(Error::AmountOverflow)?;
        Ok(Money { minor: scaled, currency })
    }

    /// Reads a typed or imported amount (see [`parse_decimal`]); refuses more decimals than the currency has.
    pub fn parse(text: &str, currency: Currency) -> Result<Money> {
        let value = parse_decimal(text)?;
        if value.normalize().scale() > currency.exponent() {
            return Err(Error::AmountTooPrecise { text: text.into(), currency: currency.to_string() });
        }
        Money::rounded(value, currency, Rounding::HalfUp)
    }

    pub fn minor(self) -> i64 {
        self.minor
    }

    pub fn currency(self) -> Currency {
        self.currency
    }

    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The amount in whole units of the currency, with the currency's decimals.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.exponent())
    }

    /// `-1234.50`: the wire and file form, no grouping.
    pub fn to_plain(self) -> String {
        self.plain().to_string()
    }

    /// [`Money::to_plain`], written where it goes.
    pub fn plain(self) -> Plain {
        Plain(self)
    }

    pub fn checked_add(self, other: Money) -> Result<Money> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(Error::AmountOverflow)?;
        Ok(Money { minor, ..self })
    }

    pub fn checked_sub(self, other: Money) -> Result<Money> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(Error::AmountOverflow)?;
        Ok(Money { minor, ..self })
    }

    pub fn negated(self) -> Money {
        Money { minor: -self.minor, ..self }
    }

    fn same_currency(self, other: Money) -> Result<()> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(Error::CurrencyMismatch { left: self.currency.to_string(), right: other.currency.to_string() })
    }
}

/// An amount without its currency: `-1234.50`, no grouping; a string on the wire.
#[derive(Debug, Clone, Copy)]
pub struct Plain(Money);

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Money { minor, currency } = self.0;
        let (sign, minor) = (if minor < 0 { "-" } else { "" }, minor.unsigned_abs());
        match currency.exponent() {
            0 => write!(f, "{sign}{minor}"),
            exponent => {
                let (unit, width) = (10_u64.pow(exponent), exponent as usize);
                write!(f, "{sign}{}.{:0width$}", minor / unit, minor % unit)
            }
        }
    }
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// `1234.50 CNY`, for logs and error data.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.plain(), self.currency)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut wire = serializer.serialize_struct("Money", 2)?;
        wire.serialize_field("amount", &self.plain())?;
        wire.serialize_field("currency", &self.currency)?;
        wire.end()
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Money, D::Error> {
        let wire = WireMoney::deserialize(deserializer)?;
        Money::parse(&wire.amount, wire.currency).map_err(serde::de::Error::custom)
    }
}
