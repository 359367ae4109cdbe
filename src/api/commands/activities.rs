//! Activities, tasks and the list of today. Who may enter customers may record them; who may look may read them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use super::documents::may_see;
use crate::access::Right;
use crate::activities::{
    self, Activity, ActivityFields, ActivityList, ActivityRow, Finished, QuickEntry, SaveTask, Task,
    TaskChange, TaskList,
};
use crate::api::Context;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::parties;
use crate::store::{Page, PartyId, Reader, Seq, TaskId, Writer};
use crate::timeline::{self, Agenda, AgendaCount, AgendaRow, Event, Readable, Timeline};

/// One typed line.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct QuickLine {
    /// Whose contacts it may name.
    pub party_id: Option<PartyId>,
    pub text: String,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ActivityKey {
    pub seq: Seq,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct CorrectActivity {
    /// The activity that counts no more.
    pub seq: Seq,
    pub fields: ActivityFields,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct TaskKey {
    pub id: TaskId,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SnoozeTask {
    pub id: TaskId,
    /// Looked at again on its own day where absent.
    pub until: Option<Day>,
}

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct FinishTask {
    pub id: TaskId,
    /// Today where absent.
    pub done_on: Option<Day>,
}

pub fn read_line(context: &Context<'_>, r: &Reader<'_>, input: QuickLine) -> Result<QuickEntry> {
    let contacts: Vec<String> = match input.party_id {
        Some(party) => parties::get(r, party)?.fields.contacts.into_iter().map(|known| known.name).collect(),
        None => Vec::new(),
    };
    Ok(activities::quick(&input.text, context.today, &contacts))
}

pub fn list(_: &Context<'_>, r: &Reader<'_>, input: ActivityList) -> Result<Page<ActivityRow>> {
    activities::activities(r, &input)
}

pub fn get(_: &Context<'_>, r: &Reader<'_>, input: ActivityKey) -> Result<Activity> {
    activities::activity(r, input.seq)
}

pub fn record(context: &Context<'_>, w: &Writer<'_>, input: ActivityFields) -> Result<Activity> {
    refuse_later(context, "date", input.date)?;
    activities::record(w, &input)
}

pub fn correct(context: &Context<'_>, w: &Writer<'_>, input: CorrectActivity) -> Result<Activity> {
    refuse_later(context, "date", input.fields.date)?;
    activities::correct(w, input.seq, &input.fields)
}

pub fn withdraw(_: &Context<'_>, w: &Writer<'_>, input: ActivityKey) -> Result<Activity> {
    activities::withdraw(w, input.seq)
}

/// What has not happened yet is no activity but a task.
pub(super) fn refuse_later(context: &Context<'_>, field: &str, day: Day) -> Result<()> {
    if day <= context.today {
        return Ok(());
    }
    Err(Error::FieldInvalid { field: field.into(), value: day.to_string() })
}

pub fn tasks(_: &Context<'_>, r: &Reader<'_>, input: TaskList) -> Result<Vec<Task>> {
    activities::tasks(r, &input)
}

pub fn task(_: &Context<'_>, r: &Reader<'_>, input: TaskKey) -> Result<Task> {
    activities::task(r, input.id)
}

pub fn task_history(_: &Context<'_>, r: &Reader<'_>, input: TaskKey) -> Result<Vec<TaskChange>> {
    activities::task(r, input.id)?;
    activities::history(r, input.id)
}

pub fn save_task(_: &Context<'_>, w: &Writer<'_>, input: SaveTask) -> Result<Task> {
    activities::save_task(w, &input)
}

pub fn snooze(context: &Context<'_>, w: &Writer<'_>, input: SnoozeTask) -> Result<Task> {
    activities::snooze(w, input.id, input.until, context.today)
}

pub fn finish(context: &Context<'_>, w: &Writer<'_>, input: FinishTask) -> Result<Finished> {
    let done_on = input.done_on.unwrap_or(context.today);
    refuse_later(context, "done_on", done_on)?;
    activities::finish(w, input.id, done_on)
}

pub fn reopen(_: &Context<'_>, w: &Writer<'_>, input: TaskKey) -> Result<Task> {
    activities::reopen(w, input.id)
}

pub fn drop_task(_: &Context<'_>, w: &Writer<'_>, input: TaskKey) -> Result<Task> {
    activities::drop_task(w, input.id)
}

pub fn timeline(context: &Context<'_>, r: &Reader<'_>, input: Timeline) -> Result<Page<Event>> {
    parties::get(r, input.party_id)?;
    timeline::timeline(r, &input, |kind| may_see(context, kind))
}

pub fn today(context: &Context<'_>, r: &Reader<'_>, input: Agenda) -> Result<Page<AgendaRow>> {
    timeline::today(r, &input, context.today, readable(context))
}

pub fn today_count(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<AgendaCount> {
    timeline::count(r, Some(context.actor.id), context.today, readable(context))
}

pub fn readable(context: &Context<'_>) -> Readable {
    Readable { books: context.actor.role.allows(Right::ViewBooks) }
}
