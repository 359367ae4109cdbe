//! Taking a document back.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::fulfilment::{invoiced_beyond, keep, roots_of};
use super::kind::DocumentKind;
use super::net_sales::{Sold, keep_net_sale};
use super::record::record;
use super::reschedule::reschedulings;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{book, entry, post, refuse_closed, reverse};
use crate::money::Money;
use crate::settlement::{self, PostingBody, allocate, closing_row, items_of_document, take_back_rows};
use crate::store::{DocumentId, Seq, Writer};

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Voided {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    pub seq: Seq,
    pub date: Day,
}

/// Voids a document on `date` (its own day where that is later): its entry is reversed, what it settled is open
/// again, what it opened is closed. The document keeps its number.
///
/// # Errors
/// `already_void`; `document_settled` while something settles an item of it or corrects it, or it is rescheduled;
/// `document_followed` while something is made from it; `item_revalued` while an
/// item of it is carried at another rate; `item_residue` where it moved after `date`; `month_closed`.
pub fn void(w: &Writer<'_>, id: DocumentId, date: Day, reason: &str) -> Result<Voided> {
    let document =
        record(w, id)?.ok_or_else(|| Error::NotFound { kind: "document".into(), key: id.to_string() })?;
    let number = document.number.clone();
    let void: bool = w.value(
        "select exists (select 1 from document_void where document_seq = :id)",
        named_params! {":id": id},
    )?;
    if void {
        return Err(Error::AlreadyVoid { number });
    }
    let date = date.max(document.date);
    refuse_closed(w, date)?;
    if let Some(last) = reschedulings(w, id)?.last() {
        return Err(Error::DocumentSettled { number, settled_by: format!("#{}", last.seq) });
    }
    // Items of a rescheduling that was taken back are closed already.
    let mut items = items_of_document(w, id)?;
    items.retain(|item| item.seq == id.into());
    if let Some(item) = items.iter().find(|item| item.remaining != item.amount) {
        return Err(Error::DocumentSettled { number, settled_by: settled_by(w, item)? });
    }
    if let Some(item) = items.iter().find(|item| item.remaining_base != item.base) {
        return Err(Error::ItemRevalued { number, date: item.date.to_string() });
    }
    let roots = roots_of(w, &document)?;
    let followed = followed_by(w, id)?;
    if !followed.is_empty() {
        return Err(Error::DocumentFollowed { number, followed_by: followed.join(", ") });
    }
    let followed_by = corrected_by(w, id)?;
    if !followed_by.is_empty() {
        return Err(Error::DocumentSettled { number, settled_by: followed_by.join(", ") });
    }
    let original = entry(w, id.into())?;
    let act = audit::begin(w)?;
    w.execute(
        "insert into document_void (document_seq, seq, date, reason, party_id)
         values (:id, :seq, :date, :reason, :party)",
        named_params! {":id": id, ":seq": act.seq, ":date": date, ":reason": reason.trim(),
        ":party": document.party_id},
    )?;
    keep(w, &roots)?;
    refuse_invoiced_beyond(w, &roots, &number)?;
    let reversal = match original {
        Some(original) => Some(post(w, &act, reverse(w, &original, date, book(w)?.red_letter)?)?),
        None => {
            refuse_closed(w, date)?;
            None
        }
    };
    keep_net_sale(w, &document, (act.seq, Sold::Voided { on: date }), reversal.as_ref())?;
    let mut rows = take_back_rows(w, id, date)?;
    rows.extend(items.iter().map(|item| closing_row(item, date)));
    let allocations = allocate(w, &act, BTreeMap::new(), &rows)?;
    let void = Some((id, date, reason.trim()));
    PostingBody::new(reversal.as_ref(), &[], &allocations).with_void(void).seal(w, act)?;
    Ok(Voided { id, kind: document.kind, number, seq: act.seq, date })
}

/// Numbers of what stands on the document: credits of an invoice, what came back of a bad debt.
fn corrected_by(w: &Writer<'_>, id: DocumentId) -> Result<Vec<String>> {
    w.rows(
        "select d.number from document d left join document_void v on v.document_seq = d.seq
         where d.credits_seq = :id and v.seq is null order by d.seq",
        named_params! {":id": id},
        |row| row.get("number"),
    )
}

/// Numbers of what goes on from the document: what was made from its lines, the version that replaced it.
fn followed_by(w: &Writer<'_>, id: DocumentId) -> Result<Vec<String>> {
    w.rows(include_str!("followed_by.sql"), named_params! {":id": id}, |row| row.get("number"))
}

/// What was delivered beyond an order may have been invoiced: without the delivery, more would be invoiced than was ordered.
fn refuse_invoiced_beyond(w: &Writer<'_>, roots: &BTreeSet<DocumentId>, number: &str) -> Result<()> {
    for root in roots {
        if let Some(settled_by) = invoiced_beyond(w, *root)? {
            return Err(Error::DocumentFollowed { number: number.into(), followed_by: settled_by });
        }
    }
    Ok(())
}

/// The numbers of what settles an item, for the refusal.
fn settled_by(w: &Writer<'_>, item: &settlement::OpenItem) -> Result<String> {
    let numbers: Vec<String> =
        w.rows(include_str!("settled_by.sql"), named_params! {":item": item.id}, |row| row.get("number"))?;
    let settled = Money::from_minor(item.amount.minor() - item.remaining.minor(), item.amount.currency());
    Ok(if numbers.is_empty() { settled.to_plain() } else { numbers.join(", ") })
}
