//! Headers that name what a column of rates quotes: `USD/CNY`, `100JPY/CNY`, `CNY/MYR`, `USD`.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::error::Result;
use crate::money::{Currency, Rate};

/// What a header says of the rates beneath it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) struct Quotation {
    priced: Side,
    /// Absent where the header names one currency only.
    price: Option<Side>,
}

/// So many units of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Side {
    units: Option<Decimal>,
    currency: Currency,
}

/// How a rate is quoted whose header says no more than the currency.
#[derive(Debug, Clone, Copy)]
pub(in crate::exchange) struct Custom {
    pub units: Decimal,
    /// Foreign units for those of the book's currency, as the ECB and 间接标价法 quote.
    pub inverse: bool,
}

impl Custom {
    /// The rate of a figure so quoted.
    pub fn rate(self, figure: Decimal) -> Result<Rate> {
        if self.inverse { Rate::new(self.units, figure) } else { Rate::new(figure, self.units) }
    }
}

impl Quotation {
    /// `None` for a header that names no currencies.
    pub fn of(header: &str) -> Option<Quotation> {
        let unified: String = header.nfkc().filter(|character| !character.is_whitespace()).collect();
        Some(match unified.split_once('/') {
            Some((priced, price)) => Quotation { priced: Side::of(priced)?, price: Some(Side::of(price)?) },
            None => Quotation { priced: Side::of(&unified)?, price: None },
        })
    }

    /// The foreign currency and how it is quoted; `None` where it is not quoted against the book's own.
    pub fn against(self, own: Currency, custom: Custom) -> Option<(Currency, Custom)> {
        let units = |side: Side, otherwise| side.units.unwrap_or(otherwise);
        match self.price {
            None if self.priced.currency == own => None,
            None => {
                Some((self.priced.currency, Custom { units: units(self.priced, custom.units), ..custom }))
            }
            Some(price) if price.units.is_some() => None,
            Some(price) => {
                let inverse = self.priced.currency == own;
                let foreign = if inverse { price.currency } else { self.priced.currency };
                let is_ours = price.currency != self.priced.currency && (inverse || price.currency == own);
                is_ours.then(|| (foreign, Custom { units: units(self.priced, Decimal::ONE), inverse }))
            }
        }
    }
}

impl Side {
    fn of(text: &str) -> Option<Side> {
        let letters = text.find(|character: char| !character.is_ascii_digit())?;
        let (units, code) = text.split_at(letters);
        let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let units = if units.is_empty() { None } else { Some(units.parse().ok()?) };
        Some(Side { units, currency: code.parse().ok().filter(|_| is_code)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_is_quoted() {
        let custom = Custom { units: Decimal::ONE, inverse: false };
        for (header, own, expected) in [
            ("USD/CNY", "CNY", Some("USD 7.5")),
            ("100JPY/CNY", "CNY", Some("JPY 7.5/100")),
            ("100 JPY / CNY", "CNY", Some("JPY 7.5/100")),
            ("CNY/MYR", "CNY", Some("MYR 1/7.5")),
            ("USD", "CNY", Some("USD 7.5")),
            ("100KRW", "CNY", Some("KRW 7.5/100")),
            ("CNY", "CNY", None),
            ("USD/EUR", "CNY", None),
            ("CNY/CNY", "CNY", None),
            ("Date", "CNY", None),
            ("美元", "CNY", None),
            ("usd", "CNY", None),
        ] {
            let found = Quotation::of(header).and_then(|it| it.against(own.parse().unwrap(), custom));
            let found = found
                .map(|(currency, how)| format!("{currency} {}", how.rate("7.5".parse().unwrap()).unwrap()));
            assert_eq!(found.as_deref(), expected, "{header}");
        }
    }
}
