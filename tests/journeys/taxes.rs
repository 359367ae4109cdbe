//! Taxes by configuration: dated rates, taxes on taxes, jurisdictions, reverse charge, withholding, small-scale
//! taxpayers; and the cost of what is sold, posted with the sale.

use kezhang::api::{Door, NewBook};
use kezhang::error::Error;
use kezhang::language::Language;
use kezhang::ledger::Chart;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::{call, now};
use crate::worked;

/// A book of some chart with a customer (1) and a supplier (2).
pub struct Shop {
    pub door: Door,
    _folder: TempDir,
}

impl Shop {
    pub fn new(chart: Chart, currency: &str) -> Shop {
        let folder = tempfile::tempdir().unwrap();
        let new = NewBook {
            name: "Shop".into(),
            currency: currency.parse().unwrap(),
            chart,
            language: Language::En,
        };
        let door = Door::create(&folder.path().join("book.kz"), &new, now()).unwrap();
        for fields in [json!({"name": "C", "is_customer": true}), json!({"name": "S", "is_supplier": true})] {
            call(&door, "party.save", json!({"fields": fields})).unwrap();
        }
        Shop { door, _folder: folder }
    }

    pub fn call(&self, command: &str, input: Value) -> Value {
        call(&self.door, command, input.clone()).unwrap_or_else(|error| panic!("{command} {input}: {error}"))
    }

    pub fn account(&self, code: &str, parent: &str) {
        self.call("account.save", json!({"code": code, "parent": parent, "name_zh": code, "name_en": code}));
    }

    pub fn issue(&self, fields: &Value) -> Value {
        self.call("document.issue", json!({"fields": fields}))
    }

    /// The entry of a document as `account side amount`, in its order.
    #[track_caller]
    fn assert_entry(&self, fields: &Value, expected: &[&str]) {
        let issued = self.issue(fields);
        let lines = issued["entry"]["lines"].as_array().unwrap_or_else(|| panic!("{issued}"));
        let found: Vec<String> = lines
            .iter()
            .map(|line| {
                let side = if line["side"] == "debit" { "D" } else { "C" };
                format!("{} {side} {}", text(&line["account"]), text(&line["base"]["amount"]))
            })
            .collect();
        assert_eq!(found, expected, "{fields}");
        let proof = self.call("book.verify", json!({}));
        assert_eq!(proof["holds"], true, "{proof}");
    }
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}

pub fn trade(kind: &str, date: &str, price: &str, tax: &str) -> Value {
    let party = if kind.contains("invoice") || kind.contains("note") { 1 } else { 2 };
    json!({"kind": kind, "party_id": party, "date": date,
        "lines": [{"description": "goods", "quantity": "1", "unit_price": price, "tax": tax}]})
}

/// A tax with one part more than the chart's own accounts can tell.
pub fn group(code: &str, parts: Value) -> Value {
    json!({"code": code, "treatment": "rate", "kind": "group", "name_zh": code, "name_en": code, "parts": parts})
}

#[test]
fn a_document_takes_the_rate_of_its_day_and_refuses_one_that_has_ended() {
    let shop = Shop::new(Chart::Ifrs, "SGD");
    let gst = |rate: &str, from: &str| {
        json!({"code": "GST", "treatment": "rate", "rate_percent": rate, "name_zh": rate, "name_en": rate,
            "valid_from": from})
    };
    shop.call("tax.save", gst("8", "2023-01-01"));
    shop.call("tax.save", gst("9", "2024-01-01"));
    for (date, total) in [("2023-12-31", "108.00"), ("2024-01-01", "109.00"), ("2026-07-01", "109.00")] {
        let issued = shop.issue(&trade("invoice", date, "100", "GST"));
        assert_eq!(issued["total"]["amount"], total, "{date}");
        let shown = shop.call("document.get", json!({"id": issued["id"]}));
        assert_eq!(shown["totals"]["total"]["amount"], total, "{date}");
    }
    let before = json!({"fields": trade("invoice", "2022-12-31", "100", "GST")});
    let refused = call(&shop.door, "document.issue", before).unwrap_err();
    assert!(matches!(refused, Error::TaxNotInForce { .. }), "{refused}");

    shop.call("tax.end", json!({"code": "GST", "valid_to": "2026-06-30"}));
    let after = json!({"fields": trade("invoice", "2026-07-01", "100", "GST")});
    let refused = call(&shop.door, "document.totals", after).unwrap_err();
    assert_eq!(refused.to_body()["details"], json!({"tax": "GST", "date": "2026-07-01"}));
    let again = call(&shop.door, "tax.save", gst("10", "2024-01-01")).unwrap_err();
    assert!(matches!(again, Error::Duplicate { .. }), "{again}");
    let versions = shop.call("tax.list", json!({}));
    let of_gst: Vec<&Value> =
        versions.as_array().unwrap().iter().filter(|tax| tax["code"] == "GST").collect();
    assert_eq!(of_gst[0]["valid_to"], "2023-12-31");
    assert_eq!(of_gst[1]["valid_to"], "2026-06-30");
}

#[test]
fn a_tax_on_a_tax_posts_each_to_its_own_account() {
    let shop = Shop::new(Chart::Ifrs, "CAD");
    shop.account("23001", "2300");
    shop.account("23002", "2300");
    shop.call(
        "tax.save",
        group(
            "QC",
            json!([{"name_en": "GST", "rate": "5", "include_base": true, "output_account": "23001"},
                {"name_en": "QST", "rate": "9.975", "base_affected": true, "output_account": "23002"}]),
        ),
    );
    let entry = ["1100 D 115.47", "4000 C 100.00", "23001 C 5.00", "23002 C 10.47"];
    shop.assert_entry(&trade("invoice", "2026-07-01", "100", "QC"), &entry);
    let mut within = trade("invoice", "2026-07-01", "115.47", "QC");
    within["tax_mode"] = "inclusive".into();
    shop.assert_entry(&within, &entry);
    let totals = shop.call("document.totals", json!({"fields": within}));
    let parts = totals["taxes"][0]["parts"].as_array().unwrap();
    assert_eq!(
        parts.iter().map(|part| text(&part["amount"]["amount"])).collect::<Vec<_>>(),
        ["5.00", "10.47"]
    );
    shop.assert_entry(
        &trade("credit_note", "2026-07-02", "100", "QC"),
        &["1100 C 115.47", "4000 D 100.00", "23001 D 5.00", "23002 D 10.47"],
    );
    let sold = json!({"op": "between", "field": "net_sales", "from": "100", "to": "100"});
    assert_eq!(shop.call("segment.count", json!({"rule": sold}))["customers"], 1, "taxes are no sales");
    let bought = shop.call("party.purchases", json!({"party_id": 1, "business": "customer"}));
    assert_eq!(bought["net"]["amount"], "100.00");
}

#[test]
fn a_sales_tax_is_rounded_once_and_owed_to_each_jurisdiction() {
    let shop = Shop::new(Chart::Ifrs, "USD");
    let names = ["STATE", "COUNTY", "CITY", "TRANSIT"];
    let parts: Vec<Value> = names
        .iter()
        .zip(["6.25", "0.25", "1.25", "0.25"])
        .zip(["23001", "23002", "23003", "23004"])
        .map(|((name, rate), account)| {
            shop.account(account, "2300");
            json!({"jurisdiction": name, "rate": rate, "output_account": account})
        })
        .collect();
    let mut combined = group("SF", Value::Array(parts));
    combined["kind"] = "combined".into();
    let saved = shop.call("tax.save", combined);
    assert_eq!(saved["rate_percent"], "8");
    shop.assert_entry(
        &trade("invoice", "2026-07-01", "9.99", "SF"),
        &["1100 D 10.79", "4000 C 9.99", "23001 C 0.63", "23002 C 0.03", "23003 C 0.12", "23004 C 0.02"],
    );
}

#[test]
fn a_reverse_charge_posts_both_sides_on_the_bill_and_charges_nothing() {
    let shop = Shop::new(Chart::Ifrs, "EUR");
    shop.call(
        "tax.save",
        json!({"code": "RC21", "treatment": "reverse", "rate_percent": "21", "name_zh": "RC", "name_en": "RC",
            "parts": [{"rate": "21", "output_box": "32", "input_box": "72"}]}),
    );
    shop.assert_entry(
        &trade("bill", "2026-07-01", "1000", "RC21"),
        &["2000 C 1000.00", "1200 D 1000.00", "1350 D 210.00", "2200 C 210.00"],
    );
    shop.assert_entry(
        &trade("supplier_credit", "2026-07-02", "100", "RC21"),
        &["2000 D 100.00", "1200 C 100.00", "1350 C 21.00", "2200 D 21.00"],
    );
    shop.assert_entry(&trade("invoice", "2026-07-02", "500", "RC21"), &["1100 D 500.00", "4000 C 500.00"]);
}

#[test]
fn a_withheld_tax_reduces_what_is_payable_and_stands_on_its_own_account() {
    let shop = Shop::new(Chart::Ifrs, "EUR");
    shop.account("14001", "1400");
    shop.account("23001", "2300");
    shop.call(
        "tax.save",
        group(
            "IT",
            json!([{"rate": "22"}, {"rate": "20", "withheld": true, "output_account": "14001", "input_account": "23001"}]),
        ),
    );
    let invoice = trade("invoice", "2026-07-01", "1000", "IT");
    shop.assert_entry(&invoice, &["1100 D 1020.00", "4000 C 1000.00", "2200 C 220.00", "14001 D 200.00"]);
    shop.assert_entry(
        &trade("bill", "2026-07-01", "1000", "IT"),
        &["2000 C 1020.00", "1200 D 1000.00", "1350 D 220.00", "23001 C 200.00"],
    );
    let open = shop.call("settlement.open_items", json!({"party_id": 1, "business": "customer"}));
    assert_eq!(open[0]["remaining"]["amount"], "1020.00");
    let unnamed = json!({"rate": "20", "withheld": true});
    let refused = call(&shop.door, "tax.save", group("XX", json!([{"rate": "22"}, unnamed]))).unwrap_err();
    assert!(matches!(refused, Error::FieldMissing { .. }), "{refused}");
}

#[test]
fn a_foreign_invoice_with_parts_balances_in_the_books_currency() {
    let shop = Shop::new(Chart::Ifrs, "EUR");
    shop.account("14001", "1400");
    let kept = json!({"rate": "20", "withheld": true, "output_account": "14001"});
    shop.call("tax.save", group("IT", json!([{"rate": "22"}, kept])));
    shop.call("rate.save", json!({"rates": [{"currency": "USD", "date": "2026-07-01", "rate": "0.8713"}]}));
    let mut fields = trade("invoice", "2026-07-01", "33.33", "IT");
    fields["currency"] = "USD".into();
    // payable 33.33 + 7.33 − 6.67 = 33.99 USD, converted once
    shop.assert_entry(&fields, &["1100 D 29.62", "4000 C 29.04", "2200 C 6.39", "14001 D 5.81"]);
}

#[test]
fn a_small_scale_taxpayer_owes_without_columns_and_deducts_nothing() {
    let shop = Shop::new(Chart::CnSmall, "CNY");
    let taxpayer = json!({"valid_from": "2026-07-01", "regime": "small_scale", "filing": "quarter",
        "city_percent": "7", "relief": true});
    shop.call("taxpayer.save", taxpayer);
    shop.assert_entry(
        &trade("invoice", "2026-06-30", "100", "LEVY3"),
        &["1122 D 103.00", "5001 C 100.00", "222107 C 3.00"],
    );
    shop.assert_entry(
        &trade("invoice", "2026-07-01", "100", "LEVY1"),
        &["1122 D 101.00", "5001 C 100.00", "222101 C 1.00"],
    );
    shop.assert_entry(&trade("bill", "2026-07-01", "100", "VAT13"), &["2202 C 113.00", "1405 D 113.00"]);
    shop.assert_entry(
        &trade("bill", "2026-06-30", "100", "VAT13"),
        &["2202 C 113.00", "1405 D 100.00", "22210101 D 13.00"],
    );
}

#[test]
fn what_the_goods_cost_is_posted_with_the_sale_and_taken_back_with_its_credit() {
    let shop = Shop::new(Chart::CnSmall, "CNY");
    let mut invoice = trade("invoice", "2026-06-01", "10000", "VAT13");
    invoice["lines"][0]["cost"] = "6000".into();
    let issued = shop.issue(&invoice);
    worked::assert_entries(&["J02", "J03"], &issued["entry"]);
    let shown = shop.call("document.get", json!({"id": issued["id"]}));
    assert_eq!(shown["lines"][0]["cost"]["amount"], "6000.00");
    let mut credit = trade("credit_note", "2026-06-03", "1000", "VAT13");
    credit["lines"][0]["cost"] = "600".into();
    worked::assert_entries(&["J05", "J06"], &shop.issue(&credit)["entry"]);
    let mut bill = trade("bill", "2026-06-03", "1000", "VAT13");
    bill["lines"][0]["cost"] = "600".into();
    let refused = call(&shop.door, "document.issue", json!({"fields": bill})).unwrap_err();
    assert!(matches!(refused, Error::FieldInvalid { .. }), "{refused}");
    assert_eq!(shop.call("book.verify", json!({}))["holds"], true);
}

#[test]
fn a_tax_out_of_use_is_so_in_all_its_versions() {
    let shop = Shop::new(Chart::CnSmall, "CNY");
    let later = json!({"code": "VAT9", "treatment": "rate", "rate_percent": "8", "name_zh": "8%", "name_en": "8%",
        "valid_from": "2026-08-01"});
    shop.call("tax.save", later);
    for archived in [true, false] {
        let tax = shop.call("tax.archive", json!({"code": "VAT9", "archived": archived}));
        assert_eq!((&tax["valid_from"], &tax["active"]), (&json!("2026-08-01"), &json!(!archived)));
        let all = shop.call("tax.list", json!({}));
        let versions: Vec<&Value> = all
            .as_array()
            .unwrap()
            .iter()
            .filter(|tax| tax["code"] == "VAT9")
            .map(|tax| &tax["active"])
            .collect();
        assert_eq!(versions, [&json!(!archived), &json!(!archived)]);
    }
}
