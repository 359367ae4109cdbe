//! The end of a period: adjustments only, corrections of closed months, types of vouchers, four eyes, and the year.

use kezhang::access::Role;
use kezhang::api::{Door, NewBook};
use kezhang::error::Error;
use kezhang::language::Language;
use kezhang::ledger::Chart;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::program::{Program, call, call_as, call_because, invoice, now, open, receipt};
use crate::roles::user_of;

fn voucher(date: &str, amount: &str) -> Value {
    json!({"date": date, "summary": "fees", "attachment_count": 0, "lines": [
        {"account": "560302", "side": "debit", "amount": amount},
        {"account": "100201", "side": "credit", "amount": amount}]})
}

fn door() -> (Program, Door) {
    let program = Program::new();
    let door = open(&program.book);
    (program, door)
}

fn policy(door: &Door, question: &str, choice: &str) {
    let mut policy = call(door, "policy.get", json!({})).unwrap();
    policy[question] = json!(choice);
    call(door, "policy.save", policy).unwrap();
}

fn close(program: &Program, door: &Door, month: &str) {
    let folder = program.folder.path().join(month);
    call(door, "month.run", json!({"month": month, "folder": folder, "close": true})).unwrap();
}

#[track_caller]
fn assert_holds(door: &Door) {
    let proof = call(door, "book.verify", json!({})).unwrap();
    assert_eq!(proof["holds"], true, "{proof}");
}

#[test]
fn a_month_that_takes_adjustments_only_takes_them_from_the_owner_with_a_reason() {
    let (program, door) = door();
    let bookkeeper = user_of(&door, Role::Bookkeeper);
    let june = json!({"month": "2026-06"});
    call(&door, "month.soft_close", june.clone()).unwrap();
    assert_eq!(call(&door, "session.get", json!({})).unwrap()["last_soft_closed"], "2026-06");
    let post =
        |actor, reason| call_because(&door, actor, reason, "voucher.post", voucher("2026-06-30", "10"));
    let refused = post(Some(bookkeeper), Some("forgotten")).unwrap_err();
    assert!(matches!(&refused, Error::Forbidden { right, .. } if right == "Adjust"), "{refused}");
    for without in [None, Some("  ")] {
        let refused = post(None, without).unwrap_err();
        assert!(matches!(refused, Error::MonthSoftClosed { .. }), "{refused}");
    }
    let adjusted = post(None, Some("forgotten fee")).unwrap();
    assert_eq!(adjusted["adjust_reason"], "forgotten fee");
    let open_month = call(&door, "voucher.post", voucher("2026-07-01", "10")).unwrap();
    assert_eq!(open_month["adjust_reason"], Value::Null);
    call(&door, "month.reopen", june.clone()).unwrap();
    call_as(&door, Some(bookkeeper), "voucher.post", voucher("2026-06-30", "11")).unwrap();
    close(&program, &door, "2026-06");
    for command in ["month.soft_close", "month.reopen"] {
        let refused = call(&door, command, june.clone()).unwrap_err();
        assert!(matches!(refused, Error::MonthClosed { .. }), "{command}: {refused}");
    }
    let closed = post(None, Some("too late")).unwrap_err();
    assert!(matches!(closed, Error::MonthClosed { .. }), "{closed}");
    assert_holds(&door);
}

#[test]
fn a_correction_names_the_closed_month_it_relates_to() {
    let (program, door) = door();
    let wrong = call(&door, "voucher.post", voucher("2026-06-10", "10")).unwrap();
    let mut correction = voucher("2026-07-02", "3");
    correction["relates_to"] = json!("2026-06");
    let refused = call(&door, "voucher.post", correction.clone()).unwrap_err();
    assert!(matches!(&refused, Error::FieldInvalid { field, .. } if field == "relates_to"), "{refused}");
    close(&program, &door, "2026-06");
    assert_eq!(call(&door, "voucher.post", correction).unwrap()["relates_to"], "2026-06");
    call(&door, "settlement.take_back", json!({"seq": wrong["seq"], "date": "2026-07-03"})).unwrap();
    let trail = call(&door, "trail.list", json!({"limit": 1})).unwrap();
    let back = call(&door, "entry.get", json!({"seq": trail["rows"][0]["seq"]})).unwrap();
    assert_eq!((&back["reverses"], &back["relates_to"]), (&wrong["seq"], &json!("2026-06")));
    assert_holds(&door);
}

#[test]
fn receipts_payments_and_transfers_count_each_on_their_own() {
    let (_program, door) = door();
    let named = |entry: &Value| format!("{} {}", entry["type"].as_str().unwrap(), entry["number"]);
    let of = |command: &str, input: Value| {
        let posted = call(&door, command, input).unwrap();
        named(if command == "voucher.post" { &posted } else { &posted["entry"] })
    };
    assert_eq!(of("voucher.post", voucher("2026-07-01", "1")), "general 1");
    policy(&door, "voucher_types", "receipt_payment_transfer");
    assert_eq!(of("document.issue", invoice("100")), "transfer 1");
    assert_eq!(of("document.issue", receipt("50")), "receipt 1");
    assert_eq!(of("voucher.post", voucher("2026-07-01", "1")), "payment 1");
    assert_eq!(of("document.issue", invoice("20")), "transfer 2");
    let transferred = call(&door, "profit.transfer", json!({"month": "2026-07"})).unwrap();
    assert_eq!(named(&transferred[0]), "transfer 3");
    let journal = call(&door, "report.run", json!({"name": "journal", "as_of": "2026-07-31"})).unwrap();
    let rows = journal["rows"].to_string();
    for reference in ["2026-07/1", "2026-07/转-1", "2026-07/收-1", "2026-07/付-1"] {
        assert!(rows.contains(&format!("\"{reference}\"")), "{reference}: {rows}");
    }
    assert_holds(&door);
}

#[test]
fn what_one_prepares_another_approves_before_it_is_posted() {
    let (_program, door) = door();
    policy(&door, "approval", "vouchers");
    let bookkeeper = user_of(&door, Role::Bookkeeper);
    let direct = call(&door, "voucher.post", voucher("2026-07-01", "10")).unwrap_err();
    assert!(matches!(direct, Error::ApprovalMissing), "{direct}");
    let by = |actor, command: &str, input: Value| call_as(&door, actor, command, input);
    let fields = json!({"fields": voucher("2026-07-01", "10")});
    let draft = by(Some(bookkeeper), "voucher.save_draft", fields).unwrap();
    let key = json!({"id": draft["id"], "version": draft["version"]});
    let early = by(None, "voucher.post_draft", key.clone()).unwrap_err();
    assert!(matches!(early, Error::ApprovalMissing), "{early}");
    let own = by(Some(bookkeeper), "voucher.approve_draft", key.clone()).unwrap_err();
    assert!(matches!(own, Error::ApprovalOwn), "{own}");
    by(None, "voucher.approve_draft", key.clone()).unwrap();

    let changed =
        json!({"id": draft["id"], "version": draft["version"], "fields": voucher("2026-07-01", "12")});
    let again = by(Some(bookkeeper), "voucher.save_draft", changed).unwrap();
    assert_eq!(again["approved_by"], Value::Null, "what is saved anew is approved anew");
    let stale = by(None, "voucher.approve_draft", key).unwrap_err();
    assert!(matches!(stale, Error::Stale { .. }), "{stale}");
    let key = json!({"id": again["id"], "version": again["version"]});
    let approved = by(None, "voucher.approve_draft", key.clone()).unwrap();
    assert_eq!(approved["prepared_by_name"], "the bookkeeper");
    let posted = by(Some(bookkeeper), "voucher.post_draft", key).unwrap();
    assert_eq!((&posted["prepared_by"], &posted["approved_by"]), (&json!(bookkeeper), &json!(1)));
    assert_eq!(by(None, "voucher.drafts", json!({})).unwrap(), json!([]));

    by(None, "document.issue", invoice("10")).unwrap();
    policy(&door, "approval", "all");
    let direct = by(None, "document.issue", invoice("10")).unwrap_err();
    assert!(matches!(direct, Error::ApprovalMissing), "{direct}");
    let draft = by(Some(bookkeeper), "draft.save", invoice("10")).unwrap();
    let key = json!({"id": draft["id"], "version": draft["version"]});
    by(None, "draft.approve", key.clone()).unwrap();
    let issued = by(Some(bookkeeper), "document.issue_draft", key).unwrap();
    assert_eq!(issued["entry"]["approved_by"], 1);
    assert_holds(&door);
}

#[test]
fn money_and_runs_of_payments_wait_for_approval_too() {
    let (_program, door) = door();
    policy(&door, "approval", "all");
    let run = json!({"date": "2026-07-01", "bills": []});
    for (command, input) in [("document.issue", receipt("50")), ("payment_run.pay", run)] {
        let refused = call(&door, command, input).unwrap_err();
        assert!(matches!(refused, Error::ApprovalMissing), "{command}: {refused}");
    }
    let bookkeeper = user_of(&door, Role::Bookkeeper);
    let draft = call_as(&door, Some(bookkeeper), "draft.save", receipt("50")).unwrap();
    let key = json!({"id": draft["id"], "version": draft["version"]});
    let early = call(&door, "document.issue_draft", key.clone()).unwrap_err();
    assert!(matches!(early, Error::ApprovalMissing), "{early}");
    let own = call_as(&door, Some(bookkeeper), "draft.approve", key.clone()).unwrap_err();
    assert!(matches!(own, Error::ApprovalOwn), "{own}");
    call(&door, "draft.approve", key.clone()).unwrap();
    let waiting = call(&door, "draft.list", json!({})).unwrap();
    assert_eq!(waiting[0]["prepared_by_name"], "the bookkeeper");
    assert_eq!(waiting[0]["approved_by"], 1);
    call_as(&door, Some(bookkeeper), "document.issue_draft", key).unwrap();
    assert_holds(&door);
}

#[test]
fn documents_too_need_a_reason_in_a_month_that_takes_adjustments_only() {
    let (_program, door) = door();
    let issued = call(&door, "document.issue", invoice("10")).unwrap();
    call(&door, "month.soft_close", json!({"month": "2026-07"})).unwrap();
    let void = json!({"id": issued["id"], "reason": "wrong"});
    for (command, input) in [("document.issue", invoice("10")), ("document.void", void.clone())] {
        let refused = call(&door, command, input).unwrap_err();
        assert!(
            matches!(&refused, Error::MonthSoftClosed { month } if month == "2026-07"),
            "{command}: {refused}"
        );
    }
    call_because(&door, None, Some("the customer never ordered"), "document.void", void).unwrap();
    assert_holds(&door);
}

#[test]
fn a_period_without_anything_to_transfer_is_refused() {
    let (_program, door) = door();
    let nothing = |command: &str, input: Value| {
        let refused = call(&door, command, input).unwrap_err();
        assert!(matches!(refused, Error::NothingToPost), "{command}: {refused}");
    };
    nothing("profit.transfer", json!({"month": "2026-06"}));
    nothing("year.close", json!({"year": 2025}));
    call(&door, "voucher.post", voucher("2026-06-30", "10")).unwrap();
    let planned = call(&door, "profit.preview", json!({"month": "2026-06"})).unwrap();
    assert_eq!(planned.as_array().unwrap().len(), 1, "{planned}");
    call(&door, "profit.transfer", json!({"month": "2026-06"})).unwrap();
    nothing("profit.transfer", json!({"month": "2026-06"}));
    let sales = user_of(&door, Role::Sales);
    for (command, input) in
        [("month.soft_close", json!({"month": "2026-06"})), ("year.close", json!({"year": 2026}))]
    {
        let refused = call_as(&door, Some(sales), command, input).unwrap_err();
        assert!(matches!(refused, Error::Forbidden { .. }), "{command}: {refused}");
    }
}

#[test]
fn a_year_without_profit_of_the_year_closes_straight_to_retained_earnings() {
    let folder = tempfile::tempdir().unwrap();
    let new = NewBook {
        name: "Shop".into(),
        currency: "EUR".parse().unwrap(),
        chart: Chart::Ifrs,
        language: Language::En,
    };
    let door = Door::create(&folder.path().join("book.kz"), &new, now()).unwrap();
    let sold = json!({"date": "2025-12-31", "summary": "sales", "attachment_count": 0, "lines": [
        {"account": "1010", "side": "debit", "amount": "70"}, {"account": "6500", "side": "debit", "amount": "30"},
        {"account": "4000", "side": "credit", "amount": "100"}]});
    call(&door, "voucher.post", sold).unwrap();
    let closed = call(&door, "year.close", json!({"year": 2025})).unwrap();
    let lines = |entry: &Value| -> Vec<String> {
        let line = |line: &Value| {
            let text = |key: &str| line[key].as_str().unwrap().to_owned();
            format!("{} {} {}", text("account"), text("side"), line["base"]["amount"].as_str().unwrap())
        };
        entry["lines"].as_array().unwrap().iter().map(line).collect()
    };
    assert_eq!(lines(&closed[0]), ["4000 debit 100.00", "3200 credit 100.00"]);
    assert_eq!(lines(&closed[1]), ["6500 credit 30.00", "3200 debit 30.00"]);
    let again = call(&door, "year.close", json!({"year": 2025})).unwrap_err();
    assert!(matches!(again, Error::NothingToPost), "{again}");
    let monthly = call(&door, "profit.transfer", json!({"month": "2026-01"})).unwrap_err();
    assert!(matches!(monthly, Error::RoleUnassigned { .. }), "{monthly}");
    assert_holds(&door);
}

/// DOMAIN `NO_1`: a gap in the numbers blocks the close.
#[test]
fn a_month_with_a_gap_in_its_vouchers_cannot_be_closed() {
    let (program, door) = door();
    for day in 1..=4 {
        call(&door, "voucher.post", voucher(&format!("2026-01-0{day}"), "1")).unwrap();
    }
    door.close().unwrap();
    let conn = Connection::open(&program.book).unwrap();
    conn.execute_batch("drop trigger entry_frozen").unwrap();
    assert_eq!(
        conn.execute("update entry set number = 5 where month = '2026-01' and number = 4", []).unwrap(),
        1
    );
    drop(conn);
    let door = open(&program.book);
    let list = call(&door, "month.check", json!({"month": "2026-01"})).unwrap();
    assert_eq!(list["ready"], false);
    let numbers = list["checks"].as_array().unwrap().iter().find(|check| check["code"] == "voucher_numbers");
    assert_eq!(numbers.unwrap()["faults"], json!(["2026-01 记-5"]));
    let folder = program.folder.path().join("january");
    let run = json!({"month": "2026-01", "folder": folder, "close": true});
    assert_eq!(call(&door, "month.run", run).unwrap()["closed"], false);
}
