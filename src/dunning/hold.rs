//! Customers who are left alone for a while, with the reason.

use std::collections::BTreeMap;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::parties;
use crate::store::{PartyId, Reader, Seq, Writer};

/// A hold as it was set; the last of a customer counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct DunningHold {
    pub seq: Seq,
    pub party_id: PartyId,
    pub party_name: String,
    pub date: Day,
    /// The last day; absent where it was ended.
    pub until: Option<Day>,
    pub reason: String,
    pub set_by: String,
    /// Whether it holds on the day that is asked for.
    pub holds: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SetDunningHold {
    pub party_id: PartyId,
    /// The last day without reminders; absent to end the hold.
    pub until: Option<Day>,
    pub reason: String,
}

/// Leaves a customer alone until a day, or ends that.
///
/// # Errors
/// `not_found`; `field_missing` without a reason; `field_invalid` for a day that is past.
pub fn set_hold(w: &Writer<'_>, input: &SetDunningHold, today: Day) -> Result<DunningHold> {
    parties::get(w, input.party_id)?;
    let reason = input.reason.trim();
    if reason.is_empty() {
        return Err(Error::FieldMissing { field: "reason".into() });
    }
    if let Some(past) = input.until.filter(|until| *until < today) {
        return Err(Error::FieldInvalid { field: "until".into(), value: past.to_string() });
    }
    let body = json!({"date": today, "party_id": input.party_id, "reason": reason, "until": input.until});
    let seq = audit::record(w, &json!({"dunning_hold": body}))?;
    w.execute(
        "insert into dunning_hold (seq, party_id, date, until, reason) values (:seq, :party, :date, :until, :reason)",
        named_params! {":seq": seq, ":party": input.party_id, ":date": today, ":until": input.until,
        ":reason": reason},
    )?;
    let kept = holds(w, today)?.into_iter().find(|hold| hold.seq == seq);
    kept.ok_or_else(|| Error::NotFound { kind: "dunning_hold".into(), key: format!("#{seq}") })
}

/// Every hold that was ever set, the latest first.
pub fn holds(r: &Reader<'_>, day: Day) -> Result<Vec<DunningHold>> {
    r.rows(include_str!("holds.sql"), named_params! {":day": day}, |row| {
        Ok(DunningHold {
            seq: row.get("seq")?,
            party_id: row.get("party_id")?,
            party_name: row.get("party_name")?,
            date: row.get("date")?,
            until: row.get("until")?,
            reason: row.get("reason")?,
            set_by: row.get("set_by")?,
            holds: row.get("holds")?,
        })
    })
}

/// Until when each customer is left alone, of those who are on a day.
pub(super) fn held(r: &Reader<'_>, day: Day) -> Result<BTreeMap<PartyId, Day>> {
    let holding = holds(r, day)?.into_iter().filter(|hold| hold.holds);
    Ok(holding.filter_map(|hold| Some((hold.party_id, hold.until?))).collect())
}
