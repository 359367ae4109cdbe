//! What was said with the sample company's customers of late, and what is still to be done.

use chrono::TimeDelta;
use serde::Deserialize;

use super::cast::Cast;
use crate::activities::{self, ActivityFields, ActivityKind, Repeat, RepeatUnit, SaveTask, TaskFields};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::parties;
use crate::store::{PartyId, Reader, Writer};

#[derive(Debug, Deserialize)]
struct Talks {
    activities: Vec<Talk>,
    tasks: Vec<Chore>,
}

#[derive(Debug, Deserialize)]
struct Talk {
    /// Place in the cast.
    customer: usize,
    kind: ActivityKind,
    days_ago: i64,
    text: String,
    #[serde(default)]
    next_step: String,
    next_in_days: Option<i64>,
}

#[derive(Debug, Deserialize)]
struct Chore {
    customer: Option<usize>,
    title: String,
    due_in_days: i64,
    repeats: Option<RepeatUnit>,
}

/// Records them as seen from `today`, in the order of their days.
pub(super) fn talk(w: &Writer<'_>, language: Language, cast: &Cast, today: Day) -> Result<()> {
    let mut talks = read(language)?;
    talks.activities.sort_by_key(|talk| std::cmp::Reverse(talk.days_ago));
    for talk in talks.activities {
        let fields = ActivityFields {
            party_id: customer(w, cast, talk.customer)?,
            kind: talk.kind,
            date: moved(today, -talk.days_ago),
            time: None,
            contact: match talk.kind {
                ActivityKind::Note => String::new(),
                _ => contact(cast, talk.customer),
            },
            text: talk.text,
            next_step: talk.next_step,
            next_on: talk.next_in_days.map(|days| moved(today, days)),
        };
        let recorded = activities::record(w, &fields)?;
        // What was due weeks ago has been done since.
        if let Some((task, due)) =
            recorded.task_id.zip(fields.next_on).filter(|(_, due)| (today - *due).num_days() > 14)
        {
            activities::finish(w, task, due)?;
        }
    }
    for chore in talks.tasks {
        let fields = TaskFields {
            party_id: chore.customer.map(|place| customer(w, cast, place)).transpose()?,
            title: chore.title,
            due_on: moved(today, chore.due_in_days),
            assignee_id: None,
            repeats: chore.repeats.map(|unit| Repeat { every: 1, unit, starts_on: None }),
        };
        activities::save_task(w, &SaveTask { id: None, version: None, fields })?;
    }
    Ok(())
}

fn moved(day: Day, days: i64) -> Day {
    TimeDelta::try_days(days).and_then(|delta| day.checked_add_signed(delta)).unwrap_or(day)
}

fn missing(place: usize) -> Error {
    Error::BookDamaged { reason: format!("sample company: no customer {place}") }
}

fn customer(r: &Reader<'_>, cast: &Cast, place: usize) -> Result<PartyId> {
    let known = cast.customers.get(place).ok_or_else(|| missing(place))?;
    let found = parties::find(r, &known.fields.name, 1)?;
    found.first().copied().ok_or_else(|| missing(place))
}

fn contact(cast: &Cast, place: usize) -> String {
    let known = cast.customers.get(place).and_then(|known| known.fields.contacts.first());
    known.map(|contact| contact.name.clone()).unwrap_or_default()
}

fn read(language: Language) -> Result<Talks> {
    let text = match language {
        Language::ZhCn => include_str!("../../../assets/sample/zh-CN/activities.json"),
        Language::En => include_str!("../../../assets/sample/en/activities.json"),
    };
    serde_json::from_str(text)
        .map_err(|error| Error::BookDamaged { reason: format!("sample company: {error}") })
}
