//! Visits that fall due: so many days after a customer was last dealt with, as was agreed with it or as its class says.

use std::collections::BTreeMap;

use chrono::Days;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::choices::ClassWord;
use super::class_default::{ClassDefault, class_defaults};
use super::customer::AsOf;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{PartyId, Reader, UserId};

/// Which visits are asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct DueVisits {
    /// Those of one user's customers; all where absent.
    pub owner: Option<UserId>,
    /// Today where absent.
    pub up_to: Option<Day>,
}

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct VisitDue {
    pub party_id: PartyId,
    pub party_name: String,
    pub owner: Option<UserId>,
    pub owner_name: Option<String>,
    /// The last sales document, receipt, call, mail, visit or meeting, or the day the customer was entered.
    pub last_on: Day,
    pub due_on: Day,
    pub visit_days: u32,
    /// The class whose rhythm it is; absent where it is the customer's own.
    pub class: Option<ClassWord>,
    pub service_plan: Option<String>,
}

/// The visits due up to a day, the longest due first. Who is of a class with a rhythm is found by the database, and only
/// those and the customers with a rhythm of their own are looked at.
pub fn due_visits(r: &Reader<'_>, input: &DueVisits, today: Day) -> Result<Vec<VisitDue>> {
    visits(r, input, false, today)
}

/// The visits on a person's list: those of the person's own customers, and of customers that nobody has.
pub fn visits_on_list(
    r: &Reader<'_>,
    owner: Option<UserId>,
    up_to: Day,
    today: Day,
) -> Result<Vec<VisitDue>> {
    visits(r, &DueVisits { owner, up_to: Some(up_to) }, true, today)
}

fn visits(r: &Reader<'_>, input: &DueVisits, unowned: bool, today: Day) -> Result<Vec<VisitDue>> {
    let mut defaults = class_defaults(r)?;
    defaults.retain(|each| each.offer.visit_days.is_some());
    let mut classes: BTreeMap<PartyId, &ClassDefault> = BTreeMap::new();
    for default in defaults.iter().rev() {
        let members = default.class.members(r, AsOf::now(today))?;
        classes.extend(members.into_iter().map(|party| (party, default)));
    }
    let rhythms: BTreeMap<PartyId, Option<u32>> =
        classes.iter().map(|(party, class)| (*party, class.offer.visit_days)).collect();
    let rhythms = serde_json::to_string(&rhythms).map_err(Error::unexpected)?;
    let up_to = input.up_to.unwrap_or(today);
    let values = named_params! {":today": today, ":rhythms": rhythms, ":owner": input.owner, ":unowned": unowned,
    ":up_to": up_to};
    let due = r.rows(include_str!("last_seen.sql"), values, |row| {
        let (id, last_on, visit_days): (PartyId, Day, u32) =
            (row.get("id")?, row.get("last_on")?, row.get("days")?);
        let Some(due_on) = last_on.checked_add_days(Days::new(visit_days.into())) else { return Ok(None) };
        let (name, short_name): (String, String) = (row.get("name")?, row.get("short_name")?);
        let own: Option<u32> = row.get("visit_days")?;
        let class = classes.get(&id);
        Ok(Some(VisitDue {
            party_id: id,
            party_name: if short_name.is_empty() { name } else { short_name },
            owner: row.get("owner_id")?,
            owner_name: row.get("owner_name")?,
            last_on,
            due_on,
            visit_days,
            class: class.filter(|_| own.is_none()).map(|class| class.name.clone()),
            service_plan: class.and_then(|class| class.offer.service_plan.clone()),
        }))
    })?;
    let mut due: Vec<VisitDue> = due.into_iter().flatten().collect();
    due.sort_by_key(|visit| (visit.due_on, visit.party_id));
    Ok(due)
}
