//! Asking the shell as the pages' own library does, for what no page shows.

use serde_json::{Value, json};

use crate::person::Person;

/// One command of the board.
pub async fn calls(person: &mut Person, name: &str, input: Value) -> Result<Value, Value> {
    asks_shell(person, "call", json!({"name": name, "input": input})).await
}

/// One command of the shell; a refusal is the error.
pub async fn asks_shell(person: &mut Person, command: &str, input: Value) -> Result<Value, Value> {
    let script = format!(
        "return window.__TAURI_INTERNALS__.invoke({command:?}, {input})\
         .then(answer => ({{answer}}), refusal => ({{refusal}}))"
    );
    let mut outcome = person.asks(&script).await;
    match outcome.get_mut("refusal").map(Value::take) {
        Some(refusal) => Err(refusal),
        None => Ok(outcome["answer"].take()),
    }
}
