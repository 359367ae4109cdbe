//! The document that comes next, written from what is left of the ones before.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::named_params;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::policy::policy;
use crate::calendar::Day;
use crate::documents::{
    DocumentFields, DocumentKind, LineFields, LineSource, Progress, Record, TradeFields, credited_of,
    progress_from, record, sources_of,
};
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Figure, Money, Rounding};
use crate::parties;
use crate::store::{DocumentId, ItemId, ItemVersionId, PartyId, Reader, UserId};

/// What to go on from, and to what.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct NextInput {
    /// Several deliveries or orders of one customer may become one invoice.
    pub from: Vec<DocumentId>,
    /// A quote from a quote is its new version; a credit note comes from an invoice.
    pub kind: DocumentKind,
    /// Today where absent.
    pub date: Option<Day>,
}

/// What is left of the documents as one of that kind, ready for an editor. Nothing is written.
///
/// # Errors
/// `not_found`; `source_unfit` where one cannot be followed by that kind or they differ in customer, currency, discount or
/// the way tax is counted; `nothing_left`.
pub fn next(r: &Reader<'_>, input: &NextInput, today: Day) -> Result<DocumentFields> {
    let mut sources = Vec::with_capacity(input.from.len());
    for id in &input.from {
        let missing = || Error::NotFound { kind: "document".into(), key: id.to_string() };
        sources.push(record(r, *id)?.ok_or_else(missing)?);
    }
    let first = sources.first().ok_or_else(|| Error::FieldMissing { field: "from".into() })?;
    let party = standing_party(r, first)?;
    refuse_unlike(r, (first, party), &sources, input.kind)?;
    let date = input.date.unwrap_or(today);
    let mut lines = Vec::new();
    let mut items = Items::default();
    for source in &sources {
        lines.extend(left_lines(r, source, input.kind, &mut items)?);
    }
    if lines.is_empty() {
        return Err(Error::NothingLeft { number: first.number.clone() });
    }
    let kind = input.kind;
    let goes_on = kind == DocumentKind::Quote || kind == DocumentKind::SalesOrder;
    let fields = TradeFields {
        party_id: Some(party),
        date: Some(date),
        due_on: if kind == DocumentKind::Quote { valid_until(r, date)? } else { None },
        terms: agreed(&sources, |source| source.terms.clone()),
        currency: Some(first.currency),
        tax_mode: first.tax_mode.unwrap_or_default(),
        discount_percent: first.discount_percent,
        discounts_after_tax: first.detail.discounts_after_tax,
        lines,
        // What a customer calls an order is not what they called the enquiry.
        reference: match first.kind {
            DocumentKind::Quote if kind == DocumentKind::SalesOrder => String::new(),
            _ => agreed(&sources, |source| source.reference.clone()).unwrap_or_default(),
        },
        notes: first.notes.clone().filter(|_| goes_on).unwrap_or_default(),
        credits: (kind == DocumentKind::CreditNote).then_some(first.id),
        language: first.language.clone(),
        opportunity: agreed(&sources, |source| source.opportunity),
        salesperson: seller(&sources),
        supersedes: (kind == DocumentKind::Quote).then_some(first.id),
        ..TradeFields::default()
    };
    Ok(match kind {
        DocumentKind::Quote => DocumentFields::Quote(fields),
        DocumentKind::SalesOrder => DocumentFields::SalesOrder(fields),
        DocumentKind::Delivery => DocumentFields::Delivery(fields),
        DocumentKind::CreditNote => DocumentFields::CreditNote(fields),
        _ => DocumentFields::Invoice(fields),
    })
}

/// The customer of a document, or the one that remains of it after a merge.
fn standing_party(r: &Reader<'_>, document: &Record) -> Result<PartyId> {
    Ok(parties::standing(r, parties::get(r, document.party_id)?)?.id)
}

fn refuse_unlike(
    r: &Reader<'_>,
    (first, party): (&Record, PartyId),
    sources: &[Record],
    kind: DocumentKind,
) -> Result<()> {
    let several = matches!(kind, DocumentKind::Invoice | DocumentKind::Delivery);
    for source in sources {
        let follows = sources_of(kind).contains(&source.kind)
            || kind == DocumentKind::Quote && source.kind == DocumentKind::Quote;
        let terms =
            |of: &Record| (of.currency, of.tax_mode, of.discount_percent, of.detail.discounts_after_tax);
        let reason = match () {
            () if !follows || sources.len() > 1 && !several => "other_kind",
            () if source.party_id != first.party_id && standing_party(r, source)? != party => "other_party",
            () if terms(source) != terms(first) => "other_terms",
            () => continue,
        };
        return Err(Error::SourceUnfit { number: source.number.clone(), reason: reason.into() });
    }
    Ok(())
}

/// The last day of a new quote, by the book's usual choice.
fn valid_until(r: &Reader<'_>, date: Day) -> Result<Option<Day>> {
    let days = u64::from(policy(r)?.quote_days);
    Ok(if days == 0 { None } else { date.checked_add_days(chrono::Days::new(days)) })
}

/// What all of them say; nothing where they differ.
fn agreed<Fact: PartialEq>(sources: &[Record], of: impl Fn(&Record) -> Option<Fact>) -> Option<Fact> {
    let mut facts = sources.iter().map(of);
    let first = facts.next().flatten()?;
    facts.all(|fact| fact.as_ref() == Some(&first)).then_some(first)
}

/// Who sold most of it.
fn seller(sources: &[Record]) -> Option<UserId> {
    let mut sold: BTreeMap<UserId, i64> = BTreeMap::new();
    for source in sources {
        if let Some(user) = source.salesperson {
            *sold.entry(user).or_default() += source.gross.minor();
        }
    }
    sold.into_iter().max_by_key(|(user, minor)| (*minor, std::cmp::Reverse(*user))).map(|(user, _)| user)
}

fn left_lines(
    r: &Reader<'_>,
    source: &Record,
    kind: DocumentKind,
    items: &mut Items,
) -> Result<Vec<LineFields>> {
    let mut roots: BTreeMap<DocumentId, BTreeMap<(DocumentId, u32), Progress>> = BTreeMap::new();
    let base = book(r)?;
    let mut lines = Vec::with_capacity(source.lines.len());
    for (number, line) in (1_u32..).zip(&source.lines) {
        let whole = line.quantity.0;
        let mut progress = || -> Result<Progress> {
            let root = line.source.filter(|_| source.kind == DocumentKind::Delivery);
            let root = root.map_or(source.id, |order| order.document_id);
            if let Entry::Vacant(new) = roots.entry(root) {
                new.insert(progress_from(r, root)?);
            }
            Ok(roots
                .get(&root)
                .and_then(|lines| lines.get(&(source.id, number)))
                .copied()
                .unwrap_or_default())
        };
        let left = match kind {
            DocumentKind::Quote | DocumentKind::SalesOrder => whole,
            DocumentKind::Delivery => progress()?.to_deliver,
            DocumentKind::CreditNote => whole - credited_of(r, source.id, number)?,
            _ => progress()?.to_invoice,
        };
        if left.is_zero() && !(whole.is_zero() && kind != DocumentKind::Delivery) {
            continue;
        }
        let cost = line.cost.map(|cost| cost_of(cost, whole, left, base.rounding)).transpose()?;
        lines.push(LineFields {
            item_id: line.item_version_id.map(|version| items.of(r, version)).transpose()?,
            description: line.description.clone(),
            specification: line.specification.clone().unwrap_or_default(),
            unit: line.unit.clone().unwrap_or_default(),
            quantity: Figure(left.normalize()),
            unit_price: line.unit_price,
            discount_percent: line.discount_percent,
            tax: Some(line.tax_code.clone()),
            account: Some(line.account.clone()),
            cost: cost.filter(|cost| !cost.is_zero()).map(|cost| Figure(cost.to_decimal())),
            source: (kind != DocumentKind::Quote)
                .then_some(LineSource { document_id: source.id, line: number }),
            price: line.price.clone(),
        });
    }
    Ok(lines)
}

/// The cost of what is left: the whole cost less that of what went before, so that parts add up to it.
fn cost_of(cost: Money, whole: Decimal, left: Decimal, rounding: Rounding) -> Result<Money> {
    if whole.is_zero() || whole == left {
        return Ok(cost);
    }
    let before = cost.to_decimal().checked_mul(whole - left).ok_or(Error::AmountOverflow)? / whole;
    cost.checked_sub(Money::rounded(before, cost.currency(), rounding)?)
}

/// The items that versions are of, each looked up once.
#[derive(Default)]
struct Items(BTreeMap<ItemVersionId, ItemId>);

impl Items {
    fn of(&mut self, r: &Reader<'_>, version: ItemVersionId) -> Result<ItemId> {
        if let Some(known) = self.0.get(&version) {
            return Ok(*known);
        }
        let item =
            r.value("select item_id from item_version where id = :id", named_params! {":id": version})?;
        self.0.insert(version, item);
        Ok(item)
    }
}
