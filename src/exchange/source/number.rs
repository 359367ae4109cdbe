//! Binary floats of workbooks and databases as the decimal text that was meant.

use rust_decimal::Decimal;

/// Digits that every decimal survives on its way through a 64-bit float, and all that Excel shows.
const DIGITS_KEPT: usize = 15;

/// The decimal text of a number stored as a binary float: `0.15`, `1234.5`, `14`; never an exponent.
///
/// The shortest text that reads back as the same float is the number that was typed, as long as it needs no
/// more than 15 digits. Longer ones come from two sources, and are not what anybody typed:
/// - a 32-bit float kept in 64 bits, as Northwind's discounts are in some copies: 0.150000005960464 is
///   taken by its own shortest text, `0.15`;
/// - arithmetic in a spreadsheet: 0.1 + 0.2 is stored as 0.30000000000000004; Excel shows 15 digits,
///   `0.3`, and so it is taken.
///
/// A whole number keeps its digits. What no amount can be (`inf`, 300 digits) stays text, to be refused by
/// the field it is for.
pub(super) fn plain_number(value: f64) -> String {
    let shortest = value.to_string();
    let digits = shortest.bytes().filter(u8::is_ascii_digit).count();
    let leading_zeros = shortest.bytes().take_while(|byte| matches!(byte, b'-' | b'0' | b'.'));
    let leading_zeros = leading_zeros.filter(u8::is_ascii_digit).count();
    if !shortest.contains('.') || digits - leading_zeros <= DIGITS_KEPT {
        return shortest;
    }
    let single = value as f32;
    if f64::from(single) == value {
        return single.to_string();
    }
    let shown = Decimal::from_str_exact(&shortest).ok().and_then(|exact| exact.round_sf(DIGITS_KEPT as u32));
    shown.map_or(shortest, |shown| shown.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn floats_become_the_decimals_that_were_typed() {
        for (value, expected) in [
            (0.15, "0.15"),
            (f64::from(0.15_f32), "0.15"),
            (f64::from(0.05_f32), "0.05"),
            (0.1 + 0.2, "0.3"),
            (14.0, "14"),
            (9.8, "9.8"),
            (-1234.56, "-1234.56"),
            (123_456_789.01, "123456789.01"),
            (0.000_001_25, "0.00000125"),
            (9_007_199_254_740_993.0, "9007199254740992"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(plain_number(value), expected);
        }
        assert_eq!(plain_number(1e300).len(), 301);
    }

    proptest! {
        #[test]
        fn every_amount_of_fifteen_digits_survives(minor in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u32..=6) {
            let amount = Decimal::new(minor, scale).normalize();
            let stored: f64 = amount.to_string().parse().unwrap();
            prop_assert_eq!(plain_number(stored), if amount.is_zero() { "0".to_owned() } else { amount.to_string() });
        }
    }
}
