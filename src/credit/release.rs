//! Releases: who may exceed a soft stop, by how much, until when, and why.

use chrono::Days;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::agreed::{reason_of, refuse_no_customer};
use super::overrule::requester;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Currency, Figure, Money};
use crate::store::{DocumentId, PartyId, Reader, Seq, UserId, Writer};

/// How long a release holds at most, and where nobody says.
const DAYS_MOST: u64 = 90;
const DAYS_USUAL: u64 = 7;

/// One document of the customer may pass a soft stop with it, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditRelease {
    pub seq: Seq,
    pub party_id: PartyId,
    pub party_name: String,
    /// The most the document may come to, tax included, in the book's currency.
    pub amount: Money,
    pub date: Day,
    /// The last day it can be used.
    pub until: Day,
    pub reason: String,
    pub requested_by: String,
    pub approved_by: String,
    /// One person did both: the owner.
    pub alone: bool,
    /// The document that used it.
    pub document_id: Option<DocumentId>,
    pub document_number: Option<String>,
    pub document_kind: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ReleaseCredit {
    pub party_id: PartyId,
    pub amount: Figure,
    /// The last day it can be used; a week from today where absent.
    pub until: Option<Day>,
    pub reason: String,
    /// Who asked for it; the one who calls where absent, and that is the owner alone.
    pub requested_by: Option<UserId>,
}

/// Releases one document of a customer from a soft stop. Who calls approves it.
///
/// # Errors
/// `not_found`; `party_role_missing`; `field_missing` without a reason; `field_invalid` for an amount not above nought or a
/// day that is past or too far; `approval_own` where who asked also approves and is not the owner.
pub fn release(w: &Writer<'_>, input: &ReleaseCredit, today: Day) -> Result<CreditRelease> {
    refuse_no_customer(w, input.party_id)?;
    let reason = reason_of(&input.reason)?;
    let amount = Money::parse(&input.amount.to_string(), book(w)?.currency)?;
    if amount.minor() <= 0 {
        return Err(Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() });
    }
    let later = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let until = input.until.unwrap_or(later(DAYS_USUAL));
    if until < today || until > later(DAYS_MOST) {
        return Err(Error::FieldInvalid { field: "until".into(), value: until.to_string() });
    }
    let approved_by = w.stamp().actor;
    let requested_by = requester(w, input.requested_by)?;
    let body = json!({"amount_minor": amount.minor(), "approved_by": approved_by, "date": today,
        "party_id": input.party_id, "reason": reason, "requested_by": requested_by, "until": until});
    let seq = audit::record(w, &json!({"credit_release": body}))?;
    w.execute(
        "insert into credit_release (seq, party_id, date, amount_minor, until, reason, requested_by, approved_by)
         values (:seq, :party, :date, :amount, :until, :reason, :requested_by, :approved_by)",
        named_params! {":seq": seq, ":party": input.party_id, ":date": today, ":amount": amount.minor(),
        ":until": until, ":reason": reason, ":requested_by": requested_by, ":approved_by": approved_by},
    )?;
    let kept = releases(w, Some(input.party_id))?.into_iter().find(|kept| kept.seq == seq);
    kept.ok_or_else(|| Error::NotFound { kind: "credit_release".into(), key: seq.to_string() })
}

/// The journal of releases, the latest first.
pub fn releases(r: &Reader<'_>, party: Option<PartyId>) -> Result<Vec<CreditRelease>> {
    let currency = book(r)?.currency;
    let (first, last) = party.map_or((0, i64::MAX), |id| (id.value(), id.value()));
    let between = named_params! {":first": first, ":last": last};
    r.rows(include_str!("releases.sql"), between, |row| read(row, currency))
}

/// The release that a document of so much can use: the least that suffices.
pub fn usable_release(r: &Reader<'_>, party: PartyId, amount: Money, day: Day) -> Result<Option<Seq>> {
    r.row(
        include_str!("usable_release.sql"),
        named_params! {":party": party, ":amount": amount.minor(), ":day": day},
        |row| row.get("seq"),
    )
}

fn read(row: &Row<'_>, currency: Currency) -> rusqlite::Result<CreditRelease> {
    let (requested_by, approved_by): (UserId, UserId) = (row.get("requested_by")?, row.get("approved_by")?);
    Ok(CreditRelease {
        seq: row.get("seq")?,
        party_id: row.get("party_id")?,
        party_name: row.get("party_name")?,
        amount: Money::from_minor(row.get("amount_minor")?, currency),
        date: row.get("date")?,
        until: row.get("until")?,
        reason: row.get("reason")?,
        requested_by: row.get("requester")?,
        approved_by: row.get("approver")?,
        alone: requested_by == approved_by,
        document_id: row.get("document_seq")?,
        document_number: row.get("document_number")?,
        document_kind: row.get("document_kind")?,
    })
}
