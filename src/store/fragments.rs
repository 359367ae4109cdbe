//! Statements and conditions put together at run time, as a tree of filters is.

use rusqlite::types::Value;

/// SQL joined from literals of the calling room, with the value of each `?` beside it: no text of a user becomes SQL.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fragments {
    sql: String,
    values: Vec<Value>,
}

impl Fragments {
    /// A literal with one `?` for each value, in order.
    pub fn of(sql: &'static str, values: impl IntoIterator<Item = Value>) -> Fragments {
        let values: Vec<Value> = values.into_iter().collect();
        debug_assert_eq!(sql.matches('?').count(), values.len(), "{sql}");
        Fragments { sql: sql.to_owned(), values }
    }

    /// This and then `next`, on a line of its own.
    #[must_use]
    pub fn then(mut self, next: Fragments) -> Fragments {
        if !self.sql.is_empty() {
            self.sql.push('\n');
        }
        self.sql.push_str(&next.sql);
        self.values.extend(next.values);
        self
    }

    /// All of the conditions; none hold always.
    pub fn all(conditions: Vec<Fragments>) -> Fragments {
        Fragments::joined(conditions, " and ", "1")
    }

    /// One of the conditions at least; none hold never.
    pub fn any(conditions: Vec<Fragments>) -> Fragments {
        Fragments::joined(conditions, " or ", "0")
    }

    /// Where the condition does not hold, also where it is not known to.
    #[must_use]
    pub fn negated(self) -> Fragments {
        Fragments { sql: format!("not coalesce(({}), 0)", self.sql), values: self.values }
    }

    fn joined(conditions: Vec<Fragments>, word: &str, of_none: &str) -> Fragments {
        if conditions.is_empty() {
            return Fragments { sql: of_none.to_owned(), values: Vec::new() };
        }
        let sql: Vec<String> = conditions.iter().map(|condition| format!("({})", condition.sql)).collect();
        let values = conditions.into_iter().flat_map(|condition| condition.values).collect();
        Fragments { sql: sql.join(word), values }
    }

    /// Runs it as a statement; `read` maps each row.
    pub fn rows<T>(
        &self,
        reader: &super::Reader<'_>,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> crate::error::Result<Vec<T>> {
        reader.rows(&self.sql, rusqlite::params_from_iter(&self.values), read)
    }

    pub(super) fn into_parts(self) -> (String, Vec<Value>) {
        (self.sql, self.values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(condition: &Fragments) -> bool {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        let whole = Fragments::of("select", []).then(condition.clone());
        conn.query_row(&whole.sql, rusqlite::params_from_iter(&whole.values), |row| {
            row.get::<_, Option<bool>>(0)
        })
        .unwrap()
        .unwrap_or(false)
    }

    #[test]
    fn a_condition_about_nothing_known_does_not_hold_and_its_opposite_does() {
        let more = |than: i64| Fragments::of("null > ?", [Value::Integer(than)]);
        assert!(!holds(&more(1)));
        assert!(holds(&more(1).negated()));
        assert!(!holds(&Fragments::all(vec![more(1).negated(), more(2)])));
        assert!(holds(&Fragments::any(vec![more(1), more(2).negated()])));
        assert!(holds(&Fragments::all(Vec::new())) && !holds(&Fragments::any(Vec::new())));
    }

    #[test]
    fn values_stay_with_their_places() {
        let is = |value: i64| Fragments::of("3 = ?", [Value::Integer(value)]);
        let tree = Fragments::all(vec![Fragments::any(vec![is(1), is(3)]), is(2).negated(), is(3)]);
        assert!(holds(&tree));
        let text = "'; drop table party; --".to_owned();
        assert!(!holds(&Fragments::of("'x' = ?", [text.into()])));
    }
}
