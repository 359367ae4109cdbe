use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::source::Row;
use super::DecimalMark;
use crate::error::{Error, Result};
use crate::money::{Rounding, parse_decimal, round};

/// Where the text of a field comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportExpression")]
#[schemars(rename = "ImportExpression")]
pub enum Expression {
    /// The cell under this header.
    Column(String),
    /// The same text in every row.
    Constant(String),
    /// The first that is not empty.
    FirstOf(Vec<Expression>),
    /// One after the other, as they are.
    Join(Vec<Expression>),
    /// A fraction as a percentage: 0.15 → 15.
    Percent(Box<Expression>),
    /// A number with the other sign.
    Negative(Box<Expression>),
    /// Words of the file for words of the books, `{"应收": "receivable"}`; others stay as they are.
    Translate { text: Box<Expression>, words: BTreeMap<String, String> },
}

impl Expression {
    pub fn column(name: &str) -> Expression {
        Expression::Column(name.into())
    }

    /// Finds the columns. A header is met exactly, or else without regard to case and outer space.
    ///
    /// # Errors
    /// `import_column_missing`.
    pub(in crate::exchange) fn bind(
        &self,
        headers: &[String],
        decimals: DecimalMark,
    ) -> Result<BoundExpression> {
        let mut columns = Vec::new();
        let tree = self.tree(headers, decimals, &mut columns)?;
        Ok(BoundExpression { tree, columns })
    }

    fn tree(&self, headers: &[String], decimals: DecimalMark, used: &mut Vec<String>) -> Result<Tree> {
        let mut all = |parts: &[Expression]| -> Result<Vec<Tree>> {
            parts.iter().map(|part| part.tree(headers, decimals, used)).collect()
        };
        Ok(match self {
            Expression::Constant(text) => Tree::Constant(text.clone()),
            Expression::FirstOf(parts) => Tree::FirstOf(all(parts)?),
            Expression::Join(parts) => Tree::Join(all(parts)?),
            Expression::Percent(inner) => {
                Tree::Percent(Box::new(inner.tree(headers, decimals, used)?), decimals)
            }
            Expression::Negative(inner) => {
                Tree::Negative(Box::new(inner.tree(headers, decimals, used)?), decimals)
            }
            Expression::Translate { text, words } => {
                Tree::Translate(Box::new(text.tree(headers, decimals, used)?), words.clone())
            }
            Expression::Column(name) => {
                let exact = headers.iter().position(|header| header == name);
                let lenient = || {
                    let wanted = name.trim().to_lowercase();
                    headers.iter().position(|header| header.trim().to_lowercase() == wanted)
                };
                let index = exact
                    .or_else(lenient)
                    .ok_or_else(|| Error::ImportColumnMissing { column: name.clone() })?;
                used.push(headers[index].clone());
                Tree::Cell(index)
            }
        })
    }
}

/// An expression whose columns are found.
#[derive(Debug, Clone)]
pub(in crate::exchange) struct BoundExpression {
    tree: Tree,
    columns: Vec<String>,
}

#[derive(Debug, Clone)]
enum Tree {
    Cell(usize),
    Constant(String),
    FirstOf(Vec<Tree>),
    Join(Vec<Tree>),
    Percent(Box<Tree>, DecimalMark),
    Negative(Box<Tree>, DecimalMark),
    Translate(Box<Tree>, BTreeMap<String, String>),
}

/// The text of a field in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) enum Value<'r> {
    /// As it stands in the file.
    Text(Cow<'r, str>),
    /// Computed, and so with a decimal point whatever the file uses.
    Number(Decimal),
}

impl Value<'_> {
    pub(in crate::exchange) fn is_empty(&self) -> bool {
        matches!(self, Value::Text(text) if text.trim().is_empty())
    }

    /// The number it is; `None` where there is nothing.
    pub(in crate::exchange) fn number(&self, decimals: DecimalMark) -> Result<Option<Decimal>> {
        match self {
            Value::Number(number) => Ok(Some(*number)),
            Value::Text(text) if text.trim().is_empty() => Ok(None),
            Value::Text(text) => decimals.read(text).map(Some),
        }
    }

    pub(in crate::exchange) fn into_text(self) -> String {
        match self {
            Value::Text(text) => text.into_owned(),
            Value::Number(number) => number.normalize().to_string(),
        }
    }
}

impl BoundExpression {
    /// The headers it reads, for messages.
    pub(in crate::exchange) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// # Errors
    /// `amount_unreadable` where a number is needed for computing.
    pub(in crate::exchange) fn value<'r>(&'r self, row: &'r Row) -> Result<Value<'r>> {
        evaluate(&self.tree, row)
    }
}

fn evaluate<'r>(tree: &'r Tree, row: &'r Row) -> Result<Value<'r>> {
    Ok(match tree {
        Tree::Cell(index) => Value::Text(Cow::Borrowed(row.cell(*index))),
        Tree::Constant(text) => Value::Text(Cow::Borrowed(text)),
        Tree::FirstOf(parts) => {
            for part in parts {
                match evaluate(part, row)? {
                    Value::Text(text) if text.trim().is_empty() => continue,
                    filled => return Ok(filled),
                }
            }
            Value::Text(Cow::Borrowed(""))
        }
        Tree::Join(parts) => {
            let mut joined = String::new();
            for part in parts {
                joined.push_str(&evaluate(part, row)?.into_text());
            }
            Value::Text(joined.into())
        }
        // Stored as a binary fraction, 0.15 may come as 0.150000005960464 from programs that write it out
        // themselves. Four decimals of a percentage keep every discount that is ever agreed, and drop that dust.
        Tree::Percent(inner, decimals) => compute(evaluate(inner, row)?, *decimals, |fraction| {
            fraction.checked_mul(Decimal::ONE_HUNDRED).map(|percent| round(percent, 4, Rounding::HalfUp))
        })?,
        Tree::Negative(inner, decimals) => compute(evaluate(inner, row)?, *decimals, |number| Some(-number))?,
        Tree::Translate(inner, words) => match evaluate(inner, row)? {
            Value::Text(text) => match words.get(text.trim()) {
                Some(word) => Value::Text(Cow::Borrowed(word)),
                None => Value::Text(text),
            },
            number => number,
        },
    })
}

/// An empty text stays empty: there is nothing to compute.
fn compute<'r>(
    value: Value<'r>,
    decimals: DecimalMark,
    change: impl FnOnce(Decimal) -> Option<Decimal>,
) -> Result<Value<'r>> {
    let number = match value {
        Value::Number(number) => number,
        Value::Text(text) if text.trim().is_empty() => return Ok(Value::Text(text)),
        Value::Text(text) => decimals.read(&text)?,
    };
    change(number).map(Value::Number).ok_or(Error::AmountOverflow)
}

impl DecimalMark {
    /// Reads a number that is written with this mark; the other mark groups thousands.
    ///
    /// # Errors
    /// `amount_unreadable` with the text as it was.
    pub(in crate::exchange) fn read(self, text: &str) -> Result<Decimal> {
        match self {
            DecimalMark::Point => parse_decimal(text),
            DecimalMark::Comma => {
                let swapped: String = text
                    .chars()
                    .map(|c| match c {
                        ',' | '，' => '.',
                        '.' | '．' => ',',
                        other => other,
                    })
                    .collect();
                parse_decimal(&swapped).map_err(|_| Error::AmountUnreadable {
                    text: text.chars().take(60).collect(),
                    field: None,
                })
            }
        }
    }
}
