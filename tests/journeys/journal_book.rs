//! The coherent book of the vectors `journal`: every event goes through the board, every entry is compared with the
//! worked one, and at the end the trial balance and the open items are.

use kezhang::api::Door;
use kezhang::error::Error;
use kezhang::money::parse_decimal;
use serde_json::{Value, json};

use crate::program::{Program, call, open};
use crate::worked::{self, example};

/// A business with the customers, suppliers and accounts of the worked book.
pub struct Business {
    pub door: Door,
    _program: Program,
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
        let program = Program::new();
        let door = open(&program.book);
        for (code, is_customer, is_supplier) in PARTIES {
            let fields =
                json!({"code": code, "name": code, "is_customer": is_customer, "is_supplier": is_supplier});
            call(&door, "party.save", json!({"fields": fields})).unwrap();
        }
        let scan = program.folder.path().join("破产裁定.png");
        std::fs::write(&scan, include_bytes!("../../src-tauri/icons/32x32.png")).unwrap();
        let evidence = call(&door, "attachment.add", json!({"path": scan})).unwrap()["id"].clone();
        Business { door, _program: program, evidence }
    }

    fn call(&self, command: &str, input: Value) -> Value {
        call(&self.door, command, input.clone()).unwrap_or_else(|error| panic!("{command} {input}: {error}"))
    }

    fn party(&self, code: &str) -> Value {
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
    fn open(&self, party: &str, business: &str) -> Vec<Value> {
        let input = json!({"party_id": self.party(party), "business": business});
        self.call("settlement.open_items", input).as_array().unwrap().clone()
    }

    fn shares(&self, party: &str, business: &str, amount: &str) -> Value {
        json!([{"item_id": self.open(party, business)[0]["id"], "amount": amount}])
    }

    /// What is open of a party, in the book's currency.
    fn owed(&self, party: &str, business: &str) -> Vec<String> {
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

#[test]
fn the_worked_book_comes_out_to_the_cent() {
    let book = worked_book();
    let balances = worked::trial_balance(&book.door, "2026-07-14");
    worked::assert_balances("TB_before_close", &balances);
    subledgers_tie(&book, "2026-07-14");
    reports_agree(&book);
    year_end(&book);
    subledgers_tie(&book, "2026-12-31");
    let proof = book.call("book.verify", json!({}));
    assert_eq!(proof["holds"], true, "{proof}");
}

/// Every control account is the sum of what its parties have open.
fn subledgers_tie(book: &Business, as_of: &str) {
    let tie = example("journal_checks", "SUBLEDGER_TIE");
    let [owed_to_us, owed] = ["open_items", "AP"].map(|key| tie["input"][key].clone());
    assert_eq!(book.owed("K3", "customer"), [owed_to_us["K3"].as_str().unwrap()]);
    assert_eq!(book.owed("K6", "customer"), [owed_to_us["K6 (USD 600.00)"].as_str().unwrap()]);
    assert_eq!(book.owed("OLD", "customer"), [owed_to_us["opening less K7 write-off"].as_str().unwrap()]);
    assert_eq!(book.owed("OLD", "supplier"), [owed["opening"].as_str().unwrap()]);
    assert_eq!(book.owed("V1", "supplier"), [owed["V1"].as_str().unwrap()]);
    for settled in ["K1", "K2", "K4", "K7"] {
        assert!(book.open(settled, "customer").is_empty(), "{settled}");
    }
    let balances = worked::trial_balance(&book.door, as_of);
    for (account, expected) in tie["expected"].as_object().unwrap() {
        let expected = parse_decimal(expected.as_str().unwrap()).unwrap();
        assert_eq!(balances.get(account).copied().unwrap_or_default().abs(), expected, "{account} {as_of}");
    }
}

/// Profit is transferred at the end of July, the year closed at the end of December; the statements stay as they were.
fn year_end(book: &Business) {
    let month = json!({"month": "2026-07"});
    let before = statements(book);
    assert_eq!(before[0], format!("{:.2}", worked_profit()));
    let preview = book.call("profit.preview", month.clone());
    assert_eq!(preview[0]["lines"].as_array().unwrap().len(), 3);
    let transferred = book.call("profit.transfer", month.clone());
    worked::assert_entry("J35", &transferred[0]);
    worked::assert_entry("J36", &transferred[1]);
    let again = call(&book.door, "profit.transfer", month).unwrap_err();
    assert!(matches!(again, Error::NothingToPost), "{again}");
    assert_eq!(statements(book), before, "a transfer changes no statement");
    let planned = book.call("year.preview", json!({"year": 2026}));
    let closed = book.call("year.close", json!({"year": 2026}));
    assert_eq!(planned.as_array().unwrap().len(), 2);
    worked::assert_entry("J37", &closed[0]);
    worked::assert_entry("J38", &closed[1]);
    assert_eq!(statements(book), before, "closing the year changes no statement");
    worked::assert_only_balances("TB_after_close", &worked::trial_balance(&book.door, "2026-12-31"));
}

fn worked_profit() -> rust_decimal::Decimal {
    parse_decimal(example("journal_checks", "PROFIT")["expected"]["profit"].as_str().unwrap()).unwrap()
}

/// Net profit of the year, both sides of the balance sheet, and what equity keeps, at the year's end.
fn statements(book: &Business) -> Vec<String> {
    let figure = |name: &str, line: &str, column: usize| {
        let report =
            book.call("report.run", json!({"name": name, "as_of": "2026-12-31", "from": "2026-12-01"}));
        let rows = report["rows"].as_array().unwrap().clone();
        let row = rows.iter().find(|row| row["cells"][1]["value"] == line).unwrap();
        row["cells"][column]["value"]["amount"].as_str().unwrap().to_owned()
    };
    let sheet = ["30", "51", "53"].map(|line| figure("balance_sheet", line, 2));
    [vec![figure("profit_and_loss", "32", 3)], sheet.to_vec()].concat()
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

/// Cash flow ends at the cash in hand; parties, items and months share one total of sales; party balances add up to their
/// control accounts.
fn reports_agree(book: &Business) {
    let report = |input: Value| book.call("report.run", input);
    let cash = report(json!({"name": "cash_flow", "as_of": "2026-07-14", "from": "2026-06-01"}));
    let closing = worked::cell(&cash, "total", "year_to_date");
    // 100201 213,465.21 and 100202 2,832.00
    assert_eq!(closing, "216297.21", "{cash}");
    let sales = |group: &str| {
        let report =
            report(json!({"name": "sales", "as_of": "2026-07-14", "from": "2026-06-01", "group": group}));
        worked::cell(&report, "total", "net")
    };
    for group in ["party", "item", "month"] {
        assert_eq!(sales(group), "35188.50", "{group}");
    }
    let purchases = report(json!({"name": "purchases", "as_of": "2026-07-14", "from": "2026-06-01"}));
    assert_eq!(worked::cell(&purchases, "total", "net"), "11000.00");
    let balances = report(json!({"name": "customer_balances", "as_of": "2026-07-14", "from": "2026-06-01"}));
    assert_eq!(worked::cell(&balances, "total", "closing"), "34548.00");
    let open = report(json!({"name": "ap_open_items", "as_of": "2026-07-14"}));
    assert_eq!(worked::cell(&open, "total", "open_base"), "24520.00");
}
