//! Months and their closing.
//!
//! A month is open, then closed but for adjustments, then closed. While it takes adjustments, only who has the right may
//! post into it, with a reason, and it may be opened again. A closed month takes no postings, ever; a correction goes
//! into the next open one and names the month it relates to. Closing fixes the month's `known_at`: the act up to which
//! its statements count.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access::{self, Right, Role};
use crate::audit::{self, Subject};
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::store::{Reader, Seq, Stamp, Writer, set_setting};

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Closing {
    pub month: Month,
    /// The month's statements count acts before this one.
    pub seq: Seq,
    pub closed_at: String,
    pub closed_by: String,
    /// The chain's head that the close was made on, hexadecimal.
    pub head: String,
}

/// Closed months, latest first.
pub fn closings(r: &Reader<'_>) -> Result<Vec<Closing>> {
    r.rows(include_str!("closings.sql"), [], |row| {
        Ok(Closing {
            month: row.get("month")?,
            seq: row.get("seq")?,
            closed_at: row.get("recorded_at")?,
            closed_by: row.get("name")?,
            head: audit::hex(&row.get::<_, audit::Digest>("head")?),
        })
    })
}

pub fn last_closed(r: &Reader<'_>) -> Result<Option<Month>> {
    r.value("select max(month) from closing", [])
}

/// The month after the last closed one; `None` where nothing was closed.
pub fn next_open_month(r: &Reader<'_>) -> Result<Option<Month>> {
    Ok(last_closed(r)?.map(Month::next))
}

/// The last month that takes adjustments only; `None` where every month that is not closed is open.
pub fn last_soft_closed(r: &Reader<'_>) -> Result<Option<Month>> {
    let Periods { closed, soft_closed, .. } = periods(r)?;
    Ok(soft_closed.filter(|month| closed.is_none_or(|closed| *month > closed)))
}

/// The first day that can be posted into without a reason; `None` where every day can.
pub fn first_open_day(r: &Reader<'_>) -> Result<Option<Day>> {
    let after_adjustments = last_soft_closed(r)?.map(Month::next);
    Ok(next_open_month(r)?.max(after_adjustments).map(Month::first_day))
}

/// What every entry asks of the book, asked at once.
#[derive(Debug, Default)]
pub(super) struct Periods {
    /// How far the book is closed.
    pub closed: Option<Month>,
    /// How far it takes adjustments only.
    pub soft_closed: Option<Month>,
    /// Vouchers are numbered as 收, 付 and 转.
    pub by_cash: bool,
}

pub(super) fn periods(r: &Reader<'_>) -> Result<Periods> {
    let found = r.row(include_str!("periods.sql"), [], |row| {
        Ok(Periods {
            closed: row.get("closed")?,
            soft_closed: row.get("soft_closed")?,
            by_cash: row.get("by_cash")?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// The key under which the last such month is kept.
const SOFT_CLOSED: &str = "soft_closed";

/// Lets a month, and every open one before it, take adjustments only.
///
/// # Errors
/// `month_closed` where it is closed already.
pub fn soft_close(w: &Writer<'_>, month: Month) -> Result<()> {
    refuse_hard_closed(w, month)?;
    let through = last_soft_closed(w)?.map_or(month, |last| last.max(month));
    set_setting(w, SOFT_CLOSED, Some(&through.to_string()))?;
    audit::record(w, &serde_json::json!({"soft_closed": month}))?;
    Ok(())
}

/// Opens a month that takes adjustments only, and those after it.
///
/// # Errors
/// `month_closed`: a closed month never opens again.
pub fn reopen(w: &Writer<'_>, month: Month) -> Result<()> {
    refuse_hard_closed(w, month)?;
    if last_soft_closed(w)?.is_some_and(|last| last >= month) {
        set_setting(w, SOFT_CLOSED, Some(&month.previous().to_string()))?;
    }
    audit::record(w, &serde_json::json!({"reopened": month}))?;
    Ok(())
}

fn refuse_hard_closed(r: &Reader<'_>, month: Month) -> Result<()> {
    refuse_through(last_closed(r)?, month)
}

fn refuse_through(closed: Option<Month>, month: Month) -> Result<()> {
    match closed {
        Some(last) if month <= last => {
            Err(Error::MonthClosed { month: month.to_string(), next_open: last.next().to_string() })
        }
        _ => Ok(()),
    }
}

/// # Errors
/// `month_closed` where the day lies in a closed month; `forbidden` and `month_soft_closed` where the month takes
/// adjustments only and the actor lacks the right, or gives no reason.
pub fn refuse_closed(w: &Writer<'_>, date: Day) -> Result<()> {
    adjustment(w, &periods(w)?, Month::of(date)).map(|_| ())
}

/// The reason to record with what is posted into that month: that of an adjustment, none in an open one.
pub(super) fn adjustment(w: &Writer<'_>, periods: &Periods, month: Month) -> Result<Option<String>> {
    refuse_through(periods.closed, month)?;
    if periods.soft_closed.is_none_or(|last| month > last) {
        return Ok(None);
    }
    let Stamp { actor, command, reason, .. } = w.stamp();
    let role = access::role_of(w, actor)?;
    if !role.is_some_and(|role| role.allows(Right::Adjust)) {
        let role = role.map_or("", Role::as_str);
        return Err(Error::Forbidden { command: command.into(), role: role.into(), right: "Adjust".into() });
    }
    match reason.map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) => Ok(Some(reason.to_owned())),
        None => Err(Error::MonthSoftClosed { month: month.to_string() }),
    }
}

/// Whether a correction may relate to a month: it is closed, and lies before the one it is posted in.
pub(super) fn refuse_unrelated(closed: Option<Month>, relates_to: Month, posted_in: Month) -> Result<()> {
    let is_closed = closed.is_some_and(|last| relates_to <= last);
    match is_closed && relates_to < posted_in {
        true => Ok(()),
        false => Err(Error::FieldInvalid { field: "relates_to".into(), value: relates_to.to_string() }),
    }
}

/// Closes a month and every open month before it.
///
/// # Errors
/// `month_closed` where it is closed already.
pub fn close(w: &Writer<'_>, month: Month) -> Result<Seq> {
    refuse_hard_closed(w, month)?;
    let head = audit::head(w, None)?;
    let act = audit::begin(w)?;
    let text = canonical_closing(month, &head.hash);
    w.execute(
        "insert into closing (month, seq, head)
         select :month, :seq, hash from trail where seq = :head
         union all select :month, :seq, zeroblob(32) where :head = 0",
        named_params! {":month": month, ":seq": act.seq, ":head": head.seq},
    )?;
    audit::seal(w, act, Subject::Closing, audit::digest(&[text.as_bytes()]))
}

/// What the trail's digest covers of a closing.
pub(super) fn canonical_closing(month: Month, head: &str) -> String {
    audit::canonical(&serde_json::json!({"head": head, "month": month}))
}

impl Closing {
    /// What the trail's digest covers, from the stored row.
    pub fn canonical(&self) -> String {
        canonical_closing(self.month, &self.head)
    }
}
