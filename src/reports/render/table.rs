//! The report as text for a terminal; wide characters count two columns.

use unicode_width::UnicodeWidthStr;

use super::words::{cell_text, head, subtitle, title, word};
use crate::language::Language;
use crate::reports::{ColumnKind, Report, Row, RowKind};

/// Title, parameters, columns and rows; every line ends with a newline.
pub fn table(report: &Report, language: Language) -> String {
    let heads: Vec<String> = report.columns.iter().map(|column| head(column, language)).collect();
    let rows: Vec<Vec<String>> = report.rows.iter().map(|row| texts(row, language)).collect();
    let widths: Vec<usize> = (0..heads.len())
        .map(|index| {
            let cells = report.rows.iter().zip(&rows).filter(|(row, _)| row.kind != RowKind::Heading);
            let widest = cells.map(|(_, cells)| cells[index].width()).max().unwrap_or(0);
            widest.max(heads[index].width())
        })
        .collect();
    let right: Vec<bool> = report.columns.iter().map(|column| is_right(column.kind)).collect();
    let rule: String = widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("──");
    let mut text =
        format!("{}\n{}\n{}\n\n", report.company, title(report, language), subtitle(report, language));
    push_line(&mut text, &heads, &widths, &right);
    text.push_str(&rule);
    text.push('\n');
    for (row, cells) in report.rows.iter().zip(&rows) {
        match row.kind {
            RowKind::Heading => {
                let words: Vec<&str> =
                    cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
                text.push_str(&words.join("  "));
                text.push('\n');
                continue;
            }
            RowKind::Total => {
                text.push_str(&rule);
                text.push('\n');
            }
            RowKind::Line | RowKind::Subtotal => {}
        }
        push_line(&mut text, cells, &widths, &right);
    }
    text.push_str(&format!(
        "\n{} {} · {}\n",
        word(language, "word.seq"),
        report.seq,
        report.head.hash.get(..16).unwrap_or_default()
    ));
    text
}

fn is_right(kind: ColumnKind) -> bool {
    matches!(kind, ColumnKind::Money | ColumnKind::Number | ColumnKind::Percent)
}

fn texts(row: &Row, language: Language) -> Vec<String> {
    let mut cells: Vec<String> = row.cells.iter().map(|cell| cell_text(cell, language)).collect();
    if let Some(first) = cells.iter_mut().find(|cell| !cell.is_empty()) {
        first.insert_str(0, &"  ".repeat(row.depth as usize));
    }
    cells
}

fn push_line(text: &mut String, cells: &[String], widths: &[usize], right: &[bool]) {
    let mut line = String::new();
    for (index, cell) in cells.iter().enumerate() {
        let pad = " ".repeat(widths[index].saturating_sub(cell.width()));
        if index > 0 {
            line.push_str("  ");
        }
        if right[index] {
            line.push_str(&pad);
            line.push_str(cell);
        } else {
            line.push_str(cell);
            line.push_str(&pad);
        }
    }
    text.push_str(line.trim_end());
    text.push('\n');
}
