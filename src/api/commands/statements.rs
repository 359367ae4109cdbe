//! Statements as they were sent, and what the customers answered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::papers::PrintStatement;
use super::parties::PartyKey;
use crate::api::Context;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::reports::{self, SentRow};
use crate::runs::{self, Sending};
use crate::statements::{self, AnswerStatement, SentStatement, StatementAnswer, Way};
use crate::store::{Reader, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct RecordSent {
    /// The paper that left; with `known_seq` as it was printed.
    pub statement: PrintStatement,
    /// Today where absent.
    pub sent_on: Option<Day>,
    pub way: Way,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
}

/// Keeps a statement as sent: its bytes, its balance, and the act up to which it tells.
pub fn record_sent(context: &Context<'_>, w: &Writer<'_>, input: RecordSent) -> Result<SentStatement> {
    let sent_on = input.sent_on.unwrap_or(context.today);
    if sent_on > context.today {
        return Err(Error::FieldInvalid { field: "sent_on".into(), value: sent_on.to_string() });
    }
    let RecordSent { statement, way, note, .. } = &input;
    let sending = Sending {
        party_id: statement.party_id,
        currency: statement.currency,
        language: statement.language,
        sent_on,
        way: *way,
        note,
    };
    runs::record_sent(w, &statement.request(context.today), &sending)
}

pub fn sent(_: &Context<'_>, r: &Reader<'_>, input: PartyKey) -> Result<Vec<SentRow>> {
    reports::sent_statements(r, input.id)
}

pub fn answer(context: &Context<'_>, w: &Writer<'_>, input: AnswerStatement) -> Result<StatementAnswer> {
    if input.date > context.today {
        return Err(Error::FieldInvalid { field: "date".into(), value: input.date.to_string() });
    }
    statements::answer(w, &input)
}
