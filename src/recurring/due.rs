//! Which documents of a template are due, and what the next ones say.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::placeholder::Facts;
use super::template::{Recurring, RecurringFields, RecurringState, all, get, handled, runs_from};
use crate::calendar::Day;
use crate::documents::{DocumentFields, DocumentKind, posting_preview, totals};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger::{book, first_open_day};
use crate::money::Money;
use crate::parties;
use crate::store::{PartyId, Reader, RecurringId, Seq};

/// A day of a template for which nothing was made.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenDay {
    pub scheduled_on: Day,
    /// Which document it will be, from one; what was skipped is not counted.
    pub number: u32,
    pub from: Day,
    pub to: Day,
}

/// The days of a template that were neither made nor skipped, up to its end.
pub(super) fn open_days(
    r: &Reader<'_>,
    recurring: &Recurring,
) -> Result<impl Iterator<Item = OpenDay> + use<>> {
    let (schedule, runs_from) = (recurring.fields.schedule, recurring.runs_from);
    let handled = handled(r, recurring.id)?;
    let before = handled.range(..runs_from).filter(|(_, skipped)| !**skipped).count();
    let mut number = u32::try_from(before).map_err(|_| Error::AmountOverflow)?;
    Ok(schedule
        .days()
        .skip_while(move |(_, day)| *day < runs_from)
        .filter_map(move |(step, scheduled_on)| {
            let known = handled.get(&scheduled_on).copied();
            if known == Some(true) {
                return None;
            }
            number = number.saturating_add(1);
            Some((step, scheduled_on, number, known.is_some()))
        })
        .take_while(move |(_, day, number, _)| !schedule.is_over(*number, *day))
        .filter(|(.., is_made)| !is_made)
        .map_while(move |(step, scheduled_on, number, _)| {
            let (from, to) = schedule.period(step)?;
            Some(OpenDay { scheduled_on, number, from, to })
        }))
}

/// The day of the document: its own, or the first open one where its month is closed.
pub(super) fn dated(scheduled_on: Day, first_open: Option<Day>) -> Day {
    first_open.map_or(scheduled_on, |first| first.max(scheduled_on))
}

/// A document that is to be made.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(rename = "DueDocument")]
#[schemars(rename = "DueDocument")]
pub struct Due {
    pub recurring_id: RecurringId,
    pub name: String,
    pub kind: DocumentKind,
    pub party_id: PartyId,
    pub party_name: String,
    /// The day of the schedule.
    pub scheduled_on: Day,
    /// The day of the document: a later one where the month of the other is closed.
    pub date: Day,
    /// Which document of the template it is.
    pub number: u32,
}

/// What is due up to a day, of one template or of all, by the day of the document.
pub fn due(r: &Reader<'_>, id: Option<RecurringId>, up_to: Day) -> Result<Vec<Due>> {
    let templates = match id {
        Some(id) => vec![get(r, id)?],
        None => all(r)?,
    };
    let first_open = first_open_day(r)?;
    let mut found = Vec::new();
    for template in templates.iter().filter(|template| template.state == RecurringState::Active) {
        let party = template.fields.party_id()?;
        let due = open_days(r, template)?.take_while(|day| dated(day.scheduled_on, first_open) <= up_to);
        let mut name = None;
        for day in due {
            let party_name: &String = match &mut name {
                Some(name) => name,
                empty => empty.insert(parties::get(r, party)?.fields.name),
            };
            found.push(Due {
                recurring_id: template.id,
                name: template.fields.name.clone(),
                kind: template.fields.kind(),
                party_id: party,
                party_name: party_name.clone(),
                scheduled_on: day.scheduled_on,
                date: dated(day.scheduled_on, first_open),
                number: day.number,
            });
        }
    }
    let by_day = |left: &Due, right: &Due| -> Ordering {
        let key = |due: &Due| (due.date, due.scheduled_on, due.recurring_id);
        key(left).cmp(&key(right))
    };
    found.sort_by(by_day);
    Ok(found)
}

/// The template to look ahead with, saved or not.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct UpcomingInput {
    /// Of a template that made something before.
    #[serde(default)]
    pub id: Option<RecurringId>,
    pub fields: RecurringFields,
    /// Five where absent, sixty at most.
    #[serde(default)]
    pub count: Option<u32>,
}

/// A document as it would be made.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(rename = "UpcomingDocument")]
#[schemars(rename = "UpcomingDocument")]
pub struct Upcoming {
    pub number: u32,
    pub scheduled_on: Day,
    pub date: Day,
    /// First and last day of what it covers.
    pub from: Day,
    pub to: Day,
    /// With its placeholders filled in.
    pub document: DocumentFields,
    /// Absent while its lines cannot be computed.
    pub total: Option<Money>,
    /// What would refuse it as things stand.
    #[schemars(with = "serde_json::Value")]
    pub problem: Option<Error>,
}

const UPCOMING: u32 = 5;
const UPCOMING_MAX: u32 = 60;

/// The next documents of a template.
///
/// # Errors
/// Whatever saving the template refuses.
pub fn upcoming(r: &Reader<'_>, input: &UpcomingInput) -> Result<Vec<Upcoming>> {
    let fields = input.fields.tidied()?;
    fields.refuse_invalid()?;
    let current = input.id.map(|id| get(r, id)).transpose()?;
    let template = Recurring {
        id: current.as_ref().map_or(RecurringId::new(0), |current| current.id),
        version: Seq::LATEST,
        state: RecurringState::Active,
        runs_from: runs_from(r, current.as_ref(), &fields.schedule)?,
        fields,
    };
    let count = input.count.unwrap_or(UPCOMING).min(UPCOMING_MAX) as usize;
    open_days(r, &template)?.take(count).map(|day| seen_ahead(r, &template.fields, day)).collect()
}

fn seen_ahead(r: &Reader<'_>, fields: &RecurringFields, day: OpenDay) -> Result<Upcoming> {
    let date = dated(day.scheduled_on, first_open_day(r)?);
    let document = document_on(r, fields, day, date)?;
    Ok(Upcoming {
        number: day.number,
        scheduled_on: day.scheduled_on,
        date,
        from: day.from,
        to: day.to,
        total: total_of(r, &document, date),
        problem: posting_preview(r, &document, date).err(),
        document,
    })
}

/// The document of a day of the schedule, in the language it is written in.
pub(super) fn document_on(
    r: &Reader<'_>,
    fields: &RecurringFields,
    day: OpenDay,
    date: Day,
) -> Result<DocumentFields> {
    let facts = Facts { from: day.from, to: day.to, date, number: day.number };
    fields.document_of(&facts, language_of(r, fields)?)
}

/// Its total, where its lines can be computed.
pub(super) fn total_of(r: &Reader<'_>, document: &DocumentFields, date: Day) -> Option<Money> {
    totals(r, document, date).ok().map(|totals| totals.total)
}

/// That of the document, else the party's, else the book's.
fn language_of(r: &Reader<'_>, fields: &RecurringFields) -> Result<Language> {
    let tag = match &fields.trade()?.language {
        Some(tag) => tag.clone(),
        None => match parties::get(r, fields.party_id()?)?.fields.language {
            Some(tag) => tag,
            None => book(r)?.language,
        },
    };
    tag.parse()
}
