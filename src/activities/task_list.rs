//! Tasks by party and person, and the history of one.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::task::{Task, TaskFields, TaskState, read_fields, read_task};
use crate::calendar::Day;
use crate::error::Result;
use crate::parties;
use crate::store::{PartyId, Query, Reader, TaskId, UserId};

/// Open tasks by their day, then those that were closed, the last closed first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct TaskList {
    /// Also those of records that were merged into it.
    pub party_id: Option<PartyId>,
    /// Everybody's where absent.
    pub assignee_id: Option<UserId>,
    /// Those done and dropped too.
    #[serde(default)]
    pub with_closed: bool,
}

/// At most this many tasks are listed.
const LIMIT: u32 = 1000;

/// A row of a task's history.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct TaskChange {
    pub recorded_at: String,
    pub author: String,
    pub fields: TaskFields,
    pub assignee: String,
    pub state: TaskState,
    pub snoozed_until: Option<Day>,
    pub done_on: Option<Day>,
}

/// The tasks that a filter leaves, a thousand at most.
pub fn tasks(r: &Reader<'_>, input: &TaskList) -> Result<Vec<Task>> {
    let of = input.party_id.map(|party| parties::with_merged(r, party)).transpose()?;
    let of = of.map(|parties| json!(parties).to_string());
    let mut query = Query::new(include_str!("task.sql"))
        .filter_some("k.party_id in (select value from json_each(?))", of)
        .filter_some("k.assignee_id = ?", input.assignee_id.map(UserId::value));
    if !input.with_closed {
        query = query.filter("k.state = 'open'", []);
    }
    let order = [
        "k.state <> 'open'",
        "case when k.state = 'open' then k.shown_on end",
        "-k.version_seq * (k.state <> 'open')",
        "k.id",
    ];
    query.order(&order, false).limit(LIMIT).rows(r, read_task)
}

/// What a task said from its beginning, row by row.
pub fn history(r: &Reader<'_>, id: TaskId) -> Result<Vec<TaskChange>> {
    r.rows(include_str!("task_history.sql"), named_params! {":id": id}, |row| {
        Ok(TaskChange {
            recorded_at: row.get("recorded_at")?,
            author: row.get("author")?,
            fields: read_fields(row)?,
            assignee: row.get("assignee")?,
            state: TaskState::from_stored(&row.get::<_, String>("state")?)?,
            snoozed_until: row.get("snoozed_until")?,
            done_on: row.get("done_on")?,
        })
    })
}
