//! Leads in a list, cut by key.

use rusqlite::Row;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lead::{LeadState, read_lead_state};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{LeadId, OpportunityId, Page, PartyId, Query, Reader, UserId};

/// Which leads a list shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct LeadList {
    /// All where absent.
    pub state: Option<LeadState>,
    pub owner_id: Option<UserId>,
    /// Only those whose owner has left.
    #[ts(as = "Option<bool>", optional)]
    pub owner_left: bool,
    /// Part of name, company, phone, mail or source.
    pub text: Option<String>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct LeadRow {
    pub id: LeadId,
    pub state: LeadState,
    pub name: String,
    pub company: String,
    pub phone: String,
    pub email: String,
    pub source: String,
    pub owner_id: UserId,
    pub owner_name: String,
    /// The owner still works here.
    pub owner_active: bool,
    pub created_on: Day,
    pub party_id: Option<PartyId>,
    pub opportunity_id: Option<OpportunityId>,
}

const SELECT: &str =
    "select l.id, l.state, l.name, l.company, l.phone, l.email, l.source, l.owner_id, u.name as owner_name,
       u.active as owner_active, l.created_on, l.party_id, l.opportunity_id
from lead l
join user u on u.id = l.owner_id";

/// Leads, the latest first.
pub fn leads(r: &Reader<'_>, input: &LeadList) -> Result<Page<LeadRow>> {
    let limit = input.limit.unwrap_or(100).clamp(1, 1000);
    let mut query = filtered(input);
    if let Some(after) = &input.after {
        let id: i64 =
            after.parse().map_err(|_| Error::FieldInvalid { field: "after".into(), value: after.clone() })?;
        query = query.filter("l.id < ?", [id.into()]);
    }
    let rows = query.limit(limit).rows(r, read)?;
    let full = rows.len() == limit as usize;
    let next = rows.last().filter(|_| full).map(|row| row.id.to_string());
    Ok(Page { rows, next })
}

/// Every lead the filter leaves, in the order of the list.
pub fn leads_whole(r: &Reader<'_>, input: &LeadList) -> Result<Vec<LeadRow>> {
    filtered(input).rows(r, read)
}

fn filtered(input: &LeadList) -> Query {
    let mut query = Query::new(SELECT)
        .filter_some("l.state = ?", input.state.map(|state| state.as_str().to_owned()))
        .filter_some("l.owner_id = ?", input.owner_id.map(|id| id.value()))
        .order(&["l.id"], true);
    if input.owner_left {
        query = query.filter("not u.active", []);
    }
    if let Some(text) = input.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        let part = Value::from(format!("%{}%", text.replace(['%', '_'], "")));
        let condition =
            "(l.name like ? or l.company like ? or l.phone like ? or l.email like ? or l.source like ?)";
        query = query.filter(condition, [part.clone(), part.clone(), part.clone(), part.clone(), part]);
    }
    query
}

fn read(row: &Row<'_>) -> rusqlite::Result<LeadRow> {
    Ok(LeadRow {
        id: row.get("id")?,
        state: read_lead_state(row)?,
        name: row.get("name")?,
        company: row.get("company")?,
        phone: row.get("phone")?,
        email: row.get("email")?,
        source: row.get("source")?,
        owner_id: row.get("owner_id")?,
        owner_name: row.get("owner_name")?,
        owner_active: row.get("owner_active")?,
        created_on: row.get("created_on")?,
        party_id: row.get("party_id")?,
        opportunity_id: row.get("opportunity_id")?,
    })
}
