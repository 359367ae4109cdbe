//! What CSV and XLSX write: one table with its heads in words, be it a report or a list.

use super::words::{head, subtitle, title};
use crate::language::Language;
use crate::money::Currency;
use crate::reports::{Column, Report, Row};

/// A table ready to be written: its heads are words of one language, its cells are values.
#[derive(Debug)]
pub struct Sheet<'s> {
    pub company: &'s str,
    pub title: String,
    pub subtitle: String,
    /// Tells two sheets of one title apart.
    pub label: &'s str,
    /// Of its amounts.
    pub currency: Currency,
    /// When the chain's head was recorded; dates the workbook.
    pub recorded_at: &'s str,
    pub columns: &'s [Column],
    /// A head for each column.
    pub heads: Vec<String>,
    pub rows: &'s [Row],
}

impl<'s> Sheet<'s> {
    pub fn of(report: &'s Report, language: Language) -> Sheet<'s> {
        Sheet {
            company: &report.company,
            title: title(report, language),
            subtitle: subtitle(report, language),
            label: report.parameters.party.as_ref().map_or("", |party| party.code.as_str()),
            currency: report.currency,
            recorded_at: &report.head.recorded_at,
            columns: &report.columns,
            heads: heads(&report.columns, language),
            rows: &report.rows,
        }
    }
}

/// The words over columns.
pub fn heads(columns: &[Column], language: Language) -> Vec<String> {
    columns.iter().map(|column| head(column, language)).collect()
}
