use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::*;
use crate::calendar::{Day, Month};
use crate::money::{Currency, Figure, Money};

#[derive(Debug, Deserialize, JsonSchema)]
#[allow(dead_code, reason = "only read into")]
struct Order {
    customer: u32,
    #[serde(default)]
    lines: Vec<Line>,
    pay: Option<Pay>,
    month: Option<Month>,
    currency: Option<Currency>,
    #[serde(default)]
    prices: BTreeMap<String, Figure>,
    total: Option<Money>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only read into")]
struct Line {
    price: Figure,
    due_on: Option<Day>,
    grade: Option<Grade>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Grade {
    Good,
    Bad,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(dead_code, reason = "only read into")]
enum Pay {
    Cash(Cash),
    Bank { account: String },
}

#[derive(Debug, Deserialize, JsonSchema)]
#[allow(dead_code, reason = "only read into")]
struct Cash {
    on: Day,
    parts: Vec<Figure>,
}

/// The code and the details of what an order refuses, in one line.
fn refusal(order: Value) -> String {
    let body = read::<Order>("order", &order).unwrap_err().to_body();
    let detail = |name: &str| body["details"][name].as_str().unwrap_or("-").to_owned();
    let value = if body["code"] == "input_invalid" { detail("value") } else { detail("text") };
    format!("{} {} {value} {}", body["code"].as_str().unwrap(), detail("field"), detail("expected"))
}

#[test]
fn what_does_not_fit_is_told_by_code_field_value_and_what_the_field_takes() {
    for (order, told) in [
        (
            json!({"customer": 1, "lines": [{"price": "1"}, {"price": "1e400"}]}),
            "amount_unreadable lines[1].price 1e400 -",
        ),
        (json!({"customer": 1, "lines": [{"price": "12,34"}]}), "amount_unreadable lines[0].price 12,34 -"),
        (
            json!({"customer": 1, "lines": [{"price": "1", "due_on": "2026-02-30"}]}),
            "date_unreadable lines[0].due_on 2026-02-30 -",
        ),
        (json!({"customer": 1, "month": "2026-13"}), "month_unreadable month 2026-13 -"),
        (json!({"customer": 1, "currency": "ABC"}), "currency_unknown currency - -"),
        (json!({"customer": 1, "prices": {"a": "x"}}), "amount_unreadable prices.a x -"),
        (
            json!({"customer": 1, "total": {"amount": "x", "currency": "CNY"}}),
            "amount_unreadable total.amount x -",
        ),
        (
            json!({"customer": 1, "pay": {"kind": "cash", "on": "2026-02-30", "parts": []}}),
            "date_unreadable pay.on 2026-02-30 -",
        ),
        (
            json!({"customer": 1, "pay": {"kind": "cash", "on": "2026-02-28", "parts": ["1", "NaN"]}}),
            "amount_unreadable pay.parts[1] NaN -",
        ),
        (json!({"customer": 1, "pay": {"kind": "bank"}}), "input_invalid pay.account null string"),
        (json!({"customer": 1, "pay": {"kind": "shells"}}), "input_invalid pay.kind shells cash | bank"),
        (json!({"customer": 1, "pay": {}}), "input_invalid pay.kind null cash | bank"),
        (json!({}), "input_invalid customer null integer"),
        (json!({"customer": "1"}), "input_invalid customer 1 integer"),
        (json!({"customer": -1}), "input_invalid customer -1 integer"),
        (json!({"customer": 1.5}), "input_invalid customer 1.5 integer"),
        (json!({"customer": 1, "lines": {}}), "input_invalid lines {} array"),
        (json!({"customer": 1, "lines": [{"price": 5}]}), "input_invalid lines[0].price 5 string"),
        (
            json!({"customer": 1, "lines": [{"price": "5", "grade": "ugly"}]}),
            "input_invalid lines[0].grade ugly good | bad",
        ),
        (
            json!({"customer": 1, "lines": [{"price": "5", "color": 1}]}),
            "input_invalid lines[0] color due_on | grade | price",
        ),
        (json!([1, 2]), "input_invalid  [1,2] object"),
    ] {
        assert_eq!(refusal(order.clone()), told, "{order}");
    }
}

#[test]
fn a_text_that_is_no_json_is_told_by_its_place() {
    let refused = read_text::<Order>("order", "{\"customer\": 1,\n oops}").unwrap_err();
    assert!(matches!(refused, Error::InputNotJson { line: 2, column: 2 }), "{refused}");
}

#[test]
fn what_fits_is_read() {
    let order: Order =
        read_text("order", r#"{"customer": 1, "lines": [{"price": "１２３"}], "month": null}"#).unwrap();
    assert_eq!(order.lines[0].price.to_string(), "123");
}
