//! JSON that comes in: read into a type, or explained by the type's published schema.
//!
//! [`read`] and [`read_text`] give the typed value. What does not fit is told by code, with the path of its field
//! (`fields.lines[0].unit_price`) and the value that stands there: `amount_unreadable`, `date_unreadable`,
//! `month_unreadable`, `rate_invalid` and `currency_unknown` for text of those forms, `input_invalid` with what the field takes for
//! everything else. The schema is the one that `kezhang commands --json` prints.

mod explanation;

#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, Result};
use explanation::Explanation;

/// The typed value of `input`; `name` is what takes it, a command or a file.
pub fn read<Type: DeserializeOwned + JsonSchema>(name: &str, input: &Value) -> Result<Type> {
    Type::deserialize(input).map_err(|error| {
        let schema = schemars::schema_for!(Type).to_value();
        let explained = Explanation::new(name, &schema).of(input);
        explained.unwrap_or_else(|| Error::InputInvalid {
            command: name.into(),
            field: String::new(),
            value: explanation::shortened(input),
            expected: error.to_string(),
        })
    })
}

/// The typed value of a JSON text.
///
/// # Errors
/// `input_not_json` with the place that cannot be read, and what [`read`] refuses.
pub fn read_text<Type: DeserializeOwned + JsonSchema>(name: &str, text: &str) -> Result<Type> {
    read(name, &json(text)?)
}

/// The value of a JSON text.
///
/// # Errors
/// `input_not_json` with the place that cannot be read.
pub fn json(text: &str) -> Result<Value> {
    serde_json::from_str(text)
        .map_err(|error| Error::InputNotJson { line: error.line() as u64, column: error.column() as u64 })
}
