//! Runs: what is made from many rooms at once. Papers filled from the books, and the month-end folder.
//!
//! Nothing here posts but [`month_end`] when it is asked to close. A paper is a function of the book at one
//! `seq` and of the arguments: run again, it gives the same bytes.

mod checklist;
mod document_paper;
mod month_end;
mod report_paper;
mod sheet;
mod statement_paper;

pub use checklist::{CheckState, Checklist, MonthCheck, checklist};
pub use document_paper::{document_paper, draft_paper};
pub use month_end::{MonthEnd, MonthFile, MonthPack, Steps, month_end};
pub use report_paper::report_paper;
pub use statement_paper::{StatementPapers, statement_papers};
