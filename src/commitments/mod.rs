//! 承诺与争议: what customers promise to pay, and what they dispute.
//!
//! Both are posted rows: a promise is made and at most withdrawn ([`record_promise`], [`withdraw_promise`]), a dispute opened,
//! handed on and closed ([`open_dispute`], [`hand_on_dispute`], [`close_dispute`]). Whether a promise was kept stands nowhere: it
//! follows from what was paid as of a day ([`standing_of`]), so that a past day gives the answer it gave then. The text of every
//! row stands in its act of the trail too.

mod dispute;
mod item;
mod paid;
mod promise;
mod standing;

pub use dispute::{
    CloseDispute, Dispute, DisputeList, DisputeOutcome, DisputeReason, DisputeStep, HandOnDispute,
    OpenDispute, close_dispute, dispute, disputes, disputes_between, hand_on_dispute, open_dispute,
};
pub use item::CommittedItem;
pub use promise::{
    Promise, PromiseList, RecordPromise, WithdrawPromise, promise, promises, promises_between, promises_due,
    record_promise, withdraw_promise,
};
pub use standing::{GRACE_DAYS, Paid, PromiseStatus, Promised, Standing, standing_of};
