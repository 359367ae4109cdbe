//! Small settings by key.

use rusqlite::named_params;

use super::{Reader, Writer};
use crate::error::Result;

pub fn setting(r: &Reader<'_>, key: &str) -> Result<Option<String>> {
    r.row("select value from setting where key = :key", named_params! {":key": key}, |row| row.get("value"))
}

/// Sets a value, or takes it away. The caller records the act.
pub fn set_setting(w: &Writer<'_>, key: &str, value: Option<&str>) -> Result<()> {
    match value {
        Some(value) => w.execute(
            "insert or replace into setting (key, value) values (:key, :value)",
            named_params! {":key": key, ":value": value},
        )?,
        None => w.execute("delete from setting where key = :key", named_params! {":key": key})?,
    };
    Ok(())
}
