//! Decimals that are not money: quantities, unit prices, percentages, rates.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use super::parse_decimal;
use crate::error::{Error, Result};

/// An exact decimal that is stored and sent as text, without trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, TS, JsonSchema)]
#[ts(type = "string")]
#[schemars(with = "String", extend("format" = "decimal"))]
pub struct Figure(pub Decimal);

impl Figure {
    pub const ZERO: Figure = Figure(Decimal::ZERO);
    pub const ONE: Figure = Figure(Decimal::ONE);
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.normalize())
    }
}

impl FromStr for Figure {
    type Err = Error;

    fn from_str(text: &str) -> Result<Figure> {
        parse_decimal(text).map(Figure)
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Figure, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
