//! What the rules of the books refuse: each with its code, and with a sentence in either language that says what to do.

use std::process::Command;

use serde_json::{Value, json};

use crate::program::{KEZHANG, Program, invoice, receipt, run};

fn voucher(lines: &Value) -> Value {
    json!({"date": "2026-07-05", "summary": "试", "lines": lines})
}

fn dated(mut input: Value, date: &str) -> Value {
    input["fields"]["date"] = json!(date);
    input
}

fn with(mut input: Value, field: &str, value: Value) -> Value {
    input["fields"][field] = value;
    input
}

/// The same refusal in Chinese and in English: two sentences, with the facts in both.
#[track_caller]
fn assert_refused(program: &Program, command: &str, input: &Value, code: &str, fact: &str) {
    let input = input.to_string();
    let [zh, en] = ["zh-CN", "en"].map(|language| {
        let arguments = ["call", program.path(), command, &input, "--lang", language];
        let refused = run(Command::new(KEZHANG).args(arguments), "").expect(1);
        assert_eq!(refused.refusal(), code, "{input}");
        let message = refused.error_body()["message"].as_str().unwrap().to_owned();
        assert!(message.contains(fact), "{fact} is not told: {message}");
        assert!(!message.contains("{{"), "{message}");
        message
    });
    assert_ne!(zh, en);
    assert!(zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{zh}");
    // What happened, and what to do about it.
    assert!(zh.matches('。').count() >= 2 && en.matches(". ").count() >= 1, "{zh} {en}");
}

#[test]
fn every_rule_of_the_books_refuses_with_a_sentence_that_says_what_to_do() {
    let program = Program::new();
    let supplied = |reference: &str| {
        with(
            with(with(invoice("100"), "kind", json!("bill")), "party_id", json!(2)),
            "reference",
            json!(reference),
        )
    };
    program.call("document.issue", invoice("1000")).expect(0);
    program.call("document.issue", receipt("1130")).expect(0);
    program.call("document.issue", invoice("200")).expect(0);
    program.call("document.issue", supplied("A-1")).expect(0);
    program.call("party.save", json!({"fields": {"name": "旧客户", "is_customer": true}})).expect(0);
    program.call("party.archive", json!({"id": 3, "archived": true})).expect(0);
    let open =
        program.call("settlement.open_items", json!({"party_id": 1, "business": "customer"})).expect(0);
    let item = open.body()[0]["id"].clone();
    let share = |amount: &str| with(receipt("500"), "shares", json!([{"item_id": item, "amount": amount}]));
    let line =
        |account: &str, side: &str, amount: &str| json!({"account": account, "side": side, "amount": amount});
    let settled = program.call("document.list", json!({"kinds": ["invoice"]})).expect(0).body();
    let settled = settled["rows"].as_array().unwrap().iter().find(|row| row["number"] == "XS2607-0001");
    let settled = settled.unwrap()["id"].clone();

    let in_parts = |parts: Value| with(invoice("1"), "instalments", parts);
    let terms = json!({"code": "2/10", "name_zh": "2/10", "name_en": "2/10", "base": "document_date", "months": 0,
        "days": 30, "discounts": [{"percent": "2", "days": 10}], "active": true});
    program.call("terms.save", terms).expect(0);

    for (command, input, code, fact) in [
        (
            "voucher.post",
            voucher(&json!([line("5602", "debit", "10"), line("100201", "credit", "9")])),
            "entry_unbalanced",
            "10.00",
        ),
        (
            "voucher.post",
            voucher(&json!([line("5602", "debit", "10"), line("1002", "credit", "10")])),
            "account_not_postable",
            "1002",
        ),
        (
            "voucher.post",
            voucher(&json!([line("1122", "debit", "10"), line("100201", "credit", "10")])),
            "field_missing",
            "",
        ),
        ("document.issue", share("400"), "over_allocation", "226.00"),
        ("document.void", json!({"id": settled, "reason": "错"}), "document_settled", "SK2607-0001"),
        ("document.issue", with(invoice("1"), "currency", json!("USD")), "rate_missing", "USD"),
        ("document.issue", supplied("A-1"), "supplier_number_used", "A-1"),
        ("document.issue", with(invoice("1"), "party_id", json!(3)), "party_archived", "K0002"),
        ("document.issue", with(invoice("1"), "party_id", json!(2)), "party_role_missing", "S0001"),
        (
            "document.issue",
            with(invoice("1"), "due_on", json!("2026-06-01")),
            "due_before_date",
            "2026-06-01",
        ),
        ("document.issue", in_parts(json!([{"percent": "0"}, {}])), "instalment_share", "1"),
        ("document.issue", in_parts(json!([{"amount": "1.14"}, {}])), "instalments_exceed", "1.13"),
        (
            "document.issue",
            in_parts(json!([{"percent": "5", "days": 9}, {}])),
            "instalments_disordered",
            "2026-07-01",
        ),
        (
            "document.issue",
            with(in_parts(json!([{"percent": "5"}, {"days": 30}])), "terms", json!("2/10")),
            "plan_with_discount",
            "2/10",
        ),
        (
            "statement.record_sent",
            json!({"statement": {"party_id": 1, "as_of": "2026-07-10"}, "sent_on": "2026-07-09", "way": "post"}),
            "statement_sent_early",
            "2026-07-09",
        ),
        (
            "settlement.apply",
            json!({"credit_item_id": item, "date": "2026-06-01", "shares": [{"item_id": item, "amount": "1"}]}),
            "field_invalid",
            "2",
        ),
    ] {
        assert_refused(&program, command, &input, code, fact);
    }
    let folder = program.folder.path().join("closed");
    let folder = folder.to_str().unwrap();
    program.run(&["month-end", program.path(), "2026-07", "--out", folder, "--close"]).expect(0);
    assert_refused(&program, "document.issue", &invoice("1"), "month_closed", "2026-08");
    assert_refused(
        &program,
        "voucher.post",
        &voucher(&json!([line("5602", "debit", "10"), line("100201", "credit", "10")])),
        "month_closed",
        "2026-08",
    );
    program.call("document.issue", dated(invoice("1"), "2026-08-01")).expect(0);
    program.verify();
}

#[test]
fn credit_control_says_how_much_is_owed_and_what_to_do() {
    let program = Program::new();
    let order = |price: &str| with(invoice(price), "kind", json!("sales_order"));
    let limit = json!({"party_id": 1, "amount": "1000", "reason": "首次约定"});
    program.call("credit.set_limit", limit).expect(0);
    program.call("document.issue", order("500")).expect(0);
    // 565 + 452 of 1,000, and 565 + 1,130.
    assert_refused(&program, "document.issue", &order("400"), "credit_release_missing", "452.00");
    assert_refused(&program, "document.issue", &order("1000"), "credit_stopped", "1695.00");
    let release = json!({"party_id": 1, "amount": "452", "reason": "周五付款"});
    program.call("credit.release", release).expect(0);
    program.call("document.issue", order("400")).expect(0);
    program.verify();
}
