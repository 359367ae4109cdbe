//! Contracts in a list, and those whose end is near.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::contract::{ContractRole, ContractState, SELECT, Stored, currency_of, read};
use crate::calendar::Day;
use crate::error::Result;
use crate::money::Money;
use crate::parties;
use crate::store::{ContractId, DocumentId, PartyId, Reader, Seq};

/// Which contracts a list shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ContractList {
    pub party_id: Option<PartyId>,
    /// All where empty.
    pub states: Vec<ContractState>,
    /// All where absent.
    pub role: Option<ContractRole>,
    /// Part of its number, its title or the party's name.
    pub text: Option<String>,
    /// Those under which this document was made.
    pub document_id: Option<DocumentId>,
    /// Only those whose end is near or past and that are active still.
    pub expiring: bool,
    /// Without those in which we buy.
    pub without_buying: bool,
}

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ContractRow {
    pub id: ContractId,
    pub version: Seq,
    pub number: String,
    pub title: String,
    pub party_id: PartyId,
    pub party_name: String,
    pub role: ContractRole,
    pub state: ContractState,
    pub value: Option<Money>,
    pub signed_on: Option<Day>,
    pub starts_on: Option<Day>,
    pub ends_on: Option<Day>,
    /// From when its end is told of.
    pub remind_on: Option<Day>,
    /// Active, and that day has come.
    pub is_expiring: bool,
}

/// The contracts a filter leaves: active ones and drafts by their end, then those that are over, the latest first.
pub fn list(r: &Reader<'_>, input: &ContractList, today: Day) -> Result<Vec<ContractRow>> {
    let under: Option<Vec<ContractId>> = match input.document_id {
        None => None,
        Some(document) => Some(r.rows(
            "select contract_id from contract_document where document_seq = :document",
            rusqlite::named_params! {":document": document},
            |row| row.get("contract_id"),
        )?),
    };
    let fits = |stored: &Stored| {
        input.party_id.is_none_or(|party| party == stored.party_id)
            && (input.states.is_empty() || input.states.contains(&stored.state))
            && !(input.without_buying && stored.fields.role == ContractRole::Buyer)
            && input.role.is_none_or(|role| role == stored.fields.role)
            && under.as_ref().is_none_or(|under| under.contains(&stored.id))
            && (!input.expiring || is_expiring(stored, today))
    };
    let mut rows: Vec<ContractRow> = r
        .rows(&format!("{SELECT} order by id"), [], read)?
        .into_iter()
        .filter(fits)
        .map(|stored| row(r, stored, today))
        .collect::<Result<_>>()?;
    if let Some(part) = input.text.as_deref().map(|text| text.trim().to_lowercase()) {
        rows.retain(|row| {
            [&row.number, &row.title, &row.party_name].iter().any(|text| text.to_lowercase().contains(&part))
        });
    }
    rows.sort_by_key(|row| {
        let is_over = row.state >= ContractState::Ended;
        let newest = std::cmp::Reverse(row.ends_on.filter(|_| is_over));
        (is_over, newest, row.ends_on.is_none(), row.ends_on, row.id)
    });
    Ok(rows)
}

/// Active contracts whose end is near or past, the nearest first.
pub fn expiring(r: &Reader<'_>, today: Day) -> Result<Vec<ContractRow>> {
    list(r, &ContractList { expiring: true, ..ContractList::default() }, today)
}

fn is_expiring(stored: &Stored, today: Day) -> bool {
    stored.state == ContractState::Active && stored.fields.remind_on().is_some_and(|day| day <= today)
}

fn row(r: &Reader<'_>, stored: Stored, today: Day) -> Result<ContractRow> {
    let is_expiring = is_expiring(&stored, today);
    let Stored { id, version, number, party_id, state, fields } = stored;
    let value = fields.value(currency_of(r, &fields, party_id)?)?;
    Ok(ContractRow {
        id,
        version,
        number,
        party_id,
        party_name: parties::get(r, party_id)?.fields.name,
        role: fields.role,
        state,
        value,
        signed_on: fields.signed_on,
        starts_on: fields.starts_on,
        ends_on: fields.ends_on,
        remind_on: fields.remind_on(),
        is_expiring,
        title: fields.title,
    })
}
