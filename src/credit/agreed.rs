//! The limit agreed with a customer. It switches credit control on for that customer; nobody else is stopped.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Currency, Figure, Money};
use crate::parties;
use crate::store::{PartyId, Reader, Seq, Writer};

/// A limit from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct AgreedLimit {
    pub seq: Seq,
    pub party_id: PartyId,
    /// Since when.
    pub date: Day,
    /// Absent where it was withdrawn: there is no limit, and no control.
    pub amount: Option<Money>,
    pub reason: String,
    pub agreed_by: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SetCreditLimit {
    pub party_id: PartyId,
    /// In the book's currency; absent to withdraw it.
    pub amount: Option<Figure>,
    /// Today where absent.
    pub date: Option<Day>,
    pub reason: String,
}

/// Agrees a limit, or withdraws it; earlier ones stay and no longer count from its day on.
///
/// # Errors
/// `not_found`; `party_role_missing` for who is no customer; `field_missing` without a reason; `field_invalid` for an amount
/// below nought; `amount_too_precise`.
pub fn set_limit(w: &Writer<'_>, input: &SetCreditLimit, today: Day) -> Result<AgreedLimit> {
    refuse_no_customer(w, input.party_id)?;
    let currency = book(w)?.currency;
    let amount = input.amount.map(|amount| Money::parse(&amount.to_string(), currency)).transpose()?;
    if let Some(below) = amount.filter(|amount| amount.minor() < 0) {
        return Err(Error::FieldInvalid { field: "amount".into(), value: below.to_plain() });
    }
    let (date, reason) = (input.date.unwrap_or(today), reason_of(&input.reason)?);
    let minor = amount.map(Money::minor);
    let body = json!({"amount_minor": minor, "date": date, "party_id": input.party_id, "reason": reason});
    let seq = audit::record(w, &json!({"credit_limit": body}))?;
    w.execute(
        "insert into credit_limit (seq, party_id, date, amount_minor, reason)
         values (:seq, :party, :date, :amount, :reason)",
        named_params! {":seq": seq, ":party": input.party_id, ":date": date, ":amount": minor, ":reason": reason},
    )?;
    let kept = limit_history(w, input.party_id)?.into_iter().find(|kept| kept.seq == seq);
    kept.ok_or_else(|| Error::NotFound { kind: "credit_limit".into(), key: seq.to_string() })
}

/// Every limit that was agreed with a customer, the one that counts last first.
pub fn limit_history(r: &Reader<'_>, party: PartyId) -> Result<Vec<AgreedLimit>> {
    let currency = book(r)?.currency;
    r.rows(
        include_str!("limits.sql"),
        named_params! {":first": party, ":last": party, ":known": Seq::LATEST},
        |row| read(row, currency),
    )
}

/// The limit that counts on a day.
pub fn limit_on(r: &Reader<'_>, party: PartyId, day: Day, known: Seq) -> Result<Option<AgreedLimit>> {
    let all = limits(r, (party, party), known)?;
    Ok(all.into_iter().find(|limit| limit.date <= day).filter(|limit| limit.amount.is_some()))
}

/// The limits of the customers between two keys, by customer, the one that counts last first.
pub fn limits(r: &Reader<'_>, (first, last): (PartyId, PartyId), known: Seq) -> Result<Vec<AgreedLimit>> {
    let currency = book(r)?.currency;
    r.rows(
        include_str!("limits.sql"),
        named_params! {":first": first, ":last": last, ":known": known},
        |row| read(row, currency),
    )
}

fn read(row: &Row<'_>, currency: Currency) -> rusqlite::Result<AgreedLimit> {
    let amount: Option<i64> = row.get("amount_minor")?;
    Ok(AgreedLimit {
        seq: row.get("seq")?,
        party_id: row.get("party_id")?,
        date: row.get("date")?,
        amount: amount.map(|minor| Money::from_minor(minor, currency)),
        reason: row.get("reason")?,
        agreed_by: row.get("agreed_by")?,
    })
}

pub(super) fn refuse_no_customer(r: &Reader<'_>, party: PartyId) -> Result<()> {
    let fields = parties::get(r, party)?.fields;
    match fields.is_customer {
        true => Ok(()),
        false => Err(Error::PartyRoleMissing { party: fields.name, role: "customer".into() }),
    }
}

/// A reason without spaces around it.
pub(super) fn reason_of(text: &str) -> Result<&str> {
    match text.trim() {
        "" => Err(Error::FieldMissing { field: "reason".into() }),
        reason => Ok(reason),
    }
}
