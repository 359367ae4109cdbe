//! Documents: drafts, invoices, bills and their credits, receipts, payments, refunds, opening items, offsets, bad debts.
//!
//! A draft is the only thing here that changes. [`issue`] turns fields into a posted document in one visible
//! step: it checks, takes a number, posts the entry, opens the items, settles, and seals the trail; [`void`]
//! takes all of it back by reversal. A document's key is the seq of the act that issued it. Amounts come from
//! one pure function, [`totals`], which screen, ledger and paper share.

mod approval;
mod decision;
mod desk;
mod draft;
mod early;
pub mod en16931;
mod fields;
mod fulfilment;
mod instalments;
mod issue;
mod kind;
mod late_interest;
mod levy;
mod list;
mod move_open;
mod net_sales;
mod opening;
mod payment_run;
mod planning;
mod price;
mod record;
mod reschedule;
mod totals;
mod versions;
mod view;
mod void;
mod voucher_draft;

pub use approval::{Approval, refuse_unapproved};
pub use decision::{Decide, Decided, Decision, canonical_decision, decide, decisions};
pub use desk::Desk;
pub use draft::{
    Draft, DraftRow, SaveDraft, change_party_of_drafts, discard_draft, draft, drafts, save_draft,
};
pub use early::{
    AvailableDiscount, DiscountBase, EarlyPayment, available_discounts, offered_discounts, settled_early,
};
pub use fields::{
    CashFields, DocumentFields, LineFields, LineSource, OffsetFields, OffsetKind, OpeningFields, Origin,
    Shape, TaxMode, TradeFields, WriteOffFields, WriteOffReason,
};
pub use fulfilment::{
    LineKey, OVER_DELIVERY, Progress, credited_of, open_line_faults, progress_from, sources_of,
};
pub use instalments::{Instalment, InstalmentFields, corrected_items, instalments_of};
pub use issue::{Issued, PreviewLine, approve_draft, issue, issue_at, issue_draft, posting_preview};
pub use kind::{DocumentKind, Flow};
pub use late_interest::{InterestSpan, ItemInterest, LateDebt, interest, late_interest, rates_of, spans};
pub use levy::PartAmount;
pub use list::{
    DocumentList, DocumentRow, DocumentState, DocumentTotals, list, list_of, list_totals, list_whole,
};
pub use move_open::move_open_items;
pub use opening::{OpeningLine, open_balances};
pub use payment_run::{
    DueBill, DueBills, PaidRun, PaymentRun, PlannedBill, PlannedPayment, RunPlan, due_bills, pay_run,
    plan_run,
};
pub use price::{LinePrice, OfferedPrice, PriceFor, PriceSource};
pub use record::{Detail, Record, RecordLine, canonical_posting, record};
pub use reschedule::{Reschedule, Rescheduled, Rescheduling, reschedule};
pub use totals::{
    Discount, LineAmounts, LineInput, Method, TaxPartTotal, TaxRounding, TaxTotal, Totals, compute,
    line_taxes, tax_within_tolerance, totals, totals_at,
};
pub use versions::versions;
pub use view::{Document, DocumentLine, SettlementRow, VoidMark, by_number, get};
pub use void::{Voided, void};
pub use voucher_draft::{
    SaveVoucherDraft, VoucherDraft, approve_voucher_draft, discard_voucher_draft, post_voucher_draft,
    save_voucher_draft, voucher_draft, voucher_drafts,
};
