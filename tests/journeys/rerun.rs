//! The same acts at given instants make the same book, to the last digest; otherwise no salt can be guessed.

use serde_json::{Value, json};

use crate::program::{Program, call, invoice, open, receipt};

fn head(program: &Program) -> Value {
    let proof = program.run(&["verify", program.path()]).expect(0);
    serde_json::from_str::<Value>(&proof.answer).unwrap()["head"].clone()
}

#[test]
fn the_same_acts_at_the_same_instants_give_the_same_chain() {
    let voucher = json!({"date": "2026-07-03", "summary": "张三报销车费", "lines": [
        {"account": "5602", "side": "debit", "amount": "20"},
        {"account": "1001", "side": "credit", "amount": "20"}]});
    let [first, second] = [Program::new(), Program::new()].map(|program| {
        program.call("document.issue", invoice("1000.00")).expect(0);
        program.call("document.issue", receipt("500.00")).expect(0);
        program.call("voucher.post", voucher.clone()).expect(0);
        head(&program)
    });
    assert_eq!(first, second);
}

#[test]
fn a_clock_that_happens_to_agree_gives_away_no_salt() {
    let [first, second] = [Program::new(), Program::new()].map(|program| {
        let door = open(&program.book);
        call(&door, "document.issue", invoice("1000.00")).unwrap();
        call(&door, "session.get", Value::Null).unwrap()["head"].clone()
    });
    assert_eq!(first["seq"], second["seq"]);
    assert_ne!(first["hash"], second["hash"]);
}
