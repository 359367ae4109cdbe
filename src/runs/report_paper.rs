//! Reports on paper.

use super::sheet::proof;
use crate::error::Result;
use crate::language::Language;
use crate::paper::{Paper, ReportCell, ReportColumn, ReportPaper, ReportRow, ReportRowKind, report};
use crate::reports::{Cell, ColumnKind, Report, RowKind, render};

/// More columns than this stand across the page.
const PORTRAIT_COLUMNS: usize = 6;

/// Any report as PDF, upright or across the page by its columns.
pub fn report_paper(of: &Report, language: Language) -> Result<Paper> {
    let columns = of.columns.iter().map(|column| ReportColumn {
        head: render::head(column, language),
        group: None,
        figures: matches!(column.kind, ColumnKind::Money | ColumnKind::Number | ColumnKind::Percent),
    });
    let rows = of.rows.iter().map(|row| ReportRow {
        kind: match row.kind {
            RowKind::Heading => ReportRowKind::Heading,
            RowKind::Line => ReportRowKind::Line,
            RowKind::Subtotal => ReportRowKind::Subtotal,
            RowKind::Total => ReportRowKind::Total,
        },
        indent: u8::try_from(row.depth).unwrap_or(u8::MAX),
        cells: row.cells.iter().map(|value| cell(value, language)).collect(),
    });
    let paper = ReportPaper {
        title: render::title(of, language),
        subtitle: vec![of.company.clone(), render::subtitle(of, language)],
        answer: String::new(),
        answer_amount: String::new(),
        landscape: of.columns.len() > PORTRAIT_COLUMNS,
        logo: None,
        columns: columns.collect(),
        rows: rows.collect(),
        notes: Vec::new(),
        signatures: Vec::new(),
        author: of.company.clone(),
        proof: proof(&of.head, String::new(), String::new())?,
    };
    report(&paper, language)
}

fn cell(value: &Cell, language: Language) -> ReportCell {
    match value {
        Cell::Empty => ReportCell::Empty,
        Cell::Money(amount) => ReportCell::Amount(*amount),
        Cell::Day(day) => ReportCell::Day(*day),
        Cell::Figure(figure) => ReportCell::Figure(*figure),
        Cell::Count(count) => ReportCell::Count(*count),
        Cell::Text(_) | Cell::Word(_) | Cell::Name { .. } => {
            ReportCell::Text(render::cell_text(value, language))
        }
    }
}
