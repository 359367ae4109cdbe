//! Reports on paper.

use super::sheet::proof;
use crate::error::Result;
use crate::language::Language;
use crate::paper::{Paper, ReportCell, ReportColumn, ReportPaper, ReportRow, ReportRowKind, report};
use crate::reports::{Cell, ColumnKind, Report, RowKind, render};

/// More columns than this stand across the page.
const PORTRAIT_COLUMNS: usize = 6;

/// Who answers for a statutory form.
const SIGNERS: [&str; 3] = ["head_of_company", "head_of_accounts", "prepared_by"];

/// Any report as PDF, upright or across the page by its columns.
pub fn report_paper(of: &Report, language: Language) -> Result<Paper> {
    let of = &*of.laid_out();
    let columns = of.columns.iter().map(|column| ReportColumn {
        head: render::head(column, language),
        group: None,
        figures: matches!(column.kind, ColumnKind::Money | ColumnKind::Number | ColumnKind::Percent),
    });
    // The outline stands in the last text before the figures; a statement's is its first, before the number of the line.
    let outlined = of.columns.first().is_some_and(|column| column.key == "item");
    let rows = of.rows.iter().map(|row| ReportRow {
        kind: match row.kind {
            RowKind::Heading => ReportRowKind::Heading,
            RowKind::Line => ReportRowKind::Line,
            RowKind::Subtotal => ReportRowKind::Subtotal,
            RowKind::Total => ReportRowKind::Total,
        },
        indent: if outlined { 0 } else { u8::try_from(row.depth).unwrap_or(u8::MAX) },
        cells: row
            .cells
            .iter()
            .enumerate()
            .map(|(at, value)| match cell(value, language) {
                ReportCell::Text(text) if outlined && at == 0 => {
                    ReportCell::Text("\u{3000}".repeat(row.depth as usize) + &text)
                }
                cell => cell,
            })
            .collect(),
    });
    let paper = ReportPaper {
        title: render::title(of, language),
        subtitle: vec![of.company.clone(), render::subtitle(of, language)],
        answer: String::new(),
        answer_amount: String::new(),
        // a form stands upright, on one page
        landscape: of.form.is_none() && of.columns.len() > PORTRAIT_COLUMNS,
        logo: None,
        columns: columns.collect(),
        rows: rows.collect(),
        notes: Vec::new(),
        signatures: match of.form {
            None => Vec::new(),
            Some(_) => {
                SIGNERS.map(|who| (render::word(language, &format!("word.{who}")), String::new())).to_vec()
            }
        },
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
