//! Mails in a book, for the journeys.

use kezhang::api::Door;
use serde_json::{Value, json};

use crate::program::{call, invoice};

/// An issued invoice, by its id.
pub fn issued(door: &Door) -> Value {
    call(door, "document.issue", invoice("100")).unwrap()["id"].clone()
}

/// A mail with an invoice to these, in the outbox.
pub fn queued(door: &Door, to: &[&str]) -> Value {
    let mail = json!({"of": "document", "id": issued(door)});
    call(door, "mail.queue", json!({"mail": mail, "to": to})).unwrap()
}

pub fn seen(door: &Door, mail: &Value) -> Value {
    call(door, "mail.get", json!({"seq": mail["row"]["seq"]})).unwrap()
}

pub fn state(door: &Door, mail: &Value) -> String {
    seen(door, mail)["row"]["state"].as_str().unwrap().to_owned()
}
