//! Tasks: every change is a row of the history, and the task is the last of them.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::activity::refuse_longer;
use super::repeat::Repeat;
use super::unknown;
use crate::access;
use crate::audit::{self, Act, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::parties;
use crate::store::{PartyId, Reader, Seq, TaskId, UserId, Writer};

/// The longest title, in characters.
const TITLE_LIMIT: usize = 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    Open,
    Done,
    /// No longer to be done.
    Dropped,
}

impl TaskState {
    const ALL: [TaskState; 3] = [TaskState::Open, TaskState::Done, TaskState::Dropped];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            TaskState::Open => "open",
            TaskState::Done => "done",
            TaskState::Dropped => "dropped",
        }
    }

    pub(super) fn from_stored(word: &str) -> rusqlite::Result<TaskState> {
        TaskState::ALL.into_iter().find(|each| each.as_str() == word).ok_or_else(|| unknown("state", word))
    }
}

/// A task as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct TaskFields {
    /// Whom it is about; nobody where absent.
    pub party_id: Option<PartyId>,
    pub title: String,
    pub due_on: Day,
    /// Who does it; whoever saves it where absent.
    pub assignee_id: Option<UserId>,
    pub repeats: Option<Repeat>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveTask {
    /// Absent for a new task.
    pub id: Option<TaskId>,
    /// The version that was edited; a stale one is refused.
    pub version: Option<Seq>,
    pub fields: TaskFields,
}

/// A task as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Task {
    pub id: TaskId,
    /// The act that says it as it stands.
    pub version: Seq,
    pub fields: TaskFields,
    pub party_name: Option<String>,
    pub assignee: String,
    pub state: TaskState,
    /// It is not to be looked at before.
    pub snoozed_until: Option<Day>,
    pub done_on: Option<Day>,
    /// The activity whose next step it is.
    pub activity: Option<Seq>,
}

/// A task that was done, and the one that comes after it where it repeats.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Finished {
    pub task: Task,
    pub next: Option<Task>,
}

/// The task of that key.
///
/// # Errors
/// `not_found`.
pub fn task(r: &Reader<'_>, id: TaskId) -> Result<Task> {
    r.row(concat!(include_str!("task.sql"), " where k.id = :id"), named_params! {":id": id}, read_task)?
        .ok_or_else(|| Error::NotFound { kind: "task".into(), key: id.to_string() })
}

/// Adds a task (no `id`) or writes its next version; what was put off is looked at again on its new day.
///
/// # Errors
/// `stale` with both texts; `task_not_open`; `field_missing` without a title; `field_invalid` for a title beyond its
/// limit, an interval of nothing or a user who left; `not_found` for the party.
pub fn save_task(w: &Writer<'_>, input: &SaveTask) -> Result<Task> {
    let Some(id) = input.id else {
        return open(w, None, None, &checked(w, &input.fields, None)?);
    };
    let before = open_task(w, id)?;
    let stale = input.version.is_some_and(|version| version != before.version);
    if stale {
        let text = |fields| serde_json::to_value(fields).unwrap_or_default();
        return Err(Error::Stale {
            kind: "task".into(),
            key: before.fields.title.clone(),
            yours: text(&input.fields),
            theirs: text(&before.fields),
        });
    }
    let fields = checked(w, &input.fields, Some(&before))?;
    if fields == before.fields {
        return Ok(before);
    }
    let snoozed_until = before.snoozed_until.filter(|_| fields.due_on == before.fields.due_on);
    change(w, Task { fields, snoozed_until, ..before })
}

/// Puts a task off until a day, or looks at it again on its own where none is given.
///
/// # Errors
/// `task_not_open`; `field_invalid` for a day that is not after `today`.
pub fn snooze(w: &Writer<'_>, id: TaskId, until: Option<Day>, today: Day) -> Result<Task> {
    let before = open_task(w, id)?;
    if let Some(day) = until.filter(|day| *day <= today) {
        return Err(Error::FieldInvalid { field: "until".into(), value: day.to_string() });
    }
    change(w, Task { snoozed_until: until, ..before })
}

/// Marks a task as done on a day; one that repeats opens the next in the same act.
///
/// # Errors
/// `task_not_open`.
pub fn finish(w: &Writer<'_>, id: TaskId, on: Day) -> Result<Finished> {
    let before = open_task(w, id)?;
    let next_on = before.fields.repeats.and_then(|repeat| repeat.next(before.fields.due_on, on));
    let done = Task { state: TaskState::Done, done_on: Some(on), snoozed_until: None, ..before };
    let act = Writing::begin(w)?;
    act.put(w, 1, &done)?;
    let next = match next_on {
        None => None,
        Some(due_on) => {
            let fields = TaskFields { due_on, ..done.fields.clone() };
            let next = act.row(w, None, Some(id), &fields)?;
            act.put(w, 2, &next)?;
            Some(next.id)
        }
    };
    act.seal(w, id)?;
    Ok(Finished { task: task(w, id)?, next: next.map(|id| task(w, id)).transpose()? })
}

/// Opens a task again that was done or dropped; the one that came after it goes, as long as nobody touched it.
///
/// # Errors
/// `not_found`; `field_invalid` where it is open.
pub fn reopen(w: &Writer<'_>, id: TaskId) -> Result<Task> {
    let before = task(w, id)?;
    if before.state == TaskState::Open {
        return Err(Error::FieldInvalid { field: "state".into(), value: "open".into() });
    }
    let act = Writing::begin(w)?;
    act.put(w, 1, &Task { state: TaskState::Open, done_on: None, ..before })?;
    if let Some(next) = untouched_follower(w, id)? {
        act.put(w, 2, &Task { state: TaskState::Dropped, ..task(w, next)? })?;
    }
    act.seal(w, id)?;
    task(w, id)
}

/// Takes a task off the list undone.
///
/// # Errors
/// `task_not_open`.
pub fn drop_task(w: &Writer<'_>, id: TaskId) -> Result<Task> {
    let before = open_task(w, id)?;
    change(w, Task { state: TaskState::Dropped, snoozed_until: None, ..before })
}

/// Opens the task of an activity's next step.
pub(super) fn open_next_step(w: &Writer<'_>, activity: Seq, fields: &TaskFields) -> Result<()> {
    open(w, Some(activity), None, &checked(w, fields, None)?).map(drop)
}

/// The open task of a corrected activity follows its new next step; one that was done stays as it is.
pub(super) fn move_next_step(w: &Writer<'_>, id: TaskId, activity: Seq, fields: &TaskFields) -> Result<()> {
    let before = task(w, id)?;
    w.execute(
        "update task set activity_seq = :activity where id = :id",
        named_params! {":activity": activity, ":id": id},
    )?;
    if before.state != TaskState::Open {
        return Ok(());
    }
    let assignee_id = before.fields.assignee_id;
    let fields =
        TaskFields { assignee_id, repeats: before.fields.repeats, ..checked(w, fields, Some(&before))? };
    if fields == before.fields {
        return Ok(());
    }
    change(w, Task { fields, snoozed_until: None, ..before }).map(drop)
}

/// The open task of an activity that says no next step any more is dropped.
pub(super) fn close_next_step(w: &Writer<'_>, id: TaskId) -> Result<()> {
    match task(w, id)?.state {
        TaskState::Open => drop_task(w, id).map(drop),
        TaskState::Done | TaskState::Dropped => Ok(()),
    }
}

fn open_task(r: &Reader<'_>, id: TaskId) -> Result<Task> {
    let found = task(r, id)?;
    match found.state {
        TaskState::Open => Ok(found),
        TaskState::Done | TaskState::Dropped => Err(Error::TaskNotOpen { title: found.fields.title }),
    }
}

/// A task that came after another and has one version only.
fn untouched_follower(r: &Reader<'_>, id: TaskId) -> Result<Option<TaskId>> {
    r.row(
        "select k.id from task k where k.follows_id = :id and k.state = 'open'
         and (select count(*) from task_version v where v.task_id = k.id) = 1 order by k.id desc limit 1",
        named_params! {":id": id},
        |row| row.get("id"),
    )
}

/// The fields as they are kept: trimmed, with somebody who does it and the day its rhythm is reckoned from.
fn checked(w: &Writer<'_>, fields: &TaskFields, before: Option<&Task>) -> Result<TaskFields> {
    let title = fields.title.trim().to_owned();
    if title.is_empty() {
        return Err(Error::FieldMissing { field: "title".into() });
    }
    refuse_longer("title", &title, TITLE_LIMIT)?;
    if let Some(party) = fields.party_id {
        parties::get(w, party)?;
    }
    let assignee = fields.assignee_id.unwrap_or(w.stamp().actor);
    let keeps = before.is_some_and(|before| before.fields.assignee_id == Some(assignee));
    if !keeps && !access::list(w)?.iter().any(|user| user.id == assignee && user.active) {
        return Err(Error::FieldInvalid { field: "assignee_id".into(), value: assignee.to_string() });
    }
    let repeats = match fields.repeats {
        None => None,
        Some(repeat) => {
            repeat.refuse_invalid()?;
            let same_pace = before
                .filter(|before| before.fields.due_on == fields.due_on)
                .and_then(|before| before.fields.repeats)
                .filter(|known| known.keeps_pace_with(repeat));
            Some(same_pace.unwrap_or(Repeat { starts_on: Some(fields.due_on), ..repeat }))
        }
    };
    Ok(TaskFields { title, assignee_id: Some(assignee), repeats, ..fields.clone() })
}

fn open(w: &Writer<'_>, activity: Option<Seq>, follows: Option<TaskId>, fields: &TaskFields) -> Result<Task> {
    let act = Writing::begin(w)?;
    let opened = act.row(w, activity, follows, fields)?;
    act.put(w, 1, &opened)?;
    act.seal(w, opened.id)?;
    task(w, opened.id)
}

fn change(w: &Writer<'_>, changed: Task) -> Result<Task> {
    let act = Writing::begin(w)?;
    act.put(w, 1, &changed)?;
    act.seal(w, changed.id)?;
    task(w, changed.id)
}

/// An act that writes versions of tasks.
struct Writing {
    act: Act,
    salt: [u8; 16],
}

impl Writing {
    fn begin(w: &Writer<'_>) -> Result<Writing> {
        Ok(Writing { act: audit::begin(w)?, salt: audit::salt(w, "task")? })
    }

    /// A row for a new task, which its first version fills.
    fn row(
        &self,
        w: &Writer<'_>,
        activity: Option<Seq>,
        follows: Option<TaskId>,
        fields: &TaskFields,
    ) -> Result<Task> {
        let assignee = fields.assignee_id.unwrap_or(w.stamp().actor);
        let id = w.insert(
            "insert into task (version_seq, activity_seq, follows_id, assignee_id, state, shown_on)
             values (:seq, :activity, :follows, :assignee, 'open', :due_on)",
            named_params! {":seq": self.act.seq, ":activity": activity, ":follows": follows,
            ":assignee": assignee, ":due_on": fields.due_on},
        )?;
        Ok(Task {
            id,
            version: self.act.seq,
            fields: fields.clone(),
            party_name: None,
            assignee: String::new(),
            state: TaskState::Open,
            snoozed_until: None,
            done_on: None,
            activity,
        })
    }

    /// Writes the version of a task and points the task to it.
    fn put(&self, w: &Writer<'_>, line: i64, of: &Task) -> Result<()> {
        let assignee = of.fields.assignee_id.unwrap_or(w.stamp().actor);
        let repeats = of.fields.repeats.map(|repeat| json!(repeat).to_string());
        w.execute(
            include_str!("insert_task_version.sql"),
            named_params! {":seq": self.act.seq, ":line": line, ":task": of.id, ":party": of.fields.party_id,
            ":title": of.fields.title, ":due_on": of.fields.due_on, ":snoozed_until": of.snoozed_until,
            ":assignee": assignee, ":repeats": repeats, ":state": of.state.as_str(), ":done_on": of.done_on,
            ":salt": self.salt},
        )?;
        w.execute(
            include_str!("point_to_task_version.sql"),
            named_params! {":seq": self.act.seq, ":task": of.id, ":party": of.fields.party_id,
            ":assignee": assignee, ":state": of.state.as_str(), ":due_on": of.fields.due_on,
            ":snoozed_until": of.snoozed_until},
        )?;
        Ok(())
    }

    fn seal(self, w: &Writer<'_>, subject: TaskId) -> Result<Seq> {
        let digest = audit::salted_digest(&self.salt, canonical(w, self.act.seq)?);
        audit::seal(w, self.act, Subject::Task(subject.value()), digest)
    }
}

pub(super) fn read_task(row: &Row<'_>) -> rusqlite::Result<Task> {
    Ok(Task {
        id: row.get("id")?,
        version: row.get("version_seq")?,
        fields: read_fields(row)?,
        party_name: row.get("party_name")?,
        assignee: row.get("assignee")?,
        state: TaskState::from_stored(&row.get::<_, String>("state")?)?,
        snoozed_until: row.get("snoozed_until")?,
        done_on: row.get("done_on")?,
        activity: row.get("activity_seq")?,
    })
}

pub(super) fn read_fields(row: &Row<'_>) -> rusqlite::Result<TaskFields> {
    let repeats: Option<String> = row.get("repeats")?;
    let repeats = repeats.map(|text| serde_json::from_str(&text).map_err(|_| unknown("repeats", &text)));
    Ok(TaskFields {
        party_id: row.get("party_id")?,
        title: row.get("title")?,
        due_on: row.get("due_on")?,
        assignee_id: row.get("assignee_id")?,
        repeats: repeats.transpose()?,
    })
}

/// What the trail's digest covers of the versions that an act wrote: their salt and text.
pub fn canonical_tasks(r: &Reader<'_>, seq: Seq) -> Result<Option<([u8; 16], String)>> {
    let salt = r.row(
        "select salt from task_version where seq = :seq order by line limit 1",
        named_params! {":seq": seq},
        |row| row.get("salt"),
    )?;
    salt.map(|salt| Ok((salt, canonical(r, seq)?))).transpose()
}

fn canonical(r: &Reader<'_>, seq: Seq) -> Result<String> {
    let versions = r.rows(
        "select task_id, party_id, title, due_on, snoozed_until, assignee_id, repeats, state, done_on
         from task_version where seq = :seq order by line",
        named_params! {":seq": seq},
        |row| {
            let fields = read_fields(row)?;
            Ok(json!({
                "task": row.get::<_, TaskId>("task_id")?, "party": fields.party_id, "title": fields.title,
                "due_on": fields.due_on, "snoozed_until": row.get::<_, Option<Day>>("snoozed_until")?,
                "assignee": fields.assignee_id, "repeats": fields.repeats, "state": row.get::<_, String>("state")?,
                "done_on": row.get::<_, Option<Day>>("done_on")?,
            }))
        },
    )?;
    Ok(audit::canonical(&json!({"tasks": versions})))
}
