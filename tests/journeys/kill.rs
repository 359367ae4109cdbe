//! The program dies at any moment: nothing acknowledged is lost, nothing is half posted.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use kezhang::store::Book;
use serde_json::{Value, json};

use crate::program::{KEZHANG, Program, call, invoice, line, open, receipt};

/// What the issue asks to be seen. A fresh book every twenty keeps the proofs short.
const KILLS: u32 = 200;
const KILLS_PER_BOOK: u32 = 20;
const LONGEST_MILLIS: u64 = 140;

/// A moment to die at, from the system's own chance.
fn moment() -> Duration {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).unwrap();
    Duration::from_micros(u64::from_le_bytes(bytes) % (LONGEST_MILLIS * 1000))
}

/// Posts without end through `batch`, is killed after `after`, and returns the numbers it had acknowledged.
fn post_until_killed(program: &Program, after: Duration) -> Vec<Value> {
    let mut child = Command::new(KEZHANG)
        .args(["batch", program.path(), "-", "--today", "2026-07-15"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let work = [
            line("document.issue", invoice("100")),
            line("document.issue", receipt("70")),
            line("party.save", json!({"fields": {"name": "又一家", "is_customer": true}})),
        ];
        let text: String = work.iter().map(|line| format!("{line}\n")).collect();
        while stdin.write_all(text.as_bytes()).is_ok() {}
    });
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let reader = std::thread::spawn(move || {
        let mut acknowledged = Vec::new();
        for line in stdout.split(b'\n').map_while(std::result::Result::ok) {
            // The last line may be cut off: then it was not acknowledged.
            acknowledged.extend(serde_json::from_slice::<Value>(&line).ok());
        }
        acknowledged
    });
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    writer.join().unwrap();
    reader.join().unwrap()
}

/// How many acts the book holds.
fn acts(program: &Program) -> i64 {
    let book = Book::open(&program.book, None).unwrap();
    book.read(|r| kezhang::audit::head(r, None)).unwrap().seq.value()
}

#[test]
fn a_book_killed_two_hundred_times_while_posting_loses_nothing_it_acknowledged() {
    let mut program = Program::new();
    let mut in_all = 0;
    for kill in 0..KILLS {
        if kill % KILLS_PER_BOOK == 0 {
            program = Program::new();
        }
        let before = acts(&program);
        let acknowledged = post_until_killed(&program, moment());
        let door = open(&program.book);
        for answer in acknowledged.iter().filter(|answer| answer.get("number").is_some()) {
            let key = json!({"kind": answer["kind"], "number": answer["number"]});
            let found = call(&door, "document.find", key).unwrap();
            assert_eq!(found["id"], answer["id"], "kill {kill}");
        }
        let proof = call(&door, "book.verify", Value::Null).unwrap();
        assert_eq!(proof["holds"], true, "kill {kill}: {proof}");
        drop(door);
        let written = acts(&program) - before - acknowledged.len() as i64;
        assert!((0..=1).contains(&written), "kill {kill}: {written} acts that nobody was told of");
        in_all += acknowledged.len();
    }
    assert!(in_all > 200, "only {in_all} acts were acknowledged: the kills came too early to prove anything");
}
