//! What the editor of a document is told and may choose.

use serde_json::{Value, json};

use crate::program::{Program, call, invoice, open};

/// An invoice with a tenth off the whole of it.
fn discounted() -> Value {
    let mut input = invoice("1000");
    input["fields"]["discount_percent"] = json!("10");
    input
}

#[test]
fn a_total_in_yuan_comes_with_its_capital_figures_and_another_without() {
    let program = Program::new();
    let door = open(&program.book);
    let totals = call(&door, "document.totals", discounted()).unwrap();
    assert_eq!(totals["total"]["amount"], "1017.00");
    assert_eq!(totals["uppercase"], "壹仟零壹拾柒元整");
    let mut dollars = discounted();
    dollars["fields"]["currency"] = json!("USD");
    assert_eq!(call(&door, "document.totals", dollars).unwrap()["uppercase"], Value::Null);
}

#[test]
fn a_document_tells_the_discount_on_the_whole_of_it() {
    let program = Program::new();
    let door = open(&program.book);
    let issued = call(&door, "document.issue", discounted()).unwrap();
    let document = call(&door, "document.get", json!({"id": issued["id"]})).unwrap();
    assert_eq!(document["discount_percent"], "10");
}

#[test]
fn a_tax_out_of_use_stays_with_what_was_issued_and_comes_back() {
    let program = Program::new();
    let door = open(&program.book);
    let issued = call(&door, "document.issue", invoice("1000")).unwrap();
    let archive = |archived: bool| call(&door, "tax.archive", json!({"code": "VAT13", "archived": archived}));
    assert_eq!(archive(true).unwrap_err().code(), "tax_is_default", "new documents begin with it");

    let mut company = call(&door, "company.get", Value::Null).unwrap();
    company["default_tax"] = json!("VAT6");
    call(&door, "company.save", company).unwrap();
    assert_eq!(archive(true).unwrap()["active"], false);
    let document = call(&door, "document.get", json!({"id": issued["id"]})).unwrap();
    assert_eq!(document["lines"][0]["tax"]["code"], "VAT13");
    assert_eq!(document["totals"]["tax"]["amount"], "130.00");
    assert_eq!(call(&door, "book.verify", Value::Null).unwrap()["holds"], true);
    assert_eq!(archive(false).unwrap()["active"], true);
}
