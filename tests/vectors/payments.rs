//! Section `payment_alloc`: which debts a payment pays (民法典 560, 561).

use std::collections::BTreeMap;

use kezhang::settlement::{Debt, DebtParts, Rule, allocate_within_debt, propose};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::reader::{day, decimal, fen, id, plain, section, text};

fn debt(value: &Value) -> Debt<&str> {
    let rate = value.get("rate").map_or(Decimal::ZERO, decimal);
    Debt {
        key: text(&value["id"]),
        open_minor: fen(&value["open"]),
        due_on: day(&value["due"]),
        burden: rate,
    }
}

#[test]
fn a_payment_pays_what_was_named_then_what_is_due_and_the_rest_is_an_advance() {
    for example in section("payment_alloc").iter().filter(|example| example["input"].get("debts").is_some()) {
        let (input, expected) = (&example["input"], &example["expected"]);
        let debts: Vec<Debt<&str>> = input["debts"].as_array().unwrap().iter().map(debt).collect();
        let named: Vec<&str> = input
            .get("payer_specified")
            .and_then(Value::as_array)
            .map(|names| names.iter().map(text).collect())
            .unwrap_or_default();
        let found =
            propose(fen(&input["payment"]), &debts, &named, Rule::ExactThenOldest, day(&input["as_of"]))
                .unwrap();
        let applied: BTreeMap<&str, String> =
            found.applied.into_iter().map(|(key, minor)| (key, plain(minor))).collect();
        let wanted: BTreeMap<&str, String> = expected["applied"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(key, amount)| (key.as_str(), text(amount).to_owned()))
            .collect();
        assert_eq!(applied, wanted, "{}", id(example));
        assert_eq!(plain(found.advance_minor), text(&expected["advance"]), "{}", id(example));
    }
}

#[test]
fn within_a_debt_costs_come_before_interest_and_interest_before_principal() {
    let examples = section("payment_alloc");
    let example = examples.iter().find(|example| id(example) == "PA_561").unwrap();
    let parts = |value: &Value| DebtParts {
        costs: fen(&value["costs"]),
        interest: fen(&value["interest"]),
        principal: fen(&value["principal"]),
    };
    let paid = allocate_within_debt(fen(&example["input"]["payment"]), parts(&example["input"]["debt"]));
    assert_eq!(paid, parts(&example["expected"]));
}
