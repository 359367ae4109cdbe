//! Asked twice, done once.

use serde_json::{Value, json};

use crate::program::{Program, invoice, line, receipt};

fn invoices(program: &Program) -> usize {
    let page: Value =
        serde_json::from_str(&program.call("document.list", json!({})).expect(0).answer).unwrap();
    page["rows"].as_array().unwrap().len()
}

#[test]
fn a_repeated_request_returns_its_first_answer_and_posts_once() {
    let program = Program::new();
    let ask = |price: &str| {
        let input = invoice(price).to_string();
        program.run(&["call", program.path(), "document.issue", &input, "--request-id", "order-17"])
    };
    let first = ask("100").expect(0);
    let again = ask("100").expect(0);
    assert_eq!(first.answer, again.answer);
    assert_eq!(ask("200").expect(1).refusal(), "request_reused");
    assert_eq!(invoices(&program), 1);
    program.verify();
}

#[test]
fn a_line_of_a_batch_may_carry_a_request_id() {
    let program = Program::new();
    let mut asked = line("document.issue", invoice("100"));
    asked["request_id"] = json!("order-18");
    let answers = program.batch(&[], &[asked.clone(), asked]).expect(0).answers();
    assert_eq!(answers[0], answers[1]);
    assert_eq!(invoices(&program), 1);
}

#[test]
fn a_stale_draft_is_refused_with_both_texts_and_neither_is_lost() {
    let program = Program::new();
    let draft = |notes: &str| json!({"kind": "invoice", "party_id": 1, "notes": notes});
    program.call("draft.save", json!({"fields": draft("first")})).expect(0);
    program.call("draft.save", json!({"id": 1, "version": 1, "fields": draft("theirs")})).expect(0);
    let refused =
        program.call("draft.save", json!({"id": 1, "version": 1, "fields": draft("mine")})).expect(1);
    let details = refused.error_body()["details"].clone();
    assert_eq!(refused.refusal(), "stale");
    assert_eq!((&details["yours"]["notes"], &details["theirs"]["notes"]), (&json!("mine"), &json!("theirs")));
    assert_eq!(
        program.call("document.issue_draft", json!({"id": 1, "version": 1})).expect(1).refusal(),
        "stale"
    );
    let kept: Value =
        serde_json::from_str(&program.call("draft.get", json!({"id": 1})).expect(0).answer).unwrap();
    assert_eq!(kept["fields"]["notes"], "theirs");
}

#[test]
fn an_atomic_batch_is_done_whole_or_not_at_all() {
    let program = Program::new();
    let good = [line("document.issue", invoice("100")), line("document.issue", receipt("50"))];
    let mut bad = good.to_vec();
    bad.push(line("document.issue", receipt("0")));
    let refused = program.batch(&["--atomic"], &bad).expect(1);
    assert_eq!((refused.refusal().as_str(), refused.answer.as_str()), ("field_invalid", ""));
    assert_eq!(invoices(&program), 0);
    let answers = program.batch(&["--atomic"], &good).expect(0).answers();
    assert_eq!(answers[0]["number"], "XS2607-0001", "a refused batch leaves no gap");
    program.verify();
}

#[test]
fn a_refused_line_of_a_plain_batch_answers_its_error_and_the_rest_goes_on() {
    let program = Program::new();
    let lines = [
        line("document.issue", invoice("100")),
        line("document.issue", receipt("0")),
        line("document.issue", invoice("200")),
    ];
    let outcome = program.batch(&[], &lines).expect(1);
    let answers = outcome.answers();
    assert_eq!(answers[1]["error"]["code"], "field_invalid");
    assert_eq!(
        (&answers[0]["number"], &answers[2]["number"]),
        (&json!("XS2607-0001"), &json!("XS2607-0002"))
    );
}
