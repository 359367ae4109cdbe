//! Where an opportunity stands, in whose hands and until when: each change is a row, and none is ever changed.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::condition;
use super::lost_reason::lost_reason;
use super::opportunity::{Opportunity, get, seal};
use super::pipelines::pipeline;
use super::stage::{Ends, Stage, shortened};
use crate::access;
use crate::audit::{self, Act};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{LostReasonId, OpportunityId, Reader, Seq, StageId, UserId, Writer};

/// A move to a stage, with what it asks for.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct MoveOpportunity {
    pub id: OpportunityId,
    /// The act that said where it stood when the move was decided; refused where another has moved it meanwhile.
    #[serde(default)]
    pub moved: Option<Seq>,
    pub stage_id: StageId,
    /// Today where absent; not before it came into the stage it stands in.
    #[serde(default)]
    pub date: Option<Day>,
    /// The stage's where absent, or whose hands it is in.
    #[serde(default)]
    pub owner_id: Option<UserId>,
    /// Counted from the stage's days where absent.
    #[serde(default)]
    pub deadline_on: Option<Day>,
    /// Needed where it is lost.
    #[serde(default)]
    pub lost_reason_id: Option<LostReasonId>,
    /// Needed where it is reopened.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub why: String,
}

/// Opportunities for other hands.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct AssignOpportunities {
    #[serde(default)]
    #[ts(as = "Option<Vec<OpportunityId>>", optional)]
    pub ids: Vec<OpportunityId>,
    /// Every open one, and every open lead, of this person.
    #[serde(default)]
    pub of_owner: Option<UserId>,
    pub owner_id: UserId,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct PostponeOpportunity {
    pub id: OpportunityId,
    pub deadline_on: Day,
    /// Why it takes longer.
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct DoTask {
    pub id: OpportunityId,
    /// Which of the tasks of the stage it stands in, from 1.
    #[ts(type = "number")]
    pub place: i64,
    pub done: bool,
}

/// What a row says.
#[derive(Debug)]
pub(super) struct Standing<'s> {
    pub stage: StageId,
    pub enters: bool,
    pub date: Day,
    pub owner: UserId,
    pub deadline: Option<Day>,
    pub lost_reason: Option<LostReasonId>,
    pub why: &'s str,
}

const LONGEST_WHY: usize = 2000;

/// Moves an opportunity to another stage of its pipeline: onward, back, to its end, or open again.
///
/// # Errors
/// `stale` where it was moved meanwhile; `conditions_missing` with what its stage asks of those who go on and the other of
/// those who come; `field_missing` for the deadline of a stage that counts no days, the reason it was lost for, and why it
/// is reopened; `field_invalid` for the stage it stands in, or a day before it came there or after today;
/// `user_inactive`, `not_found`.
pub fn move_to(w: &Writer<'_>, input: &MoveOpportunity, today: Day) -> Result<Opportunity> {
    let current = get(w, input.id)?;
    refuse_stale(&current, input.moved)?;
    let pipeline = pipeline(w, current.pipeline_id)?;
    let to = pipeline.stage(input.stage_id)?;
    if to.id == current.stage_id {
        return Err(Error::FieldInvalid { field: "stage_id".into(), value: to.label() });
    }
    let date = input.date.unwrap_or(today);
    refuse_other_day(date, Some(current.entered_on), today)?;
    let why = checked_why(&input.why)?;
    let reopens = current.state != Ends::Open;
    if reopens && to.ends == Ends::Open && why.is_empty() {
        return Err(Error::FieldMissing { field: "why".into() });
    }
    let onward = match to.ends {
        Ends::Lost => false,
        Ends::Won => true,
        Ends::Open => !reopens && pipeline.place(to.id) > pipeline.place(current.stage_id),
    };
    let from = pipeline.any_stage(current.stage_id).unwrap_or(to);
    let missing = condition::missing(w, &current, from, to, onward)?;
    if !missing.is_empty() {
        let missing = missing.into_iter().map(|condition| condition.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Error::ConditionsMissing { stage: to.label(), missing });
    }
    let lost_reason = match (to.ends, input.lost_reason_id) {
        (Ends::Lost, None) => return Err(Error::FieldMissing { field: "lost_reason_id".into() }),
        (Ends::Lost, Some(id)) => Some(lost_reason(w, id)?.id),
        _ => None,
    };
    let owner = input.owner_id.or(to.owner_id).unwrap_or(current.owner_id);
    let deadline = match to.ends {
        Ends::Open => {
            refuse_inactive(w, owner)?;
            Some(checked_deadline(input.deadline_on, to, date)?)
        }
        _ => None,
    };
    write(w, input.id, &Standing { stage: to.id, enters: true, date, owner, deadline, lost_reason, why })
}

/// Gives opportunities to somebody else; they stay where they are. Tells how many were given, leads included.
///
/// # Errors
/// `user_inactive` for one who left, `not_found`; `field_missing` where nothing is named.
pub fn assign(w: &Writer<'_>, input: &AssignOpportunities, today: Day) -> Result<u32> {
    refuse_inactive(w, input.owner_id)?;
    let why = checked_why(&input.why)?;
    let mut ids = input.ids.clone();
    let mut given = 0;
    match input.of_owner {
        Some(owner) => {
            ids.extend(open_of(w, owner)?);
            given += super::lead::assign(w, owner, input.owner_id, today)?;
        }
        None if ids.is_empty() => return Err(Error::FieldMissing { field: "ids".into() }),
        None => {}
    }
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let current = get(w, id)?;
        if current.owner_id == input.owner_id {
            continue;
        }
        let (owner, deadline) = (input.owner_id, current.deadline_on);
        stay(w, &current, today, owner, deadline, why)?;
        given += 1;
    }
    Ok(given)
}

/// Sets another deadline for the stage an opportunity stands in; the old one stays in its history.
///
/// # Errors
/// `field_missing` without a reason; `field_invalid` for a day in the past; `opportunity_closed`; `not_found`.
pub fn postpone(w: &Writer<'_>, input: &PostponeOpportunity, today: Day) -> Result<Opportunity> {
    let current = get(w, input.id)?;
    refuse_closed(&current)?;
    let why = checked_why(&input.why)?;
    if why.is_empty() {
        return Err(Error::FieldMissing { field: "why".into() });
    }
    if input.deadline_on < today {
        return Err(Error::FieldInvalid {
            field: "deadline_on".into(),
            value: input.deadline_on.to_string(),
        });
    }
    stay(w, &current, today, current.owner_id, Some(input.deadline_on), why)
}

/// Marks a task of the stage as done, or as not done after all.
///
/// # Errors
/// `not_found` where the stage has no such task; `opportunity_closed`.
pub fn do_task(w: &Writer<'_>, input: &DoTask, today: Day) -> Result<Opportunity> {
    let current = get(w, input.id)?;
    refuse_closed(&current)?;
    let task = current
        .tasks
        .iter()
        .find(|task| task.place == input.place)
        .ok_or_else(|| Error::NotFound { kind: "task".into(), key: input.place.to_string() })?;
    if task.done == input.done {
        return Ok(current);
    }
    let act = audit::begin(w)?;
    let salt = audit::salt(w, "opportunity")?;
    w.execute(
        "insert into stage_task (seq, opportunity_id, move_seq, place, done, date, salt)
         values (:seq, :id, :entered, :place, :done, :date, :salt)",
        named_params! {":seq": act.seq, ":id": input.id, ":entered": current.entered, ":place": input.place,
        ":done": input.done, ":date": today, ":salt": salt},
    )?;
    seal(w, act, input.id, &salt)
}

/// Takes an opportunity along out of a stage that is taken out: whoever has it keeps it, and its deadline.
pub(super) fn carry_over(
    w: &Writer<'_>,
    id: OpportunityId,
    to: StageId,
    today: Day,
    why: &str,
) -> Result<()> {
    let current = get(w, id)?;
    let standing = Standing {
        stage: to,
        enters: true,
        date: today.max(current.entered_on),
        owner: current.owner_id,
        deadline: current.deadline_on,
        lost_reason: current.lost_reason_id,
        why: checked_why(why)?,
    };
    write(w, id, &standing).map(drop)
}

fn stay(
    w: &Writer<'_>,
    current: &Opportunity,
    today: Day,
    owner: UserId,
    deadline: Option<Day>,
    why: &str,
) -> Result<Opportunity> {
    let standing = Standing {
        stage: current.stage_id,
        enters: false,
        date: today.max(current.entered_on),
        owner,
        deadline,
        lost_reason: current.lost_reason_id,
        why,
    };
    write(w, current.id, &standing)
}

fn write(w: &Writer<'_>, id: OpportunityId, standing: &Standing<'_>) -> Result<Opportunity> {
    let act = audit::begin(w)?;
    let salt = audit::salt(w, "opportunity")?;
    insert_move(w, &act, id, standing, &salt)?;
    seal(w, act, id, &salt)
}

pub(super) fn insert_move(
    w: &Writer<'_>,
    act: &Act,
    id: OpportunityId,
    standing: &Standing<'_>,
    salt: &[u8; 16],
) -> Result<()> {
    w.execute(
        include_str!("insert_move.sql"),
        named_params! {":seq": act.seq, ":opportunity": id, ":stage": standing.stage, ":enters": standing.enters,
        ":date": standing.date, ":owner": standing.owner, ":deadline": standing.deadline,
        ":lost_reason": standing.lost_reason, ":why": standing.why, ":salt": salt},
    )?;
    Ok(())
}

fn open_of(r: &Reader<'_>, owner: UserId) -> Result<Vec<OpportunityId>> {
    r.rows(
        "select id from opportunity where owner_id = :owner and state = 'open' order by id",
        named_params! {":owner": owner},
        |row| row.get("id"),
    )
}

fn refuse_stale(current: &Opportunity, decided_on: Option<Seq>) -> Result<()> {
    match decided_on.filter(|seq| *seq != current.moved) {
        None => Ok(()),
        Some(seq) => Err(Error::Stale {
            kind: "opportunity".into(),
            key: current.fields.title.clone(),
            yours: serde_json::json!({"moved": seq}),
            theirs: serde_json::json!({"moved": current.moved, "stage": current.stage_id}),
        }),
    }
}

pub(super) fn refuse_closed(current: &Opportunity) -> Result<()> {
    match current.state {
        Ends::Open => Ok(()),
        _ => Err(Error::OpportunityClosed { title: shortened(&current.fields.title) }),
    }
}

/// # Errors
/// `not_found` for nobody, `user_inactive` for one who left.
pub(super) fn refuse_inactive(r: &Reader<'_>, user: UserId) -> Result<()> {
    let found = access::list(r)?.into_iter().find(|known| known.id == user);
    match found {
        None => Err(Error::NotFound { kind: "user".into(), key: user.to_string() }),
        Some(user) if user.active => Ok(()),
        Some(user) => Err(Error::UserInactive { user: user.name }),
    }
}

/// Not before `first`, and not after today.
pub(super) fn refuse_other_day(date: Day, first: Option<Day>, today: Day) -> Result<()> {
    if date > today || first.is_some_and(|first| date < first) {
        return Err(Error::FieldInvalid { field: "date".into(), value: date.to_string() });
    }
    Ok(())
}

/// The deadline that is given, or the one that the stage's days give.
pub(super) fn checked_deadline(given: Option<Day>, stage: &Stage, date: Day) -> Result<Day> {
    let counted = || stage.days.and_then(|days| date.checked_add_days(chrono::Days::new(days.into())));
    let deadline =
        given.or_else(counted).ok_or_else(|| Error::FieldMissing { field: "deadline_on".into() })?;
    if deadline < date {
        return Err(Error::FieldInvalid { field: "deadline_on".into(), value: deadline.to_string() });
    }
    Ok(deadline)
}

fn checked_why(why: &str) -> Result<&str> {
    let why = why.trim();
    if why.chars().count() > LONGEST_WHY {
        return Err(Error::FieldInvalid { field: "why".into(), value: shortened(why) });
    }
    Ok(why)
}
