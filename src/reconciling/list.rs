//! Letters with what has become of them.

use rusqlite::Row;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::letter::ReconciliationForm;
use super::unknown;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::Money;
use crate::statements::Way;
use crate::store::{AttachmentId, Page, PartyId, Query, Reader, Seq};

/// How far a letter has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReconciliationState {
    /// No answer yet.
    Open,
    /// The customer states another balance, without a list.
    Disagrees,
    /// Their list is compared, and differences are open.
    Compared,
    /// No difference is open; both sides may sign.
    Resolved,
    Confirmed,
    Withdrawn,
}

impl ReconciliationState {
    pub const ALL: [ReconciliationState; 6] = [
        ReconciliationState::Open,
        ReconciliationState::Disagrees,
        ReconciliationState::Compared,
        ReconciliationState::Resolved,
        ReconciliationState::Confirmed,
        ReconciliationState::Withdrawn,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            ReconciliationState::Open => "open",
            ReconciliationState::Disagrees => "disagrees",
            ReconciliationState::Compared => "compared",
            ReconciliationState::Resolved => "resolved",
            ReconciliationState::Confirmed => "confirmed",
            ReconciliationState::Withdrawn => "withdrawn",
        }
    }
}

/// Which letters a list shows, the latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ReconciliationList {
    pub run: Option<Seq>,
    pub party_id: Option<PartyId>,
    /// All where empty.
    pub states: Vec<ReconciliationState>,
    /// Part of the number or of the party's name or code.
    pub text: Option<String>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ReconciliationRow {
    /// The act that recorded it, by which it is named.
    pub seq: Seq,
    pub run_seq: Seq,
    pub form: ReconciliationForm,
    pub number: String,
    pub party_id: PartyId,
    pub party_code: String,
    pub party_name: String,
    /// The cut-off.
    pub as_of: Day,
    /// The last act that it tells of.
    pub known_seq: Seq,
    pub sent_on: Day,
    pub way: Way,
    pub language: String,
    /// What it says is owed at the cut-off; below nought where we owe.
    pub balance: Money,
    /// Its bytes.
    pub attachment_id: AttachmentId,
    pub state: ReconciliationState,
    /// Day, signer and amount of the reply that counts.
    pub replied_on: Option<Day>,
    pub signer: String,
    pub stated: Option<Money>,
    /// The signed copy.
    pub signed_id: Option<AttachmentId>,
    /// Theirs less ours by the list that was compared last.
    pub difference: Option<Money>,
    #[ts(type = "number")]
    pub open_findings: i64,
}

const PAGE_ROWS: u32 = 50;
const SELECT: &str = include_str!("list.sql");

/// A page of letters.
///
/// # Errors
/// `field_invalid` for a place that is none.
pub fn reconciliations(r: &Reader<'_>, input: &ReconciliationList) -> Result<Page<ReconciliationRow>> {
    let limit = input.limit.unwrap_or(PAGE_ROWS).clamp(1, 1000);
    let before = input.after.as_deref().map(|key| {
        key.parse::<i64>().map_err(|_| Error::FieldInvalid { field: "after".into(), value: key.into() })
    });
    let query = filtered(input).filter_some("seq < ?", before.transpose()?).limit(limit);
    let rows = query.rows(r, read)?;
    let full = rows.len() == limit as usize;
    let next = rows.last().filter(|_| full).map(|row| row.seq.to_string());
    Ok(Page { rows, next })
}

/// Every letter that the filter leaves.
pub fn reconciliations_whole(r: &Reader<'_>, input: &ReconciliationList) -> Result<Vec<ReconciliationRow>> {
    filtered(input).rows(r, read)
}

/// The letter of that act.
///
/// # Errors
/// `not_found`.
pub fn reconciliation(r: &Reader<'_>, seq: Seq) -> Result<ReconciliationRow> {
    let found = Query::new(SELECT).filter("seq = ?", [seq.value().into()]).rows(r, read)?;
    let missing = || Error::NotFound { kind: "reconciliation".into(), key: format!("#{seq}") };
    found.into_iter().next().ok_or_else(missing)
}

fn filtered(input: &ReconciliationList) -> Query {
    let states: Vec<&str> = input.states.iter().map(|state| state.as_str()).collect();
    let states = (!states.is_empty()).then(|| serde_json::json!(states).to_string());
    let part = input.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let mut query = Query::new(SELECT)
        .filter_some("run_seq = ?", input.run.map(Seq::value))
        .filter_some("party_id = ?", input.party_id.map(PartyId::value))
        .filter_some("state in (select value from json_each(?))", states);
    if let Some(part) = part {
        let part = || Value::from(part.to_owned());
        query = query.filter(
            "(instr(folded(number), folded(?)) or instr(folded(party_name), folded(?))
  or instr(folded(party_code), folded(?)))",
            [part(), part(), part()],
        );
    }
    query.order(&["seq"], true)
}

fn read(row: &Row<'_>) -> rusqlite::Result<ReconciliationRow> {
    let currency = row.get("currency")?;
    let word: String = row.get("state")?;
    let amount = |column: &str| -> rusqlite::Result<Option<Money>> {
        Ok(row.get::<_, Option<i64>>(column)?.map(|minor| Money::from_minor(minor, currency)))
    };
    Ok(ReconciliationRow {
        seq: row.get("seq")?,
        run_seq: row.get("run_seq")?,
        form: ReconciliationForm::from_stored(&row.get::<_, String>("form")?)?,
        number: row.get("number")?,
        party_id: row.get("party_id")?,
        party_code: row.get("party_code")?,
        party_name: row.get("party_name")?,
        as_of: row.get("as_of")?,
        known_seq: row.get("known_seq")?,
        sent_on: row.get("sent_on")?,
        way: Way::from_stored(&row.get::<_, String>("way")?)?,
        language: row.get("language")?,
        balance: Money::from_minor(row.get("balance_minor")?, currency),
        attachment_id: row.get("attachment_id")?,
        state: ReconciliationState::ALL
            .into_iter()
            .find(|each| each.as_str() == word)
            .ok_or_else(|| unknown("state", &word))?,
        replied_on: row.get("replied_on")?,
        signer: row.get::<_, Option<String>>("signer")?.unwrap_or_default(),
        stated: amount("stated_minor")?,
        signed_id: row.get("signed_id")?,
        difference: amount("apart_minor")?,
        open_findings: row.get("open_findings")?,
    })
}
