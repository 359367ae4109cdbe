//! Disputes: opened, handed on, closed; the last step counts.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::item::{CommittedItem, Of, amount_of, items_of, open_of};
use crate::access;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::{Figure, Money};
use crate::store::{DocumentId, OpenItemId, PartyId, Reader, Seq, UserId, Writer};

/// What the customer objects to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DisputeReason {
    Price,
    Quantity,
    /// 质量
    Quality,
    NotDelivered,
    LateDelivery,
    NotOrdered,
    PaidAlready,
    /// 单据 or 发票 wrong or missing.
    Papers,
    /// The same thing invoiced twice.
    Duplicate,
    Other,
}

impl DisputeReason {
    pub const ALL: [DisputeReason; 10] = [
        DisputeReason::Price,
        DisputeReason::Quantity,
        DisputeReason::Quality,
        DisputeReason::NotDelivered,
        DisputeReason::LateDelivery,
        DisputeReason::NotOrdered,
        DisputeReason::PaidAlready,
        DisputeReason::Papers,
        DisputeReason::Duplicate,
        DisputeReason::Other,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            DisputeReason::Price => "price",
            DisputeReason::Quantity => "quantity",
            DisputeReason::Quality => "quality",
            DisputeReason::NotDelivered => "not_delivered",
            DisputeReason::LateDelivery => "late_delivery",
            DisputeReason::NotOrdered => "not_ordered",
            DisputeReason::PaidAlready => "paid_already",
            DisputeReason::Papers => "papers",
            DisputeReason::Duplicate => "duplicate",
            DisputeReason::Other => "other",
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DisputeOutcome {
    /// A credit note settled it.
    Credited,
    /// It was not justified: counts against the customer.
    Rejected,
    /// It was justified and mended otherwise.
    Accepted,
    /// The customer took it back, or it was recorded by mistake.
    Withdrawn,
}

impl DisputeOutcome {
    const ALL: [DisputeOutcome; 4] = [
        DisputeOutcome::Credited,
        DisputeOutcome::Rejected,
        DisputeOutcome::Accepted,
        DisputeOutcome::Withdrawn,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            DisputeOutcome::Credited => "credited",
            DisputeOutcome::Rejected => "rejected",
            DisputeOutcome::Accepted => "accepted",
            DisputeOutcome::Withdrawn => "withdrawn",
        }
    }
}

/// Who saw to it until when, or what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct DisputeStep {
    pub seq: Seq,
    pub date: Day,
    pub owner_id: UserId,
    pub owner: String,
    pub deadline_on: Day,
    /// Closes it.
    pub outcome: Option<DisputeOutcome>,
    pub credit_note_id: Option<DocumentId>,
    pub credit_note_number: Option<String>,
    pub note: String,
    pub recorded_by: String,
}

/// A dispute as it stands on the day that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Dispute {
    /// The act that opened it, by which it is named.
    pub seq: Seq,
    pub party_id: PartyId,
    pub party_name: String,
    pub opened_on: Day,
    pub reason: DisputeReason,
    /// What is disputed of its items together.
    pub amount: Money,
    pub note: String,
    pub items: Vec<CommittedItem>,
    pub recorded_by: String,
    pub owner_id: UserId,
    pub owner: String,
    pub deadline_on: Day,
    pub outcome: Option<DisputeOutcome>,
    pub closed_on: Option<Day>,
    pub credit_note_id: Option<DocumentId>,
    pub credit_note_number: Option<String>,
    /// In their order, the opening first.
    pub steps: Vec<DisputeStep>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct OpenDispute {
    pub party_id: PartyId,
    pub items: Vec<OpenItemId>,
    pub reason: DisputeReason,
    /// All that is open of the items where absent.
    pub amount: Option<Figure>,
    /// Today where absent.
    pub opened_on: Option<Day>,
    /// Who sees to it; the one who calls where absent.
    pub owner_id: Option<UserId>,
    pub deadline_on: Day,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
}

/// Another owner, another deadline, or only a note.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct HandOnDispute {
    pub seq: Seq,
    /// As before where absent.
    pub owner_id: Option<UserId>,
    pub deadline_on: Option<Day>,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CloseDispute {
    pub seq: Seq,
    pub outcome: DisputeOutcome,
    /// Of one that was credited.
    pub credit_note_id: Option<DocumentId>,
    /// Today where absent.
    pub closed_on: Option<Day>,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
}

/// Whose disputes, as of which day.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct DisputeList {
    /// All customers' where absent.
    pub party_id: Option<PartyId>,
    /// Only those that are open.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub open: bool,
    /// Today where absent.
    pub as_of: Option<Day>,
    /// As it was known then; the latest where absent.
    pub known_at: Option<String>,
}

/// Opens a dispute about items of a customer; until it is closed they count as not overdue and no reminder goes out for them.
///
/// # Errors
/// `not_found`; `party_role_missing`; `field_missing` without items; `field_invalid` for a day to come, a deadline before it, an
/// item that is settled, an amount above what is open, somebody who left; `dispute_open` where an item is in dispute already.
pub fn open_dispute(w: &Writer<'_>, input: &OpenDispute, today: Day) -> Result<Dispute> {
    if input.items.is_empty() {
        return Err(Error::FieldMissing { field: "items".into() });
    }
    let opened_on = input.opened_on.unwrap_or(today);
    refuse_day("opened_on", opened_on, opened_on > today)?;
    refuse_day("deadline_on", input.deadline_on, input.deadline_on < opened_on)?;
    let open = open_of(w, input.party_id, &input.items, None)?;
    let amount = amount_of(input.amount, open, Some(open))?;
    let party = (input.party_id, input.party_id);
    for other in disputes_between(w, party, today, Seq::LATEST)?.iter().filter(|other| other.is_open()) {
        if let Some(item) = other.items.iter().find(|item| input.items.contains(&item.item_id)) {
            return Err(Error::DisputeOpen { number: item.number.clone() });
        }
    }
    let owner = owner(w, input.owner_id, w.stamp().actor)?;
    let note = input.note.trim();
    let body = json!({"amount_minor": amount.minor(), "currency": amount.currency(), "deadline_on": input.deadline_on,
        "items": input.items, "note": note, "opened_on": opened_on, "owner_id": owner, "party_id": input.party_id,
        "reason": input.reason});
    let seq = audit::record(w, &json!({"dispute": body}))?;
    w.execute(
        "insert into dispute (seq, party_id, opened_on, reason, currency, amount_minor, note)
         values (:seq, :party, :opened_on, :reason, :currency, :amount, :note)",
        named_params! {":seq": seq, ":party": input.party_id, ":opened_on": opened_on,
        ":reason": input.reason.as_str(), ":currency": amount.currency(), ":amount": amount.minor(), ":note": note},
    )?;
    for item in &input.items {
        w.execute(
            "insert into dispute_item (seq, item_id) values (:seq, :item)",
            named_params! {":seq": seq, ":item": item},
        )?;
    }
    let step = Step { dispute: seq, date: opened_on, owner, deadline_on: input.deadline_on, ..Step::of(seq) };
    step.insert(w, seq)?;
    dispute(w, seq, today, Seq::LATEST)
}

/// Gives a dispute to another person, another deadline, or a note.
///
/// # Errors
/// `not_found`; `dispute_closed`; `field_invalid` for a deadline before today or somebody who left.
pub fn hand_on_dispute(w: &Writer<'_>, input: &HandOnDispute, today: Day) -> Result<Dispute> {
    let before = open_one(w, input.seq, today)?;
    let deadline_on = input.deadline_on.unwrap_or(before.deadline_on);
    refuse_day("deadline_on", deadline_on, deadline_on != before.deadline_on && deadline_on < today)?;
    let owner = match input.owner_id {
        Some(_) => owner(w, input.owner_id, before.owner_id)?,
        None => before.owner_id,
    };
    let note = input.note.trim();
    if owner == before.owner_id && deadline_on == before.deadline_on && note.is_empty() {
        return Ok(before);
    }
    Step { date: today, owner, deadline_on, note, ..Step::of(input.seq) }.record(w)?;
    dispute(w, input.seq, today, Seq::LATEST)
}

/// Ends a dispute with what became of it.
///
/// # Errors
/// `not_found`; `dispute_closed`; `field_missing` without the credit note of one that was credited; `field_invalid` for a credit note
/// that is none of the customer's, or a day before it was opened or to come.
pub fn close_dispute(w: &Writer<'_>, input: &CloseDispute, today: Day) -> Result<Dispute> {
    let before = open_one(w, input.seq, today)?;
    let closed_on = input.closed_on.unwrap_or(today);
    refuse_day("closed_on", closed_on, closed_on > today || closed_on < before.opened_on)?;
    let is_credited = input.outcome == DisputeOutcome::Credited;
    match input.credit_note_id {
        None if is_credited => return Err(Error::FieldMissing { field: "credit_note_id".into() }),
        Some(id) if !is_credited || !is_credit_note(w, id, before.party_id)? => {
            return Err(Error::FieldInvalid { field: "credit_note_id".into(), value: id.to_string() });
        }
        _ => {}
    }
    let (owner, deadline_on) = (before.owner_id, before.deadline_on);
    let (outcome, credit) = (Some(input.outcome), input.credit_note_id);
    let step = Step {
        date: closed_on,
        owner,
        deadline_on,
        outcome,
        credit,
        note: input.note.trim(),
        ..Step::of(input.seq)
    };
    step.record(w)?;
    dispute(w, input.seq, today, Seq::LATEST)
}

fn refuse_day(field: &str, day: Day, refused: bool) -> Result<()> {
    match refused {
        true => Err(Error::FieldInvalid { field: field.into(), value: day.to_string() }),
        false => Ok(()),
    }
}

fn open_one(r: &Reader<'_>, seq: Seq, today: Day) -> Result<Dispute> {
    let found = dispute(r, seq, today, Seq::LATEST)?;
    match found.closed_on {
        Some(date) => Err(Error::DisputeClosed { date: date.to_string() }),
        None => Ok(found),
    }
}

fn owner(w: &Writer<'_>, named: Option<UserId>, otherwise: UserId) -> Result<UserId> {
    let owner = named.unwrap_or(otherwise);
    let is_there = access::list(w)?.iter().any(|user| user.id == owner && user.active);
    match is_there || named.is_none() {
        true => Ok(owner),
        false => Err(Error::FieldInvalid { field: "owner_id".into(), value: owner.to_string() }),
    }
}

fn is_credit_note(r: &Reader<'_>, id: DocumentId, party: PartyId) -> Result<bool> {
    r.value(
        "select exists (select 1 from document d where d.seq = :id and d.kind = 'credit_note' and d.party_id = :party
         and not exists (select 1 from document_void v where v.document_seq = d.seq))",
        named_params! {":id": id, ":party": party},
    )
}

/// A step as it is written.
struct Step<'s> {
    dispute: Seq,
    date: Day,
    owner: UserId,
    deadline_on: Day,
    outcome: Option<DisputeOutcome>,
    credit: Option<DocumentId>,
    note: &'s str,
}

impl Step<'_> {
    /// What the caller fills.
    fn of(dispute: Seq) -> Step<'static> {
        Step {
            dispute,
            date: Day::default(),
            owner: UserId::new(0),
            deadline_on: Day::default(),
            outcome: None,
            credit: None,
            note: "",
        }
    }

    fn body(&self) -> Value {
        json!({"credit_seq": self.credit, "date": self.date, "deadline_on": self.deadline_on, "dispute": self.dispute,
            "note": self.note, "outcome": self.outcome, "owner_id": self.owner})
    }

    fn record(&self, w: &Writer<'_>) -> Result<()> {
        let seq = audit::record(w, &json!({"dispute_step": self.body()}))?;
        self.insert(w, seq)
    }

    fn insert(&self, w: &Writer<'_>, seq: Seq) -> Result<()> {
        w.execute(
            "insert into dispute_step (seq, dispute_seq, date, owner_id, deadline_on, outcome, credit_seq, note)
             values (:seq, :dispute, :date, :owner, :deadline_on, :outcome, :credit, :note)",
            named_params! {":seq": seq, ":dispute": self.dispute, ":date": self.date, ":owner": self.owner,
            ":deadline_on": self.deadline_on, ":outcome": self.outcome.map(DisputeOutcome::as_str),
            ":credit": self.credit, ":note": self.note},
        )?;
        Ok(())
    }
}

impl Dispute {
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// Whether it keeps its items from counting as late: while it is open, and where it was justified.
    pub fn excuses(&self) -> bool {
        matches!(self.outcome, None | Some(DisputeOutcome::Credited | DisputeOutcome::Accepted))
    }
}

/// The dispute opened by that act, as of a day.
///
/// # Errors
/// `not_found`.
pub fn dispute(r: &Reader<'_>, seq: Seq, day: Day, known: Seq) -> Result<Dispute> {
    let missing = || Error::NotFound { kind: "dispute".into(), key: format!("#{seq}") };
    let party: Option<PartyId> =
        r.row("select party_id from dispute where seq = :seq", named_params! {":seq": seq}, |row| {
            row.get("party_id")
        })?;
    let party = party.ok_or_else(missing)?;
    let all = disputes_between(r, (party, party), day, known)?;
    all.into_iter().find(|dispute| dispute.seq == seq).ok_or_else(missing)
}

/// The disputes of one customer or of all, the open ones by deadline first, then what was closed last.
pub fn disputes(r: &Reader<'_>, input: &DisputeList, today: Day, known: Seq) -> Result<Vec<Dispute>> {
    let between = input.party_id.map_or((PartyId::new(0), PartyId::new(i64::MAX)), |party| (party, party));
    let mut found = disputes_between(r, between, input.as_of.unwrap_or(today), known)?;
    found.retain(|dispute| !input.open || dispute.is_open());
    found.sort_by(|a, b| match (a.closed_on, b.closed_on) {
        (None, None) => a.deadline_on.cmp(&b.deadline_on).then(a.seq.cmp(&b.seq)),
        (one, other) => one.is_some().cmp(&other.is_some()).then(other.cmp(&one)).then(b.seq.cmp(&a.seq)),
    });
    Ok(found)
}

/// The disputes of the customers between two keys that were opened up to a day and known at an act, as they stood on it: by
/// customer and day.
pub fn disputes_between(
    r: &Reader<'_>,
    between: (PartyId, PartyId),
    day: Day,
    known: Seq,
) -> Result<Vec<Dispute>> {
    let values = named_params! {":first": between.0, ":last": between.1, ":day": day, ":known": known};
    let mut found = r.rows(include_str!("disputes.sql"), values, read)?;
    if found.is_empty() {
        return Ok(found);
    }
    let mut items = items_of(r, Of::Disputes, between, (day, known))?;
    let mut steps: BTreeMap<Seq, Vec<DisputeStep>> = BTreeMap::new();
    for (seq, step) in r.rows(include_str!("dispute_steps.sql"), values, read_step)? {
        steps.entry(seq).or_default().push(step);
    }
    for dispute in &mut found {
        dispute.items = items.remove(&dispute.seq).unwrap_or_default();
        dispute.steps = steps.remove(&dispute.seq).unwrap_or_default();
        if let Some(last) = dispute.steps.last() {
            (dispute.owner_id, dispute.owner) = (last.owner_id, last.owner.clone());
            (dispute.deadline_on, dispute.outcome) = (last.deadline_on, last.outcome);
            dispute.closed_on = last.outcome.map(|_| last.date);
            (dispute.credit_note_id, dispute.credit_note_number) =
                (last.credit_note_id, last.credit_note_number.clone());
        }
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Dispute> {
    let word: String = row.get("reason")?;
    let opened_on = row.get("opened_on")?;
    Ok(Dispute {
        seq: row.get("seq")?,
        party_id: row.get("party_id")?,
        party_name: row.get("party_name")?,
        opened_on,
        reason: DisputeReason::ALL
            .into_iter()
            .find(|reason| reason.as_str() == word)
            .ok_or_else(|| rusqlite::Error::InvalidColumnName(word))?,
        amount: Money::from_minor(row.get("amount_minor")?, row.get("currency")?),
        note: row.get("note")?,
        items: Vec::new(),
        recorded_by: row.get("recorded_by")?,
        owner_id: UserId::new(0),
        owner: String::new(),
        deadline_on: opened_on,
        outcome: None,
        closed_on: None,
        credit_note_id: None,
        credit_note_number: None,
        steps: Vec::new(),
    })
}

fn read_step(row: &Row<'_>) -> rusqlite::Result<(Seq, DisputeStep)> {
    let word: Option<String> = row.get("outcome")?;
    let outcome = word.map(|word| {
        DisputeOutcome::ALL
            .into_iter()
            .find(|outcome| outcome.as_str() == word)
            .ok_or_else(|| rusqlite::Error::InvalidColumnName(word))
    });
    let step = DisputeStep {
        seq: row.get("seq")?,
        date: row.get("date")?,
        owner_id: row.get("owner_id")?,
        owner: row.get("owner")?,
        deadline_on: row.get("deadline_on")?,
        outcome: outcome.transpose()?,
        credit_note_id: row.get("credit_seq")?,
        credit_note_number: row.get("credit_number")?,
        note: row.get("note")?,
        recorded_by: row.get("recorded_by")?,
    };
    Ok((row.get("dispute_seq")?, step))
}
