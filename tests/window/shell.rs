//! Asking the shell as the pages' own library does, for what no page shows.

use serde_json::{Value, json};

use crate::person::Person;

/// A person whose program has made the sample company in a language; the window does not show it yet.
pub async fn with_the_sample(story: &str, language: &str) -> Person {
    let mut person = Person::starts(story).await;
    person.reads("body").await;
    let book = person.at_home("sample.kz");
    asks_shell(&mut person, "book_demo", json!({"path": book, "language": language})).await.unwrap();
    person
}

/// A person before the sample company; book and window speak a language, `zh-CN` or `en`.
pub async fn at_the_sample_in(story: &str, language: &str) -> Person {
    let mut person = with_the_sample(story, language).await;
    person.reloads().await;
    person.sees("Shortcuts").await;
    person.has_a_window_of(1280, 720).await;
    if language != "en" {
        person.presses("Language").await;
    }
    person
}

/// The same in Chinese.
pub async fn at_the_sample(story: &str) -> Person {
    at_the_sample_in(story, "zh-CN").await
}

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
