//! Credit control: what is asked before a quote is sent, an order is accepted, goods are delivered or an invoice is issued.
//!
//! [`clearance`] looks before the document is written, [`Clearance::close`] after it, in the same transaction: what the document
//! adds is the difference, whatever it was made from. A refusal takes all of it back. Only customers with an agreed limit are
//! asked.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::agreed::limit_on;
use super::exposure::{CreditExposure, exposure};
use super::grade::Grade;
use super::hold::{Hold, HoldFacts, HoldLevel, HoldReason, hold, hold_beside_amount};
use super::overrule::override_on;
use super::policy::{CreditPolicy, credit_policy};
use super::release::usable_release;
use super::review::last_review;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Currency, Money, Plain};
use crate::parties;
use crate::store::{DocumentId, PartyId, Reader, Seq, Writer};

/// The grade that counts on a day: the one that overrules, else that of the last review.
pub fn grade_in_force(r: &Reader<'_>, party: PartyId, day: Day, known: Seq) -> Result<Option<Grade>> {
    if let Some(given) = override_on(r, party, day, known)?.and_then(|given| given.grade) {
        return Ok(Some(given));
    }
    Ok(last_review(r, party, day, known)?.and_then(|review| review.grade))
}

/// How a customer with a limit stands before a document.
#[derive(Debug)]
pub struct Clearance {
    party: PartyId,
    today: Day,
    limit: Money,
    grade: Option<Grade>,
    before: CreditExposure,
    policy: CreditPolicy,
}

/// What the check is told of a document that was just written.
#[derive(Debug, Clone, Copy)]
pub struct Checked {
    pub document: DocumentId,
    /// With tax, in the book's currency.
    pub amount: Money,
    pub stops: Stops,
}

/// Whether the check stops a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stops {
    /// For grade and age whatever it adds, for its amount where it adds to what is owed.
    Always,
    /// Goods that are gone are invoiced whatever the limit: what adds nothing is not stopped.
    WhatAdds,
    /// A quote owes nothing yet: what its order would meet is recorded.
    Offered,
    /// What is imported or taken back, or charges late interest, is recorded only.
    Never,
}

/// What the check said of a document, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditCheck {
    pub document_id: DocumentId,
    pub party_id: PartyId,
    pub date: Day,
    pub level: HoldLevel,
    /// False where it only records.
    pub enforced: bool,
    pub limit: Money,
    pub exposure: Money,
    pub adds: Money,
    #[ts(type = "number")]
    pub overdue_days: i64,
    pub grade: Option<Grade>,
    pub reasons: Vec<HoldReason>,
    /// The release that it used.
    pub release_seq: Option<Seq>,
}

/// How a customer stands before a document; `None` where no limit is agreed, and nothing is asked.
pub fn clearance(r: &Reader<'_>, party: PartyId, today: Day) -> Result<Option<Clearance>> {
    // Most customers have no limit: a book that has agreed none pays one look into an index for each document.
    let agreed: bool = r.value(
        "select exists (select 1 from credit_limit where party_id = :party)",
        named_params! {":party": party},
    )?;
    if !agreed {
        return Ok(None);
    }
    let Some(limit) = limit_on(r, party, today, Seq::LATEST)?.and_then(|limit| limit.amount) else {
        return Ok(None);
    };
    Ok(Some(Clearance {
        party,
        today,
        limit,
        grade: grade_in_force(r, party, today, Seq::LATEST)?,
        before: exposure(r, party, today)?,
        policy: credit_policy(r, Seq::LATEST)?,
    }))
}

impl Clearance {
    /// What the check says where so much is added.
    pub fn hold(&self, adds: Money) -> Result<Hold> {
        hold(&self.facts(adds), &self.policy.hold)
    }

    /// How the customer stands before the document.
    pub fn exposure(&self) -> &CreditExposure {
        &self.before
    }

    fn facts(&self, adds: Money) -> HoldFacts {
        HoldFacts {
            limit: self.limit,
            exposure: self.before.total,
            adds,
            oldest_overdue_days: self.before.oldest_overdue_days,
            grade: self.grade,
        }
    }

    /// Asks of a document that stands in the book now, and keeps the answer.
    ///
    /// # Errors
    /// `credit_stopped` on a hard stop; `credit_release_missing` on a soft one without a release that suffices.
    pub fn close(self, w: &Writer<'_>, checked: Checked) -> Result<CreditCheck> {
        let adds = match checked.stops {
            Stops::Offered => checked.amount,
            _ => exposure(w, self.party, self.today)?.total.checked_sub(self.before.total)?,
        };
        let hold = self.hold(adds)?;
        let adds_nothing = adds.minor() <= 0;
        let enforced = match checked.stops {
            Stops::Always => true,
            Stops::WhatAdds => !adds_nothing,
            Stops::Offered | Stops::Never => false,
        };
        let stopping = match adds_nothing {
            true => hold_beside_amount(&self.facts(adds), &self.policy.hold)?,
            false => hold.level,
        };
        let release_seq = match stopping {
            HoldLevel::Hard if enforced => return Err(self.stopped(w, &hold)?),
            HoldLevel::Soft if enforced => match usable_release(w, self.party, checked.amount, self.today)? {
                Some(seq) => Some(seq),
                None => return Err(self.release_missing(w, &hold, checked.amount)?),
            },
            _ => None,
        };
        let check = CreditCheck {
            document_id: checked.document,
            party_id: self.party,
            date: self.today,
            level: hold.level,
            enforced,
            limit: hold.limit,
            exposure: hold.exposure,
            adds: hold.adds,
            overdue_days: hold.oldest_overdue_days,
            grade: hold.grade,
            reasons: hold.reasons,
            release_seq,
        };
        check.insert(w)?;
        Ok(check)
    }

    fn stopped(&self, r: &Reader<'_>, hold: &Hold) -> Result<Error> {
        Ok(Error::CreditStopped {
            party: parties::get(r, self.party)?.fields.name,
            limit: hold.limit.to_string(),
            exposure: hold.after.to_string(),
            overdue_days: hold.oldest_overdue_days,
            grade: hold.grade.map_or("N", Grade::as_str).into(),
        })
    }

    fn release_missing(&self, r: &Reader<'_>, hold: &Hold, amount: Money) -> Result<Error> {
        Ok(Error::CreditReleaseMissing {
            party: parties::get(r, self.party)?.fields.name,
            limit: hold.limit.to_string(),
            exposure: hold.after.to_string(),
            overdue_days: hold.oldest_overdue_days,
            amount: amount.to_string(),
        })
    }
}

impl CreditCheck {
    fn insert(&self, w: &Writer<'_>) -> Result<()> {
        let reasons = serde_json::to_string(&self.reasons).map_err(Error::unexpected)?;
        w.execute(
            include_str!("insert_check.sql"),
            named_params! {":document": self.document_id, ":party": self.party_id, ":date": self.date,
            ":level": self.level.as_str(), ":enforced": self.enforced, ":limit": self.limit.minor(),
            ":exposure": self.exposure.minor(), ":adds": self.adds.minor(), ":overdue_days": self.overdue_days,
            ":grade": self.grade.map(Grade::as_str), ":reasons": reasons, ":release": self.release_seq},
        )?;
        Ok(())
    }

    /// What the trail's digest covers of it, as a part of its document.
    pub fn body(&self) -> CheckBody {
        CheckBody {
            adds: self.adds.plain(),
            date: self.date,
            enforced: self.enforced,
            exposure: self.exposure.plain(),
            grade: self.grade,
            level: self.level,
            limit: self.limit.plain(),
            overdue_days: self.overdue_days,
            reasons: self.reasons.iter().map(HoldReason::canonical).collect(),
            release: self.release_seq,
        }
    }
}

/// What the trail's digest covers of a check, its fields in the order of their names.
#[derive(Debug, Serialize)]
pub struct CheckBody {
    adds: Plain,
    date: Day,
    enforced: bool,
    exposure: Plain,
    grade: Option<Grade>,
    level: HoldLevel,
    limit: Plain,
    overdue_days: i64,
    reasons: Vec<String>,
    release: Option<Seq>,
}

/// What the check said of a document; `None` where nothing was asked.
pub fn check_of(r: &Reader<'_>, document: DocumentId) -> Result<Option<CreditCheck>> {
    let currency = book(r)?.currency;
    let found = r.row(
        "select * from credit_check where document_seq = :document",
        named_params! {":document": document},
        |row| read(row, currency),
    )?;
    found.map(|(check, reasons)| with_reasons(check, &reasons)).transpose()
}

/// A check with the names that a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CreditCheckRow {
    /// Of the document.
    pub kind: String,
    pub number: String,
    pub party_name: String,
    pub check: CreditCheck,
}

/// What was checked of a customer's documents, the latest first.
pub fn checks(r: &Reader<'_>, party: Option<PartyId>, limit: u32) -> Result<Vec<CreditCheckRow>> {
    let currency = book(r)?.currency;
    let (first, last) = party.map_or((0, i64::MAX), |id| (id.value(), id.value()));
    let rows = r.rows(
        include_str!("checks.sql"),
        named_params! {":first": first, ":last": last, ":limit": limit},
        |row| {
            let names: [String; 3] = [row.get("kind")?, row.get("number")?, row.get("party_name")?];
            Ok((names, read(row, currency)?))
        },
    )?;
    rows.into_iter()
        .map(|([kind, number, party_name], (check, reasons))| {
            Ok(CreditCheckRow { kind, number, party_name, check: with_reasons(check, &reasons)? })
        })
        .collect()
}

fn with_reasons(check: CreditCheck, reasons: &str) -> Result<CreditCheck> {
    let reasons = serde_json::from_str(reasons)
        .map_err(|error| Error::BookDamaged { reason: format!("credit check: {error}") })?;
    Ok(CreditCheck { reasons, ..check })
}

fn read(row: &Row<'_>, currency: Currency) -> rusqlite::Result<(CreditCheck, String)> {
    let money = |column: &str| Ok::<_, rusqlite::Error>(Money::from_minor(row.get(column)?, currency));
    let (level, grade): (String, Option<String>) = (row.get("level")?, row.get("grade")?);
    let check = CreditCheck {
        document_id: row.get("document_seq")?,
        party_id: row.get("party_id")?,
        date: row.get("date")?,
        level: HoldLevel::from_stored(&level),
        enforced: row.get("enforced")?,
        limit: money("limit_minor")?,
        exposure: money("exposure_minor")?,
        adds: money("adds_minor")?,
        overdue_days: row.get("overdue_days")?,
        grade: grade.as_deref().and_then(Grade::from_stored),
        reasons: Vec::new(),
        release_seq: row.get("release_seq")?,
    };
    Ok((check, row.get("reasons")?))
}
