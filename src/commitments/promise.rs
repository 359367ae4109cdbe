//! Promises: made, withdrawn, and as they stand on a day.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::item::{CommittedItem, Of, amount_of, items_of, open_of};
use super::paid::{Settled, settled};
use super::standing::{PromiseStatus, Promised, Standing, last_day, standing_of};
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::{Currency, Figure, Money};
use crate::store::{OpenItemId, PartyId, Reader, Seq, UserId, Writer};

/// A promise as it stands on the day that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable, rename = "PaymentPromise")]
#[schemars(rename = "PaymentPromise")]
pub struct Promise {
    /// The act that recorded it, by which it is named.
    pub seq: Seq,
    pub party_id: PartyId,
    pub party_name: String,
    pub made_on: Day,
    pub due_on: Day,
    /// Until then money comes in time.
    pub last_on: Day,
    pub amount: Money,
    pub contact: String,
    pub note: String,
    /// Empty where the account as a whole is meant.
    pub items: Vec<CommittedItem>,
    pub recorded_by: String,
    pub recorded_by_id: UserId,
    pub status: PromiseStatus,
    /// What came in time, and what after that.
    pub paid: Money,
    pub paid_later: Money,
    /// When the last of it came.
    pub whole_on: Option<Day>,
    pub withdrawn_on: Option<Day>,
    pub withdrawn_reason: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct RecordPromise {
    pub party_id: PartyId,
    /// The day on which the money is to come.
    pub due_on: Day,
    /// When it was made; today where absent.
    pub made_on: Option<Day>,
    /// What is open of the items, or of the account, where absent.
    pub amount: Option<Figure>,
    /// Of a promise for the account; the book's where absent.
    pub currency: Option<Currency>,
    /// The account as a whole where empty.
    #[serde(default)]
    #[ts(as = "Option<Vec<OpenItemId>>", optional)]
    pub items: Vec<OpenItemId>,
    /// Who made it, as written.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub contact: String,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct WithdrawPromise {
    pub seq: Seq,
    pub reason: String,
}

/// Whose promises, as of which day.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PromiseList {
    /// All customers' where absent.
    pub party_id: Option<PartyId>,
    pub status: Option<PromiseStatus>,
    /// Today where absent.
    pub as_of: Option<Day>,
    /// As it was known then; the latest where absent.
    pub known_at: Option<String>,
}

/// Records what a customer promised.
///
/// # Errors
/// `not_found`; `party_role_missing`; `field_invalid` for a day to come on which it was made, a promised day before that, an item
/// that is not open or stands twice, an amount that is not above nought or above what is open of the items; `currency_mismatch`.
pub fn record_promise(w: &Writer<'_>, input: &RecordPromise, today: Day) -> Result<Promise> {
    let made_on = input.made_on.unwrap_or(today);
    let invalid = |field: &str, day: Day| Error::FieldInvalid { field: field.into(), value: day.to_string() };
    if made_on > today {
        return Err(invalid("made_on", made_on));
    }
    if input.due_on < made_on {
        return Err(invalid("due_on", input.due_on));
    }
    let open = open_of(w, input.party_id, &input.items, input.currency)?;
    let amount = amount_of(input.amount, open, (!input.items.is_empty()).then_some(open))?;
    let (contact, note) = (input.contact.trim(), input.note.trim());
    let body = json!({"amount_minor": amount.minor(), "contact": contact, "currency": amount.currency(),
        "due_on": input.due_on, "items": input.items, "made_on": made_on, "note": note, "party_id": input.party_id});
    let seq = audit::record(w, &json!({"promise": body}))?;
    w.execute(
        "insert into promise (seq, party_id, made_on, due_on, currency, amount_minor, contact, note)
         values (:seq, :party, :made_on, :due_on, :currency, :amount, :contact, :note)",
        named_params! {":seq": seq, ":party": input.party_id, ":made_on": made_on, ":due_on": input.due_on,
        ":currency": amount.currency(), ":amount": amount.minor(), ":contact": contact, ":note": note},
    )?;
    for item in &input.items {
        w.execute(
            "insert into promise_item (seq, item_id) values (:seq, :item)",
            named_params! {":seq": seq, ":item": item},
        )?;
    }
    promise(w, seq, today, Seq::LATEST)
}

/// Takes a promise back, because it was recorded wrongly or given up by both; it counts no more from today.
///
/// # Errors
/// `not_found`; `field_missing` without a reason; `promise_withdrawn`.
pub fn withdraw_promise(w: &Writer<'_>, input: &WithdrawPromise, today: Day) -> Result<Promise> {
    let before = promise(w, input.seq, today, Seq::LATEST)?;
    if let Some(date) = before.withdrawn_on {
        return Err(Error::PromiseWithdrawn { date: date.to_string() });
    }
    let reason = input.reason.trim();
    if reason.is_empty() {
        return Err(Error::FieldMissing { field: "reason".into() });
    }
    let body = json!({"date": today, "promise": input.seq, "reason": reason});
    let seq = audit::record(w, &json!({"promise_withdrawal": body}))?;
    w.execute(
        "insert into promise_withdrawal (seq, promise_seq, date, reason) values (:seq, :promise, :date, :reason)",
        named_params! {":seq": seq, ":promise": input.seq, ":date": today, ":reason": reason},
    )?;
    promise(w, input.seq, today, Seq::LATEST)
}

/// The promise recorded by that act, as of a day.
///
/// # Errors
/// `not_found`.
pub fn promise(r: &Reader<'_>, seq: Seq, day: Day, known: Seq) -> Result<Promise> {
    let missing = || Error::NotFound { kind: "promise".into(), key: format!("#{seq}") };
    let party: Option<PartyId> =
        r.row("select party_id from promise where seq = :seq", named_params! {":seq": seq}, |row| {
            row.get("party_id")
        })?;
    let party = party.ok_or_else(missing)?;
    let all = promises_between(r, (party, party), day, known)?;
    all.into_iter().find(|promise| promise.seq == seq).ok_or_else(missing)
}

/// The promises of one customer or of all, what is due last first.
pub fn promises(r: &Reader<'_>, input: &PromiseList, today: Day, known: Seq) -> Result<Vec<Promise>> {
    let between = input.party_id.map_or((PartyId::new(0), PartyId::new(i64::MAX)), |party| (party, party));
    let mut found = promises_between(r, between, input.as_of.unwrap_or(today), known)?;
    found.retain(|promise| input.status.is_none_or(|status| status == promise.status));
    found.sort_by(|a, b| b.due_on.cmp(&a.due_on).then(b.seq.cmp(&a.seq)));
    Ok(found)
}

/// The promises of the customers between two keys that were made up to a day and known at an act, as they stood on it: by customer,
/// what is due first first.
pub fn promises_between(
    r: &Reader<'_>,
    between: (PartyId, PartyId),
    day: Day,
    known: Seq,
) -> Result<Vec<Promise>> {
    let values = named_params! {":first": between.0, ":last": between.1, ":day": day, ":known": known};
    let mut found = r.rows(include_str!("promises.sql"), values, read)?;
    if found.is_empty() {
        return Ok(found);
    }
    let mut items = items_of(r, Of::Promises, between, (day, known))?;
    for promise in &mut found {
        promise.items = items.remove(&promise.seq).unwrap_or_default();
    }
    let settled = settled(r, between, (day, known))?;
    let mut groups: BTreeMap<(PartyId, Currency), Vec<&mut Promise>> = BTreeMap::new();
    for promise in &mut found {
        groups.entry((promise.party_id, promise.amount.currency())).or_default().push(promise);
    }
    let nothing = Settled::default();
    for ((party, currency), mut promises) in groups {
        let settled = settled.get(&party).unwrap_or(&nothing);
        let ids: Vec<Vec<OpenItemId>> =
            promises.iter().map(|promise| promise.items.iter().map(|item| item.item_id).collect()).collect();
        let promised: Vec<Promised<'_>> = promises
            .iter()
            .zip(&ids)
            .map(|(promise, items)| Promised {
                seq: promise.seq,
                made_on: promise.made_on,
                due_on: promise.due_on,
                needed_minor: needed(promise, settled),
                items,
                withdrawn: promise.withdrawn_on.is_some(),
            })
            .collect();
        let standings = standing_of(&promised, &settled.paid(currency), day);
        for (promise, standing) in promises.iter_mut().zip(standings) {
            promise.stand(standing);
        }
    }
    Ok(found)
}

/// The promises that are due from one day to another, as they stand on `day`.
pub fn promises_due(r: &Reader<'_>, [from, until]: [Day; 2], day: Day) -> Result<Vec<Promise>> {
    let parties: Vec<PartyId> = r.rows(
        "select distinct party_id from promise where due_on >= :from and due_on <= :until order by party_id",
        named_params! {":from": from, ":until": until},
        |row| row.get("party_id"),
    )?;
    let mut found = Vec::new();
    for party in parties {
        let promises = promises_between(r, (party, party), day, Seq::LATEST)?;
        found.extend(promises.into_iter().filter(|promise| (from..=until).contains(&promise.due_on)));
    }
    Ok(found)
}

/// What has to come: what was promised, but no more than what was open of its items less what settled them without money while the
/// promise could be kept. A debt that is written off later keeps no promise.
fn needed(promise: &Promise, settled: &Settled) -> i64 {
    let said = (promise.made_on, promise.seq);
    let left: i64 = promise
        .items
        .iter()
        .map(|item| {
            settled.open_before(item.item_id, item.amount.minor(), said)
                - settled.otherwise_until(item.item_id, said, promise.last_on)
        })
        .sum();
    match promise.items.is_empty() {
        true => promise.amount.minor(),
        false => promise.amount.minor().min(left).max(0),
    }
}

impl Promise {
    fn stand(&mut self, standing: Standing) {
        let money = |minor| Money::from_minor(minor, self.amount.currency());
        (self.paid, self.paid_later) = (money(standing.in_time_minor), money(standing.later_minor));
        (self.status, self.whole_on) = (standing.status, standing.whole_on);
    }

    /// Whether it was broken, in whole or in part.
    pub fn is_broken(&self) -> bool {
        matches!(self.status, PromiseStatus::Broken | PromiseStatus::Partly)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Promise> {
    let currency = row.get("currency")?;
    let due_on = row.get("due_on")?;
    Ok(Promise {
        seq: row.get("seq")?,
        party_id: row.get("party_id")?,
        party_name: row.get("party_name")?,
        made_on: row.get("made_on")?,
        due_on,
        last_on: last_day(due_on),
        amount: Money::from_minor(row.get("amount_minor")?, currency),
        contact: row.get("contact")?,
        note: row.get("note")?,
        items: Vec::new(),
        recorded_by: row.get("recorded_by")?,
        recorded_by_id: row.get("actor_id")?,
        status: PromiseStatus::Open,
        paid: Money::zero(currency),
        paid_later: Money::zero(currency),
        whole_on: None,
        withdrawn_on: row.get("withdrawn_on")?,
        withdrawn_reason: row.get("withdrawn_reason")?,
    })
}
