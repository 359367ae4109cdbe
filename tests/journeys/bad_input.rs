//! Wrong amounts, wrong files, no space, no rights: a clear refusal, the exit code of the contract, and a book that
//! is unharmed afterwards.

use std::process::Command;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::program::{KEZHANG, Program, invoice, line, receipt, run};

#[test]
fn an_input_that_cannot_be_read_is_refused_and_nothing_is_written() {
    let program = Program::new();
    let dated = |date: &str| {
        let mut input = invoice("1");
        input["fields"]["date"] = json!(date);
        input
    };
    let mut early = invoice("1");
    early["fields"]["due_on"] = json!("2026-06-30");
    for (input, code, refusal, field) in [
        (invoice("1e400"), 2, "amount_unreadable", "fields.lines[0].unit_price"),
        (invoice("12,34"), 2, "amount_unreadable", "fields.lines[0].unit_price"),
        (receipt("NaN"), 2, "amount_unreadable", "fields.amount"),
        (receipt("0.001"), 1, "amount_too_precise", ""),
        (receipt("99999999999999999999"), 1, "amount_overflow", ""),
        (receipt("-5"), 1, "field_invalid", "amount"),
        (dated("2026-02-30"), 2, "date_unreadable", "fields.date"),
        (early, 1, "due_before_date", ""),
        (json!({"fields": {"kind": "invoice", "party_id": 1}}), 1, "document_empty", ""),
        (json!({"fields": {"kind": "elephant"}}), 2, "input_invalid", "fields.kind"),
        (json!({}), 2, "input_invalid", "fields"),
        (json!([1, 2]), 2, "input_invalid", ""),
    ] {
        let refused = program.call("document.issue", input.clone()).expect(code);
        assert_eq!(refused.refusal(), refusal, "{input}");
        assert_eq!(refused.error_body()["details"]["field"].as_str().unwrap_or_default(), field, "{input}");
        let message = refused.error_body()["message"].as_str().unwrap().to_owned();
        assert!(message.contains(field), "{message}");
    }
    let broken = program.run(&["call", program.path(), "document.issue", "{not json"]).expect(2);
    assert_eq!(broken.refusal(), "input_not_json");
    assert_eq!(
        program.run(&["call", program.path(), "document.burn"]).expect(2).refusal(),
        "command_unknown"
    );
    program.run(&["dance"]).expect(2);
    for day in ["2026-02-30", "yesterday"] {
        let refused = program.run(&["report", program.path(), "ar-aging", "--as-of", day]).expect(2);
        assert_eq!(refused.refusal(), "date_unreadable");
    }
    let issued = program.call("document.issue", invoice("100")).expect(0);
    assert!(issued.answer.contains("XS2607-0001"), "no number was lost: {issued:?}");
    program.verify();
}

#[test]
fn full_width_digits_are_digits_and_thousands_may_be_grouped() {
    let program = Program::new();
    for (price, total) in [("１２３", "138.99"), ("1,234.50", "1394.99")] {
        let issued: Value =
            serde_json::from_str(&program.call("document.issue", invoice(price)).expect(0).answer).unwrap();
        assert_eq!(issued["total"]["amount"], total);
    }
}

/// The message of a receipt that is refused, with these further options.
fn refused_receipt(program: &Program, amount: &str, options: &[&str]) -> String {
    let input = receipt(amount).to_string();
    let arguments = ["call", program.path(), "document.issue", &input];
    let refused = run(Command::new(KEZHANG).env("LC_ALL", "C.UTF-8").args(arguments).args(options), "");
    refused.error_body()["message"].as_str().unwrap().to_owned()
}

#[test]
fn a_refusal_speaks_the_language_of_the_option_else_of_the_user() {
    let program = Program::new();
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for amount in ["-5", "1e400"] {
        assert!(is_chinese(&refused_receipt(&program, amount, &["--lang", "zh-CN"])));
        assert!(!is_chinese(&refused_receipt(&program, amount, &["--lang", "en"])));
        assert!(is_chinese(&refused_receipt(&program, amount, &[])), "the book is Chinese");
    }
    program.call("session.set_language", json!({"language": "en"})).expect(0);
    assert!(!is_chinese(&refused_receipt(&program, "-5", &[])), "its user speaks English");
}

#[test]
fn what_stands_in_a_refusal_is_said_in_the_users_words() {
    let program = Program::new();
    let message = |language: &str| {
        let arguments = ["call", program.path(), "party.get", r#"{"id": 99}"#, "--lang", language];
        let refused = run(Command::new(KEZHANG).args(arguments), "").expect(1);
        refused.error_body()["message"].as_str().unwrap().to_owned()
    };
    assert!(message("zh-CN").starts_with("找不到 往来单位 99"), "{}", message("zh-CN"));
    assert!(message("en").starts_with("There is no party 99"), "{}", message("en"));
}

#[test]
fn a_second_writer_waits_and_then_says_who_holds_the_book() {
    let program = Program::new();
    let holder = Connection::open(&program.book).unwrap();
    holder.execute_batch("begin immediate").unwrap();
    let started = std::time::Instant::now();
    let refused = program.call("document.issue", invoice("1")).expect(3);
    assert!(started.elapsed().as_secs() >= 4, "it waits before it gives up");
    assert_eq!(refused.refusal(), "book_busy");
    let named = refused.error_body()["details"]["holder"].as_str().unwrap().to_owned();
    assert!(named.contains(&std::process::id().to_string()), "{named}");
    program.call("party.get", json!({"id": 1})).expect(0);
    holder.execute_batch("rollback").unwrap();
    program.call("document.issue", invoice("1")).expect(0);
    program.verify();
}

#[test]
fn two_writers_at_once_both_get_their_documents() {
    let program = Program::new();
    let lines = vec![line("document.issue", invoice("10")); 40];
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| program.batch(&[], &lines).expect(0));
        }
    });
    let page: Value =
        serde_json::from_str(&program.call("document.list", json!({"limit": 100})).expect(0).answer).unwrap();
    assert_eq!(page["rows"].as_array().unwrap().len(), 80);
    program.verify();
}

#[test]
fn a_full_disk_is_named_and_nothing_acknowledged_is_lost() {
    let program = Program::new();
    let lines: String = (0..2000).map(|_| format!("{}\n", line("document.issue", invoice("10")))).collect();
    let shell = format!("ulimit -f 600; exec '{KEZHANG}' batch '{}' - --today 2026-07-15", program.path());
    let full = run(Command::new("bash").args(["-c", &shell]), &lines).expect(3);
    assert_eq!(full.refusal(), "disk_full", "{}", full.error);
    let told = full.answers().iter().filter(|answer| answer.get("number").is_some()).count();
    let door = crate::program::open(&program.book);
    let totals = crate::program::call(&door, "document.list_totals", json!({})).unwrap();
    assert_eq!(totals["count"], told, "{totals}");
    drop(door);
    program.verify();
}

#[test]
fn a_full_disk_leaves_no_half_written_backup() {
    let program = Program::new();
    program.call("document.issue", invoice("100")).expect(0);
    let copy = program.folder.path().join("copy.kz");
    let shell = format!("ulimit -f 60; exec '{KEZHANG}' backup '{}' '{}'", program.path(), copy.display());
    let full = run(Command::new("bash").args(["-c", &shell]), "").expect(3);
    assert_eq!(full.refusal(), "disk_full", "{}", full.error);
    let left: Vec<_> = std::fs::read_dir(program.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("copy"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    program.run(&["backup", program.path(), copy.to_str().unwrap()]).expect(0);
    program.verify();
}

#[test]
fn a_file_that_is_no_book_is_refused_by_its_kind() {
    let program = Program::new();
    program.call("document.issue", invoice("100")).expect(0);
    let place = |name: &str, bytes: &[u8]| {
        let path = program.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let whole = std::fs::read(&program.book).unwrap();
    let newer = place("newer.kz", &whole);
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let foreign = program.folder.path().join("foreign.db").display().to_string();
    Connection::open(&foreign).unwrap().execute_batch("create table t (a)").unwrap();
    let cases = [
        (
            place(
                "text.kz",
                b"Dear accountant,\nthis is a letter and no book at all.\n".repeat(20).as_slice(),
            ),
            "not_a_book",
        ),
        (place("empty.kz", b""), "not_a_book"),
        (foreign, "not_a_book"),
        (newer, "book_newer"),
        (program.folder.path().join("none.kz").display().to_string(), "book_missing"),
    ];
    for (path, refusal) in cases {
        let refused = program.run(&["verify", &path]).expect(3);
        assert_eq!(refused.refusal(), refusal, "{path}");
    }
    for kept in [whole.len() / 2, whole.len() - 4096, 100] {
        let cut = place("cut.kz", &whole[..kept]);
        let refused = program.run(&["verify", &cut]).expect(3);
        assert!(
            ["book_damaged", "not_a_book", "proof_failed"].contains(&refused.refusal().as_str()),
            "{refused:?}"
        );
    }
    program.verify();
}

#[test]
fn a_clock_set_back_never_takes_the_trail_back() {
    let program = Program::new();
    let at = |now: &str| {
        let arguments = ["call", program.path(), "document.issue", &invoice("1").to_string(), "--now", now];
        run(Command::new(KEZHANG).args(arguments), "").expect(0);
    };
    at("2026-07-20T10:00:00Z");
    at("2026-07-18T10:00:00Z");
    let door = crate::program::open(&program.book);
    let page = crate::program::call(&door, "trail.list", json!({"limit": 2})).unwrap();
    let recorded = |row: usize| page["rows"][row]["recorded_at"].as_str().unwrap().to_owned();
    assert_eq!(
        (recorded(0), recorded(1)),
        ("2026-07-20T10:00:00.000Z".into(), "2026-07-20T10:00:00.000Z".into())
    );
    drop(door);
    program.verify();
}
