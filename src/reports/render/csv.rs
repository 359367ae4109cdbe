//! The report as CSV: UTF-8 with a byte order mark, so that Excel reads the Chinese; amounts plain (`1234.50`).
//!
//! A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, tab or return) is
//! prefixed with an apostrophe; amounts and figures never are, they are numbers.

use super::sheet::Sheet;
use super::words::cell_text;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::reports::Cell;

/// One head line, then one line for each row.
pub fn csv(sheet: &Sheet<'_>, language: Language) -> Result<Vec<u8>> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    writer.write_record(&sheet.heads).map_err(Error::unexpected)?;
    for row in sheet.rows {
        let cells = row.cells.iter().map(|cell| plain(cell, language));
        writer.write_record(cells).map_err(Error::unexpected)?;
    }
    writer.flush().map_err(Error::unexpected)?;
    drop(writer);
    Ok(bytes)
}

fn plain(cell: &Cell, language: Language) -> String {
    match cell {
        Cell::Money(amount) => amount.to_plain(),
        Cell::Day(_) | Cell::Figure(_) | Cell::Count(_) | Cell::Empty => cell_text(cell, language),
        Cell::Text(_) | Cell::Word(_) | Cell::Name { .. } => harmless(cell_text(cell, language)),
    }
}

/// The text as a spreadsheet takes it for text and runs nothing.
pub fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_formula_is_made_harmless() {
        for (text, expected) in [("=1+1", "'=1+1"), ("@sum", "'@sum"), ("a=b", "a=b"), ("客户", "客户")] {
            assert_eq!(plain(&Cell::text(text), Language::En), expected);
        }
        let loss = Cell::minor(-150, crate::money::Currency::CNY);
        assert_eq!(plain(&loss, Language::En), "-1.50");
    }
}
