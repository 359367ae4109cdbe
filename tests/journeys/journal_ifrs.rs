//! The worked entries of `journal_ifrs`, and of `fx` what a book posts of it, each through the board.

use std::path::Path;

use kezhang::api::Door;
use kezhang::money::parse_decimal;
use kezhang::store::{Stamp, UserId};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::calls::now;
use crate::program::{Program, call, open};
use crate::worked::{self, example};

/// A company under IFRS with one customer.
pub struct Company {
    pub door: Door,
    pub party: Value,
    program: Program,
}

impl Company {
    pub fn new(chart: &str) -> Company {
        let program = Program::of_chart(chart);
        let door = open(&program.book);
        let party = call(&door, "party.find", json!({"text": "上海墨香"})).unwrap()[0]["id"].clone();
        Company { door, party, program }
    }

    /// Where files of the company go.
    pub fn folder(&self) -> &Path {
        self.program.folder.path()
    }

    pub fn call(&self, command: &str, input: Value) -> Value {
        call(&self.door, command, input.clone()).unwrap_or_else(|error| panic!("{command} {input}: {error}"))
    }

    #[track_caller]
    pub fn refused(&self, command: &str, input: Value) -> String {
        match call(&self.door, command, input) {
            Ok(answer) => panic!("{command} was not refused: {answer}"),
            Err(error) => error.code(),
        }
    }

    pub fn issue(&self, kind: &str, date: &str, more: Value) -> Value {
        let mut fields = json!({"kind": kind, "party_id": self.party, "date": date});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.call("document.issue", json!({"fields": fields}))
    }

    /// What the customer owed when the books began, due on the day itself.
    pub fn owes(&self, date: &str, amount: &str) -> Value {
        self.issue(
            "opening_receivable",
            date,
            json!({"amount": amount, "number": format!("{date}-{amount}")}),
        )
    }

    /// The open item of a document.
    pub fn item(&self, document: &Value) -> Value {
        let open = self.items();
        let of = open.iter().find(|item| item["document_id"] == document["id"]);
        of.unwrap_or_else(|| panic!("nothing open of {document}: {open:?}"))["id"].clone()
    }

    pub fn items(&self) -> Vec<Value> {
        let input = json!({"party_id": self.party, "business": "customer"});
        self.call("settlement.open_items", input).as_array().unwrap().clone()
    }

    fn rate(&self, currency: &str, date: &str, rate: &str) {
        self.call("rate.save", json!({"rates": [{"currency": currency, "date": date, "rate": rate}]}));
    }

    #[track_caller]
    pub fn verify(&self) {
        let proof = self.call("book.verify", Value::Null);
        assert_eq!(proof["holds"], true, "{proof}");
    }

    /// Rewrites the posted rows of a table past their guard.
    pub fn rewrite(&self, table: &str, change: &str) {
        let stamp = Stamp { actor: UserId::new(1), now: now(), command: "test", reason: None };
        let rewritten = self.door.book().write(stamp, |w| {
            w.execute(&format!("drop trigger {table}_frozen"), [])?;
            w.execute(&format!("update {table} set {change}"), [])
        });
        rewritten.unwrap();
    }

    /// The checks of the proof that found something.
    pub fn failed_checks(&self) -> Vec<String> {
        let proof = self.call("book.verify", Value::Null);
        let failed = proof["checks"].as_array().unwrap().iter().filter(|check| check["faults"] != json!([]));
        failed.map(|check| check["name"].as_str().unwrap().to_owned()).collect()
    }
}

/// What an entry leaves on an account, debit above nought.
fn moved(entry: &Value, account: &str) -> Decimal {
    let lines = entry["lines"].as_array().unwrap_or_else(|| panic!("no entry: {entry}"));
    let base = |line: &Value| parse_decimal(line["base"]["amount"].as_str().unwrap()).unwrap();
    let signed = |line: &Value| if line["side"] == "debit" { base(line) } else { -base(line) };
    lines.iter().filter(|line| line["account"] == account).map(signed).sum()
}

fn decimal(value: &Value) -> Decimal {
    parse_decimal(value.as_str().unwrap()).unwrap()
}

#[test]
fn a_bad_debt_uses_the_allowance_and_what_comes_back_refills_it() {
    let company = Company::new("ifrs");
    let debt = company.owes("2026-03-01", "2000.00");
    let shares = json!([{"item_id": company.item(&debt), "amount": "2000.00"}]);
    let bad_debt = company.issue("bad_debt", "2026-06-25", json!({"reason": "bankruptcy", "shares": shares}));
    worked::assert_entry("I02", &bad_debt["entry"]);
    let recovery =
        company.issue("recovery", "2026-06-27", json!({"amount": "500", "recovers": bad_debt["id"]}));
    worked::assert_entries(&["I03", "I03b"], &recovery["entry"]);
    assert!(company.items().is_empty());
    let fields = json!({"kind": "recovery", "party_id": company.party, "date": "2026-06-28", "amount": "1500.01",
        "recovers": bad_debt["id"]});
    assert_eq!(company.refused("document.issue", json!({"fields": fields})), "over_allocation");
    company.verify();
}

/// A sale of 10,000 with 13 % tax, paid within the discount's days.
fn paid_early(tax: &str) -> (Company, Value) {
    let company = Company::new("ifrs");
    let mut policy = company.call("policy.get", json!({}));
    policy["discount_tax"] = json!(tax);
    company.call("policy.save", policy);
    company.call(
        "tax.save",
        json!({"code": "T13", "name_zh": "13%", "name_en": "13%", "rate_percent": "13", "treatment": "rate",
            "active": true}),
    );
    let line = json!({"description": "goods", "quantity": "1", "unit_price": "10000", "tax": "T13"});
    let invoice = company.issue("invoice", "2026-03-02", json!({"lines": [line]}));
    let share = json!({"item_id": company.item(&invoice), "amount": "11074.00", "discount": "226.00"});
    let receipt = company.issue("receipt", "2026-03-11", json!({"amount": "11074", "shares": [share]}));
    company.verify();
    (company, receipt)
}

#[test]
fn a_settlement_discount_reduces_sales_and_the_tax_where_the_book_says_so() {
    for (vector, tax) in [("I04", "keep"), ("I05", "adjust")] {
        let (company, receipt) = paid_early(tax);
        worked::assert_entry(vector, &receipt["entry"]);
        assert!(company.items().is_empty(), "{vector}");
    }
}

#[test]
fn amounts_are_converted_as_the_rates_were_quoted() {
    for (id, rate) in [("FX_jpy100", "4.7123/100"), ("FX_kwd", "23.1456"), ("FX_inverse", "1/195.43")] {
        let company = Company::new("ifrs");
        let example = example("fx", id);
        let input = &example["input"];
        let currency = input["currency"].as_str().unwrap();
        company.rate(currency, "2026-06-01", rate);
        let foreign = json!({"amount": input["amount"], "currency": currency, "number": id});
        let opened = company.issue("opening_receivable", "2026-06-02", foreign);
        assert_eq!(moved(&opened["entry"], "1100"), decimal(&example["expected"]), "{id}");
    }
}

#[test]
fn parts_of_a_debt_take_their_share_of_what_it_is_carried_at_and_the_last_takes_the_rest() {
    let company = Company::new("ifrs");
    let example = example("fx", "FX_relief");
    company.rate("USD", "2026-06-01", "7.1337");
    let foreign = json!({"amount": example["input"]["foreign"], "currency": "USD", "number": "FX"});
    let opened = company.issue("opening_receivable", "2026-06-02", foreign);
    assert_eq!(moved(&opened["entry"], "1100"), decimal(&example["input"]["carrying"]));
    let reliefs = example["expected"]["relief"].as_array().unwrap();
    for (part, relief) in example["input"]["partials"].as_array().unwrap().iter().zip(reliefs) {
        let receipt = company.issue("receipt", "2026-06-03", json!({"amount": part, "currency": "USD"}));
        assert_eq!(-moved(&receipt["entry"], "1100"), decimal(relief), "{part}");
    }
    assert!(company.items().is_empty());
    company.verify();
}

/// 1,000 dollars at 7.10: 400 settled at 7.05, the rest carried at 7.08 and settled at 7.06. Whether the book carries the
/// change on or takes it back, 44.00 are lost; what the steps lose is the vector's.
#[test]
fn both_policies_of_revaluation_lose_the_same_in_the_end() {
    let flow = example("fx", "FX_flow");
    let expected = &flow["expected"];
    for (policy, worked) in [("reverse", "reversing_policy"), ("carry", "nonreversing_policy")] {
        let company = Company::new("ifrs");
        let mut choices = company.call("policy.get", json!({}));
        choices["revaluation"] = json!(policy);
        company.call("policy.save", choices);
        company.rate("USD", "2026-06-15", "7.1000");
        company.rate("USD", "2026-06-30", "7.0800");
        let dollars = json!({"amount": "1000.00", "currency": "USD", "number": "FX"});
        let opened = company.issue("opening_receivable", "2026-06-15", dollars);
        assert_eq!(moved(&opened["entry"], "1100"), decimal(&expected["invoice_carrying"]));
        let settle = |date: &str, amount: &Value, foreign: &str| {
            let shares = json!([{"item_id": company.item(&opened), "amount": foreign}]);
            let receipt = company.issue("receipt", date, json!({"amount": amount, "shares": shares}));
            receipt["entry"].clone()
        };
        let first = settle("2026-06-20", &expected["settle1"]["cash"], "400.00");
        worked::assert_entry("I06", &first);
        assert_eq!(-moved(&first, "1100"), decimal(&expected["settle1"]["relieve"]));
        let revalued = company.call("revaluation.run", json!({"date": "2026-06-30"}));
        assert_eq!(moved(&revalued["entry"], "7800"), decimal(&expected["reval"]["unrealised_loss"]));
        let back = &revalued["back"];
        assert_eq!(back.is_null(), policy == "carry", "{back}");
        let last = settle("2026-07-05", &expected["reversing_policy"]["settle2_cash"], "600.00");
        assert_eq!(moved(&last, "7800"), decimal(&expected[worked]["settle2_loss"]), "{policy}");
        let balances = worked::trial_balance(&company.door, "2026-07-14");
        assert_eq!(balances["7800"], decimal(&expected["total_fx_loss"]), "{policy}");
        assert!(company.items().is_empty());
        company.verify();
    }
}
