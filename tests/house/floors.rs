//! A room uses itself and lower floors only; siblings meet upstairs. DESIGN of the floors: `docs/ARCHITECTURE.md`.

use std::collections::BTreeSet;

use regex::Regex;

use crate::tree::{Source, assert_none, sources};

/// Rooms by floor, lowest first. A room may use any room named above its own line here.
pub const FLOORS: &[&[&str]] = &[
    &["error"],
    &["money", "calendar", "language"],
    &["store", "input"],
    &["audit"],
    &["access"],
    &["parties", "catalog", "ledger"],
    &["settlement", "commitments", "activities"],
    &["credit"],
    &["documents"],
    &["classes"],
    &["subledger", "vat", "pricing"],
    &["dunning", "statements", "banking", "pipeline", "period_end", "recurring", "contracts", "orders"],
    &["forecast"],
    &["cash", "reconciling"],
    &["grading", "reports", "inspection", "timeline"],
    &["paper", "mail"],
    &["templates"],
    &["exchange"],
    &["runs"],
    &["api"],
    &["cli"],
];

pub fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The room a core file belongs to; `None` for the roots `lib.rs` and `main.rs` and for files outside `src/`.
pub fn room_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let room = inside.split('/').next()?;
    match room.strip_suffix(".rs") {
        Some("lib" | "main") => None,
        Some(single_file) => Some(single_file),
        None => Some(room),
    }
}

fn offences(files: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.has_extension(&["rs"])) {
        let Some(room) = room_of(&file.path) else { continue };
        let Some(floor) = floor_of(room) else {
            found.push(format!("{}: the room {room} has no floor", file.path));
            continue;
        };
        for used in rooms_used(&file.text) {
            match floor_of(&used) {
                Some(_) if used == room => {}
                Some(used_floor) if used_floor < floor => {}
                Some(used_floor) => found
                    .push(format!("{}: {room} (floor {floor}) uses {used} (floor {used_floor})", file.path)),
                None => {}
            }
        }
    }
    found
}

/// First segments of every `crate::…` path, groups included; comments do not count.
fn rooms_used(text: &str) -> BTreeSet<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let path = Regex::new(r"\bcrate::([a-z_]+)").unwrap();
    let group = Regex::new(r"\bcrate::\{").unwrap();
    let mut rooms: BTreeSet<String> = path.captures_iter(&code).map(|found| found[1].to_owned()).collect();
    for opening in group.find_iter(&code) {
        rooms.extend(first_segments(&code[opening.end()..]));
    }
    rooms
}

/// `a::B, c::{D, e}, f}` → a, c, f: the heads of a `use` group, read up to its closing brace.
fn first_segments(group: &str) -> Vec<String> {
    let mut heads = vec![String::new()];
    let mut depth = 0_usize;
    let mut in_head = true;
    for character in group.chars() {
        match character {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(String::new());
                in_head = true;
            }
            ':' => in_head = false,
            letter if depth == 0 && in_head && (letter.is_alphanumeric() || letter == '_') => {
                if let Some(head) = heads.last_mut() {
                    head.push(letter);
                }
            }
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

#[test]
fn rooms_use_lower_floors_only() {
    assert_none(offences(&sources()));
}

#[test]
fn a_room_that_reaches_upstairs_is_found() {
    let breaches = [
        ("src/money/mod.rs", "use crate::store::Reader;"),
        ("src/money/mod.rs", "use crate::{error::Error, store::{Reader, Writer}};"),
        ("src/ledger/post.rs", "fn f() { crate::parties::find(); }"),
        ("src/receivables/mod.rs", "use crate::payables::Bill;"),
        ("src/cellar/mod.rs", ""),
    ];
    for (path, text) in breaches {
        assert_eq!(offences(&[Source::invented(path, text)]).len(), 1, "{path}: {text}");
    }
}

#[test]
fn a_room_that_uses_itself_and_lower_floors_is_left_alone() {
    let fine = "use crate::{audit, store::{self, Writer}, ledger::Voucher};\nuse crate::error::Result;\n// crate::api";
    assert_none(offences(&[Source::invented("src/ledger/post.rs", fine)]));
}
