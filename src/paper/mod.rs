//! Paper: what the house prints, as archivable PDF (PDF/A-3b) with fonts of its own.
//!
//! Verbs: [`invoice`] (and its kin), [`statement`], [`confirmation`], [`demand`], [`report`]. Each takes a
//! plain struct that a higher room fills from the books, a language and a [`Design`]; nothing is read and nothing is
//! computed here but sums that a page carries over.
//!
//! Invariants: the same input gives the same bytes (there is no clock and no chance; the moment comes in as
//! `Proof::made_at`) · every character is printed or reported in [`Paper::uncovered`] · pure black, six sizes, two
//! weights · the address shows in a DIN 5008 B and a DL window.
//!
//! One layout for all paper: places are said as on A4 and stand in proportion on every format (`page`).
//!
//! From the ground up: `font` (faces, coverage), `outline`, `truetype` and `subset` (what of them is embedded),
//! `text` (setting and wrapping), `page` (formats), `ink` (the sheet), `table`, `letterhead` and `head`, then the documents; `archive`
//! turns inked pages into the file.

mod archive;
mod barcode;
mod confirmation;
mod demand;
mod design;
mod figures;
mod font;
mod head;
mod icc;
mod ink;
mod invoice;
mod labels;
mod letterhead;
mod outline;
mod page;
mod payment_code;
mod picture;
mod report;
mod slip;
mod speech;
mod statement;
mod structure;
mod subset;
mod table;
mod text;
mod total;
mod truetype;
mod voucher;

#[cfg(test)]
mod samples;

use crate::error::Result;

pub use confirmation::{BalanceRow, ConfirmationPaper, confirmation};
pub use demand::{DemandPaper, DemandRow, demand};
pub use design::{Accent, AddressWindow, Design, LogoPlace, Look, PaperColumn};
pub use figures::{day as day_in_list, percent, period_in_prose};
pub use invoice::{
    Discount, InvoiceLine, InvoicePaper, PaperDiscount, PaperKind, PaperState, PayLine, PlanLine, TaxLine,
    Taxing, invoice,
};
pub use labels::{LabelSheet, calibration, labels};
pub use letterhead::{Fact, FactValue, Heading, Proof, Sender};
pub use page::PageSize;
pub use report::{ReportCell, ReportColumn, ReportPaper, ReportRow, ReportRowKind, report};
pub use statement::{
    AgingCell, CreditRow, MovementRow, OpenItemRow, StatementBody, StatementPaper, statement,
};

pub use voucher::{VoucherPaper, VoucherRow, vouchers};

/// Whether a picture can be printed.
///
/// # Errors
/// `picture_unreadable`, `picture_too_large`, for the `field` that holds it.
pub fn check_picture(bytes: &[u8], field: &str) -> Result<()> {
    picture::Picture::read(bytes, field).map(|_| ())
}

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The PDF/A-3b file.
    pub bytes: Vec<u8>,
    pub pages: u32,
    /// Characters no embedded font covers, printed as `U+XXXX`; to be shown before the paper is sent.
    pub uncovered: Vec<char>,
}
