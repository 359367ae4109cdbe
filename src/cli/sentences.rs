//! Errors as sentences, from the same files the window uses.

use kezhang::error::Error;
use kezhang::language::Language;
use serde_json::Value;

const ZH: &str = include_str!("../../assets/lang/zh-CN/errors.json");
const EN: &str = include_str!("../../assets/lang/en/errors.json");

/// What happened, why, what to do; the developer's text where no sentence exists.
pub(crate) fn of(error: &Error, body: &Value, language: Language) -> String {
    let file = if language == Language::En { EN } else { ZH };
    let sentences: Value = serde_json::from_str(file).unwrap_or_default();
    let Some(sentence) = sentences.get(error.code()).and_then(Value::as_str) else {
        return error.to_string();
    };
    let details = body.get("details").and_then(Value::as_object).cloned().unwrap_or_default();
    details.iter().fold(sentence.to_owned(), |text, (name, value)| {
        let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        text.replace(&format!("{{{{{name}}}}}"), &shown)
    })
}
