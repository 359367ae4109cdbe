//! 对账单 as they were sent: each is kept with the bytes that left, the act up to which it told of, and what the
//! customer answered.
//!
//! Printing writes nothing; recording a paper as sent is an act of its own ([`keep_sent`]). Neither a sent statement nor
//! an answer is ever changed: of several answers the last counts ([`answer`]). What was recorded after a statement was
//! sent is told by the reports.

mod answer;
mod sent;

pub use answer::{AnswerKind, AnswerStatement, StatementAnswer, answer, answers, canonical_answer};
pub use sent::{NewSent, SentStatement, Way, canonical_sent, keep_sent, latest_sent, sent, sent_to};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// What is open at the cut-off.
    #[default]
    OpenItem,
    /// Opening balance, the period's transactions, closing balance.
    BalanceForward,
    /// The same transactions, with what each of them settled.
    Activity,
}

impl StatementKind {
    const ALL: [StatementKind; 3] =
        [StatementKind::OpenItem, StatementKind::BalanceForward, StatementKind::Activity];

    fn as_str(self) -> &'static str {
        match self {
            StatementKind::OpenItem => "open_item",
            StatementKind::BalanceForward => "balance_forward",
            StatementKind::Activity => "activity",
        }
    }
}

/// A word that was stored by this program and is no longer known to it.
fn unknown(column: &str, word: &str) -> rusqlite::Error {
    let reason = format!("{column}: {word}");
    rusqlite::Error::UserFunctionError(crate::error::Error::BookDamaged { reason }.into())
}
