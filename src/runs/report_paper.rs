//! Reports on paper.

use super::sheet::proof;
use crate::error::Result;
use crate::language::Language;
use crate::money::Currency;
use crate::paper::{
    Design, Paper, ReportCell, ReportColumn, ReportPaper, ReportRow, ReportRowKind, period_in_prose, report,
};
use crate::reports::{Cell, Column, ColumnKind, Report, ReportName, RowKind, render};

/// More columns than this stand across the page.
const PORTRAIT_COLUMNS: usize = 6;

/// Who answers for a statutory form.
const SIGNERS: [&str; 3] = ["head_of_company", "head_of_accounts", "drawn_up_by"];

/// Any report as PDF, upright or across the page by its columns.
pub fn report_paper(of: &Report, language: Language, design: &Design) -> Result<Paper> {
    let of = &*of.laid_out();
    // 期初余额, 本期发生额, 期末余额, each a pair; beside an earlier period the columns stand for themselves.
    let paired =
        of.name == ReportName::TrialBalance && of.columns.iter().all(|column| column.detail.is_none());
    let pair = |column: &Column| pair(column).filter(|_| paired);
    let columns = of.columns.iter().map(|column| ReportColumn {
        head: match pair(column) {
            Some((_, side)) => render::word(language, side),
            None => render::head(column, language),
        },
        group: pair(column).map(|(group, _)| render::word(language, group)),
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
            .zip(&of.columns)
            .enumerate()
            .map(|(at, (value, column))| match cell(value, language) {
                ReportCell::Text(text) if outlined && at == 0 => {
                    ReportCell::Text("\u{3000}".repeat(row.depth as usize) + &text)
                }
                ReportCell::Text(text) if column.key == "voucher" => {
                    ReportCell::Text(render::voucher_number(&text, language))
                }
                cell => cell,
            })
            .collect(),
    });
    let paper = ReportPaper {
        title: render::title(of, language),
        subtitle: subtitle(of, language),
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
    report(&paper, language, design)
}

/// Company, period and unit in one line, days as a reader writes them.
fn subtitle(of: &Report, language: Language) -> Vec<String> {
    let period = match of.parameters.from {
        Some(from) => period_in_prose(from, of.parameters.as_of, language),
        None => language.day_in_prose(of.parameters.as_of),
    };
    let unit = if of.currency == Currency::CNY { "head.yuan" } else { "head.unit" };
    let unit = render::word(language, unit).replace("{{currency}}", &of.currency.to_string());
    let mut parts = vec![of.company.clone()];
    parts.extend(render::subtitle_parts(of, language, period, unit));
    parts
}

/// The head that a column of debits or credits shares with its neighbour, and its own.
fn pair(column: &Column) -> Option<(&'static str, &'static str)> {
    match column.key.as_str() {
        "opening_debit" => Some(("column.opening", "column.debit")),
        "opening_credit" => Some(("column.opening", "column.credit")),
        "debit" => Some(("head.movement", "column.debit")),
        "credit" => Some(("head.movement", "column.credit")),
        "closing_debit" => Some(("column.closing", "column.debit")),
        "closing_credit" => Some(("column.closing", "column.credit")),
        _ => None,
    }
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
