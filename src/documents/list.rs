//! Lists of documents, cut by key.

use rusqlite::named_params;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::kind::DocumentKind;
use super::record::Record;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::{Money, Rate};
use crate::parties::merged_parties;
use crate::store::{DocumentId, Page, PartyId, Query, Reader, SegmentId};

/// What is left of a document now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentState {
    /// Something of it is not settled.
    Open,
    /// Open, and its due day is past.
    Overdue,
    Settled,
    Void,
    /// A quote whose last day is past.
    Expired,
    /// A quote the customer took, or that became an order.
    Accepted,
    Declined,
    /// A quote that another version replaced.
    Superseded,
    /// Of an order nothing is left to deliver or to invoice, of a delivery nothing to invoice.
    Completed,
    /// An order or a delivery that goes no further.
    Closed,
}

impl DocumentState {
    pub const ALL: [DocumentState; 10] = [
        DocumentState::Open,
        DocumentState::Overdue,
        DocumentState::Settled,
        DocumentState::Void,
        DocumentState::Expired,
        DocumentState::Accepted,
        DocumentState::Declined,
        DocumentState::Superseded,
        DocumentState::Completed,
        DocumentState::Closed,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            DocumentState::Open => "open",
            DocumentState::Overdue => "overdue",
            DocumentState::Settled => "settled",
            DocumentState::Void => "void",
            DocumentState::Expired => "expired",
            DocumentState::Accepted => "accepted",
            DocumentState::Declined => "declined",
            DocumentState::Superseded => "superseded",
            DocumentState::Completed => "completed",
            DocumentState::Closed => "closed",
        }
    }
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct DocumentList {
    /// All where empty.
    pub kinds: Vec<DocumentKind>,
    pub state: Option<DocumentState>,
    pub party_id: Option<PartyId>,
    /// The customers of a saved segment only.
    pub segment: Option<SegmentId>,
    /// Who they are: looked up above, as this room knows no segments.
    #[serde(skip)]
    #[ts(skip)]
    pub members: Option<Vec<PartyId>>,
    /// Part of the number or the reference, or of the party's name.
    pub text: Option<String>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// Latest first unless set.
    pub ascending: bool,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct DocumentRow {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    pub party_id: PartyId,
    pub party_name: String,
    pub date: Day,
    /// Of what is open of it the earliest, where it is paid in instalments.
    pub due_on: Option<Day>,
    pub reference: Option<String>,
    pub total: Money,
    pub remaining: Money,
    pub state: DocumentState,
}

/// Of all rows the filter leaves.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct DocumentTotals {
    #[ts(type = "number")]
    pub count: i64,
    pub total: Money,
    pub remaining: Money,
    pub overdue: Money,
}

const SELECT: &str = include_str!("list.sql");
/// A quote past its day is expired, an order is late.
const IS_OPEN: &str =
    "(v.seq is null and s.state = 'open' and (d.kind <> 'quote' or d.due_on is null or d.due_on >= ?)
    or exists (select 1 from document_open o where o.document_seq = d.seq)
    or exists (select 1 from rescheduled_open o where o.document_seq = d.seq))";
const IS_EXPIRED: &str = "d.kind = 'quote' and v.seq is null and s.state = 'open' and d.due_on < ?";
/// What only documents before the invoice are.
const STANDS: &str = "v.seq is null and s.state = ?";
const IS_SETTLED: &str = "v.seq is null and d.kind not in ('quote', 'sales_order', 'delivery')
    and not exists (select 1 from document_open o where o.document_seq = d.seq)
    and not exists (select 1 from rescheduled_open o where o.document_seq = d.seq)";
const IS_OVERDUE: &str = "d.due_on is not null
  and (v.seq is null and s.state = 'open' and d.kind = 'sales_order' and d.due_on < ?
    or exists (select 1 from document_open o where o.document_seq = d.seq and o.due_on < ?)
    or exists (select 1 from rescheduled_open o where o.document_seq = d.seq and o.due_on < ?))";

/// Of those parties, and of the parties that were merged into them.
const IS_OF_MEMBERS: &str = "d.party_id in (
  with recursive whose (id) as (
    select value from json_each(?)
    union
    select m.party_id from party_merge m join whose on m.into_id = whose.id
    where not exists (select 1 from party_merge_undo u where u.merge_seq = m.seq)
  )
  select id from whose)";

/// How a document that posts nothing stands on a day: `standing` is the word of the view of that name.
fn before_invoice(kind: DocumentKind, standing: &str, due_on: Option<Day>, today: Day) -> DocumentState {
    let known = DocumentState::ALL.into_iter().find(|state| state.as_str() == standing);
    match known.unwrap_or(DocumentState::Open) {
        DocumentState::Open if due_on.is_some_and(|due| due < today) => match kind {
            DocumentKind::Quote => DocumentState::Expired,
            _ => DocumentState::Overdue,
        },
        state => state,
    }
}

/// How a standing document that posts nothing stands on a day.
pub(super) fn standing(r: &Reader<'_>, document: &Record, today: Day) -> Result<DocumentState> {
    let word: String =
        r.value("select state from standing where document_seq = :seq", named_params! {":seq": document.id})?;
    Ok(before_invoice(document.kind, &word, document.due_on, today))
}

/// Documents by date, latest first; `today` decides what is overdue.
pub fn list(r: &Reader<'_>, input: &DocumentList, today: Day) -> Result<Page<DocumentRow>> {
    let limit = input.limit.unwrap_or(100).min(1000);
    let mut query = filtered(r, Query::new(SELECT), input, today)?;
    if let Some(after) = &input.after {
        let (date, seq) = parse_key(after)?;
        let condition = if input.ascending { "(d.date, d.seq) > (?, ?)" } else { "(d.date, d.seq) < (?, ?)" };
        query = query.filter(condition, [date, seq]);
    }
    let rows = rows(r, query.limit(limit), input.ascending, today)?;
    let full = rows.len() == limit as usize;
    let next = rows.last().filter(|_| full).map(|row| format!("{}|{}", row.date, row.id));
    Ok(Page { rows, next })
}

/// Every document the filter leaves, in the order of the list.
pub fn list_whole(r: &Reader<'_>, input: &DocumentList, today: Day) -> Result<Vec<DocumentRow>> {
    rows(r, filtered(r, Query::new(SELECT), input, today)?, input.ascending, today)
}

/// The documents of those keys, latest first.
pub fn list_of(r: &Reader<'_>, ids: &[DocumentId], today: Day) -> Result<Vec<DocumentRow>> {
    let keys = serde_json::to_string(ids).map_err(Error::unexpected)?;
    let query = Query::new(SELECT).filter("d.seq in (select value from json_each(?))", [keys.into()]);
    rows(r, query, false, today)
}

fn rows(r: &Reader<'_>, query: Query, ascending: bool, today: Day) -> Result<Vec<DocumentRow>> {
    query.order(&["d.date", "d.seq"], !ascending).rows(r, |row| {
        let currency = row.get("currency")?;
        let next_due_on: Option<Day> = row.get("next_due_on")?;
        let due_on = if next_due_on.is_some() { next_due_on } else { row.get("due_on")? };
        let remaining = Money::from_minor(row.get("remaining_minor")?, currency);
        let kind: String = row.get("kind")?;
        let kind = DocumentKind::from_name(&kind).unwrap_or(DocumentKind::Invoice);
        let state = match () {
            () if row.get::<_, bool>("void")? => DocumentState::Void,
            () if !kind.posts() => {
                let standing: Option<String> = row.get("standing")?;
                before_invoice(kind, standing.as_deref().unwrap_or_default(), due_on, today)
            }
            () if remaining.is_zero() => DocumentState::Settled,
            () if due_on.is_some_and(|due| due < today) => DocumentState::Overdue,
            () => DocumentState::Open,
        };
        Ok(DocumentRow {
            id: row.get("seq")?,
            kind,
            number: row.get("number")?,
            party_id: row.get("party_id")?,
            party_name: row.get("party_name")?,
            date: row.get("date")?,
            due_on,
            reference: row.get("reference")?,
            total: Money::from_minor(row.get("gross_minor")?, currency),
            remaining,
            state,
        })
    })
}

/// The sums over everything the filter leaves, in the book's currency at each document's own rate.
pub fn list_totals(r: &Reader<'_>, input: &DocumentList, today: Day) -> Result<DocumentTotals> {
    let book = crate::ledger::book(r)?;
    let select = Query::new(include_str!("list_totals.sql"))
        .bind([today.to_string().into(), today.to_string().into()]);
    let found = filtered(r, select, input, today)?.rows(r, |row| {
        let gross = Money::from_minor(row.get("gross_minor")?, row.get("currency")?);
        let rate: String = row.get("rate")?;
        Ok((
            gross,
            rate,
            row.get::<_, i64>("remaining_minor")?,
            row.get::<_, Option<i64>>("late_minor")?,
            row.get::<_, Option<Day>>("due_on")?,
            row.get::<_, bool>("void")?,
        ))
    })?;
    let (mut total, mut remaining, mut overdue) = (0_i64, 0_i64, 0_i64);
    for (gross, rate, open, late, due_on, void) in &found {
        total += match *void {
            true => 0,
            false if gross.currency() == book.currency => gross.minor(),
            false => rate.parse::<Rate>()?.convert(*gross, book.currency, book.rounding)?.minor(),
        };
        remaining += open;
        let is_late = due_on.is_some_and(|due| due < today);
        overdue += late.unwrap_or(if is_late { *open } else { 0 });
    }
    let money = |minor: i64| Money::from_minor(minor, book.currency);
    Ok(DocumentTotals {
        count: found.len() as i64,
        total: money(total),
        remaining: money(remaining),
        overdue: money(overdue),
    })
}

/// A party's documents are those of the parties that were merged into it too.
fn filtered(r: &Reader<'_>, mut query: Query, input: &DocumentList, today: Day) -> Result<Query> {
    if !input.kinds.is_empty() {
        let names: Vec<&str> = input.kinds.iter().map(|kind| kind.as_str()).collect();
        let json =
            serde_json::to_string(&names).map_err(|error| Error::Database { reason: error.to_string() })?;
        query = query.filter("d.kind in (select value from json_each(?))", [json.into()]);
    }
    if let Some(party) = input.party_id {
        let merged = merged_parties(r, party)?;
        query = match merged.is_empty() {
            true => query.filter("d.party_id = ?", [party.value().into()]),
            false => {
                let ids: Vec<PartyId> =
                    std::iter::once(party).chain(merged.iter().map(|each| each.id)).collect();
                let json = serde_json::to_string(&ids).map_err(Error::unexpected)?;
                query.filter("d.party_id in (select value from json_each(?))", [json.into()])
            }
        };
    }
    if let Some(members) = &input.members {
        let json = serde_json::to_string(members).map_err(Error::unexpected)?;
        query = query.filter(IS_OF_MEMBERS, [json.into()]);
    }
    query = query
        .filter_some("d.date >= ?", input.from.map(|day| day.to_string()))
        .filter_some("d.date <= ?", input.to.map(|day| day.to_string()));
    if let Some(text) = input.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        let part = Value::from(format!("%{}%", text.replace(['%', '_'], "")));
        let condition = "(d.number like ? or d.reference like ? or p.name like ?)";
        query = query.filter(condition, [part.clone(), part.clone(), part]);
    }
    Ok(match input.state {
        None => query,
        Some(DocumentState::Void) => query.filter("v.seq is not null", []),
        Some(DocumentState::Settled) => query.filter(IS_SETTLED, []),
        Some(DocumentState::Open) => query.filter(IS_OPEN, [today.to_string().into()]),
        Some(DocumentState::Expired) => query.filter(IS_EXPIRED, [today.to_string().into()]),
        Some(DocumentState::Overdue) => {
            let today = today.to_string();
            query.filter(IS_OVERDUE, [today.clone().into(), today.clone().into(), today.into()])
        }
        Some(state) => query.filter(STANDS, [state.as_str().to_owned().into()]),
    })
}

fn parse_key(after: &str) -> Result<(Value, Value)> {
    let invalid = || Error::FieldInvalid { field: "after".into(), value: after.into() };
    let (date, seq) = after.split_once('|').ok_or_else(invalid)?;
    Ok((date.to_owned().into(), seq.parse::<i64>().map_err(|_| invalid())?.into()))
}
