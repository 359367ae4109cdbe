//! Sections `vat_inclusive` and `vat_rounding`.

use kezhang::documents::{
    Discount, LineInput, Method, TaxMode, TaxRounding, Totals, compute, tax_within_tolerance,
};
use kezhang::ledger::Treatment;
use kezhang::money::{Currency, Rounding};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::reader::{decimal, id, section, text};

fn line(amount: &Value, rate: &Value) -> LineInput {
    LineInput {
        quantity: Decimal::ONE,
        unit_price: decimal(amount),
        discount: Discount::default(),
        treatment: Treatment::Rate,
        rate_percent: decimal(rate) * Decimal::ONE_HUNDRED,
    }
}

fn totals(lines: &[LineInput], tax_mode: TaxMode, tax_rounding: TaxRounding) -> Totals {
    let method = Method {
        currency: Currency::CNY,
        tax_mode,
        document_discount: Discount::default(),
        rounding: Rounding::HalfUp,
        tax_rounding,
    };
    compute(lines, method).unwrap()
}

#[test]
fn a_price_that_includes_tax_splits_into_net_and_tax_without_a_rest() {
    for example in section("vat_inclusive") {
        let line = line(&example["input"]["gross"], &example["input"]["rate"]);
        let found = totals(&[line], TaxMode::Inclusive, TaxRounding::PerLine);
        assert_eq!(found.net.to_plain(), text(&example["expected"]["net"]), "{}", id(&example));
        assert_eq!(found.tax.to_plain(), text(&example["expected"]["tax"]), "{}", id(&example));
        assert_eq!(found.total.to_plain(), text(&example["input"]["gross"]), "{}", id(&example));
    }
}

#[test]
fn tax_is_rounded_by_line_or_by_document() {
    let examples = section("vat_rounding");
    let example = examples.iter().find(|example| id(example) == "VR_1").unwrap();
    let (input, expected) = (&example["input"], &example["expected"]);
    let lines: Vec<LineInput> =
        input["lines"].as_array().unwrap().iter().map(|net| line(net, &input["rate"])).collect();
    let by_line = totals(&lines, TaxMode::Exclusive, TaxRounding::PerLine);
    let taxes: Vec<String> = by_line.lines.iter().map(|line| line.tax.to_plain()).collect();
    let of_lines: Vec<&str> = expected["per_line_tax"].as_array().unwrap().iter().map(text).collect();
    assert_eq!(taxes, of_lines);
    assert_eq!(by_line.tax.to_plain(), text(&expected["line_method_total"]));
    let by_document = totals(&lines, TaxMode::Exclusive, TaxRounding::PerDocument);
    assert_eq!(by_document.tax.to_plain(), text(&expected["document_method_total"]));
}

#[test]
fn a_given_tax_may_differ_by_six_fen() {
    for example in section("vat_rounding").iter().filter(|example| id(example).starts_with("VR_tol")) {
        let input = &example["input"];
        let rate = decimal(&input["rate"]) * Decimal::ONE_HUNDRED;
        let accepted = tax_within_tolerance(decimal(&input["net"]), rate, decimal(&input["tax"]));
        assert_eq!(accepted, example["expected"]["accepted"].as_bool().unwrap(), "{}", id(example));
    }
}
