//! 2/10 net 30: what a debt costs until when, taken by who pays in time, on either side.

use serde_json::{Value, json};

use crate::program::{Program, call, open};
use crate::worked::every;

fn terms(discounts: &Value) -> Value {
    json!({"code": "2/10n30", "name_zh": "2/10，n/30", "name_en": "2/10 net 30", "base": "document_date", "months": 0,
           "days": 30, "discounts": discounts, "active": true})
}

fn with_terms() -> Program {
    let program = Program::new();
    let saved = program.call("terms.save", terms(&json!([{"percent": "2", "days": 10}]))).expect(0);
    assert_eq!(saved.body()["discounts"][0]["yearly_percent"], "37.2");
    program
}

fn trade(kind: &str, party: i64, date: &str) -> Value {
    json!({"fields": {"kind": kind, "party_id": party, "date": date, "terms": "2/10n30", "reference": format!("{kind}{date}"),
                      "lines": [{"description": "墨", "quantity": "1", "unit_price": "10000", "tax": "VAT13"}]}})
}

fn money(of: &Value) -> String {
    of["amount"].as_str().unwrap().to_owned()
}

#[test]
fn the_discount_of_the_terms_is_what_the_vectors_work_out() {
    for (base, discount) in [("gross", "discount_on_gross"), ("net", "discount_on_net")] {
        let program = with_terms();
        let door = open(&program.book);
        let mut policy = call(&door, "policy.get", json!({})).unwrap();
        policy["discount_base"] = json!(base);
        call(&door, "policy.save", policy).unwrap();
        for example in every("discount") {
            let (input, expected) = (&example["input"], &example["expected"]);
            let issued =
                call(&door, "document.issue", trade("invoice", 1, input["invoice_date"].as_str().unwrap()));
            let issued = issued.unwrap();
            assert_eq!(issued["total"]["amount"], input["gross"]);
            assert_eq!(
                call(&door, "document.get", json!({"id": issued["id"]})).unwrap()["due_on"],
                expected["due"]
            );
            let asked = json!({"party_id": 1, "business": "customer", "date": input["paid"]});
            let open = call(&door, "settlement.available_discounts", asked).unwrap();
            match expected["eligible"] == true {
                true => {
                    let found = &open.as_array().unwrap()[0];
                    assert_eq!(money(&found["discount"]), expected[discount], "{example}");
                    if base == "gross" {
                        assert_eq!(money(&found["to_pay"]), expected["cash_on_gross"]);
                    }
                    assert_eq!(found["yearly_percent"], "37.2");
                }
                false => assert_eq!(open, json!([]), "{example}"),
            }
            call(&door, "document.void", json!({"id": issued["id"], "reason": "again"})).unwrap();
        }
    }
}

#[test]
fn who_pays_in_time_what_the_terms_ask_has_paid_all() {
    let program = with_terms();
    program.call("document.issue", trade("invoice", 1, "2026-03-02")).expect(0);
    let receipt =
        |date: &str| json!({"fields": {"kind": "receipt", "party_id": 1, "date": date, "amount": "11074"}});
    let proposed = json!({"party_id": 1, "business": "customer", "amount": "11074", "date": "2026-03-12"});
    let proposed = program.call("settlement.propose", proposed).expect(0).body();
    assert_eq!(money(&proposed["shares"][0]["discount"]), "226.00");
    assert_eq!(money(&proposed["advance"]), "0.00");
    let paid = program.call("document.issue", receipt("2026-03-12")).expect(0).body();
    let sides: Vec<String> = paid["entry"]["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| format!("{} {} {}", line["account"], line["side"], money(&line["base"])).replace('"', ""))
        .collect();
    assert_eq!(sides, ["100201 debit 11074.00", "1122 credit 11300.00", "560303 debit 226.00"]);
    // A day later the same money leaves 226.00 open.
    program.call("document.issue", trade("invoice", 1, "2026-03-02")).expect(0);
    program.call("document.issue", receipt("2026-03-13")).expect(0);
    let open =
        program.call("settlement.open_items", json!({"party_id": 1, "business": "customer"})).expect(0);
    assert_eq!(money(&open.body()[0]["remaining"]), "226.00");
    program.verify();
}

#[test]
fn a_payment_run_shows_what_may_be_taken_off_that_day() {
    let program = with_terms();
    program.call("document.issue", trade("bill", 2, "2026-03-02")).expect(0);
    let due = |date: &str| {
        let asked = json!({"due_to": "2026-12-31", "date": date});
        program.call("payment_run.due", asked).expect(0).body()[0]["discount"].clone()
    };
    assert_eq!(money(&due("2026-03-12")["to_pay"]), "11074.00");
    assert_eq!(due("2026-03-13"), Value::Null);
}

#[test]
fn terms_whose_discounts_make_no_sense_are_refused() {
    let program = Program::new();
    for discounts in [
        json!([{"percent": "0", "days": 10}]),
        json!([{"percent": "100", "days": 10}]),
        json!([{"percent": "-2", "days": 10}]),
        json!([{"percent": "2", "days": 30}]),
        json!([{"percent": "2", "days": 10}, {"percent": "3", "days": 20}]),
        json!([{"percent": "2", "days": 20}, {"percent": "1", "days": 10}]),
    ] {
        let refused = program.call("terms.save", terms(&discounts)).expect(1);
        assert_eq!(refused.refusal(), "field_invalid", "{discounts}");
    }
}

/// Issued documents keep what they offered.
#[test]
fn later_terms_do_not_change_what_was_offered() {
    let program = with_terms();
    program.call("document.issue", trade("invoice", 1, "2026-03-02")).expect(0);
    program.call("terms.save", terms(&json!([]))).expect(0);
    let asked = json!({"party_id": 1, "business": "customer", "date": "2026-03-12"});
    let found = program.call("settlement.available_discounts", asked).expect(0).body();
    assert_eq!(money(&found[0]["to_pay"]), "11074.00");
}
