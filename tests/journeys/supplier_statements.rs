//! 供应商对账单: what we owe one supplier, in the three kinds of a statement, on screen and on paper.

use serde_json::{Value, json};

use crate::calls::{call, call_as, open};
use crate::program::Program;

/// A supplier with two bills, a credit, a payment of one bill and money paid ahead.
fn purchases() -> (Program, kezhang::api::Door) {
    let program = Program::new();
    let door = open(&program.book);
    let issue = |kind: &str, date: &str, more: Value| {
        let mut fields = json!({"kind": kind, "party_id": 2, "date": date});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        call(&door, "document.issue", json!({"fields": fields})).unwrap()
    };
    let goods =
        |price: &str| json!([{"description": "宣纸", "quantity": "1", "unit_price": price, "tax": "VAT13"}]);
    issue("bill", "2026-05-10", json!({"due_on": "2026-06-09", "reference": "A-1", "lines": goods("1000")}));
    issue("bill", "2026-06-10", json!({"due_on": "2026-07-10", "reference": "A-2", "lines": goods("2000")}));
    issue("payment", "2026-06-12", json!({"amount": "1130.00"}));
    issue("supplier_credit", "2026-06-20", json!({"lines": goods("100")}));
    issue("payment", "2026-06-25", json!({"amount": "500.00", "rule": "chosen"}));
    issue("payment", "2026-07-03", json!({"amount": "200.00", "rule": "chosen"}));
    (program, door)
}

fn statement(door: &kezhang::api::Door, kind: &str, more: Value) -> Value {
    let mut input = json!({"name": "statement", "party_id": 2, "as_of": "2026-06-30", "from": "2026-06-01", "kind": kind});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    call(door, "report.run", input).unwrap()
}

/// What a row of that word says under a column.
fn cell(report: &Value, word: &str, key: &str) -> String {
    let columns = report["columns"].as_array().unwrap();
    let at = columns.iter().position(|column| column["key"] == key).unwrap_or_else(|| panic!("no {key}"));
    let rows = report["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["cells"][1]["value"] == word).unwrap_or_else(|| panic!("no {word}"));
    row["cells"][at]["value"]["amount"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_three_kinds_agree_on_what_we_owe() {
    let (_program, door) = purchases();
    for kind in ["open_item", "balance_forward", "activity"] {
        let column = if kind == "open_item" { "open" } else { "balance" };
        let report = statement(&door, kind, json!({}));
        // 2,260 of the second bill less the credit of 113 and the 500 paid ahead
        assert_eq!(cell(&report, "closing", column), "1647.00", "{kind}");
        assert_eq!(cell(&report, "not_due", column), "2260.00", "{kind}");
        assert_eq!(cell(&report, "unapplied", column), "-613.00", "{kind}");
    }
    let activity = statement(&door, "activity", json!({"later_receipts": true}));
    assert_eq!(cell(&activity, "opening", "balance"), "1130.00");
    // our own debit and credit: a bill is credited, a payment debited
    assert_eq!(cell(&activity, "bill", "credit"), "2260.00");
    assert_eq!(cell(&activity, "payment", "debit"), "1130.00");
    assert_eq!(
        (cell(&activity, "closing", "debit"), cell(&activity, "closing", "credit")),
        ("1743.00".into(), "2260.00".into())
    );
    assert!(
        activity["rows"].as_array().unwrap().iter().any(|row| row["cells"][1]["value"] == "later_payments")
    );
}

#[test]
fn a_party_that_is_both_has_a_statement_of_each_side() {
    let (_program, door) = purchases();
    let mut party = call(&door, "party.get", json!({"id": 2})).unwrap();
    party["fields"]["is_customer"] = json!(true);
    let (version, fields) = (party["version"].clone(), party["fields"].clone());
    call(&door, "party.save", json!({"id": 2, "version": version, "fields": fields})).unwrap();
    assert_eq!(cell(&statement(&door, "balance_forward", json!({})), "closing", "balance"), "0.00");
    let ours = statement(&door, "balance_forward", json!({"business": "supplier"}));
    assert_eq!(cell(&ours, "closing", "balance"), "1647.00");
}

#[test]
fn the_paper_says_what_we_owe_and_asks_for_no_money() {
    let (program, door) = purchases();
    let printed = call(&door, "statement.pdf", json!({"party_id": 2, "as_of": "2026-06-30"})).unwrap();
    assert_eq!(printed["currency"], "CNY");
    let paper = program.folder.path().join("statement.pdf");
    let code = call(&door, "party.get", json!({"id": 2})).unwrap()["fields"]["code"].clone();
    let arguments =
        ["print", program.path(), "statement", code.as_str().unwrap(), "--out", paper.to_str().unwrap()];
    drop(door);
    program.run(&arguments).expect(0);
    let shown = std::process::Command::new("pdftotext")
        .args(["-layout", paper.to_str().unwrap(), "-"])
        .output()
        .unwrap();
    let text = String::from_utf8(shown.stdout).unwrap();
    for words in ["We owe CNY 1,447.00", "Supplier no.", "you owe us CNY 1,447.00", "Your invoice", "A-2"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Pay to"), "{text}");
}

#[test]
fn who_sees_only_sales_sees_no_suppliers_statement() {
    let (_program, door) = purchases();
    let user = json!({"name": "小周", "role": "sales", "active": true});
    let id = call(&door, "user.save", user).unwrap()["id"].as_i64().unwrap();
    let actor = Some(kezhang::store::UserId::new(id));
    for (command, input) in [
        ("report.run", json!({"name": "statement", "party_id": 2, "as_of": "2026-06-30"})),
        ("statement.pdf", json!({"party_id": 2})),
        ("statement.pdf", json!({"party_id": 1, "business": "supplier"})),
    ] {
        let refused = call_as(&door, actor, command, input).unwrap_err();
        assert_eq!(refused.code(), "forbidden", "{command}");
    }
}
