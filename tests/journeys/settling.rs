//! What settles, settles once; what is taken back leaves nothing behind, on any day and in any currency.

use kezhang::api::Door;
use kezhang::error::Result;
use serde_json::{Value, json};

use crate::program::{Program, call, open};

/// A company with a party that is customer (and supplier), and a rate of dollars.
struct Firm {
    door: Door,
    party: Value,
    _program: Program,
}

impl Firm {
    fn new() -> Firm {
        let program = Program::new();
        let door = open(&program.book);
        let fields = json!({"name": "往来", "is_customer": true, "is_supplier": true});
        let party = call(&door, "party.save", json!({"fields": fields})).unwrap()["id"].clone();
        let rates = json!([{"currency": "USD", "date": "2026-06-01", "rate": "7.1337"}]);
        call(&door, "rate.save", json!({"rates": rates})).unwrap();
        Firm { door, party, _program: program }
    }

    fn call(&self, command: &str, input: Value) -> Value {
        self.ask(command, &input).unwrap_or_else(|error| panic!("{command} {input}: {error}"))
    }

    fn ask(&self, command: &str, input: &Value) -> Result<Value> {
        call(&self.door, command, input.clone())
    }

    #[track_caller]
    fn refused(&self, command: &str, input: Value) -> String {
        match self.ask(command, &input) {
            Ok(answer) => panic!("{command} was not refused: {answer}"),
            Err(error) => error.code(),
        }
    }

    fn fields(&self, kind: &str, date: &str, more: Value) -> Value {
        let mut fields = json!({"kind": kind, "party_id": self.party, "date": date});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"fields": fields})
    }

    /// Issues a document and returns it.
    fn issue(&self, kind: &str, date: &str, more: Value) -> Value {
        self.call("document.issue", self.fields(kind, date, more))
    }

    /// A document of one line without tax.
    fn trade(&self, kind: &str, date: &str, currency: &str, price: &str) -> Value {
        let line = json!({"description": "货物", "quantity": "1", "unit_price": price, "tax": "ZERO"});
        self.issue(kind, date, json!({"currency": currency, "due_on": date, "lines": [line]}))
    }

    /// The open item of a document on one kind of account.
    fn item(&self, document: &Value, business: &str) -> Value {
        let input = json!({"party_id": self.party, "business": business});
        let items = self.call("settlement.open_items", input);
        let of_document = items.as_array().unwrap().iter().find(|item| item["document_id"] == document["id"]);
        of_document.unwrap_or_else(|| panic!("nothing open of {document}: {items}"))["id"].clone()
    }

    fn owed(&self, business: &str) -> Vec<[String; 2]> {
        let items = self.call("settlement.open_items", json!({"party_id": self.party, "business": business}));
        let text = |item: &Value, key: &str| item[key]["amount"].as_str().unwrap().to_owned();
        let both = |item: &Value| [text(item, "remaining"), text(item, "remaining_base")];
        items.as_array().unwrap().iter().map(both).collect()
    }

    #[track_caller]
    fn verify(&self) {
        let proof = self.call("book.verify", Value::Null);
        assert_eq!(proof["holds"], true, "{proof}");
    }
}

#[test]
fn a_discount_in_another_currency_than_the_money_counts_at_that_currencys_rate() {
    let firm = Firm::new();
    let invoice = firm.trade("invoice", "2026-07-01", "USD", "1000");
    let share = json!({"item_id": firm.item(&invoice, "customer"), "amount": "980", "discount": "20"});
    let issued = firm.issue("receipt", "2026-07-02", json!({"amount": "6991.03", "shares": [share]}));
    let lines = issued["entry"]["lines"].as_array().unwrap();
    let discount = lines.iter().find(|line| line["account"] == "560303").unwrap();
    assert_eq!(discount["base"], json!({"amount": "142.67", "currency": "CNY"}), "{issued}");
    assert!(firm.owed("customer").is_empty());
    firm.verify();
}

#[test]
fn a_bad_debt_is_proven_by_a_scan_that_is_in_the_book() {
    let firm = Firm::new();
    let invoice = firm.trade("invoice", "2026-07-01", "CNY", "100");
    let shares = json!([{"item_id": firm.item(&invoice, "customer"), "amount": "100"}]);
    let fields = firm.fields(
        "bad_debt",
        "2026-07-02",
        json!({"reason": "bankruptcy", "evidence": [77], "shares": shares}),
    );
    assert_eq!(firm.refused("document.issue", fields), "not_found");
}

#[test]
fn a_credit_note_corrects_no_void_invoice() {
    let firm = Firm::new();
    let invoice = firm.trade("invoice", "2026-07-01", "CNY", "100");
    firm.call("document.void", json!({"id": invoice["id"]}));
    let line = json!({"description": "货物", "quantity": "1", "unit_price": "100", "tax": "ZERO"});
    let more = json!({"credits": invoice["id"], "lines": [line]});
    assert_eq!(
        firm.refused("document.issue", firm.fields("credit_note", "2026-07-02", more)),
        "field_invalid"
    );
}
