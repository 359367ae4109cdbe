//! Sections `rounding` and `allocation`.

use kezhang::money::{Rounding, round, split};
use rust_decimal::Decimal;

use crate::reader::{decimal, id, section};

#[test]
fn ties_are_rounded_as_the_setting_says() {
    for example in section("rounding") {
        let value = decimal(&example["input"]["value"]);
        let decimals = u32::try_from(example["input"]["decimals"].as_u64().unwrap()).unwrap();
        for (rounding, key) in
            [(Rounding::HalfUp, "half_up_away_from_zero"), (Rounding::HalfEven, "half_even")]
        {
            let expected = decimal(&example["expected"][key]);
            assert_eq!(round(value, decimals, rounding), expected, "{} {key}", id(&example));
        }
    }
}

#[test]
fn shares_add_up_and_leftovers_go_to_the_largest_remainders() {
    for example in section("allocation") {
        let input = &example["input"];
        let exponent = u32::try_from(input["exponent"].as_u64().unwrap()).unwrap();
        let unit = Decimal::new(1, exponent);
        let minor = |value: Decimal| i64::try_from(value / unit).unwrap();
        let weights: Vec<Decimal> = input["weights"].as_array().unwrap().iter().map(decimal).collect();
        let shares = split(minor(decimal(&input["total"])), &weights).unwrap();
        let expected: Vec<i64> =
            example["expected"].as_array().unwrap().iter().map(|share| minor(decimal(share))).collect();
        assert_eq!(shares, expected, "{}", id(&example));
    }
}
