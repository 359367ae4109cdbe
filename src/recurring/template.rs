//! Templates at rest: saved, paused, ended, and their days skipped; each an act of the trail.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::credits::CreditRule;
use super::due::open_days;
use super::placeholder::{Facts, fill, refuse_unknown};
use super::schedule::Schedule;
use crate::audit;
use crate::calendar::{Day, instant_text};
use crate::documents::{DocumentFields, DocumentKind, LineFields, TradeFields};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::parties;
use crate::store::{PartyId, Reader, RecurringId, Seq, Writer};

/// How a document of a template comes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// A draft to look over.
    #[default]
    Draft,
    /// Issued at once.
    Issue,
}

/// What comes back, when and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct RecurringFields {
    /// What the own people call it; never printed.
    #[serde(default)]
    pub name: String,
    /// An invoice or a bill. Its day and its due days come from the schedule and the terms, whatever stands here;
    /// descriptions, notes and reference may hold placeholders.
    pub document: DocumentFields,
    pub schedule: Schedule,
    #[serde(default)]
    pub delivery: Delivery,
    /// What is applied to a document as soon as it is issued.
    #[serde(default)]
    pub credits: CreditRule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecurringState {
    Active,
    Paused,
    /// For good.
    Ended,
}

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Recurring {
    pub id: RecurringId,
    /// The act that says it as it stands; saving what another act has changed meanwhile is refused.
    pub version: Seq,
    pub state: RecurringState,
    pub fields: RecurringFields,
    #[serde(skip)]
    #[ts(skip)]
    pub(super) runs_from: Day,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveRecurring {
    /// Absent for a new one.
    #[serde(default)]
    pub id: Option<RecurringId>,
    /// The version that was edited; required with `id`.
    #[serde(default)]
    pub version: Option<Seq>,
    pub fields: RecurringFields,
}

impl RecurringState {
    fn as_str(self) -> &'static str {
        match self {
            RecurringState::Active => "active",
            RecurringState::Paused => "paused",
            RecurringState::Ended => "ended",
        }
    }

    fn from_stored(text: &str) -> RecurringState {
        let all = [RecurringState::Active, RecurringState::Paused, RecurringState::Ended];
        all.into_iter().find(|state| state.as_str() == text).unwrap_or(RecurringState::Ended)
    }
}

impl RecurringFields {
    pub fn kind(&self) -> DocumentKind {
        self.document.kind()
    }

    /// # Errors
    /// `field_invalid` for another kind of document.
    pub(super) fn trade(&self) -> Result<&TradeFields> {
        match &self.document {
            DocumentFields::Invoice(trade) | DocumentFields::Bill(trade) => Ok(trade),
            other => Err(Error::FieldInvalid { field: "kind".into(), value: other.kind().as_str().into() }),
        }
    }

    /// # Errors
    /// `field_missing` where nobody is named.
    pub(super) fn party_id(&self) -> Result<PartyId> {
        self.trade()?.party_id.ok_or_else(|| Error::FieldMissing { field: "party_id".into() })
    }

    fn with_trade(&self, trade: TradeFields) -> RecurringFields {
        let document = match self.document {
            DocumentFields::Bill(_) => DocumentFields::Bill(trade),
            _ => DocumentFields::Invoice(trade),
        };
        RecurringFields { document, ..self.clone() }
    }

    /// Without what the schedule decides.
    pub(super) fn tidied(&self) -> Result<RecurringFields> {
        let trade = TradeFields {
            date: None,
            due_on: None,
            instalments: None,
            credits: None,
            interest: Vec::new(),
            ..self.trade()?.clone()
        };
        Ok(RecurringFields { name: self.name.trim().to_owned(), ..self.with_trade(trade) })
    }

    /// # Errors
    /// `field_missing`, `field_invalid`, `document_empty`, `placeholder_unknown`.
    pub(super) fn refuse_invalid(&self) -> Result<()> {
        self.party_id()?;
        self.schedule.refuse_invalid()?;
        let trade = self.trade()?;
        if trade.lines.is_empty() {
            return Err(Error::DocumentEmpty);
        }
        if let Some(tag) = &trade.language {
            tag.parse::<Language>()?;
        }
        with_texts(trade, |text, field| refuse_unknown(text, field).map(|()| String::new()))?;
        Ok(())
    }

    /// The document of an occurrence, its placeholders filled in.
    ///
    /// # Errors
    /// `placeholder_unknown`.
    pub(super) fn document_of(&self, facts: &Facts, language: Language) -> Result<DocumentFields> {
        let filled = with_texts(self.trade()?, |text, field| {
            fill(text, field, facts, language).map(std::borrow::Cow::into_owned)
        })?;
        Ok(self.with_trade(TradeFields { date: Some(facts.date), ..filled }).document)
    }
}

/// The fields with each text that may hold placeholders replaced; `replace` hears the text and the name of its field.
fn with_texts(trade: &TradeFields, replace: impl Fn(&str, &str) -> Result<String>) -> Result<TradeFields> {
    let line = |(line, place): (&LineFields, usize)| {
        let description = replace(&line.description, &format!("lines.{place}.description"))?;
        Ok(LineFields { description, ..line.clone() })
    };
    Ok(TradeFields {
        lines: trade.lines.iter().zip(1..).map(line).collect::<Result<_>>()?,
        reference: replace(&trade.reference, "reference")?,
        notes: replace(&trade.notes, "notes")?,
        ..trade.clone()
    })
}

const SELECT: &str = "select id, seq, state, runs_from, content from recurring";

fn read(row: &Row<'_>) -> rusqlite::Result<Recurring> {
    let content: String = row.get("content")?;
    let fields =
        serde_json::from_str(&content).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
    Ok(Recurring {
        id: row.get("id")?,
        version: row.get("seq")?,
        state: RecurringState::from_stored(&row.get::<_, String>("state")?),
        fields,
        runs_from: row.get("runs_from")?,
    })
}

/// # Errors
/// `not_found`.
pub fn get(r: &Reader<'_>, id: RecurringId) -> Result<Recurring> {
    r.row(&format!("{SELECT} where id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "recurring".into(), key: id.to_string() })
}

/// Every template, the ended ones too, in the order they were made in.
pub(super) fn all(r: &Reader<'_>) -> Result<Vec<Recurring>> {
    r.rows(&format!("{SELECT} order by id"), [], read)
}

/// The days of a template that were made, or skipped (`true`).
pub(super) fn handled(r: &Reader<'_>, id: RecurringId) -> Result<BTreeMap<Day, bool>> {
    let rows = r.rows(
        "select scheduled_on, outcome = 'skipped' as skipped from recurring_occurrence where recurring_id = :id",
        named_params! {":id": id},
        |row| Ok((row.get("scheduled_on")?, row.get("skipped")?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// From which day a schedule counts. Where its days are other ones than before, what lies before the last day that
/// was handled is past: a change of rhythm brings nothing back.
pub(super) fn runs_from(r: &Reader<'_>, current: Option<&Recurring>, schedule: &Schedule) -> Result<Day> {
    let Some(current) = current else { return Ok(schedule.starts_on) };
    if schedule.keeps_days_of(&current.fields.schedule) {
        return Ok(current.runs_from);
    }
    let last = handled(r, current.id)?.into_keys().next_back();
    let next = last.and_then(|day| day.succ_opt());
    Ok(next.map_or(schedule.starts_on, |next| next.max(schedule.starts_on)))
}

/// Saves a template; what it made stays as it is, what it makes from now on follows the new text.
///
/// # Errors
/// `stale` with both texts where another act has changed it, `recurring_ended`; `field_missing`, `field_invalid`,
/// `document_empty`, `placeholder_unknown`.
pub fn save(w: &Writer<'_>, input: &SaveRecurring) -> Result<Recurring> {
    let fields = input.fields.tidied()?;
    fields.refuse_invalid()?;
    let party = parties::get(w, fields.party_id()?)?.id;
    let current = input.id.map(|id| get(w, id)).transpose()?;
    if let Some(current) = &current {
        refuse_ended(current)?;
        if fields.kind() != current.fields.kind() {
            return Err(Error::FieldInvalid { field: "kind".into(), value: fields.kind().as_str().into() });
        }
        if input.version != Some(current.version) {
            return Err(Error::Stale {
                kind: "recurring".into(),
                key: current.id.to_string(),
                yours: serde_json::to_value(&fields).map_err(Error::unexpected)?,
                theirs: serde_json::to_value(&current.fields).map_err(Error::unexpected)?,
            });
        }
    }
    let runs_from = runs_from(w, current.as_ref(), &fields.schedule)?;
    let content = serde_json::to_string(&fields).map_err(Error::unexpected)?;
    let id = match current {
        None => w.insert(
            "insert into recurring (seq, kind, party_id, state, runs_from, content)
             values (0, :kind, :party, 'active', :runs_from, :content)",
            named_params! {":kind": fields.kind().as_str(), ":party": party, ":runs_from": runs_from, ":content": content},
        )?,
        Some(Recurring { id, .. }) => {
            w.execute(
                "update recurring set party_id = :party, runs_from = :runs_from, content = :content where id = :id",
                named_params! {":party": party, ":runs_from": runs_from, ":content": content, ":id": id},
            )?;
            id
        }
    };
    record(w, id, json!({"recurring": id, "fields": fields}))
}

/// Stops it until it is resumed: nothing of it is due meanwhile.
///
/// # Errors
/// `recurring_ended`.
pub fn pause(w: &Writer<'_>, id: RecurringId) -> Result<Recurring> {
    become_state(w, id, RecurringState::Paused, json!({"recurring": id, "paused": true}))
}

/// Goes on with the first day of the schedule that is not before `from`; earlier ones that were not made are skipped.
/// One that was not paused stays as it is.
///
/// # Errors
/// `recurring_ended`.
pub fn resume(w: &Writer<'_>, id: RecurringId, from: Day) -> Result<Recurring> {
    let current = get(w, id)?;
    if current.state == RecurringState::Active {
        return Ok(current);
    }
    refuse_ended(&current)?;
    let missed: Vec<Day> = open_days(w, &current)?
        .map(|occurrence| occurrence.scheduled_on)
        .take_while(|day| *day < from)
        .collect();
    for day in &missed {
        insert_skipped(w, &current, *day)?;
    }
    let act = json!({"recurring": id, "paused": false, "from": from, "skipped": missed});
    become_state(w, id, RecurringState::Active, act)
}

/// Ends it for good; what it made stays.
///
/// # Errors
/// `recurring_ended` where it was.
pub fn end(w: &Writer<'_>, id: RecurringId) -> Result<Recurring> {
    become_state(w, id, RecurringState::Ended, json!({"recurring": id, "ended": true}))
}

/// Leaves out one day that was not made, or takes that back.
///
/// # Errors
/// `not_found` where the schedule has no such day, or it was made; `recurring_ended`.
pub fn skip(w: &Writer<'_>, id: RecurringId, day: Day, skipped: bool) -> Result<Recurring> {
    let current = get(w, id)?;
    refuse_ended(&current)?;
    let changed = if skipped {
        let mut open = open_days(w, &current)?.map(|occurrence| occurrence.scheduled_on);
        let found = open.find(|open| *open >= day) == Some(day);
        found && insert_skipped(w, &current, day)? > 0
    } else {
        let deleted = w.execute(
            "delete from recurring_occurrence
             where recurring_id = :id and scheduled_on = :day and outcome = 'skipped'",
            named_params! {":id": id, ":day": day},
        )?;
        deleted > 0
    };
    if !changed {
        return Err(Error::NotFound { kind: "occurrence".into(), key: day.to_string() });
    }
    record(w, id, json!({"recurring": id, "day": day, "skipped": skipped}))
}

/// Gives the templates of a party that go on to another one (those of `only` where that is given), and tells which they were;
/// for records that become one.
pub fn change_party(
    w: &Writer<'_>,
    from: PartyId,
    to: PartyId,
    only: Option<&[RecurringId]>,
) -> Result<Vec<RecurringId>> {
    let mut changed = Vec::new();
    for template in all(w)? {
        let is_chosen = only.is_none_or(|only| only.contains(&template.id));
        if template.state == RecurringState::Ended || !is_chosen || template.fields.party_id()? != from {
            continue;
        }
        let trade = TradeFields { party_id: Some(to), ..template.fields.trade()?.clone() };
        let fields = template.fields.with_trade(trade);
        save(w, &SaveRecurring { id: Some(template.id), version: Some(template.version), fields })?;
        changed.push(template.id);
    }
    Ok(changed)
}

fn insert_skipped(w: &Writer<'_>, of: &Recurring, day: Day) -> Result<usize> {
    w.execute(
        "insert into recurring_occurrence (recurring_id, scheduled_on, outcome, template_seq, made_at)
         values (:id, :day, 'skipped', :seq, :at)",
        named_params! {":id": of.id, ":day": day, ":seq": of.version, ":at": instant_text(w.stamp().now)},
    )
}

fn refuse_ended(current: &Recurring) -> Result<()> {
    match current.state {
        RecurringState::Ended if current.fields.name.is_empty() => {
            Err(Error::RecurringEnded { name: format!("#{}", current.id) })
        }
        RecurringState::Ended => Err(Error::RecurringEnded { name: current.fields.name.clone() }),
        _ => Ok(()),
    }
}

fn become_state(w: &Writer<'_>, id: RecurringId, state: RecurringState, act: Value) -> Result<Recurring> {
    let current = get(w, id)?;
    refuse_ended(&current)?;
    if current.state == state {
        return Ok(current);
    }
    w.execute(
        "update recurring set state = :state where id = :id",
        named_params! {":state": state.as_str(), ":id": id},
    )?;
    record(w, id, act)
}

/// Records the change; the template stands as that act says.
fn record(w: &Writer<'_>, id: RecurringId, act: Value) -> Result<Recurring> {
    let seq = audit::record(w, &act)?;
    w.execute("update recurring set seq = :seq where id = :id", named_params! {":seq": seq, ":id": id})?;
    get(w, id)
}
