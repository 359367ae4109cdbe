//! A book that may not be written opens for reading: everything can be looked at and taken out, nothing is written.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::program::{KEZHANG, Outcome, Program, invoice, run};

/// Runs the program where it may not write the book.
type Runner = fn(&Program, &[&str]) -> Outcome;

/// The program as somebody else: root is stopped by no mode, so it becomes nobody.
fn somebody(program: &Program) -> Command {
    let copy = program.folder.path().join("kezhang");
    if !copy.exists() {
        std::fs::copy(KEZHANG, &copy).unwrap();
    }
    set_mode(program.folder.path(), 0o755);
    let is_root = run(Command::new("id").arg("-u"), "").answer.trim() == "0";
    if !is_root {
        return Command::new(copy);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(copy);
    command
}

/// As somebody who has no right to write the book or its folder.
fn without_rights(program: &Program, arguments: &[&str]) -> Outcome {
    let mut command = somebody(program);
    set_mode(&program.book, 0o444);
    set_mode(program.folder.path(), 0o555);
    let outcome = run(command.args(arguments).args(["--lang", "en"]), "");
    set_mode(program.folder.path(), 0o755);
    set_mode(&program.book, 0o644);
    outcome
}

/// On a disk that is mounted for reading only.
fn on_a_read_only_disk(program: &Program, arguments: &[&str]) -> Outcome {
    let folder = program.folder.path().display();
    let mount = format!("mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'");
    let shell = format!("{mount} && exec '{KEZHANG}' \"$@\" --lang en");
    run(Command::new("unshare").args(["-r", "-m", "bash", "-c", &shell, "bash"]).args(arguments), "")
}

/// The ways to forbid writing that this system knows: a sandbox may forbid mounting.
fn runners() -> Vec<Runner> {
    let can_mount =
        run(Command::new("unshare").args(["-r", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]), "");
    let mounting: Option<Runner> = (can_mount.code == 0).then_some(on_a_read_only_disk as Runner);
    [without_rights as Runner].into_iter().chain(mounting).collect()
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_book_that_may_not_be_written_is_read_and_stays_as_it_is() {
    for runner in runners() {
        let program = Program::new();
        program.call("document.issue", invoice("100")).expect(0);
        let before = std::fs::read(&program.book).unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        set_mode(elsewhere.path(), 0o777);
        let out = |name: &str| elsewhere.path().join(name).display().to_string();
        let book = program.path();
        for arguments in [
            ["call", book, "party.get", r#"{"id": 1}"#].as_slice(),
            &["verify", book],
            &["report", book, "trial-balance", "--format", "pdf", "--out", &out("trial-balance.pdf")],
            &["report", book, "ar-aging", "--format", "xlsx", "--out", &out("aging.xlsx")],
            &["print", book, "invoice", "XS2607-0001", "--out", &out("invoice.pdf")],
            &["month-end", book, "2026-07", "--out", &out("July")],
            &["backup", book, &out("copy.kz")],
            &["export", book, "csv", "--out", &out("tables")],
            &["export", book, "json", "--out", &out("book.json")],
        ] {
            runner(&program, arguments).expect(0);
        }
        let session = runner(&program, &["call", book, "session.get"]).expect(0);
        assert!(session.answer.contains("\"read_only\": true"), "{}", session.answer);
        let input = invoice("1").to_string();
        let new = program.folder.path().join("new.kz").display().to_string();
        let customers = out("customers.csv");
        std::fs::write(&customers, "Code,Name\nA,Alpha\n").unwrap();
        for arguments in [
            ["call", book, "document.issue", &input].as_slice(),
            &["import", book, "customers", &customers],
            &["month-end", book, "2026-07", "--out", &out("July"), "--close"],
            &["new", &new],
        ] {
            let refused = runner(&program, arguments).expect(3);
            assert_eq!(refused.refusal(), "book_read_only", "{arguments:?}");
            let path = refused.error_body()["details"]["path"].as_str().unwrap().to_owned();
            assert!([book, new.as_str()].contains(&path.as_str()), "{refused:?}");
        }
        let beside: Vec<_> = std::fs::read_dir(program.folder.path()).unwrap().collect();
        assert!(beside.len() <= 2, "nothing is left beside the book: {beside:?}");
        assert_eq!(std::fs::read(&program.book).unwrap(), before);
        program.verify();
    }
}

#[test]
fn a_book_that_may_not_even_be_read_says_so() {
    let program = Program::new();
    let mut command = somebody(&program);
    set_mode(&program.book, 0o000);
    let refused = run(command.args(["verify", program.path()]), "");
    assert_eq!((refused.code, refused.refusal().as_str()), (3, "book_forbidden"), "{refused:?}");
}

#[test]
fn who_reads_sees_what_others_write_meanwhile() {
    let program = Program::new();
    let mut command = somebody(&program);
    set_mode(&program.book, 0o444);
    set_mode(program.folder.path(), 0o555);
    let mut reading = command
        .args(["batch", program.path(), "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut asking, answering) = (reading.stdin.take().unwrap(), reading.stdout.take().unwrap());
    let mut answers = BufReader::new(answering).lines();
    let mut count = || {
        let line = json!({"command": "party.totals", "input": {"business": "customer", "view": "all"}});
        writeln!(asking, "{line}").unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        answer["count"].as_u64().unwrap()
    };
    assert_eq!(count(), 1);
    set_mode(program.folder.path(), 0o755);
    set_mode(&program.book, 0o644);
    program.call("party.save", json!({"fields": {"name": "第二家", "is_customer": true}})).expect(0);
    assert_eq!(count(), 2);
    drop(asking);
    assert!(reading.wait().unwrap().success());
}

#[test]
fn whoever_may_write_a_book_can_open_it_to_look_at_only() {
    let program = Program::new();
    program.call("document.issue", invoice("100")).expect(0);
    let before = std::fs::read(&program.book).unwrap();
    let reads = |arguments: &[&str]| program.run(&[arguments, &["--read-only"]].concat());
    let report = reads(&["report", program.path(), "trial-balance", "--format", "json"]).expect(0);
    assert!(report.answer.contains("113.00"), "{report:?}");
    let session = reads(&["call", program.path(), "session.get"]).expect(0).body();
    assert_eq!(session["read_only"], json!(true));
    reads(&["verify", program.path()]).expect(0);
    let refused = reads(&["call", program.path(), "document.issue", &invoice("50").to_string()]).expect(3);
    assert_eq!(refused.refusal(), "book_read_only");
    assert_eq!(std::fs::read(&program.book).unwrap(), before, "not a byte is written");
    let beside = std::fs::read_dir(program.folder.path()).unwrap().count();
    assert_eq!(beside, 1, "and nothing beside it");
    program.call("document.issue", invoice("50")).expect(0);
}
