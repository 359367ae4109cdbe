//! Runs: what is made from many rooms at once. Papers filled from the books, the month-end folder, the sample
//! company.
//!
//! Nothing here posts but [`post_allowance`], [`bill_interest`], [`make_due`], [`bill_orders`],
//! [`merge_parties`], [`month_end`] when it is asked to close, and
//! [`sample`] into a book of its own; [`record_sent`], [`send_letter`] and [`make_reconciliation`] keep papers that left, [`queue_mail`] those that wait to leave,
//! [`compare_list`] what a customer's list says. A paper is a function of the book at one
//! `seq` and of the arguments: run again, it gives the same bytes.

mod address_labels;
mod allowance;
mod backups;
mod billing;
mod checklist;
mod comparing;
mod demand_paper;
mod document_paper;
mod late_interest;
mod mailing;
mod merge;
mod month_end;
mod payment_list;
mod printing;
mod reconciliation;
mod report_paper;
pub mod sample;
mod sheet;
mod statement_paper;
mod template_preview;
mod voucher_paper;

pub use address_labels::address_labels;
pub use allowance::{PostedAllowance, post_allowance};
pub use backups::{
    BackupPlace, ChooseBackupFolder, back_up_close, back_up_daily, backup_place, choose_backup_folder,
};
pub use billing::{
    BilledInvoice, BillingRun, OrderBilling, RefusedDocument, RefusedInvoice, bill_orders, make_due,
};
pub use checklist::{CheckState, Checklist, MonthCheck, checklist};
pub use comparing::{CompareList, ListView, compare_list, inspect_list};
pub use demand_paper::{demand_paper, ready_letters, send_letter};
pub use document_paper::{Prices, document_paper, draft_paper};
pub use late_interest::{InterestClaim, InterestInput, bill_interest, interest_claim};
pub use mailing::{Carried, Decided, MailContact, MailDraft, mail_draft, queue_mail};
pub use merge::{MergeParties, Merged, merge_parties, undo_merge};
pub use month_end::{MonthEnd, MonthFile, MonthPack, Steps, month_end};
pub use payment_list::payment_list;
pub use printing::Printing;
pub use reconciliation::{
    MadeReconciliation, MakeReconciliation, PlannedLetter, ReconciliationPlan, make_reconciliation,
    plan_reconciliation, write_letters,
};
pub use report_paper::report_paper;
pub use statement_paper::{OneStatement, Sending, StatementPapers, record_sent, statement_papers};
pub use template_preview::template_preview;
pub use voucher_paper::voucher_paper;
