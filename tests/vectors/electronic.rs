//! Section `en16931`, as far as it is the arithmetic of a document.

use kezhang::documents::en16931::{
    Adjustment, Category, Invoice, Priced, TaxCategory, en_totals, line_within_tolerance,
};
use kezhang::money::{Currency, Figure, Money, Rounding};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::reader::{decimal, id, section, text};

fn euro(value: &Value) -> Money {
    Money::parse(text(value), Currency::EUR).unwrap()
}

fn category(of: &Value) -> Category {
    let category = if of["cat"] == "Z" { TaxCategory::Zero } else { TaxCategory::Standard };
    (category, Figure(decimal(&of["rate"])))
}

fn adjustments(of: &Value) -> Vec<Adjustment> {
    let all = of.as_array().unwrap().iter();
    all.map(|of| Adjustment { category: category(of), amount: euro(&of["amount"]) }).collect()
}

#[test]
fn an_electronic_invoice_adds_up_by_its_business_terms() {
    for example in section("en16931").iter().filter(|example| id(example).starts_with("EN_")) {
        let (input, expected) = (&example["input"], &example["expected"]);
        let lines: Vec<Priced> = input["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| Priced {
                category: category(line),
                quantity: decimal(&line["qty"]),
                price: decimal(&line["price"]),
                base_quantity: Decimal::ONE,
                allowance: euro(&line["line_allowance"]),
                charge: Money::zero(Currency::EUR),
            })
            .collect();
        let found = en_totals(&Invoice {
            currency: Currency::EUR,
            rounding: Rounding::HalfUp,
            lines: &lines,
            allowances: &adjustments(&input["doc_allowance"]),
            charges: &adjustments(&input["doc_charge"]),
            prepaid: euro(&input["prepaid"]),
            rounding_amount: euro(&input["rounding"]),
        })
        .unwrap();
        let amounts: Vec<Money> = expected["BT-131"].as_array().unwrap().iter().map(euro).collect();
        assert_eq!(found.lines, amounts, "{}", id(example));
        for (term, amount) in [
            ("BT-106", found.line_sum),
            ("BT-107", found.allowances),
            ("BT-108", found.charges),
            ("BT-109", found.without_tax),
            ("BT-110", found.tax),
            ("BT-112", found.with_tax),
            ("BT-115", found.payable),
        ] {
            assert_eq!(amount.to_plain(), text(&expected[term]), "{} {term}", id(example));
        }
        let wanted = expected["BG-23"].as_array().unwrap();
        assert_eq!(found.breakdown.len(), wanted.len());
        for (of, wanted) in found.breakdown.iter().zip(wanted) {
            let expected = (category(wanted), euro(&wanted["BT-116"]), euro(&wanted["BT-117"]));
            assert_eq!((of.category, of.base, of.tax), expected, "{}", id(example));
        }
    }
}

#[test]
fn a_given_line_amount_may_differ_by_two_cents() {
    for example in section("en16931").iter().filter(|example| id(example).starts_with("R120")) {
        let input = &example["input"];
        let line = Priced {
            category: (TaxCategory::Standard, Figure::ZERO),
            quantity: decimal(&input["qty"]),
            price: decimal(&input["price"]),
            base_quantity: decimal(&input["base_qty"]),
            allowance: euro(&input["allowance"]),
            charge: euro(&input["charge"]),
        };
        let passes = line_within_tolerance(&line, euro(&input["net"]));
        assert_eq!(passes, example["expected"]["pass"].as_bool().unwrap(), "{}", id(example));
    }
}
