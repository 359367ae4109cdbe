//! 5C 评估: what somebody judges of a customer in five respects. It takes no points; who agrees a limit reads it.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::agreed::refuse_no_customer;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{PartyId, Reader, Seq, Writer};

/// The five respects, as prose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct FiveC {
    /// 品德: whether it means to pay.
    pub character: String,
    /// 能力: whether its business brings what it owes.
    pub capacity: String,
    /// 资本: what it owns and owes.
    pub capital: String,
    /// 抵押: what secures a claim.
    pub collateral: String,
    /// 条件: its trade, its market, the times.
    pub conditions: String,
}

impl FiveC {
    fn trimmed(&self) -> FiveC {
        let trimmed = |text: &str| text.trim().to_owned();
        FiveC {
            character: trimmed(&self.character),
            capacity: trimmed(&self.capacity),
            capital: trimmed(&self.capital),
            collateral: trimmed(&self.collateral),
            conditions: trimmed(&self.conditions),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CreditAssessment {
    pub seq: Seq,
    pub party_id: PartyId,
    pub date: Day,
    pub said: FiveC,
    pub recorded_by: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct AssessCredit {
    pub party_id: PartyId,
    /// Today where absent.
    pub date: Option<Day>,
    pub said: FiveC,
}

/// Records an assessment; it stands in place of the one before.
///
/// # Errors
/// `not_found`; `party_role_missing`; `field_missing` where nothing is said; `field_invalid` for a day to come.
pub fn assess(w: &Writer<'_>, input: &AssessCredit, today: Day) -> Result<CreditAssessment> {
    refuse_no_customer(w, input.party_id)?;
    let date = input.date.unwrap_or(today);
    if date > today {
        return Err(Error::FieldInvalid { field: "date".into(), value: date.to_string() });
    }
    let said = input.said.trimmed();
    if said == FiveC::default() {
        return Err(Error::FieldMissing { field: "said".into() });
    }
    let body = json!({"capacity": said.capacity, "capital": said.capital, "character": said.character,
        "collateral": said.collateral, "conditions": said.conditions, "date": date, "party_id": input.party_id});
    let seq = audit::record(w, &json!({"credit_assessment": body}))?;
    w.execute(
        "insert into credit_assessment (seq, party_id, date, character, capacity, capital, collateral, conditions)
         values (:seq, :party, :date, :character, :capacity, :capital, :collateral, :conditions)",
        named_params! {":seq": seq, ":party": input.party_id, ":date": date, ":character": said.character,
        ":capacity": said.capacity, ":capital": said.capital, ":collateral": said.collateral,
        ":conditions": said.conditions},
    )?;
    let kept = assessments(w, input.party_id, date, Seq::LATEST)?.into_iter().find(|kept| kept.seq == seq);
    kept.ok_or_else(|| Error::NotFound { kind: "credit_assessment".into(), key: seq.to_string() })
}

/// The assessments of a customer up to a day and as known at an act, the latest first.
pub fn assessments(r: &Reader<'_>, party: PartyId, day: Day, known: Seq) -> Result<Vec<CreditAssessment>> {
    let values = named_params! {":party": party, ":day": day, ":known": known};
    r.rows(include_str!("assessments.sql"), values, |row| {
        Ok(CreditAssessment {
            seq: row.get("seq")?,
            party_id: row.get("party_id")?,
            date: row.get("date")?,
            said: FiveC {
                character: row.get("character")?,
                capacity: row.get("capacity")?,
                capital: row.get("capital")?,
                collateral: row.get("collateral")?,
                conditions: row.get("conditions")?,
            },
            recorded_by: row.get("recorded_by")?,
        })
    })
}
