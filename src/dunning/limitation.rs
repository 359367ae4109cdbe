//! 诉讼时效: until when a debt can be claimed in court. Three years (民法典188), restarted by a payment, an acknowledgment or a demand
//! (民法典195). Source: DOMAIN §7.

use chrono::{Days, Months};
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::Money;
use crate::parties::{self, attached_file};
use crate::store::{AttachmentId, DocumentId, OpenItemId, PartyId, Reader, Writer};

/// How long it runs.
const MONTHS: u32 = 36;
/// How long before its end it is told of.
const REMIND_DAYS: u64 = 180;

/// What began it, or began it anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LimitationCause {
    /// Its due day passed.
    Due,
    /// A part was paid.
    Payment,
    /// The customer confirmed a balance.
    Confirmed,
    /// The customer promised to pay.
    Promise,
    /// A letter of level 1 or above went out.
    Letter,
    /// A demand that was recorded by hand, with its proof.
    Demand,
    /// The same of an acknowledgment.
    Acknowledgment,
}

impl LimitationCause {
    pub fn as_str(self) -> &'static str {
        LimitationCause::ALL.into_iter().find(|(cause, _)| *cause == self).map_or("due", |(_, name)| name)
    }

    const ALL: [(LimitationCause, &'static str); 7] = [
        (LimitationCause::Due, "due"),
        (LimitationCause::Payment, "payment"),
        (LimitationCause::Confirmed, "confirmed"),
        (LimitationCause::Promise, "promise"),
        (LimitationCause::Letter, "letter"),
        (LimitationCause::Demand, "demand"),
        (LimitationCause::Acknowledgment, "acknowledgment"),
    ];
}

/// An open item whose limitation period is watched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct LimitationRow {
    pub party_id: PartyId,
    pub party_code: String,
    pub party_name: String,
    pub item_id: OpenItemId,
    pub document_id: Option<DocumentId>,
    pub document_kind: Option<String>,
    pub number: String,
    pub due_on: Day,
    pub open: Money,
    /// When it began, or last began anew, and why.
    pub since: Day,
    pub cause: LimitationCause,
    /// The last day on which it can be claimed.
    pub barred_on: Day,
    /// From then on it is told of.
    pub remind_on: Day,
    /// Below nought once it has run out.
    #[ts(type = "number")]
    pub days_left: i64,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct LimitationList {
    pub party_id: Option<PartyId>,
    /// What is not near its end too.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub all: bool,
}

/// A demand or an acknowledgment that the books do not say otherwise.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct RecordLimitation {
    pub party_id: PartyId,
    /// `demand` or `acknowledgment`.
    pub kind: LimitationCause,
    pub date: Day,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// The slip of the post, the signed copy.
    pub attachment_id: Option<AttachmentId>,
}

/// Open items that are overdue, what runs out first first: those within 180 days of their end, or all.
pub fn limitation(r: &Reader<'_>, input: &LimitationList, today: Day) -> Result<Vec<LimitationRow>> {
    let (first, last) = super::facts::between(input.party_id);
    let watched = today
        .checked_add_days(Days::new(REMIND_DAYS))
        .and_then(|day| day.checked_sub_months(Months::new(MONTHS)))
        .unwrap_or(today);
    let until = if input.all { today.pred_opt().unwrap_or(today) } else { watched };
    let values = named_params! {":first": first, ":last": last, ":until": until, ":today": today};
    let mut rows = r.rows(include_str!("limitation.sql"), values, |row| {
        let since: Day = row.get("since")?;
        let word: String = row.get("cause")?;
        let cause = LimitationCause::ALL.into_iter().find(|(_, name)| *name == word);
        let barred_on = since.checked_add_months(Months::new(MONTHS)).unwrap_or(since);
        Ok(LimitationRow {
            party_id: row.get("party_id")?,
            party_code: row.get("code")?,
            party_name: row.get("name")?,
            item_id: row.get("item_id")?,
            document_id: row.get("document_seq")?,
            document_kind: row.get("kind")?,
            number: row.get::<_, Option<String>>("number")?.unwrap_or_default(),
            due_on: row.get("due_on")?,
            open: Money::from_minor(row.get("remaining_minor")?, row.get("currency")?),
            since,
            cause: cause.map_or(LimitationCause::Due, |(cause, _)| cause),
            barred_on,
            remind_on: barred_on.checked_sub_days(Days::new(REMIND_DAYS)).unwrap_or(barred_on),
            days_left: (barred_on - today).num_days(),
        })
    })?;
    rows.retain(|row| input.all || row.remind_on <= today);
    rows.sort_by(|a, b| a.barred_on.cmp(&b.barred_on).then(a.item_id.cmp(&b.item_id)));
    Ok(rows)
}

/// Records a demand or an acknowledgment with its proof; what the customer owed then begins anew.
///
/// # Errors
/// `not_found`; `field_invalid` for a day to come or another kind; `field_missing` with neither a note nor a file.
pub fn record_limitation(w: &Writer<'_>, input: &RecordLimitation, today: Day) -> Result<Vec<LimitationRow>> {
    parties::get(w, input.party_id)?;
    let kind = match input.kind {
        LimitationCause::Demand => "demand",
        LimitationCause::Acknowledgment => "acknowledgment",
        _ => return Err(Error::FieldInvalid { field: "kind".into(), value: format!("{:?}", input.kind) }),
    };
    if input.date > today {
        return Err(Error::FieldInvalid { field: "date".into(), value: input.date.to_string() });
    }
    let note = input.note.trim();
    match input.attachment_id {
        Some(id) => drop(attached_file(w, id)?),
        None if note.is_empty() => return Err(Error::FieldMissing { field: "note".into() }),
        None => {}
    }
    let body = json!({"attachment_id": input.attachment_id, "date": input.date, "kind": kind, "note": note,
        "party_id": input.party_id});
    let seq = audit::record(w, &json!({"limitation_event": body}))?;
    w.execute(
        "insert into limitation_event (seq, party_id, kind, date, note, attachment_id)
         values (:seq, :party, :kind, :date, :note, :attachment)",
        named_params! {":seq": seq, ":party": input.party_id, ":kind": kind, ":date": input.date,
        ":note": note, ":attachment": input.attachment_id},
    )?;
    limitation(w, &LimitationList { party_id: Some(input.party_id), all: true }, today)
}
