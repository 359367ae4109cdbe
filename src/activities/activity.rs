//! Activities: recorded, corrected, withdrawn; each by a row of its own.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::task::{TaskFields, close_next_step, move_next_step, open_next_step};
use super::unknown;
use crate::audit::{self, Subject};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::parties;
use crate::store::{PartyId, Reader, Seq, TaskId, UserId, Writer};

/// The longest text of an activity, in characters.
const TEXT_LIMIT: usize = 20_000;
/// The longest contact name, in characters.
const CONTACT_LIMIT: usize = 200;

#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// 电话
    Call,
    /// 邮件, and what is written in a messenger
    Mail,
    /// 拜访
    Visit,
    /// 会议
    Meeting,
    /// 备注
    #[default]
    Note,
}

impl ActivityKind {
    pub const ALL: [ActivityKind; 5] = [
        ActivityKind::Call,
        ActivityKind::Mail,
        ActivityKind::Visit,
        ActivityKind::Meeting,
        ActivityKind::Note,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            ActivityKind::Call => "call",
            ActivityKind::Mail => "mail",
            ActivityKind::Visit => "visit",
            ActivityKind::Meeting => "meeting",
            ActivityKind::Note => "note",
        }
    }

    pub fn from_name(name: &str) -> Option<ActivityKind> {
        ActivityKind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// An activity as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ActivityFields {
    pub party_id: PartyId,
    pub kind: ActivityKind,
    pub date: Day,
    /// `HH:MM` on the wall clock.
    pub time: Option<String>,
    /// Who was spoken with, as written.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub contact: String,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub text: String,
    /// What is to be done next; it becomes a task.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub next_step: String,
    /// Needed with a next step.
    pub next_on: Option<Day>,
}

/// An activity as it was recorded.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Activity {
    /// The act that recorded it, by which it is named.
    pub seq: Seq,
    pub fields: ActivityFields,
    pub author: String,
    pub recorded_at: String,
    /// The earlier one in whose place it stands.
    pub corrects: Option<Seq>,
    /// The later one that corrects or withdraws it.
    pub superseded_by: Option<Seq>,
    /// It only takes back the one it names.
    pub withdrawn: bool,
    /// The task that its next step opened.
    pub task_id: Option<TaskId>,
}

/// Records an activity; its next step opens a task of whoever acts.
///
/// # Errors
/// `not_found` for the party; `field_missing` where nothing is said, or a next step has no day; `field_invalid` for a
/// time that is none or a text beyond its limit.
pub fn record(w: &Writer<'_>, fields: &ActivityFields) -> Result<Activity> {
    let fields = checked(w, fields)?;
    let seq = write(w, &fields, None, false)?;
    if let Some(step) = next_step(&fields, w.stamp().actor) {
        open_next_step(w, seq, &step)?;
    }
    activity(w, seq)
}

/// Puts another activity in the place of one; the earlier row stays. Its open task follows the new next step.
///
/// # Errors
/// As [`record`]; `activity_superseded` where it was corrected or withdrawn before.
pub fn correct(w: &Writer<'_>, corrected: Seq, fields: &ActivityFields) -> Result<Activity> {
    let before = current(w, corrected)?;
    let fields = checked(w, &ActivityFields { party_id: before.fields.party_id, ..fields.clone() })?;
    if fields == before.fields {
        return Ok(before);
    }
    let seq = write(w, &fields, Some(corrected), false)?;
    let step = next_step(&fields, w.stamp().actor);
    match (before.task_id, step) {
        (Some(task), Some(step)) => move_next_step(w, task, seq, &step)?,
        (Some(task), None) => close_next_step(w, task)?,
        (None, Some(step)) => open_next_step(w, seq, &step)?,
        (None, None) => {}
    }
    activity(w, seq)
}

/// Takes an activity back: it stays in the book and counts no more, and its open task is dropped.
///
/// # Errors
/// `not_found`; `activity_superseded` where it was corrected or withdrawn before.
pub fn withdraw(w: &Writer<'_>, withdrawn: Seq) -> Result<Activity> {
    let before = current(w, withdrawn)?;
    let blank = ActivityFields {
        contact: String::new(),
        text: String::new(),
        next_step: String::new(),
        next_on: None,
        time: None,
        ..before.fields
    };
    let seq = write(w, &blank, Some(withdrawn), true)?;
    if let Some(task) = before.task_id {
        close_next_step(w, task)?;
    }
    activity(w, seq)
}

fn current(r: &Reader<'_>, seq: Seq) -> Result<Activity> {
    let found = activity(r, seq)?;
    match found.withdrawn || found.superseded_by.is_some() {
        true => Err(Error::ActivitySuperseded { date: found.fields.date.to_string() }),
        false => Ok(found),
    }
}

fn next_step(fields: &ActivityFields, assignee: UserId) -> Option<TaskFields> {
    let due_on = fields.next_on?;
    Some(TaskFields {
        party_id: Some(fields.party_id),
        title: fields.next_step.clone(),
        due_on,
        assignee_id: Some(assignee),
        repeats: None,
    })
}

/// The fields without spaces around them, or why they are refused.
fn checked(r: &Reader<'_>, fields: &ActivityFields) -> Result<ActivityFields> {
    parties::get(r, fields.party_id)?;
    let trimmed = |text: &str| text.trim().to_owned();
    let mut fields = ActivityFields {
        contact: trimmed(&fields.contact),
        text: trimmed(&fields.text),
        next_step: trimmed(&fields.next_step),
        time: fields.time.as_deref().map(trimmed).filter(|time| !time.is_empty()),
        ..fields.clone()
    };
    let missing = |field: &str| Err(Error::FieldMissing { field: field.into() });
    if fields.text.is_empty() && fields.next_step.is_empty() {
        return missing("text");
    }
    if fields.next_on.is_none() && !fields.next_step.is_empty() {
        return missing("next_on");
    }
    if fields.next_on.is_some() && fields.next_step.is_empty() {
        fields.next_step = super::quick::title_of(&fields.text);
    }
    for (field, text, limit) in
        [("text", &fields.text, TEXT_LIMIT), ("contact", &fields.contact, CONTACT_LIMIT)]
    {
        refuse_longer(field, text, limit)?;
    }
    if let Some(time) = fields.time.as_deref().filter(|time| !is_time(time)) {
        return Err(Error::FieldInvalid { field: "time".into(), value: time.into() });
    }
    Ok(fields)
}

/// # Errors
/// `field_invalid`, with the beginning of the text.
pub(super) fn refuse_longer(field: &str, text: &str, limit: usize) -> Result<()> {
    if text.chars().count() <= limit {
        return Ok(());
    }
    let value = format!("{}…", text.chars().take(40).collect::<String>());
    Err(Error::FieldInvalid { field: field.into(), value })
}

/// `09:30`
fn is_time(text: &str) -> bool {
    text.len() == 5 && chrono::NaiveTime::parse_from_str(text, "%H:%M").is_ok()
}

fn write(w: &Writer<'_>, fields: &ActivityFields, corrects: Option<Seq>, withdrawn: bool) -> Result<Seq> {
    let act = audit::begin(w)?;
    let salt = audit::salt(w, "activity")?;
    w.execute(
        include_str!("insert_activity.sql"),
        named_params! {":seq": act.seq, ":party": fields.party_id, ":kind": fields.kind.as_str(),
        ":date": fields.date, ":time": fields.time, ":contact": fields.contact, ":text": fields.text,
        ":next_step": fields.next_step, ":next_on": fields.next_on, ":corrects": corrects,
        ":withdrawn": withdrawn, ":salt": salt},
    )?;
    let digest = audit::salted_digest(&salt, canonical(fields, corrects, withdrawn));
    audit::seal(w, act, Subject::Activity(fields.party_id.value()), digest)
}

/// The activity recorded by that act.
///
/// # Errors
/// `not_found`.
pub fn activity(r: &Reader<'_>, seq: Seq) -> Result<Activity> {
    r.row(include_str!("activity.sql"), named_params! {":seq": seq}, read)?
        .ok_or_else(|| Error::NotFound { kind: "activity".into(), key: format!("#{seq}") })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Activity> {
    Ok(Activity {
        seq: row.get("seq")?,
        fields: read_fields(row)?,
        author: row.get::<_, Option<String>>("author")?.unwrap_or_default(),
        recorded_at: row.get::<_, Option<String>>("recorded_at")?.unwrap_or_default(),
        corrects: row.get("corrects_seq")?,
        superseded_by: row.get("superseded_by")?,
        withdrawn: row.get("withdrawn")?,
        task_id: row.get("task_id")?,
    })
}

fn read_fields(row: &Row<'_>) -> rusqlite::Result<ActivityFields> {
    let word: String = row.get("kind")?;
    Ok(ActivityFields {
        party_id: row.get("party_id")?,
        kind: ActivityKind::from_name(&word).ok_or_else(|| unknown("kind", &word))?,
        date: row.get("date")?,
        time: row.get("time")?,
        contact: row.get("contact")?,
        text: row.get("text")?,
        next_step: row.get("next_step")?,
        next_on: row.get("next_on")?,
    })
}

/// What the trail's digest covers of an activity: its salt and text.
pub fn canonical_activity(r: &Reader<'_>, seq: Seq) -> Result<Option<([u8; 16], String)>> {
    let salt = r.row("select salt from activity where seq = :seq", named_params! {":seq": seq}, |row| {
        row.get("salt")
    })?;
    let Some(salt) = salt else { return Ok(None) };
    let Activity { fields, corrects, withdrawn, .. } = activity(r, seq)?;
    Ok(Some((salt, canonical(&fields, corrects, withdrawn))))
}

fn canonical(fields: &ActivityFields, corrects: Option<Seq>, withdrawn: bool) -> String {
    audit::canonical(&json!({"activity": {
        "party": fields.party_id, "kind": fields.kind, "date": fields.date, "time": fields.time,
        "contact": fields.contact, "text": fields.text, "next_step": fields.next_step, "next_on": fields.next_on,
        "corrects": corrects, "withdrawn": withdrawn,
    }}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    /// What the digests of every book that exists were made of.
    #[test]
    fn the_canonical_form_of_an_activity_stays_as_it_is() {
        let fields = ActivityFields {
            party_id: PartyId::new(7),
            kind: ActivityKind::Call,
            date: parse_day("2026-03-05").unwrap(),
            time: Some("09:30".into()),
            contact: "王芸".into(),
            text: "答应周五付 5000".into(),
            next_step: "付 5000".into(),
            next_on: Some(parse_day("2026-03-13").unwrap()),
        };
        assert_eq!(
            canonical(&fields, Some(Seq::new(41)), false),
            r#"{"activity":{"contact":"王芸","corrects":41,"date":"2026-03-05","kind":"call","next_on":"2026-03-13","next_step":"付 5000","party":7,"text":"答应周五付 5000","time":"09:30","withdrawn":false}}"#
        );
    }
}
