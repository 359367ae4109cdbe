//! Grades as reviews kept them: a run over all customers on a day, covered by one digest in the trail.
//!
//! One review a month counts towards rising: a second one in the same month begins from the month before and stands instead
//! of the first. The rows are written once and never changed.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::grade::{Grade, KnockOut, Standing};
use crate::audit::{self, Digest, hex};
use crate::calendar::{Day, Month};
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Figure, Money};
use crate::store::{PartyId, Reader, Seq, Writer};

/// What overruled the score, without its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KnockOutKind {
    WriteOff,
    Insolvency,
    LongOverdue,
    Bounced,
}

impl KnockOutKind {
    const ALL: [KnockOutKind; 4] =
        [KnockOutKind::WriteOff, KnockOutKind::Insolvency, KnockOutKind::LongOverdue, KnockOutKind::Bounced];

    fn as_str(self) -> &'static str {
        match self {
            KnockOutKind::WriteOff => "write_off",
            KnockOutKind::Insolvency => "insolvency",
            KnockOutKind::LongOverdue => "long_overdue",
            KnockOutKind::Bounced => "bounced",
        }
    }
}

impl From<KnockOut> for KnockOutKind {
    fn from(knock_out: KnockOut) -> KnockOutKind {
        match knock_out {
            KnockOut::WriteOff { .. } => KnockOutKind::WriteOff,
            KnockOut::Insolvency { .. } => KnockOutKind::Insolvency,
            KnockOut::LongOverdue { .. } => KnockOutKind::LongOverdue,
            KnockOut::Bounced { .. } => KnockOutKind::Bounced,
        }
    }
}

/// A customer in a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CreditReviewRow {
    pub party_id: PartyId,
    pub date: Day,
    /// Absent where it is not rated.
    pub grade: Option<Grade>,
    /// Reviews on end whose score was good enough for the next better grade.
    pub rises: u32,
    pub score: Option<Figure>,
    pub raw: Option<Figure>,
    /// PAYDEX-style.
    pub late_index: Option<Figure>,
    pub invoices: u32,
    /// The class by volume: 1 is A, 2 is B, 3 is C.
    pub volume: u32,
    pub knock_out: Option<KnockOutKind>,
    /// What the figures suggested.
    pub limit: Money,
    /// Of each factor, in their order.
    pub points: Vec<Figure>,
}

/// A review that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CreditReviewRun {
    pub seq: Seq,
    pub date: Day,
    #[ts(type = "number")]
    pub customers: i64,
    pub reviewed_by: String,
}

/// Keeps a review of a day; gives its act.
///
/// # Errors
/// `field_invalid` for a day before a later review.
pub fn keep_review(w: &Writer<'_>, date: Day, rows: &[CreditReviewRow]) -> Result<Seq> {
    let later: bool = w.value(
        "select exists (select 1 from credit_review_run where date > :date)",
        named_params! {":date": date},
    )?;
    if later {
        return Err(Error::FieldInvalid { field: "date".into(), value: date.to_string() });
    }
    let lines: Vec<Line> = rows.iter().map(Line::of).collect();
    let digest = digest_of(&lines)?;
    let body = json!({"credit_review": {"customers": lines.len(), "date": date, "rows": hex(&digest)}});
    let seq = audit::record(w, &body)?;
    w.execute(
        include_str!("insert_run.sql"),
        named_params! {":seq": seq, ":date": date, ":customers": lines.len() as i64, ":digest": digest},
    )?;
    let day = date.to_string();
    for line in &lines {
        w.put(
            include_str!("insert_review.sql"),
            named_params! {":party_id": line.party_id, ":date": day, ":seq": seq, ":grade": line.grade,
            ":rises": line.rises, ":score": line.score, ":raw": line.raw, ":late_index": line.late_index,
            ":invoices": line.invoices, ":volume": line.volume, ":knock_out": line.knock_out, ":limit_minor": line.limit_minor,
            ":points": line.points},
        )?;
    }
    Ok(seq)
}

/// A row as it is stored and as the digest covers it, its fields in the order of their names.
#[derive(Debug, Serialize)]
struct Line {
    grade: Option<String>,
    invoices: u32,
    knock_out: Option<String>,
    late_index: Option<String>,
    limit_minor: i64,
    party_id: PartyId,
    points: String,
    raw: Option<String>,
    rises: u32,
    score: Option<String>,
    volume: u32,
}

impl Line {
    fn of(row: &CreditReviewRow) -> Line {
        let text = |figure: Option<Figure>| figure.map(|figure| figure.to_string());
        let points: Vec<String> = row.points.iter().map(|points| format!("\"{points}\"")).collect();
        Line {
            grade: row.grade.map(|grade| grade.as_str().to_owned()),
            invoices: row.invoices,
            knock_out: row.knock_out.map(|kind| kind.as_str().to_owned()),
            late_index: text(row.late_index),
            limit_minor: row.limit.minor(),
            party_id: row.party_id,
            points: format!("[{}]", points.join(",")),
            raw: text(row.raw),
            rises: row.rises,
            score: text(row.score),
            volume: row.volume,
        }
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Line> {
        Ok(Line {
            grade: row.get("grade")?,
            invoices: row.get("invoices")?,
            knock_out: row.get("knock_out")?,
            late_index: row.get("late_index")?,
            limit_minor: row.get("limit_minor")?,
            party_id: row.get("party_id")?,
            points: row.get("points")?,
            raw: row.get("raw")?,
            rises: row.get("rises")?,
            score: row.get("score")?,
            volume: row.get("volume")?,
        })
    }
}

/// By customer.
fn digest_of(lines: &[Line]) -> Result<Digest> {
    let mut by_party: Vec<&Line> = lines.iter().collect();
    by_party.sort_by_key(|line| line.party_id);
    Ok(audit::digest(&[&audit::canonical_body(&by_party)?]))
}

/// Reviews whose rows are no longer those that the trail has seen.
pub fn review_faults(r: &Reader<'_>, shown: u32) -> Result<Vec<String>> {
    let runs = r.rows(include_str!("runs_in_trail.sql"), [], |row| {
        Ok((
            row.get::<_, Seq>("seq")?,
            row.get::<_, Digest>("digest")?,
            row.get::<_, Option<String>>("sealed")?,
        ))
    })?;
    let mut faults = Vec::new();
    for (seq, digest, sealed) in runs {
        let lines = r.rows(
            "select * from credit_review where seq = :seq order by party_id",
            named_params! {":seq": seq},
            Line::read,
        )?;
        if digest_of(&lines)? != digest || sealed.is_some_and(|sealed| sealed != hex(&digest)) {
            faults.push(format!("credit_review #{seq}"));
        }
        if faults.len() >= shown as usize {
            break;
        }
    }
    Ok(faults)
}

/// The last review on a day or before, of a customer.
pub fn last_review(r: &Reader<'_>, party: PartyId, day: Day, known: Seq) -> Result<Option<CreditReviewRow>> {
    let found = history(r, party, day, known, 1)?;
    Ok(found.into_iter().next())
}

/// A customer's reviews up to a day, the latest first; of several in a month each.
pub fn history(
    r: &Reader<'_>,
    party: PartyId,
    day: Day,
    known: Seq,
    limit: u32,
) -> Result<Vec<CreditReviewRow>> {
    let currency = book(r)?.currency;
    let of = named_params! {":party": party, ":day": day, ":known": known, ":limit": limit};
    let rows = r.rows(include_str!("history.sql"), of, |row| Ok((row.get("date")?, Line::read(row)?)))?;
    rows.into_iter().map(|(date, line)| row_of(line, date, currency)).collect()
}

/// How everyone stood in the last review on a day or before, and the day of it.
pub fn standings(r: &Reader<'_>, day: Day, known: Seq) -> Result<Option<Review>> {
    let run = r.row(include_str!("last_run.sql"), named_params! {":day": day, ":known": known}, |row| {
        Ok((row.get::<_, Seq>("seq")?, row.get::<_, Day>("date")?))
    })?;
    let Some((seq, date)) = run else { return Ok(None) };
    let currency = book(r)?.currency;
    let lines =
        r.rows("select * from credit_review where seq = :seq", named_params! {":seq": seq}, Line::read)?;
    let rows = lines.into_iter().map(|line| Ok((line.party_id, row_of(line, date, currency)?)));
    Ok(Some(Review { date, rows: rows.collect::<Result<_>>()? }))
}

/// A review as it was kept.
#[derive(Debug, Clone)]
pub struct Review {
    pub date: Day,
    pub rows: BTreeMap<PartyId, CreditReviewRow>,
}

impl Review {
    /// How a customer stands for a review of `day`: counting goes on only from the month right before it.
    pub fn standing(&self, party: PartyId, day: Day) -> Option<Standing> {
        let row = self.rows.get(&party)?;
        let goes_on = Month::of(self.date) == Month::of(day).previous();
        Some(Standing { grade: row.grade, rises: if goes_on { row.rises } else { 0 } })
    }
}

/// Every review that was kept, the latest first.
pub fn review_runs(r: &Reader<'_>) -> Result<Vec<CreditReviewRun>> {
    r.rows(include_str!("runs.sql"), [], |row| {
        Ok(CreditReviewRun {
            seq: row.get("seq")?,
            date: row.get("date")?,
            customers: row.get("customers")?,
            reviewed_by: row.get("reviewed_by")?,
        })
    })
}

fn row_of(line: Line, date: Day, currency: crate::money::Currency) -> Result<CreditReviewRow> {
    let figure = |text: Option<String>| text.as_deref().map(str::parse).transpose();
    let damaged = |error: serde_json::Error| Error::BookDamaged { reason: format!("credit review: {error}") };
    let points: Vec<Figure> = serde_json::from_str(&line.points).map_err(damaged)?;
    Ok(CreditReviewRow {
        party_id: line.party_id,
        date,
        grade: line.grade.as_deref().and_then(Grade::from_stored),
        rises: line.rises,
        score: figure(line.score)?,
        raw: figure(line.raw)?,
        late_index: figure(line.late_index)?,
        invoices: line.invoices,
        volume: line.volume,
        knock_out: KnockOutKind::ALL
            .into_iter()
            .find(|kind| Some(kind.as_str()) == line.knock_out.as_deref()),
        limit: Money::from_minor(line.limit_minor, currency),
        points,
    })
}
