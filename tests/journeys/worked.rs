//! Entries and balances as the vectors work them out.

use std::collections::BTreeMap;

use kezhang::api::Door;
use kezhang::money::parse_decimal;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::calls::call;

/// The examples of a section of `vectors.json`.
pub fn every(section: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("../vectors/vectors.json")).unwrap();
    all[section].as_array().unwrap().clone()
}

/// One of them, by its id.
pub fn example(section: &str, id: &str) -> Value {
    every(section).into_iter().find(|example| example["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}

/// What each account and side moves by, red letter below nought.
type Sides = BTreeMap<(String, bool), Decimal>;

fn worked_sides(vectors: &[&str]) -> Sides {
    let mut sides = Sides::new();
    for vector in vectors {
        let section = if vector.starts_with('J') { "journal" } else { "journal_ifrs" };
        for line in example(section, vector)["lines"].as_array().unwrap() {
            let key = (line["account"].as_str().unwrap().to_owned(), line["side"] == "D");
            *sides.entry(key).or_default() += parse_decimal(line["amount"].as_str().unwrap()).unwrap();
        }
    }
    sides
}

fn posted_sides(entry: &Value) -> Sides {
    let mut sides = Sides::new();
    for line in entry["lines"].as_array().unwrap_or_else(|| panic!("no entry: {entry}")) {
        let key = (line["account"].as_str().unwrap().to_owned(), line["side"] == "debit");
        *sides.entry(key).or_default() += parse_decimal(line["base"]["amount"].as_str().unwrap()).unwrap();
    }
    sides
}

#[track_caller]
pub fn assert_entry(vector: &str, entry: &Value) {
    assert_entries(&[vector], entry);
}

/// One entry that posts what several worked ones do.
#[track_caller]
pub fn assert_entries(vectors: &[&str], entry: &Value) {
    assert_eq!(posted_sides(entry), worked_sides(vectors), "{vectors:?}");
}

/// The lines of a worked entry as a voucher has them.
pub fn voucher_lines(vector: &str) -> Vec<Value> {
    let section = if vector.starts_with('J') { "journal" } else { "journal_ifrs" };
    let lines = example(section, vector)["lines"].as_array().unwrap().clone();
    let side = |line: &Value| if line["side"] == "D" { "debit" } else { "credit" };
    lines
        .iter()
        .map(|line| json!({"account": line["account"], "side": side(line), "amount": line["amount"]}))
        .collect()
}

/// Closing balances by account, debit above nought.
pub fn trial_balance(door: &Door, as_of: &str) -> BTreeMap<String, Decimal> {
    let report = call(door, "report.run", json!({"name": "trial_balance", "as_of": as_of})).unwrap();
    let column = |key: &str| {
        let columns = report["columns"].as_array().unwrap();
        columns.iter().position(|column| column["key"] == key).unwrap_or_else(|| panic!("no column {key}"))
    };
    let [account, debit, credit] = ["account", "closing_debit", "closing_credit"].map(column);
    let amount = |cell: &Value| match cell["value"]["amount"].as_str() {
        Some(text) => parse_decimal(text).unwrap(),
        None => Decimal::ZERO,
    };
    let rows = report["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "line");
    rows.map(|row| {
        let cells = &row["cells"];
        (cells[account]["value"].as_str().unwrap().to_owned(), amount(&cells[debit]) - amount(&cells[credit]))
    })
    .collect()
}

/// [`assert_balances`], and every other account holds nothing.
#[track_caller]
pub fn assert_only_balances(vector: &str, balances: &BTreeMap<String, Decimal>) {
    assert_balances(vector, balances);
    let expected = example("journal_checks", vector)["expected"].clone();
    for (account, balance) in balances.iter().filter(|(account, _)| expected[account.as_str()].is_null()) {
        assert!(balance.is_zero(), "{vector} {account}: {balance}");
    }
}

#[track_caller]
pub fn assert_balances(vector: &str, balances: &BTreeMap<String, Decimal>) {
    for (account, expected) in example("journal_checks", vector)["expected"].as_object().unwrap() {
        let expected = parse_decimal(expected.as_str().unwrap()).unwrap();
        let balance = balances.get(account).copied().unwrap_or_default();
        assert_eq!(balance, expected, "{vector} {account}");
    }
}

/// The amount in the last row of a kind, under a column's key.
pub fn cell(report: &Value, kind: &str, key: &str) -> String {
    let columns = report["columns"].as_array().unwrap();
    let at = columns.iter().position(|column| column["key"] == key).unwrap_or_else(|| panic!("no {key}"));
    let row = report["rows"].as_array().unwrap().iter().rfind(|row| row["kind"] == kind).unwrap();
    row["cells"][at]["value"]["amount"].as_str().unwrap_or_default().to_owned()
}
