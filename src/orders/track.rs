//! One document on its way: what it came from, what became of it, and how far each line is.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::calendar::Day;
use crate::documents::{
    Decided, DocumentKind, DocumentRow, LineKey, Progress, Record, credited_of, decisions, list_of,
    progress_from, record, versions,
};
use crate::error::{Error, Result};
use crate::money::Figure;
use crate::store::{DocumentId, Reader};

/// How far a line is, in its own unit.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct LineProgress {
    pub line: u32,
    pub quantity: Figure,
    /// Of a quote's line: what orders took of it.
    pub ordered: Figure,
    /// Less what came back.
    pub delivered: Figure,
    pub invoiced: Figure,
    pub credited: Figure,
    pub to_deliver: Figure,
    pub to_invoice: Figure,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Track {
    /// Empty for a document whose lines go no further.
    pub lines: Vec<LineProgress>,
    /// Everything it was made from and everything made from it, in the order of acts; void ones among them.
    pub chain: Vec<DocumentRow>,
    /// Versions of a quote from the first to the last, where there are several.
    pub versions: Vec<DocumentRow>,
    /// Of several the last counts.
    pub decisions: Vec<Decided>,
}

/// # Errors
/// `not_found`.
pub fn track(r: &Reader<'_>, id: DocumentId, today: Day) -> Result<Track> {
    let missing = || Error::NotFound { kind: "document".into(), key: id.to_string() };
    let document = record(r, id)?.ok_or_else(missing)?;
    let chain: Vec<DocumentId> =
        r.rows(include_str!("chain.sql"), named_params! {":id": id}, |row| row.get("seq"))?;
    let of_versions = match document.kind {
        DocumentKind::Quote => versions(r, id)?,
        _ => Vec::new(),
    };
    Ok(Track {
        lines: lines(r, &document)?,
        chain: in_order(r, &chain, today)?,
        versions: if of_versions.len() > 1 { in_order(r, &of_versions, today)? } else { Vec::new() },
        decisions: decisions(r, id)?,
    })
}

fn in_order(r: &Reader<'_>, ids: &[DocumentId], today: Day) -> Result<Vec<DocumentRow>> {
    let mut rows = list_of(r, ids, today)?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

fn lines(r: &Reader<'_>, document: &Record) -> Result<Vec<LineProgress>> {
    let mut roots: BTreeMap<DocumentId, BTreeMap<LineKey, Progress>> = BTreeMap::new();
    let mut lines = Vec::new();
    for (number, line) in (1_u32..).zip(&document.lines) {
        let key = (document.id, number);
        let mut shown = LineProgress {
            line: number,
            quantity: line.quantity,
            ordered: Figure::ZERO,
            delivered: Figure::ZERO,
            invoiced: Figure::ZERO,
            credited: Figure::ZERO,
            to_deliver: Figure::ZERO,
            to_invoice: Figure::ZERO,
        };
        match document.kind {
            DocumentKind::Quote => shown.ordered = Figure(ordered(r, key)?),
            DocumentKind::Invoice => shown.credited = Figure(credited_of(r, document.id, number)?),
            DocumentKind::SalesOrder | DocumentKind::Delivery => {
                let order = line.source.filter(|_| document.kind == DocumentKind::Delivery);
                let root = order.map_or(document.id, |order| order.document_id);
                let of_root = match roots.entry(root) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(progress_from(r, root)?),
                };
                // A void document has no tree: nothing became of it, and nothing is left.
                let known = of_root.get(&key).copied().unwrap_or_default();
                shown.delivered = Figure(known.delivered);
                shown.invoiced = Figure(known.invoiced);
                shown.credited = Figure(known.credited);
                shown.to_deliver = Figure(known.to_deliver);
                shown.to_invoice = Figure(known.to_invoice);
            }
            _ => return Ok(Vec::new()),
        }
        lines.push(shown);
    }
    Ok(lines)
}

/// What standing orders took of a quote's line.
fn ordered(r: &Reader<'_>, (seq, line): LineKey) -> Result<Decimal> {
    let sum: Option<String> =
        r.value(include_str!("ordered.sql"), named_params! {":seq": seq, ":line": line})?;
    sum.map_or(Ok(Decimal::ZERO), |sum| sum.parse().map_err(Error::unexpected))
}
