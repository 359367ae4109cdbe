//! The one shape of every report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::buckets::AgeUnit;
use super::forms::Form;
use super::request::{AgingBasis, ReportName};
use crate::activities::ActivityList;
use crate::audit::Head;
use crate::calendar::Day;
use crate::classes::ClassBy;
use crate::money::{Currency, Figure, Money};
use crate::pipeline::OpportunityList;
use crate::store::{DocumentId, PartyId, Seq};

/// A report as data: typed cells, codes instead of words. Table, JSON, CSV, XLSX and PDF render this and
/// nothing else. Two runs at the same `as_of` and `seq` are equal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Report {
    pub name: ReportName,
    /// Our company, as it was known at `seq`.
    pub company: String,
    /// Of every amount in the report.
    pub currency: Currency,
    pub parameters: Parameters,
    /// The last act the report counts.
    pub seq: Seq,
    /// The chain's head at `seq`.
    pub head: Head,
    /// The statutory form it is printed and exported on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub form: Option<Form>,
    pub columns: Vec<Column>,
    /// Every row has one cell for each column.
    pub rows: Vec<Row>,
}

/// What was asked, with every default filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "ReportParameters")]
#[schemars(rename = "ReportParameters")]
pub struct Parameters {
    /// First day of the period; absent where the report shows one day.
    pub from: Option<Day>,
    pub as_of: Day,
    pub party: Option<PartyLabel>,
    pub account: Option<String>,
    pub by: Option<AgingBasis>,
    /// What was recorded up to here is not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub since: Option<Head>,
    /// The name of the segment that it is confined to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub segment: Option<String>,
}

/// Code and name of a party, as known at the report's `seq`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PartyLabel {
    pub id: PartyId,
    pub code: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "ReportColumn")]
#[schemars(rename = "ReportColumn")]
pub struct Column {
    /// A word code under `column.`, e.g. `closing_debit`; unique in its report.
    pub key: String,
    pub kind: ColumnKind,
    /// What the head says where its word alone does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub detail: Option<ColumnDetail>,
}

/// What sets a column apart whose word is not all its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ColumnDetail {
    /// An age: above `from`, up to `to`; without end where that is absent.
    Span { unit: AgeUnit, from: u32, to: Option<u32> },
    /// The figures of the column `of`, of an earlier period; of one day where `from` is absent.
    Earlier { of: String, from: Option<Day>, as_of: Day },
    /// The column `of` less its earlier figures.
    Change { of: String },
    /// What falls into these days.
    Period { from: Day, as_of: Day },
    /// A line of a statement of the company, as its layout names it.
    Named { zh: String, en: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    Text,
    Money,
    Date,
    Number,
    Percent,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "ReportRow")]
#[schemars(rename = "ReportRow")]
pub struct Row {
    pub kind: RowKind,
    /// Steps of indentation of the first text cell.
    pub depth: u32,
    pub cells: Vec<Cell>,
    /// What the row's figures open into.
    pub opens: Option<Link>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    Heading,
    Line,
    Subtotal,
    Total,
}

/// One typed value; `{"kind": "money", "value": {…}}` on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
#[ts(rename = "ReportCell")]
#[schemars(rename = "ReportCell")]
pub enum Cell {
    Empty,
    /// As entered: a name, a number, a summary.
    Text(String),
    /// A code under `word.` in `assets/lang/*/report.json`.
    Word(String),
    /// A name the book or a layout holds in both languages.
    Name {
        zh: String,
        en: String,
    },
    Money(Money),
    Day(Day),
    Figure(Figure),
    Count(i64),
}

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(rename = "ReportLink")]
#[schemars(rename = "ReportLink")]
pub enum Link {
    Account {
        code: String,
    },
    /// The accounts whose codes begin so.
    Accounts {
        codes: Vec<String>,
    },
    Party {
        id: PartyId,
    },
    Document {
        id: DocumentId,
    },
    Entry {
        seq: Seq,
    },
    /// The general ledger of an account over a period of its own.
    Ledger {
        code: String,
        from: Day,
        as_of: Day,
    },
    /// The opportunities that a filter leaves.
    Opportunities {
        filter: Box<OpportunityList>,
    },
    /// The activities that a filter leaves.
    Activities {
        filter: Box<ActivityList>,
    },
    /// The entries of a period.
    Journal {
        from: Day,
        as_of: Day,
    },
    /// The customers of a class; of none where `value` is absent.
    Class {
        by: ClassBy,
        value: Option<String>,
    },
    /// What a class was sold in a period, document by document.
    Sales {
        by: ClassBy,
        value: Option<String>,
        from: Day,
        as_of: Day,
    },
}

impl Column {
    pub(super) fn new(key: &str, kind: ColumnKind) -> Column {
        Column { key: key.to_owned(), kind, detail: None }
    }

    #[must_use]
    pub(super) fn detail(self, detail: ColumnDetail) -> Column {
        Column { detail: Some(detail), ..self }
    }
}

/// Columns from their keys and kinds.
pub(super) fn columns(of: &[(&str, ColumnKind)]) -> Vec<Column> {
    of.iter().map(|(key, kind)| Column::new(key, *kind)).collect()
}

impl Row {
    pub(super) fn new(kind: RowKind, cells: Vec<Cell>) -> Row {
        Row { kind, depth: 0, cells, opens: None }
    }

    pub(super) fn line(cells: Vec<Cell>) -> Row {
        Row::new(RowKind::Line, cells)
    }

    /// A heading, its words in the first cells; the others stay empty.
    pub(super) fn heading(mut cells: Vec<Cell>, width: usize) -> Row {
        cells.resize(width, Cell::Empty);
        Row::new(RowKind::Heading, cells)
    }

    #[must_use]
    pub(super) fn depth(self, depth: u32) -> Row {
        Row { depth, ..self }
    }

    #[must_use]
    pub(super) fn opens(self, link: Link) -> Row {
        Row { opens: Some(link), ..self }
    }
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    pub(super) fn word(code: impl Into<String>) -> Cell {
        Cell::Word(code.into())
    }

    /// A text where there is one.
    pub(super) fn text_or_empty(text: Option<&str>) -> Cell {
        text.map_or(Cell::Empty, Cell::text)
    }

    /// An amount; nought is left blank, as ledgers do.
    pub(super) fn nonzero(minor: i64, currency: Currency) -> Cell {
        if minor == 0 { Cell::Empty } else { Cell::Money(Money::from_minor(minor, currency)) }
    }

    pub(super) fn minor(minor: i64, currency: Currency) -> Cell {
        Cell::Money(Money::from_minor(minor, currency))
    }
}

impl Report {
    /// The cell of a row under a column's key.
    pub fn cell<'r>(&self, row: &'r Row, key: &str) -> Option<&'r Cell> {
        let index = self.columns.iter().position(|column| column.key == key)?;
        row.cells.get(index)
    }
}
