//! One document with everything around it, as a screen or a paper shows it.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::fields::{LineSource, TaxMode};
use super::kind::DocumentKind;
use super::list::{DocumentState, standing};
use super::price::LinePrice;
use super::record::{Detail, Record, record};
use super::reschedule::{Rescheduling, reschedulings};
use super::totals::{LineAmounts, Totals, summed};
use crate::access::{UserName, user_name};
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::{Entry, Tax, entry, tax_by_id};
use crate::money::{Figure, Money};
use crate::parties::{self, Company, PartyFields, company_version};
use crate::settlement::{OpenItem, items_of_document};
use crate::store::{DocumentId, OpportunityId, PartyId, Reader, Seq};

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Document {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    pub state: DocumentState,
    pub party_id: PartyId,
    /// The party and the company as they were when it was issued.
    pub party: PartyFields,
    pub company: Company,
    pub date: Day,
    /// The last day, where it is paid in instalments; the last day of a quote; the day an order is to be delivered by.
    pub due_on: Option<Day>,
    pub terms: Option<String>,
    pub tax_mode: Option<TaxMode>,
    /// Off every line, in percent.
    pub discount_percent: Option<Figure>,
    pub lines: Vec<DocumentLine>,
    /// Absent for receipts, payments and opening items.
    pub totals: Option<Totals>,
    pub total: Money,
    pub remaining: Money,
    pub account: Option<String>,
    pub credits: Option<DocumentId>,
    pub reference: String,
    pub notes: String,
    pub language: Option<String>,
    /// The sales opportunity it belongs to.
    pub opportunity: Option<OpportunityId>,
    /// Who sold it.
    pub salesperson: Option<UserName>,
    /// What only its kind says: why a debt was given up, whose it became.
    pub detail: Detail,
    pub entry: Option<Entry>,
    /// Those of its own act, in the order of its plan, then those of the rescheduling that stands.
    pub items: Vec<OpenItem>,
    /// When what is open of it got other due days, and why.
    pub reschedulings: Vec<Rescheduling>,
    /// What it settled, or what settled it.
    pub settlements: Vec<SettlementRow>,
    pub void: Option<VoidMark>,
    pub recorded_at: String,
    pub recorded_by: String,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct DocumentLine {
    pub description: String,
    pub specification: String,
    pub unit: String,
    pub quantity: Figure,
    pub unit_price: Figure,
    pub discount_percent: Option<Figure>,
    pub tax: Tax,
    pub account: String,
    pub cost: Option<Money>,
    /// What it was made from.
    pub source: Option<LineSource>,
    /// Where its price came from, where that was said.
    pub price: Option<LinePrice>,
}

/// The other document of a settlement, and the amount that stands.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct SettlementRow {
    pub seq: Seq,
    pub document_id: DocumentId,
    pub kind: String,
    /// With the instalment where it settled one: XS2601-0001 (2/3).
    pub number: String,
    pub date: Day,
    pub amount: Money,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct VoidMark {
    pub seq: Seq,
    pub date: Day,
    pub reason: String,
}

/// # Errors
/// `not_found`.
pub fn get(r: &Reader<'_>, id: DocumentId, today: Day) -> Result<Document> {
    let record =
        record(r, id)?.ok_or_else(|| Error::NotFound { kind: "document".into(), key: id.to_string() })?;
    let void = r.row(
        "select seq, date, reason from document_void where document_seq = :id",
        named_params! {":id": id},
        |row| Ok(VoidMark { seq: row.get("seq")?, date: row.get("date")?, reason: row.get("reason")? }),
    )?;
    let reschedulings = reschedulings(r, id)?;
    let stands = |item: &OpenItem| {
        item.seq == id.into() || reschedulings.last().is_some_and(|last| last.seq == item.seq)
    };
    let items: Vec<OpenItem> = items_of_document(r, id)?.into_iter().filter(stands).collect();
    let remaining =
        items.iter().map(|item| item.remaining).try_fold(Money::zero(record.currency), Money::checked_add)?;
    let open = items.iter().filter(|item| !item.remaining.is_zero());
    let next_due_on = open.map(|item| item.due_on).min();
    let state = match () {
        () if void.is_some() => DocumentState::Void,
        () if !record.kind.posts() => standing(r, &record, today)?,
        () if remaining.is_zero() => DocumentState::Settled,
        () if record.due_on.is_some() && next_due_on.is_some_and(|due| due < today) => DocumentState::Overdue,
        () => DocumentState::Open,
    };
    let mut lines = Vec::with_capacity(record.lines.len());
    for line in &record.lines {
        lines.push(DocumentLine {
            description: line.description.clone(),
            specification: line.specification.clone().unwrap_or_default(),
            unit: line.unit.clone().unwrap_or_default(),
            quantity: line.quantity,
            unit_price: line.unit_price,
            discount_percent: line.discount_percent,
            tax: tax_by_id(r, line.tax_id)?,
            account: line.account.clone(),
            cost: line.cost,
            source: line.source,
            price: line.price.clone(),
        });
    }
    let (recorded_at, recorded_by) = r
        .row(include_str!("recorded.sql"), named_params! {":seq": id}, |row| {
            Ok((row.get("recorded_at")?, row.get("name")?))
        })?
        .ok_or_else(|| Error::BookDamaged { reason: format!("{} is not in the trail", record.number) })?;
    Ok(Document {
        id,
        kind: record.kind,
        number: record.number.clone(),
        state,
        party_id: record.party_id,
        party: parties::version(r, record.party_version_id)?.fields,
        company: company_version(r, record.company_version_id)?,
        date: record.date,
        due_on: record.due_on,
        terms: record.terms.clone(),
        tax_mode: record.tax_mode,
        discount_percent: record.discount_percent,
        totals: record.tax_mode.map(|mode| posted_totals(&record, &lines, mode)).transpose()?,
        lines,
        total: record.gross,
        remaining,
        account: record.account.map(|(_, code)| code),
        credits: record.credits,
        reference: record.reference.unwrap_or_default(),
        notes: record.notes.unwrap_or_default(),
        language: record.language,
        opportunity: record.opportunity,
        salesperson: record.salesperson.map(|user| user_name(r, user)).transpose()?,
        detail: record.detail,
        entry: entry(r, id.into())?,
        items,
        reschedulings,
        settlements: settlements(r, id)?,
        void,
        recorded_at,
        recorded_by,
    })
}

/// The totals as they were posted: the lines' stored amounts, added up by the same function.
fn posted_totals(record: &Record, lines: &[DocumentLine], mode: TaxMode) -> Result<Totals> {
    let amounts = record.lines.iter().map(|line| {
        let total = line.net.checked_add(line.tax)?;
        let priced = if mode == TaxMode::Inclusive { total } else { line.net };
        let discount = line.gross.checked_sub(priced)?;
        let (gross, net, tax, parts) = (line.gross, line.net, line.tax, line.parts.clone());
        Ok(LineAmounts { gross, discount, net, tax, total, parts })
    });
    let taxes: Vec<&Tax> = lines.iter().map(|line| &line.tax).collect();
    summed(&taxes, amounts.collect::<Result<_>>()?, record.currency)
}

fn settlements(r: &Reader<'_>, id: DocumentId) -> Result<Vec<SettlementRow>> {
    r.rows(include_str!("settlements.sql"), named_params! {":seq": id}, |row| {
        Ok(SettlementRow {
            seq: row.get("seq")?,
            document_id: row.get("document_seq")?,
            kind: row.get("kind")?,
            number: row.get("number")?,
            date: row.get("date")?,
            amount: Money::from_minor(row.get("amount_minor")?, row.get("currency")?),
        })
    })
}

/// The document of that number: the one that stands, else the latest.
pub fn by_number(r: &Reader<'_>, kind: DocumentKind, number: &str) -> Result<DocumentId> {
    r.row(include_str!("by_number.sql"), named_params! {":kind": kind.as_str(), ":number": number}, |row| {
        row.get("seq")
    })?
    .ok_or_else(|| Error::NotFound { kind: kind.as_str().into(), key: number.into() })
}
