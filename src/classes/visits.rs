//! Visits that fall due: so many days after a customer was last dealt with, as its class says.

use chrono::Days;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::class_default::{ClassDefault, class_defaults};
use super::customer::AsOf;
use super::membership::{CustomerClass, Memberships};
use crate::calendar::Day;
use crate::error::Result;
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
pub struct VisitDue {
    pub party_id: PartyId,
    pub party_name: String,
    pub owner: Option<UserId>,
    pub owner_name: Option<String>,
    /// The last sales document, receipt, call, mail, visit or meeting, or the day the customer was entered.
    pub last_on: Day,
    pub due_on: Day,
    pub visit_days: u32,
    /// The class whose rhythm it is.
    pub class_zh: String,
    pub class_en: String,
    pub service_plan: Option<String>,
}

struct Seen {
    id: PartyId,
    name: String,
    owner: Option<UserId>,
    owner_name: Option<String>,
    last_on: Option<Day>,
}

/// The visits due up to a day, the longest due first.
pub fn due_visits(r: &Reader<'_>, input: &DueVisits, today: Day) -> Result<Vec<VisitDue>> {
    let up_to = input.up_to.unwrap_or(today);
    let mut defaults = class_defaults(r)?;
    defaults.retain(|each| each.offer.visit_days.is_some());
    if defaults.is_empty() {
        return Ok(Vec::new());
    }
    let classes: Vec<CustomerClass> = defaults.iter().map(|each| each.class.clone()).collect();
    let memberships = Memberships::of(r, &classes, None, AsOf::now(today))?;
    let seen = r.rows(include_str!("last_seen.sql"), named_params! {":today": today}, |row| {
        let (name, short_name): (String, String) = (row.get("name")?, row.get("short_name")?);
        Ok(Seen {
            id: row.get("id")?,
            name: if short_name.is_empty() { name } else { short_name },
            owner: row.get("owner_id")?,
            owner_name: row.get("owner_name")?,
            last_on: row.get("last_on")?,
        })
    })?;
    let mut due: Vec<VisitDue> = seen
        .into_iter()
        .filter(|seen| input.owner.is_none_or(|owner| seen.owner == Some(owner)))
        .filter_map(|seen| {
            let class = defaults.iter().find(|each| memberships.holds(seen.id, &each.class))?;
            visit(seen, class)
        })
        .filter(|visit| visit.due_on <= up_to)
        .collect();
    due.sort_by_key(|visit| (visit.due_on, visit.party_id));
    Ok(due)
}

fn visit(seen: Seen, class: &ClassDefault) -> Option<VisitDue> {
    let (last_on, visit_days) = (seen.last_on?, class.offer.visit_days?);
    Some(VisitDue {
        party_id: seen.id,
        party_name: seen.name,
        owner: seen.owner,
        owner_name: seen.owner_name,
        last_on,
        due_on: last_on.checked_add_days(Days::new(visit_days.into()))?,
        visit_days,
        class_zh: class.name.name_zh.clone(),
        class_en: class.name.name_en.clone(),
        service_plan: class.offer.service_plan.clone(),
    })
}
