//! Activities of many parties: those that stand, listed by day, and how many of each kind there are of each person.
//!
//! An activity is whoever's who recorded it first, whoever corrected it later; what was corrected or withdrawn does not
//! count.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::ActivityKind;
use super::unknown;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::store::{Page, PartyId, Query, Reader, Seq, UserId};

/// Which activities a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ActivityList {
    /// Everybody's where absent.
    pub author_id: Option<UserId>,
    pub kind: Option<ActivityKind>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// Part of the text, the contact or the party's name.
    pub text: Option<String>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ActivityRow {
    /// The act that recorded it as it stands.
    pub seq: Seq,
    pub date: Day,
    pub time: Option<String>,
    pub kind: ActivityKind,
    pub party_id: PartyId,
    pub party_name: String,
    pub contact: String,
    pub text: String,
    pub next_step: String,
    pub next_on: Option<Day>,
    /// Who recorded it first.
    pub author_id: UserId,
    pub author: String,
}

/// How many activities there are of each kind, and with how many parties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActivityCount {
    pub of: BTreeMap<ActivityKind, i64>,
    pub total: i64,
    pub parties: i64,
}

/// Activities by day, the latest first.
///
/// # Errors
/// `field_invalid` for an `after` that no page gave.
pub fn activities(r: &Reader<'_>, input: &ActivityList) -> Result<Page<ActivityRow>> {
    let limit = input.limit.unwrap_or(100).clamp(1, 1000);
    let mut query = filtered(input);
    if let Some(after) = &input.after {
        let invalid = || Error::FieldInvalid { field: "after".into(), value: after.clone() };
        let (date, seq) = after.split_once('|').ok_or_else(invalid)?;
        let seq: i64 = seq.parse().map_err(|_| invalid())?;
        query = query.filter("(a.date, a.seq) < (?, ?)", [date.to_owned().into(), seq.into()]);
    }
    let rows = query.limit(limit).rows(r, read)?;
    let full = rows.len() == limit as usize;
    let next = rows.last().filter(|_| full).map(|row| format!("{}|{}", row.date, row.seq));
    Ok(Page { rows, next })
}

/// Every activity the filter leaves, in the order of the list.
pub fn activities_whole(r: &Reader<'_>, input: &ActivityList) -> Result<Vec<ActivityRow>> {
    filtered(input).rows(r, read)
}

fn filtered(input: &ActivityList) -> Query {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let query = Query::new(include_str!("activity_list.sql"))
        .filter("not a.withdrawn", [])
        .filter("not exists (select 1 from activity c where c.corrects_seq = a.seq)", [])
        .filter_some("u.id = ?", input.author_id.map(UserId::value))
        .filter_some("a.kind = ?", input.kind.map(|kind| kind.as_str().to_owned()))
        .filter_some("a.date >= ?", day(input.from))
        .filter_some("a.date <= ?", day(input.to))
        .order(&["a.date", "a.seq"], true);
    match input.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        None => query,
        Some(text) => {
            let part = Value::from(format!("%{}%", text.replace(['%', '_'], "")));
            let condition = "(a.text like ? or a.contact like ? or p.name like ?)";
            query.filter(condition, [part.clone(), part.clone(), part])
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ActivityRow> {
    Ok(ActivityRow {
        seq: row.get("seq")?,
        date: row.get("date")?,
        time: row.get("time")?,
        kind: read_kind(&row.get::<_, String>("kind")?)?,
        party_id: row.get("party_id")?,
        party_name: row.get("party_name")?,
        contact: row.get("contact")?,
        text: row.get("text")?,
        next_step: row.get("next_step")?,
        next_on: row.get("next_on")?,
        author_id: row.get("author_id")?,
        author: row.get("author")?,
    })
}

fn read_kind(word: &str) -> rusqlite::Result<ActivityKind> {
    ActivityKind::from_name(word).ok_or_else(|| unknown("kind", word))
}

/// What happened in a period, as known at a moment, by person; of all together under `None`.
pub fn count_activities(
    r: &Reader<'_>,
    from: Day,
    to: Day,
    known: Seq,
) -> Result<BTreeMap<Option<UserId>, ActivityCount>> {
    let rows = r.rows(
        include_str!("activity_counts.sql"),
        named_params! {":from": from, ":to": to, ":known": known},
        |row| {
            let kind: Option<String> = row.get("kind")?;
            let kind = kind.as_deref().map(read_kind).transpose()?;
            let parties: Option<i64> = row.get("parties")?;
            Ok((row.get::<_, Option<UserId>>("author_id")?, kind, row.get::<_, i64>("count")?, parties))
        },
    )?;
    let mut counts: BTreeMap<Option<UserId>, ActivityCount> = BTreeMap::new();
    for (author, kind, count, parties) in rows {
        let own = counts.entry(author).or_default();
        match kind {
            Some(kind) => *own.of.entry(kind).or_default() += count,
            None => (own.total, own.parties) = (count, parties.unwrap_or_default()),
        }
    }
    let everybody: Vec<(ActivityKind, i64)> =
        counts.values().flat_map(|own| own.of.iter().map(|(kind, count)| (*kind, *count))).collect();
    let all = counts.entry(None).or_default();
    for (kind, count) in everybody {
        *all.of.entry(kind).or_default() += count;
    }
    Ok(counts)
}
