//! What comes in from files and what goes out to them.
//!
//! An import goes in four steps, each of which can be looked at on its own:
//! 1. [`source`]: a file (delimited text in any encoding, a workbook, a SQLite file) as numbered rows of text.
//! 2. [`mapping`]: which column fills which field, guessed from the headers, corrected and saved by the user.
//! 3. [`reading`]: typed rows, or the problems of a row by number and column; invoice lines grouped by number.
//! 4. [`import`]: rows become parties, items, documents and balances in one transaction, which can be undone.
//!
//! [`inspect`] looks into a file and proposes the first two. Only [`import`] touches a book. Invariants: a file
//! is only ever read; memory does not grow with the number of rows; a value is taken exactly or refused, never
//! rounded or repaired; every refusal names row and column.
//!
//! [`vcard`] reads and writes business cards, [`contact_text`] the cells in which a person's numbers and addresses travel
//! through a table.
//!
//! [`history`] reads the table of a company's past invoices that the forecast is tried on.
//!
//! [`export`] is the way out: the whole book in open formats, of which JSON makes the same book again. [`lists`]
//! writes one list as it is shown.

mod cash_lists;
mod collection_lists;
mod contact_text;
pub mod export;
pub mod history;
pub mod import;
mod inspection;
pub mod lists;
mod mail_lists;
pub mod mapping;
mod order_lists;
mod party_lists;
pub mod reading;
mod reconciliation_lists;
pub mod source;
pub mod vcard;
mod watch;

pub use inspection::{Inspection, inspect};
pub use watch::Watch;
