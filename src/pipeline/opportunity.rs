//! Opportunities at rest: what is known of each, version by version, beside where it stands.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::fields::{NewOpportunity, OpportunityFields};
use super::moves::{Standing, checked_deadline, insert_move, refuse_inactive, refuse_other_day};
use super::pipelines::{pipeline_at, pipeline_or_first};
use super::stage::Ends;
use super::unknown;
use crate::audit::{self, Act, Digest, Subject};
use crate::calendar::Day;
use crate::catalog;
use crate::error::{Error, Result};
use crate::ledger;
use crate::money::{Currency, Figure, Money};
use crate::parties;
use crate::store::{LostReasonId, OpportunityId, PartyId, PipelineId, Reader, Seq, StageId, UserId, Writer};

/// A task of the stage an opportunity stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct StageTask {
    /// Which of the stage's tasks, from 1.
    #[ts(type = "number")]
    pub place: i64,
    pub text: String,
    pub done: bool,
}

/// An opportunity as it stands.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Opportunity {
    pub id: OpportunityId,
    /// The act that says its fields as they are; saving what another act has changed meanwhile is refused.
    pub version: Seq,
    /// The act that says where it stands, in whose hands and until when.
    pub moved: Seq,
    pub pipeline_id: PipelineId,
    pub stage_id: StageId,
    pub state: Ends,
    pub party_id: PartyId,
    pub party_name: String,
    pub owner_id: UserId,
    pub fields: OpportunityFields,
    pub amount: Money,
    /// In the book's currency, at the rate of the day it was entered; absent where there was none.
    pub base_amount: Option<Money>,
    pub created_on: Day,
    /// Since when it stands in its stage.
    pub entered_on: Day,
    /// Until when it should have left it; absent once it is won or lost.
    pub deadline_on: Option<Day>,
    pub lost_reason_id: Option<LostReasonId>,
    pub tasks: Vec<StageTask>,
    #[serde(skip)]
    #[ts(skip)]
    pub(super) entered: Seq,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct SaveOpportunity {
    pub id: OpportunityId,
    /// The version that was edited.
    pub version: Seq,
    pub fields: OpportunityFields,
}

/// # Errors
/// `not_found`.
pub fn get(r: &Reader<'_>, id: OpportunityId) -> Result<Opportunity> {
    let book = ledger::book(r)?;
    let found =
        r.row(include_str!("opportunity.sql"), named_params! {":id": id}, |row| read(row, book.currency))?;
    let mut found =
        found.ok_or_else(|| Error::NotFound { kind: "opportunity".into(), key: id.to_string() })?;
    found.tasks = tasks(r, &found)?;
    Ok(found)
}

fn read(row: &Row<'_>, base: Currency) -> rusqlite::Result<Opportunity> {
    let body: String = row.get("body")?;
    let fields: OpportunityFields =
        serde_json::from_str(&body).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
    let base_minor: Option<i64> = row.get("base_minor")?;
    Ok(Opportunity {
        id: row.get("id")?,
        version: row.get("version_seq")?,
        moved: row.get("move_seq")?,
        pipeline_id: row.get("pipeline_id")?,
        stage_id: row.get("stage_id")?,
        state: read_state(row)?,
        party_id: row.get("party_id")?,
        party_name: row.get("party_name")?,
        owner_id: row.get("owner_id")?,
        fields,
        amount: Money::from_minor(row.get("amount_minor")?, row.get("currency")?),
        base_amount: base_minor.map(|minor| Money::from_minor(minor, base)),
        created_on: row.get("created_on")?,
        entered_on: row.get("entered_on")?,
        deadline_on: row.get("deadline_on")?,
        lost_reason_id: row.get("lost_reason_id")?,
        tasks: Vec::new(),
        entered: row.get("entered_seq")?,
    })
}

pub(super) fn read_state(row: &Row<'_>) -> rusqlite::Result<Ends> {
    let word: String = row.get("state")?;
    Ends::ALL.into_iter().find(|ends| ends.as_str() == word).ok_or_else(|| unknown("state", &word))
}

/// The tasks of the stage as it was when the opportunity came into it, with what was done of them.
fn tasks(r: &Reader<'_>, of: &Opportunity) -> Result<Vec<StageTask>> {
    let pipeline = pipeline_at(r, of.pipeline_id, of.entered)?;
    let texts = pipeline.any_stage(of.stage_id).map(|stage| stage.tasks.clone()).unwrap_or_default();
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let done: Vec<i64> = r.rows(
        "select t.place from stage_task t
         where t.move_seq = :entered and t.done
           and not exists (select 1 from stage_task l where l.move_seq = t.move_seq and l.place = t.place and l.seq > t.seq)",
        named_params! {":entered": of.entered},
        |row| row.get("place"),
    )?;
    let told = |(text, place): (String, i64)| StageTask { place, text, done: done.contains(&place) };
    Ok(texts.into_iter().zip(1..).map(told).collect())
}

/// Begins an opportunity, in an open stage, in somebody's hands and until a day.
///
/// # Errors
/// `field_missing` without party, title, or a deadline where the stage counts no days; `field_invalid`; `not_found`;
/// `party_archived`, `user_inactive`.
pub fn create(w: &Writer<'_>, new: &NewOpportunity, today: Day) -> Result<Opportunity> {
    let date = new.date.unwrap_or(today);
    refuse_other_day(date, None, today)?;
    let pipeline = pipeline_or_first(w, new.pipeline_id)?;
    if pipeline.archived {
        return Err(Error::FieldInvalid { field: "pipeline_id".into(), value: pipeline.label() });
    }
    let stage = match new.stage_id {
        Some(id) => pipeline.stage(id)?,
        None => pipeline.first()?,
    };
    if stage.ends != Ends::Open {
        return Err(Error::FieldInvalid { field: "stage_id".into(), value: stage.label() });
    }
    let owner = new.owner_id.or(stage.owner_id).unwrap_or(w.stamp().actor);
    refuse_inactive(w, owner)?;
    let deadline = checked_deadline(new.deadline_on, stage, date)?;
    let fields = completed(w, &new.fields)?;
    let party = parties::get(w, fields.party_id.unwrap_or(PartyId::new(0)))?;
    if party.archived {
        return Err(Error::PartyArchived { party: party.fields.name });
    }
    let act = audit::begin(w)?;
    let salt = audit::salt(w, "opportunity")?;
    let id: OpportunityId = w.insert(
        include_str!("insert_opportunity.sql"),
        named_params! {":pipeline": pipeline.id, ":party": party.id, ":owner": owner, ":stage": stage.id,
        ":date": date},
    )?;
    insert_version(w, &act, id, date, &fields, &salt)?;
    let standing = Standing {
        stage: stage.id,
        enters: true,
        date,
        owner,
        deadline: Some(deadline),
        lost_reason: None,
        why: "",
    };
    insert_move(w, &act, id, &standing, &salt)?;
    seal(w, act, id, &salt)
}

/// Writes the next version of what is known of an opportunity. One that says the same writes nothing.
///
/// # Errors
/// `stale` with both texts; `field_missing`, `field_invalid`; `not_found`.
pub fn save(w: &Writer<'_>, input: &SaveOpportunity, today: Day) -> Result<Opportunity> {
    let current = get(w, input.id)?;
    if input.version != current.version {
        return Err(Error::Stale {
            kind: "opportunity".into(),
            key: current.fields.title.clone(),
            yours: serde_json::to_value(&input.fields).map_err(Error::unexpected)?,
            theirs: serde_json::to_value(&current.fields).map_err(Error::unexpected)?,
        });
    }
    let fields = completed(w, &input.fields)?;
    if fields == current.fields {
        return Ok(current);
    }
    parties::get(w, fields.party_id.unwrap_or(PartyId::new(0)))?;
    let act = audit::begin(w)?;
    let salt = audit::salt(w, "opportunity")?;
    insert_version(w, &act, input.id, today, &fields, &salt)?;
    seal(w, act, input.id, &salt)
}

/// Gives every opportunity of a party to another one, and tells which they were; for records that become one. Each gets a
/// version that says so.
pub fn change_party(
    w: &Writer<'_>,
    from: PartyId,
    to: PartyId,
    today: Day,
    only: Option<&[OpportunityId]>,
) -> Result<Vec<OpportunityId>> {
    let ids: Vec<OpportunityId> = w.rows(
        "select id from opportunity where party_id = :party order by id",
        named_params! {":party": from},
        |row| row.get("id"),
    )?;
    let ids: Vec<OpportunityId> =
        ids.into_iter().filter(|id| only.is_none_or(|only| only.contains(id))).collect();
    for id in &ids {
        let fields = OpportunityFields { party_id: Some(to), ..get(w, *id)?.fields };
        let act = audit::begin(w)?;
        let salt = audit::salt(w, "opportunity")?;
        insert_version(w, &act, *id, today, &fields, &salt)?;
        seal(w, act, *id, &salt)?;
    }
    Ok(ids)
}

/// The fields with their currency and their sum.
fn completed(r: &Reader<'_>, fields: &OpportunityFields) -> Result<OpportunityFields> {
    let mut fields = fields.tidied();
    fields.refuse_invalid()?;
    let book = ledger::book(r)?;
    let party = fields.party_id.map(|id| parties::get(r, id)).transpose()?;
    let currency = fields.currency.or(party.and_then(|party| party.fields.currency)).unwrap_or(book.currency);
    for item in &mut fields.items {
        if let Some(id) = item.item_id {
            let known = catalog::get(r, id)?.fields;
            if item.description.is_empty() {
                item.description = if known.name_zh.is_empty() { known.name_en } else { known.name_zh };
            }
        }
    }
    let worth = fields.worth(currency, &book)?;
    Ok(OpportunityFields {
        currency: Some(currency),
        amount: Figure(worth.to_decimal().normalize()),
        ..fields
    })
}

fn insert_version(
    w: &Writer<'_>,
    act: &Act,
    id: OpportunityId,
    date: Day,
    fields: &OpportunityFields,
    salt: &[u8; 16],
) -> Result<()> {
    let book = ledger::book(w)?;
    let worth = fields.worth(fields.currency.unwrap_or(book.currency), &book)?;
    let base = match worth.currency() == book.currency {
        true => Some(worth),
        false => match ledger::rate_on(w, worth.currency(), date) {
            Ok(quote) => Some(quote.rate.convert(worth, book.currency, book.rounding)?),
            Err(Error::RateMissing { .. }) => None,
            Err(error) => return Err(error),
        },
    };
    w.execute(
        "insert into opportunity_version (seq, opportunity_id, date, currency, amount_minor, base_minor, body, salt)
         values (:seq, :id, :date, :currency, :amount, :base, :body, :salt)",
        named_params! {":seq": act.seq, ":id": id, ":date": date, ":currency": worth.currency(),
        ":amount": worth.minor(), ":base": base.map(Money::minor), ":body": audit::canonical(&json!(fields)),
        ":salt": salt},
    )?;
    Ok(())
}

/// States the opportunity anew by what was posted, and ends the act.
pub(super) fn seal(w: &Writer<'_>, act: Act, id: OpportunityId, salt: &[u8; 16]) -> Result<Opportunity> {
    w.execute(include_str!("restate.sql"), named_params! {":id": id})?;
    let digest: Digest = audit::salted_digest(salt, &canonical(w, act.seq)?);
    audit::seal(w, act, Subject::Opportunity(id.value()), digest)?;
    get(w, id)
}

/// What the trail's digest covers of the rows that an act wrote: their salt and text.
pub fn canonical_opportunity(r: &Reader<'_>, seq: Seq) -> Result<Option<([u8; 16], String)>> {
    let salt = r.row(
        "select salt from opportunity_version where seq = :seq
         union all select salt from opportunity_move where seq = :seq
         union all select salt from stage_task where seq = :seq",
        named_params! {":seq": seq},
        |row| row.get("salt"),
    )?;
    salt.map(|salt| Ok((salt, canonical(r, seq)?))).transpose()
}

fn canonical(r: &Reader<'_>, seq: Seq) -> Result<String> {
    let of = named_params! {":seq": seq};
    let version = r.row(
        "select opportunity_id, date, currency, amount_minor, base_minor, body from opportunity_version where seq = :seq",
        of,
        |row| {
            Ok(json!({"opportunity": row.get::<_, i64>("opportunity_id")?, "date": row.get::<_, String>("date")?,
                "currency": row.get::<_, String>("currency")?, "amount_minor": row.get::<_, i64>("amount_minor")?,
                "base_minor": row.get::<_, Option<i64>>("base_minor")?, "body": row.get::<_, String>("body")?}))
        },
    )?;
    let moved = r.row(
        "select opportunity_id, stage_id, enters, date, owner_id, deadline_on, lost_reason_id, why
         from opportunity_move where seq = :seq",
        of,
        |row| {
            Ok(json!({"opportunity": row.get::<_, i64>("opportunity_id")?, "stage": row.get::<_, i64>("stage_id")?,
                "enters": row.get::<_, bool>("enters")?, "date": row.get::<_, String>("date")?,
                "owner": row.get::<_, i64>("owner_id")?, "deadline_on": row.get::<_, Option<String>>("deadline_on")?,
                "lost_reason": row.get::<_, Option<i64>>("lost_reason_id")?, "why": row.get::<_, String>("why")?}))
        },
    )?;
    let task = r.row(
        "select opportunity_id, move_seq, place, done, date from stage_task where seq = :seq",
        of,
        |row| {
            Ok(json!({"opportunity": row.get::<_, i64>("opportunity_id")?, "entered": row.get::<_, i64>("move_seq")?,
                "place": row.get::<_, i64>("place")?, "done": row.get::<_, bool>("done")?,
                "date": row.get::<_, String>("date")?}))
        },
    )?;
    Ok(audit::canonical(&json!({"version": version, "move": moved, "task": task})))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "OpportunityHistoryKind")]
#[schemars(rename = "OpportunityHistoryKind")]
pub enum HistoryKind {
    Created,
    /// Fields were changed.
    Changed,
    /// It came into a stage.
    Entered,
    /// The owner, or the deadline, is another.
    Assigned,
    TaskDone,
    TaskUndone,
}

/// One act of an opportunity's life.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
#[ts(rename = "OpportunityHistoryRow")]
#[schemars(rename = "OpportunityHistoryRow")]
pub struct HistoryRow {
    pub seq: Seq,
    pub kind: HistoryKind,
    /// From which day it holds.
    pub date: Day,
    pub recorded_at: String,
    /// Who did it.
    pub actor: String,
    pub stage_id: Option<StageId>,
    pub owner_id: Option<UserId>,
    pub deadline_on: Option<Day>,
    pub lost_reason_id: Option<LostReasonId>,
    pub why: String,
    /// Names of the fields that say something else than before.
    pub changed: Vec<String>,
    /// Of a task.
    pub task: String,
}

/// Every act of an opportunity, the latest first.
///
/// # Errors
/// `not_found`.
pub fn history(r: &Reader<'_>, id: OpportunityId) -> Result<Vec<HistoryRow>> {
    let current = get(r, id)?;
    let mut before = Value::Null;
    let rows = r.rows(include_str!("history.sql"), named_params! {":id": id}, |row| {
        let body: Option<String> = row.get("body")?;
        let fields: Value =
            body.map_or(Value::Null, |body| serde_json::from_str(&body).unwrap_or(Value::Null));
        let changed =
            if before.is_null() || fields.is_null() { Vec::new() } else { differing(&before, &fields) };
        if !fields.is_null() {
            before = fields;
        }
        let (is_version, is_move) = (row.get("is_version")?, row.get("is_move")?);
        let kind = match (is_version, is_move) {
            (true, true) => HistoryKind::Created,
            (true, false) => HistoryKind::Changed,
            (false, true) if row.get("enters")? => HistoryKind::Entered,
            (false, true) => HistoryKind::Assigned,
            (false, false) if row.get("done")? => HistoryKind::TaskDone,
            (false, false) => HistoryKind::TaskUndone,
        };
        let date = match (is_move, is_version) {
            (true, _) => row.get("move_date")?,
            (_, true) => row.get("version_date")?,
            _ => row.get("task_date")?,
        };
        let task: Option<(Seq, i64)> = row.get::<_, Option<Seq>>("task_move")?.zip(row.get("place")?);
        let told = HistoryRow {
            seq: row.get("seq")?,
            kind,
            date,
            recorded_at: row.get("recorded_at")?,
            actor: row.get("actor")?,
            stage_id: row.get("stage_id")?,
            owner_id: row.get("owner_id")?,
            deadline_on: row.get("deadline_on")?,
            lost_reason_id: row.get("lost_reason_id")?,
            why: row.get::<_, Option<String>>("why")?.unwrap_or_default(),
            changed,
            task: String::new(),
        };
        Ok((told, task))
    })?;
    let mut told = Vec::with_capacity(rows.len());
    for (mut row, task) in rows {
        if let Some((entered, place)) = task {
            row.task = task_text(r, &current, entered, place)?;
        }
        told.push(row);
    }
    told.reverse();
    Ok(told)
}

fn task_text(r: &Reader<'_>, of: &Opportunity, entered: Seq, place: i64) -> Result<String> {
    let stage: StageId =
        r.value("select stage_id from opportunity_move where seq = :seq", named_params! {":seq": entered})?;
    let pipeline = pipeline_at(r, of.pipeline_id, entered)?;
    let place = usize::try_from(place - 1).unwrap_or(usize::MAX);
    Ok(pipeline.any_stage(stage).and_then(|stage| stage.tasks.get(place)).cloned().unwrap_or_default())
}

fn differing(before: &Value, after: &Value) -> Vec<String> {
    let Value::Object(after) = after else { return Vec::new() };
    after
        .iter()
        .filter(|(key, value)| before.get(key.as_str()) != Some(value))
        .map(|(key, _)| key.clone())
        .collect()
}
