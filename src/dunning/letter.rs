//! A letter as it is proposed, looked at and sent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::policy::{DunningChannel, DunningTone};
use crate::calendar::Day;
use crate::language::Language;
use crate::money::Money;
use crate::store::{DocumentId, OpenItemId, PartyId};

/// One letter to one customer, with everything that is overdue and not held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct DunningLetter {
    pub party_id: PartyId,
    pub party_code: String,
    pub party_name: String,
    /// The highest level of its items.
    pub level: u8,
    pub title: String,
    /// The text of its level, filled.
    pub text: String,
    pub tone: DunningTone,
    pub channel: DunningChannel,
    pub language: Language,
    #[ts(type = "number")]
    pub policy_id: i64,
    /// The day it was made for.
    pub date: Day,
    /// Until when it asks for the money.
    pub deadline_on: Day,
    /// Days since the oldest item was due; nought where none is overdue.
    #[ts(type = "number")]
    pub oldest_days: i64,
    /// The oldest first.
    pub items: Vec<DunningItem>,
    /// What is open of the items, one sum for each currency.
    pub totals: Vec<Money>,
    /// The same in the book's currency.
    pub total_base: Money,
    /// Claimed, not posted.
    pub fee: Option<Money>,
    /// Claimed, not posted: one sum for each currency.
    pub interest: Vec<Money>,
    /// Somebody has to approve it.
    pub needs_approval: bool,
    /// Who is to be called or written to, where somebody is named.
    pub contact: String,
    pub phone: String,
    pub email: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct DunningItem {
    pub item_id: OpenItemId,
    pub document_id: Option<DocumentId>,
    pub document_kind: Option<String>,
    pub number: String,
    pub date: Day,
    pub due_on: Day,
    /// Below nought before it is due.
    #[ts(type = "number")]
    pub days_late: i64,
    pub open: Money,
    /// The level it reaches with this letter; absent where it is only listed.
    pub level: Option<u8>,
    /// The level it reached before.
    pub before: Option<u8>,
    /// Late interest up to the day, claimed.
    pub interest: Option<Money>,
}
