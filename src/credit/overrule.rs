//! A grade that somebody gives instead of the computed one: with a reason, by two people, and never for longer than 180 days.

use chrono::Days;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::agreed::{reason_of, refuse_no_customer};
use super::grade::Grade;
use crate::access::{Role, role_of};
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{PartyId, Reader, Seq, UserId, Writer};

const DAYS_MOST: u64 = 180;

/// A grade in force from `date` to `until`, that day included; by itself it ends then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditOverride {
    pub seq: Seq,
    pub party_id: PartyId,
    pub date: Day,
    /// Absent where it was ended early.
    pub grade: Option<Grade>,
    pub until: Day,
    pub reason: String,
    pub requested_by: String,
    pub approved_by: String,
    /// One person did both: the owner.
    pub alone: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct OverrideCredit {
    pub party_id: PartyId,
    /// Absent to end the one in force.
    pub grade: Option<Grade>,
    /// The last day; at most 180 days from today.
    pub until: Option<Day>,
    pub reason: String,
    /// Who asked for it; the one who calls where absent, and that is the owner alone.
    pub requested_by: Option<UserId>,
}

/// Overrules the grade of a customer, or ends that. Who calls approves it.
///
/// # Errors
/// `not_found`; `party_role_missing`; `field_missing` without a reason or a last day; `field_invalid` for a last day that is
/// past or too far; `approval_own` where who asked also approves and is not the owner.
pub fn overrule(w: &Writer<'_>, input: &OverrideCredit, today: Day) -> Result<CreditOverride> {
    refuse_no_customer(w, input.party_id)?;
    let reason = reason_of(&input.reason)?;
    let until = match (input.grade, input.until) {
        (None, _) => today,
        (Some(_), None) => return Err(Error::FieldMissing { field: "until".into() }),
        (Some(_), Some(until)) => until,
    };
    if until < today || today.checked_add_days(Days::new(DAYS_MOST)).is_some_and(|last| until > last) {
        return Err(Error::FieldInvalid { field: "until".into(), value: until.to_string() });
    }
    let approved_by = w.stamp().actor;
    let requested_by = requester(w, input.requested_by)?;
    let grade = input.grade.map(Grade::as_str);
    let body = json!({"approved_by": approved_by, "date": today, "grade": grade, "party_id": input.party_id,
        "reason": reason, "requested_by": requested_by, "until": until});
    let seq = audit::record(w, &json!({"credit_override": body}))?;
    w.execute(
        "insert into credit_override (seq, party_id, date, grade, until, reason, requested_by, approved_by)
         values (:seq, :party, :date, :grade, :until, :reason, :requested_by, :approved_by)",
        named_params! {":seq": seq, ":party": input.party_id, ":date": today, ":grade": grade, ":until": until,
        ":reason": reason, ":requested_by": requested_by, ":approved_by": approved_by},
    )?;
    let kept = overrides(w, (input.party_id, input.party_id), Seq::LATEST)?;
    let kept = kept.into_iter().find(|kept| kept.seq == seq);
    kept.ok_or_else(|| Error::NotFound { kind: "credit_override".into(), key: seq.to_string() })
}

/// Who asked: somebody else than who calls, or the owner.
pub(super) fn requester(w: &Writer<'_>, named: Option<UserId>) -> Result<UserId> {
    let actor = w.stamp().actor;
    let requester = named.unwrap_or(actor);
    if role_of(w, requester)?.is_none() {
        return Err(Error::NotFound { kind: "user".into(), key: requester.to_string() });
    }
    if requester == actor && role_of(w, actor)? != Some(Role::Owner) {
        return Err(Error::ApprovalOwn);
    }
    Ok(requester)
}

/// The override in force on a day.
pub fn override_on(r: &Reader<'_>, party: PartyId, day: Day, known: Seq) -> Result<Option<CreditOverride>> {
    Ok(in_force(overrides(r, (party, party), known)?, day))
}

/// Of a customer's overrides, the last first, the one in force on a day.
pub fn in_force(overrides: impl IntoIterator<Item = CreditOverride>, day: Day) -> Option<CreditOverride> {
    let last = overrides.into_iter().find(|each| each.date <= day)?;
    Some(last).filter(|last| last.grade.is_some() && last.until >= day)
}

/// The overrides of the customers between two keys, by customer, the last first.
pub fn overrides(
    r: &Reader<'_>,
    (first, last): (PartyId, PartyId),
    known: Seq,
) -> Result<Vec<CreditOverride>> {
    let between = named_params! {":first": first, ":last": last, ":known": known};
    r.rows(include_str!("overrides.sql"), between, read)
}

fn read(row: &Row<'_>) -> rusqlite::Result<CreditOverride> {
    let grade: Option<String> = row.get("grade")?;
    let (requested_by, approved_by): (UserId, UserId) = (row.get("requested_by")?, row.get("approved_by")?);
    Ok(CreditOverride {
        seq: row.get("seq")?,
        party_id: row.get("party_id")?,
        date: row.get("date")?,
        grade: grade.as_deref().and_then(Grade::from_stored),
        until: row.get("until")?,
        reason: row.get("reason")?,
        requested_by: row.get("requester")?,
        approved_by: row.get("approver")?,
        alone: requested_by == approved_by,
    })
}
