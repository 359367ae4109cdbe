//! Statements as they were sent: kept with their bytes, beside what the books say now, with what the customer answered.

use kezhang::api::Door;
use kezhang::error::Error;
use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::program::{Program, call, call_as, invoice, open};
use crate::roles::user_of;
use kezhang::access::Role;

/// A customer who owes 1,000.00 of June, paid 100.00 of it, and was sent a statement as of the end of June.
fn sent() -> (Company, Value) {
    let company = Company::new("cn-small");
    company.owes("2026-06-01", "1000.00");
    company.issue("receipt", "2026-06-20", json!({"amount": "100.00"}));
    let statement = record(&company, "open_item", "post");
    (company, statement)
}

fn paper(company: &Company, kind: &str) -> Value {
    json!({"party_id": company.party, "kind": kind, "as_of": "2026-06-30"})
}

fn record(company: &Company, kind: &str, way: &str) -> Value {
    let input =
        json!({"statement": paper(company, kind), "sent_on": "2026-07-02", "way": way, "note": " 顺丰 "});
    company.call("statement.record_sent", input)
}

fn listed(company: &Company) -> Vec<Value> {
    company.call("statement.sent", json!({"id": company.party})).as_array().unwrap().clone()
}

/// The rows of the report: what stands in its word's or document's place, and the balance.
fn changes(company: &Company, as_of: &str, sent: &Value) -> Vec<(String, String)> {
    let report =
        company.call("report.run", json!({"name": "statement_changes", "as_of": as_of, "sent": sent["seq"]}));
    let text = |cell: &Value| cell["value"].as_str().unwrap_or_default().to_owned();
    let balance = |row: &Value| row["cells"][8]["value"]["amount"].as_str().unwrap_or_default().to_owned();
    report["rows"].as_array().unwrap().iter().map(|row| (text(&row["cells"][1]), balance(row))).collect()
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(word, balance)| ((*word).to_owned(), (*balance).to_owned())).collect()
}

fn bytes(door: &Door, handle: &Value) -> Vec<u8> {
    door.bytes(handle["handle"].as_str().unwrap(), None).unwrap().bytes
}

#[test]
fn what_left_is_kept_to_the_byte_whatever_is_recorded_later() {
    let (company, _) = sent();
    let printed = company.call("statement.pdf", paper(&company, "balance_forward"));
    let left = bytes(&company.door, &printed["file"]);
    // The paper was printed; before it is recorded as sent, more is recorded.
    company.issue("receipt", "2026-06-25", json!({"amount": "50.00"}));
    let mut statement = paper(&company, "balance_forward");
    statement["known_seq"] = printed["known_seq"].clone();
    let kept = company.call("statement.record_sent", json!({"statement": statement, "way": "email"}));
    assert_eq!((&kept["closing"]["amount"], &kept["sent_on"]), (&json!("900.00"), &json!("2026-07-15")));
    assert_eq!(kept["known_seq"], printed["known_seq"]);
    company.issue("receipt", "2026-07-05", json!({"amount": "300.00"}));
    let file = company.call("attachment.get", json!({"id": kept["attachment_id"]}));
    assert_eq!(file["media_type"], "application/pdf");
    assert!(bytes(&company.door, &file) == left, "the bytes that left");
    assert_eq!(kept["sha256"], kezhang::audit::hex(&kezhang::audit::digest(&[&left])));
    company.verify();
}

#[test]
fn printing_records_nothing_and_sending_is_one_act() {
    let (company, statement) = sent();
    let head = || company.call("trail.list", json!({"limit": 1}))["rows"][0]["seq"].clone();
    assert_eq!(head(), statement["seq"]);
    company.call("statement.pdf", paper(&company, "activity"));
    company.call(
        "report.run",
        json!({"name": "statement_changes", "as_of": "2026-07-31", "sent": statement["seq"]}),
    );
    assert_eq!(head(), statement["seq"], "reading and printing add nothing to the chain");
    assert_eq!(statement["note"], "顺丰");
}

#[test]
fn what_counts_before_the_cut_off_is_told_apart_from_later_business() {
    let (company, statement) = sent();
    let row = &listed(&company)[0];
    assert_eq!((&row["now"]["amount"], &row["changed"]), (&json!("900.00"), &json!(false)));
    assert_eq!(
        changes(&company, "2026-06-30", &statement),
        pairs(&[("as_sent", "900.00"), ("up_to_cut_off", ""), ("nothing_since", ""), ("restated", "900.00")])
    );
    let late = company.issue("receipt", "2026-06-28", json!({"amount": "200.00"}));
    company.issue("receipt", "2026-07-03", json!({"amount": "50.00"}));
    let row = &listed(&company)[0];
    assert_eq!((&row["now"]["amount"], &row["changed"]), (&json!("700.00"), &json!(true)));
    let told = [
        ("as_sent", "900.00"),
        ("up_to_cut_off", ""),
        ("receipt", "700.00"),
        ("opening_receivable", ""),
        ("restated", "700.00"),
    ];
    let later =
        [("later_business", ""), ("receipt", "650.00"), ("opening_receivable", ""), ("closing", "650.00")];
    assert_eq!(changes(&company, "2026-07-31", &statement), pairs(&[&told[..], &later].concat()));
    // Void on its own day: the balance is what it was, and still something changed.
    company.call("document.void", json!({"id": late["id"], "date": "2026-06-28"}));
    let row = &listed(&company)[0];
    assert_eq!((&row["now"]["amount"], &row["changed"]), (&json!("900.00"), &json!(true)));
    let words: Vec<String> =
        changes(&company, "2026-06-30", &statement).into_iter().map(|(word, _)| word).collect();
    assert!(words.contains(&"receipt_void".to_owned()), "{words:?}");
    company.verify();
}

#[test]
fn a_credit_applied_since_is_named_though_it_moves_no_balance() {
    let company = Company::new("cn-small");
    let debt = company.owes("2026-06-01", "1000.00");
    let advance = company.issue("receipt", "2026-06-20", json!({"amount": "400.00", "rule": "chosen"}));
    let statement = record(&company, "open_item", "by_hand");
    let input = json!({"credit_item_id": company.item(&advance), "date": "2026-06-30",
        "shares": [{"item_id": company.item(&debt), "amount": "400.00"}]});
    company.call("settlement.apply", input);
    let row = &listed(&company)[0];
    assert_eq!((&row["now"]["amount"], &row["changed"]), (&json!("600.00"), &json!(true)));
    let words: Vec<String> =
        changes(&company, "2026-06-30", &statement).into_iter().map(|(word, _)| word).collect();
    assert_eq!(words[2..4], ["application", "opening_receivable"], "{words:?}");
}

#[test]
fn what_was_known_when_the_report_is_of_the_past_is_honoured() {
    let (company, statement) = sent();
    let before = company.call("trail.list", json!({"limit": 1}))["rows"][0]["seq"].clone();
    company.issue("receipt", "2026-06-28", json!({"amount": "200.00"}));
    let ask = |known: &Value| {
        let request = json!({"name": "statement_changes", "as_of": "2026-06-30", "party_id": company.party,
            "known_seq": known});
        call(&company.door, "report.run", request)
    };
    assert_eq!(ask(&before).unwrap()["rows"].as_array().unwrap().len(), 4, "nothing yet");
    assert_eq!(ask(&Value::Null).unwrap()["rows"].as_array().unwrap().len(), 5);
    let earlier = json!(statement["seq"].as_i64().unwrap() - 1);
    assert!(matches!(ask(&earlier), Err(Error::NotFound { .. })), "it was not sent yet");
}

#[test]
fn the_customer_confirms_or_states_another_balance_and_the_last_answer_counts() {
    let (company, statement) = sent();
    let answer = |more: Value| {
        let mut input = json!({"statement": statement["seq"], "date": "2026-07-08", "answer": "confirmed"});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    let stated =
        json!({"answer": "disagrees", "amount": {"amount": "650.00", "currency": "CNY"}, "note": "少一笔"});
    let disagrees = company.call("statement.answer", answer(stated));
    assert_eq!(disagrees["difference"], json!({"amount": "-250.00", "currency": "CNY"}));
    company.issue("receipt", "2026-06-28", json!({"amount": "200.00"}));
    let told = changes(&company, "2026-06-30", &statement);
    assert!(told.contains(&("customer_states".into(), "650.00".into())), "{told:?}");
    assert!(
        told.contains(&("difference".into(), "-50.00".into())),
        "what is still to be explained: {told:?}"
    );
    company.call("statement.answer", answer(json!({"date": "2026-07-10"})));
    assert_eq!(listed(&company)[0]["answer"]["answer"], "confirmed");
    for (more, code) in [
        (json!({"answer": "disagrees"}), "field_missing"),
        (json!({"amount": {"amount": "1.00", "currency": "CNY"}}), "field_invalid"),
        (
            json!({"answer": "disagrees", "amount": {"amount": "1.00", "currency": "USD"}}),
            "currency_mismatch",
        ),
        (json!({"date": "2026-07-01"}), "field_invalid"),
        (json!({"date": "2026-07-16"}), "field_invalid"),
        (json!({"statement": 1}), "not_found"),
        (json!({"attachment_id": 99}), "not_found"),
    ] {
        assert_eq!(company.refused("statement.answer", answer(more.clone())), code, "{more}");
    }
    company.call("statement.answer", answer(json!({"answer": "withdrawn"})));
    assert_eq!(listed(&company)[0]["answer"]["answer"], "withdrawn");
    company.verify();
}

#[test]
fn a_statement_that_cannot_have_left_is_refused() {
    let (company, _) = sent();
    let supplier = company.call("party.find", json!({"text": "宣纸厂"}))[0]["id"].clone();
    let with = |statement: Value, more: Value| {
        let mut input = json!({"statement": statement, "way": "post"});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    let june = || paper(&company, "open_item");
    let mut dollars = june();
    dollars["currency"] = json!("USD");
    for (input, code) in [
        (with(june(), json!({"sent_on": "2026-06-29"})), "statement_sent_early"),
        (with(june(), json!({"sent_on": "2026-07-16"})), "field_invalid"),
        (with(json!({"party_id": company.party, "as_of": "2026-07-31"}), json!({})), "statement_sent_early"),
        (with(json!({"party_id": supplier}), json!({})), "party_role_missing"),
        (with(json!({"party_id": 99}), json!({})), "not_found"),
        (with(dollars, json!({})), "field_invalid"),
        (with(june(), json!({"way": "pigeon"})), "input_invalid"),
    ] {
        assert_eq!(company.refused("statement.record_sent", input.clone()), code, "{input}");
    }
    let request = json!({"name": "statement_changes", "as_of": "2026-06-29", "party_id": company.party});
    assert_eq!(company.refused("report.run", request), "field_invalid", "before its cut-off");
    let request = json!({"name": "statement_changes", "as_of": "2026-07-31"});
    assert_eq!(company.refused("report.run", request), "field_missing");
    let request = json!({"name": "statement_changes", "as_of": "2026-07-31", "party_id": supplier});
    assert_eq!(company.refused("report.run", request), "not_found");
}

#[test]
fn each_currency_has_a_statement_of_its_own() {
    let (company, _) = sent();
    company.call("rate.save", json!({"rates": [{"currency": "USD", "date": "2026-06-01", "rate": "7.1"}]}));
    let dollars = json!({"amount": "70.00", "currency": "USD", "number": "D-1", "rate": "7.1"});
    company.issue("opening_receivable", "2026-06-02", dollars);
    let printed = company.call("statement.pdf", paper(&company, "open_item"));
    assert_eq!((&printed["currency"], &printed["currencies"]), (&json!("CNY"), &json!(["CNY", "USD"])));
    let mut statement = paper(&company, "open_item");
    statement["currency"] = json!("USD");
    let sent = company.call("statement.record_sent", json!({"statement": statement, "way": "email"}));
    assert_eq!(sent["closing"], json!({"amount": "70.00", "currency": "USD"}));
    company.issue("receipt", "2026-06-28", json!({"amount": "10.00"}));
    let changed: Vec<bool> = listed(&company).iter().map(|row| row["changed"].as_bool().unwrap()).collect();
    assert_eq!(changed, [false, true], "a receipt in one currency leaves the other's statement as it was");
}

#[test]
fn who_sells_sends_and_who_looks_only_sees() {
    let program = Program::new();
    let door = open(&program.book);
    call(&door, "document.issue", invoice("100")).unwrap();
    let input = json!({"statement": {"party_id": 1, "as_of": "2026-07-15"}, "way": "message"});
    let [sales, viewer] = [Role::Sales, Role::Viewer].map(|role| user_of(&door, role));
    let sent = call_as(&door, Some(sales), "statement.record_sent", input.clone()).unwrap();
    assert!(matches!(
        call_as(&door, Some(viewer), "statement.record_sent", input),
        Err(Error::Forbidden { .. })
    ));
    let seen = call_as(&door, Some(viewer), "statement.sent", json!({"id": 1})).unwrap();
    assert_eq!(seen[0]["statement"], sent);
    let request = json!({"name": "statement_changes", "as_of": "2026-07-15", "party_id": 1});
    call_as(&door, Some(sales), "report.run", request).unwrap();
}
