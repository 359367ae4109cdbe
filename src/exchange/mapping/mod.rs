//! Which column fills which field: guessed from the headers, corrected by the user, saved as JSON.
//!
//! `docs/IMPORT.md` describes the file with examples. The fields of each kind are declared once, in
//! [`fields`], with the words by which the programs of others call them.

mod expression;
mod fields;
mod guess;
mod quotation;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::source::ReadOptions;
use crate::error::{Error, Result};
use crate::input;

pub use expression::Expression;
pub(super) use expression::{BoundExpression, Value};
pub use fields::{Field, Need, Shape, fields};
pub use guess::{Guess, GuessedKind, guess, guess_header_row, guess_kind};
pub(super) use quotation::{Custom, Quotation};

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportKind")]
#[schemars(rename = "ImportKind")]
pub enum Kind {
    Customers,
    Suppliers,
    Items,
    /// Sales invoices, a row per line; the fields of the head are repeated.
    Invoices,
    /// Supplier bills, in the same form.
    Bills,
    Receipts,
    Payments,
    /// The open items of customers and suppliers on the day the books begin.
    OpeningBalances,
    /// The balances of accounts on the day the books begin.
    AccountBalances,
    /// Exchange rates: a row a rate, or a row a day with a column for each currency.
    Rates,
    /// People of customers, a row a person; the cards of a vCard file.
    Contacts,
    /// What customers bought, in the form of invoices: the billing run makes invoices of them.
    Orders,
    /// Delivery notes, in the same form.
    Deliveries,
    /// The lines of a customer's own ledger or statement; compared with our books, never imported.
    StatementLines,
}

impl Kind {
    /// What an import can bring in.
    pub const ALL: [Kind; 13] = [
        Kind::Customers,
        Kind::Suppliers,
        Kind::Items,
        Kind::Invoices,
        Kind::Bills,
        Kind::Receipts,
        Kind::Payments,
        Kind::OpeningBalances,
        Kind::AccountBalances,
        Kind::Rates,
        Kind::Contacts,
        Kind::Orders,
        Kind::Deliveries,
    ];

    /// Whether rows of one number are a document with its lines.
    pub(in crate::exchange) fn is_document(self) -> bool {
        matches!(self, Kind::Invoices | Kind::Bills | Kind::Orders | Kind::Deliveries)
    }

    /// The word of the command line and the wire, `opening_balances`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Customers => "customers",
            Kind::Suppliers => "suppliers",
            Kind::Items => "items",
            Kind::Invoices => "invoices",
            Kind::Bills => "bills",
            Kind::Receipts => "receipts",
            Kind::Payments => "payments",
            Kind::OpeningBalances => "opening_balances",
            Kind::AccountBalances => "account_balances",
            Kind::Rates => "rates",
            Kind::Contacts => "contacts",
            Kind::Orders => "orders",
            Kind::Deliveries => "deliveries",
            Kind::StatementLines => "statement_lines",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Kind> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text.replace('-', "_"))
            .ok_or_else(|| Error::FieldInvalid { field: "kind".into(), value: text.into() })
    }
}

/// The order of day, month and year in dates that do not show it themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportDateOrder")]
#[schemars(rename = "ImportDateOrder")]
pub enum DateOrder {
    /// Only dates that begin with the year: `2026-03-05`, `2026/3/5`, `2026年3月5日`, `20260305`.
    #[default]
    YearFirst,
    /// `05.03.2026`, `5/3/2026`; dates that begin with the year are read as well.
    DayFirst,
    /// `3/5/2026`; dates that begin with the year are read as well.
    MonthFirst,
}

/// Which character divides whole from part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportDecimalMark")]
#[schemars(rename = "ImportDecimalMark")]
pub enum DecimalMark {
    /// `1,234.50`
    #[default]
    Point,
    /// `1.234,50`
    Comma,
}

/// How the rows of one file become rows of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ImportMapping")]
#[schemars(rename = "ImportMapping")]
pub struct Mapping {
    pub kind: Kind,
    /// Where the rows come from; with kind and number it tells a row that was imported before.
    pub source: String,
    #[serde(default)]
    pub read: ReadOptions,
    #[serde(default)]
    pub dates: DateOrder,
    #[serde(default)]
    pub decimals: DecimalMark,
    /// Field by name → where its text comes from.
    pub columns: BTreeMap<String, Expression>,
    /// Amounts of the head that become a line of their own: freight, a fee.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra_lines: Vec<ExtraLine>,
}

/// A line that each document gets once, from its first row; none where the amount is empty or zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ImportExtraLine")]
#[schemars(rename = "ImportExtraLine")]
pub struct ExtraLine {
    pub description: Expression,
    pub amount: Expression,
    /// The posting role of the account, such as `other_income`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_role: Option<String>,
    /// The account itself, instead of a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_code: Option<String>,
}

impl Mapping {
    /// An empty mapping, to be filled.
    pub fn new(kind: Kind, source: &str) -> Mapping {
        Mapping {
            kind,
            source: source.into(),
            read: ReadOptions::default(),
            dates: DateOrder::default(),
            decimals: DecimalMark::default(),
            columns: BTreeMap::new(),
            extra_lines: Vec::new(),
        }
    }

    /// Reads a mapping file.
    ///
    /// # Errors
    /// `input_not_json`, `input_invalid` with the place in the JSON; what [`Mapping::check`] refuses.
    pub fn from_json(text: &str) -> Result<Mapping> {
        let mapping: Mapping = input::read_text("mapping", text)?;
        mapping.check()?;
        Ok(mapping)
    }

    /// Holds where every field belongs to the kind and every required one is there.
    ///
    /// # Errors
    /// `field_invalid` for a field or line the kind does not have, `import_field_unmapped` for one it needs.
    pub fn check(&self) -> Result<()> {
        let known = fields(self.kind);
        if let Some(stranger) = self.columns.keys().find(|name| known.iter().all(|field| field.name != *name))
        {
            return Err(Error::FieldInvalid { field: "columns".into(), value: stranger.clone() });
        }
        if !self.extra_lines.is_empty() && !self.kind.is_document() {
            return Err(Error::FieldInvalid {
                field: "extra_lines".into(),
                value: self.kind.as_str().into(),
            });
        }
        if self.source.trim().is_empty() {
            return Err(Error::FieldMissing { field: "source".into() });
        }
        for field in known {
            let filled = match field.need {
                Need::Required => self.has(field.name),
                Need::OneOf(other) => {
                    self.has(field.name) || self.has(other) || self.is_priced_by_order(field)
                }
                Need::Optional => true,
            };
            if !filled {
                return Err(Error::ImportFieldUnmapped { field: field.name.into() });
            }
        }
        Ok(())
    }

    /// Whether a field has a column.
    fn has(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    /// Deliveries that name their orders need no prices.
    fn is_priced_by_order(&self, field: &Field) -> bool {
        self.has("order_number") && matches!(field.name, "unit_price" | "amount")
    }
}
