//! Everything that happened with a party, newest first; also with the records that were merged into it.

use std::str::FromStr;

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use ts_rs::TS;

use crate::activities::ActivityKind;
use crate::calendar::{Day, parse_day};
use crate::documents::{DocumentKind, Flow};
use crate::error::{Error, Result};
use crate::money::Money;
use crate::parties;
use crate::store::{AttachmentId, DocumentId, OpportunityId, Page, PartyId, Reader, Seq, TaskId};

/// What a timeline can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventGroup {
    /// Calls, mails, visits, meetings, notes.
    Communication,
    /// Receipts, payments, refunds, write-offs.
    Money,
    /// Quotes, orders, invoices, bills, credits, statements.
    Documents,
    Tasks,
    /// Opportunities and the stages they come into.
    Sales,
    /// Promises, disputes, reminders.
    Collection,
    /// Limits, releases, grades and what is known beside the books.
    Credit,
    /// Changes of master data.
    Changes,
}

impl EventGroup {
    const ALL: [EventGroup; 8] = [
        EventGroup::Communication,
        EventGroup::Money,
        EventGroup::Documents,
        EventGroup::Tasks,
        EventGroup::Sales,
        EventGroup::Collection,
        EventGroup::Credit,
        EventGroup::Changes,
    ];

    fn holds(self, kind: DocumentKind) -> bool {
        match kind.flow() {
            Flow::Cash | Flow::Adjustment => self == EventGroup::Money,
            Flow::Trade | Flow::Opening | Flow::PreInvoice => self == EventGroup::Documents,
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Timeline {
    pub party_id: PartyId,
    /// All where empty.
    #[serde(default)]
    pub groups: Vec<EventGroup>,
    /// As it was known after that act; everything where absent.
    pub known: Option<Seq>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    Call,
    Mail,
    Visit,
    Meeting,
    Note,
    DocumentIssued,
    DocumentVoided,
    /// What became of a quote, an order or a delivery.
    DocumentDecided,
    StatementSent,
    StatementAnswered,
    /// A letter that asked to confirm a balance, what came back, and a list laid beside our books.
    ReconciliationSent,
    ReconciliationAnswered,
    ReconciliationCompared,
    TaskDone,
    OpportunityBegun,
    OpportunityMoved,
    OpportunityWon,
    OpportunityLost,
    PromiseMade,
    PromiseWithdrawn,
    DisputeOpened,
    DisputeHandedOn,
    DisputeClosed,
    /// A mail went out, or what else became of it.
    Mailed,
    /// A letter, a call or a message of a run of reminders.
    Reminded,
    /// A limit agreed or withdrawn.
    CreditLimitAgreed,
    /// A grade given instead of the computed one, or that ended.
    CreditOverruled,
    /// Insolvency, an instrument that came back, net worth.
    CreditFact,
    /// What somebody judged of the customer.
    CreditAssessed,
    CreditReleased,
    /// A review that gave another grade than the one before.
    CreditGraded,
    PartyAdded,
    PartyChanged,
}

impl EventKind {
    pub fn as_str(self) -> &'static str {
        match self {
            EventKind::Call => "call",
            EventKind::Mail => "mail",
            EventKind::Visit => "visit",
            EventKind::Meeting => "meeting",
            EventKind::Note => "note",
            EventKind::DocumentIssued => "document_issued",
            EventKind::DocumentVoided => "document_voided",
            EventKind::DocumentDecided => "document_decided",
            EventKind::StatementSent => "statement_sent",
            EventKind::StatementAnswered => "statement_answered",
            EventKind::ReconciliationSent => "reconciliation_sent",
            EventKind::ReconciliationAnswered => "reconciliation_answered",
            EventKind::ReconciliationCompared => "reconciliation_compared",
            EventKind::TaskDone => "task_done",
            EventKind::OpportunityBegun => "opportunity_begun",
            EventKind::OpportunityMoved => "opportunity_moved",
            EventKind::OpportunityWon => "opportunity_won",
            EventKind::OpportunityLost => "opportunity_lost",
            EventKind::PromiseMade => "promise_made",
            EventKind::PromiseWithdrawn => "promise_withdrawn",
            EventKind::DisputeOpened => "dispute_opened",
            EventKind::DisputeHandedOn => "dispute_handed_on",
            EventKind::DisputeClosed => "dispute_closed",
            EventKind::Mailed => "mailed",
            EventKind::Reminded => "reminded",
            EventKind::CreditLimitAgreed => "credit_limit_agreed",
            EventKind::CreditOverruled => "credit_overruled",
            EventKind::CreditFact => "credit_fact",
            EventKind::CreditAssessed => "credit_assessed",
            EventKind::CreditReleased => "credit_released",
            EventKind::CreditGraded => "credit_graded",
            EventKind::PartyAdded => "party_added",
            EventKind::PartyChanged => "party_changed",
        }
    }
}

impl From<ActivityKind> for EventKind {
    fn from(kind: ActivityKind) -> EventKind {
        match kind {
            ActivityKind::Call => EventKind::Call,
            ActivityKind::Mail => EventKind::Mail,
            ActivityKind::Visit => EventKind::Visit,
            ActivityKind::Meeting => EventKind::Meeting,
            ActivityKind::Note => EventKind::Note,
        }
    }
}

/// The document that a row is about.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct EventDocument {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
}

/// The opportunity that a row is about, and the stage it came into as it was called then.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct EventOpportunity {
    pub id: OpportunityId,
    pub title: String,
    pub stage_zh: String,
    pub stage_en: String,
    /// Why it was lost.
    pub reason_zh: Option<String>,
    pub reason_en: Option<String>,
}

/// The letter of 对账 that a row is about.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct EventReconciliation {
    pub seq: Seq,
    pub number: String,
}

/// One row of a timeline.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Event {
    pub kind: EventKind,
    pub date: Day,
    /// `HH:MM`, of an activity that says it.
    pub time: Option<String>,
    /// The act that recorded it.
    pub seq: Seq,
    pub recorded_at: String,
    pub author: String,
    pub contact: String,
    /// What was said, the reason of a void, a decision or a move, the note of a statement, the title of a task.
    pub text: String,
    pub next_step: String,
    pub next_on: Option<Day>,
    pub document: Option<EventDocument>,
    pub opportunity: Option<EventOpportunity>,
    /// The letter of 对账 that a row is about, by its act and its number.
    pub reconciliation: Option<EventReconciliation>,
    /// Gross of a document, closing balance of a statement, what a customer states or has otherwise, what an opportunity was worth.
    pub amount: Option<Money>,
    /// The cut-off of a statement, the day that was promised, the deadline of a dispute, the last day of a release.
    pub as_of: Option<Day>,
    /// How a statement left, what became of it, of a document or of a dispute, or what a dispute is about: codes of `Way`,
    /// `AnswerKind`, `Decision`, `DisputeOutcome`, `DisputeReason` and `DunningChannel`. Of credit: `withdrawn`, the grade given, the
    /// kind of a fact, the grades before and after with `-` for none. Of a mail its outcome.
    pub detail: Option<String>,
    /// Of a reminder.
    pub level: Option<u8>,
    /// The statement as it left, or the signed copy that came back.
    pub attachment_id: Option<AttachmentId>,
    pub task_id: Option<TaskId>,
    /// Which fields of the master data changed.
    pub changed: Vec<String>,
    /// The record it happened with, where that was merged into this one since.
    pub former: Option<String>,
}

/// The place of a row: its day, its act and its arm.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    date: String,
    seq: i64,
    arm: i64,
}

impl Place {
    fn newest() -> Place {
        Place { date: "9999-12-31".into(), seq: i64::MAX, arm: i64::MAX }
    }

    fn key(&self) -> String {
        format!("{}|{}|{}", self.date, self.seq, self.arm)
    }
}

impl FromStr for Place {
    type Err = Error;

    fn from_str(key: &str) -> Result<Place> {
        let invalid = || Error::FieldInvalid { field: "after".into(), value: key.chars().take(60).collect() };
        let mut parts = key.split('|');
        let (Some(date), Some(seq), Some(arm), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(invalid());
        };
        parse_day(date).map_err(|_| invalid())?;
        let number = |text: &str| text.parse().map_err(|_| invalid());
        Ok(Place { date: date.to_owned(), seq: number(seq)?, arm: number(arm)? })
    }
}

const PAGE_ROWS: u32 = 50;
/// How many rows are read at once where all are wanted.
const ROWS_AT_ONCE: u32 = 1000;

/// A page of a party's timeline, without documents of kinds that `may_see` denies.
///
/// # Errors
/// `field_invalid` for a place that is none.
pub fn timeline(
    r: &Reader<'_>,
    input: &Timeline,
    may_see: impl Fn(DocumentKind) -> bool,
) -> Result<Page<Event>> {
    let after = input.after.as_deref().map(str::parse).transpose()?.unwrap_or_else(Place::newest);
    let limit = input.limit.unwrap_or(PAGE_ROWS).clamp(1, ROWS_AT_ONCE);
    let rows = read_after(r, input, &after, limit, &may_see)?;
    let full = rows.len() == limit as usize;
    let next = rows.last().filter(|_| full).map(|(place, _)| place.key());
    Ok(Page { rows: rows.into_iter().map(|(_, event)| event).collect(), next })
}

/// The whole timeline of a party.
pub fn timeline_whole(
    r: &Reader<'_>,
    input: &Timeline,
    may_see: impl Fn(DocumentKind) -> bool,
) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    let mut after = Place::newest();
    loop {
        let rows = read_after(r, input, &after, ROWS_AT_ONCE, &may_see)?;
        let full = rows.len() == ROWS_AT_ONCE as usize;
        if let Some((place, _)) = rows.last() {
            after = place.clone();
        }
        events.extend(rows.into_iter().map(|(_, event)| event));
        if !full {
            return Ok(events);
        }
    }
}

fn read_after(
    r: &Reader<'_>,
    input: &Timeline,
    after: &Place,
    limit: u32,
    may_see: &impl Fn(DocumentKind) -> bool,
) -> Result<Vec<(Place, Event)>> {
    let mut rows = read_of(r, input.party_id, input, after, limit, may_see)?;
    let merged = parties::merged_parties(r, input.party_id)?;
    for former in &merged {
        let mut own = read_of(r, former.id, input, after, limit, may_see)?;
        own.iter_mut().for_each(|(_, event)| event.former = Some(former.name.clone()));
        rows.extend(own);
    }
    if !merged.is_empty() {
        rows.sort_by(|(one, _), (other, _)| other.cmp(one));
        rows.truncate(limit as usize);
    }
    Ok(rows)
}

fn read_of(
    r: &Reader<'_>,
    party: PartyId,
    input: &Timeline,
    after: &Place,
    limit: u32,
    may_see: &impl Fn(DocumentKind) -> bool,
) -> Result<Vec<(Place, Event)>> {
    let groups = if input.groups.is_empty() { &EventGroup::ALL[..] } else { &input.groups };
    let shows = |group: EventGroup| groups.contains(&group);
    let kinds: Vec<&str> = DocumentKind::ALL
        .into_iter()
        .filter(|kind| may_see(*kind) && groups.iter().any(|group| group.holds(*kind)))
        .map(DocumentKind::as_str)
        .collect();
    let decided: Vec<&str> = if shows(EventGroup::Documents) { kinds.clone() } else { Vec::new() };
    let mut rows = r.rows(
        include_str!("events.sql"),
        named_params! {":party": party, ":known": input.known.unwrap_or(Seq::LATEST),
        ":date": after.date, ":seq": after.seq, ":arm": after.arm, ":limit": limit,
        ":documents": json!(kinds).to_string(), ":communication": shows(EventGroup::Communication),
        ":decided": json!(decided).to_string(),
        ":statements": shows(EventGroup::Documents), ":sales": shows(EventGroup::Sales), ":tasks": shows(EventGroup::Tasks),
        ":collection": shows(EventGroup::Collection), ":credit": shows(EventGroup::Credit),
        ":changes": shows(EventGroup::Changes)},
        read,
    )?;
    for (_, event) in &mut rows {
        if let Some(version) = event.1 {
            event.0.changed = changed_fields(r, party, version)?;
        }
    }
    Ok(rows.into_iter().map(|(place, (event, _))| (place, event)).collect())
}

/// An event, and of master data the version that it wrote.
type Versioned = (Event, Option<u32>);

fn read(row: &Row<'_>) -> rusqlite::Result<(Place, Versioned)> {
    let place = Place { date: row.get("date")?, seq: row.get("seq")?, arm: row.get("arm")? };
    let word: String = row.get("kind")?;
    let subject: Option<i64> = row.get("subject")?;
    let version = subject.filter(|_| word == "party").and_then(|version| u32::try_from(version).ok());
    let kind = match (word.as_str(), version) {
        ("document_issued", _) => EventKind::DocumentIssued,
        ("document_voided", _) => EventKind::DocumentVoided,
        ("document_decided", _) => EventKind::DocumentDecided,
        ("opportunity_begun", _) => EventKind::OpportunityBegun,
        ("opportunity_moved", _) => EventKind::OpportunityMoved,
        ("opportunity_won", _) => EventKind::OpportunityWon,
        ("opportunity_lost", _) => EventKind::OpportunityLost,
        ("promise_made", _) => EventKind::PromiseMade,
        ("promise_withdrawn", _) => EventKind::PromiseWithdrawn,
        ("dispute_opened", _) => EventKind::DisputeOpened,
        ("dispute_handed_on", _) => EventKind::DisputeHandedOn,
        ("dispute_closed", _) => EventKind::DisputeClosed,
        ("mailed", _) => EventKind::Mailed,
        ("reminded", _) => EventKind::Reminded,
        ("credit_limit_agreed", _) => EventKind::CreditLimitAgreed,
        ("credit_overruled", _) => EventKind::CreditOverruled,
        ("credit_fact", _) => EventKind::CreditFact,
        ("credit_assessed", _) => EventKind::CreditAssessed,
        ("credit_released", _) => EventKind::CreditReleased,
        ("credit_graded", _) => EventKind::CreditGraded,
        ("statement_sent", _) => EventKind::StatementSent,
        ("statement_answered", _) => EventKind::StatementAnswered,
        ("reconciliation_sent", _) => EventKind::ReconciliationSent,
        ("reconciliation_answered", _) => EventKind::ReconciliationAnswered,
        ("reconciliation_compared", _) => EventKind::ReconciliationCompared,
        ("task_done", _) => EventKind::TaskDone,
        ("party", Some(1)) => EventKind::PartyAdded,
        ("party", _) => EventKind::PartyChanged,
        (activity, _) => ActivityKind::from_name(activity).unwrap_or_default().into(),
    };
    let document_kind: Option<String> = row.get("document_kind")?;
    let document_kind = document_kind.as_deref().and_then(DocumentKind::from_name);
    let document = document_kind.zip(subject).map(|(kind, id)| {
        Ok::<_, rusqlite::Error>(EventDocument { id: DocumentId::new(id), kind, number: row.get("number")? })
    });
    let minor: Option<i64> = row.get("amount_minor")?;
    let amount = minor.map(|minor| Ok::<_, rusqlite::Error>(Money::from_minor(minor, row.get("currency")?)));
    let stage: Option<(String, String)> =
        row.get::<_, Option<String>>("stage_zh")?.zip(row.get::<_, Option<String>>("stage_en")?);
    let opportunity = stage.zip(subject).map(|((stage_zh, stage_en), id)| {
        Ok::<_, rusqlite::Error>(EventOpportunity {
            id: OpportunityId::new(id),
            title: row.get("number")?,
            stage_zh,
            stage_en,
            reason_zh: row.get("reason_zh")?,
            reason_en: row.get("reason_en")?,
        })
    });
    let about_balance = matches!(
        kind,
        EventKind::ReconciliationSent | EventKind::ReconciliationAnswered | EventKind::ReconciliationCompared
    );
    let reconciliation = subject.filter(|_| about_balance).map(|seq| {
        Ok::<_, rusqlite::Error>(EventReconciliation { seq: Seq::new(seq), number: row.get("number")? })
    });
    let event = Event {
        kind,
        date: row.get("date")?,
        time: row.get("time")?,
        seq: row.get("seq")?,
        recorded_at: row.get("recorded_at")?,
        author: row.get("author")?,
        contact: row.get("contact")?,
        text: row.get("text")?,
        next_step: row.get("next_step")?,
        next_on: row.get("next_on")?,
        document: document.transpose()?,
        opportunity: opportunity.transpose()?,
        reconciliation: reconciliation.transpose()?,
        amount: amount.transpose()?,
        as_of: row.get("as_of")?,
        detail: row.get("detail")?,
        level: row.get("level")?,
        attachment_id: subject
            .filter(|_| {
                matches!(
                    kind,
                    EventKind::StatementSent
                        | EventKind::StatementAnswered
                        | EventKind::Reminded
                        | EventKind::Mailed
                )
            })
            .map(AttachmentId::new),
        task_id: subject.filter(|_| kind == EventKind::TaskDone).map(TaskId::new),
        changed: Vec::new(),
        former: None,
    };
    Ok((place, (event, version.filter(|version| *version > 1))))
}

/// The fields of the master data that a version says otherwise than the one before it.
fn changed_fields(r: &Reader<'_>, party: PartyId, version: u32) -> Result<Vec<String>> {
    let bodies = r.row(
        include_str!("changed_fields.sql"),
        named_params! {":party": party, ":version": version},
        |row| Ok([row.get::<_, Option<String>>("body")?, row.get("before")?]),
    )?;
    let Some(bodies) = bodies else { return Ok(Vec::new()) };
    let [now, before] = bodies.map(|body| body.map(|body| parse(&body)).unwrap_or_else(|| Ok(Map::new())));
    Ok(differing(&before?, &now?))
}

fn parse(body: &str) -> Result<Map<String, Value>> {
    serde_json::from_str(body).map_err(|error| Error::BookDamaged { reason: error.to_string() })
}

/// A field that was not known yet says the same as an empty one.
fn differing(before: &Map<String, Value>, now: &Map<String, Value>) -> Vec<String> {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    let said = |fields: &Map<String, Value>, name: &String| {
        fields.get(name).filter(|value| !is_empty(value)).cloned()
    };
    let mut names: Vec<&String> = now.keys().chain(before.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter(|name| said(before, name) != said(now, name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_was_empty_or_unknown_before_did_not_change() {
        let fields = |value: Value| value.as_object().unwrap().clone();
        let before =
            fields(json!({"name": "甲", "terms": null, "tags": [], "phones": ["1"], "is_customer": false}));
        let now = fields(
            json!({"name": "乙", "terms": "", "source": "", "phones": ["2"], "is_customer": true, "tags": ["a"]}),
        );
        assert_eq!(differing(&before, &now), ["is_customer", "name", "phones", "tags"]);
    }

    #[test]
    fn a_place_that_was_not_given_out_is_refused() {
        assert_eq!("2026-01-02|3|4".parse::<Place>().unwrap().key(), "2026-01-02|3|4");
        for key in ["", "2026-01-02", "2026-01-02|3", "2026-13-02|3|4", "2026-01-02|x|4", "2026-01-02|3|4|5"]
        {
            assert_eq!(key.parse::<Place>().unwrap_err().code(), "field_invalid", "{key}");
        }
    }
}
