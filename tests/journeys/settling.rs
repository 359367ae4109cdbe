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

    fn apply(&self, credit: &Value, date: &str, shares: Value) -> Value {
        json!({"credit_item_id": credit, "date": date, "shares": shares})
    }

    #[track_caller]
    fn verify(&self) {
        let proof = self.call("book.verify", Value::Null);
        assert_eq!(proof["holds"], true, "{proof}");
    }
}

#[test]
fn an_application_without_an_entry_is_taken_back_only_once() {
    let firm = Firm::new();
    let invoice = firm.trade("invoice", "2026-07-01", "CNY", "100");
    let credit = firm.trade("credit_note", "2026-07-02", "CNY", "100");
    let (debt, minus) = (firm.item(&invoice, "customer"), firm.item(&credit, "customer"));
    let shares = json!([{"item_id": debt, "amount": "60"}]);
    let applied = firm.call("settlement.apply", firm.apply(&minus, "2026-07-03", shares.clone()));
    let taken = json!({"seq": applied["seq"], "date": "2026-07-04"});
    firm.call("settlement.take_back", taken.clone());
    // The same again: now there would be room for taking the first back a second time.
    firm.call("settlement.apply", firm.apply(&minus, "2026-07-05", shares));
    assert_eq!(firm.refused("settlement.take_back", taken), "already_void");
    assert_eq!(firm.owed("customer"), [["40.00", "40.00"], ["-40.00", "-40.00"]]);
}

#[test]
fn an_item_named_in_three_shares_is_relieved_to_the_last_cent() {
    let firm = Firm::new();
    let invoice = firm.trade("invoice", "2026-07-01", "USD", "100");
    let advance =
        firm.issue("receipt", "2026-07-02", json!({"amount": "100", "currency": "USD", "rule": "chosen"}));
    let debt = firm.item(&invoice, "customer");
    let share = |amount: &str| json!({"item_id": debt, "amount": amount});
    let shares = json!([share("33.33"), share("33.33"), share("33.34")]);
    let credit = firm.item(&advance, "customer");
    firm.call("settlement.apply", firm.apply(&credit, "2026-07-03", shares));
    assert!(firm.owed("customer").is_empty(), "{:?}", firm.owed("customer"));
}

#[test]
fn only_an_advance_or_a_credit_settles_and_only_its_own_side() {
    let firm = Firm::new();
    let [invoice, other] = ["100", "50"].map(|price| firm.trade("invoice", "2026-07-01", "USD", price));
    let bill = firm.trade("bill", "2026-07-01", "USD", "100");
    let advance =
        firm.issue("receipt", "2026-07-02", json!({"amount": "100", "currency": "USD", "rule": "chosen"}));
    let shares = |item: &Value| json!([{"item_id": item, "amount": "50"}]);
    let (debt, second) = (firm.item(&invoice, "customer"), firm.item(&other, "customer"));
    let (owed, credit) = (firm.item(&bill, "supplier"), firm.item(&advance, "customer"));
    for (from, to) in [(&debt, &second), (&credit, &owed), (&owed, &debt)] {
        let input = firm.apply(from, "2026-07-03", shares(to));
        assert_eq!(firm.refused("settlement.apply", input), "field_invalid", "{from} {to}");
    }
    firm.verify();
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
fn a_receipt_voided_before_a_day_on_which_its_advance_was_applied_and_taken_back_leaves_the_accounts_proven()
{
    let firm = Firm::new();
    let invoice = firm.trade("invoice", "2026-07-01", "CNY", "100");
    let debt = firm.item(&invoice, "customer");
    let named = json!({"amount": "90", "rule": "chosen", "shares": [{"item_id": debt, "amount": "50"}]});
    let receipt = firm.issue("receipt", "2026-07-02", named);
    let shares = json!([{"item_id": debt, "amount": "40"}]);
    let credit = firm.item(&receipt, "customer");
    let applied = firm.call("settlement.apply", firm.apply(&credit, "2026-07-08", shares));
    firm.call("settlement.take_back", json!({"seq": applied["seq"], "date": "2026-07-09"}));
    firm.call("document.void", json!({"id": receipt["id"], "date": "2026-07-03"}));
    firm.verify();
}

#[test]
fn a_revaluation_goes_back_only_while_what_it_moved_is_open() {
    let firm = Firm::new();
    firm.trade("invoice", "2026-06-15", "USD", "1000");
    let rates = json!([{"currency": "USD", "date": "2026-06-30", "rate": "7.2"}]);
    firm.call("rate.save", json!({"rates": rates}));
    let revalued = firm.call("revaluation.run", json!({"date": "2026-06-30"}));
    let receipt = firm.issue("receipt", "2026-07-05", json!({"amount": "1000", "currency": "USD"}));
    let taken = json!({"seq": revalued["entry"]["seq"], "date": "2026-07-10"});
    assert_eq!(firm.refused("settlement.take_back", taken.clone()), "item_residue");
    firm.call("document.void", json!({"id": receipt["id"], "date": "2026-07-10"}));
    firm.call("settlement.take_back", taken);
    assert_eq!(firm.owed("customer"), [["1000.00", "7133.70"]]);
}

#[test]
fn a_revaluation_run_late_carries_on_only_what_stayed_open_all_the_time() {
    let firm = Firm::new();
    firm.trade("invoice", "2026-06-15", "USD", "1000");
    let rates = json!([{"currency": "USD", "date": "2026-06-30", "rate": "7.2"}]);
    firm.call("rate.save", json!({"rates": rates}));
    let receipt = firm.issue("receipt", "2026-07-05", json!({"amount": "1000", "currency": "USD"}));
    firm.call("document.void", json!({"id": receipt["id"], "date": "2026-07-10"}));
    let revalued = firm.call("revaluation.run", json!({"date": "2026-06-30"}));
    assert_eq!(revalued["back"]["date"], "2026-07-01", "{revalued}");
    assert_eq!(firm.owed("customer"), [["1000.00", "7133.70"]]);
    firm.verify();
}

#[test]
fn a_revaluation_goes_back_with_its_next_day_when_all_was_settled_meanwhile() {
    let firm = Firm::new();
    firm.trade("invoice", "2026-06-15", "USD", "1000");
    let rates = json!([{"currency": "USD", "date": "2026-06-30", "rate": "7.2"}]);
    firm.call("rate.save", json!({"rates": rates}));
    firm.issue("receipt", "2026-07-05", json!({"amount": "1000", "currency": "USD"}));
    let revalued = firm.call("revaluation.run", json!({"date": "2026-06-30"}));
    assert_eq!(revalued["back"]["reverses"], revalued["entry"]["seq"]);
    let taken = |seq: &Value| json!({"seq": seq, "date": "2026-07-10"});
    assert_eq!(firm.refused("settlement.take_back", taken(&revalued["back"]["seq"])), "not_found");
    firm.call("settlement.take_back", taken(&revalued["entry"]["seq"]));
    assert_eq!(firm.refused("settlement.take_back", taken(&revalued["entry"]["seq"])), "already_void");
    assert!(firm.owed("customer").is_empty());
    firm.verify();
}

#[test]
fn an_account_revalued_later_is_not_revalued_on_an_earlier_day() {
    let firm = Firm::new();
    firm.issue("receipt", "2026-06-15", json!({"amount": "1000", "currency": "USD"}));
    let rates = json!([{"currency": "USD", "date": "2026-06-20", "rate": "7.2"},
        {"currency": "USD", "date": "2026-06-30", "rate": "7.3"}]);
    firm.call("rate.save", json!({"rates": rates}));
    let later = firm.call("revaluation.run", json!({"date": "2026-06-30"}));
    assert_eq!(firm.refused("revaluation.run", json!({"date": "2026-06-20"})), "item_revalued");
    firm.call("settlement.take_back", json!({"seq": later["entry"]["seq"], "date": "2026-06-30"}));
    firm.call("revaluation.run", json!({"date": "2026-06-20"}));
    firm.verify();
}

#[test]
fn a_document_of_nothing_is_refused_in_a_closed_month_too() {
    let firm = Firm::new();
    firm.call("month.run", json!({"month": "2026-06", "folder": firm._program.folder.path(), "close": true}));
    let line = json!({"description": "赠品", "quantity": "1", "unit_price": "0", "tax": "ZERO"});
    let fields = firm.fields("invoice", "2026-06-30", json!({"lines": [line]}));
    assert_eq!(firm.refused("document.issue", fields), "month_closed");
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
