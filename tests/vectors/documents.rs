//! Sections `vat_inclusive`, `vat_rounding`, `vat_invoice` and `tax_generic`.

use kezhang::documents::{
    Discount, LineInput, Method, TaxMode, TaxRounding, Totals, compute, tax_within_tolerance,
};
use kezhang::ledger::{PartKind, Tax, TaxKind, TaxPart, Treatment};
use kezhang::money::{Currency, Figure, Rounding, Zheng, uppercase_amount};
use kezhang::store::TaxId;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::reader::{decimal, id, section, text};

/// A tax of several parts; `rate_percent` is what they charge together.
fn tax(kind: TaxKind, rate_percent: Decimal, parts: Vec<TaxPart>) -> Tax {
    Tax {
        id: TaxId::new(1),
        code: "T".into(),
        treatment: Treatment::Rate,
        kind,
        rate_percent: Figure(rate_percent),
        name_zh: String::new(),
        name_en: String::new(),
        valid_from: None,
        valid_to: None,
        active: true,
        parts,
    }
}

fn part(name: &str, rate_percent: Decimal) -> TaxPart {
    TaxPart { name_en: name.into(), rate: Figure(rate_percent), ..TaxPart::default() }
}

/// A tax of one rate, given as the vectors do: 0.13.
fn plain(rate: &Value) -> Tax {
    let percent = decimal(rate) * Decimal::ONE_HUNDRED;
    tax(TaxKind::Percent, percent, vec![part("", percent)])
}

fn line<'t>(quantity: Decimal, unit_price: Decimal, tax: &'t Tax) -> LineInput<'t> {
    LineInput { quantity, unit_price, discount: Discount::default(), tax }
}

fn method(tax_mode: TaxMode, tax_rounding: TaxRounding) -> Method {
    Method {
        currency: Currency::CNY,
        tax_mode,
        document_discount: Discount::default(),
        discounts_after_tax: false,
        rounding: Rounding::HalfUp,
        tax_rounding,
    }
}

fn of_one(amount: Decimal, tax: &Tax, mode: TaxMode) -> Totals {
    compute(&[line(Decimal::ONE, amount, tax)], method(mode, TaxRounding::PerLine)).unwrap()
}

fn part_amounts(totals: &Totals) -> Vec<(String, String)> {
    totals.taxes[0].parts.iter().map(|part| (part.name_en.clone(), part.amount.to_plain())).collect()
}

/// What the vectors expect of each part.
fn expected_parts(expected: &Value) -> Vec<(String, String)> {
    let parts = expected.as_object().unwrap();
    let mut parts: Vec<(String, String)> =
        parts.iter().map(|(name, amount)| (name.clone(), text(amount).to_owned())).collect();
    parts.sort();
    parts
}

fn sorted(mut parts: Vec<(String, String)>) -> Vec<(String, String)> {
    parts.sort();
    parts
}

#[test]
fn a_price_that_includes_tax_splits_into_net_and_tax_without_a_rest() {
    for example in section("vat_inclusive") {
        let gross = decimal(&example["input"]["gross"]);
        let found = of_one(gross, &plain(&example["input"]["rate"]), TaxMode::Inclusive);
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
    let tax = plain(&input["rate"]);
    let nets = input["lines"].as_array().unwrap();
    let lines: Vec<LineInput> = nets.iter().map(|net| line(Decimal::ONE, decimal(net), &tax)).collect();
    let by_line = compute(&lines, method(TaxMode::Exclusive, TaxRounding::PerLine)).unwrap();
    let taxes: Vec<String> = by_line.lines.iter().map(|line| line.tax.to_plain()).collect();
    let of_lines: Vec<&str> = expected["per_line_tax"].as_array().unwrap().iter().map(text).collect();
    assert_eq!(taxes, of_lines);
    assert_eq!(by_line.tax.to_plain(), text(&expected["line_method_total"]));
    let by_document = compute(&lines, method(TaxMode::Exclusive, TaxRounding::PerDocument)).unwrap();
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

#[test]
fn a_discount_line_follows_its_goods_with_negative_net_and_tax() {
    for example in section("vat_invoice") {
        let (input, expected) = (&example["input"], &example["expected"]);
        let given = input["lines"].as_array().unwrap();
        let taxes: Vec<Tax> = given.iter().map(|line| plain(&line["rate"])).collect();
        let lines: Vec<LineInput> = given
            .iter()
            .zip(&taxes)
            .map(|(of, tax)| match of["amount"].is_string() {
                true => line(Decimal::ONE, decimal(&of["amount"]), tax),
                false => line(decimal(&of["qty"]), decimal(&of["unit_price"]), tax),
            })
            .collect();
        let found = compute(&lines, method(TaxMode::Exclusive, TaxRounding::PerLine)).unwrap();
        for (line, wanted) in found.lines.iter().zip(expected["lines"].as_array().unwrap()) {
            assert_eq!(line.net.to_plain(), text(&wanted["net"]), "{}", id(&example));
            assert_eq!(line.tax.to_plain(), text(&wanted["tax"]), "{}", id(&example));
        }
        assert_eq!(found.net.to_plain(), text(&expected["total_net"]));
        assert_eq!(found.tax.to_plain(), text(&expected["total_tax"]));
        assert_eq!(found.total.to_plain(), text(&expected["total_gross"]));
        let words = uppercase_amount(found.total, Zheng::AfterJiao);
        assert_eq!(words, text(&expected["uppercase"]));
    }
}

/// Goods and services tax, and one that stands on it.
fn compound() -> Tax {
    let gst = TaxPart { include_base: true, ..part("GST", Decimal::from(5)) };
    let qst = TaxPart { base_affected: true, ..part("QST_compound", Decimal::new(9_975, 3)) };
    tax(TaxKind::Group, Decimal::new(1_547_375, 5), vec![gst, qst])
}

fn example(wanted: &str) -> Value {
    section("tax_generic").into_iter().find(|example| id(example) == wanted).unwrap()
}

#[test]
fn a_tax_on_a_tax_comes_out_the_same_from_the_net_and_from_the_gross_price() {
    let example_on_top = example("TG_compound");
    let expected = &example_on_top["expected"];
    let found = of_one(decimal(&example_on_top["input"]["base"]), &compound(), TaxMode::Exclusive);
    assert_eq!(sorted(part_amounts(&found)), expected_parts(&expected["taxes"]));
    assert_eq!(found.total.to_plain(), text(&expected["total"]));

    let example_within = example("TG_compound_incl");
    let expected = &example_within["expected"];
    let found = of_one(decimal(&example_within["input"]["gross"]), &compound(), TaxMode::Inclusive);
    assert_eq!(found.net.to_plain(), text(&expected["base"]));
    assert_eq!(sorted(part_amounts(&found)), expected_parts(&expected["taxes"]));
}

#[test]
fn a_combined_rate_is_rounded_once_and_shared_by_jurisdiction() {
    let example = example("TG_us");
    let (input, expected) = (&example["input"], &example["expected"]);
    let order = ["STATE", "COUNTY", "CITY", "TRANSIT"];
    let parts: Vec<TaxPart> = order
        .iter()
        .map(|name| part(name, decimal(&input["jurisdictions"][name]) * Decimal::ONE_HUNDRED))
        .collect();
    let combined = tax(TaxKind::Combined, Decimal::from(8), parts.clone());
    let found = of_one(decimal(&input["base"]), &combined, TaxMode::Exclusive);
    assert_eq!(found.tax.to_plain(), text(&expected["combined_rate_tax"]));
    assert_eq!(sorted(part_amounts(&found)), expected_parts(&expected["allocated"]));
    let group = tax(TaxKind::Group, Decimal::from(8), parts);
    let separate = of_one(decimal(&input["base"]), &group, TaxMode::Exclusive);
    assert_eq!(separate.tax.to_plain(), text(&expected["sum_per_jurisdiction"]));
    assert_eq!(sorted(part_amounts(&separate)), expected_parts(&expected["per_jurisdiction_rounded"]));
}

#[test]
fn an_amount_by_the_unit_is_within_the_price_and_on_top_of_it() {
    let by_unit =
        TaxPart { kind: PartKind::Fixed, include_base: true, ..part("DEPOSIT", Decimal::new(25, 2)) };
    let rate = TaxPart { base_affected: true, ..part("VAT", Decimal::from(20)) };
    let tax = tax(TaxKind::Group, Decimal::from(20), vec![by_unit, rate]);
    let six = Decimal::from(6);
    let on_top =
        compute(&[line(six, Decimal::from(10), &tax)], method(TaxMode::Exclusive, TaxRounding::PerLine));
    let on_top = on_top.unwrap();
    assert_eq!(on_top.tax.to_plain(), "13.80"); // 6 × 0.25 = 1.50; 20 % of 61.50 = 12.30
    let price = on_top.total.to_decimal() / six;
    let within =
        compute(&[line(six, price, &tax)], method(TaxMode::Inclusive, TaxRounding::PerLine)).unwrap();
    assert_eq!((within.net, within.tax), (on_top.net, on_top.tax));
    assert_eq!(part_amounts(&within), part_amounts(&on_top));
}

#[test]
fn what_is_withheld_is_worked_out_on_the_net_amount_and_is_not_payable() {
    let vat = part("VAT", Decimal::from(22));
    let kept = TaxPart { withheld: true, ..part("WHT", Decimal::from(20)) };
    let tax = tax(TaxKind::Group, Decimal::from(22), vec![vat, kept]);
    for (price, mode) in [(1_000, TaxMode::Exclusive), (1_220, TaxMode::Inclusive)] {
        let found = of_one(Decimal::from(price), &tax, mode);
        let plain =
            [found.net, found.tax, found.total, found.withheld, found.payable].map(|money| money.to_plain());
        assert_eq!(plain, ["1000.00", "220.00", "1220.00", "200.00", "1020.00"]);
    }
}

#[test]
fn a_discount_after_tax_leaves_the_tax_and_one_before_it_does_not() {
    let tax = plain(&"0.10".into());
    let input =
        LineInput { discount: Discount(Decimal::TEN), ..line(Decimal::ONE, Decimal::from(100), &tax) };
    let document_discount = Discount(Decimal::from(50));
    for (mode, after, expected) in [
        (TaxMode::Exclusive, false, ["45.00", "4.50", "49.50", "55.00"]),
        // 110.00 with tax, less 10 %, less 50 %; the tax stays 10.00
        (TaxMode::Exclusive, true, ["39.50", "10.00", "49.50", "60.50"]),
        (TaxMode::Inclusive, false, ["40.91", "4.09", "45.00", "55.00"]),
        (TaxMode::Inclusive, true, ["35.91", "9.09", "45.00", "55.00"]),
    ] {
        let method =
            Method { document_discount, discounts_after_tax: after, ..method(mode, TaxRounding::PerLine) };
        let found = compute(&[input], method).unwrap();
        let plain = [found.net, found.tax, found.total, found.discount].map(|money| money.to_plain());
        assert_eq!(plain, expected, "{mode:?} {after}");
    }
}

#[test]
fn parts_rounded_over_the_document_add_up_on_its_lines() {
    let tax = compound();
    let prices = [1_999, 3_333, 7, 12_345].map(|fen| Decimal::new(fen, 2));
    for (mode, lines) in [(TaxMode::Exclusive, 1), (TaxMode::Inclusive, 1), (TaxMode::Exclusive, -1)] {
        let inputs: Vec<LineInput> =
            prices.iter().map(|price| line(Decimal::from(lines), *price, &tax)).collect();
        let found = compute(&inputs, method(mode, TaxRounding::PerDocument)).unwrap();
        let whole: Decimal = prices.iter().sum::<Decimal>() * Decimal::from(lines);
        let once = of_one(whole, &tax, mode);
        assert_eq!((found.net, found.tax), (once.net, once.tax), "{mode:?}");
        assert_eq!(part_amounts(&found), part_amounts(&once), "{mode:?}");
        for line in &found.lines {
            assert_eq!(line.net.checked_add(line.tax).unwrap(), line.total);
        }
    }
}
