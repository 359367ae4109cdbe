//! The one query builder: fixed fragments joined at run time, every value bound.
//!
//! Lists choose filters and an order at run time; the fragments are literals of the calling room and values
//! only ever reach SQLite as parameters, so that indexes are used and no user text enters SQL. Pages are cut by
//! key (`after`), never by offset.

use std::borrow::Cow;

use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::fragments::Fragments;

/// Rows of a list and the key after which the next page begins.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Page<Row> {
    pub rows: Vec<Row>,
    /// Pass it as `after`; absent on the last page.
    pub next: Option<String>,
}

/// `select … where … order by … limit …` from fixed fragments.
#[derive(Debug)]
pub struct Query {
    select: &'static str,
    conditions: Vec<Cow<'static, str>>,
    values: Vec<Value>,
    order: String,
    limit: Option<u32>,
}

impl Query {
    /// `select` is everything before `where`.
    pub fn new(select: &'static str) -> Query {
        Query { select, conditions: Vec::new(), values: Vec::new(), order: String::new(), limit: None }
    }

    /// Values for the `?` that `select` itself holds; called before any filter.
    #[must_use]
    pub fn bind<const N: usize>(mut self, values: [Value; N]) -> Query {
        debug_assert!(self.values.is_empty() && self.select.matches('?').count() == N);
        self.values.extend(values);
        self
    }

    /// Adds a condition with one `?` for each value, in order.
    #[must_use]
    pub fn filter<const N: usize>(mut self, condition: &'static str, values: [Value; N]) -> Query {
        debug_assert_eq!(condition.matches('?').count(), N, "{condition}");
        self.conditions.push(condition.into());
        self.values.extend(values);
        self
    }

    /// Adds a condition that was put together.
    #[must_use]
    pub fn filter_by(mut self, condition: Fragments) -> Query {
        let (sql, values) = condition.into_parts();
        self.conditions.push(sql.into());
        self.values.extend(values);
        self
    }

    /// Adds the condition only where there is a value.
    #[must_use]
    pub fn filter_some(self, condition: &'static str, value: Option<impl Into<Value>>) -> Query {
        match value {
            Some(value) => self.filter(condition, [value.into()]),
            None => self,
        }
    }

    /// The order; columns and direction are literals of the caller.
    #[must_use]
    pub fn order(mut self, columns: &[&'static str], descending: bool) -> Query {
        let direction = if descending { " desc" } else { "" };
        self.order =
            columns.iter().map(|column| format!("{column}{direction}")).collect::<Vec<_>>().join(", ");
        self
    }

    #[must_use]
    pub fn limit(mut self, rows: u32) -> Query {
        self.limit = Some(rows);
        self
    }

    pub fn sql(&self) -> String {
        let mut sql = self.select.to_owned();
        for (index, condition) in self.conditions.iter().enumerate() {
            sql.push_str(if index == 0 { "\nwhere " } else { "\n  and " });
            sql.push_str(condition);
        }
        if !self.order.is_empty() {
            sql.push_str("\norder by ");
            sql.push_str(&self.order);
        }
        if let Some(limit) = self.limit {
            sql.push_str(&format!("\nlimit {limit}"));
        }
        sql
    }

    /// Runs the query; `read` maps each row.
    pub fn rows<T>(
        &self,
        reader: &super::Reader<'_>,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> crate::error::Result<Vec<T>> {
        reader.rows(&self.sql(), rusqlite::params_from_iter(&self.values), read)
    }
}
