//! Who has confirmed what until when: by a letter, or on a statement that was sent.

use rusqlite::Row;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::ReconciliationState;
use super::unknown;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::{Currency, Money};
use crate::store::{AttachmentId, Page, PartyId, Query, Reader, Seq};

/// Which customers the list shows, by name.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ConfirmedBalances {
    pub party_id: Option<PartyId>,
    /// Those that have confirmed nothing up to that day or later.
    pub not_until: Option<Day>,
    /// Only those that have confirmed something; or, where false, nothing ever.
    pub confirmed: Option<bool>,
    /// Only those that were asked.
    pub asked: bool,
    /// Part of the name or the code.
    pub text: Option<String>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

/// A balance that a customer has confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ConfirmedBalance {
    /// The cut-off: up to and with this day both books agree.
    pub until: Day,
    pub amount: Money,
    /// The day of the signature, and who signed.
    pub date: Day,
    pub signer: String,
    /// The signed copy.
    pub attachment_id: Option<AttachmentId>,
    /// The letter; absent where a statement was confirmed.
    pub reconciliation: Option<Seq>,
}

/// A customer with the last balance confirmed and the last letter sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ConfirmedRow {
    pub party_id: PartyId,
    pub party_code: String,
    pub party_name: String,
    pub confirmed: Option<ConfirmedBalance>,
    /// The cut-off of the last letter, and what has become of it.
    pub asked_until: Option<Day>,
    pub asked: Option<Seq>,
    pub asked_state: Option<ReconciliationState>,
    #[ts(type = "number")]
    pub open_findings: i64,
}

const PAGE_ROWS: u32 = 50;
const SELECT: &str = include_str!("confirmed.sql");

/// A page of customers, by name.
///
/// # Errors
/// `field_invalid` for a place that is none.
pub fn confirmed(r: &Reader<'_>, input: &ConfirmedBalances) -> Result<Page<ConfirmedRow>> {
    let limit = input.limit.unwrap_or(PAGE_ROWS).clamp(1, 1000);
    let mut query = filtered(input);
    if let Some(after) = &input.after {
        let invalid = || Error::FieldInvalid { field: "after".into(), value: after.clone() };
        let (name, id) = after.rsplit_once('|').ok_or_else(invalid)?;
        let id: i64 = id.parse().map_err(|_| invalid())?;
        query = query.filter("(party_name, party_id) > (?, ?)", [name.to_owned().into(), id.into()]);
    }
    let rows = query.limit(limit).rows(r, read)?;
    let full = rows.len() == limit as usize;
    let next = rows.last().filter(|_| full).map(|row| format!("{}|{}", row.party_name, row.party_id));
    Ok(Page { rows, next })
}

/// Every customer that the filter leaves.
pub fn confirmed_whole(r: &Reader<'_>, input: &ConfirmedBalances) -> Result<Vec<ConfirmedRow>> {
    filtered(input).rows(r, read)
}

/// The last balance that a customer has confirmed.
pub fn last_confirmed(r: &Reader<'_>, party: PartyId) -> Result<Option<ConfirmedBalance>> {
    let only = ConfirmedBalances { party_id: Some(party), ..ConfirmedBalances::default() };
    Ok(confirmed_whole(r, &only)?.into_iter().next().and_then(|row| row.confirmed))
}

fn filtered(input: &ConfirmedBalances) -> Query {
    let part = input.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let mut query = Query::new(SELECT).filter_some("party_id = ?", input.party_id.map(PartyId::value));
    if input.party_id.is_none() {
        query = query.filter("not archived", []);
    }
    if let Some(day) = input.not_until {
        query = query.filter("(until is null or until < ?)", [day.to_string().into()]);
    }
    query = match input.confirmed {
        Some(true) => query.filter("until is not null", []),
        Some(false) => query.filter("until is null", []),
        None => query,
    };
    if input.asked {
        query = query.filter("asked is not null", []);
    }
    if let Some(part) = part {
        let part = || Value::from(part.to_owned());
        query = query.filter(
            "(instr(folded(party_name), folded(?)) or instr(folded(party_code), folded(?)))",
            [part(), part()],
        );
    }
    query.order(&["party_name", "party_id"], false)
}

fn read(row: &Row<'_>) -> rusqlite::Result<ConfirmedRow> {
    let until: Option<Day> = row.get("until")?;
    let confirmed = until.map(|until| {
        let (minor, currency): (i64, Currency) = (row.get("amount_minor")?, row.get("currency")?);
        Ok::<_, rusqlite::Error>(ConfirmedBalance {
            until,
            amount: Money::from_minor(minor, currency),
            date: row.get("date")?,
            signer: row.get("signer")?,
            attachment_id: row.get("attachment_id")?,
            reconciliation: row.get("reconciliation_seq")?,
        })
    });
    let state: Option<String> = row.get("asked_state")?;
    let asked_state = state.map(|word| {
        let found = ReconciliationState::ALL.into_iter().find(|each| each.as_str() == word);
        found.ok_or_else(|| unknown("state", &word))
    });
    Ok(ConfirmedRow {
        party_id: row.get("party_id")?,
        party_code: row.get("party_code")?,
        party_name: row.get("party_name")?,
        confirmed: confirmed.transpose()?,
        asked_until: row.get("asked_until")?,
        asked: row.get("asked")?,
        asked_state: asked_state.transpose()?,
        open_findings: row.get::<_, Option<i64>>("open_findings")?.unwrap_or_default(),
    })
}
