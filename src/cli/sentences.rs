//! Errors as sentences, from the same files the window uses.

use kezhang::error::Error;
use kezhang::language::Language;
use serde_json::Value;

const SENTENCES: [&str; 2] =
    [include_str!("../../assets/lang/zh-CN/errors.json"), include_str!("../../assets/lang/en/errors.json")];
const WORDS: [&str; 2] =
    [include_str!("../../assets/lang/zh-CN/details.json"), include_str!("../../assets/lang/en/details.json")];

/// What happened, why, what to do; the developer's text where no sentence exists. A field that the sentence has no
/// blank for stands before it.
pub(crate) fn of(error: &Error, body: &Value, language: Language) -> String {
    let sentences = in_language(SENTENCES, language);
    let Some(sentence) = sentences.get(error.code()).and_then(Value::as_str) else {
        return error.to_string();
    };
    let words = in_language(WORDS, language);
    let details = body.get("details").and_then(Value::as_object).cloned().unwrap_or_default();
    let filled = details.iter().fold(sentence.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{{{name}}}}}"), &shown(&words, name, value))
    });
    match details.get("field").and_then(Value::as_str) {
        Some(field) if !sentence.contains("{{field}}") => format!("{field}: {filled}"),
        _ => filled,
    }
}

fn in_language([zh_cn, en]: [&str; 2], language: Language) -> Value {
    let file = if language == Language::En { en } else { zh_cn };
    serde_json::from_str(file).unwrap_or_default()
}

/// A datum in the user's words where it is one of the program's own (`party`, `sales`), several of them with commas
/// between; else as it is.
fn shown(words: &Value, name: &str, value: &Value) -> String {
    let Some(text) = value.as_str() else { return value.to_string() };
    let word = |text: &str| words.get(name).and_then(|group| group.get(text)).and_then(Value::as_str);
    if let Some(word) = word(text) {
        return word.to_owned();
    }
    text.split(", ").map(|part| word(part).unwrap_or(part)).collect::<Vec<_>>().join(", ")
}
