//! What customers owed and how it was settled, read in one pass: the same rows for one customer and for all.

use rusqlite::{Row, named_params};

use crate::calendar::Day;
use crate::classes::AsOf;
use crate::error::Result;
use crate::store::{DocumentId, OpenItemId, PartyId, Reader};

/// A receivable item with everything that settled it up to the day. Amounts in minor units; `base` is the book's currency.
#[derive(Debug)]
pub(super) struct Item {
    pub party: PartyId,
    pub id: OpenItemId,
    pub document: Option<DocumentId>,
    /// Of the document; empty without one.
    pub number: String,
    pub kind: ItemKind,
    /// Opened by the document itself, not when it was rescheduled or moved.
    pub is_first: bool,
    /// The day of the document.
    pub dated: Day,
    pub date: Day,
    pub due_on: Day,
    pub amount_minor: i64,
    pub base_minor: i64,
    pub settled: Vec<Settling>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    Invoice,
    CreditNote,
    Other,
}

#[derive(Debug)]
pub(super) struct Settling {
    pub on: Day,
    pub by: Option<DocumentId>,
    pub way: SettledWay,
    pub minor: i64,
    pub base_minor: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SettledWay {
    Money,
    WrittenOff,
    Other,
}

/// Hands each item to `take`: of one customer, or of all, in the order they were opened.
///
/// # Errors
/// What `take` refuses ends the pass.
pub(super) fn each_item(
    r: &Reader<'_>,
    party: Option<PartyId>,
    as_of: AsOf,
    mut take: impl FnMut(&Item) -> Result<()>,
) -> Result<()> {
    let mut statement = r.prepare(include_str!("items.sql"))?;
    let mut rows =
        statement.query(named_params! {":party": party, ":as_of": as_of.day, ":known": as_of.known})?;
    let mut current = None::<Item>;
    while let Some(row) = rows.next()? {
        let id: OpenItemId = row.get("item_id")?;
        if current.as_ref().is_none_or(|item| item.id != id) {
            if let Some(whole) = current.take() {
                take(&whole)?;
            }
            current = Some(item(row, id)?);
        }
        if let (Some(item), Some(settling)) = (current.as_mut(), settling(row)?) {
            item.settled.push(settling);
        }
    }
    current.map_or(Ok(()), |whole| take(&whole))
}

fn item(row: &Row<'_>, id: OpenItemId) -> rusqlite::Result<Item> {
    let kind: Option<String> = row.get("kind")?;
    Ok(Item {
        party: row.get("party_id")?,
        id,
        document: row.get("document_seq")?,
        number: row.get::<_, Option<String>>("number")?.unwrap_or_default(),
        kind: match kind.as_deref() {
            Some("invoice") => ItemKind::Invoice,
            Some("credit_note") => ItemKind::CreditNote,
            _ => ItemKind::Other,
        },
        is_first: row.get("is_first")?,
        dated: row.get("dated")?,
        date: row.get("date")?,
        due_on: row.get("due_on")?,
        amount_minor: row.get("amount_minor")?,
        base_minor: row.get("base_minor")?,
        settled: Vec::new(),
    })
}

fn settling(row: &Row<'_>) -> rusqlite::Result<Option<Settling>> {
    let Some(on) = row.get::<_, Option<Day>>("settled_on")? else { return Ok(None) };
    let kind: Option<String> = row.get("settled_kind")?;
    Ok(Some(Settling {
        on,
        by: row.get("settled_by")?,
        way: match kind.as_deref() {
            Some("receipt") => SettledWay::Money,
            Some("bad_debt") => SettledWay::WrittenOff,
            _ => SettledWay::Other,
        },
        minor: row.get("settled_minor")?,
        base_minor: row.get("settled_base_minor")?,
    }))
}

/// What one receipt paid of an item, from the day it first did; what was taken back is no part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PaidPart {
    by: Option<DocumentId>,
    pub on: Day,
    pub base_minor: i64,
}

impl Item {
    /// By receipt.
    pub fn paid(&self) -> Vec<PaidPart> {
        let mut parts: Vec<PaidPart> = Vec::new();
        for each in self.settled.iter().filter(|each| each.way == SettledWay::Money) {
            match parts.iter_mut().find(|part| part.by == each.by) {
                Some(part) => {
                    part.base_minor += each.base_minor;
                    part.on = part.on.min(each.on);
                }
                None => parts.push(PaidPart { by: each.by, on: each.on, base_minor: each.base_minor }),
            }
        }
        parts.retain(|part| part.base_minor > 0);
        parts
    }

    /// In the book's currency.
    pub fn open_base_minor(&self) -> i64 {
        self.base_minor - self.settled.iter().map(|each| each.base_minor).sum::<i64>()
    }

    pub fn is_settled(&self) -> bool {
        self.settled.iter().map(|each| each.minor).sum::<i64>() == self.amount_minor
    }

    /// When what was given up of it was last given up; what came back since is not counted.
    pub fn written_off_on(&self) -> Option<Day> {
        let given_up = self.settled.iter().filter(|each| each.way == SettledWay::WrittenOff);
        let (sum, last) =
            given_up.fold((0, None), |(sum, last), each| (sum + each.base_minor, last.max(Some(each.on))));
        last.filter(|_| sum > 0)
    }
}
