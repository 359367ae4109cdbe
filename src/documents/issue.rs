//! Issuing: from fields to a posted document, in one visible step.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::approval::{People, approve};
use super::desk::Desk;
use super::draft::{self, Draft};
use super::fields::{DocumentFields, Origin};
use super::fulfilment::{keep, roots_of};
use super::kind::{DocumentKind, Flow};
use super::net_sales::{Sold, keep_net_sale};
use super::planning::plan;
use super::record::Record;
use super::versions::next_version;
use crate::audit;
use crate::calendar::Day;
use crate::credit::{self, Checked, Clearance, Stops};
use crate::error::{Error, Result};
use crate::ledger::{Entry, Side, Why, take_number};
use crate::money::Money;
use crate::store::{DocumentId, DraftId, Reader, UserId, Writer};

/// A document that was just issued.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Issued {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    pub total: Money,
    /// Absent where nothing moved between accounts.
    pub entry: Option<Entry>,
}

/// Issues a draft and removes it.
///
/// # Errors
/// `stale` where the draft was saved meanwhile, `approval_missing` where it needs another user's approval, and whatever
/// [`issue`] refuses; the draft then stays.
pub fn issue_draft(w: &Writer<'_>, id: DraftId, version: u32, today: Day) -> Result<Issued> {
    let draft = draft::draft(w, id)?;
    draft::refuse_stale(&draft, version, &draft.fields)?;
    let people = People { prepared_by: draft.prepared_by, approved_by: draft.approved_by };
    if draft.fields.kind().posts() {
        people.refuse_unapproved(w, false)?;
    }
    let why = people.name_in(Why::default(), w);
    let issued = issue_planned(&Desk::new(w)?, w, &draft.fields, Origin::Ours, (today, why))?;
    draft::remove(w, id)?;
    Ok(issued)
}

/// Approves a draft as it stands.
///
/// # Errors
/// `approval_own` where the actor prepared it; `stale`.
pub fn approve_draft(w: &Writer<'_>, id: DraftId, version: u32) -> Result<Draft> {
    let draft = draft::draft(w, id)?;
    draft::refuse_stale(&draft, version, &draft.fields)?;
    approve(w, id, draft.prepared_by)?;
    draft::draft(w, id)
}

/// Issues a document: checks it, takes its number, posts its entry, opens or settles its items, and seals the
/// trail over all of it.
///
/// # Errors
/// Every refusal of `Error`'s section "the books"; nothing is written then.
pub fn issue(w: &Writer<'_>, fields: &DocumentFields, origin: Origin<'_>, today: Day) -> Result<Issued> {
    issue_at(&Desk::new(w)?, w, fields, origin, today)
}

/// [`issue`] at a desk of the same transaction, for one document after another.
pub fn issue_at(
    desk: &Desk<'_, '_>,
    w: &Writer<'_>,
    fields: &DocumentFields,
    origin: Origin<'_>,
    today: Day,
) -> Result<Issued> {
    issue_planned(desk, w, fields, origin, (today, Why::default()))
}

fn issue_planned(
    desk: &Desk<'_, '_>,
    w: &Writer<'_>,
    fields: &DocumentFields,
    origin: Origin<'_>,
    (today, why): (Day, Why),
) -> Result<Issued> {
    let plan = plan(desk, fields, today)?;
    let clearance = clearance_of(w, &plan.record, today)?;
    let act = audit::begin(w)?;
    let is_opening = plan.record.kind.flow() == Flow::Opening;
    let number = match origin {
        Origin::Ours if is_opening => plan.record.number.clone(),
        Origin::Ours => match plan.record.supersedes {
            Some(replaced) => next_version(w, replaced)?,
            None => take_number(w, plan.record.kind.as_str(), plan.record.date)?,
        },
        Origin::Imported { number } => number.to_owned(),
    };
    // A version keeps the number of the first, which the series has counted.
    let numbered = origin == Origin::Ours && !is_opening && plan.record.supersedes.is_none();
    let salt = audit::salt(w, "document")?;
    let salesperson = plan.record.salesperson.or(seller(desk, w, plan.record.kind, origin)?);
    let record = Record { id: act.seq.into(), number, numbered, salesperson, salt, ..plan.record };
    refuse_second_bill(desk, &record)?;
    let text = record.text_digest()?;
    record.insert(w, &text)?;
    keep(w, &roots_of(w, &record)?)?;
    let written = plan.posting.write(w, &act, Some(record.id), why)?;
    keep_net_sale(w, &record, (act.seq, Sold::Issued), written.entry.as_ref())?;
    let credit = match clearance {
        Some(clearance) => Some(clearance.close(w, checked(desk, &record, origin)?)?),
        None => None,
    };
    written.body().with_document(Some(record.body(&text, credit.as_ref()))).seal(w, act)?;
    let Record { id, kind, number, gross: total, .. } = record;
    Ok(Issued { id, kind, number, total, entry: written.entry })
}

/// What credit control has to be asked for: quotes, orders, deliveries and invoices of customers with a limit.
fn clearance_of(r: &Reader<'_>, record: &Record, today: Day) -> Result<Option<Clearance>> {
    use DocumentKind::{Delivery, Invoice, Quote, SalesOrder};
    let asks = matches!(record.kind, Quote | SalesOrder | Delivery | Invoice);
    if asks { credit::clearance(r, record.party_id, today) } else { Ok(None) }
}

/// What it is told of the document. Nothing stops what was done before the book, what comes back, or a claim that lateness brings.
fn checked(desk: &Desk<'_, '_>, record: &Record, origin: Origin<'_>) -> Result<Checked> {
    let (currency, rounding) = (desk.book().currency, desk.book().rounding);
    let amount = match record.gross.currency() == currency {
        true => record.gross,
        false => record.rate.convert(record.gross, currency, rounding)?,
    };
    let stops = match record.kind {
        _ if origin != Origin::Ours || amount.minor() <= 0 || record.detail.charges_lateness() => {
            Stops::Never
        }
        DocumentKind::Quote => Stops::Offered,
        DocumentKind::Invoice => Stops::WhatAdds,
        _ => Stops::Always,
    };
    Ok(Checked { document: record.id, amount, stops })
}

/// Who sold what nobody says who sold: the actor, where the actor may sell. What was imported says it itself.
fn seller(
    desk: &Desk<'_, '_>,
    w: &Writer<'_>,
    kind: DocumentKind,
    origin: Origin<'_>,
) -> Result<Option<UserId>> {
    let sells = kind.is_sales() && matches!(kind.flow(), Flow::Trade | Flow::PreInvoice);
    let actor = w.stamp().actor;
    Ok((sells && origin == Origin::Ours && desk.may_sell(actor)?).then_some(actor))
}

/// A supplier's bill is entered once: its own number, however it is written, stands on one document that is not void.
fn refuse_second_bill(desk: &Desk<'_, '_>, record: &Record) -> Result<()> {
    let own = (!record.numbered && !record.number.is_empty()).then_some(&record.number);
    let Some(supplier_number) = record.reference.as_ref().or(own) else { return Ok(()) };
    if !matches!(record.kind, DocumentKind::Bill | DocumentKind::OpeningPayable) {
        return Ok(());
    }
    let used: Option<String> = desk.r.row(
        include_str!("same_supplier_number.sql"),
        named_params! {":party": record.party_id, ":supplier_number": supplier_number},
        |row| row.get("number"),
    )?;
    match used {
        None => Ok(()),
        Some(number) => Err(Error::SupplierNumberUsed {
            party: desk.party(record.party_id)?.fields.name.clone(),
            supplier_number: supplier_number.clone(),
            number,
        }),
    }
}

/// The entry a draft would post, for showing beside it. Nothing is written.
pub fn posting_preview(r: &Reader<'_>, fields: &DocumentFields, today: Day) -> Result<Vec<PreviewLine>> {
    let desk = Desk::new(r)?;
    let plan = plan(&desk, fields, today)?;
    refuse_second_bill(&desk, &plan.record)?;
    let lines = plan.posting.lines().into_iter().map(|line| PreviewLine {
        account: line.account.code,
        name_zh: line.account.name_zh,
        name_en: line.account.name_en,
        side: line.side,
        amount: line.amount,
        base: line.base,
    });
    Ok(lines.collect())
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PreviewLine {
    pub account: String,
    pub name_zh: String,
    pub name_en: String,
    pub side: Side,
    pub amount: Money,
    /// The same in the book's currency.
    pub base: Money,
}
