//! Open items and their allocation; the same for customers and suppliers.
//!
//! Every posting to a control account opens an item or reduces one, on the same day and by the same amount, so
//! that on every date the account equals the sum of what is open. Amounts count in the natural direction of the
//! item's account: an invoice is positive on the receivable account, a credit note negative, an advance
//! positive on the advance account. Verbs: [`open`], [`allocate`], [`apply`], [`take_back`]; [`propose`] is the
//! pure rule by which a payment finds its invoices.

mod item;
mod posting;
mod propose;
mod revalue;
mod take_back;
mod voucher;
mod write;

pub use item::{
    Allocation, OpenAmount, OpenItem, allocations_of_act, item, items_of_act, items_of_document,
    only_open_amount, open_amounts, outstanding_of,
};
pub use posting::{Posting, PostingBody, SettledBy, Written};
pub use propose::{Debt, DebtParts, Proposal, Rule, allocate_within_debt, propose};
pub use revalue::{Revaluation, RevaluedAccount, preview_revaluation, revalue};
pub use take_back::{closing_row, take_back, take_back_rows};
pub use voucher::{
    VoucherFields, VoucherLine, VoucherTotals, post_voucher, post_voucher_with, voucher_totals,
};
pub use write::{
    Applied, ApplyInput, NewAllocation, NewItem, ShareInput, allocate, apply, close_exchange, parse_amount,
};
