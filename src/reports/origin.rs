//! What an entry came from, in words.

use rusqlite::Row as SqlRow;

use super::report::Cell;
use crate::ledger::VoucherType;

/// The document behind an act, as ledgers name it.
#[derive(Debug, Clone, Default)]
pub(super) struct Origin {
    /// `invoice`, `receipt` …; absent where the act is no document.
    pub kind: Option<String>,
    pub number: Option<String>,
    /// The act voids the document.
    pub is_void: bool,
}

impl Origin {
    /// Reads `document_kind`, `document_number` and `is_void`.
    pub fn read(row: &SqlRow<'_>) -> rusqlite::Result<Origin> {
        Ok(Origin {
            kind: row.get("document_kind")?,
            number: row.get("document_number")?,
            is_void: row.get("is_void")?,
        })
    }

    /// The code under `word.`: `invoice`, `invoice_void`, or `entry` where there is no document.
    pub fn word(&self) -> String {
        match (&self.kind, self.is_void) {
            (Some(kind), false) => kind.clone(),
            (Some(kind), true) => format!("{kind}_void"),
            (None, _) => "entry".into(),
        }
    }

    pub fn word_cell(&self) -> Cell {
        Cell::Word(self.word())
    }

    pub fn number_cell(&self) -> Cell {
        Cell::text_or_empty(self.number.as_deref())
    }
}

/// The voucher of a row: its month, type and number.
pub(super) fn voucher(row: &SqlRow<'_>) -> rusqlite::Result<String> {
    let kind = VoucherType::from_stored(&row.get::<_, String>("voucher_type")?);
    Ok(kind.reference(&row.get::<_, String>("month")?, row.get("number")?))
}
