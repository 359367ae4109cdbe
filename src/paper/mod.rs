//! Paper: what the house prints, as archivable PDF (PDF/A-3b) with fonts of its own.
//!
//! Verbs: [`invoice`] (and its kin), [`statement`], [`confirmation`], [`demand`], [`report`]. Each takes a
//! plain struct that a higher room fills from the books, and a language; nothing is read and nothing is computed
//! here but sums that a page carries over.
//!
//! Invariants: the same input gives the same bytes (there is no clock and no chance; the moment comes in as
//! `Proof::made_at`) · every character is printed or reported in [`Paper::uncovered`] · pure black, six sizes, two
//! weights · the address shows in a DIN 5008 B and a DL window.
//!
//! From the ground up: `font` (faces, coverage), `outline`, `truetype` and `subset` (what of them is embedded),
//! `text` (setting and wrapping), `ink` (the sheet), `table`, `letterhead`, then the documents; `archive`
//! turns inked pages into the file.

mod archive;
mod confirmation;
mod demand;
mod figures;
mod font;
mod icc;
mod ink;
mod invoice;
mod letterhead;
mod outline;
mod picture;
mod report;
mod slip;
mod statement;
mod subset;
mod table;
mod text;
mod total;
mod truetype;

#[cfg(test)]
mod samples;

pub use confirmation::{BalanceRow, ConfirmationPaper, confirmation};
pub use demand::{DemandPaper, DemandRow, demand};
pub use figures::{day as day_in_list, percent, period_in_prose};
pub use invoice::{
    Discount, InvoiceLine, InvoicePaper, PaperDiscount, PaperKind, PaperState, PayLine, PlanLine, TaxLine,
    Taxing, invoice,
};
pub use letterhead::{Fact, FactValue, Heading, Proof, Sender};
pub use report::{ReportCell, ReportColumn, ReportPaper, ReportRow, ReportRowKind, report};
pub use statement::{
    AgingCell, CreditRow, MovementRow, OpenItemRow, StatementBody, StatementPaper, statement,
};

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The PDF/A-3b file.
    pub bytes: Vec<u8>,
    pub pages: u32,
    /// Characters no embedded font covers, printed as `U+XXXX`; to be shown before the paper is sent.
    pub uncovered: Vec<char>,
}
