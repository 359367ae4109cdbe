//! Wrong amounts, wrong files, no space, no rights: a clear refusal, the exit code of the contract, and a book that
//! is unharmed afterwards.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
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
    for (input, code, refusal) in [
        (invoice("1e400"), 2, "input_invalid"),
        (invoice("12,34"), 2, "input_invalid"),
        (receipt("NaN"), 2, "input_invalid"),
        (receipt("0.001"), 1, "amount_too_precise"),
        (receipt("99999999999999999999"), 1, "amount_overflow"),
        (receipt("-5"), 1, "field_invalid"),
        (dated("2026-02-30"), 2, "input_invalid"),
        (early, 1, "due_before_date"),
        (json!({"fields": {"kind": "invoice", "party_id": 1}}), 1, "document_empty"),
        (json!({"fields": {"kind": "elephant"}}), 2, "input_invalid"),
        (json!([1, 2]), 2, "input_invalid"),
    ] {
        let refused = program.call("document.issue", input.clone()).expect(code);
        assert_eq!(refused.refusal(), refusal, "{input}");
    }
    program.run(&["call", program.path(), "document.issue", "{not json"]).expect(2);
    assert_eq!(
        program.run(&["call", program.path(), "document.burn"]).expect(2).refusal(),
        "command_unknown"
    );
    program.run(&["dance"]).expect(2);
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

#[test]
fn a_refusal_speaks_the_users_language() {
    let program = Program::new();
    let speak = |language: &str| {
        let input = receipt("-5").to_string();
        let arguments = ["call", program.path(), "document.issue", &input, "--lang", language];
        run(Command::new(KEZHANG).args(arguments), "").expect(1).error_body()["message"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (chinese, english) = (speak("zh-CN"), speak("en"));
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    assert!(is_chinese(&chinese) && !is_chinese(&english), "{chinese} / {english}");
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

/// Runs the program without the rights of root, which no file mode stops.
fn run_unprivileged(program: &Program, arguments: &[&str]) -> crate::program::Outcome {
    let copy = program.folder.path().join("kezhang");
    if !copy.exists() {
        std::fs::copy(KEZHANG, &copy).unwrap();
    }
    let is_root = run(Command::new("id").arg("-u"), "").answer.trim() == "0";
    let mut command = if is_root { Command::new("setpriv") } else { Command::new(&copy) };
    if is_root {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&copy);
    }
    run(command.args(arguments).args(["--lang", "en"]), "")
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_book_that_may_not_be_written_says_so_and_stays_as_it_is() {
    let program = Program::new();
    program.call("document.issue", invoice("100")).expect(0);
    let before = std::fs::read(&program.book).unwrap();
    set_mode(&program.book, 0o444);
    set_mode(program.folder.path(), 0o555);
    let input = invoice("1").to_string();
    let refused = run_unprivileged(&program, &["call", program.path(), "document.issue", &input]);
    let new = program.folder.path().join("new.kz");
    let not_made = run_unprivileged(&program, &["new", new.to_str().unwrap()]);
    set_mode(program.folder.path(), 0o755);
    set_mode(&program.book, 0o644);
    assert_eq!((refused.code, refused.refusal().as_str()), (3, "book_read_only"), "{refused:?}");
    assert_eq!((not_made.code, not_made.refusal().as_str()), (3, "book_read_only"), "{not_made:?}");
    assert_eq!(std::fs::read(&program.book).unwrap(), before);
    program.verify();
}

#[test]
fn a_full_disk_is_named_and_nothing_acknowledged_is_lost() {
    let program = Program::new();
    let lines: String = (0..2000).map(|_| format!("{}\n", line("document.issue", invoice("10")))).collect();
    let shell = format!(
        "trap '' XFSZ; ulimit -f 600; exec '{KEZHANG}' batch '{}' - --today 2026-07-15",
        program.path()
    );
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
