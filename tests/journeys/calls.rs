//! Calls of the board in this process, on a day that stands still.

use std::path::Path;

use kezhang::api::{Call, Door, Progress};
use kezhang::calendar::{Day, Instant, parse_day, parse_instant};
use kezhang::error::Result;
use serde_json::Value;

pub const NOW: &str = "2026-07-15T09:00:00Z";

pub fn today() -> Day {
    parse_day("2026-07-15").unwrap()
}

pub fn now() -> Instant {
    parse_instant(NOW).unwrap()
}

pub fn open(book: &Path) -> Door {
    Door::open(book, None, now()).unwrap()
}

/// A call of the owner's, in this process.
pub fn call(door: &Door, command: &str, input: Value) -> Result<Value> {
    call_as(door, None, command, input)
}

pub fn call_as(
    door: &Door,
    actor: Option<kezhang::store::UserId>,
    command: &str,
    input: Value,
) -> Result<Value> {
    call_because(door, actor, None, command, input)
}

/// A call with the reason that an adjustment needs.
pub fn call_because(
    door: &Door,
    actor: Option<kezhang::store::UserId>,
    reason: Option<&str>,
    command: &str,
    input: Value,
) -> Result<Value> {
    call_at(door, (today(), now()), actor, reason, command, input)
}

/// The owner's call on another day.
pub fn call_on(door: &Door, date: &str, command: &str, input: Value) -> Result<Value> {
    let at = parse_instant(&format!("{date}T09:00:00Z")).unwrap();
    call_at(door, (parse_day(date).unwrap(), at), None, None, command, input)
}

/// The owner's call at another instant.
pub fn call_then(door: &Door, instant: &str, command: &str, input: Value) -> Result<Value> {
    let at = parse_instant(instant).unwrap();
    call_at(door, (at.date_naive(), at), None, None, command, input)
}

fn call_at(
    door: &Door,
    (today, now): (Day, Instant),
    actor: Option<kezhang::store::UserId>,
    reason: Option<&str>,
    command: &str,
    input: Value,
) -> Result<Value> {
    let silent = |_: Progress| {};
    let call = Call {
        actor,
        now,
        today,
        language: None,
        request_id: None,
        reason: reason.map(str::to_owned),
        progress: &silent,
        cancelled: &std::sync::atomic::AtomicBool::new(false),
    };
    door.call(command, input, &call)
}
