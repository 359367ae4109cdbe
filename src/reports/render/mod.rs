//! Renderings of a [`Report`](super::Report): nothing here computes a figure.

mod csv;
mod sheet;
mod table;
mod words;
mod xlsx;

pub use csv::{csv, harmless};
pub use sheet::{Sheet, heads};
pub use table::table;
pub use words::{cell_text, head, subtitle, subtitle_parts, title, voucher_number, word};
pub use xlsx::{RecordedAt, spreadsheet_number, workbook};
