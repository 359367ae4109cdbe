//! Typed rows, or the problems of a row by number and column.
//!
//! [`read`] binds a mapping to a source and pulls [`ImportRow`]s. All problems of a row are told at once, and
//! reading goes on after them; a file that cannot be read further ends with its last problem. Invoice and
//! bill lines arrive as whole documents (see `grouping`).

mod cells;
mod contacts;
mod dates;
mod documents;
mod grouping;
mod rates;
mod rows;
mod statement_lines;

#[cfg(test)]
mod northwind_tests;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::mapping::{BoundExpression, DateOrder, DecimalMark, Kind, Mapping};
use super::source::{Rows, Source};
use crate::error::{Error, Result};
use crate::money::Currency;

pub use contacts::ContactRow;
pub use dates::parse_date;
pub use documents::{DocumentRow, LineRow};
pub use rates::RatesRow;
pub use rows::{AccountBalanceRow, AddressRow, ItemRow, MoneyRow, OpenItemRow, PartyRow, Side};
pub use statement_lines::{StatementRow, StatementRowKind};

use cells::Cells;
use documents::Documents;
use rates::Quoted;

/// What is wrong with a row: where, and the refusal.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(rename = "ImportProblem")]
#[schemars(rename = "ImportProblem")]
pub struct RowProblem {
    /// The number a spreadsheet shows; 0 where the file as a whole is meant.
    pub row: u32,
    /// The header of the column, where one cell is to blame.
    pub column: Option<String>,
    /// The field the cell was for.
    pub field: Option<String>,
    #[schemars(with = "serde_json::Value")]
    pub error: Error,
}

/// A row of a kind, or a whole document. Its JSON is what tells changed content from the same: everything the
/// file says, without the place where it says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ImportRow {
    /// A customer or a supplier, as the kind says.
    Party(Box<PartyRow>),
    Item(ItemRow),
    /// An invoice or a bill with its lines.
    Document(DocumentRow),
    /// A receipt or a payment.
    Money(MoneyRow),
    OpenItem(OpenItemRow),
    AccountBalance(AccountBalanceRow),
    Rates(RatesRow),
    Contact(Box<ContactRow>),
    /// A line of a customer's list.
    StatementLine(StatementRow),
}

/// Rows of one file, one after another; memory is bounded by the longest document.
#[derive(Debug)]
pub struct Reading {
    form: Form,
    pull: Pull,
    ended: bool,
}

#[derive(Debug)]
enum Pull {
    Rows(Rows),
    Documents(Box<Documents>),
}

/// A mapping whose columns are found, and what its texts mean.
#[derive(Debug)]
struct Form {
    kind: Kind,
    fields: BTreeMap<String, BoundExpression>,
    dates: DateOrder,
    decimals: DecimalMark,
    book_currency: Currency,
    /// Columns of exchange rates whose headers say what they quote.
    quoted: Vec<Quoted>,
    width: usize,
}

/// Starts reading a source through a mapping; `book_currency` holds where a row names none.
///
/// Invoices and bills whose rows do not stand together are sorted by number on disk first.
///
/// # Errors
/// What [`Mapping::check`] and [`Source::rows`] refuse; `import_column_missing`.
pub fn read(source: &Source, mapping: &Mapping, book_currency: Currency) -> Result<Reading> {
    mapping.check()?;
    let bind = |expression: &super::mapping::Expression| expression.bind(source.columns(), mapping.decimals);
    let fields = mapping
        .columns
        .iter()
        .map(|(name, expression)| Ok((name.clone(), bind(expression)?)))
        .collect::<Result<BTreeMap<_, _>>>()?;
    let quoted = match mapping.kind {
        Kind::Rates => rates::quoted(mapping, source.columns())?,
        _ => Vec::new(),
    };
    let form = Form {
        kind: mapping.kind,
        fields,
        dates: mapping.dates,
        decimals: mapping.decimals,
        book_currency,
        quoted,
        width: source.columns().len(),
    };
    let pull = match mapping.kind {
        Kind::Invoices | Kind::Bills | Kind::Orders | Kind::Deliveries => {
            Pull::Documents(Box::new(Documents::of(source, &form, &mapping.extra_lines)?))
        }
        _ => Pull::Rows(source.rows()?),
    };
    Ok(Reading { form, pull, ended: false })
}

impl ImportRow {
    /// The number of its row, or of its first.
    pub fn row(&self) -> u32 {
        match self {
            ImportRow::Party(row) => row.row,
            ImportRow::Item(row) => row.row,
            ImportRow::Document(row) => row.row,
            ImportRow::Money(row) => row.row,
            ImportRow::OpenItem(row) => row.row,
            ImportRow::AccountBalance(row) => row.row,
            ImportRow::Rates(row) => row.row,
            ImportRow::Contact(row) => row.row,
            ImportRow::StatementLine(row) => row.row,
        }
    }
}

impl Reading {
    /// The header of the column that fills a field, where one does.
    pub fn column_of(&self, field: &str) -> Option<String> {
        self.form.fields.get(field).and_then(|expression| expression.columns().first().cloned())
    }
}

impl Iterator for Reading {
    type Item = std::result::Result<ImportRow, Vec<RowProblem>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let read = match &mut self.pull {
            Pull::Documents(documents) => documents.next_document(&self.form),
            Pull::Rows(rows) => rows.next().transpose().map(|row| {
                row.map(|row| {
                    let mut cells = Cells::new(&self.form, &row);
                    let read = rows::read_row(&self.form, &mut cells);
                    cells.finish(read)
                })
            }),
        };
        match read {
            Ok(None) => {
                self.ended = true;
                None
            }
            Ok(Some(outcome)) => Some(outcome),
            Err(error) => {
                self.ended = true;
                Some(Err(vec![RowProblem::of_file(error)]))
            }
        }
    }
}

impl RowProblem {
    /// A refusal that ends the reading; it carries its own row where there is one.
    fn of_file(error: Error) -> RowProblem {
        let row = match &error {
            Error::ImportTooWide { row, .. }
            | Error::ImportFieldTooLong { row, .. }
            | Error::ImportQuoteUnclosed { row } => *row,
            _ => 0,
        };
        RowProblem { row, column: None, field: None, error }
    }
}
