//! The forms of 小企业会计准则: a statement laid out as its annex has it, for paper and spreadsheet.
//!
//! Nothing is computed here: the balance sheet stands in two halves, its totals on one line; profit and loss and cash flow
//! show 本年累计金额 before 本月金额. Source: 小企业会计准则 annex, 会小企01表 – 会小企03表.

use std::borrow::Cow;

use chrono::Datelike;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::report::{Cell, Column, ColumnKind, Report, Row, RowKind, columns};
use super::request::{Comparison, ReportName, Scope};
use crate::calendar::Month;
use crate::ledger::Chart;

/// A form by its number; words under `form.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ReportForm")]
#[schemars(rename = "ReportForm")]
pub enum Form {
    /// 会小企01表
    Small01,
    /// 会小企02表
    Small02,
    /// 会小企03表
    Small03,
}

impl Form {
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Small01 => "small_01",
            Form::Small02 => "small_02",
            Form::Small03 => "small_03",
        }
    }
}

/// The form of a report that stands alone; what is compared is no form.
pub(super) fn form_of(scope: &Scope, compare: Comparison) -> Option<Form> {
    if scope.book.chart != Chart::CnSmall || compare != Comparison::None {
        return None;
    }
    match scope.name {
        ReportName::BalanceSheet => Some(Form::Small01),
        ReportName::ProfitAndLoss => Some(Form::Small02),
        ReportName::CashFlow => Some(Form::Small03),
        _ => None,
    }
}

impl Report {
    /// The report as its form lays it out; itself where it is none.
    pub fn laid_out(&self) -> Cow<'_, Report> {
        match self.form {
            None => Cow::Borrowed(self),
            Some(Form::Small01) => Cow::Owned(in_two_halves(self)),
            Some(Form::Small02 | Form::Small03) => Cow::Owned(year_before_month(self)),
        }
    }
}

/// Assets at the left; liabilities and equity at the right, the equity at its foot.
fn in_two_halves(report: &Report) -> Report {
    let width = report.columns.len();
    let split = report.rows.iter().position(|row| row.kind == RowKind::Total).map_or(0, |total| total + 1);
    let (left, right) = report.rows.split_at(split);
    let equity = right.iter().rposition(|row| row.kind == RowKind::Heading).unwrap_or(right.len());
    let gap = left.len().saturating_sub(right.len());
    let mut halves: Vec<Option<&Row>> = right.iter().map(Some).collect();
    halves.splice(equity..equity, std::iter::repeat_n(None, gap));
    let rows = (0..left.len().max(halves.len())).map(|at| {
        let (left, right) = (left.get(at), halves.get(at).copied().flatten());
        let is_total = left.is_some_and(|row| row.kind == RowKind::Total);
        let cells = half(left, width).chain(half(right, width)).collect();
        Row::new(if is_total { RowKind::Total } else { RowKind::Line }, cells)
    });
    let (text, money) = (ColumnKind::Text, ColumnKind::Money);
    let columns = columns(&[
        ("assets", text),
        ("line", text),
        ("closing", money),
        ("year_start", money),
        ("liabilities_and_equity", text),
        ("right_line", text),
        ("right_closing", money),
        ("right_year_start", money),
    ]);
    Report { rows: rows.collect(), columns, ..report.clone() }
}

/// The cells of one half, its depth written into the name.
fn half(row: Option<&Row>, width: usize) -> impl Iterator<Item = Cell> {
    let mut cells = row.map(|row| row.cells.clone()).unwrap_or_default();
    cells.resize(width, Cell::Empty);
    let indent = "\u{3000}".repeat(row.map_or(0, |row| row.depth as usize));
    if let Some(Cell::Name { zh, en }) = cells.first_mut() {
        zh.insert_str(0, &indent);
        en.insert_str(0, &indent);
    }
    cells.into_iter()
}

/// 项目, 行次, 本年累计金额, 本月金额; a period of several months keeps its own word.
fn year_before_month(report: &Report) -> Report {
    let place = |key: &str| report.columns.iter().position(|column| column.key == key);
    let (Some(year), Some(period)) = (place("year_to_date"), place("period")) else { return report.clone() };
    let month = Month::of(report.parameters.as_of);
    let is_month = report.parameters.from.is_some_and(|from| from.day() == 1 && Month::of(from) == month);
    let order = [0, 1, year, period];
    let mut columns: Vec<Column> = order.iter().filter_map(|at| report.columns.get(*at).cloned()).collect();
    if let Some(last) = columns.last_mut().filter(|_| is_month) {
        last.key = "month_amount".into();
    }
    let rows = report.rows.iter().map(|row| {
        let cells = order.iter().filter_map(|at| row.cells.get(*at).cloned()).collect();
        Row { cells, ..row.clone() }
    });
    Report { rows: rows.collect(), columns, ..report.clone() }
}
