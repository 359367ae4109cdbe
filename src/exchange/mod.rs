//! What comes in from files: customers, items, documents, money and opening balances.
//!
//! Reading goes in three steps, each of which can be looked at on its own:
//! 1. [`source`]: a file (delimited text in any encoding, a workbook, a SQLite file) as numbered rows of text.
//! 2. [`mapping`]: which column fills which field, guessed from the headers, corrected and saved by the user.
//! 3. [`reading`]: typed rows, or the problems of a row by number and column; invoice lines grouped by number.
//!
//! [`inspect`] looks into a file and proposes the first two. Nothing here touches a book. Invariants: a file
//! is only ever read; memory does not grow with the number of rows; a value is taken exactly or refused, never
//! rounded or repaired; every refusal names row and column.

mod inspection;
pub mod mapping;
pub mod reading;
pub mod source;

pub use inspection::{Inspection, inspect};
