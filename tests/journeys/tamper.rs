//! A row that was changed behind the program's back is found and named.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::program::{Program, invoice, receipt};

fn traded() -> Program {
    let program = Program::new();
    program.call("document.issue", invoice("1000")).expect(0);
    program.call("document.issue", invoice("250.50")).expect(0);
    program.call("document.issue", receipt("1130")).expect(0);
    program.verify();
    program
}

/// Changes a posted row as another SQLite tool would, with the triggers out of the way; they are put back where
/// `hidden`, so that only the values betray it.
fn tamper(program: &Program, table: &str, change: &str, hidden: bool) {
    let conn = Connection::open(&program.book).unwrap();
    let trigger: String = conn
        .query_row("select sql from sqlite_master where name = ?1", [format!("{table}_frozen")], |row| {
            row.get(0)
        })
        .unwrap();
    conn.execute_batch(&format!("drop trigger {table}_frozen")).unwrap();
    assert_eq!(conn.execute(change, []).unwrap(), 1, "{change}");
    if hidden {
        conn.execute_batch(&trigger).unwrap();
    }
}

#[test]
fn a_changed_posted_row_fails_the_proof_which_names_it() {
    let cases = [
        (
            "entry_line",
            "update entry_line set amount_minor = amount_minor + 1 where seq = 5 and line = 1",
            "XS2607-0002",
        ),
        (
            "entry_line",
            "update entry_line set base_minor = base_minor + 1 where seq = 4 and line = 2",
            "XS2607-0001",
        ),
        ("document_line", "update document_line set net_minor = net_minor - 1 where seq = 5", "XS2607-0002"),
        ("document_line", "update document_line set description = '别的' where seq = 4", "XS2607-0001"),
        ("document", "update document set gross_minor = gross_minor + 1 where seq = 6", "SK2607-0001"),
        ("open_item", "update open_item set amount_minor = amount_minor + 1 where seq = 4", "XS2607-0001"),
        ("open_item", "update open_item set due_on = '2027-01-01' where seq = 5", "XS2607-0002"),
        ("allocation", "update allocation set amount_minor = amount_minor - 1 where seq = 6", "SK2607-0001"),
        ("trail", "update trail set recorded_at = '2026-07-01T00:00:00.000Z' where seq = 5", "XS2607-0002"),
        (
            "party_version",
            "update party_version set body = replace(body, '墨香', '墨臭') where party_id = 1",
            "#2",
        ),
    ];
    for (index, (table, change, named)) in cases.into_iter().enumerate() {
        let program = traded();
        tamper(&program, table, change, index % 2 == 0);
        let failed = program.run(&["verify", program.path()]).expect(3);
        assert_eq!(failed.refusal(), "proof_failed", "{change}");
        let subject = failed.error_body()["details"]["subject"].as_str().unwrap().to_owned();
        assert!(subject.contains(named), "{change}: {subject}");
    }
}

#[test]
fn an_item_that_is_not_found_by_its_party_is_named() {
    let program = traded();
    tamper(&program, "document", "update document set party_id = 2 where seq = 5", true);
    let failed = program.run(&["verify", program.path(), "--check", "structure"]).expect(3);
    assert!(failed.error.contains("XS2607-0002"), "{failed:?}");
}

#[test]
fn what_lists_and_scores_read_is_named_where_it_does_not_follow_what_was_posted() {
    for (change, check, named) in [
        (
            "update net_sale set net_base_minor = net_base_minor + 1 where document_seq = 4",
            "net_sales",
            "XS2607-0001",
        ),
        ("delete from net_sale where document_seq = 5", "net_sales", "XS2607-0002"),
        ("update party set source = '别处' where id = 1", "party_facts", "K0001"),
        ("insert into party_tag (tag, party_id) values ('VIP', 1)", "party_facts", "K0001"),
    ] {
        let program = traded();
        let conn = Connection::open(&program.book).unwrap();
        assert_eq!(conn.execute(change, []).unwrap(), 1, "{change}");
        let failed = program.run(&["verify", program.path(), "--check", check]).expect(3);
        assert!(failed.error.contains(named), "{change}: {failed:?}");
    }
}

fn verified(program: &Program, options: &[&str]) -> Value {
    program.run(&[&["verify", program.path()], options].concat()).expect(0).body()
}

#[test]
fn each_check_runs_alone() {
    let program = traded();
    let proof = verified(&program, &[]);
    for check in proof["checks"].as_array().unwrap() {
        let name = check["name"].as_str().unwrap();
        let alone = verified(&program, &["--check", name]);
        assert_eq!(alone["checks"], json!([check]));
    }
    let unknown = program.run(&["verify", program.path(), "--check", "weather"]).expect(1);
    assert_eq!(unknown.refusal(), "not_found");
}

#[test]
fn a_removed_act_leaves_a_hole_that_is_named() {
    let program = traded();
    let conn = Connection::open(&program.book).unwrap();
    conn.execute_batch("drop trigger trail_kept; delete from trail where seq = 5").unwrap();
    let failed = program.run(&["verify", program.path()]).expect(3);
    assert!(failed.error.contains("#5"), "{failed:?}");
}

#[test]
fn without_dropping_the_triggers_nothing_posted_can_be_changed() {
    let program = traded();
    let conn = Connection::open(&program.book).unwrap();
    for change in [
        "update entry_line set amount_minor = 1",
        "delete from entry_line",
        "update document set number = 'X'",
        "delete from trail",
        "update allocation set amount_minor = 1",
    ] {
        let refusal = conn.execute(change, []).unwrap_err().to_string();
        assert!(refusal.contains("posted rows are never"), "{change}: {refusal}");
    }
    program.verify();
}

#[test]
fn a_sent_statement_whose_row_answer_or_bytes_were_changed_fails_the_proof() {
    for (table, change) in [
        ("sent_statement", "update sent_statement set closing_minor = closing_minor + 1"),
        ("statement_answer", "update statement_answer set answer = 'confirmed', amount_minor = null"),
        ("attachment", "update attachment set bytes = x'255044462d'"),
    ] {
        let program = traded();
        let sent = json!({"statement": {"party_id": 1, "as_of": "2026-07-10"}, "way": "post"});
        let seq = program.call("statement.record_sent", sent).expect(0).body()["seq"].clone();
        let stated = json!({"amount": "1.00", "currency": "CNY"});
        let answer = json!({"statement": seq, "answer": "disagrees", "date": "2026-07-15", "amount": stated});
        program.call("statement.answer", answer).expect(0);
        program.verify();
        tamper(&program, table, change, true);
        let failed = program.run(&["verify", program.path()]).expect(3);
        assert_eq!(failed.refusal(), "proof_failed", "{change}");
    }
}

#[test]
fn what_was_said_agreed_or_filed_fails_the_proof_once_it_was_changed() {
    for (table, change) in [
        ("activity", "update activity set text = '别的'"),
        ("activity", "update activity set date = '2026-07-01'"),
        ("task_version", "update task_version set title = '别的'"),
        ("task_version", "update task_version set due_on = '2026-07-21'"),
        ("party_attachment", "update party_attachment set party_id = 2"),
    ] {
        let program = traded();
        let said = json!({"party_id": 1, "kind": "call", "date": "2026-07-14", "text": "答应付款",
            "next_step": "收款", "next_on": "2026-07-20"});
        program.call("activity.record", said).expect(0);
        let scan = program.folder.path().join("scan.pdf");
        std::fs::write(&scan, b"%PDF-1.7").unwrap();
        program.call("party.attach", json!({"party_id": 1, "path": scan})).expect(0);
        program.verify();
        tamper(&program, table, change, true);
        let failed = program.run(&["verify", program.path()]).expect(3);
        assert_eq!(failed.refusal(), "proof_failed", "{change}");
    }
}

#[test]
fn a_task_that_is_not_the_last_of_its_versions_is_named() {
    let program = traded();
    let fields = json!({"title": "对账", "due_on": "2026-07-10"});
    program.call("task.save", json!({"fields": fields})).expect(0);
    let conn = Connection::open(&program.book).unwrap();
    assert_eq!(conn.execute("update task set shown_on = '2027-01-01'", []).unwrap(), 1);
    drop(conn);
    let failed = program.run(&["verify", program.path(), "--check", "structure"]).expect(3);
    assert!(failed.error.contains("task 1"), "{failed:?}");
}

#[test]
fn a_number_that_was_taken_and_is_nowhere_is_told_with_its_series_and_period() {
    let program = traded();
    let check = ["verify", program.path(), "--check", "document_numbers"];
    program.run(&check).expect(0);
    let conn = Connection::open(&program.book).unwrap();
    let skip = "update number_counter set last_number = last_number + 1 where kind = 'invoice'";
    assert_eq!(conn.execute(skip, []).unwrap(), 1);
    // A series that lost all of its documents.
    conn.execute("insert into number_counter values ('bill', '2026-06', 1)", []).unwrap();
    drop(conn);
    let proof = program.run(&check).expect(3).body();
    let faults = proof["checks"][0]["faults"].as_array().unwrap().clone();
    let told: Vec<&str> = faults.iter().filter_map(Value::as_str).collect();
    assert_eq!(told, ["bill 2026-06: 1 taken, 0 used", "invoice 2026-07: 3 taken, 2 used"]);
}
