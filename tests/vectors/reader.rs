//! Reading `vectors.json`; an example that lacks a field fails the test with its id.

use kezhang::calendar::{Day, parse_day};
use kezhang::money::{Currency, Money, parse_decimal};
use rust_decimal::Decimal;
use serde_json::Value;

/// The examples of one section.
pub fn section(name: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("vectors.json")).unwrap();
    let examples = all[name].as_array().unwrap_or_else(|| panic!("no section {name}")).clone();
    assert!(!examples.is_empty(), "{name}");
    examples
}

pub fn id(example: &Value) -> &str {
    example["id"].as_str().unwrap()
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}

pub fn day(value: &Value) -> Day {
    parse_day(text(value)).unwrap()
}

pub fn decimal(value: &Value) -> Decimal {
    parse_decimal(text(value)).unwrap()
}

/// An amount of CNY in fen.
pub fn fen(value: &Value) -> i64 {
    Money::parse(text(value), Currency::CNY).unwrap().minor()
}

/// Fen as the vectors write them.
pub fn plain(fen: i64) -> String {
    Money::from_minor(fen, Currency::CNY).to_plain()
}
