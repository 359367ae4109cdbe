//! Months and their closing.
//!
//! A closed month takes no postings, ever; a correction goes into the next open one. Closing fixes the month's
//! `known_at`: the act up to which its statements count.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit::{self, Subject};
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::store::{Reader, Seq, Writer};

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

/// # Errors
/// `month_closed` where the day lies in a closed month.
pub fn refuse_closed(r: &Reader<'_>, date: Day) -> Result<()> {
    let month = Month::of(date);
    match last_closed(r)? {
        Some(last) if month <= last => {
            Err(Error::MonthClosed { month: month.to_string(), next_open: last.next().to_string() })
        }
        _ => Ok(()),
    }
}

/// Closes a month and every open month before it.
///
/// # Errors
/// `month_closed` where it is closed already.
pub fn close(w: &Writer<'_>, month: Month) -> Result<Seq> {
    refuse_closed(w, month.first_day())?;
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
