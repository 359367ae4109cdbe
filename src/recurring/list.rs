//! Templates in a list, and the documents one of them made.

use std::collections::BTreeMap;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::due::{dated, document_on, open_days, total_of};
use super::schedule::Schedule;
use super::template::{Delivery, Recurring, RecurringState, all, handled};
use crate::calendar::Day;
use crate::documents::{DocumentKind, DocumentRow, list_of};
use crate::error::Result;
use crate::ledger::first_open_day;
use crate::money::Money;
use crate::parties;
use crate::store::{DocumentId, DraftId, PartyId, Reader, RecurringId, Seq};

/// Which templates a list shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RecurringList {
    /// All where absent.
    pub kind: Option<DocumentKind>,
    pub party_id: Option<PartyId>,
    /// Part of its name, or of the party's.
    pub text: Option<String>,
    /// The one that made this document.
    pub document_id: Option<DocumentId>,
    /// Those that were ended, or the others; both where absent.
    pub ended: Option<bool>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct RecurringRow {
    pub id: RecurringId,
    pub version: Seq,
    pub name: String,
    pub kind: DocumentKind,
    pub party_id: PartyId,
    pub party_name: String,
    pub state: RecurringState,
    pub schedule: Schedule,
    pub delivery: Delivery,
    /// The day of its next document; absent where none comes any more.
    pub next_on: Option<Day>,
    /// Of its next document, where that can be computed.
    pub total: Option<Money>,
    /// Documents that are to be made by today.
    pub due: u32,
    /// Documents it made so far, void ones and drafts among them.
    pub made: u32,
}

/// The templates a filter leaves: those that go on by their next day, then those that do not.
pub fn list(r: &Reader<'_>, input: &RecurringList, today: Day) -> Result<Vec<RecurringRow>> {
    let source = match input.document_id {
        None => None,
        Some(document) => Some(source_of(r, document)?),
    };
    let fits = |template: &Recurring| {
        input.kind.is_none_or(|kind| template.fields.kind() == kind)
            && input.ended.is_none_or(|ended| ended == (template.state == RecurringState::Ended))
            && input.party_id.is_none_or(|party| template.fields.party_id().is_ok_and(|of| of == party))
            && source.is_none_or(|source| source == Some(template.id))
    };
    let mut rows: Vec<RecurringRow> = all(r)?
        .iter()
        .filter(|template| fits(template))
        .map(|template| row(r, template, today))
        .collect::<Result<_>>()?;
    if let Some(part) = input.text.as_deref().map(|text| text.trim().to_lowercase()) {
        rows.retain(|row| {
            [&row.name, &row.party_name].iter().any(|text| text.to_lowercase().contains(&part))
        });
    }
    rows.sort_by_key(|row| (row.state == RecurringState::Ended, row.next_on.is_none(), row.next_on, row.id));
    Ok(rows)
}

fn row(r: &Reader<'_>, template: &Recurring, today: Day) -> Result<RecurringRow> {
    let Recurring { id, version, state, fields, .. } = template;
    let first_open = first_open_day(r)?;
    let next = match state {
        RecurringState::Ended => None,
        _ => open_days(r, template)?.next(),
    };
    let due = match state {
        RecurringState::Active => {
            open_days(r, template)?.take_while(|day| dated(day.scheduled_on, first_open) <= today).count()
        }
        _ => 0,
    };
    let next_on = next.map(|day| dated(day.scheduled_on, first_open));
    let total = match next.zip(next_on) {
        None => None,
        Some((day, date)) => total_of(r, &document_on(r, fields, day, date)?, date),
    };
    let party_id = fields.party_id()?;
    let made = handled(r, *id)?.into_values().filter(|skipped| !skipped).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(RecurringRow {
        id: *id,
        version: *version,
        name: fields.name.clone(),
        kind: fields.kind(),
        party_id,
        party_name: parties::get(r, party_id)?.fields.name,
        state: *state,
        schedule: fields.schedule,
        delivery: fields.delivery,
        next_on,
        total,
        due: count(due),
        made: count(made),
    })
}

/// What became of a day of the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "OccurrenceOutcome")]
#[schemars(rename = "OccurrenceOutcome")]
pub enum Outcome {
    Issued,
    /// Waits to be looked over.
    Draft,
    /// A draft that was thrown away.
    Discarded,
    Skipped,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MadeDocument {
    pub scheduled_on: Day,
    pub outcome: Outcome,
    pub draft_id: Option<DraftId>,
    pub document: Option<DocumentRow>,
}

struct Occurrence {
    scheduled_on: Day,
    outcome: String,
    document: Option<DocumentId>,
    draft_id: Option<DraftId>,
}

/// What became of each day of a template, the latest first.
pub fn made(r: &Reader<'_>, id: RecurringId, today: Day) -> Result<Vec<MadeDocument>> {
    let occurrences = r.rows(
        "select scheduled_on, outcome, document_seq, draft_id from recurring_occurrence
         where recurring_id = :id order by scheduled_on desc",
        named_params! {":id": id},
        |row| {
            Ok(Occurrence {
                scheduled_on: row.get("scheduled_on")?,
                outcome: row.get("outcome")?,
                document: row.get("document_seq")?,
                draft_id: row.get("draft_id")?,
            })
        },
    )?;
    let ids: Vec<DocumentId> = occurrences.iter().filter_map(|occurrence| occurrence.document).collect();
    let mut documents: BTreeMap<DocumentId, DocumentRow> =
        list_of(r, &ids, today)?.into_iter().map(|row| (row.id, row)).collect();
    let told = |occurrence: Occurrence| {
        let document = occurrence.document.and_then(|id| documents.remove(&id));
        let outcome = match (occurrence.outcome.as_str(), &document, occurrence.draft_id) {
            ("skipped", ..) => Outcome::Skipped,
            (_, Some(_), _) => Outcome::Issued,
            (_, None, Some(_)) => Outcome::Draft,
            (_, None, None) => Outcome::Discarded,
        };
        MadeDocument {
            scheduled_on: occurrence.scheduled_on,
            outcome,
            draft_id: occurrence.draft_id,
            document,
        }
    };
    Ok(occurrences.into_iter().map(told).collect())
}

/// The template that made a document.
fn source_of(r: &Reader<'_>, document: DocumentId) -> Result<Option<RecurringId>> {
    r.row(
        "select recurring_id from recurring_occurrence where document_seq = :document",
        named_params! {":document": document},
        |row| row.get("recurring_id"),
    )
}
