//! What an accountant and an auditor ask of the worked book: equity, write-offs, exchange differences, numbers,
//! exceptions, and what was recorded since.

use serde_json::{Value, json};

use crate::program::call;
use crate::worked::cell;
use crate::worked_book::{Business, worked_book};

fn report(book: &Business, name: &str, more: Value) -> Value {
    let mut request = json!({"name": name, "as_of": "2026-07-14", "from": "2026-06-01"});
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    call(&book.door, "report.run", request).unwrap()
}

/// What a report says in one column of its lines: amounts, texts and words.
fn column(report: &Value, key: &str) -> Vec<String> {
    let columns = report["columns"].as_array().unwrap();
    let at = columns.iter().position(|column| column["key"] == key).unwrap_or_else(|| panic!("no {key}"));
    let rows = report["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "line");
    rows.map(|row| {
        let value = &row["cells"][at]["value"];
        value["amount"].as_str().or(value.as_str()).unwrap_or_default().to_owned()
    })
    .collect()
}

fn headings(report: &Value) -> Vec<&str> {
    let rows = report["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "heading");
    rows.map(|row| row["cells"][0]["value"].as_str().unwrap()).collect()
}

#[test]
fn equity_is_the_balance_sheets_and_its_profit_the_profit_and_loss_accounts() {
    let book = worked_book();
    let equity = report(&book, "equity", json!({}));
    assert_eq!(cell(&equity, "total", "total"), "281925.21");
    assert_eq!(cell(&equity, "subtotal", "total"), "21925.21");
    assert_eq!(cell(&equity, "total", "equity_51"), "31925.21");
    let later = report(&book, "equity", json!({"from": "2026-07-01"}));
    assert_eq!(cell(&later, "total", "total"), "281925.21");
}

#[test]
fn debts_given_up_and_recovered_stand_with_their_reasons_until_they_are_voided() {
    let book = worked_book();
    let write_offs = report(&book, "write_offs", json!({}));
    assert_eq!(cell(&write_offs, "total", "bad_debt"), "2000.00");
    assert_eq!(cell(&write_offs, "total", "recovery"), "500.00");
    assert_eq!(column(&write_offs, "reason"), ["reason_bankruptcy", ""]);
    let recovery = write_offs["rows"][1]["opens"]["id"].clone();
    call(&book.door, "document.void", json!({"id": recovery, "date": "2026-07-01"})).unwrap();
    let write_offs = report(&book, "write_offs", json!({}));
    assert_eq!(cell(&write_offs, "total", "recovery"), "");
    assert_eq!(column(&write_offs, "recovery"), ["", "500.00", "-500.00"]);
}

#[test]
fn exchange_differences_are_realised_by_settling_and_unrealised_by_revaluing() {
    let book = worked_book();
    let differences = report(&book, "fx_differences", json!({}));
    assert_eq!(headings(&differences), ["USD"]);
    // J24 lost 20; J25 lost 12 on the invoice, J26 gained 12 on the bank account.
    assert_eq!(column(&differences, "realised"), ["-20.00", "", ""]);
    let mut unrealised = column(&differences, "unrealised");
    unrealised.sort();
    assert_eq!(unrealised, ["", "-12.00", "12.00"]);
    assert_eq!(cell(&differences, "total", "total"), "-20.00");
}

#[test]
fn an_auditor_finds_voids_and_attempts_and_no_gap_in_the_numbers() {
    let book = worked_book();
    let head =
        call(&book.door, "report.run", json!({"name": "journal", "as_of": "2026-07-14"})).unwrap()["seq"]
            .clone();
    let write_offs = report(&book, "write_offs", json!({}));
    let recovery = write_offs["rows"][1]["opens"]["id"].clone();
    call(&book.door, "document.void", json!({"id": recovery, "date": "2026-07-01"})).unwrap();

    let gaps = report(&book, "number_gaps", json!({}));
    assert!(column(&gaps, "missing").iter().all(String::is_empty), "{gaps}");

    let exceptions = report(&book, "audit_exceptions", json!({}));
    assert!(headings(&exceptions).contains(&"reversal"), "{exceptions}");

    let changes = report(&book, "changes", json!({"since": format!("#{head}")}));
    assert_eq!(column(&changes, "date"), ["2026-07-01"]);
    assert_eq!(column(&changes, "kind"), ["recovery_void"]);
    let party = changes["rows"][0]["opens"]["id"].clone();
    assert_eq!(party, recovery);
    // A day on which nothing was known yet, and a month that was never closed.
    let before = report(&book, "changes", json!({"since": "2000-01-01", "as_of": "2026-06-10"}));
    assert!(column(&before, "date").iter().all(|date| date.as_str() <= "2026-06-10"));
    let refused =
        call(&book.door, "report.run", json!({"name": "changes", "as_of": "2026-07-14", "since": "2026-05"}));
    assert_eq!(refused.unwrap_err().code(), "not_found");
}
