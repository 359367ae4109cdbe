//! The coherent book of the vectors `journal`: every event goes through the board, and every entry is compared with the
//! worked one.

use kezhang::api::{Door, NewBook};
use kezhang::language::Language;
use kezhang::ledger::Chart;
use kezhang::money::Currency;
use kezhang::store::Book;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::calls::{call, now};
use crate::worked::{self, example};

/// A business with the customers, suppliers and accounts of the worked book.
pub struct Business {
    pub door: Door,
    _folder: TempDir,
    evidence: Value,
}

/// Parties of the worked book, by name.
const PARTIES: [(&str, bool, bool); 9] = [
    ("K1", true, false),
    ("K2", true, false),
    ("K3", true, false),
    ("K4", true, false),
    ("V1", true, true),
    ("K6", true, false),
    ("K7", true, false),
    ("V2", false, true),
    ("OLD", true, true),
];

impl Business {
    fn new() -> Business {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.kz");
        let new = NewBook {
            name: "账簿示例".into(),
            currency: Currency::CNY,
            chart: Chart::CnSmall,
            language: Language::ZhCn,
        };
        let door = Door::fill(Book::create(&path, None).unwrap(), &new, now()).unwrap();
        for (code, is_customer, is_supplier) in PARTIES {
            let fields =
                json!({"code": code, "name": code, "is_customer": is_customer, "is_supplier": is_supplier});
            call(&door, "party.save", json!({"fields": fields})).unwrap();
        }
        let scan = folder.path().join("破产裁定.png");
        std::fs::write(&scan, include_bytes!("../../src-tauri/icons/32x32.png")).unwrap();
        let evidence = call(&door, "attachment.add", json!({"path": scan})).unwrap()["id"].clone();
        Business { door, _folder: folder, evidence }
    }

    pub fn call(&self, command: &str, input: Value) -> Value {
        call(&self.door, command, input.clone()).unwrap_or_else(|error| panic!("{command} {input}: {error}"))
    }

    pub fn party(&self, code: &str) -> Value {
        let found = self.call("party.find", json!({"text": code}));
        found.as_array().unwrap().iter().find(|party| party["code"] == code).unwrap()["id"].clone()
    }

    /// Issues a document and compares its entry with the worked one.
    fn issue(&self, vector: &str, fields: Value) -> Value {
        let issued = self.call("document.issue", json!({"fields": fields}));
        worked::assert_entry(vector, &issued["entry"]);
        issued["id"].clone()
    }

    fn voucher(&self, vector: &str, date: &str) {
        let input = json!({"date": date, "summary": vector, "lines": worked::voucher_lines(vector)});
        worked::assert_entry(vector, &self.call("voucher.post", input));
    }

    fn trade(&self, kind: &str, party: &str, date: &str, price: &str, tax: &str, more: Value) -> Value {
        let mut fields = json!({"kind": kind, "party_id": self.party(party), "date": date, "due_on": date,
            "lines": [{"description": "货物", "quantity": "1", "unit_price": price, "tax": tax}]});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fields
    }

    fn cash(&self, kind: &str, party: &str, date: &str, amount: &str, more: Value) -> Value {
        let mut fields = json!({"kind": kind, "party_id": self.party(party), "date": date, "amount": amount});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fields
    }

    /// The open items of a party, on one side of the business.
    pub fn open(&self, party: &str, business: &str) -> Vec<Value> {
        let input = json!({"party_id": self.party(party), "business": business});
        self.call("settlement.open_items", input).as_array().unwrap().clone()
    }

    fn shares(&self, party: &str, business: &str, amount: &str) -> Value {
        json!([{"item_id": self.open(party, business)[0]["id"], "amount": amount}])
    }

    /// What is open of a party, in the book's currency.
    pub fn owed(&self, party: &str, business: &str) -> Vec<String> {
        let items = self.open(party, business);
        items.iter().map(|item| item["remaining_base"]["amount"].as_str().unwrap().to_owned()).collect()
    }
}

/// Everything of the worked book before its close.
pub fn worked_book() -> Business {
    let book = Business::new();
    opening(&book);
    sales(&book);
    purchases(&book);
    foreign_currency(&book);
    bad_debts(&book);
    for (vector, date) in
        [("J31", "2026-06-28"), ("J32", "2026-06-30"), ("J33", "2026-06-30"), ("J34", "2026-07-10")]
    {
        if vector == "J32" {
            let input = json!({"month": "2026-06", "surtaxes": false});
            let posted = call(&book.door, "vat.transfer", input).unwrap();
            worked::assert_entry(vector, &posted["transfer"]);
            continue;
        }
        book.voucher(vector, date);
    }
    book
}

/// The receivable of the opening is OLD's 28,000 and K7's 2,000; the payable is OLD's.
fn opening(book: &Business) {
    let open = |kind: &str, party: &str, amount: &str| {
        let fields = json!({"kind": kind, "party_id": book.party(party), "date": "2026-05-31", "amount": amount,
            "number": format!("{party}-1")});
        book.call("document.issue", json!({"fields": fields}));
    };
    open("opening_receivable", "OLD", "28000.00");
    open("opening_receivable", "K7", "2000.00");
    open("opening_payable", "OLD", "20000.00");
    let lines: Vec<Value> = example("journal", "J01")["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| !["1122", "2202"].contains(&line["account"].as_str().unwrap()))
        .map(|line| {
            let side = if line["side"] == "D" { "debit" } else { "credit" };
            json!({"account": line["account"], "side": side, "amount": line["amount"]})
        })
        .collect();
    book.call("ledger.open_balances", json!({"date": "2026-05-31", "lines": lines}));
}

fn sales(book: &Business) {
    let none = json!({});
    let invoice =
        book.issue("J02", book.trade("invoice", "K1", "2026-06-01", "10000", "VAT13", none.clone()));
    book.voucher("J03", "2026-06-01");
    let inclusive = json!({"tax_mode": "inclusive"});
    book.issue("J04", book.trade("invoice", "K2", "2026-06-02", "100", "VAT13", inclusive));
    let credits = json!({"credits": invoice});
    let credit = book.issue("J05", book.trade("credit_note", "K1", "2026-06-03", "1000", "VAT13", credits));
    book.voucher("J06", "2026-06-03");
    let owed = book.open("K1", "customer");
    let of = |id: &Value| owed.iter().find(|item| item["document_id"] == *id).unwrap()["id"].clone();
    book.call(
        "settlement.apply",
        json!({"credit_item_id": of(&credit), "date": "2026-06-03",
            "shares": [{"item_id": of(&invoice), "amount": "1130.00"}]}),
    );
    book.issue("J07", book.cash("receipt", "K1", "2026-06-04", "5000", none.clone()));
    book.issue("J08", book.cash("receipt", "K1", "2026-06-05", "6000", none.clone()));
    book.issue("J09", book.cash("receipt", "K3", "2026-06-05", "3000", none.clone()));
    book.issue("J10", book.trade("invoice", "K3", "2026-06-06", "5000", "VAT6", none.clone()));
    let owed = book.open("K3", "customer");
    let [advance, debt] = ["customer_advance", "receivable"]
        .map(|control| owed.iter().find(|item| item["control"] == control).unwrap()["id"].clone());
    let applied = book.call(
        "settlement.apply",
        json!({"credit_item_id": advance, "date": "2026-06-07", "shares": [{"item_id": debt, "amount": "3000"}]}),
    );
    worked::assert_entry("J11", &book.call("entry.get", json!({"seq": applied["seq"]})));
    book.issue("J12", book.cash("refund", "K1", "2026-06-08", "830", none.clone()));
    book.issue("J13", book.trade("invoice", "K4", "2026-06-08", "10000", "VAT13", none));
    let item = book.open("K4", "customer")[0]["id"].clone();
    let early = json!({"shares": [{"item_id": item, "amount": "11074.00", "discount": "226.00"}]});
    book.issue("J14", book.cash("receipt", "K4", "2026-06-17", "11074", early));
    book.issue("J15", book.cash("receipt", "K2", "2026-06-18", "100", json!({"fee": "5"})));
}

fn purchases(book: &Business) {
    let none = json!({});
    book.issue("J16", book.trade("bill", "V1", "2026-06-09", "8000", "VAT13", none.clone()));
    book.issue("J17", book.cash("payment", "V2", "2026-06-09", "2000", none.clone()));
    book.issue("J18", book.trade("bill", "V2", "2026-06-10", "3000", "VAT13", none.clone()));
    let owed = book.open("V2", "supplier");
    let [prepaid, debt] = ["supplier_prepayment", "payable"]
        .map(|control| owed.iter().find(|item| item["control"] == control).unwrap()["id"].clone());
    let applied = book.call(
        "settlement.apply",
        json!({"credit_item_id": prepaid, "date": "2026-06-11", "shares": [{"item_id": debt, "amount": "2000"}]}),
    );
    worked::assert_entry("J19", &book.call("entry.get", json!({"seq": applied["seq"]})));
    book.issue("J20", book.cash("payment", "V2", "2026-06-12", "1390", none.clone()));
    book.issue("J21", book.trade("invoice", "V1", "2026-06-13", "4000", "VAT13", none));
    let fields = json!({"kind": "offset", "offset": "receivable_to_payable", "party_id": book.party("V1"),
        "date": "2026-06-14", "agreement": "抵账协议 2026-06",
        "shares": book.shares("V1", "customer", "4520.00"), "against": book.shares("V1", "supplier", "4520.00")});
    book.issue("J22", fields);
}

fn foreign_currency(book: &Business) {
    let rate =
        |date: &str, rate: &str| json!({"currency": "USD", "date": date, "rate": rate, "source": "PBoC"});
    let rates = [rate("2026-06-15", "7.1000"), rate("2026-06-20", "7.0500"), rate("2026-06-30", "7.0800")];
    book.call("rate.save", json!({"rates": rates}));
    let dollars = json!({"currency": "USD"});
    book.issue("J23", book.trade("invoice", "K6", "2026-06-15", "1000", "ZERO", dollars));
    let dollars = json!({"currency": "USD", "account": "100202"});
    book.issue("J24", book.cash("receipt", "K6", "2026-06-20", "400", dollars));
    let revalued = book.call("revaluation.run", json!({"date": "2026-06-30"}));
    worked::assert_entries(&["J25", "J26"], &revalued["entry"]);
    assert!(revalued["back"].is_null(), "{revalued}");
}

fn bad_debts(book: &Business) {
    let fields = json!({"kind": "bad_debt", "party_id": book.party("K7"), "date": "2026-06-25",
        "reason": "bankruptcy", "evidence": [book.evidence], "shares": book.shares("K7", "customer", "2000.00")});
    let bad_debt = book.issue("J29", fields);
    book.issue("J30", book.cash("recovery", "K7", "2026-06-27", "500", json!({"recovers": bad_debt})));
}
