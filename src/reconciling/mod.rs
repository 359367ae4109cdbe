//! 对账: our books beside the customer's, from the paper that leaves to the balance both agree on.
//!
//! A run ([`keep_run`]) sends one paper to each customer ([`keep_letter`]); its bytes are kept, so that the same paper comes
//! out again. What comes back is a reply ([`reply`]) or a list, which [`matching`] lays beside our lines and
//! [`keep_comparison`] keeps with every finding. Each difference is settled by itself ([`resolve`]); a balance is confirmed
//! once none is open. Every row is posted: of several replies, comparisons and resolutions the last counts, and what each
//! letter has come to is read from them ([`reconciliations`]), never stored.

mod comparison;
mod confirmed;
mod letter;
mod list;
pub mod matching;
mod reply;
mod resolution;

pub use comparison::{
    ComparedLine, Comparison, ComparisonBasis, ComparisonFinding, ComparisonLine, NewComparison,
    ShownFindings, comparison, comparison_faults, keep_comparison, last_comparison, last_mapping,
};
pub use confirmed::{
    ConfirmedBalance, ConfirmedBalances, ConfirmedRow, confirmed, confirmed_whole, last_confirmed,
};
pub use letter::{
    NewLetter, NewRun, ReconciliationForm, ReconciliationRun, keep_letter, keep_run, next_number, run, runs,
};
pub use list::{
    ReconciliationList, ReconciliationRow, ReconciliationState, reconciliation, reconciliations,
    reconciliations_whole,
};
pub use reply::{AnswerReconciliation, ReconciliationAnswer, ReconciliationReply, replies, reply};
pub use resolution::{Resolution, ResolutionAct, ResolveFindings, resolve};

/// A word that was stored by this program and is no longer known to it.
fn unknown(column: &str, word: &str) -> rusqlite::Error {
    let reason = format!("{column}: {word}");
    rusqlite::Error::UserFunctionError(crate::error::Error::BookDamaged { reason }.into())
}
