//! The canonical text of a value and its digest.
//!
//! Form 1: JSON without spaces, keys sorted by code point, non-ASCII unescaped, amounts as decimal strings. It
//! is written here rather than by the JSON library, whose key order is a build option.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::error::{Error, Result};

pub type Digest = [u8; 32];

/// The canonical text of a body that declares its fields in the order of their names: written at once, without a tree
/// of values in between.
///
/// # Errors
/// `unexpected` for a body that JSON has no form for, such as a map with keys that are no texts.
pub fn canonical_body(body: &impl Serialize) -> Result<Vec<u8>> {
    let mut text = Vec::with_capacity(1024);
    serde_json::to_writer(&mut text, body).map_err(Error::unexpected)?;
    debug_assert_eq!(
        serde_json::from_slice(&text).map(|value| canonical(&value).into_bytes()).ok().as_ref(),
        Some(&text),
        "fields out of order"
    );
    Ok(text)
}

/// The canonical text of `value`.
pub fn canonical(value: &Value) -> String {
    let mut text = String::with_capacity(256);
    write_value(&mut text, value);
    text
}

fn write_value(text: &mut String, value: &Value) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_value(text, item);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            let mut keys: Vec<&String> = fields.keys().collect();
            keys.sort_unstable();
            text.push('{');
            for (index, key) in keys.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_value(text, &Value::String(key.clone()));
                text.push(':');
                write_value(text, &fields[key]);
            }
            text.push('}');
        }
        // Scalars print themselves; the writer to a string cannot fail.
        scalar => _ = write!(text, "{scalar}"),
    }
}

/// SHA-256 over the parts, one after another.
pub fn digest(parts: &[&[u8]]) -> Digest {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// The digest of text that must not be guessable from its digest.
pub fn salted_digest(salt: &[u8; 16], text: impl AsRef<[u8]>) -> Digest {
    digest(&[salt, text.as_ref()])
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 0xf)]]);
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// DOMAIN `HC_1`: the form and the hash function, on the worked example.
    #[test]
    fn the_worked_chain_of_the_domain_comes_out() {
        let entry = json!({
            "seq": 1, "no": "记-1", "date": "2026-01-05",
            "lines": [["1122", "D", "11300.00"], ["5001", "C", "10000.00"], ["22210105", "C", "1300.00"]],
        });
        let text = canonical(&entry);
        assert_eq!(
            text,
            r#"{"date":"2026-01-05","lines":[["1122","D","11300.00"],["5001","C","10000.00"],["22210105","C","1300.00"]],"no":"记-1","seq":1}"#
        );
        let first = hex(&digest(&["0".repeat(64).as_bytes(), text.as_bytes()]));
        assert!(first.starts_with("b2b12789") && first.ends_with("ad03"), "{first}");
    }
}
